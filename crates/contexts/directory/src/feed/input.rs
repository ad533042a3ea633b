//! Bytes of a file made UTF-8 text, counted in lines, never too much at once.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, ISO_8859_15, UTF_8, WINDOWS_1252};

use super::error::Damage;

const BUFFER: usize = 1 << 17;
/// More than any tag, text or comment of a real export.
const AT_ONCE: usize = 1 << 20;

/// The encoding a file declares in its first bytes: byte order mark, then XML prolog, then UTF-8.
pub(super) fn encoding_of(head: &[u8]) -> Result<&'static Encoding, Damage> {
    if head.starts_with(&[0xEF, 0xBB, 0xBF]) {
        return Ok(UTF_8);
    }
    if head.starts_with(&[0xFE, 0xFF]) || head.starts_with(&[0xFF, 0xFE]) {
        return Err(Damage::Encoding("UTF-16".into()));
    }
    let Some(label) = declared(head) else { return Ok(UTF_8) };
    match Encoding::for_label(label.as_bytes()) {
        Some(known) if known == UTF_8 || known == ISO_8859_15 || known == WINDOWS_1252 => Ok(known),
        _ => Err(Damage::Encoding(label.into())),
    }
}

fn declared(head: &[u8]) -> Option<String> {
    let text: String = head.iter().take(300).map(|byte| char::from(*byte)).collect();
    let prolog = text.trim_start().strip_prefix("<?xml")?.split("?>").next()?.to_owned();
    let value =
        prolog.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start().to_owned();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

/// Reads bytes of an encoding as UTF-8, and knows the line.
pub(super) struct Text<R> {
    inner: R,
    legacy: Option<Legacy>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Lines before `counted`, a place of the buffer that `start` has passed.
    lines: u64,
    counted: usize,
    bytes: u64,
    budget: usize,
}

/// Bytes of another encoding, waiting to be decoded.
struct Legacy {
    decoder: Decoder,
    raw: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    /// Whether the decoder has said its last word: it must not be asked again.
    is_done: bool,
}

impl<R: Read> Text<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let legacy = (encoding != UTF_8).then(|| Legacy {
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: vec![0; BUFFER / 4],
            start: 0,
            end: 0,
            ended: false,
            is_done: false,
        });
        let buffer = vec![0; BUFFER];
        Self {
            inner,
            legacy,
            buffer,
            start: 0,
            end: 0,
            lines: 1,
            counted: 0,
            bytes: 0,
            budget: AT_ONCE,
        }
    }

    /// The line reached, from 1.
    pub(super) fn line(&mut self) -> u64 {
        self.count_lines();
        self.lines
    }

    /// Bytes read so far.
    pub(super) const fn bytes(&self) -> u64 {
        self.bytes + self.start as u64
    }

    /// Allows as much as one piece of text may hold, from here.
    pub(super) const fn refill(&mut self) {
        self.budget = AT_ONCE;
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.fill_buf().is_ok_and(<[u8]>::is_empty)
    }

    fn count_lines(&mut self) {
        let passed = &self.buffer[self.counted..self.start];
        self.lines += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.counted = self.start;
    }

    fn next_buffer(&mut self) -> io::Result<()> {
        self.count_lines();
        self.bytes += self.start as u64;
        (self.start, self.counted) = (0, 0);
        self.end = match &mut self.legacy {
            None => read_some(&mut self.inner, &mut self.buffer)?,
            Some(legacy) => legacy.decode(&mut self.inner, &mut self.buffer)?,
        };
        Ok(())
    }
}

impl Legacy {
    fn decode(&mut self, inner: &mut impl Read, to: &mut [u8]) -> io::Result<usize> {
        while !self.is_done {
            if self.start == self.end && !self.ended {
                (self.start, self.end) = (0, read_some(inner, &mut self.raw)?);
                self.ended = self.end == 0;
            }
            let from = &self.raw[self.start..self.end];
            let (result, read, written, _) = self.decoder.decode_to_utf8(from, to, self.ended);
            self.start += read;
            self.is_done = self.ended && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

fn read_some(inner: &mut impl Read, to: &mut [u8]) -> io::Result<usize> {
    loop {
        match inner.read(to) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Text<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.budget == 0 {
            return Err(io::Error::other(Damage::TooLong("a tag, a text or a comment")));
        }
        if self.start == self.end {
            self.next_buffer()?;
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, amount: usize) {
        self.start = (self.start + amount).min(self.end);
        self.budget = self.budget.saturating_sub(amount);
    }
}
