//! What a school has lent.

use directory::api::{self, Org};
use web::{Access, Cx, Outcome, Problem, Route};

use crate::{
    device::{pages::school_path, store as devices},
    loan::{
        store::{self, Which},
        views,
    },
    rights::{LENDERS, lends},
};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/materiel/ecoles/{org}/prets", Access::Role(LENDERS), list)]
}

/// Where the loans of a school are.
pub(crate) fn school_loans(org: i64) -> String {
    format!("{}/prets", school_path(org))
}

/// The school that the path names, whose devices the person lends.
pub(super) fn lent_school(cx: &mut Cx) -> Result<Org, Problem> {
    let id = cx.id()?;
    if !lends(cx.actor()?, id) {
        return Err(Problem::not_found());
    }
    api::orgs(cx.tx, &[id])?.remove(&id).ok_or_else(Problem::not_found)
}

fn list(cx: &mut Cx) -> Outcome {
    let (org, now) = (lent_school(cx)?, cx.now);
    let which = cx.incoming.query("etat").and_then(Which::from_code).unwrap_or(Which::Open);
    let page = cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1);
    let (loans, count) = store::of_school(cx.tx, (org.id, which), page, now)?;
    let told = views::Told::load(cx.tx, &loans)?;
    Ok(views::list(cx, &org, which, (&loans, &told), (page, count)).into())
}

/// A loan that the path names, with its device and its school.
pub(super) struct Scene {
    pub(super) loan: super::Loan,
    pub(super) device: crate::device::Device,
    pub(super) org: Org,
}

impl Scene {
    pub(super) fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let id = cx.id()?;
        let loan = store::loan(cx.tx, id)?.ok_or_else(Problem::not_found)?;
        let device = devices::device(cx.tx, loan.device)?.ok_or_else(Problem::not_found)?;
        let org =
            api::orgs(cx.tx, &[loan.org])?.remove(&loan.org).ok_or_else(Problem::not_found)?;
        Ok(Self { loan, device, org })
    }
}
