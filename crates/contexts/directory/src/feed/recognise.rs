//! What files are, told by what they contain: nobody is asked.

use std::path::PathBuf;

use super::annuaire;
use super::error::SourceError;
use super::onde_columns::Table;
use super::source::{Entry, Limits, Sources};
use super::{oneroster_columns, sheet, siecle, sts, table};

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// AAF exports of either degree.
    Aaf,
    /// CSV exports of ONDE.
    Onde,
    /// XML exports of SIECLE.
    Siecle,
    /// XML exports of STS.
    Sts,
    /// CSV exports of OneRoster.
    OneRoster,
    /// The open directory of schools.
    Annuaire,
    /// A table whose columns someone has to name.
    Table,
}

/// The formats met among some files, archives opened; the one of most files first, tables that no
/// one knows last.
pub fn recognise(paths: &[PathBuf], limits: &Limits) -> Result<Vec<Format>, SourceError> {
    let sources = Sources::open(paths, *limits)?;
    let mut counts: Vec<(Format, usize)> = Vec::new();
    for format in sources.entries().iter().filter_map(format_of) {
        match counts.iter_mut().find(|(known, _)| *known == format) {
            Some((_, count)) => *count += 1,
            None => counts.push((format, 1)),
        }
    }
    let is_unknown = |format: &Format| *format == Format::Table;
    counts.sort_by_key(|(format, count)| (is_unknown(format), std::cmp::Reverse(*count)));
    Ok(counts.into_iter().map(|(format, _)| format).collect())
}

fn format_of(entry: &Entry) -> Option<Format> {
    let start = String::from_utf8_lossy(&entry.head);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('<') {
        return if siecle::is_siecle(start) {
            Some(Format::Siecle)
        } else if sts::is_sts(start) {
            Some(Format::Sts)
        } else {
            start.contains("<ficAlimMENESR").then_some(Format::Aaf)
        };
    }
    let header = table::header(&entry.head);
    if oneroster_columns::is_oneroster(&header) {
        Some(Format::OneRoster)
    } else if Table::of(&header).is_some() {
        Some(Format::Onde)
    } else if annuaire::is_directory(&header) {
        Some(Format::Annuaire)
    } else {
        sheet::is_table(&entry.head).then_some(Format::Table)
    }
}
