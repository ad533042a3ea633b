//! What the inventory looks like.

use std::collections::HashMap;

use directory::api::{Org, PersonName};
use kernel::{Day, Lang};
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Choice, Column, Field},
};

use crate::{
    device::{
        Category, Device, Part, State,
        labels::Format,
        pages::{device_path, school_path},
        price_said,
        store::{Asked, Event, PER_PAGE},
    },
    loan,
    rights::{keeps_several, lends},
    schools,
    survey::{self, Survey},
    t,
    ticket::{self, Ticket},
};

/// A state as a tag: what needs someone stands out.
pub(crate) fn state_tag(lang: Lang, state: State) -> Markup {
    let kind = match state {
        State::Used => "done",
        State::Broken => "attention",
        State::Lost | State::Stolen => "wrong",
        State::Stock | State::Lent | State::Gone => "quiet",
    };
    ui::tag(kind, state.says(lang))
}

/// The kinds of things to choose from, « toutes » first when one may not choose.
pub(crate) fn categories(lang: Lang, any: Option<&'static str>) -> Vec<Choice<'static>> {
    let first = any.map(|label| Choice { value: String::new(), label, hint: "" });
    let each = Category::ALL.iter().map(|one| Choice {
        value: one.code().to_owned(),
        label: one.says(lang),
        hint: "",
    });
    first.into_iter().chain(each).collect()
}

/// The states to choose from.
pub(super) fn states(lang: Lang, any: Option<&'static str>) -> Vec<Choice<'static>> {
    let first = any.map(|label| Choice { value: String::new(), label, hint: "" });
    let each = State::ALL.iter().map(|one| Choice {
        value: one.code().to_owned(),
        label: one.says(lang),
        hint: "",
    });
    first.into_iter().chain(each).collect()
}

/// The devices of a school.
pub(super) fn list(
    cx: &Cx,
    (org, waiting): (&Org, Option<&Survey>),
    asked: &Asked,
    (devices, count): (&[Device], i64),
    (holders, problems): (&HashMap<i64, String>, i64),
) -> Page {
    let (lang, path, query) = (cx.lang(), school_path(org.id), asked.query());
    let form = cx
        .blank_form()
        .with("q", &asked.words)
        .with("genre", asked.category.map(Category::code).unwrap_or_default())
        .with("etat", asked.state.map(State::code).unwrap_or_default());
    let last = (count + PER_PAGE - 1) / PER_PAGE;
    let main = html! {
        @if cx.actor().is_ok_and(keeps_several) { (ui::back(schools::PATH, t::title(lang))) }
        (ui::title(&org.name, &t::count(lang, count)))
        @if let Some(survey) = waiting { (survey::waiting_card(cx, survey, org, false)) }
        p.actions {
            a.act.main[waiting.is_none()] href={ (path) "/ajouter" } { (ui::icon("plus")) (t::add(lang)) }
            a.act href={ (crate::import::pages::PATH) "?ecole=" (org.id) } { (ui::icon("file-up")) (t::import_title(lang)) }
            a.act href={ (crate::order::pages::PATH) "?ecole=" (org.id) } { (ui::icon("list")) (t::orders_title(lang)) }
            a.act href={ (path) "/releve" } { (ui::icon("check")) (t::stock_title(lang)) }
            @if cx.actor().is_ok_and(|actor| lends(actor, org.id)) {
                a.act href=(loan::school_loans(org.id)) { (ui::icon("users")) (t::loans_title(lang)) }
            }
            a.act href={ (ticket::PATH) "?ecole=" (org.id) } { (ui::icon("triangle-alert")) (t::tickets_open(lang, problems)) }
            a.act href={ (path) "/socle" } { (ui::icon("list")) (t::baseline_title(lang)) }
        }
        form.finder method="get" action=(path) role="search" {
            (ui::text(&form, &Field::new("q", t::search(lang)).kind("search").optional()))
            (ui::select(&form, &Field::new("genre", t::part_category(lang)), &categories(lang, Some(t::all(lang)))))
            (ui::select(&form, &Field::new("etat", t::part_state(lang)), &states(lang, Some(t::all_present(lang)))))
            button.act { (t::find(lang)) }
        }
        @if devices.is_empty() { (ui::empty("bench", t::none(lang), &html! {})) }
        @else {
            (table(lang, devices, holders))
            p.actions {
                a.act href={ (path) "/etiquettes?" (query) } { (ui::icon("printer")) (t::labels_title(lang)) }
                a.act href={ (path) "/export?" (query) } { (ui::icon("download")) (t::export(lang)) }
            }
        }
        (ui::pages(lang, &format!("{path}?{query}page="), asked.page, last))
    };
    Page::wide(t::title(lang), main)
}

fn table(lang: Lang, devices: &[Device], holders: &HashMap<i64, String>) -> Markup {
    let columns = [
        Column::words(t::device(lang)),
        Column::words(t::number(lang)),
        Column::words(t::part_state(lang)),
        Column::words(t::part_place(lang)),
    ];
    let rows: Vec<Vec<Markup>> = devices
        .iter()
        .map(|device| {
            let said = &device.said;
            vec![
                html! { a href=(device_path(device.id)) { (said.name(lang)) } },
                html! { (said.called()) },
                html! { (state_tag(lang, said.state)) @if let Some(holder) = holders.get(&device.id) { " " (holder) } },
                html! { (said.place) },
            ]
        })
        .collect();
    ui::cards_table(t::devices(lang), &columns, &rows)
}

/// What happened to a device, with the names it is told with.
pub(super) struct Past {
    pub(super) events: Vec<Event>,
    pub(super) names: HashMap<i64, PersonName>,
    pub(super) orgs: HashMap<i64, Org>,
}

/// The loan a device is in, and who has it for those who may know.
pub(super) type Held = Option<(i64, Option<String>)>;

/// One device.
pub(super) fn device(
    cx: &Cx,
    device: &Device,
    org: Option<&Org>,
    past: &Past,
    (held, tickets): (Held, &[Ticket]),
) -> Page {
    let (lang, said) = (cx.lang(), &device.said);
    let school = org.map(|org| org.name.as_str()).unwrap_or_default();
    let facts: Vec<(&str, Markup)> = Part::ALL
        .into_iter()
        .filter(|part| !matches!(part, Part::School | Part::State))
        .map(|part| (part_words(lang, part), shown(cx, past, part, &said.part(part))))
        .filter(|(_, words)| !words.is_empty())
        .map(|(name, words)| (name, html! { (words) }))
        .collect();
    let main = html! {
        (ui::back(&school_path(said.org), school))
        (ui::title(&said.name(lang), said.called()))
        section.card aria-labelledby="quoi" {
            header { h2 id="quoi" { (t::device(lang)) } (state_tag(lang, said.state)) }
            (ui::facts(&facts))
            @if let Some((loan, holder)) = &held {
                @match holder {
                    Some(holder) => p { a href={ "/materiel/prets/" (loan) } { (t::lent_now(lang, holder)) } },
                    None => p.muted { (t::lent_to_someone(lang)) },
                }
            }
            @if let Some(seen) = device.seen {
                p.muted { (t::seen(lang, &dates::long_day(lang, seen, cx.today()))) }
            }
            p.actions {
                a.act.main href={ (device_path(device.id)) "/modifier" } { (ui::icon("pencil")) (t::change(lang)) }
                @if cx.actor().is_ok_and(keeps_several) { a.act href={ (device_path(device.id)) "/deplacer" } { (ui::icon("arrow-right")) (t::move_title(lang)) } }
            }
        }
        (ticket::of_device(cx, tickets))
        @if !past.events.is_empty() {
            section.card aria-labelledby="passe" {
                header { h2 id="passe" { (t::past(lang)) } }
                ol.changes { @for event in &past.events { li { (happened(cx, past, event)) } } }
            }
        }
    };
    Page::columns(t::device(lang), main)
}

fn happened(cx: &Cx, past: &Past, event: &Event) -> Markup {
    let lang = cx.lang();
    let who = event.person.and_then(|id| past.names.get(&id)).map(PersonName::formal);
    let when = dates::when(lang, event.at, cx.now, &cx.app.place);
    let what = match Part::from_code(&event.kind) {
        Some(part) => {
            let [was, became] = [&event.was, &event.became].map(|text| shown(cx, past, part, text));
            let (name, nothing) = (part_words(lang, part), t::nothing(lang));
            let or_nothing = |text: String| if text.is_empty() { nothing.to_owned() } else { text };
            t::event_changed(lang, name, &or_nothing(was), &or_nothing(became))
        }
        None => t::by_key(lang, &format!("event-{}", event.kind)).unwrap_or_default().to_owned(),
    };
    html! {
        span { (what) br; small.muted { (dates::capital(&when)) @if let Some(who) = who { " · " (who) } } }
    }
}

/// What a part is called.
pub(crate) fn part_words(lang: Lang, part: Part) -> &'static str {
    t::by_key(lang, &format!("part-{}", part.code())).unwrap_or_default()
}

/// A part as it is stored, in words.
fn shown(cx: &Cx, past: &Past, part: Part, stored: &str) -> String {
    let lang = cx.lang();
    let said = match part {
        Part::School => {
            stored.parse().ok().and_then(|id| past.orgs.get(&id)).map(|org| org.name.clone())
        }
        Part::Category => Category::from_code(stored).map(|one| one.says(lang).to_owned()),
        Part::State => State::from_code(stored).map(|one| one.says(lang).to_owned()),
        Part::Bought => Day::parse_iso(stored).map(|day| dates::long_day(lang, day, cx.today())),
        Part::Price => stored.parse().ok().map(|cents| price_said(lang, cents)),
        _ => None,
    };
    said.unwrap_or_else(|| stored.to_owned())
}

/// What is asked before labels are printed.
pub(super) fn labels(cx: &Cx, org: &Org, asked: &Asked, (labelled, all): (usize, usize)) -> Page {
    let (lang, path) = (cx.lang(), school_path(org.id));
    let form = cx.blank_form().with("format", Format::Large.code()).with("depart", "1");
    let said = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let formats = Format::ALL.map(|format| Choice {
        value: format.code().to_owned(),
        label: match format {
            Format::Large => t::labels_large(lang),
            Format::Small => t::labels_small(lang),
        },
        hint: "",
    });
    let main = html! {
        (ui::back(&path, &org.name))
        (ui::title(t::labels_title(lang), &t::labels_count(lang, said(labelled))))
        @if labelled < all { (ui::note(&html! { p { (t::labels_without(lang, said(all - labelled))) } })) }
        form.card.stack method="post" action={ (path) "/etiquettes" } {
            (cx.hidden())
            input type="hidden" name="q" value=(asked.words);
            input type="hidden" name="genre" value=(asked.category.map(Category::code).unwrap_or_default());
            input type="hidden" name="etat" value=(asked.state.map(State::code).unwrap_or_default());
            (ui::choices(&form, &Field::new("format", t::labels_format(lang)), &formats))
            (ui::text(&form, &Field::new("depart", t::labels_first(lang)).hint(t::labels_first_hint(lang)).class("short").kind("number")))
            div.actions { button.act.main { (ui::icon("printer")) (t::labels_print(lang)) } }
        }
    };
    Page::narrow(t::labels_title(lang), main)
}

/// The fields that adding and changing have in common.
pub(super) fn common(form: &Form) -> Markup {
    let lang = form.lang();
    html! {
        (ui::select(form, &Field::new("genre", t::part_category(lang)), &categories(lang, None)))
        (ui::text(form, &Field::new("marque", t::part_brand(lang)).optional()))
        (ui::text(form, &Field::new("modele", t::part_model(lang)).optional()))
        (ui::select(form, &Field::new("etat", t::part_state(lang)), &states(lang, None)))
        (ui::text(form, &Field::new("lieu", t::part_place(lang)).hint(t::place_hint(lang)).optional()))
        (ui::text(form, &Field::new("financement", t::part_funding(lang)).hint(t::funding_hint(lang)).optional()))
        (ui::date(form, &Field::new("achat", t::part_bought(lang)).optional()))
        (ui::text(form, &Field::new("prix", t::part_price(lang)).hint(t::price_hint(lang)).class("short").optional()))
    }
}
