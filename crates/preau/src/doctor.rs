//! Checks everything without changing anything, also beside a running server.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::ExitCode};

use db::{Backend, Db, MigrationSet};
use files::Files;
use kernel::{Clock, Day, Place};

use crate::{
    config::{self, Settings, inbox::Inbox},
    disk::Space,
    house,
    output::{Stop, say},
};

/// What a check found.
enum Finding {
    Well(String),
    /// What is wrong, and how to mend it.
    Wrong(String, String),
}

type Check = Result<String, (String, String)>;

/// Says how everything is, one line each; fails when something is wrong.
pub(crate) fn examine(data: &Path, settings: Result<Settings, Stop>) -> ExitCode {
    let mut findings = vec![finding("data folder", folder(data)), finding("disk", disk(data))];
    match settings {
        Ok(settings) => {
            findings.push(finding("configuration", configuration(&settings)));
            findings.push(finding("secret", secret(&settings.data.join(house::SECRET))));
            findings.push(finding("files", files(&settings)));
            if let Some(inbox) = &settings.inbox.value {
                findings.push(finding("inbox", folder_of_feeds(inbox)));
            }
            findings.push(finding("clock", clock()));
            findings.extend(database(&settings));
        }
        Err(stop) => findings.push(finding(
            "configuration",
            Err((stop.0, "correct the file, or remove the line to have the default".to_owned())),
        )),
    }
    let mut code = ExitCode::SUCCESS;
    for found in findings {
        match found {
            Finding::Well(line) => say(format_args!("ok     {line}")),
            Finding::Wrong(line, mend) => {
                say(format_args!("WRONG  {line}\n       → {mend}"));
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

fn finding(name: &str, check: Check) -> Finding {
    match check {
        Ok(said) => Finding::Well(format!("{name}: {said}")),
        Err((wrong, mend)) => Finding::Wrong(format!("{name}: {wrong}"), mend),
    }
}

fn wrong<T>(what: impl Into<String>, mend: impl Into<String>) -> Result<T, (String, String)> {
    Err((what.into(), mend.into()))
}

fn folder(data: &Path) -> Check {
    use rustix::fs::{Access, access};
    if !data.is_dir() {
        return wrong(
            format!("{} does not exist", data.display()),
            "name the folder with --data, or start `preau serve` to create it",
        );
    }
    match access(data, Access::WRITE_OK) {
        Ok(()) => Ok(format!("{}, writable", data.display())),
        Err(error) => wrong(
            format!("{} cannot be written: {error}", data.display()),
            "give the folder to the user who runs Préau (chown)",
        ),
    }
}

fn disk(data: &Path) -> Check {
    let space = match Space::of(data) {
        Ok(space) => space,
        Err(error) => {
            return wrong(format!("free space unknown: {error}"), "check the data folder first");
        }
    };
    let (free, total) = (space.free / 1_000_000, space.total / 1_000_000);
    if space.is_low() {
        return wrong(
            format!("only {free} MB of {total} are free"),
            "make room before it is full: move old archives away, or give the disk more space",
        );
    }
    Ok(format!("{free} MB of {total} free"))
}

fn configuration(settings: &Settings) -> Check {
    let listens_outside = !settings.listen.value.ip().is_loopback();
    match &settings.public_url.value {
        None if listens_outside => wrong(
            "it listens to other machines but `public_url` is not set",
            "set `public_url` to the address people type, so that links and cookies are right",
        ),
        Some(url) if url.starts_with("http://") && listens_outside => wrong(
            "`public_url` is not https",
            "serve it behind a reverse proxy with a certificate, and write https://",
        ),
        _ => Ok("understood (`preau config check` for the details)".to_owned()),
    }
}

fn secret(path: &Path) -> Check {
    let Ok(metadata) = fs::metadata(path) else {
        return Ok("not made yet: the first start makes it".to_owned());
    };
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return wrong(
            format!("{} can be read by others (mode {mode:o})", path.display()),
            format!("chmod 600 {}", path.display()),
        );
    }
    if metadata.len() != 32 {
        return wrong(
            format!("{} is not 32 bytes long", path.display()),
            "put it back from a backup; without one, remove it: everyone signs in again",
        );
    }
    Ok("only its owner reads it".to_owned())
}

fn files(settings: &Settings) -> Check {
    use rustix::fs::{Access, access};
    let folder = &settings.data.join(house::FILES);
    if let Some(bucket) = &settings.files.value {
        let answer = Files::open_bucket(folder, bucket).and_then(|files| files.check());
        return match answer {
            Ok(()) => Ok(format!("the bucket {} answers and lets us in", bucket.bucket)),
            Err(error) => wrong(
                error.to_string(),
                "check `endpoint`, `region`, `bucket` and the keys of [files], and that the store runs",
            ),
        };
    }
    if !folder.exists() {
        return Ok("none yet".to_owned());
    }
    match access(folder, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK) {
        Ok(()) => Ok("what people sent can be read and written".to_owned()),
        Err(error) => wrong(
            format!("{} cannot be used: {error}", folder.display()),
            "give the folder to the user who runs Préau (chown -R)",
        ),
    }
}

/// The watched folder can be emptied: what was received is moved inside it.
fn folder_of_feeds(inbox: &Inbox) -> Check {
    use rustix::fs::{Access, access};
    let folder = &inbox.folder;
    if !folder.is_dir() {
        return wrong(
            format!("{} does not exist", folder.display()),
            "create the folder, or correct `folder` of [inbox]",
        );
    }
    match access(folder, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK) {
        Ok(()) => Ok(inbox.to_string()),
        Err(error) => wrong(
            format!("{} cannot be used: {error}", folder.display()),
            "give the folder to the user who runs Préau (chown), and let those who put files write in it",
        ),
    }
}

/// When the last delivery came.
fn deliveries(settings: &Settings, db: &Db) -> Check {
    match db.read_blocking(directory::inbox::last_delivery) {
        Ok(None) => Ok("none received yet".to_owned()),
        Ok(Some(at)) => {
            let when = Place::named(&settings.time_zone.value).map(|place| place.local(at));
            let when = when.map(|(day, time)| format!(" on {day} at {time}")).unwrap_or_default();
            Ok(format!("the last was received{when}"))
        }
        Err(error) => wrong(error.to_string(), "run `preau migrate`"),
    }
}

fn clock() -> Check {
    let now = Clock::System.now();
    let (day, time) = match Place::named("Europe/Paris") {
        Some(paris) => paris.local(now),
        None => return wrong("no time zones", "install the tzdata package"),
    };
    if Day::new(2026, 1, 1).is_some_and(|first| day < first) {
        return wrong(format!("it says {day}"), "set the machine's clock (NTP)");
    }
    Ok(format!("{day} {time} in Paris"))
}

/// The checks that need the database, which is only read.
fn database(settings: &Settings) -> Vec<Finding> {
    if let Backend::Sqlite(path) = &settings.database.value
        && !path.exists()
    {
        let said = "not created yet: the first start creates it".to_owned();
        return vec![finding("database", Ok(said))];
    }
    let opened = Db::open(&settings.database_config().reader());
    let db = match opened {
        Ok(db) => db,
        Err(error) => {
            return vec![finding(
                "database",
                wrong(error.to_string(), "is the server running, and is the address right?"),
            )];
        }
    };
    let mut findings =
        vec![finding("database", integrity(settings, &db)), finding("migrations", migrations(&db))];
    if matches!(findings[1], Finding::Well(_)) {
        findings.push(finding("territory", territory(&db)));
        findings.push(finding("jobs", jobs(&db)));
        if settings.inbox.value.is_some() {
            findings.push(finding("deliveries", deliveries(settings, &db)));
        }
        findings.push(finding("letters", letters(&db)));
        findings.push(finding("punctuality", punctuality(&db)));
        findings.push(finding("seal", seal(settings, &db)));
    }
    findings
}

fn integrity(settings: &Settings, db: &Db) -> Check {
    let shown = config::shown_database(&settings.database.value);
    match db.check_integrity() {
        Ok(said) if said.is_empty() => Ok(format!("{shown}, sound")),
        Ok(said) => wrong(said.join("; "), "restore the latest archive"),
        Err(error) => wrong(error.to_string(), "restore the latest archive"),
    }
}

fn migrations(db: &Db) -> Check {
    let known = house::migrations();
    let applied = match db.applied() {
        Ok(applied) => applied,
        Err(error) => return wrong(error.to_string(), "run `preau migrate`"),
    };
    let is_known = |(context, number): &(String, u32)| {
        known.iter().any(|set| set.context == context && numbers(set).any(|n| n == *number))
    };
    if let Some((context, number)) = applied.iter().find(|one| !is_known(one)) {
        return wrong(
            format!("{context} {number} is unknown to this version"),
            "use the newer version that made it",
        );
    }
    let all: usize = known.iter().map(|set| set.migrations.len()).sum();
    match all - applied.len() {
        0 => Ok(format!("{all} applied, all known")),
        left => wrong(format!("{left} to apply"), "run `preau migrate`, or restart `preau serve`"),
    }
}

fn numbers(set: &MigrationSet) -> impl Iterator<Item = u32> + use<> {
    set.migrations.iter().map(|migration| migration.number)
}

fn territory(db: &Db) -> Check {
    match house::territory(db) {
        Ok(Some((name, true))) => Ok(format!("{name}, fictitious")),
        Ok(Some((name, false))) => Ok(name),
        Ok(None) => Ok("not created yet: `preau serve` prints the link to create it".to_owned()),
        Err(stop) => wrong(stop.0, "restore the latest archive"),
    }
}

/// Work that is late by this long is stuck.
const LATE_SECONDS: i64 = 3600;

/// Work that waits for longer than it should: no server runs, or it does not do its work.
fn punctuality(db: &Db) -> Check {
    let now = Clock::System.now();
    match db.read_blocking(move |tx| jobs::figures(tx, now)) {
        Ok(figures) if figures.late_seconds > LATE_SECONDS => wrong(
            format!(
                "{} jobs are due, the oldest for {} minutes",
                figures.due,
                figures.late_seconds / 60
            ),
            "is `preau serve` running? If it is, restart it and look at its log",
        ),
        Ok(figures) => Ok(format!("{} jobs due, none late", figures.due)),
        Err(error) => wrong(error.to_string(), "restore the latest archive"),
    }
}

/// A house that people live in has its secret, or what it sealed is lost.
fn seal(settings: &Settings, db: &Db) -> Check {
    let is_lived_in = db.read_blocking(|tx: &mut db::Tx<'_>| {
        let is_demo = directory::api::territory(tx)?.is_some_and(|(_, is_demo)| is_demo);
        Ok::<_, db::DbError>(!is_demo && !identity::api::is_empty(tx)?)
    });
    match (is_lived_in, settings.data.join(house::SECRET).exists()) {
        (Ok(true), false) => wrong(
            format!("there are accounts but no {}", house::SECRET),
            "put it back from where it is kept before the next start; without it, make the unused codes and the badges anew",
        ),
        (Ok(_), _) => Ok("what was sealed can be read".to_owned()),
        (Err(error), _) => wrong(error.to_string(), "restore the latest archive"),
    }
}

fn jobs(db: &Db) -> Check {
    let late = Clock::System.now().plus_seconds(-LATE_SECONDS);
    let reading = db.clone();
    let left = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| error.to_string())
        .and_then(|runtime| {
            runtime.block_on(jobs::leftovers(&reading, late)).map_err(|e| e.to_string())
        });
    let left = match left {
        Ok(left) => left,
        Err(error) => return wrong(error, "restore the latest archive"),
    };
    let failed: Vec<_> = left.iter().filter(|job| job.state == "failed").collect();
    match failed.first() {
        None => Ok("none failed".to_owned()),
        Some(job) => wrong(
            format!(
                "{} failed, the first is {}: {}",
                failed.len(),
                job.name,
                job.error.as_deref().unwrap_or_default()
            ),
            "tell those who make Préau, with this line",
        ),
    }
}

/// What could not be handed over since then is told.
const STUCK_SINCE_SECONDS: i64 = 2 * 24 * 3600;

fn letters(db: &Db) -> Check {
    let since = Clock::System.now().plus_seconds(-STUCK_SINCE_SECONDS);
    match db.read_blocking(move |tx: &mut db::Tx<'_>| courier::stuck(tx, since)) {
        Ok(stuck) => match stuck.first() {
            None => Ok("all handed over".to_owned()),
            Some(one) => wrong(
                format!("{} by {} were not handed over: {}", one.letters, one.channel, one.reason),
                mend_of(&one.channel),
            ),
        },
        Err(error) => wrong(error.to_string(), "run `preau migrate`"),
    }
}

fn mend_of(channel: &str) -> String {
    if channel == "push" {
        return "let this machine reach the push services of browsers (port 443, without a proxy), \
                or write `push = false` in preau.toml"
            .to_owned();
    }
    format!("try `preau {channel} test` and correct its section of preau.toml")
}
