//! The page of those who wait. It comes again by itself, without a script and without the database.

use kernel::Lang;
use maud::html;

use super::crowd::Place;
use crate::{Page, t, ui};

/// A place and a time, in words.
pub(crate) fn waiting(lang: Lang, uri: &str, place: &Place) -> Page {
    let ahead = i64::try_from(place.ahead).unwrap_or(i64::MAX);
    let line = match ahead {
        0 => t::waiting_next(lang).to_owned(),
        _ => t::waiting_ahead(lang, ahead),
    };
    let main = html! {
        (ui::title(&line, t::waiting_title(lang)))
        section.card.stack {
            p { strong { (time_left(lang, place.seconds)) } }
            p { (t::waiting_kept(lang)) }
            p { (t::waiting_password(lang)) }
            div.actions { a.act href=(uri) { (t::waiting_again(lang)) } }
        }
        section.card.stack {
            h2 { (t::waiting_why_title(lang)) }
            p { (t::waiting_why(lang)) }
        }
    };
    Page::narrow(line, main)
}

fn time_left(lang: Lang, seconds: u32) -> String {
    match i64::from(seconds).div_euclid(60) {
        _ if seconds <= 60 => t::waiting_soon(lang).to_owned(),
        minutes if minutes >= 60 => t::waiting_long(lang).to_owned(),
        minutes => t::waiting_minutes(lang, minutes + 1),
    }
}
