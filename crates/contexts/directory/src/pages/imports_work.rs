//! The work behind an import sent by page: on a thread of its own, outside any request.

use std::path::PathBuf;

use db::DbError;
use files::FileError;
use kernel::{Clock, Lang};
use web::App;

use super::store::{self, Draft, Failure};
use crate::{
    feed::{self, Category, Damage, FeedError, Limits, columns::Columns},
    import::{
        self, Answers, BaseError, Given, ImportError, Kind, Options, Progress, Report, remembered,
    },
};

/// Compares the files of an import, for its preview.
pub(crate) fn compare(app: &App, id: i64) {
    let outcome = perform(app, id, None, Answers::default());
    settle(app, id, "compared", outcome);
}

/// Applies an import as it was previewed, and publishes it.
pub(crate) fn publish(app: &App, id: i64, previewed: &Report, answers: Answers) {
    let outcome = perform(app, id, Some(previewed), answers);
    settle(app, id, "published", outcome);
}

/// Why an import sent by page did nothing.
#[derive(Debug, thiserror::Error)]
enum WorkError {
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error("the files cannot be read back: {0}")]
    Files(String),
}

/// Compares, or applies what a comparison announced; nothing is done yet when someone has to say
/// first what the columns are.
fn perform(
    app: &App,
    id: i64,
    previewed: Option<&Report>,
    answers: Answers,
) -> Result<Option<Report>, WorkError> {
    let (draft, files) = app.db.read_blocking(move |tx| {
        let draft = store::draft(tx, id)?.ok_or(DbError::Missing)?;
        Ok::<_, DbError>((draft, store::draft_files(tx, id)?))
    })?;
    let folder = tempfile::tempdir().map_err(|error| WorkError::Files(error.to_string()))?;
    let mut paths = Vec::with_capacity(files.len());
    for (at, (name, hash)) in files.iter().enumerate() {
        let place = folder.path().join(at.to_string());
        paths.push(import::bring(&app.files, &place, name, hash).map_err(WorkError::Files)?);
    }
    let kind = match Kind::from_code(&draft.kind) {
        Some(kind) => kind,
        None => recognise(app, id, &paths)?,
    };
    let columns = match kind {
        Kind::Csv => Some(columns_of(app, &draft, &paths)?),
        _ => None,
    };
    if columns.as_ref().is_some_and(|(_, are_known)| !are_known) {
        return Ok(None);
    }
    let columns = columns.map(|(columns, _)| columns);
    let given = Given { kind, paths: &paths, columns: columns.as_ref() };
    let now = app.clock.now();
    let options = Options {
        dry_run: previewed.is_none(),
        person: Some(draft.person).filter(|person| *person != store::NOBODY),
        now,
        day: app.place.local(now).0,
        for_demo: false,
        departure_share: app.departure_share,
        answers,
        files: Some(&app.files),
        full_report: previewed.is_none().then_some(Lang::Fr),
    };
    let mut tell = teller(app, id);
    let report = match previewed {
        Some(previewed) => import::run_as_previewed(&app.db, given, &options, previewed, &mut tell),
        None => import::run_given(&app.db, given, &options, &mut tell),
    };
    Ok(Some(report?))
}

/// What the columns are, and whether that is enough: as someone said of this import, else as is
/// remembered of others with the same titles.
fn columns_of(app: &App, draft: &Draft, paths: &[PathBuf]) -> Result<(Columns, bool), WorkError> {
    if let Some(said) = draft.columns() {
        let are_known = said.suffice(&draft.samples());
        return Ok((said, are_known));
    }
    let samples = feed::mapped::samples(paths, &Limits::default()).map_err(ImportError::Feed)?;
    let id = draft.id;
    let known = app.db.write_blocking(move |tx| {
        let columns = Columns { school: None, sheets: remembered::mappings(tx, &samples)? };
        store::sampled(tx, id, &samples, &columns)?;
        let are_known = columns.suffice(&samples);
        Ok::<_, DbError>((columns, are_known))
    })?;
    Ok(known)
}

/// Tells what the files are, once.
fn recognise(app: &App, id: i64, paths: &[PathBuf]) -> Result<Kind, WorkError> {
    let guessed = Kind::guess(paths).map_err(|error| ImportError::Feed(error.into()))?;
    let nothing = || ImportError::Feed(FeedError::Nothing { seen: Vec::new() });
    let kind = guessed.ok_or_else(nothing)?;
    app.db.write_blocking(move |tx| store::recognised(tx, id, kind))?;
    Ok(kind)
}

/// Says how far an import is: at once, then about twice a second.
fn teller(app: &App, id: i64) -> impl FnMut(Progress) {
    let (db, mut said) = (app.db.clone(), None);
    let since = Clock::running_from(kernel::Instant(0));
    move |progress| {
        let now = since.now().0;
        if said.is_some_and(|said| now - said < 500_000) {
            return;
        }
        said = Some(now);
        let (stage, done, total) =
            (progress.stage.code(), count(progress.done), count(progress.total));
        let told: Result<(), DbError> =
            db.write_blocking(move |tx| store::advance(tx, id, stage, done, total));
        if let Err(error) = told {
            tracing::warn!(%error, "the progress of an import was not kept");
        }
    }
}

fn count(records: u64) -> i64 {
    i64::try_from(records).unwrap_or(i64::MAX)
}

fn settle(app: &App, id: i64, done: &'static str, outcome: Result<Option<Report>, WorkError>) {
    let now = app.clock.now();
    let (state, said, full) = match outcome {
        Ok(None) => return,
        Ok(Some(report)) => (done, serde_json::to_string(&report), report.full),
        Err(error) => {
            tracing::warn!(%error, import = id, "an import did nothing");
            ("failed", serde_json::to_string(&failure(&error)), None)
        }
    };
    let said = said.unwrap_or_default();
    let settled: Result<(), DbError> = app.db.write_blocking(move |tx| {
        store::settle(tx, id, state, &said, now)?;
        full.iter().try_for_each(|hash| store::keep_report(tx, id, hash))
    });
    if let Err(error) = settled {
        tracing::error!(%error, import = id, "the outcome of an import was not kept");
    }
}

fn failure(error: &WorkError) -> Failure {
    let place = match error {
        WorkError::Import(ImportError::Feed(error)) => error.place(),
        _ => None,
    };
    Failure { code: code(error).to_owned(), detail: error.to_string(), place }
}

/// The end of the key of the sentence that says why.
const fn code(error: &WorkError) -> &'static str {
    match error {
        WorkError::Import(error) => match error {
            ImportError::Demo => "demo",
            ImportError::Busy => "busy",
            ImportError::Edited => "edited",
            ImportError::Interrupted => "interrupted",
            ImportError::Missing(Category::Pupil) => "no-pupils",
            ImportError::Missing(Category::Guardian) => "no-guardians",
            ImportError::Missing(Category::Staff) => "no-staff",
            ImportError::Departures(_) => "departures",
            ImportError::Feed(FeedError::Nothing { .. }) => "nothing",
            ImportError::Feed(FeedError::MissingColumn { .. }) => "missing-column",
            ImportError::Feed(FeedError::RepeatedColumn { .. }) => "repeated-column",
            ImportError::Feed(FeedError::NoComplete { .. }) => "no-complete",
            ImportError::Feed(FeedError::NoSchool { .. }) => "no-school",
            ImportError::Feed(FeedError::OnlyChanges { .. }) => "only-changes",
            ImportError::Feed(FeedError::Version { .. }) => "version",
            ImportError::Feed(FeedError::MissingFile { .. }) => "missing-file",
            ImportError::Feed(FeedError::RepeatedFile { .. }) => "repeated-file",
            ImportError::Feed(FeedError::Damaged { damage: Damage::TwiceEncoded, .. }) => {
                "twice-encoded"
            }
            ImportError::Feed(_) => "damaged",
            ImportError::Base(error) => match error {
                BaseError::Missing { .. } => "delta-alone",
                BaseError::Older { .. } => "delta-older",
                BaseError::Late { .. } => "delta-late",
                BaseError::Other { .. } => "delta-other",
                BaseError::Undated { .. } => "delta-undated",
                BaseError::Unreadable(_) => "delta-base",
            },
            ImportError::Db(DbError::Full) | ImportError::Files(FileError::Full) => "full",
            ImportError::Db(_) | ImportError::Files(_) => "internal",
        },
        WorkError::Db(DbError::Full) => "full",
        WorkError::Db(_) | WorkError::Files(_) => "internal",
    }
}
