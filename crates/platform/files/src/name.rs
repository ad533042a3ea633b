//! Names that people gave their files, made harmless.

use std::fmt::Write;

use crate::MediaType;

/// The longest name, in characters.
const LONGEST: usize = 120;
/// The longest name, in bytes: file systems count those.
const LONGEST_BYTES: usize = 240;
/// What a name that has nothing left is called.
const NAMELESS: &str = "document";
/// Names that mean a device to some systems, whatever their extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A name to keep and to offer for download: no path, nothing invisible or reversing, no device,
/// at most 120 characters, and an extension that tells the truth about the content.
pub fn safe_name(name: &str, media: MediaType) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last.chars().filter(|c| !is_hidden(*c)).map(allowed).collect();
    let spaced = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let trimmed = spaced.trim_matches(['.', ' ']);
    let (stem, extension) = split(trimmed, media);
    let stem = if is_device(stem) { format!("_{stem}") } else { stem.to_owned() };
    let stem = if stem.is_empty() { NAMELESS.to_owned() } else { stem };
    let ending = if extension.is_empty() { String::new() } else { format!(".{extension}") };
    format!("{}{ending}", shorten(&stem, &ending))
}

/// The stem and the extension of a name, corrected by the content: an extension that is not the
/// content's stays in the stem, and a true one follows.
fn split(name: &str, media: MediaType) -> (&str, &str) {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let folded = extension.to_ascii_lowercase();
    if media.extensions().contains(&folded.as_str()) && !stem.is_empty() {
        return (stem.trim_end_matches(['.', ' ']), extension);
    }
    let claims = MediaType::all().any(|other| other.extensions().contains(&folded.as_str()));
    let plausible = (1..=10).contains(&extension.len()) && extension.is_ascii();
    if media == MediaType::Other && !claims && plausible && !stem.is_empty() {
        return (stem.trim_end_matches(['.', ' ']), extension);
    }
    (name, media.extensions().first().copied().unwrap_or_default())
}

/// Control characters, and those that are not seen or change the direction of what is.
const fn is_hidden(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

const fn allowed(c: char) -> char {
    match c {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' => '_',
        c => c,
    }
}

fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let port = first.strip_prefix("com").or_else(|| first.strip_prefix("lpt"));
    let is_port = port.is_some_and(|rest| {
        let mut rest = rest.chars();
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    });
    is_port || DEVICES.contains(&first.as_str())
}

fn shorten<'s>(stem: &'s str, ending: &str) -> &'s str {
    let mut end = 0;
    for (count, (at, c)) in stem.char_indices().enumerate() {
        let after = at + c.len_utf8();
        if count + ending.len() >= LONGEST || after + ending.len() > LONGEST_BYTES {
            break;
        }
        end = after;
    }
    stem[..end].trim_end_matches(['.', ' '])
}

/// The `Content-Disposition` of a download (RFC 6266): the name as it is for browsers of today,
/// and in ASCII for the others.
pub fn content_disposition(name: &str, inline: bool) -> String {
    let mut ascii = String::new();
    let mut encoded = String::new();
    for c in name.chars() {
        match c {
            '"' | '\\' | '%' | ';' | '/' => ascii.push('_'),
            ' '..='~' => ascii.push(c),
            c if c.is_control() => {}
            c => ascii.push_str(&plain(c)),
        }
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
                encoded.push(char::from(byte));
            } else {
                let written = write!(encoded, "%{byte:02X}");
                debug_assert!(written.is_ok(), "writing to a string never fails");
            }
        }
    }
    let how = if inline { "inline" } else { "attachment" };
    format!("{how}; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

/// A letter without its accents, in its case; `_` for what has no plain letter.
fn plain(c: char) -> String {
    let folded = kernel::fold(c.encode_utf8(&mut [0; 4]));
    if folded.is_empty() || !folded.is_ascii() {
        return "_".to_owned();
    }
    if c.is_uppercase() { folded.to_ascii_uppercase() } else { folded }
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, test_runner::RngSeed};

    use super::*;

    #[test]
    fn hostile_names_become_plain_ones() {
        let long = format!("{}.pdf", "é".repeat(300));
        for (given, media, kept) in [
            ("Rédaction d’Élise.pdf", MediaType::Pdf, "Rédaction d’Élise.pdf"),
            ("../../etc/passwd", MediaType::Text, "passwd.txt"),
            ("C:\\Users\\lea\\photo.JPG", MediaType::Jpeg, "photo.JPG"),
            ("photo\u{202E}gpj.exe", MediaType::Other, "photogpj.exe"),
            ("photo.exe", MediaType::Jpeg, "photo.exe.jpg"),
            ("devoir.pdf", MediaType::Other, "devoir.pdf.bin"),
            ("devoir", MediaType::Docx, "devoir.docx"),
            ("page.html", MediaType::Other, "page.html"),
            ("con.pdf", MediaType::Pdf, "_con.pdf"),
            ("AUX", MediaType::Png, "_AUX.png"),
            ("com1.tar.pdf", MediaType::Pdf, "_com1.tar.pdf"),
            ("commune.pdf", MediaType::Pdf, "commune.pdf"),
            ("a\r\nSet-Cookie: x=1.txt", MediaType::Text, "aSet-Cookie_ x=1.txt"),
            ("  . ..", MediaType::Png, "document.png"),
            (".pdf", MediaType::Pdf, "pdf.pdf"),
            ("", MediaType::Other, "document.bin"),
            ("mon  devoir . pdf", MediaType::Pdf, "mon devoir . pdf.pdf"),
            ("v1.2 finale.odt", MediaType::Odt, "v1.2 finale.odt"),
            ("a\0b.png", MediaType::Png, "ab.png"),
            ("👩‍🎓.png", MediaType::Png, "👩🎓.png"),
        ] {
            assert_eq!(safe_name(given, media), kept, "{given:?}");
        }
        let short = safe_name(&long, MediaType::Pdf);
        assert!(short.chars().count() <= 120 && short.len() <= 240 && short.ends_with("é.pdf"));
    }

    #[test]
    fn a_disposition_speaks_to_old_and_new_browsers() {
        assert_eq!(
            content_disposition("Œuvre d’Élise.pdf", true),
            "inline; filename=\"OEuvre d_Elise.pdf\"; filename*=UTF-8''%C5%92uvre%20d%E2%80%99%C3%89lise.pdf"
        );
        assert_eq!(
            content_disposition("a\"; b\r\n.txt", false),
            "attachment; filename=\"a__ b.txt\"; filename*=UTF-8''a%22%3B%20b%0D%0A.txt"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default()
        })]

        #[test]
        fn any_name_becomes_a_safe_one(name in ".{0,200}", at in 0..20_usize) {
            let media = MediaType::all().nth(at).unwrap_or(MediaType::Other);
            let safe = safe_name(&name, media);
            prop_assert!(!safe.is_empty() && safe.chars().count() <= 120 && safe.len() <= 240);
            prop_assert!(!safe.contains(['/', '\\', '\0', '"', '\n', '\u{202E}']), "{}", safe);
            prop_assert!(!safe.starts_with(['.', ' ']) && !safe.ends_with(['.', ' ']));
            let extension = safe.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
            let true_one = media.extensions().contains(&extension.as_str());
            prop_assert!(true_one || media == MediaType::Other);
            prop_assert_eq!(safe_name(&safe, media), safe.clone());
            prop_assert!(content_disposition(&safe, false).is_ascii());
        }
    }
}
