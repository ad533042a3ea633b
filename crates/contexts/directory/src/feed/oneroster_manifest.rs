//! What a OneRoster export says of itself: its version, its files, the system it comes from.

use super::error::FeedError;
use super::oneroster_columns::{SHAPES, Table};
use super::source::{Entry, Sources};
use super::table;

/// Tables without which nobody is known to be anywhere.
const NEEDED: [Table; 3] = [Table::Orgs, Table::Users, Table::Roles];

/// Its own file.
pub(super) const FILE: &str = "manifest.csv";

/// What the exports of this program call their system.
pub(super) const OWN_SYSTEM: &str = "preau";

/// An export as its manifest announces it.
#[derive(Default)]
pub(super) struct Manifest {
    /// The place of each table among the files.
    pub(super) tables: Vec<(Table, usize)>,
    /// Files of nothing that is read.
    pub(super) skipped: Vec<Box<str>>,
    /// The system it comes from, as part of a key; nothing when it does not say.
    pub(super) system: String,
}

impl Manifest {
    /// Finds the manifest among some files and the tables it announces.
    pub(super) fn find(sources: &Sources) -> Result<Self, FeedError> {
        let mut manifest = Self::default();
        let mut own = None;
        let mut found: Vec<(Table, usize)> = Vec::new();
        for (at, entry) in sources.entries().iter().enumerate() {
            let table = Table::of_file(entry.file_name());
            let again = match table {
                Some(table) => {
                    found.push((table, at));
                    found.iter().filter(|(other, _)| *other == table).count() > 1
                }
                None if is_manifest(entry) => own.replace(at).is_some(),
                None => {
                    manifest.skipped.push(entry.name.clone());
                    false
                }
            };
            if again {
                return Err(FeedError::RepeatedFile { file: entry.name.clone() });
            }
        }
        let Some(own) = own else {
            return Err(FeedError::MissingFile { file: FILE });
        };
        let said = manifest.read(sources, own)?;
        for shape in &SHAPES {
            let place = found.iter().find(|(table, _)| *table == shape.table);
            let is_announced = said.contains(&shape.property());
            match place {
                Some((table, at)) if is_announced => manifest.tables.push((*table, *at)),
                Some((_, at)) => manifest.skipped.push(sources.entries()[*at].name.clone()),
                None if is_announced => return Err(missing(shape.table)),
                None => {}
            }
        }
        let has = |wanted: &Table| manifest.tables.iter().any(|(table, _)| table == wanted);
        match NEEDED.into_iter().find(|table| !has(table)) {
            Some(table) => Err(missing(table)),
            None => Ok(manifest),
        }
    }

    /// The place of a table, when the export has it.
    pub(super) fn place(&self, table: Table) -> Option<usize> {
        self.tables.iter().find(|(known, _)| *known == table).map(|(_, at)| *at)
    }

    /// Reads the manifest; the names of the tables it announces as complete.
    fn read(&mut self, sources: &Sources, own: usize) -> Result<Vec<&'static str>, FeedError> {
        let mut announced = Vec::new();
        let mut version = String::new();
        let mut code = String::new();
        let mut name = String::new();
        sources.read(&[own], |entry, input| {
            let file = &*entry.name;
            let mut is_header = true;
            table::read(file, &entry.head, input, |_, cells| {
                let [property, value, ..] = cells else { return Ok(()) };
                if std::mem::take(&mut is_header) {
                    return Ok(());
                }
                match property.as_str() {
                    "oneroster.version" => version.clone_from(value),
                    "source.systemCode" => code = key_part(value),
                    "source.systemName" => name = key_part(value),
                    _ => {}
                }
                if value.eq_ignore_ascii_case("delta") {
                    return Err(FeedError::OnlyChanges { file: file.into() });
                }
                let table = property.strip_prefix("file.");
                let shape =
                    table.and_then(|table| SHAPES.iter().find(|one| one.property() == table));
                if let Some(shape) = shape.filter(|_| value.eq_ignore_ascii_case("bulk")) {
                    announced.push(shape.property());
                }
                Ok(())
            })
            .map(drop)
        })?;
        self.system = if code.is_empty() { name } else { code };
        if version.starts_with("1.2") {
            Ok(announced)
        } else {
            let file = sources.entries()[own].name.clone();
            Err(FeedError::Version { file, found: version.into() })
        }
    }
}

fn is_manifest(entry: &Entry) -> bool {
    entry.file_name() == FILE
}

const fn missing(table: Table) -> FeedError {
    FeedError::MissingFile { file: table.shape().file }
}

/// A name as it may stand inside a key: letters, digits, points, underscores.
pub(super) fn key_part(text: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' };
    text.to_lowercase().chars().take(60).map(kept).collect()
}
