//! What orders look like.

use std::collections::HashMap;

use directory::api::Org;
use kernel::{Day, Lang};
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Column, Field},
};

use crate::{
    device::{
        pages::{device_path, school_path},
        views::categories,
    },
    order::{
        Order, Stage, Wanted, campaign,
        pages::{PATH, path},
        store::PER_PAGE,
    },
    scan, schools, t,
};

pub(super) fn stage_tag(lang: Lang, stage: Stage) -> Markup {
    let kind = match stage {
        Stage::Late => "wrong",
        Stage::ToDeploy | Stage::ToCheck => "attention",
        Stage::Done => "done",
        Stage::Needed | Stage::Ordered => "quiet",
    };
    ui::tag(kind, stage.says(lang))
}

/// « Samsung Tab A9 », or the kind of thing.
pub(super) fn name(lang: Lang, wanted: &Wanted) -> String {
    match format!("{} {}", wanted.brand, wanted.model).trim() {
        "" => wanted.category.says(lang).to_owned(),
        name => name.to_owned(),
    }
}

/// Orders with what is known of them.
pub(super) struct Shown<'s> {
    pub(super) orders: &'s [Order],
    pub(super) orgs: &'s HashMap<i64, Org>,
}

/// The orders one keeps.
pub(super) fn list(
    cx: &Cx,
    shown: &Shown,
    school: Option<&Org>,
    (page, count): (i64, i64),
) -> Page {
    let (lang, today) = (cx.lang(), cx.today());
    let query = school.map(|org| format!("ecole={}&", org.id)).unwrap_or_default();
    let main = html! {
        @match school {
            Some(org) => (ui::back(&school_path(org.id), &org.name)),
            None => (ui::back(schools::PATH, t::title(lang))),
        }
        (ui::title(t::orders_title(lang), t::orders_under(lang)))
        @if let Some(org) = school {
            p.actions { a.act.main href={ (school_path(org.id)) "/commandes" } { (ui::icon("plus")) (t::order_new(lang)) } }
        }
        @if school.is_none() {
            p.actions { a.act.main href=(campaign::PATH) { (ui::icon("list")) (t::campaigns_title(lang)) } }
        }
        @if shown.orders.is_empty() { (ui::empty("kite", t::orders_none(lang), &html! {})) }
        @else { (table(lang, today, shown)) }
        (ui::pages(lang, &format!("{PATH}?{query}page="), page, (count + PER_PAGE - 1) / PER_PAGE))
    };
    Page::wide(t::orders_title(lang), main)
}

fn table(lang: Lang, today: Day, shown: &Shown) -> Markup {
    let columns = [
        Column::words(t::order(lang)),
        Column::words(t::school_name(lang)),
        Column::words(t::order_stage(lang)),
        Column::numbers(t::order_received(lang)),
        Column::numbers(t::order_used(lang)),
        Column::numbers(t::order_seen(lang)),
        Column::words(t::order_expected(lang)),
    ];
    let rows: Vec<Vec<Markup>> = shown
        .orders
        .iter()
        .map(|order| {
            let wanted = &order.wanted;
            let progress = order.progress;
            let school = shown.orgs.get(&wanted.org).map(|org| org.name.as_str());
            let expected = wanted.expected.map(|day| dates::near_day(lang, day, today));
            vec![
                html! { a href=(path(order.id)) { (wanted.campaign) " · " (name(lang, wanted)) } },
                html! { (school.unwrap_or_default()) },
                stage_tag(lang, Stage::of(wanted, progress, today)),
                html! { (progress.received) " / " (wanted.quantity) },
                html! { (progress.used) },
                html! { (progress.seen) },
                html! { (expected.unwrap_or_default()) },
            ]
        })
        .collect();
    ui::cards_table(t::orders_title(lang), &columns, &rows)
}

/// One order, with the field that receives it.
pub(super) fn order(
    cx: &Cx,
    (order, org): (&Order, &Org),
    received: &[(i64, String)],
    form: &Form,
) -> Page {
    let (lang, today) = (cx.lang(), cx.today());
    let (wanted, progress) = (&order.wanted, order.progress);
    let surplus = progress.received - wanted.quantity;
    let day = |day: Day| html! { (dates::long_day(lang, day, today)) };
    let mut facts: Vec<(&str, Markup)> = vec![
        (t::part_category(lang), html! { (wanted.category.says(lang)) }),
        (t::order_quantity(lang), html! { (wanted.quantity) }),
        (t::order_used(lang), html! { (progress.used) }),
        (t::order_seen(lang), html! { (progress.seen) }),
    ];
    facts.extend(wanted.ordered.map(|ordered| (t::order_ordered(lang), day(ordered))));
    facts.extend(wanted.expected.map(|expected| (t::order_expected(lang), day(expected))));
    if !wanted.funding.is_empty() {
        facts.push((t::part_funding(lang), html! { (wanted.funding) }));
    }
    let words = t::received_of(lang, progress.received, wanted.quantity);
    let main = html! {
        (ui::back(&format!("{PATH}?ecole={}", org.id), t::orders_title(lang)))
        (ui::error_summary(form))
        (ui::title(&name(lang, wanted), &format!("{} · {}", wanted.campaign, org.name)))
        section.card.stack aria-labelledby="ou" {
            header { h2 id="ou" { (t::order_stage(lang)) } (stage_tag(lang, Stage::of(wanted, progress, today))) }
            (ui::progress(progress.received.min(wanted.quantity), wanted.quantity, &words))
            @if surplus > 0 { (ui::note(&html! { p { (t::surplus(lang, surplus)) } })) }
            (ui::facts(&facts))
            p.actions { a.act href={ (path(order.id)) "/modifier" } { (ui::icon("pencil")) (t::change(lang)) } }
        }
        h2 { (t::receive_title(lang)) }
        (scan::form(cx, form, &path(order.id), t::receive(lang), &html! {}))
        @if !received.is_empty() {
            section.card aria-labelledby="recus" {
                h2 id="recus" { (t::order_received(lang)) }
                ol.files { @for (id, serial) in received {
                    li { a href=(device_path(*id)) { (ui::icon("tablet")) span { (serial) } } }
                } }
            }
        }
    };
    Page::narrow(t::order(lang), main).with_island(scan::ISLAND)
}

/// A new order, or one to change.
pub(super) fn form(cx: &Cx, org: &Org, order: Option<&Order>, form: &Form) -> Page {
    let lang = cx.lang();
    let (title, action) = match order {
        Some(order) => (t::change(lang), format!("{}/modifier", path(order.id))),
        None => (t::order_new(lang), format!("{}/commandes", school_path(org.id))),
    };
    let back = order.map_or_else(|| format!("{PATH}?ecole={}", org.id), |order| path(order.id));
    let main = html! {
        (ui::back(&back, t::orders_title(lang)))
        (ui::error_summary(form))
        (ui::title(title, &org.name))
        form.card.stack method="post" action=(action) {
            (cx.hidden())
            (ui::text(form, &Field::new("campagne", t::campaign(lang)).hint(t::campaign_hint(lang))))
            (ui::select(form, &Field::new("genre", t::part_category(lang)), &categories(lang, None)))
            (ui::text(form, &Field::new("marque", t::part_brand(lang)).optional()))
            (ui::text(form, &Field::new("modele", t::part_model(lang)).optional()))
            (ui::text(form, &Field::new("quantite", t::order_quantity(lang)).kind("number").class("short")))
            (ui::text(form, &Field::new("financement", t::part_funding(lang)).hint(t::funding_hint(lang)).optional()))
            (ui::date(form, &Field::new("commande", t::order_ordered(lang)).hint(t::order_ordered_hint(lang)).optional()))
            (ui::date(form, &Field::new("attendu", t::order_expected(lang)).optional()))
            div.actions { button.act.main { (ui::icon("check")) (t::save(lang)) } }
        }
    };
    Page::narrow(t::order(lang), main)
}
