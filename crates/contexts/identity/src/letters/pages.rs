//! The letters of a sheet, to download.

use kernel::Lang;
use web::{App, Cx, Incoming, Outcome, Problem, Reply, Route, Task, dates};

use super::{Letter, Reader, paper};
use crate::{
    code::sheets::{self, Load, OF_CLASS, OF_GUARDIANS, OF_STAFF, Slip},
    rights::Sheet,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::task("/classes/{groupe}/codes/lettres", OF_CLASS, |app, incoming| {
            submit(app, incoming, sheets::pupils)
        }),
        Route::task(
            "/classes/{groupe}/codes-responsables/lettres",
            OF_GUARDIANS,
            |app, incoming| submit(app, incoming, sheets::guardians),
        ),
        Route::task("/etablissements/{org}/codes/lettres", OF_STAFF, |app, incoming| {
            submit(app, incoming, sheets::staff)
        }),
    ]
}

fn submit(app: App, incoming: Incoming, load: Load) -> Task {
    Box::pin(download(app, incoming, load))
}

enum Prepared {
    Nothing(Reply),
    Letters(Lang, Reader, Vec<Letter>),
}

/// The codes are given in one transaction; the PDF is made outside it.
async fn download(app: App, incoming: Incoming, load: Load) -> Outcome {
    let (lang, reader, letters) = match app.write(&incoming, move |cx| prepare(cx, load)).await? {
        Prepared::Nothing(reply) => return Ok(reply),
        Prepared::Letters(lang, reader, letters) => (lang, reader, letters),
    };
    let site = app.public_url.clone();
    let made = app.slow.run(move |_| paper(lang, reader, &site, &letters)).await?;
    let pdf = made.map_err(|error| {
        tracing::error!(%error, "letters could not be made");
        Problem::new(500, "internal")
    })?;
    let disposition = "attachment; filename=\"lettres.pdf\"".to_owned();
    Ok(Reply::data("application/pdf", Some(disposition), pdf))
}

fn prepare(cx: &mut Cx, load: Load) -> Result<Prepared, Problem> {
    let lang = cx
        .incoming
        .field("langue")
        .and_then(Lang::from_tag)
        .unwrap_or_else(|| cx.lang())
        .on_paper();
    let (sheet, slips) = sheets::prepare(cx, load)?;
    if slips.is_empty() {
        return Ok(Prepared::Nothing(sheets::nothing_to_print(cx, &sheet)));
    }
    let reader = match sheet {
        Sheet::Pupils(_) => Reader::Pupil,
        Sheet::Guardians(_) => Reader::Guardian,
        Sheet::Staff(_) => Reader::Staff,
    };
    let letters = slips.into_iter().filter_map(|slip| letter(cx, lang, slip)).collect();
    Ok(Prepared::Letters(lang, reader, letters))
}

fn letter(cx: &Cx, lang: Lang, slip: Slip) -> Option<Letter> {
    let kept = slip.kept?;
    let code = kept.code?;
    let (last, today) = (cx.app.place.local(kept.expires).0, cx.today());
    Some(Letter {
        name: slip.name.full(),
        about: slip.about,
        scanned: code.as_str().to_owned(),
        typed: code.groups().collect::<Vec<_>>().join(" "),
        login: slip.login,
        last: dates::long_day(lang, last, today),
    })
}
