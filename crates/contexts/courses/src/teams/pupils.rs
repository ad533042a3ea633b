//! A pupil's own group: whom they work with, and the choice of it where they are let choose.

use std::collections::HashMap;

use directory::api::{self, PersonName};
use maud::{Markup, html};
use web::{Access, Cx, Outcome, Problem, Reply, Route};

use crate::{
    rights::WORK_DO,
    sent, t,
    teams::{Roster, Setting, pages::keep, store, views},
    work::{pages::Scene, whom},
};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::post("/cours/travaux/{work}/groupe", Access::Item(&WORK_DO), choose)]
}

/// What a pupil sees of the groups.
pub(super) struct Choose {
    /// Whom they work with.
    pub(super) with: Vec<PersonName>,
    /// The number of their group.
    pub(super) mine: Option<i64>,
    pub(super) may_change: bool,
    /// The groups that still have room, each with its pupils.
    pub(super) open: Vec<(i64, Vec<PersonName>)>,
}

/// The groups as a pupil finds them.
struct Found {
    setting: Setting,
    roster: Roster,
    pupil: i64,
    /// Those the work is for.
    names: Vec<PersonName>,
}

impl Found {
    /// Nothing for a work that each does alone.
    fn load(cx: &mut Cx, scene: &Scene) -> Result<Option<Self>, Problem> {
        let (today, person) = (cx.today(), cx.actor()?.person);
        let setting = store::setting(cx.tx, scene.work.id)?;
        let Some(setting) = setting.filter(|_| scene.work.is_handed_in()) else { return Ok(None) };
        let names = whom::pupils(cx.tx, &scene.work, today)?;
        let mut roster = store::roster(cx.tx, scene.work.id)?;
        roster.keep(&names.iter().map(|name| name.id).collect::<Vec<_>>());
        Ok(Some(Self { setting, roster, pupil: api::root(cx.tx, person)?, names }))
    }

    /// Whether they may still change group: they are let choose, and handed nothing in.
    fn may_change(&self) -> bool {
        self.setting.by_pupils && self.roster.copy_of(self.pupil).is_none()
    }

    /// Whether a group still takes one more: it has room, and handed nothing in.
    fn is_open(&self, number: i64) -> bool {
        let size = usize::try_from(self.setting.size).unwrap_or_default();
        self.roster.team(number).count() < size
            && self.roster.team(number).all(|one| one.handin.is_none())
            && self.roster.team_of(self.pupil) != Some(number)
    }

    fn open(&self) -> Vec<(i64, Vec<PersonName>)> {
        let named: HashMap<i64, &PersonName> = self.names.iter().map(|n| (n.id, n)).collect();
        let of = |number: i64| {
            let members = self.roster.team(number).filter_map(|one| named.get(&one.pupil).copied());
            (number, members.cloned().collect())
        };
        let numbers = self.roster.numbers().into_iter().filter(|number| self.is_open(*number));
        numbers.map(of).collect()
    }
}

/// The part of the page of a pupil that says whom they work with; nothing when each works alone.
pub(crate) fn part(cx: &mut Cx, scene: &Scene, with: &[PersonName]) -> Result<Markup, Problem> {
    let Some(found) = Found::load(cx, scene)? else { return Ok(html! {}) };
    let choice = Choose {
        with: with.to_vec(),
        mine: found.roster.team_of(found.pupil),
        may_change: found.may_change(),
        open: if found.may_change() { found.open() } else { Vec::new() },
    };
    Ok(views::part(cx, scene, &choice))
}

/// A pupil joins a group, begins one, or leaves theirs.
fn choose(cx: &mut Cx) -> Outcome {
    let (scene, lang) = (Scene::load(cx)?, cx.lang());
    let (person, once) = (cx.actor()?.person, cx.incoming.once()?);
    let back = Reply::see_other(scene.path());
    if sent::is_done(cx.tx, person, once)? {
        return Ok(back.saying(t::teams_chosen(lang)));
    }
    let found = Found::load(cx, &scene)?.filter(Found::may_change);
    let Some(found) = found else { return Ok(back.saying(t::teams_fixed(lang))) };
    let to = match cx.incoming.field("vers").unwrap_or_default() {
        "aucun" => None,
        "nouveau" => Some(found.roster.free()),
        number => match web::parse_id(number).filter(|number| found.is_open(*number)) {
            Some(number) if found.roster.numbers().contains(&number) => Some(number),
            _ => return Ok(back.saying(t::teams_full(lang))),
        },
    };
    let mut roster = found.roster;
    if let Err(refusal) = roster.gather(&[found.pupil], to) {
        return Err(Problem::refused("group", super::pages::says(lang, refusal)));
    }
    keep(cx, &scene, &roster)?;
    sent::note(cx.tx, person, once, cx.now)?;
    Ok(back.saying(t::teams_chosen(lang)))
}
