//! The sheets as a PDF: one page for each pupil, with room to write.

use kernel::Lang;
use paper::{Frame, Leaf, Paper, PaperError, WIDTH};

use crate::{sheets::holds, t};

const MARGIN: f32 = 57.0;
/// The side of a code: a phone reads it from a whole page.
const CODE: f32 = 96.0;

/// What one sheet says.
pub(super) struct Sheet {
    pub(super) pupil: String,
    pub(super) token: String,
}

/// The sheets of a work.
pub(super) fn paper(
    lang: Lang,
    (work, course): (&str, &str),
    sheets: &[Sheet],
) -> Result<Vec<u8>, PaperError> {
    let mut paper = Paper::new(lang.tag(), t::sheets_pdf(lang));
    for sheet in sheets {
        let mut leaf = Leaf::new();
        leaf.frame(Frame { x: WIDTH - MARGIN - CODE, y: MARGIN - 20.0, width: CODE });
        leaf.qr(&holds(&sheet.token), t::sheet_code(lang), CODE);
        leaf.frame(Frame {
            x: MARGIN,
            y: MARGIN - 20.0,
            width: WIDTH - 2.0 * MARGIN - CODE - 20.0,
        });
        leaf.subheading(&sheet.pupil);
        leaf.strong(work);
        leaf.paragraph(course);
        leaf.small(t::sheet_keep_clear(lang));
        paper.push(leaf);
    }
    paper.finish()
}
