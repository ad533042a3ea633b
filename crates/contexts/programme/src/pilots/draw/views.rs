//! What draws look like: the form, the cohorts, how alike they are.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page,
    ui::{self, Column, Field},
};

use crate::{
    pilots::{
        PATH,
        choice::Choice,
        dated, decision,
        draw::{Asked, Data, Drawn, Likeness, Refusal, command, pages},
        facts::{
            Need,
            pages::{index_words, sector_words, setting_words},
        },
        study::words::whole,
        words,
    },
    t,
};

/// The form of a draw.
pub(super) fn form(cx: &Cx, form: &Form, data: &Data) -> Page {
    let lang = cx.lang();
    let number = |name: &str, label: &str, hint: &str| {
        ui::text(form, &Field::new(name, label).hint(hint).kind("number").class("short"))
    };
    let main = html! {
        (ui::back(PATH, t::pilots(lang)))
        (ui::error_summary(form))
        (ui::title(t::draw_new(lang), &t::draw_new_under(lang, whole(data.schools.len()))))
        form.card.stack method="post" action=(pages::PATH) {
            (cx.hidden())
            (ui::text(form, &Field::new("nom", t::draw_name(lang))))
            (number("par-an", t::draw_per_year(lang), ""))
            (number("annees", t::draw_years(lang), ""))
            (number("debut", t::draw_from(lang), ""))
            fieldset.stack {
                legend { (t::weights(lang)) }
                p.hint { (t::weights_says(lang)) }
                @for code in ["social", "rural", "network", "small", "gap"] {
                    @let hint = if code == "gap" { need_words(lang, data) } else { "" };
                    (number(&format!("poids-{code}"), words(lang, "weight", code), hint))
                }
            }
            (number("graine", t::seed(lang), t::seed_hint(lang)))
            div.actions { button.act.main { (ui::icon("check")) (t::draw_do(lang)) } }
        }
        (caveats(lang, data))
    };
    Page::narrow(t::draw_new(lang), main)
}

/// Where what écoles lack was read.
pub(crate) fn need_words(lang: Lang, data: &Data) -> &'static str {
    match data.need {
        _ if !data.has_need() => t::need_unknown(lang),
        Need::File => t::need_file(lang),
        Need::Baseline => t::need_baseline(lang),
    }
}

/// How many écoles lack something, by what they lack.
fn caveats(lang: Lang, data: &Data) -> Markup {
    let count = |why: &str| whole(data.caveats.iter().filter(|one| one.why == why).count());
    html! {
        @if !data.caveats.is_empty() {
            section.card aria-labelledby="manques" {
                h2 id="manques" { (t::lacks(lang)) }
                ul {
                    @for why in ["no-index", "no-pupils-draw", "no-setting"] {
                        @if count(why) > 0 { li { (t::lack(lang, words(lang, "caveat", why), count(why))) } }
                    }
                }
            }
        }
    }
}

/// A draw with what surrounds it.
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

    fn send(&self, cx: &Cx, action: &str, label: &str) -> Markup {
        html! {
            form method="post" action={ (self.choice.path()) "/" (action) } {
                (cx.hidden())
                button.act { (label) }
            }
        }
    }
}

/// A draw that is being made.
pub(super) fn drawing(cx: &Cx, scene: &Scene) -> Page {
    let lang = cx.lang();
    let main = html! {
        (scene.head(cx))
        section.card.stack {
            p { (t::drawing(lang)) }
            div.actions { a.act href=(scene.choice.path()) { (ui::icon("refresh-cw")) (t::refresh(lang)) } }
        }
    };
    Page::narrow(t::draw(lang), main)
}

/// A draw that nothing came out of.
pub(super) fn refused(cx: &Cx, scene: &Scene, refusal: Option<&Refusal>) -> Page {
    let lang = cx.lang();
    let says = match refusal {
        Some(Refusal::TooFew { places, schools }) => {
            t::draw_too_few(lang, whole(*places), whole(*schools))
        }
        _ => t::study_failed(lang).to_owned(),
    };
    let main = html! { (scene.head(cx)) (ui::note(&html! { p { (says) } })) };
    Page::narrow(t::draw(lang), main)
}

/// « 0,03 » of a number.
pub(crate) fn decimals(lang: Lang, number: f64) -> String {
    let text = format!("{number:.2}");
    if lang == Lang::En { text } else { text.replace('.', ",") }
}

/// What a line of likeness is about.
pub(crate) fn respect_words(lang: Lang, one: &Likeness) -> String {
    let respect = words(lang, "respect", &one.respect);
    match (one.respect.as_str(), one.kind.as_str()) {
        (_, "") => respect.to_owned(),
        ("quarter", quarter) => t::respect_quarter(lang, quarter),
        (_, "inconnu") => t::respect_of(lang, respect, t::facts_unknown(lang)),
        ("sector", kind) => t::respect_of(lang, respect, words(lang, "sector", kind)),
        (_, kind) => t::respect_of(lang, respect, words(lang, "setting", kind)),
    }
}

/// A mean as people read it: a share of a kind, else a number.
pub(crate) fn mean_words(lang: Lang, one: &Likeness, mean: f64) -> String {
    if one.kind.is_empty() {
        decimals(lang, mean)
    } else {
        t::percent(lang, &decimals(lang, mean * 100.0))
    }
}

/// A draw that is made.
pub(super) fn drawn(
    cx: &Cx,
    scene: &Scene,
    drawn: &Drawn,
    decided: Option<&decision::Decided>,
) -> Page {
    let (lang, choice, asked) = (cx.lang(), scene.choice, scene.asked);
    let state =
        if choice.is_published { ("done", t::published(lang)) } else { ("quiet", t::draft(lang)) };
    let places = whole(asked.per_year * asked.years);
    let main = html! {
        (scene.head(cx))
        p.actions {
            (ui::tag(state.0, state.1))
            a.act href={ (choice.path()) "/dossier.pdf" } { (ui::icon("printer")) (t::file_pdf(lang)) }
        }
        @if let Some(decided) = decided { (decision::views::decided(cx, decided)) }
        section.card.stack aria-labelledby="comment" {
            h2 id="comment" { (t::draw_how(lang)) }
            p { (t::draw_how_says(lang, places, whole(scene.data.schools.len()), whole(drawn.alike))) }
            ul { @for (code, weight) in asked.weights.each() { @if weight > 0 { li { (t::weight_says(lang, words(lang, "weight", code), weight)) } } } }
            p { (need_words(lang, scene.data)) }
            @if drawn.points.is_empty() { p { (t::weights_none(lang)) } }
            p { (t::seed_says(lang, &asked.seed.to_string())) }
        }
        (balance(lang, asked, drawn))
        @for (at, cohort) in drawn.cohorts.iter().enumerate() { (members(lang, scene, (at, cohort))) }
        (redo(lang, scene))
        (caveats(lang, scene.data))
        @if scene.is_manager && decided.is_none() {
            section.card.stack aria-labelledby="ensuite" {
                h2 id="ensuite" { (t::then(lang)) }
                div.actions {
                    @if choice.is_published { (scene.send(cx, "retirer", t::hide(lang))) }
                    @else { (scene.send(cx, "publier", t::publish(lang))) }
                    a.act.main href={ (choice.path()) "/decision" } { (ui::icon("pencil")) (t::decide(lang)) }
                }
            }
        }
    };
    Page::wide(t::draw(lang), main)
}

/// How alike the cohorts are.
fn balance(lang: Lang, asked: &Asked, drawn: &Drawn) -> Markup {
    let years: Vec<String> =
        (0..asked.years).map(|at| (asked.from + whole(at)).to_string()).collect();
    let mut columns = vec![Column::words(t::balance_of(lang))];
    columns.extend(years.iter().map(|year| Column::numbers(year)));
    if !drawn.left.is_empty() {
        columns.push(Column::numbers(t::balance_left(lang)));
    }
    columns.push(Column::numbers(t::balance_difference(lang)));
    let row = |one: &Likeness| {
        let mut cells = vec![html! { (respect_words(lang, one)) }];
        cells.extend(one.means.iter().map(|mean| html! { (mean_words(lang, one, *mean)) }));
        cells.push(html! { (decimals(lang, one.difference)) });
        cells
    };
    let rows: Vec<Vec<Markup>> = drawn.likeness.iter().map(row).collect();
    html! {
        section.stack aria-labelledby="equilibre" {
            h2 id="equilibre" { (t::balance(lang)) }
            p { (t::balance_says(lang, &decimals(lang, drawn.imbalance))) }
            @if drawn.misplaced > 0 { p { (t::balance_misplaced(lang, whole(drawn.misplaced))) } }
            (ui::cards_table(t::balance_of(lang), &columns, &rows))
        }
    }
}

fn members(lang: Lang, scene: &Scene, (at, cohort): (usize, &Vec<usize>)) -> Markup {
    let year = t::cohort_of(lang, &(scene.asked.from + whole(at)).to_string());
    let columns = [
        Column::words(t::ecole(lang)),
        Column::words(t::commune(lang)),
        Column::words(t::facts_sector(lang)),
        Column::numbers(t::facts_ips(lang)),
        Column::words(t::facts_setting(lang)),
        Column::numbers(t::facts_pupils(lang)),
    ];
    let rows: Vec<Vec<Markup>> = cohort
        .iter()
        .map(|place| &scene.data.schools[*place])
        .map(|school| {
            vec![
                html! { (school.name) },
                html! { (school.commune) },
                html! { (sector_words(lang, school)) },
                html! { (index_words(lang, school)) },
                html! { (setting_words(lang, school)) },
                html! { @match school.pupils { Some(pupils) => (pupils), None => (t::facts_unknown(lang)) } },
            ]
        })
        .collect();
    ui::details(
        &t::cohort_count(lang, whole(cohort.len()), &year),
        &ui::cards_table(&year, &columns, &rows),
    )
}

fn redo(lang: Lang, scene: &Scene) -> Markup {
    let path = scene.choice.path();
    html! {
        section.card.stack aria-labelledby="refaire" {
            h2 id="refaire" { (t::redo(lang)) }
            p { (t::redo_draw(lang)) }
            pre.command { code { (command(scene.data, scene.asked)) } }
            p.actions {
                a.act href={ (path) "/tirage.csv" } { (ui::icon("download")) (t::redo_table(lang)) }
                a.act href={ (path) "/ecoles.csv" } { (ui::icon("download")) (t::redo_points(lang)) }
            }
        }
    }
}
