//! The watched folder: what is put there is compared as if it had been sent by page, published when
//! it asks for nobody, and otherwise waits for someone on the page of imports.

mod look;
mod store;

use std::{collections::HashMap, ffi::OsString, io, path::PathBuf};

use db::{DbError, Tx};
use events::{Event, directory::ImportWaitingV1};
use files::FileError;
use kernel::{Day, Entropy, Lang};
use web::App;

use self::look::{DONE, Delivery, Print, WRONG};
use crate::{
    import::{Answers, Kind, Report, needs_someone},
    pages::{imports_work as work, store as drafts},
    t,
};

pub(crate) use store::forget_holder;
pub use store::last as last_delivery;

/// The files of one delivery, together.
const LARGEST: u64 = 2 << 30;

/// Why the watched folder was not looked at to the end; what is left in it is for the next time.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// The folder.
    #[error("the watched folder cannot be used: {0}")]
    Folder(#[from] io::Error),
    /// The store of files.
    #[error(transparent)]
    Files(#[from] FileError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Looks at the folder from time to time.
#[derive(Debug)]
pub struct Watch {
    folder: PathBuf,
    /// Who this process is, when several look at the same folder.
    holder: i64,
    /// What was there at the last look.
    seen: HashMap<OsString, Print>,
}

/// What became of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It was put away.
    Received,
    /// It stays for the next look.
    Later,
}

impl Watch {
    /// Prepares to look at a folder.
    pub fn new(folder: PathBuf, entropy: &Entropy) -> Self {
        Self { folder, holder: i64::from_be_bytes(entropy.bytes()), seen: HashMap::new() }
    }

    /// Receives what is whole: what did not change since the last look, or has a file `.fini` or
    /// `.done` beside it. How many deliveries were received. Blocks.
    ///
    /// # Errors
    /// [`InboxError`]: what is left in the folder is for the next time.
    pub fn look(&mut self, app: &App) -> Result<usize, InboxError> {
        let (holder, now) = (self.holder, app.clock.now());
        if !app.db.write_blocking(move |tx| store::hold(tx, holder, now))? {
            return Ok(0);
        }
        let received = self.receive(app);
        app.db.write_blocking(move |tx| store::release(tx, holder))?;
        received
    }

    fn receive(&mut self, app: &App) -> Result<usize, InboxError> {
        let found = look::deliveries(&self.folder)?;
        let now = found.iter().map(|one| (one.name.clone(), one.print)).collect();
        let before = std::mem::replace(&mut self.seen, now);
        let is_whole =
            |one: &&Delivery| one.flag.is_some() || before.get(&one.name) == Some(&one.print);
        let mut received = 0;
        // What cannot be taken now keeps those after it waiting: nights follow one another.
        for delivery in found.iter().filter(is_whole) {
            if self.one(app, delivery)? == Outcome::Received {
                received += 1;
            }
        }
        Ok(received)
    }

    fn one(&self, app: &App, delivery: &Delivery) -> Result<Outcome, InboxError> {
        let key = delivery.key();
        let known = app.db.read_blocking({
            let key = key.clone();
            move |tx| store::import_of(tx, &key)
        })?;
        match known {
            // The program stopped before it was put away.
            Some((_, state)) if state == "published" => {
                return self.put_away(app, delivery, DONE, None);
            }
            Some((import, state)) if state == "compared" => {
                return self.decide(app, delivery, import);
            }
            // The program stopped while it worked on it.
            Some((import, _)) => app.db.write_blocking(move |tx| store::forget(tx, import))?,
            None => {}
        }
        if self.is_to_wait(app, delivery)? {
            return Ok(Outcome::Later);
        }
        if delivery.print.bytes > LARGEST {
            let sentence = t::import_error_too_large(Lang::Fr);
            return self.put_away(app, delivery, WRONG, Some(sentence));
        }
        let files = keep(app, delivery)?;
        let now = app.clock.now();
        let import = app.db.write_blocking(move |tx| {
            let import = drafts::add_draft(tx, drafts::NOBODY, now, &files)?;
            store::name(tx, import, &key)?;
            Ok::<_, DbError>(import)
        })?;
        work::compare(app, import);
        self.decide(app, delivery, import)
    }

    /// AAF deltas follow one another: when someone is awaited for one, the next wait too.
    fn is_to_wait(&self, app: &App, delivery: &Delivery) -> Result<bool, InboxError> {
        let kind = Kind::guess(&[self.folder.join(&delivery.name)]).ok().flatten();
        let is_awaited = |tx: &mut Tx| store::is_someone_awaited(tx, Kind::Aaf);
        Ok(kind == Some(Kind::Aaf) && app.db.read_blocking(is_awaited)?)
    }

    /// Publishes what asks for nobody, and puts the delivery away.
    fn decide(&self, app: &App, delivery: &Delivery, import: i64) -> Result<Outcome, InboxError> {
        let mut draft = draft_of(app, import)?;
        let report = draft.report().filter(|_| draft.state == "compared");
        if let Some(report) = report.filter(|report| !needs_someone(report)) {
            publish(app, import, &report)?;
            draft = draft_of(app, import)?;
        }
        match draft.state.as_str() {
            "published" => self.put_away(app, delivery, DONE, None),
            "compared" => {
                call_someone(app, import)?;
                self.put_away(app, delivery, DONE, None)
            }
            _ => self.fail(app, delivery, &draft),
        }
    }

    /// Something failed: for a while, or for good.
    fn fail(
        &self,
        app: &App,
        delivery: &Delivery,
        draft: &drafts::Draft,
    ) -> Result<Outcome, InboxError> {
        let (import, drafts::Failure { code, detail, .. }) = (draft.id, draft.failure());
        if matches!(code.as_str(), "busy" | "edited" | "interrupted" | "full" | "internal") {
            tracing::info!(import, code, "a delivery will be tried again");
            app.db.write_blocking(move |tx| store::forget(tx, import))?;
            return Ok(Outcome::Later);
        }
        let sentence = t::by_key(Lang::Fr, &format!("import-error-{code}"))
            .unwrap_or_else(|| t::import_error_internal(Lang::Fr));
        call_someone(app, import)?;
        self.put_away(app, delivery, WRONG, Some(&t::inbox_sentence(Lang::Fr, sentence, &detail)))
    }

    fn put_away(
        &self,
        app: &App,
        delivery: &Delivery,
        place: &str,
        sentence: Option<&str>,
    ) -> Result<Outcome, InboxError> {
        look::put_away(&self.folder, delivery, place, today(app), sentence)?;
        Ok(Outcome::Received)
    }
}

/// Tells those who run the territory that an import waits for them.
fn call_someone(app: &App, import: i64) -> Result<(), InboxError> {
    let (now, day) = (app.clock.now(), today(app));
    app.db.write_blocking(move |tx| {
        for person in store::managers(tx, day)? {
            let event = ImportWaitingV1 { person, import };
            jobs::emit(tx, ImportWaitingV1::NAME, &event, now)?;
        }
        Ok::<_, DbError>(())
    })?;
    Ok(())
}

fn today(app: &App) -> Day {
    app.place.local(app.clock.now()).0
}

fn draft_of(app: &App, import: i64) -> Result<drafts::Draft, DbError> {
    app.db.read_blocking(move |tx| drafts::draft(tx, import)?.ok_or(DbError::Missing))
}

fn publish(app: &App, import: i64, report: &Report) -> Result<(), DbError> {
    if app.db.write_blocking(move |tx| drafts::turn(tx, import, "compared", "applying"))? {
        work::publish(app, import, report, Answers::default());
    }
    Ok(())
}

/// Stores the files of a delivery: names and hashes.
fn keep(app: &App, delivery: &Delivery) -> Result<Vec<(String, String)>, InboxError> {
    let now = app.clock.now();
    let mut kept = Vec::with_capacity(delivery.files.len());
    for found in &delivery.files {
        let mut staging = app.files.stage(LARGEST)?;
        io::copy(&mut found.open()?, &mut staging).map_err(FileError::from)?;
        kept.push((found.name.clone(), staging.finish(now)?.hash.to_string()));
    }
    Ok(kept)
}
