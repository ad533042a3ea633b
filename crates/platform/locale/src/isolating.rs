//! Signs that nobody sees, so that what is written from left to right stays whole among Arabic.

use crate::pairing::Variable;
use crate::reading::{Piece, append};

/// Begins what decides of its own direction, such as a name or a title.
const FIRST_STRONG: &str = "\u{2068}";
/// Begins what reads from left to right.
const LEFT_TO_RIGHT: &str = "\u{2066}";
const END: &str = "\u{2069}";

/// Addresses are followed and codes are copied, more than read: the sign would go with them.
const BARE: [&str; 3] = ["address", "code", "link"];

/// Keeps each variable that is a text apart from the sentence around it.
pub(crate) fn variables(pieces: Vec<Piece>, known: &[Variable]) -> Vec<Piece> {
    let is_text =
        |key: &str| !BARE.contains(&key) && known.iter().any(|it| it.key == key && !it.number);
    let mut kept = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Variable(key) if is_text(&key) => {
                append(&mut kept, Piece::Text(FIRST_STRONG.to_owned()));
                append(&mut kept, Piece::Variable(key));
                append(&mut kept, Piece::Text(END.to_owned()));
            }
            Piece::Select { variable, cases, default } => {
                let cases =
                    cases.into_iter().map(|(key, text)| (key, variables(text, known))).collect();
                let default = variables(default, known);
                append(&mut kept, Piece::Select { variable, cases, default });
            }
            other => append(&mut kept, other),
        }
    }
    kept
}

/// The French sentence where Arabic has none: whole, from left to right, and known as such by the
/// frame of the page, which marks its language.
pub(crate) fn french(pieces: &[Piece]) -> Vec<Piece> {
    let mut kept = vec![Piece::Text(LEFT_TO_RIGHT.to_owned())];
    for piece in pieces {
        append(&mut kept, piece.clone());
    }
    append(&mut kept, Piece::Text(END.to_owned()));
    kept
}
