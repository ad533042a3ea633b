//! The files of a OneRoster export being written, whoever says what they hold.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use csv::{Terminator, WriterBuilder};

use super::oneroster_columns::{SHAPES, Table};
use super::oneroster_manifest::FILE;

/// Tables of the standard that are not written: work and results are not the directory's.
const ABSENT: [&str; 13] = [
    "categories",
    "classResources",
    "courseResources",
    "lineItemLearningObjectiveIds",
    "lineItemScoreScales",
    "lineItems",
    "resources",
    "resultLearningObjectiveIds",
    "resultScoreScales",
    "results",
    "scoreScales",
    "userProfiles",
    "userResources",
];

/// Every table that is read, in a folder.
pub(super) struct Tables {
    folder: PathBuf,
    tables: BTreeMap<Table, csv::Writer<BufWriter<File>>>,
}

impl Tables {
    /// Begins an export in a folder, which is created; the tables of another one are replaced.
    pub(super) fn create(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut tables = BTreeMap::new();
        for shape in &SHAPES {
            let mut table = rows(&folder.join(shape.file))?;
            table.write_record(shape.columns.iter().chain(shape.own))?;
            tables.insert(shape.table, table);
        }
        Ok(Self { folder: folder.to_path_buf(), tables })
    }

    /// Adds a line, each cell by the name of its column.
    pub(super) fn row<'c>(
        &mut self,
        table: Table,
        cell: impl Fn(&str) -> Cow<'c, str>,
    ) -> io::Result<()> {
        let shape = table.shape();
        let Some(rows) = self.tables.get_mut(&table) else { return Ok(()) };
        for column in shape.columns.iter().chain(shape.own) {
            rows.write_field(cell(column).as_bytes())?;
        }
        Ok(rows.write_record(None::<&[u8]>)?)
    }

    /// Ends an export, complete: the manifest names the system it comes from.
    pub(super) fn finish(self, (name, code): (&str, &str)) -> io::Result<()> {
        for mut table in self.tables.into_values() {
            table.flush()?;
        }
        let mut manifest = rows(&self.folder.join(FILE))?;
        let mut files: Vec<(String, &str)> = SHAPES
            .iter()
            .map(|shape| (format!("file.{}", shape.property()), "bulk"))
            .chain(ABSENT.iter().map(|name| (format!("file.{name}"), "absent")))
            .collect();
        files.sort();
        for line in
            [["propertyName", "value"], ["manifest.version", "1.0"], ["oneroster.version", "1.2"]]
        {
            manifest.write_record(line)?;
        }
        for (property, value) in &files {
            manifest.write_record([property, *value])?;
        }
        manifest.write_record(["source.systemName", name])?;
        manifest.write_record(["source.systemCode", code])?;
        manifest.flush()
    }
}

fn rows(path: &Path) -> io::Result<csv::Writer<BufWriter<File>>> {
    let file = BufWriter::new(File::create(path)?);
    Ok(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(file))
}
