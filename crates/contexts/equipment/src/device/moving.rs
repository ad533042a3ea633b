//! A device goes to another school: from one whose devices someone keeps to another of theirs. And
//! everything that someone keeps, as one table.

use directory::{
    api::{self, Numbered},
    export::Sheet,
    feed::Uai,
};
use kernel::Lang;
use maud::html;
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task,
    ui::{self, Choice, Field},
};

use crate::{
    device::{
        Device, Said,
        edit::hand,
        pages::{columns, device_path, files_name, note, note_at, row},
        serial,
        store::{self, By},
    },
    loan,
    rights::{DEVICE_KEEP, ROLES, keeps, runs},
    t,
};

/// Schools to choose from; when there are more, one says the number of the school.
const CHOICES: usize = 60;
/// Schools whose devices are read in one transaction.
const AT_ONCE: usize = 20;

pub(crate) fn routes() -> Vec<Route> {
    const MOVE: &str = "/materiel/appareils/{bien}/deplacer";
    let keeper = Access::Item(&DEVICE_KEEP);
    vec![
        Route::get(MOVE, keeper, ask),
        Route::post(MOVE, keeper, go),
        Route::task("/materiel/export", Access::Role(ROLES), export),
    ]
}

fn load(cx: &mut Cx) -> Result<(Device, Vec<Numbered>), Problem> {
    let (id, actor) = (cx.id()?, cx.actor()?.clone());
    let device = store::device(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    let mut schools = api::schools_numbered(cx.tx, Some((&actor, ROLES)))?;
    schools.retain(|school| school.org.id != device.said.org);
    Ok((device, schools))
}

fn ask(cx: &mut Cx) -> Outcome {
    let (device, schools) = load(cx)?;
    let form = cx.blank_form();
    Ok(page(cx, &device, &schools, &form).into())
}

fn page(cx: &Cx, device: &Device, schools: &[Numbered], form: &Form) -> Page {
    let (lang, path) = (cx.lang(), device_path(device.id));
    let label = t::move_to(lang);
    let choices: Vec<Choice> = schools
        .iter()
        .map(|school| Choice { value: school.uai.clone(), label: &school.org.name, hint: "" })
        .collect();
    let main = html! {
        (ui::back(&path, &device.said.name(lang)))
        (ui::error_summary(form))
        (ui::title(t::move_title(lang), &device.said.name(lang)))
        @if schools.is_empty() { (ui::empty("tree", t::move_nowhere(lang), &html! {})) }
        @else {
            form.card.stack method="post" action={ (path) "/deplacer" } {
                (cx.hidden())
                @if schools.len() > CHOICES { (ui::text(form, &Field::new("uai", label).hint(t::move_uai_hint(lang)).class("short"))) }
                @else { (ui::select(form, &Field::new("uai", label), &choices)) }
                p.muted { (t::move_says(lang)) }
                div.actions { button.act.main { (ui::icon("arrow-right")) (t::move_title(lang)) } }
            }
        }
    };
    Page::narrow(t::move_title(lang), main)
}

fn go(cx: &mut Cx) -> Outcome {
    let (device, schools) = load(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let typed = form.required("uai", 20);
    let uai = Uai::parse(&typed);
    let to = schools.iter().find(|school| uai.is_some_and(|uai| school.uai == uai.as_str()));
    let actor = cx.actor()?.clone();
    let Some(to) = to.filter(|to| keeps(&actor, to.org.id)) else {
        if !typed.is_empty() {
            let says = if uai.is_none() { t::move_bad(lang) } else { t::move_not_yours(lang) };
            form.refuse("uai", says);
        }
        return Ok(Reply::to_correct(page(cx, &device, &schools, &form)));
    };
    let key = serial::key(&device.said.tag);
    let taken = store::known(cx.tx, By::Tag, &[&key])?;
    if !key.is_empty() && taken.iter().any(|other| other.said.org == to.org.id) {
        form.refuse("uai", t::move_tag_taken(lang, &device.said.tag));
        return Ok(Reply::to_correct(page(cx, &device, &schools, &form)));
    }
    if loan::store::open_of_device(cx.tx, device.id)?.is_some() {
        form.refuse("uai", t::loan_first_back(lang));
        return Ok(Reply::to_correct(page(cx, &device, &schools, &form)));
    }
    let said = Said { org: to.org.id, place: String::new(), ..device.said.clone() };
    let by = hand(cx)?;
    store::change(cx.tx, &device, &said, by)?;
    for org in [device.said.org, to.org.id] {
        note(cx, "equipment.device.move", device.id, org)?;
    }
    Ok(Reply::see_other(device_path(device.id)).saying(t::moved(lang, &to.org.name)))
}

/// Everything that someone keeps, school after school, so that nobody else waits.
fn export(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (lang, schools) = app.write(&incoming, ready).await?;
        let db = app.db.clone();
        let written = tokio::task::spawn_blocking(move || {
            let mut sheet = Sheet::new();
            let mut titles = vec![t::uai(lang), t::school_name(lang), t::school_commune(lang)];
            titles.extend(columns(lang));
            sheet.row(&titles)?;
            for some in schools.chunks(AT_ONCE) {
                let orgs: Vec<i64> = some.iter().map(|school| school.org.id).collect();
                let devices = db.read_blocking(move |tx| {
                    orgs.iter().map(|org| store::whole(tx, *org)).collect::<Result<Vec<_>, _>>()
                })?;
                for (school, devices) in some.iter().zip(&devices) {
                    let said = [school.uai.as_str(), &school.org.name, &school.org.commune];
                    for device in devices {
                        row(lang, &mut sheet, (&said, &[]), &device.said)?;
                    }
                }
            }
            sheet.finish()
        });
        let bytes = written.await.map_err(|error| {
            tracing::error!(%error, "an export was cut short");
            Problem::new(500, "internal")
        })??;
        Ok(Reply::data("text/csv; charset=utf-8", files_name(t::export_name(lang)), bytes))
    })
}

fn ready(cx: &mut Cx) -> Result<(Lang, Vec<Numbered>), Problem> {
    let actor = cx.actor()?.clone();
    if !ROLES.iter().any(|role| actor.is(*role)) {
        return Err(Problem::forbidden());
    }
    let schools = api::schools_numbered(cx.tx, Some((&actor, ROLES)))?;
    if runs(&actor) {
        note_at(cx, "equipment.inventory.export", 0, kernel::Target::TERRITORY)?;
    } else {
        for school in &schools {
            note(cx, "equipment.inventory.export", school.org.id, school.org.id)?;
        }
    }
    Ok((cx.lang(), schools))
}
