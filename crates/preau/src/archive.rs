//! Everything in one file, and back.

use std::{fs, path::Path};

use archive::{ArchiveError, Source};
use db::{Backend, Db};
use kernel::Clock;

use crate::{
    config::{self, Settings},
    house,
    output::{Stop, remark, say},
};

impl From<ArchiveError> for Stop {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Database(error) => Self::from(error),
            other => Self(other.to_string()),
        }
    }
}

/// Writes an archive, also while a server runs: its rows are those of one instant.
pub(crate) fn write(settings: &Settings, path: &Path, with_secret: bool) -> Result<(), Stop> {
    if let Backend::Sqlite(file) = &settings.database.value
        && !file.exists()
    {
        return Err(Stop(format!("there is nothing to archive in {}", settings.data.display())));
    }
    let db = Db::open(&settings.database_config().reader())?;
    let source = Source {
        db,
        files: house::open_files(settings)?,
        migrations: house::migrations(),
        program: env!("CARGO_PKG_VERSION"),
        now: Clock::System.now(),
        secret: if with_secret { house::known_secret(&settings.data)? } else { None },
    };
    if with_secret && source.secret.is_none() {
        return Err(Stop(format!(
            "there is no {} to put in the archive: nothing was written",
            house::SECRET
        )));
    }
    let summary = archive::write(&source, path)?;
    let megabytes = fs::metadata(path).map_or(0, |file| file.len()) / 1_000_000;
    say(format_args!(
        "archived in {}: {} rows of {} tables, {} files sent by people, {megabytes} MB",
        path.display(),
        summary.total(),
        summary.rows.len(),
        summary.blobs
    ));
    remark(if with_secret {
        "the archive holds secret.key: whoever has it can read sealed codes and forge sessions. Keep it as you keep passwords."
    } else {
        "the archive does not hold secret.key: keep a copy of it elsewhere, or archive --with-secret. A house restored without it makes anew what it sealed: unused codes, badges."
    });
    Ok(())
}

/// Fills an empty house with an archive, which is read to its end first.
pub(crate) fn restore(settings: &Settings, path: &Path) -> Result<(), Stop> {
    let migrations = house::migrations();
    let archive = archive::examine(path, &migrations)?;
    let known = house::known_secret(&settings.data)?;
    if let (Some(ours), Some(theirs)) = (known, archive.secret())
        && ours != theirs
    {
        return Err(Stop(format!(
            "{} holds another {} than the archive: nothing was restored, choose an empty data folder with --data",
            settings.data.display(),
            house::SECRET
        )));
    }
    let db = house::open_database(settings)?;
    let files = house::open_files(settings)?;
    let summary = archive::restore(&archive, &db, &files, &migrations, Clock::System.now())?;
    if let (None, Some(secret)) = (known, archive.secret()) {
        house::write_secret(&settings.data.join(house::SECRET), &secret).map_err(|error| {
            Stop::because("everything was restored but secret.key could not be written", error)
        })?;
    }
    say(format_args!(
        "restored into {}: {} rows of {} tables, {} files sent by people, each verified",
        config::shown_database(&settings.database.value),
        summary.total(),
        summary.rows.len(),
        summary.blobs
    ));
    if archive.secret().is_none() && known.is_none() {
        remark(
            "the archive did not hold secret.key: put the old one in the data folder before the first start, or make anew what it sealed: unused codes, badges.",
        );
    }
    Ok(())
}
