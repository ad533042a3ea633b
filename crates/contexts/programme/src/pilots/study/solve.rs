//! From what is asked to what comes out, with the proof, and what each constraint costs.

use locate::{Costs, LocateError, Progress, Quota, Solution, Task};

use crate::pilots::study::{
    Answer, Asked, Data, Objective, Other, Outcome, Refusal, Variant, Way, What,
};

/// Told what is being solved and how far it is; says whether to go on with it.
pub(crate) type Watch<'w> = &'w mut dyn FnMut(Step, Progress) -> bool;

/// What is being solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The choice itself.
    Choice,
    /// The choice without something of it: which, of how many.
    Other(usize, usize),
}

/// An instance ready to be solved again and again.
pub(crate) struct Instance<'d> {
    data: &'d Data,
    asked: &'d Asked,
    weighted: Costs,
    plain: Costs,
    weights: Vec<i64>,
}

impl<'d> Instance<'d> {
    /// The distances and weights of a study.
    pub(crate) fn new(data: &'d Data, asked: &'d Asked) -> Result<Self, Refusal> {
        let (distances, weights) = (data.distances(), data.weights(asked.by_pupils));
        let costs = |by: &dyn Fn(usize) -> i64| {
            let rows: Vec<Vec<Option<i64>>> = distances
                .iter()
                .enumerate()
                .map(|(at, row)| {
                    row.iter().map(|far| far.and_then(|far| far.checked_mul(by(at)))).collect()
                })
                .collect();
            Costs::new(data.sites.len(), &rows).map_err(|error| refusal(&error, asked, data))
        };
        Ok(Self {
            weighted: costs(&|at| weights[at])?,
            plain: costs(&|_| 1)?,
            data,
            asked,
            weights,
        })
    }

    fn place(&self, uai: &str) -> Result<usize, Refusal> {
        self.data.site(uai).ok_or_else(|| Refusal::Missing(uai.to_owned()))
    }

    fn places(&self, uais: &[String]) -> Result<Vec<usize>, Refusal> {
        uais.iter().map(|uai| self.place(uai)).collect()
    }

    /// What is asked, one way.
    pub(crate) fn task(&self, way: Way) -> Result<Task, Refusal> {
        let (asked, assets) = (self.asked, self.places(&self.asked.assets)?);
        let mut task = Task {
            open: asked.open,
            forced: self.places(&asked.forced)?,
            forbidden: self.places(&asked.forbidden)?,
            quotas: asked.rules.iter().map(|rule| self.quota(rule)).collect(),
            seed: asked.seed,
        };
        match way {
            Way::Alone => {}
            Way::Within => {
                task.open += assets.iter().filter(|asset| !task.forced.contains(asset)).count();
                task.forced.extend(assets);
            }
            Way::Beside => task.forbidden.extend(assets),
        }
        Ok(task)
    }

    fn quota(&self, rule: &super::Rule) -> Quota {
        let sites = self.data.sites.iter().enumerate();
        let counted = sites.filter(|(_, school)| rule.of.counts(school)).map(|(at, _)| at);
        Quota {
            sites: counted.collect(),
            least: rule.least.unwrap_or(0),
            most: rule.most.unwrap_or(usize::MAX),
        }
    }

    /// Solves a task.
    pub(crate) fn answer(
        &self,
        task: &Task,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Answer, Refusal> {
        let found = match self.asked.objective {
            Objective::Median => locate::median(&self.weighted, task, watch),
            Objective::Center => locate::center(&self.plain, task, watch),
            Objective::Cover => {
                let radius = self.asked.radius;
                locate::cover(&self.plain, &self.weights, radius, task, watch)
            }
        };
        let Solution { objective, bound, sites } =
            found.map_err(|error| refusal(&error, self.asked, self.data))?;
        Ok(Answer { objective, bound, sites })
    }

    /// Solves one way; what it costs is not known yet.
    fn chosen(&self, way: Way, watch: Watch) -> Result<Variant, Refusal> {
        let task = self.task(way)?;
        let answer = self.answer(&task, &mut |so_far| watch(Step::Choice, so_far))?;
        Ok(Variant { way, answer, others: Vec::new() })
    }

    /// Solves again without each choice and each constraint: what they cost.
    fn price(&self, variants: &mut [Variant], watch: Watch) -> Result<(), Refusal> {
        let mut asked = Vec::new();
        for (at, variant) in variants.iter().enumerate() {
            let all = self.variations(&self.task(variant.way)?, &variant.answer);
            asked.extend(all.into_iter().map(|(what, task)| (at, what, task)));
        }
        let count = asked.len();
        for (number, (at, what, task)) in (1..).zip(asked) {
            let step = Step::Other(number, count);
            // Where nothing is possible without it, there is nothing to compare.
            if let Ok(answer) = self.answer(&task, &mut |so_far| watch(step, so_far)) {
                variants[at].others.push(Other { what, answer });
            }
        }
        Ok(())
    }

    fn variations(&self, task: &Task, answer: &Answer) -> Vec<(What, Task)> {
        let mut all = Vec::new();
        let without = |list: &[usize], at: usize| {
            list.iter().copied().filter(|site| *site != at).collect::<Vec<_>>()
        };
        for &site in answer.sites.iter().filter(|site| !task.forced.contains(site)) {
            let mut changed = task.clone();
            changed.forbidden.push(site);
            all.push((What::Without(site), changed));
        }
        for at in 0..task.quotas.len() {
            let mut changed = task.clone();
            changed.quotas.remove(at);
            all.push((What::NoRule(at), changed));
        }
        for uai in &self.asked.forced {
            if let Some(site) = self.data.site(uai) {
                let forced = without(&task.forced, site);
                all.push((What::NotForced(site), Task { forced, ..task.clone() }));
            }
        }
        for uai in &self.asked.forbidden {
            if let Some(site) = self.data.site(uai) {
                let forbidden = without(&task.forbidden, site);
                all.push((What::NotForbidden(site), Task { forbidden, ..task.clone() }));
            }
        }
        all
    }
}

/// The ways to count the assets of a study.
pub(crate) fn ways(asked: &Asked) -> Vec<Way> {
    if asked.assets.is_empty() { vec![Way::Alone] } else { vec![Way::Within, Way::Beside] }
}

/// Solves a study. `chosen` is given the choice before what it costs is looked for, and says whether it
/// is to be.
pub(crate) fn solve(
    data: &Data,
    asked: &Asked,
    watch: Watch,
    chosen: &mut dyn FnMut(&[Variant]) -> bool,
) -> Outcome {
    match variants(data, asked, watch, chosen) {
        Ok(variants) => Outcome::Solved(variants),
        Err(refusal) => Outcome::Refused(refusal),
    }
}

fn variants(
    data: &Data,
    asked: &Asked,
    watch: Watch,
    chosen: &mut dyn FnMut(&[Variant]) -> bool,
) -> Result<Vec<Variant>, Refusal> {
    let instance = Instance::new(data, asked)?;
    let mut variants = Vec::new();
    for way in ways(asked) {
        variants.push(instance.chosen(way, &mut *watch)?);
    }
    if chosen(&variants) {
        instance.price(&mut variants, watch)?;
    }
    Ok(variants)
}

fn refusal(error: &LocateError, asked: &Asked, data: &Data) -> Refusal {
    match error {
        LocateError::Count { least, most, .. } => {
            Refusal::Count { asked: asked.open, least: *least, most: *most }
        }
        LocateError::Quotas(rules) => Refusal::Rules(rules.clone()),
        LocateError::Both(site) => {
            Refusal::Both(data.sites.get(*site).map(|one| one.uai.clone()).unwrap_or_default())
        }
        LocateError::TooLarge => Refusal::TooLarge,
        LocateError::Unreachable(client) => {
            let school = data.clients.get(*client);
            Refusal::Unreachable(school.map(|one| one.name.clone()).unwrap_or_default())
        }
        LocateError::Empty | LocateError::NoSuchSite(_) => Refusal::Empty,
        LocateError::Line { .. } => Refusal::TooLarge,
    }
}

#[cfg(test)]
mod tests {
    use kernel::Lang;

    use super::*;
    use crate::pilots::{
        facts::{School, Social},
        study::{Of, Rule, shown::Shown},
    };

    fn school(number: usize, kind: &str, sector: &str, place: (f64, f64)) -> School {
        School {
            org: 0,
            uai: format!("{kind}{number}"),
            kind: kind.into(),
            name: format!("{kind} {number}"),
            commune: String::new(),
            epci: String::new(),
            sector: sector.into(),
            place: Some(place),
            pupils: Some(100),
            social: Social::default(),
            quarter: None,
            setting: None,
            network: String::new(),
            gap: None,
        }
    }

    /// Four collèges on a line, the last one private, an école beside each.
    fn line() -> Data {
        let at = |number: usize| f64::from(u32::try_from(number).unwrap());
        let college = |number| {
            let sector = if number == 3 { "private" } else { "public" };
            school(number, "college", sector, (46.0, at(number)))
        };
        let ecole = |number| school(number, "ecole", "public", (46.0, at(number) + 0.01));
        Data {
            day: 0,
            sites: (0..4).map(college).collect(),
            clients: (0..4).map(ecole).collect(),
            caveats: Vec::new(),
            road: None,
        }
    }

    fn asked(open: usize) -> Asked {
        Asked {
            objective: Objective::Median,
            radius: 10_000,
            open,
            by_pupils: false,
            assets: Vec::new(),
            forced: Vec::new(),
            forbidden: Vec::new(),
            rules: Vec::new(),
            roads: None,
            seed: 1,
        }
    }

    fn solved(asked: &Asked) -> Vec<Variant> {
        match solve(&line(), asked, &mut |_, _| true, &mut |_| true) {
            Outcome::Solved(variants) => variants,
            Outcome::Refused(refusal) => panic!("{refusal:?}"),
        }
    }

    fn refused(asked: &Asked) -> Refusal {
        match solve(&line(), asked, &mut |_, _| true, &mut |_| true) {
            Outcome::Solved(_) => panic!("solved"),
            Outcome::Refused(refusal) => refusal,
        }
    }

    #[test]
    fn what_a_rule_costs_is_what_there_would_be_without_it() {
        let rule = Rule { of: Of::Private, least: None, most: Some(0) };
        let asked = Asked { rules: vec![rule], ..asked(4) };
        assert_eq!(refused(&asked), Refusal::Rules(vec![0]), "only three are public");
        let asked = Asked { open: 3, ..asked };
        let found = solved(&asked).remove(0);
        assert!(found.answer.is_proven() && found.answer.sites == [0, 1, 2]);
        let without = found.others.iter().find(|other| other.what == What::NoRule(0)).unwrap();
        assert!(without.answer.objective < found.answer.objective, "{without:?}");
        assert!(without.answer.sites.contains(&3), "the private one is nearer to its école");
    }

    #[test]
    fn assets_are_counted_two_ways() {
        let asked = Asked { assets: vec!["college3".into()], ..asked(1) };
        let found = solved(&asked);
        assert_eq!(found.iter().map(|one| one.way).collect::<Vec<_>>(), [Way::Within, Way::Beside]);
        assert_eq!(found[0].answer.sites.len(), 2, "the asset serves");
        assert!(found[0].answer.sites.contains(&3) && !found[1].answer.sites.contains(&3));
        assert_eq!(found[1].all(&line(), &asked).len(), 2);
    }

    #[test]
    fn what_cannot_be_is_said() {
        assert_eq!(refused(&asked(5)), Refusal::Count { asked: 5, least: 0, most: 4 });
        let both = Asked {
            forced: vec!["college1".into()],
            forbidden: vec!["college1".into()],
            ..asked(2)
        };
        assert_eq!(refused(&both), Refusal::Both("college1".into()));
        let closed = Asked { forced: vec!["0860001A".into()], ..asked(2) };
        assert_eq!(refused(&closed), Refusal::Missing("0860001A".into()));
        let nobody = Data { clients: Vec::new(), ..line() };
        let found = solve(&nobody, &asked(1), &mut |_, _| true, &mut |_| true);
        assert_eq!(found, Outcome::Refused(Refusal::Empty));
    }

    #[test]
    fn two_on_the_same_point_are_as_good() {
        let mut data = line();
        data.sites[2].place = data.sites[1].place;
        let asked = Asked { forbidden: vec!["college0".into()], ..asked(1) };
        let found = solve(&data, &asked, &mut |_, _| true, &mut |_| true);
        let Outcome::Solved(found) = found else { panic!("{found:?}") };
        let (answer, others) = (&found[0].answer, &found[0].others);
        let taken = answer.sites[0];
        assert!(taken == 1 || taken == 2, "in the middle: {answer:?}");
        let without = others.iter().find(|other| other.what == What::Without(taken)).unwrap();
        assert_eq!(without.answer.objective, answer.objective);
        assert_eq!(without.answer.sites, [3 - taken]);
        let nearly = Shown::new(&asked, &data, &found[0]).nearly(Lang::Fr).join("\n");
        let says =
            format!("college {taken} remplacé par college {} : aucune différence.", 3 - taken);
        assert_eq!(nearly.replace('\u{a0}', " "), says);
    }

    #[test]
    fn a_search_that_is_stopped_says_the_best_it_found_and_how_far_it_may_be() {
        for objective in Objective::ALL {
            let asked = Asked { objective, ..asked(2) };
            let mut told = 0;
            let found = solve(&line(), &asked, &mut |_, _| false, &mut |variants| {
                told = variants.len();
                false
            });
            let Outcome::Solved(found) = found else { panic!("{found:?}") };
            assert_eq!((told, found.len(), found[0].others.len()), (1, 1, 0), "{objective:?}");
            let Answer { objective: best, bound, sites } = &found[0].answer;
            assert_eq!(sites.len(), 2);
            if objective == Objective::Cover {
                assert!(bound >= best, "{objective:?}: {bound} {best}");
            } else {
                assert!(bound <= best, "{objective:?}: {bound} {best}");
            }
        }
    }

    #[test]
    fn the_choice_is_told_before_what_it_costs() {
        let mut steps = Vec::new();
        let mut at_choice = None;
        let mut hear = |step: Step, _: Progress| {
            steps.push(step);
            true
        };
        let found = solve(&line(), &asked(2), &mut hear, &mut |variants| {
            at_choice = Some(variants.to_vec());
            true
        });
        let Outcome::Solved(found) = found else { panic!("{found:?}") };
        let told = at_choice.unwrap();
        assert_eq!(told[0].answer, found[0].answer);
        assert!(told[0].others.is_empty() && found[0].others.len() == 2);
        assert_eq!((steps[0], *steps.last().unwrap()), (Step::Choice, Step::Other(2, 2)));
    }
}
