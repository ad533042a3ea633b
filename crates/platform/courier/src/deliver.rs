//! Handing over what waits: letters are claimed in one transaction, handed over outside any, and
//! what became of them is noted in another. A crash between leads to a second try: at least once.

use std::time::Duration;

use db::{Db, DbError, Tx};
use kernel::{Clock, Instant};
use tokio::time::{MissedTickBehavior, interval};

use crate::{
    Channel, Courier, gateway, outbox,
    outbox::{Claimed, Undelivered},
    smtp,
};

/// How often the outbox is looked at.
const EVERY: Duration = Duration::from_secs(2);
/// Letters handed over in one go, so that an urgent one does not wait behind many.
const AT_ONCE: i64 = 20;

/// Hands over what is due at an instant; how many letters were tried.
///
/// # Errors
/// When the outbox cannot be read or written. A letter's own trouble is noted with the letter.
pub async fn round(db: &Db, courier: &Courier, now: Instant) -> Result<usize, DbError> {
    let (mail, sms, push) = tokio::join!(
        channel_round(db, courier, Channel::Mail, now),
        channel_round(db, courier, Channel::Sms, now),
        channel_round(db, courier, Channel::Push, now),
    );
    Ok(mail? + sms? + push?)
}

async fn channel_round(
    db: &Db,
    courier: &Courier,
    channel: Channel,
    now: Instant,
) -> Result<usize, DbError> {
    let key = courier.0.key.clone();
    let claim = move |tx: &mut Tx<'_>| {
        let letters = outbox::claim(tx, &key, channel, AT_ONCE, now)?;
        let spent = if letters.is_empty() { 0 } else { outbox::spent(tx, now)? };
        Ok::<_, DbError>((letters, spent))
    };
    let (letters, spent) = db.write(claim).await?;
    if letters.is_empty() {
        return Ok(0);
    }
    let (sender, claimed) = (courier.clone(), letters.clone());
    let handed = tokio::task::spawn_blocking(move || {
        hand_over(&sender, channel, &claimed, Day { now, spent })
    })
    .await;
    let outcomes = handed.unwrap_or_else(|_panicked| {
        letters.iter().map(|_| Err(Undelivered::Later("the program failed".to_owned()))).collect()
    });
    let tried = letters.len();
    for (letter, outcome) in letters.iter().zip(&outcomes) {
        match outcome {
            Ok(()) => tracing::info!(letter = letter.id, channel = channel.code(), "handed over"),
            Err(Undelivered::Later(why)) => {
                tracing::warn!(
                    letter = letter.id,
                    channel = channel.code(),
                    why,
                    "not handed over yet"
                );
            }
            Err(Undelivered::Never(why)) => {
                tracing::warn!(letter = letter.id, channel = channel.code(), why, "refused");
            }
        }
    }
    db.write(move |tx: &mut Tx<'_>| {
        let mut each = letters.iter().zip(&outcomes);
        each.try_for_each(|(letter, outcome)| outbox::note(tx, letter, outcome, now))
    })
    .await?;
    Ok(tried)
}

/// When letters are handed over, and what that day cost so far.
#[derive(Clone, Copy)]
struct Day {
    now: Instant,
    spent: i64,
}

fn hand_over(
    courier: &Courier,
    channel: Channel,
    letters: &[Claimed],
    Day { now, spent }: Day,
) -> Vec<Result<(), Undelivered>> {
    let handed = match channel {
        Channel::Mail => courier.mail().map(|settings| smtp::send(settings, letters)),
        Channel::Sms => courier.sms().map(|settings| gateway::send_all(settings, letters, spent)),
        Channel::Push => {
            courier.0.push.as_ref().map(|push| push.send_all(letters, &courier.0.entropy, now))
        }
    };
    handed.unwrap_or_else(|| {
        letters
            .iter()
            .map(|_| Err(Undelivered::Later("this way is not set up".to_owned())))
            .collect()
    })
}

/// Hands letters over as they fall due, for as long as the program lives. Each way has its own
/// turn: a gateway that hangs holds up no mail.
pub async fn serve(db: Db, courier: Courier, clock: Clock) {
    tokio::join!(
        serve_channel(&db, &courier, &clock, Channel::Mail),
        serve_channel(&db, &courier, &clock, Channel::Sms),
        serve_channel(&db, &courier, &clock, Channel::Push),
    );
}

async fn serve_channel(db: &Db, courier: &Courier, clock: &Clock, channel: Channel) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        match channel_round(db, courier, channel, clock.now()).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(%error, "the outbox could not be worked on"),
        }
        ticks.tick().await;
    }
}
