//! Receiving a table of outcomes.

use std::{collections::HashMap, sync::Arc};

use directory::{
    api::School,
    feed::{self, FeedError, Limits, Sheet, Uai},
};
use web::{App, Cx, Form, Incoming, Problem, Reply, Task, Upload};

use super::{
    pages,
    read::{self, Named, Outcomes},
    store::{self, Said},
    views,
};
use crate::{knowing::KEEPERS, pilots::note, t};

/// The longest name.
const NAME_MAX: usize = 120;
/// The longest title of a column.
const TITLE_MAX: usize = 80;

/// Rows kept in one transaction.
const ROWS_AT_ONCE: usize = 2_000;

/// Reads what is sent, and keeps it as a study that waits to be looked at.
pub(super) fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (named, known) = app.read(&incoming, asked).await?;
        let upload = incoming.files.iter().find(|upload| upload.field == "tableau").cloned();
        let read = match upload {
            None => Err("no-file"),
            Some(upload) => {
                let files = app.files.clone();
                app.slow.run(move |_| outcomes(&files, &upload, &named, &known)).await?
            }
        };
        let read = Arc::new(read);
        let seen = Arc::clone(&read);
        let (reply, added) = app.write(&incoming, move |cx| keep(cx, &seen)).await?;
        if let (Some(id), Ok(outcomes)) = (added, &*read) {
            for rows in outcomes.rows.chunks(ROWS_AT_ONCE) {
                let rows = rows.to_vec();
                app.db.write(move |tx| store::add_rows(tx, id, &rows)).await?;
            }
            app.db.write(move |tx| store::complete(tx, id)).await?;
        }
        Ok(reply)
    })
}

/// How the columns are named, and the schools by their number.
fn asked(cx: &mut Cx) -> Result<(Named, HashMap<Uai, School>), Problem> {
    allowed(cx)?;
    let (_, named) = said(&mut cx.form());
    Ok((named, directory::api::schools_by_uai(cx.tx)?))
}

/// What a table says, or why it says nothing.
fn outcomes(
    files: &files::Files,
    upload: &Upload,
    named: &Named,
    known: &HashMap<Uai, School>,
) -> Result<Outcomes, &'static str> {
    let sheets = sheets(files, upload)?;
    let read = read::sheets(&sheets, named, known).map_err(read::Unread::code)?;
    if read.rows.is_empty() { Err("no-line") } else { Ok(read) }
}

/// Refuses whoever does not keep studies.
pub(super) fn allowed(cx: &mut Cx) -> Result<(), Problem> {
    let actor = cx.actor()?;
    if KEEPERS.iter().any(|role| actor.is(*role)) { Ok(()) } else { Err(Problem::forbidden()) }
}

fn sheets(files: &files::Files, upload: &Upload) -> Result<Vec<Sheet>, &'static str> {
    let folder = tempfile::tempdir().map_err(|_full| "lost")?;
    let place = folder.path().join("table");
    let hash = upload.blob.hash.to_string();
    let path =
        directory::import::bring(files, &place, &upload.name, &hash).map_err(|_gone| "lost")?;
    feed::sheets(&[path], &Limits::default()).map_err(|error| match error {
        FeedError::Nothing { .. } => "nothing",
        _ => "damaged",
    })
}

/// What the form says of the study and of its columns.
fn said(form: &mut Form) -> (Said, Named) {
    let said = Said {
        name: form.required("nom", NAME_MAX),
        outcome: form.required("resultat", NAME_MAX),
        is_not_yet: form.shown("temoins") == "not-yet",
    };
    let named = Named {
        unit: form.text("colonne-ecole", TITLE_MAX),
        time: form.text("colonne-annee", TITLE_MAX),
        outcome: form.text("colonne-resultat", TITLE_MAX),
        first: form.text("colonne-entree", TITLE_MAX),
    };
    (said, named)
}

/// Where a table leads, and the study whose rows are to be kept when it is a new one.
fn keep(
    cx: &mut Cx,
    read: &Result<Outcomes, &'static str>,
) -> Result<(Reply, Option<i64>), Problem> {
    allowed(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let (said, _) = said(&mut form);
    match read {
        Err(why) => {
            let says = t::by_key(lang, &format!("unread-{why}")).unwrap_or_default();
            form.refuse("tableau", says);
        }
        Ok(read) if form.is_valid() => {
            let once = cx.incoming.once()?.to_owned();
            let (id, is_new) = store::add(cx.tx, &said, read, &once, cx.now)?;
            if is_new {
                note(cx, "programme.study.add", id)?;
            }
            return Ok((Reply::see_other(pages::path(id)), is_new.then_some(id)));
        }
        Ok(_) => {}
    }
    Ok((Reply::to_correct(views::blank(cx, &form)), None))
}
