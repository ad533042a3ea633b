//! What each would pay of an amount, and where what a commune owes jumps.

use kernel::{Day, Lang};
use maud::{Markup, html};
use shares::{Cents, Scale, Step};
use web::{
    Access, Cx, Outcome, Page, Route,
    ui::{self, Choice, Column, Field},
};

use super::{
    fields,
    home::PATH,
    model::{Rules, Scope},
    rights::ROLES,
    store,
    words::{self, Degree, Part, Payer, part_key, part_says},
};
use crate::t;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/programme/argent/simulateur", Access::Role(ROLES), page)]
}

/// Every part with each kind of schools, as a form gives them.
pub(super) fn parts(lang: Lang) -> Vec<(String, String)> {
    let keys =
        Part::ALL.iter().flat_map(|part| Degree::ALL.iter().map(|degree| part_key(*part, *degree)));
    keys.map(|key| {
        let says = part_says(lang, &key);
        (key, says)
    })
    .collect()
}

pub(super) fn choices(parts: &[(String, String)]) -> Vec<Choice<'_>> {
    parts.iter().map(|(key, says)| Choice { value: key.clone(), label: says, hint: "" }).collect()
}

fn page(cx: &mut Cx) -> Outcome {
    let (lang, today) = (cx.lang(), cx.today());
    let (scale, rules) = (store::scale(cx.tx)?, store::rules(cx.tx)?);
    let (mut parts, rates) = (parts(lang), store::rates(cx.tx)?);
    if !rates.is_empty() {
        parts.retain(|(key, _)| rates.iter().any(|rate| rate.part == *key));
    }
    let query = |name| cx.incoming.query(name).unwrap_or_default();
    let key = Some(query("volet")).filter(|key| parts.iter().any(|(known, _)| known == key));
    let key = key.unwrap_or(&parts[0].0);
    let typed = query("montant");
    let amount = Cents::parse(typed).filter(|amount| amount.0 > 0);
    let day = Day::parse_iso(query("jour")).or_else(|| Day::parse_french(query("jour")));
    let day = day.unwrap_or(today);
    let mut form = cx.blank_form().with("volet", key).with("montant", typed).with("jour", &day);
    if amount.is_none() && !typed.is_empty() {
        form.refuse("montant", t::money_not_an_amount(lang));
    }
    let main = html! {
        (ui::back(PATH, t::money_title(lang)))
        (ui::error_summary(&form))
        (ui::title(t::money_simulator(lang), t::money_simulator_under(lang)))
        form.card.stack method="get" action="/programme/argent/simulateur" {
            (ui::select(&form, &Field::new("volet", t::money_part(lang)), &choices(&parts)))
            (fields::amount_field(&form, "montant", t::money_amount_net(lang), t::money_amount_hint(lang)))
            (ui::date(&form, &Field::new("jour", t::money_order_day(lang))))
            div.actions { button.act.main { (t::money_simulate(lang)) } }
        }
        @if let Some(amount) = amount { (shared(lang, &scale, (key, day, amount))) }
        (cliffs(lang, &scale, key, day))
        p.muted { (scope_says(lang, &rules, day)) }
    };
    Ok(Page::narrow(t::money_simulator(lang), main).into())
}

/// Who pays how much of an amount.
fn shared(lang: Lang, scale: &Scale, (key, day, amount): (&str, Day, Cents)) -> Markup {
    let Ok(shares) = scale.shares(key, day, amount) else {
        return ui::note(&html! { p { (t::money_no_rate(lang)) } });
    };
    let columns = [
        Column::words(t::money_payer(lang)),
        Column::numbers(t::money_rate(lang)),
        Column::numbers(t::money_owes(lang)),
    ];
    let rows: Vec<_> = shares
        .iter()
        .map(|share| {
            vec![
                html! { (payer(lang, &share.payer)) },
                html! { (words::percent(lang, share.rate.0)) },
                fields::euros(lang, share.amount),
            ]
        })
        .collect();
    let caption = t::money_shares_of(lang, &words::euros(lang, amount));
    html! { (ui::cards_table(&caption, &columns, &rows)) }
}

fn payer(lang: Lang, code: &str) -> &'static str {
    Payer::from_code(code).map(|payer| payer.says(lang)).unwrap_or_default()
}

/// Where what someone owes jumps: one cent below, and there.
pub(super) fn cliffs(lang: Lang, scale: &Scale, key: &str, day: Day) -> Markup {
    let steps: Vec<(Payer, Step)> = Payer::ALL
        .iter()
        .flat_map(|payer| {
            scale.steps(key, day, payer.code()).into_iter().map(move |step| (*payer, step))
        })
        .filter(|(_, step)| step.below.is_some() && step.there.is_some())
        .collect();
    let columns = [
        Column::words(t::money_payer(lang)),
        Column::words(t::money_cliff_below(lang)),
        Column::words(t::money_cliff_there(lang)),
        Column::numbers(t::money_cliff_jump(lang)),
    ];
    let rows: Vec<_> = steps
        .iter()
        .map(|(payer, step)| {
            let (below, there) = (step.below.unwrap_or_default(), step.there.unwrap_or_default());
            let under = Cents(step.at.0 - 1);
            vec![
                html! { (payer.says(lang)) },
                html! { (t::money_cliff_says(lang, &words::euros(lang, under), &words::euros(lang, below))) },
                html! { (t::money_cliff_says(lang, &words::euros(lang, step.at), &words::euros(lang, there))) },
                fields::euros(lang, Cents(there.0 - below.0)),
            ]
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            section.card.stack aria-labelledby="seuil" {
                h2 id="seuil" { (t::money_cliff(lang)) }
                (ui::cards_table(t::money_cliff_caption(lang), &columns, &rows))
            }
        }
    }
}

/// What is compared with thresholds, and whether it was confirmed.
pub(super) fn scope_says(lang: Lang, rules: &Rules, day: Day) -> String {
    let scope = match rules.scope(day) {
        Scope::Order => t::money_scope_order(lang),
        Scope::Beneficiary => t::money_scope_beneficiary(lang),
        Scope::Convention => t::money_scope_convention(lang),
    };
    let is_confirmed = rules.at(Rules::SCOPE, day).is_some_and(|rule| rule.is_confirmed);
    if is_confirmed {
        t::money_scope_is(lang, scope)
    } else {
        t::money_scope_to_confirm(lang, scope)
    }
}
