//! What was reported: the list of what one may see, one report, what becomes of it.

use directory::{api, export::Sheet};
use events::{Event, equipment::TicketMovedV1};
use kernel::{Role, Target};
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates};

use crate::{
    SENT,
    device::{Device, Said, State, edit::hand, pages::note, store as devices},
    rights::{DEVICE_KEEP, TICKET_KEEP, TICKET_MINE, TICKET_READ, lends},
    t,
    ticket::{
        BECOMES, Stand, Step, Ticket, Trouble,
        report::WORDS_MAX,
        store::{self, Asked, Which},
        views,
    },
};

/// Where the list is.
pub(crate) const PATH: &str = "/materiel/problemes";

pub(super) fn routes() -> Vec<Route> {
    let (reader, keeper) = (Access::Item(&TICKET_READ), Access::Item(&TICKET_KEEP));
    vec![
        Route::get(PATH, Access::SignedIn, list),
        Route::get("/materiel/problemes/export", Access::SignedIn, export),
        Route::get("/materiel/problemes/{probleme}", reader, show),
        Route::post("/materiel/problemes/{probleme}/suite", keeper, go_on),
        Route::post("/materiel/problemes/{probleme}/rouvrir", Access::Item(&TICKET_MINE), reopen),
    ]
}

/// Where a report is.
pub(super) fn ticket_path(ticket: i64) -> String {
    format!("{PATH}/{ticket}")
}

impl Which {
    /// The word in an address.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::All => "tous",
            Self::At(stand) => stand.code(),
        }
    }

    fn from_code(code: &str) -> Self {
        match code {
            "tous" => Self::All,
            code => Stand::from_code(code).map_or(Self::Open, Self::At),
        }
    }
}

impl Asked {
    fn of(cx: &Cx) -> Self {
        let query = |name| cx.incoming.query(name).unwrap_or_default();
        Self {
            stand: Which::from_code(query("etat")),
            trouble: Trouble::from_code(query("quoi")),
            org: web::parse_id(query("ecole")),
            page: web::parse_id(query("page")).unwrap_or(1),
        }
    }

    /// The same as the beginning of a query.
    pub(super) fn query(&self) -> String {
        let org = self.org.map(|org| org.to_string()).unwrap_or_default();
        let trouble = self.trouble.map(Trouble::code).unwrap_or_default();
        crate::query(&[("etat", self.stand.code()), ("quoi", trouble), ("ecole", &org)])
    }
}

fn list(cx: &mut Cx) -> Outcome {
    let (asked, actor) = (Asked::of(cx), cx.actor()?.clone());
    let (tickets, count) = store::seen(cx.tx, &actor, &asked)?;
    let told = views::Told::load(cx.tx, &tickets)?;
    Ok(views::list(cx, &asked, (&tickets, &told), count).into())
}

/// What was reported as a spreadsheet: what, where, since when, where it stands; nobody's name.
fn export(cx: &mut Cx) -> Outcome {
    let (asked, actor, lang) = (Asked::of(cx), cx.actor()?.clone(), cx.lang());
    let tickets = store::all_seen(cx.tx, &actor, &asked)?;
    let told = views::Told::load(cx.tx, &tickets)?;
    let mut sheet = Sheet::new();
    sheet.row(&[
        t::school_name(lang),
        t::part_place(lang),
        t::device(lang),
        t::number(lang),
        t::ticket_what(lang),
        t::report_words(lang),
        t::ticket_stand(lang),
        t::ticket_since(lang),
        t::ticket_closed(lang),
    ])?;
    let day = |at| cx.app.place.local(at).0.to_string();
    for ticket in &tickets {
        let (device, called) = told.device(lang, ticket);
        sheet.row(&[
            told.school(ticket),
            &ticket.place,
            &device,
            called,
            ticket.trouble.says(lang),
            &ticket.words,
            ticket.stand.says(lang),
            &day(ticket.at),
            &ticket.closed_at.map(day).unwrap_or_default(),
        ])?;
    }
    let disposition = Some(format!("attachment; filename=\"{}\"", t::tickets_file(lang)));
    Ok(Reply::data("text/csv; charset=utf-8", disposition, sheet.finish()?))
}

/// A report, and what the person may do with it.
pub(super) struct Scene {
    pub(super) ticket: Ticket,
    pub(super) device: Option<Device>,
    pub(super) may_keep: bool,
    pub(super) may_reopen: bool,
    /// Whether they keep the device, and change what is said of it.
    pub(super) keeps_device: bool,
    /// Whether they reported it, or answer for who did.
    pub(super) is_mine: bool,
    /// Whether they lend what the school has, and know the families by name.
    pub(super) lends: bool,
}

impl Scene {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let id = cx.id()?;
        let ticket = store::ticket(cx.tx, id)?.ok_or_else(Problem::not_found)?;
        let is_mine = cx.allows(&TICKET_MINE, id)?;
        let device = match ticket.device {
            Some(device) => devices::device(cx.tx, device)?,
            None => None,
        };
        let keeps_device = match &device {
            Some(device) => cx.allows(&DEVICE_KEEP, device.id)?,
            None => false,
        };
        Ok(Self {
            may_keep: cx.allows(&TICKET_KEEP, id)?,
            may_reopen: is_mine && ticket.may_reopen(cx.now),
            lends: lends(cx.actor()?, ticket.org),
            is_mine,
            keeps_device,
            device,
            ticket,
        })
    }
}

fn show(cx: &mut Cx) -> Outcome {
    let (scene, form) = (Scene::load(cx)?, cx.blank_form());
    Ok(page(cx, &scene, form)?.into())
}

fn page(cx: &mut Cx, scene: &Scene, form: Form) -> Result<Page, Problem> {
    let form = form.with("etat", scene.ticket.stand.code());
    let told = views::Told::load(cx.tx, std::slice::from_ref(&scene.ticket))?;
    let steps = store::steps(cx.tx, scene.ticket.id)?;
    let people: Vec<i64> =
        steps.iter().filter_map(|step| step.person).chain(scene.ticket.reporter).collect();
    let names = api::names(cx.tx, &people)?;
    let photos = store::photos(cx.tx, scene.ticket.id)?;
    Ok(views::one(cx, scene, &told, (&steps, &names), &photos, &form))
}

/// Says to who reported it what becomes of it.
fn tell(cx: &mut Cx, ticket: &Ticket, step: i64) -> Result<(), Problem> {
    let person = cx.actor()?.person;
    if let Some(reporter) = ticket.reporter.filter(|reporter| *reporter != person) {
        let event = TicketMovedV1 { person: reporter, ticket: ticket.id, step };
        jobs::emit(cx.tx, TicketMovedV1::NAME, &event, cx.now)?;
    }
    Ok(())
}

fn go_on(cx: &mut Cx) -> Outcome {
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let scene = Scene::load(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let stand = form.choice("etat", Stand::from_code);
    let words = form.text("mots", WORDS_MAX);
    let is_passed = scene.ticket.is_passed || form.ticked("passer");
    let becomes = match form.shown("appareil") {
        "" => None,
        _ => form
            .choice("appareil", State::from_code)
            .filter(|state| scene.keeps_device && BECOMES.contains(state)),
    };
    let is_nothing = stand == Some(scene.ticket.stand)
        && words.is_empty()
        && is_passed == scene.ticket.is_passed
        && becomes.is_none();
    if is_nothing {
        form.refuse("mots", t::step_nothing(lang));
    }
    let Some(stand) = stand.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(page(cx, &scene, form)?));
    };
    let by = hand(cx)?;
    let step = Step { at: cx.now, person: by.person, stand, words };
    let id = store::go_on(cx.tx, scene.ticket.id, &step, is_passed)?;
    if let Some((device, state)) = scene.device.as_ref().zip(becomes) {
        let said = Said { state, ..device.said.clone() };
        if !devices::change(cx.tx, device, &said, by)?.is_empty() {
            note(cx, "equipment.device.change", device.id, device.said.org)?;
        }
    }
    tell(cx, &scene.ticket, id)?;
    note(cx, "equipment.ticket.go-on", scene.ticket.id, scene.ticket.org)?;
    SENT.lead(cx, ticket_path(scene.ticket.id), t::step_said(lang))
}

fn reopen(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    if !scene.may_reopen {
        return Err(Problem::refused("ticket-closed", t::reopen_late(lang)));
    }
    let words = form.text("pourquoi", WORDS_MAX);
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &scene, form)?));
    }
    let person = Some(cx.actor()?.person);
    let step = Step { at: cx.now, person, stand: Stand::Received, words };
    store::go_on(cx.tx, scene.ticket.id, &step, scene.ticket.is_passed)?;
    note(cx, "equipment.ticket.reopen", scene.ticket.id, scene.ticket.org)?;
    Ok(Reply::see_other(ticket_path(scene.ticket.id)).saying(t::reopened(lang)))
}

/// Whether someone keeps the whole territory: who asks for its help is not them.
pub(super) fn is_territory(cx: &Cx) -> bool {
    cx.actor().is_ok_and(|actor| actor.has(Role::TerritoryManager, Target::TERRITORY))
}

/// « depuis hier à 9 h 12 ».
pub(super) fn since(cx: &Cx, at: kernel::Instant) -> String {
    dates::when(cx.lang(), at, cx.now, &cx.app.place)
}
