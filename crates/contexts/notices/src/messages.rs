//! What leaves the house, for its operator: by which ways, what did not get through, and each text
//! message with what it costs.

use courier::{Channel, Letter, To, sms};
use kernel::{Day, Lang, Role};
use maud::{Markup, html};
use web::{
    Access, App, Cx, Outcome, Page, Problem, Reply, Route,
    ui::{self, Column},
};

use crate::{kind::Kind, pages, t, tell};

/// Where the page is.
pub(crate) const PATH: &str = "/avis/messages";
/// Where a trial leaves from.
const TRY: &str = "/avis/messages/essai";
/// A trial is of no use later, in seconds.
const TRIAL_SECONDS: i64 = 30 * 60;
/// What did not get through since then is shown.
const SINCE_SECONDS: i64 = 2 * 24 * 3_600;

pub(crate) fn routes() -> Vec<Route> {
    let operators = Access::Role(&[Role::Operator]);
    vec![Route::get(PATH, operators, open), Route::post(TRY, operators, send_trial)]
}

/// On « Mes avis »: the way to the page.
pub(crate) fn link(cx: &Cx) -> Markup {
    let is_operator = cx.visitor.as_ref().is_some_and(|actor| actor.is(Role::Operator));
    html! {
        @if is_operator { p { a.act href=(PATH) { (ui::icon("send")) (t::messages_open(cx.lang())) } } }
    }
}

fn open(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let ways = ways(cx)?;
    let stuck = stuck(cx)?;
    let trial = trial(cx)?;
    let main = html! {
        (ui::back(pages::PATH, t::notices(lang)))
        (ui::title(t::messages(lang), t::messages_under(lang)))
        section.card.stack aria-labelledby="moyens" {
            h2 #moyens { (t::messages_ways(lang)) }
            (ways)
            (trial)
        }
        section.card.stack aria-labelledby="restes" {
            h2 #restes { (t::messages_stuck(lang)) }
            (stuck)
        }
        section.card.stack {
            (ui::cards_table(t::messages_sms(lang), &columns(lang), &rows(lang, cx.app, cx.today())))
            p.muted { (t::messages_sms_under(lang)) }
        }
    };
    Ok(Page::narrow(t::messages(lang), main).into())
}

fn way(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => t::way_mail(lang),
        Channel::Sms => t::way_sms(lang),
        Channel::Push => t::way_push(lang),
    }
}

fn ways(cx: &mut Cx) -> Result<Markup, Problem> {
    let (lang, courier) = (cx.lang(), cx.app.courier.clone());
    let spent = courier::spent(cx.tx, cx.now)?;
    let state = |channel| match channel {
        _ if !courier.has(channel) => html! { (ui::tag("quiet", t::way_off(lang))) },
        Channel::Sms => {
            let most = courier.sms().map_or(0, |sms| sms.segments_a_day);
            html! { (ui::tag("done", t::way_on(lang))) " " (t::way_spent(lang, spent, most)) }
        }
        Channel::Mail | Channel::Push => html! { (ui::tag("done", t::way_on(lang))) },
    };
    let facts = Channel::ALL.map(|channel| (way(lang, channel), state(channel)));
    Ok(ui::facts(&facts))
}

/// Where a trial goes: wherever the operator is reached themselves, and what it is about.
fn recipients(cx: &mut Cx) -> Result<Vec<(To, i64)>, Problem> {
    let (person, courier) = (cx.actor()?.person, cx.app.courier.clone());
    let contacts = identity::api::contacts_of(cx.tx, person)?.into_iter().map(|to| (to, 0));
    let told = identity::api::told_devices(cx.tx, person, cx.now)?.into_iter();
    let devices = told.map(|(session, at)| (To::Push(at), session));
    Ok(contacts.chain(devices).filter(|(to, _)| courier.has(to.channel())).collect())
}

fn trial(cx: &mut Cx) -> Result<Markup, Problem> {
    let lang = cx.lang();
    if recipients(cx)?.is_empty() {
        return Ok(html! {
            p.muted { (t::trial_nowhere(lang)) }
            p { a href="/mon-compte/coordonnees" { (t::to_contacts(lang)) } }
        });
    }
    Ok(html! {
        form method="post" action=(TRY) {
            (cx.hidden())
            button.act { (ui::icon("send")) (t::trial_send(lang)) }
        }
    })
}

fn send_trial(cx: &mut Cx) -> Outcome {
    let (lang, once) = (cx.lang(), cx.incoming.once()?.to_owned());
    for (at, (to, about)) in recipients(cx)?.iter().enumerate() {
        let letter = Letter {
            to,
            subject: t::trial_subject(lang),
            text: t::trial(lang),
            key: &format!("notices.trial.{once}.{at}"),
            about: *about,
            worth_seconds: TRIAL_SECONDS,
        };
        cx.app.courier.send(cx.tx, &letter, cx.now)?;
    }
    Ok(Reply::see_other(PATH).saying(t::trial_sent(lang)))
}

fn stuck(cx: &mut Cx) -> Result<Markup, Problem> {
    let lang = cx.lang();
    let stuck = courier::stuck(cx.tx, cx.now.plus_seconds(-SINCE_SECONDS))?;
    Ok(html! {
        @if stuck.is_empty() { p { (t::messages_none_stuck(lang)) } }
        @else {
            ul {
                @for one in &stuck {
                    @let by = Channel::from_code(&one.channel).map_or("", |channel| way(lang, channel));
                    li { (t::messages_stuck_by(lang, by, &t::messages_stuck_count(lang, one.letters))) " " span lang="en" { "(" (one.reason) ")" } }
                }
            }
            p.muted { (t::messages_stuck_under(lang)) }
        }
    })
}

fn columns(lang: Lang) -> [Column<'static>; 3] {
    [
        Column::words(t::sms_text(lang)),
        Column::words(t::sms_language(lang)),
        Column::numbers(t::sms_segments(lang)),
    ]
}

fn rows(lang: Lang, app: &App, today: Day) -> Vec<Vec<Markup>> {
    let of = |written: Lang, name: &'static str| {
        texts(written, &app.public_url, today).into_iter().map(move |text| {
            let text = sms::plain(&text);
            let segments = sms::size(&text).segments;
            vec![
                html! { span lang=(written.tag()) dir=(written.direction()) { (text) } },
                html! { (name) },
                html! { (segments) },
            ]
        })
    };
    let french = of(Lang::Fr, t::sms_french(lang));
    french
        .chain(of(Lang::En, t::sms_english(lang)))
        .chain(of(Lang::Ar, t::sms_arabic(lang)))
        .collect()
}

/// Every text message of the program, as it would leave today.
fn texts(lang: Lang, public_url: &str, today: Day) -> Vec<String> {
    let of_notice = |kind: Kind| {
        kind.topic().filter(|topic| topic.ways().contains(&Channel::Sms))?;
        let said = tell::words(lang, kind, i64::from(today.plus(90).0), today);
        Some(t::sms(lang, &said.title, public_url))
    };
    let notices = Kind::ALL.into_iter().filter_map(of_notice);
    let trial = [t::trial(lang).to_owned()];
    notices.chain(identity::api::text_messages(lang, public_url)).chain(trial).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_message_takes_one_segment_or_two_of_seven_bits_and_three_at_most_in_arabic() {
        let today = Day::new(2026, 9, 30).unwrap();
        for lang in [Lang::Fr, Lang::En] {
            let texts = texts(lang, "https://ecoles.loire-atlantique.exemple.fr", today);
            assert_eq!(texts.len(), 9);
            for text in texts {
                let size = sms::size(&sms::plain(&text));
                assert!((1..=2).contains(&size.segments), "{}: {text}", size.segments);
                assert_eq!(size.alphabet, sms::Alphabet::Gsm7, "{text}");
            }
        }
        for text in texts(Lang::Ar, "https://ecoles.loire-atlantique.exemple.fr", today) {
            let size = sms::size(&sms::plain(&text));
            assert!((1..=3).contains(&size.segments), "{}: {text}", size.segments);
        }
    }
}
