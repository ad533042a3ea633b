//! The lists that a school takes away.

use std::io::Cursor;

use maud::html;
use web::Access;
use web::{App, Cx, Incoming, Outcome, Page, Problem, Reply, Route, Task, ui};

use super::{
    assemble::{Roster, Told},
    store,
};
use crate::{
    api,
    feed::oneroster_writer::{self, Writer},
    rights::{CLASS_SEE, SCHOOL_EXPORT, SCHOOL_LISTS},
    sheet::Sheet,
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    let lists = Access::Item(&SCHOOL_LISTS);
    vec![
        Route::get("/etablissements/{org}/exporter", lists, page),
        Route::noted("/etablissements/{org}/exporter/eleves", lists, pupils),
        Route::task(
            "/etablissements/{org}/exporter",
            Access::Item(&SCHOOL_EXPORT),
            |app, incoming| download(app, incoming),
        ),
        Route::noted("/classes/{groupe}/liste", Access::Item(&CLASS_SEE), class),
    ]
}

fn school(cx: &mut Cx) -> Result<api::Org, Problem> {
    let id = cx.id()?;
    api::orgs(cx.tx, &[id])?.remove(&id).ok_or_else(Problem::not_found)
}

fn page(cx: &mut Cx) -> Outcome {
    let (lang, org) = (cx.lang(), school(cx)?);
    let path = format!("/etablissements/{}", org.id);
    let gives_all = cx.allows(&SCHOOL_EXPORT, org.id)?;
    let main = html! {
        (ui::back(&path, &org.name))
        (ui::title(t::export_title(lang), t::export_under(lang)))
        section.card aria-labelledby="liste" {
            header { h2 id="liste" { (t::export_pupils(lang)) } }
            p { (t::export_pupils_says(lang)) }
            p.actions {
                a.act href={ (path) "/exporter/eleves" } { (ui::icon("download")) (t::export_pupils_take(lang)) }
            }
        }
        @if gives_all {
            form.card method="post" action={ (path) "/exporter" } {
                (cx.hidden())
                h2 { (t::export_oneroster(lang)) }
                p { (t::export_oneroster_says(lang)) }
                p.muted { (t::export_oneroster_care(lang)) }
                div.actions { button.act { (ui::icon("download")) (t::export_oneroster_take(lang)) } }
            }
        }
    };
    Ok(Page::narrow(t::export_title(lang), main).into())
}

/// The pupils of a school, with their classes.
fn pupils(cx: &mut Cx) -> Outcome {
    let (lang, today, org) = (cx.lang(), cx.today(), school(cx)?);
    note(cx, kernel::Target::org(org.id))?;
    let mut sheet = Sheet::new();
    sheet.row(&[t::export_last(lang), t::export_first(lang), t::export_class(lang)])?;
    for group in api::groups_of_org(cx.tx, org.id, today)?.iter().filter(|group| group.is_class) {
        for pupil in api::pupils_of_group(cx.tx, group.id, today)? {
            sheet.row(&[&pupil.last, &pupil.first, &group.name])?;
        }
    }
    give(sheet, "eleves.csv")
}

/// The pupils of a class or a group.
fn class(cx: &mut Cx) -> Outcome {
    let (id, lang, today) = (cx.id()?, cx.lang(), cx.today());
    note(cx, kernel::Target::group(id))?;
    let mut sheet = Sheet::new();
    sheet.row(&[t::export_last(lang), t::export_first(lang)])?;
    for pupil in api::pupils_of_group(cx.tx, id, today)? {
        sheet.row(&[&pupil.last, &pupil.first])?;
    }
    give(sheet, "classe.csv")
}

fn note(cx: &mut Cx, scope: kernel::Target) -> Result<(), Problem> {
    crate::hand::note(cx, "directory.class.export", scope.id, scope)
}

fn give(sheet: Sheet, name: &str) -> Outcome {
    let disposition = files::content_disposition(name, false);
    Ok(Reply::data("text/csv; charset=utf-8", Some(disposition), sheet.finish()?))
}

fn download(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (roster, people) = app.read(&incoming, read).await?;
        let day = app.place.local(app.clock.now()).0;
        let made = app.slow.run(move |_| pack(&roster, &people, day)).await?;
        let archive = made.map_err(|error| {
            tracing::error!(%error, "an export could not be made");
            Problem::new(500, "internal")
        })?;
        app.write(&incoming, |cx| {
            let org = cx.id()?;
            cx.require(&SCHOOL_EXPORT, org)?;
            crate::hand::note(cx, super::ACTION, org, kernel::Target::org(org))
        })
        .await?;
        let disposition = files::content_disposition("oneroster.zip", false);
        Ok(Reply::data("application/zip", Some(disposition), archive))
    })
}

/// Who is told, in one transaction.
fn read(cx: &mut Cx) -> Result<(Roster, Vec<Told>), Problem> {
    let (id, today) = (cx.id()?, cx.today());
    cx.require(&SCHOOL_EXPORT, id)?;
    let mut orgs = store::orgs(cx.tx)?;
    orgs.retain(|org| org.id == id);
    if orgs.is_empty() {
        return Err(Problem::not_found());
    }
    let roster = Roster::read(cx.tx, orgs, today)?;
    let mut people = Vec::new();
    for start in roster.starts() {
        people.extend(roster.chunk(cx.tx, start)?);
    }
    Ok((roster, people))
}

fn pack(roster: &Roster, people: &[Told], day: kernel::Day) -> std::io::Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let mut writer = Writer::create(folder.path(), day)?;
    roster.schools.iter().try_for_each(|school| writer.school(school))?;
    people.iter().try_for_each(|told| writer.person(&told.person, &told.responsible_in))?;
    writer.finish()?;
    let mut archive = Cursor::new(Vec::new());
    oneroster_writer::pack(folder.path(), &mut archive)?;
    Ok(archive.into_inner())
}
