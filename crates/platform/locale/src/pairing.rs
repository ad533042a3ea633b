//! The languages side by side: same keys, same variables, names that Rust accepts. Arabic may lack
//! a key, never have one of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::isolating;
use crate::language::Language;
use crate::reading::{Kind, Message, Piece, Translation, Use};

/// What the generated module holds.
#[derive(Debug)]
pub(crate) struct Catalogue {
    /// One per function, in the order of the French file.
    pub(crate) entries: Vec<Entry>,
    /// The entries `by_key` answers for; `None` when the French file does not ask for it.
    pub(crate) by_key: Option<Vec<usize>>,
}

/// One message in every language.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    /// The name of its function.
    pub(crate) name: String,
    pub(crate) variables: Vec<Variable>,
    pub(crate) french: Vec<Piece>,
    pub(crate) english: Vec<Piece>,
    /// `None` where the French text stands for it.
    pub(crate) arabic: Option<Vec<Piece>>,
}

/// A parameter of the function.
#[derive(Debug)]
pub(crate) struct Variable {
    /// As written after `$`.
    pub(crate) key: String,
    pub(crate) name: String,
    /// `i64` when true, `&str` otherwise.
    pub(crate) number: bool,
}

/// Clippy wants at most seven parameters, and the language is one.
const MOST_VARIABLES: usize = 6;

/// Names of functions, and of parameters, that the generated code needs for itself.
const FUNCTIONS: [&str; 2] = ["by_key", "grouped"];
const PARAMETERS: [&str; 2] = ["lang", "grouped"];

const KEYWORDS: [&str; 50] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while",
];

/// Pairs the messages, or says everything that keeps them apart.
pub(crate) fn pair(
    french: Translation,
    english: Translation,
    arabic: Translation,
) -> Result<Catalogue, Vec<String>> {
    let mut problems = Vec::new();
    let prefixes = french.by_key;
    for (language, others) in [(Language::English, &english), (Language::Arabic, &arabic)] {
        if !others.by_key.is_empty() && others.by_key != prefixes {
            let file = language.file();
            problems.push(format!("{file}: its line by-key differs from the French one"));
        }
    }
    let mut others = keyed(english);
    let mut arabic = keyed(arabic);
    let mut entries = Vec::new();
    for message in french.messages {
        if let Some(other) = others.remove(&message.key) {
            let arabic = arabic.remove(&message.key);
            match entry(message, other, arabic) {
                Ok(entry) => entries.push(entry),
                Err(found) => problems.extend(found),
            }
        } else {
            let file = Language::English.file();
            problems.push(format!("{file}: {}: missing, French has it", message.key));
        }
    }
    for (name, left) in [("English", &others), ("Arabic", &arabic)] {
        for key in left.keys() {
            problems.push(format!("{}: {key}: missing, {name} has it", Language::French.file()));
        }
    }
    problems.extend(collisions(&entries));
    if !problems.is_empty() {
        return Err(problems);
    }
    let by_key = by_key(&entries, &prefixes)?;
    Ok(Catalogue { entries, by_key })
}

fn keyed(translation: Translation) -> BTreeMap<String, Message> {
    translation.messages.into_iter().map(|it| (it.key.clone(), it)).collect()
}

fn entry(french: Message, english: Message, arabic: Option<Message>) -> Result<Entry, Vec<String>> {
    let key = french.key.clone();
    let place = |problem| vec![format!("{}: {key}: {problem}", Language::French.file())];
    let name = rust_name(&key, &FUNCTIONS).map_err(place)?;
    let ours = appearing(&french);
    let theirs = appearing(&english);
    let families = arabic.as_ref().map(appearing);
    let lacking = |has: &[&str], wanted: &[&str], file: &str| {
        let lost: Vec<String> =
            wanted.iter().filter(|it| !has.contains(*it)).map(|it| format!("${it}")).collect();
        let sentence = format!("{file}: {key}: lacks {}", lost.join(", "));
        (!lost.is_empty()).then_some(sentence)
    };
    let families = families.as_deref().unwrap_or(&ours);
    let problems: Vec<String> = [
        lacking(&theirs, &ours, Language::English.file()),
        lacking(&ours, &theirs, Language::French.file()),
        lacking(families, &ours, Language::Arabic.file()),
        lacking(&ours, families, Language::French.file()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let uses: Vec<&Use> = [Some(&french), Some(&english), arabic.as_ref()]
        .into_iter()
        .flatten()
        .flat_map(|it| &it.uses)
        .collect();
    let variables = ours.iter().map(|it| variable(it, &uses)).collect::<Result<Vec<_>, _>>();
    let variables = variables.and_then(distinct).map_err(place)?;
    let arabic = arabic.map(|it| isolating::variables(it.text, &variables));
    Ok(Entry { key, name, variables, french: french.text, english: english.text, arabic })
}

/// The variables of a message, each once, in order of first appearance.
fn appearing(message: &Message) -> Vec<&str> {
    let mut seen: Vec<&str> = Vec::new();
    for it in &message.uses {
        if !seen.contains(&it.variable.as_str()) {
            seen.push(&it.variable);
        }
    }
    seen
}

/// The type of a variable is decided by all languages together.
fn variable(key: &str, uses: &[&Use]) -> Result<Variable, String> {
    let uses = || uses.iter().filter(|it| it.variable == key);
    let number = uses().any(|it| matches!(it.kind, Kind::Number | Kind::Count));
    if number && uses().any(|it| it.kind == Kind::Word) {
        return Err(format!("${key} is both a number and a word"));
    }
    if uses().all(|it| it.kind == Kind::Ignored) {
        return Err(format!("${key} changes nothing in any language"));
    }
    Ok(Variable { key: key.to_owned(), name: rust_name(key, &PARAMETERS)?, number })
}

fn distinct(variables: Vec<Variable>) -> Result<Vec<Variable>, String> {
    let names: BTreeSet<&str> = variables.iter().map(|it| it.name.as_str()).collect();
    if names.len() < variables.len() {
        return Err("two variables have the same name in Rust".to_owned());
    }
    if variables.len() > MOST_VARIABLES {
        return Err(format!("more than {MOST_VARIABLES} variables"));
    }
    Ok(variables)
}

/// A key or a variable as a Rust name.
fn rust_name(key: &str, reserved: &[&str]) -> Result<String, String> {
    let name = key.replace(['-', '.'], "_");
    if name.contains("__") || name.contains(|c: char| c.is_ascii_uppercase()) {
        return Err(format!("“{key}” is not lower-case words joined by single hyphens"));
    }
    if reserved.contains(&name.as_str()) {
        return Err(format!("“{key}” is a name the generated code keeps for itself"));
    }
    Ok(if KEYWORDS.contains(&name.as_str()) { format!("{name}_") } else { name })
}

fn collisions(entries: &[Entry]) -> Vec<String> {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for Entry { key, name, .. } in entries {
        if let Some(other) = names.insert(name, key) {
            let file = Language::French.file();
            problems.push(format!("{file}: {key}: its function {name} is already that of {other}"));
        }
    }
    problems
}

/// The entries without variables whose key starts with one of the prefixes.
fn by_key(entries: &[Entry], prefixes: &[String]) -> Result<Option<Vec<usize>>, Vec<String>> {
    let plain = || entries.iter().enumerate().filter(|(_, it)| it.variables.is_empty());
    let idle = |prefix: &&String| !plain().any(|(_, it)| it.key.starts_with(*prefix));
    let sentence = |prefix| format!("{}: by-key: no message for {prefix}", Language::French.file());
    let problems: Vec<String> = prefixes.iter().filter(idle).map(sentence).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let asked = |it: &Entry| prefixes.iter().any(|prefix| it.key.starts_with(prefix));
    let found = plain().filter(|(_, it)| asked(it)).map(|(index, _)| index).collect();
    Ok((!prefixes.is_empty()).then_some(found))
}
