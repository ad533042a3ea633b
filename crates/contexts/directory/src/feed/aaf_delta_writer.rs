//! Writes what changed since a complete export, as AAF deltas say it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use super::aaf_writer::{Attrs, Writer, kind_word, structure};
use super::model::{Person, School};
use super::uai::Uai;

impl Writer {
    /// Writes what changes of a school.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn modify_school(&mut self, before: &School, after: &School) -> io::Result<()> {
        let body = differences(&self.school_attrs(before), &self.school_attrs(after));
        let kind = ("EtabEducNat", "categorieStructure", "EtabEducNat");
        self.modify(kind, structure(after.uai.as_str()), &body)
    }

    /// Writes what changes of a person.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn modify_person(&mut self, before: &Person, after: &Person) -> io::Result<()> {
        let body = differences(&self.person_attrs(before), &self.person_attrs(after));
        let (kind, id) = (kind_word(after.category), self.id(after).to_owned());
        self.modify((kind, "categoriePersonne", kind), &id, &body)
    }

    /// Writes that a school is no more.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn delete_school(&mut self, uai: Uai) -> io::Result<()> {
        let kind = ("EtabEducNat", "categorieStructure", "EtabEducNat");
        self.request("deleteRequest", kind, structure(uai.as_str()), "")
    }

    /// Writes that a person has left.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn delete_person(&mut self, person: &Person) -> io::Result<()> {
        let (kind, id) = (kind_word(person.category), self.id(person).to_owned());
        self.request("deleteRequest", (kind, "categoriePersonne", kind), &id, "")
    }

    fn modify(&mut self, kind: (&'static str, &str, &str), id: &str, body: &str) -> io::Result<()> {
        if body.is_empty() {
            return Ok(());
        }
        let body = format!("<modifications>\n{body}</modifications>\n");
        self.request("modifyRequest", kind, id, &body)
    }
}

/// The attributes that change, each with all its new values.
fn differences(before: &Attrs, after: &Attrs) -> String {
    let (before, after) = (by_name(before), by_name(after));
    let mut said = String::new();
    for (name, values) in &after {
        if before.get(name) != Some(values) {
            let _ = writeln!(
                said,
                "<modification name=\"{name}\" operation=\"replace\">{values}</modification>"
            );
        }
    }
    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        let _ = writeln!(
            said,
            "<modification name=\"{name}\" operation=\"replace\"><value/></modification>"
        );
    }
    said
}

/// The values of each attribute, as XML.
fn by_name(attrs: &Attrs) -> BTreeMap<&str, String> {
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    for line in attrs.text.lines() {
        let inside = line.strip_prefix("<attr name=\"").and_then(|l| l.strip_suffix("</attr>"));
        if let Some((name, values)) = inside.and_then(|inside| inside.split_once("\">")) {
            found.entry(name).or_default().push_str(values);
        }
    }
    found
}
