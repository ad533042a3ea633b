//! What is known of each school beside the directory: its social index, its priority network, what it
//! lacks, whether its commune is rural. All of it comes from open files, with their year.

pub(crate) mod pages;
mod read;
mod store;

use std::collections::HashMap;

use db::{DbError, Tx};
use directory::api::{self, Located};
use kernel::{Day, fold};
use serde::{Deserialize, Serialize};

pub(crate) use store::{add_communes, add_facts};

/// The most schools of a territory.
pub(crate) const SCHOOLS_MAX: i64 = 5_000;
/// A commune of fewer people is rural, where no class of density is known.
const RURAL_BELOW: i64 = 2_000;

/// What a file says of schools or communes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum What {
    /// The social index, in tenths.
    Ips,
    /// The network of priority education.
    Rep,
    /// What is lacking, as a number.
    Gap,
    /// Communes: population and density.
    Communes,
}

impl What {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Ips => "ips",
            Self::Rep => "rep",
            Self::Gap => "gap",
            Self::Communes => "communes",
        }
    }
}

/// Where a school is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Setting {
    /// In a rural commune.
    Rural,
    /// In another one.
    Urban,
}

impl Setting {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Rural => "rural",
            Self::Urban => "urban",
        }
    }
}

/// The social index of a school, as it was last published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Social {
    /// In tenths; none when it is hidden or was never published.
    pub(crate) index: Option<i64>,
    /// The civil year in which its school year starts.
    pub(crate) year: Option<i64>,
    /// Whether a file names the school and hides its index: too few pupils.
    pub(crate) is_hidden: bool,
}

/// A school with all that is known of it. No person is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct School {
    pub(crate) org: i64,
    pub(crate) uai: String,
    /// `ecole`, `college` or `lycee`.
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) commune: String,
    pub(crate) epci: String,
    /// `public` or `private`; empty when nobody said.
    pub(crate) sector: String,
    /// Latitude and longitude, degrees.
    pub(crate) place: Option<(f64, f64)>,
    pub(crate) pupils: Option<i64>,
    pub(crate) social: Social,
    /// The quarter of its social index among the schools of its kind, 1 the lowest.
    pub(crate) quarter: Option<u8>,
    /// Nothing when its commune is in no file.
    pub(crate) setting: Option<Setting>,
    /// `REP`, `REP+`, or empty.
    pub(crate) network: String,
    /// What it lacks: as a file said it, else of the baseline.
    pub(crate) gap: Option<i64>,
}

impl School {
    pub(crate) fn is_college(&self) -> bool {
        self.kind == "college"
    }

    pub(crate) fn is_ecole(&self) -> bool {
        self.kind == "ecole"
    }

    pub(crate) fn is_private(&self) -> bool {
        self.sector == "private"
    }
}

/// A fact about a school in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fact {
    pub(crate) org: i64,
    pub(crate) year: i64,
    pub(crate) value: Option<i64>,
    pub(crate) label: String,
}

/// The label of a value that a file hides.
pub(crate) const HIDDEN: &str = "hidden";

/// A commune as a file says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Commune {
    pub(crate) insee: String,
    pub(crate) name: String,
    pub(crate) population: Option<i64>,
    /// The class of the density grid, 1 the densest.
    pub(crate) density: Option<i64>,
    /// How many classes that grid has: 4 or 7.
    pub(crate) grid: i64,
}

impl Commune {
    /// By the density grid of INSEE (the two, or three, last classes), else by the population.
    fn setting(&self) -> Option<Setting> {
        let is_rural = match (self.density, self.population) {
            (Some(class), _) => class > if self.grid == 7 { 4 } else { 2 },
            (None, Some(people)) => people < RURAL_BELOW,
            (None, None) => return None,
        };
        Some(if is_rural { Setting::Rural } else { Setting::Urban })
    }
}

/// The open schools with what is known of each, by their number.
pub(crate) fn schools(tx: &mut Tx) -> Result<Vec<School>, DbError> {
    let located = api::schools_located(tx, SCHOOLS_MAX)?;
    let latest = store::latest(tx)?;
    let communes = Communes::load(tx)?;
    let mut schools: Vec<School> =
        located.into_iter().map(|one| school(one, &latest, &communes)).collect();
    for kind in ["ecole", "college", "lycee"] {
        rank(&mut schools, kind);
    }
    Ok(schools)
}

fn school(one: Located, latest: &store::Latest, communes: &Communes) -> School {
    let fact = |what: What| latest.get(&(one.id, what.code()));
    let ips = fact(What::Ips);
    let social = Social {
        index: ips.and_then(|fact| fact.value),
        year: ips.map(|fact| fact.year),
        is_hidden: ips.is_some_and(|fact| fact.label == HIDDEN),
    };
    let setting = communes.setting(&one.insee, &one.commune);
    School {
        org: one.id,
        network: fact(What::Rep).map(|fact| fact.label.clone()).unwrap_or_default(),
        gap: fact(What::Gap).and_then(|fact| fact.value),
        uai: one.uai,
        kind: one.kind,
        name: one.name,
        commune: one.commune,
        epci: one.epci,
        sector: one.sector,
        place: one.place,
        pupils: one.pupils,
        social,
        quarter: None,
        setting,
    }
}

/// Where what schools lack is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Need {
    /// In a file that was sent.
    #[default]
    File,
    /// In the inventory, beside the baseline of the day.
    Baseline,
}

/// Where no file says what schools lack, says how many devices the baseline of a day asks for and that are
/// not there. A school of which it asks nothing is not known to lack any.
pub(crate) fn needs(tx: &mut Tx, schools: &mut [School], day: Day) -> Result<Need, DbError> {
    if schools.iter().any(|school| school.gap.is_some()) {
        return Ok(Need::File);
    }
    let asked = equipment::api::gaps(tx, day)?.into_iter().filter(|gap| gap.required > 0);
    let missing: HashMap<i64, i64> = asked.map(|gap| (gap.org, gap.missing)).collect();
    for school in schools {
        school.gap = missing.get(&school.org).copied();
    }
    Ok(Need::Baseline)
}

#[expect(clippy::cast_precision_loss, reason = "an index in tenths is small")]
fn rank(schools: &mut [School], kind: &str) {
    let mut known: Vec<&mut School> = schools
        .iter_mut()
        .filter(|school| school.kind == kind && school.social.index.is_some())
        .collect();
    let values: Vec<f64> =
        known.iter().filter_map(|school| school.social.index).map(|index| index as f64).collect();
    for (school, quarter) in known.iter_mut().zip(cohorts::quarters(&values)) {
        school.quarter = Some(quarter);
    }
}

/// Communes by their code, and by their name where only one has it.
struct Communes {
    by_code: HashMap<String, Option<Setting>>,
    by_name: HashMap<String, Option<Setting>>,
}

impl Communes {
    fn load(tx: &mut Tx) -> Result<Self, DbError> {
        let (mut by_code, mut by_name) = (HashMap::new(), HashMap::new());
        for commune in store::communes(tx)? {
            let setting = commune.setting();
            by_name
                .entry(fold(&commune.name))
                .and_modify(|known| {
                    if *known != setting {
                        *known = None;
                    }
                })
                .or_insert(setting);
            by_code.insert(commune.insee, setting);
        }
        Ok(Self { by_code, by_name })
    }

    /// Of a commune that was merged into another, its old code is unknown: its name may do.
    fn setting(&self, insee: &str, name: &str) -> Option<Setting> {
        let by_name = || self.by_name.get(&fold(name)).copied().flatten();
        self.by_code.get(insee).copied().unwrap_or_else(by_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commune(population: Option<i64>, density: Option<i64>, grid: i64) -> Commune {
        Commune { insee: "99001".into(), name: "Val".into(), population, density, grid }
    }

    #[test]
    fn a_commune_is_rural_by_its_density_else_by_its_people() {
        let of = |people, density, grid| commune(people, density, grid).setting();
        assert_eq!(of(Some(90_000), Some(3), 4), Some(Setting::Rural), "the grid decides");
        assert_eq!(of(None, Some(2), 4), Some(Setting::Urban));
        assert_eq!(of(None, Some(4), 7), Some(Setting::Urban));
        assert_eq!(of(None, Some(5), 7), Some(Setting::Rural));
        assert_eq!(of(Some(1_999), None, 4), Some(Setting::Rural));
        assert_eq!(of(Some(2_000), None, 4), Some(Setting::Urban));
        assert_eq!(of(None, None, 4), None);
    }
}
