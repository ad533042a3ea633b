//! The form that a scanner fills in: a field that is ready as the page opens, and the camera of a
//! phone where there is one. A hand scanner types and sends by itself; anyone may type.

use maud::{Markup, html};
use web::{
    Cx, Form,
    ui::{self, Field},
};

use crate::t;

/// The camera.
pub(crate) const ISLAND: &str = "scan";

/// More of a form, closed until asked; open when something in it is to be corrected.
pub(crate) fn more(form: &Form, fields: &[&str], summary: &str, content: &Markup) -> Markup {
    let is_wrong = fields.iter().any(|field| form.error_of(field).is_some());
    html! { details.details open[is_wrong] { summary { (summary) } (content) } }
}

/// A form that sends one number after another.
pub(crate) fn form(cx: &Cx, form: &Form, action: &str, button: &str, more: &Markup) -> Markup {
    let lang = cx.lang();
    html! {
        form.card.stack method="post" action=(action) data-island=(ISLAND) data-refused=(t::scan_refused(lang)) {
            (cx.hidden())
            (more)
            (ui::text(form, &Field::new("numero", t::scan_number(lang)).hint(t::scan_hint(lang)).focused(true).autocomplete("off")))
            video.badge-view hidden muted playsinline aria-label=(t::scan_view(lang)) {}
            p.muted data-scan-state role="status" {}
            div.actions {
                button.act.main { (ui::icon("check")) (button) }
                button.act.only-js type="button" data-scan-show { (ui::icon("camera")) (t::scan_camera(lang)) }
            }
        }
    }
}
