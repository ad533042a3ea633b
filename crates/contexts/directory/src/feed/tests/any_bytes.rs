//! Whatever the bytes, a reader ends and says the same thing twice. The fuzzer looks deeper, from
//! the same seeds (`fuzz/`).

use std::fs::{self, OpenOptions};

use proptest::prelude::*;

use super::super::{Damage, Record, aaf, annuaire, onde, siecle, sts};
use super::*;

type Reader =
    fn(&[PathBuf], &Limits, &mut super::super::Sink<'_>) -> Result<FeedSummary, FeedError>;

const READERS: [Reader; 5] = [aaf::read, annuaire::read, onde::read, siecle::read, sts::read];

/// A good feed of each kind, of one file or several with a line of `%%%%` between them.
const SEEDS: [&str; 6] =
    ["aaf/complete", "annuaire/schools", "onde/older", "onde/newer", "siecle/school", "sts/school"];

/// Between the files of a seed.
const CUT: &[u8] = b"\n%%%%\n";

fn seed(name: &str) -> Vec<u8> {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../fuzz/seeds");
    fs::read(Path::new(seeds).join(name)).unwrap()
}

fn folder_of(mut bytes: &[u8]) -> Folder {
    let folder = Folder::new(&[]);
    for number in 0.. {
        let cut = bytes.windows(CUT.len()).position(|found| found == CUT);
        let file = &bytes[..cut.unwrap_or(bytes.len())];
        folder.put(&name_of(file, number), file);
        match cut {
            Some(at) => bytes = &bytes[at + CUT.len()..],
            None => break,
        }
    }
    folder
}

fn name_of(file: &[u8], number: usize) -> String {
    let extension = if file.starts_with(b"<") { "xml" } else { "csv" };
    format!("0860002K_Complet_20270311_{number:04}.{extension}")
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
    for name in SEEDS {
        let folder = folder_of(&seed(name));
        let read = |reader: &Reader| {
            let (records, error) = said(&folder, *reader);
            let whole = |record: &Record| !matches!(record, Record::Rejected(_));
            error.is_none() && records.iter().any(whole)
        };
        assert_eq!(READERS.iter().filter(|reader| read(reader)).count(), 1, "{name}");
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
        name in proptest::sample::select(SEEDS.to_vec()),
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
        let folder = folder_of(&bytes);
        for reader in READERS {
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
