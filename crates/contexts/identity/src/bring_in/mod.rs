//! A class comes in without paper: who is in, and one code at a time on the teacher's screen.

use directory::api::Group;
use maud::{Markup, PreEscaped, html};
use web::{Cx, Outcome, Page, Problem, Route, ui};

use crate::{
    code::{
        sheets::{self, OF_CLASS, Slip},
        store::State,
    },
    rights::Sheet,
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/classes/{groupe}/entrer", OF_CLASS, open),
        Route::post("/classes/{groupe}/entrer/{personne}", OF_CLASS, show_code),
    ]
}

/// Where a class is brought in.
pub(crate) fn path(class: i64) -> String {
    format!("/classes/{class}/entrer")
}

/// The class with its pupils: those to help first, then those who are in, each by name.
fn class(cx: &mut Cx) -> Result<(Group, Vec<Slip>), Problem> {
    let sheet = sheets::pupils(cx)?;
    let mut slips = sheets::slips(cx, &sheet)?;
    slips.sort_by_key(|slip| slip.login.is_some());
    match sheet {
        Sheet::Pupils(class) => Ok((class, slips)),
        Sheet::Guardians(_) | Sheet::Staff(_) => Err(Problem::not_found()),
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn open(cx: &mut Cx) -> Outcome {
    let (class, slips) = class(cx)?;
    let (lang, path) = (cx.lang(), path(class.id));
    let (inside, all) = (slips.iter().filter(|slip| slip.login.is_some()).count(), slips.len());
    let main = html! {
        (ui::back(&sheets::path(&Sheet::Pupils(class.clone())), t::to_codes(lang)))
        (ui::title(&t::bring_in(lang, &class.name), &t::bring_in_under(lang, &address(cx))))
        div.stack #classe hx-get=(path) hx-trigger="every 5s" hx-select="#classe" hx-target="#classe" hx-swap="outerHTML" {
            (ui::progress(count(inside), count(all), &t::inside_count(lang, count(inside), count(all))))
            @if inside < all {
                section.card.stack aria-labelledby="aider" {
                    h2 #aider { (t::to_help(lang)) }
                    ul.doors { @for slip in &slips[..all - inside] { li { (door(cx, &path, slip)) } } }
                }
            }
            @if inside > 0 {
                section.card.stack aria-labelledby="entres" {
                    h2 #entres { (t::are_inside(lang)) }
                    ul.inside { @for slip in &slips[all - inside..] { li { (ui::icon("circle-check")) (slip.name.full()) } } }
                }
            }
            @if all == 0 { (ui::empty("bench", t::nobody_here(lang), &html! {})) }
        }
        p { a.act.quiet href=(path) { (ui::icon("refresh-cw")) (t::look_again(lang)) } }
    };
    Ok(Page::narrow(t::bring_in(lang, &class.name), main).into())
}

fn door(cx: &Cx, path: &str, slip: &Slip) -> Markup {
    html! {
        form method="post" action={ (path) "/" (slip.name.id) } {
            (cx.hidden())
            button.door {
                (ui::icon("key-round"))
                span { b { (slip.name.full()) } small { (t::show_code(cx.lang())) } }
                (ui::icon("chevron-right"))
            }
        }
    }
}

fn address(cx: &Cx) -> String {
    let site = &cx.app.public_url;
    format!("{}/activation", site.strip_prefix("https://").unwrap_or(site))
}

/// One pupil's code, large; a new one when there is none, or when asked.
fn show_code(cx: &mut Cx) -> Outcome {
    let person = cx.param_id("personne")?;
    let (class, slips) = class(cx)?;
    let at = slips.iter().position(|slip| slip.name.id == person).ok_or_else(Problem::not_found)?;
    let wants_new = cx.incoming.field("nouveau").is_some();
    let waiting = slips[at].kept.as_ref().filter(|kept| kept.state == State::Live && !wants_new);
    let kept = match waiting {
        Some(kept) => kept.clone(),
        None => sheets::renewed(cx, &Sheet::Pupils(class.clone()), person)?,
    };
    let code = kept
        .code
        .ok_or_else(|| Problem::refused("code-unreadable", t::code_unreadable(cx.lang())))?;
    let (lang, path, name) = (cx.lang(), path(class.id), &slips[at].name);
    let next = slips[at + 1..].iter().find(|slip| slip.login.is_none());
    let scanned = format!("{}/activation#{}", cx.app.public_url, code.as_str());
    let main = html! {
        (ui::back(&path, t::back_to_class(lang)))
        (ui::title(&name.full(), &t::show_to(lang, &name.first)))
        section.card.stack.handed {
            p { (t::code_or_square(lang, &address(cx))) }
            p.code { @for group in code.groups() { span { (group) } } }
            (square(&scanned, t::scan_square(lang)))
        }
        div.actions {
            @if let Some(next) = next {
                form method="post" action={ (path) "/" (next.name.id) } {
                    (cx.hidden())
                    button.act.main { (t::next_pupil(lang, &next.name.full())) }
                }
            }
            form method="post" action={ (path) "/" (person) } {
                (cx.hidden())
                input type="hidden" name="nouveau" value="oui";
                button.act { (t::renew_code(lang)) }
            }
        }
    };
    Ok(Page::narrow(t::bring_in(lang, &class.name), main).into())
}

/// A QR code in the page.
pub(crate) fn square(holds: &str, says: &str) -> Markup {
    let Ok((path, side)) = paper::qr_path(holds) else { return html! {} };
    html! {
        svg.square role="img" aria-label=(says) viewBox={ "0 0 " (side) " " (side) } {
            rect width=(side) height=(side) {}
            (PreEscaped(format!("<path d=\"{path}\"/>")))
        }
    }
}
