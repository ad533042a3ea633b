//! Photos of what does not work: really pictures, without the place they were taken at.

use files::Hash;
use kernel::Lang;
use web::{
    Access, App, Cx, Incoming, Outcome, Problem, Reply, Route,
    photo::{self, Ready, Refusal},
};

use crate::{rights::TICKET_READ, t, ticket::store};

/// The photos of one report, together, in bytes.
pub(super) const FILES_LIMIT: usize = 40 << 20;
/// Photos of one report.
const PHOTOS_MAX: usize = 4;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/materiel/photos/{photo}", Access::SignedIn, serve)]
}

/// The photos of a form, or why one is not taken.
pub(super) type Prepared = Result<Vec<Ready>, Refused>;

/// Why the photos of a form are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    TooMany,
    NoPicture,
    TooManyPixels,
    Damaged,
    Heic,
}

impl Refused {
    pub(super) fn says(self, lang: Lang) -> &'static str {
        match self {
            Self::TooMany => t::photo_too_many(lang),
            Self::NoPicture => t::photo_none(lang),
            Self::TooManyPixels => t::photo_too_large(lang),
            Self::Damaged => t::photo_damaged(lang),
            Self::Heic => t::photo_heic(lang),
        }
    }
}

/// Makes the photos of a form ready, outside any transaction.
///
/// # Errors
/// When they cannot be read or written.
pub(super) async fn prepare(app: &App, incoming: &Incoming) -> Result<Prepared, Problem> {
    if incoming.files.is_empty() {
        return Ok(Ok(Vec::new()));
    }
    if incoming.files.len() > PHOTOS_MAX {
        return Ok(Err(Refused::TooMany));
    }
    let (store, incoming) = (app.files.clone(), incoming.clone());
    app.photos
        .run(move |_| {
            let mut ready = Vec::new();
            for upload in &incoming.files {
                match photo::prepare(&store, upload, incoming.now)? {
                    Some(Ok(one)) => ready.push(one),
                    Some(Err(Refusal::TooManyPixels)) => return Ok(Err(Refused::TooManyPixels)),
                    Some(Err(Refusal::Damaged)) => return Ok(Err(Refused::Damaged)),
                    Some(Err(Refusal::Heic)) => return Ok(Err(Refused::Heic)),
                    None => return Ok(Err(Refused::NoPicture)),
                }
            }
            Ok(Ok(ready))
        })
        .await?
}

/// A photo, to who may see what it is of.
fn serve(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let photo = store::photo(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    cx.require(&TICKET_READ, photo.ticket)?;
    let hash = Hash::parse(&photo.hash).ok_or_else(Problem::not_found)?;
    let media =
        ["image/jpeg", "image/png", "image/webp"].into_iter().find(|known| *known == photo.media);
    let disposition = files::content_disposition(&photo.name, media.is_some());
    Ok(Reply::stored(hash, media.unwrap_or("application/octet-stream"), disposition))
}
