//! « Prévenir cet appareil »: the browser shows that a notice waits. Asked for on the device, kept
//! with its session, and gone with it.

use identity::api::ADULTS;
use maud::{Markup, html};
use web::{Access, Cx, Outcome, Problem, Reply, Route, ui};

use crate::{pages, t};

/// Where a device is told from now on.
const TELL: &str = "/avis/appareil";
/// Where it is told no more.
const LEAVE: &str = "/avis/appareil/retirer";
/// What the browser runs when a message arrives; the frame of the pages answers it.
const WORKER: &str = "/service.js";
/// The longest subscription that is read.
const LONGEST: usize = 1_500;

pub(crate) fn routes() -> Vec<Route> {
    let adults = Access::Role(&ADULTS);
    vec![Route::post(TELL, adults, tell), Route::post(LEAVE, adults, leave)]
}

fn tell(cx: &mut Cx) -> Outcome {
    let (lang, session) = (cx.lang(), cx.actor()?.session);
    let mut form = cx.form();
    let sent = form.text("abonnement", LONGEST);
    let subscription = cx.app.courier.subscription(&sent).ok_or_else(Problem::malformed)?;
    if !identity::api::is_on_own_device(cx.tx, session)? {
        return Err(Problem::not_found());
    }
    identity::api::tell_device(cx.tx, session, &subscription)?;
    Ok(Reply::see_other(pages::PATH).saying(t::device_told(lang)))
}

fn leave(cx: &mut Cx) -> Outcome {
    let (lang, session) = (cx.lang(), cx.actor()?.session);
    identity::api::leave_device(cx.tx, session)?;
    Ok(Reply::see_other(pages::PATH).saying(t::device_left(lang)))
}

/// On « Mes avis »: whether this device is told, and how to change it.
pub(crate) fn card(cx: &mut Cx) -> Result<Markup, Problem> {
    let (lang, actor) = (cx.lang(), cx.actor()?.clone());
    let Some(key) = cx.app.courier.push_key().filter(|_| identity::api::may_be_reached(cx)) else {
        return Ok(html! {});
    };
    let told = identity::api::told_devices(cx.tx, actor.person, cx.now)?;
    let is_told = told.iter().any(|(session, _)| *session == actor.session);
    let is_own = identity::api::is_on_own_device(cx.tx, actor.session)?;
    Ok(html! {
        section.card.stack aria-labelledby="appareil" {
            h2 #appareil { (t::device(lang)) }
            @if is_told {
                p { (ui::tag("done", t::device_is_told(lang))) }
                form method="post" action=(LEAVE) {
                    (cx.hidden())
                    button.act { (t::device_leave(lang)) }
                }
            } @else if is_own {
                p { (t::device_what(lang)) }
                p.no-js { (t::device_needs_script(lang)) }
                p hidden data-no-push { (t::device_unable(lang)) }
                form.form method="post" action=(TELL) hidden data-island="push"
                    data-key=(key) data-worker=(WORKER)
                    data-refused=(t::device_refused(lang)) data-failed=(t::device_failed(lang)) {
                    (cx.hidden())
                    input type="hidden" name="abonnement" value="";
                    p.error role="alert" hidden data-says {}
                    div.actions { button.act { (ui::icon("bell")) (t::device_tell(lang)) } }
                }
            } @else {
                p { (t::device_what(lang)) }
                p.muted { (t::device_must_stay(lang)) }
            }
        }
    })
}
