//! Which écoles come in which year: chosen by published weights, put in cohorts that look alike, drawn
//! by a seed that is said before and kept after.

pub(crate) mod pages;
mod views;

pub(crate) use views::{decimals, mean_words, need_words, respect_words};

#[cfg(test)]
use std::collections::HashSet;

use cohorts::{CohortError, Task, Unit};
use db::{DbError, Tx};
use dice::Dice;
use kernel::Day;
use serde::{Deserialize, Serialize};

use crate::pilots::{
    facts::{self, Need, School, Setting},
    study::Caveat,
};

/// Groupings this near the best are as good, in deviations.
pub(crate) const TOLERANCE: f64 = 0.02;
/// A criterion that is wholly met is worth so many points, before its weight.
const WHOLE: i64 = 1_000;

/// How much each criterion counts, from 0 to 10.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Weights {
    /// A low social index, by quarters.
    pub(crate) social: i64,
    pub(crate) rural: i64,
    /// REP+ wholly, REP by half.
    pub(crate) network: i64,
    /// Few pupils, by quarters.
    pub(crate) small: i64,
    /// Much to be equipped, by quarters.
    pub(crate) gap: i64,
}

impl Weights {
    pub(crate) const fn each(self) -> [(&'static str, i64); 5] {
        [
            ("social", self.social),
            ("rural", self.rural),
            ("network", self.network),
            ("small", self.small),
            ("gap", self.gap),
        ]
    }

    const fn are_none(self) -> bool {
        self.social + self.rural + self.network + self.small + self.gap == 0
    }
}

/// What a draw asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    pub(crate) per_year: usize,
    pub(crate) years: usize,
    /// The civil year in which the first of them starts.
    pub(crate) from: i64,
    pub(crate) weights: Weights,
    pub(crate) seed: u64,
}

/// The data of a draw, as they were: the open écoles, in the order of their number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Data {
    /// Days since 1970.
    pub(crate) day: i32,
    pub(crate) schools: Vec<School>,
    pub(crate) caveats: Vec<Caveat>,
    /// Where what they lack is read.
    #[serde(default)]
    pub(crate) need: Need,
}

impl Data {
    /// The open écoles as they are known on a day, with what they lack.
    pub(crate) fn load(tx: &mut Tx, day: Day) -> Result<Self, DbError> {
        let mut schools = facts::schools(tx)?;
        let need = facts::needs(tx, &mut schools, day)?;
        Ok(Self { need, ..Self::of(schools, day) })
    }

    /// Whether what any of them lacks is known.
    pub(crate) fn has_need(&self) -> bool {
        self.schools.iter().any(|school| school.gap.is_some())
    }

    fn of(schools: Vec<School>, day: Day) -> Self {
        let schools: Vec<School> = schools.into_iter().filter(School::is_ecole).collect();
        let mut caveats = Vec::new();
        for school in &schools {
            let lacks = [
                (school.social.index.is_none(), "no-index"),
                (school.pupils.is_none(), "no-pupils-draw"),
                (school.setting.is_none(), "no-setting"),
            ];
            for (_, why) in lacks.into_iter().filter(|(is_lacking, _)| *is_lacking) {
                caveats.push(Caveat {
                    uai: school.uai.clone(),
                    name: school.name.clone(),
                    why: why.to_owned(),
                });
            }
        }
        Self { day: day.0, schools, caveats, need: Need::default() }
    }
}

/// How alike cohorts are in one respect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Likeness {
    /// `sector`, `setting`, `quarter`, `ips`, `pupils` or `gap`.
    pub(crate) respect: String,
    /// Of which kind, where it is one.
    pub(crate) kind: String,
    pub(crate) means: Vec<f64>,
    /// The largest difference of two means, in deviations of all units.
    pub(crate) difference: f64,
}

/// What was drawn: écoles by their place in the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Drawn {
    pub(crate) cohorts: Vec<Vec<usize>>,
    /// In the draw and in no cohort.
    pub(crate) left: Vec<usize>,
    /// The points of each école; none when no criterion counts.
    pub(crate) points: Vec<i64>,
    pub(crate) imbalance: f64,
    pub(crate) best: f64,
    pub(crate) misplaced: usize,
    pub(crate) alike: usize,
    pub(crate) likeness: Vec<Likeness>,
}

/// What comes out of a draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Refusal {
    /// So many places, so many écoles.
    TooFew { places: usize, schools: usize },
    /// The data cannot be compared.
    Broken,
}

/// A value of each école, what is unknown being as the others on average.
fn filled(schools: &[&School], value: impl Fn(&School) -> Option<i64>) -> Vec<i64> {
    let known: Vec<i64> = schools.iter().filter_map(|school| value(school)).collect();
    let count = i64::try_from(known.len()).unwrap_or(1).max(1);
    let mean = (known.iter().sum::<i64>() * 2 + count).div_euclid(count * 2);
    schools.iter().map(|school| value(school).unwrap_or(mean)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "numbers of pupils and indexes are small")]
const fn float(value: i64) -> f64 {
    value as f64
}

/// The lines of the draw: the écoles among which it is made, by their place, as the command reads them.
pub(crate) struct Table {
    pub(crate) places: Vec<usize>,
    pub(crate) sector: Vec<String>,
    pub(crate) setting: Vec<String>,
    /// In tenths.
    pub(crate) ips: Vec<i64>,
    pub(crate) pupils: Vec<i64>,
    pub(crate) gap: Vec<i64>,
    has_gap: bool,
}

impl Table {
    fn new(data: &Data, places: Vec<usize>) -> Self {
        let schools: Vec<&School> = places.iter().map(|at| &data.schools[*at]).collect();
        let kind =
            |text: &str| if text.is_empty() { "inconnu".to_owned() } else { text.to_owned() };
        Self {
            sector: schools.iter().map(|school| kind(&school.sector)).collect(),
            setting: schools
                .iter()
                .map(|one| kind(one.setting.map_or("", Setting::code)))
                .collect(),
            ips: filled(&schools, |school| school.social.index),
            pupils: filled(&schools, |school| school.pupils),
            gap: filled(&schools, |school| school.gap),
            has_gap: schools.iter().any(|school| school.gap.is_some()),
            places,
        }
    }

    /// The numbers that are compared, by the name of their column.
    pub(crate) fn measures(&self) -> Vec<&'static str> {
        if self.has_gap { vec!["ips", "eleves", "manque"] } else { vec!["ips", "eleves"] }
    }

    fn units(&self, data: &Data) -> Vec<Unit> {
        let indexes: Vec<f64> = self.ips.iter().map(|tenths| float(*tenths) / 10.0).collect();
        let quarters = cohorts::quarters(&indexes);
        let unit = |at: usize| {
            let mut measures = vec![indexes[at], float(self.pupils[at])];
            if self.has_gap {
                measures.push(float(self.gap[at]));
            }
            Unit {
                name: data.schools[self.places[at]].uai.clone(),
                kinds: vec![
                    self.sector[at].clone(),
                    self.setting[at].clone(),
                    format!("quarter {}", quarters[at]),
                ],
                measures,
            }
        };
        (0..self.places.len()).map(unit).collect()
    }
}

/// The quarter in which each value is, worth the more the sooner it comes: 1 000, 667, 333, 0.
fn by_quarters(values: &[i64], is_low_first: bool) -> Vec<i64> {
    let values: Vec<f64> = values.iter().map(|value| float(*value)).collect();
    let worth = |quarter: u8| {
        let rank = i64::from(quarter) - 1;
        let rank = if is_low_first { 3 - rank } else { rank };
        (rank * WHOLE + 1) / 3
    };
    cohorts::quarters(&values).into_iter().map(worth).collect()
}

/// The points of each école by the weights.
pub(crate) fn points(data: &Data, weights: Weights) -> Vec<i64> {
    let schools: Vec<&School> = data.schools.iter().collect();
    let social = by_quarters(&filled(&schools, |school| school.social.index), true);
    let small = by_quarters(&filled(&schools, |school| school.pupils), true);
    let gap = by_quarters(&filled(&schools, |school| school.gap), false);
    let network = |school: &School| match school.network.as_str() {
        "REP+" => WHOLE,
        "REP" => WHOLE / 2,
        _ => 0,
    };
    let points = |(at, school): (usize, &&School)| {
        let rural = if school.setting == Some(Setting::Rural) { WHOLE } else { 0 };
        weights.social * social[at]
            + weights.rural * rural
            + weights.network * network(school)
            + weights.small * small[at]
            + weights.gap * gap[at]
    };
    schools.iter().enumerate().map(points).collect()
}

/// The écoles among which cohorts are made: all, or as many as there are places, most points first. Of
/// those that have as many as the last, chance says which.
pub(crate) fn table(data: &Data, asked: &Asked) -> Table {
    let places = asked.per_year.saturating_mul(asked.years);
    let mut all: Vec<usize> = (0..data.schools.len()).collect();
    if !asked.weights.are_none() && places < all.len() {
        let points = points(data, asked.weights);
        Dice::new(asked.seed).shuffle(&mut all);
        all.sort_by_key(|at| std::cmp::Reverse(points[*at]));
        all.truncate(places);
        all.sort_unstable();
    }
    Table::new(data, all)
}

/// Draws the cohorts.
pub(crate) fn draw(data: &Data, asked: &Asked) -> Result<Drawn, Refusal> {
    let table = table(data, asked);
    let task = Task {
        per_cohort: asked.per_year,
        cohorts: asked.years,
        tolerance: TOLERANCE,
        seed: asked.seed,
    };
    let units = table.units(data);
    let drawn = cohorts::draw(&units, &task).map_err(|error| match error {
        CohortError::TooFew { places, units } => Refusal::TooFew { places, schools: units },
        _ => Refusal::Broken,
    })?;
    let place = |members: &Vec<usize>| members.iter().map(|at| table.places[*at]).collect();
    let respects = ["sector", "setting", "quarter", "ips", "pupils", "gap"];
    let likeness = drawn.likeness.into_iter().map(|one| Likeness {
        respect: respects.get(one.respect).copied().unwrap_or_default().to_owned(),
        kind: one.kind.unwrap_or_default().trim_start_matches("quarter ").to_owned(),
        means: one.means,
        difference: one.difference,
    });
    let points = if asked.weights.are_none() { Vec::new() } else { points(data, asked.weights) };
    Ok(Drawn {
        cohorts: drawn.cohorts.iter().map(place).collect(),
        left: place(&drawn.left),
        points,
        imbalance: drawn.imbalance,
        best: drawn.best,
        misplaced: drawn.misplaced,
        alike: drawn.alike,
        likeness: likeness.collect(),
    })
}

/// The command that draws the same again.
pub(crate) fn command(data: &Data, asked: &Asked) -> String {
    let measures = table(data, asked).measures().join(",");
    format!(
        "preau programme cohorts tirage.csv --per-year {} --years {} --kinds secteur,milieu --quarters ips \
         --measures {measures} --tolerance {TOLERANCE} --seed {}",
        asked.per_year, asked.years, asked.seed
    )
}

/// Écoles that are in two cohorts: none, whatever is drawn.
#[cfg(test)]
fn twice(drawn: &Drawn) -> usize {
    let mut seen = HashSet::new();
    drawn.cohorts.iter().flatten().filter(|at| !seen.insert(**at)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pilots::facts::Social;

    fn school(number: i64) -> School {
        School {
            org: number,
            uai: format!("099{number:04}A"),
            kind: "ecole".into(),
            name: format!("École {number}"),
            commune: String::new(),
            epci: String::new(),
            sector: if number % 7 == 0 { "private" } else { "public" }.into(),
            place: None,
            pupils: (number % 11 != 0).then_some(40 + number * 13 % 200),
            social: Social {
                index: (number % 5 != 0).then_some(700 + number * 37 % 600),
                ..Social::default()
            },
            quarter: None,
            setting: Some(if number % 3 == 0 { Setting::Rural } else { Setting::Urban }),
            network: if number % 9 == 0 { "REP".into() } else { String::new() },
            gap: None,
        }
    }

    fn data(count: i64) -> Data {
        Data::of((1..=count).map(school).collect(), Day(0))
    }

    fn asked(weights: Weights, seed: u64) -> Asked {
        Asked { per_year: 6, years: 3, from: 2027, weights, seed }
    }

    #[test]
    fn the_same_seed_draws_the_same() {
        let (data, asked) =
            (data(40), asked(Weights { social: 3, rural: 1, ..Weights::default() }, 11));
        let drawn = draw(&data, &asked).unwrap();
        assert_eq!(drawn, draw(&data, &asked).unwrap());
        assert!(drawn.cohorts.iter().all(|cohort| cohort.len() == 6) && twice(&drawn) == 0);
        assert_eq!(drawn.misplaced, 0);
    }

    #[test]
    fn who_has_more_points_is_never_left_for_who_has_less() {
        let (data, weights) = (data(60), Weights { rural: 5, network: 2, ..Weights::default() });
        let drawn = draw(&data, &asked(weights, 4)).unwrap();
        let is_in = |at: usize| drawn.cohorts.iter().any(|cohort| cohort.contains(&at));
        let least = (0..60).filter(|at| is_in(*at)).map(|at| drawn.points[at]).min().unwrap();
        assert!((0..60).filter(|at| !is_in(*at)).all(|at| drawn.points[at] <= least));
    }

    #[test]
    fn too_few_schools_are_said() {
        let refused = draw(&data(10), &asked(Weights::default(), 1)).unwrap_err();
        assert_eq!(refused, Refusal::TooFew { places: 18, schools: 10 });
        assert!(draw(&data(0), &asked(Weights::default(), 1)).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn every_school_is_in_one_place(count in 18_i64..50, seed in any::<u64>(), social in 0_i64..4) {
            let data = data(count);
            let drawn = draw(&data, &asked(Weights { social, ..Weights::default() }, seed)).unwrap();
            prop_assert_eq!(twice(&drawn), 0);
            prop_assert_eq!(drawn.cohorts.iter().flatten().count(), 18);
        }
    }
}
