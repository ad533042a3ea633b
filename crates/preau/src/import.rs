//! Importing from the command line, with the engine of the pages.

use std::{
    fs::{self, File, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
    time::Duration,
};

use db::Db;
use directory::{
    feed::{
        Limits,
        oneroster_rest::{Fetched, Server, fetch},
    },
    import::{
        Answers, Departure, Given, ImportError, Kind, Options, Progress, Report, Stage, Summary,
        run_given, sweep_unfinished,
    },
};
use files::{Files, Hash};
use kernel::{Clock, Lang, Place};
use serde::Serialize;

use crate::{
    cli::{Account, Format, Source},
    columns,
    config::Settings,
    house,
    output::{Stop, remark, say},
};

/// What was typed.
pub(crate) struct Asked {
    pub(crate) source: Source,
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) account: Account,
    /// Of tables, the file that says their columns.
    pub(crate) mapping: Option<PathBuf>,
    /// Of tables, the school of the lines that do not say theirs.
    pub(crate) school: Option<String>,
    pub(crate) dry_run: bool,
    /// What is answered to what the import asks.
    pub(crate) answers: Answers,
    /// The file of the whole report.
    pub(crate) report: Option<PathBuf>,
    pub(crate) format: Format,
}

/// Imports files and says what changed; fails when something was rejected.
pub(crate) fn import(settings: &Settings, mut asked: Asked) -> Result<ExitCode, Stop> {
    let fetched = match address(asked.source, &asked.paths) {
        Some(url) => Some(fetch_from(url, &asked.account)?),
        None => None,
    };
    if let Some(fetched) = &fetched {
        asked.paths = vec![fetched.path().to_path_buf()];
    }
    let mut told = asked.report.as_deref().map(new_file).transpose()?;
    let db = house::open_database(settings)?;
    house::migrate(&db)?;
    sweep_unfinished(&db, Clock::System.now())?;
    refuse_a_demonstration(&db)?;
    let kind = match asked.source {
        Source::Annuaire => Kind::Annuaire,
        Source::Aaf => Kind::Aaf,
        Source::Onde => Kind::Onde,
        Source::Siecle => Kind::Siecle,
        Source::Sts => Kind::Sts,
        Source::OneRoster => Kind::OneRoster,
        Source::Csv => Kind::Csv,
    };
    let columns = match kind {
        Kind::Csv => match columns::of(&db, &asked)? {
            Some(columns) => Some(columns),
            None => return Ok(ExitCode::FAILURE),
        },
        _ => None,
    };
    let files = house::open_files(settings)?;
    let options = options(settings, &asked, &files)?;
    let given = Given { kind, paths: &asked.paths, columns: columns.as_ref() };
    let report = match run_given(&db, given, &options, &mut tell_progress()) {
        Ok(report) => report,
        Err(ImportError::Departures(departures)) => return Ok(refuse(&departures)),
        Err(error) => return Err(Stop(error.to_string())),
    };
    if let (Some(file), Some(hash)) = (&mut told, &report.full) {
        copy_report(&files, hash, file)?;
    }
    if let Some(columns) = columns.filter(|_| !asked.dry_run) {
        columns::remember(&db, columns)?;
    }
    match asked.format {
        Format::Json => say(json(&report)?),
        Format::Text => {
            report.summary.counts().iter().for_each(|(key, n)| say(format_args!("{key}: {n}")));
        }
    }
    warn(&report.departures);
    complain(&report);
    let clean = report.summary.rejected == 0;
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The server to read, when one is named instead of files.
fn address(source: Source, paths: &[PathBuf]) -> Option<&str> {
    match paths {
        [only] if source == Source::OneRoster => {
            only.to_str().filter(|text| text.starts_with("https://") || text.starts_with("http://"))
        }
        _ => None,
    }
}

/// Brings what a server says, whole or not at all.
fn fetch_from(url: &str, account: &Account) -> Result<Fetched, Stop> {
    let Account { client_id: Some(client_id), token_url: Some(token_url), secret_file: Some(file) } =
        account
    else {
        return Err(Stop(
            "a server is read with an account: --client-id, --token-url and --secret-file"
                .to_owned(),
        ));
    };
    let secret = fs::read_to_string(file)
        .map_err(|error| Stop(format!("{} cannot be read: {error}", file.display())))?;
    let server = Server {
        url: url.to_owned(),
        token_url: token_url.clone(),
        client_id: client_id.clone(),
        client_secret: secret.trim().to_owned(),
    };
    fetch(&server, &Limits::default(), &leave_alone).map_err(|error| Stop(error.to_string()))
}

/// Leaves a busy server alone.
#[expect(clippy::disallowed_methods, reason = "nothing tells when a server is free again")]
fn leave_alone(time: Duration) {
    thread::sleep(time);
}

/// A demonstration refuses real people for ever. An empty house may be filled before its
/// territory has a name: the first steps give it one.
fn refuse_a_demonstration(db: &Db) -> Result<(), Stop> {
    if house::territory(db)?.is_some_and(|(_, is_demo)| is_demo) {
        return Err(Stop(
            "this data folder holds a fictitious territory, which refuses real imports for ever: choose another with --data"
                .to_owned(),
        ));
    }
    Ok(())
}

/// The exit code of an import that nobody said is meant.
const UNCONFIRMED: u8 = 3;

/// Says who would leave, and how to say that this is meant.
fn refuse(departures: &[Departure]) -> ExitCode {
    warn(departures);
    remark(
        "error: nothing was applied: if these departures are meant, run it again with --confirm-departures",
    );
    ExitCode::from(UNCONFIRMED)
}

fn warn(departures: &[Departure]) {
    departures.iter().for_each(|departure| remark(format_args!("departure: {departure}")));
}

/// The file of a report, readable by its owner alone: never one that is there already.
fn new_file(path: &Path) -> Result<File, Stop> {
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    opened.map_err(|error| Stop::because(&format!("{} cannot be written", path.display()), error))
}

fn copy_report(files: &Files, hash: &str, to: &mut File) -> Result<(), Stop> {
    let cannot =
        |error: &dyn std::fmt::Display| Stop::because("the report cannot be written", error);
    let stored = Hash::parse(hash).map(|hash| files.get(&hash)).transpose();
    let (mut report, _) =
        stored.map_err(|error| cannot(&error))?.flatten().ok_or_else(|| cannot(&"it is gone"))?;
    io::copy(&mut report, to).map(drop).map_err(|error| cannot(&error))
}

fn options<'f>(settings: &Settings, asked: &Asked, files: &'f Files) -> Result<Options<'f>, Stop> {
    let now = Clock::System.now();
    let place = Place::named(&settings.time_zone.value)
        .ok_or_else(|| Stop(format!("unknown time zone {}", settings.time_zone.value)))?;
    Ok(Options {
        dry_run: asked.dry_run,
        person: None,
        now,
        day: place.local(now).0,
        for_demo: false,
        departure_share: settings.departure_share.value,
        answers: asked.answers.clone(),
        files: Some(files),
        full_report: asked.report.as_ref().map(|_| Lang::Fr),
    })
}

/// Says each stage once, on standard error.
fn tell_progress() -> impl FnMut(Progress) {
    let mut said: Option<Stage> = None;
    move |progress| {
        if said != Some(progress.stage) {
            said = Some(progress.stage);
            tracing::info!(stage = progress.stage.code(), "importing");
        }
    }
}

/// What a program reads: the counts, and the departures that must be meant when there are some.
#[derive(Serialize)]
struct Told<'r> {
    #[serde(flatten)]
    summary: &'r Summary,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    departures: &'r [Departure],
}

fn json(report: &Report) -> Result<String, Stop> {
    let told = Told { summary: &report.summary, departures: &report.departures };
    serde_json::to_string(&told).map_err(|error| Stop(error.to_string()))
}

/// As many rejected lines as a window shows.
const SHOWN: usize = 20;

fn complain(report: &Report) {
    for reject in report.rejects.iter().take(SHOWN) {
        remark(format_args!("rejected: {}, line {}: {}", reject.file, reject.line, reject.reason));
    }
    let shown = report.rejects.len().min(SHOWN) as u64;
    if report.summary.rejected > shown {
        remark(format_args!("… and {} more", report.summary.rejected - shown));
    }
}
