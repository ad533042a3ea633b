//! What the house does by itself: contents that nothing refers to any more are removed, people
//! are told what concerns them.

use std::{path::PathBuf, time::Duration};

use db::{DbError, Tx};
use directory::inbox::Watch;
use files::Hash;
use kernel::{Clock, Instant, LocalTime};
use tokio::time::{MissedTickBehavior, interval};
use web::App;

use crate::{config::inbox::Inbox, disk::Space, house};

/// How often the files are looked at.
const EVERY: Duration = Duration::from_secs(6 * 3600);
/// What was stored this recently may not be referred to yet.
const LEFT_ALONE_SECONDS: i64 = 24 * 3600;

/// Looks after the files for as long as the program lives.
pub(crate) async fn look_after_files(app: App) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let app = app.clone();
        if let Err(error) = tokio::task::spawn_blocking(move || sweep(&app)).await {
            tracing::error!(%error, "the files could not be looked after");
        }
    }
}

/// How often what is to be told is looked at.
const TELL_EVERY: Duration = Duration::from_secs(3);

/// Tells people what concerns them for as long as the program lives.
pub(crate) async fn tell_people(app: App) {
    let mut ticks = interval(TELL_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let telling = app.clone();
        match app.db.write(move |tx: &mut Tx<'_>| notices::api::round(tx, &telling)).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "people could not be told"),
        }
        ticks.tick().await;
    }
}

/// How often it is looked whether a calendar of another program is to be read again.
const CALENDARS_EVERY: Duration = Duration::from_secs(60);

/// Reads the calendars of other programs whose turn it is for as long as the program lives.
pub(crate) async fn read_calendars(app: App) {
    let mut ticks = interval(CALENDARS_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        match courses::api::read_calendars(&app).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "calendars could not be read"),
        }
        ticks.tick().await;
    }
}

/// How often it is looked whether the night's counting is to be done.
const COUNT_EVERY: Duration = Duration::from_secs(60);
/// When the night's counting begins, on the clocks of the territory.
const COUNTED_FROM: LocalTime = LocalTime(60);

/// Counts, each night, what every room counts of the life of schools, a month at a time.
pub(crate) async fn count_the_life_of_schools(app: App) {
    let mut ticks = interval(COUNT_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let counting = app.clone();
        let counted = tokio::task::spawn_blocking(move || {
            let indicators = house::indicators();
            let since = last_night(&counting);
            while programme::api::knowing::count_month(&counting, &indicators, since)? {}
            Ok::<_, DbError>(())
        });
        match counted.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the life of schools could not be counted"),
            Err(error) => tracing::error!(%error, "the life of schools is not counted any more"),
        }
    }
}

/// When the counting of the last night began.
fn last_night(app: &App) -> Instant {
    let (today, time) = app.place.local(app.clock.now());
    let day = if time < COUNTED_FROM { today.plus(-1) } else { today };
    app.place.instant(day, COUNTED_FROM)
}

/// Receives what is put in the watched folder for as long as the program lives.
pub(crate) async fn watch_the_inbox(app: App, inbox: Inbox) {
    let mut ticks = interval(inbox.every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut watch = Watch::new(inbox.folder.clone(), &app.entropy);
    loop {
        ticks.tick().await;
        if !inbox.is_watched_at(app.place.local(app.clock.now()).1) {
            continue;
        }
        let looking = app.clone();
        let looked = tokio::task::spawn_blocking(move || {
            let outcome = watch.look(&looking);
            (watch, outcome)
        });
        let Ok((back, outcome)) = looked.await else {
            tracing::error!("the watched folder is not looked at any more");
            return;
        };
        watch = back;
        match outcome {
            Ok(0) => {}
            Ok(received) => tracing::info!(received, "deliveries of the watched folder"),
            Err(error) => tracing::warn!(%error, "the watched folder could not be looked at"),
        }
    }
}

/// How often the disk is looked at.
const DISK_EVERY: Duration = Duration::from_secs(60);

/// Says that the disk is nearly full while there is still time: in the log, in the metrics, and to
/// the operator on every page.
pub(crate) async fn watch_the_disk(app: App, data: PathBuf) {
    let mut ticks = interval(DISK_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let Ok(space) = Space::of(&data) else { continue };
        if space.is_low() && !app.meters().is_disk_low() {
            tracing::warn!(megabytes = space.free / 1_000_000, "the disk is nearly full");
        }
        app.meters().set_disk_low(space.is_low());
    }
}

fn sweep(app: &App) {
    // Files are dated by the machine's clock, also in a demonstration.
    let older_than = Clock::System.now().plus_seconds(-LEFT_ALONE_SECONDS);
    match app.files.sweep(older_than, |hash| is_kept(app, hash)) {
        Ok(swept) if swept.orphans + swept.leftovers > 0 => {
            tracing::info!(removed = swept.orphans + swept.leftovers, "files nothing refers to");
        }
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "the files could not be looked after"),
    }
}

/// Whether a room still refers to a content; in doubt it is kept.
fn is_kept(app: &App, hash: &Hash) -> bool {
    let (modules, hash) = (app.clone(), hash.to_string());
    let kept = app.db.read_blocking(move |tx| -> Result<bool, DbError> {
        for keeps in modules.modules.iter().filter_map(|module| module.keeps_file) {
            if keeps(tx, &hash)? {
                return Ok(true);
            }
        }
        Ok(false)
    });
    kept.unwrap_or(true)
}
