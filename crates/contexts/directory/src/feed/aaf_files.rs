//! The files of an AAF delivery: what each holds, whose it is, and of which day.

use std::io::Read;
use std::path::PathBuf;

use kernel::Day;

use super::attr::Degree;
use super::error::{FeedError, SourceError};
use super::source::{Entry, Limits, Sources};

/// Types of files, in the order in which they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    /// EtabEducNat.
    Schools,
    /// MatiereEducNat.
    Subjects,
    /// MefEducNat.
    Levels,
    /// PersEducNat.
    Staff,
    /// PersRelEleve.
    Guardians,
    /// Eleve.
    Pupils,
}

impl Kind {
    pub(super) const ALL: [Self; 6] =
        [Self::Schools, Self::Subjects, Self::Levels, Self::Staff, Self::Guardians, Self::Pupils];

    /// Reads the word of a file name or of a record.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "EtabEducNat" => Self::Schools,
            "MatiereEducNat" | "MatEducNat" => Self::Subjects,
            "MefEducNat" => Self::Levels,
            "PersEducNat" => Self::Staff,
            "PersRelEleve" => Self::Guardians,
            "Eleve" => Self::Pupils,
            _ => return None,
        })
    }
}

/// What the comments at the top of a file say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Header {
    degree: Option<Degree>,
    academy: Box<str>,
}

impl Header {
    /// Reads the head of a file; the degree is also told by the file's name, or by the
    /// attributes met.
    fn of(entry: &Entry) -> Self {
        let head = String::from_utf8_lossy(&entry.head);
        let word = |name: &str| {
            let (_, after) = head.split_once(&format!("{name}=\""))?;
            after.split('"').next().map(str::trim)
        };
        let academy = word("codeAcademieExport").unwrap_or_default().trim_start_matches('0');
        let academy: String =
            academy.chars().filter(char::is_ascii_alphanumeric).take(10).collect();
        let (name, any) =
            (entry.file_name(), |signs: &[&str]| signs.iter().any(|s| head.contains(s)));
        let degree = match word("degre") {
            Some("1D") => Some(Degree::First),
            Some("2D") => Some(Degree::Second),
            _ if name.contains("ENT1D") => Some(Degree::First),
            _ if name.contains("ENT2D") => Some(Degree::Second),
            _ if any(&["\"ENTPersonNom\"", "\"ENTStructureVille\"", "\"ENTEcole"]) => {
                Some(Degree::First)
            }
            _ if any(&["\"sn\"", "\"l\"", "\"ENTMat", "\"ENTMef"]) => Some(Degree::Second),
            _ => None,
        };
        Self { degree, academy: academy.into() }
    }
}

/// Where numbers are unique: a degree in an academy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    pub(super) degree: Degree,
    academy: Box<str>,
}

impl Scope {
    /// The key of a number of this scope.
    pub(super) fn key(&self, id: &str) -> Box<str> {
        format!("{}-{}-{id}", self.degree.code(), self.academy).into()
    }

    /// What its people are said to come from.
    fn source(&self) -> String {
        format!("aaf:{}:{}", self.academy, self.degree.code().to_ascii_lowercase())
    }
}

/// A file of a delivery.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name, without where it was.
    pub name: Box<str>,
    /// Whose records it holds, such as `aaf:13:2d`.
    pub source: Box<str>,
    /// The day in its name.
    pub day: Option<Day>,
    /// Whether it only says what changed since a complete export.
    pub is_delta: bool,
    pub(super) entry: usize,
    pub(super) kind: Kind,
    pub(super) scope: usize,
}

/// The files of AAF exports found together.
#[derive(Debug)]
pub struct Delivery {
    pub(super) sources: Sources,
    /// Complete ones by type then in their order, then deltas by their days.
    parts: Vec<Part>,
    pub(super) scopes: Vec<Scope>,
    /// Names of files that are something else.
    pub(super) skipped: Vec<Box<str>>,
}

impl Delivery {
    /// Lists the files under `paths`, archives included, and tells what each is.
    ///
    /// # Errors
    /// When they cannot be opened, or when none is of AAF.
    pub fn open(paths: &[PathBuf], limits: Limits) -> Result<Self, FeedError> {
        let sources = Sources::open(paths, limits)?;
        let (mut found, mut skipped) = (Vec::new(), Vec::new());
        for (index, entry) in sources.entries().iter().enumerate() {
            match kind_of(entry) {
                Some(kind) => found.push((index, kind, Header::of(entry))),
                None => skipped.push(entry.name.clone()),
            }
        }
        if found.is_empty() {
            let names = sources.entries().iter().take(10).map(|entry| entry.name.to_string());
            return Err(FeedError::Nothing { seen: names.collect() });
        }
        let headers: Vec<Header> = found.iter().map(|(.., header)| header.clone()).collect();
        let mut delivery =
            Self { sources, parts: Vec::with_capacity(found.len()), scopes: Vec::new(), skipped };
        for (entry, kind, header) in found {
            let scope = delivery.scope(complete(&header, &headers));
            let part = delivery.part(entry, kind, scope);
            delivery.parts.push(part);
        }
        delivery.parts.sort_by_key(|part| {
            (part.is_delta, part.day.filter(|_| part.is_delta), part.kind, part.entry)
        });
        Ok(delivery)
    }

    fn scope(&mut self, wanted: Scope) -> usize {
        let known = self.scopes.iter().position(|scope| *scope == wanted);
        known.unwrap_or_else(|| {
            self.scopes.push(wanted);
            self.scopes.len() - 1
        })
    }

    fn part(&self, entry: usize, kind: Kind, scope: usize) -> Part {
        let name = self.sources.entries()[entry].file_name();
        let dated = |word: &str| Some(day_of(name.split_once(word)?.1));
        let (delta, whole) = (dated("_Delta_"), dated("_Complet_"));
        Part {
            name: name.into(),
            source: self.scopes[scope].source().into(),
            day: delta.or(whole).flatten(),
            is_delta: delta.is_some(),
            entry,
            kind,
            scope,
        }
    }

    /// Every file.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Deltas whose complete export is not there.
    pub fn alone(&self) -> impl Iterator<Item = &Part> {
        let has_complete =
            |scope: usize| self.parts.iter().any(|one| !one.is_delta && one.scope == scope);
        self.parts.iter().filter(move |part| part.is_delta && !has_complete(part.scope))
    }

    /// Reads some files, in the order given.
    ///
    /// # Errors
    /// Those of `visit`, and when a file cannot be read.
    pub fn read<E: From<SourceError>>(
        &self,
        parts: &[&Part],
        mut visit: impl FnMut(&Part, &mut dyn Read) -> Result<(), E>,
    ) -> Result<(), E> {
        self.read_entries(parts, |part, _, input| visit(part, input))
    }

    pub(super) fn read_entries<E: From<SourceError>>(
        &self,
        parts: &[&Part],
        mut visit: impl FnMut(&Part, &Entry, &mut dyn Read) -> Result<(), E>,
    ) -> Result<(), E> {
        let order: Vec<usize> = parts.iter().map(|part| part.entry).collect();
        let mut rest = parts.iter();
        self.sources.read(&order, |entry, input| match rest.next() {
            Some(part) => visit(part, entry, input),
            None => Ok(()),
        })
    }
}

/// The day that a name goes on with, as `20270312`.
fn day_of(rest: &str) -> Option<Day> {
    let (year, month, day) = (rest.get(..4)?, rest.get(4..6)?, rest.get(6..8)?);
    Day::parse_iso(&format!("{year}-{month}-{day}"))
}

/// The type of a file: by its name, else by the category of its first record.
fn kind_of(entry: &Entry) -> Option<Kind> {
    let name = entry.file_name();
    let stem = name.strip_suffix(".xml").or_else(|| name.strip_suffix(".XML"))?;
    if let Some((before, slice)) = stem.rsplit_once('_')
        && slice.len() == 4
        && slice.bytes().all(|byte| byte.is_ascii_digit())
        && let Some((_, word)) = before.rsplit_once('_')
        && let Some(kind) = Kind::from_word(word)
    {
        return Some(kind);
    }
    let head = String::from_utf8_lossy(&entry.head);
    let category = head.split_once("name=\"categorie")?.1.split_once("<value>")?.1;
    Kind::from_word(category.split('<').next()?.trim())
}

/// What a file does not say of itself is taken from the other files: the only degree or the only
/// academy met, else the 2nd degree and no academy.
fn complete(header: &Header, all: &[Header]) -> Scope {
    let only = |values: Vec<Degree>| {
        values.first().copied().filter(|first| values.iter().all(|v| v == first))
    };
    let degree = header
        .degree
        .or_else(|| only(all.iter().filter_map(|other| other.degree).collect()))
        .unwrap_or(Degree::Second);
    if !header.academy.is_empty() {
        return Scope { degree, academy: header.academy.clone() };
    }
    let mut academies =
        all.iter().map(|other| &other.academy).filter(|academy| !academy.is_empty());
    let first = academies.next();
    let academy =
        first.filter(|first| academies.all(|other| other == *first)).cloned().unwrap_or_default();
    Scope { degree, academy }
}
