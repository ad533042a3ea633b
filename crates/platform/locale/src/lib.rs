//! Translations checked while compiling.
//!
//! A crate keeps its sentences in `locales/fr.ftl` and `locales/en.ftl`, calls [`generate`] from
//! its `build.rs`, and includes the result; what families read is in `locales/ar.ftl` too. A crate
//! with much to say puts parts of it in a folder beside: `locales/fr/answers.ftl`.
//!
//! ```text
//! mod t { include!(concat!(env!("OUT_DIR"), "/t.rs")); }
//! ```
//!
//! Every message is then a function: `t::lesson_title(lang)`, `t::pupils(lang, count)`. A key that
//! French or English lacks does not compile; where Arabic has no
//! sentence the French one stands, from left to right and marked; a key that nobody calls is reported as dead code.
//!
//! French sentences are written with plain spaces: those beside « » : ; ? ! are made no-break here.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use language::Language;

mod isolating;
mod language;
mod pairing;
mod reading;
mod typography;
mod writing;

/// Reads the `.ftl` files of the crate being built and writes `$OUT_DIR/t.rs`.
///
/// # Panics
///
/// With one message listing every problem, each with its file and its key: this is how a build
/// script refuses to build.
pub fn generate() {
    if let Err(problems) = script() {
        panic!("the translations are refused:\n- {}", problems.join("\n- "));
    }
}

fn script() -> Result<(), Vec<String>> {
    writeln!(io::stdout(), "cargo:rerun-if-changed=locales")
        .map_err(|error| vec![format!("cargo cannot be told what to watch: {error}")])?;
    build(&folder("CARGO_MANIFEST_DIR")?, &folder("OUT_DIR")?)
}

fn folder(variable: &str) -> Result<PathBuf, Vec<String>> {
    env::var_os(variable)
        .map(PathBuf::from)
        .ok_or_else(|| vec![format!("{variable} is not set: call this from a build script")])
}

/// Reads the sentences of the crate at `root` and writes `t.rs` in `out`.
fn build(root: &Path, out: &Path) -> Result<(), Vec<String>> {
    let (french, english) = both(source(root, Language::French), source(root, Language::English))?;
    let arabic = source(root, Language::Arabic)?;
    let path = out.join("t.rs");
    fs::write(&path, module(&french, &english, &arabic)?)
        .map_err(|error| vec![format!("{}: {error}", path.display())])
}

/// The file of a language, then those of its folder, by name.
fn source(root: &Path, language: Language) -> Result<String, Vec<String>> {
    let file = root.join(language.file());
    let wrong = |path: &Path, error: io::Error| {
        vec![format!("{}: {error}", path.strip_prefix(root).unwrap_or(path).display())]
    };
    let text = |path: &Path| fs::read_to_string(path).map_err(|error| wrong(path, error));
    let mut said = text(&file)?;
    let folder = file.with_extension("");
    if folder.is_dir() {
        let entries = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = entries.map_err(|error| wrong(&folder, error))?.into_iter();
        let mut parts: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        parts.retain(|path| path.extension().is_some_and(|extension| extension == "ftl"));
        parts.sort();
        for part in parts {
            said.push('\n');
            said.push_str(&text(&part)?);
        }
    }
    Ok(said)
}

/// The text of the generated module, or everything that is wrong with the sources.
fn module(french: &str, english: &str, arabic: &str) -> Result<String, Vec<String>> {
    let complete =
        both(reading::read(Language::French, french), reading::read(Language::English, english));
    let ((french, english), arabic) = both(complete, reading::read(Language::Arabic, arabic))?;
    pairing::pair(french, english, arabic).map(|catalogue| writing::write(&catalogue))
}

/// Two results, or the problems of both.
fn both<A, B>(
    one: Result<A, Vec<String>>,
    other: Result<B, Vec<String>>,
) -> Result<(A, B), Vec<String>> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => {
            let problems = [one.err(), other.err()];
            Err(problems.into_iter().flatten().flatten().collect())
        }
    }
}

#[cfg(test)]
mod tests;
