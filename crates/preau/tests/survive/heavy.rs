//! A file many times heavier than what is taken: refused with a sentence, and it costs nothing.

use std::{
    fs,
    path::{Path, PathBuf},
};

use testkit::Backend;

use crate::{
    class::{sign_in, token},
    house::{House, Server},
    link::Link,
};

/// What is sent: 500 MB.
const HEAVY: usize = 500 << 20;
/// What refusing it may take of memory, in kB.
const COSTS: u64 = 30 << 10;

#[test]
fn a_file_of_500_mb_is_refused_and_costs_nothing() {
    let house = House::demo(&Backend::Sqlite);
    let (cookies, pairs) = sign_in(&house.open(), 1);
    let (pupil, work) = pairs[0];
    let server = house.serve(&[]);
    let page = format!("/cours/travaux/{work}");
    let shown = Link::to(server.address).unwrap().get(&page, &cookies[&pupil]).unwrap();
    let token = token(&shown.body);
    let folder = house.path("files");
    let before = (memory(&server, "VmRSS"), files_under(Path::new(&folder)));
    for is_announced in [true, false] {
        // From here on the highest point is counted anew.
        fs::write(format!("/proc/{}/clear_refs", server.id()), "5").unwrap();
        let mut link = Link::to(server.address).unwrap();
        let action = format!("{page}/remise");
        let answer = link.post_heavy(&action, &cookies[&pupil], &token, (HEAVY, is_announced));
        let answer = answer.unwrap();
        assert_eq!(answer.status, 413, "announced: {is_announced}\n{}", answer.body);
        assert!(answer.body.contains("dépasse la taille permise"), "{}", answer.body);
        assert!(answer.body.contains("en plusieurs fois"), "what to do is said: {}", answer.body);
        let highest = memory(&server, "VmHWM");
        assert!(highest < before.0 + COSTS, "{highest} kB after {} kB", before.0);
    }
    assert_eq!(files_under(Path::new(&folder)), before.1, "nothing of it is left");
    let again = Link::to(server.address).unwrap().get(&page, &cookies[&pupil]).unwrap();
    assert_eq!(again.status, 200);
}

/// What the kernel says of the memory of a server, in kB.
fn memory(server: &Server, what: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap();
    line.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap()
}

/// The files under a folder.
fn files_under(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_under(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
