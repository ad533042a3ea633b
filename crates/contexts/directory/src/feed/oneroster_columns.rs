//! The tables of a OneRoster 1.2 export and their columns.

use kernel::Day;

use super::error::{FeedError, Reason};

/// A table that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Table {
    Orgs,
    Sessions,
    Courses,
    Classes,
    Users,
    Roles,
    Enrollments,
    Demographics,
}

/// The columns of a table, in the order of the standard.
pub(super) struct Shape {
    pub(super) table: Table,
    /// Its file; without its ending, its line in the manifest.
    pub(super) file: &'static str,
    pub(super) columns: &'static [&'static str],
    /// Those without which it cannot be read.
    pub(super) needed: &'static [&'static str],
    /// What Préau says besides in its own exports; others pass over it.
    pub(super) own: &'static [&'static str],
}

/// What begins the name of a column that the standard leaves to each system.
const METADATA: &str = "metadata.";

/// Every table, in an order where none refers to a later one but users to users.
pub(super) const SHAPES: [Shape; 8] = [
    Shape {
        table: Table::Orgs,
        file: "orgs.csv",
        columns: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "name",
            "type",
            "identifier",
            "parentSourcedId",
        ],
        needed: &["sourcedId", "name", "type", "identifier"],
        own: &["metadata.preau.kind"],
    },
    Shape {
        table: Table::Sessions,
        file: "academicSessions.csv",
        columns: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "title",
            "type",
            "startDate",
            "endDate",
            "parentSourcedId",
            "schoolYear",
        ],
        needed: &["sourcedId", "startDate", "endDate"],
        own: &[],
    },
    Shape {
        table: Table::Courses,
        file: "courses.csv",
        columns: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "schoolYearSourcedId",
            "title",
            "courseCode",
            "grades",
            "orgSourcedId",
            "subjects",
            "subjectCodes",
        ],
        needed: &["sourcedId", "title"],
        own: &[],
    },
    Shape {
        table: Table::Classes,
        file: "classes.csv",
        columns: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "title",
            "grades",
            "courseSourcedId",
            "classCode",
            "classType",
            "location",
            "schoolSourcedId",
            "termSourcedIds",
            "subjects",
            "subjectCodes",
            "periods",
        ],
        needed: &[
            "sourcedId",
            "title",
            "courseSourcedId",
            "classType",
            "schoolSourcedId",
            "termSourcedIds",
        ],
        own: &["metadata.preau.kind", "metadata.preau.code", "metadata.preau.name"],
    },
    Shape {
        table: Table::Users,
        file: "users.csv",
        columns: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "enabledUser",
            "username",
            "userIds",
            "givenName",
            "familyName",
            "middleName",
            "identifier",
            "email",
            "sms",
            "phone",
            "agentSourcedIds",
            "grades",
            "password",
            "userMasterIdentifier",
            "resourceSourcedIds",
            "preferredGivenName",
            "preferredMiddleName",
            "preferredFamilyName",
            "primaryOrgSourcedId",
            "pronouns",
        ],
        needed: &["sourcedId", "enabledUser", "givenName", "familyName", "agentSourcedIds"],
        own: &["metadata.preau.title", "metadata.preau.agents"],
    },
    Shape {
        table: Table::Roles,
        file: "roles.csv",
        columns: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "userSourcedId",
            "roleType",
            "role",
            "beginDate",
            "endDate",
            "orgSourcedId",
            "userProfileSourcedId",
        ],
        needed: &["userSourcedId", "role", "orgSourcedId"],
        own: &[],
    },
    Shape {
        table: Table::Enrollments,
        file: "enrollments.csv",
        columns: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "classSourcedId",
            "schoolSourcedId",
            "userSourcedId",
            "role",
            "primary",
            "beginDate",
            "endDate",
        ],
        needed: &["classSourcedId", "userSourcedId", "role"],
        own: &[],
    },
    Shape {
        table: Table::Demographics,
        file: "demographics.csv",
        columns: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "birthDate",
            "sex",
            "americanIndianOrAlaskaNative",
            "asian",
            "blackOrAfricanAmerican",
            "nativeHawaiianOrOtherPacificIslander",
            "white",
            "demographicRaceTwoOrMoreRaces",
            "hispanicOrLatinoEthnicity",
            "countryOfBirthCode",
            "stateOfBirthAbbreviation",
            "cityOfBirth",
            "publicSchoolResidenceStatus",
        ],
        needed: &["sourcedId", "birthDate"],
        own: &[],
    },
];

impl Table {
    /// Its columns.
    pub(super) const fn shape(self) -> &'static Shape {
        &SHAPES[match self {
            Self::Orgs => 0,
            Self::Sessions => 1,
            Self::Courses => 2,
            Self::Classes => 3,
            Self::Users => 4,
            Self::Roles => 5,
            Self::Enrollments => 6,
            Self::Demographics => 7,
        }]
    }

    /// The table a file is, by its name.
    pub(super) fn of_file(name: &str) -> Option<Self> {
        SHAPES.iter().find(|shape| shape.file == name).map(|shape| shape.table)
    }
}

impl Shape {
    /// What the manifest calls it.
    pub(super) fn property(&self) -> &'static str {
        self.file.trim_end_matches(".csv")
    }
}

/// Whether a header is one of OneRoster: a table's, or the manifest's.
pub(super) fn is_oneroster(header: &[String]) -> bool {
    let names: Vec<&str> = header.iter().map(|name| bare(name)).collect();
    names.starts_with(&["sourcedId", "status", "dateLastModified"]) || names == MANIFEST
}

/// The header of a manifest.
pub(super) const MANIFEST: [&str; 2] = ["propertyName", "value"];

fn bare(header: &str) -> &str {
    header.trim_start_matches('\u{feff}')
}

/// Where the columns of a file are.
pub(super) struct Columns {
    places: Vec<(&'static str, usize)>,
    width: usize,
    /// Those of no standard, not read.
    pub(super) others: Vec<Box<str>>,
}

impl Columns {
    /// Finds the columns of a table in its header.
    pub(super) fn find(file: &str, table: Table, header: &[String]) -> Result<Self, FeedError> {
        let shape = table.shape();
        let mut columns = Self { places: Vec::new(), width: header.len(), others: Vec::new() };
        for (at, name) in header.iter().map(|name| bare(name)).enumerate() {
            let known =
                shape.columns.iter().chain(shape.own).find(|one| one.eq_ignore_ascii_case(name));
            match known {
                Some(known) if columns.places.iter().any(|(other, _)| other == known) => {
                    let (file, column) = (file.into(), name.into());
                    return Err(FeedError::RepeatedColumn { file, column });
                }
                Some(known) => columns.places.push((known, at)),
                None if name.starts_with(METADATA) => {}
                None => columns.others.push(name.into()),
            }
        }
        for column in shape.needed {
            if !columns.places.iter().any(|(known, _)| known == column) {
                return Err(FeedError::MissingColumn { file: file.into(), column });
            }
        }
        Ok(columns)
    }

    /// A line with its cells named, if it has as many as the header.
    pub(super) fn row<'a>(&'a self, cells: &'a [String]) -> Result<Row<'a>, Reason> {
        if cells.len() != self.width {
            return Err(Reason::Ragged { expected: self.width, found: cells.len() });
        }
        let row = Row { columns: self, cells };
        row.check()?;
        Ok(row)
    }
}

/// What a cell of a column must be when it says something.
type Check<'c> = (&'static str, &'c dyn Fn(&str) -> bool);

/// A line of a table.
pub(super) struct Row<'a> {
    columns: &'a Columns,
    /// Its cells.
    pub(super) cells: &'a [String],
}

impl<'a> Row<'a> {
    /// A cell; empty when there is no such column.
    pub(super) fn get(&self, column: &str) -> &'a str {
        let place = self.columns.places.iter().find(|(known, _)| *known == column);
        place.and_then(|(_, at)| self.cells.get(*at)).map_or("", String::as_str)
    }

    /// A cell that says something.
    pub(super) fn text(&self, column: &str) -> Option<Box<str>> {
        Some(self.get(column)).filter(|text| !text.is_empty()).map(Box::from)
    }

    /// The values of a cell that holds several.
    pub(super) fn list(&self, column: &str) -> impl Iterator<Item = &'a str> {
        self.get(column).split(',').map(str::trim).filter(|value| !value.is_empty())
    }

    /// A day, if the cell says one; [`Columns::row`] has refused what is none.
    pub(super) fn day(&self, column: &str) -> Option<Day> {
        day_of(self.get(column))
    }

    /// The last day before a date that no longer counts.
    pub(super) fn last_day(&self, column: &str) -> Option<Day> {
        self.day(column).map(|day| day.plus(-1))
    }

    /// Whether the record still stands.
    pub(super) fn stands(&self) -> bool {
        !self.get("status").eq_ignore_ascii_case("tobedeleted")
    }

    /// Cells that cannot belong to their column say that the line has moved.
    fn check(&self) -> Result<(), Reason> {
        let is_word = |words: &'static [&'static str]| {
            move |text: &str| words.iter().any(|word| word.eq_ignore_ascii_case(text))
        };
        let is_day = |text: &str| day_of(text).is_some();
        let checks: [Check<'_>; 11] = [
            ("status", &is_word(&["active", "tobedeleted"])),
            ("enabledUser", &is_word(&["true", "false"])),
            ("primary", &is_word(&["true", "false"])),
            ("classType", &is_word(&["homeroom", "scheduled"])),
            ("email", &|text: &str| text.contains('@')),
            ("dateLastModified", &is_day),
            ("startDate", &is_day),
            ("beginDate", &is_day),
            ("endDate", &is_day),
            ("sms", &|text: &str| text.bytes().any(|byte| byte.is_ascii_digit())),
            ("phone", &|text: &str| text.bytes().any(|byte| byte.is_ascii_digit())),
        ];
        for (column, fits) in checks {
            let value = self.get(column);
            if !value.is_empty() && !fits(value) {
                return Err(Reason::Shifted { column: column.into(), value: value.into() });
            }
        }
        Ok(())
    }
}

/// A date, or the day of an instant, as REST writes them.
pub(super) fn day_of(text: &str) -> Option<Day> {
    let (day, rest) = text.split_at_checked(10)?;
    (rest.is_empty() || rest.starts_with('T')).then(|| Day::parse_iso(day))?
}
