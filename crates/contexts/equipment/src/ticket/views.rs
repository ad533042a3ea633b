//! What reports look like.

use std::collections::HashMap;

use db::{DbError, Tx};
use directory::api::{self, Org, PersonName};
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Choice, Column, Field},
};

use crate::{
    device::{Device, pages::device_path, store as devices},
    t,
    ticket::{
        BECOMES, PATH, Stand, Step, Ticket, Trouble,
        pages::{Scene, is_territory, since, ticket_path},
        store::{Asked, PER_PAGE, Photo, Which},
    },
};

/// The names and things that reports are told with.
pub(super) struct Told {
    orgs: HashMap<i64, Org>,
    devices: HashMap<i64, Device>,
}

impl Told {
    pub(super) fn load(tx: &mut Tx, tickets: &[Ticket]) -> Result<Self, DbError> {
        let orgs: Vec<i64> = tickets.iter().map(|ticket| ticket.org).collect();
        let ids: Vec<i64> = tickets.iter().filter_map(|ticket| ticket.device).collect();
        let devices = devices::by_ids(tx, &ids)?;
        Ok(Self {
            orgs: api::orgs(tx, &orgs)?,
            devices: devices.into_iter().map(|device| (device.id, device)).collect(),
        })
    }

    pub(super) fn school(&self, ticket: &Ticket) -> &str {
        self.orgs.get(&ticket.org).map(|org| org.name.as_str()).unwrap_or_default()
    }

    pub(super) fn device(&self, lang: Lang, ticket: &Ticket) -> (String, &str) {
        let device = ticket.device.and_then(|id| self.devices.get(&id));
        device.map_or((String::new(), ""), |device| (device.said.name(lang), device.said.called()))
    }

    /// « Vidéoprojecteur VP-003, salle 7 ».
    fn whereabouts(&self, lang: Lang, ticket: &Ticket) -> String {
        let (name, called) = self.device(lang, ticket);
        let device = format!("{name} {called}");
        let parts = [device.trim(), ticket.place.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// Where a report stands, as a tag.
pub(crate) fn stand_tag(lang: Lang, stand: Stand) -> Markup {
    let kind = match stand {
        Stand::Received => "attention",
        Stand::Taken | Stand::Waiting => "quiet",
        Stand::Fixed => "done",
        Stand::Refused => "wrong",
    };
    ui::tag(kind, stand.says(lang))
}

/// What someone may see of what was reported.
pub(super) fn list(
    cx: &Cx,
    asked: &Asked,
    (tickets, told): (&[Ticket], &Told),
    count: i64,
) -> Page {
    let (lang, query) = (cx.lang(), asked.query());
    let form = cx
        .blank_form()
        .with("etat", asked.stand.code())
        .with("quoi", asked.trouble.map(Trouble::code).unwrap_or_default());
    let stands: Vec<Choice> =
        [(Which::Open, t::stand_open(lang)), (Which::All, t::stand_all(lang))]
            .into_iter()
            .chain(Stand::ALL.iter().map(|one| (Which::At(*one), one.says(lang))))
            .map(|(which, label)| Choice { value: which.code().to_owned(), label, hint: "" })
            .collect();
    let troubles: Vec<Choice> = std::iter::once(("", t::trouble_all(lang)))
        .chain(Trouble::ALL.iter().map(|one| (one.code(), one.says(lang))))
        .map(|(value, label)| Choice { value: value.to_owned(), label, hint: "" })
        .collect();
    let last = (count + PER_PAGE - 1) / PER_PAGE;
    let main = html! {
        (ui::title(t::tickets_title(lang), &t::tickets_count(lang, count)))
        @if cx.actor().is_ok_and(crate::ticket::reports) {
            p.actions { a.act.main href=(super::report::PATH) { (ui::icon("plus")) (t::report_title(lang)) } }
        }
        form.finder method="get" action=(PATH) {
            @if let Some(org) = asked.org { input type="hidden" name="ecole" value=(org); }
            (ui::select(&form, &Field::new("etat", t::ticket_stand(lang)), &stands))
            (ui::select(&form, &Field::new("quoi", t::ticket_what(lang)), &troubles))
            button.act { (t::find(lang)) }
        }
        @if tickets.is_empty() { (ui::empty("kite", t::tickets_none(lang), &html! {})) }
        @else {
            (table(cx, tickets, told))
            p.actions { a.act href={ (PATH) "/export?" (query) } { (ui::icon("download")) (t::export(lang)) } }
        }
        (ui::pages(lang, &format!("{PATH}?{query}page="), asked.page, last))
    };
    Page::wide(t::tickets_title(lang), main)
}

fn table(cx: &Cx, tickets: &[Ticket], told: &Told) -> Markup {
    let lang = cx.lang();
    let columns = [
        Column::words(t::ticket_what(lang)),
        Column::words(t::ticket_where(lang)),
        Column::words(t::school_name(lang)),
        Column::words(t::ticket_stand(lang)),
        Column::words(t::ticket_since(lang)),
    ];
    let rows: Vec<Vec<Markup>> = tickets
        .iter()
        .map(|ticket| {
            vec![
                html! { a href=(ticket_path(ticket.id)) { (ticket.trouble.says(lang)) } },
                html! { (told.whereabouts(lang, ticket)) },
                html! { (told.school(ticket)) },
                stand_tag(lang, ticket.stand),
                html! { (dates::capital(&since(cx, ticket.at))) },
            ]
        })
        .collect();
    ui::cards_table(t::tickets_title(lang), &columns, &rows)
}

/// What is not over of a device, on its page.
pub(crate) fn of_device(cx: &Cx, tickets: &[Ticket]) -> Markup {
    let lang = cx.lang();
    html! {
        @if !tickets.is_empty() {
            section.card aria-labelledby="problemes" {
                header { h2 id="problemes" { (t::tickets_title(lang)) } }
                ul.files { @for ticket in tickets {
                    li { a href=(ticket_path(ticket.id)) {
                        (ui::icon("triangle-alert")) span { (ticket.trouble.says(lang)) } (stand_tag(lang, ticket.stand))
                    } }
                } }
            }
        }
    }
}

/// One report.
pub(super) fn one(
    cx: &Cx,
    scene: &Scene,
    told: &Told,
    (steps, names): (&[Step], &HashMap<i64, PersonName>),
    photos: &[Photo],
    form: &Form,
) -> Page {
    let (lang, ticket) = (cx.lang(), &scene.ticket);
    let (name, called) = told.device(lang, ticket);
    let me = cx.actor().ok().map(|actor| actor.person);
    let who = |person, stand| who_said(scene, names, (lang, me), (person, stand));
    let device = html! {
        @if scene.keeps_device && let Some(device) = &scene.device {
            a href=(device_path(device.id)) { (name) " " (called) }
        } @else { (name) " " (called) }
    };
    let facts: Vec<(&str, Markup)> = [
        (t::device(lang), (!name.is_empty()).then_some(device)),
        (t::part_place(lang), (!ticket.place.is_empty()).then(|| html! { (ticket.place) })),
        (t::school_name(lang), Some(html! { (told.school(ticket)) })),
        (t::reported_by(lang), Some(html! { (who(ticket.reporter, Stand::Received)) })),
        (t::ticket_since(lang), Some(html! { (dates::capital(&since(cx, ticket.at))) })),
    ]
    .into_iter()
    .filter_map(|(what, says)| Some((what, says?)))
    .collect();
    let main = html! {
        (ui::back(PATH, t::tickets_title(lang)))
        (ui::error_summary(form))
        (ui::title(ticket.trouble.says(lang), &told.whereabouts(lang, ticket)))
        section.card.stack aria-labelledby="quoi" {
            header { h2 id="quoi" { (t::ticket(lang)) } (stand_tag(lang, ticket.stand)) }
            (ui::facts(&facts))
            @if ticket.is_passed { p.muted { (t::is_passed(lang)) } }
            @if !ticket.words.is_empty() { p { (ticket.words) } }
            @if !photos.is_empty() {
                ul.photos { @for (at, photo) in (1_i64..).zip(photos) {
                    @let path = format!("/materiel/photos/{}", photo.id);
                    li { a href=(path) { img src=(path) alt=(t::photo_number(lang, at)) loading="lazy"; } }
                } }
            }
        }
        @if scene.may_keep { (next_form(cx, scene, form)) }
        @if scene.may_reopen {
            (ui::confirm(t::reopen(lang), t::reopen_under(lang), &html! {
                form.stack method="post" action={ (ticket_path(ticket.id)) "/rouvrir" } {
                    (cx.hidden())
                    (ui::text(form, &Field::new("pourquoi", t::reopen_why(lang)).optional()))
                    div.actions { button.act { (ui::icon("undo-2")) (t::reopen(lang)) } }
                }
            }))
        }
        section.card aria-labelledby="suite" {
            h2 id="suite" { (t::ticket_steps(lang)) }
            ol.changes { @for step in steps {
                li { span {
                    b { (step.stand.says(lang)) } @if !step.words.is_empty() { " · " (step.words) }
                    br; small.muted { (dates::capital(&since(cx, step.at))) " · " (who(step.person, step.stand)) }
                } }
            } }
        }
    };
    Page::narrow(t::ticket(lang), main)
}

/// Who did something: a family has no name but for itself and for the school, and of two guardians none
/// has a name for the other. What a family does is to report, and to open again.
fn who_said(
    scene: &Scene,
    names: &HashMap<i64, PersonName>,
    (lang, me): (Lang, Option<i64>),
    (person, stand): (Option<i64>, Stand),
) -> String {
    let is_family = scene.ticket.is_family && stand == Stand::Received;
    let is_theirs = scene.is_mine && (person == me || person == scene.ticket.reporter);
    if is_family && !scene.lends && !is_theirs {
        return t::a_family(lang).to_owned();
    }
    let name = person.and_then(|id| names.get(&id)).map(PersonName::formal);
    name.unwrap_or_else(|| t::someone(lang).to_owned())
}

fn next_form(cx: &Cx, scene: &Scene, form: &Form) -> Markup {
    let lang = cx.lang();
    let stands: Vec<Choice> = Stand::ALL
        .iter()
        .map(|one| Choice { value: one.code().to_owned(), label: one.says(lang), hint: "" })
        .collect();
    let states: Vec<Choice> = std::iter::once(("", t::state_unchanged(lang)))
        .chain(BECOMES.map(|one| (one.code(), one.says(lang))))
        .map(|(value, label)| Choice { value: value.to_owned(), label, hint: "" })
        .collect();
    html! {
        form.card.stack method="post" action={ (ticket_path(scene.ticket.id)) "/suite" } {
            h2 { (t::ticket_next(lang)) }
            (cx.hidden())
            (ui::select(form, &Field::new("etat", t::ticket_stand(lang)), &stands))
            (ui::textarea(form, &Field::new("mots", t::step_words(lang)).hint(t::step_words_hint(lang)).optional(), 2))
            @if scene.keeps_device { (ui::select(form, &Field::new("appareil", t::device_becomes(lang)), &states)) }
            @if !scene.ticket.is_passed && !is_territory(cx) {
                (ui::checkbox(form, &Field::new("passer", t::pass_on(lang)).hint(t::pass_on_hint(lang))))
            }
            div.actions { button.act.main { (ui::icon("check")) (t::save(lang)) } }
        }
    }
}
