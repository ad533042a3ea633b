//! The repository, read.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// A crate of the workspace.
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Every crate, found by its manifest.
pub(crate) fn crates() -> Vec<Crate> {
    let mut manifests = Vec::new();
    for folder in ["crates", "bench"] {
        walk(&root().join(folder), &mut |path| {
            if path.ends_with("Cargo.toml") {
                manifests.push(path.to_owned());
            }
        });
    }
    let named = |manifest: PathBuf| {
        let name = manifest_of(&manifest)["package"]["name"].as_str().unwrap().to_owned();
        Crate { name, folder: manifest.parent().unwrap().to_owned() }
    };
    manifests.into_iter().map(named).collect()
}

/// The rooms: crates under `crates/contexts`.
pub(crate) fn contexts() -> Vec<Crate> {
    crates().into_iter().filter(|one| one.folder.to_string_lossy().contains("/contexts/")).collect()
}

pub(crate) fn manifest_of(path: &Path) -> toml::Table {
    fs::read_to_string(path).unwrap().parse().unwrap()
}

impl Crate {
    /// The crates of the house it is built on, tests and build scripts aside.
    pub(crate) fn dependencies(&self) -> Vec<String> {
        let manifest = manifest_of(&self.folder.join("Cargo.toml"));
        let ours: Vec<_> = crates().into_iter().map(|one| one.name).collect();
        let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
        let names = dependencies.into_iter().flat_map(toml::Table::keys);
        names.filter(|name| ours.contains(name)).cloned().collect()
    }

    /// Its Rust sources by path, tests aside.
    pub(crate) fn sources(&self) -> BTreeMap<PathBuf, String> {
        let mut sources = BTreeMap::new();
        walk(&self.folder.join("src"), &mut |path| {
            if path.extension().is_some_and(|extension| extension == "rs") && !is_a_test(path) {
                sources
                    .insert(path.to_owned(), without_comments(&fs::read_to_string(path).unwrap()));
            }
        });
        sources
    }

    /// Its migrations, by file name.
    pub(crate) fn migrations(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        let folder = self.folder.join("migrations");
        if folder.is_dir() {
            walk(&folder, &mut |path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read_to_string(path).unwrap());
            });
        }
        found
    }

    /// The tables its migrations make.
    pub(crate) fn tables(&self) -> Vec<String> {
        let texts = self.migrations();
        let made = texts.values().flat_map(|sql| sql.split("CREATE TABLE ").skip(1));
        made.map(|rest| rest.split([' ', '(']).next().unwrap().to_owned()).collect()
    }
}

/// The matrix of rights and `tests` folders are compiled for tests only, and know everyone.
fn is_a_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "matrix" || part.as_os_str() == "tests")
}

fn without_comments(source: &str) -> String {
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Calls `f` with every file below a folder, what is built or fetched aside.
pub(crate) fn walk(folder: &Path, f: &mut impl FnMut(&Path)) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with('.')
            || ["target", "node_modules", "dist", "data"].contains(&name.as_str())
        {
            continue;
        }
        if path.is_dir() {
            walk(&path, f);
        } else {
            f(&path);
        }
    }
}
