//! Whatever the bytes, a reader ends and says the same thing twice. The fuzzer looks deeper, from
//! the same seeds (`fuzz/`).

use std::fs::{self, OpenOptions};

use proptest::prelude::*;

use super::super::columns::Columns;
use super::super::{Damage, Record, aaf, annuaire, guess, mapped, onde, oneroster, siecle, sts};
use super::sources::zip;
use super::*;

type Reader =
    fn(&[PathBuf], &Limits, &mut super::super::Sink<'_>) -> Result<FeedSummary, FeedError>;

const READERS: [Reader; 6] =
    [aaf::read, annuaire::read, onde::read, siecle::read, sts::read, oneroster::read];

/// A good feed of each kind, of one file or several with a line of `%%%%` between them, which the
/// name of the file may follow.
const SEEDS: [&str; 7] = [
    "aaf/complete",
    "annuaire/schools",
    "onde/older",
    "onde/newer",
    "siecle/school",
    "sts/school",
    "oneroster/school",
];

/// Tables that nobody knows; the last ones are the parts of workbooks.
const TABLES: [&str; 2] = ["table/pupils", "table/staff"];
const BOOKS: [&str; 2] = ["workbook/ods", "workbook/xlsx"];

fn seed(name: &str) -> Vec<u8> {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../fuzz/seeds");
    fs::read(Path::new(seeds).join(name)).unwrap()
}

/// The files of a seed, each with the name that it is given.
fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![(String::new(), Vec::new())];
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"%%%%") {
            Some(name) => {
                let name = String::from_utf8_lossy(name).trim().to_owned();
                files.push((name, Vec::new()));
            }
            None => files.last_mut().unwrap().1.extend(line),
        }
    }
    files.retain(|(name, file)| !name.is_empty() || !file.is_empty());
    files
}

fn folder_of(bytes: &[u8]) -> Folder {
    let folder = Folder::new(&[]);
    for (number, (called, file)) in files(bytes).iter().enumerate() {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
        let is_named =
            called.starts_with(|c: char| c.is_ascii_alphanumeric()) && called.chars().all(is_plain);
        let name = if is_named { called.clone() } else { name_of(file, number) };
        folder.put(&name, file);
    }
    folder
}

fn name_of(file: &[u8], number: usize) -> String {
    let extension = if file.starts_with(b"<") { "xml" } else { "csv" };
    format!("0860002K_Complet_20270311_{number:04}.{extension}")
}

/// A folder with a workbook of these parts.
fn book_of(bytes: &[u8]) -> Folder {
    let mut parts = vec![("[Content_Types].xml".to_owned(), b"<Types/>".to_vec())];
    for (name, part) in files(bytes) {
        if parts.iter().all(|(known, _)| *known != name) {
            parts.push((name, part));
        }
    }
    Folder::new(&[("0860002K.xlsx", &zip(&parts))])
}

/// Reads tables with the columns that they seem to have.
fn guessed(
    paths: &[PathBuf],
    limits: &Limits,
    sink: &mut super::super::Sink<'_>,
) -> Result<FeedSummary, FeedError> {
    let samples = mapped::samples(paths, limits)?;
    let sheets = samples.iter().map(|one| guess::mapping(one, guess::header(one))).collect();
    let columns = Columns { school: Uai::parse("0860002K"), sheets };
    mapped::read(paths, limits, &columns, sink)
}

fn said(folder: &Folder, read: Reader) -> (Vec<Record>, Option<String>) {
    let mut records = Vec::new();
    let ended = read(&[folder.path().to_path_buf()], &Limits::default(), &mut |record| {
        records.push(record);
        Ok(())
    });
    (records, ended.err().map(|error| error.to_string()))
}

#[test]
fn the_seeds_are_read() {
    let read = |folder: &Folder, reader: Reader| {
        let (records, error) = said(folder, reader);
        let whole = |record: &Record| !matches!(record, Record::Rejected(_));
        error.is_none() && records.iter().any(whole)
    };
    for name in SEEDS {
        let folder = folder_of(&seed(name));
        assert_eq!(READERS.into_iter().filter(|one| read(&folder, *one)).count(), 1, "{name}");
    }
    for name in TABLES {
        assert!(read(&folder_of(&seed(name)), guessed), "{name}");
    }
    for name in BOOKS {
        assert!(read(&book_of(&seed(name)), guessed), "{name}");
    }
}

#[test]
fn two_gigabytes_on_one_line_are_refused_before_they_are_read() {
    for (name, reader) in
        ["aaf/complete", "annuaire/schools", "onde/newer", "siecle/school", "sts/school"]
            .into_iter()
            .zip(READERS)
    {
        let folder = Folder::new(&[]);
        let start = String::from_utf8(seed(name)).unwrap();
        let start = start.split("\n%%%%\n").next().unwrap();
        let half = start.len() * 2 / 3;
        let half = (half..).find(|at| start.is_char_boundary(*at)).unwrap();
        let path = folder.put(&name_of(start.as_bytes(), 0), &start.as_bytes()[..half]);
        OpenOptions::new().write(true).open(&path).unwrap().set_len(2 << 30).unwrap();
        let ended = reader(&[path], &Limits::default(), &mut |_| Ok(()));
        assert!(
            matches!(
                ended,
                Err(FeedError::Damaged { damage: Damage::TooLong(_) | Damage::Encoding(_), .. })
            ),
            "{name}: {ended:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_to_the_bytes_each_reader_ends_and_says_where(
        name in proptest::sample::select([&SEEDS[..], &TABLES, &BOOKS].concat()),
        cut in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        moved in prop::option::of((any::<prop::sample::Index>(), any::<prop::sample::Index>())),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = seed(name);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some((one, other)) = moved {
            let (one, other) = (one.index(bytes.len()), other.index(bytes.len()));
            let part = bytes[one.min(other)..one.max(other)].to_vec();
            bytes.extend(part);
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let folder = if BOOKS.contains(&name) { book_of(&bytes) } else { folder_of(&bytes) };
        for reader in READERS.into_iter().chain([guessed as Reader]) {
            let once = said(&folder, reader);
            for record in &once.0 {
                if let Record::Rejected(reject) = record {
                    prop_assert!(!reject.file.is_empty());
                }
            }
            prop_assert_eq!(once, said(&folder, reader));
        }
    }
}
