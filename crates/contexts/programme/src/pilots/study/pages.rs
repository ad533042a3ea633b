//! Asking a study, following it, reading it, showing it to others.

use kernel::Lang;
use web::{Access, App, Cx, Form, Incoming, Outcome, Problem, Reply, Route, Task};

use crate::{
    SENT,
    pilots::{
        MANAGER, READERS,
        choice::{self, Choice, Kind, New},
        csv, decision, facts, is_manager, manager, note, roads,
        study::{Asked, Data, Objective, Of, Outcome as Came, Rule, trial, views, words, work},
    },
    t,
};

/// Where studies are.
pub(crate) const PATH: &str = "/programme/pilotes/etudes";
/// Where a new one is asked.
pub(crate) const NEW: &str = "/programme/pilotes/etudes/nouvelle";

/// The longest name of a study.
const NAME_MAX: usize = 120;
/// The most collèges one may ask for.
const OPEN_MAX: i64 = 200;
/// The largest radius, in kilometres or minutes.
const RADIUS_MAX: i64 = 200;

pub(crate) fn routes() -> Vec<Route> {
    const ONE: &str = "/programme/pilotes/etudes/{etude}";
    let (who, readers) = (Access::Role(MANAGER), Access::Role(READERS));
    vec![
        Route::get(NEW, who, blank),
        Route::task(PATH, who, ask),
        Route::get(ONE, readers, show),
        Route::get("/programme/pilotes/etudes/{etude}/distances.csv", readers, distances),
        Route::get("/programme/pilotes/etudes/{etude}/ecoles.csv", readers, nearest),
        Route::post("/programme/pilotes/etudes/{etude}/arreter", who, stop),
        Route::task("/programme/pilotes/etudes/{etude}/relancer", who, again),
        Route::task("/programme/pilotes/etudes/{etude}/essai", who, trial::send),
        Route::post("/programme/pilotes/etudes/{etude}/essai/arreter", who, trial::stop),
        Route::post("/programme/pilotes/etudes/{etude}/publier", who, publish),
        Route::post("/programme/pilotes/etudes/{etude}/retirer", who, hide),
    ]
}

/// A new study, or one that begins as another.
fn blank(cx: &mut Cx) -> Outcome {
    manager(cx)?;
    let like = cx.incoming.query("comme").and_then(web::parse_id);
    let mut form = cx.blank_form().with("objectif", Objective::Median.code()).with("nombre", "9");
    if let Some(table) = cx.incoming.query("trajets").and_then(web::parse_id) {
        form = form.with("trajets", &table);
    }
    if let Some(like) = like {
        let found = choice::one(cx.tx, like)?.filter(|one| one.kind == Kind::Study);
        if let Some(found) = found {
            let asked: Asked = found.asked()?;
            form = filled(form, &asked).with("nom", &found.name);
        }
    }
    let (data, tables) = (data(cx)?, roads::store::kept(cx.tx)?);
    Ok(views::form(cx, &form, &data, &tables).into())
}

fn data(cx: &mut Cx) -> Result<Data, Problem> {
    let today = cx.today();
    Ok(Data::of(facts::schools(cx.tx)?, today))
}

fn filled<'i>(mut form: Form<'i>, asked: &Asked) -> Form<'i> {
    form = form
        .with("objectif", asked.objective.code())
        .with("nombre", &asked.open)
        .with("rayon", &(asked.radius / 1_000));
    if asked.by_pupils {
        form = form.with("eleves", "oui");
    }
    if let Some(table) = asked.roads {
        form = form.with("trajets", &table);
    }
    for rule in &asked.rules {
        let code = rule.of.code();
        if let Some(least) = rule.least {
            form = form.with(&format!("{code}-min"), &least);
        }
        if let Some(most) = rule.most {
            form = form.with(&format!("{code}-max"), &most);
        }
    }
    let states =
        [(&asked.forced, "force"), (&asked.forbidden, "interdit"), (&asked.assets, "atout")];
    for (uais, state) in states {
        for uai in uais {
            form = form.with(&format!("college-{uai}"), state);
        }
    }
    form
}

/// What a form asks.
fn read(form: &mut Form, data: &Data) -> Asked {
    let lang = form.lang();
    let mut number = |field: &str, max: i64| {
        form.number(field, 0, max).and_then(|number| usize::try_from(number).ok())
    };
    let open = number("nombre", OPEN_MAX);
    let radius = number("rayon", RADIUS_MAX);
    let mut rules: Vec<Rule> = Vec::new();
    for (of, code) in Of::PLAIN {
        let least = number(&format!("{code}-min"), OPEN_MAX).filter(|least| *least > 0);
        let most = number(&format!("{code}-max"), OPEN_MAX);
        if least.is_some() || most.is_some() {
            rules.push(Rule { of, least, most });
        }
    }
    if let Some(most) = number("epci-max", OPEN_MAX) {
        let mut groups: Vec<&str> = data.sites.iter().map(|site| site.epci.as_str()).collect();
        groups.sort_unstable();
        groups.dedup();
        let named = groups.into_iter().filter(|name| !name.is_empty());
        let rule =
            |name: &str| Rule { of: Of::Epci(name.to_owned()), least: None, most: Some(most) };
        rules.extend(named.map(rule));
    }
    let objective = form.choice("objectif", Objective::from_code).unwrap_or(Objective::Median);
    if open.is_none_or(|open| open == 0) && form.error_of("nombre").is_none() {
        form.refuse("nombre", t::study_open_missing(lang));
    }
    if objective == Objective::Cover && radius.is_none_or(|radius| radius == 0) {
        form.refuse("rayon", t::study_radius_missing(lang));
    }
    let crossed = |rule: &Rule| rule.least.zip(rule.most).is_some_and(|(least, most)| least > most);
    for rule in rules.iter().filter(|rule| crossed(rule)) {
        form.refuse(&format!("{}-min", rule.of.code()), t::study_rule_crossed(lang));
    }
    if rules.len() > locate::QUOTAS_MAX {
        form.refuse("epci-max", t::study_rules_many(lang));
    }
    let of = |state: &str| -> Vec<String> {
        let sites = data.sites.iter();
        sites
            .filter(|site| form.values(&format!("college-{}", site.uai)).contains(&state))
            .map(|site| site.uai.clone())
            .collect()
    };
    Asked {
        objective,
        radius: i64::try_from(radius.unwrap_or(0)).unwrap_or(0) * 1_000,
        open: open.unwrap_or(0),
        by_pupils: form.ticked("eleves"),
        assets: of("atout"),
        forced: of("force"),
        forbidden: of("interdit"),
        rules,
        roads: web::parse_id(&form.text("trajets", 20)),
        seed: 1,
    }
}

/// Where a form leads, and what to solve when it is a new study.
type Asking = (Reply, Option<(i64, bool)>);

fn ask(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (reply, asked) = app.write(&incoming, kept).await?;
        if let Some(asked) = asked {
            begin(&app, work::run, asked).await;
        }
        Ok(reply)
    })
}

/// Solves on a thread of its own; the page says how far it is, unless it is short and waited for.
pub(super) async fn begin(app: &App, run: fn(&App, i64), (id, is_short): (i64, bool)) {
    let worker = app.clone();
    let thread = tokio::task::spawn_blocking(move || run(&worker, id));
    if is_short && let Err(error) = thread.await {
        tracing::error!(%error, "a search was cut short");
    }
}

/// Up to so many distances, one waits for the answer.
const AT_ONCE: usize = 2_000;

pub(super) fn is_short(data: &Data) -> bool {
    data.sites.len() * data.clients.len() <= AT_ONCE
}

fn kept(cx: &mut Cx) -> Result<Asking, Problem> {
    let person = manager(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok((reply, None));
    }
    let mut data = data(cx)?;
    let mut form = cx.form();
    let name = form.required("nom", NAME_MAX);
    let asked = read(&mut form, &data);
    let table = match asked.roads {
        None => None,
        Some(id) => roads::store::one(cx.tx, id)?.filter(|(table, _)| table.is_kept),
    };
    if asked.roads.is_some() && table.is_none() {
        form.refuse("trajets", t::study_roads_gone(cx.lang()));
    }
    if !form.is_valid() {
        let tables = roads::store::kept(cx.tx)?;
        return Ok((Reply::to_correct(views::form(cx, &form, &data, &tables)), None));
    }
    if let Some((table, content)) = &table {
        data = data.by_road(table, &content.ways);
    }
    let new = New {
        kind: Kind::Study,
        name: &name,
        made: cx.today(),
        asked: &asked,
        data: &data,
        by: (person, cx.now),
    };
    let id = choice::add(cx.tx, &new)?;
    note(cx, "programme.study.ask", id)?;
    let reply = SENT.lead(cx, choice::path(Kind::Study, id), t::study_begun(cx.lang()))?;
    Ok((reply, Some((id, is_short(&data)))))
}

fn again(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (path, asked) = app
            .write(&incoming, |cx| {
                manager(cx)?;
                let choice = choice::load(cx, Kind::Study)?;
                let is_waiting = choice.state == "solving";
                let asked = (choice.id, is_short(&choice.data()?));
                Ok((choice.path(), is_waiting.then_some(asked)))
            })
            .await?;
        if let Some(asked) = asked {
            begin(&app, work::run, asked).await;
        }
        Ok(Reply::see_other(path))
    })
}

/// Seconds after which a page that follows a search comes again.
const AGAIN: u32 = 2;

fn show(cx: &mut Cx) -> Outcome {
    let choice = choice::load(cx, Kind::Study)?;
    let (asked, data): (Asked, Data) = (choice.asked()?, choice.data()?);
    let scene =
        views::Scene { is_manager: is_manager(cx)?, choice: &choice, asked: &asked, data: &data };
    let variants = match choice.result::<Came>() {
        Ok(Came::Refused(refusal)) => return Ok(views::refused(cx, &scene, &refusal).into()),
        Ok(Came::Solved(variants)) => variants,
        Err(_) => Vec::new(),
    };
    if choice.state == "solving" {
        return Ok(Reply::from(views::solving(cx, &scene, &variants)).again_in(AGAIN));
    }
    if !choice.is_done() || variants.is_empty() {
        return Ok(views::ended(cx, &scene, &variants).into());
    }
    let trials = trial::of_choice(cx.tx, choice.id, cx.now)?;
    let decided = decision::load(cx, choice.id)?;
    let page = Reply::from(views::solved(cx, &scene, &variants, &trials, decided.as_ref()));
    let is_waiting = scene.is_manager && trials.iter().any(|trial| trial.is_waiting);
    Ok(if is_waiting { page.again_in(AGAIN) } else { page })
}

fn stop(cx: &mut Cx) -> Outcome {
    manager(cx)?;
    let choice = choice::load(cx, Kind::Study)?;
    choice::stop(cx.tx, choice.id)?;
    Ok(Reply::see_other(choice.path()).saying(t::study_stopped(cx.lang())))
}

fn publish(cx: &mut Cx) -> Outcome {
    let choice = choice::load(cx, Kind::Study)?;
    shown(cx, &choice)
}

/// Shows a choice to those who read what is published.
pub(crate) fn shown(cx: &mut Cx, choice: &Choice) -> Outcome {
    manager(cx)?;
    if !choice.is_done() {
        return Err(Problem::conflict("not-done", t::study_not_done(cx.lang())));
    }
    choice::publish(cx.tx, choice.id, cx.now)?;
    note(cx, "programme.choice.publish", choice.id)?;
    Ok(Reply::see_other(choice.path()).saying(t::choice_published(cx.lang())))
}

fn hide(cx: &mut Cx) -> Outcome {
    let choice = choice::load(cx, Kind::Study)?;
    hidden(cx, &choice)
}

/// Takes a choice back, unless it was decided.
pub(crate) fn hidden(cx: &mut Cx, choice: &Choice) -> Outcome {
    manager(cx)?;
    let lang = cx.lang();
    if !choice::hide(cx.tx, choice.id)? {
        return Err(Problem::conflict("decided", t::choice_decided_stays(lang)));
    }
    note(cx, "programme.choice.hide", choice.id)?;
    Ok(Reply::see_other(choice.path()).saying(t::choice_hidden(lang)))
}

/// The distances of a study, as the command reads them.
fn distances(cx: &mut Cx) -> Outcome {
    let choice = choice::load(cx, Kind::Study)?;
    let (asked, data): (Asked, Data) = (choice.asked()?, choice.data()?);
    let mut head = vec!["uai"];
    if asked.by_pupils {
        head.push("effectif");
    }
    head.extend(data.sites.iter().map(|site| site.uai.as_str()));
    let weights = data.weights(asked.by_pupils);
    let (distances, clients) = (data.distances(), &data.clients);
    let rows = distances.iter().zip(clients).zip(weights).map(|((row, client), weight)| {
        let mut cells = vec![client.uai.clone()];
        if asked.by_pupils {
            cells.push(weight.to_string());
        }
        let far = |far: &i64| format!("{}.{:03}", far / 1_000, far % 1_000);
        cells.extend(row.iter().map(|cell| cell.as_ref().map(far).unwrap_or_default()));
        cells
    });
    csv("distances.csv", &head, rows)
}

/// The nearest pilot of each école.
fn nearest(cx: &mut Cx) -> Outcome {
    let (choice, lang) = (choice::load(cx, Kind::Study)?, cx.lang());
    let (asked, data): (Asked, Data) = (choice.asked()?, choice.data()?);
    let Ok(Came::Solved(variants)) = choice.result() else { return Err(Problem::not_found()) };
    let distances = data.distances();
    let mut rows = Vec::new();
    for variant in &variants {
        let open = variant.all(&data, &asked);
        for (client, (site, metres)) in data.clients.iter().zip(super::nearest(&distances, &open)) {
            rows.push(vec![
                words::way_words(lang, variant.way).to_owned(),
                client.uai.clone(),
                client.name.clone(),
                client.commune.clone(),
                data.sites[site].uai.clone(),
                data.sites[site].name.clone(),
                words::thousandths(Lang::Fr, metres),
            ]);
        }
    }
    let unit = data.unit().code();
    let head = ["facon", "uai", "ecole", "commune", "uai_pilote", "pilote", unit];
    csv("ecoles-et-pilotes.csv", &head, rows.into_iter())
}
