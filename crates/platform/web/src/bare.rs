//! Files without what they say beyond their picture or their sound: where it was taken, when, with
//! what. Nothing is decoded: the parts of the file that say so are left out as it is copied.

mod film;
mod picture;
mod walk;

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
};

use files::{FileError, Files, MediaType, Staging};
use kernel::Instant;

use self::walk::{Part, Walk};
use crate::{
    Problem, Upload,
    photo::{Ready, unstored},
};

/// What became of a file.
pub(crate) enum Bare {
    /// It said nothing more.
    AsItCame,
    /// It is kept without what it said.
    Lighter(Ready),
    /// It is not written the way files of its type are.
    Unreadable,
}

/// A sound or a film as it is kept: without the place it was recorded at.
///
/// # Errors
/// When it cannot be read or written.
pub fn recording(files: &Files, upload: &Upload, now: Instant) -> Result<Ready, Problem> {
    Ok(match of(files, upload, now)? {
        Bare::Lighter(ready) => ready,
        Bare::AsItCame | Bare::Unreadable => Ready::as_it_came(upload),
    })
}

/// Keeps a file without what it says beyond its content.
pub(crate) fn of(files: &Files, upload: &Upload, now: Instant) -> Result<Bare, Problem> {
    let Some((content, length)) = files.get(&upload.blob.hash).map_err(unstored)? else {
        return Err(Problem::new(500, "internal"));
    };
    let Some(parts) = parts(&content, length, upload.blob.media) else {
        return Ok(Bare::Unreadable);
    };
    if matches!(parts[..], [Part::Kept { from: 0, length: kept }] if kept == length) {
        return Ok(Bare::AsItCame);
    }
    let mut staging = files.stage(length).map_err(unstored)?;
    copy(content, &parts, &mut staging).map_err(unstored)?;
    let stored = staging.finish(now).map_err(unstored)?;
    Ok(Bare::Lighter(Ready::kept(upload, &stored)))
}

/// What of a file is kept, in order; nothing when it is not written as its type is.
fn parts(content: impl Read + Seek, length: u64, media: MediaType) -> Option<Vec<Part>> {
    let mut walk = Walk::new(content, length);
    let read = match media {
        MediaType::Jpeg => picture::jpeg(&mut walk),
        MediaType::Png => picture::png(&mut walk),
        MediaType::Webp => picture::webp(&mut walk),
        MediaType::Mp4 | MediaType::M4a => film::film(&mut walk),
        _ => walk.keep(length),
    };
    read.ok().map(|()| walk.parts)
}

fn copy(mut content: File, parts: &[Part], staging: &mut Staging) -> Result<(), FileError> {
    for part in parts {
        match part {
            Part::Kept { from, length } => {
                content.seek(SeekFrom::Start(*from))?;
                pour(&mut content.by_ref().take(*length), staging)?;
            }
            Part::Said(bytes) => staging.write(bytes)?,
            Part::Blank(length) => pour(&mut io::repeat(0).take(*length), staging)?,
        }
    }
    Ok(())
}

fn pour(from: &mut impl Read, staging: &mut Staging) -> Result<(), FileError> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            return Ok(());
        }
        staging.write(&buffer[..read])?;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, RgbImage};

    use super::*;

    fn drawn(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::new(9, 7).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    const FILM: &[u8] =
        b"\0\0\0\x10ftypM4A \0\0\0\0\0\0\0\x20moov\0\0\0\x18udta\0\0\0\x10\xa9xyz+46.58+0";

    fn samples() -> [(MediaType, Vec<u8>); 4] {
        [
            (MediaType::Jpeg, drawn(ImageFormat::Jpeg)),
            (MediaType::Png, drawn(ImageFormat::Png)),
            (MediaType::Webp, drawn(ImageFormat::WebP)),
            (MediaType::M4a, FILM.to_vec()),
        ]
    }

    /// The parts of a file, none of which is beyond its end.
    fn read(bytes: &[u8], media: MediaType) -> Option<Vec<Part>> {
        let length = bytes.len() as u64;
        let parts = parts(Cursor::new(bytes), length, media);
        for part in parts.iter().flatten() {
            if let Part::Kept { from, length: kept } = part {
                assert!(from + kept <= length, "{media:?}");
            }
        }
        parts
    }

    #[test]
    fn a_file_that_says_nothing_more_stays_as_it_came() {
        for (media, bytes) in &samples()[..2] {
            let length = bytes.len() as u64;
            assert_eq!(
                read(bytes, *media),
                Some(vec![Part::Kept { from: 0, length }]),
                "{media:?}"
            );
        }
    }

    #[test]
    fn what_says_where_becomes_room_left_free() {
        let parts = read(FILM, MediaType::M4a).unwrap();
        assert_eq!(parts[1..], [Part::Said(b"\0\0\0\x18free".to_vec()), Part::Blank(16)]);
    }

    #[test]
    fn a_file_cut_anywhere_is_never_read_beyond_its_end() {
        for (media, bytes) in samples() {
            for end in 0..bytes.len() {
                read(&bytes[..end], media);
            }
        }
    }

    #[test]
    fn a_length_that_lies_is_never_believed() {
        for (media, bytes) in samples() {
            for at in 0..bytes.len() {
                for lie in [0, 1, 0x7F, 0xFF] {
                    let mut lying = bytes.clone();
                    let end = lying.len().min(at + 4);
                    lying[at..end].fill(lie);
                    read(&lying, media);
                }
            }
        }
        let huge = b"\0\0\0\x01moov\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
        assert_eq!(read(huge, MediaType::M4a), None);
        let huge = b"\x89PNG\r\n\x1a\n\xFF\xFF\xFF\xFFIHDR";
        assert_eq!(read(huge, MediaType::Png), None);
    }
}
