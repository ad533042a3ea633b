//! What is said of studies, in words: what was asked, what came out, why nothing did.

use kernel::Lang;

use crate::{
    pilots::{
        study::{Answer, Asked, Data, Objective, Of, Refusal, Rule, Way},
        words,
    },
    t,
};

pub(crate) fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// « 1 980,892 km » of metres.
pub(crate) fn kilometres(lang: Lang, metres: i64) -> String {
    let point = if lang == Lang::En { '.' } else { ',' };
    format!("{}{point}{:03}", t::plain_number(lang, metres / 1_000), (metres % 1_000).abs())
}

/// « 8,4 » kilometres of metres.
pub(crate) fn short_km(lang: Lang, metres: i64) -> String {
    let tenths = (metres + 50).div_euclid(100);
    let point = if lang == Lang::En { '.' } else { ',' };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}

pub(crate) fn way_words(lang: Lang, way: Way) -> &'static str {
    words(lang, "way", way.code())
}

/// What an objective is worth, in its unit.
pub(crate) fn worth(lang: Lang, asked: &Asked, value: i64) -> String {
    match (asked.objective, asked.by_pupils) {
        (Objective::Median, false) => t::worth_all(lang, &kilometres(lang, value)),
        (Objective::Median, true) => t::worth_pupils(lang, &kilometres(lang, value)),
        (Objective::Center, _) => t::worth_farthest(lang, &kilometres(lang, value)),
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
        said.push(t::asked_radius(lang, &short_km(lang, asked.radius)));
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
    said.push(t::asked_crow(lang).to_owned());
    said
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
