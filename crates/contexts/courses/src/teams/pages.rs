//! « Travail à plusieurs »: the page on which those who teach make the groups of a work.

use db::journal;
use directory::api::{self, Group, PersonName};
use kernel::{Lang, Target};
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route};

use crate::{
    feed, handin,
    rights::WORK_WRITE,
    sent, t,
    teams::{Refusal, Roster, SEEDS, SIZES, Setting, USUAL, at_random, store, views},
    work::{Work, pages::Scene, whom},
};

pub(crate) fn routes() -> Vec<Route> {
    const PATH: &str = "/cours/travaux/{work}/groupes";
    vec![
        Route::get(PATH, Access::Item(&WORK_WRITE), page),
        Route::post(PATH, Access::Item(&WORK_WRITE), submit),
    ]
}

/// Where the groups of a work are made.
pub(crate) fn path(work: i64) -> String {
    format!("/cours/travaux/{work}/groupes")
}

/// What the page shows.
pub(super) struct Table {
    /// Those the work is for.
    pub(super) pupils: Vec<PersonName>,
    pub(super) roster: Roster,
    pub(super) setting: Option<Setting>,
    /// The groups of the class that may be taken as they are.
    pub(super) groups: Vec<Group>,
}

impl Table {
    fn load(cx: &mut Cx, scene: &Scene) -> Result<Self, Problem> {
        let today = cx.today();
        let pupils = whom::pupils(cx.tx, &scene.work, today)?;
        let mut roster = store::roster(cx.tx, scene.work.id)?;
        roster.keep(&ids(&pupils));
        Ok(Self {
            groups: whom::Offer::load(cx.tx, &scene.course, today)?.groups,
            setting: store::setting(cx.tx, scene.work.id)?,
            roster,
            pupils,
        })
    }
}

fn ids(pupils: &[PersonName]) -> Vec<i64> {
    pupils.iter().map(|name| name.id).collect()
}

fn page(cx: &mut Cx) -> Outcome {
    let scene = scene(cx)?;
    let table = Table::load(cx, &scene)?;
    let form = preset(cx.blank_form(), &table);
    Ok(show(cx, &scene, &table, &form).into())
}

/// The work of the path: one that is handed in.
fn scene(cx: &mut Cx) -> Result<Scene, Problem> {
    let scene = Scene::load(cx)?;
    let says = t::refused_nothing_to_hand_in(cx.lang());
    let is_handed_in = scene.work.is_handed_in();
    is_handed_in.then_some(scene).ok_or_else(|| Problem::refused("nothing-to-hand-in", says))
}

fn preset<'i>(form: Form<'i>, table: &Table) -> Form<'i> {
    let size = table.setting.map_or(USUAL, |setting| setting.size);
    form.with("taille", &size)
}

fn show(cx: &Cx, scene: &Scene, table: &Table, form: &Form) -> Page {
    views::page(cx, scene, table, form)
}

fn submit(cx: &mut Cx) -> Outcome {
    let (scene, lang) = (scene(cx)?, cx.lang());
    let (person, once) = (cx.actor()?.person, cx.incoming.once()?);
    let back = Reply::see_other(path(scene.work.id));
    if sent::is_done(cx.tx, person, once)? {
        return Ok(back.saying(t::teams_saved(lang)));
    }
    let table = Table::load(cx, &scene)?;
    let mut form = cx.form();
    let Some(made) = made(cx, &scene, &table, &mut form)? else {
        return Ok(Reply::to_correct(show(cx, &scene, &table, &form)));
    };
    match made.setting {
        Some(setting) => store::set(cx.tx, scene.work.id, setting)?,
        None => store::erase_of_work(cx.tx, scene.work.id)?,
    }
    keep(cx, &scene, &made.roster)?;
    sent::note(cx.tx, person, once, cx.now)?;
    let entry = journal::Entry {
        at: cx.now,
        person: Some(person),
        action: "courses.teams.change",
        object: scene.work.id,
        scope: Target::teaching(scene.work.teaching),
    };
    journal::write(cx.tx, &entry)?;
    Ok(back.saying(made.says))
}

/// What the groups become, and what to say of it.
struct Made {
    roster: Roster,
    /// Nothing for a work that each does alone.
    setting: Option<Setting>,
    says: &'static str,
}

/// The groups that the button that was pressed asks for; nothing when the form says what is wrong.
fn made(
    cx: &mut Cx,
    scene: &Scene,
    table: &Table,
    form: &mut Form,
) -> Result<Option<Made>, Problem> {
    let lang = form.lang();
    let action = form.shown("action").to_owned();
    let usual = Setting { by_pupils: false, size: USUAL, seed: None };
    let before = table.setting.unwrap_or(usual);
    let size = form.number("taille", SIZES.0, SIZES.1).unwrap_or(before.size);
    let setting = Setting { size, ..before };
    let made = match action.as_str() {
        "hasard" => {
            let seed = i64::from(u32::from_be_bytes(cx.app.entropy.bytes::<4>()) % SEEDS);
            let groups = at_random(&ids(&table.pupils), size, seed);
            let setting = Setting { by_pupils: false, seed: Some(seed), ..setting };
            from_nothing(table, form, &groups).map(|roster| Made {
                roster,
                setting: Some(setting),
                says: t::teams_drawn(lang),
            })
        }
        "classe" => {
            let groups = of_class(cx, table, form)?;
            let setting = Setting { by_pupils: false, seed: None, ..setting };
            from_nothing(table, form, &groups).map(|roster| Made {
                roster,
                setting: Some(setting),
                says: t::teams_saved(lang),
            })
        }
        "eleves" | "fini" => {
            let by_pupils = action == "eleves" && !scene.work.names_pupils();
            let roster = table.roster.clone();
            let says = if by_pupils { t::teams_opened(lang) } else { t::teams_closed(lang) };
            Some(Made { roster, setting: Some(Setting { by_pupils, ..setting }), says })
        }
        "seul" => from_nothing(table, form, &[]).map(|roster| Made {
            roster,
            setting: None,
            says: t::teams_gone(lang),
        }),
        _ => by_hand(table, form).map(|roster| Made {
            roster,
            setting: Some(setting),
            says: t::teams_saved(lang),
        }),
    };
    Ok(made.filter(|_| form.is_valid()))
}

/// New groups instead of those there are, as long as nothing is handed in.
fn from_nothing(table: &Table, form: &mut Form, groups: &[Vec<i64>]) -> Option<Roster> {
    let lang = form.lang();
    if !table.roster.copies.is_empty() {
        form.refuse("eleve", t::teams_handed(lang));
        return None;
    }
    let mut roster = Roster::default();
    for (number, pupils) in (1_i64..).zip(groups) {
        if let Err(refusal) = roster.gather(pupils, Some(number)) {
            form.refuse("eleve", says(lang, refusal));
            return None;
        }
    }
    Some(roster)
}

/// The pupils of the groups of the class that were ticked; one who is in two goes in the first.
fn of_class(cx: &mut Cx, table: &Table, form: &mut Form) -> Result<Vec<Vec<i64>>, Problem> {
    let today = cx.today();
    let ticked: Vec<i64> = form.values("de-classe").into_iter().filter_map(web::parse_id).collect();
    let chosen: Vec<i64> =
        table.groups.iter().map(|group| group.id).filter(|id| ticked.contains(id)).collect();
    if chosen.is_empty() {
        form.refuse("de-classe", t::teams_class_missing(form.lang()));
    }
    let members = api::pupils_by_group(cx.tx, &chosen, today)?;
    let mut placed: Vec<i64> = Vec::new();
    let mut groups = Vec::new();
    for group in chosen {
        let mut pupils: Vec<i64> =
            members.iter().filter(|(of, _)| *of == group).map(|(_, pupil)| *pupil).collect();
        pupils.retain(|id| table.pupils.iter().any(|name| name.id == *id) && !placed.contains(id));
        placed.extend(&pupils);
        groups.push(pupils);
    }
    groups.retain(|pupils| !pupils.is_empty());
    Ok(groups)
}

/// The pupils that were ticked, in the group that was chosen.
fn by_hand(table: &Table, form: &mut Form) -> Option<Roster> {
    let lang = form.lang();
    let ticked: Vec<i64> = form.values("eleve").into_iter().filter_map(web::parse_id).collect();
    let known: Vec<i64> = ids(&table.pupils)
        .into_iter()
        .chain(table.roster.members.iter().map(|member| member.pupil))
        .filter(|id| ticked.contains(id))
        .collect();
    if known.is_empty() {
        form.refuse("eleve", t::teams_nobody(lang));
        return None;
    }
    let mut roster = table.roster.clone();
    let to = match form.shown("vers") {
        "aucun" => None,
        number => match number.parse().ok().filter(|number| roster.numbers().contains(number)) {
            Some(number) => Some(number),
            None => Some(roster.free()),
        },
    };
    match roster.gather(&known, to) {
        Ok(()) => Some(roster),
        Err(refusal) => {
            form.refuse("eleve", says(lang, refusal));
            None
        }
    }
}

/// Why pupils are not put together, in words.
pub(super) fn says(lang: Lang, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Read => t::teams_refused_read(lang),
        Refusal::Two => t::teams_refused_two(lang),
        Refusal::Nobody => t::teams_refused_nobody(lang),
    }
}

/// Keeps the groups, and says to the day of each pupil where they now stand.
pub(super) fn keep(cx: &mut Cx, scene: &Scene, roster: &Roster) -> Result<(), Problem> {
    let (id, now) = (scene.work.id, cx.now);
    let before = store::roster(cx.tx, id)?;
    store::save(cx.tx, id, (&before, roster))?;
    if scene.work.published_at.is_none() {
        return Ok(());
    }
    let all = before.members.iter().chain(&roster.members).map(|member| member.pupil);
    let mut moved: Vec<i64> =
        all.filter(|pupil| before.copy_of(*pupil) != roster.copy_of(*pupil)).collect();
    moved.sort_unstable();
    moved.dedup();
    for pupil in moved {
        put_state(cx, scene, pupil, roster.copy_of(pupil).map(|copy| copy.id), now)?;
    }
    Ok(())
}

fn put_state(
    cx: &mut Cx,
    Scene { course, work, .. }: &Scene,
    pupil: i64,
    copy: Option<i64>,
    now: kernel::Instant,
) -> Result<(), Problem> {
    let handin = match copy {
        Some(id) => Some(handin::store::get(cx.tx, id)?),
        None => None,
    };
    let state = handin.as_ref().map(handin::said_state);
    let is_still_theirs = is_for(cx, work, pupil)?;
    if state.is_none() && !is_still_theirs {
        let target = Target::person(pupil);
        return Ok(today::api::remove_for(cx.tx, today::api::Kind::Work, work.id, target)?);
    }
    Ok(feed::put_state(cx.tx, (course, work), pupil, state, now)?)
}

fn is_for(cx: &mut Cx, work: &Work, pupil: i64) -> Result<bool, Problem> {
    let today = cx.today();
    Ok(whom::pupils(cx.tx, work, today)?.iter().any(|name| name.id == pupil))
}
