//! What campaigns look like.

use std::collections::{BTreeMap, HashMap};

use directory::api::Org;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Choice, Column, Field},
};

use crate::{
    baseline::{What, kinds, pages::PATH as GAPS},
    device::pages::school_path,
    order::{
        Order, Stage,
        campaign::{PATH, Step, path, store::Total},
        pages::path as order_path,
        store::PER_PAGE,
        views::{name, stage_tag},
    },
    t,
};

/// The campaigns one has a part in.
pub(super) fn list(cx: &Cx, campaigns: &[Total]) -> Page {
    let lang = cx.lang();
    let columns = [
        Column::words(t::campaign(lang)),
        Column::numbers(t::campaign_schools(lang)),
        Column::numbers(t::order_quantity(lang)),
        Column::numbers(t::order_received(lang)),
        Column::numbers(t::order_seen(lang)),
        Column::words(t::stage_late(lang)),
    ];
    let rows: Vec<Vec<Markup>> = campaigns
        .iter()
        .map(|one| {
            vec![
                html! { a href=(path(&one.name)) { (one.name) } },
                html! { (one.schools) },
                html! { (one.wanted) },
                html! { (one.received) },
                html! { (one.seen) },
                html! { @if one.late > 0 { (ui::tag("wrong", &t::campaign_late(lang, one.late))) } },
            ]
        })
        .collect();
    let main = html! {
        (ui::back(GAPS, t::baseline_title(lang)))
        (ui::title(t::campaigns_title(lang), t::campaigns_under(lang)))
        p.actions { a.act.main href={ (PATH) "/besoins" } { (ui::icon("plus")) (t::needs_from_gap(lang)) } }
        @if campaigns.is_empty() { (ui::empty("kite", t::campaigns_none(lang), &html! {})) }
        @else { (ui::cards_table(t::campaigns_title(lang), &columns, &rows)) }
    };
    Page::wide(t::campaigns_title(lang), main)
}

/// A campaign with some of its orders.
pub(super) struct Scene<'s> {
    pub(super) total: &'s Total,
    pub(super) step: Option<Step>,
    pub(super) orders: &'s [Order],
    pub(super) orgs: &'s HashMap<i64, Org>,
}

/// One campaign.
pub(super) fn show(cx: &Cx, scene: &Scene, (page, count): (i64, i64)) -> Page {
    let (lang, total) = (cx.lang(), scene.total);
    let step = scene.step.map(Step::code).unwrap_or_default();
    let query = crate::query(&[("nom", &total.name), ("etape", step)]);
    let mut steps = vec![Choice { value: String::new(), label: t::all(lang), hint: "" }];
    steps.extend(Step::ALL.map(|one| Choice {
        value: one.code().to_owned(),
        label: t::by_key(lang, &format!("stage-{}", one.code())).unwrap_or_default(),
        hint: "",
    }));
    let form = cx.blank_form().with("etape", step);
    let main = html! {
        (ui::back(PATH, t::campaigns_title(lang)))
        (ui::title(&total.name, &t::campaign_reach(lang, total.schools)))
        section.card.stack aria-labelledby="avancee" {
            header {
                h2 id="avancee" { (t::order_stage(lang)) }
                @if total.late > 0 { (ui::tag("wrong", &t::campaign_late(lang, total.late))) }
            }
            (ui::progress(total.ordered, total.wanted, &t::campaign_ordered(lang, total.ordered, total.wanted)))
            (ui::progress(total.received, total.wanted, &t::received_of(lang, total.received, total.wanted)))
            (ui::progress(total.used, total.wanted, &t::campaign_used(lang, total.used, total.wanted)))
            (ui::progress(total.seen, total.wanted, &t::campaign_seen(lang, total.seen, total.wanted)))
            @if let Some(ends) = total.ends {
                p.muted { (t::campaign_ends(lang, &dates::long_day(lang, ends, cx.today()))) }
            }
        }
        form.finder method="get" action={ (PATH) "/suivi" } {
            input type="hidden" name="nom" value=(total.name);
            (ui::select(&form, &Field::new("etape", t::order_stage(lang)), &steps))
            button.act { (t::find(lang)) }
        }
        @if scene.orders.is_empty() { (ui::empty("kite", t::campaign_nothing(lang), &html! {})) }
        @else { (orders(cx, scene)) }
        (ui::pages(lang, &format!("{PATH}/suivi?{query}page="), page, (count + PER_PAGE - 1) / PER_PAGE))
        p.actions {
            a.act href={ (PATH) "/besoins?" (crate::query(&[("nom", &total.name)])) } { (ui::icon("plus")) (t::needs_from_gap(lang)) }
            a.act href={ (PATH) "/export?" (query) "format=xlsx" } { (ui::icon("download")) (t::export_xlsx(lang)) }
            a.act href={ (PATH) "/export?" (query) "format=csv" } { (ui::icon("download")) (t::export_csv(lang)) }
        }
    };
    Page::wide(t::campaign(lang), main)
}

fn orders(cx: &Cx, scene: &Scene) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    let columns = [
        Column::words(t::school_name(lang)),
        Column::words(t::order(lang)),
        Column::words(t::order_stage(lang)),
        Column::words(t::order_expected(lang)),
        Column::numbers(t::order_received(lang)),
        Column::numbers(t::order_used(lang)),
        Column::numbers(t::order_seen(lang)),
    ];
    let rows: Vec<Vec<Markup>> = scene
        .orders
        .iter()
        .map(|order| {
            let (wanted, progress) = (&order.wanted, order.progress);
            let school = scene.orgs.get(&wanted.org).map(|org| org.name.as_str());
            let expected = wanted.expected.map(|day| dates::near_day(lang, day, today));
            let stage = Stage::of(wanted, progress, today);
            let is_late = wanted.is_late(progress, today);
            vec![
                html! { a href=(school_path(wanted.org)) { (school.unwrap_or_default()) } },
                html! { a href=(order_path(order.id)) { (name(lang, wanted)) } },
                html! {
                    (stage_tag(lang, stage))
                    @if is_late && stage != Stage::Late { " " (ui::tag("wrong", t::stage_late(lang))) }
                },
                html! { (expected.unwrap_or_default()) },
                html! { (progress.received) " / " (wanted.quantity) },
                html! { (progress.used) },
                html! { (progress.seen) },
            ]
        })
        .collect();
    ui::cards_table(t::orders_title(lang), &columns, &rows)
}

/// What would be noted, and the form that notes it.
pub(super) fn needs(
    cx: &Cx,
    form: &Form,
    org: Option<i64>,
    (totals, schools): (&BTreeMap<What, i64>, i64),
) -> Page {
    let lang = cx.lang();
    let facts: Vec<(&str, Markup)> =
        totals.iter().map(|(what, count)| (what.says(lang), html! { (count) })).collect();
    let main = html! {
        (ui::back(PATH, t::campaigns_title(lang)))
        (ui::error_summary(form))
        (ui::title(t::needs_title(lang), t::needs_under(lang)))
        @if org.is_none() {
            nav aria-label=(t::school_kind(lang)) {
                ul.pages { @for kind in kinds(lang) {
                    li { a href={ (PATH) "/besoins?" (crate::query(&[("nom", form.shown("campagne")), ("genre", kind.value.as_str())])) }
                        aria-current=[(kind.value == form.shown("genre")).then_some("page")] { (kind.label) } }
                } }
            }
        }
        @if totals.is_empty() { (ui::empty("tree", t::needs_none(lang), &html! {})) }
        @else {
            section.card.stack aria-labelledby="manque" {
                h2 id="manque" { (t::needs_schools(lang, schools)) }
                (ui::facts(&facts))
            }
            form.card.stack method="post" action={ (PATH) "/besoins" } {
                (cx.hidden())
                @if let Some(org) = org { input type="hidden" name="ecole" value=(org); }
                input type="hidden" name="genre" value=(form.shown("genre"));
                (ui::text(form, &Field::new("campagne", t::campaign(lang)).hint(t::campaign_hint(lang))))
                (ui::date(form, &Field::new("attendu", t::needs_expected(lang)).optional()))
                div.actions { button.act.main { (ui::icon("check")) (t::needs_note(lang)) } }
            }
        }
    };
    Page::narrow(t::needs_title(lang), main)
}
