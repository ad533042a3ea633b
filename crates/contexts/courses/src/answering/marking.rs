//! « Comment évaluer »: what a work is marked on, and the skills it shows.

use maud::html;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Choice, Field},
};

use crate::{
    answering::{HIGHEST, Scale, store},
    parts,
    rights::WORK_WRITE,
    skills::{self, Skill},
    t,
    work::pages::Scene,
};

pub(crate) fn routes() -> Vec<Route> {
    const PATH: &str = "/cours/travaux/{work}/evaluer";
    vec![
        Route::get(PATH, Access::Item(&WORK_WRITE), page),
        Route::post(PATH, Access::Item(&WORK_WRITE), submit),
    ]
}

fn page(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let scale = store::scale(cx.tx, scene.work.id)?;
    let code = scale.code();
    let is_usual = matches!(code.as_str(), "" | "20" | "10" | "lettres");
    let form = cx
        .blank_form()
        .with("bareme", if is_usual { code.as_str() } else { "autre" })
        .with("sur", if is_usual { "" } else { code.as_str() });
    let mut form = form;
    for skill in skills::store::of_work(cx.tx, cx.lang(), scene.work.id)? {
        form = form.with(&skills::views::box_name(&skill), "oui");
    }
    let proposed = proposed(cx, &scene)?;
    Ok(view(cx, &scene, &form, &proposed).into())
}

/// The skills to choose among: those proposed now, and those the work names already.
fn proposed(cx: &mut Cx, scene: &Scene) -> Result<Vec<Skill>, Problem> {
    let lang = cx.lang();
    let mut skills = skills::store::proposed(cx.tx, lang, scene.course.org.id)?;
    for named in skills::store::of_work(cx.tx, lang, scene.work.id)? {
        if !skills.contains(&named) {
            skills.push(named);
        }
    }
    Ok(skills)
}

fn view(cx: &Cx, scene: &Scene, form: &Form, proposed: &[Skill]) -> Page {
    let lang = cx.lang();
    let choice = |value: &str, label| Choice { value: value.to_owned(), label, hint: "" };
    let main = html! {
        (ui::back(&scene.path(), &scene.work.title()))
        (ui::title(t::marking(lang), &scene.course.name()))
        form.form.card.stack method="post" action={ (scene.path()) "/evaluer" } {
            (cx.hidden())
            (ui::error_summary(form))
            (ui::choices(form, &Field::new("bareme", t::marking_scale(lang)), &[
                choice("", t::marking_none(lang)),
                choice("20", t::marking_twenty(lang)),
                choice("10", t::marking_ten(lang)),
                choice("lettres", t::marking_letters(lang)),
                choice("autre", t::marking_other(lang)),
            ]))
            (parts::line(form, &Field::new("sur", t::marking_most(lang)).kind("number").class("short")))
            (skills::views::boxes(form, proposed, &skills::own::path(scene.course.org.id)))
            div.actions {
                button.act.main { (t::save(lang)) }
                a.act href=(scene.path()) { (t::cancel(lang)) }
            }
        }
    };
    Page::narrow(t::marking(lang), main)
}

fn submit(cx: &mut Cx) -> Outcome {
    let (scene, lang) = (Scene::load(cx)?, cx.lang());
    let mut form = cx.form();
    let scale = match form.shown("bareme") {
        "autre" => match form.number("sur", 1, HIGHEST).and_then(|most| u16::try_from(most).ok()) {
            Some(most) => Scale::OutOf(most),
            None => {
                form.refuse("sur", t::marking_most_missing(lang));
                Scale::None
            }
        },
        code => Scale::from_code(code),
    };
    let proposed = proposed(cx, &scene)?;
    let is_chosen = |skill: &&Skill| form.ticked(&skills::views::box_name(skill));
    let chosen: Vec<&str> =
        proposed.iter().filter(is_chosen).map(|skill| skill.code.as_str()).collect();
    if chosen.len() > skills::PER_WORK {
        form.refuse(&skills::views::box_name(&proposed[0]), t::skills_too_many(lang));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(view(cx, &scene, &form, &proposed)));
    }
    store::set_scale(cx.tx, scene.work.id, scale)?;
    skills::store::set_of_work(cx.tx, scene.work.id, &chosen)?;
    Ok(Reply::see_other(scene.path()).saying(t::marking_saved(lang)))
}
