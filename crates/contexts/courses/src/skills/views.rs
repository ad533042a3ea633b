//! Skills on the page: chosen for a work, levelled in an answer, drawn over the year.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Choice, Column, Field},
};

use crate::{
    skills::{
        Level, List, Skill,
        progress::{Scene, Story},
        store::Named,
    },
    t,
};

/// The boxes of the skills a work may show, list by list.
pub(crate) fn boxes(form: &Form, skills: &[Skill], own_path: &str) -> Markup {
    let lang = form.lang();
    html! {
        fieldset {
            legend { (t::skills(lang)) }
            p.hint { (t::skills_hint(lang)) }
            @for list in List::ALL {
                @let of_list: Vec<_> = skills.iter().filter(|skill| skill.list == list).collect();
                @let is_chosen = of_list.iter().any(|skill| !form.shown(&box_name(skill)).is_empty());
                details.details open[is_chosen || list == List::Socle] {
                    summary { (list.name(lang)) }
                    div.choices {
                        @for skill in &of_list { (ui::checkbox(form, &Field::new(&box_name(skill), &skill.label))) }
                        @if list == List::Own { p { a href=(own_path) { (t::own_skills_title(lang)) } } }
                    }
                }
            }
        }
    }
}

/// The box of a skill.
pub(crate) fn box_name(skill: &Skill) -> String {
    format!("competence-{}", skill.code)
}

/// A chooser of level for each skill of a work.
pub(crate) fn levels(form: &Form, skills: &[Skill]) -> Markup {
    let lang = form.lang();
    let none = || Choice { value: String::new(), label: t::level_none(lang), hint: "" };
    let names = Level::ALL.map(|level| format!("{} · {}", level.number(), level.name(lang)));
    html! {
        @for skill in skills {
            @let answers: Vec<_> = std::iter::once(none()).chain(Level::ALL.iter().zip(&names).map(|(level, name)| {
                Choice { value: level.number().to_string(), label: name, hint: "" }
            })).collect();
            (ui::select(form, &Field::new(&skill.field(), &skill.label), &answers))
        }
    }
}

/// The levels of an answer, in words.
pub(crate) fn given<'l>(lang: Lang, levels: impl Iterator<Item = &'l Named>) -> Markup {
    let levels: Vec<_> = levels.collect();
    html! {
        @if !levels.is_empty() {
            dl.facts {
                @for named in &levels {
                    dt { (named.skill.label) }
                    dd { (stairs(named.level)) " " (named.level.name(lang)) }
                }
            }
        }
    }
}

/// Four steps, those that are climbed filled. The words beside it say the same.
fn stairs(reached: Level) -> Markup {
    html! {
        svg.stairs viewBox="0 0 40 24" aria-hidden="true" {
            @for level in Level::ALL { (bar(level, level.number() - 1, level <= reached)) }
        }
    }
}

/// A bar as high as a level, at a place of 10 units.
fn bar(level: Level, at: i64, is_full: bool) -> Markup {
    let height = 5 * level.number();
    html! { rect class=(if is_full { "full" } else { "" }) x=(at * 10 + 1) y=(22 - height) width="8" height=(height) rx="1.5" {} }
}

/// What one pupil showed of each skill over the year.
pub(crate) fn progress(cx: &Cx, scene: &Scene) -> Page {
    let lang = cx.lang();
    let title = if scene.is_own {
        t::my_progress(lang).to_owned()
    } else {
        t::progress_of(lang, &scene.pupil.full())
    };
    let under = if scene.is_partial { t::progress_partial(lang) } else { t::progress_under(lang) };
    let main = html! {
        (ui::back("/cours", t::my_courses(lang)))
        (ui::title(&title, under))
        @if scene.stories.is_empty() {
            section.card.wide { (ui::empty("tree", t::progress_none(lang), &html! {})) }
        } @else {
            section.card.wide {
                h2 { (t::levels(lang)) }
                ul.rungs { @for level in Level::ALL { li { (stairs(level)) span { (level.name(lang)) } } } }
            }
        }
        @for list in List::ALL {
            @for story in scene.stories.iter().filter(|story| story.skill.list == list) { (told(cx, scene, story)) }
        }
    };
    Page::columns(t::progress(lang), main)
}

/// One skill: the picture, where it stands, then the same in a table.
fn told(cx: &Cx, scene: &Scene, story: &Story) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    let day = |at| dates::long_day(lang, cx.app.place.local(at).0, today);
    let columns = [
        Column::words(t::day(lang)),
        Column::words(t::level(lang)),
        Column::words(t::work_title(lang)),
    ];
    let rows: Vec<_> = story
        .seen
        .iter()
        .rev()
        .map(|seen| {
            let work = scene.works.iter().find(|work| work.id == seen.work);
            let title = work.map(crate::work::Work::title).unwrap_or_default();
            vec![
                html! { (day(seen.at)) },
                html! { (seen.level.name(lang)) },
                html! { a href={ "/cours/remises/" (seen.handin) } { (title) } },
            ]
        })
        .collect();
    html! {
        section.card.stack {
            header { h2 { (story.skill.label) } span.muted { (story.skill.list.name(lang)) } }
            @if let Some(last) = story.seen.last() {
                p { (t::level_last(lang, &day(last.at))) " " b { (last.level.name(lang)) } }
            }
            (climbed(lang, story))
            (ui::details(t::progress_table(lang), &ui::cards_table(&story.skill.label, &columns, &rows)))
        }
    }
}

/// Bars from left to right, each as high as its level, over the four steps.
fn climbed(lang: Lang, story: &Story) -> Markup {
    const SHOWN: usize = 12;
    let from = story.seen.len().saturating_sub(SHOWN);
    let shown = &story.seen[from..];
    let words: Vec<_> = shown.iter().map(|seen| seen.level.name(lang)).collect();
    html! {
        svg.climbed role="img" aria-label=(t::progress_picture(lang, &words.join(", "))) viewBox="0 0 120 24" {
            @for level in Level::ALL {
                @let y = 22 - 5 * level.number();
                line x1="0" x2="120" y1=(y) y2=(y) {}
            }
            @for (at, seen) in (0_i64..).zip(shown) { (bar(seen.level, at, true)) }
        }
    }
}
