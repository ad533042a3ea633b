//! The pages the law asks for, true of what the program does.

use kernel::Lang;
use maud::{Markup, html};
use web::{Cx, Outcome, Page, ui};

use crate::t;

/// A title and its paragraphs.
pub(crate) struct Part {
    pub(crate) title: &'static str,
    pub(crate) says: Vec<Markup>,
}

/// A page of text: a card per part.
pub(crate) fn text_page(title: &'static str, intro: &str, parts: &[Part]) -> Outcome {
    let main = html! {
        (ui::title(title, intro))
        @for part in parts {
            section.card {
                h2 { (part.title) }
                div.prose { @for said in &part.says { (said) } }
            }
        }
    };
    Ok(Page::narrow(title, main).into())
}

pub(crate) fn p(text: &str) -> Markup {
    html! { p { (text) } }
}

pub(crate) fn list(items: &[&str]) -> Markup {
    html! { ul { @for item in items { li { (item) } } } }
}

pub(crate) fn accessibility(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    text_page(
        t::accessibility_title(lang),
        t::accessibility_intro(lang),
        &[
            Part {
                title: t::accessibility_state_title(lang),
                says: vec![p(t::accessibility_state(lang)), p(t::accessibility_state_law(lang))],
            },
            Part {
                title: t::accessibility_tested_title(lang),
                says: vec![
                    list(&[
                        t::accessibility_tested_axe(lang),
                        t::accessibility_tested_keyboard(lang),
                        t::accessibility_tested_small(lang),
                        t::accessibility_tested_plain(lang),
                        t::accessibility_tested_colours(lang),
                    ]),
                    p(t::accessibility_untested(lang)),
                ],
            },
            Part {
                title: t::accessibility_tell_title(lang),
                says: vec![p(t::accessibility_tell(lang)), p(t::accessibility_defender(lang))],
            },
        ],
    )
}

pub(crate) fn notice(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let editor = match directory::api::territory(cx.tx)? {
        Some((name, true)) => t::notice_editor_demo(lang, &name),
        Some((name, false)) => t::notice_editor(lang, &name),
        None => t::notice_editor_none(lang).to_owned(),
    };
    text_page(
        t::notice_title(lang),
        "",
        &[
            Part { title: t::notice_editor_title(lang), says: vec![p(&editor)] },
            Part { title: t::notice_host_title(lang), says: vec![p(t::notice_host(lang))] },
            Part { title: t::notice_program_title(lang), says: vec![p(t::notice_program(lang))] },
        ],
    )
}

pub(crate) fn privacy(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    text_page(
        t::privacy_title(lang),
        t::privacy_intro(lang),
        &[
            Part { title: t::privacy_what_title(lang), says: vec![privacy_what(lang)] },
            Part {
                title: t::privacy_who_title(lang),
                says: vec![privacy_who(lang), p(t::privacy_who_ask(lang))],
            },
            Part { title: t::privacy_cookies_title(lang), says: vec![privacy_cookies(lang)] },
            Part {
                title: t::privacy_kept_title(lang),
                says: vec![p(t::privacy_kept(lang)), p(t::privacy_journal(lang))],
            },
            Part {
                title: t::privacy_rights_title(lang),
                says: vec![p(t::privacy_rights(lang)), p(t::privacy_cnil(lang))],
            },
        ],
    )
}

fn privacy_what(lang: Lang) -> Markup {
    list(&[
        t::privacy_what_directory(lang),
        t::privacy_what_work(lang),
        t::privacy_what_session(lang),
        t::privacy_what_not(lang),
        t::privacy_what_push(lang),
    ])
}

fn privacy_who(lang: Lang) -> Markup {
    list(&[
        t::privacy_who_pupil(lang),
        t::privacy_who_guardian(lang),
        t::privacy_who_teacher(lang),
        t::privacy_who_school(lang),
        t::privacy_who_territory(lang),
    ])
}

fn privacy_cookies(lang: Lang) -> Markup {
    html! {
        (p(t::privacy_cookies(lang)))
        (list(&[
            t::privacy_cookie_session(lang),
            t::privacy_cookie_form(lang),
            t::privacy_cookie_language(lang),
            t::privacy_cookie_says(lang),
        ]))
        (p(t::privacy_drafts(lang)))
    }
}
