//! What the columns of tables are, for imports by command: as a file says, else as is remembered of
//! their titles, else guessed and written for someone to read.

use std::fs;

use db::{Db, DbError};
use directory::{
    feed::{
        Limits, Uai,
        columns::{Columns, Mapping},
        guess,
        mapped::{self, Sample},
    },
    import::remembered,
};
use kernel::Clock;

use crate::{
    import::Asked,
    output::{Stop, remark, say},
};

/// What the columns are; `None` when nobody has said enough, and then the guess is written on
/// standard output, as a file to correct.
pub(crate) fn of(db: &Db, asked: &Asked) -> Result<Option<Columns>, Stop> {
    let samples = mapped::samples(&asked.paths, &Limits::default())
        .map_err(|error| Stop(error.to_string()))?;
    let mut columns = match &asked.mapping {
        Some(file) => {
            let name = file.display();
            let text = fs::read_to_string(file)
                .map_err(|error| Stop::because(&name.to_string(), error))?;
            toml::from_str(&text).map_err(|error| Stop::because(&name.to_string(), error))?
        }
        None => remembered(db, &samples)?,
    };
    if let Some(school) = &asked.school {
        let uai = Uai::parse(school);
        columns.school =
            Some(uai.ok_or_else(|| Stop(format!("{school:?} is not a school number (UAI)")))?);
    }
    if columns.suffice(&samples) {
        return Ok(Some(columns));
    }
    ask(&columns, &samples)?;
    Ok(None)
}

fn remembered(db: &Db, samples: &[Sample]) -> Result<Columns, Stop> {
    let samples = samples.to_vec();
    let sheets = db.read_blocking(move |tx| remembered::mappings(tx, &samples))?;
    Ok(Columns { school: None, sheets })
}

/// Writes what is known and the guess of the rest, and says what is missing.
fn ask(columns: &Columns, samples: &[Sample]) -> Result<(), Stop> {
    let guessed = |sample: &Sample| guess::mapping(sample, guess::header(sample));
    let sheets: Vec<Mapping> = samples
        .iter()
        .map(|sample| columns.of(sample).cloned().unwrap_or_else(|| guessed(sample)))
        .collect();
    for (sample, mapping) in samples.iter().zip(&sheets) {
        let has_school = columns.school.or(sample.school).is_some();
        for lack in mapping.lacks(has_school) {
            remark(format_args!("{}: {lack}", sample.name));
        }
    }
    let proposed = Columns { school: columns.school, sheets };
    say(toml::to_string(&proposed).map_err(|error| Stop(error.to_string()))?);
    remark(
        "nothing was imported: nobody has said yet what these columns are. Above is a guess: put it \
         in a file, correct it, and run again with --mapping FILE.toml (and --school UAI when no \
         column and no file name says the school)",
    );
    Ok(())
}

/// Remembers what was said, for the next files with the same titles.
pub(crate) fn remember(db: &Db, columns: Columns) -> Result<(), Stop> {
    let now = Clock::System.now();
    db.write_blocking(move |tx| {
        columns.sheets.iter().try_for_each(|mapping| {
            remembered::remember(tx, mapping, None, now)?;
            Ok::<_, DbError>(())
        })
    })?;
    Ok(())
}
