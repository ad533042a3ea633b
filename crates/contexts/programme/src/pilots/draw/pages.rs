//! Asking a draw, reading it, showing it to others.

use std::time::Duration;

use db::DbError;
use kernel::Lang;
use web::{Access, App, Cx, Form, Incoming, Outcome, Problem, Reply, Route, Task};

use crate::{
    SENT,
    pilots::{
        MANAGER, READERS,
        choice::{self, Kind, New, Turn},
        csv, decision,
        draw::{self, Asked, Data, Drawn, Refusal, Weights, views},
        facts::pages::tenths,
        is_manager, manager, note,
        study::pages::{hidden, shown},
    },
    t,
};

/// Where draws are.
pub(crate) const PATH: &str = "/programme/pilotes/tirages";
/// The longest name of a draw.
const NAME_MAX: usize = 120;
/// One waits so long for the draw before the page says that it goes on.
const AT_ONCE: Duration = Duration::from_secs(4);
/// Seconds after which a page that follows a draw comes again.
const AGAIN: u32 = 2;

pub(crate) fn routes() -> Vec<Route> {
    const ONE: &str = "/programme/pilotes/tirages/{tirage}";
    let (who, readers) = (Access::Role(MANAGER), Access::Role(READERS));
    vec![
        Route::get("/programme/pilotes/tirages/nouveau", who, blank),
        Route::task(PATH, who, ask),
        Route::get(ONE, readers, show),
        Route::get("/programme/pilotes/tirages/{tirage}/tirage.csv", readers, table),
        Route::get("/programme/pilotes/tirages/{tirage}/ecoles.csv", readers, schools),
        Route::post("/programme/pilotes/tirages/{tirage}/publier", who, |cx| {
            let choice = choice::load(cx, Kind::Draw)?;
            shown(cx, &choice)
        }),
        Route::post("/programme/pilotes/tirages/{tirage}/retirer", who, |cx| {
            let choice = choice::load(cx, Kind::Draw)?;
            hidden(cx, &choice)
        }),
    ]
}

fn data(cx: &mut Cx) -> Result<Data, Problem> {
    let today = cx.today();
    Ok(Data::load(cx.tx, today)?)
}

fn blank(cx: &mut Cx) -> Outcome {
    manager(cx)?;
    let seed = u32::from_le_bytes(cx.app.entropy.bytes()) % 1_000_000;
    let form = cx
        .blank_form()
        .with("par-an", "42")
        .with("annees", "3")
        .with("debut", &cx.today().ymd().0)
        .with("poids-social", "2")
        .with("poids-rural", "1")
        .with("poids-network", "1")
        .with("poids-small", "0")
        .with("poids-gap", "1")
        .with("graine", &seed);
    let data = data(cx)?;
    Ok(views::form(cx, &form, &data).into())
}

fn read(form: &mut Form) -> Asked {
    let lang = form.lang();
    let mut number = |field: &str, (min, max): (i64, i64)| {
        let number = form.number(field, min, max);
        if number.is_none() && form.error_of(field).is_none() {
            form.refuse(field, t::number_missing(lang));
        }
        number.unwrap_or(min)
    };
    let whole = |number: i64| usize::try_from(number).unwrap_or(0);
    let per_year = whole(number("par-an", (1, 1_000)));
    let years = whole(number("annees", (1, 10)));
    let mut weight = |code: &str| number(&format!("poids-{code}"), (0, 10));
    let weights = Weights {
        social: weight("social"),
        rural: weight("rural"),
        network: weight("network"),
        small: weight("small"),
        gap: weight("gap"),
    };
    let from = number("debut", (2_000, 2_100));
    let seed = number("graine", (0, 999_999_999));
    Asked { per_year, years, from, weights, seed: u64::try_from(seed).unwrap_or(0) }
}

fn ask(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (reply, id) = app.write(&incoming, kept).await?;
        if let Some(id) = id {
            let worker = app.clone();
            let thread = tokio::task::spawn_blocking(move || run(&worker, id));
            // What takes longer is followed on its page.
            drop(tokio::time::timeout(AT_ONCE, thread).await);
        }
        Ok(reply)
    })
}

fn kept(cx: &mut Cx) -> Result<(Reply, Option<i64>), Problem> {
    let person = manager(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok((reply, None));
    }
    let data = data(cx)?;
    let mut form = cx.form();
    let name = form.required("nom", NAME_MAX);
    let asked = read(&mut form);
    let places = asked.per_year * asked.years;
    if form.is_valid() && places > data.schools.len() {
        let says = t::draw_too_few(cx.lang(), count(places), count(data.schools.len()));
        form.refuse("par-an", says);
    }
    if !form.is_valid() {
        return Ok((Reply::to_correct(views::form(cx, &form, &data)), None));
    }
    let by = (person, cx.now);
    let new =
        New { kind: Kind::Draw, name: &name, made: cx.today(), asked: &asked, data: &data, by };
    let id = choice::add(cx.tx, &new)?;
    note(cx, "programme.draw.ask", id)?;
    let reply = SENT.lead(cx, choice::path(Kind::Draw, id), t::draw_done(cx.lang()))?;
    Ok((reply, Some(id)))
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Draws and keeps what was drawn.
fn run(app: &App, id: i64) {
    let drawn = || -> Result<(), DbError> {
        let Some(found) = app.db.read_blocking(move |tx| choice::one(tx, id))? else {
            return Ok(());
        };
        let broken = |_| DbError::statement("a draw cannot be read");
        let (asked, data): (Asked, Data) =
            (found.asked().map_err(broken)?, found.data().map_err(broken)?);
        let drawn = draw::draw(&data, &asked);
        let (state, result) = match &drawn {
            Ok(drawn) => ("done", serde_json::to_string(drawn)),
            Err(refusal) => ("failed", serde_json::to_string(refusal)),
        };
        let result = result.map_err(DbError::statement)?;
        app.db.write_blocking(move |tx| choice::end(tx, Turn::first(id), state, &result)).map(drop)
    };
    if let Err(error) = drawn() {
        tracing::error!(%error, choice = id, "a draw was not made");
    }
}

fn show(cx: &mut Cx) -> Outcome {
    let choice = choice::load(cx, Kind::Draw)?;
    let (asked, data): (Asked, Data) = (choice.asked()?, choice.data()?);
    let scene =
        views::Scene { is_manager: is_manager(cx)?, choice: &choice, asked: &asked, data: &data };
    match choice.state.as_str() {
        "solving" => Ok(Reply::from(views::drawing(cx, &scene)).again_in(AGAIN)),
        "done" => {
            let drawn: Drawn = choice.result()?;
            let decided = decision::load(cx, choice.id)?;
            Ok(views::drawn(cx, &scene, &drawn, decided.as_ref()).into())
        }
        _ => {
            let refusal: Option<Refusal> = choice.result().ok();
            Ok(views::refused(cx, &scene, refusal.as_ref()).into())
        }
    }
}

/// The table of a draw, as the command reads it.
fn table(cx: &mut Cx) -> Outcome {
    let choice = choice::load(cx, Kind::Draw)?;
    let (asked, data): (Asked, Data) = (choice.asked()?, choice.data()?);
    let table = draw::table(&data, &asked);
    let head = ["uai", "secteur", "milieu", "ips", "eleves", "manque"];
    let rows = table.places.iter().enumerate().map(|(at, place)| {
        vec![
            data.schools[*place].uai.clone(),
            table.sector[at].clone(),
            table.setting[at].clone(),
            tenths(Lang::En, table.ips[at]),
            table.pupils[at].to_string(),
            table.gap[at].to_string(),
        ]
    });
    csv("tirage.csv", &head, rows)
}

/// Each école with its year and its points.
fn schools(cx: &mut Cx) -> Outcome {
    let choice = choice::load(cx, Kind::Draw)?;
    let (asked, data): (Asked, Data) = (choice.asked()?, choice.data()?);
    let Ok(drawn) = choice.result::<Drawn>() else { return Err(Problem::not_found()) };
    let year = |at: usize| {
        let cohort = drawn.cohorts.iter().position(|cohort| cohort.contains(&at));
        cohort.map(|cohort| (asked.from + count(cohort)).to_string()).unwrap_or_default()
    };
    let head = ["uai", "ecole", "commune", "points", "annee"];
    let rows = data.schools.iter().enumerate().map(|(at, school)| {
        let points = drawn.points.get(at).map(ToString::to_string).unwrap_or_default();
        vec![school.uai.clone(), school.name.clone(), school.commune.clone(), points, year(at)]
    });
    csv("ecoles.csv", &head, rows)
}
