//! Tables of ways by road: sent as files, looked at, then kept for studies, which copy what they use.

pub(crate) mod pages;
mod read;
pub(crate) mod store;

use std::collections::HashMap;

use kernel::{Day, Lang};
use serde::{Deserialize, Serialize};

use crate::{pilots::study::Data, t};

/// In what ways are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Unit {
    #[default]
    Km,
    Minutes,
}

impl Unit {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Km => "km",
            Self::Minutes => "minutes",
        }
    }

    pub(crate) fn says(self, lang: Lang) -> &'static str {
        match self {
            Self::Km => t::unit_km(lang),
            Self::Minutes => t::unit_minutes(lang),
        }
    }
}

/// How far écoles are from collèges, in thousandths of the unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ways {
    pub(crate) unit: Unit,
    /// The numbers of the écoles, a row each.
    pub(crate) ecoles: Vec<String>,
    /// The numbers of the collèges, a column each.
    pub(crate) colleges: Vec<String>,
    /// Nothing where no line says it.
    pub(crate) far: Vec<Vec<Option<i64>>>,
}

/// A line that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Left {
    pub(crate) line: u64,
    pub(crate) shown: String,
    /// For the key of the sentence that says it.
    pub(crate) why: String,
}

/// What a table says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    pub(crate) ways: Ways,
    /// Lines that say nothing one can use: the first of them, and how many there are.
    pub(crate) left: Vec<Left>,
    pub(crate) left_count: i64,
    /// Lines between two écoles or two collèges, of which nothing is asked.
    pub(crate) aside: i64,
    /// Ways that are not the same there and back: how many, and the largest difference in thousandths.
    pub(crate) uneven: (i64, i64),
}

/// A table that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) source: String,
    /// The day of what it says.
    pub(crate) day: Day,
    pub(crate) unit: Unit,
    pub(crate) is_kept: bool,
}

/// The ways that a study uses: a copy of those of a table, in the order of its schools.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Road {
    pub(crate) unit: Unit,
    pub(crate) source: String,
    /// Days since 1970.
    pub(crate) day: i32,
    pub(crate) far: Vec<Vec<Option<i64>>>,
}

impl Ways {
    /// The ways between some écoles and some collèges, by their numbers.
    fn between(&self, ecoles: &[&str], colleges: &[&str]) -> Vec<Vec<Option<i64>>> {
        let places = |all: &[String]| -> HashMap<String, usize> {
            all.iter().enumerate().map(|(at, uai)| (uai.clone(), at)).collect()
        };
        let (rows, columns) = (places(&self.ecoles), places(&self.colleges));
        let columns: Vec<Option<usize>> =
            colleges.iter().map(|uai| columns.get(*uai).copied()).collect();
        let row = |uai: &&str| {
            let row = rows.get(*uai).map(|at| &self.far[*at]);
            let cell = |at: &Option<usize>| row.zip(*at).and_then(|(row, at)| row[at]);
            columns.iter().map(cell).collect()
        };
        ecoles.iter().map(row).collect()
    }
}

/// What a table lacks for the schools of a study.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lacking {
    /// The ways that are missing, of so many.
    pub(crate) ways: (usize, usize),
    /// Schools that no way leads to or from.
    pub(crate) schools: Vec<String>,
}

/// What a table lacks for the écoles and the collèges of a day.
pub(crate) fn lacking(ways: &Ways, data: &Data) -> Lacking {
    let far = ways.between(&uais(&data.clients), &uais(&data.sites));
    let is_alone = |at: usize| far.iter().all(|row| row[at].is_none());
    let ecoles = data.clients.iter().zip(&far).filter(|(_, row)| row.iter().all(Option::is_none));
    let colleges = data.sites.iter().enumerate().filter(|(at, _)| is_alone(*at));
    let schools = ecoles.map(|(one, _)| one).chain(colleges.map(|(_, one)| one));
    Lacking {
        ways: (
            far.iter().flatten().filter(|way| way.is_none()).count(),
            data.clients.len() * data.sites.len(),
        ),
        schools: schools.map(|one| one.name.clone()).collect(),
    }
}

fn uais(schools: &[crate::pilots::facts::School]) -> Vec<&str> {
    schools.iter().map(|school| school.uai.as_str()).collect()
}

impl Data {
    /// The same by road: schools that no way leads to are left out and said.
    pub(crate) fn by_road(mut self, table: &Table, ways: &Ways) -> Self {
        let all = ways.between(&uais(&self.clients), &uais(&self.sites));
        let served: Vec<bool> = all.iter().map(|row| row.iter().any(Option::is_some)).collect();
        let serves: Vec<bool> =
            (0..self.sites.len()).map(|at| all.iter().any(|row| row[at].is_some())).collect();
        let alone = |schools: &[crate::pilots::facts::School], kept: &[bool]| {
            let left = schools.iter().zip(kept).filter(|(_, is_kept)| !**is_kept);
            left.map(|(school, _)| school.clone()).collect::<Vec<_>>()
        };
        let mut left = alone(&self.clients, &served);
        left.extend(alone(&self.sites, &serves));
        for school in &left {
            self.warn(school, "no-way");
        }
        let mut kept = served.into_iter();
        self.clients.retain(|_| kept.next().unwrap_or(false));
        let mut kept = serves.into_iter();
        self.sites.retain(|_| kept.next().unwrap_or(false));
        self.road = Some(Road {
            unit: table.unit,
            source: table.source.clone(),
            day: table.day.0,
            far: ways.between(&uais(&self.clients), &uais(&self.sites)),
        });
        self
    }
}
