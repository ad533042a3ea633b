//! The open directory of schools, as `fr-en-annuaire-education` publishes it or with the short
//! column names of territories' own extracts. Columns are found by their folded name.

use std::collections::HashMap;
use std::io::Read;
use std::path::PathBuf;

use kernel::{Day, fold};

use super::aaf_schools::kind_of_code;
use super::digest::Digest;
use super::error::{FeedError, Reason, Reject};
use super::model::{Priority, School, SchoolKind, Sector};
use super::source::{Limits, Sources};
use super::table;
use super::uai::Uai;
use super::{FeedSummary, Record, Sink};

/// Reads directories of schools found under `paths` and hands schools to `sink`.
///
/// Establishments that are not schools (services, medical and social ones…) are counted as
/// ignored. Tables without the columns of a directory are skipped when another file has them.
pub fn read(
    paths: &[PathBuf],
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<FeedSummary, FeedError> {
    let sources = Sources::open(paths, *limits)?;
    let mut feed = Feed { sink, seen: HashMap::new(), summary: FeedSummary::default() };
    let mut refused = None;
    let order: Vec<usize> = (0..sources.entries().len()).collect();
    sources.read(&order, |entry, input| match feed.file(&entry.name, &entry.head, input) {
        Err(FeedError::MissingColumn { file, column }) => {
            feed.summary.skipped_files.push(file.clone());
            refused.get_or_insert(FeedError::MissingColumn { file, column });
            Ok(())
        }
        other => other,
    })?;
    match refused {
        Some(error) if feed.summary.files == 0 => Err(error),
        _ if feed.summary.files == 0 => Err(FeedError::Nothing { seen: Vec::new() }),
        _ => Ok(feed.summary),
    }
}

/// Whether a table with these columns is a directory of schools.
pub(super) fn is_directory(header: &[String]) -> bool {
    Columns::find("", header).is_ok()
}

struct Feed<'s, 'k> {
    sink: &'s mut Sink<'k>,
    seen: HashMap<Uai, Digest>,
    summary: FeedSummary,
}

impl Feed<'_, '_> {
    fn file(&mut self, name: &str, head: &[u8], input: &mut dyn Read) -> Result<(), FeedError> {
        let mut columns = None;
        let bytes = table::read(name, head, input, |line, cells| {
            match &columns {
                None => columns = Some(Columns::find(name, cells)?),
                Some(columns) => self.row(name, line, columns, cells)?,
            }
            Ok(())
        })?;
        self.summary.files += 1;
        self.summary.bytes += bytes;
        Ok(())
    }

    fn row(
        &mut self,
        file: &str,
        line: u64,
        columns: &Columns,
        cells: &[String],
    ) -> Result<(), FeedError> {
        let row = Row { columns, cells };
        let Some(kind) = row.kind() else {
            self.summary.ignored += 1;
            return Ok(());
        };
        let reason = match row.school(kind) {
            Ok(school) => match self.seen.insert(school.uai, school.digest()) {
                None => {
                    self.summary.schools += 1;
                    return self.deliver(Record::School(Box::new(school)));
                }
                Some(known) if known == school.digest() => return Ok(()),
                Some(known) => {
                    self.seen.insert(school.uai, known);
                    Reason::Duplicate
                }
            },
            Err(reason) => reason,
        };
        self.summary.rejected += 1;
        let key = row.get(Column::Uai).into();
        self.deliver(Record::Rejected(Box::new(Reject { file: file.into(), line, key, reason })))
    }

    fn deliver(&mut self, record: Record) -> Result<(), FeedError> {
        (self.sink)(record).map_err(|super::Stop| FeedError::Stopped)
    }
}

/// The columns that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Uai,
    Name,
    Type,
    SubType,
    Nature,
    Nursery,
    Elementary,
    Sector,
    Contract,
    ContractCode,
    Insee,
    CurrentInsee,
    Commune,
    Epci,
    Address1,
    Address2,
    Address3,
    PostalCode,
    Lat,
    Lon,
    Precision,
    Priority,
    District,
    Phone,
    Mail,
    State,
    Opened,
}

/// Folded names of columns.
const NAMES: &[(&str, Column)] = &[
    ("uai", Column::Uai),
    ("identifiant de l etablissement", Column::Uai),
    ("numero uai", Column::Uai),
    ("nom", Column::Name),
    ("nom etablissement", Column::Name),
    ("type", Column::Type),
    ("type etablissement", Column::Type),
    ("sous type", Column::SubType),
    ("code nature", Column::Nature),
    ("ecole maternelle", Column::Nursery),
    ("ecole elementaire", Column::Elementary),
    ("secteur", Column::Sector),
    ("statut public prive", Column::Sector),
    ("type contrat prive", Column::Contract),
    ("code type contrat prive", Column::ContractCode),
    ("code insee", Column::Insee),
    ("code commune", Column::Insee),
    ("commune actuelle code", Column::CurrentInsee),
    ("commune nom", Column::Commune),
    ("nom commune", Column::Commune),
    ("epci nom", Column::Epci),
    ("adresse", Column::Address1),
    ("adresse 1", Column::Address1),
    ("adresse 2", Column::Address2),
    ("adresse 3", Column::Address3),
    ("code postal", Column::PostalCode),
    ("lat", Column::Lat),
    ("latitude", Column::Lat),
    ("lon", Column::Lon),
    ("longitude", Column::Lon),
    ("geo", Column::Precision),
    ("precision localisation", Column::Precision),
    ("education prioritaire", Column::Priority),
    ("appartenance education prioritaire", Column::Priority),
    ("circonscription", Column::District),
    ("nom circonscription", Column::District),
    ("telephone", Column::Phone),
    ("mail", Column::Mail),
    ("etat", Column::State),
    ("ouvert", Column::Opened),
    ("date ouverture", Column::Opened),
];

/// Where each column is in a file.
struct Columns {
    known: Vec<(Column, usize)>,
    /// Numbers of pupils, latest year first.
    pupils: Vec<usize>,
    /// Social position indexes, latest year first.
    ips: Vec<usize>,
}

impl Columns {
    fn find(file: &str, headers: &[String]) -> Result<Self, FeedError> {
        let headers: Vec<String> =
            headers.iter().map(|header| table::column_name(header)).collect();
        let place = |header: &String| {
            NAMES.iter().find(|(name, _)| name == header).map(|(_, column)| *column)
        };
        let known: Vec<_> = headers
            .iter()
            .enumerate()
            .filter_map(|(at, header)| Some((place(header)?, at)))
            .collect();
        for (column, name) in [(Column::Uai, "uai"), (Column::Name, "nom"), (Column::Type, "type")]
        {
            if !known.iter().any(|(found, _)| *found == column) {
                return Err(FeedError::MissingColumn { file: file.into(), column: name });
            }
        }
        let latest = |fits: fn(&str) -> bool| {
            let mut found: Vec<_> =
                headers.iter().enumerate().filter(|(_, header)| fits(header)).collect();
            found.sort_by(|a, b| b.1.cmp(a.1));
            found.into_iter().map(|(at, _)| at).collect()
        };
        let pupils = latest(|header| header == "nombre d eleves" || header.starts_with("effectif"));
        let ips = latest(|header| header == "ips" || header.starts_with("ips "));
        Ok(Self { known, pupils, ips })
    }
}

struct Row<'a> {
    columns: &'a Columns,
    cells: &'a [String],
}

impl Row<'_> {
    fn get(&self, column: Column) -> &str {
        let places = self.columns.known.iter().filter(|(known, _)| *known == column);
        places
            .filter_map(|(_, at)| self.cells.get(*at))
            .find(|cell| !cell.is_empty())
            .map_or("", String::as_str)
    }

    fn text(&self, column: Column) -> Option<Box<str>> {
        Some(self.get(column)).filter(|text| !text.is_empty()).map(Box::from)
    }

    fn latest<T: std::str::FromStr>(&self, places: &[usize]) -> Option<T> {
        places.iter().find_map(|at| self.cells.get(*at)?.replace(',', ".").parse().ok())
    }

    /// The kind of school; `None` for an establishment that is not a school.
    fn kind(&self) -> Option<SchoolKind> {
        let words = fold(self.get(Column::Type));
        match words.as_str() {
            "college" => Some(SchoolKind::Middle),
            "lycee" => Some(SchoolKind::High),
            "erea" => Some(SchoolKind::Other),
            "ecole" => Some(self.primary_kind()),
            _ => None,
        }
    }

    /// The kind of an école; one that says nothing more is taken as primaire, which covers all.
    fn primary_kind(&self) -> SchoolKind {
        let words = fold(self.get(Column::SubType));
        match (words.as_str(), self.get(Column::Nursery), self.get(Column::Elementary)) {
            ("maternelle", ..) | (_, "1", "" | "0") => SchoolKind::Nursery,
            ("elementaire", ..) | (_, "" | "0", "1") => SchoolKind::Elementary,
            ("primaire", ..) | (_, "1", "1") => SchoolKind::Primary,
            _ => match kind_of_code(self.get(Column::Nature)) {
                kind @ (SchoolKind::Nursery | SchoolKind::Elementary) => kind,
                _ => SchoolKind::Primary,
            },
        }
    }

    fn sector(&self) -> Option<Sector> {
        let words = fold(self.get(Column::Sector));
        let contract = fold(self.get(Column::Contract));
        match (words.as_str(), self.get(Column::ContractCode)) {
            ("public", _) => Some(Sector::Public),
            ("prive sous contrat", _) => Some(Sector::PrivateContract),
            ("prive hors contrat", _) | ("prive", "10") => Some(Sector::PrivateFree),
            ("prive", "20" | "30" | "31" | "40" | "41") => Some(Sector::PrivateContract),
            ("prive", _) if contract.contains("hors contrat") => Some(Sector::PrivateFree),
            ("prive", _) if contract.contains("contrat") => Some(Sector::PrivateContract),
            ("prive", _) => Some(Sector::Private),
            _ => None,
        }
    }

    fn opened(&self) -> Result<Option<Day>, Reason> {
        let value = self.get(Column::Opened);
        if value.is_empty() {
            return Ok(None);
        }
        let day =
            value.get(..10).and_then(|day| Day::parse_iso(day).or_else(|| Day::parse_french(day)));
        day.map(Some).ok_or_else(|| Reason::BadDate {
            attribute: "date_ouverture".into(),
            value: value.into(),
        })
    }

    fn school(&self, kind: SchoolKind) -> Result<School, Reason> {
        let number = self.get(Column::Uai);
        let uai = Uai::parse(number).ok_or_else(|| Reason::BadUai { value: number.into() })?;
        let name = self.text(Column::Name).ok_or(Reason::MissingName)?;
        let mut school = School::new(uai, &name, kind);
        let address: Vec<&str> = [Column::Address1, Column::Address2, Column::Address3]
            .into_iter()
            .map(|column| self.get(column))
            .filter(|line| !line.is_empty())
            .collect();
        school.address = Some(address.join("\n")).filter(|text| !text.is_empty()).map(Into::into);
        school.sector = self.sector();
        school.commune = self.text(Column::Commune);
        school.insee = self.text(Column::CurrentInsee).or_else(|| self.text(Column::Insee));
        school.epci = self.text(Column::Epci);
        school.postal_code = self.text(Column::PostalCode);
        school.lat = self.coordinate(Column::Lat, 90.0);
        school.lon = self.coordinate(Column::Lon, 180.0);
        school.approximate_position = fold(self.get(Column::Precision)).contains("commune");
        school.pupils = self.latest(&self.columns.pupils);
        school.ips = self.latest(&self.columns.ips).filter(|ips: &f64| ips.is_finite());
        school.priority = match self.get(Column::Priority) {
            "REP" => Some(Priority::Rep),
            "REP+" => Some(Priority::RepPlus),
            _ => None,
        };
        school.district = self.text(Column::District);
        school.phone = self.text(Column::Phone);
        school.email = self.text(Column::Mail).filter(|mail| mail.contains('@'));
        school.opened = self.opened()?;
        school.closed = fold(self.get(Column::State)).starts_with("ferme");
        Ok(school)
    }

    fn coordinate(&self, column: Column, most: f64) -> Option<f64> {
        let value: f64 = self.get(column).replace(',', ".").parse().ok()?;
        (value.is_finite() && value.abs() <= most).then_some(value)
    }
}
