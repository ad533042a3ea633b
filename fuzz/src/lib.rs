//! What every reader of feeds promises of any bytes whatever: it ends, it never panics, a line
//! that is refused says of which file, and the same bytes say the same thing twice.

use std::{fs, path::Path};

use directory::feed::{FeedError, FeedSummary, Limits, Record, Sink, recognise};

type Reader = fn(&[std::path::PathBuf], &Limits, &mut Sink<'_>) -> Result<FeedSummary, FeedError>;

/// Between the files of one input.
const CUT: &str = "\n%%%%\n";

/// Small enough that a bomb is refused at once.
const LIMITS: Limits =
    Limits { entries: 64, bytes: 4 << 20, records: 10_000, ratio: 50, free: 1 << 20 };

/// Hands the bytes to a reader, twice: one file, or several with a line of `%%%%` between them.
///
/// # Panics
/// When a promise is broken: that is what a fuzzer looks for.
pub fn feed(bytes: &[u8], read: Reader) {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, file) in files(bytes).into_iter().take(8).enumerate() {
        let extension = if file.starts_with(b"<") { "xml" } else { "csv" };
        let name = format!("0860002K_Complet_20270311_{number:04}.{extension}");
        fs::write(folder.path().join(name), file).expect("a file");
    }
    let once = said(folder.path(), read);
    assert_eq!(once, said(folder.path(), read), "the same bytes, read twice");
}

fn files(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut files = Vec::new();
    while let Some(at) = bytes.windows(CUT.len()).position(|found| found == CUT.as_bytes()) {
        files.push(&bytes[..at]);
        bytes = &bytes[at + CUT.len()..];
    }
    files.push(bytes);
    files
}

/// The formats that the files seem to be of, the records that a reader finds, and whether it is content.
fn said(folder: &Path, read: Reader) -> (usize, Vec<Record>, bool) {
    let paths = [folder.to_path_buf()];
    let formats = recognise(&paths, &LIMITS).map_or(0, |formats| formats.len());
    let mut records = Vec::new();
    let ended = read(&paths, &LIMITS, &mut |record| {
        if let Record::Rejected(reject) = &record {
            assert!(!reject.file.is_empty(), "a line of no file: {reject:?}");
        }
        records.push(record);
        Ok(())
    });
    (formats, records, ended.is_ok())
}
