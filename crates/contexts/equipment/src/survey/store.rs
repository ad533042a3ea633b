//! The rows of surveys, their questions and their answers.

use std::collections::HashMap;

use db::{DbError, Row, Tx, Value, params};
use kernel::{Day, Instant};

use crate::survey::{Answer, Answers, Kind, Question, Survey};

/// Surveys shown at once.
const SHOWN: i64 = 20;

const COLUMNS: &str = "id, title, year, opens, closes, reminded";

fn read(row: &Row) -> Result<Survey, DbError> {
    Ok(Survey {
        id: row.get(0)?,
        title: row.get(1)?,
        year: row.get(2)?,
        opens: row.get(3)?,
        closes: row.get(4)?,
        reminded: row.get(5)?,
        questions: Vec::new(),
    })
}

fn whole(tx: &mut Tx, survey: Option<Survey>) -> Result<Option<Survey>, DbError> {
    let Some(mut survey) = survey else { return Ok(None) };
    let questions = tx.query(
        "SELECT code, kind, label FROM equipment_question WHERE survey_id = $1 ORDER BY position, id LIMIT 60",
        params![survey.id],
        |row| {
            let kind: String = row.get(1)?;
            let kind = Kind::from_code(&kind).unwrap_or(Kind::Words);
            Ok(Question { code: row.get(0)?, kind, label: row.get(2)? })
        },
    )?;
    survey.questions = questions;
    Ok(Some(survey))
}

/// A survey with its questions.
pub(super) fn survey(tx: &mut Tx, id: i64) -> Result<Option<Survey>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM equipment_survey WHERE id = $1");
    let survey = tx.query_opt(&sql, params![id], read)?;
    whole(tx, survey)
}

/// The last surveys that have opened, newest first, without their questions.
pub(super) fn all(tx: &mut Tx) -> Result<Vec<Survey>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} FROM equipment_survey ORDER BY opens DESC, id DESC LIMIT $1");
    tx.query(&sql, params![SHOWN], read)
}

/// The survey of a day: the last that has opened, still answered or not.
pub(crate) fn current(tx: &mut Tx, today: Day) -> Result<Option<Survey>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_survey WHERE opens <= $1 ORDER BY opens DESC, id DESC LIMIT 1"
    );
    let found = tx.query(&sql, params![today], read)?.into_iter().next();
    whole(tx, found)
}

/// Opens a survey; its id.
pub(crate) fn open(tx: &mut Tx, survey: &Survey, now: Instant) -> Result<i64, DbError> {
    let id = tx.query_one(
        "INSERT INTO equipment_survey (territory_id, title, year, opens, closes, updated_at) \
         VALUES (0, $1, $2, $3, $4, $5) RETURNING id",
        params![&survey.title, survey.year, survey.opens, survey.closes, now],
        |row| row.get(0),
    )?;
    let rows: Vec<Value> = (0_i64..)
        .zip(&survey.questions)
        .flat_map(|(at, question)| {
            [
                Value::Int(id),
                Value::Int(at),
                question.code.as_str().into(),
                question.kind.code().into(),
                question.label.as_str().into(),
            ]
        })
        .collect();
    tx.insert_many("equipment_question", "survey_id, position, code, kind, label", &rows)?;
    Ok(id)
}

/// Schools are reminded on a day; false when they were already.
pub(super) fn remind(tx: &mut Tx, survey: i64, day: Day) -> Result<bool, DbError> {
    let reminded = tx.execute(
        "UPDATE equipment_survey SET reminded = $2 WHERE id = $1 AND (reminded IS NULL OR reminded < $2)",
        params![survey, day],
    )?;
    Ok(reminded > 0)
}

fn read_answer(row: &Row, from: usize) -> Result<Answer, DbError> {
    let content: String = row.get(from)?;
    Ok(Answer {
        answers: serde_json::from_str(&content).map_err(DbError::statement)?,
        revision: row.get(from + 1)?,
        sent: row.get(from + 2)?,
        person: row.get(from + 3)?,
    })
}

/// What a school answers to a survey.
pub(crate) fn answer(tx: &mut Tx, survey: i64, org: i64) -> Result<Option<Answer>, DbError> {
    tx.query_opt(
        "SELECT content, revision, sent_at, person_id FROM equipment_answer WHERE survey_id = $1 AND org_id = $2",
        params![survey, org],
        |row| read_answer(row, 0),
    )
}

/// What a school sent to the survey before this one.
pub(super) fn before(tx: &mut Tx, survey: &Survey, org: i64) -> Result<Option<Answers>, DbError> {
    let content: Option<String> = tx.query_opt(
        "SELECT a.content FROM equipment_answer a JOIN equipment_survey s ON s.id = a.survey_id \
         WHERE a.org_id = $1 AND a.sent_at IS NOT NULL AND s.id <> $2 AND s.opens <= $3 \
         ORDER BY s.opens DESC, s.id DESC LIMIT 1",
        params![org, survey.id, survey.opens],
        |row| row.get(0),
    )?;
    Ok(content.and_then(|content| serde_json::from_str(&content).ok()))
}

/// What every school answers to a survey.
pub(super) fn answers(tx: &mut Tx, survey: i64) -> Result<HashMap<i64, Answer>, DbError> {
    let all = tx.query(
        "SELECT org_id, content, revision, sent_at, person_id FROM equipment_answer WHERE survey_id = $1 LIMIT 5000",
        params![survey],
        |row| Ok((row.get::<i64>(0)?, read_answer(row, 1)?)),
    )?;
    Ok(all.into_iter().collect())
}

/// Keeps what a school answers; what was sent stays as it is until it is opened again. The new
/// revision, or nothing when it was sent.
pub(crate) fn keep(
    tx: &mut Tx,
    (survey, org): (i64, i64),
    answers: &Answers,
    (person, now): (Option<i64>, Instant),
) -> Result<Option<i64>, DbError> {
    let content = serde_json::to_string(answers).map_err(DbError::statement)?;
    tx.query_opt(
        "INSERT INTO equipment_answer (survey_id, org_id, territory_id, content, revision, person_id, updated_at) \
         VALUES ($1, $2, 0, $3, 1, $4, $5) ON CONFLICT (survey_id, org_id) DO UPDATE SET \
         content = excluded.content, revision = equipment_answer.revision + 1, person_id = excluded.person_id, \
         updated_at = excluded.updated_at WHERE equipment_answer.sent_at IS NULL RETURNING revision",
        params![survey, org, &content, person, now],
        |row| row.get(0),
    )
}

/// Sends what a school answers; false when it was sent already.
pub(crate) fn send(
    tx: &mut Tx,
    (survey, org): (i64, i64),
    person: Option<i64>,
    now: Instant,
) -> Result<bool, DbError> {
    let sent = tx.execute(
        "UPDATE equipment_answer SET sent_at = $3, person_id = $4, updated_at = $3 \
         WHERE survey_id = $1 AND org_id = $2 AND sent_at IS NULL",
        params![survey, org, now, person],
    )?;
    Ok(sent > 0)
}

/// Opens what a school sent again.
pub(super) fn reopen(tx: &mut Tx, survey: i64, org: i64, now: Instant) -> Result<bool, DbError> {
    let opened = tx.execute(
        "UPDATE equipment_answer SET sent_at = NULL, updated_at = $3 \
         WHERE survey_id = $1 AND org_id = $2 AND sent_at IS NOT NULL",
        params![survey, org, now],
    )?;
    Ok(opened > 0)
}
