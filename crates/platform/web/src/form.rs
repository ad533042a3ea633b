//! A submitted form: typed reading, errors beside the fields, what was typed kept.

use kernel::{Day, Lang, LocalTime};

use crate::{Incoming, Upload, t};

/// A form as it was submitted, or blank, with the errors found while reading it.
pub struct Form<'i> {
    incoming: &'i Incoming,
    lang: Lang,
    submitted: bool,
    errors: Vec<FieldError>,
    preset: Vec<(String, String)>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field.
    pub field: String,
    /// What to say, in the person's language.
    pub says: String,
}

impl<'i> Form<'i> {
    pub(crate) const fn submitted(incoming: &'i Incoming, lang: Lang) -> Self {
        Self { incoming, lang, submitted: true, errors: Vec::new(), preset: Vec::new() }
    }

    pub(crate) const fn blank(incoming: &'i Incoming, lang: Lang) -> Self {
        Self { incoming, lang, submitted: false, errors: Vec::new(), preset: Vec::new() }
    }

    /// The language its errors are said in.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Shows a value in a blank form.
    #[must_use]
    pub fn with(mut self, field: &str, value: &(impl ToString + ?Sized)) -> Self {
        self.preset.push((field.to_owned(), value.to_string()));
        self
    }

    /// What a field shows: what was typed, else what was preset.
    pub fn shown(&self, field: &str) -> &str {
        if self.submitted {
            return self.incoming.field(field).unwrap_or_default();
        }
        let preset = self.preset.iter().find(|(name, _)| name == field);
        preset.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// Adds an error found by a rule of the domain.
    pub fn refuse(&mut self, field: &str, says: impl Into<String>) {
        self.errors.push(FieldError { field: field.to_owned(), says: says.into() });
    }

    /// What is wrong with a field.
    pub fn error_of(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.says.as_str())
    }

    /// Everything that is wrong, in the order it was found.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether nothing is wrong.
    pub const fn is_valid(&self) -> bool {
        self.errors.is_empty()
    }

    fn raw(&self, field: &str) -> &'i str {
        self.incoming.field(field).unwrap_or_default()
    }

    /// A text that may be empty, trimmed, of at most `max` characters. Control characters but line
    /// breaks are dropped.
    pub fn text(&mut self, field: &str, max: usize) -> String {
        let clean: String = self
            .raw(field)
            .replace("\r\n", "\n")
            .chars()
            .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
            .collect();
        let trimmed = clean.trim();
        if trimmed.chars().count() > max {
            self.refuse(
                field,
                t::field_too_long(self.lang, i64::try_from(max).unwrap_or(i64::MAX)),
            );
        }
        trimmed.to_owned()
    }

    /// A text of one line or more that must be there.
    pub fn required(&mut self, field: &str, max: usize) -> String {
        let text = self.text(field, max);
        if text.is_empty() {
            self.refuse(field, t::field_required(self.lang));
        }
        text
    }

    /// A secret as typed, not trimmed.
    pub fn secret(&mut self, field: &str) -> &'i str {
        let secret = self.raw(field);
        if secret.is_empty() {
            self.refuse(field, t::field_required(self.lang));
        }
        secret
    }

    /// A date that may be missing.
    pub fn day(&mut self, field: &str) -> Option<Day> {
        let raw = self.raw(field).trim();
        let day = Day::parse_iso(raw).or_else(|| Day::parse_french(raw));
        if day.is_none() && !raw.is_empty() {
            self.refuse(field, t::field_not_a_day(self.lang));
        }
        day
    }

    /// A date that must be there.
    pub fn required_day(&mut self, field: &str) -> Option<Day> {
        let day = self.day(field);
        if self.raw(field).trim().is_empty() {
            self.refuse(field, t::field_required(self.lang));
        }
        day
    }

    /// A time of the day that may be missing.
    pub fn time(&mut self, field: &str) -> Option<LocalTime> {
        let raw = self.raw(field).trim();
        let time = LocalTime::parse(raw);
        if time.is_none() && !raw.is_empty() {
            self.refuse(field, t::field_not_a_time(self.lang));
        }
        time
    }

    /// A whole number that may be missing.
    pub fn number(&mut self, field: &str, min: i64, max: i64) -> Option<i64> {
        let raw = self.raw(field).trim();
        if raw.is_empty() {
            return None;
        }
        let number = raw.parse().ok().filter(|n| (min..=max).contains(n));
        if number.is_none() {
            self.refuse(field, t::field_not_a_number(self.lang, min, max));
        }
        number
    }

    /// One of some answers, which must be there.
    pub fn choice<T>(&mut self, field: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let choice = read(self.raw(field));
        if choice.is_none() {
            self.refuse(field, t::field_not_a_choice(self.lang));
        }
        choice
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, field: &str) -> bool {
        !self.raw(field).is_empty()
    }

    /// Every value of a field that may come several times.
    pub fn values(&self, field: &str) -> Vec<&'i str> {
        self.incoming
            .fields
            .iter()
            .filter(|(name, _)| name == field)
            .map(|(_, v)| v.as_str())
            .collect()
    }

    /// A rich text, clean whatever was sent, of at most `max` characters of HTML.
    pub fn rich(&mut self, field: &str, max: usize) -> String {
        let clean =
            crate::rich::from_form(self.raw(field), self.raw(&format!("{field}-format")) == "html");
        if clean.chars().count() > max {
            self.refuse(
                field,
                t::field_too_long(self.lang, i64::try_from(max).unwrap_or(i64::MAX)),
            );
        }
        clean
    }

    /// The files of a field.
    pub fn files(&self, field: &str) -> impl Iterator<Item = &'i Upload> + use<'i> {
        let field = field.to_owned();
        self.incoming.files.iter().filter(move |upload| upload.field == field)
    }
}
