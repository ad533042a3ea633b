//! Going through a file from its beginning to its end, and noting what is kept of it.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek};

/// A part of what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Bytes of the file.
    Kept {
        /// Where they begin.
        from: u64,
        /// How many.
        length: u64,
    },
    /// Bytes in the place of some.
    Said(Vec<u8>),
    /// So many zeros.
    Blank(u64),
}

/// A file being read, never beyond its end.
pub(super) struct Walk<R> {
    content: BufReader<R>,
    /// Where it stands.
    pub(super) at: u64,
    length: u64,
    pub(super) parts: Vec<Part>,
}

/// Says that a file is not written as it should be.
pub(super) fn odd() -> io::Error {
    io::Error::from(ErrorKind::InvalidData)
}

impl<R: Read + Seek> Walk<R> {
    pub(super) fn new(content: R, length: u64) -> Self {
        Self { content: BufReader::new(content), at: 0, length, parts: Vec::new() }
    }

    /// What is left after where it stands.
    pub(super) const fn left(&self) -> u64 {
        self.length - self.at
    }

    /// The next bytes, which are neither kept nor left out yet.
    pub(super) fn take<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.content.read_exact(&mut bytes)?;
        self.at += N as u64;
        Ok(bytes)
    }

    /// Goes on without keeping anything.
    pub(super) fn leave(&mut self, length: u64) -> io::Result<()> {
        if length > self.left() {
            return Err(odd());
        }
        self.content.seek_relative(i64::try_from(length).map_err(|_too_long| odd())?)?;
        self.at += length;
        Ok(())
    }

    /// Keeps the next bytes.
    pub(super) fn keep(&mut self, length: u64) -> io::Result<()> {
        let from = self.at;
        self.leave(length)?;
        self.kept_since(from);
        Ok(())
    }

    /// Keeps what was gone through since a place.
    pub(super) fn kept_since(&mut self, since: u64) {
        let length = self.at - since;
        match self.parts.last_mut() {
            Some(Part::Kept { from, length: before }) if *from + *before == since => {
                *before += length;
            }
            _ if length > 0 => self.parts.push(Part::Kept { from: since, length }),
            _ => {}
        }
    }

    /// Goes back over the last bytes.
    pub(super) fn back(&mut self, length: u64) -> io::Result<()> {
        let before = self.at.checked_sub(length).ok_or_else(odd)?;
        self.content.seek_relative(-i64::try_from(length).map_err(|_too_long| odd())?)?;
        self.at = before;
        Ok(())
    }

    /// Goes just before the next byte of a value; false when there is none left.
    pub(super) fn seek_byte(&mut self, wanted: u8) -> io::Result<bool> {
        loop {
            let buffer = self.content.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let found = buffer.iter().position(|byte| *byte == wanted);
            let passed = found.unwrap_or(buffer.len());
            self.content.consume(passed);
            self.at += passed as u64;
            if found.is_some() {
                return Ok(true);
            }
        }
    }
}
