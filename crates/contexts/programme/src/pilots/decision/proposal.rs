//! What a study or a draw proposes: the schools one may decide among, and those it chose.

use web::Problem;

use crate::pilots::{
    choice::{Choice, Kind},
    decision::{Decided, Decision, Named},
    draw,
    study::{self, Way},
};

/// A school one may decide for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) org: i64,
    pub(crate) uai: String,
    pub(crate) name: String,
    pub(crate) commune: String,
}

/// A way with the schools it chose: their place among the candidates, and their year.
type Chosen = (Option<Way>, Vec<(usize, i64)>);

/// What is proposed.
pub(crate) struct Proposal {
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) ways: Vec<Chosen>,
}

impl Proposal {
    pub(crate) fn of(choice: &Choice) -> Result<Self, Problem> {
        match choice.kind {
            Kind::Study => Self::of_study(choice),
            Kind::Draw => Self::of_draw(choice),
        }
    }

    fn of_study(choice: &Choice) -> Result<Self, Problem> {
        let (asked, data): (study::Asked, study::Data) = (choice.asked()?, choice.data()?);
        let study::Outcome::Solved(variants) = choice.result()? else {
            return Err(Problem::not_found());
        };
        let way = |variant: &study::Variant| {
            let chosen = variant.all(&data, &asked).into_iter().map(|site| (site, 1));
            (Some(variant.way), chosen.collect())
        };
        Ok(Self {
            ways: variants.iter().map(way).collect(),
            candidates: data.sites.iter().map(candidate).collect(),
        })
    }

    fn of_draw(choice: &Choice) -> Result<Self, Problem> {
        let (data, drawn): (draw::Data, draw::Drawn) = (choice.data()?, choice.result()?);
        let mut chosen = Vec::new();
        for (year, cohort) in (1..).zip(&drawn.cohorts) {
            chosen.extend(cohort.iter().map(|at| (*at, year)));
        }
        Ok(Self {
            candidates: data.schools.iter().map(candidate).collect(),
            ways: vec![(None, chosen)],
        })
    }

    /// The schools of a way.
    pub(crate) fn chosen(&self, way: Option<Way>) -> &[(usize, i64)] {
        let found = self.ways.iter().find(|(one, _)| *one == way).or_else(|| self.ways.first());
        found.map_or(&[], |(_, chosen)| chosen)
    }

    /// A decision beside what was proposed: by the way that is nearest to it.
    pub(super) fn compared(&self, decision: Decision, pilots: &[(i64, i64)]) -> Decided {
        let is_decided = |org: i64| pilots.iter().any(|(pilot, _)| *pilot == org);
        let name = |org: i64| {
            let known = self.candidates.iter().find(|one| one.org == org);
            known.map_or_else(|| org.to_string(), |one| one.name.clone())
        };
        let differences = |chosen: &[(usize, i64)]| {
            let orgs: Vec<i64> = chosen.iter().map(|(at, _)| self.candidates[*at].org).collect();
            let added: Vec<i64> =
                pilots.iter().map(|(org, _)| *org).filter(|org| !orgs.contains(org)).collect();
            let left: Vec<i64> = orgs.into_iter().filter(|org| !is_decided(*org)).collect();
            (added, left)
        };
        let nearest = self.ways.iter().map(|(_, chosen)| differences(chosen));
        let (added, left) =
            nearest.min_by_key(|(added, left)| added.len() + left.len()).unwrap_or_default();
        Decided {
            decision,
            pilots: pilots
                .iter()
                .map(|(org, cohort)| Named { org: *org, name: name(*org), cohort: *cohort })
                .collect(),
            added: added.into_iter().map(name).collect(),
            left: left.into_iter().map(name).collect(),
        }
    }
}

fn candidate(school: &crate::pilots::facts::School) -> Candidate {
    Candidate {
        org: school.org,
        uai: school.uai.clone(),
        name: school.name.clone(),
        commune: school.commune.clone(),
    }
}
