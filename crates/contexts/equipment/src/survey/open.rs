//! Opening a survey to every school, and reminding those that have not answered.

use db::{DbError, Tx};
use directory::api;
use events::{Event, surveys::SurveyWaitingV1};
use jobs::{JobError, Payload};
use kernel::{Day, Instant, LocalTime, Role, SchoolYear, Target};
use maud::html;
use serde::{Deserialize, Serialize};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Choice, Field},
};

use crate::{
    SENT,
    device::pages::note_at,
    rights,
    survey::{
        Kind, Question, Survey, Topic,
        pages::{PATH, path},
        store,
    },
    t,
};

/// Questions that someone may add.
const OWN: usize = 3;
/// The longest title, and the longest question.
const WORDS_MAX: usize = 200;
/// How long a survey may be answered, in days.
const LONGEST: i32 = 200;
/// Days before the last one on which schools are reminded by themselves.
const REMINDED: [i32; 2] = [7, 2];
/// When they are, on the clocks of the territory.
const REMINDED_AT: LocalTime = LocalTime(8 * 60);

/// The job that reminds.
pub(crate) const REMIND: jobs::Job =
    jobs::Job { name: "equipment.remind-survey", run: remind_in_time };

/// A reminder to come.
#[derive(Debug, Serialize, Deserialize)]
struct Reminder {
    survey: i64,
    /// Its day, days since 1970.
    day: i32,
    /// When the survey is over, in microseconds.
    until: i64,
}

pub(super) fn routes() -> Vec<Route> {
    const OPEN: &str = "/materiel/enquetes/ouvrir";
    let who = Access::Role(&[Role::TerritoryManager]);
    vec![
        Route::get(OPEN, who, blank),
        Route::post(OPEN, who, open),
        Route::post("/materiel/enquetes/{enquete}/relancer", who, remind),
    ]
}

fn blank(cx: &mut Cx) -> Outcome {
    rights::require_runs(cx)?;
    let today = cx.today();
    let year = SchoolYear::starting(today);
    let title = t::survey_title_of(cx.lang(), &year.to_string(), &(year + 1).to_string());
    let mut form = cx.blank_form().with("titre", &title).with("fin", &today.plus(21));
    for topic in Topic::ALL {
        form = form.with(&tick(*topic), "oui");
    }
    Ok(page(cx, &form).into())
}

fn tick(topic: Topic) -> String {
    format!("demander-{}", topic.code())
}

/// The survey that the form says.
fn typed(form: &mut Form, today: Day) -> Survey {
    let lang = form.lang();
    let mut questions: Vec<Question> = Topic::ALL
        .iter()
        .filter(|topic| form.ticked(&tick(**topic)))
        .map(|topic| Question::of(*topic))
        .collect();
    for at in 1..=OWN {
        let label = form.text(&format!("question-{at}"), WORDS_MAX);
        if !label.is_empty() {
            let kind = form.choice(&format!("reponse-{at}"), Kind::from_code);
            let kind = kind.unwrap_or(Kind::Words);
            questions.push(Question { code: format!("own-{at}"), kind, label });
        }
    }
    let closes = form.required_day("fin").unwrap_or(today);
    if closes < today || closes > today.plus(LONGEST) {
        form.refuse("fin", t::survey_bad_end(lang));
    }
    if questions.is_empty() {
        form.refuse(&tick(Topic::Rooms), t::survey_no_question(lang));
    }
    Survey {
        id: 0,
        title: form.required("titre", WORDS_MAX),
        year: SchoolYear::starting(today).into(),
        opens: today,
        closes,
        reminded: Some(today),
        questions,
    }
}

fn open(cx: &mut Cx) -> Outcome {
    rights::require_runs(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let (lang, today, mut form) = (cx.lang(), cx.today(), cx.form());
    let survey = typed(&mut form, today);
    let current = store::current(cx.tx, today)?;
    if current.is_some_and(|current| current.is_open(today)) {
        form.refuse("titre", t::survey_one_at_a_time(lang));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &form)));
    }
    let id = store::open(cx.tx, &survey, cx.now)?;
    store::remind(cx.tx, id, today)?;
    plan(cx, id, survey.closes)?;
    let told = tell(cx.tx, id, today, cx.now)?;
    note_at(cx, "equipment.survey.open", id, Target::TERRITORY)?;
    SENT.lead(cx, path(id), t::survey_opened(lang, told))
}

/// Asks for the reminders to come, a week and two days before the last day.
fn plan(cx: &mut Cx, survey: i64, closes: Day) -> Result<(), DbError> {
    let (today, place) = (cx.today(), &cx.app.place);
    let until = place.instant(closes.plus(1), LocalTime(0)).0;
    for day in REMINDED.map(|days| closes.plus(-days)).into_iter().filter(|day| *day > today) {
        let reminder = Reminder { survey, day: day.0, until };
        let (key, at) = (format!("{survey} {day}"), place.instant(day, REMINDED_AT));
        jobs::enqueue(cx.tx, REMIND.name, &reminder, Some(&key), at)?;
    }
    Ok(())
}

/// Tells the head of each school that has not answered; how many schools.
fn tell(tx: &mut Tx, survey: i64, day: Day, now: Instant) -> Result<i64, DbError> {
    let schools = api::schools_numbered(tx, None)?;
    let answers = store::answers(tx, survey)?;
    let mut told = std::collections::BTreeSet::new();
    for (org, person) in api::holders_by_school(tx, Role::Head, day)? {
        let is_asked = schools.iter().any(|school| school.org.id == org);
        let has_sent = answers.get(&org).is_some_and(|answer| answer.sent.is_some());
        if is_asked && !has_sent {
            let event = SurveyWaitingV1 { person, org, survey, day: day.0.into() };
            jobs::emit(tx, SurveyWaitingV1::NAME, &event, now)?;
            told.insert(org);
        }
    }
    Ok(i64::try_from(told.len()).unwrap_or(i64::MAX))
}

fn remind(cx: &mut Cx) -> Outcome {
    rights::require_runs(cx)?;
    let (id, lang, today) = (cx.id()?, cx.lang(), cx.today());
    let survey = store::survey(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    if !survey.is_open(today) {
        return Err(Problem::conflict("closed", t::survey_closed(lang)));
    }
    if !store::remind(cx.tx, id, today)? {
        return Ok(Reply::see_other(path(id)).saying(t::survey_reminded_already(lang)));
    }
    let told = tell(cx.tx, id, today, cx.now)?;
    Ok(Reply::see_other(path(id)).saying(t::survey_reminded(lang, told)))
}

/// Reminds by itself on the day that was asked for, unless someone did.
fn remind_in_time(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let reminder: Reminder = payload.read()?;
    let day = Day(reminder.day);
    if now.0 < reminder.until && store::remind(tx, reminder.survey, day)? {
        tell(tx, reminder.survey, day, now)?;
    }
    Ok(())
}

fn page(cx: &Cx, form: &Form) -> Page {
    let lang = cx.lang();
    let kinds: Vec<Choice> = [Kind::Number, Kind::YesNo, Kind::Words]
        .map(|kind| Choice { value: kind.code().to_owned(), label: kind.says(lang), hint: "" })
        .into();
    let main = html! {
        (ui::back(PATH, t::surveys_title(lang)))
        (ui::error_summary(form))
        (ui::title(t::survey_open(lang), t::survey_open_under(lang)))
        form.form.stack method="post" action={ (PATH) "/ouvrir" } {
            (cx.hidden())
            div.card.stack {
                (ui::text(form, &Field::new("titre", t::survey_name(lang))))
                (ui::date(form, &Field::new("fin", t::survey_closes(lang)).hint(t::survey_closes_hint(lang))))
            }
            fieldset.card.stack {
                legend { (t::survey_questions(lang)) }
                @for topic in Topic::ALL {
                    (ui::checkbox(form, &Field::new(&tick(*topic), topic.says(lang))))
                }
            }
            @for at in 1..=OWN {
                @let number = i64::try_from(at).unwrap_or(0);
                (ui::details(&t::survey_own(lang, number), &html! {
                    div.stack {
                        (ui::text(form, &Field::new(&format!("question-{at}"), t::survey_own_words(lang)).optional()))
                        (ui::select(form, &Field::new(&format!("reponse-{at}"), t::survey_own_kind(lang)), &kinds))
                    }
                }))
            }
            div.card { div.actions { button.act.main { (ui::icon("check")) (t::survey_open(lang)) } } }
        }
    };
    Page::narrow(t::survey_open(lang), main)
}
