//! Sheets of labels: a code that holds the number of a device, and the number in letters.

use kernel::Lang;
use paper::{Frame, Leaf, Paper, PaperError};

use crate::t;

/// A sheet of labels as shops sell them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// 24 a sheet, 70 × 37 mm.
    Large,
    /// 65 a sheet, 38.1 × 21.2 mm.
    Small,
}

/// Where labels are on a sheet, in millimetres.
struct Grid {
    columns: usize,
    rows: usize,
    left: f32,
    top: f32,
    width: f32,
    height: f32,
    /// From the left of one to the left of the next.
    step: f32,
}

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;
/// Around what a label says, in points.
const MARGIN: f32 = 6.0;

impl Format {
    pub(crate) const ALL: [Self; 2] = [Self::Large, Self::Small];

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Large => "24",
            Self::Small => "65",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    const fn grid(self) -> Grid {
        match self {
            Self::Large => Grid {
                columns: 3,
                rows: 8,
                left: 0.0,
                top: 0.5,
                width: 70.0,
                height: 37.0,
                step: 70.0,
            },
            Self::Small => Grid {
                columns: 5,
                rows: 13,
                left: 4.7,
                top: 10.7,
                width: 38.1,
                height: 21.2,
                step: 40.6,
            },
        }
    }

    /// How many labels a sheet has.
    pub(crate) const fn count(self) -> usize {
        let grid = self.grid();
        grid.columns * grid.rows
    }
}

/// What one label says.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) school: String,
}

/// The labels as a PDF; the first one stands at a place of the sheet, counted from 1, so that a sheet
/// already begun serves.
pub(crate) fn paper(
    lang: Lang,
    format: Format,
    first: usize,
    labels: &[Label],
) -> Result<Vec<u8>, PaperError> {
    let skipped = first.clamp(1, format.count()) - 1;
    let mut paper = Paper::new(lang.tag(), t::labels_pdf(lang));
    let mut rest = labels;
    let mut from = skipped;
    while !rest.is_empty() {
        let (these, others) = rest.split_at(rest.len().min(format.count() - from));
        let mut leaf = Leaf::new();
        for (at, label) in these.iter().enumerate() {
            draw(&mut leaf, lang, &place(format, from + at), format, label);
        }
        paper.push(leaf);
        (rest, from) = (others, 0);
    }
    paper.finish()
}

/// Where a label is, in points.
struct Spot {
    x: f32,
    y: f32,
    width: f32,
    height: f32,
}

fn place(format: Format, at: usize) -> Spot {
    let grid = format.grid();
    let (row, column) = (at / grid.columns, at % grid.columns);
    Spot {
        x: (grid.left + column as f32 * grid.step) * MM,
        y: (grid.top + row as f32 * grid.height) * MM,
        width: grid.width * MM,
        height: grid.height * MM,
    }
}

fn draw(leaf: &mut Leaf, lang: Lang, spot: &Spot, format: Format, label: &Label) {
    let side = (spot.height - 2.0 * MARGIN).min(spot.width * 0.45);
    let y = spot.y + (spot.height - side) / 2.0;
    leaf.frame(Frame { x: spot.x + MARGIN, y, width: side });
    leaf.qr(&label.number, &t::labels_code(lang, &label.number), side);
    let x = spot.x + MARGIN + side + MARGIN / 2.0;
    leaf.frame(Frame { x, y, width: spot.x + spot.width - MARGIN - x });
    leaf.small(&label.number);
    if format == Format::Large {
        for words in [&label.name, &label.school] {
            // A line that would leave the label is left out: the number is what matters.
            if leaf.bottom() + 30.0 < spot.y + spot.height {
                leaf.small(&short(words));
            }
        }
    }
}

/// Few enough letters for two lines.
fn short(words: &str) -> String {
    const LONGEST: usize = 32;
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let kept: String = words.chars().take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(count: usize) -> Vec<Label> {
        let label = |at| Label {
            number: format!("INV-{at:04}"),
            name: "Samsung Galaxy Tab A9+ avec son étui renforcé".to_owned(),
            school: "École élémentaire publique Jacques-Prévert".to_owned(),
        };
        (0..count).map(label).collect()
    }

    fn pages(pdf: &[u8]) -> usize {
        let text = String::from_utf8_lossy(pdf);
        let count = text.split("/Count ").nth(1).unwrap();
        count.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
    }

    #[test]
    fn a_sheet_already_begun_is_gone_on_with() {
        for format in Format::ALL {
            let whole = format.count();
            let print = |first, count| paper(Lang::Fr, format, first, &labels(count)).unwrap();
            assert_eq!(pages(&print(1, whole)), 1);
            assert_eq!(pages(&print(1, whole + 1)), 2);
            assert_eq!(pages(&print(2, whole)), 2);
            assert_eq!(pages(&print(whole + 40, 1)), 1, "a place that is none is the last one");
        }
    }

    #[test]
    fn labels_stay_on_the_sheet() {
        for format in Format::ALL {
            let last = place(format, format.count() - 1);
            assert!(last.x + last.width <= paper::WIDTH + 1.0);
            assert!(last.y + last.height <= paper::HEIGHT + 1.0);
        }
    }

    #[test]
    fn the_same_label_printed_again_is_the_same() {
        let once = paper(Lang::Fr, Format::Large, 1, &labels(3)).unwrap();
        assert_eq!(once, paper(Lang::Fr, Format::Large, 1, &labels(3)).unwrap());
    }
}
