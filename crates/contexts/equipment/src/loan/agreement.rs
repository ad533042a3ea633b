//! The agreement of a loan, on paper: in the language of the school, one leaf each.

use kernel::Lang;
use paper::{Leaf, Paper, PaperError};
use web::{Access, App, Cx, Incoming, Problem, Reply, Route, Task};

use crate::{
    device::pages::note,
    loan::{
        pages::{Scene, lent_school},
        store::{self, Which},
        views::{Told, due_in},
    },
    rights::{LENDERS, LOAN_KEEP, LOAN_MINE},
    t,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::task(
            "/materiel/prets/{pret}/convention",
            Access::Item(&LOAN_KEEP),
            |app, incoming| {
                print(app, incoming, |cx| {
                    let id = cx.id()?;
                    cx.require(&LOAN_KEEP, id)?;
                    one(cx)
                })
            },
        ),
        Route::task("/prets/{pret}/convention", Access::Item(&LOAN_MINE), |app, incoming| {
            print(app, incoming, |cx| {
                let id = cx.id()?;
                cx.require(&LOAN_MINE, id)?;
                one(cx)
            })
        }),
        Route::task(
            "/materiel/ecoles/{org}/prets/conventions",
            Access::Role(LENDERS),
            |app, incoming| print(app, incoming, several),
        ),
    ]
}

/// What an agreement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Agreement {
    school: String,
    borrower: String,
    is_pupil: bool,
    device: String,
    tag: String,
    serial: String,
    due: String,
}

/// The agreements to print, and the language they are in.
type ToPrint = (Lang, Vec<Agreement>);

fn print(app: App, incoming: Incoming, load: fn(&mut Cx) -> Result<ToPrint, Problem>) -> Task {
    Box::pin(async move {
        let (lang, agreements) = app.write(&incoming, load).await?;
        let made = app.slow.run(move |_| paper(lang, &agreements)).await?;
        let pdf = made.map_err(|error| {
            tracing::error!(%error, "an agreement could not be made");
            Problem::new(500, "internal")
        })?;
        let disposition = Some("attachment; filename=\"convention-de-pret.pdf\"".to_owned());
        Ok(Reply::data("application/pdf", disposition, pdf))
    })
}

fn one(cx: &mut Cx) -> Result<ToPrint, Problem> {
    let scene = Scene::load(cx)?;
    let told = Told::load(cx.tx, std::slice::from_ref(&scene.loan))?;
    let lang = cx.lang().on_paper();
    let agreement = of(cx, lang, &scene.org.name, (&scene.loan, &told));
    Ok((lang, agreement.into_iter().collect()))
}

/// Those of a class, or of the school, that nobody has accepted yet.
fn several(cx: &mut Cx) -> Result<ToPrint, Problem> {
    let (org, lang) = (lent_school(cx)?, cx.lang().on_paper());
    let class = cx.incoming.field("classe").and_then(web::parse_id);
    let mut loans = match class {
        Some(class) => store::open_of_class(cx.tx, org.id, class)?,
        None => store::of_school(cx.tx, (org.id, Which::Unsigned), 1, cx.now)?.0,
    };
    loans.retain(|loan| loan.accepted_at.is_none());
    let told = Told::load(cx.tx, &loans)?;
    let all: Vec<Agreement> =
        loans.iter().filter_map(|loan| of(cx, lang, &org.name, (loan, &told))).collect();
    if all.is_empty() {
        return Err(Problem::refused("no-agreement", t::agreements_none(cx.lang())));
    }
    note(cx, "equipment.loan.print", org.id, org.id)?;
    Ok((lang, all))
}

fn of(cx: &Cx, lang: Lang, school: &str, (loan, told): (&super::Loan, &Told)) -> Option<Agreement> {
    let said = &told.devices.get(&loan.device)?.said;
    Some(Agreement {
        school: school.to_owned(),
        borrower: told.borrower(lang, loan),
        is_pupil: loan.is_pupil,
        device: said.name(lang),
        tag: said.tag.clone(),
        serial: said.serial.clone(),
        due: due_in(cx, lang, loan.due),
    })
}

/// What who is lent something commits to.
pub(super) fn commitments(lang: Lang) -> [&'static str; 5] {
    [
        t::commit_use(lang),
        t::commit_care(lang),
        t::commit_tell(lang),
        t::commit_stolen(lang),
        t::commit_back(lang),
    ]
}

fn paper(lang: Lang, agreements: &[Agreement]) -> Result<Vec<u8>, PaperError> {
    let mut paper = Paper::new(lang.tag(), t::agreement_title(lang));
    for agreement in agreements {
        paper.push(leaf(lang, agreement));
    }
    paper.finish()
}

fn leaf(lang: Lang, agreement: &Agreement) -> Leaf {
    let mut leaf = Leaf::new();
    leaf.heading(t::agreement_title(lang));
    leaf.strong(&agreement.school);
    leaf.paragraph(&t::agreement_between(lang, &agreement.school, &agreement.borrower));
    leaf.gap(8.0);
    leaf.subheading(t::device(lang));
    leaf.paragraph(&agreement.device);
    for (what, number) in [
        (t::part_tag(lang), &agreement.tag),
        (t::part_serial(lang), &agreement.serial),
        (t::loan_due(lang), &agreement.due),
    ] {
        if !number.is_empty() {
            leaf.paragraph(&t::agreement_line(lang, what, number));
        }
    }
    leaf.gap(8.0);
    leaf.subheading(t::agreement_commits(lang));
    for one in commitments(lang) {
        leaf.paragraph(&t::agreement_point(lang, one));
    }
    leaf.gap(16.0);
    let signature =
        if agreement.is_pupil { t::sign_guardian(lang) } else { t::sign_borrower(lang) };
    for who in [signature, t::sign_school(lang)] {
        leaf.strong(who);
        leaf.paragraph(t::sign_date(lang));
        leaf.gap(48.0);
    }
    leaf
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_agreement_has_a_leaf_and_stays_on_it() {
        let agreement = Agreement {
            school: "Collège des Tilleuls".into(),
            borrower: "Anne-Sophie de La Rochefoucauld-Montmorency, 5e B".into(),
            is_pupil: true,
            device: "Samsung Galaxy Tab A9+ avec son étui renforcé".into(),
            tag: "TAB-001".into(),
            serial: "R52N40ABCDE".into(),
            due: "mercredi 30 juin à 17 h".into(),
        };
        for lang in [Lang::Fr, Lang::En] {
            assert!(leaf(lang, &agreement).bottom() < paper::HEIGHT - 30.0);
            let pdf = super::paper(lang, &[agreement.clone(), agreement.clone()]).unwrap();
            assert!(String::from_utf8_lossy(&pdf).contains("/Count 2"));
        }
    }
}
