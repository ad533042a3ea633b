//! The week of a guardian's children: one mail on the day they chose, for those who asked. It counts,
//! and names nobody; the page it leads to shows each child.

use courier::{Channel, Letter};
use db::{DbError, Tx};
use kernel::{Day, Instant, Lang, Role};
use today::api::Week;
use web::App;

use crate::{
    digest::{WORTH_SECONDS, reader},
    kind::Topic,
    store, t,
};

/// Sums a person's week up, if they asked for it and this is their day.
pub(crate) fn sum_up(
    tx: &mut Tx,
    app: &App,
    person: i64,
    today: Day,
    now: Instant,
) -> Result<(), DbError> {
    if !store::is_on(tx, person, Topic::Week, Channel::Mail)?
        || store::week_day_of(tx, person)? != i64::from(today.weekday())
    {
        return Ok(());
    }
    let Some((to, actor)) = reader(tx, person, today)? else { return Ok(()) };
    if !actor.is(Role::Guardian) {
        return Ok(());
    }
    let lines = lines(actor.lang, today::api::week(tx, &actor, today)?);
    if lines.is_empty() {
        return Ok(());
    }
    let letter = Letter {
        to: &to,
        subject: t::week_subject(actor.lang),
        text: &t::week_letter(actor.lang, &lines.join("\n"), &app.public_url),
        key: &format!("notices.week.{person}.{}", today.0),
        about: 0,
        worth_seconds: WORTH_SECONDS,
    };
    app.courier.send(tx, &letter, now)?;
    Ok(())
}

/// One line for each kind of thing there is.
fn lines(lang: Lang, week: Week) -> Vec<String> {
    let says = |count: i64, words: fn(Lang, i64) -> String| (count > 0).then(|| words(lang, count));
    let lines = [
        says(week.lessons, t::week_lessons),
        says(week.works, t::week_works),
        says(week.answers, t::week_answers),
    ];
    lines.into_iter().flatten().collect()
}
