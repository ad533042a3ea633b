//! What schools answered, for those who keep them: who did, what it adds up to, and the table.

use std::collections::BTreeMap;

use directory::api::{self, Numbered};
use kernel::{Lang, fold};
use web::{Access, Cx, Outcome, Problem, Route};

use crate::{
    baseline::load,
    rights::{ROLES, runs},
    survey::{Answer, Kind, Question, Survey, known, store, views},
    t,
    takeaway::{self, Cell, Format},
};

/// Schools on one page.
pub(super) const PER_PAGE: i64 = 50;

pub(super) fn routes() -> Vec<Route> {
    let who = Access::Role(ROLES);
    vec![
        Route::get("/materiel/enquetes/{enquete}", who, show),
        Route::get("/materiel/enquetes/{enquete}/export", who, export),
    ]
}

/// Where the answer of a school is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Sent,
    Begun,
    Nothing,
}

impl State {
    pub(super) const ALL: [Self; 3] = [Self::Nothing, Self::Begun, Self::Sent];

    fn of(answer: Option<&Answer>) -> Self {
        match answer {
            None => Self::Nothing,
            Some(answer) if answer.sent.is_some() => Self::Sent,
            Some(_) => Self::Begun,
        }
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Begun => "begun",
            Self::Nothing => "nothing",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    pub(super) fn says(self, lang: Lang) -> &'static str {
        t::by_key(lang, &format!("survey-state-{}", self.code())).unwrap_or_default()
    }
}

/// A school with its answer.
pub(super) struct Line {
    pub(super) school: Numbered,
    pub(super) state: State,
    pub(super) answer: Option<Answer>,
    /// How many of its numbers differ from the inventory.
    pub(super) differences: i64,
}

/// What is asked of the results.
pub(super) struct Asked {
    pub(super) words: String,
    pub(super) state: Option<State>,
    pub(super) page: i64,
}

/// A survey with the schools that someone keeps.
pub(super) struct Scene {
    pub(super) survey: Survey,
    pub(super) asked: Asked,
    /// Those that are asked for.
    pub(super) lines: Vec<Line>,
    /// Of all: how many have sent their answer.
    pub(super) sent: i64,
    pub(super) all: i64,
    /// Whether the person may remind.
    pub(super) runs: bool,
    /// Whether it is the survey of the day, whose answers have a page.
    pub(super) is_current: bool,
}

fn load(cx: &mut Cx) -> Result<Scene, Problem> {
    let (id, today, actor) = (cx.id()?, cx.today(), cx.actor()?.clone());
    let survey = store::survey(cx.tx, id)?.filter(|survey| survey.opens <= today);
    let survey = survey.ok_or_else(Problem::not_found)?;
    let query = |name| cx.incoming.query(name).unwrap_or_default();
    let asked = Asked {
        words: query("q").trim().chars().take(80).collect(),
        state: State::from_code(query("etat")),
        page: cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1),
    };
    let schools = api::schools_numbered(cx.tx, Some((&actor, ROLES)))?;
    let mut answers = store::answers(cx.tx, id)?;
    let usable = load::usable_by_school(cx.tx)?;
    let nothing = BTreeMap::new();
    let mut lines: Vec<Line> = schools
        .into_iter()
        .map(|school| {
            let answer = answers.remove(&school.org.id);
            let usable = usable.get(&school.org.id).unwrap_or(&nothing);
            let sent = answer.as_ref().filter(|answer| answer.sent.is_some());
            let differences = sent.map_or(0, |answer| {
                known::differences(&survey.questions, &answer.answers, usable).len()
            });
            Line {
                school,
                state: State::of(answer.as_ref()),
                differences: i64::try_from(differences).unwrap_or(i64::MAX),
                answer,
            }
        })
        .collect();
    let count = |lines: &[Line]| i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let sent = lines.iter().filter(|line| line.state == State::Sent).count();
    let (sent, all) = (i64::try_from(sent).unwrap_or(i64::MAX), count(&lines));
    let words = fold(&asked.words);
    lines.retain(|line| {
        let org = &line.school.org;
        (words.is_empty()
            || fold(&org.name).contains(&words)
            || fold(&org.commune).contains(&words))
            && asked.state.is_none_or(|state| state == line.state)
    });
    let is_current = store::current(cx.tx, today)?.is_some_and(|current| current.id == id);
    Ok(Scene { survey, asked, lines, sent, all, runs: runs(&actor), is_current })
}

/// What the answers to a question add up to.
pub(super) enum Total {
    Sum(i64),
    /// How many schools chose what.
    Chosen(Vec<(&'static str, i64)>),
    /// How many said something.
    Said(i64),
}

/// What sent answers add up to.
pub(super) fn total(lang: Lang, question: &Question, lines: &[Line]) -> Total {
    let answers = || {
        lines.iter().filter(|line| line.state == State::Sent).filter_map(|line| {
            line.answer.as_ref().and_then(|answer| answer.answers.get(&question.code))
        })
    };
    match question.kind {
        Kind::Number => Total::Sum(answers().filter_map(|answer| answer.parse::<i64>().ok()).sum()),
        Kind::Words => {
            let said = answers().filter(|answer| !answer.is_empty()).count();
            Total::Said(i64::try_from(said).unwrap_or(i64::MAX))
        }
        Kind::YesNo | Kind::Coverage | Kind::Broadband => {
            let chosen = question.choices(lang).into_iter().map(|(code, words)| {
                let count = answers().filter(|answer| *answer == code).count();
                (words, i64::try_from(count).unwrap_or(i64::MAX))
            });
            Total::Chosen(chosen.collect())
        }
    }
}

fn show(cx: &mut Cx) -> Outcome {
    let scene = load(cx)?;
    Ok(views::results(cx, &scene).into())
}

fn export(cx: &mut Cx) -> Outcome {
    let (scene, lang) = (load(cx)?, cx.lang());
    let mut titles: Vec<Cell> = [
        t::uai(lang),
        t::school_name(lang),
        t::school_commune(lang),
        t::survey_state(lang),
        t::survey_differences(lang),
    ]
    .map(Cell::from)
    .to_vec();
    titles.extend(scene.survey.questions.iter().map(|question| question.says(lang).into()));
    let mut rows = vec![titles];
    for line in &scene.lines {
        let org = &line.school.org;
        let mut row: Vec<Cell> = vec![
            line.school.uai.as_str().into(),
            org.name.as_str().into(),
            org.commune.as_str().into(),
            line.state.says(lang).into(),
            line.differences.into(),
        ];
        // A draft is its school's alone.
        let sent = line.answer.as_ref().filter(|answer| answer.sent.is_some());
        row.extend(scene.survey.questions.iter().map(|question| {
            let answer = sent.and_then(|answer| answer.answers.get(&question.code));
            match (question.kind, answer) {
                (_, None) => Cell::from(""),
                (Kind::Number, Some(answer)) => {
                    answer.parse::<i64>().map_or_else(|_| Cell::from(answer.as_str()), Cell::from)
                }
                (_, Some(answer)) => question.answer_says(lang, answer).into(),
            }
        }));
        rows.push(row);
    }
    takeaway::reply(Format::of(cx.incoming.query("format")), t::survey_file(lang), &rows)
}
