//! Fictitious territories.

use std::{path::Path, sync::Arc};

use demo::{
    load::{self, LoadError},
    records,
    world::World,
};
use kernel::{Day, Entropy};

use crate::{
    cli::Scale,
    config::Settings,
    house,
    output::{Stop, remark, say},
};

/// The password of the people of the guided visit. Such a database is served on this machine only.
const PASSWORD: &str = "demonstration";

/// Creates a fictitious territory in an empty data folder.
pub(crate) fn create(settings: &Settings, scale: Scale, seed: u64) -> Result<(), Stop> {
    let db = house::open_database(settings)?;
    house::migrate(&db)?;
    let hash = identity::api::hash_password(&Entropy::seeded(seed), PASSWORD)
        .map_err(|error| Stop::because("the password of the demonstration", error))?;
    let world = Arc::new(World::generate(seed, world_scale(scale)));
    load::load(&db, &world, &hash, &mut |stage| remark(format_args!("demo: {stage}"))).map_err(
        |error| match error {
            LoadError::NotEmpty => Stop(
                "this data folder already holds a territory: choose an empty one with --data"
                    .to_owned(),
            ),
            other => Stop::because("the territory is half made: remove this data folder", other),
        },
    )?;
    db.write_blocking(|tx| {
        programme::api::knowing::open_indicators(tx, &house::indicators(), load::now())
    })
    .map_err(|error: db::DbError| Stop::because("the figures of the demonstration", error))?;
    say(format_args!(
        "a fictitious territory: {} schools, {} pupils, {} guardians, {} staff",
        world.schools.len(),
        world.pupils.len(),
        world.guardians.len(),
        world.staff.len()
    ));
    say(format_args!("to visit it: preau --data {} serve --demo", settings.data.display()));
    Ok(())
}

/// Writes the people of a fictitious territory as AAF files.
pub(crate) fn write_aaf(folder: &Path, scale: Scale, seed: u64) -> Result<(), Stop> {
    house::make_folder(folder)?;
    let day = Day::new(2027, 3, 11).unwrap_or_default();
    records::write_aaf(&World::generate(seed, world_scale(scale)), folder, day)
        .map_err(|error| Stop::because("the files could not be written", error))?;
    say(format_args!("written in {}", folder.display()));
    Ok(())
}

const fn world_scale(scale: Scale) -> demo::world::Scale {
    match scale {
        Scale::School => demo::world::Scale::School,
        Scale::Town => demo::world::Scale::Town,
        Scale::Territory => demo::world::Scale::Territory,
    }
}
