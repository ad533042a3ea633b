//! An answer beside the data: who is near which collège, and why each was chosen.

use kernel::Lang;

use crate::{
    pilots::{
        facts::School,
        map::Pilot,
        study::{
            Answer, Asked, Data, Objective, Other, Variant, What, nearest,
            words::{measured, summed, whole},
        },
    },
    t,
};

/// An answer of a study, with all that is said of it.
pub(crate) struct Shown<'s> {
    pub(crate) asked: &'s Asked,
    pub(crate) data: &'s Data,
    pub(crate) variant: &'s Variant,
    /// Every collège of the choice, by its place in the data.
    pub(crate) open: Vec<usize>,
    /// The nearest of these for each école, and how far, in thousandths of the unit.
    pub(crate) near: Vec<(usize, i64)>,
}

impl<'s> Shown<'s> {
    pub(crate) fn new(asked: &'s Asked, data: &'s Data, variant: &'s Variant) -> Self {
        let open = variant.all(data, asked);
        let near = nearest(&data.distances(), &open);
        Self { asked, data, variant, open, near }
    }

    fn is_asset(&self, site: usize) -> bool {
        self.asked.assets.contains(&self.data.sites[site].uai)
    }

    pub(crate) fn pilots(&self) -> Vec<Pilot<'s>> {
        let pilot = |(at, site): (usize, &usize)| Pilot {
            school: &self.data.sites[*site],
            number: at + 1,
            is_asset: self.is_asset(*site),
        };
        self.open.iter().enumerate().map(pilot).collect()
    }

    /// Each école with its nearest pilot, by its place among them.
    pub(crate) fn ecoles(&self) -> Vec<(&'s School, usize)> {
        let pilot = |site: usize| self.open.iter().position(|open| *open == site).unwrap_or(0);
        self.data
            .clients
            .iter()
            .zip(&self.near)
            .map(|(one, (site, _))| (one, pilot(*site)))
            .collect()
    }

    /// Mean and farthest distance of the écoles.
    pub(crate) fn distances(&self) -> (i64, i64) {
        let total: i64 = self.near.iter().map(|(_, metres)| metres).sum();
        let count = whole(self.near.len()).max(1);
        (total / count, self.near.iter().map(|(_, metres)| *metres).max().unwrap_or(0))
    }

    pub(crate) fn within(&self, limit: i64) -> i64 {
        whole(self.near.iter().filter(|(_, far)| *far <= limit).count())
    }

    /// Why a collège is in the choice, in sentences.
    pub(crate) fn reasons(&self, lang: Lang, site: usize) -> String {
        let school = &self.data.sites[site];
        let far: Vec<i64> =
            self.near.iter().filter(|(near, _)| *near == site).map(|(_, metres)| *metres).collect();
        let count = whole(far.len());
        let mean = far.iter().sum::<i64>() / count.max(1);
        let mut said = vec![t::reason_near(lang, count, &measured(lang, self.data.unit(), mean))];
        if self.is_asset(site) {
            said.push(t::reason_asset(lang).to_owned());
        }
        if self.asked.forced.contains(&school.uai) {
            said.push(t::reason_forced(lang).to_owned());
        }
        let without = self.variant.others.iter().find(|other| other.what == What::Without(site));
        said.extend(without.map(|other| self.without_words(lang, other)));
        said.join(" ")
    }

    /// The collèges of another answer that are not in this one.
    fn instead(&self, other: &Other) -> Vec<&'s str> {
        let new =
            other.answer.sites.iter().filter(|site| !self.variant.answer.sites.contains(site));
        new.map(|site| self.data.sites[*site].name.as_str()).collect()
    }

    /// Exchanges that cost at most a hundredth of the whole, in words: choices nearly as good.
    pub(crate) fn nearly(&self, lang: Lang) -> Vec<String> {
        let now = &self.variant.answer;
        let is_near = |other: &&Other| {
            let more = (other.answer.objective - now.objective).abs();
            more.saturating_mul(100) <= now.objective.abs()
        };
        let exchange = |other: &Other| match other.what {
            What::Without(site) => {
                let (name, names) = (&self.data.sites[site].name, self.instead(other).join(", "));
                Some(t::nearly_one(lang, name, &names, &self.cost(lang, &other.answer)))
            }
            _ => None,
        };
        self.variant.others.iter().filter(is_near).filter_map(exchange).collect()
    }

    fn without_words(&self, lang: Lang, other: &Other) -> String {
        let (instead, cost) = (self.instead(other), self.cost(lang, &other.answer));
        if instead.is_empty() {
            t::reason_without(lang, &cost)
        } else {
            t::reason_instead(lang, &cost, &instead.join(", "))
        }
    }

    /// What another answer costs more, or « rien ».
    pub(crate) fn cost(&self, lang: Lang, other: &Answer) -> String {
        let more = (other.objective - self.variant.answer.objective).abs();
        if more == 0 {
            return t::cost_nothing(lang).to_owned();
        }
        let unit = self.data.unit();
        match (self.asked.objective, self.asked.by_pupils) {
            (Objective::Cover, false) => t::cost_schools(lang, more),
            (Objective::Cover, true) => t::cost_pupils(lang, more),
            (Objective::Median, true) => t::cost_pupil_km(lang, &summed(lang, unit, more)),
            _ => t::cost_km(lang, &summed(lang, unit, more)),
        }
    }
}
