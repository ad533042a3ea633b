//! The skills a school proposes of its own, kept by its head and its teachers.

use kernel::{Role, Target};
use maud::html;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Field},
};

use crate::{skills::store, t};

/// The longest name of a skill, in characters.
const LABEL_MAX: usize = 120;
/// Skills a school proposes.
const MANY: usize = 100;

pub(crate) fn routes() -> Vec<Route> {
    const WHO: Access = Access::Role(&[Role::Head, Role::Teacher]);
    vec![
        Route::get("/cours/ecoles/{org}/competences", WHO, page),
        Route::post("/cours/ecoles/{org}/competences", WHO, add),
        Route::post("/cours/ecoles/{org}/competences/retirer", WHO, retire),
    ]
}

/// Where they are.
pub(crate) fn path(org: i64) -> String {
    format!("/cours/ecoles/{org}/competences")
}

/// The school of the path, when the person leads it or teaches in it.
fn school(cx: &Cx) -> Result<i64, Problem> {
    let (org, actor) = (cx.id()?, cx.actor()?);
    let target = Target::org(org);
    let is_theirs = actor.has(Role::Head, target) || actor.has(Role::Teacher, target);
    is_theirs.then_some(org).ok_or_else(Problem::not_found)
}

fn page(cx: &mut Cx) -> Outcome {
    let (org, form) = (school(cx)?, cx.blank_form());
    Ok(view(cx, org, &form)?.into())
}

fn view(cx: &mut Cx, org: i64, form: &Form) -> Result<Page, Problem> {
    let (lang, path) = (cx.lang(), path(org));
    let skills = store::own(cx.tx, org)?;
    let main = html! {
        (ui::back("/cours", t::my_courses(lang)))
        (ui::title(t::own_skills_title(lang), t::own_skills_under(lang)))
        section.card.stack {
            @if skills.is_empty() { (ui::empty("tree", t::own_skills_none(lang), &html! {})) }
            @else {
                ul.todo {
                    @for skill in &skills {
                        li {
                            span { (skill.label) }
                            form method="post" action={ (path) "/retirer" } {
                                (cx.hidden())
                                button.act.quiet name="competence" value=(skill.code)
                                    aria-label=(t::own_skill_retire_named(lang, &skill.label)) {
                                    (ui::icon("x")) (t::own_skill_retire(lang))
                                }
                            }
                        }
                    }
                }
            }
        }
        form.form.card.stack method="post" action=(path) {
            (cx.hidden())
            (ui::error_summary(form))
            (ui::text(form, &Field::new("competence", t::own_skill_new(lang)).hint(t::own_skill_hint(lang))))
            div.actions { button.act.main { (ui::icon("plus")) (t::own_skill_add(lang)) } }
        }
    };
    Ok(Page::narrow(t::own_skills_title(lang), main))
}

fn add(cx: &mut Cx) -> Outcome {
    let (org, lang) = (school(cx)?, cx.lang());
    let mut form = cx.form();
    let typed = form.required("competence", LABEL_MAX);
    let label = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if form.is_valid() && store::own(cx.tx, org)?.len() >= MANY {
        form.refuse("competence", t::own_skills_too_many(lang));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(view(cx, org, &form)?));
    }
    store::add_own(cx.tx, org, &label)?;
    Ok(Reply::see_other(path(org)).saying(t::own_skill_added(lang)))
}

fn retire(cx: &mut Cx) -> Outcome {
    let (org, lang, now) = (school(cx)?, cx.lang(), cx.now);
    let code = cx.incoming.field("competence").unwrap_or_default();
    let id = code.strip_prefix("own-").and_then(web::parse_id).ok_or_else(Problem::not_found)?;
    store::retire_own(cx.tx, org, id, now)?.ok_or_else(Problem::not_found)?;
    Ok(Reply::see_other(path(org)).saying(t::own_skill_retired(lang)))
}
