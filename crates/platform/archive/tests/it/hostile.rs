//! What is damaged, cut, foreign or hostile gets a sentence and changes nothing.

use std::{
    fs,
    io::{Read, Write},
    path::Path,
};

use archive::ArchiveError;
use proptest::prelude::*;

use crate::base::{House, Side, changed};

/// The entries of an archive, to be changed and written again.
type Entries = Vec<(String, Vec<u8>)>;

fn unpack(path: &Path) -> Entries {
    let decoder = zstd::Decoder::new(fs::File::open(path).unwrap()).unwrap();
    let mut tar = tar::Archive::new(decoder);
    let entry = |entry: std::io::Result<tar::Entry<'_, _>>| {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().to_string_lossy().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        (name, content)
    };
    tar.entries().unwrap().map(entry).collect()
}

fn pack(path: &Path, entries: &Entries) {
    let encoder = zstd::Encoder::new(fs::File::create(path).unwrap(), 1).unwrap();
    let mut tar = tar::Builder::new(encoder.auto_finish());
    for (name, content) in entries {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        header.set_mode(0o600);
        // Written as it is: `append_data` would refuse names that lead elsewhere.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        tar.append(&header, &content[..]).unwrap();
    }
    tar.into_inner().unwrap().flush().unwrap();
}

/// An archive of which some entries were changed, and what an empty house says of it.
fn refused(change: impl FnOnce(&mut Entries)) -> ArchiveError {
    let house = House::lived_in(Side::Sqlite);
    let (good, bad) = (house.path("good.preau"), house.path("bad.preau"));
    house.archive(&good, None);
    let mut entries = unpack(&good);
    change(&mut entries);
    pack(&bad, &entries);
    let empty = House::empty(Side::Sqlite);
    let refused = empty.restore(&bad).unwrap_err();
    assert!(empty.is_empty(), "{refused}");
    assert!(refused.to_string().to_lowercase().contains("nothing was restored"), "{refused}");
    refused
}

fn replace(entries: &mut Entries, name: &str, from: &str, to: &str) {
    let entry = entries.iter_mut().find(|entry| entry.0 == name).unwrap();
    let text = String::from_utf8(entry.1.clone()).unwrap();
    assert!(text.contains(from), "{name} does not say {from}");
    entry.1 = text.replace(from, to).into_bytes();
}

#[test]
fn a_later_version_is_told_as_such() {
    let format =
        refused(|entries| replace(entries, "archive.json", "\"version\": 1", "\"version\": 2"));
    assert!(matches!(format, ArchiveError::Newer(_)), "{format}");
    let schema =
        refused(|entries| replace(entries, "archive.json", "\"number\": 2", "\"number\": 3"));
    assert!(matches!(schema, ArchiveError::Newer(_)), "{schema}");
}

#[test]
fn a_changed_row_a_missing_one_and_a_row_too_many_are_found() {
    let rows = "tables/test_zone/000001.jsonl";
    let changed = refused(|entries| replace(entries, rows, "null\"", "nul\""));
    assert!(
        matches!(&changed, ArchiveError::Damaged(what) if what.contains("test_zone")),
        "{changed}"
    );
    let shape = refused(|entries| replace(entries, rows, "[1,", "[1,1,"));
    assert!(shape.to_string().contains("line 1"), "{shape}");
    let missing = refused(|entries| entries.retain(|entry| entry.0 != rows));
    assert!(matches!(missing, ArchiveError::Damaged(_)), "{missing}");
    let twice = refused(|entries| {
        let at = entries.iter().position(|entry| entry.0 == rows).unwrap();
        let same = entries[at].clone();
        entries.insert(at, same);
    });
    assert!(matches!(twice, ArchiveError::Damaged(_)), "{twice}");
}

#[test]
fn a_changed_or_missing_file_is_found() {
    let changed = refused(|entries| {
        let blob = entries.iter_mut().find(|e| e.0.starts_with("blobs/") && e.1 == b"un mot");
        blob.unwrap().1 = b"un mat".to_vec();
    });
    assert!(matches!(changed, ArchiveError::Damaged(_)), "{changed}");
    let missing = refused(|entries| entries.retain(|entry| entry.1 != b"un mot"));
    assert!(matches!(missing, ArchiveError::Damaged(_)), "{missing}");
}

#[test]
fn names_that_lead_elsewhere_and_unknown_entries_are_refused() {
    for name in ["../../etc/passwd", "/etc/passwd", "blobs/../x", "tables/other/000001.jsonl", "x"]
    {
        let refused = refused(|entries| entries.insert(2, (name.to_owned(), b"x".to_vec())));
        assert!(matches!(refused, ArchiveError::Damaged(_)), "{name}: {refused}");
    }
    let after = refused(|entries| entries.push(("more".to_owned(), Vec::new())));
    assert!(matches!(after, ArchiveError::Damaged(_)), "{after}");
}

#[test]
fn without_its_last_entry_it_is_cut_short() {
    let refused = refused(|entries| drop(entries.pop()));
    assert!(matches!(refused, ArchiveError::Truncated(_)), "{refused}");
}

#[test]
fn rows_that_refer_to_nothing_are_refused_by_both_databases() {
    for side in Side::all() {
        let house = House::lived_in(Side::Sqlite);
        house.archive(&house.path("good.preau"), None);
        let mut entries = unpack(&house.path("good.preau"));
        // A forger who keeps every figure right.
        let zones = entries.iter().position(|e| e.0.starts_with("tables/test_zone/")).unwrap();
        entries.remove(zones);
        let end = entries.last_mut().unwrap();
        let mut value: serde_json::Value = serde_json::from_slice(&end.1).unwrap();
        value["tables"]["test_zone"]["rows"] = 0.into();
        value["tables"]["test_zone"]["sha256"] =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".into();
        end.1 = serde_json::to_vec(&value).unwrap();
        pack(&house.path("bad.preau"), &entries);
        let empty = House::empty(side);
        let refused = empty.restore(&house.path("bad.preau")).unwrap_err();
        assert!(matches!(refused, ArchiveError::Contradiction(_)), "{refused}");
        assert!(empty.is_empty());
    }
}

#[test]
fn something_else_is_told_as_such() {
    let house = House::empty(Side::Sqlite);
    let path = house.path("other");
    for content in [&b""[..], b"PK\x03\x04 a zip", b"%PDF-1.7", &[0; 2_000]] {
        fs::write(&path, content).unwrap();
        let refused = house.restore(&path).unwrap_err();
        assert!(matches!(refused, ArchiveError::Foreign(_)), "{refused}");
    }
    pack(&path, &vec![("archive.json".to_owned(), b"{\"format\": \"other\"}".to_vec())]);
    assert!(matches!(house.restore(&path), Err(ArchiveError::Foreign(_))));
    assert!(matches!(house.restore(&house.path("none")), Err(ArchiveError::File(_))));
}

#[test]
fn an_entry_that_says_it_is_immense_takes_no_memory() {
    let house = House::lived_in(Side::Sqlite);
    house.archive(&house.path("good.preau"), None);
    let encoder =
        zstd::Encoder::new(fs::File::create(house.path("bad.preau")).unwrap(), 1).unwrap();
    let mut tar = tar::Builder::new(encoder.auto_finish());
    let head = unpack(&house.path("good.preau")).remove(0).1;
    let mut header = tar::Header::new_ustar();
    header.set_size(head.len() as u64);
    tar.append_data(&mut header, "archive.json", &head[..]).unwrap();
    let mut header = tar::Header::new_ustar();
    header.set_size(1 << 32);
    tar.append_data(
        &mut header,
        "tables/test_state/000001.jsonl",
        std::io::repeat(b'[').take(1 << 12),
    )
    .unwrap();
    drop(tar);
    let empty = House::empty(Side::Sqlite);
    let refused = empty.restore(&house.path("bad.preau")).unwrap_err();
    assert!(refused.to_string().contains("too long"), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_byte_changed_or_an_end_cut_never_restores_anything(at in 0.0..1.0_f64, flip in 1_u8.., cut: bool) {
        let house = House::migrated(Side::Sqlite, 2);
        house.keep(&[3; 5_000]);
        house.keep("une photo".as_bytes());
        let (good, bad) = (house.path("good.preau"), house.path("bad.preau"));
        house.archive(&good, Some([1; 32]));
        changed(&good, &bad, |bytes| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a small file")]
            let at = (bytes.len() as f64 * at) as usize;
            if cut { bytes.truncate(at) } else { bytes[at] ^= flip }
        });
        let empty = House::empty(Side::Sqlite);
        prop_assert!(empty.restore(&bad).is_err());
        prop_assert!(empty.is_empty());
    }
}
