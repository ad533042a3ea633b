//! The photos of a hand-in as one document.

use std::io::Read;

use files::MediaType;
use kernel::Lang;
use paper::{Format, PaperError, Photo};
use web::{Access, App, Cx, Incoming, Problem, Reply, Route, Task};

use crate::{
    attachment::{self, Attachment, Owner},
    drawing::{self, Stroke},
    photo,
    remark::Notes,
    rights::{ANSWER_READ, HANDIN_READ},
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::task("/cours/remises/{handin}/document", Access::Item(&HANDIN_READ), document)]
}

/// Where the document of a hand-in is.
pub(crate) fn path(handin: i64) -> String {
    format!("/cours/remises/{handin}/document")
}

/// The photos among some files, when there are several.
pub(crate) fn is_worth_it(files: &[Attachment]) -> bool {
    files.iter().filter(|file| file.is_picture()).count() > 1
}

fn document(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (lang, pages) = app.read(&incoming, pages_of).await?;
        let store = app.files.clone();
        let made = app
            .slow
            .run(move |_| {
                let photos = (1_i64..).zip(&pages).map(|(at, page)| {
                    read(&store, page, says(lang, at, page)).ok_or(PaperError::Parts)
                });
                let photos = photos.collect::<Result<Vec<_>, _>>()?;
                paper::album(lang.tag(), t::handin_page(lang), photos)
            })
            .await?;
        let pdf = made.map_err(|error| {
            tracing::error!(%error, "photos could not be made a document");
            Problem::new(500, "internal")
        })?;
        let disposition = "attachment; filename=\"copie.pdf\"".to_owned();
        Ok(Reply::data("application/pdf", Some(disposition), pdf))
    })
}

/// A photo with what is drawn over it, as far as who asks sees it.
struct Sheet {
    photo: Attachment,
    strokes: Vec<Stroke>,
}

fn pages_of(cx: &mut Cx) -> Result<(Lang, Vec<Sheet>), Problem> {
    let id = cx.id()?;
    cx.require(&HANDIN_READ, id)?;
    let shows_answer = cx.allows(&ANSWER_READ, id)?;
    let notes = Notes::load(cx.tx, &[id], |_| shows_answer)?;
    let mut files = attachment::of(cx.tx, Owner::Handin(id))?;
    files.retain(Attachment::is_picture);
    if files.is_empty() {
        return Err(Problem::not_found());
    }
    let sheets = files.into_iter().map(|photo| {
        let drawing = notes.drawing_of(photo.id);
        let strokes = drawing.map(|drawing| drawing.strokes.clone()).unwrap_or_default();
        Sheet { photo, strokes }
    });
    Ok((cx.lang().on_paper(), sheets.collect()))
}

/// What a page is, in words.
fn says(lang: Lang, at: i64, page: &Sheet) -> String {
    let photo = t::photo_number(lang, at);
    if page.strokes.is_empty() {
        return photo;
    }
    format!("{photo}, {}", drawing::views::said(lang, &page.strokes))
}

fn read(store: &files::Files, page: &Sheet, says: String) -> Option<Photo> {
    let file = &page.photo;
    let format = match MediaType::from_mime(&file.media) {
        MediaType::Jpeg => Format::Jpeg,
        MediaType::Png => Format::Png,
        MediaType::Webp => Format::Webp,
        _ => return None,
    };
    let (mut content, _) = store.get(&photo::hash_of(&file.hash)?).ok().flatten()?;
    let mut bytes = Vec::new();
    content.read_to_end(&mut bytes).ok()?;
    let lines = page.strokes.iter().map(Stroke::on_paper).collect();
    Some(Photo { bytes, format, says, lines })
}
