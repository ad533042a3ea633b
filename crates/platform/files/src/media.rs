//! What a file is, decided by its content and by nothing else: not its name, not what the browser
//! said. What is not on the closed list is bytes to download.

use std::io::{self, Read, Seek, SeekFrom};

use zip::ZipArchive;

/// The closed list of what is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaType {
    /// A photo.
    Jpeg,
    /// A picture.
    Png,
    /// A picture.
    Webp,
    /// A picture, maybe moving.
    Gif,
    /// A photo of some phones; browsers do not show it.
    Heic,
    /// A document.
    Pdf,
    /// Plain text in UTF-8 that no browser could take for a page.
    Text,
    /// A text document (OpenDocument).
    Odt,
    /// A spreadsheet (OpenDocument).
    Ods,
    /// A presentation (OpenDocument).
    Odp,
    /// A text document (Office), without macros.
    Docx,
    /// A spreadsheet (Office), without macros.
    Xlsx,
    /// A presentation (Office), without macros.
    Pptx,
    /// Sound.
    Mp3,
    /// Sound.
    M4a,
    /// Sound.
    Ogg,
    /// Sound.
    Wav,
    /// A film.
    Mp4,
    /// A film.
    Webm,
    /// Anything else: pages, scripts, programs, archives, damaged files.
    Other,
}

/// What each type is called, and whether a browser may show it: a row of [`MediaType::TABLE`].
type Named = (MediaType, &'static str, &'static [&'static str], bool);

/// The bytes looked at before the whole file is.
const HEAD: u64 = 4_096;

impl MediaType {
    /// The type, its MIME type, its extensions (the usual one first), shown in the page or not.
    const TABLE: [Named; 20] = [
        (Self::Jpeg, "image/jpeg", &["jpg", "jpeg", "jpe", "jfif"], true),
        (Self::Png, "image/png", &["png"], true),
        (Self::Webp, "image/webp", &["webp"], true),
        (Self::Gif, "image/gif", &["gif"], true),
        (Self::Heic, "image/heic", &["heic", "heif"], false),
        (Self::Pdf, "application/pdf", &["pdf"], true),
        (Self::Text, "text/plain; charset=utf-8", &["txt", "md", "csv", "tsv", "py", "log"], true),
        (Self::Odt, "application/vnd.oasis.opendocument.text", &["odt"], false),
        (Self::Ods, "application/vnd.oasis.opendocument.spreadsheet", &["ods"], false),
        (Self::Odp, "application/vnd.oasis.opendocument.presentation", &["odp"], false),
        (
            Self::Docx,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            &["docx"],
            false,
        ),
        (
            Self::Xlsx,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            &["xlsx"],
            false,
        ),
        (
            Self::Pptx,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            &["pptx"],
            false,
        ),
        (Self::Mp3, "audio/mpeg", &["mp3"], true),
        (Self::M4a, "audio/mp4", &["m4a"], true),
        (Self::Ogg, "audio/ogg", &["ogg", "oga", "opus"], true),
        (Self::Wav, "audio/wav", &["wav"], true),
        (Self::Mp4, "video/mp4", &["mp4", "m4v"], true),
        (Self::Webm, "video/webm", &["webm"], true),
        (Self::Other, "application/octet-stream", &["bin"], false),
    ];

    /// Every type.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.into_iter().map(|row| row.0)
    }

    fn row(self) -> &'static Named {
        &Self::TABLE[self as usize]
    }

    /// What is sent as `Content-Type`, with `X-Content-Type-Options: nosniff`; also what is stored.
    pub fn mime(self) -> &'static str {
        self.row().1
    }

    /// The type that was stored; [`MediaType::Other`] for anything unknown.
    pub fn from_mime(mime: &str) -> Self {
        Self::all().find(|media| media.mime() == mime).unwrap_or(Self::Other)
    }

    /// Its extensions, without dot, the usual one first.
    pub fn extensions(self) -> &'static [&'static str] {
        self.row().2
    }

    /// Whether a browser may show it; everything else is only downloaded.
    pub fn is_inline(self) -> bool {
        self.row().3
    }

    /// Whether it is a picture that browsers show.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp | Self::Gif)
    }

    /// Recognises a content, read from its beginning.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(content: &mut (impl Read + Seek)) -> io::Result<Self> {
        let mut head = Vec::new();
        content.seek(SeekFrom::Start(0))?;
        content.by_ref().take(HEAD).read_to_end(&mut head)?;
        if let Some(media) = by_signature(&head) {
            return Ok(media);
        }
        content.seek(SeekFrom::Start(0))?;
        if head.starts_with(b"PK\x03\x04") {
            return Ok(in_archive(content).unwrap_or(Self::Other));
        }
        Ok(if is_plain_text(content, &head)? { Self::Text } else { Self::Other })
    }
}

fn by_signature(head: &[u8]) -> Option<MediaType> {
    use infer::{audio, image, video};
    let riff = |kind: &[u8]| head.starts_with(b"RIFF") && head.get(8..12) == Some(kind);
    let mp3 = (head.starts_with(b"ID3") && matches!(head.get(3), Some(2..=4))) // tagged
        || matches!(head, [0xFF, 0xFB | 0xF3 | 0xF2 | 0xFA, ..]);
    let signatures = [
        (image::is_jpeg(head), MediaType::Jpeg),
        (head.starts_with(b"\x89PNG\r\n\x1a\n"), MediaType::Png),
        (head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a"), MediaType::Gif),
        (riff(b"WEBP"), MediaType::Webp),
        (riff(b"WAVE"), MediaType::Wav),
        (head.starts_with(b"%PDF-"), MediaType::Pdf),
        (image::is_heif(head), MediaType::Heic),
        (audio::is_m4a(head), MediaType::M4a),
        (video::is_mp4(head) || video::is_m4v(head), MediaType::Mp4),
        (video::is_webm(head), MediaType::Webm),
        (head.starts_with(b"OggS\0"), MediaType::Ogg),
        (mp3, MediaType::Mp3),
    ];
    signatures.into_iter().find(|(is, _)| *is).map(|(_, media)| media)
}

/// A document of an office suite is an archive that says so inside.
fn in_archive(content: &mut (impl Read + Seek)) -> Option<MediaType> {
    let mut archive = ZipArchive::new(content).ok()?;
    let has_macros = archive.file_names_raw().any(|name| name.ends_with(b"vbaProject.bin"));
    if has_macros {
        return None;
    }
    let mut declared = String::new();
    if let Ok(entry) = archive.by_name("mimetype") {
        entry.take(100).read_to_string(&mut declared).ok()?;
        let open = [MediaType::Odt, MediaType::Ods, MediaType::Odp];
        return open.into_iter().find(|media| media.mime() == declared.trim_end());
    }
    let has = |wanted: &[u8]| archive.file_names_raw().any(|name| name == wanted);
    let parts: [(&[u8], _); 3] = [
        (b"word/document.xml", MediaType::Docx),
        (b"xl/workbook.xml", MediaType::Xlsx),
        (b"ppt/presentation.xml", MediaType::Pptx),
    ];
    let office = has(b"[Content_Types].xml");
    parts.into_iter().find(|(part, _)| office && has(part)).map(|(_, media)| media)
}

/// Whether a whole content is UTF-8 without control characters, and nothing in its head looks
/// like a page, a drawing or a script.
fn is_plain_text(content: &mut impl Read, head: &[u8]) -> io::Result<bool> {
    let shown = head.to_ascii_lowercase();
    let has = |word: &[u8]| shown.windows(word.len()).any(|window| window == word);
    let markup = shown.trim_ascii_start().strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&shown);
    if markup.trim_ascii_start().starts_with(b"<")
        || [&b"<script"[..], b"<html", b"<svg", b"<!doctype"].iter().any(|word| has(word))
    {
        return Ok(false);
    }
    let mut pending = Vec::new();
    let mut chunk = [0; 8_192];
    loop {
        let read = content.read(&mut chunk)?;
        if read == 0 {
            return Ok(pending.is_empty() && !head.is_empty());
        }
        pending.extend_from_slice(&chunk[..read]);
        let valid = match std::str::from_utf8(&pending) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Ok(false),
        };
        let is_control = |byte: &u8| matches!(byte, 0..=8 | 11 | 14..=31 | 127);
        if pending[..valid].iter().any(is_control) {
            return Ok(false);
        }
        pending.drain(..valid);
    }
}
