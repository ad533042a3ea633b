//! Sounds and films made of boxes (MP4, M4A): boxes that say where it was recorded become room left
//! free. The file stays as long as it was, so that what points into it still does.

use std::io::{self, Read, Seek};

use super::walk::{Part, Walk, odd};

/// Goes through the boxes of a file.
pub(super) fn film<R: Read + Seek>(walk: &mut Walk<R>) -> io::Result<()> {
    boxes(walk, None)
}

/// Goes through the boxes of a film or of one of its boxes.
fn boxes<R: Read + Seek>(walk: &mut Walk<R>, inside: Option<(&[u8; 4], u64)>) -> io::Result<()> {
    let end = inside.map_or(walk.at + walk.left(), |(_, end)| end);
    while walk.at < end {
        let from = walk.at;
        let short = u32::from_be_bytes(walk.take()?);
        let kind: [u8; 4] = walk.take()?;
        let length = match short {
            0 => end - from,
            1 => u64::from_be_bytes(walk.take()?),
            length => u64::from(length),
        };
        let head = walk.at - from;
        let length = length.checked_sub(head).ok_or_else(odd)?;
        if length > end.saturating_sub(walk.at) {
            return Err(odd());
        }
        match (inside.map(|(name, _)| name), &kind) {
            (_, b"udta" | b"meta" | b"uuid") => {
                let mut free = [&short.to_be_bytes()[..], b"free"].concat();
                if short == 1 {
                    free.extend_from_slice(&(length + head).to_be_bytes());
                }
                walk.parts.push(Part::Said(free));
                walk.leave(length)?;
                walk.parts.push(Part::Blank(length));
            }
            (None, b"moov") | (Some(b"moov"), b"trak") => {
                walk.kept_since(from);
                boxes(walk, Some((&kind, walk.at + length)))?;
            }
            _ => {
                walk.leave(length)?;
                walk.kept_since(from);
            }
        }
    }
    Ok(())
}
