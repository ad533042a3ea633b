//! Who has an account and who has not, and the sheets of codes to print.

use std::collections::HashMap;

use db::journal;
use directory::api::{Group, PersonName};
use events::{Event, identity::CodeRenewedV1};
use kernel::{Actor, Lang, Role, Target};
use maud::{Markup, html};
use web::{
    Access, Cx, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Choice, Column, Field},
};

use super::{
    lift, overview,
    store::{self, Kept, State},
};
use crate::{
    account, bring_in, factors, pictures,
    rights::{self, Sheet},
    t,
};

pub(crate) const OF_CLASS: Access = Access::Role(&[Role::Head, Role::Secretariat, Role::Teacher]);
pub(crate) const OF_GUARDIANS: Access = Access::Role(&[Role::Head, Role::Secretariat]);
pub(crate) const OF_STAFF: Access =
    Access::Role(&[Role::Head, Role::Secretariat, Role::TerritoryManager, Role::Operator]);

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/classes/{groupe}/codes", OF_CLASS, |cx| list(cx, pupils)),
        Route::post("/classes/{groupe}/codes", OF_CLASS, |cx| print(cx, pupils)),
        Route::post("/classes/{groupe}/codes/{personne}", OF_CLASS, |cx| renew(cx, pupils)),
        Route::get("/classes/{groupe}/codes-responsables", OF_GUARDIANS, |cx| list(cx, guardians)),
        Route::post("/classes/{groupe}/codes-responsables", OF_GUARDIANS, |cx| {
            print(cx, guardians)
        }),
        Route::post("/classes/{groupe}/codes-responsables/{personne}", OF_GUARDIANS, |cx| {
            renew(cx, guardians)
        }),
        Route::get("/etablissements/{org}/codes", OF_STAFF, |cx| list(cx, staff)),
        Route::post("/etablissements/{org}/codes", OF_STAFF, |cx| print(cx, staff)),
        Route::post("/etablissements/{org}/codes/{personne}", OF_STAFF, |cx| renew(cx, staff)),
    ]
}

pub(crate) type Load = fn(&mut Cx) -> Result<Sheet, Problem>;

pub(crate) fn pupils(cx: &mut Cx) -> Result<Sheet, Problem> {
    let class = class(cx)?;
    opened(cx, Sheet::Pupils(class))
}

pub(crate) fn guardians(cx: &mut Cx) -> Result<Sheet, Problem> {
    let class = class(cx)?;
    opened(cx, Sheet::Guardians(class))
}

pub(crate) fn staff(cx: &mut Cx) -> Result<Sheet, Problem> {
    let org = cx.id()?;
    opened(cx, Sheet::Staff(org))
}

fn class(cx: &mut Cx) -> Result<Group, Problem> {
    let id = cx.id()?;
    directory::api::groups(cx.tx, &[id])?.remove(&id).ok_or_else(Problem::not_found)
}

fn opened(cx: &Cx, sheet: Sheet) -> Result<Sheet, Problem> {
    if rights::may_open(cx.actor()?, &sheet) { Ok(sheet) } else { Err(Problem::not_found()) }
}

/// Where a sheet is, and where it is printed.
pub(crate) fn path(sheet: &Sheet) -> String {
    match sheet {
        Sheet::Pupils(class) => format!("/classes/{}/codes", class.id),
        Sheet::Guardians(class) => format!("/classes/{}/codes-responsables", class.id),
        Sheet::Staff(org) => format!("/etablissements/{org}/codes"),
    }
}

/// What the journal says a sheet belongs to.
const fn scope(sheet: &Sheet) -> Target {
    match sheet {
        Sheet::Pupils(class) | Sheet::Guardians(class) => Target::org(class.org),
        Sheet::Staff(org) => Target::org(*org),
    }
}

/// One person of a sheet.
pub(crate) struct Slip {
    pub(crate) name: PersonName,
    /// Whose guardian, or in what role.
    pub(crate) about: String,
    pub(crate) login: Option<String>,
    pub(crate) kept: Option<Kept>,
    pub(crate) has_second_step: bool,
}

/// The people of a sheet, each once, in order.
pub(crate) fn slips(cx: &mut Cx, sheet: &Sheet) -> Result<Vec<Slip>, Problem> {
    let people = people(cx, sheet)?;
    let ids: Vec<i64> = people.iter().map(|(name, _)| name.id).collect();
    let mut logins = account::store::logins(cx.tx, &ids)?;
    let mut codes = store::of(cx.tx, &cx.app.secret, &ids, cx.now)?;
    let two_steps = factors::store::having(cx.tx, &ids)?;
    let slip = |(name, about): (PersonName, String)| Slip {
        login: logins.remove(&name.id),
        kept: codes.remove(&name.id),
        has_second_step: two_steps.contains(&name.id),
        name,
        about,
    };
    Ok(people.into_iter().map(slip).collect())
}

pub(super) fn people(cx: &mut Cx, sheet: &Sheet) -> Result<Vec<(PersonName, String)>, Problem> {
    let (lang, today) = (cx.lang(), cx.today());
    Ok(match sheet {
        Sheet::Pupils(class) => directory::api::pupils_of_group(cx.tx, class.id, today)?
            .into_iter()
            .map(|name| (name, class.name.clone()))
            .collect(),
        Sheet::Guardians(class) => {
            let mut of_children: Vec<(PersonName, Vec<String>)> = Vec::new();
            let mut places = HashMap::new();
            for (guardian, child) in directory::api::guardians_of_group(cx.tx, class.id, today)? {
                let place = *places.entry(guardian.id).or_insert(of_children.len());
                if place == of_children.len() {
                    of_children.push((guardian, Vec::new()));
                }
                of_children[place].1.push(child.full());
            }
            let about = |children: Vec<String>| t::guardian_of(lang, &children.join(", "));
            of_children.into_iter().map(|(name, children)| (name, about(children))).collect()
        }
        Sheet::Staff(org) => {
            let mut people: Vec<(PersonName, String)> = Vec::new();
            for name in directory::api::inspectors_of(cx.tx, *org, today)? {
                people.push((name, role_words(lang, Role::Inspector)));
            }
            for role in STAFF {
                for name in directory::api::holders_in_org(cx.tx, *org, role, today)? {
                    if !people.iter().any(|(known, _)| known.id == name.id) {
                        people.push((name, role_words(lang, role)));
                    }
                }
            }
            people
        }
    })
}

/// The roles of a school's staff, in the order of a sheet.
const STAFF: [Role; 7] = [
    Role::Head,
    Role::Secretariat,
    Role::Teacher,
    Role::SchoolLife,
    Role::SupportAssistant,
    Role::DigitalReferent,
    Role::OtherStaff,
];

fn role_words(lang: Lang, role: Role) -> String {
    t::by_key(lang, &format!("role-{}", role.code())).unwrap_or_default().to_owned()
}

pub(crate) fn title(cx: &mut Cx, sheet: &Sheet) -> Result<String, Problem> {
    let lang = cx.lang();
    Ok(match sheet {
        Sheet::Pupils(class) => t::codes_of_class(lang, &class.name),
        Sheet::Guardians(class) => t::codes_of_guardians(lang, &class.name),
        Sheet::Staff(org) => {
            let school = directory::api::orgs(cx.tx, &[*org])?.remove(org);
            t::codes_of_staff(lang, &school.ok_or_else(Problem::not_found)?.name)
        }
    })
}

fn list(cx: &mut Cx, load: Load) -> Outcome {
    let sheet = load(cx)?;
    let (lang, title, slips) = (cx.lang(), title(cx, &sheet)?, slips(cx, &sheet)?);
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let active = slips.iter().filter(|slip| slip.login.is_some()).count();
    let under = t::activated_count(lang, count(active), count(slips.len()));
    let main = html! {
        (ui::back(overview::PATH, t::codes(lang)))
        (ui::title(&title, &under))
        @if slips.is_empty() {
            (ui::empty("bench", t::nobody_here(lang), &html! {}))
        } @else {
            @if active < slips.len() { (print_card(cx, &sheet)) }
            section.card.stack { (people_table(cx, &sheet, &title, &slips)) }
        }
        (other_ways(lang, &sheet))
        (other_sheet(cx, &sheet)?)
        (who_sees(lang, &sheet))
    };
    Ok(Page::wide(title, main).into())
}

fn print_card(cx: &Cx, sheet: &Sheet) -> Markup {
    let lang = cx.lang();
    let form = cx.blank_form().with("langue", &lang.on_paper().tag());
    let answer = |lang: Lang, label| Choice { value: lang.tag().to_owned(), label, hint: "" };
    let answers = [answer(Lang::Fr, Lang::Fr.own_name()), answer(Lang::En, Lang::En.own_name())];
    html! {
        section.card.stack {
            p { (t::print_explained(lang)) }
            form.form method="post" action={ (path(sheet)) "/lettres" } data-once="off" {
                (cx.hidden())
                (ui::choices(&form, &Field::new("langue", t::letters_language(lang)), &answers))
                div.actions { button.act.main { (ui::icon("download")) (t::letters_do(lang)) } }
            }
            form method="post" action=(path(sheet)) {
                (cx.hidden())
                button.act { (ui::icon("printer")) (t::print_codes(lang)) }
            }
        }
    }
}

fn people_table(cx: &Cx, sheet: &Sheet, caption: &str, slips: &[Slip]) -> Markup {
    let lang = cx.lang();
    let says_about = !matches!(sheet, Sheet::Pupils(_));
    let mut columns = vec![Column::words(t::name(lang))];
    columns.extend(says_about.then(|| Column::words(t::about(lang))));
    columns.extend([Column::words(t::state(lang)), Column::words(t::action(lang))]);
    let row = |slip: &Slip| {
        let again = match (&slip.login, &slip.kept) {
            (Some(_), _) => t::new_code_for_password(lang),
            (None, Some(_)) => t::renew_code(lang),
            (None, None) => t::make_code(lang),
        };
        let action = html! {
            form method="post" action={ (path(sheet)) "/" (slip.name.id) } {
                (cx.hidden())
                button.act data-size="sm" aria-label={ (again) ", " (slip.name.full()) } { (again) }
            }
            @if slip.has_second_step { (lift::question(cx, sheet, slip.name.id, &slip.name.full())) }
        };
        let mut cells = vec![html! { (slip.name.full()) }];
        cells.extend(says_about.then(|| html! { (slip.about) }));
        cells.extend([state(cx, slip), action]);
        cells
    };
    let rows: Vec<_> = slips.iter().map(row).collect();
    ui::cards_table(caption, &columns, &rows)
}

fn state(cx: &Cx, slip: &Slip) -> Markup {
    let lang = cx.lang();
    let code = slip.kept.as_ref().map(|kept| (kept.state, kept.expires));
    match (&slip.login, code) {
        (_, Some((State::Live, expires))) => {
            let (last, today) = (cx.app.place.local(expires).0, cx.today());
            ui::tag("attention", &t::code_until(lang, &dates::long_day(lang, last, today)))
        }
        (Some(_), _) => ui::tag("done", t::activated(lang)),
        (None, Some((State::Expired, _))) => ui::tag("wrong", t::code_over(lang)),
        (None, _) => ui::tag("quiet", t::no_code(lang)),
    }
}

/// The ways in without paper.
fn other_ways(lang: Lang, sheet: &Sheet) -> Markup {
    let Sheet::Pupils(class) = sheet else { return html! {} };
    html! {
        p.row {
            a.act href=(bring_in::path(class.id)) { (ui::icon("log-in")) (t::bring_in_do(lang)) }
            @if pictures::is_young(class) {
                a.act href=(pictures::office::path(class.id)) { (ui::icon("image")) (t::pictures_do(lang)) }
            }
        }
    }
}

/// The way between the pupils of a class and their guardians.
fn other_sheet(cx: &Cx, sheet: &Sheet) -> Result<Markup, Problem> {
    let lang = cx.lang();
    let (other, words) = match sheet {
        Sheet::Pupils(class) => (Sheet::Guardians(class.clone()), t::to_guardians(lang)),
        Sheet::Guardians(class) => (Sheet::Pupils(class.clone()), t::to_pupils(lang)),
        Sheet::Staff(_) => return Ok(html! {}),
    };
    let is_open = rights::may_open(cx.actor()?, &other);
    Ok(html! { @if is_open { p { a.act href=(path(&other)) { (words) } } } })
}

fn who_sees(lang: Lang, sheet: &Sheet) -> Markup {
    let words = |role: Role| t::by_key(lang, &format!("reader-{}", role.code()));
    let readers: Vec<String> = rights::holders(sheet)
        .iter()
        .filter_map(|tie| words(tie.role).map(str::to_owned))
        .collect();
    ui::who_sees(lang, &readers)
}

/// Shows every code that waits, as slips.
fn print(cx: &mut Cx, load: Load) -> Outcome {
    let (sheet, shown) = prepare(cx, load)?;
    if shown.is_empty() { Ok(nothing_to_print(cx, &sheet)) } else { letters(cx, &sheet, &shown) }
}

/// The list again, when nobody on it waits for a code.
pub(crate) fn nothing_to_print(cx: &Cx, sheet: &Sheet) -> Reply {
    Reply::see_other(path(sheet)).saying(t::nothing_to_print(cx.lang()))
}

/// Gives a code to those who have neither an account nor a code; everyone whose code waits.
pub(crate) fn prepare(cx: &mut Cx, load: Load) -> Result<(Sheet, Vec<Slip>), Problem> {
    let sheet = load(cx)?;
    let actor = cx.actor()?.clone();
    let mut shown = Vec::new();
    for mut slip in slips(cx, &sheet)? {
        let is_live = slip.kept.as_ref().is_some_and(|kept| kept.state == State::Live);
        if (slip.login.is_some() && !is_live) || !may_give(cx, &actor, slip.name.id)? {
            continue;
        }
        if !is_live {
            slip.kept = Some(issue(cx, slip.name.id)?);
        }
        shown.push(slip);
    }
    if !shown.is_empty() {
        note(cx, &sheet, "identity.codes.print", scope(&sheet).id)?;
    }
    Ok((sheet, shown))
}

/// Gives one person a new code; the old one dies at once.
fn renew(cx: &mut Cx, load: Load) -> Outcome {
    let (sheet, person) = (load(cx)?, cx.param_id("personne")?);
    let found = slips(cx, &sheet)?.into_iter().find(|slip| slip.name.id == person);
    let mut slip = found.ok_or_else(Problem::not_found)?;
    slip.kept = Some(renewed(cx, &sheet, person)?);
    letters(cx, &sheet, &[slip])
}

/// A new code for someone of a sheet, when it may be given from there.
pub(crate) fn renewed(cx: &mut Cx, sheet: &Sheet, person: i64) -> Result<Kept, Problem> {
    let actor = cx.actor()?.clone();
    if !may_give(cx, &actor, person)? {
        return Err(Problem::refused("code-from-elsewhere", t::code_from_elsewhere(cx.lang())));
    }
    let kept = issue(cx, person)?;
    note(cx, sheet, "identity.code.renew", person)?;
    if account::store::login_of(cx.tx, person)?.is_some() {
        let event = CodeRenewedV1 { person, by: actor.person };
        jobs::emit(cx.tx, CodeRenewedV1::NAME, &event, cx.now)?;
    }
    Ok(kept)
}

pub(super) fn may_give(cx: &mut Cx, actor: &Actor, person: i64) -> Result<bool, Problem> {
    let theirs = directory::api::ties(cx.tx, person, cx.today())?;
    Ok(rights::may_give(actor, &theirs))
}

fn issue(cx: &mut Cx, person: i64) -> Result<Kept, Problem> {
    store::issue(cx.tx, &cx.app.secret, &cx.app.entropy, person, cx.now)?;
    let kept = store::of(cx.tx, &cx.app.secret, &[person], cx.now)?.remove(&person);
    kept.ok_or_else(Problem::not_found)
}

pub(super) fn note(cx: &mut Cx, sheet: &Sheet, action: &str, object: i64) -> Result<(), Problem> {
    let person = Some(cx.actor()?.person);
    let entry = journal::Entry { at: cx.now, person, action, object, scope: scope(sheet) };
    Ok(journal::write(cx.tx, &entry)?)
}

/// The sheet itself: one slip per person, never two people on one.
fn letters(cx: &mut Cx, sheet: &Sheet, slips: &[Slip]) -> Outcome {
    let (lang, title) = (cx.lang(), title(cx, sheet)?);
    let address = cx.app.public_url.clone();
    let main = html! {
        div.no-print.stack {
            (ui::back(&path(sheet), t::back_to_list(lang)))
            (ui::title(&title, t::letters_under(lang)))
            div.actions { button.act.main.only-js type="button" data-print { (ui::icon("printer")) (t::print(lang)) } }
        }
        ol.letters {
            @for slip in slips { @if let Some(kept) = &slip.kept { (letter(cx, &address, slip, kept)) } }
        }
    };
    Ok(Page::narrow(title, main).into())
}

fn letter(cx: &Cx, address: &str, slip: &Slip, kept: &Kept) -> Markup {
    let lang = cx.lang();
    let last = dates::long_day(lang, cx.app.place.local(kept.expires).0, cx.today());
    html! {
        li.slip {
            h2 { (slip.name.full()) }
            p.muted { (slip.about) }
            p { (t::letter_go(lang, &format!("{address}/activation"))) }
            @if let Some(code) = &kept.code {
                p.code { @for group in code.groups() { span { (group) } } }
            } @else {
                p { (t::code_unreadable(lang)) }
            }
            @if let Some(login) = &slip.login { p { (t::letter_login(lang, login)) } }
            p.muted { (t::letter_secret(lang, &last)) }
        }
    }
}
