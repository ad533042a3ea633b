//! « Recherche »: one box for everything a person may open. What is looked for may be a name: it goes
//! by a form, then stands in the address sealed for this person, so that the way back works.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::Lang;
use maud::{Markup, html};
use search::Query;
use web::{
    Access, Cx, Findings, Form, Hit, Outcome, Page, Problem, Reply, Route, Run, sealed,
    ui::{self, Field},
};

use crate::t;

/// The page.
pub(crate) const PATH: &str = "/recherche";

/// What is found while one types: a part of the page, which the browser puts under the box.
const SUGGESTIONS: &str = "/recherche/propositions";

/// Characters of a query.
const TYPED: usize = 100;
/// Things of one kind that are suggested.
const SUGGESTED: usize = 2;
/// Things of one kind that are shown.
const SHOWN: usize = 20;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, Access::SignedIn, blank),
        // It asks nothing of the writer.
        Route { run: Run::Read(ask), ..Route::post(PATH, Access::SignedIn, ask) },
        Route { run: Run::Read(suggest), ..Route::post(SUGGESTIONS, Access::SignedIn, suggest) },
        Route::get("/recherche/{demande}", Access::SignedIn, results),
    ]
}

fn blank(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(page(cx, &form, &help(cx)).into())
}

fn ask(cx: &mut Cx) -> Outcome {
    let mut form = cx.form();
    let typed = form.required("q", TYPED);
    if form.is_valid() && Query::read(&typed).is_none() {
        form.refuse("q", t::search_no_word(cx.lang()));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &form, &help(cx))));
    }
    let sealed = sealed::seal(&cx.app.secret, &cx.app.entropy, of(cx)?, typed.as_bytes());
    Ok(Reply::see_other(format!("{PATH}/{}", URL_SAFE_NO_PAD.encode(sealed))))
}

/// Whose query it is: on a shared device the next child opens nothing of it.
fn of(cx: &Cx) -> Result<sealed::Of, Problem> {
    Ok(sealed::Of { purpose: "shell.search", person: cx.actor()?.person })
}

/// What was looked for; `None` when it was by somebody else.
fn asked(cx: &Cx) -> Result<Option<String>, Problem> {
    let bytes = URL_SAFE_NO_PAD.decode(cx.param("demande")?).ok();
    let of = of(cx)?;
    let typed = bytes.and_then(|bytes| sealed::unseal(&cx.app.secret, of, &bytes));
    Ok(typed.and_then(|typed| String::from_utf8(typed).ok()))
}

fn results(cx: &mut Cx) -> Outcome {
    let Some(typed) = asked(cx)? else { return Ok(Reply::see_other(PATH)) };
    let Some(query) = Query::read(&typed) else { return Ok(Reply::see_other(PATH)) };
    let found = find(cx, &query)?;
    let form = cx.blank_form().with("q", &typed);
    let shown = shown(cx, &typed, &found);
    Ok(page(cx, &form, &shown).into())
}

/// What every room finds, kinds of which there is nothing left out.
fn find(cx: &mut Cx, query: &Query) -> Result<Vec<Findings>, Problem> {
    let rooms: Vec<_> = cx.app.modules.iter().filter_map(|room| room.find).collect();
    let mut found = Vec::new();
    for find in rooms {
        found.extend(find(cx, query)?);
    }
    found.retain(|kind| !kind.hits.is_empty());
    Ok(found)
}

/// The first things found by what is typed so far; nothing of it stays in an address.
fn suggest(cx: &mut Cx) -> Outcome {
    let form = cx.form();
    let typed: String = form.shown("q").chars().take(TYPED).collect();
    let found = Query::read(&typed).map_or_else(|| Ok(Vec::new()), |query| find(cx, &query))?;
    let suggested = html! {
        @for kind in &found {
            @for hit in kind.hits.iter().take(SUGGESTED) { li { (line(kind.icon, hit)) } }
        }
    };
    Ok(Page::narrow(t::search_title(cx.lang()), suggestions(cx, &suggested)).into())
}

fn suggestions(cx: &Cx, suggested: &Markup) -> Markup {
    html! {
        div.offers #propositions aria-live="polite" {
            @if !suggested.0.is_empty() {
                section aria-label=(t::search_suggestions(cx.lang())) { ul.files { (suggested) } }
            }
        }
    }
}

fn page(cx: &Cx, form: &Form, below: &Markup) -> Page {
    let lang = cx.lang();
    let is_new = form.shown("q").is_empty();
    let field = Field::new("q", t::search_what(lang)).kind("search").focused(is_new);
    let main = html! {
        (ui::title(t::search_title(lang), ""))
        (ui::error_summary(form))
        form.finder method="post" action=(PATH) role="search" hx-post=(SUGGESTIONS) hx-trigger="input delay:250ms"
            hx-sync="this:replace" hx-select="#propositions > *" hx-target="#propositions" {
            (cx.hidden())
            (ui::text(form, &field))
            button.act.main { (ui::icon("search")) (t::search_do(lang)) }
            (suggestions(cx, &html! {}))
        }
        (below)
    };
    Page::narrow(t::search_title(lang), main)
}

/// The box in the bar of a screen that has room for it, with what its form holds. On a phone the way
/// to the page stands instead.
pub(crate) fn in_the_bar(lang: Lang, hidden: &Markup) -> Markup {
    html! {
        form.seeker method="post" action=(PATH) role="search" aria-label=(t::search_title(lang)) hx-post=(SUGGESTIONS)
            hx-trigger="input delay:250ms" hx-sync="this:replace" hx-select="#propositions > *" hx-target="#trouve-ici" {
            (hidden)
            input type="search" name="q" maxlength=(TYPED) autocomplete="off" required
                placeholder=(t::search_open(lang)) aria-label=(t::search_what(lang));
            button aria-label=(t::search_do(lang)) { (ui::icon("search")) }
            div.offers #trouve-ici aria-live="polite" {}
        }
    }
}

fn help(cx: &Cx) -> Markup {
    let lang = cx.lang();
    html! {
        section.card { (ui::empty("kite", t::search_help(lang), &html! { p.muted { (t::search_mistakes(lang)) } })) }
    }
}

fn shown(cx: &Cx, typed: &str, found: &[Findings]) -> Markup {
    let lang = cx.lang();
    if found.is_empty() {
        let tip = html! { p.muted { (t::search_none_tip(lang)) } };
        return html! {
            section.card role="status" { (ui::empty("kite", &t::search_none(lang, typed), &tip)) }
        };
    }
    let count = found.iter().map(|kind| kind.hits.len()).sum::<usize>();
    let many = found.iter().any(|kind| kind.hits.len() > SHOWN);
    html! {
        p.muted role="status" {
            @if many { (t::search_many(lang)) }
            @else { (t::search_count(lang, i64::try_from(count).unwrap_or(i64::MAX))) }
        }
        @for (at, kind) in found.iter().enumerate() {
            @let id = format!("trouve-{at}");
            section.card aria-labelledby=(id) {
                header { h2 id=(id) { (kind.title) } }
                ul.files { @for hit in kind.hits.iter().take(SHOWN) { li { (line(kind.icon, hit)) } } }
                @if kind.hits.len() > SHOWN { p.muted { (t::search_more(lang, i64::try_from(SHOWN).unwrap_or(0))) } }
            }
        }
    }
}

fn line(icon: &str, hit: &Hit) -> Markup {
    html! {
        a href=(hit.path) {
            (ui::icon(icon))
            span { b { (hit.title) } @if !hit.under.is_empty() { small.muted { (hit.under) } } }
            (ui::icon("chevron-right"))
        }
    }
}
