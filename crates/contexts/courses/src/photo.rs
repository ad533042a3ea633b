//! Files on their way in: photos are really photos, of a size we can show, without the place they
//! were taken at. Runs outside any transaction.

use files::{Files, Hash, MediaType};
use kernel::{Instant, Lang};
use web::{App, Incoming, Problem, Upload};

pub(crate) use web::photo::Ready;

use crate::{
    t,
    voice::{self, Heard},
};

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
    if let Some(picture) = web::photo::prepare(files, upload, now)? {
        return Ok(picture.map_err(Refusal::from));
    }
    if voice::may_sound(upload.blob.media) {
        return heard(files, upload, now);
    }
    Ok(Ok(Ready::as_it_came(upload)))
}

impl From<web::photo::Refusal> for Refusal {
    fn from(why: web::photo::Refusal) -> Self {
        match why {
            web::photo::Refusal::TooManyPixels => Self::TooManyPixels,
            web::photo::Refusal::Damaged => Self::Damaged,
            web::photo::Refusal::Heic => Self::Heic,
        }
    }
}

fn heard(files: &Files, upload: &Upload, now: Instant) -> Result<Result<Ready, Refusal>, Problem> {
    let found = files.get(&upload.blob.hash).map_err(web::photo::unstored)?;
    let Some((content, _)) = found else { return Ok(Ok(Ready::as_it_came(upload))) };
    let heard = voice::hear(content, upload.blob.media);
    if heard == Heard::TooLong {
        return Ok(Err(Refusal::TooLong));
    }
    let kept = web::bare::recording(files, upload, now)?;
    Ok(Ok(match heard {
        Heard::Sound(media) => Ready { media, ..kept },
        _ if voice::safe_sound(kept.media).is_some() => {
            Ready { media: MediaType::Other.mime(), ..kept }
        }
        _ => kept,
    }))
}

/// A hash as it is stored.
pub(crate) fn hash_of(text: &str) -> Option<Hash> {
    Hash::parse(text)
}
