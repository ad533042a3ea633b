//! XML files of plain elements, read in a stream: one element of interest at a time.
//!
//! No DTD is fetched, no entity is expanded but those of XML and the named ones of HTML.

use std::io::Read;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::entities;
use super::envelope::{damage_of, shorten};
use super::error::{Damage, Reason};
use super::input::{Text, encoding_of};
use super::names::{clean, is_twice_encoded};

/// Longest text of an element.
const VALUE: usize = 1 << 16;
/// Most texts and attributes in an element of interest.
const FIELDS: usize = 50_000;
/// Longest element of interest.
const RECORD: usize = 4 << 20;
/// Deepest nesting.
const DEPTH: usize = 40;

/// An element of interest: its own name, then its attributes and texts in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Line where it begins.
    pub(super) line: u64,
    /// The element around it.
    pub(super) parent: String,
    /// Its name.
    pub(super) name: String,
    /// Path inside it (`SERVICES/SERVICE/@CODE_MATIERE`) and what it says, tidied.
    pub(super) fields: Vec<(String, String)>,
    /// What makes it impossible to keep.
    pub(super) fault: Option<Reason>,
    size: usize,
}

impl Element {
    /// The first thing said at a path; empty when nothing is.
    pub(super) fn get(&self, path: &str) -> &str {
        self.fields.iter().find(|(at, text)| at == path && !text.is_empty()).map_or("", |f| &f.1)
    }

    /// The first thing said at one of several paths, in their order.
    pub(super) fn first(&self, paths: &[&str]) -> &str {
        paths.iter().map(|path| self.get(path)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// The same, when something is said.
    pub(super) fn text(&self, paths: &[&str]) -> Option<Box<str>> {
        Some(self.first(paths)).filter(|text| !text.is_empty()).map(Box::from)
    }

    fn push(&mut self, path: String, text: &str, is_verbatim: bool) -> Result<(), Damage> {
        self.size += path.len() + text.len();
        if self.fields.len() >= FIELDS || self.size > RECORD {
            return Err(Damage::TooLong("a record"));
        }
        let text = if is_verbatim { text.to_owned() } else { clean(text).into_owned() };
        if is_twice_encoded(&text) {
            return Err(Damage::TwiceEncoded);
        }
        self.fields.push((path, text));
        Ok(())
    }
}

/// A streaming reader of one file.
pub(super) struct Elements<R: Read> {
    reader: Reader<Text<R>>,
    buffer: Vec<u8>,
    /// Names of the elements around, outermost first.
    around: Vec<String>,
    /// Parents whose children are of interest, and the children wanted (`*`: any).
    wanted: &'static [(&'static str, &'static str)],
    /// How deep the element of interest is, once in one.
    inside: Option<usize>,
    /// An element around, and the attribute that names it.
    place: (&'static str, &'static str),
    /// What names the latest of those.
    places: Vec<String>,
    text: String,
    is_verbatim: bool,
    has_ended: bool,
}

impl<R: Read> Elements<R> {
    /// Starts reading a file, whose first bytes are given.
    pub(super) fn new(
        input: R,
        head: &[u8],
        wanted: &'static [(&'static str, &'static str)],
    ) -> Result<Self, Damage> {
        if head.is_empty() {
            return Err(Damage::Empty);
        }
        let mut reader = Reader::from_reader(Text::new(input, encoding_of(head)?));
        reader.config_mut().expand_empty_elements = true;
        Ok(Self {
            reader,
            buffer: Vec::with_capacity(1 << 12),
            around: Vec::new(),
            wanted,
            inside: None,
            place: ("", ""),
            places: Vec::new(),
            text: String::new(),
            is_verbatim: false,
            has_ended: false,
        })
    }

    /// Gives texts as they are written, spaces included, and each element inside as it begins:
    /// its path with `/` at the end, which says nothing.
    pub(super) const fn verbatim(mut self) -> Self {
        self.is_verbatim = true;
        self
    }

    /// Notes the names that an attribute gives to elements around those of interest.
    pub(super) const fn placed_by(
        mut self,
        element: &'static str,
        attribute: &'static str,
    ) -> Self {
        self.place = (element, attribute);
        self
    }

    /// The names noted so far, in order.
    pub(super) fn places(&self) -> &[String] {
        &self.places
    }

    /// The line reached.
    pub(super) fn line(&mut self) -> u64 {
        self.reader.get_mut().line()
    }

    /// Bytes read.
    pub(super) fn bytes(&self) -> u64 {
        self.reader.get_ref().bytes()
    }

    /// Reads the next element of interest; `false` at the end of the file.
    pub(super) fn next(&mut self, to: &mut Element) -> Result<bool, Damage> {
        loop {
            self.reader.get_mut().refill();
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.clear();
            let step = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => self.on(event, to),
                Err(error) => {
                    let at_end = self.reader.get_mut().is_at_end();
                    Err(damage_of(error, at_end))
                }
            };
            self.buffer = buffer;
            match step? {
                Some(more) => return Ok(more),
                None => continue,
            }
        }
    }

    fn on(&mut self, event: Event<'_>, to: &mut Element) -> Result<Option<bool>, Damage> {
        match event {
            Event::Start(tag) => self.open(&tag, to)?,
            Event::End(_) => return self.close(to),
            Event::Text(text) => self.append(&text)?,
            Event::CData(text) => self.append(&text)?,
            Event::GeneralRef(name) => match entities::resolve(&name) {
                Some(c) => self.append(c.encode_utf8(&mut [0; 4]))?,
                None if self.inside.is_some() => {
                    to.fault = Some(Reason::UnknownEntity { name: shorten(&name).into() });
                }
                None => {}
            },
            Event::DocType(doctype) if doctype.contains('[') => return Err(Damage::InternalDtd),
            Event::Eof if self.has_ended => return Ok(Some(false)),
            Event::Eof => return Err(Damage::Truncated),
            Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::Empty(_) => {}
        }
        Ok(None)
    }

    fn open(&mut self, tag: &BytesStart<'_>, to: &mut Element) -> Result<(), Damage> {
        if self.around.len() >= DEPTH || self.has_ended {
            return Err(Damage::Unexpected {
                found: format!("<{}>", shorten(tag.name().0)).into(),
                inside: "file",
            });
        }
        self.say(to)?;
        let name = tag.local_name().as_ref().to_owned();
        if self.inside.is_none() && !self.place.0.is_empty() && self.place.0 == name {
            let named = tag.attributes().flatten().find(|one| one.key.0 == self.place.1);
            self.places.push(named.map(|one| clean(&one.value).into_owned()).unwrap_or_default());
        }
        let parent = self.around.last().map_or("", String::as_str);
        let fits = |(of, child): &(&str, &str)| {
            (*of == "*" || *of == parent) && (*child == "*" || *child == name)
        };
        if self.inside.is_none() && self.wanted.iter().any(fits) {
            *to = Element {
                line: self.reader.get_mut().line(),
                parent: parent.to_owned(),
                name: name.clone(),
                ..Element::default()
            };
            self.inside = Some(self.around.len());
        }
        self.around.push(name);
        if let Some(depth) = self.inside {
            let path = self.path(depth);
            if self.is_verbatim {
                to.push(path.clone(), "", true)?;
            }
            for attribute in tag.attributes() {
                let attribute = attribute.map_err(|error| Damage::Xml(error.to_string().into()))?;
                let path = format!("{path}@{}", attribute.key.0);
                to.push(path, &attribute.value, self.is_verbatim)?;
            }
        }
        Ok(())
    }

    /// Where the reader is inside the element of interest, with `/` after each name.
    fn path(&self, depth: usize) -> String {
        self.around[depth + 1..].iter().fold(String::new(), |path, name| path + name + "/")
    }

    /// Keeps the text read since the last tag.
    fn say(&mut self, to: &mut Element) -> Result<(), Damage> {
        let is_said = !self.text.is_empty() && (self.is_verbatim || !self.text.trim().is_empty());
        if let Some(depth) = self.inside.filter(|_| is_said) {
            let path = self.path(depth);
            to.push(path.trim_end_matches('/').to_owned(), &self.text, self.is_verbatim)?;
        }
        self.text.clear();
        Ok(())
    }

    fn close(&mut self, to: &mut Element) -> Result<Option<bool>, Damage> {
        self.say(to)?;
        let mut ended = None;
        if self.inside.is_some_and(|depth| depth + 1 == self.around.len()) {
            self.inside = None;
            ended = Some(true);
        }
        self.around.pop();
        self.has_ended = self.around.is_empty();
        Ok(ended)
    }

    fn append(&mut self, text: &str) -> Result<(), Damage> {
        if self.inside.is_none() {
            return Ok(());
        }
        if self.text.len() + text.len() > VALUE {
            return Err(Damage::TooLong("a value"));
        }
        self.text.push_str(text);
        Ok(())
    }
}
