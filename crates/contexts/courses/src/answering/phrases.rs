//! « Mes phrases »: what a teacher writes again and again, kept to be put into an answer.

use maud::html;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Field},
};

use crate::{
    answering::store,
    rights::PHRASE,
    t,
    trash::{self, Deleted},
};

/// The page.
pub(crate) const PATH: &str = "/cours/phrases";
const WHO: Access = Access::Role(&[kernel::Role::Teacher]);
/// The longest phrase, in characters.
const WORDS_MAX: usize = 500;
/// Phrases of one person.
const MANY: usize = 100;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, WHO, page),
        Route::post(PATH, WHO, add),
        Route::post("/cours/phrases/{phrase}/supprimer", Access::Item(&PHRASE), delete),
    ]
}

fn page(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(view(cx, &form)?.into())
}

fn view(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let phrases = store::phrases(cx.tx, person)?;
    let main = html! {
        (ui::back("/cours", t::my_courses(lang)))
        (ui::title(t::phrases_title(lang), t::phrases_under(lang)))
        section.card.stack {
            @if phrases.is_empty() { (ui::empty("kite", t::phrases_none(lang), &html! {})) }
            @else {
                ul.todo {
                    @for phrase in &phrases {
                        li {
                            span { (phrase.words) }
                            form method="post" action={ (PATH) "/" (phrase.id) "/supprimer" } {
                                (cx.hidden())
                                button.act.quiet aria-label=(t::phrase_delete(lang, &phrase.words)) {
                                    (ui::icon("trash-2")) (t::delete(lang))
                                }
                            }
                        }
                    }
                }
            }
        }
        form.form.card.stack method="post" action=(PATH) {
            (cx.hidden())
            (ui::error_summary(form))
            (ui::textarea(form, &Field::new("phrase", t::phrase_new(lang)), 2))
            div.actions { button.act.main { (ui::icon("plus")) (t::phrase_add(lang)) } }
        }
    };
    Ok(Page::narrow(t::phrases_title(lang), main))
}

fn add(cx: &mut Cx) -> Outcome {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let mut form = cx.form();
    let typed = form.required("phrase", WORDS_MAX);
    let words = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if form.is_valid() && store::phrases(cx.tx, person)?.len() >= MANY {
        form.refuse("phrase", t::phrases_too_many(lang));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(view(cx, &form)?));
    }
    store::add_phrase(cx.tx, person, &words)?;
    Ok(Reply::see_other(PATH).saying(t::phrase_added(lang)))
}

fn delete(cx: &mut Cx) -> Outcome {
    let (id, person) = (cx.id()?, cx.actor()?.person);
    let phrases = store::phrases(cx.tx, person)?;
    let phrase = phrases.iter().find(|kept| kept.id == id).ok_or_else(Problem::not_found)?;
    store::delete_phrase(cx.tx, id)?;
    trash::put(cx, Deleted::Phrase, id, &phrase.words)?;
    Ok(Reply::see_other(PATH).saying(t::phrase_deleted(cx.lang())))
}

/// Brings a phrase back from the trash; the page it is on.
pub(crate) fn restore(cx: &mut Cx, words: &str) -> Result<String, Problem> {
    let person = cx.actor()?.person;
    store::add_phrase(cx.tx, person, words)?;
    Ok(PATH.to_owned())
}
