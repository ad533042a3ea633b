//! The columns of ONDE tables, under their older and newer names.

use super::error::{FeedError, Reason};
use super::table;

/// What a table of ONDE lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    Staff,
    Guardians,
    Pupils,
}

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Uai,
    /// Name of birth.
    Family,
    /// Name in use.
    Used,
    First,
    Second,
    Third,
    Born,
    Ine,
    Title,
    Street,
    PostalCode,
    City,
    Country,
    Level,
    Class,
    ClassId,
    Groups,
    State,
    Mail,
    HomePhone,
    WorkPhone,
    Mobile,
    Head,
}

/// Names without spaces, of tables of pupils, of guardians and of staff.
const NAMES: [(Table, &[(&str, Column)]); 3] = [
    (
        Table::Pupils,
        &[
            ("nomeleve", Column::Family),
            ("nomdefamilleeleve", Column::Family),
            ("nomdefamille", Column::Family),
            ("nomdusageeleve", Column::Used),
            ("nomdusage", Column::Used),
            ("prenomeleve", Column::First),
            ("prenom", Column::First),
            ("deuxiemeprenom", Column::Second),
            ("troisiemeprenom", Column::Third),
            ("datenaissance", Column::Born),
            ("datedenaissance", Column::Born),
            ("neele", Column::Born),
            ("ine", Column::Ine),
            ("adresse1", Column::Street),
            ("cp1", Column::PostalCode),
            ("commune1", Column::City),
            ("pays1", Column::Country),
            ("adresse", Column::Street),
            ("codepostal", Column::PostalCode),
            ("commune", Column::City),
            ("pays", Column::Country),
            ("niveau", Column::Level),
            ("classe", Column::Class),
            ("libelleclasse", Column::Class),
            ("identifiantclasse", Column::ClassId),
            ("regroupements", Column::Groups),
            ("etat", Column::State),
        ],
    ),
    (
        Table::Guardians,
        &[
            ("civiliteresponsable", Column::Title),
            ("civilite", Column::Title),
            ("nomdusageresponsable", Column::Used),
            ("nomusageresponsable", Column::Used),
            ("nomresponsable", Column::Family),
            ("nomdefamilleresponsable", Column::Family),
            ("prenomresponsable", Column::First),
            ("adresseresponsable", Column::Street),
            ("cpresponsable", Column::PostalCode),
            ("codepostalresponsable", Column::PostalCode),
            ("communeresponsable", Column::City),
            ("pays", Column::Country),
            ("paysresponsable", Column::Country),
            ("courriel", Column::Mail),
            ("courrielresponsable", Column::Mail),
            ("telephonedomicile", Column::HomePhone),
            ("telephonetravail", Column::WorkPhone),
            ("telephoneportable", Column::Mobile),
        ],
    ),
    (
        Table::Staff,
        &[
            ("civilite", Column::Title),
            ("nomusage", Column::Used),
            ("nomdusage", Column::Used),
            ("nom", Column::Family),
            ("nomdefamille", Column::Family),
            ("prenom", Column::First),
            ("adresse", Column::Street),
            ("cp", Column::PostalCode),
            ("codepostal", Column::PostalCode),
            ("commune", Column::City),
            ("pays", Column::Country),
            ("courriel", Column::Mail),
            ("telephonedomicile", Column::HomePhone),
            ("telephoneportable", Column::Mobile),
            ("directeur", Column::Head),
            ("classe", Column::Class),
        ],
    ),
];

/// Names of the school's number in any table.
const UAI: [&str; 5] = ["uai", "codeuai", "numerouai", "uaiecole", "rne"];

/// A column of a guardian's child; they come again for each child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Child {
    Used,
    Family,
    First,
    Class,
}

const CHILD: [(&str, Child); 6] = [
    ("nomdusageenfant", Child::Used),
    ("nomdefamilleenfant", Child::Family),
    ("nomenfant", Child::Family),
    ("prenomenfant", Child::First),
    ("classesenfants", Child::Class),
    ("classeenfant", Child::Class),
];

/// A column's name without spaces, its number at the end taken away when it is a child's.
fn name_of(header: &str) -> String {
    table::column_name(header).replace(' ', "")
}

fn child_of(name: &str) -> Option<Child> {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    CHILD.iter().find(|(known, _)| *known == name).map(|(_, child)| *child)
}

impl Table {
    /// What a table with these columns lists, if it is one of ONDE.
    pub(super) fn of(header: &[String]) -> Option<Self> {
        let names: Vec<String> = header.iter().map(|header| name_of(header)).collect();
        let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
        if has(&["nomresponsable", "nomdefamilleresponsable"]) {
            Some(Self::Guardians)
        } else if has(&["directeur"]) && has(&["prenom"]) {
            Some(Self::Staff)
        } else if has(&["nomeleve", "nomdefamilleeleve"])
            || (has(&["nomdefamille"]) && has(&["ine", "niveau", "cycle"]))
        {
            Some(Self::Pupils)
        } else {
            None
        }
    }

    const fn needed(self) -> &'static [(Column, &'static str)] {
        match self {
            Self::Pupils => &[
                (Column::Family, "Nom Elève"),
                (Column::First, "Prénom Elève"),
                (Column::Born, "Date naissance"),
                (Column::Class, "Classe"),
            ],
            Self::Guardians => {
                &[(Column::Family, "Nom responsable"), (Column::First, "Prénom responsable")]
            }
            Self::Staff => &[(Column::Family, "Nom"), (Column::First, "Prénom")],
        }
    }
}

/// Where each column is in a table.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) table: Table,
    known: Vec<(Column, usize)>,
    children: Vec<Child>,
    first_child: usize,
    width: usize,
    /// Columns that are not read.
    pub(super) others: Vec<Box<str>>,
}

impl Columns {
    /// Finds the columns of a table.
    pub(super) fn find(file: &str, table: Table, header: &[String]) -> Result<Self, FeedError> {
        let width = header.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let mut columns = Self {
            table,
            known: Vec::new(),
            children: Vec::new(),
            first_child: width,
            width,
            others: Vec::new(),
        };
        for (at, header) in header.iter().enumerate().take(width) {
            let name = name_of(header);
            if table == Table::Guardians
                && let Some(child) = child_of(&name)
            {
                columns.first_child = columns.first_child.min(at);
                if !columns.children.contains(&child) {
                    columns.children.push(child);
                }
            } else if let Some(column) = column(table, &name) {
                if columns.known.iter().any(|(known, _)| *known == column) {
                    let (file, column) = (file.into(), header.as_str().into());
                    return Err(FeedError::RepeatedColumn { file, column });
                }
                columns.known.push((column, at));
            } else {
                columns.others.push(header.as_str().into());
            }
        }
        let has = |column: Column| columns.known.iter().any(|(known, _)| *known == column);
        for (column, name) in table.needed() {
            if !has(*column) {
                return Err(FeedError::MissingColumn { file: file.into(), column: name });
            }
        }
        if table == Table::Guardians && !columns.children.contains(&Child::First) {
            return Err(FeedError::MissingColumn { file: file.into(), column: "Prénom enfant" });
        }
        Ok(columns)
    }

    /// A line with its cells named, if it has as many as the header.
    pub(super) fn row<'a>(&'a self, cells: &'a [String]) -> Result<Row<'a>, Reason> {
        let found = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let (least, most) = match self.table {
            Table::Guardians => (self.first_child, usize::MAX),
            Table::Pupils | Table::Staff => (self.width, self.width),
        };
        if cells.len() < least || found > most {
            return Err(Reason::Ragged { expected: self.width, found: cells.len() });
        }
        let row = Row { columns: self, cells };
        row.check()?;
        Ok(row)
    }
}

fn column(table: Table, name: &str) -> Option<Column> {
    if UAI.contains(&name) {
        return Some(Column::Uai);
    }
    let (_, names) = NAMES.iter().find(|(of, _)| *of == table)?;
    names.iter().find(|(known, _)| *known == name).map(|(_, column)| *column)
}

/// A line of a table.
pub(super) struct Row<'a> {
    columns: &'a Columns,
    /// Its cells.
    pub(super) cells: &'a [String],
}

impl<'a> Row<'a> {
    /// A cell; empty when there is no such column.
    pub(super) fn get(&self, column: Column) -> &'a str {
        let place = self.columns.known.iter().find(|(known, _)| *known == column);
        place.and_then(|(_, at)| self.cells.get(*at)).map_or("", String::as_str)
    }

    /// A cell that says something.
    pub(super) fn text(&self, column: Column) -> Option<Box<str>> {
        Some(self.get(column)).filter(|text| !text.is_empty()).map(Box::from)
    }

    /// The children a guardian's line names, each by name in use, family name, first name, class.
    pub(super) fn children(&self) -> impl Iterator<Item = [&'a str; 4]> {
        let Columns { children, first_child, .. } = self.columns;
        let cells = self.cells.get(*first_child..).unwrap_or_default();
        cells.chunks(children.len().max(1)).map(move |cells| {
            [Child::Used, Child::Family, Child::First, Child::Class].map(|wanted| {
                let place = children.iter().position(|child| *child == wanted);
                place.and_then(|at| cells.get(at)).map_or("", String::as_str)
            })
        })
    }

    /// Cells that cannot belong to their column say that the line has moved.
    fn check(&self) -> Result<(), Reason> {
        let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
        let phone = |text: &str| text.chars().all(|c| !c.is_alphabetic());
        let checks: [(Column, &str, bool); 6] = [
            (Column::Mail, "Courriel", self.get(Column::Mail).contains('@')),
            (Column::PostalCode, "CP", digits(self.get(Column::PostalCode))),
            (Column::HomePhone, "Téléphone domicile", phone(self.get(Column::HomePhone))),
            (Column::WorkPhone, "Téléphone travail", phone(self.get(Column::WorkPhone))),
            (Column::Mobile, "Téléphone portable", phone(self.get(Column::Mobile))),
            (Column::First, "Prénom", !digits(self.get(Column::First))),
        ];
        for (column, name, fits) in checks {
            let value = self.get(column);
            if !fits && !value.is_empty() {
                return Err(Reason::Shifted { column: name.into(), value: value.into() });
            }
        }
        Ok(())
    }
}
