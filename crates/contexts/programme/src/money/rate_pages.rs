//! Rates and rules as dated data: what they were, what they are, and what they become.

use kernel::Day;
use maud::{Markup, html};
use shares::{Cents, Line, Rate, Scale, ShareError};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Choice, Column, Field},
};

use super::{
    fields::{self, day},
    home::PATH,
    model::Rules,
    rights::{KEEPERS, ROLES},
    sent, simulator, store,
    words::{self, Degree, Payer, is_own, part_says},
    write::{self, NewRate},
};
use crate::t;

const RATES: &str = "/programme/argent/bareme";
const NEW: &str = "/programme/argent/bareme/nouveau";
const RULES: &str = "/programme/argent/regles";

pub(super) fn routes() -> Vec<Route> {
    let keepers = Access::Role(KEEPERS);
    vec![
        Route::get(RATES, Access::Role(ROLES), list),
        Route::get(NEW, keepers, blank),
        Route::post(NEW, keepers, set),
        Route::get(RULES, keepers, blank_rule),
        Route::post(RULES, keepers, set_rule),
    ]
}

fn list(cx: &mut Cx) -> Outcome {
    let (lang, today) = (cx.lang(), cx.today());
    let (rates, rules) = (store::rates(cx.tx)?, store::rules(cx.tx)?);
    let keeps = cx.actor().is_ok_and(|actor| KEEPERS.iter().any(|role| actor.is(*role)));
    let columns = [
        Column::words(t::money_part(lang)),
        Column::words(t::money_payer(lang)),
        Column::numbers(t::money_rate(lang)),
        Column::words(t::money_rate_when(lang)),
        Column::words(t::money_rate_days(lang)),
    ];
    let rows: Vec<_> = rates
        .iter()
        .map(|rate| {
            let payer = Payer::from_code(&rate.payer).map(|one| one.says(lang)).unwrap_or_default();
            vec![
                html! { (part_says(lang, &rate.part)) },
                html! { (payer) },
                html! { (words::percent(lang, rate.rate.0)) },
                html! { (amounts(lang, rate)) },
                html! { (days(cx, rate)) },
            ]
        })
        .collect();
    let main = html! {
        (ui::back(PATH, t::money_title(lang)))
        (ui::title(t::money_rates(lang), t::money_rates_under(lang)))
        @if keeps {
            p.actions {
                a.act.main href=(NEW) { (ui::icon("plus")) (t::money_rates_new(lang)) }
                a.act href=(RULES) { (t::money_rules(lang)) }
            }
        }
        @if rows.is_empty() { (ui::empty("bench", t::money_rates_none(lang), &html! {})) }
        @else { (ui::cards_table(t::money_rates(lang), &columns, &rows)) }
        section.card.stack aria-labelledby="regles" {
            h2 id="regles" { (t::money_rules(lang)) }
            (rules_said(cx, &rules, today))
        }
    };
    Ok(Page::wide(t::money_rates(lang), main).into())
}

fn amounts(lang: kernel::Lang, rate: &Line) -> String {
    let least = words::euros(lang, rate.least);
    match (rate.least.0, rate.below) {
        (0, None) => t::money_rate_always(lang).to_owned(),
        (0, Some(below)) => t::money_rate_below(lang, &words::euros(lang, below)),
        (_, None) => t::money_rate_from(lang, &least),
        (_, Some(below)) => t::money_rate_between(lang, &least, &words::euros(lang, below)),
    }
}

fn days(cx: &Cx, rate: &Line) -> String {
    let lang = cx.lang();
    match rate.until {
        None => t::money_days_from(lang, &day(cx, rate.from)),
        Some(until) => t::money_days_between(lang, &day(cx, rate.from), &day(cx, until)),
    }
}

/// Each rule with what it says today, and whether that was confirmed.
fn rules_said(cx: &Cx, rules: &Rules, today: Day) -> Markup {
    let lang = cx.lang();
    html! {
        ul.todo {
            @for name in Rules::NAMES {
                @let rule = rules.at(name, today);
                li {
                    span {
                        b { (t::by_key(lang, &format!("money-of-rule-{name}")).unwrap_or_default()) }
                        small {
                            @match rule {
                                None => (t::money_rule_unsaid(lang)),
                                Some(rule) => { (said(cx, name, rule.value)) " · " (t::money_days_from(lang, &day(cx, rule.first))) }
                            }
                        }
                    }
                    @if !rule.is_some_and(|rule| rule.is_confirmed) { (ui::tag("attention", t::money_to_confirm(lang))) }
                }
            }
        }
    }
}

fn said(cx: &Cx, name: &str, value: i64) -> String {
    let lang = cx.lang();
    match (name, value) {
        (Rules::SCOPE, 2) => t::money_scope_beneficiary(lang).to_owned(),
        (Rules::SCOPE, 3) => t::money_scope_convention(lang).to_owned(),
        (Rules::SCOPE, _) => t::money_scope_order(lang).to_owned(),
        (Rules::PRIVATE, 1) => t::money_private_yes(lang).to_owned(),
        (Rules::PRIVATE, _) => t::money_private_no(lang).to_owned(),
        (Rules::NEAR, days) => t::money_days(lang, days),
        (_, hundredths) => words::percent(lang, u32::try_from(hundredths).unwrap_or(0)),
    }
}

fn blank(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form().with("jour", &cx.today());
    Ok(form_page(cx, &form).into())
}

/// The two fields of a payer: below the threshold, and from it on.
fn names(payer: Payer) -> (String, String) {
    (format!("{}-sous", payer.code()), format!("{}-des", payer.code()))
}

fn form_page(cx: &Cx, form: &Form) -> Page {
    let lang = cx.lang();
    let parts = simulator::parts(lang);
    let fields = html! {
        (ui::select(form, &Field::new("volet", t::money_part(lang)), &simulator::choices(&parts)))
        (ui::date(form, &Field::new("jour", t::money_rate_first(lang)).hint(t::money_rate_first_hint(lang))))
        (ui::text(form, &Field::new("seuil", t::money_threshold(lang)).hint(t::money_threshold_hint(lang)).class("short").optional()))
        @for payer in Payer::ALL {
            @let (below, from) = names(*payer);
            @let (under, over) = (t::money_rate_of_below(lang, payer.says(lang)), t::money_rate_of_from(lang, payer.says(lang)));
            (ui::text(form, &Field::new(&below, &under).class("short").optional()))
            (ui::text(form, &Field::new(&from, &over).class("short").optional()))
        }
    };
    let main = html! {
        (ui::back(RATES, t::money_rates(lang)))
        (ui::error_summary(form))
        (ui::title(t::money_rates_new(lang), t::money_rates_under(lang)))
        (fields::form_card(cx, NEW, &fields, t::money_save(lang), false))
    };
    Page::narrow(t::money_rates_new(lang), main)
}

fn rate(form: &mut Form, field: &str) -> Option<Rate> {
    let typed = form.text(field, 12);
    if typed.is_empty() {
        return None;
    }
    let read = Rate::parse(&typed);
    if read.is_none() {
        form.refuse(field, t::money_not_a_rate(form.lang()));
    }
    read
}

fn set(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let (lang, mut form) = (cx.lang(), cx.form());
    let parts = simulator::parts(lang);
    let known =
        |typed: &str| parts.iter().find(|(key, _)| key == typed).map(|(key, _)| key.clone());
    let (part, first) = (form.choice("volet", known), form.required_day("jour"));
    let threshold = fields::amount(&mut form, "seuil").filter(|amount| amount.0 > 0);
    let mut rates: Vec<NewRate> = Vec::new();
    for payer in Payer::ALL {
        let (below, from) = names(*payer);
        let (under, over) = (rate(&mut form, &below), rate(&mut form, &from));
        let limit = threshold.map(|amount| amount.0);
        rates.extend(under.filter(|rate| rate.0 > 0).map(|rate| (*payer, rate.0, 0, limit)));
        if let Some(limit) = limit {
            rates.extend(over.filter(|rate| rate.0 > 0).map(|rate| (*payer, rate.0, limit, None)));
        }
    }
    if let Some((part, first)) = part.as_ref().zip(first).filter(|_| form.is_valid()) {
        let rules = store::rules(cx.tx)?;
        let is_full = store::rates(cx.tx)?.len() + rates.len() > shares::LINES_MAX;
        if is_full {
            form.refuse("volet", t::money_rates_many(lang));
        } else if let Some(says) = refused(lang, (part, first), &rates, &rules) {
            form.refuse("volet", says);
        }
    }
    let Some((part, first)) = part.zip(first).filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(form_page(cx, &form)));
    };
    write::set_rates(cx.tx, &part, first, &rates)?;
    store::scale(cx.tx)?;
    sent::lead(cx, ("programme.money.rate", 0), RATES.to_owned(), t::money_saved(lang))
}

/// Why some rates cannot be: they are not the whole, or public funders would pay too much.
fn refused(
    lang: kernel::Lang,
    (part, first): (&str, Day),
    rates: &[NewRate],
    rules: &Rules,
) -> Option<String> {
    let line = |(payer, rate, least, below): &NewRate| Line {
        part: part.to_owned(),
        payer: payer.code().to_owned(),
        from: first,
        until: None,
        least: Cents(*least),
        below: below.map(Cents),
        rate: Rate(*rate),
    };
    if rates.is_empty() {
        return Some(t::money_rates_empty(lang).to_owned());
    }
    match Scale::new(rates.iter().map(line).collect()) {
        Err(ShareError::NotWhole { from_amount, sum, .. }) => {
            let (from, sum) = (words::euros(lang, from_amount), words::percent(lang, sum.0));
            return Some(t::money_rates_not_whole(lang, &from, &sum));
        }
        Err(_) => return Some(t::money_rates_wrong(lang).to_owned()),
        Ok(_) => {}
    }
    let ceiling = rules.value(Rules::CEILING, first)?;
    let degree = part.split_once('-').and_then(|(_, degree)| Degree::from_code(degree))?;
    let help = |least: i64| -> i64 {
        let of = rates.iter().filter(|rate| rate.2 == least && !is_own(degree, rate.0));
        of.map(|rate| i64::from(rate.1)).sum()
    };
    let most = rates.iter().map(|rate| help(rate.2)).max()?;
    (most > ceiling).then(|| {
        let say = |value: i64| words::percent(lang, u32::try_from(value).unwrap_or(0));
        t::money_over_ceiling(lang, &say(most), &say(ceiling))
    })
}

fn blank_rule(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form().with("jour", &cx.today());
    Ok(rule_page(cx, &form)?.into())
}

fn rule_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let rules = store::rules(cx.tx)?;
    let choices: Vec<Choice> = Rules::NAMES
        .iter()
        .filter_map(|name| {
            let label = t::by_key(lang, &format!("money-of-rule-{name}"))?;
            let hint = t::by_key(lang, &format!("money-of-rule-hint-{name}"))?;
            Some(Choice { value: (*name).to_owned(), label, hint })
        })
        .collect();
    let fields = html! {
        (ui::choices(form, &Field::new("regle", t::money_rule(lang)), &choices))
        (ui::text(form, &Field::new("valeur", t::money_rule_value(lang)).class("short")))
        (ui::date(form, &Field::new("jour", t::money_rate_first(lang))))
        (ui::checkbox(form, &Field::new("confirme", t::money_rule_confirmed(lang))))
    };
    let main = html! {
        (ui::back(RATES, t::money_rates(lang)))
        (ui::error_summary(form))
        (ui::title(t::money_rules(lang), t::money_rules_under(lang)))
        section.card.stack { (rules_said(cx, &rules, cx.today())) }
        (fields::form_card(cx, RULES, &fields, t::money_save(lang), false))
    };
    Ok(Page::narrow(t::money_rules(lang), main))
}

fn set_rule(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let (lang, mut form) = (cx.lang(), cx.form());
    let name = form.choice("regle", |typed| Rules::NAMES.into_iter().find(|name| *name == typed));
    let (typed, first) = (form.required("valeur", 20), form.required_day("jour"));
    let number = |most: i64| typed.parse().ok().filter(|value| (0..=most).contains(value));
    let value = match name {
        Some(Rules::CEILING | Rules::ADVANCE) => Rate::parse(&typed).map(|rate| i64::from(rate.0)),
        Some(Rules::SCOPE) => number(3).filter(|value| *value > 0),
        Some(Rules::PRIVATE) => number(1),
        _ => number(366),
    };
    if value.is_none() && form.error_of("valeur").is_none() {
        form.refuse("valeur", t::money_rule_wrong(lang));
    }
    let asked = name.zip(first).zip(value).filter(|_| form.is_valid());
    let Some(((name, first), value)) = asked else {
        return Ok(Reply::to_correct(rule_page(cx, &form)?));
    };
    write::set_rule(cx.tx, name, (first, value), form.ticked("confirme"), cx.now)?;
    sent::lead(cx, ("programme.money.rule", 0), RATES.to_owned(), t::money_saved(lang))
}
