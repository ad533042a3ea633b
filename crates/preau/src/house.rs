//! The house: what is opened, and the list of its rooms.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    sync::Arc,
};

use db::{Applied, Db, MigrationSet};
use files::Files;
use kernel::{Clock, Entropy, Place};
use web::{App, AppParts, Hooks, Indicator, Module};

use crate::{config::Settings, outgoing, output::Stop};

/// Every room, floor by floor. The next one is one line.
pub(crate) fn rooms() -> Vec<Module> {
    vec![
        directory::module(),
        identity::module(),
        today::module(),
        notices::module(),
        courses::module(),
        equipment::module(),
        programme::module(),
        shell::module(),
    ]
}

/// Everything that has tables, in the order in which they are made.
pub(crate) fn migrations() -> Vec<MigrationSet> {
    let ground =
        [db::journal::MIGRATIONS, jobs::MIGRATIONS, courier::MIGRATIONS, search::MIGRATIONS];
    ground.into_iter().chain(rooms().iter().map(|room| room.migrations)).collect()
}

/// Creates the data folder when it is missing.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Stop> {
    fs::create_dir_all(folder).map_err(|error| {
        Stop::because(&format!("the folder {} cannot be created", folder.display()), error)
    })
}

/// Opens the database of a data folder, which is created when missing.
pub(crate) fn open_database(settings: &Settings) -> Result<Db, Stop> {
    make_folder(&settings.data)?;
    Ok(Db::open(&settings.database_config())?)
}

/// Applies what is missing of the migrations.
pub(crate) fn migrate(db: &Db) -> Result<Vec<Applied>, Stop> {
    Ok(db.migrate(&migrations(), Clock::System.now())?)
}

/// The territory's name and whether it is a demonstration; `None` before it is created.
pub(crate) fn territory(db: &Db) -> Result<Option<(String, bool)>, Stop> {
    Ok(db.read_blocking(directory::api::territory)?)
}

/// The secret of this house, made once, readable by its owner alone.
pub(crate) fn secret(folder: &Path, entropy: &Entropy) -> Result<[u8; 32], Stop> {
    let path = folder.join(SECRET);
    let stop = |error: &dyn std::fmt::Display| {
        Stop::because(&format!("{} cannot be used", path.display()), error)
    };
    match fs::read(&path) {
        Ok(bytes) => bytes.try_into().map_err(|wrong: Vec<u8>| {
            stop(&format_args!("it holds {} bytes instead of 32", wrong.len()))
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let secret: [u8; 32] = entropy.bytes();
            write_secret(&path, &secret).map_err(|error| stop(&error))?;
            Ok(secret)
        }
        Err(error) => Err(stop(&error)),
    }
}

/// The secret of this house, when it has one already.
pub(crate) fn known_secret(folder: &Path) -> Result<Option<[u8; 32]>, Stop> {
    if folder.join(SECRET).exists() {
        return secret(folder, &Entropy::System).map(Some);
    }
    Ok(None)
}

/// The file of the secret in the data folder.
pub(crate) const SECRET: &str = "secret.key";

pub(crate) fn write_secret(path: &Path, secret: &[u8; 32]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(secret)?;
    file.sync_all()
}

/// What the rooms do when something happens, later and regularly.
pub(crate) fn handlers(app: &App) -> Result<Arc<jobs::Handlers>, Stop> {
    let modules = &app.modules;
    let handlers = jobs::Handlers::new(
        modules.iter().flat_map(|module| module.subscribers.iter().copied()).collect(),
        modules.iter().flat_map(|module| module.jobs.iter().copied()).collect(),
        modules
            .iter()
            .flat_map(|module| module.schedules.iter().copied())
            .chain([TRASH, LETTERS])
            .collect(),
    );
    handlers.map(Arc::new).map_err(|error| Stop(error.to_string()))
}

/// Empties the trash of what is past its time.
const TRASH: jobs::Schedule = jobs::Schedule {
    name: "db.empty-trash",
    every_seconds: 24 * 3600,
    run: |tx, now| {
        db::trash::sweep(tx, now)?;
        Ok(())
    },
};

/// Forgets letters that are long over.
const LETTERS: jobs::Schedule = jobs::Schedule {
    name: "courier.sweep",
    every_seconds: 24 * 3600,
    run: |tx, now| Ok(courier::sweep(tx, now)?),
};

/// What every room counts.
pub(crate) fn indicators() -> Vec<Indicator> {
    rooms().into_iter().flat_map(|room| room.indicators).collect()
}

/// What differs between a demonstration and the real thing.
pub(crate) struct Manner {
    pub(crate) clock: Clock,
    pub(crate) public_url: String,
    pub(crate) demo: bool,
}

/// Opens what people sent: a folder of the data folder, or a bucket.
pub(crate) fn open_files(settings: &Settings) -> Result<Files, Stop> {
    let folder = settings.data.join(FILES);
    let opened = match &settings.files.value {
        None => Files::open(&folder),
        Some(bucket) => Files::open_bucket(&folder, bucket),
    };
    opened.map_err(|error| Stop::because("the files cannot be used", error))
}

/// Puts the program together.
pub(crate) fn build(settings: &Settings, db: Db, manner: Manner) -> Result<App, Stop> {
    let entropy = Entropy::System;
    let files = open_files(settings)?;
    let place = Place::named(&settings.time_zone.value)
        .ok_or_else(|| Stop(format!("unknown time zone {}", settings.time_zone.value)))?;
    let secret = secret(&settings.data, &entropy)?;
    let push = outgoing::push(&manner.public_url).filter(|_| settings.push.value);
    Ok(App::new(AppParts {
        db,
        files,
        courier: settings.outgoing.courier(push, &secret, entropy.clone()),
        clock: manner.clock,
        secret,
        entropy,
        place,
        zone: settings.zone.value,
        departure_share: settings.departure_share.value,
        public_url: manner.public_url,
        behind_proxy: settings.behind_proxy.value,
        demo: manner.demo,
        slow: web::Slow::new(settings.entrance.value.at_once),
        photos: web::Slow::default(),
        entrance: settings.entrance.value.limits,
        modules: rooms(),
        hooks: Hooks {
            authenticate: identity::api::authenticate,
            layout: shell::layout,
            plain_layout: shell::plain_layout,
        },
    }))
}

/// The folder of the files in the data folder.
pub(crate) const FILES: &str = "files";
