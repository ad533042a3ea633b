//! QR codes as black squares.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

use crate::PaperError;

/// Black modules that follow each other on a row, counted from the corner of the quiet zone.
pub(crate) struct Dark {
    pub(crate) column: u16,
    pub(crate) row: u16,
    pub(crate) length: u16,
}

/// A code.
pub(crate) struct Code {
    pub(crate) dark: Vec<Dark>,
    /// How many modules a side has, with the quiet zone around.
    pub(crate) side: u16,
}

/// The white modules a reader needs around a code.
const QUIET: u16 = 4;

pub(crate) fn code(text: &str) -> Result<Code, PaperError> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_too_long| PaperError::Qr)?;
    let size = u16::try_from(code.size).map_err(|_too_large| PaperError::Qr)?;
    let mut dark = Vec::new();
    for row in 0..size {
        let mut length = 0;
        for column in 0..=size {
            let is_dark = column < size && code[usize::from(row)][usize::from(column)].value();
            if is_dark {
                length += 1;
            } else if length > 0 {
                dark.push(Dark { column: column - length + QUIET, row: row + QUIET, length });
                length = 0;
            }
        }
    }
    Ok(Code { dark, side: size + 2 * QUIET })
}

/// A QR code for a page: the `d` of an SVG path, in modules, and how many a side has.
///
/// # Errors
/// When the text is too long.
pub fn qr_path(text: &str) -> Result<(String, u16), PaperError> {
    let code = code(text)?;
    let mut path = String::new();
    for Dark { column, row, length } in &code.dark {
        write!(path, "M{column} {row}h{length}v1h-{length}z")
            .map_err(|_never_for_a_string| PaperError::Qr)?;
    }
    Ok((path, code.side))
}
