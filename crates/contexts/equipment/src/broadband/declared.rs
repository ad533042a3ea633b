//! A table of what is declared of schools, by their national number: looked at first, then kept.

use std::collections::HashMap;

use directory::{
    api::{self, School},
    feed::{self, FeedError, Limits, Line, Uai},
};
use kernel::{Actor, Day, fold};
use serde::{Deserialize, Serialize};
use web::{Access, App, Cx, Form, Incoming, Outcome, Problem, Reply, Route, Task};

use crate::{
    SENT,
    broadband::{Declared, Status, pages, store, views},
    cells,
    device::pages::note,
    rights::{ROLES, keeps},
    t,
};

/// The largest file, and the lines of one table.
pub(super) const LARGEST: usize = 2 << 20;
const LINES_MAX: usize = 5_000;

pub(super) fn routes() -> Vec<Route> {
    let who = Access::Role(ROLES);
    vec![
        Route::task("/materiel/debit/tableau", who, look).accepting(LARGEST),
        Route::post("/materiel/debit/appliquer", who, apply),
    ]
}

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// What it calls its school is no school number.
    BadSchool,
    /// Its school is not of this territory.
    UnknownSchool,
    /// Its school is closed.
    ClosedSchool,
    /// Its school is not one of those of whoever sends the table.
    NotYours,
    /// Its school came on a line before.
    Twice,
    /// Nobody knows what it says.
    Status,
}

impl Why {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::BadSchool => "bad-school",
            Self::UnknownSchool => "unknown-school",
            Self::ClosedSchool => "closed-school",
            Self::NotYours => "not-yours",
            Self::Twice => "school-twice",
            Self::Status => "status",
        }
    }
}

/// A line that is kept: a school and what is declared of it. What the form carries from the look to
/// the decision; everything of it is read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) uai: Uai,
    pub(super) status: Status,
    /// Days since 1970; the day of the decision when the table says none.
    pub(super) day: Option<i32>,
}

/// A line that is left out: its number, what it says, why.
pub(super) type Left = (u64, String, Why);

/// What becomes of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) kept: Vec<Kept>,
    pub(super) left: Vec<Left>,
}

/// The columns of a table, by their titles.
struct Columns {
    titles: usize,
    uai: usize,
    status: usize,
    day: Option<usize>,
}

impl Columns {
    fn find(lines: &[Line]) -> Option<Self> {
        lines.iter().take(15).enumerate().find_map(|(titles, line)| {
            let cells: Vec<String> = line.cells.iter().map(|cell| fold(cell)).collect();
            let at = |names: &[&str]| {
                cells.iter().position(|cell| names.iter().any(|name| cell.starts_with(name)))
            };
            Some(Self {
                titles,
                uai: at(&["uai", "rne", "code uai", "numero uai", "n uai"])?,
                status: at(&[
                    "statut",
                    "status",
                    "debit",
                    "technologie",
                    "acces",
                    "classe de debit",
                ])?,
                day: at(&["date", "constate", "au"]),
            })
        })
    }
}

/// Reads the lines of a table; none when it has no column of schools or of what is declared.
pub(super) fn read(
    lines: &[Line],
    schools: &HashMap<Uai, School>,
    keeps: impl Fn(i64) -> bool,
) -> Option<Read> {
    let columns = Columns::find(lines)?;
    let mut read = Read::default();
    for line in lines.iter().skip(columns.titles + 1).take(LINES_MAX) {
        let cell = |at: usize| line.cells.get(at).map_or("", |cell| cell.trim());
        let (number, said) = (cell(columns.uai), cell(columns.status));
        if number.is_empty() && said.is_empty() {
            continue;
        }
        let kept = Uai::parse(number).ok_or(Why::BadSchool).and_then(|uai| {
            let school = schools.get(&uai).ok_or(Why::UnknownSchool)?;
            let status = Status::read(said).ok_or(Why::Status);
            match (keeps(school.id), school.is_open) {
                (false, _) => Err(Why::NotYours),
                (true, false) => Err(Why::ClosedSchool),
                (true, true) if read.kept.iter().any(|kept| kept.uai == uai) => Err(Why::Twice),
                (true, true) => {
                    let day = columns.day.and_then(|at| cells::day(cell(at)).ok().flatten());
                    Ok(Kept { uai, status: status?, day: day.map(|day| day.0) })
                }
            }
        });
        match kept {
            Ok(kept) => read.kept.push(kept),
            Err(why) => {
                let shown = format!("{number} · {said}").chars().take(80).collect();
                read.left.push((line.number, shown, why));
            }
        }
    }
    Some(read)
}

/// What looking at a table comes to.
enum Looked {
    Table { name: String, hash: String, actor: Box<Actor> },
    Corrections(Box<Reply>),
}

fn look(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (name, hash, actor) = match app.write(&incoming, sent_table).await? {
            Looked::Corrections(reply) => return Ok(*reply),
            Looked::Table { name, hash, actor } => (name, hash, actor),
        };
        let worker = app.clone();
        let lines = tokio::task::spawn_blocking(move || lines(&worker, &name, &hash)).await;
        let lines = lines.unwrap_or(Err("internal"));
        let schools = app.read(&incoming, |cx| Ok(api::schools_by_uai(cx.tx)?)).await?;
        let read = lines
            .and_then(|lines| read(&lines, &schools, |org| keeps(&actor, org)).ok_or("no-columns"));
        app.read(&incoming, move |cx| looked(cx, &read)).await
    })
}

fn sent_table(cx: &mut Cx) -> Result<Looked, Problem> {
    let actor = cx.actor()?.clone();
    if !ROLES.iter().any(|role| actor.is(*role)) {
        return Err(Problem::forbidden());
    }
    let (lang, mut form) = (cx.lang(), cx.form());
    let Some(file) = form.files("tableau").next() else {
        form.refuse("tableau", t::import_no_file(lang));
        let page = pages::list_to_correct(cx, &form)?;
        return Ok(Looked::Corrections(Box::new(Reply::to_correct(page))));
    };
    let (name, hash) = (file.name.clone(), file.blob.hash.to_string());
    Ok(Looked::Table { name, hash, actor: Box::new(actor) })
}

fn lines(app: &App, name: &str, hash: &str) -> Result<Vec<Line>, &'static str> {
    let gone = |error: String| {
        tracing::error!(error, "a table could not be opened");
        "internal"
    };
    let folder = tempfile::tempdir().map_err(|error| gone(error.to_string()))?;
    let place = folder.path().join("table");
    let path = directory::import::bring(&app.files, &place, name, hash).map_err(gone)?;
    let sheets = feed::sheets(&[path], &Limits::default()).map_err(|error| match error {
        FeedError::Nothing { .. } => "nothing",
        FeedError::Damaged { damage: feed::Damage::TwiceEncoded, .. } => "twice-encoded",
        _ => "damaged",
    })?;
    Ok(sheets.into_iter().flat_map(|sheet| sheet.lines).collect())
}

fn looked(cx: &mut Cx, read: &Result<Read, &'static str>) -> Outcome {
    match read {
        Ok(read) => Ok(views::looked(cx, read).into()),
        Err(why) => {
            let mut form: Form = cx.form();
            let key = format!("unread-{why}");
            form.refuse("tableau", t::by_key(form.lang(), &key).unwrap_or_default());
            Ok(Reply::to_correct(pages::list_to_correct(cx, &form)?))
        }
    }
}

/// Keeps what was looked at: every line is read again, as if it came from nowhere.
fn apply(cx: &mut Cx) -> Outcome {
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let (actor, lang, today) = (cx.actor()?.clone(), cx.lang(), cx.today());
    let sent_lines = cx.incoming.field("lignes").unwrap_or_default();
    let lines: Vec<Kept> =
        serde_json::from_str(sent_lines).map_err(|_not_ours| Problem::malformed())?;
    if lines.len() > LINES_MAX {
        return Err(Problem::malformed());
    }
    let source: String = cx.form().text("origine", 120);
    let schools = api::schools_by_uai(cx.tx)?;
    let mut count = 0;
    for line in &lines {
        let school = schools.get(&line.uai).filter(|school| school.is_open);
        let Some(org) = school.map(|school| school.id).filter(|org| keeps(&actor, *org)) else {
            continue;
        };
        let day = line.day.map(Day).filter(|day| store::is_sound(*day, today)).unwrap_or(today);
        let declared = Declared { status: line.status, day, source: source.clone() };
        store::declare(cx.tx, org, &declared, (Some(actor.person), cx.now))?;
        note(cx, "equipment.broadband.declare", org, org)?;
        count += 1;
    }
    SENT.lead(cx, pages::PATH.to_owned(), t::declared_kept(lang, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: u64, cells: &[&str]) -> Line {
        Line { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    #[test]
    fn a_table_says_which_of_its_lines_are_left_out() {
        let uai = |text| Uai::parse(text).unwrap();
        let schools = HashMap::from([
            (uai("0860002K"), School { id: 1, is_open: true }),
            (uai("0860014Y"), School { id: 2, is_open: false }),
            (uai("0860003L"), School { id: 3, is_open: true }),
        ]);
        let lines = [
            line(1, &["Écoles du territoire"]),
            line(2, &["Code UAI", "Technologie", "Date"]),
            line(3, &["0860002k", "Fibre", "03/02/2027"]),
            line(4, &["0860002A", "Fibre"]),
            line(5, &["0860014Y", "Fibre"]),
            line(6, &["0860003L", "Fibre"]),
            line(7, &["0860002K", "ADSL"]),
            line(8, &["0860032T", "ADSL"]),
            line(9, &[]),
        ];
        let read = read(&lines, &schools, |org| org != 3).unwrap();
        assert_eq!(read.kept.len(), 1);
        assert_eq!(read.kept[0].status, Status::Fibre);
        assert_eq!(read.kept[0].day, Day::new(2027, 2, 3).map(|day| day.0));
        let whys: Vec<(u64, Why)> = read.left.iter().map(|(at, _, why)| (*at, *why)).collect();
        assert_eq!(
            whys,
            [
                (4, Why::BadSchool),
                (5, Why::ClosedSchool),
                (6, Why::NotYours),
                (7, Why::Twice),
                (8, Why::UnknownSchool)
            ]
        );
        assert!(super::read(&lines[2..], &schools, |_| true).is_none(), "it has no titles");
    }
}
