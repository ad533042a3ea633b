//! Which collèges mesh the territory: what is asked, with which data, and what comes out of it.

pub(crate) mod pages;
pub(crate) mod shown;
pub(crate) mod solve;
pub(crate) mod trial;
mod views;
pub(crate) mod words;
mod work;

use kernel::Day;
use serde::{Deserialize, Serialize};

use crate::pilots::{
    facts::{School, Setting},
    roads::{Road, Unit},
};

/// What is to be small, or large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Objective {
    /// All distances together.
    Median,
    /// The farthest school.
    Center,
    /// Who is within a radius.
    Cover,
}

impl Objective {
    pub(crate) const ALL: [Self; 3] = [Self::Median, Self::Center, Self::Cover];

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Median => "median",
            Self::Center => "center",
            Self::Cover => "cover",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Which collèges a rule counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Of {
    Public,
    Private,
    /// The quarter whose social index is lowest.
    LowSocial,
    Rural,
    Network,
    /// Of one group of communes.
    Epci(String),
}

impl Of {
    /// Those of a form, one field each.
    pub(crate) const PLAIN: [(Self, &'static str); 5] = [
        (Self::Public, "public"),
        (Self::Private, "prive"),
        (Self::LowSocial, "ips"),
        (Self::Rural, "rural"),
        (Self::Network, "rep"),
    ];

    pub(crate) fn code(&self) -> &'static str {
        let plain = Self::PLAIN.iter().find(|(of, _)| of == self);
        plain.map_or("epci", |(_, code)| code)
    }

    pub(crate) fn counts(&self, school: &School) -> bool {
        match self {
            Self::Public => school.sector == "public",
            Self::Private => school.is_private(),
            Self::LowSocial => school.quarter == Some(1),
            Self::Rural => school.setting == Some(Setting::Rural),
            Self::Network => !school.network.is_empty(),
            Self::Epci(name) => school.epci == *name,
        }
    }
}

/// At least so many, at most so many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rule {
    pub(crate) of: Of,
    pub(crate) least: Option<usize>,
    pub(crate) most: Option<usize>,
}

/// What a study asks. Collèges are named by their number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    pub(crate) objective: Objective,
    /// Of a cover, in metres, or in thousandths of a minute.
    pub(crate) radius: i64,
    /// How many mesh the territory.
    pub(crate) open: usize,
    /// Whether an école counts as many times as it has pupils.
    pub(crate) by_pupils: bool,
    /// Chosen for what they have, beside the mesh.
    pub(crate) assets: Vec<String>,
    pub(crate) forced: Vec<String>,
    pub(crate) forbidden: Vec<String>,
    pub(crate) rules: Vec<Rule>,
    /// The table of ways by road whose copy is in the data.
    #[serde(default)]
    pub(crate) roads: Option<i64>,
    pub(crate) seed: u64,
}

/// Why a school is not in the data, or not as it should.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Caveat {
    pub(crate) uai: String,
    pub(crate) name: String,
    /// `no-place`, `no-pupils`, `same-place` or `no-way`, for the sentence that says it.
    pub(crate) why: String,
}

/// The data of a study, as they were.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Data {
    /// Days since 1970.
    pub(crate) day: i32,
    /// Collèges that may be chosen.
    pub(crate) sites: Vec<School>,
    /// Écoles to be near.
    pub(crate) clients: Vec<School>,
    pub(crate) caveats: Vec<Caveat>,
    /// The ways by road; without them distances are as the crow flies.
    #[serde(default)]
    pub(crate) road: Option<Road>,
}

impl Data {
    /// The open schools of the territory as they are known on a day.
    pub(crate) fn of(schools: Vec<School>, day: Day) -> Self {
        let mut data = Self {
            day: day.0,
            sites: Vec::new(),
            clients: Vec::new(),
            caveats: Vec::new(),
            road: None,
        };
        for school in schools {
            if !(school.is_college() || school.is_ecole()) {
                continue;
            }
            if school.place.is_none() {
                data.warn(&school, "no-place");
                continue;
            }
            if school.is_ecole() && school.pupils.is_none() {
                data.warn(&school, "no-pupils");
            }
            if school.is_college() {
                if data.sites.iter().any(|other| other.place == school.place) {
                    data.warn(&school, "same-place");
                }
                data.sites.push(school);
            } else {
                data.clients.push(school);
            }
        }
        data
    }

    pub(crate) fn warn(&mut self, school: &School, why: &str) {
        self.caveats.push(Caveat {
            uai: school.uai.clone(),
            name: school.name.clone(),
            why: why.to_owned(),
        });
    }

    pub(crate) fn site(&self, uai: &str) -> Option<usize> {
        self.sites.iter().position(|site| site.uai == uai)
    }

    /// How many times each école counts. One whose pupils nobody said counts as the middle one.
    pub(crate) fn weights(&self, by_pupils: bool) -> Vec<i64> {
        if !by_pupils {
            return vec![1; self.clients.len()];
        }
        let mut known: Vec<i64> = self.clients.iter().filter_map(|one| one.pupils).collect();
        known.sort_unstable();
        let middle = known.get(known.len() / 2).copied().unwrap_or(1);
        self.clients.iter().map(|one| one.pupils.unwrap_or(middle).max(0)).collect()
    }

    /// In what distances are told.
    pub(crate) fn unit(&self) -> Unit {
        self.road.as_ref().map_or(Unit::Km, |road| road.unit)
    }

    /// How far each école, in its row, is from each collège, in thousandths of the unit; nothing where no
    /// way is known.
    pub(crate) fn distances(&self) -> Vec<Vec<Option<i64>>> {
        if let Some(road) = &self.road {
            return road.far.clone();
        }
        let metres = |client: &School, site: &School| match (client.place, site.place) {
            (Some(one), Some(other)) => metres(one, other),
            _ => 0,
        };
        let row = |client| self.sites.iter().map(|site| Some(metres(client, site))).collect();
        self.clients.iter().map(row).collect()
    }
}

/// The mean radius of the Earth, in metres.
const EARTH: f64 = 6_371_008.8;

/// The distance as the crow flies of two places in degrees, in metres.
pub(crate) fn metres(one: (f64, f64), other: (f64, f64)) -> i64 {
    let (lat, other_lat) = (one.0.to_radians(), other.0.to_radians());
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let across = lat.cos() * other_lat.cos() * half((other.1 - one.1).to_radians());
    let far = 2.0 * EARTH * (half(other_lat - lat) + across).clamp(0.0, 1.0).sqrt().asin();
    #[expect(clippy::cast_possible_truncation, reason = "at most half the way around the Earth")]
    if far.is_finite() { far.round() as i64 } else { 0 }
}

/// Why nothing came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Refusal {
    /// No école, or no collège, has a place.
    Empty,
    /// So many are asked for, so many may be.
    Count { asked: usize, least: usize, most: usize },
    /// Rules that cannot be kept together, by their place.
    Rules(Vec<usize>),
    /// A collège that is forced and forbidden.
    Both(String),
    /// A collège that is not there: closed, without a place.
    Missing(String),
    /// An école that no way leads to from the collèges that are left.
    Unreachable(String),
    /// Too large to be solved.
    TooLarge,
}

/// A choice of collèges, by their place in the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Answer {
    /// In thousandths of the unit, the same by pupil, or écoles or pupils within the radius.
    pub(crate) objective: i64,
    /// Nothing is better than this.
    pub(crate) bound: i64,
    pub(crate) sites: Vec<usize>,
}

impl Answer {
    pub(crate) const fn is_proven(&self) -> bool {
        self.objective == self.bound
    }
}

/// How the collèges chosen for their assets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Way {
    /// There are none.
    Alone,
    /// They are open first, and serve.
    Within,
    /// The mesh is made as if they were not there.
    Beside,
}

impl Way {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Within => "within",
            Self::Beside => "beside",
        }
    }
}

/// What becomes of a choice when something of it is not so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Other {
    pub(crate) what: What,
    pub(crate) answer: Answer,
}

/// What is not so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum What {
    /// A collège of the answer is forbidden.
    Without(usize),
    /// A rule is left out.
    NoRule(usize),
    /// A collège is no more forced.
    NotForced(usize),
    /// A collège is no more forbidden.
    NotForbidden(usize),
}

/// A way to count the assets, with what comes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Variant {
    pub(crate) way: Way,
    pub(crate) answer: Answer,
    /// What each choice and each constraint costs.
    pub(crate) others: Vec<Other>,
}

impl Variant {
    /// Every collège of the choice, those beside the mesh too.
    pub(crate) fn all(&self, data: &Data, asked: &Asked) -> Vec<usize> {
        let mut all = self.answer.sites.clone();
        all.extend(asked.assets.iter().filter_map(|uai| data.site(uai)));
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// What comes out of a study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Outcome {
    Solved(Vec<Variant>),
    Refused(Refusal),
}

/// The nearest open collège of each école: its place in the data and how far, in thousandths of the unit.
pub(crate) fn nearest(distances: &[Vec<Option<i64>>], open: &[usize]) -> Vec<(usize, i64)> {
    let nearest = |row: &Vec<Option<i64>>| {
        let pairs = open.iter().filter_map(|site| Some((*site, row[*site]?)));
        pairs.min_by_key(|(_, far)| *far).unwrap_or((0, 0))
    };
    distances.iter().map(nearest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_as_the_crow_flies() {
        assert_eq!(metres((46.58, 0.34), (46.58, 0.34)), 0);
        let degree = metres((46.0, 0.0), (47.0, 0.0));
        assert!((111_194..=111_197).contains(&degree), "{degree}");
        assert_eq!(metres((46.0, 0.0), (46.1, 0.2)), metres((46.1, 0.2), (46.0, 0.0)));
        assert!(metres((90.0, 0.0), (-90.0, 10.0)) < 20_016_000);
        assert_eq!(metres((f64::NAN, 0.0), (0.0, 0.0)), 0);
    }
}
