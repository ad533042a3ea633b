//! Receiving a table of outcomes.

use std::collections::BTreeSet;

use directory::feed::{self, FeedError, Limits, Sheet};
use web::{App, Cx, Form, Incoming, Outcome, Problem, Reply, Task, Upload};

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

/// Reads what is sent, and keeps it as a study that waits to be looked at.
pub(super) fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        app.read(&incoming, allowed).await?;
        let upload = incoming.files.iter().find(|upload| upload.field == "tableau").cloned();
        let sheets = match upload {
            None => Err("no-file"),
            Some(upload) => {
                let files = app.files.clone();
                app.slow.run(move |_| sheets(&files, &upload)).await?
            }
        };
        let sheets = std::sync::Arc::new(sheets);
        app.write(&incoming, move |cx| keep(cx, &sheets)).await
    })
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

fn keep(cx: &mut Cx, sheets: &Result<Vec<Sheet>, &'static str>) -> Outcome {
    allowed(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let (said, named) = said(&mut form);
    let known: BTreeSet<String> =
        directory::api::orgs_by_uai(cx.tx)?.into_keys().map(String::from).collect();
    let read: Result<Outcomes, &str> = match sheets {
        Err(why) => Err(why),
        Ok(sheets) => read::sheets(sheets, &named, &known).map_err(read::Unread::code),
    };
    let read = read.and_then(|read| if read.rows.is_empty() { Err("no-line") } else { Ok(read) });
    match read {
        Err(why) => {
            let says = t::by_key(lang, &format!("unread-{why}")).unwrap_or_default();
            form.refuse("tableau", says);
        }
        Ok(read) if form.is_valid() => {
            let once = cx.incoming.once()?.to_owned();
            let id = store::add(cx.tx, &said, &read, &once, cx.now)?;
            note(cx, "programme.study.add", id)?;
            return Ok(Reply::see_other(pages::path(id)));
        }
        Ok(_) => {}
    }
    Ok(Reply::to_correct(views::blank(cx, &form)))
}
