//! The summary of the day: one mail at six in the evening on days of school, for those to whom
//! something happened. It counts, and names nobody.

use courier::{Channel, Letter, To};
use db::{DbError, Tx};
use directory::api::school_year_of;
use kernel::{Actor, Day, Instant, Lang, LocalTime, SchoolYear};
use today::api::News;
use web::App;

use crate::{kind::Topic, rest, store, t, week};

/// When summaries leave.
const FROM: LocalTime = LocalTime(18 * 60);
/// After this nothing is begun: a program that was down does not write at night.
const TO: LocalTime = LocalTime(20 * 60);
/// A summary is worth sending until the next morning.
pub(crate) const WORTH_SECONDS: i64 = 12 * 3_600;
/// Days without school are never so many in a row.
const FAR: i32 = 70;
/// People looked at in one transaction.
const AT_ONCE: i64 = 25;

/// Looks at some of the people whose summary is due; whether there may be more.
pub(crate) fn round(tx: &mut Tx, app: &App, now: Instant) -> Result<bool, DbError> {
    let (today, time) = app.place.local(now);
    let is_time = FROM <= time && time < TO;
    if !is_time || !app.courier.has(Channel::Mail) {
        return Ok(false);
    }
    let year = school_year_of(tx, app.zone, today)?;
    if rest::is_quiet_day(today, &year) {
        return Ok(false);
    }
    let after = store::digest_after(tx, today)?.unwrap_or(0);
    let people = identity::api::reached_by_mail(tx, after, AT_ONCE)?;
    let Some(last) = people.last() else { return Ok(false) };
    let since = since(tx, app, today, &year)?;
    for person in &people {
        sum_up(tx, app, *person, (since, today), now)?;
        week::sum_up(tx, app, *person, today, now)?;
    }
    store::set_digest_after(tx, today, *last)?;
    Ok(true)
}

/// Since the same time on the last day of school.
fn since(tx: &mut Tx, app: &App, today: Day, year: &SchoolYear) -> Result<Instant, DbError> {
    // In September the last day of school is of the year before.
    let before = school_year_of(tx, app.zone, today.plus(-FAR))?;
    let has_class = |day: &Day| [year, &before].iter().any(|year| !rest::is_quiet_day(*day, year));
    let last = (1..=FAR).map(|back| today.plus(-back)).find(has_class);
    Ok(app.place.instant(last.unwrap_or(today.plus(-1)), FROM))
}

fn sum_up(
    tx: &mut Tx,
    app: &App,
    person: i64,
    (since, today): (Instant, Day),
    now: Instant,
) -> Result<(), DbError> {
    if !store::is_on(tx, person, Topic::Day, Channel::Mail)? {
        return Ok(());
    }
    let Some((to, actor)) = reader(tx, person, today)? else { return Ok(()) };
    let lang = actor.lang;
    let news = today::api::news(tx, &actor, since, today)?;
    let lines = lines(lang, news);
    if lines.is_empty() {
        return Ok(());
    }
    let key = format!("notices.digest.{person}.{}", today.0);
    let letter = Letter {
        to: &to,
        subject: t::digest_subject(lang),
        text: &t::digest(lang, &lines.join("\n"), &app.public_url),
        key: &key,
        about: 0,
        worth_seconds: WORTH_SECONDS,
    };
    app.courier.send(tx, &letter, now)?;
    Ok(())
}

/// Where a person reads their mail, and who they are on a day.
pub(crate) fn reader(tx: &mut Tx, person: i64, today: Day) -> Result<Option<(To, Actor)>, DbError> {
    let contacts = identity::api::contacts_of(tx, person)?;
    let Some(to) = contacts.into_iter().find(|to| to.channel() == Channel::Mail) else {
        return Ok(None);
    };
    let lang = identity::api::language_of(tx, person)?.unwrap_or_default();
    Ok(Some((to, Actor::new(person, 0, lang, directory::api::ties(tx, person, today)?))))
}

/// One line for each kind of news there is.
fn lines(lang: Lang, news: News) -> Vec<String> {
    let says = |count: i64, words: fn(Lang, i64) -> String| (count > 0).then(|| words(lang, count));
    let lines = [
        says(news.works, t::digest_works),
        says(news.answers, t::digest_answers),
        says(news.to_read, t::digest_to_read),
    ];
    lines.into_iter().flatten().collect()
}
