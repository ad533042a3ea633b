//! Where the programme begins: its parts, each shown to those whom it concerns.

use kernel::{Actor, Lang, Role};
use maud::html;
use web::{Access, Cx, Outcome, Page, Route, ui};

use crate::{evaluation, governance, indicators, money, pilots, rights::ROLES, t};

/// Where it begins.
pub(crate) const PATH: &str = "/programme";

/// A part of the programme.
pub(crate) struct Door {
    /// Where it begins.
    pub(crate) path: &'static str,
    /// Its name.
    pub(crate) label: fn(Lang) -> &'static str,
    /// What one does there, in a sentence.
    pub(crate) help: fn(Lang) -> &'static str,
    /// Its icon in the sprite.
    pub(crate) icon: &'static str,
    /// Those whom it concerns.
    pub(crate) roles: &'static [Role],
}

impl Door {
    /// Whether someone is one of those whom it concerns.
    pub(crate) fn opens_to(&self, actor: &Actor) -> bool {
        self.roles.iter().any(|role| actor.is(*role))
    }
}

/// Every part, in the order in which one meets them.
pub(crate) const DOORS: &[&Door] = &[
    &pilots::DOOR,
    &money::home::DOOR,
    &indicators::pages::DOOR,
    &evaluation::pages::DOOR,
    &governance::pages::DOOR,
];

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, Access::Role(ROLES), page)]
}

fn page(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let actor = cx.actor()?;
    let main = html! {
        (ui::title(t::title(lang), t::subtitle(lang)))
        ul.files {
            @for door in DOORS.iter().filter(|door| door.opens_to(actor)) {
                li { a href=(door.path) { (ui::icon(door.icon)) span { ((door.label)(lang)) } small.muted { ((door.help)(lang)) } } }
            }
        }
    };
    Ok(Page::narrow(t::title(lang), main).into())
}
