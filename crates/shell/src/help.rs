//! Help, by role: how to do each thing, in the words of the pages.

use kernel::{Lang, Role};
use maud::{Markup, html};
use web::{Cx, Outcome, Page, ui};

use crate::t;

/// What helps one kind of person.
struct Guide {
    anchor: &'static str,
    title: &'static str,
    steps: Vec<(&'static str, &'static str)>,
    roles: &'static [Role],
}

pub(crate) fn page(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let mut guides = guides(lang);
    if let Some(actor) = &cx.visitor {
        guides.sort_by_key(|guide| !guide.roles.iter().any(|role| actor.is(*role)));
    }
    let main = html! {
        (ui::title(t::foot_help(lang), t::help_intro(lang)))
        nav.card aria-label=(t::help_contents(lang)) {
            ul { @for guide in &guides { li { a href={ "#" (guide.anchor) } { (guide.title) } } } }
        }
        @for guide in &guides { (shown(guide)) }
        section.card { h2 { (t::help_stuck_title(lang)) } div.prose { p { (t::help_stuck(lang)) } } }
    };
    Ok(Page::narrow(t::foot_help(lang), main).into())
}

fn shown(guide: &Guide) -> Markup {
    html! {
        section.card id=(guide.anchor) tabindex="-1" {
            h2 { (guide.title) }
            div.prose {
                @for (question, answer) in &guide.steps { h3 { (question) } p { (answer) } }
            }
        }
    }
}

fn guides(lang: Lang) -> Vec<Guide> {
    vec![
        Guide {
            anchor: "entrer",
            title: t::help_in_title(lang),
            steps: vec![
                (t::help_in_code_q(lang), t::help_in_code(lang)),
                (t::help_in_again_q(lang), t::help_in_again(lang)),
                (t::help_in_lost_q(lang), t::help_in_lost(lang)),
                (t::help_in_out_q(lang), t::help_in_out(lang)),
                (t::help_in_find_q(lang), t::help_in_find(lang)),
            ],
            roles: &[Role::Itself],
        },
        Guide {
            anchor: "eleve",
            title: t::help_pupil_title(lang),
            steps: vec![
                (t::help_pupil_day_q(lang), t::help_pupil_day(lang)),
                (t::help_pupil_send_q(lang), t::help_pupil_send(lang)),
                (t::help_pupil_state_q(lang), t::help_pupil_state(lang)),
            ],
            roles: &[Role::Pupil],
        },
        Guide {
            anchor: "responsable",
            title: t::help_guardian_title(lang),
            steps: vec![
                (t::help_guardian_all_q(lang), t::help_guardian_all(lang)),
                (t::help_guardian_see_q(lang), t::help_guardian_see(lang)),
                (t::help_guardian_missing_q(lang), t::help_guardian_missing(lang)),
            ],
            roles: &[Role::Guardian],
        },
        Guide {
            anchor: "enseignant",
            title: t::help_teacher_title(lang),
            steps: vec![
                (t::help_teacher_write_q(lang), t::help_teacher_write(lang)),
                (t::help_teacher_give_q(lang), t::help_teacher_give(lang)),
                (t::help_teacher_answer_q(lang), t::help_teacher_answer(lang)),
                (t::help_teacher_hours_q(lang), t::help_teacher_hours(lang)),
            ],
            roles: &[Role::Teacher],
        },
        Guide {
            anchor: "secretariat",
            title: t::help_school_title(lang),
            steps: vec![
                (t::help_school_codes_q(lang), t::help_school_codes(lang)),
                (t::help_school_again_q(lang), t::help_school_again(lang)),
            ],
            roles: &[Role::Head, Role::Secretariat],
        },
        Guide {
            anchor: "territoire",
            title: t::help_territory_title(lang),
            steps: vec![
                (t::help_territory_import_q(lang), t::help_territory_import(lang)),
                (t::help_territory_run_q(lang), t::help_territory_run(lang)),
            ],
            roles: &[Role::TerritoryManager, Role::Operator],
        },
    ]
}
