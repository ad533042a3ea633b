//! What the page of a work on paper looks like.

use maud::{Markup, html};
use web::{
    Cx, Form, Page,
    ui::{self, Field, Files},
};

use crate::{
    sheets::{
        Why,
        pages::{PAGES_LIMIT, PILE_LIMIT, Table, path},
        store::Aside,
    },
    t,
    work::pages::Scene,
};

/// Sheets to print, a pile to send, pages to tell whose they are.
pub(super) fn page(cx: &Cx, scene: &Scene, table: &Table, form: &Form) -> Page {
    let lang = cx.lang();
    let path = path(scene.work.id);
    let hint = t::pile_hint(lang, i64::from(PAGES_LIMIT));
    let photos = Field::new("photos", t::pile_photos(lang)).hint(&hint);
    let main = html! {
        (ui::back(&scene.path(), &scene.work.title()))
        (ui::title(t::sheets(lang), &format!("{} · {}", scene.work.title(), scene.course.name())))
        div.stack {
            form.form.card.stack method="post" action=(path) enctype="multipart/form-data" aria-labelledby="pile" {
                (cx.hidden())
                (ui::error_summary(form))
                header { h2 #pile { (t::pile(lang)) } }
                (ui::files(form, &photos, &Files::with_photos("image/*", PILE_LIMIT)))
                div.actions { button.act.main { (ui::icon("send")) (t::pile_send(lang)) } }
            }
            @if !table.aside.is_empty() { (aside(cx, table)) }
        }
        form.card.stack method="post" action={ (path) "/feuilles" } {
            (cx.hidden())
            header { h2 { (t::sheets_print(lang)) } }
            p { (t::sheets_print_hint(lang)) }
            div.actions { button.act { (ui::icon("printer")) (t::sheets_print_act(lang)) } }
        }
    };
    Page::columns(t::sheets(lang), main)
}

fn aside(cx: &Cx, table: &Table) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.stack aria-labelledby="a-part" {
            header { h2 #a-part { (t::pages_aside(lang)) } }
            ul.aside { @for (nth, page) in (1_i64..).zip(&table.aside) { li { (one(cx, table, nth, page)) } } }
        }
    }
}

fn one(cx: &Cx, table: &Table, nth: i64, page: &Aside) -> Markup {
    let lang = cx.lang();
    let (src, field) = (format!("/cours/pages/{}", page.id), format!("eleve-{}", page.id));
    let why = match page.why {
        Why::Unread => t::why_unread(lang),
        Why::Other => t::why_other(lang),
        Why::Answered => t::why_answered(lang),
    };
    html! {
        a href=(src) { img src=(src) alt=(t::page_number(lang, nth)) loading="lazy"; }
        form.form.stack method="post" action=(src) {
            (cx.hidden())
            p { (why) }
            div.field {
                label for=(field) { (t::page_whose(lang, nth)) }
                select.ds-input id=(field) name="eleve" {
                    option value="" { (t::page_choose(lang)) }
                    @for (id, name) in &table.pupils { option value=(id) { (name) } }
                }
            }
            div.actions {
                button.act { (ui::icon("check")) (t::page_file(lang)) }
                button.act.quiet name="action" value="jeter" { (ui::icon("trash-2")) (t::page_throw_away(lang)) }
            }
        }
    }
}
