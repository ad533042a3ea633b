//! Giving a calendar of another program, saying what its titles are, planning its lessons.

use db::journal;
use directory::api;
use files::Hash;
use kernel::{Role, Target, TargetKind};
use web::{Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task};

use crate::{
    calendar::{
        LARGEST, Of, columns, plan, refresh,
        store::{self, Calendar, New, Title},
        views::{self, Owner},
    },
    course::Course,
    lesson::{self, Lesson},
    rights::CALENDAR_KEEP,
    t,
    trash::{self, Deleted},
};

/// The page of the calendars one keeps.
pub(crate) const PATH: &str = "/emploi-du-temps/calendriers";
/// Who may give a calendar.
const ROLES: &[Role] = &[Role::Teacher, Role::Head, Role::Secretariat];
/// Calendars that one person or one class has.
const CALENDARS_MAX: usize = 50;
/// The longest address.
const ADDRESS_MAX: usize = 2_000;
/// The longest name.
const NAME_MAX: usize = 120;
/// The endings of the files of timetables.
const ENDINGS: [&str; 8] = ["ics", "csv", "tsv", "txt", "xml", "xlsx", "ods", "zip"];
/// Titles that are all asked about at once.
const ASKED_MAX: usize = 30;
/// Unknown titles asked about on one page, when there are more.
const ASKED_AT_ONCE: usize = 20;

pub(crate) fn routes() -> Vec<Route> {
    let keeper = Access::Item(&CALENDAR_KEEP);
    vec![
        Route::get(PATH, Access::Role(ROLES), list),
        Route::task("/emploi-du-temps/calendriers/fichier", Access::Role(ROLES), receive)
            .accepting(upload_limit()),
        Route::task("/emploi-du-temps/calendriers/adresse", Access::Role(ROLES), subscribe),
        Route::get("/emploi-du-temps/calendriers/{calendar}", keeper, show),
        Route::post("/emploi-du-temps/calendriers/{calendar}", keeper, decide),
        Route::task("/emploi-du-temps/calendriers/{calendar}/fichier", keeper, replace)
            .accepting(upload_limit()),
        Route::task("/emploi-du-temps/calendriers/{calendar}/relire", keeper, read_again),
        Route::task("/emploi-du-temps/calendriers/{calendar}/colonnes", keeper, columns::say),
        Route::post("/emploi-du-temps/calendriers/{calendar}/oublier", keeper, forget),
    ]
}

/// A file with the form around it.
pub(super) const fn upload_limit() -> usize {
    #[expect(clippy::cast_possible_truncation, reason = "a few megabytes")]
    let largest = LARGEST as usize;
    largest + (1 << 16)
}

/// Where one calendar is.
pub(crate) fn path(id: i64) -> String {
    format!("{PATH}/{id}")
}

/// For whom someone may give a calendar: themself when they teach, each of their schools as a whole,
/// each class of these.
fn owners(cx: &mut Cx) -> Result<Vec<Owner>, Problem> {
    let (actor, today) = (cx.actor()?.clone(), cx.today());
    let mut owners = Vec::new();
    if actor.is(Role::Teacher) {
        owners.push(Owner {
            value: "moi".to_owned(),
            label: t::calendar_for_me(cx.lang()).to_owned(),
            of: Of::Person,
        });
    }
    let mut orgs: Vec<i64> = actor.reach(Role::Head, TargetKind::Org).collect();
    orgs.extend(actor.reach(Role::Secretariat, TargetKind::Org));
    orgs.sort_unstable();
    orgs.dedup();
    let schools = api::orgs(cx.tx, &orgs)?;
    for org in orgs {
        if let Some(school) = schools.get(&org) {
            let label = t::calendar_for_school(cx.lang(), &school.name);
            owners.push(Owner { value: format!("ecole-{org}"), label, of: Of::School { org } });
        }
        for group in api::groups_of_org(cx.tx, org, today)? {
            let (value, of) = (group.id.to_string(), Of::Class { group: group.id, org });
            owners.push(Owner { value, label: group.name, of });
        }
    }
    Ok(owners)
}

fn list(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(list_page(cx, &form)?.into())
}

fn list_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let owners = owners(cx)?;
    let person = cx.actor()?.person;
    let mut calendars = store::of_person(cx.tx, person)?;
    let mut orgs: Vec<i64> = owners.iter().filter_map(|owner| owner.of.org()).collect();
    orgs.dedup();
    for org in orgs {
        calendars.extend(store::of_org(cx.tx, org)?);
    }
    let warning = api::calendar_warning(cx, api::Ahead::Planning)?;
    Ok(views::list(cx, form, &warning, (&calendars, &owners)))
}

/// What giving a calendar comes to.
enum Given {
    Calendar(Box<Calendar>),
    Corrections(Box<Reply>),
}

fn receive(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let calendar = match app.write(&incoming, add_file).await? {
            Given::Calendar(calendar) => *calendar,
            Given::Corrections(reply) => return Ok(*reply),
        };
        take_file(&app, &incoming, calendar).await
    })
}

fn add_file(cx: &mut Cx) -> Result<Given, Problem> {
    let mut form = cx.form();
    let name = form.files("fichier").next().map(|upload| upload.name.clone());
    if name.is_none() {
        form.refuse("fichier", t::calendar_no_file(cx.lang()));
    }
    let name = name.unwrap_or_default();
    let name = own_name(&name);
    let name: String = name.chars().take(NAME_MAX).collect();
    add(cx, form, "fichier", &name, None)
}

/// What a file was called by who gave it: stored as what it holds, it may have a second ending.
fn own_name(name: &str) -> &str {
    let is_one = |first: &str| {
        let ending = first.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
    };
    name.rsplit_once('.').map(|(first, _)| first).filter(|first| is_one(first)).unwrap_or(name)
}

fn subscribe(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let calendar = match app.write(&incoming, add_address).await? {
            Given::Calendar(calendar) => *calendar,
            Given::Corrections(reply) => return Ok(*reply),
        };
        let (id, lang) = (calendar.id, lang_of(&app, &incoming).await?);
        let planned = refresh::fetch(&app, calendar).await?;
        Ok(Reply::see_other(path(id)).saying(views::planned(lang, &planned)))
    })
}

fn add_address(cx: &mut Cx) -> Result<Given, Problem> {
    let mut form = cx.form();
    let typed = form.required("adresse", ADDRESS_MAX);
    let address = match typed.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("webcal") => format!("https://{rest}"),
        _ => typed,
    };
    if form.is_valid() && !cx.app.courier.may_read(&address) {
        form.refuse("adresse", t::calendar_refused_address(cx.lang()));
    }
    let host = address.split('/').nth(2).unwrap_or_default().to_owned();
    let name: String = host.chars().take(NAME_MAX).collect();
    let given = add(cx, form, "adresse", &name, Some(&address))?;
    if let Given::Calendar(calendar) = &given {
        store::set_next(cx.tx, calendar.id, refresh::next(cx.now))?;
    }
    Ok(given)
}

fn add(
    cx: &mut Cx,
    mut form: Form,
    field: &str,
    name: &str,
    address: Option<&str>,
) -> Result<Given, Problem> {
    let owners = owners(cx)?;
    let asked = format!("pour-{field}");
    let owner = match owners.as_slice() {
        [one] => Some(one.of),
        _ => {
            let of = |value: &str| owners.iter().find(|one| one.value == value).map(|one| one.of);
            form.choice(&asked, of)
        }
    };
    let person = cx.actor()?.person;
    let there = match owner.and_then(Of::org) {
        Some(org) => store::of_org(cx.tx, org)?.len(),
        None => store::of_person(cx.tx, person)?.len(),
    };
    if there >= CALENDARS_MAX && owner.is_some() {
        form.refuse(field, t::calendar_enough(cx.lang()));
    }
    let (Some(of), true) = (owner, form.is_valid()) else {
        return Ok(Given::Corrections(Box::new(Reply::to_correct(list_page(cx, &form)?))));
    };
    let once = cx.incoming.once()?.to_owned();
    let id = store::add(cx.tx, &New { of, person, name, address, once: &once }, cx.now)?;
    let calendar = store::get(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    note(cx, &calendar, "courses.calendar.give")?;
    Ok(Given::Calendar(Box::new(calendar)))
}

/// Writes in the journal what someone did with a calendar.
fn note(cx: &mut Cx, calendar: &Calendar, action: &str) -> Result<(), Problem> {
    let person = cx.actor()?.person;
    let scope = match calendar.of {
        Of::Person => Target::person(calendar.person),
        Of::Class { group, .. } => Target::group(group),
        Of::School { org } => Target::org(org),
    };
    let (at, object) = (cx.now, calendar.id);
    let entry = journal::Entry { at, person: Some(person), action, object, scope };
    Ok(journal::write(cx.tx, &entry)?)
}

/// The language of the person who asks, in a task.
pub(crate) async fn lang_of(app: &App, incoming: &Incoming) -> Result<kernel::Lang, Problem> {
    app.read(incoming, |cx| Ok(cx.lang())).await
}

async fn take_file(app: &App, incoming: &Incoming, calendar: Calendar) -> Outcome {
    let (id, lang) = (calendar.id, lang_of(app, incoming).await?);
    let sent = incoming.files.iter().find(|upload| upload.field == "fichier");
    let sent: Option<Hash> = sent.map(|upload| upload.blob.hash);
    let back = Reply::see_other(path(id));
    match sent {
        Some(hash) => {
            let planned = refresh::receive(app, calendar, hash).await?;
            Ok(back.saying(views::planned(lang, &planned)))
        }
        None => Ok(back.saying(t::calendar_no_file(lang))),
    }
}

/// The calendar of the path, for a person who keeps it.
pub(crate) fn kept(cx: &mut Cx) -> Result<Calendar, Problem> {
    let id = cx.id()?;
    cx.require(&CALENDAR_KEEP, id)?;
    store::get(cx.tx, id)?.ok_or_else(Problem::not_found)
}

fn replace(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let calendar = app.read(&incoming, kept).await?;
        take_file(&app, &incoming, calendar).await
    })
}

fn read_again(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let calendar = app.read(&incoming, kept).await?;
        if calendar.address.is_none() {
            return Err(Problem::not_found());
        }
        let (id, lang) = (calendar.id, lang_of(&app, &incoming).await?);
        let planned = refresh::fetch(&app, calendar).await?;
        Ok(Reply::see_other(path(id)).saying(views::planned(lang, &planned)))
    })
}

fn show(cx: &mut Cx) -> Outcome {
    let calendar = kept(cx)?;
    let today = cx.today();
    let courses = plan::courses(cx.tx, &calendar, today)?;
    let titles = store::titles(cx.tx, calendar.id)?;
    let orphans = orphans(cx, &calendar, &courses)?;
    let wanted = cx.incoming.query("titre").and_then(web::parse_id);
    let (asked, rest) = asked(titles, wanted);
    let mut form = cx.blank_form();
    for title in &asked {
        let chosen = title.teaching.map_or_else(String::new, |id| id.to_string());
        form = form.with(&views::field(title), &chosen);
    }
    if let Some(sample) = &calendar.sample {
        form = columns::filled(form, sample);
    }
    let is_decided = store::is_decided(cx.tx, calendar.id)?;
    let scene = views::Scene { calendar, courses, asked, rest, orphans, is_decided };
    Ok(views::show(cx, &form, &scene).into())
}

/// The titles to ask about, and the others: all of a few; of many, those of which nothing is known,
/// some at a time, and the one that someone wants to change.
fn asked(titles: Vec<Title>, wanted: Option<i64>) -> (Vec<Title>, Vec<Title>) {
    if titles.len() <= ASKED_MAX {
        return (titles, Vec::new());
    }
    let (mut asked, mut rest) = (Vec::new(), Vec::new());
    for title in titles {
        let is_unknown = title.teaching.is_none() && !title.is_decided && title.count > 0;
        if wanted == Some(title.id) {
            asked.insert(0, title);
        } else if is_unknown && asked.len() < ASKED_AT_ONCE {
            asked.push(title);
        } else {
            rest.push(title);
        }
    }
    (asked, rest)
}

/// Written lessons that the calendar does not say any more, with their courses.
fn orphans(
    cx: &mut Cx,
    calendar: &Calendar,
    courses: &[Course],
) -> Result<Vec<(Lesson, Course)>, Problem> {
    let mut orphans = Vec::new();
    for id in store::orphans(cx.tx, calendar.id)? {
        let lesson = lesson::store::get(cx.tx, id)?;
        if let Some(course) = courses.iter().find(|course| course.id == lesson.teaching) {
            orphans.push((lesson, course.clone()));
        }
    }
    Ok(orphans)
}

/// Keeps what each title is, and plans. A title that was not asked about is what it seems to be.
fn decide(cx: &mut Cx) -> Outcome {
    let calendar = kept(cx)?;
    let (lang, today) = (cx.lang(), cx.today());
    let courses = plan::courses(cx.tx, &calendar, today)?;
    for title in store::titles(cx.tx, calendar.id)? {
        let teaching = match cx.incoming.field(&views::field(&title)) {
            Some(typed) => {
                web::parse_id(typed).filter(|id| courses.iter().any(|course| course.id == *id))
            }
            None if title.teaching.is_some() => title.teaching,
            None => continue,
        };
        if teaching != title.teaching || !title.is_decided {
            store::decide(cx.tx, &title, teaching)?;
        }
    }
    note(cx, &calendar, "courses.calendar.plan")?;
    let planned = plan::plan(cx.tx, &calendar, today, cx.now)?;
    Ok(Reply::see_other(path(calendar.id)).saying(views::planned(lang, &planned)))
}

/// Forgets a calendar, which can be taken back; the lessons it planned stay.
fn forget(cx: &mut Cx) -> Outcome {
    let calendar = kept(cx)?;
    store::set_deleted(cx.tx, calendar.id, Some(cx.now))?;
    trash::put(cx, Deleted::Calendar, calendar.id, &calendar.name)?;
    note(cx, &calendar, "courses.calendar.forget")?;
    Ok(Reply::see_other(PATH).saying(t::calendar_forgotten(cx.lang())))
}

/// Takes a calendar back; its page.
pub(crate) fn restore(cx: &mut Cx, id: i64) -> Result<String, Problem> {
    store::set_deleted(cx.tx, id, None)?;
    cx.require(&CALENDAR_KEEP, id)?;
    let calendar = store::get(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    note(cx, &calendar, "courses.calendar.restore")?;
    Ok(path(id))
}
