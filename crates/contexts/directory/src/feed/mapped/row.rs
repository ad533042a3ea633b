//! The lines of a sheet whose columns are known, and the people they describe.

use kernel::{Day, Role, fold};

use super::super::columns::{Columns, Dates, Fact, Holds, Mapping, Meaning};
use super::super::error::Reason;
use super::super::model::{Category, GroupKind, GroupRef, Membership, Person, Title};
use super::super::onde::{Id, id_of};
use super::super::sheet::{Line, Sheet};
use super::super::uai::Uai;
use super::super::{guess, levels};
use super::met::key;
use super::values::{day_of, email, phones};

/// A sheet whose columns are known.
pub(super) struct Table<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) header: usize,
    pub(super) holds: Holds,
    pub(super) dates: Dates,
    pub(super) meanings: Vec<Meaning>,
}

impl<'a> Table<'a> {
    pub(super) fn find(sheet: &'a Sheet, columns: &Columns) -> Option<Self> {
        let mut lines = sheet.lines.iter().take(guess::TITLES).enumerate();
        lines.find_map(|(header, line)| {
            columns.sheets.iter().find_map(|mapping| {
                let meanings = mapping.meanings(&line.cells)?;
                let Mapping { holds, dates, .. } = *mapping;
                Some(Self { sheet, header, holds, dates, meanings })
            })
        })
    }

    pub(super) fn titles(&self) -> &[String] {
        &self.sheet.lines[self.header].cells
    }
}

/// A line whose cells have a meaning.
pub(super) struct Row<'a> {
    pub(super) table: &'a Table<'a>,
    pub(super) line: &'a Line,
    pub(super) uai: Uai,
}

impl<'a> Row<'a> {
    pub(super) fn all(&self, wanted: Meaning) -> impl Iterator<Item = &'a str> {
        let meanings = self.table.meanings.iter().enumerate();
        let (line, found) = (self.line, meanings.filter(move |(_, meaning)| **meaning == wanted));
        found
            .filter_map(|(at, _)| line.cells.get(at))
            .map(String::as_str)
            .filter(|text| !text.is_empty())
    }

    pub(super) fn get(&self, wanted: Meaning) -> &'a str {
        self.all(wanted).next().unwrap_or_default()
    }

    pub(super) fn own(&self, fact: Fact) -> &'a str {
        self.get(Meaning::Own(fact))
    }

    /// Values of a cell that holds several.
    pub(super) fn several(&self, fact: Fact) -> impl Iterator<Item = &'a str> {
        let cells = self.all(Meaning::Own(fact));
        cells
            .flat_map(|cell| cell.split([',', ';', '|']))
            .map(str::trim)
            .filter(|part| !part.is_empty())
    }

    pub(super) fn birth(&self) -> Result<Option<Day>, Reason> {
        let text = self.own(Fact::Birth);
        let day = day_of(text, self.table.dates);
        if day.is_none() && !text.is_empty() {
            let attribute =
                self.table.meanings.iter().position(|is| *is == Meaning::Own(Fact::Birth));
            let attribute = attribute.and_then(|at| self.table.titles().get(at));
            let attribute = attribute.map(String::as_str).unwrap_or_default().into();
            return Err(Reason::BadDate { attribute, value: text.into() });
        }
        Ok(day)
    }
}

pub(super) fn adult(
    row: &Row<'_>,
    of: fn(Fact) -> Meaning,
    what: &str,
    category: Category,
) -> Result<(Id, Person), Reason> {
    let (last, first) = (row.get(of(Fact::LastName)), row.get(of(Fact::FirstName)));
    if last.is_empty() || first.is_empty() {
        return Err(Reason::MissingName);
    }
    let id = id_of(&[what, row.uai.as_str(), &fold(last), &fold(first)]);
    let mut person = Person::new(&key(row.uai, id), category, last, first);
    person.title = Title::of_word(row.get(of(Fact::Title)));
    person.email = email(row.get(of(Fact::Email)))?;
    person.phones = phones(row.all(of(Fact::Phone)))?;
    Ok((id, person))
}

/// Where a pupil is.
pub(super) fn places(row: &Row<'_>) -> Vec<Membership> {
    let level = levels::of_words(row.own(Fact::Level));
    let bare = Membership { level, ..Membership::new(row.uai, Role::Pupil) };
    let class = row.own(Fact::Class);
    let class = (!class.is_empty()).then(|| group(GroupKind::Class, class));
    let class = class.map(|class| Membership { group: Some(class), ..bare.clone() });
    let groups = row.several(Fact::Groups).map(|label| Membership {
        group: Some(group(GroupKind::Group, label)),
        ..Membership::new(row.uai, Role::Pupil)
    });
    class.into_iter().chain(groups).chain([bare.clone()]).collect()
}

pub(super) fn group(kind: GroupKind, label: &str) -> GroupRef {
    GroupRef { kind, code: label.into(), label: None }
}
