//! Reading a table and applying it, outside any request: in pieces, so that nobody waits long.

use std::collections::{BTreeMap, BTreeSet};

use db::{DbError, Tx, journal};
use directory::{
    api,
    feed::{self, FeedError, Limits, Sheet},
};
use kernel::{Actor, Instant, Target};
use web::App;

use crate::{
    device::{
        Device, Said, serial,
        store::{self as devices, By, Hand},
    },
    import::{
        Wanted, Why, columns,
        decide::{self, Inventory, Schools},
        read::{self, Read},
        sample::Sample,
        store::{self, Import, ToDo},
    },
    rights,
};

/// Lines kept in one transaction.
const KEPT_AT_ONCE: usize = 1_000;
/// Lines done in one transaction.
const DONE_AT_ONCE: i64 = 250;
/// Lines of one table.
const LINES_MAX: usize = 50_000;

/// Why a table cannot be read.
enum Unread {
    /// What it is, for the key of the sentence that says it.
    Because(&'static str),
    Db(DbError),
}

impl From<DbError> for Unread {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

/// Reads a table and keeps what becomes of each line.
pub(super) fn compare(app: &App, import: &Import, actor: &Actor) {
    let outcome = match compared(app, import, actor) {
        Ok(()) => return,
        Err(Unread::Because(why)) => why,
        Err(Unread::Db(error)) => {
            tracing::error!(%error, import = import.id, "a table was not compared");
            "internal"
        }
    };
    let id = import.id;
    let kept: Result<(), DbError> = app.db.write_blocking(move |tx| store::fail(tx, id, outcome));
    if let Err(error) = kept {
        tracing::error!(%error, import = id, "the outcome of an import was not kept");
    }
}

fn compared(app: &App, import: &Import, actor: &Actor) -> Result<(), Unread> {
    let sheets = sheets(app, import)?;
    let said = said_before(app, &sheets)?;
    let mut lines: Vec<Read> = Vec::new();
    let mut titles = BTreeSet::new();
    for (read, unread) in sheets.iter().filter_map(|sheet| read::sheet(sheet, &said)) {
        lines.extend(read);
        titles.extend(unread);
    }
    if lines.is_empty() {
        let sample = sheets.first().map(Sample::of).filter(|sample| !sample.lines.is_empty());
        if let Some(sample) = sample {
            let (id, sample) = (import.id, sample.written()?);
            app.db.write_blocking(move |tx| store::keep_sample(tx, id, &sample))?;
        }
        return Err(Unread::Because("no-titles"));
    }
    if lines.len() > LINES_MAX {
        return Err(Unread::Because("too-long"));
    }
    let rows = {
        let (chosen, actor, numbers) = (import.org, actor.clone(), Numbers::of(&lines));
        let (inventory, by_uai) = app.db.read_blocking(move |tx| {
            Ok::<_, DbError>((numbers.inventory(tx)?, api::schools_by_uai(tx)?))
        })?;
        let keeps = |org| rights::keeps(&actor, org);
        decide::all(&lines, &inventory, &Schools { by_uai: &by_uai, chosen, keeps: &keeps })
    };
    let (id, titles) = (import.id, titles.into_iter().collect::<Vec<_>>().join(" · "));
    for some in rows.chunks(KEPT_AT_ONCE) {
        let some = some.to_vec();
        app.db.write_blocking(move |tx| store::add_rows(tx, id, &some))?;
    }
    app.db.write_blocking(move |tx| {
        store::keep_titles(tx, id, &titles)?;
        store::turn(tx, id, "reading", "waiting").map(drop)
    })?;
    Ok(())
}

/// What was said before of the columns of these sheets.
fn said_before(app: &App, sheets: &[Sheet]) -> Result<columns::Said, DbError> {
    let lines = sheets.iter().flat_map(|sheet| sheet.lines.iter().take(columns::ABOVE));
    let mut keys: Vec<String> =
        lines.map(|line| columns::key(line.cells.iter().map(String::as_str))).collect();
    keys.sort();
    keys.dedup();
    app.db.read_blocking(move |tx| store::mappings(tx, &keys))
}

fn sheets(app: &App, import: &Import) -> Result<Vec<Sheet>, Unread> {
    let id = import.id;
    let gone = |error: String| {
        tracing::error!(error, import = id, "a table could not be opened");
        Unread::Because("internal")
    };
    let folder = tempfile::tempdir().map_err(|error| gone(error.to_string()))?;
    let place = folder.path().join("table");
    let path =
        directory::import::bring(&app.files, &place, &import.name, &import.hash).map_err(gone)?;
    feed::sheets(&[path], &Limits::default()).map_err(|error| {
        Unread::Because(match error {
            FeedError::Nothing { .. } => "nothing",
            FeedError::Damaged { damage: feed::Damage::TwiceEncoded, .. } => "twice-encoded",
            _ => "damaged",
        })
    })
}

/// The numbers of a table, by which its devices are found.
struct Numbers {
    serials: Vec<String>,
    looks: Vec<String>,
    tags: Vec<String>,
}

impl Numbers {
    fn of(lines: &[Read]) -> Self {
        let serials: Vec<String> = lines
            .iter()
            .filter_map(|line| line.serial.as_ref().ok()?.as_ref())
            .map(|number| number.key.clone())
            .collect();
        let tags = lines.iter().filter_map(|line| line.tag.as_ref()).map(|tag| tag.key.clone());
        Self {
            looks: serials.iter().map(|key| serial::look(key)).collect(),
            tags: tags.collect(),
            serials,
        }
    }

    fn inventory(&self, tx: &mut Tx) -> Result<Inventory, DbError> {
        let mut inventory = Inventory::default();
        let ways = [(By::Serial, &self.serials), (By::Look, &self.looks), (By::Tag, &self.tags)];
        for (by, keys) in ways {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            inventory.add(devices::known(tx, by, &keys)?);
        }
        Ok(inventory)
    }
}

/// Applies a table as it was previewed, piece by piece. A line about which something changed since
/// is left out and says so. Stopped in the middle, it goes on where it was.
pub(super) fn apply(app: &App, id: i64, actor: &Actor) {
    loop {
        let (now, actor) = (app.clock.now(), actor.clone());
        let piece = app.db.write_blocking(move |tx| some(tx, id, &actor, now));
        match piece {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                tracing::error!(%error, import = id, "an import was cut short");
                return;
            }
        }
    }
}

/// Does some lines; whether there may be more.
fn some(tx: &mut Tx, id: i64, actor: &Actor, now: Instant) -> Result<bool, DbError> {
    let rows = store::to_do(tx, id, DONE_AT_ONCE)?;
    if rows.is_empty() {
        store::turn(tx, id, "applying", "done")?;
        return Ok(false);
    }
    let by = Hand { person: Some(actor.person), now };
    let mut touched: BTreeMap<i64, i64> = BTreeMap::new();
    for row in &rows {
        match applied(tx, row, actor, by)? {
            Some((device, org)) => {
                store::done(tx, row.id, device)?;
                touched.entry(org).or_insert(device);
            }
            None => store::leave_out(tx, row.id, Why::Changed.code())?,
        }
    }
    for (org, device) in touched {
        let entry = journal::Entry {
            at: now,
            person: by.person,
            action: "equipment.device.import",
            object: device,
            scope: Target::org(org),
        };
        journal::write(tx, &entry)?;
    }
    Ok(true)
}

/// Does a line; its device and its school, or nothing when it is not as it was.
fn applied(
    tx: &mut Tx,
    row: &ToDo,
    actor: &Actor,
    by: Hand,
) -> Result<Option<(i64, i64)>, DbError> {
    let before = match row.device {
        Some(id) => devices::device(tx, id)?,
        None => None,
    };
    let kept = |org| rights::keeps(actor, org);
    let said = said(&row.wanted, before.as_ref());
    let is_theirs = kept(said.org) && before.as_ref().is_none_or(|before| kept(before.said.org));
    if !is_theirs || is_taken(tx, &said, before.as_ref())? {
        return Ok(None);
    }
    match &before {
        Some(before) => {
            devices::change(tx, before, &said, by)?;
            Ok(Some((before.id, said.org)))
        }
        None => Ok(Some((devices::add(tx, &said, by)?, said.org))),
    }
}

fn said(wanted: &Wanted, before: Option<&Device>) -> Said {
    before.map_or_else(|| wanted.said.clone(), |before| wanted.over(&before.said))
}

/// Whether another device has one of the numbers.
fn is_taken(tx: &mut Tx, said: &Said, before: Option<&Device>) -> Result<bool, DbError> {
    let (serial, tag) = (serial::key(&said.serial), serial::key(&said.tag));
    let is_other = |device: &Device| before.is_none_or(|before| before.id != device.id);
    let by_serial = devices::known(tx, By::Serial, &[&serial])?;
    let by_tag = devices::known(tx, By::Tag, &[&tag])?;
    Ok((!serial.is_empty() && by_serial.iter().any(is_other))
        || (!tag.is_empty()
            && by_tag.iter().any(|device| is_other(device) && device.said.org == said.org)))
}
