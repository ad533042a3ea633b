//! Proofs of what was erased: a day, a school, a kind of thing, how many; never whose.

use db::{DbError, Tx, Value, params};
use events::directory::AccountClosedV1;
use kernel::{Day, Lang, Role};
use maud::{Markup, html};
use web::{
    Access, Cx, Outcome, Page, Problem, Route, dates,
    ui::{self, Column},
};

use crate::{api, rights::ERASURES_SEE, t};

/// The page of the whole territory.
pub(crate) const PATH: &str = "/annuaire/effacements";
/// Who reads it.
pub(crate) const ROLES: &[Role] = &[Role::TerritoryManager, Role::Operator];
/// Lines on one page.
const PER_PAGE: i64 = 50;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, Access::Role(ROLES), territory),
        Route::get("/etablissements/{org}/effacements", Access::Item(&ERASURES_SEE), school),
    ]
}

/// What this room erases, in words.
pub(crate) fn words(lang: Lang, kind: &str) -> Option<&'static str> {
    (kind == "directory.person").then(|| t::erased_person(lang))
}

/// Proves that things of one kind were erased with an account. `kind` is a word of the room that
/// erased them, such as `courses.handin`.
pub fn prove(tx: &mut Tx, closed: &AccountClosedV1, kind: &str, count: u64) -> Result<(), DbError> {
    if count == 0 {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO directory_erasure (day, org_id, kind, count) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (day, org_id, kind) DO UPDATE SET count = directory_erasure.count + excluded.count",
        params![closed.day, closed.org, kind, i64::try_from(count).unwrap_or(i64::MAX)],
    )
    .map(drop)
}

/// A proof.
struct Proof {
    day: Day,
    org: i64,
    kind: String,
    count: i64,
}

fn territory(cx: &mut Cx) -> Outcome {
    let total = cx.tx.query_one("SELECT COUNT(*) FROM directory_erasure", &[], |row| row.get(0))?;
    let page = page_asked(cx);
    let proofs = read(cx.tx, "", params![PER_PAGE, (page - 1) * PER_PAGE])?;
    let orgs: Vec<i64> = proofs.iter().map(|proof| proof.org).collect();
    let names = api::orgs(cx.tx, &orgs)?;
    let lang = cx.lang();
    let name = |org| names.get(&org).map_or_else(|| t::erasures_no_school(lang), |org| &org.name);
    let columns = [
        Column::words(t::erasures_what(lang)),
        Column::numbers(t::erasures_count(lang)),
        Column::words(t::erasures_day(lang)),
        Column::words(t::schools_name(lang)),
    ];
    let rows = rows(cx, &proofs, |proof| Some(html! { (name(proof.org)) }));
    let soon = coming(cx, None)?;
    Ok(shown(cx, &html! {}, soon, (&columns, &rows), (PATH, page, total)).into())
}

fn school(cx: &mut Cx) -> Outcome {
    let (org, lang, page) = (cx.id()?, cx.lang(), page_asked(cx));
    let school = api::orgs(cx.tx, &[org])?.remove(&org).ok_or_else(Problem::not_found)?;
    let total = cx.tx.query_one(
        "SELECT COUNT(*) FROM directory_erasure WHERE org_id = $1",
        params![org],
        |row| row.get(0),
    )?;
    let proofs = read(cx.tx, "WHERE org_id = $3", params![PER_PAGE, (page - 1) * PER_PAGE, org])?;
    let columns = [
        Column::words(t::erasures_what(lang)),
        Column::numbers(t::erasures_count(lang)),
        Column::words(t::erasures_day(lang)),
    ];
    let rows = rows(cx, &proofs, |_| None);
    let path = format!("/etablissements/{org}");
    let back = ui::back(&path, &school.name);
    let here = format!("{path}/effacements");
    let soon = coming(cx, Some(org))?;
    Ok(shown(cx, &back, soon, (&columns, &rows), (&here, page, total)).into())
}

/// How many accounts close within two weeks, of one school or of all.
fn coming(cx: &mut Cx, org: Option<i64>) -> Result<i64, DbError> {
    let by = cx.today().plus(super::NOTICE_DAYS);
    cx.tx.query_one(
        "SELECT COUNT(*) FROM directory_departure \
         WHERE closed_on IS NULL AND closes_on <= $1 AND org_id = COALESCE($2, org_id)",
        params![by, org],
        |row| row.get(0),
    )
}

fn page_asked(cx: &Cx) -> i64 {
    web::parse_id(cx.incoming.query("page").unwrap_or_default()).unwrap_or(1)
}

fn read(tx: &mut Tx, condition: &str, values: &[Value]) -> Result<Vec<Proof>, DbError> {
    let sql = format!(
        "SELECT day, org_id, kind, count FROM directory_erasure {condition} \
         ORDER BY day DESC, org_id, kind LIMIT $1 OFFSET $2"
    );
    tx.query(&sql, values, |row| {
        Ok(Proof { day: row.get(0)?, org: row.get(1)?, kind: row.get(2)?, count: row.get(3)? })
    })
}

fn rows(cx: &Cx, proofs: &[Proof], school: impl Fn(&Proof) -> Option<Markup>) -> Vec<Vec<Markup>> {
    let (lang, today) = (cx.lang(), cx.today());
    let says = |kind: &str| {
        let rooms = &cx.app.modules;
        rooms.iter().find_map(|room| (room.erases?)(lang, kind)).unwrap_or_default()
    };
    let row = |proof: &Proof| {
        let day = dates::capital(&dates::long_day(lang, proof.day, today));
        let cells = [html! { (says(&proof.kind)) }, html! { (proof.count) }, html! { (day) }];
        cells.into_iter().chain(school(proof)).collect()
    };
    proofs.iter().map(row).collect()
}

fn shown(
    cx: &Cx,
    back: &Markup,
    soon: i64,
    (columns, rows): (&[Column], &[Vec<Markup>]),
    (path, page, total): (&str, i64, i64),
) -> Page {
    let lang = cx.lang();
    let main = html! {
        (back)
        (ui::title(t::erasures_title(lang), t::erasures_under(lang)))
        @if soon > 0 { p.wide { (t::erasures_soon(lang, soon)) } }
        @if rows.is_empty() { (ui::empty("kite", t::erasures_none(lang), &html! {})) }
        @else { (ui::cards_table(t::erasures_title(lang), columns, rows)) }
        (ui::pages(lang, &format!("{path}?page="), page, (total + PER_PAGE - 1) / PER_PAGE))
    };
    Page::wide(t::erasures_title(lang), main)
}
