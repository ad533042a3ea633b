//! What the directory gives back: the people of schools, as OneRoster files.
//!
//! An export tells what is published on a day. Records that were joined are one person, told by
//! the record they are read as.

mod assemble;
pub(crate) mod pages;
mod store;

use std::{collections::HashMap, io, path::Path, sync::Arc};

use db::{Db, DbError, Tx, journal};
use kernel::{Day, Instant, Target};

use crate::feed::{
    Digest, Uai,
    oneroster_writer::{Writer, Year, told},
};
use assemble::Roster;
pub(crate) use assemble::by_hand;

pub use crate::sheet::{Sheet, plain};

/// The line of the journal.
pub(crate) const ACTION: &str = "directory.school.export";

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// No such school here.
    #[error("there is no school {0} in this territory, or it is closed")]
    NoSchool(String),
    /// It changed under the export.
    #[error("the directory was changed while it was exported; run it again")]
    Edited,
    /// The files.
    #[error("the export cannot be written: {0}")]
    Files(#[from] io::Error),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// How much was exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Schools.
    pub schools: usize,
    /// People.
    pub people: usize,
}

/// Writes the schools of the territory, or one of them, into a folder. For whoever runs the
/// program: a manager sees no names.
///
/// # Errors
/// When there is no such school, the directory changes meanwhile, or the files cannot be written.
pub fn to_folder(
    db: &Db,
    school: Option<Uai>,
    (day, now): (Day, Instant),
    folder: &Path,
) -> Result<Exported, ExportError> {
    let roster = db.read_blocking(move |tx| {
        let mut orgs = store::orgs(tx)?;
        orgs.retain(|org| school.is_none_or(|school| org.uai == school));
        Roster::read(tx, orgs, day)
    })?;
    if let Some(school) = school.filter(|_| roster.schools.is_empty()) {
        return Err(ExportError::NoSchool(school.to_string()));
    }
    let roster = Arc::new(roster);
    let mut writer = Writer::create(folder, day)?;
    roster.schools.iter().try_for_each(|school| writer.school(school))?;
    let mut people = 0;
    for start in roster.starts() {
        let of = Arc::clone(&roster);
        let chunk = db.read_blocking(move |tx| of.chunk(tx, start))?;
        for told in &chunk {
            writer.person(&told.person, &told.responsible_in)?;
        }
        people += chunk.len();
    }
    let (at, orgs) = (roster.at, roster.orgs.keys().copied().collect::<Vec<_>>());
    let is_same = db.write_blocking(move |tx| {
        if store::state(tx)? != at {
            return Ok::<_, DbError>(false);
        }
        orgs.iter().try_for_each(|org| note(tx, None, *org, now))?;
        Ok(true)
    })?;
    if !is_same {
        return Err(ExportError::Edited);
    }
    writer.finish()?;
    Ok(Exported { schools: roster.schools.len(), people })
}

fn note(tx: &mut Tx, person: Option<i64>, org: i64, now: Instant) -> Result<(), DbError> {
    let scope = Target::org(org);
    journal::write(tx, &journal::Entry { at: now, person, action: ACTION, object: org, scope })
}

/// What an export of some schools would say today: who each person is, and the digest of what is
/// said of them.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) schools: HashMap<Uai, Digest>,
    pub(crate) people: HashMap<Box<str>, (i64, Digest)>,
}

/// Reads what an export of some schools would say.
pub(crate) fn said(db: &Db, schools: Vec<Uai>, day: Day) -> Result<Said, DbError> {
    db.read_blocking(move |tx| {
        let mut orgs = store::orgs(tx)?;
        orgs.retain(|org| schools.contains(&org.uai));
        let roster = Roster::read(tx, orgs, day)?;
        let mut said = Said::default();
        said.schools.extend(roster.schools.iter().map(|school| (school.uai, school.digest())));
        for start in roster.starts() {
            for one in roster.chunk(tx, start)? {
                let person = told(&one.person, Year::of(day));
                said.people.insert(person.key.clone(), (one.id, person.digest()));
            }
        }
        Ok(said)
    })
}
