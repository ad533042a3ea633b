//! The measure that a page makes: bounded pieces, so many of them in an hour, counted by school.

use serde::Serialize;
use web::{Access, Cx, Outcome, Problem, Reply, Route};

use crate::{broadband::store, rights::ROLES, schools::kept, t};

/// The largest piece, in bytes, and the one that measures how long an answer takes.
const PIECE_MAX: usize = 2 << 20;
const PIECE_MIN: usize = 1;
/// The largest piece sent to the server.
const SENT_MAX: usize = 1 << 20;

pub(super) fn routes() -> Vec<Route> {
    const BEGIN: &str = "/materiel/ecoles/{org}/debit/essai";
    const PIECE: &str = "/materiel/ecoles/{org}/debit/essai/{essai}";
    let who = Access::Role(ROLES);
    vec![
        Route::post(BEGIN, who, begin),
        Route::noted(PIECE, who, give),
        Route::post(PIECE, who, take).accepting(SENT_MAX + 4_096),
    ]
}

#[derive(Serialize)]
struct Begun {
    essai: i64,
}

fn begin(cx: &mut Cx) -> Outcome {
    let (org, person, lang) = (kept(cx)?, cx.actor()?.person, cx.lang());
    match store::begin(cx.tx, org.id, person, cx.now)? {
        Some(essai) => Ok(Reply::json(&Begun { essai })),
        None => Err(Problem::conflict("too-many", t::trial_too_many(lang))),
    }
}

/// Takes a piece, or refuses: the measure is over.
fn take_piece(cx: &mut Cx) -> Result<(), Problem> {
    let (org, person) = (kept(cx)?, cx.actor()?.person);
    let trial = cx.param_id("essai")?;
    if store::piece(cx.tx, (org.id, trial), person, cx.now)? {
        Ok(())
    } else {
        Err(Problem::not_found())
    }
}

/// Bytes that nothing on their way can make smaller.
fn give(cx: &mut Cx) -> Outcome {
    take_piece(cx)?;
    let asked = cx.incoming.query("octets").and_then(|text| text.parse().ok()).unwrap_or(PIECE_MAX);
    let length: usize = asked.clamp(PIECE_MIN, PIECE_MAX);
    let seed: [u8; 8] = cx.app.entropy.bytes();
    let mut state = u64::from_be_bytes(seed) | 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        // Marsaglia's xorshift: fast, and no compression finds anything in it.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_be_bytes());
    }
    bytes.truncate(length);
    Ok(Reply::data("application/octet-stream", None, bytes))
}

fn take(cx: &mut Cx) -> Outcome {
    take_piece(cx)?;
    Ok(Reply::json(&()))
}
