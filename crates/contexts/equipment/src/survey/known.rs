//! What is known of a school before it answers, and where an answer differs from the inventory.

use std::collections::BTreeMap;

use db::{DbError, Tx};
use directory::api::{self, Org};
use kernel::{Day, Lang, Role};

use crate::{
    baseline::load::{self, OfSchool},
    broadband,
    device::Category,
    survey::{Answers, Question, Survey, Topic, store},
    t,
};

/// Where something that is known comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    Inventory,
    Directory,
    Broadband,
    Baseline,
    LastYear,
}

impl From {
    pub(super) fn says(self, lang: Lang) -> &'static str {
        match self {
            Self::Inventory => t::from_inventory(lang),
            Self::Directory => t::from_directory(lang),
            Self::Broadband => t::from_broadband(lang),
            Self::Baseline => t::from_baseline(lang),
            Self::LastYear => t::from_last_year(lang),
        }
    }
}

/// What is known, by the code of the question.
pub(super) type Known = BTreeMap<String, (String, From)>;

/// How many of what a question is about work in a school; nothing for what the inventory does not say.
pub(super) fn counted(topic: Topic, usable: &BTreeMap<Category, i64>) -> Option<i64> {
    let of = |categories: &[Category]| categories.iter().filter_map(|one| usable.get(one)).sum();
    match topic {
        Topic::Shown => Some(of(&[Category::Projector])),
        Topic::Computers => Some(of(&[Category::Desktop])),
        Topic::Mobile => Some(of(&[Category::Tablet, Category::Laptop])),
        Topic::Wifi => Some(of(&[Category::Wifi])),
        _ => None,
    }
}

/// What is known of a school, question by question.
pub(super) fn of(
    tx: &mut Tx,
    survey: &Survey,
    org: &Org,
    (lang, today): (Lang, Day),
) -> Result<Known, DbError> {
    let school = load::of_school(tx, org, today)?;
    let before = store::before(tx, survey, org.id)?.unwrap_or_default();
    let connected = broadband::of_school(tx, org.id)?;
    let referents = api::holders_in_org(tx, org.id, Role::DigitalReferent, today)?;
    let mut known = Known::new();
    for question in &survey.questions {
        let fresh = question.topic().and_then(|topic| match topic {
            Topic::Classes => {
                (school.classes > 0).then(|| (school.classes.to_string(), From::Directory))
            }
            Topic::Broadband => connected
                .declared
                .as_ref()
                .map(|said| (said.status.code().to_owned(), From::Broadband)),
            Topic::Referent => {
                let is = if referents.is_empty() { "no" } else { "yes" };
                Some((is.to_owned(), From::Directory))
            }
            Topic::Needs => lacking(lang, &school).map(|words| (words, From::Baseline)),
            topic => {
                counted(topic, &school.usable).map(|count| (count.to_string(), From::Inventory))
            }
        });
        let last = before.get(&question.code).filter(|answer| question.takes(answer));
        let last = last.map(|answer| (answer.clone(), From::LastYear));
        // Rooms that nobody counted are as many as the classes.
        let guess = (question.topic() == Some(Topic::Rooms) && school.classes > 0)
            .then(|| (school.classes.to_string(), From::Directory));
        if let Some(answer) = fresh.or(last).or(guess) {
            known.insert(question.code.clone(), answer);
        }
    }
    Ok(known)
}

/// « Vidéoprojecteur : 2, tablettes : 6 », what the school lacks of the baseline.
fn lacking(lang: Lang, school: &OfSchool) -> Option<String> {
    let lacks: Vec<String> = school
        .needs
        .iter()
        .filter(|need| need.missing > 0)
        .map(|need| t::gap_one(lang, school.version.lines[need.line].what.says(lang), need.missing))
        .collect();
    (!lacks.is_empty()).then(|| lacks.join("\n"))
}

/// A number that is not that of the inventory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) topic: Topic,
    pub(super) answered: i64,
    pub(super) counted: i64,
}

/// Where answers differ from what the inventory counts.
pub(super) fn differences(
    questions: &[Question],
    answers: &Answers,
    usable: &BTreeMap<Category, i64>,
) -> Vec<Difference> {
    let differs = |question: &Question| {
        let topic = question.topic()?;
        let counted = counted(topic, usable)?;
        let answered: i64 = answers.get(&question.code)?.parse().ok()?;
        (answered != counted).then_some(Difference { topic, answered, counted })
    };
    questions.iter().filter_map(differs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_inventory_counts_may_differ_from_it() {
        let questions: Vec<Question> = Topic::ALL.iter().copied().map(Question::of).collect();
        let usable = BTreeMap::from([(Category::Tablet, 10), (Category::Laptop, 2)]);
        let answers = Answers::from([
            ("mobile".to_owned(), "15".to_owned()),
            ("shown".to_owned(), "0".to_owned()),
            ("rooms".to_owned(), "9".to_owned()),
            ("needs".to_owned(), "12".to_owned()),
        ]);
        let differences = differences(&questions, &answers, &usable);
        assert_eq!(differences, [Difference { topic: Topic::Mobile, answered: 15, counted: 12 }]);
    }
}
