//! From the paired messages to the text of the Rust module.

use crate::isolating;
use crate::language::Language;
use crate::pairing::{Catalogue, Entry, Variable};
use crate::reading::{Key, Piece};

/// Shows a number with its thousands apart; written only in modules that show one.
const GROUPED: &str = r#"
/// A number with its thousands apart.
fn grouped(number: i64, separator: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}
"#;

/// The whole module.
pub(crate) fn write(catalogue: &Catalogue) -> String {
    let mut code: String = catalogue.entries.iter().map(function).collect();
    if catalogue.entries.iter().any(shows_number) {
        code.push_str(GROUPED);
    }
    if let Some(indexes) = &catalogue.by_key {
        code.push_str(&by_key(indexes.iter().filter_map(|index| catalogue.entries.get(*index))));
    }
    code
}

fn shows_number(entry: &Entry) -> bool {
    fn within(pieces: &[Piece], number: &dyn Fn(&str) -> bool) -> bool {
        pieces.iter().any(|piece| match piece {
            Piece::Text(_) => false,
            Piece::Variable(key) => number(key),
            Piece::Select { cases, default, .. } => {
                within(default, number) || cases.iter().any(|(_, text)| within(text, number))
            }
        })
    }
    let number = |key: &str| entry.variables.iter().any(|it| it.number && it.key == key);
    let texts = [Some(&entry.french), Some(&entry.english), entry.arabic.as_ref()];
    texts.into_iter().flatten().any(|pieces| within(pieces, &number))
}

fn function(entry: &Entry) -> String {
    let Entry { key, name, variables, french, english, arabic } = entry;
    let parameters: String = variables.iter().map(parameter).collect();
    let returned = if variables.is_empty() { "&'static str" } else { "String" };
    let arm = |variant: &str, language: Language, pieces: &[Piece]| {
        let writer = Writer { language, variables };
        let value =
            if variables.is_empty() { writer.borrowed(pieces) } else { writer.owned(pieces) };
        format!("        {variant} => {value},\n")
    };
    let fallback = isolating::french(french);
    let (spoken, families) = match arabic {
        Some(pieces) => (Language::Arabic, pieces),
        None => (Language::French, &fallback),
    };
    format!(
        "\n/// `{key}`: `{}`\npub(crate) fn {name}(lang: kernel::Lang{parameters}) -> {returned} {{\n    match lang {{\n{}{}{}    }}\n}}\n",
        documented(french),
        arm(Language::French.variant(), Language::French, french),
        arm(Language::English.variant(), Language::English, english),
        arm(Language::Arabic.variant(), spoken, families),
    )
}

fn parameter(variable: &Variable) -> String {
    format!(", {}: {}", variable.name, if variable.number { "i64" } else { "&str" })
}

fn by_key<'a>(entries: impl Iterator<Item = &'a Entry>) -> String {
    let arms: String =
        entries.map(|it| format!("        {:?} => Some({}(lang)),\n", it.key, it.name)).collect();
    format!(
        "\n/// The text of a key that is known only while running.\npub(crate) fn by_key(lang: kernel::Lang, key: &str) -> Option<&'static str> {{\n    match key {{\n{arms}        _ => None,\n    }}\n}}\n"
    )
}

/// A sentence on one line that no reader of comments takes for markup.
fn documented(pieces: &[Piece]) -> String {
    let plain = |c: char| match c {
        '`' => '\'',
        c if c.is_whitespace() => ' ',
        // Debug escapes what cannot be seen: direction marks, joiners, controls.
        c if c.escape_debug().len() > 1 && !c.is_ascii() => '?',
        c => c,
    };
    let line: String = outline(pieces).chars().map(plain).collect();
    if line.trim().is_empty() { "(empty)".to_owned() } else { line }
}

fn outline(pieces: &[Piece]) -> String {
    let part = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Variable(variable) => format!("{{${variable}}}"),
        Piece::Select { variable, cases, default } => {
            let texts = cases.iter().map(|(_, text)| text).chain([default]);
            let texts: Vec<String> = texts.map(|text| outline(text)).collect();
            format!("{{${variable}: {}}}", texts.join(" | "))
        }
    };
    pieces.iter().map(part).collect()
}

/// Writes the expressions of one function in one language.
struct Writer<'a> {
    language: Language,
    variables: &'a [Variable],
}

impl Writer<'_> {
    /// The parameter of a variable, and whether it is a number.
    fn parameter(&self, key: &str) -> (&str, bool) {
        let found = self.variables.iter().find(|it| it.key == key);
        found.map_or(("", false), |it| (&it.name, it.number))
    }

    /// Whether these pieces can be said without building a `String`.
    fn borrowable(&self, pieces: &[Piece]) -> bool {
        match pieces {
            [] | [Piece::Text(_)] => true,
            [Piece::Variable(key)] => !self.parameter(key).1,
            [Piece::Select { cases, default, .. }] => {
                self.borrowable(default) && cases.iter().all(|(_, text)| self.borrowable(text))
            }
            _ => false,
        }
    }

    /// An expression of type `&str`, for pieces that are borrowable.
    fn borrowed(&self, pieces: &[Piece]) -> String {
        match pieces {
            [Piece::Text(text)] => format!("{text:?}"),
            [Piece::Variable(key)] => self.parameter(key).0.to_owned(),
            [Piece::Select { variable, cases, default }] => {
                self.choice(variable, cases, default, &|text| self.borrowed(text))
            }
            _ => "\"\"".to_owned(),
        }
    }

    /// An expression of type `String`.
    fn owned(&self, pieces: &[Piece]) -> String {
        match pieces {
            [] => "String::new()".to_owned(),
            [Piece::Text(text)] if text.is_empty() => "String::new()".to_owned(),
            [Piece::Text(text)] => format!("{text:?}.to_owned()"),
            [Piece::Variable(key)] => match self.parameter(key) {
                (name, true) => self.grouped(name),
                (name, false) => format!("{name}.to_owned()"),
            },
            [Piece::Select { variable, cases, default }] => {
                self.choice(variable, cases, default, &|text| self.owned(text))
            }
            _ => self.formatted(pieces),
        }
    }

    fn formatted(&self, pieces: &[Piece]) -> String {
        let mut format = String::new();
        let mut arguments = String::new();
        for piece in pieces {
            let (shown, argument) = match piece {
                Piece::Text(text) => (text.replace('{', "{{").replace('}', "}}"), None),
                Piece::Variable(key) => match self.parameter(key) {
                    (name, true) => ("{}".to_owned(), Some(self.grouped(name))),
                    (name, false) => (format!("{{{name}}}"), None),
                },
                Piece::Select { .. } => {
                    let pieces = std::slice::from_ref(piece);
                    let light = self.borrowable(pieces);
                    let value = if light { self.borrowed(pieces) } else { self.owned(pieces) };
                    ("{}".to_owned(), Some(value))
                }
            };
            format.push_str(&shown);
            arguments.extend(argument.map(|it| format!(", {it}")));
        }
        format!("format!({format:?}{arguments})")
    }

    fn grouped(&self, name: &str) -> String {
        format!("grouped({name}, {:?})", self.language.thousands())
    }

    fn choice(
        &self,
        variable: &str,
        cases: &[(Key, Vec<Piece>)],
        default: &[Piece],
        value: &dyn Fn(&[Piece]) -> String,
    ) -> String {
        let (name, _) = self.parameter(variable);
        let arm = |(key, text): &(Key, Vec<Piece>)| {
            let pattern = match key {
                Key::Exact(number) => number.to_string(),
                Key::Plural(plural) => format!("_ if {}", self.language.condition(*plural, name)),
                Key::Word(word) => format!("{word:?}"),
            };
            format!("{pattern} => {}, ", value(text))
        };
        let arms: String = cases.iter().map(arm).collect();
        format!("match {name} {{ {arms}_ => {} }}", value(default))
    }
}
