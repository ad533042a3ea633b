//! A campaign over many schools: what is needed, ordered, received, put in place and seen there, what
//! is late first; its needs are noted at once from what schools lack.

mod needs;
mod store;
mod views;

use directory::api;
use web::{Access, Cx, Outcome, Problem, Route};

use crate::{
    order::Stage,
    rights::ROLES,
    t,
    takeaway::{self, Cell, Format},
};

/// Where campaigns are.
pub(crate) const PATH: &str = "/materiel/campagnes";
/// The longest name of a campaign.
const NAME_MAX: usize = 80;

pub(crate) fn routes() -> Vec<Route> {
    let who = Access::Role(ROLES);
    let mut routes = vec![
        Route::get(PATH, who, list),
        Route::get("/materiel/campagnes/suivi", who, show),
        Route::get("/materiel/campagnes/export", who, export),
    ];
    routes.extend(needs::routes());
    routes
}

/// Where a campaign is followed: it is known by its name.
fn path(name: &str) -> String {
    let query = crate::query(&[("nom", name)]);
    format!("{PATH}/suivi?{}", query.trim_end_matches('&'))
}

/// Where the orders of a campaign stand, for those who look for some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Late,
    ToOrder,
    ToReceive,
    ToDeploy,
    ToCheck,
    Done,
}

impl Step {
    const ALL: [Self; 6] =
        [Self::Late, Self::ToOrder, Self::ToReceive, Self::ToDeploy, Self::ToCheck, Self::Done];

    const fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::ToOrder => "needed",
            Self::ToReceive => "ordered",
            Self::ToDeploy => "to-deploy",
            Self::ToCheck => "to-check",
            Self::Done => "done",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

/// The name that the address says; a campaign without one is none.
fn named(cx: &Cx) -> Result<String, Problem> {
    let name: String =
        cx.incoming.query("nom").unwrap_or_default().chars().take(NAME_MAX).collect();
    if name.trim().is_empty() { Err(Problem::not_found()) } else { Ok(name) }
}

fn list(cx: &mut Cx) -> Outcome {
    let (actor, today) = (cx.actor()?.clone(), cx.today());
    let campaigns = store::all(cx.tx, &actor, today)?;
    Ok(views::list(cx, &campaigns).into())
}

fn show(cx: &mut Cx) -> Outcome {
    let (name, actor, today) = (named(cx)?, cx.actor()?.clone(), cx.today());
    let step = cx.incoming.query("etape").and_then(Step::from_code);
    let page = cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1);
    let total = store::total(cx.tx, &actor, &name, today)?.ok_or_else(Problem::not_found)?;
    let asked = store::Asked { name: &name, step, today };
    let (orders, count) = store::orders(cx.tx, &actor, &asked, page)?;
    let ids: Vec<i64> = orders.iter().map(|order| order.wanted.org).collect();
    let orgs = api::orgs(cx.tx, &ids)?;
    let scene = views::Scene { total: &total, step, orders: &orders, orgs: &orgs };
    Ok(views::show(cx, &scene, (page, count)).into())
}

fn export(cx: &mut Cx) -> Outcome {
    let (name, actor, today) = (named(cx)?, cx.actor()?.clone(), cx.today());
    let lang = cx.lang();
    let step = cx.incoming.query("etape").and_then(Step::from_code);
    let orders = store::every(cx.tx, &actor, &store::Asked { name: &name, step, today })?;
    let schools = api::schools_numbered(cx.tx, Some((&actor, ROLES)))?;
    let titles = [
        t::campaign(lang),
        t::uai(lang),
        t::school_name(lang),
        t::school_commune(lang),
        t::part_category(lang),
        t::order_stage(lang),
        t::order_quantity(lang),
        t::order_received(lang),
        t::order_used(lang),
        t::order_seen(lang),
        t::order_ordered(lang),
        t::order_expected(lang),
    ];
    let mut rows = vec![titles.map(Cell::from).to_vec()];
    for order in &orders {
        let (wanted, progress) = (&order.wanted, order.progress);
        let school = schools.iter().find(|school| school.org.id == wanted.org);
        let said = |of: fn(&api::Numbered) -> &str| Cell::from(school.map(of).unwrap_or_default());
        let day = |day: Option<kernel::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let stage = Stage::of(wanted, progress, today);
        rows.push(vec![
            wanted.campaign.as_str().into(),
            said(|school| &school.uai),
            said(|school| &school.org.name),
            said(|school| &school.org.commune),
            wanted.category.says(lang).into(),
            stage.says(lang).into(),
            wanted.quantity.into(),
            progress.received.into(),
            progress.used.into(),
            progress.seen.into(),
            day(wanted.ordered).into(),
            day(wanted.expected).into(),
        ]);
    }
    takeaway::reply(Format::of(cx.incoming.query("format")), t::campaign_file(lang), &rows)
}
