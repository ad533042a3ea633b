//! The parts of a workbook: XML files in a zip, never grown beyond limits.

use std::cell::Cell;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::elements::{Element, Elements};
use super::super::error::Damage;
use super::super::source::{Guard, Limits};

/// Most files in a workbook.
const PARTS: usize = 5_000;
/// Bytes of a workbook once uncompressed, over everything that is read of it.
const GROWN: u64 = 512 << 20;
/// Bytes that say the encoding.
const HEAD: u64 = 512;

/// A workbook.
pub(super) struct Book {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    limits: Limits,
    read: Cell<u64>,
}

/// Elements of interest, with an element around and the attribute that names it.
pub(super) struct Interest {
    pub(super) wanted: &'static [(&'static str, &'static str)],
    pub(super) place: (&'static str, &'static str),
}

impl Book {
    /// Opens a workbook.
    pub(super) fn open(bytes: Vec<u8>, limits: Limits) -> Result<Self, Damage> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damage_of(&error))?;
        if archive.len() > PARTS {
            return Err(Damage::TooLong("the workbook"));
        }
        let limits = Limits { bytes: limits.bytes.min(GROWN), ..limits };
        Ok(Self { archive, limits, read: Cell::new(0) })
    }

    /// Whether it has a part.
    pub(super) fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// Gives the elements of interest of a part, texts as they are written.
    pub(super) fn each(
        &mut self,
        part: &str,
        interest: &Interest,
        mut take: impl FnMut(&[String], &Element) -> Result<(), Damage>,
    ) -> Result<(), Damage> {
        let missing = || Damage::Read(format!("the workbook has no {part}").into());
        let at = self.archive.index_for_name(part).ok_or_else(missing)?;
        let file = self.archive.by_index(at).map_err(|error| damage_of(&error))?;
        let size = file.compressed_size();
        let mut input = Guard::new(file, size, self.limits, &self.read);
        let mut head = Vec::new();
        let begun = Read::by_ref(&mut input).take(HEAD).read_to_end(&mut head);
        begun.map_err(|error| Damage::Read(error.to_string().into()))?;
        let whole = Cursor::new(head.clone()).chain(input);
        let (element, attribute) = interest.place;
        let mut elements =
            Elements::new(whole, &head, interest.wanted)?.verbatim().placed_by(element, attribute);
        let mut element = Element::default();
        while elements.next(&mut element)? {
            if let Some(fault) = &element.fault {
                return Err(Damage::Xml(fault.to_string().into()));
            }
            take(elements.places(), &element)?;
        }
        Ok(())
    }
}

fn damage_of(error: &zip::result::ZipError) -> Damage {
    Damage::Read(error.to_string().into())
}
