//! What is said of studies, in words: what was asked, what came out, why nothing did.

use kernel::{Day, Lang};

use crate::{
    pilots::{
        dated,
        roads::{Road, Unit},
        study::{Answer, Asked, Data, Objective, Of, Refusal, Rule, Way},
        words,
    },
    t,
};

pub(crate) fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

const fn point(lang: Lang) -> char {
    if matches!(lang, Lang::En) { '.' } else { ',' }
}

/// « 1 980,892 » of thousandths.
pub(crate) fn thousandths(lang: Lang, far: i64) -> String {
    format!("{}{}{:03}", t::plain_number(lang, far / 1_000), point(lang), (far % 1_000).abs())
}

/// « 1 980,892 km » or « 33,5 min »: a sum, whole.
pub(crate) fn summed(lang: Lang, unit: Unit, far: i64) -> String {
    match unit {
        Unit::Km => format!("{} km", thousandths(lang, far)),
        Unit::Minutes => measured(lang, unit, far),
    }
}

/// « 8,4 km » or « 12,5 min ».
pub(crate) fn measured(lang: Lang, unit: Unit, far: i64) -> String {
    let tenths = (far + 50).div_euclid(100);
    let unit = match unit {
        Unit::Km => "km",
        Unit::Minutes => "min",
    };
    format!("{}{}{} {unit}", t::plain_number(lang, tenths / 10), point(lang), tenths % 10)
}

pub(crate) fn way_words(lang: Lang, way: Way) -> &'static str {
    words(lang, "way", way.code())
}

/// What an objective is worth, in its unit.
pub(crate) fn worth(lang: Lang, (asked, unit): (&Asked, Unit), value: i64) -> String {
    match (asked.objective, asked.by_pupils) {
        (Objective::Median, false) => t::worth_all(lang, &summed(lang, unit, value)),
        (Objective::Median, true) => t::worth_pupils(lang, &summed(lang, unit, value)),
        (Objective::Center, _) => t::worth_farthest(lang, &summed(lang, unit, value)),
        (Objective::Cover, false) => t::worth_schools(lang, value),
        (Objective::Cover, true) => t::worth_children(lang, value),
    }
}

/// « au plus 0,4 % », rounded up.
fn gap(lang: Lang, answer: &Answer) -> String {
    let far = (answer.objective - answer.bound).abs();
    let of = answer.objective.abs().max(1);
    let thousandths = (far.saturating_mul(1_000) + of - 1).div_euclid(of);
    let point = if lang == Lang::En { '.' } else { ',' };
    format!("{}{point}{}", thousandths / 10, thousandths % 10)
}

pub(crate) fn proof(lang: Lang, answer: &Answer) -> String {
    if answer.is_proven() {
        t::proven(lang).to_owned()
    } else {
        t::not_proven(lang, &gap(lang, answer))
    }
}

/// A rule in words.
pub(crate) fn rule_words(lang: Lang, rule: &Rule) -> String {
    let of = match &rule.of {
        Of::Epci(name) => t::of_group(lang, name),
        plain => words(lang, "of", plain.code()).to_owned(),
    };
    match (rule.least, rule.most) {
        (Some(least), Some(most)) => t::rule_both(lang, &of, whole(least), whole(most)),
        (Some(least), None) => t::rule_at_least(lang, &of, whole(least)),
        (None, most) => t::rule_at_most(lang, &of, whole(most.unwrap_or(0))),
    }
}

/// Why nothing came out, in a sentence.
pub(crate) fn refusal_words(lang: Lang, asked: &Asked, data: &Data, refusal: &Refusal) -> String {
    let named = |uai: &str| {
        data.site(uai).map_or_else(|| uai.to_owned(), |site| data.sites[site].name.clone())
    };
    match refusal {
        Refusal::Empty => t::refused_empty(lang).to_owned(),
        Refusal::Count { asked, least, most } => {
            t::refused_count(lang, whole(*asked), whole(*least), whole(*most))
        }
        Refusal::Rules(rules) => {
            let said: Vec<String> = rules
                .iter()
                .filter_map(|at| asked.rules.get(*at))
                .map(|rule| {
                    let there = data.sites.iter().filter(|site| rule.of.counts(site)).count();
                    t::refused_rule(lang, &rule_words(lang, rule), whole(there))
                })
                .collect();
            t::refused_rules(lang, whole(asked.open), &said.join(" ; "))
        }
        Refusal::Both(uai) => t::refused_both(lang, &named(uai)),
        Refusal::Missing(uai) => t::refused_missing(lang, &named(uai)),
        Refusal::Unreachable(school) => t::refused_unreachable(lang, school),
        Refusal::TooLarge => t::refused_large(lang).to_owned(),
    }
}

/// What was asked, in words.
pub(crate) fn asked_words(lang: Lang, asked: &Asked, data: &Data) -> Vec<String> {
    let mut said = vec![
        t::asked_objective(lang, words(lang, "objective", asked.objective.code())),
        t::asked_open(lang, whole(asked.open), whole(data.sites.len()), whole(data.clients.len())),
    ];
    if asked.objective == Objective::Cover {
        said.push(t::asked_radius(lang, &measured(lang, data.unit(), asked.radius)));
    }
    said.push(
        if asked.by_pupils { t::asked_by_pupils(lang) } else { t::asked_alike(lang) }.to_owned(),
    );
    said.extend(asked.rules.iter().map(|rule| rule_words(lang, rule)));
    let lists = [
        (&asked.assets, t::asked_assets as fn(Lang, &str) -> String),
        (&asked.forced, t::asked_forced),
        (&asked.forbidden, t::asked_forbidden),
    ];
    for (uais, says) in lists {
        let names: Vec<&str> = uais
            .iter()
            .map(|uai| data.site(uai).map_or(uai.as_str(), |at| data.sites[at].name.as_str()))
            .collect();
        if !names.is_empty() {
            said.push(says(lang, &names.join(", ")));
        }
    }
    said.push(match &data.road {
        None => t::asked_crow(lang).to_owned(),
        Some(road) => t::asked_road(lang, &road_words(lang, road)),
    });
    said
}

/// « service d’itinéraires, 3 mars 2027, en kilomètres ».
fn road_words(lang: Lang, road: &Road) -> String {
    t::roads_table(lang, &road.source, &dated(lang, Day(road.day)), road.unit.says(lang))
}

/// The command that finds the same again.
pub(crate) fn command(asked: &Asked, data: &Data, way: Way) -> String {
    let mut command = String::from("preau programme locate distances.csv");
    let mut add = |name: &str, value: &str| command.push_str(&format!(" --{name} {value}"));
    let (mut forced, mut forbidden) = (asked.forced.clone(), asked.forbidden.clone());
    let mut open = asked.open;
    match way {
        Way::Alone => {}
        Way::Within => {
            let new = asked.assets.iter().filter(|asset| !asked.forced.contains(asset));
            open += new.clone().count();
            forced.extend(new.cloned());
        }
        Way::Beside => forbidden.extend(asked.assets.iter().cloned()),
    }
    add("p", &open.to_string());
    add("objective", asked.objective.code());
    if asked.objective == Objective::Cover {
        add("radius", &format!("{}", asked.radius / 1_000));
    }
    if !forced.is_empty() {
        add("force", &forced.join(","));
    }
    if !forbidden.is_empty() {
        add("forbid", &forbidden.join(","));
    }
    for rule in &asked.rules {
        let counted = data.sites.iter().filter(|site| rule.of.counts(site));
        let ids: Vec<&str> = counted.map(|site| site.uai.as_str()).collect();
        let (least, most) = (rule.least.unwrap_or(0), rule.most.unwrap_or(data.sites.len()));
        add("quota", &format!("{least}-{most}:{}", ids.join(",")));
    }
    add("seed", &asked.seed.to_string());
    command
}
