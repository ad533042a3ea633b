//! Loads the fictitious territory into a database: its people through the real import, then the
//! half-year of activity, school by school.

mod activity;
mod doors;
mod inventory;
mod knowing;
mod money;
mod people;
mod pilots;
mod plan;
mod skills;

use std::{io, sync::Arc};

use db::{Db, DbError};
use directory::import::ImportError;
use kernel::{Day, Instant};

use crate::{calendar, world::World};

/// Why the territory was not made.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The database already holds a territory.
    #[error("this database already holds a territory")]
    NotEmpty,
    /// The AAF files could not be written.
    #[error("the files of the territory could not be written: {0}")]
    Files(#[from] io::Error),
    /// The import refused them.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The demonstration's present: Thursday 11 March 2027, 9:12 in Paris.
pub fn now() -> Instant {
    Instant(calendar::now())
}

/// The demonstration's day.
pub fn today() -> Day {
    Day(calendar::TODAY)
}

/// Makes the territory in an empty, migrated database. `password` is the hash of the password of
/// the people of the guided visit; `say` is told how far it is.
///
/// # Errors
/// [`LoadError`]; a database left half made is to be thrown away.
pub fn load(
    db: &Db,
    world: &Arc<World>,
    password: &str,
    say: &mut dyn FnMut(&str),
) -> Result<(), LoadError> {
    if db.read_blocking(directory::api::territory)?.is_some() {
        return Err(LoadError::NotEmpty);
    }
    say("people");
    let ids = Arc::new(people::load(db, world)?);
    doors::open(db, world, &ids, password)?;
    activity::load(db, world, &ids, say)?;
    plan::load(db, world, &ids)?;
    inventory::load(db, world, &ids)?;
    pilots::load(db, world, &ids)?;
    money::load(db, world, &ids)?;
    knowing::load(db, world, &ids)?;
    say("search");
    while db.write_blocking(courses::api::find_what_was_loaded)? {}
    let cast = world.cast();
    let (class, teacher) = (ids.classes[cast.class_5e_b as usize], ids.staff[cast.baron as usize]);
    db.write_blocking(move |tx| -> Result<(), DbError> {
        courses::api::settle(tx)?;
        // The class of the visit has something that changes tomorrow.
        courses::api::change_room(tx, (class, today().plus(1)), "14", (teacher, now()))?;
        tx.analyze()
    })?;
    Ok(())
}
