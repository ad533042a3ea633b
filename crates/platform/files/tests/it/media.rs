//! The content says what it is; nothing else does.

use std::io::{Cursor, Write};

use files::MediaType;
use proptest::{prelude::*, test_runner::RngSeed};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn media(content: &[u8]) -> MediaType {
    MediaType::of(&mut Cursor::new(content)).unwrap()
}

fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in entries {
        writer.start_file(*name, stored).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn office(part: &str) -> Vec<u8> {
    archive(&[("[Content_Types].xml", "<Types/>"), ("_rels/.rels", "<r/>"), (part, "<x/>")])
}

fn webm() -> Vec<u8> {
    let mut film = b"\x1a\x45\xdf\xa3\x9fB\x82\x84webm".to_vec();
    film.resize(300, 0);
    film
}

#[test]
fn each_type_is_known_by_its_content() {
    let mimetype =
        |media: MediaType| archive(&[("mimetype", media.mime()), ("content.xml", "<x/>")]);
    for (content, expected) in [
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec(), MediaType::Jpeg),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), MediaType::Png),
        (b"RIFF\x10\0\0\0WEBPVP8 ".to_vec(), MediaType::Webp),
        (b"GIF89a\x01\0\x01\0".to_vec(), MediaType::Gif),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), MediaType::Heic),
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3".to_vec(), MediaType::Pdf),
        ("\u{FEFF}Le chat dort.\r\n\tÉté ; 3 > 2\n".into(), MediaType::Text),
        ("a < b".into(), MediaType::Text),
        (mimetype(MediaType::Odt), MediaType::Odt),
        (mimetype(MediaType::Ods), MediaType::Ods),
        (mimetype(MediaType::Odp), MediaType::Odp),
        (office("word/document.xml"), MediaType::Docx),
        (office("xl/workbook.xml"), MediaType::Xlsx),
        (office("ppt/presentation.xml"), MediaType::Pptx),
        (b"ID3\x04\0\0\0\0\0\0".to_vec(), MediaType::Mp3),
        (b"\xFF\xFB\x90\x64".to_vec(), MediaType::Mp3),
        (b"\0\0\0\x1cftypM4A \0\0\0\0".to_vec(), MediaType::M4a),
        (b"OggS\0\x02\0\0".to_vec(), MediaType::Ogg),
        (b"RIFF\x24\0\0\0WAVEfmt ".to_vec(), MediaType::Wav),
        (b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2".to_vec(), MediaType::Mp4),
        (webm(), MediaType::Webm),
    ] {
        assert_eq!(media(&content), expected, "{:?}", String::from_utf8_lossy(&content));
        assert_eq!(MediaType::from_mime(expected.mime()), expected);
    }
}

#[test]
fn pages_scripts_archives_and_damaged_files_are_only_bytes() {
    let docx = office("word/document.xml");
    for content in [
        b"<!DOCTYPE html><html>".to_vec(),
        b"\n  <p>x</p>".to_vec(),
        "\u{FEFF} <svg onload=alert(1)>".into(),
        b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
        b"hello <SCRIPT>alert(1)</SCRIPT>".to_vec(),
        b"MZ\x90\0".to_vec(),
        b"\x7FELF\x02".to_vec(),
        b"caf\xE9 in Latin-1".to_vec(),
        b"a zero \0 inside".to_vec(),
        b"GIF is how this text begins\x07".to_vec(),
        b"\x89PNG".to_vec(),
        b"RIFF\x10\0\0\0".to_vec(),
        docx[..docx.len() / 2].to_vec(),
        archive(&[("word/document.xml", "<x/>")]),
        archive(&[("mimetype", "application/epub+zip"), ("word/document.xml", "")]),
        archive(&[
            ("[Content_Types].xml", ""),
            ("word/document.xml", ""),
            ("word/vbaProject.bin", ""),
        ]),
        archive(&[("a.txt", "x")]),
        archive(&[]),
        Vec::new(),
    ] {
        let found = media(&content);
        assert_eq!(found, MediaType::Other, "{:?}", String::from_utf8_lossy(&content));
        assert!(!found.is_inline());
    }
}

#[test]
fn a_text_is_looked_at_to_its_end() {
    let mut text = "é".repeat(50_000);
    assert_eq!(media(text.as_bytes()), MediaType::Text);
    assert_eq!(media(format!("a{text}").as_bytes()), MediaType::Text);
    text.push('\u{1}');
    assert_eq!(media(text.as_bytes()), MediaType::Other);
    assert_eq!(media(&text.as_bytes()[..99_999]), MediaType::Other);
}

#[test]
fn the_table_is_in_the_order_of_the_list() {
    for (at, media) in MediaType::all().enumerate() {
        assert_eq!(at, media as usize);
        assert_eq!(MediaType::from_mime(media.mime()), media);
    }
    assert_eq!(MediaType::from_mime("text/html"), MediaType::Other);
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn no_content_is_too_strange(
        start in prop_oneof![
            Just(b"".to_vec()), Just(b"PK\x03\x04".to_vec()), Just(b"\0\0\0\x18ftyp".to_vec()),
            Just(b"\0\0\0\x18ftypmif1".to_vec()), Just(b"RIFF".to_vec()), Just(webm()),
            Just(office("word/document.xml")), Just(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
        ],
        rest in proptest::collection::vec(any::<u8>(), 0..200),
        cut in 0..600_usize,
    ) {
        let mut content = [start, rest].concat();
        content.truncate(cut.max(1));
        media(&content);
    }
}
