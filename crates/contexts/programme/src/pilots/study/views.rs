//! What studies look like: the form, the search, the answer with its reasons.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page,
    ui::{self, Choice as Answered, Column, Field},
};

use crate::{
    pilots::{
        PATH,
        choice::Choice,
        dated, decision,
        facts::{
            School,
            pages::{index_words, sector_words, setting_words},
        },
        map,
        roads::{self, Table, Unit, pages::table_words},
        study::{
            Answer, Asked, Data, Objective, Of, Refusal, Variant, What, pages,
            shown::Shown,
            trial::{Stand, Tried},
            words::{
                asked_words, command, measured, proof, refusal_words, rule_words, way_words, whole,
                worth,
            },
        },
        words,
    },
    t,
};

/// The form of a study.
pub(super) fn form(cx: &Cx, form: &Form, data: &Data, tables: &[Table]) -> Page {
    let lang = cx.lang();
    let objectives = Objective::ALL.map(|one| Answered {
        value: one.code().to_owned(),
        label: words(lang, "objective", one.code()),
        hint: words(lang, "objective-hint", one.code()),
    });
    let named: Vec<String> = tables.iter().map(|table| table_words(lang, table)).collect();
    let ids: Vec<String> = tables.iter().map(|table| table.id.to_string()).collect();
    let mut choices =
        vec![Answered { value: String::new(), label: t::study_roads_crow(lang), hint: "" }];
    choices.extend(ids.into_iter().zip(&named).map(|(value, label)| Answered {
        value,
        label,
        hint: "",
    }));
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
            (ui::select(form, &Field::new("trajets", t::study_roads(lang)), &choices))
            p { a href=(roads::pages::PATH) { (t::study_roads_add(lang)) } }
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
        let day = dated(lang, self.choice.made);
        html! {
            (ui::back(PATH, t::pilots(lang)))
            (ui::title(&self.choice.name, &t::choice_data(lang, &day)))
        }
    }

    /// What is asked, and in what it is measured.
    fn measure(&self) -> (&Asked, Unit) {
        (self.asked, self.data.unit())
    }

    /// The best that was found of the choice itself until now.
    fn so_far(&self) -> Option<Answer> {
        let (objective, bound) = (self.choice.found?, self.choice.bound?);
        Some(Answer { objective, bound, sites: Vec::new() })
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

/// A study that is being solved, with what is already chosen.
pub(super) fn solving(cx: &Cx, scene: &Scene, variants: &[Variant]) -> Page {
    let (lang, choice) = (cx.lang(), scene.choice);
    let shown: Vec<Shown> =
        variants.iter().map(|variant| Shown::new(scene.asked, scene.data, variant)).collect();
    let main = html! {
        (scene.head(cx))
        section.card.stack aria-labelledby="calcul" {
            h2 id="calcul" { (t::study_solving(lang)) }
            @match scene.so_far() {
                _ if !shown.is_empty() => p { (t::study_chosen(lang)) },
                Some(answer) => p { (t::study_found(lang, &worth(lang, scene.measure(), answer.objective), &proof(lang, &answer))) },
                None => p { (t::study_starting(lang)) },
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
        @for one in &shown { (answered(cx, scene, one)) }
    };
    if shown.is_empty() {
        Page::narrow(t::study(lang), main)
    } else {
        Page::wide(t::study(lang), main)
    }
}

/// A study that was stopped, or that broke, with the best that was found.
pub(super) fn ended(cx: &Cx, scene: &Scene, variants: &[Variant]) -> Page {
    let lang = cx.lang();
    let says = if scene.choice.state == "stopped" {
        t::study_stopped(lang)
    } else {
        t::study_failed(lang)
    };
    let main = html! {
        (scene.head(cx))
        (ui::note(&html! { p { (says) } }))
        @match scene.so_far() {
            _ if !variants.is_empty() => { @for variant in variants { (best(lang, scene, variant)) } },
            Some(answer) => p { (best_words(lang, scene, &answer)) },
            None => p { (t::study_best_none(lang)) },
        }
        div.actions { (scene.again(lang)) }
    };
    Page::narrow(t::study(lang), main)
}

fn best_words(lang: Lang, scene: &Scene, answer: &Answer) -> String {
    t::study_best(lang, &worth(lang, scene.measure(), answer.objective), &proof(lang, answer))
}

/// The best that was found before it was stopped.
fn best(lang: Lang, scene: &Scene, variant: &Variant) -> Markup {
    let id = format!("trouve-{}", variant.way.code());
    html! {
        section.card.stack aria-labelledby=(id) {
            h2 id=(id) { (way_words(lang, variant.way)) }
            p { (best_words(lang, scene, &variant.answer)) }
            ul { @for site in variant.all(scene.data, scene.asked) {
                @let school = &scene.data.sites[site];
                li { (school.name) " · " (school.commune) }
            } }
        }
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

fn parameters(lang: Lang, asked: &Asked, data: &Data) -> Markup {
    html! {
        section.card aria-labelledby="parametres" {
            h2 id="parametres" { (t::parameters(lang)) }
            ul { @for said in asked_words(lang, asked, data) { li { (said) } } }
        }
        (caveats(lang, data))
    }
}

/// A study that is solved.
pub(super) fn solved(
    cx: &Cx,
    scene: &Scene,
    variants: &[Variant],
    trials: &[Stand],
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
    let unit = scene.data.unit();
    let limits = match unit {
        Unit::Km => [(10_000, "10 km"), (15_000, "15 km")],
        Unit::Minutes => [(15_000, "15 min"), (30_000, "30 min")],
    };
    let near = limits.map(|(_, limit)| t::answer_within(lang, limit));
    let facts: Vec<(&str, Markup)> = vec![
        (t::answer_mean(lang), html! { (measured(lang, unit, mean)) }),
        (t::answer_farthest(lang), html! { (measured(lang, unit, farthest)) }),
        (near[0].as_str(), html! { (shown.within(limits[0].0)) " / " (shown.near.len()) }),
        (near[1].as_str(), html! { (shown.within(limits[1].0)) " / " (shown.near.len()) }),
    ];
    html! {
        section.stack aria-labelledby=(id) {
            h2 id=(id) { (way_words(lang, way)) }
            p { strong { (worth(lang, scene.measure(), shown.variant.answer.objective)) } " " (proof(lang, &shown.variant.answer)) }
            div.beside {
                (map::map(lang, &shown.ecoles(), &shown.pilots()))
                (ui::facts(&facts))
            }
            (chosen(lang, shown))
            @let nearly = shown.nearly(lang);
            @if !nearly.is_empty() {
                h3 { (t::nearly(lang)) }
                ul { @for one in &nearly { li { (one) } } }
            }
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
            html! { (measured(lang, shown.data.unit(), *metres)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = shown.data.clients.iter().zip(&shown.near).map(row).collect();
    ui::cards_table(t::near_title(lang), &columns, &rows)
}

fn to_try(cx: &Cx, scene: &Scene, shown: &[Shown], trials: &[Stand]) -> Markup {
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
            @for one in trials { (trial(cx, scene, shown, one)) }
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

/// A trial: what came out of it, or how far it is.
fn trial(cx: &Cx, scene: &Scene, shown: &[Shown], one: &Stand) -> Markup {
    let (lang, trial) = (cx.lang(), &one.trial);
    let name = scene
        .data
        .site(&trial.uai)
        .map_or(trial.uai.as_str(), |at| scene.data.sites[at].name.as_str());
    let what =
        if trial.is_forced { t::tried_forced(lang, name) } else { t::tried_forbidden(lang, name) };
    let base = shown.iter().find(|one| one.variant.way == trial.way);
    let says = match (&one.tried, one.so_far) {
        (Some(tried), _) => tried_words(lang, scene, base, tried),
        (None, _) if !one.is_waiting => t::study_failed(lang).to_owned(),
        (None, Some((objective, bound))) => {
            let answer = Answer { objective, bound, sites: Vec::new() };
            let proof = proof(lang, &answer);
            let found = t::study_found(lang, &worth(lang, scene.measure(), objective), &proof);
            format!("{} {found}", t::tried_waiting(lang))
        }
        (None, None) => t::tried_waiting(lang).to_owned(),
    };
    html! {
        div.tried.stack {
            p { strong { (what) } " " (says) }
            @if one.is_waiting { (scene.send(cx, "essai/arreter", t::study_stop(lang), false)) }
        }
    }
}

fn tried_words(lang: Lang, scene: &Scene, base: Option<&Shown>, tried: &Tried) -> String {
    match (tried, base) {
        (Ok(answer), Some(base)) => {
            let before = &base.variant.answer.sites;
            let names = |one: &[usize], other: &[usize]| {
                let new = one.iter().filter(|site| !other.contains(site));
                new.map(|site| scene.data.sites[*site].name.as_str()).collect::<Vec<_>>().join(", ")
            };
            let (come, leave) = (names(&answer.sites, before), names(before, &answer.sites));
            let cost = base.cost(lang, answer);
            let is_better = match scene.asked.objective {
                Objective::Cover => answer.objective > base.variant.answer.objective,
                _ => answer.objective < base.variant.answer.objective,
            };
            let (now, proof) =
                (worth(lang, scene.measure(), answer.objective), proof(lang, answer));
            match (come.is_empty(), is_better) {
                (true, _) => format!("{} {proof}", t::tried_same(lang, &now)),
                (false, true) => format!("{} {proof}", t::tried_better(lang, &come, &leave, &now)),
                (false, false) => {
                    format!("{} {proof}", t::tried_changes(lang, &come, &leave, &cost))
                }
            }
        }
        (Err(refusal), _) => refusal_words(lang, scene.asked, scene.data, refusal),
        (Ok(answer), None) => worth(lang, scene.measure(), answer.objective),
    }
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
