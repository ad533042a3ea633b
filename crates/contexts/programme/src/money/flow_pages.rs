//! Each euro from the convention to the room: a picture, and a table that says the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use directory::api;
use equipment::api::Placed;
use kernel::{Lang, Role, Target};
use maud::{Markup, html};
use shares::Cents;
use web::{
    Access, Cx, Outcome, Page, Problem, Route,
    ui::{self, Column},
};

use super::{
    account::sum,
    convention_pages::book,
    fields::euros,
    flow::{self, Flow, Trail},
    home::{convention_path, line_path},
    line_pages::scene,
    line_views::called,
    model::Book,
    rights::{CONVENTION_SEE, LINE_SEE},
    words::{self, part_says},
};
use crate::t;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "/programme/argent/conventions/{convention}/flux",
            Access::Item(&CONVENTION_SEE),
            whole,
        ),
        Route::get("/programme/argent/lignes/{ligne}/flux", Access::Item(&LINE_SEE), one_line),
    ]
}

/// The devices of the orders of some trails.
fn devices(cx: &mut Cx, trails: &[Trail]) -> Result<Vec<Placed>, Problem> {
    let orders: HashSet<i64> =
        trails.iter().flat_map(|trail| &trail.steps).filter_map(|step| step.equipment).collect();
    let mut orders: Vec<i64> = orders.into_iter().collect();
    orders.sort_unstable();
    Ok(equipment::api::placed(cx.tx, &orders)?)
}

fn whole(cx: &mut Cx) -> Outcome {
    let book = book(cx)?;
    let trails = flow::trails(&book, &book.accounts());
    let placed = devices(cx, &trails)?;
    let came: HashSet<i64> = placed.iter().map(|one| one.order).collect();
    let (lang, path) = (cx.lang(), convention_path(book.convention.id));
    let drawn = drawn(lang, &book, &trails, &came);
    let says = t::money_flow_says(lang, &words::euros(lang, book.convention.amount));
    let main = html! {
        (ui::back(&path, &book.convention.title))
        (ui::title(t::money_flow(lang), &says))
        (flow::picture(&drawn, &says, &|cents| words::euros(lang, cents)))
        (table(lang, &book, &trails, &came))
        p.muted { (t::money_flow_order(lang)) }
    };
    Ok(Page::wide(t::money_flow(lang), main).into())
}

/// The picture of a convention: parts, what is ordered, what is invoiced, what is in schools.
fn drawn(lang: Lang, book: &Book, trails: &[Trail], came: &HashSet<i64>) -> Flow {
    let mut flow = Flow::default();
    let root = flow.node(0, t::money_convention(lang), false);
    flow.nodes[root].amount = book.convention.amount;
    let has_devices = |order: i64| came.contains(&order);
    let mut parts: BTreeMap<String, [Cents; 4]> = BTreeMap::new();
    for trail in trails {
        let Some(line) = book.lines.iter().find(|line| line.id == trail.line) else { continue };
        let sums = parts.entry(line.key()).or_default();
        let stages =
            [trail.allotted, trail.ordered(), trail.invoiced(), trail.tracked(&has_devices)];
        for (sum, stage) in sums.iter_mut().zip(stages) {
            sum.0 += stage.0;
        }
    }
    let allotted = sum(parts.values().map(|stages| stages[0]));
    for (key, [of_part, ordered, invoiced, tracked]) in &parts {
        let part = flow.node(1, &part_says(lang, key), false);
        flow.band(root, part, *of_part);
        let is_ordered = flow.node(2, t::money_ordered(lang), false);
        flow.band(part, is_ordered, *ordered);
        let is_invoiced = flow.node(3, t::money_invoiced(lang), false);
        flow.band(is_ordered, is_invoiced, *invoiced);
        let is_there = flow.node(4, t::money_flow_devices(lang), false);
        flow.band(is_invoiced, is_there, *tracked);
        let waits = flow.node(2, t::money_not_ordered(lang), true);
        flow.band(part, waits, Cents(of_part.0 - ordered.0));
        let waits = flow.node(3, t::money_not_invoiced(lang), true);
        flow.band(is_ordered, waits, Cents(ordered.0 - invoiced.0));
        let other = flow.node(4, t::money_flow_other(lang), true);
        flow.band(is_invoiced, other, Cents(invoiced.0 - tracked.0));
    }
    let rest = flow.node(1, t::money_not_allotted(lang), true);
    flow.band(root, rest, Cents(book.convention.amount.0 - allotted.0));
    flow.nothing_left_out();
    flow
}

/// The same numbers, line after line, and their sums.
fn table(lang: Lang, book: &Book, trails: &[Trail], came: &HashSet<i64>) -> Markup {
    let has_devices = |order: i64| came.contains(&order);
    let columns = [
        Column::words(t::money_line(lang)),
        Column::numbers(t::money_allotted(lang)),
        Column::numbers(t::money_ordered(lang)),
        Column::numbers(t::money_invoiced(lang)),
        Column::numbers(t::money_flow_devices(lang)),
    ];
    let stages = |trail: &Trail| {
        [trail.allotted, trail.ordered(), trail.invoiced(), trail.tracked(&has_devices)]
    };
    let mut rows: Vec<Vec<Markup>> = trails
        .iter()
        .map(|trail| {
            let line = book.lines.iter().find(|line| line.id == trail.line);
            let label = line.map(|line| line.label.as_str()).unwrap_or_default();
            let mut row = vec![html! { a href={ (line_path(trail.line)) "/flux" } { (label) } }];
            row.extend(stages(trail).map(|amount| euros(lang, amount)));
            row
        })
        .collect();
    let total = |at: usize| sum(trails.iter().map(|trail| stages(trail)[at]));
    let rest = Cents(book.convention.amount.0 - total(0).0);
    let mut not = vec![html! { (t::money_not_allotted(lang)) }, euros(lang, rest)];
    not.extend((0..3).map(|_| html! {}));
    rows.push(not);
    let mut last = vec![html! { b { (t::money_total(lang)) } }];
    last.push(html! { b { (euros(lang, Cents(total(0).0 + rest.0))) } });
    last.extend((1..4).map(|at| html! { b { (euros(lang, total(at))) } }));
    rows.push(last);
    ui::cards_table(t::money_flow_table(lang), &columns, &rows)
}

/// A place where devices are: the school and the room.
type Room = (i64, String);

/// The devices of an order by the name of their room, with the euros that came to each: equal parts,
/// exact.
fn rooms(
    amount: Cents,
    placed: &[&Placed],
    name: &dyn Fn(&Room) -> String,
) -> Vec<(String, i64, Cents)> {
    let weights: Vec<u64> =
        placed.iter().map(|one| u64::try_from(one.count).unwrap_or(0)).collect();
    let shares = amount.split(&weights).unwrap_or_default();
    let mut rooms: Vec<(String, i64, Cents)> = Vec::new();
    for (one, share) in placed.iter().zip(shares) {
        let name = name(&(one.org, one.place.clone()));
        match rooms.iter_mut().find(|room| room.0 == name) {
            Some(room) => {
                room.1 += one.count;
                room.2.0 += share.0;
            }
            None => rooms.push((name, one.count, share)),
        }
    }
    rooms
}

fn one_line(cx: &mut Cx) -> Outcome {
    let (book, line) = scene(cx)?;
    let trails = flow::trails(&book, &book.accounts());
    let trails: Vec<Trail> = trails.into_iter().filter(|trail| trail.line == line.id).collect();
    let placed = devices(cx, &trails)?;
    let orgs: Vec<i64> = placed.iter().map(|one| one.org).collect();
    let orgs = api::orgs(cx.tx, &orgs)?;
    let (lang, actor) = (cx.lang(), cx.actor()?.clone());
    let sees = |org: i64| {
        let everywhere = actor.is(Role::TerritoryManager) || actor.is(Role::Funder);
        let own = [Role::Head, Role::CommuneAgent];
        everywhere || own.iter().any(|role| actor.has(*role, Target::org(org)))
    };
    let room = |(org, place): &Room| {
        if !sees(*org) {
            return t::money_other_schools(lang).to_owned();
        }
        let school = orgs.get(org).map(|org| org.name.as_str()).unwrap_or_default();
        let place = if place.is_empty() { t::money_no_room(lang) } else { place };
        format!("{school}, {place}")
    };
    let mut flow = Flow::default();
    let allotted = sum(trails.iter().map(|trail| trail.allotted));
    let root = flow.node(0, t::money_amount_state(lang), false);
    flow.nodes[root].amount = allotted;
    let mut rows: Vec<Vec<Markup>> = Vec::new();
    let mut by_order: HashMap<i64, Vec<&Placed>> = HashMap::new();
    for one in &placed {
        by_order.entry(one.order).or_default().push(one);
    }
    for step in trails.iter().flat_map(|trail| &trail.steps) {
        let entry = book.entries.iter().find(|one| one.id == step.entry);
        let name = entry.map(|one| called(lang, one)).unwrap_or_default();
        let order = flow.node(1, &name, false);
        flow.band(root, order, step.ordered);
        let invoiced = flow.node(2, t::money_invoiced(lang), false);
        flow.band(order, invoiced, step.invoiced);
        let waits = flow.node(2, t::money_not_invoiced(lang), true);
        flow.band(order, waits, Cents(step.ordered.0 - step.invoiced.0));
        let there = step.equipment.and_then(|order| by_order.get(&order));
        let there = there.map(|some| rooms(step.invoiced, some, &room)).unwrap_or_default();
        if there.is_empty() {
            let other = flow.node(3, t::money_flow_other(lang), true);
            flow.band(invoiced, other, step.invoiced);
        }
        for (at, _, share) in &there {
            let place = flow.node(3, at, false);
            flow.band(invoiced, place, *share);
        }
        let places = html! {
            @if there.is_empty() { (t::money_flow_other(lang)) }
            @else { ul.plain { @for (at, count, share) in &there {
                li { (t::money_room_says(lang, *count, at, &words::euros(lang, *share))) }
            } } }
        };
        rows.push(vec![
            html! { (name) },
            euros(lang, step.ordered),
            euros(lang, step.invoiced),
            places,
        ]);
    }
    let rest = flow.node(1, t::money_not_ordered(lang), true);
    let ordered = sum(trails.iter().map(Trail::ordered));
    flow.band(root, rest, Cents(allotted.0 - ordered.0));
    flow.nothing_left_out();
    let columns = [
        Column::words(t::money_order(lang)),
        Column::numbers(t::money_ordered(lang)),
        Column::numbers(t::money_invoiced(lang)),
        Column::words(t::money_rooms(lang)),
    ];
    let says = t::money_flow_line_says(lang, &words::euros(lang, allotted));
    let main = html! {
        (ui::back(&line_path(line.id), &line.label))
        (ui::title(t::money_flow(lang), &says))
        @if allotted.0 > 0 { (flow::picture(&flow, &says, &|cents| words::euros(lang, cents))) }
        @if rows.is_empty() { (ui::empty("kite", t::money_entries_none(lang), &html! {})) }
        @else { (ui::cards_table(t::money_flow_table(lang), &columns, &rows)) }
    };
    Ok(Page::wide(t::money_flow(lang), main).into())
}
