//! The AAF envelope: a streaming reader of complete exports.
//!
//! No DTD is fetched, no entity is expanded but those of XML and the named ones of HTML.

use std::collections::BTreeMap;
use std::io::Read;

use quick_xml::encoding::EncodingError;
use quick_xml::errors::IllFormedError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::aaf_delta::Stored;
use super::attr::{Attr, Degree};
use super::entities;
use super::error::{Damage, Reason};
use super::input::{Text, encoding_of};
use super::names::is_twice_encoded;

/// Longest value of an attribute.
const VALUE: usize = 1 << 16;
/// Longest record.
const RECORD: usize = 1 << 20;
/// Most values in a record.
const VALUES: usize = 10_000;
/// Most distinct unknown attributes that are counted by name.
const UNKNOWN: usize = 200;

/// What a record asks for; complete exports only add.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Request {
    #[default]
    Add,
    Modify,
    Delete,
}

/// One record, its texts in one buffer that is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// Line where it begins.
    pub(super) line: u64,
    text: String,
    id: (usize, usize),
    category: (usize, usize),
    values: Vec<(Attr, usize, usize)>,
    /// What it asks for.
    pub(super) request: Request,
    /// The attributes that a modification names, even to empty them.
    named: Vec<Attr>,
    /// What makes it impossible to keep.
    pub(super) fault: Option<Reason>,
}

impl Raw {
    /// The identifier, trimmed.
    pub(super) fn id(&self) -> &str {
        let id = self.text[self.id.0..self.id.1].trim();
        if id.is_empty() { self.first(Attr::Id).unwrap_or_default() } else { id }
    }

    /// The category, trimmed.
    pub(super) fn category(&self) -> &str {
        self.text[self.category.0..self.category.1].trim()
    }

    /// The values of an attribute, trimmed, without the empty ones.
    pub(super) fn all(&self, attr: Attr) -> impl Iterator<Item = &str> {
        self.values
            .iter()
            .filter(move |(known, ..)| *known == attr)
            .map(|(_, start, end)| self.text[*start..*end].trim())
            .filter(|value| !value.is_empty())
    }

    /// The first value of an attribute.
    pub(super) fn first(&self, attr: Attr) -> Option<&str> {
        self.all(attr).next()
    }

    /// The record as it is kept apart.
    pub(super) fn stored(&self) -> Stored {
        let values = self.values.iter();
        Stored {
            id: self.id().to_owned(),
            category: self.category().to_owned(),
            values: values.map(|(at, a, b)| (*at, self.text[*a..*b].to_owned())).collect(),
        }
    }

    /// A record kept apart, said at a line.
    pub(super) fn of(stored: &Stored, line: u64) -> Self {
        let mut raw = Self { line, ..Self::default() };
        let mut put = |text: &str| {
            let start = raw.text.len();
            raw.text.push_str(text);
            (start, raw.text.len())
        };
        let (id, category) = (put(&stored.id), put(&stored.category));
        let values: Vec<_> = stored
            .values
            .iter()
            .map(|(attr, text)| {
                let (start, end) = put(text);
                (*attr, start, end)
            })
            .collect();
        Self { id, category, values, ..raw }
    }

    /// Every attribute that a modification names, with its new values.
    pub(super) fn replaced(&self) -> Vec<(Attr, Vec<String>)> {
        let of = |attr: Attr| self.all(attr).map(str::to_owned).collect();
        self.named.iter().map(|attr| (*attr, of(*attr))).collect()
    }

    fn clear(&mut self, line: u64) {
        self.request = Request::Add;
        self.named.clear();
        self.line = line;
        self.text.clear();
        self.values.clear();
        self.id = (0, 0);
        self.category = (0, 0);
        self.fault = None;
    }
}

/// Where the reader is, in the only nesting the format has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Before,
    Root,
    Request,
    Operational,
    OperationalAttr,
    OperationalValue,
    Identifier,
    Id,
    Attributes,
    Attr,
    Value,
    After,
}

impl At {
    const fn name(self) -> &'static str {
        match self {
            Self::Before | Self::After => "file",
            Self::Root => "ficAlimMENESR",
            Self::Request => "addRequest",
            Self::Operational => "operationalAttributes",
            Self::OperationalAttr | Self::Attr => "attr",
            Self::OperationalValue | Self::Value => "value",
            Self::Identifier => "identifier",
            Self::Id => "id",
            Self::Attributes => "attributes",
        }
    }

    fn enter(self, element: &str) -> Option<Self> {
        Some(match (self, element) {
            (Self::Before, "ficAlimMENESR") => Self::Root,
            (Self::Root, "addRequest" | "modifyRequest" | "deleteRequest") => Self::Request,
            (Self::Request, "operationalAttributes") => Self::Operational,
            (Self::Operational, "attr") => Self::OperationalAttr,
            (Self::OperationalAttr, "value") => Self::OperationalValue,
            (Self::Request, "identifier") => Self::Identifier,
            (Self::Identifier, "id") => Self::Id,
            (Self::Request, "attributes" | "modifications") => Self::Attributes,
            (Self::Attributes, "attr" | "modification") => Self::Attr,
            (Self::Attr, "value") => Self::Value,
            _ => return None,
        })
    }

    const fn leave(self) -> Self {
        match self {
            Self::Before => Self::Before,
            Self::Root | Self::After => Self::After,
            Self::Request => Self::Root,
            Self::Operational | Self::Identifier | Self::Attributes => Self::Request,
            Self::OperationalAttr => Self::Operational,
            Self::OperationalValue => Self::OperationalAttr,
            Self::Id => Self::Identifier,
            Self::Attr => Self::Attributes,
            Self::Value => Self::Attr,
        }
    }

    const fn holds_text(self) -> bool {
        matches!(self, Self::OperationalValue | Self::Id | Self::Value)
    }
}

/// A streaming reader of one file.
pub(super) struct Envelope<R: Read> {
    reader: Reader<Text<R>>,
    buffer: Vec<u8>,
    at: At,
    degree: Degree,
    attr: Attr,
    start: usize,
    /// Names of attributes in the order met: records of a file have them in the same order.
    habit: Vec<(Box<str>, Attr)>,
    place: usize,
    only: Option<&'static [Attr]>,
    takes_delta: bool,
    unknown: BTreeMap<Box<str>, u64>,
}

/// What one step found.
enum Step {
    More,
    Record,
    End,
}

impl<R: Read> Envelope<R> {
    /// Starts reading a file, whose first bytes are given.
    pub(super) fn new(input: R, head: &[u8], degree: Degree) -> Result<Self, Damage> {
        if head.is_empty() {
            return Err(Damage::Empty);
        }
        let mut reader = Reader::from_reader(Text::new(input, encoding_of(head)?));
        reader.config_mut().expand_empty_elements = true;
        Ok(Self {
            reader,
            buffer: Vec::with_capacity(1 << 12),
            at: At::Before,
            degree,
            attr: Attr::Unused,
            start: 0,
            habit: Vec::new(),
            place: 0,
            only: None,
            takes_delta: false,
            unknown: BTreeMap::new(),
        })
    }

    /// Takes what only a delta export holds.
    pub(super) const fn take_delta(&mut self) {
        self.takes_delta = true;
    }

    /// Keeps the values of these attributes only.
    pub(super) const fn keep_only(&mut self, attrs: &'static [Attr]) {
        self.only = Some(attrs);
    }

    /// The line reached.
    pub(super) fn line(&mut self) -> u64 {
        self.reader.get_mut().line()
    }

    /// Bytes read.
    pub(super) fn bytes(&self) -> u64 {
        self.reader.get_ref().bytes()
    }

    /// Unknown attributes met, with their count.
    pub(super) const fn unknown(&self) -> &BTreeMap<Box<str>, u64> {
        &self.unknown
    }

    /// Reads the next record into `raw`; `false` at the end of the file.
    pub(super) fn next(&mut self, raw: &mut Raw) -> Result<bool, Damage> {
        loop {
            match self.step(raw)? {
                Step::More => {}
                Step::Record => return Ok(true),
                Step::End => return Ok(false),
            }
        }
    }

    fn step(&mut self, raw: &mut Raw) -> Result<Step, Damage> {
        self.reader.get_mut().refill();
        self.buffer.clear();
        let mut buffer = std::mem::take(&mut self.buffer);
        let step = match self.reader.read_event_into(&mut buffer) {
            Ok(event) => self.on(event, raw),
            Err(error) => {
                let at_end = self.reader.get_mut().is_at_end();
                Err(damage_of(error, at_end))
            }
        };
        self.buffer = buffer;
        step
    }

    fn on(&mut self, event: Event<'_>, raw: &mut Raw) -> Result<Step, Damage> {
        match event {
            Event::Start(tag) => self.open(&tag, raw)?,
            Event::End(_) => return Ok(self.close(raw)),
            Event::Text(text) => self.text(&text, raw)?,
            Event::CData(text) => self.text(&text, raw)?,
            Event::GeneralRef(name) => self.reference(&name, raw)?,
            Event::DocType(doctype) if doctype.contains('[') => return Err(Damage::InternalDtd),
            Event::Eof if self.at == At::After => return Ok(Step::End),
            Event::Eof => return Err(Damage::Truncated),
            Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::Empty(_) => {}
        }
        Ok(Step::More)
    }

    fn open(&mut self, tag: &BytesStart<'_>, raw: &mut Raw) -> Result<(), Damage> {
        let name = tag.name().0;
        let Some(at) = self.at.enter(name) else {
            return Err(self.unexpected(&format!("<{}>", shorten(name))));
        };
        let request = match name {
            "modifyRequest" | "modifications" | "modification" => Request::Modify,
            "deleteRequest" => Request::Delete,
            _ => Request::Add,
        };
        if request != Request::Add && !self.takes_delta {
            return Err(Damage::Delta(name.into()));
        }
        self.at = at;
        match at {
            At::Request => {
                self.place = 0;
                raw.clear(self.line());
                raw.request = request;
            }
            At::Attr => {
                if raw.request != request {
                    return Err(self.unexpected(&format!("<{}>", shorten(name))));
                }
                let attr = self.attribute(tag)?;
                if request == Request::Modify && attr != Attr::Unused && !raw.named.contains(&attr)
                {
                    raw.named.push(attr);
                }
                let kept = self.only.is_none_or(|only| only.contains(&attr));
                self.attr = if kept { attr } else { Attr::Unused };
            }
            At::OperationalValue | At::Id | At::Value => self.start = raw.text.len(),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, raw: &mut Raw) -> Step {
        let left = self.at;
        self.at = left.leave();
        let span = (self.start, raw.text.len());
        match left {
            At::Id => raw.id = span,
            At::OperationalValue => raw.category = span,
            At::Value if self.attr != Attr::Unused && span.1 > span.0 => {
                raw.values.push((self.attr, span.0, span.1));
            }
            At::Value => raw.text.truncate(span.0),
            At::Request => return Step::Record,
            _ => {}
        }
        Step::More
    }

    fn text(&self, text: &str, raw: &mut Raw) -> Result<(), Damage> {
        if self.at.holds_text() {
            return self.append(text, raw);
        }
        if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return Ok(());
        }
        Err(self.unexpected(&format!("text {:?}", shorten(text.trim()))))
    }

    fn append(&self, text: &str, raw: &mut Raw) -> Result<(), Damage> {
        if is_twice_encoded(text) {
            return Err(Damage::TwiceEncoded);
        }
        if raw.text.len() - self.start + text.len() > VALUE {
            return Err(Damage::TooLong("a value"));
        }
        if raw.text.len() + text.len() > RECORD || raw.values.len() > VALUES {
            return Err(Damage::TooLong("a record"));
        }
        raw.text.push_str(text);
        Ok(())
    }

    fn reference(&self, name: &str, raw: &mut Raw) -> Result<(), Damage> {
        if !self.at.holds_text() {
            return Err(self.unexpected(&format!("&{};", shorten(name))));
        }
        let Some(c) = entities::resolve(name) else {
            raw.fault = Some(Reason::UnknownEntity { name: shorten(name).into() });
            return Ok(());
        };
        self.append(c.encode_utf8(&mut [0; 4]), raw)
    }

    fn attribute(&mut self, tag: &BytesStart<'_>) -> Result<Attr, Damage> {
        let raw = tag.attributes_raw().trim();
        if let Some(rest) = raw.strip_prefix("name=\"")
            && let Some(name) = rest.strip_suffix('"')
            && !name.contains(['"', '&'])
        {
            return Ok(self.named(name));
        }
        let mut named = None;
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| Damage::Xml(error.to_string().into()))?;
            match attribute.key.0 {
                "name" => named = Some(attribute.value.trim().to_owned()),
                "operation" if attribute.value.trim() != "replace" => {
                    return Err(self
                        .unexpected(&format!("operation {:?}", shorten(attribute.value.trim()))));
                }
                _ => {}
            }
        }
        if let Some(name) = named {
            return Ok(self.named(&name));
        }
        Err(Damage::Unexpected {
            found: "<attr> without a name".into(),
            inside: self.at.leave().name(),
        })
    }

    fn named(&mut self, name: &str) -> Attr {
        let ahead = self.habit.iter().skip(self.place).position(|(habit, _)| **habit == *name);
        if let Some(ahead) = ahead {
            self.place += ahead + 1;
            return self.habit[self.place - 1].1;
        }
        let Some(attr) = self.degree.attr(name) else {
            self.count_unknown(shorten(name));
            return Attr::Unused;
        };
        if !self.habit.iter().any(|(habit, _)| **habit == *name) {
            self.habit.push((name.into(), attr));
        }
        attr
    }

    fn count_unknown(&mut self, name: &str) {
        if let Some(count) = self.unknown.get_mut(name) {
            *count += 1;
        } else if self.unknown.len() < UNKNOWN {
            self.unknown.insert(name.into(), 1);
        }
    }

    fn unexpected(&self, found: &str) -> Damage {
        Damage::Unexpected { found: found.into(), inside: self.at.name() }
    }
}

/// What a failed read means for people; `at_end`: nothing is left of the file.
pub(super) fn damage_of(error: quick_xml::Error, at_end: bool) -> Damage {
    match error {
        quick_xml::Error::Io(error) => of_io(&error),
        quick_xml::Error::Encoding(EncodingError::Utf8(error))
            if error.error_len().is_none() && at_end =>
        {
            Damage::Truncated
        }
        quick_xml::Error::Encoding(_) => Damage::NotText("UTF-8"),
        quick_xml::Error::Syntax(_)
        | quick_xml::Error::IllFormed(IllFormedError::UnclosedReference)
            if at_end =>
        {
            Damage::Truncated
        }
        other => Damage::Xml(other.to_string().into()),
    }
}

pub(super) fn shorten(text: &str) -> &str {
    let end = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn of_io(error: &std::io::Error) -> Damage {
    if let Some(damage) = error.get_ref().and_then(|inner| inner.downcast_ref::<Damage>()) {
        return damage.clone();
    }
    if error.kind() == std::io::ErrorKind::UnexpectedEof {
        return Damage::Truncated;
    }
    Damage::Read(error.to_string().into())
}
