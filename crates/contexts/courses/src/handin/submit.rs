//! A pupil hands in: text, photos, files; once however often it is sent, again until answered.

use db::{DbError, journal};
use directory::api;
use events::{Event, courses::HandedInV1};
use kernel::{Actor, Target};
use web::{Access, App, Cx, Form, Incoming, Outcome, Problem, Reply, Route, Task};

use crate::{
    answering,
    attachment::{self, Owner},
    feed,
    handin::{
        Handin, State, TEXT_MAX, said_state,
        store::{self, Sent},
    },
    lesson::store::Writer,
    parts,
    photo::{self, Prepared},
    rights::WORK_DO,
    sent, t, teams,
    work::pages::{Scene, pupil_page},
};

/// Photos and files of one hand-in, together.
pub(crate) const FILES_LIMIT: usize = 60 << 20;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::task("/cours/travaux/{work}/remise", Access::Item(&WORK_DO), submit)
            .accepting(FILES_LIMIT),
    ]
}

fn submit(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let files = photo::prepare(&app, &incoming).await?;
        app.write(&incoming, move |cx| hand_in(cx, &files)).await
    })
}

fn hand_in(cx: &mut Cx, files: &Prepared) -> Outcome {
    let (id, lang) = (cx.id()?, cx.lang());
    cx.require(&WORK_DO, id)?;
    let actor = cx.actor()?.clone();
    let once = cx.incoming.once()?;
    let scene = Scene::load(cx)?;
    if sent::is_done(cx.tx, actor.person, once)? {
        return Ok(done(cx, &scene));
    }
    let before = store::of_pupil(cx.tx, id, actor.person)?;
    refuse_when_closed(cx, &scene, before.as_ref())?;
    let mut form = cx.form();
    let shown = before.as_ref().map_or("", |handin| handin.text_html.as_str());
    let typed = parts::read_rich(&mut form, "texte", TEXT_MAX, shown);
    let is_late_news = sent_before(&form, before.as_ref());
    let text_html = if is_late_news && typed.is_empty() { shown.to_owned() } else { typed };
    if is_late_news && text_html != shown {
        form.refuse("texte", says_changed(cx, before.as_ref(), &actor)?);
        return Ok(Reply::to_correct(pupil_page(cx, &scene, &actor, form)?).with_status(409));
    }
    check(cx, &mut form, &text_html, files, before.as_ref())?;
    if !form.is_valid() {
        return Ok(Reply::to_correct(pupil_page(cx, &scene, &actor, form)?));
    }
    let pupil = before.as_ref().map_or(actor.person, |handin| handin.pupil);
    let who = Writer { person: pupil, now: cx.now };
    let late = cx.today() > scene.work.given.due;
    let by = teams::store::is_in(cx.tx, id, actor.person)?.then_some(actor.person);
    let sent = Sent { text_html: &text_html, late, once, by };
    if let Some(before) =
        before.filter(|before| before.is_asked_again || is_replaced(before, &text_html))
    {
        answering::store::keep_version(cx.tx, &before)?;
        feed::remove_answers(cx.tx, &[before])?;
    }
    let handin = store::hand_in(cx.tx, &scene.course, &scene.work, &sent, who)?;
    let sender = Writer { person: actor.person, now: cx.now };
    attachment::add(cx.tx, Owner::Handin(handin), files.files(), sender)?;
    sent::note(cx.tx, actor.person, once, cx.now)?;
    if by.is_some() {
        note_together(cx, &scene, handin)?;
    }
    tell(cx, &scene, handin)?;
    Ok(done(cx, &scene).saying(if late {
        t::handed_in_late_said(lang)
    } else {
        t::handed_in_said(lang)
    }))
}

/// Whether handing in again takes a text away that nothing else keeps.
fn is_replaced(before: &Handin, text_html: &str) -> bool {
    !before.text_html.is_empty() && before.text_html != text_html
}

fn done(cx: &Cx, scene: &Scene) -> Reply {
    let reply = Reply::see_other(scene.path()).clearing_draft(format!("remise-{}", scene.work.id));
    reply.saying(t::handed_in_said(cx.lang()))
}

/// Whether it was sent before what is handed in now, or instead of something else: from a phone that
/// was without network, say, or while another of the group handed in.
fn sent_before(form: &Form, before: Option<&Handin>) -> bool {
    let after = form.shown("apres").parse::<i64>().ok();
    let copy = form.shown("copie").parse::<i64>().ok();
    before.is_some_and(|before| {
        after.is_some_and(|after| after < before.handed_at.0)
            || copy.is_some_and(|copy| copy != before.id)
    })
}

/// Says that another text is handed in since, and by whom when it was another of the group.
fn says_changed(cx: &mut Cx, before: Option<&Handin>, actor: &Actor) -> Result<String, DbError> {
    let by = before.and_then(|before| before.by).filter(|by| *by != actor.person);
    let name = match by {
        Some(by) => api::name(cx.tx, by)?,
        None => None,
    };
    Ok(name.map_or_else(
        || t::hand_in_changed(cx.lang()).to_owned(),
        |name| t::hand_in_changed_by(cx.lang(), &name.first),
    ))
}

/// A work that asks for nothing, or that was read already, takes no hand-in.
fn refuse_when_closed(cx: &Cx, scene: &Scene, before: Option<&Handin>) -> Result<(), Problem> {
    let lang = cx.lang();
    if !scene.work.is_handed_in() {
        return Err(Problem::refused("nothing-to-hand-in", t::refused_nothing_to_hand_in(lang)));
    }
    match before.filter(|handin| !handin.is_open()).map(|handin| handin.state) {
        Some(State::Published) => {
            Err(Problem::refused("already-answered", t::refused_answered(lang)))
        }
        Some(State::Answered) => Err(Problem::refused("already-read", t::refused_read(lang))),
        Some(State::Handed) | None => Ok(()),
    }
}

fn check(
    cx: &mut Cx,
    form: &mut Form,
    text_html: &str,
    files: &Prepared,
    before: Option<&Handin>,
) -> Result<(), DbError> {
    let lang = form.lang();
    let owner =
        before.filter(|handin| !handin.is_asked_again).map(|handin| Owner::Handin(handin.id));
    if let Some((field, says)) = files.refusal(lang) {
        let field = if ["photos", "voix"].contains(&field) { field } else { "fichiers" };
        form.refuse(field, says);
        return Ok(());
    }
    if attachment::too_many(cx.tx, owner, files.files().len())? {
        form.refuse("photos", t::files_too_many(lang));
    }
    let has_files = match owner {
        Some(owner) => !attachment::of(cx.tx, owner)?.is_empty(),
        None => false,
    };
    let is_empty = text_html.is_empty() && files.files().is_empty() && !has_files;
    if is_empty && form.is_valid() {
        form.refuse("photos", t::hand_in_empty(lang));
    }
    Ok(())
}

/// Who of a group handed in, and when, is a line of the journal.
fn note_together(cx: &mut Cx, scene: &Scene, handin: i64) -> Result<(), Problem> {
    let entry = journal::Entry {
        at: cx.now,
        person: Some(cx.actor()?.person),
        action: "courses.handin.together",
        object: handin,
        scope: Target::teaching(scene.work.teaching),
    };
    Ok(journal::write(cx.tx, &entry)?)
}

/// Makes it their group's too, and says it to the day of each of them, to the teachers' day, and to
/// whoever listens.
pub(crate) fn tell(cx: &mut Cx, scene: &Scene, id: i64) -> Result<(), Problem> {
    let (course, work, now, today) = (&scene.course, &scene.work, cx.now, cx.today());
    let handin = store::get(cx.tx, id)?;
    teams::share(cx.tx, work, &handin, today)?;
    for one in teams::store::sharers_of(cx.tx, &handin)? {
        feed::put_state(cx.tx, (course, work), one.pupil, Some(said_state(&handin)), now)?;
    }
    let waiting = store::waiting_of_work(cx.tx, work.id)?;
    feed::put_waiting(cx.tx, course, work, waiting, now)?;
    let event = HandedInV1 { handin: id, assignment: work.id, pupil: handin.pupil };
    Ok(jobs::emit(cx.tx, HandedInV1::NAME, &event, now)?)
}
