//! The page that anyone reads, and where it is written.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Indicator, Month, Page, dates, rich,
    ui::{self, Column, Field},
};

use super::{
    pages,
    public::{DATA, DICTIONARY, EDIT, PATH},
    store::Text,
};
use crate::{
    indicators::{Figure, month, number},
    t,
};

/// What anyone reads.
pub(super) fn page(
    cx: &Cx,
    written: Lang,
    text: &Text,
    totals: &[(Indicator, Month, Figure)],
) -> Page {
    let lang = cx.lang();
    let columns = [
        Column::words(t::public_what(lang)),
        Column::words(t::month(lang)),
        Column::numbers(t::public_how_many(lang)),
    ];
    let rows: Vec<Vec<Markup>> = totals
        .iter()
        .map(|(indicator, of, figure)| {
            let value = figure
                .value
                .map_or_else(|| t::hidden(lang).to_owned(), |value| number(lang, value));
            vec![
                html! { ((indicator.label)(lang)) },
                html! { (month(lang, *of)) },
                html! { (value) },
            ]
        })
        .collect();
    let today = cx.today();
    let when = text.published.map(|at| dates::long_day(lang, cx.app.place.local(at).0, today));
    let main = html! {
        (ui::title(&text.title, ""))
        section.card aria-labelledby="en-bref" {
            h2 id="en-bref" { (t::public_about(lang)) }
            div lang=(written.tag()) { (rich::show(&text.html)) }
        }
        @if !rows.is_empty() {
            section.card aria-labelledby="chiffres" {
                h2 id="chiffres" { (t::public_figures(lang)) }
                (ui::cards_table(t::public_table(lang), &columns, &rows))
                p.muted { (t::note_small(lang)) }
                p.actions {
                    a.act href=(DATA) { (ui::icon("download")) (t::export_data(lang)) }
                    a.act href=(DICTIONARY) { (ui::icon("download")) (t::export_dictionary(lang)) }
                }
            }
        }
        @if let Some(when) = when { p.muted { (t::public_since(lang, &when)) } }
    };
    Page::narrow(text.title.clone(), main)
}

/// Where the page is written: in each language, then published.
pub(super) fn edit(cx: &Cx, form: &Form, texts: &[(Lang, Text)], revision: i64) -> Page {
    let lang = cx.lang();
    let is_published = texts.iter().any(|(_, text)| text.published.is_some());
    let is_changed = texts.iter().any(|(_, text)| {
        text.published.is_some() && (text.draft_title != text.title || text.draft_html != text.html)
    });
    let has_words = texts.iter().any(|(_, text)| !text.draft_title.is_empty());
    let state = match (is_published, is_changed) {
        (false, _) => ui::tag("quiet", t::public_draft(lang)),
        (true, false) => ui::tag("done", t::public_is_published(lang)),
        (true, true) => ui::tag("attention", t::public_is_changed(lang)),
    };
    let main = html! {
        (ui::back(pages::PATH, t::governance(lang)))
        (ui::error_summary(form))
        (ui::title(t::public_edit(lang), t::public_under(lang)))
        p { (state) @if is_published { " " a href=(PATH) { (t::public_see(lang)) } } }
        form.card.stack method="post" action=(EDIT) {
            (cx.hidden())
            input type="hidden" name="revision" value=(revision);
            @for (of, text) in texts {
                @let (title, body) = (format!("titre-{}", of.tag()), format!("texte-{}", of.tag()));
                fieldset.stack {
                    legend { (of.own_name()) }
                    (ui::text(form, &Field::new(&title, t::public_title(lang)).optional()))
                    (ui::editor(form, &Field::new(&body, t::public_text(lang)).optional(), &text.draft_html, 10))
                }
            }
            button.act.go { (t::public_write(lang)) }
        }
        div.actions {
            @if has_words { (post(cx, "publier", t::public_publish(lang), revision)) }
            @if is_published { (post(cx, "retirer", t::public_withdraw(lang), revision)) }
        }
    };
    Page::narrow(t::public_edit(lang), main).with_island("editor")
}

fn post(cx: &Cx, end: &str, label: &str, revision: i64) -> Markup {
    html! {
        form method="post" action={ (EDIT) "/" (end) } {
            (cx.hidden())
            input type="hidden" name="revision" value=(revision);
            button.act { (label) }
        }
    }
}
