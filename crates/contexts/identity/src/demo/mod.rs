//! « Entrer comme … »: one click into each role of a demonstration, from the same machine only.

use db::{DbError, Tx, params};
use kernel::Lang;
use maud::html;
use web::{Access, Cx, Outcome, Page, Problem, Route, parse_id, ui};

use crate::{
    session::{self, Manner},
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/demo", Access::Public, open),
        Route::post("/demo/entrer/{personne}", Access::Public, enter),
    ]
}

/// A person one may be in a demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Who.
    pub person: i64,
    /// Their role and what there is to see, in one line of French.
    pub says_fr: String,
    /// The same in English.
    pub says_en: String,
}

/// Adds people to be, in this order.
pub(crate) fn offer(tx: &mut Tx, offers: &[Offer]) -> Result<(), DbError> {
    for (place, offer) in (0_i64..).zip(offers) {
        tx.execute(
            "INSERT INTO identity_demo (person_id, place, says_fr, says_en) \
             VALUES ($1, $2, $3, $4)",
            params![offer.person, place, &offer.says_fr, &offer.says_en],
        )?;
    }
    Ok(())
}

fn offers(tx: &mut Tx) -> Result<Vec<Offer>, DbError> {
    tx.query(
        "SELECT person_id, says_fr, says_en FROM identity_demo ORDER BY place, id LIMIT 50",
        &[],
        |row| Ok(Offer { person: row.get(0)?, says_fr: row.get(1)?, says_en: row.get(2)? }),
    )
}

/// A demonstration, asked by its own machine; for anyone else these pages do not exist.
fn admit(cx: &Cx) -> Result<(), Problem> {
    let is_here = cx.incoming.source.to_canonical().is_loopback();
    if cx.app.demo && is_here { Ok(()) } else { Err(Problem::not_found()) }
}

fn open(cx: &mut Cx) -> Outcome {
    admit(cx)?;
    let lang = cx.lang();
    let offers = offers(cx.tx)?;
    let ids: Vec<i64> = offers.iter().map(|offer| offer.person).collect();
    let names = directory::api::names(cx.tx, &ids)?;
    let main = html! {
        (ui::title(t::demo_title(lang), t::demo_under(lang)))
        ul.doors {
            @for offer in &offers {
                @if let Some(name) = names.get(&offer.person) {
                    li {
                        form method="post" action={ "/demo/entrer/" (offer.person) } {
                            (cx.hidden())
                            button.door {
                                (ui::bubble(&name.initials()))
                                span {
                                    b { (name.full()) }
                                    small { @if lang == Lang::En { (offer.says_en) } @else { (offer.says_fr) } }
                                }
                                (ui::icon("chevron-right"))
                            }
                        }
                    }
                }
            }
        }
        p.muted { (t::demo_fictitious(lang)) }
    };
    Ok(Page::narrow(t::demo_title(lang), main).into())
}

fn enter(cx: &mut Cx) -> Outcome {
    admit(cx)?;
    let person = parse_id(cx.param("personne")?).ok_or_else(Problem::not_found)?;
    if !offers(cx.tx)?.iter().any(|offer| offer.person == person) {
        return Err(Problem::not_found());
    }
    Ok(session::enter(cx, person, Manner::Passes, "/")?.reply)
}
