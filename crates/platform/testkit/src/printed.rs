//! A PDF read back as a person and a camera would: its words, and the codes drawn on it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, content::Operation};
use rqrr::PreparedImage;

use crate::browser::fold_spaces;

/// A picture of a code has so many points for each of its squares.
const SCALE: f32 = 4.0;
/// The white around a code, in squares.
const QUIET: f32 = 4.0;
/// The smallest code has more dark runs than this; no drawing has so many rectangles.
const FEWEST: usize = 60;

/// A document that was printed.
#[derive(Debug)]
pub struct Printed {
    pages: Vec<Leaf>,
}

/// What one page has.
#[derive(Debug)]
struct Leaf {
    words: String,
    codes: Vec<String>,
}

impl Printed {
    /// Reads a PDF.
    pub fn read(pdf: &[u8]) -> Self {
        let document = Document::load_mem(pdf).expect("a PDF");
        let pages = document.get_pages().into_values();
        Self { pages: pages.map(|page| Leaf::read(&document, page)).collect() }
    }

    /// How many pages there are.
    pub const fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Whether a sentence can be read on a page, spaces folded.
    pub fn says(&self, sentence: &str) -> bool {
        let sentence = fold_spaces(sentence);
        self.pages.iter().any(|page| page.words.contains(&sentence))
    }

    /// Everything that can be read, spaces folded.
    pub fn text(&self) -> String {
        let pages: Vec<&str> = self.pages.iter().map(|page| page.words.as_str()).collect();
        pages.join("\n")
    }

    /// What a camera reads in the codes, in the order in which they were drawn.
    pub fn codes(&self) -> Vec<String> {
        self.pages.iter().flat_map(|page| &page.codes).cloned().collect()
    }
}

impl Leaf {
    fn read(document: &Document, page: ObjectId) -> Self {
        let content = document.get_and_decode_page_content(page).expect("the content of a page");
        let fonts: BTreeMap<Vec<u8>, Encoding> = document
            .get_page_fonts(page)
            .expect("the fonts of a page")
            .into_iter()
            .map(|(name, font)| (name, encoding(document, font)))
            .collect();
        let drawn = rectangles(&content.operations);
        let codes = drawn.iter().filter(|one| one.len() > FEWEST).map(|one| code(one)).collect();
        Self { words: words(&content.operations, &fonts), codes }
    }
}

fn encoding<'d>(document: &'d Document, font: &'d Dictionary) -> Encoding<'d> {
    font.get_font_encoding(document).expect("the letters of a font")
}

/// The words of a page: what is on one line goes together, lines are apart.
fn words(operations: &[Operation], fonts: &BTreeMap<Vec<u8>, Encoding>) -> String {
    let (mut words, mut font, mut height) = (String::new(), None, None);
    for Operation { operator, operands } in operations {
        match operator.as_str() {
            "Tf" => font = operands[0].as_name().ok().and_then(|name| fonts.get(name)),
            "Tm" => {
                let now = operands[5].as_float().ok();
                if now != height {
                    words.push(' ');
                }
                height = now;
            }
            "Tj" | "TJ" => {
                let font = font.expect("letters have a font");
                for bytes in operands.iter().flat_map(strings) {
                    words.push_str(&Document::decode_text(font, bytes).expect("letters"));
                }
            }
            _ => {}
        }
    }
    fold_spaces(&words)
}

/// The texts of what is written at once: one, or several with how they are drawn together.
fn strings(operand: &Object) -> Vec<&[u8]> {
    match operand {
        Object::String(bytes, _) => vec![bytes],
        Object::Array(parts) => parts.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// Where a shape stands: left, low, right, high.
type Bounds = [f32; 4];

/// The rectangles that are filled at once, each time something is.
fn rectangles(operations: &[Operation]) -> Vec<Vec<Bounds>> {
    let (mut filled, mut shapes): (Vec<Vec<Bounds>>, Vec<Bounds>) = (Vec::new(), Vec::new());
    for Operation { operator, operands } in operations {
        let at = |place: usize| operands[place].as_float().expect("a number");
        match operator.as_str() {
            "re" => shapes.push([at(0), at(1), at(0) + at(2), at(1) + at(3)]),
            "m" => shapes.push([at(0), at(1), at(0), at(1)]),
            "l" => {
                if let Some([left, low, right, high]) = shapes.last_mut() {
                    (*left, *low) = (left.min(at(0)), low.min(at(1)));
                    (*right, *high) = (right.max(at(0)), high.max(at(1)));
                }
            }
            "f" | "f*" => filled.push(std::mem::take(&mut shapes)),
            "S" | "n" => shapes.clear(),
            _ => {}
        }
    }
    filled
}

/// What a camera reads in a code that was drawn.
fn code(squares: &[Bounds]) -> String {
    let fold = |side: usize, pick: fn(f32, f32) -> f32| {
        squares.iter().map(|square| square[side]).reduce(pick).expect("squares")
    };
    let (left, low) = (fold(0, f32::min), fold(1, f32::min));
    let (right, high) = (fold(2, f32::max), fold(3, f32::max));
    let square = squares[0][3] - squares[0][1];
    let across = |from: f32, to: f32| pixels((to - from) / square + 2.0 * QUIET);
    let (width, height) = (across(left, right), across(low, high));
    // The page counts from below, a picture from above.
    let place = |x: usize, y: usize| {
        let away = |at: usize| (f32_of(at) + 0.5) / SCALE - QUIET;
        (left + away(x) * square, high - away(y) * square)
    };
    let is_dark = |x: usize, y: usize| {
        let (x, y) = place(x, y);
        squares.iter().any(|[left, low, right, high]| {
            (*left..*right).contains(&x) && (*low..*high).contains(&y)
        })
    };
    let mut picture =
        PreparedImage::prepare_from_greyscale(
            width,
            height,
            |x, y| {
                if is_dark(x, y) { 0 } else { 255 }
            },
        );
    let grids = picture.detect_grids();
    grids.first().expect("a code").decode().expect("a code that is read").1
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a code has fewer than 200 squares a side"
)]
fn pixels(squares: f32) -> usize {
    (squares * SCALE).round() as usize
}

#[expect(clippy::cast_precision_loss, reason = "a picture of a code has fewer than 1 000 points")]
fn f32_of(at: usize) -> f32 {
    at as f32
}
