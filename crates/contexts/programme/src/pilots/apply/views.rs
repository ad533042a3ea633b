//! What calls and applications look like.

use std::collections::HashMap;

use directory::api::{Org, PersonName};
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, Problem, dates,
    ui::{self, Choice, Column, Field},
};

use crate::{
    pilots::{
        PATH as PILOTS,
        apply::{
            self, Application, Call, Reading, Verdict,
            pages::{PATH, Scene, call_path, path},
        },
        words,
    },
    t,
};

fn until(cx: &Cx, call: &Call) -> String {
    let (lang, day) = (cx.lang(), dates::long_day(cx.lang(), call.closes, cx.today()));
    if call.is_open(cx.today()) { t::call_until(lang, &day) } else { t::call_since(lang, &day) }
}

/// The calls, and the applications that one sees.
pub(super) fn list(
    cx: &Cx,
    is_manager: bool,
    calls: &[Call],
    applications: &[Application],
    orgs: &HashMap<i64, Org>,
) -> Page {
    let lang = cx.lang();
    let name = |org: i64| orgs.get(&org).map(|org| org.name.as_str()).unwrap_or_default();
    let main = html! {
        (ui::back(PILOTS, t::pilots(lang)))
        (ui::title(t::calls(lang), t::calls_under(lang)))
        @if is_manager { p.actions { a.act.main href={ (PATH) "/nouveau" } { (ui::icon("plus")) (t::call_new(lang)) } } }
        section.card aria-labelledby="appels" {
            h2 id="appels" { (t::calls(lang)) }
            @if calls.is_empty() { p { (t::calls_none(lang)) } }
            ul.files { @for call in calls { li { a href=(call_path(call.id)) {
                (ui::icon("file-text")) span { (call.name) } small.muted { (until(cx, call)) }
            } } } }
        }
        @if !applications.is_empty() && !is_manager {
            section.card aria-labelledby="candidatures" {
                h2 id="candidatures" { (t::applications(lang)) }
                ul.files { @for one in applications { li { a href=(path(one.id)) { (ui::icon("school")) span { (name(one.org)) } } } } }
            }
        }
    };
    Page::narrow(t::calls(lang), main)
}

/// A new call.
pub(super) fn call_form(cx: &Cx, form: &Form) -> Page {
    let lang = cx.lang();
    let kinds = [("college", t::for_colleges(lang)), ("ecole", t::for_ecoles(lang))]
        .map(|(value, label)| Choice { value: value.to_owned(), label, hint: "" });
    let main = html! {
        (ui::back(PATH, t::calls(lang)))
        (ui::error_summary(form))
        (ui::title(t::call_new(lang), t::call_new_under(lang)))
        form.card.stack method="post" action=(PATH) {
            (cx.hidden())
            (ui::text(form, &Field::new("nom", t::call_name(lang))))
            (ui::choices(form, &Field::new("pour", t::call_for(lang)), &kinds))
            (ui::date(form, &Field::new("jusqu-au", t::call_last(lang))))
            (ui::textarea(form, &Field::new("grille", t::call_grid(lang)).hint(t::call_grid_hint(lang)), 5))
            div.actions { button.act.main { (ui::icon("check")) (t::call_open(lang)) } }
        }
    };
    Page::narrow(t::call_new(lang), main)
}

fn grid(lang: Lang, call: &Call) -> Markup {
    html! {
        section.card aria-labelledby="grille" {
            h2 id="grille" { (t::call_grid(lang)) }
            ul { @for one in &call.grid { li { (t::criterion(lang, &one.words, one.most)) } } }
            p.muted { (t::call_rules(lang)) }
        }
    }
}

fn verdict(lang: Lang, verdict: Verdict, most: i64) -> Markup {
    let halves = |halves: i64| {
        let point = if lang == Lang::En { ".5" } else { ",5" };
        format!("{}{}", halves / 2, if halves % 2 == 1 { point } else { "" })
    };
    match verdict {
        Verdict::Waiting(missing) => ui::tag("quiet", &t::verdict_waiting(lang, missing)),
        Verdict::Apart => ui::tag("attention", t::verdict_apart(lang)),
        Verdict::Near(points) | Verdict::Middle(points) => {
            html! { (t::verdict_points(lang, &halves(points), most)) }
        }
    }
}

/// The applications of a call that its keeper sees, those one sent, and the schools' names.
type Sent<'s> = (&'s [(&'s Application, Verdict)], &'s [Application], &'s HashMap<i64, Org>);

/// A call: its applications for who keeps it, its form for who may apply.
pub(super) fn call(
    cx: &Cx,
    call: &Call,
    schools: &[Org],
    (all, sent, orgs): Sent,
    form: &Form,
) -> Page {
    let lang = cx.lang();
    let name = |org: i64| orgs.get(&org).map(|org| org.name.as_str()).unwrap_or_default();
    let columns = [Column::words(t::school(lang)), Column::words(t::verdict(lang))];
    let rows: Vec<Vec<Markup>> = all
        .iter()
        .map(|(one, came)| {
            vec![
                html! { a href=(path(one.id)) { (name(one.org)) } },
                verdict(lang, *came, call.most()),
            ]
        })
        .collect();
    let main = html! {
        (ui::back(PATH, t::calls(lang)))
        (ui::error_summary(form))
        (ui::title(&call.name, &until(cx, call)))
        (grid(lang, call))
        @if !rows.is_empty() { (ui::cards_table(t::applications(lang), &columns, &rows)) }
        @if !schools.is_empty() {
            @for one in sent.iter().filter(|one| schools.iter().any(|school| school.id == one.org)) {
                p.actions { a.act href=(path(one.id)) { (ui::icon("eye")) (t::application_see(lang, name(one.org))) } }
            }
            @if call.is_open(cx.today()) || !form.is_valid() { (apply_form(cx, call, schools, form)) }
            @else { (ui::note(&html! { p { (t::call_closed(lang)) } })) }
        }
    };
    Page::narrow(&call.name, main)
}

fn apply_form(cx: &Cx, call: &Call, schools: &[Org], form: &Form) -> Markup {
    let lang = cx.lang();
    let answers: Vec<Choice> = schools
        .iter()
        .map(|school| Choice { value: school.id.to_string(), label: &school.name, hint: "" })
        .collect();
    html! {
        form.card.stack method="post" action=(call_path(call.id)) {
            (cx.hidden())
            h2 { (t::apply(lang)) }
            (ui::select(form, &Field::new("ecole", t::school(lang)), &answers))
            (ui::textarea(form, &Field::new("projet", t::application_project(lang)).hint(t::application_project_hint(lang)), 5))
            (ui::textarea(form, &Field::new("equipe", t::application_team(lang)).hint(t::application_team_hint(lang)), 3))
            div.actions { button.act.main { (ui::icon("send")) (t::application_send(lang)) } }
        }
    }
}

/// An application: what was written, and what concerns who looks at it.
pub(super) fn application(
    cx: &Cx,
    scene: &Scene,
    is_manager: bool,
    (names, all): (&HashMap<i64, PersonName>, &[PersonName]),
    form: &Form,
) -> Result<Page, Problem> {
    let (lang, actor) = (cx.lang(), cx.actor()?);
    let own = scene.own(actor.person);
    let is_tied = apply::is_tied(actor, scene.org.id);
    let main = html! {
        (ui::back(if is_manager { call_path(scene.call.id) } else { PATH.to_owned() }.as_str(), &scene.call.name))
        (ui::error_summary(form))
        (ui::title(&scene.org.name, &scene.org.commune))
        section.card.stack aria-labelledby="projet-titre" {
            h2 id="projet-titre" { (t::application_project(lang)) }
            p.lines { (scene.application.project) }
            h3 { (t::application_team(lang)) }
            p.lines { (scene.application.team) }
        }
        @if is_manager { (readers(cx, (scene, actor.person), (names, all), form)) }
        @if let Some(own) = own && !scene.verdict().is_known() {
            @if is_tied || own.state == "conflict" { (ui::note(&html! { p { (t::reader_tied(lang, &scene.org.name)) } })) }
            @else { (score_form(cx, scene, form)) }
        }
    };
    Ok(Page::narrow(t::application(lang), main))
}

fn readers(
    cx: &Cx,
    (scene, person): (&Scene, i64),
    (names, all): (&HashMap<i64, PersonName>, &[PersonName]),
    form: &Form,
) -> Markup {
    let lang = cx.lang();
    let columns = [
        Column::words(t::reader(lang)),
        Column::words(t::verdict(lang)),
        Column::words(t::reading_words(lang)),
    ];
    let name = |id: i64| names.get(&id).map(PersonName::full).unwrap_or_default();
    let came = scene.verdict();
    let is_shown = |one: &Reading| came.is_known() || one.person == person;
    let rows: Vec<Vec<Markup>> = scene
        .readings
        .iter()
        .map(|one| {
            let points = match one.state.as_str() {
                "done" if is_shown(one) => {
                    t::verdict_points(lang, &one.total.to_string(), scene.call.most())
                }
                "done" => t::reading_given(lang).to_owned(),
                state => words(lang, "reading", state).to_owned(),
            };
            let opinion = if is_shown(one) { one.words.as_str() } else { "" };
            vec![html! { (name(one.person)) }, html! { (points) }, html! { (opinion) }]
        })
        .collect();
    let people: Vec<(String, String)> =
        all.iter().map(|one| (one.id.to_string(), one.full())).collect();
    let answers: Vec<Choice> = people
        .iter()
        .map(|(value, label)| Choice { value: value.clone(), label, hint: "" })
        .collect();
    html! {
        section.card.stack aria-labelledby="lecteurs" {
            h2 id="lecteurs" { (t::readers(lang)) }
            p { (verdict(lang, came, scene.call.most())) }
            @if !rows.is_empty() { (ui::cards_table(t::verdict(lang), &columns, &rows)) }
            @if !came.is_known() { form.stack method="post" action={ (path(scene.application.id)) "/lecteurs" } {
                (cx.hidden())
                (ui::select(form, &Field::new("lecteur", t::reader_new(lang)).hint(t::reader_hint(lang)), &answers))
                div.actions { button.act { (ui::icon("plus")) (t::reader_ask(lang)) } }
            } }
        }
    }
}

fn score_form(cx: &Cx, scene: &Scene, form: &Form) -> Markup {
    let lang = cx.lang();
    let action = path(scene.application.id);
    html! {
        form.card.stack method="post" action={ (action) "/points" } {
            (cx.hidden())
            h2 { (t::reading(lang)) }
            p.muted { (t::reading_alone(lang)) }
            @for (at, one) in scene.call.grid.iter().enumerate() {
                @let (name, label) = (format!("points-{at}"), t::criterion(lang, &one.words, one.most));
                (ui::text(form, &Field::new(&name, &label).kind("number").class("short")))
            }
            (ui::textarea(form, &Field::new("avis", t::reading_words(lang)), 4))
            div.actions { button.act.main { (ui::icon("check")) (t::reading_give(lang)) } }
        }
        (ui::confirm(t::conflict(lang), t::conflict_asks(lang), &html! {
            form method="post" action={ (action) "/conflit" } {
                (cx.hidden())
                button.act { (t::conflict_say(lang)) }
            }
        }))
    }
}
