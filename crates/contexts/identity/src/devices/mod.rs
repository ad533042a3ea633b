//! Where I am signed in: each device, closed one by one, and what is done about a new one.

use events::{Event, identity::NewDeviceV1};
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Access, Cx, Outcome, Problem, Reply, Route, dates,
    ui::{self, Column},
};

use crate::{
    account::pages::note,
    session::{self, store::Listed},
    signin, t,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/mon-compte/appareils/{session}/fermer", Access::SignedIn, close_one),
        Route::post("/mon-compte/appareils/fermer", Access::SignedIn, close_all),
    ]
}

/// Tells the other rooms that someone came in from a device that was not known.
pub(crate) fn tell(cx: &mut Cx, person: i64, session: i64) -> Result<(), Problem> {
    let event = NewDeviceV1 { person, session };
    Ok(jobs::emit(cx.tx, NewDeviceV1::NAME, &event, cx.now)?)
}

/// The devices of the person, on their account.
pub(crate) fn card(cx: &mut Cx) -> Result<Markup, Problem> {
    let lang = cx.lang();
    let (person, current) = (cx.actor()?.person, cx.actor()?.session);
    let devices = session::store::of(cx.tx, person, cx.now)?;
    let columns = [
        Column::words(t::device(lang)),
        Column::words(t::opened(lang)),
        Column::words(t::last_seen(lang)),
        Column::words(t::action(lang)),
    ];
    let rows: Vec<_> = devices.iter().map(|listed| row(cx, listed, current)).collect();
    let others = devices.iter().any(|listed| listed.is_new && listed.id != current);
    Ok(html! {
        section.card.stack #appareils {
            (ui::cards_table(t::devices(lang), &columns, &rows))
            @if others { p.muted { (t::device_not_mine(lang)) } }
            form method="post" action="/mon-compte/appareils/fermer" data-sign-out {
                (cx.hidden())
                button.act.danger { (t::sign_out_everywhere(lang)) }
            }
        }
    })
}

fn row(cx: &Cx, listed: &Listed, current: i64) -> Vec<Markup> {
    let lang = cx.lang();
    let when = |at| dates::when(lang, at, cx.now, &cx.app.place);
    let device = html! {
        (device_words(lang, &listed.device))
        @if listed.shared { " " (ui::tag("quiet", t::device_shared(lang))) }
        @if listed.is_new && listed.id != current { " " (ui::tag("attention", t::device_new(lang))) }
    };
    let action = html! {
        @if listed.id == current { (ui::tag("done", t::this_device(lang))) }
        @else {
            form method="post" action={ "/mon-compte/appareils/" (listed.id) "/fermer" } {
                (cx.hidden())
                button.act data-size="sm" { (t::close_device(lang)) }
            }
        }
    };
    let (opened, seen) = (when(listed.created), when(listed.seen));
    vec![device, html! { (opened) }, html! { (seen) }, action]
}

/// A device in words, such as « Firefox sur Android ».
pub(crate) fn device_words(lang: Lang, device: &str) -> String {
    match device.split_once('/') {
        Some((browser, system)) if !browser.is_empty() && !system.is_empty() => {
            t::browser_on(lang, browser, system)
        }
        Some((browser, system)) if !(browser.is_empty() && system.is_empty()) => {
            format!("{browser}{system}")
        }
        _ => t::unknown_device(lang).to_owned(),
    }
}

fn close_one(cx: &mut Cx) -> Outcome {
    let (person, session) = (cx.actor()?.person, cx.param_id("session")?);
    if !session::store::close(cx.tx, person, session)? {
        return Err(Problem::not_found());
    }
    Ok(Reply::see_other("/mon-compte").saying(t::device_closed(cx.lang())))
}

/// Every session ends, this one too, and no device is known any more.
fn close_all(cx: &mut Cx) -> Outcome {
    let person = cx.actor()?.person;
    session::store::close_all(cx.tx, person, 0)?;
    signin::store::forget_devices(cx.tx, person)?;
    note(cx, person, "identity.sessions.close")?;
    let reply = Reply::see_other("/connexion").closing_session();
    Ok(reply.saying(t::signed_out_everywhere(cx.lang())))
}
