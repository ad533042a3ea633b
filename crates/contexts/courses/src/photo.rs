//! Files on their way in: photos are really photos, of a size we can show, without the place they
//! were taken at. Runs outside any transaction.

use std::{fs::File, io::BufReader};

use files::{Files, Hash, MediaType};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits,
    codecs::jpeg::JpegEncoder, imageops::FilterType, metadata::Orientation,
};
use kernel::{Instant, Lang};
use web::{App, Incoming, Problem, Upload};

use crate::{
    t,
    voice::{self, Heard},
};

/// More pixels than any photo handed in needs: 40 million.
const PIXELS_MAX: u64 = 40_000_000;
/// Memory one picture may take while it is read.
const MEMORY_MAX: u64 = 256 << 20;
/// The longest side a photo keeps.
const SIDE_MAX: u32 = 4_000;
/// The quality a photo is written again with.
const QUALITY: u8 = 85;
/// The longest file made by writing a photo again.
const WRITTEN_MAX: u64 = 60 << 20;

/// A file ready to be attached.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    pub(crate) hash: String,
    pub(crate) name: String,
    pub(crate) media: &'static str,
    pub(crate) size: i64,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It has more pixels than we read.
    TooManyPixels,
    /// It begins like a picture and is not one.
    Damaged,
    /// A sound of more than an hour.
    TooLong,
    /// A picture of a kind that browsers do not show.
    Heic,
}

/// The files of a form: those ready, in order, or the first refused with the field it came from.
#[derive(Clone, Debug)]
pub(crate) enum Prepared {
    Ready(Vec<Ready>),
    Refused { field: String, name: String, why: Refusal },
}

impl Prepared {
    /// The files to attach; none when one was refused.
    pub(crate) fn files(&self) -> &[Ready] {
        match self {
            Self::Ready(files) => files,
            Self::Refused { .. } => &[],
        }
    }

    /// What to say beside which field when one was refused.
    pub(crate) fn refusal(&self, lang: Lang) -> Option<(&str, String)> {
        match self {
            Self::Ready(_) => None,
            Self::Refused { field, name, why } => {
                let says = match why {
                    Refusal::TooManyPixels => t::file_too_many_pixels(lang, name),
                    Refusal::Damaged => t::file_damaged(lang, name),
                    Refusal::TooLong => t::file_too_long(lang, name),
                    Refusal::Heic => t::file_heic(lang, name),
                };
                Some((field, says))
            }
        }
    }
}

/// Makes the files of a form ready.
///
/// # Errors
/// When they cannot be read or written.
pub(crate) async fn prepare(app: &App, incoming: &Incoming) -> Result<Prepared, Problem> {
    if incoming.files.is_empty() {
        return Ok(Prepared::Ready(Vec::new()));
    }
    let (app, incoming) = (app.clone(), incoming.clone());
    let photos = app.photos.clone();
    photos.run(move |_| all(&app.files, &incoming.files, incoming.now)).await?
}

fn all(files: &Files, uploads: &[Upload], now: Instant) -> Result<Prepared, Problem> {
    let mut ready = Vec::with_capacity(uploads.len());
    for upload in uploads {
        match one(files, upload, now)? {
            Ok(file) => ready.push(file),
            Err(why) => {
                let (field, name) = (upload.field.clone(), upload.name.clone());
                return Ok(Prepared::Refused { field, name, why });
            }
        }
    }
    Ok(Prepared::Ready(ready))
}

fn one(files: &Files, upload: &Upload, now: Instant) -> Result<Result<Ready, Refusal>, Problem> {
    let format = match upload.blob.media {
        MediaType::Jpeg => ImageFormat::Jpeg,
        MediaType::Png => ImageFormat::Png,
        MediaType::Webp => ImageFormat::WebP,
        MediaType::Heic => return Ok(Err(Refusal::Heic)),
        media if voice::may_sound(media) => return heard(files, upload),
        _ => return Ok(Ok(as_it_came(upload))),
    };
    let Some((content, _)) = files.get(&upload.blob.hash).map_err(unstored)? else {
        return Err(Problem::new(500, "internal"));
    };
    match look(content, format) {
        Err(why) => Ok(Err(why)),
        Ok(None) => Ok(Ok(as_it_came(upload))),
        Ok(Some(bytes)) => keep(files, upload, &bytes, now).map(Ok),
    }
}

fn heard(files: &Files, upload: &Upload) -> Result<Result<Ready, Refusal>, Problem> {
    let found = files.get(&upload.blob.hash).map_err(unstored)?;
    let as_it_came = as_it_came(upload);
    let Some((content, _)) = found else { return Ok(Ok(as_it_came)) };
    Ok(match voice::hear(content, upload.blob.media) {
        Heard::TooLong => Err(Refusal::TooLong),
        Heard::Sound(media) => Ok(Ready { media, ..as_it_came }),
        Heard::Other if voice::safe_sound(as_it_came.media).is_some() => {
            Ok(Ready { media: MediaType::Other.mime(), ..as_it_came })
        }
        Heard::Other => Ok(as_it_came),
    })
}

fn as_it_came(upload: &Upload) -> Ready {
    Ready {
        hash: upload.blob.hash.to_string(),
        name: upload.name.clone(),
        media: upload.blob.media.mime(),
        size: i64::try_from(upload.blob.length).unwrap_or(i64::MAX),
    }
}

fn keep(files: &Files, upload: &Upload, bytes: &[u8], now: Instant) -> Result<Ready, Problem> {
    let mut staging = files.stage(WRITTEN_MAX).map_err(unstored)?;
    staging.write(bytes).map_err(unstored)?;
    let stored = staging.finish(now).map_err(unstored)?;
    Ok(Ready {
        hash: stored.hash.to_string(),
        name: upload.name.clone(),
        media: stored.media.mime(),
        size: i64::try_from(stored.length).unwrap_or(i64::MAX),
    })
}

fn unstored(error: files::FileError) -> Problem {
    match error {
        files::FileError::Full => Problem::new(507, "disk-full"),
        files::FileError::ReadOnly => Problem::new(507, "disk-refuses"),
        other => {
            tracing::error!(error = %other, "a picture could not be kept");
            Problem::new(500, "internal")
        }
    }
}

/// Reads a picture whole. A JPEG that is too large or says more than its pixels (where, when, with
/// what) comes back written again, upright; anything else stays as it is.
fn look(content: File, format: ImageFormat) -> Result<Option<Vec<u8>>, Refusal> {
    let mut reader = ImageReader::with_format(BufReader::new(content), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Refusal::TooManyPixels);
    }
    let exif = decoder.exif_metadata().ok().flatten();
    let says_more = exif.is_some() || decoder.xmp_metadata().ok().flatten().is_some();
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    let is_large = width.max(height) > SIDE_MAX;
    if format == ImageFormat::Jpeg && (says_more || is_large) {
        return write_again(picture, turned, is_large).map(Some);
    }
    Ok(None)
}

fn write_again(
    mut picture: DynamicImage,
    turned: Orientation,
    is_large: bool,
) -> Result<Vec<u8>, Refusal> {
    if is_large {
        picture = picture.resize(SIDE_MAX, SIDE_MAX, FilterType::Triangle);
    }
    picture.apply_orientation(turned);
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    picture.to_rgb8().write_with_encoder(encoder).map_err(refusal)?;
    Ok(bytes)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape map_err wants")]
fn refusal(error: ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::TooManyPixels,
        _ => Refusal::Damaged,
    }
}

/// A hash as it is stored.
pub(crate) fn hash_of(text: &str) -> Option<Hash> {
    Hash::parse(text)
}
