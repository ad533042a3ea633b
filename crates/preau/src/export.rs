//! Exporting from the command line: for whoever runs the program, no page gives a whole territory.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use directory::{
    export::{ExportError, Exported, to_folder},
    feed::{Uai, oneroster_writer},
};
use kernel::{Clock, Place};

use crate::{
    config::Settings,
    house,
    output::{Stop, remark, say},
};

impl From<ExportError> for Stop {
    fn from(error: ExportError) -> Self {
        Self(error.to_string())
    }
}

/// Writes the schools and the people as OneRoster files, into a folder or an archive that only
/// their owner can read.
pub(crate) fn oneroster(settings: &Settings, to: &Path, school: Option<&str>) -> Result<(), Stop> {
    let school = school.map(uai).transpose()?;
    if to.exists() {
        return Err(Stop(format!("{} is already there: choose another name", to.display())));
    }
    let is_archive = to.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    let folder = if is_archive { beside(to, ".folder") } else { to.to_path_buf() };
    let done = write(settings, &folder, school).and_then(|exported| {
        if is_archive {
            pack(&folder, to)?;
        }
        Ok(exported)
    });
    if is_archive || done.is_err() {
        // There may be none: then there is nothing to take away.
        drop(fs::remove_dir_all(&folder));
    }
    let exported = done?;
    say(format_args!(
        "exported in {}: {} schools, {} people",
        to.display(),
        exported.schools,
        exported.people
    ));
    remark("it holds names, contacts and family ties: keep it as you keep the data folder");
    Ok(())
}

fn uai(text: &str) -> Result<Uai, Stop> {
    Uai::parse(text).ok_or_else(|| Stop(format!("`{text}` is not a school number (UAI)")))
}

fn write(settings: &Settings, folder: &Path, school: Option<Uai>) -> Result<Exported, Stop> {
    let db = house::open_database(settings)?;
    house::migrate(&db)?;
    let now = Clock::System.now();
    let place = Place::named(&settings.time_zone.value)
        .ok_or_else(|| Stop(format!("unknown time zone {}", settings.time_zone.value)))?;
    DirBuilder::new().mode(0o700).create(folder).map_err(|error| cannot(folder, &error))?;
    Ok(to_folder(&db, school, (place.local(now).0, now), folder)?)
}

fn pack(folder: &Path, to: &Path) -> Result<(), Stop> {
    let partial = beside(to, ".partial");
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&partial)
        .and_then(|file: File| oneroster_writer::pack(folder, file))
        .and_then(|()| fs::rename(&partial, to));
    made.map_err(|error| {
        drop(fs::remove_file(&partial));
        cannot(to, &error)
    })
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn cannot(path: &Path, error: &std::io::Error) -> Stop {
    Stop(format!("{} cannot be written: {error}", path.display()))
}
