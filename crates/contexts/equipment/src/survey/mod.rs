//! The survey of the year: the same questions to every school, filled in beforehand with what is
//! known, confirmed or corrected by the school, sent once.

mod answer;
mod known;
mod open;
pub(crate) mod pages;
mod results;
pub(crate) mod store;
mod views;

use std::collections::BTreeMap;

use db::{DbError, Tx};
use kernel::{Day, Instant, Lang};

pub(crate) use views::waiting_card;

use crate::{broadband::Status, device::words, t};

words! {
    /// How a question is answered.
    pub(crate) Kind "kind" {
        /// By a whole number.
        Number = "number",
        /// By yes or no.
        YesNo = "yes-no",
        /// By how much of the school something covers.
        Coverage = "coverage",
        /// By what is declared of its access to the Internet.
        Broadband = "broadband",
        /// In a few words.
        Words = "words",
    }
}

words! {
    /// The questions that come with the program.
    pub(crate) Topic "topic" {
        /// Rooms where one teaches.
        Rooms = "rooms",
        /// Classes.
        Classes = "classes",
        /// Rooms or classes that can show a picture.
        Shown = "shown",
        /// Computers that drive it.
        Computers = "computers",
        /// Tablets and laptops of pupils that work.
        Mobile = "mobile",
        /// Points of Wi-Fi.
        Wifi = "wifi",
        /// Where the Wi-Fi reaches.
        Coverage = "coverage",
        /// How the school is connected.
        Broadband = "broadband",
        /// Whether someone is the digital referent.
        Referent = "referent",
        /// What it needs.
        Needs = "needs",
    }
}

impl Topic {
    const fn kind(self) -> Kind {
        match self {
            Self::Rooms
            | Self::Classes
            | Self::Shown
            | Self::Computers
            | Self::Mobile
            | Self::Wifi => Kind::Number,
            Self::Coverage => Kind::Coverage,
            Self::Broadband => Kind::Broadband,
            Self::Referent => Kind::YesNo,
            Self::Needs => Kind::Words,
        }
    }
}

/// Whether something reaches the whole school, a part, or nothing.
const COVERAGES: [&str; 3] = ["whole", "part", "nothing"];
const YES_NO: [&str; 2] = ["yes", "no"];
/// No school has more of anything.
const NUMBER_MAX: i64 = 5_000;
/// The longest answer in words.
const WORDS_MAX: usize = 1_000;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) code: String,
    pub(crate) kind: Kind,
    /// Its words, when it is no question of ours.
    pub(crate) label: String,
}

impl Question {
    pub(crate) fn of(topic: Topic) -> Self {
        Self { code: topic.code().to_owned(), kind: topic.kind(), label: String::new() }
    }

    pub(crate) fn topic(&self) -> Option<Topic> {
        Topic::from_code(&self.code).filter(|_| self.label.is_empty())
    }

    fn says(&self, lang: Lang) -> &str {
        self.topic().map_or(self.label.as_str(), |topic| topic.says(lang))
    }

    /// The field of the form.
    fn field(&self) -> String {
        format!("q-{}", self.code)
    }

    /// The answers to choose from: what is kept and what is said.
    fn choices(&self, lang: Lang) -> Vec<(&'static str, &'static str)> {
        let said = |codes: &[&'static str]| {
            let say = |code: &&'static str| {
                (*code, t::by_key(lang, &format!("answer-{code}")).unwrap_or_default())
            };
            codes.iter().map(say).collect::<Vec<_>>()
        };
        match self.kind {
            Kind::YesNo => said(&YES_NO),
            Kind::Coverage => said(&COVERAGES),
            Kind::Broadband => Status::ALL.iter().map(|one| (one.code(), one.says(lang))).collect(),
            Kind::Number | Kind::Words => Vec::new(),
        }
    }

    /// Whether an answer may be sent.
    fn takes(&self, answer: &str) -> bool {
        match self.kind {
            Kind::Number => {
                !answer.is_empty()
                    && answer.len() <= 6
                    && answer.bytes().all(|byte| byte.is_ascii_digit())
                    && answer.parse().is_ok_and(|number: i64| number <= NUMBER_MAX)
            }
            Kind::Words => answer.chars().count() <= WORDS_MAX,
            _ => self.choices(Lang::Fr).iter().any(|(code, _)| *code == answer),
        }
    }

    /// An answer in words.
    fn answer_says(&self, lang: Lang, answer: &str) -> String {
        let found = self.choices(lang).into_iter().find(|(code, _)| *code == answer);
        found.map_or_else(|| answer.to_owned(), |(_, words)| words.to_owned())
    }
}

/// A survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Survey {
    pub(crate) id: i64,
    pub(crate) title: String,
    pub(crate) year: i64,
    pub(crate) opens: Day,
    /// The last day on which it is answered.
    pub(crate) closes: Day,
    /// The last day on which schools were reminded.
    pub(crate) reminded: Option<Day>,
    pub(crate) questions: Vec<Question>,
}

impl Survey {
    fn is_open(&self, today: Day) -> bool {
        self.opens <= today && today <= self.closes
    }
}

/// The survey that waits for the answer of a school.
pub(crate) fn waiting(tx: &mut Tx, org: i64, today: Day) -> Result<Option<Survey>, DbError> {
    let Some(survey) = store::current(tx, today)? else { return Ok(None) };
    let answer = store::answer(tx, survey.id, org)?;
    let is_sent = answer.is_some_and(|answer| answer.sent.is_some());
    Ok((survey.is_open(today) && !is_sent).then_some(survey))
}

/// Answers by the code of their question.
pub(crate) type Answers = BTreeMap<String, String>;

/// What a school answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) answers: Answers,
    pub(crate) revision: i64,
    pub(crate) sent: Option<Instant>,
    pub(crate) person: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absurd_answers_are_not_taken() {
        let number = Question::of(Topic::Mobile);
        for (answer, is_taken) in [
            ("12", true),
            ("0", true),
            ("5000", true),
            ("5001", false),
            ("-1", false),
            ("1e9", false),
            ("1000000000", false),
            ("", false),
            ("douze", false),
            (" 3", false),
        ] {
            assert_eq!(number.takes(answer), is_taken, "{answer}");
        }
        let coverage = Question::of(Topic::Coverage);
        assert!(coverage.takes("part") && !coverage.takes("beaucoup") && !coverage.takes(""));
        assert!(Question::of(Topic::Broadband).takes("fibre"));
        let words = Question::of(Topic::Needs);
        assert!(words.takes("") && !words.takes(&"a".repeat(1_001)));
    }

    #[test]
    fn every_question_and_answer_has_its_words() {
        for lang in Lang::ALL {
            for topic in Topic::ALL {
                let question = Question::of(*topic);
                assert!(!question.says(lang).is_empty());
                assert!(question.choices(lang).iter().all(|(_, words)| !words.is_empty()));
            }
            assert!(Kind::ALL.iter().all(|kind| !kind.says(lang).is_empty()));
        }
    }
}
