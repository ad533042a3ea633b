//! Spaces that French keeps on one line: files have plain ones, people read these.

use crate::language::Language;
use crate::reading::Piece;

const NO_BREAK: &str = "\u{a0}";
const NARROW: &str = "\u{202f}";

/// Sets the spaces of a sentence around its signs, and before the number of a page.
pub(crate) fn set(language: Language, pieces: &mut [Piece]) {
    if language == Language::French {
        pieces.iter_mut().for_each(set_piece);
    }
}

fn set_piece(piece: &mut Piece) {
    match piece {
        Piece::Text(text) => *text = french(text),
        Piece::Variable(_) => {}
        Piece::Select { cases, default, .. } => {
            let texts = cases.iter_mut().map(|(_, text)| text).chain([default]);
            texts.flatten().for_each(set_piece);
        }
    }
}

fn french(text: &str) -> String {
    let text = text.replace("« ", &format!("«{NO_BREAK}"));
    let text = text.replace(" p. ", &format!(" p.{NO_BREAK}"));
    let wide = ["»", ":"].map(|sign| (sign, NO_BREAK));
    let narrow = [";", "?", "!"].map(|sign| (sign, NARROW));
    wide.into_iter().chain(narrow).fold(text, |text, (sign, space)| {
        text.replace(&format!(" {sign}"), &format!("{space}{sign}"))
    })
}
