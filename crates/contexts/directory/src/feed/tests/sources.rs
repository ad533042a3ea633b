//! Files, folders and archives.

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::super::source::Sources;
use super::super::{SourceError, aaf};
use super::*;

fn parts() -> Vec<(String, Vec<u8>)> {
    let kinds = [
        ("Eleve", file("2D", &[pupil("1", &["2$10$1$1$1$1"])])),
        ("EtabEducNat", file("2D", &[college()])),
        ("PersRelEleve", file("2D", &[guardian("2", "A")])),
    ];
    kinds
        .map(|(kind, text)| {
            (format!("in/ENT2D_Complet_20260901_{kind}_0000.xml"), text.into_bytes())
        })
        .into()
}

fn tar(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in parts {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, content.as_slice()).unwrap();
    }
    let mut link = tar::Header::new_ustar();
    link.set_entry_type(tar::EntryType::Symlink);
    link.set_size(0);
    builder.append_link(&mut link, "ENT2D_Complet_20260901_Eleve_0009.xml", "/etc/passwd").unwrap();
    builder.into_inner().unwrap()
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(name.as_str(), deflated).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn every_container_gives_the_same_records() {
    let folder = Folder::new(&[]);
    for (name, content) in parts() {
        folder.put(&format!("plain/deep/{name}"), &content);
        folder.put(&format!("gz/{name}.gz"), &gzip(&content));
    }
    let paths = [
        folder.path().join("plain"),
        folder.path().join("gz"),
        folder.put("a.zip", &zip(&parts())),
        folder.put("a.tar", &tar(&parts())),
        folder.put("a.tar.gz", &gzip(&tar(&parts()))),
        folder.put("no-extension", &gzip(&tar(&parts()))),
    ];
    let expected = read_aaf(&paths[0]).unwrap();
    assert_eq!(
        (expected.order.as_slice(), expected.rejects.len()),
        (["school", "guardian", "pupil"].as_slice(), 0)
    );
    for path in &paths {
        let read = read_aaf(path).unwrap();
        assert_eq!(
            (&read.schools, &read.people, &read.rejects),
            (&expected.schools, &expected.people, &expected.rejects)
        );
        assert_eq!(read.summary.bytes, expected.summary.bytes, "{path:?}");
    }
    let twice = collect(|sink| aaf::read(&paths[2..4], &Limits::default(), sink)).unwrap();
    assert_eq!(twice.people, expected.people);
    assert_eq!(twice.summary.pupils, 1);
}

#[test]
fn a_rejection_names_the_archive_and_the_file() {
    let mut parts = parts();
    parts.remove(2);
    let folder = Folder::new(&[("a.zip", &zip(&parts))]);
    let read = read_aaf(&folder.path().join("a.zip")).unwrap();
    assert_eq!(&*read.rejects[0].file, "a.zip!in/ENT2D_Complet_20260901_Eleve_0000.xml");
}

#[test]
fn nothing_to_read_is_said() {
    let folder =
        Folder::new(&[("a.zip", &zip(&[])), ("b.tar.gz", &gzip(&tar(&[]))), ("c.xml", b"<a/>")]);
    for name in ["a.zip", "b.tar.gz", "c.xml", ""] {
        let error = read_aaf(&folder.path().join(name)).unwrap_err();
        assert!(matches!(error, FeedError::Nothing { .. }), "{name}: {error}");
    }
    assert!(matches!(
        read_aaf(&folder.path().join("absent")),
        Err(FeedError::Source(SourceError::Open { .. }))
    ));
}

#[test]
fn damaged_archives_are_refused() {
    let (zipped, tarred) = (zip(&parts()), gzip(&tar(&parts())));
    let folder = Folder::new(&[
        ("a.zip", &zipped[..zipped.len() / 2]),
        ("b.tar.gz", &tarred[..tarred.len() / 2]),
    ]);
    for name in ["a.zip", "b.tar.gz"] {
        let error = read_aaf(&folder.path().join(name)).unwrap_err();
        assert!(matches!(error, FeedError::Source(SourceError::Archive { .. })), "{name}: {error}");
    }
    let content = gzip(&parts()[0].1);
    let folder =
        Folder::new(&[("ENT2D_Complet_1_Eleve_0000.xml.gz", &content[..content.len() - 9])]);
    assert!(read_aaf(folder.path()).is_err());
}

#[test]
fn archives_may_not_grow_without_end() {
    let head = "<ficAlimMENESR>".to_owned();
    let bomb = vec![(
        "x/ENT2D_Complet_1_Eleve_0000.xml".to_owned(),
        (head + &"<!-- -->".repeat(1 << 17)).into_bytes(),
    )];
    let folder = Folder::new(&[
        ("a.zip", &zip(&bomb)),
        ("b.tgz", &gzip(&tar(&bomb))),
        ("ENT2D_Complet_1_Eleve_0000.xml.gz", &gzip(&bomb[0].1)),
    ]);
    for name in ["a.zip", "b.tgz", "ENT2D_Complet_1_Eleve_0000.xml.gz"] {
        let small = Limits { ratio: 20, free: 1 << 16, ..Limits::default() };
        let error = collect(|sink| aaf::read(&[folder.path().join(name)], &small, sink))
            .unwrap_err()
            .to_string();
        assert!(error.contains("grows more than 20 times"), "{name}: {error}");
        let few = Limits { bytes: 1 << 19, ..Limits::default() };
        let error = collect(|sink| aaf::read(&[folder.path().join(name)], &few, sink))
            .unwrap_err()
            .to_string();
        assert!(error.contains("bytes once uncompressed"), "{name}: {error}");
    }
}

#[test]
fn files_are_counted() {
    let folder = Folder::new(&[("a.zip", &zip(&parts())), ("b.tar", &tar(&parts()))]);
    let few = Limits { entries: 2, ..Limits::default() };
    for path in [folder.path().join("a.zip"), folder.path().join("b.tar")] {
        assert!(matches!(
            Sources::open(&[path], few),
            Err(SourceError::TooManyEntries { limit: 2 })
        ));
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed() {
    let (outside, folder) = (Folder::new(&[]), Folder::new(&[]));
    let target = outside.put("ENT2D_Complet_1_Eleve_0000.xml", b"<ficAlimMENESR/>");
    std::os::unix::fs::symlink(&target, folder.path().join("ENT2D_Complet_1_Eleve_0000.xml"))
        .unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("inside")).unwrap();
    assert!(
        Sources::open(&[folder.path().to_path_buf()], Limits::default())
            .unwrap()
            .entries()
            .is_empty()
    );
}

#[test]
fn entries_are_read_in_the_order_asked() {
    let folder = Folder::new(&[]);
    let path = folder.put("a.tar.gz", &gzip(&tar(&parts())));
    let sources = Sources::open(&[path], Limits::default()).unwrap();
    let mut sizes = Vec::new();
    sources
        .read::<SourceError>(&[2, 0, 1, 1], |entry, input| {
            let mut all = Vec::new();
            std::io::Read::read_to_end(input, &mut all).unwrap();
            sizes.push((entry.file_name().to_owned(), all.len()));
            Ok(())
        })
        .unwrap();
    let expected: Vec<_> = [2, 0, 1, 1].map(|at: usize| parts()[at].clone()).into_iter().collect();
    let expected: Vec<_> =
        expected.into_iter().map(|(name, content)| (name[3..].to_owned(), content.len())).collect();
    assert_eq!(sizes, expected);
}
