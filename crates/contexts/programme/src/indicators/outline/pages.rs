//! The outlines of the map: what is there, and another file in its place.

use std::io::Read;

use maud::html;
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task,
    ui::{self, Field, Files},
};

use super::{
    OutlineError, geojson,
    store::{self, Light},
};
use crate::{
    indicators::{map, number, pages as indicators},
    knowing::KEEPERS,
    pilots::note,
    t,
};

/// Where it is.
pub(crate) const PATH: &str = "/programme/contours";
/// The largest file.
const LARGEST: usize = 12 << 20;
/// The longest name of a source.
const SOURCE_MAX: usize = 120;

pub(crate) fn routes() -> Vec<Route> {
    let who = Access::Role(KEEPERS);
    vec![Route::get(PATH, who, page), Route::task(PATH, who, send).accepting(LARGEST)]
}

fn page(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(show(cx, &form)?.into())
}

fn show(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let (origin, outlines) = (store::origin(cx.tx)?, store::all(cx.tx)?);
    let drawn = map::draw(t::outline_picture(lang), &outlines, &[]);
    let main = html! {
        (ui::back(indicators::PATH, t::indicators(lang)))
        (ui::error_summary(form))
        (ui::title(t::outline_title(lang), t::outline_under(lang)))
        @if let (Some(origin), Some(drawn)) = (&origin, &drawn) {
            section.card aria-labelledby="carte" {
                h2 id="carte" { (t::outline_now(lang)) }
                (drawn)
                p.muted { (t::outline_origin(lang, &origin.source, origin.kept, origin.points)) }
                p.muted { (t::outline_count(lang, i64::try_from(outlines.len()).unwrap_or(0))) }
            }
        }
        form.card.stack method="post" action=(PATH) enctype="multipart/form-data" {
            (cx.hidden())
            (ui::files(form, &Field::new("contours", t::outline_file(lang)).hint(t::outline_file_hint(lang)), &Files::of(".geojson,.json,application/geo+json", LARGEST)))
            (ui::text(form, &Field::new("source", t::outline_source(lang)).hint(t::outline_source_hint(lang))))
            button.act.go { (t::outline_send(lang)) }
        }
    };
    Ok(Page::narrow(t::outline_title(lang), main))
}

fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        app.read(&incoming, allowed).await?;
        let upload = incoming.files.iter().find(|upload| upload.field == "contours").cloned();
        let read = match upload {
            None => None,
            Some(upload) => {
                let files = app.files.clone();
                let work = move |_: &mut web::Scratch| -> Result<_, Problem> {
                    let mut bytes = Vec::new();
                    let (mut file, _) = files
                        .get(&upload.blob.hash)
                        .ok()
                        .flatten()
                        .ok_or_else(|| Problem::new(503, "files"))?;
                    file.read_to_end(&mut bytes).map_err(|_lost| Problem::new(503, "files"))?;
                    let outlines = geojson::read(&bytes);
                    Ok(outlines.map(|outlines| (outlines.len(), Light::of(&outlines))))
                };
                Some(app.slow.run(work).await??)
            }
        };
        app.write(&incoming, move |cx| keep(cx, read.as_ref())).await
    })
}

fn allowed(cx: &mut Cx) -> Result<(), Problem> {
    let actor = cx.actor()?;
    if KEEPERS.iter().any(|role| actor.is(*role)) { Ok(()) } else { Err(Problem::forbidden()) }
}

fn keep(cx: &mut Cx, read: Option<&Result<(usize, Light), OutlineError>>) -> Outcome {
    allowed(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let source = form.required("source", SOURCE_MAX);
    match read {
        None => form.refuse("contours", t::outline_missing(lang)),
        Some(Err(error)) => {
            let why = t::by_key(lang, &format!("outline-error-{error}")).unwrap_or_default();
            form.refuse("contours", why);
        }
        Some(Ok((count, light))) if form.is_valid() => {
            store::keep(cx.tx, light, &source, cx.now)?;
            note(cx, "programme.outlines.replace", 0)?;
            let count = i64::try_from(*count).unwrap_or(0);
            let says = format!("{} ({})", t::outline_kept(lang), number(lang, count));
            return Ok(Reply::see_other(PATH).saying(says));
        }
        Some(Ok(_)) => {}
    }
    Ok(Reply::to_correct(show(cx, &form)?))
}
