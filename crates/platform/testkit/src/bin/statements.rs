//! Checks that every SQL statement of the code ran on both databases during the tests.
//!
//! `statements FOLDER` reads the traces that the tests left in `FOLDER`, finds the SQL texts in
//! the sources below the current folder, and lists those that one of the databases never saw.

use std::{
    collections::BTreeSet,
    env,
    error::Error,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The parts of `db` that speak to one database on purpose.
const OF_ONE_DATABASE: [&str; 6] =
    ["admin.rs", "migrate.rs", "postgres.rs", "schema.rs", "sqlite.rs", "tx.rs"];

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("usage: statements FOLDER")?;
    let ran = |kind: &str| traces(Path::new(&folder), kind);
    let (sqlite, postgres) = (ran("sqlite-")?, ran("postgres-")?);
    let mut sources = Vec::new();
    walk(Path::new("crates"), &mut sources)?;
    let mut out = std::io::stdout().lock();
    let (mut checked, mut missed) = (0, 0);
    for source in sources {
        let text = fs::read_to_string(&source)?;
        for statement in statements(&text) {
            checked += 1;
            for (database, traces) in [("SQLite", &sqlite), ("PostgreSQL", &postgres)] {
                if !traces.iter().any(|trace| matches(&statement, trace)) {
                    missed += 1;
                    writeln!(out, "never ran on {database}: {}: {statement}", source.display())?;
                }
            }
        }
    }
    writeln!(out, "{checked} statements, {missed} never ran on one of the databases")?;
    let complete = missed == 0 && checked > 0;
    Ok(if complete { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn traces(folder: &Path, prefix: &str) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut lines = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(prefix) {
            lines.extend(fs::read_to_string(&path)?.lines().map(folded));
        }
    }
    Ok(lines)
}

fn walk(folder: &Path, sources: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "tests" | "testkit" | "bin" | "islands" | "migrations") {
                walk(&path, sources)?;
            }
        } else if name.ends_with(".rs")
            && !OF_ONE_DATABASE.contains(&name.as_str())
            && name != "tests.rs"
        {
            sources.push(path);
        }
    }
    Ok(())
}

/// The string literals of a source that are SQL statements, outside its unit tests.
fn statements(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    literals(code)
        .into_iter()
        .filter(|text| {
            let starts = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH "];
            starts.iter().any(|start| text.starts_with(start)) && text.split(' ').count() > 3
        })
        .collect()
}

/// The plain string literals of some Rust code, with their line continuations joined.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).fold(
        String::new(),
        |mut kept, line| {
            kept.push_str(line);
            kept.push('\n');
            kept
        },
    );
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '\'' => skip_char(&mut chars),
            '"' => found.push(folded(&literal(&mut chars))),
            _ => {}
        }
    }
    found
}

/// Steps over a character literal; a lifetime has no closing quote and is left alone.
fn skip_char(chars: &mut std::str::Chars) {
    let mut ahead = chars.clone();
    let first = ahead.next();
    if first == Some('\\') {
        ahead.next();
    }
    if ahead.next() == Some('\'') {
        *chars = ahead;
    }
}

fn literal(chars: &mut std::str::Chars) -> String {
    let mut text = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                // A continued line: Rust leaves out the line break and the indentation.
                Some('\n') => {
                    while chars.as_str().starts_with(char::is_whitespace) {
                        chars.next();
                    }
                }
                Some(escaped) => text.push(escaped),
                None => break,
            },
            c => text.push(c),
        }
    }
    text
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a statement, whose `{…}` stand for anything, is what a trace shows.
fn matches(statement: &str, trace: &str) -> bool {
    let mut rest = trace;
    for (at, part) in statement.split('{').enumerate() {
        let part = if at == 0 { part } else { part.split_once('}').map_or("", |(_, after)| after) };
        match rest.find(part) {
            Some(0) => rest = &rest[part.len()..],
            Some(found) if at > 0 => rest = &rest[found + part.len()..],
            _ => return false,
        }
    }
    statement.contains('{') || rest.is_empty()
}
