//! What every reader of feeds promises of any bytes whatever: it ends, it never panics, a line
//! that is refused says of which file, and the same bytes say the same thing twice.

use std::{
    fs,
    io::{Cursor, Write as _},
    path::{Path, PathBuf},
};

use directory::feed::{
    FeedError, FeedSummary, Limits, Record, Sink, Uai, columns::Columns, guess, mapped, recognise,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

type Reader = fn(&[PathBuf], &Limits, &mut Sink<'_>) -> Result<FeedSummary, FeedError>;

/// Begins a line between the files of one input; the name of the file may follow.
const CUT: &[u8] = b"%%%%";

/// The most files of one input.
const FILES: usize = 12;

/// Small enough that a bomb is refused at once.
const LIMITS: Limits =
    Limits { entries: 64, bytes: 4 << 20, records: 10_000, ratio: 50, free: 1 << 20 };

/// Hands the bytes to a reader, twice: one file, or several with a line of `%%%%` between them.
///
/// # Panics
/// When a promise is broken: that is what a fuzzer looks for.
pub fn feed(bytes: &[u8], read: Reader) {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, (called, file)) in files(bytes).into_iter().take(FILES).enumerate() {
        let extension = if file.starts_with(b"<") { "xml" } else { "csv" };
        let name = match safe(called) {
            Some(name) => name.to_owned(),
            None => format!("0860002K_Complet_20270311_{number:04}.{extension}"),
        };
        fs::write(folder.path().join(name), file).expect("a file");
    }
    check(folder.path(), read);
}

/// Hands the bytes to a reader as a workbook: its parts, with a line of `%%%%` and their name before
/// each, in a zip that is always well made.
///
/// # Panics
/// When a promise is broken.
pub fn workbook(bytes: &[u8], read: Reader) {
    let mut book = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let types = [("[Content_Types].xml", b"<Types/>".as_slice())];
    for (name, part) in types.into_iter().chain(files(bytes).into_iter().take(FILES)) {
        if book.start_file(name, stored).is_ok() {
            book.write_all(part).expect("a part");
        }
    }
    let book = book.finish().expect("a workbook").into_inner();
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("0860002K.xlsx"), book).expect("a file");
    check(folder.path(), read);
}

/// Reads tables with the columns that they seem to have, as someone would who accepts what is guessed.
pub fn guessed(
    paths: &[PathBuf],
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<FeedSummary, FeedError> {
    let samples = mapped::samples(paths, limits)?;
    let sheets = samples.iter().map(|one| guess::mapping(one, guess::header(one))).collect();
    let columns = Columns { school: Uai::parse("0860002K"), sheets };
    mapped::read(paths, limits, &columns, sink)
}

/// The files of an input, each with the name that it is given.
fn files(bytes: &[u8]) -> Vec<(&str, &[u8])> {
    let mut files = Vec::new();
    let mut called = "";
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        let end =
            bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |n| at + n);
        if let Some(name) = bytes[at..end].strip_prefix(CUT) {
            if at > 0 {
                files.push((called, &bytes[start..start.max(at - 1)]));
            }
            called = std::str::from_utf8(name).unwrap_or_default().trim();
            start = (end + 1).min(bytes.len());
        }
        at = end + 1;
    }
    files.push((called, &bytes[start..]));
    files
}

/// A name that is that of a file of this folder.
fn safe(name: &str) -> Option<&str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    (begins && name.len() < 100 && name.chars().all(is_plain)).then_some(name)
}

fn check(folder: &Path, read: Reader) {
    let once = said(folder, read);
    assert_eq!(once, said(folder, read), "the same bytes, read twice");
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
