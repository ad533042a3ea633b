//! What could be seen, before anything is collected.

use effect::{Ask, Cohort, Control, Plan, detectable};
use maud::{Markup, html};
use web::{
    Cx, Form, Outcome, Page,
    ui::{self, Choice, Field},
};

use super::{decimal, pages, places, read};
use crate::t;

/// Where it is.
pub(super) const PATH: &str = "/programme/effets/prevoir";
/// Years of a plan.
const YEARS_MAX: i32 = 30;
/// Schools of a plan.
const UNITS_MAX: usize = 5_000;
/// Cohorts of a plan.
const COHORTS_MAX: usize = 10;

/// The fields, with what they hold at first.
const FIRST: [(&str, &str); 7] = [
    ("cohortes", "42 42 42"),
    ("jamais", "110"),
    ("avant", "3"),
    ("apres", "2"),
    ("ecart", "25"),
    ("lien", "0,8"),
    ("puissance", "0,8"),
];

/// What is asked of a plan; nothing of a field that says no number in range.
struct Read {
    plan: Plan,
    is_not_yet: bool,
}

fn read(form: &Form) -> Result<Read, &'static str> {
    let whole = |field: &'static str, most: i32| {
        let number = form.shown(field).trim().parse::<i32>().ok();
        number.filter(|number| (0..=most).contains(number)).ok_or(field)
    };
    let real = |field: &'static str| read::number(form.shown(field)).ok_or(field);
    let words = form.shown("cohortes").split([' ', ',', ';', '+']).filter(|word| !word.is_empty());
    let sizes: Option<Vec<usize>> = words.map(|word| word.trim().parse().ok()).collect();
    let sizes = sizes.filter(|sizes| {
        !sizes.is_empty()
            && sizes.len() <= COHORTS_MAX
            && sizes.iter().all(|size| *size <= UNITS_MAX)
    });
    let sizes = sizes.ok_or("cohortes")?;
    let never = usize::try_from(whole("jamais", 5_000)?).unwrap_or(0);
    let (before, after) = (whole("avant", YEARS_MAX)?, whole("apres", YEARS_MAX)?);
    let last = before + i32::try_from(sizes.len()).unwrap_or(0) + after;
    let cohorts = sizes.into_iter().zip(before + 1..);
    let cohorts = cohorts.map(|(units, first)| Cohort { first: Some(first), units });
    let plan = Plan {
        cohorts: cohorts.chain([Cohort { first: None, units: never }]).collect(),
        times: (1..=last).collect(),
        deviation: real("ecart")?,
        correlation: real("lien")?,
        power: real("puissance")?,
    };
    Ok(Read { plan, is_not_yet: form.shown("temoins") == "not-yet" })
}

pub(super) fn page(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let mut form = cx.blank_form();
    for (field, first) in FIRST.into_iter().chain([("temoins", "never")]) {
        let asked = cx.incoming.query(field).map(|text| text.chars().take(80).collect::<String>());
        form = form.with(field, asked.as_deref().unwrap_or(first));
    }
    let found = match read(&form) {
        Err(field) => {
            form.refuse(field, t::plan_out_of_range(lang));
            None
        }
        Ok(Read { plan, is_not_yet }) => {
            let control = if is_not_yet { Control::NotYet } else { Control::Never };
            match detectable(&plan, &Ask { control, ..Ask::default() }) {
                Ok(found) => Some((found, plan.deviation)),
                Err(_) => {
                    form.refuse("cohortes", t::plan_impossible(lang));
                    None
                }
            }
        }
    };
    let main = html! {
        (ui::back(pages::PATH, t::effects(lang)))
        (ui::error_summary(&form))
        (ui::title(t::plan_title(lang), t::plan_under(lang)))
        @if let Some((found, deviation)) = found { (says(lang, found, deviation)) }
        (fields(&form))
    };
    Ok(Page::narrow(t::plan_title(lang), main).into())
}

fn says(lang: kernel::Lang, found: f64, deviation: f64) -> Markup {
    let places = places(found);
    ui::note(&html! {
        p { strong { (t::plan_found(lang, &decimal(lang, found, places))) } }
        @if deviation > 0.0 { p { (t::plan_share(lang, &decimal(lang, found / deviation, 2))) } }
        p { (t::plan_below(lang)) }
    })
}

fn fields(form: &Form) -> Markup {
    let lang = form.lang();
    let choice = |value: &str, label| Choice { value: value.to_owned(), label, hint: "" };
    let controls =
        [choice("never", t::control_never(lang)), choice("not-yet", t::control_not_yet(lang))];
    html! {
        form.card.stack method="get" action=(PATH) {
            (ui::text(form, &Field::new("cohortes", t::plan_cohorts(lang)).hint(t::plan_cohorts_hint(lang))))
            (ui::text(form, &Field::new("jamais", t::plan_never(lang)).class("short")))
            (ui::text(form, &Field::new("avant", t::plan_before(lang)).class("short")))
            (ui::text(form, &Field::new("apres", t::plan_after(lang)).class("short")))
            (ui::text(form, &Field::new("ecart", t::plan_deviation(lang)).hint(t::plan_deviation_hint(lang)).class("short")))
            (ui::text(form, &Field::new("lien", t::plan_correlation(lang)).hint(t::plan_correlation_hint(lang)).class("short")))
            (ui::text(form, &Field::new("puissance", t::plan_power(lang)).hint(t::plan_power_hint(lang)).class("short")))
            (ui::choices(form, &Field::new("temoins", t::study_control(lang)), &controls))
            button.act.go { (t::plan_compute(lang)) }
        }
    }
}
