//! What is decided of the programme, who does it, and until when.

use db::{DbError, Tx};
use directory::api::{self, PersonName};
use kernel::{Day, Instant, Role, Target};
use today::api::{Item, Kind, State};
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route};

use super::{
    Action, public,
    store::{self, Meeting, NewAction, NewMeeting},
    views,
};
use crate::{
    home::Door,
    knowing::{ACTION_KEEP, DOCUMENT_READ, FOLLOWERS, KEEPERS, MEETING_KEEP, MEETING_READ},
    pilots::note,
    t,
};

/// Where it is.
pub(crate) const PATH: &str = "/programme/gouvernance";
/// The longest name.
const NAME_MAX: usize = 120;
/// The longest sentence.
const SAYS_MAX: usize = 600;
/// The longest notes of a meeting.
const NOTES_MAX: usize = 20_000;
/// People who may be asked to do something.
const OWNERS_MAX: i64 = 100;
/// The largest document.
pub(super) const LARGEST: usize = 20 << 20;

/// The part of the programme that this is.
pub(crate) const DOOR: Door = Door {
    path: PATH,
    label: t::governance,
    help: t::governance_help,
    icon: "users",
    roles: FOLLOWERS,
};

pub(crate) fn routes() -> Vec<Route> {
    const MEETING: &str = "/programme/gouvernance/reunions/{reunion}";
    let (who, keepers) = (Access::Role(FOLLOWERS), Access::Role(KEEPERS));
    let (read, keep) = (Access::Item(&MEETING_READ), Access::Item(&MEETING_KEEP));
    let mut routes = vec![
        Route::get(PATH, who, list),
        Route::post("/programme/gouvernance/instances", keepers, add_body),
        Route::post("/programme/gouvernance/reunions", keepers, add_meeting),
        Route::get(MEETING, read, show),
        Route::post("/programme/gouvernance/reunions/{reunion}/decisions", keep, decide),
        Route::post("/programme/gouvernance/reunions/{reunion}/actions", keep, act),
        Route::post("/programme/gouvernance/reunions/{reunion}/documents", keep, attach)
            .accepting(LARGEST),
        Route::post("/programme/gouvernance/actions/{suite}", Access::Item(&ACTION_KEEP), done),
        Route::get(
            "/programme/gouvernance/documents/{annexe}",
            Access::Item(&DOCUMENT_READ),
            document,
        ),
    ];
    routes.extend(public::routes());
    routes
}

/// Where a meeting is.
pub(super) fn path(meeting: i64) -> String {
    format!("{PATH}/reunions/{meeting}")
}

fn is_keeper(cx: &Cx) -> Result<bool, Problem> {
    Ok(cx.actor()?.is(Role::TerritoryManager))
}

fn list(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form().with("genre", "committee");
    Ok(overview(cx, &form)?.into())
}

fn overview(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let actor = cx.actor()?.clone();
    let actions = store::to_do(cx.tx)?;
    let meetings = store::meetings(cx.tx, &actor)?;
    let bodies = store::bodies(cx.tx)?;
    let is_keeper = is_keeper(cx)?;
    Ok(views::overview(cx, form, &views::Shown { actions, meetings, bodies, is_keeper }))
}

fn add_body(cx: &mut Cx) -> Outcome {
    let mut form = cx.form();
    let name = form.required("instance", NAME_MAX);
    let about = form.text("role", SAYS_MAX);
    let is_committee = form.shown("genre") == "committee";
    if !form.is_valid() {
        return Ok(Reply::to_correct(overview(cx, &form)?));
    }
    let once = cx.incoming.once()?;
    store::add_body(cx.tx, (is_committee, &name, &about), once)?;
    note(cx, "programme.body.add", 0)?;
    Ok(Reply::see_other(PATH).saying(t::saved(cx.lang())))
}

fn add_meeting(cx: &mut Cx) -> Outcome {
    let (lang, mut form) = (cx.lang(), cx.form());
    let subject = form.required("objet", NAME_MAX);
    let notes = form.text("notes", NOTES_MAX);
    let day = form.required_day("jour");
    let body = web::parse_id(form.shown("comite"));
    let bodies = store::bodies(cx.tx)?;
    let body = body.filter(|id| bodies.iter().any(|body| body.id == *id));
    if body.is_none() {
        form.refuse("comite", t::meeting_no_body(lang));
    }
    let (Some(day), Some(body), true) = (day, body, form.is_valid()) else {
        return Ok(Reply::to_correct(overview(cx, &form)?));
    };
    let once = cx.incoming.once()?;
    let new = NewMeeting { body, day, subject: &subject, notes: &notes };
    let id = store::add_meeting(cx.tx, &new, once)?;
    note(cx, "programme.meeting.add", id)?;
    Ok(Reply::see_other(path(id)).saying(t::saved(lang)))
}

fn load(cx: &mut Cx) -> Result<Meeting, Problem> {
    let id = cx.id()?;
    store::meeting(cx.tx, id)?.ok_or_else(Problem::not_found)
}

/// Those of the house who may be asked to do something.
fn owners(cx: &mut Cx) -> Result<Vec<PersonName>, DbError> {
    let today = cx.today();
    api::holders(cx.tx, FOLLOWERS, today, OWNERS_MAX)
}

fn show(cx: &mut Cx) -> Outcome {
    let (meeting, form) = (load(cx)?, cx.blank_form());
    Ok(page(cx, &meeting, &form)?.into())
}

fn page(cx: &mut Cx, meeting: &Meeting, form: &Form) -> Result<Page, Problem> {
    let decisions = store::decisions(cx.tx, meeting.id)?;
    let actions = store::actions(cx.tx, meeting.id)?;
    let documents = store::documents(cx.tx, meeting.id)?;
    let owners = owners(cx)?;
    let is_keeper = is_keeper(cx)?;
    let held = views::Held { decisions, actions, documents, owners, is_keeper };
    Ok(views::meeting(cx, form, meeting, &held))
}

fn decide(cx: &mut Cx) -> Outcome {
    let (meeting, mut form) = (load(cx)?, cx.form());
    let says = form.required("decision", SAYS_MAX);
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &meeting, &form)?));
    }
    let once = cx.incoming.once()?;
    store::decide(cx.tx, meeting.id, &says, once)?;
    note(cx, "programme.decision.add", meeting.id)?;
    Ok(Reply::see_other(path(meeting.id)).saying(t::saved(cx.lang())))
}

fn act(cx: &mut Cx) -> Outcome {
    let (meeting, lang, mut form) = (load(cx)?, cx.lang(), cx.form());
    let says = form.required("action", SAYS_MAX);
    let due = form.required_day("echeance");
    let named = form.text("autre", NAME_MAX);
    let person = web::parse_id(form.shown("qui"));
    let owner = owners(cx)?.into_iter().find(|owner| Some(owner.id) == person);
    if owner.is_none() && named.is_empty() {
        form.refuse("autre", t::action_no_owner(lang));
    }
    let (Some(due), true) = (due, form.is_valid()) else {
        return Ok(Reply::to_correct(page(cx, &meeting, &form)?));
    };
    let name = owner.as_ref().map_or(named, PersonName::full);
    let new = NewAction {
        meeting: meeting.id,
        says: &says,
        owner: &name,
        person: owner.map(|owner| owner.id),
        due,
    };
    let once = cx.incoming.once()?;
    if let Some(id) = store::act(cx.tx, &new, once)? {
        remind(cx.tx, id, &new, cx.now)?;
        note(cx, "programme.action.add", meeting.id)?;
    }
    Ok(Reply::see_other(path(meeting.id)).saying(t::saved(lang)))
}

/// Puts an action on the day of the person of the house who does it.
pub(crate) fn remind(
    tx: &mut Tx,
    action: i64,
    new: &NewAction,
    now: Instant,
) -> Result<(), DbError> {
    let Some(person) = new.person else { return Ok(()) };
    let link = path(new.meeting);
    let item = Item {
        kind: Kind::Duty,
        reference: action,
        audience: Target::person(person),
        staff: None,
        for_pupils: false,
        for_guardians: false,
        day: new.due,
        starts: None,
        ends: None,
        position: 0,
        title: new.says,
        class: "",
        who: "",
        place: "",
        minutes: None,
        state: State::Open,
        link: &link,
        at: now,
    };
    today::api::put(tx, &item)
}

fn done(cx: &mut Cx) -> Outcome {
    let (id, today) = (cx.id()?, cx.today());
    let action: Action = store::action(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    if store::done(cx.tx, id, today)? {
        today::api::remove(cx.tx, Kind::Duty, id)?;
        note(cx, "programme.action.done", id)?;
    }
    Ok(Reply::see_other(path(action.meeting)).saying(t::action_is_done(cx.lang())))
}

fn attach(cx: &mut Cx) -> Outcome {
    let (meeting, lang, mut form) = (load(cx)?, cx.lang(), cx.form());
    let uploads: Vec<_> = form.files("documents").cloned().collect();
    if uploads.is_empty() {
        form.refuse("documents", t::document_missing(lang));
        return Ok(Reply::to_correct(page(cx, &meeting, &form)?));
    }
    for upload in uploads {
        let hash = upload.blob.hash.to_string();
        let said = (upload.name.as_str(), hash.as_str(), upload.blob.media.mime());
        store::attach(cx.tx, meeting.id, said, cx.now)?;
    }
    note(cx, "programme.document.add", meeting.id)?;
    Ok(Reply::see_other(path(meeting.id)).saying(t::saved(lang)))
}

/// A document is always taken away, never run in place.
fn document(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let document = store::document(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    let hash = files::Hash::parse(&document.hash).ok_or_else(Problem::not_found)?;
    let disposition = files::content_disposition(&document.name, false);
    Ok(Reply::stored(hash, "application/octet-stream", disposition))
}

/// How long before its day something is soon.
pub(super) const SOON_DAYS: i32 = 7;

/// How late something is, or how soon: the state of its tag.
pub(super) fn state(action: &Action, today: Day) -> &'static str {
    match action {
        done if done.done.is_some() => "done",
        late if late.is_late(today) => "wrong",
        soon if soon.due <= today.plus(SOON_DAYS) => "attention",
        _ => "quiet",
    }
}
