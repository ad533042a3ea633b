//! From a `.ftl` file to messages whose references are already replaced by what they name.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Message as Source, Pattern, PatternElement,
    Term, Variant, VariantKey,
};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::language::{CATEGORIES, Language, Plural};
use crate::typography;

/// All the messages of one language, in the order of the file.
#[derive(Debug)]
pub(crate) struct Translation {
    pub(crate) messages: Vec<Message>,
    /// The prefixes of the line `# by-key:`.
    pub(crate) by_key: Vec<String>,
}

/// A message or an attribute (`key.attribute`).
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) key: String,
    pub(crate) text: Vec<Piece>,
    /// Every appearance of a variable, in order.
    pub(crate) uses: Vec<Use>,
}

/// A part of a sentence.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Text(String),
    Variable(String),
    /// A choice between at least two sentences.
    Select {
        variable: String,
        cases: Vec<(Key, Vec<Piece>)>,
        default: Vec<Piece>,
    },
}

/// What a variable is compared with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Key {
    Exact(i64),
    Plural(Plural),
    Word(String),
}

/// One appearance of a variable.
#[derive(Debug)]
pub(crate) struct Use {
    pub(crate) variable: String,
    pub(crate) kind: Kind,
}

/// What an appearance says about the variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Shown as it is.
    Shown,
    /// Shown by `NUMBER()`.
    Number,
    /// Chooses by its value or its plural category.
    Count,
    /// Chooses by a word.
    Word,
    /// Named by a select that has one variant only: changes nothing.
    Ignored,
}

/// Reads one file; every problem names it, and the key where there is one.
pub(crate) fn read(language: Language, source: &str) -> Result<Translation, Vec<String>> {
    let file = language.file();
    let resource = parser::parse_runtime(source).map_err(|(_, errors)| {
        let sentence = |error: &parser::ParserError| {
            let line = 1 + source.bytes().take(error.pos.start).filter(|b| *b == b'\n').count();
            let kind = error.kind.to_string().replace('\n', "\\n");
            format!("{file}: {}line {line}: {kind}", owner(source, line))
        };
        errors.iter().map(sentence).collect::<Vec<_>>()
    })?;
    let mut problems = Vec::new();
    let mut book = Book { language, messages: BTreeMap::new(), terms: BTreeMap::new() };
    for entry in &resource.body {
        match entry {
            Entry::Message(it) => {
                book.messages.insert(it.id.name, it);
            }
            Entry::Term(it) if book.terms.insert(it.id.name, it).is_some() => {
                problems.push(format!("{file}: -{}: written twice", it.id.name));
            }
            _ => {}
        }
    }
    let mut messages = Vec::new();
    let mut keys = BTreeSet::new();
    let written = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(sentences(message)),
        _ => None,
    });
    for (key, pattern) in written.flatten() {
        match book.message(&key, pattern) {
            Ok(message) => messages.push(message),
            Err(problem) => problems.push(format!("{file}: {key}: {problem}")),
        }
        if !keys.insert(key.clone()) {
            problems.push(format!("{file}: {key}: written twice"));
        }
    }
    if problems.is_empty() {
        Ok(Translation { messages, by_key: prefixes(source) })
    } else {
        Err(problems)
    }
}

/// The key whose text is on this line, as `key: `, for problems of syntax.
fn owner(source: &str, line: usize) -> String {
    let starts = |line: &&str| line.starts_with(|c: char| c == '-' || c.is_ascii_alphabetic());
    let lines: Vec<&str> = source.lines().take(line).collect();
    let key = lines.into_iter().rev().find(starts).and_then(|line| line.split(['=', ' ']).next());
    key.map(|key| format!("{key}: ")).unwrap_or_default()
}

/// The prefixes listed by `# by-key:` in the comments at the head of the file.
fn prefixes(source: &str) -> Vec<String> {
    source
        .lines()
        .take_while(|line| line.trim().is_empty() || line.starts_with('#'))
        .filter_map(|line| line.trim_start_matches('#').trim().strip_prefix("by-key:"))
        .flat_map(|list| list.split(','))
        .map(|prefix| prefix.trim().to_owned())
        .filter(|prefix| !prefix.is_empty())
        .collect()
}

/// The message's own text, then its attributes.
fn sentences<'a>(message: &'a Source<&'a str>) -> Vec<(String, &'a Pattern<&'a str>)> {
    let key = message.id.name;
    let own = message.value.iter().map(|value| (key.to_owned(), value));
    let attributes = message.attributes.iter();
    own.chain(attributes.map(|it| (format!("{key}.{}", it.id.name), &it.value))).collect()
}

/// What references may name.
struct Book<'a> {
    language: Language,
    messages: BTreeMap<&'a str, &'a Source<&'a str>>,
    terms: BTreeMap<&'a str, &'a Term<&'a str>>,
}

impl<'a> Book<'a> {
    fn message(&self, key: &str, pattern: &Pattern<&'a str>) -> Result<Message, String> {
        let mut reader = Reader { book: self, trail: vec![key.to_owned()], uses: Vec::new() };
        let mut text = reader.pattern(pattern)?;
        typography::set(self.language, &mut text);
        Ok(Message { key: key.to_owned(), text, uses: reader.uses })
    }
}

/// Reads one message, following its references.
struct Reader<'b, 'a> {
    book: &'b Book<'a>,
    /// The message and the references followed to here; terms start with `-`.
    trail: Vec<String>,
    uses: Vec<Use>,
}

impl<'a> Reader<'_, 'a> {
    fn pattern(&mut self, pattern: &Pattern<&'a str>) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            let next = match element {
                PatternElement::TextElement { value } => vec![Piece::Text((*value).to_owned())],
                PatternElement::Placeable { expression } => self.expression(expression)?,
            };
            for piece in next {
                append(&mut pieces, piece);
            }
        }
        Ok(pieces)
    }

    fn expression(&mut self, expression: &Expression<&'a str>) -> Result<Vec<Piece>, String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => self.select(selector, variants),
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'a str>) -> Result<Vec<Piece>, String> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                Ok(vec![Piece::Text(unescape_unicode_to_string(value).into_owned())])
            }
            InlineExpression::NumberLiteral { value } => {
                Ok(vec![Piece::Text(self.book.language.number(value))])
            }
            InlineExpression::VariableReference { id } => {
                self.note(id.name, Kind::Shown)?;
                Ok(vec![Piece::Variable(id.name.to_owned())])
            }
            InlineExpression::FunctionReference { id, arguments } => {
                let variable = number_argument(id.name, arguments)?;
                self.note(variable, Kind::Number)?;
                Ok(vec![Piece::Variable(variable.to_owned())])
            }
            InlineExpression::MessageReference { id, attribute } => {
                let key = match attribute {
                    Some(attribute) => format!("{}.{}", id.name, attribute.name),
                    None => id.name.to_owned(),
                };
                let found = self.book.messages.get(id.name).map(|it| sentences(it));
                let found = found.into_iter().flatten().find(|(name, _)| *name == key);
                self.follow(key, found.map(|(_, pattern)| pattern))
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                let bare = |it: &CallArguments<_>| it.positional.is_empty() && it.named.is_empty();
                if attribute.is_some() || !arguments.as_ref().is_none_or(bare) {
                    return Err(format!("the term -{} may be named only alone", id.name));
                }
                let term = self.book.terms.get(id.name).map(|term| &term.value);
                self.follow(format!("-{}", id.name), term)
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn follow(
        &mut self,
        key: String,
        found: Option<&Pattern<&'a str>>,
    ) -> Result<Vec<Piece>, String> {
        let pattern = found.ok_or_else(|| format!("names {key}, which does not exist"))?;
        if self.trail.contains(&key) {
            return Err(format!("names itself through {key}"));
        }
        self.trail.push(key);
        let pieces = self.pattern(pattern)?;
        self.trail.pop();
        Ok(pieces)
    }

    fn select(
        &mut self,
        selector: &InlineExpression<&'a str>,
        variants: &[Variant<&'a str>],
    ) -> Result<Vec<Piece>, String> {
        let (variable, number) = match selector {
            InlineExpression::VariableReference { id } => (id.name, false),
            InlineExpression::FunctionReference { id, arguments } => {
                (number_argument(id.name, arguments)?, true)
            }
            _ => return Err("only a variable may choose between variants".to_owned()),
        };
        let kind = selection(number, variants);
        self.note(variable, kind)?;
        if let [only] = variants {
            return self.pattern(&only.value);
        }
        let mut keys = Vec::new();
        let mut cases = Vec::new();
        let mut default = Vec::new();
        for variant in variants {
            let key = self.key(kind, &variant.key)?;
            if keys.contains(&key) {
                return Err(format!("two variants of ${variable} have the same key"));
            }
            if variant.default && matches!(key, Key::Exact(_)) {
                return Err(format!("the default variant of ${variable} is a number"));
            }
            keys.push(key.clone());
            let text = self.pattern(&variant.value)?;
            if variant.default {
                default = text;
            } else {
                cases.push((key, text));
            }
        }
        cases.sort_by_key(|(key, _)| !matches!(key, Key::Exact(_)));
        Ok(vec![Piece::Select { variable: variable.to_owned(), cases, default }])
    }

    fn key(&self, kind: Kind, key: &VariantKey<&str>) -> Result<Key, String> {
        match key {
            VariantKey::Identifier { name } if kind == Kind::Word => {
                Ok(Key::Word((*name).to_owned()))
            }
            VariantKey::Identifier { name } => {
                let plural = self.book.language.plural(name).map(Key::Plural);
                plural.ok_or_else(|| format!("no integer is in the category [{name}] here"))
            }
            VariantKey::NumberLiteral { value } if kind == Kind::Word => {
                Err(format!("the key [{value}] is a number among words"))
            }
            VariantKey::NumberLiteral { value } => {
                let exact = value.parse().map(Key::Exact).ok();
                exact.ok_or_else(|| format!("the key [{value}] is not an integer"))
            }
        }
    }

    fn note(&mut self, variable: &str, kind: Kind) -> Result<(), String> {
        if let Some(term) = self.trail.iter().find(|key| key.starts_with('-')) {
            return Err(format!("the term {term} has a variable, ${variable}"));
        }
        self.uses.push(Use { variable: variable.to_owned(), kind });
        Ok(())
    }
}

/// Adds a piece; two texts become one.
pub(crate) fn append(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
        (_, piece) => pieces.push(piece),
    }
}

/// The variable of `NUMBER($variable)`, the only function there is.
fn number_argument<'a>(
    function: &str,
    arguments: &CallArguments<&'a str>,
) -> Result<&'a str, String> {
    match (function, arguments.positional.as_slice(), arguments.named.as_slice()) {
        ("NUMBER", [InlineExpression::VariableReference { id }], []) => Ok(id.name),
        ("NUMBER", ..) => Err("NUMBER takes one variable and nothing else".to_owned()),
        _ => Err(format!("the function {function} does not exist here")),
    }
}

/// What the keys of a select say of its variable.
fn selection(number: bool, variants: &[Variant<&str>]) -> Kind {
    let word = |variant: &Variant<&str>| match variant.key {
        VariantKey::Identifier { name } => !CATEGORIES.contains(&name),
        VariantKey::NumberLiteral { .. } => false,
    };
    match variants {
        [_] => Kind::Ignored,
        _ if number => Kind::Count,
        _ if variants.iter().any(word) => Kind::Word,
        _ => Kind::Count,
    }
}
