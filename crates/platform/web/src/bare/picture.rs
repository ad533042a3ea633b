//! Pictures: what is drawn and its colours are kept, whatever else is left out.

use std::io::{self, Read, Seek};

use super::walk::{Part, Walk, odd};

/// A JPEG: its tables, its frames and its scans, its profile of colours; nothing after its end.
pub(super) fn jpeg<R: Read + Seek>(walk: &mut Walk<R>) -> io::Result<()> {
    const END: u8 = 0xD9;
    const SCAN: u8 = 0xDA;
    if walk.take()? != [0xFF, 0xD8] {
        return Err(odd());
    }
    walk.kept_since(0);
    loop {
        let from = walk.at;
        let marker = marker(walk)?;
        match marker {
            END => {
                walk.kept_since(from);
                return Ok(());
            }
            0x01 | 0xD0..=0xD7 => walk.kept_since(from),
            _ => {
                let length = u64::from(u16::from_be_bytes(walk.take()?));
                let length = length.checked_sub(2).ok_or_else(odd)?;
                let is_kept = is_drawn(walk, marker, length)?;
                if is_kept {
                    walk.kept_since(from);
                }
                if marker == SCAN && !scan(walk)? {
                    return Ok(());
                }
            }
        }
    }
}

fn marker<R: Read + Seek>(walk: &mut Walk<R>) -> io::Result<u8> {
    if walk.take()? != [0xFF] {
        return Err(odd());
    }
    loop {
        match walk.take()? {
            [0xFF] => {}
            [0] => return Err(odd()),
            [marker] => return Ok(marker),
        }
    }
}

/// Goes through a segment of a JPEG; whether the picture is drawn with it.
fn is_drawn<R: Read + Seek>(walk: &mut Walk<R>, marker: u8, length: u64) -> io::Result<bool> {
    let begins: &[u8] = match marker {
        0xC0..=0xCF | 0xDA..=0xDF => b"",
        0xE0 => b"JFIF\0",
        0xE2 => b"ICC_PROFILE\0",
        0xEE => b"Adobe",
        _ => {
            walk.leave(length)?;
            return Ok(false);
        }
    };
    let mut left = length;
    let mut is_known = length >= begins.len() as u64;
    for wanted in begins {
        if is_known {
            is_known = walk.take()? == [*wanted];
            left -= 1;
        }
    }
    walk.leave(left)?;
    Ok(is_known)
}

/// Keeps what is drawn after the head of a scan; false when the file stops there.
fn scan<R: Read + Seek>(walk: &mut Walk<R>) -> io::Result<bool> {
    loop {
        let from = walk.at;
        let is_more = walk.seek_byte(0xFF)?;
        walk.kept_since(from);
        if !is_more {
            return Ok(false);
        }
        if walk.left() < 2 {
            walk.keep(walk.left())?;
            return Ok(false);
        }
        let [_, next] = walk.take()?;
        if !matches!(next, 0 | 0xD0..=0xD7) {
            walk.back(2)?;
            return Ok(true);
        }
        walk.kept_since(walk.at - 2);
    }
}

/// What a PNG is drawn with, beside its critical chunks: transparency, colours, the size of a
/// point, what moves.
const PNG: [&[u8; 4]; 17] = [
    b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"mDCv", b"cLLI",
    b"cLLi", b"bKGD", b"pHYs", b"hIST", b"acTL", b"fcTL", b"fdAT",
];

/// A PNG: the chunks it is drawn with; nothing after its end.
pub(super) fn png<R: Read + Seek>(walk: &mut Walk<R>) -> io::Result<()> {
    if walk.take()? != *b"\x89PNG\r\n\x1a\n" {
        return Err(odd());
    }
    walk.kept_since(0);
    loop {
        let from = walk.at;
        let length = u64::from(u32::from_be_bytes(walk.take()?));
        let kind: [u8; 4] = walk.take()?;
        let sum = 4;
        walk.leave(length + sum)?;
        if kind[0].is_ascii_uppercase() || PNG.contains(&&kind) {
            walk.kept_since(from);
        }
        if kind == *b"IEND" {
            return Ok(());
        }
    }
}

/// A WebP: the chunks it is drawn with, and a head that names no other.
pub(super) fn webp<R: Read + Seek>(walk: &mut Walk<R>) -> io::Result<()> {
    const SAYS_MORE: u8 = 0b0000_1100;
    let [b'R', b'I', b'F', b'F', size @ ..] = walk.take::<8>()? else { return Err(odd()) };
    let end = 8 + u64::from(u32::from_le_bytes(size));
    if walk.take()? != *b"WEBP" || end > walk.at + walk.left() {
        return Err(odd());
    }
    walk.parts.push(Part::Said(Vec::new()));
    let mut kept = 4;
    while walk.at < end {
        let from = walk.at;
        let kind: [u8; 4] = walk.take()?;
        let length = u32::from_le_bytes(walk.take()?);
        let padded = u64::from(length) + u64::from(length % 2);
        match &kind {
            b"VP8X" => {
                let flags: [u8; 1] = walk.take()?;
                let mut head = [&kind[..], &length.to_le_bytes()].concat();
                head.push(flags[0] & !SAYS_MORE);
                walk.parts.push(Part::Said(head));
                walk.keep(padded.checked_sub(1).ok_or_else(odd)?)?;
            }
            b"VP8 " | b"VP8L" | b"ANIM" | b"ANMF" | b"ALPH" | b"ICCP" => {
                walk.leave(padded)?;
                walk.kept_since(from);
            }
            _ => {
                walk.leave(padded)?;
                continue;
            }
        }
        kept += walk.at - from;
    }
    let size = u32::try_from(kept).map_err(|_too_long| odd())?;
    walk.parts[0] = Part::Said([b"RIFF", &size.to_le_bytes()[..], b"WEBP"].concat());
    Ok(())
}
