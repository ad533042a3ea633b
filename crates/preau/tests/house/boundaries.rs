//! Imports go down only, rooms meet at their doors, nobody touches another's tables.

use std::{collections::BTreeMap, fs, path::Path};

use crate::sources::{contexts, crates, root, walk};

/// The floors: a crate is built on lower ones only, so that no cycle is possible.
const FLOORS: &[(&str, u8)] = &[
    ("dice", 0),
    ("kernel", 0),
    ("locale", 0),
    ("db", 1),
    ("files", 2),
    ("paper", 1),
    ("jobs", 2),
    ("events", 2),
    ("cohorts", 2),
    ("effect", 2),
    ("locate", 2),
    ("search", 2),
    ("shares", 2),
    ("suppress", 2),
    ("archive", 3),
    ("courier", 3),
    ("web", 4),
    ("testkit", 5),
    ("directory", 10),
    ("identity", 11),
    ("today", 12),
    ("notices", 13),
    ("courses", 20),
    ("equipment", 21),
    ("programme", 25),
    ("shell", 30),
    ("demo", 40),
    ("preau", 50),
    ("bench", 60),
    ("statements", 60),
    ("schemas", 60),
];

/// What of a room others may name. Everything else of a room is its own.
const DOORS: [(&str, &[&str]); 7] = [
    ("directory", &["api", "edit", "export", "feed", "import", "inbox"]),
    ("identity", &["api"]),
    ("today", &["api"]),
    ("notices", &["api"]),
    ("courses", &["api"]),
    ("equipment", &["api"]),
    ("programme", &["api"]),
];

/// What those who put the house together also name.
const TO_BUILD: [&str; 2] = ["module", "MIGRATIONS"];
const BUILDERS: [&str; 2] = ["preau", "bench"];

/// No file is longer.
const LINES: usize = 800;

fn floor(name: &str) -> u8 {
    let known = FLOORS.iter().find(|(known, _)| *known == name);
    known.unwrap_or_else(|| panic!("{name} has no floor: give it one in this test")).1
}

#[test]
fn imports_go_down_only() {
    for one in crates() {
        for below in one.dependencies() {
            assert!(floor(&below) < floor(&one.name), "{} is built on {below}", one.name);
        }
    }
}

#[test]
fn rooms_meet_at_their_doors() {
    for one in crates() {
        let below = one.dependencies();
        for (room, doors) in DOORS.iter().filter(|(room, _)| below.iter().any(|name| name == room))
        {
            for (path, source) in one.sources() {
                for used in used_of(&source, room) {
                    let builds =
                        BUILDERS.contains(&one.name.as_str()) && TO_BUILD.contains(&used.as_str());
                    let is_open = doors.contains(&used.as_str()) || builds;
                    assert!(is_open, "{} uses {room}::{used}", path.display());
                }
            }
        }
    }
}

#[test]
fn the_shell_names_no_room_but_the_directory() {
    let shell = crates().into_iter().find(|one| one.name == "shell").unwrap();
    let rooms = shell.dependencies().into_iter().filter(|name| floor(name) >= 10);
    assert_eq!(rooms.collect::<Vec<_>>(), ["directory"]);
}

#[test]
fn nobody_touches_anothers_tables() {
    let all = crates();
    let tables: BTreeMap<String, &str> = all
        .iter()
        .flat_map(|one| one.tables().into_iter().map(|table| (table, one.name.as_str())))
        .collect();
    assert!(tables.len() > 10, "the migrations were not found");
    for (table, owner) in &tables {
        assert!(table.starts_with(&format!("{owner}_")), "{table} is a table of {owner}");
    }
    // A measure looks at the database itself.
    for one in all.iter().filter(|one| one.name != "bench") {
        for (path, source) in one.sources() {
            for word in source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
                let owner = tables.get(word).copied().unwrap_or(&one.name);
                assert_eq!(owner, one.name, "{} names {word}", path.display());
            }
        }
    }
}

#[test]
fn every_room_has_the_same_furniture() {
    for room in contexts() {
        for expected in ["README.md", "locales/fr.ftl", "locales/en.ftl", "src/api.rs"] {
            assert!(room.folder.join(expected).is_file(), "{} has no {expected}", room.name);
        }
        let lib = fs::read_to_string(room.folder.join("src/lib.rs")).unwrap();
        let migrations = room.migrations();
        assert!(!migrations.is_empty(), "{} has no migration", room.name);
        for (at, name) in migrations.keys().enumerate() {
            assert!(
                name.starts_with(&format!("{:04}_", at + 1)),
                "{}: {name} leaves a hole",
                room.name
            );
            assert!(lib.contains(name.as_str()), "{}: {name} is never applied", room.name);
        }
        assert!(lib.contains("pub fn module() -> Module"), "{} has no module()", room.name);
    }
}

#[test]
fn no_file_is_too_long() {
    let mut long = Vec::new();
    walk(&root(), &mut |path| {
        if is_written_by_hand(path) {
            let lines = fs::read_to_string(path).unwrap().lines().count();
            if lines > LINES {
                long.push(format!("{}: {lines} lines", path.display()));
            }
        }
    });
    assert_eq!(long, Vec::<String>::new());
}

fn is_written_by_hand(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
    ["rs", "ts", "js", "css", "sh", "sql", "ftl"].contains(&extension.as_str())
}

/// The names right after `room::` in a source, in braces or not.
fn used_of(source: &str, room: &str) -> Vec<String> {
    let mark = format!("{room}::");
    let mut used = Vec::new();
    for (at, _) in source.match_indices(&mark) {
        let before = source[..at].chars().next_back();
        // `t::today::x` and `my_today::x` are other things.
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let after = &source[at + mark.len()..];
        match after.strip_prefix('{') {
            Some(list) => used.extend(heads(list)),
            None => used.push(word(after)),
        }
    }
    used
}

/// The first word of each element of a list in braces, whose opening one is already read.
fn heads(list: &str) -> Vec<String> {
    let (mut depth, mut at_start, mut found) = (0, true, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            c if at_start && !c.is_whitespace() => {
                found.push(word(&list[at..]));
                at_start = false;
            }
            _ => {}
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn uses_are_read_in_braces_or_not() {
    let source =
        "use directory::{\n api::{A, B},\n edit::{self, C},\n};\nlet x = directory::visible::y();";
    assert_eq!(used_of(source, "directory"), ["api", "edit", "visible"]);
    assert!(used_of("t::today::x(); a_today::z()", "today").is_empty());
}
