//! Reading a calendar, outside any transaction, and taking in what it says.

use std::io::Read;

use db::{DbError, Tx};
use directory::api::school_year_of;
use files::Hash;
use kernel::{Instant, SchoolYear};
use sha2::{Digest, Sha256};
use web::App;

use crate::calendar::{
    Columns, Found, LARGEST, Refusal, Sample, plan,
    plan::Planned,
    read,
    store::{self, Calendar},
    take_in::take_in,
    weekly::{self, Reading},
};

/// An address is read again after so long.
const AGAIN_SECONDS: i64 = 6 * 3_600;

/// Reads the address whose turn it is; whether there was one.
///
/// # Errors
/// When the database fails. A calendar's own trouble is noted with it.
pub(crate) async fn round(app: &App) -> Result<bool, DbError> {
    let now = app.clock.now();
    let take = move |tx: &mut Tx<'_>| store::take_due(tx, now, next(now));
    let Some(calendar) = app.db.write(take).await? else { return Ok(false) };
    fetch(app, calendar).await?;
    Ok(true)
}

/// When an address that is read now is read again.
pub(crate) const fn next(now: Instant) -> Instant {
    now.plus_seconds(AGAIN_SECONDS)
}

/// Reads the address of a calendar now.
pub(crate) async fn fetch(app: &App, calendar: Calendar) -> Result<Planned, DbError> {
    let (courier, address) = (app.courier.clone(), calendar.address.clone().unwrap_or_default());
    let reading = move || courier.read(&address, LARGEST).map_err(Refusal::from);
    take(app, calendar, reading, None).await
}

/// Reads a file that was sent.
pub(crate) async fn receive(app: &App, calendar: Calendar, sent: Hash) -> Result<Planned, DbError> {
    let files = app.files.clone();
    let reading = move || {
        let (file, length) = files.get(&sent).ok().flatten().ok_or(Refusal::NotOne)?;
        if length > LARGEST {
            return Err(Refusal::TooLarge);
        }
        let mut bytes = Vec::new();
        file.take(LARGEST).read_to_end(&mut bytes).map_err(|_unreadable| Refusal::NotOne)?;
        Ok(bytes)
    };
    take(app, calendar, reading, Some(sent)).await
}

/// What was read: what it says, unless it says what is known already.
enum Heard {
    News(String, Found),
    Nothing,
    /// Its columns must be said first.
    Columns(Sample),
}

/// How a file begins that is an iCalendar file.
const CALENDAR: &[u8] = b"BEGIN:VCALENDAR";
/// Bytes among which that is looked for.
const HEAD: usize = 1_024;

fn is_calendar(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    head.windows(CALENDAR.len()).any(|some| some.eq_ignore_ascii_case(CALENDAR))
}

async fn take(
    app: &App,
    calendar: Calendar,
    reading: impl FnOnce() -> Result<Vec<u8>, Refusal> + Send + 'static,
    file: Option<Hash>,
) -> Result<Planned, DbError> {
    let asked = calendar.clone();
    let (now, today) = (app.clock.now(), app.place.local(app.clock.now()).0);
    let zone = app.zone;
    let (columns, year): (Vec<Columns>, SchoolYear) = app
        .db
        .read(move |tx: &mut Tx<'_>| {
            let columns = store::known_columns(tx, &asked)?;
            Ok::<_, DbError>((columns, school_year_of(tx, zone, today)?))
        })
        .await?;
    let (home, known) = (app.place.clone(), calendar.digest.clone());
    let heard = tokio::task::spawn_blocking(move || {
        let bytes = reading()?;
        let mut digest = Sha256::new();
        digest.update(format!("{year:?}"));
        digest.update(&bytes);
        let digest = kernel::hex(&digest.finalize());
        if digest == known {
            return Ok(Heard::Nothing);
        }
        if is_calendar(&bytes) {
            return read(&bytes, &year, &home).map(|found| Heard::News(digest, found));
        }
        Ok(match weekly::read_export(bytes, &columns, &year)? {
            Reading::Found(found) => Heard::News(digest, found),
            Reading::Columns(sample) => Heard::Columns(sample),
        })
    })
    .await
    .unwrap_or(Err(Refusal::NotOne));
    let id = calendar.id;
    app.db
        .write(move |tx: &mut Tx<'_>| {
            let Some(calendar) = store::get(tx, id)? else { return Ok(Planned::default()) };
            match &heard {
                Err(refusal) => store::refuse(tx, id, *refusal, now)?,
                Ok(Heard::Nothing) => store::note_read(tx, id, now)?,
                Ok(Heard::Columns(sample)) => {
                    store::ask_columns(tx, id, sample, now)?;
                    store::keep_file(tx, id, file.map(|hash| hash.to_string()).as_deref())?;
                }
                Ok(Heard::News(digest, found)) => {
                    let courses = plan::courses(tx, &calendar, today)?;
                    take_in(tx, (id, digest), found, &courses, now)?;
                }
            }
            // Once someone said what its titles are, what changes is planned by itself.
            if store::is_decided(tx, id)? {
                plan::plan(tx, &calendar, today, now)
            } else {
                Ok(Planned::default())
            }
        })
        .await
}
