//! « Plus »: what the bar has no room for, the account, the language, the way out.

use maud::html;
use web::{Cx, Outcome, Page, ui};

use crate::{
    layout::{self, IN_THE_BAR},
    search, t,
};

pub(crate) fn page(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let actor = cx.actor()?.clone();
    let entries = layout::entries(cx, &actor);
    let door = |path: &str, icon: &str, label: &str| {
        html! { li { a.door href=(path) { (ui::icon(icon)) b { (label) } (ui::icon("chevron-right")) } } }
    };
    let main = html! {
        (ui::title(t::more(lang), ""))
        ul.doors {
            @for entry in entries.iter().skip(IN_THE_BAR) { (door(entry.path, entry.icon, (entry.label)(lang))) }
            (door(search::PATH, "search", t::search_open(lang)))
            (door("/mon-compte", "user", t::my_account(lang)))
            (door("/aide", "circle-question-mark", t::foot_help(lang)))
        }
        form method="post" action="/deconnexion" data-sign-out {
            (cx.hidden())
            button.act.block { (ui::icon("log-out")) (t::sign_out(lang)) }
        }
    };
    Ok(Page::narrow(t::more(lang), main).into())
}
