//! Loading what a territory knows of its schools and what it chose, at
//! once.

use db::{DbError, Tx};
use kernel::{Day, Instant};

use crate::pilots::{
    apply::{self, Application, Call, Reading, store as applications},
    choice::{self, Kind, New, Turn},
    commit::{self, Commitment, Review},
    decision,
    draw::{self, Weights},
    facts::{self, Commune, Fact, HIDDEN, What},
    study::{self, Asked, Objective, Outcome, solve},
};

/// Who does something, and when.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// Their id.
    pub person: i64,
    /// The instant.
    pub now: Instant,
    /// The day there.
    pub today: Day,
}

/// What open files say of a school.
#[derive(Clone, Copy, Debug)]
pub struct FactRow<'a> {
    /// The school.
    pub org: i64,
    /// Its social index in tenths; none when it is hidden.
    pub index: Option<i64>,
    /// `REP`, `REP+` or empty.
    pub network: &'a str,
    /// How many devices it lacks.
    pub gap: i64,
}

/// Adds what open files say of schools in a year, and of communes (code, name, population).
pub fn load_facts(
    tx: &mut Tx,
    year: i64,
    rows: &[FactRow],
    communes: &[(String, String, i64)],
) -> Result<(), DbError> {
    let fact = |row: &FactRow, value: Option<i64>, label: &str| Fact {
        org: row.org,
        year,
        value,
        label: label.to_owned(),
    };
    let index = |row: &FactRow| fact(row, row.index, if row.index.is_none() { HIDDEN } else { "" });
    let indexes: Vec<Fact> = rows.iter().map(index).collect();
    facts::add_facts(tx, What::Ips, &indexes, 0)?;
    let named = rows.iter().filter(|row| !row.network.is_empty());
    let networks: Vec<Fact> = named.map(|row| fact(row, None, row.network)).collect();
    facts::add_facts(tx, What::Rep, &networks, 0)?;
    let gaps: Vec<Fact> = rows.iter().map(|row| fact(row, Some(row.gap), "")).collect();
    facts::add_facts(tx, What::Gap, &gaps, 0)?;
    let communes: Vec<Commune> = communes
        .iter()
        .map(|(insee, name, population)| Commune {
            insee: insee.clone(),
            name: name.clone(),
            population: Some(*population),
            density: None,
            grid: 4,
        })
        .collect();
    facts::add_communes(tx, &communes, 0)
}

/// A study to load.
#[derive(Clone, Copy, Debug)]
pub struct StudyRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// How many collèges mesh the territory.
    pub open: usize,
    /// Those chosen for their assets, by their number.
    pub assets: &'a [String],
    /// Those that are forced, by their number.
    pub forced: &'a [String],
    /// Whether it is shown to others.
    pub is_published: bool,
}

/// Adds a study of the schools as they are, solved at once; its id.
pub fn load_study(tx: &mut Tx, row: &StudyRow, by: By) -> Result<i64, DbError> {
    let data = study::Data::of(facts::schools(tx)?, by.today);
    let asked = Asked {
        objective: Objective::Median,
        radius: 0,
        open: row.open,
        by_pupils: false,
        assets: row.assets.to_vec(),
        forced: row.forced.to_vec(),
        forbidden: Vec::new(),
        roads: None,
        rules: Vec::new(),
        seed: 1,
    };
    let by_whom = (by.person, by.now);
    let (name, made) = (row.name, by.today);
    let new = New { kind: Kind::Study, name, made, asked: &asked, data: &data, by: by_whom };
    let id = choice::add(tx, &new)?;
    let outcome = solve::solve(&data, &asked, &mut |_, _| true, &mut |_| true);
    let state = if matches!(outcome, Outcome::Refused(_)) { "failed" } else { "done" };
    let result = serde_json::to_string(&outcome).map_err(DbError::statement)?;
    choice::end(tx, Turn::first(id), state, &result)?;
    if row.is_published {
        choice::publish(tx, id, by.now)?;
    }
    Ok(id)
}

/// A draw to load.
#[derive(Clone, Copy, Debug)]
pub struct DrawRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Écoles of each year.
    pub per_year: usize,
    /// How many years.
    pub years: usize,
    /// The civil year in which the first starts.
    pub from: i64,
    /// Its seed.
    pub seed: u64,
    /// Whether it is shown to others.
    pub is_published: bool,
}

/// Adds a draw among the écoles as they are; its id.
pub fn load_draw(tx: &mut Tx, row: &DrawRow, by: By) -> Result<i64, DbError> {
    let data = draw::Data::load(tx, by.today)?;
    let weights = Weights { social: 2, rural: 1, network: 1, small: 0, gap: 1 };
    let asked = draw::Asked {
        per_year: row.per_year,
        years: row.years,
        from: row.from,
        weights,
        seed: row.seed,
    };
    let by_whom = (by.person, by.now);
    let (name, made) = (row.name, by.today);
    let new = New { kind: Kind::Draw, name, made, asked: &asked, data: &data, by: by_whom };
    let id = choice::add(tx, &new)?;
    let (state, result) = match draw::draw(&data, &asked) {
        Ok(drawn) => ("done", serde_json::to_string(&drawn)),
        Err(refusal) => ("failed", serde_json::to_string(&refusal)),
    };
    choice::end(tx, Turn::first(id), state, &result.map_err(DbError::statement)?)?;
    if row.is_published {
        choice::publish(tx, id, by.now)?;
    }
    Ok(id)
}

/// Records that what a study or a draw proposed was decided as it was.
pub fn load_decision(
    tx: &mut Tx,
    choice: i64,
    (body, day, votes): (&str, Day, [i64; 3]),
    by: By,
) -> Result<(), DbError> {
    decision::as_proposed(tx, choice, (body, day, votes), (by.person, by.now))
}

/// Adds what a pilot commits to, with what was seen of it.
pub fn load_commitment(
    tx: &mut Tx,
    org: i64,
    (words, due): (&str, Day),
    seen: &[(Day, &str, &str)],
    by: By,
) -> Result<i64, DbError> {
    let by_whom = (by.person, by.now);
    let one = Commitment { id: 0, org, words: words.to_owned(), due };
    let id = commit::store::add(tx, &one, by_whom)?;
    for (day, state, seen) in seen {
        let review = Review {
            commitment: id,
            day: *day,
            state: (*state).to_owned(),
            seen: (*seen).to_owned(),
        };
        commit::store::review(tx, &review, by_whom)?;
    }
    Ok(id)
}

/// Opens a call for candidates until a day, with a grid of a criterion a line; its id.
pub fn load_call(
    tx: &mut Tx,
    (name, kind, closes, grid): (&str, &str, Day, &str),
    by: By,
) -> Result<i64, DbError> {
    let grid = apply::grid(grid).unwrap_or_default();
    let call = Call { id: 0, name: name.to_owned(), kind: kind.to_owned(), closes, grid };
    applications::add_call(tx, &call, (by.person, by.now))
}

/// Adds the application of a school (project, team), with the points of those who read it; its id.
pub fn load_application(
    tx: &mut Tx,
    call: i64,
    org: i64,
    (project, team): (&str, &str),
    readings: &[(i64, Option<Vec<i64>>)],
    by: By,
) -> Result<i64, DbError> {
    let one = Application { id: 0, call, org, project: project.to_owned(), team: team.to_owned() };
    let id = applications::apply(tx, &one, (by.person, by.now))?;
    for (person, points) in readings {
        applications::ask(tx, id, *person, by.now)?;
        if let Some(points) = points {
            let reading = Reading {
                person: *person,
                state: "done".to_owned(),
                total: points.iter().sum(),
                points: points.clone(),
                words: String::new(),
            };
            applications::keep(tx, id, &reading, by.now)?;
        }
    }
    Ok(id)
}
