//! The page of the programme that anyone reads, in plain words, with its open figures.

use kernel::Lang;
use web::{Access, Cx, Outcome, Problem, Reply, Route};

use super::{public_views as views, store};
use crate::{
    indicators::{export, open_totals, pages as indicators},
    knowing::KEEPERS,
    pilots::note,
    t,
};

/// Where anyone reads it.
pub(crate) const PATH: &str = "/le-programme";
/// Where it is written.
pub(super) const EDIT: &str = "/programme/page-publique";
/// The open figures.
pub(super) const DATA: &str = "/le-programme/donnees";
/// What they mean.
pub(super) const DICTIONARY: &str = "/le-programme/dictionnaire";
/// The languages it is written in.
pub(super) const LANGUAGES: [Lang; 2] = [Lang::Fr, Lang::En];
/// The longest title.
const TITLE_MAX: usize = 120;
/// The longest page.
const PAGE_MAX: usize = 40_000;

pub(super) fn routes() -> Vec<Route> {
    let keepers = Access::Role(KEEPERS);
    vec![
        Route::get(PATH, Access::Public, page),
        Route::get(DATA, Access::Public, data),
        Route::get(DICTIONARY, Access::Public, dictionary),
        Route::get(EDIT, keepers, edit),
        Route::post(EDIT, keepers, write),
        Route::post("/programme/page-publique/publier", keepers, publish),
        Route::post("/programme/page-publique/retirer", keepers, withdraw),
    ]
}

/// The page in the reader's language, else in the other one; nothing as long as none is published.
fn published(cx: &mut Cx) -> Result<(Lang, store::Text), Problem> {
    let lang = cx.lang();
    let first = if lang == Lang::En { Lang::En } else { Lang::Fr };
    for lang in [first].into_iter().chain(LANGUAGES) {
        let text = store::text(cx.tx, lang.tag())?;
        if text.published.is_some() {
            return Ok((lang, text));
        }
    }
    Err(Problem::not_found())
}

fn page(cx: &mut Cx) -> Outcome {
    let (lang, text) = published(cx)?;
    let indicators = indicators::indicators(cx);
    let totals = open_totals(cx.tx, &indicators)?;
    Ok(views::page(cx, lang, &text, &totals).into())
}

fn data(cx: &mut Cx) -> Outcome {
    published(cx)?;
    let indicators = indicators::indicators(cx);
    let bytes = export::table(cx, None, &indicators)?;
    export::csv("programme.csv", bytes)
}

fn dictionary(cx: &mut Cx) -> Outcome {
    published(cx)?;
    let indicators = indicators::indicators(cx);
    export::csv("dictionnaire.csv", export::meanings(cx.lang(), &indicators)?)
}

fn edit(cx: &mut Cx) -> Outcome {
    let (texts, mut form) = (texts(cx)?, cx.blank_form());
    for (lang, text) in &texts {
        form = form.with(&format!("titre-{}", lang.tag()), &text.draft_title);
    }
    Ok(views::edit(cx, &form, &texts, revision(&texts)).into())
}

/// The page in every language it is written in.
fn texts(cx: &mut Cx) -> Result<Vec<(Lang, store::Text)>, Problem> {
    let mut texts = Vec::new();
    for lang in LANGUAGES {
        texts.push((lang, store::text(cx.tx, lang.tag())?));
    }
    Ok(texts)
}

/// How many times the drafts were written, all languages together.
fn revision(texts: &[(Lang, store::Text)]) -> i64 {
    texts.iter().map(|(_, text)| text.revision).sum()
}

fn write(cx: &mut Cx) -> Outcome {
    let mut form = cx.form();
    let mut said = Vec::new();
    for lang in LANGUAGES {
        let title = form.text(&format!("titre-{}", lang.tag()), TITLE_MAX);
        let html = form.rich(&format!("texte-{}", lang.tag()), PAGE_MAX);
        said.push((lang, title, html));
    }
    if said.iter().all(|(_, title, _)| title.is_empty()) {
        form.refuse("titre-fr", t::public_no_title(cx.lang()));
    }
    let (texts, seen) = (texts(cx)?, form.number("revision", 0, i64::MAX).unwrap_or(0));
    if !form.is_valid() {
        // A form to correct stays that of the draft it was made from.
        return Ok(Reply::to_correct(views::edit(cx, &form, &texts, seen)));
    }
    if seen != revision(&texts) {
        form.refuse("titre-fr", t::public_meanwhile(cx.lang()));
        let page = views::edit(cx, &form, &texts, revision(&texts));
        return Ok(Reply::to_correct(page).with_status(409));
    }
    for (lang, title, html) in &said {
        store::write(cx.tx, lang.tag(), title, html)?;
    }
    note(cx, "programme.page.write", 0)?;
    Ok(Reply::see_other(EDIT).saying(t::public_written(cx.lang())))
}

fn publish(cx: &mut Cx) -> Outcome {
    let seen = cx.form().number("revision", 0, i64::MAX).unwrap_or(0);
    if seen != revision(&texts(cx)?) {
        let says = t::public_publish_meanwhile(cx.lang());
        return Err(Problem::conflict("changed", says));
    }
    store::publish(cx.tx, cx.now)?;
    note(cx, "programme.page.publish", 0)?;
    Ok(Reply::see_other(EDIT).saying(t::public_published(cx.lang())))
}

fn withdraw(cx: &mut Cx) -> Outcome {
    store::withdraw(cx.tx)?;
    note(cx, "programme.page.withdraw", 0)?;
    Ok(Reply::see_other(EDIT).saying(t::public_withdrawn(cx.lang())))
}
