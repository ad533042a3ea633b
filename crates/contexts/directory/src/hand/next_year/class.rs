//! Where the pupils of one class will be.

use kernel::{Day, Lang, Target};
use maud::{Markup, html};
use web::{
    Cx, Form, Outcome, Page, Problem,
    ui::{self, Choice, Field},
};

use super::{
    Scene, propose,
    store::{self, Pupil},
};
use crate::{
    api::Group,
    hand::{Hand, lead, pupils::place_in, sent_before, store as rows},
    rows::Table,
    t, year,
};

/// What is decided for a pupil.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    /// Nothing yet: they stay where they are until it is.
    ToPlace,
    /// They leave the school with the year.
    Leaves,
    /// They will be in a class.
    Class(i64),
}

const TO_PLACE: &str = "a-placer";
const LEAVES: &str = "quitte";
/// The select of a pupil who goes where the class goes.
const AS_CLASS: &str = "classe";
const WHOLE: &str = "tous";

impl Wish {
    fn read(typed: &str, next: &[Group]) -> Option<Self> {
        match typed {
            TO_PLACE => Some(Self::ToPlace),
            LEAVES => Some(Self::Leaves),
            _ => {
                let id = web::parse_id(typed)?;
                next.iter().any(|group| group.id == id).then_some(Self::Class(id))
            }
        }
    }

    fn value(self) -> String {
        match self {
            Self::ToPlace => TO_PLACE.to_owned(),
            Self::Leaves => LEAVES.to_owned(),
            Self::Class(id) => id.to_string(),
        }
    }
}

impl Pupil {
    fn wish(&self, scene: &Scene) -> Wish {
        match self.next {
            Some((class, _)) => Wish::Class(class),
            None if self.ends < year::first_day(scene.year).plus(-1) => Wish::Leaves,
            None => Wish::ToPlace,
        }
    }

    pub(super) fn is_to_place(&self, scene: &Scene) -> bool {
        self.wish(scene) == Wish::ToPlace
    }
}

fn field(pupil: &Pupil) -> String {
    format!("eleve-{}", pupil.name.id)
}

fn class_before(cx: &mut Cx, scene: &Scene) -> Result<Group, Problem> {
    let id = cx.param_id("classe")?;
    let found = scene.before.iter().find(|group| group.id == id);
    found.cloned().ok_or_else(Problem::not_found)
}

pub(super) fn page(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let class = class_before(cx, &scene)?;
    let pupils = store::pupils(cx.tx, class.id, &scene, cx.today())?;
    let form = proposal(cx, &scene, &class, &pupils);
    Ok(show(cx, &scene, &class, &pupils, &form).into())
}

/// What is decided already, and for the others what follows.
fn proposal<'i>(cx: &Cx<'i, '_>, scene: &Scene, class: &Group, pupils: &[Pupil]) -> Form<'i> {
    let of_level = |level| propose::following(&class.name, level, &scene.next);
    let whole = of_level(propose::level(class, "")).map(|group| group.id.to_string());
    let mut form = cx.blank_form().with(WHOLE, whole.as_deref().unwrap_or_default());
    for pupil in pupils {
        let own = of_level(propose::level(class, &pupil.level)).map(|group| group.id.to_string());
        let value = match (pupil.wish(scene), own) {
            (Wish::ToPlace, own) if whole == own => AS_CLASS.to_owned(),
            (Wish::ToPlace, Some(own)) => own,
            (wish, _) => wish.value(),
        };
        form = form.with(&field(pupil), &value);
    }
    form
}

fn answers<'g>(
    lang: Lang,
    next: &'g [Group],
    first: (&'static str, &'static str),
) -> Vec<Choice<'g>> {
    let fixed = [first, (TO_PLACE, t::year_to_place(lang)), (LEAVES, t::year_leaves(lang))];
    let fixed = fixed.map(|(value, label)| Choice { value: value.into(), label, hint: "" });
    let classes = next.iter().map(|group| Choice {
        value: group.id.to_string(),
        label: &group.name,
        hint: "",
    });
    fixed.into_iter().chain(classes).collect()
}

fn show(cx: &Cx, scene: &Scene, class: &Group, pupils: &[Pupil], form: &Form) -> Page {
    let (lang, path) = (cx.lang(), scene.path());
    let whole = answers(lang, &scene.next, ("", t::year_undecided(lang)));
    let each = answers(lang, &scene.next, (AS_CLASS, t::year_as_class(lang)));
    let mut shown: Vec<&Pupil> = pupils.iter().collect();
    shown.dedup_by_key(|pupil| pupil.name.id);
    let title = t::year_of_class(lang, &class.name);
    let top = Field::new(WHOLE, t::year_whole(lang)).hint(t::year_whole_hint(lang));
    let main = html! {
        (ui::back(&path, t::year_title(lang)))
        (ui::error_summary(form))
        (ui::title(&title, &scene.under(lang, cx.today())))
        @if shown.is_empty() { section.card { p.muted { (t::class_empty(lang)) } } }
        @else {
            form.card.stack.wide method="post" action={ (path) "/" (class.id) } {
                (cx.hidden())
                (ui::select(form, &top, &whole))
                (one_by_one(lang, form, &shown, &each))
                button.act.main { (t::hand_save(lang)) }
                p.muted { (t::hand_undoable(lang)) }
            }
        }
    };
    Page::narrow(title, main)
}

fn one_by_one(lang: Lang, form: &Form, pupils: &[&Pupil], each: &[Choice]) -> Markup {
    html! {
        div.stack role="group" aria-labelledby="chaque" {
            h2 id="chaque" { (t::year_each(lang)) }
            @for pupil in pupils {
                @let name = field(pupil);
                (ui::select(form, &Field::new(&name, &pupil.name.full()), each))
            }
        }
    }
}

/// Writes what is decided of the pupils of a class, in one change.
pub(super) fn place(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let (scene, lang, mut form) = (Scene::load(cx)?, cx.lang(), cx.form());
    let class = class_before(cx, &scene)?;
    let pupils = store::pupils(cx.tx, class.id, &scene, cx.today())?;
    let whole = Wish::read(&form.text(WHOLE, 20), &scene.next);
    let mut changes = Vec::new();
    for pupil in &pupils {
        let typed = form.text(&field(pupil), 20);
        let wish = if typed == AS_CLASS { whole } else { Wish::read(&typed, &scene.next) };
        // A pupil who came since the page was shown, or a class closed since: nothing is decided.
        let Some(wish) = wish.filter(|wish| *wish != pupil.wish(&scene)) else { continue };
        changes.push((pupil, wish));
    }
    let org = scene.org.id;
    if !changes.is_empty() {
        let mut hand = Hand::begin(cx.tx, org)?;
        for (pupil, wish) in changes {
            write(cx, &mut hand, &scene, &class, (pupil, wish))?;
        }
        hand.done(cx, "directory.year.place", class.id, Target::org(org))?;
    }
    lead(cx, scene.path(), t::year_placed(lang, &class.name))
}

fn write(
    cx: &mut Cx,
    hand: &mut Hand,
    scene: &Scene,
    class: &Group,
    (pupil, wish): (&Pupil, Wish),
) -> Result<(), Problem> {
    let (org, last) = (scene.org.id, year::last_day(scene.year - 1));
    let eve = scene.starts.plus(-1);
    if let Some((_, row)) = pupil.next {
        hand.end(cx.tx, row, eve)?;
    }
    if pupil.wish(scene) == Wish::Leaves {
        stay(cx, hand, scene, class, pupil)?;
    }
    match wish {
        Wish::ToPlace => end(cx, hand, pupil, Day::NEVER),
        Wish::Class(next) => {
            end(cx, hand, pupil, eve)?;
            let next = scene.next.iter().find(|group| group.id == next);
            let next = next.ok_or_else(Problem::not_found)?;
            let level = level_in(next, propose::level(class, &pupil.level));
            let place = (org, next.id, level.as_str());
            let row = store::add_place(cx.tx, pupil.person, place, scene.starts, hand.since)?;
            hand.show(Table::Membership, [row]);
            Ok(())
        }
        Wish::Leaves => {
            for place in rows::places_of(cx.tx, org, pupil.person, last.plus(1))? {
                hand.end(cx.tx, place.row, last)?;
            }
            hand.correct(cx, pupil.person, &place_in(org), "")
        }
    }
}

fn end(cx: &mut Cx, hand: &mut Hand, pupil: &Pupil, last: Day) -> Result<(), Problem> {
    if pupil.ends == last { Ok(()) } else { Ok(hand.end(cx.tx, pupil.row, last)?) }
}

/// Someone who was to leave does not: their groups go on, and what the school had said of their class
/// holds again.
fn stay(
    cx: &mut Cx,
    hand: &mut Hand,
    scene: &Scene,
    class: &Group,
    pupil: &Pupil,
) -> Result<(), Problem> {
    let (org, last) = (scene.org.id, year::last_day(scene.year - 1));
    let places = rows::places_of(cx.tx, org, pupil.person, last)?;
    for place in places.iter().filter(|place| place.ends == last && place.row != pupil.row) {
        hand.end(cx.tx, place.row, Day::NEVER)?;
    }
    if pupil.is_by_hand {
        hand.correct(cx, pupil.person, &place_in(org), &class.id.to_string())
    } else {
        hand.withdraw(cx, pupil.person, &place_in(org))
    }
}

/// The level of a pupil in a class of several: the one that follows.
fn level_in(next: &Group, before: &str) -> String {
    let after = crate::import::next_level(before);
    let found = next.levels.iter().find(|level| {
        next.levels.len() > 1
            && after.is_some_and(|after| kernel::fold(after) == kernel::fold(level))
    });
    found.cloned().unwrap_or_default()
}
