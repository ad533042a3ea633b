//! What the pages of groups look like.

use directory::api::PersonName;
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page,
    ui::{self, Choice, Field},
};

use crate::{
    parts, t,
    teams::{
        SIZES,
        pages::{Table, path},
        pupils::Choose,
    },
    work::pages::Scene,
};

/// The page of those who teach.
pub(super) fn page(cx: &Cx, scene: &Scene, table: &Table, form: &Form) -> Page {
    let lang = cx.lang();
    let is_handed = !table.roster.copies.is_empty();
    let main = html! {
        (ui::back(&scene.path(), &scene.work.title()))
        (ui::title(t::teams(lang), &format!("{} · {}", scene.work.title(), scene.course.name())))
        (by_hand(cx, scene, table, form))
        div.stack {
            @if !is_handed { (draw(cx, scene, table, form)) }
            @if !is_handed && !table.groups.is_empty() { (of_class(cx, scene, table, form)) }
            @if !scene.work.names_pupils() { (by_pupils(cx, scene, table, form)) }
            @if is_handed { p.card.muted { (t::teams_handed(lang)) } }
            @if !is_handed && table.setting.is_some() { (alone(cx, scene)) }
        }
    };
    Page::columns(t::teams(lang), main)
}

/// The groups, each pupil with a box, and where those that are ticked go.
fn by_hand(cx: &Cx, scene: &Scene, table: &Table, form: &Form) -> Markup {
    let lang = cx.lang();
    let alone: Vec<&PersonName> =
        table.pupils.iter().filter(|name| table.roster.team_of(name.id).is_none()).collect();
    let numbers = table.roster.numbers();
    let seed = table.setting.and_then(|setting| setting.seed);
    let first = alone.first().map(|name| name.id).or_else(|| table.pupils.first().map(|n| n.id));
    html! {
        form.form.card.stack method="post" action=(path(scene.work.id)) aria-labelledby="groupes" {
            (cx.hidden())
            (ui::error_summary(form))
            header {
                h2 #groupes { (t::teams_groups(lang)) }
                @if let Some(seed) = seed { span.muted { (t::teams_seed(lang, &seed.to_string())) } }
            }
            @if let Some(error) = form.error_of("eleve") { p.error { (ui::icon("circle-alert")) span { (error) } } }
            @if !alone.is_empty() {
                fieldset {
                    legend { (t::team_none(lang)) }
                    @if !numbers.is_empty() { p.hint { (t::team_none_hint(lang)) } }
                    (boxes(form, &alone, first))
                }
            }
            @for number in &numbers {
                @let theirs: Vec<&PersonName> = table.pupils.iter().filter(|name| table.roster.team_of(name.id) == Some(*number)).collect();
                @let is_handed = table.roster.team(*number).any(|one| one.handin.is_some());
                @if !theirs.is_empty() {
                    fieldset {
                        legend { (t::team_number(lang, &number.to_string())) @if is_handed { " " (ui::tag("done", t::state_handed(lang))) } }
                        (boxes(form, &theirs, first))
                    }
                }
            }
            (places(lang, &numbers, form))
            div.actions { button.act.main name="action" value="deplacer" { (t::teams_gather_act(lang)) } }
        }
    }
}

fn boxes(form: &Form, pupils: &[&PersonName], first: Option<i64>) -> Markup {
    let ticked = form.values("eleve");
    html! {
        div.choices.across {
            @for name in pupils {
                @let id = name.id.to_string();
                label.choice {
                    input type="checkbox" name="eleve" value=(id) id=[(Some(name.id) == first).then_some("eleve")]
                        checked[!form.is_valid() && ticked.contains(&id.as_str())];
                    span { (name.full()) }
                }
            }
        }
    }
}

/// Where ticked pupils may go: a new group, one of those there are, or none.
fn places(lang: Lang, numbers: &[i64], form: &Form) -> Markup {
    let names: Vec<String> =
        numbers.iter().map(|number| t::team_number(lang, &number.to_string())).collect();
    let mut places =
        vec![Choice { value: "nouveau".to_owned(), label: t::teams_new(lang), hint: "" }];
    places.extend(numbers.iter().zip(&names).map(|(number, name)| Choice {
        value: number.to_string(),
        label: name,
        hint: "",
    }));
    places.push(Choice { value: "aucun".to_owned(), label: t::teams_out(lang), hint: "" });
    ui::select(form, &Field::new("vers", t::teams_gather(lang)), &places)
}

/// How many go together, for a draw or for the pupils.
fn size(form: &Form, id: &str) -> Markup {
    let lang = form.lang();
    html! {
        div.field.short {
            label for=(id) { (t::teams_size(lang)) }
            @if let Some(error) = form.error_of("taille") { p.error { (ui::icon("circle-alert")) span { (error) } } }
            input type="number" id=(id) name="taille" min=(SIZES.0) max=(SIZES.1) value=(form.shown("taille"));
        }
    }
}

fn draw(cx: &Cx, scene: &Scene, table: &Table, form: &Form) -> Markup {
    let lang = cx.lang();
    html! {
        form.form.card.stack method="post" action=(path(scene.work.id)) aria-labelledby="hasard" {
            (cx.hidden())
            header { h2 #hasard { (t::teams_draw(lang)) } }
            @if !table.roster.members.is_empty() { p.muted { (t::teams_replaced(lang)) } }
            (size(form, "taille"))
            div.actions { button.act name="action" value="hasard" { (t::teams_draw_act(lang)) } }
        }
    }
}

fn of_class(cx: &Cx, scene: &Scene, table: &Table, form: &Form) -> Markup {
    let lang = cx.lang();
    html! {
        form.form.card.stack method="post" action=(path(scene.work.id)) aria-labelledby="de-la-classe" {
            (cx.hidden())
            header { h2 #de-la-classe { (t::teams_class(lang)) } }
            @if !table.roster.members.is_empty() { p.muted { (t::teams_replaced(lang)) } }
            @if let Some(error) = form.error_of("de-classe") { p.error { (ui::icon("circle-alert")) span { (error) } } }
            div.choices {
                @for (at, group) in table.groups.iter().enumerate() {
                    label.choice {
                        input type="checkbox" name="de-classe" value=(group.id) id=[(at == 0).then_some("de-classe")];
                        span { (group.name) }
                    }
                }
            }
            div.actions { button.act name="action" value="classe" { (t::teams_class_act(lang)) } }
        }
    }
}

fn by_pupils(cx: &Cx, scene: &Scene, table: &Table, form: &Form) -> Markup {
    let lang = cx.lang();
    let is_open = table.setting.is_some_and(|setting| setting.by_pupils);
    html! {
        form.form.card.stack method="post" action=(path(scene.work.id)) aria-labelledby="eux-memes" {
            (cx.hidden())
            header {
                h2 #eux-memes { (t::teams_by_pupils(lang)) }
                @if is_open { (ui::tag("done", t::teams_are_open(lang))) }
            }
            p.muted { (t::teams_by_pupils_hint(lang)) }
            @if is_open {
                div.actions { button.act name="action" value="fini" { (t::teams_close(lang)) } }
            } @else {
                (size(form, "taille-eux"))
                div.actions { button.act name="action" value="eleves" { (t::teams_open(lang)) } }
            }
        }
    }
}

fn alone(cx: &Cx, scene: &Scene) -> Markup {
    let lang = cx.lang();
    html! {
        div.card {
            (ui::confirm(t::teams_alone(lang), t::teams_alone_question(lang), &html! {
                form method="post" action=(path(scene.work.id)) {
                    (cx.hidden())
                    button.act.danger name="action" value="seul" { (t::teams_alone(lang)) }
                }
            }))
        }
    }
}

/// The part of a pupil's page that says whom they work with, and where they may choose.
pub(super) fn part(cx: &Cx, scene: &Scene, choice: &Choose) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.stack aria-labelledby="groupe" {
            header { h2 #groupe { (t::teams_mine(lang)) } }
            @if choice.with.is_empty() {
                p { (if choice.mine.is_some() { t::teams_first(lang) } else { t::teams_no_one(lang) }) }
            } @else {
                p { (t::teams_with(lang, &parts::first_names(lang, &choice.with))) }
            }
            @if choice.may_change {
                @for (number, names) in &choice.open {
                    (act(cx, scene, &number.to_string(), &t::teams_join(lang, &parts::first_names(lang, names))))
                }
                @if choice.mine.is_none() { (act(cx, scene, "nouveau", t::teams_begin(lang))) }
                @else { (act(cx, scene, "aucun", t::teams_leave(lang))) }
            }
        }
    }
}

fn act(cx: &Cx, scene: &Scene, to: &str, words: &str) -> Markup {
    html! {
        form method="post" action={ (scene.path()) "/groupe" } {
            (cx.hidden())
            input type="hidden" name="vers" value=(to);
            button.act.block { (ui::icon("users")) (words) }
        }
    }
}
