//! Pictures on their way in: really pictures, of a size we can show, without the place they were
//! taken at. Runs outside any transaction.

use std::{
    fs::File,
    io::{BufReader, Cursor},
};

use files::{Blob, Files, MediaType};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits,
    codecs::jpeg::JpegEncoder, imageops::FilterType, metadata::Orientation,
};
use kernel::Instant;

use crate::{
    Problem, Upload,
    bare::{self, Bare},
};

/// More pixels than any photo needs: 40 million.
const PIXELS_MAX: u64 = 40_000_000;
/// Memory one picture may take while it is read.
const MEMORY_MAX: u64 = 256 << 20;
/// The longest side a photo keeps.
const SIDE_MAX: u32 = 4_000;
/// The quality a photo is written again with.
const QUALITY: u8 = 85;
/// The longest file made by writing a photo again.
const WRITTEN_MAX: u64 = 60 << 20;

/// A file ready to be kept.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The hash of its content.
    pub hash: String,
    /// Its name.
    pub name: String,
    /// Its type, by its content.
    pub media: &'static str,
    /// Its length in bytes.
    pub size: i64,
}

impl Ready {
    /// A file as it was sent.
    pub fn as_it_came(upload: &Upload) -> Self {
        Self::kept(upload, &upload.blob)
    }

    /// A file as it is kept.
    pub(crate) fn kept(upload: &Upload, stored: &Blob) -> Self {
        Self {
            hash: stored.hash.to_string(),
            name: upload.name.clone(),
            media: stored.media.mime(),
            size: i64::try_from(stored.length).unwrap_or(i64::MAX),
        }
    }
}

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has more pixels than we read.
    TooManyPixels,
    /// It begins like a picture and is not one.
    Damaged,
    /// A picture of a kind that browsers do not show.
    Heic,
}

/// Makes a picture ready; nothing for what is no picture.
///
/// # Errors
/// When it cannot be read or written.
pub fn prepare(
    files: &Files,
    upload: &Upload,
    now: Instant,
) -> Result<Option<Result<Ready, Refusal>>, Problem> {
    let format = match upload.blob.media {
        MediaType::Jpeg => ImageFormat::Jpeg,
        MediaType::Png => ImageFormat::Png,
        MediaType::Webp => ImageFormat::WebP,
        MediaType::Heic => return Ok(Some(Err(Refusal::Heic))),
        _ => return Ok(None),
    };
    let Some((content, _)) = files.get(&upload.blob.hash).map_err(unstored)? else {
        return Err(Problem::new(500, "internal"));
    };
    let seen = match Seen::look(content, format) {
        Ok(seen) => seen,
        Err(why) => return Ok(Some(Err(why))),
    };
    if !seen.is_drawn_again() {
        match bare::of(files, upload, now)? {
            Bare::AsItCame => return Ok(Some(Ok(Ready::as_it_came(upload)))),
            Bare::Lighter(ready) => return Ok(Some(Ok(ready))),
            Bare::Unreadable => {}
        }
    }
    match seen.draw_again() {
        Ok(bytes) => keep(files, upload, &bytes, now).map(|ready| Some(Ok(ready))),
        Err(why) => Ok(Some(Err(why))),
    }
}

fn keep(files: &Files, upload: &Upload, bytes: &[u8], now: Instant) -> Result<Ready, Problem> {
    let mut staging = files.stage(WRITTEN_MAX).map_err(unstored)?;
    staging.write(bytes).map_err(unstored)?;
    Ok(Ready::kept(upload, &staging.finish(now).map_err(unstored)?))
}

/// What to say when a file cannot be read or kept.
pub fn unstored(error: files::FileError) -> Problem {
    match error {
        files::FileError::Full => Problem::new(507, "disk-full"),
        files::FileError::ReadOnly => Problem::new(507, "disk-refuses"),
        other => {
            tracing::error!(error = %other, "a picture could not be kept");
            Problem::new(500, "internal")
        }
    }
}

/// A picture read whole.
struct Seen {
    picture: DynamicImage,
    format: ImageFormat,
    /// How it lies.
    turned: Orientation,
}

impl Seen {
    fn look(content: File, format: ImageFormat) -> Result<Self, Refusal> {
        let mut reader = ImageReader::with_format(BufReader::new(content), format);
        let mut limits = Limits::default();
        limits.max_alloc = Some(MEMORY_MAX);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(refusal)?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > PIXELS_MAX {
            return Err(Refusal::TooManyPixels);
        }
        let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
        Ok(Self { picture, format, turned })
    }

    /// Whether it is a photo that is too large.
    fn is_large(&self) -> bool {
        let longest = self.picture.width().max(self.picture.height());
        self.format == ImageFormat::Jpeg && longest > SIDE_MAX
    }

    /// Whether its pixels change: to stand upright once it no longer says how it lies, or to be
    /// fewer.
    fn is_drawn_again(&self) -> bool {
        self.turned != Orientation::NoTransforms || self.is_large()
    }

    /// The picture written again, upright, with its pixels and nothing else.
    fn draw_again(mut self) -> Result<Vec<u8>, Refusal> {
        if self.is_large() {
            self.picture = self.picture.resize(SIDE_MAX, SIDE_MAX, FilterType::Triangle);
        }
        self.picture.apply_orientation(self.turned);
        let mut bytes = Vec::new();
        let written = match self.format {
            ImageFormat::Jpeg => {
                let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
                self.picture.to_rgb8().write_with_encoder(encoder)
            }
            format => self.picture.write_to(&mut Cursor::new(&mut bytes), format),
        };
        written.map_err(refusal)?;
        Ok(bytes)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape map_err wants")]
fn refusal(error: ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::TooManyPixels,
        _ => Refusal::Damaged,
    }
}
