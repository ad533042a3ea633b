//! How a school is connected, said and measured; all the schools one keeps; a table of what is
//! declared.

use kernel::fold;
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route};

use crate::{
    SENT,
    broadband::{
        Declared, KBPS_MAX, LATENCY_MAX, OfSchool, Speed, Status, declared, kbps,
        store::{self, is_sound},
        trial, views,
    },
    device::pages::{note, school_path},
    rights::ROLES,
    schools::kept,
    t,
    takeaway::{self, Cell, Format},
};

/// Where the schools one keeps are.
pub(crate) const PATH: &str = "/materiel/debit";
/// The longest name of a source.
const WORDS_MAX: usize = 120;

pub(crate) fn routes() -> Vec<Route> {
    let who = Access::Role(ROLES);
    let mut routes = vec![
        Route::get(PATH, who, list),
        Route::get("/materiel/debit/export", who, export),
        Route::get("/materiel/ecoles/{org}/debit", who, show),
        Route::post("/materiel/ecoles/{org}/debit/declarer", who, declare),
        Route::post("/materiel/ecoles/{org}/debit/mesurer", who, measure),
    ];
    routes.extend(trial::routes());
    routes.extend(declared::routes());
    routes
}

/// Where the connection of a school is.
pub(super) fn path(org: i64) -> String {
    format!("{}/debit", school_path(org))
}

fn show(cx: &mut Cx) -> Outcome {
    let org = kept(cx)?;
    let of_school = store::of_school(cx.tx, org.id)?;
    let status = of_school.declared.as_ref().map(|said| said.status.code()).unwrap_or_default();
    let form = cx.blank_form().with("statut", status);
    Ok(views::school(cx, &org, &of_school, &form).into())
}

fn page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let org = kept(cx)?;
    let of_school = store::of_school(cx.tx, org.id)?;
    Ok(views::school(cx, &org, &of_school, form))
}

/// The day that a form says; today when it says none.
fn day(cx: &Cx, form: &mut Form, field: &str) -> kernel::Day {
    let today = cx.today();
    let day = form.day(field).unwrap_or(today);
    if !is_sound(day, today) {
        form.refuse(field, t::day_unsound(form.lang()));
    }
    day
}

fn declare(cx: &mut Cx) -> Outcome {
    let org = kept(cx)?;
    let mut form = cx.form();
    let status = form.choice("statut", Status::from_code);
    let day = day(cx, &mut form, "le");
    let source = form.text("origine", WORDS_MAX);
    let Some(status) = status.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(page(cx, &form)?));
    };
    let by = (Some(cx.actor()?.person), cx.now);
    store::declare(cx.tx, org.id, &Declared { status, day, source }, by)?;
    note(cx, "equipment.broadband.declare", org.id, org.id)?;
    Ok(Reply::see_other(path(org.id)).saying(t::saved(cx.lang())))
}

fn measure(cx: &mut Cx) -> Outcome {
    let org = kept(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let (lang, mut form) = (cx.lang(), cx.form());
    let mut speed = |field| {
        let typed = form.required(field, 20);
        let read = kbps(&typed).filter(|kbps| *kbps <= KBPS_MAX);
        if read.is_none() && !typed.is_empty() {
            form.refuse(field, t::speed_unread(lang));
        }
        read.unwrap_or_default()
    };
    let (down_kbps, up_kbps) = (speed("descendant"), speed("montant"));
    let latency_ms = form.number("latence", 0, LATENCY_MAX);
    let day = day(cx, &mut form, "mesure-le");
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &form)?));
    }
    let is_measured = form.ticked("par-la-page");
    let speed = Speed { day, down_kbps, up_kbps, latency_ms, is_measured };
    let by = (Some(cx.actor()?.person), cx.now);
    store::measure(cx.tx, org.id, &speed, by)?;
    note(cx, "equipment.broadband.measure", org.id, org.id)?;
    SENT.lead(cx, path(org.id), t::speed_noted(lang))
}

/// A school with how it is connected.
pub(super) struct Line {
    pub(super) school: directory::api::Numbered,
    pub(super) of: OfSchool,
}

/// What a list is asked for.
pub(super) struct Asked {
    pub(super) words: String,
    /// A status; « inconnu » for schools of which nothing is declared.
    pub(super) status: String,
    pub(super) page: i64,
}

fn lines(cx: &mut Cx) -> Result<(Asked, Vec<Line>), Problem> {
    let query = |name| cx.incoming.query(name).unwrap_or_default();
    let asked = Asked {
        words: query("q").trim().chars().take(80).collect(),
        status: query("statut").chars().take(20).collect(),
        page: cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1),
    };
    let actor = cx.actor()?.clone();
    let mut known = store::all(cx.tx)?;
    let words = fold(&asked.words);
    let schools = directory::api::schools_numbered(cx.tx, Some((&actor, ROLES)))?;
    let lines = schools
        .into_iter()
        .map(|school| Line { of: known.remove(&school.org.id).unwrap_or_default(), school })
        .filter(|line| {
            let org = &line.school.org;
            let code = line.of.declared.as_ref().map_or("inconnu", |said| said.status.code());
            (words.is_empty()
                || fold(&org.name).contains(&words)
                || fold(&org.commune).contains(&words))
                && (asked.status.is_empty() || asked.status == code)
        })
        .collect();
    Ok((asked, lines))
}

fn list(cx: &mut Cx) -> Outcome {
    let (asked, lines) = lines(cx)?;
    let form = cx.blank_form();
    Ok(views::list(cx, &asked, &lines, &form).into())
}

/// The same page, when the table that was sent is to be sent otherwise.
pub(super) fn list_to_correct(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (asked, lines) = lines(cx)?;
    Ok(views::list(cx, &asked, &lines, form))
}

fn export(cx: &mut Cx) -> Outcome {
    let (_, lines) = lines(cx)?;
    let lang = cx.lang();
    let titles = [
        t::uai(lang),
        t::school_name(lang),
        t::school_commune(lang),
        t::broadband_declared(lang),
        t::declared_on(lang),
        t::baseline_source(lang),
        t::speed_down(lang),
        t::speed_up(lang),
        t::speed_latency(lang),
        t::measured_on(lang),
    ];
    let mut rows = vec![titles.map(Cell::from).to_vec()];
    for line in &lines {
        let (org, of) = (&line.school.org, &line.of);
        let (declared, speed) = (of.declared.as_ref(), of.speeds.first());
        let megabits = |kbps: i64| super::mbps(kbps, ',');
        rows.push(vec![
            line.school.uai.as_str().into(),
            org.name.as_str().into(),
            org.commune.as_str().into(),
            declared.map(|said| said.status.says(lang)).unwrap_or_default().into(),
            declared.map(|said| said.day.to_string()).unwrap_or_default().into(),
            declared.map(|said| said.source.clone()).unwrap_or_default().into(),
            speed.map(|speed| megabits(speed.down_kbps)).unwrap_or_default().into(),
            speed.map(|speed| megabits(speed.up_kbps)).unwrap_or_default().into(),
            speed.and_then(|speed| speed.latency_ms).map_or_else(|| Cell::from(""), Cell::from),
            speed.map(|speed| speed.day.to_string()).unwrap_or_default().into(),
        ]);
    }
    takeaway::reply(Format::of(cx.incoming.query("format")), t::broadband_file(lang), &rows)
}
