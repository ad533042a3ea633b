//! What AAF deltas stand on: the files of the last complete export applied and of the deltas applied
//! since. A delta that comes alone is read with them, and becomes one of them when it is published.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use db::{Db, DbError, Tx, params};
use files::{FileError, Files, Hash};
use flate2::{Compression, GzBuilder};
use kernel::{Day, Instant};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use super::{ImportError, Kind, Options};
use crate::feed::{
    self, Limits,
    aaf::{Delivery, Part},
};

/// Why a delta that comes alone cannot be read. Each is mended by a complete export.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaseError {
    /// No complete export of this academy and degree was applied.
    #[error(
        "{file} is a delta export of {origin}, and no complete export of it was applied: import the complete export first, or with it"
    )]
    Missing {
        /// The delta.
        file: Box<str>,
        /// Whose it is, such as `aaf:13:2d`.
        origin: Box<str>,
    },
    /// The complete export that was applied is of the same day or later.
    #[error("{file} is older than the complete export that was applied, which is of {day}")]
    Older {
        /// The delta.
        file: Box<str>,
        /// The day of the complete export.
        day: Day,
    },
    /// A delta of a later day was applied already.
    #[error(
        "{file} comes too late: the delta of {day} was applied already. Import a complete export"
    )]
    Late {
        /// The delta.
        file: Box<str>,
        /// The day of the last delta.
        day: Day,
    },
    /// Another file of the same name was applied already.
    #[error("{file} was applied already, with another content. Import a complete export")]
    Other {
        /// The delta.
        file: Box<str>,
    },
    /// Nothing says when the delta is from.
    #[error("{file} says no day in its name, such as ENT2DVA_Delta_20270312_Eleve_0000.xml")]
    Undated {
        /// The delta.
        file: Box<str>,
    },
    /// What was kept cannot be read back.
    #[error("the files kept for deltas cannot be read ({0}): import a complete export")]
    Unreadable(String),
}

/// A file that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    source: Box<str>,
    name: Box<str>,
    day: Option<Day>,
    is_delta: bool,
    digest: Vec<u8>,
    hash: String,
}

impl Kept {
    fn is(&self, part: &Part) -> bool {
        self.source == part.source && self.name == part.name
    }
}

/// What a delivery is read with.
#[derive(Debug)]
pub(super) struct Base {
    /// Everything to read: what was kept, then the delivery.
    pub(super) paths: Vec<PathBuf>,
    delivery: Option<Delivery>,
    /// What is kept of the academies and degrees of the delivery.
    known: Vec<Kept>,
    /// Holds what was kept while it is read.
    _folder: Option<TempDir>,
}

impl Base {
    /// Finds what a delivery stands on, and refuses a delta that does not follow it.
    pub(super) fn open(
        db: &Db,
        kind: Kind,
        paths: &[PathBuf],
        options: &Options,
    ) -> Result<Self, ImportError> {
        let (Kind::Aaf, Some(files)) = (kind, options.files) else {
            let paths = paths.to_vec();
            return Ok(Self { paths, delivery: None, known: Vec::new(), _folder: None });
        };
        let delivery = Delivery::open(paths, Limits::default())?;
        let sources: BTreeSet<Box<str>> =
            delivery.parts().iter().map(|part| part.source.clone()).collect();
        let known = db.read_blocking(move |tx| kept(tx, &sources))?;
        let alone: Vec<&Part> = delivery.alone().collect();
        check(&delivery, &alone, &known)?;
        // What is delivered again is read where it is delivered.
        let needed = known.iter().filter(|one| {
            alone.iter().any(|part| part.source == one.source)
                && !alone.iter().any(|part| one.is(part))
        });
        let unreadable = |error: io::Error| BaseError::Unreadable(error.to_string());
        let folder = tempfile::tempdir().map_err(unreadable)?;
        let mut read = Vec::new();
        for (at, one) in needed.enumerate() {
            let (place, name) = (folder.path().join(at.to_string()), format!("{}.gz", one.name));
            read.push(bring(files, &place, &name, &one.hash).map_err(BaseError::Unreadable)?);
        }
        read.extend_from_slice(paths);
        Ok(Self { paths: read, delivery: Some(delivery), known, _folder: Some(folder) })
    }

    /// Whether publishing the delivery would keep other files than those that are.
    pub(super) fn is_news(&self) -> bool {
        let Some(delivery) = &self.delivery else { return false };
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for part in delivery.parts() {
            names.entry(&part.source).or_default().insert(&part.name);
        }
        let stays = standing(delivery);
        names.iter().any(|(source, names)| {
            let of_source = self.known.iter().filter(|one| *one.source == **source);
            let known: BTreeSet<&str> = of_source.map(|one| &*one.name).collect();
            if stays.contains(source) { !names.is_subset(&known) } else { *names != known }
        })
    }

    /// Stores the files to keep; they are kept once [`Change::write`] is committed.
    pub(super) fn store(&self, options: &Options) -> Result<Change, ImportError> {
        let mut change = Change { known: self.known.clone(), ..Change::default() };
        let (Some(delivery), Some(files)) = (&self.delivery, options.files) else {
            return Ok(change);
        };
        let stays = standing(delivery);
        let is_new = |part: &&Part| {
            !stays.contains(&*part.source) || !self.known.iter().any(|one| one.is(part))
        };
        let parts: Vec<&Part> = delivery.parts().iter().filter(is_new).collect();
        delivery.read(&parts, |part, input| {
            let (digest, hash) = pack(files, input, options.now)?;
            change.added.push(Kept {
                source: part.source.clone(),
                name: part.name.clone(),
                day: part.day,
                is_delta: part.is_delta,
                digest,
                hash: hash.to_string(),
            });
            Ok::<_, ImportError>(())
        })?;
        let of_delivery: BTreeSet<&str> = delivery.parts().iter().map(|p| &*p.source).collect();
        change.sources = of_delivery.iter().map(|&source| source.into()).collect();
        let replaced = of_delivery.iter().filter(|source| !stays.contains(*source));
        change.replaced = replaced.map(|&source| source.into()).collect();
        Ok(change)
    }
}

/// The sources whose kept files stay: those of which deltas alone are delivered.
fn standing(delivery: &Delivery) -> BTreeSet<&str> {
    delivery.alone().map(|part| &*part.source).collect()
}

/// What publishing changes of what is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Change {
    sources: BTreeSet<Box<str>>,
    known: Vec<Kept>,
    replaced: Vec<Box<str>>,
    added: Vec<Kept>,
}

impl Change {
    /// Writes it; [`ImportError::Edited`] when something else is kept by now than was read.
    pub(super) fn write(&self, tx: &mut Tx) -> Result<(), ImportError> {
        if kept(tx, &self.sources)? != self.known {
            return Err(ImportError::Edited);
        }
        for source in &self.replaced {
            tx.execute("DELETE FROM directory_base WHERE source = $1", params![&**source])?;
        }
        for one in &self.added {
            tx.execute(
                "INSERT INTO directory_base (source, name, day, is_delta, digest, hash) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
                params![
                    &*one.source,
                    &*one.name,
                    one.day,
                    one.is_delta,
                    one.digest.as_slice(),
                    &one.hash
                ],
            )?;
        }
        Ok(())
    }
}

/// Refuses deltas that do not follow what is kept.
fn check(delivery: &Delivery, alone: &[&Part], known: &[Kept]) -> Result<(), ImportError> {
    delivery.read(alone, |part, input| {
        let mut content = Sha256::new();
        pour(input, &mut |piece| {
            content.update(piece);
            Ok(())
        })?;
        Ok(follows(part, &content.finalize(), known)?)
    })
}

/// A delta comes after what is kept, or is one of them.
fn follows(part: &Part, digest: &[u8], known: &[Kept]) -> Result<(), BaseError> {
    let file = part.name.clone();
    let of_source: Vec<&Kept> = known.iter().filter(|one| one.source == part.source).collect();
    if of_source.is_empty() {
        return Err(BaseError::Missing { file, origin: part.source.clone() });
    }
    if let Some(same) = of_source.iter().find(|one| one.name == part.name) {
        return if same.digest == digest { Ok(()) } else { Err(BaseError::Other { file }) };
    }
    let Some(day) = part.day else { return Err(BaseError::Undated { file }) };
    let last = |is_delta: bool| {
        of_source.iter().filter(|one| one.is_delta == is_delta).filter_map(|one| one.day).max()
    };
    match (last(false), last(true)) {
        (Some(complete), _) if day <= complete => Err(BaseError::Older { file, day: complete }),
        (_, Some(delta)) if day < delta => Err(BaseError::Late { file, day: delta }),
        _ => Ok(()),
    }
}

fn kept(tx: &mut Tx, sources: &BTreeSet<Box<str>>) -> Result<Vec<Kept>, DbError> {
    let mut found = Vec::new();
    for source in sources {
        found.extend(tx.query(
            "SELECT name, day, is_delta, digest, hash FROM directory_base WHERE source = $1 ORDER BY id",
            params![&**source],
            |row| {
                Ok(Kept {
                    source: source.clone(),
                    name: row.get::<String>(0)?.into(),
                    day: row.get(1)?,
                    is_delta: row.get(2)?,
                    digest: row.get(3)?,
                    hash: row.get(4)?,
                })
            },
        )?);
    }
    Ok(found)
}

/// Whether a stored file is one that deltas stand on.
pub(crate) fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM directory_base WHERE hash = $1 LIMIT 1",
        params![hash],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Gives a stored file its name back, in a folder of its own.
///
/// # Errors
/// A sentence for operators, when the file is gone or cannot be copied.
pub fn bring(files: &Files, place: &Path, name: &str, hash: &str) -> Result<PathBuf, String> {
    let gone = || format!("{name} is gone");
    let hash = Hash::parse(hash).ok_or_else(gone)?;
    let (mut stored, _) = files.get(&hash).map_err(|error| error.to_string())?.ok_or_else(gone)?;
    let path = place.join(name);
    let copied = std::fs::create_dir(place)
        .and_then(|()| File::create(&path))
        .and_then(|mut copy| io::copy(&mut stored, &mut copy));
    copied.map(|_| path).map_err(|error| error.to_string())
}

/// Stores a content compressed, always alike; its digest and where it is.
fn pack(files: &Files, input: &mut dyn Read, now: Instant) -> Result<(Vec<u8>, Hash), ImportError> {
    let staging = files.stage(Limits::default().bytes)?;
    let mut content = Sha256::new();
    let mut packed = GzBuilder::new().write(staging, Compression::fast());
    pour(input, &mut |piece| {
        content.update(piece);
        packed.write_all(piece)
    })?;
    let staging = packed.finish().map_err(lost)?;
    Ok((content.finalize().to_vec(), staging.finish(now)?.hash))
}

/// Hands a content piece by piece.
fn pour(
    input: &mut dyn Read,
    f: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), ImportError> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        match input.read(&mut buffer).map_err(lost)? {
            0 => return Ok(()),
            count => f(&buffer[..count]).map_err(lost)?,
        }
    }
}

/// What kept a file from being read or stored: a limit of the feed, a full disk, or something broken.
fn lost(error: io::Error) -> ImportError {
    match feed::limit_of(error) {
        Ok(limit) => limit.into(),
        Err(error) => FileError::from(error).into(),
    }
}
