//! What studies look like: the form, the search, the answer with its reasons.

use kernel::{Day, Lang};
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Choice as Answered, Column, Field},
};

use crate::{
    pilots::{
        PATH,
        choice::Choice,
        decision,
        facts::{
            School,
            pages::{index_words, sector_words, setting_words},
        },
        map::{self, Pilot},
        study::{
            Answer, Asked, Data, Objective, Of, Other, Refusal, Rule, Variant, Way, What, nearest,
            pages,
            trial::{Trial, Tried},
        },
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

/// The form of a study.
pub(super) fn form(cx: &Cx, form: &Form, data: &Data) -> Page {
    let lang = cx.lang();
    let objectives = Objective::ALL.map(|one| Answered {
        value: one.code().to_owned(),
        label: words(lang, "objective", one.code()),
        hint: words(lang, "objective-hint", one.code()),
    });
    let number = |name: &str, label: &str, is_optional: bool| {
        let field = Field::new(name, label).kind("number").class("short");
        ui::text(form, &if is_optional { field.optional() } else { field })
    };
    let main = html! {
        (ui::back(PATH, t::pilots(lang)))
        (ui::error_summary(form))
        (ui::title(t::study_new(lang), t::study_new_under(lang)))
        @if data.sites.is_empty() { (ui::note(&html! { p { (t::study_no_data(lang)) } })) }
        form.card.stack method="post" action=(pages::PATH) {
            (cx.hidden())
            (ui::text(form, &Field::new("nom", t::study_name(lang)).hint(t::study_name_hint(lang))))
            (ui::choices(form, &Field::new("objectif", t::study_objective(lang)), &objectives))
            (number("nombre", t::study_open(lang), false))
            (number("rayon", t::study_radius(lang), true))
            (ui::checkbox(form, &Field::new("eleves", t::study_by_pupils(lang)).hint(t::study_by_pupils_hint(lang))))
            (ui::details(t::study_rules(lang), &html! {
                div.stack {
                    p { (t::study_rules_says(lang)) }
                    @for (_, code) in Of::PLAIN {
                        (number(&format!("{code}-min"), &t::rule_least(lang, words(lang, "of", code)), true))
                        (number(&format!("{code}-max"), &t::rule_most(lang, words(lang, "of", code)), true))
                    }
                    (number("epci-max", t::rule_epci_most(lang), true))
                }
            }))
            (ui::details(t::study_each(lang), &html! {
                div.stack {
                    p { (t::study_each_says(lang)) }
                    @for site in &data.sites { (each(lang, form, site)) }
                }
            }))
            div.actions { button.act.main { (ui::icon("search")) (t::study_solve(lang)) } }
        }
        (caveats(lang, data))
    };
    Page::narrow(t::study_new(lang), main)
}

fn each(lang: Lang, form: &Form, site: &School) -> Markup {
    let answers = ["", "force", "interdit", "atout"].map(|code| Answered {
        value: code.to_owned(),
        label: words(lang, "each", if code.is_empty() { "libre" } else { code }),
        hint: "",
    });
    let (name, label) =
        (format!("college-{}", site.uai), format!("{} · {}", site.name, site.commune));
    ui::select(form, &Field::new(&name, &label), &answers)
}

fn caveats(lang: Lang, data: &Data) -> Markup {
    let columns = [Column::words(t::school(lang)), Column::words(t::facts_why(lang))];
    let rows: Vec<Vec<Markup>> = data
        .caveats
        .iter()
        .take(100)
        .map(|one| {
            vec![
                html! { (one.name) " " small.muted { (one.uai) } },
                html! { (words(lang, "caveat", &one.why)) },
            ]
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            (ui::details(&t::caveats(lang, whole(data.caveats.len())), &ui::cards_table(t::caveats_title(lang), &columns, &rows)))
        }
    }
}

/// A study with what surrounds it.
pub(super) struct Scene<'s> {
    pub(super) is_manager: bool,
    pub(super) choice: &'s Choice,
    pub(super) asked: &'s Asked,
    pub(super) data: &'s Data,
}

impl Scene<'_> {
    fn head(&self, cx: &Cx) -> Markup {
        let lang = cx.lang();
        let day = dates::long_day(lang, self.choice.made, cx.today());
        html! {
            (ui::back(PATH, t::pilots(lang)))
            (ui::title(&self.choice.name, &t::choice_data(lang, &day)))
        }
    }

    fn again(&self, lang: Lang) -> Markup {
        html! {
            @if self.is_manager {
                a.act href={ (pages::PATH) "/nouvelle?comme=" (self.choice.id) } { (ui::icon("copy")) (t::study_like(lang)) }
            }
        }
    }

    fn send(&self, cx: &Cx, action: &str, label: &str, is_main: bool) -> Markup {
        html! {
            form method="post" action={ (self.choice.path()) "/" (action) } {
                (cx.hidden())
                button.act.main[is_main] { (label) }
            }
        }
    }
}

/// A study that is being solved.
pub(super) fn solving(cx: &Cx, scene: &Scene) -> Page {
    let (lang, choice) = (cx.lang(), scene.choice);
    let main = html! {
        (scene.head(cx))
        section.card.stack aria-labelledby="calcul" {
            h2 id="calcul" { (t::study_solving(lang)) }
            @match (choice.found, choice.bound) {
                (Some(found), Some(bound)) => {
                    @let answer = Answer { objective: found, bound, sites: Vec::new() };
                    p { (t::study_found(lang, &worth(lang, scene.asked, found), &proof(lang, &answer))) }
                }
                _ => p { (t::study_starting(lang)) },
            }
            @if let Some((at, of)) = choice.step.split_once('/') {
                (ui::progress(at.parse().unwrap_or(0), of.parse().unwrap_or(1), &t::study_step(lang, at, of)))
            }
            div.actions {
                a.act href=(choice.path()) { (ui::icon("refresh-cw")) (t::refresh(lang)) }
                @if scene.is_manager {
                    (scene.send(cx, "arreter", t::study_stop(lang), false))
                    (scene.send(cx, "relancer", t::study_again(lang), false))
                }
            }
        }
    };
    Page::narrow(t::study(lang), main)
}

/// A study that was stopped, or that broke.
pub(super) fn ended(cx: &Cx, scene: &Scene) -> Page {
    let lang = cx.lang();
    let says = if scene.choice.state == "stopped" {
        t::study_stopped(lang)
    } else {
        t::study_failed(lang)
    };
    let main = html! {
        (scene.head(cx))
        (ui::note(&html! { p { (says) } }))
        div.actions { (scene.again(lang)) }
    };
    Page::narrow(t::study(lang), main)
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

/// A study that nothing came out of.
pub(super) fn refused(cx: &Cx, scene: &Scene, refusal: &Refusal) -> Page {
    let lang = cx.lang();
    let main = html! {
        (scene.head(cx))
        (ui::note(&html! { p { (refusal_words(lang, scene.asked, scene.data, refusal)) } }))
        (parameters(lang, scene.asked, scene.data))
        div.actions { (scene.again(lang)) }
    };
    Page::narrow(t::study(lang), main)
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

fn parameters(lang: Lang, asked: &Asked, data: &Data) -> Markup {
    html! {
        section.card aria-labelledby="parametres" {
            h2 id="parametres" { (t::parameters(lang)) }
            ul { @for said in asked_words(lang, asked, data) { li { (said) } } }
        }
        (caveats(lang, data))
    }
}

/// An answer of a study, with all that is said of it.
pub(crate) struct Shown<'s> {
    pub(crate) asked: &'s Asked,
    pub(crate) data: &'s Data,
    pub(crate) variant: &'s Variant,
    /// Every collège of the choice, by its place in the data.
    pub(crate) open: Vec<usize>,
    /// The nearest of these for each école, and how far.
    pub(crate) near: Vec<(usize, i64)>,
}

impl<'s> Shown<'s> {
    pub(crate) fn new(asked: &'s Asked, data: &'s Data, variant: &'s Variant) -> Self {
        let open = variant.all(data, asked);
        let near = nearest(&data.distances(), &open);
        Self { asked, data, variant, open, near }
    }

    fn is_asset(&self, site: usize) -> bool {
        self.asked.assets.contains(&self.data.sites[site].uai)
    }

    pub(crate) fn pilots(&self) -> Vec<Pilot<'s>> {
        let pilot = |(at, site): (usize, &usize)| Pilot {
            school: &self.data.sites[*site],
            number: at + 1,
            is_asset: self.is_asset(*site),
        };
        self.open.iter().enumerate().map(pilot).collect()
    }

    /// Each école with its nearest pilot, by its place among them.
    pub(crate) fn ecoles(&self) -> Vec<(&'s School, usize)> {
        let pilot = |site: usize| self.open.iter().position(|open| *open == site).unwrap_or(0);
        self.data
            .clients
            .iter()
            .zip(&self.near)
            .map(|(one, (site, _))| (one, pilot(*site)))
            .collect()
    }

    /// Mean and farthest distance of the écoles, in metres.
    pub(crate) fn distances(&self) -> (i64, i64) {
        let total: i64 = self.near.iter().map(|(_, metres)| metres).sum();
        let count = whole(self.near.len()).max(1);
        (total / count, self.near.iter().map(|(_, metres)| *metres).max().unwrap_or(0))
    }

    pub(crate) fn within(&self, metres: i64) -> i64 {
        whole(self.near.iter().filter(|(_, far)| *far <= metres).count())
    }

    /// Why a collège is in the choice, in sentences.
    pub(crate) fn reasons(&self, lang: Lang, site: usize) -> String {
        let school = &self.data.sites[site];
        let far: Vec<i64> =
            self.near.iter().filter(|(near, _)| *near == site).map(|(_, metres)| *metres).collect();
        let count = whole(far.len());
        let mean = far.iter().sum::<i64>() / count.max(1);
        let mut said = vec![t::reason_near(lang, count, &short_km(lang, mean))];
        if self.is_asset(site) {
            said.push(t::reason_asset(lang).to_owned());
        }
        if self.asked.forced.contains(&school.uai) {
            said.push(t::reason_forced(lang).to_owned());
        }
        let without = self.variant.others.iter().find(|other| other.what == What::Without(site));
        said.extend(without.map(|other| self.without_words(lang, other)));
        said.join(" ")
    }

    fn without_words(&self, lang: Lang, other: &Other) -> String {
        let now = &self.variant.answer;
        let instead: Vec<&str> = other
            .answer
            .sites
            .iter()
            .filter(|site| !now.sites.contains(site))
            .map(|site| self.data.sites[*site].name.as_str())
            .collect();
        let cost = self.cost(lang, &other.answer);
        if instead.is_empty() {
            t::reason_without(lang, &cost)
        } else {
            t::reason_instead(lang, &cost, &instead.join(", "))
        }
    }

    /// What another answer costs more, or « rien ».
    fn cost(&self, lang: Lang, other: &Answer) -> String {
        let more = (other.objective - self.variant.answer.objective).abs();
        if more == 0 {
            return t::cost_nothing(lang).to_owned();
        }
        match (self.asked.objective, self.asked.by_pupils) {
            (Objective::Cover, false) => t::cost_schools(lang, more),
            (Objective::Cover, true) => t::cost_pupils(lang, more),
            (Objective::Median, true) => t::cost_pupil_km(lang, &kilometres(lang, more)),
            _ => t::cost_km(lang, &kilometres(lang, more)),
        }
    }
}

/// A study that is solved.
pub(super) fn solved(
    cx: &Cx,
    scene: &Scene,
    variants: &[Variant],
    trials: &[(Trial, Tried)],
    decided: Option<&decision::Decided>,
) -> Page {
    let (lang, choice) = (cx.lang(), scene.choice);
    let shown: Vec<Shown> =
        variants.iter().map(|variant| Shown::new(scene.asked, scene.data, variant)).collect();
    let state =
        if choice.is_published { ("done", t::published(lang)) } else { ("quiet", t::draft(lang)) };
    let main = html! {
        (scene.head(cx))
        p.actions {
            (ui::tag(state.0, state.1))
            a.act href={ (choice.path()) "/dossier.pdf" } { (ui::icon("printer")) (t::file_pdf(lang)) }
            (scene.again(lang))
        }
        @if let Some(decided) = decided { (decision::views::decided(cx, decided)) }
        @for one in &shown { (answered(cx, scene, one)) }
        @if scene.is_manager && decided.is_none() { (to_try(cx, scene, &shown, trials)) }
        (parameters(lang, scene.asked, scene.data))
        (redo(lang, scene, variants))
        @if scene.is_manager { (to_decide(cx, scene, decided.is_some())) }
    };
    Page::wide(t::study(lang), main)
}

fn answered(cx: &Cx, scene: &Scene, shown: &Shown) -> Markup {
    let (lang, way) = (cx.lang(), shown.variant.way);
    let (mean, farthest) = shown.distances();
    let id = format!("reponse-{}", way.code());
    let facts: Vec<(&str, Markup)> = vec![
        (t::answer_mean(lang), html! { (short_km(lang, mean)) " km" }),
        (t::answer_farthest(lang), html! { (short_km(lang, farthest)) " km" }),
        (t::answer_ten(lang), html! { (shown.within(10_000)) " / " (shown.near.len()) }),
        (t::answer_fifteen(lang), html! { (shown.within(15_000)) " / " (shown.near.len()) }),
    ];
    html! {
        section.stack aria-labelledby=(id) {
            h2 id=(id) { (way_words(lang, way)) }
            p { strong { (worth(lang, scene.asked, shown.variant.answer.objective)) } " " (proof(lang, &shown.variant.answer)) }
            div.beside {
                (map::map(lang, &shown.ecoles(), &shown.pilots()))
                (ui::facts(&facts))
            }
            (chosen(lang, shown))
            (prices(lang, shown))
            (ui::details(t::near_title(lang), &near_table(lang, shown)))
        }
    }
}

/// The collèges of an answer, with the reasons of each.
fn chosen(lang: Lang, shown: &Shown) -> Markup {
    let columns = [
        Column::words(t::college(lang)),
        Column::words(t::commune(lang)),
        Column::words(t::facts_sector(lang)),
        Column::numbers(t::facts_ips(lang)),
        Column::words(t::facts_setting(lang)),
        Column::words(t::facts_why(lang)),
    ];
    let row = |(at, site): (usize, &usize)| {
        let school = &shown.data.sites[*site];
        vec![
            html! { (at + 1) ". " (school.name) },
            html! { (school.commune) },
            html! { (sector_words(lang, school)) },
            html! { (index_words(lang, school)) },
            html! { (setting_words(lang, school)) },
            html! { (shown.reasons(lang, *site)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = shown.open.iter().enumerate().map(row).collect();
    ui::cards_table(t::chosen_title(lang), &columns, &rows)
}

/// What each constraint costs.
fn prices(lang: Lang, shown: &Shown) -> Markup {
    let name = |site: usize| shown.data.sites[site].name.as_str();
    let priced: Vec<(String, String)> = shown
        .variant
        .others
        .iter()
        .filter_map(|other| {
            let what = match other.what {
                What::Without(_) => return None,
                What::NoRule(at) => rule_words(lang, shown.asked.rules.get(at)?),
                What::NotForced(site) => t::price_forced(lang, name(site)),
                What::NotForbidden(site) => t::price_forbidden(lang, name(site)),
            };
            Some((what, shown.cost(lang, &other.answer)))
        })
        .collect();
    let columns = [Column::words(t::price_of(lang)), Column::words(t::price(lang))];
    let rows: Vec<Vec<Markup>> =
        priced.iter().map(|(what, cost)| vec![html! { (what) }, html! { (cost) }]).collect();
    html! { @if !rows.is_empty() { (ui::cards_table(t::prices(lang), &columns, &rows)) } }
}

fn near_table(lang: Lang, shown: &Shown) -> Markup {
    let columns = [
        Column::words(t::ecole(lang)),
        Column::words(t::commune(lang)),
        Column::words(t::near_pilot(lang)),
        Column::numbers(t::near_far(lang)),
    ];
    let row = |(school, (site, metres)): (&School, &(usize, i64))| {
        vec![
            html! { (school.name) },
            html! { (school.commune) },
            html! { (shown.data.sites[*site].name) },
            html! { (short_km(lang, *metres)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = shown.data.clients.iter().zip(&shown.near).map(row).collect();
    ui::cards_table(t::near_title(lang), &columns, &rows)
}

fn to_try(cx: &Cx, scene: &Scene, shown: &[Shown], trials: &[(Trial, Tried)]) -> Markup {
    let (lang, form) = (cx.lang(), cx.blank_form().with("essai", "force"));
    let sites: Vec<(String, String)> = scene
        .data
        .sites
        .iter()
        .map(|site| (site.uai.clone(), format!("{} · {}", site.name, site.commune)))
        .collect();
    let sites: Vec<Answered> =
        sites.iter().map(|(uai, label)| Answered { value: uai.clone(), label, hint: "" }).collect();
    let kinds = ["force", "interdit"].map(|code| Answered {
        value: code.to_owned(),
        label: words(lang, "try", code),
        hint: "",
    });
    let ways: Vec<Answered> = shown
        .iter()
        .map(|one| one.variant.way)
        .map(|way| Answered { value: way.code().to_owned(), label: way_words(lang, way), hint: "" })
        .collect();
    html! {
        section.card.stack id="essais" aria-labelledby="essais-titre" {
            h2 id="essais-titre" { (t::try_title(lang)) }
            @for (trial, tried) in trials { (tried_words(lang, scene, shown, trial, tried)) }
            form.stack method="post" action={ (scene.choice.path()) "/essai" } {
                (cx.hidden())
                (ui::select(&form, &Field::new("college", t::college(lang)), &sites))
                (ui::select(&form, &Field::new("essai", t::try_how(lang)), &kinds))
                @match ways.as_slice() {
                    [one] => input type="hidden" name="facon" value=(one.value);,
                    several => (ui::select(&form, &Field::new("facon", t::try_way(lang)), several)),
                }
                div.actions { button.act { (ui::icon("refresh-cw")) (t::try_do(lang)) } }
            }
        }
    }
}

fn tried_words(lang: Lang, scene: &Scene, shown: &[Shown], trial: &Trial, tried: &Tried) -> Markup {
    let name = scene
        .data
        .site(&trial.uai)
        .map_or(trial.uai.as_str(), |at| scene.data.sites[at].name.as_str());
    let what =
        if trial.is_forced { t::tried_forced(lang, name) } else { t::tried_forbidden(lang, name) };
    let base = shown.iter().find(|one| one.variant.way == trial.way);
    let says = match (tried, base) {
        (Ok(answer), Some(base)) => {
            let before = &base.variant.answer.sites;
            let names = |one: &[usize], other: &[usize]| {
                let new = one.iter().filter(|site| !other.contains(site));
                new.map(|site| scene.data.sites[*site].name.as_str()).collect::<Vec<_>>().join(", ")
            };
            let (come, leave) = (names(&answer.sites, before), names(before, &answer.sites));
            let cost = base.cost(lang, answer);
            if come.is_empty() {
                t::tried_same(lang, &worth(lang, scene.asked, answer.objective))
            } else {
                let says = t::tried_changes(lang, &come, &leave, &cost);
                format!("{says} {}", proof(lang, answer))
            }
        }
        (Err(refusal), _) => refusal_words(lang, scene.asked, scene.data, refusal),
        (Ok(answer), None) => worth(lang, scene.asked, answer.objective),
    };
    html! { div.tried { p { strong { (what) } " " (says) } } }
}

fn redo(lang: Lang, scene: &Scene, variants: &[Variant]) -> Markup {
    let path = scene.choice.path();
    html! {
        section.card.stack aria-labelledby="refaire" {
            h2 id="refaire" { (t::redo(lang)) }
            p { (t::redo_study(lang)) }
            @for variant in variants { pre.command { code { (command(scene.asked, scene.data, variant.way)) } } }
            p.actions {
                a.act href={ (path) "/distances.csv" } { (ui::icon("download")) (t::redo_distances(lang)) }
                a.act href={ (path) "/ecoles.csv" } { (ui::icon("download")) (t::redo_near(lang)) }
            }
        }
    }
}

fn to_decide(cx: &Cx, scene: &Scene, is_decided: bool) -> Markup {
    let (lang, choice) = (cx.lang(), scene.choice);
    html! {
        @if !is_decided {
            section.card.stack aria-labelledby="ensuite" {
                h2 id="ensuite" { (t::then(lang)) }
                div.actions {
                    @if choice.is_published { (scene.send(cx, "retirer", t::hide(lang), false)) }
                    @else { (scene.send(cx, "publier", t::publish(lang), false)) }
                    a.act.main href={ (choice.path()) "/decision" } { (ui::icon("pencil")) (t::decide(lang)) }
                }
            }
        }
    }
}

/// The day of a study's data.
pub(crate) fn data_day(cx: &Cx, day: i32) -> String {
    dates::long_day(cx.lang(), Day(day), cx.today())
}
