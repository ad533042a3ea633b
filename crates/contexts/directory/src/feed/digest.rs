//! A stable digest of a normalised record: an unchanged record is recognised without reading it.

use kernel::Day;
use sha2::{Digest as _, Sha256};

use super::model::{GroupRef, Kinship, Membership, Person, School, SchoolGroup, Subject};

/// The first 16 bytes of the SHA-256 of a record's canonical encoding.
///
/// The encoding is a version byte, then the fields in the order of [`Encoder`]'s callers below:
/// texts as length (4 bytes, little endian) and UTF-8, numbers as 8 bytes, an absent field as
/// the byte 0 and a present one as 1 before its value, lists as length and items. A change of
/// the encoding changes the version, and then the next import sees every record as changed once.
pub type Digest = [u8; 16];

const VERSION: u8 = 1;

impl School {
    /// The digest of everything this record says.
    pub fn digest(&self) -> Digest {
        let mut to = Encoder::new(b'S');
        to.text(self.uai.as_str());
        to.text(&self.name);
        to.byte(self.kind as u8);
        to.option(self.sector, |to, sector| to.byte(sector as u8));
        for text in [&self.commune, &self.insee, &self.epci, &self.address, &self.postal_code] {
            to.maybe_text(text.as_deref());
        }
        for number in [self.lat, self.lon, self.ips] {
            to.option(number, |to, number| to.number(number.to_bits()));
        }
        to.byte(u8::from(self.approximate_position));
        to.option(self.pupils, |to, pupils| to.number(u64::from(pupils)));
        to.option(self.priority, |to, priority| to.byte(priority as u8));
        for text in [&self.district, &self.phone, &self.email] {
            to.maybe_text(text.as_deref());
        }
        to.day(self.opened);
        to.byte(u8::from(self.closed));
        to.list(&self.groups, Encoder::declared);
        to.finish()
    }
}

impl Person {
    /// The digest of everything this record says, memberships and kinships included.
    pub fn digest(&self) -> Digest {
        let mut to = Encoder::new(b'P');
        to.text(&self.key);
        to.byte(self.category as u8);
        to.option(self.title, |to, title| to.byte(title as u8));
        to.day(self.birth_date);
        to.text(&self.last_name);
        to.maybe_text(self.family_name.as_deref());
        to.text(&self.first_name);
        to.list(&self.other_first_names, |to, name| to.text(name));
        for text in [&self.ine, &self.local_id, &self.email] {
            to.maybe_text(text.as_deref());
        }
        to.list(&self.phones, |to, phone| {
            to.byte(phone.kind as u8);
            to.text(&phone.number);
        });
        to.option(self.address.as_deref(), |to, address| {
            for text in [&address.lines, &address.postal_code, &address.city, &address.country] {
                to.text(text);
            }
        });
        to.list(&self.memberships, Encoder::membership);
        to.list(&self.kinships, Encoder::kinship);
        to.finish()
    }
}

struct Encoder(Vec<u8>);

impl Encoder {
    fn new(kind: u8) -> Self {
        let mut bytes = Vec::with_capacity(512);
        bytes.extend([VERSION, kind]);
        Self(bytes)
    }

    fn finish(self) -> Digest {
        let mut digest = Digest::default();
        let hash = Sha256::digest(&self.0);
        digest.copy_from_slice(&hash[..16]);
        digest
    }

    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    fn number(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    fn length(&mut self, length: usize) {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        self.0.extend(length.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.0.extend(text.as_bytes());
    }

    fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.byte(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn maybe_text(&mut self, text: Option<&str>) {
        self.option(text, Self::text);
    }

    fn day(&mut self, day: Option<Day>) {
        self.option(day, |to, day| to.0.extend(day.0.to_le_bytes()));
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.length(items.len());
        for item in items {
            write(self, item);
        }
    }

    fn group(&mut self, group: &GroupRef) {
        self.byte(group.kind as u8);
        self.text(&group.code);
        self.maybe_text(group.label.as_deref());
    }

    fn declared(&mut self, declared: &SchoolGroup) {
        self.group(&declared.group);
        self.list(&declared.levels, |to, level| to.text(level));
    }

    fn subject(&mut self, subject: &Subject) {
        self.text(&subject.code);
        self.text(&subject.label);
    }

    fn membership(&mut self, tie: &Membership) {
        self.text(tie.uai.as_str());
        self.text(tie.role.code());
        self.option(tie.group.as_ref(), Self::group);
        self.option(tie.subject.as_deref(), Self::subject);
        self.byte(u8::from(tie.head_teacher));
        self.maybe_text(tie.level.as_deref());
        self.day(tie.starts);
        self.day(tie.ends);
    }

    fn kinship(&mut self, link: &Kinship) {
        self.text(&link.guardian);
        self.option(link.link, |to, code| to.number(u64::from(code)));
        self.byte(link.level as u8);
        self.byte(u8::from(link.financial));
        self.byte(u8::from(link.contact));
        self.byte(u8::from(link.payment));
    }
}
