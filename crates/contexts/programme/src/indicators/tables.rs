//! The tables and the pictures of what is counted: the same numbers in both.

use std::collections::BTreeMap;

use directory::api::Located;
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Month,
    ui::{self, Column},
};

use super::{
    Figure,
    chart::{self, Band, Curve},
    export,
    map::{self, Spot},
    outline::Ring,
    pages::{Asked, PATH},
    read::Series,
    words,
};
use crate::t;

/// Schools on one page of the table.
const PER_PAGE: usize = 60;

/// What is drawn of a number, in tenths: for each class, or as it is when nothing divides it.
fn drawn(asked: &Asked, figure: &Figure) -> Option<i64> {
    match asked.indicator.per {
        Some(_) => figure.tenths(),
        None => figure.value.map(|value| value * 10),
    }
}

fn shown(lang: Lang, tenths: i64) -> String {
    if tenths % 10 == 0 { words::number(lang, tenths / 10) } else { words::tenths(lang, tenths) }
}

/// The unit of what is drawn.
fn unit(lang: Lang, asked: &Asked) -> &'static str {
    if asked.indicator.per.is_some() {
        t::drawn_by_class(lang)
    } else {
        (asked.indicator.label)(lang)
    }
}

/// The map and what its shades mean; nothing when no place is known.
pub(super) fn map(
    lang: Lang,
    asked: &Asked,
    schools: &BTreeMap<String, Figure>,
    sites: &[Located],
    outlines: &[Vec<Ring>],
) -> Option<Markup> {
    let known =
        |site: &Located| schools.get(&site.id.to_string()).map(|figure| drawn(asked, figure));
    let mut values: Vec<i64> = sites.iter().filter_map(|site| known(site)?).collect();
    values.sort_unstable();
    let limits =
        [1, 2, 3].map(|quarter| values.get(values.len() * quarter / 4).copied().unwrap_or(0));
    let shade = |value: i64| {
        u8::try_from(limits.iter().filter(|limit| value >= **limit).count()).unwrap_or(3)
    };
    let spots: Vec<Spot> = sites
        .iter()
        .filter_map(|site| Some(Spot { place: site.place?, shade: known(site)?.map(shade) }))
        .collect();
    let label = (asked.indicator.label)(lang);
    let picture = map::draw(
        &t::map_picture(lang, label, &words::month(lang, asked.month)),
        outlines,
        &spots,
    )?;
    let hidden = spots.iter().any(|spot| spot.shade.is_none());
    let [low, middle, high] = limits.map(|limit| shown(lang, limit));
    Some(html! {
        (picture)
        p.muted { (t::map_unit(lang, unit(lang, asked))) }
        ul.legend {
            li { (map::mark(Some(0))) (t::shade_below(lang, &low)) }
            li { (map::mark(Some(1))) (t::shade_between(lang, &low, &middle)) }
            li { (map::mark(Some(2))) (t::shade_between(lang, &middle, &high)) }
            li { (map::mark(Some(3))) (t::shade_above(lang, &high)) }
            @if hidden { li { (map::mark(None)) (t::hidden_or_unknown(lang)) } }
        }
        p { a href="#ecoles" { (t::map_table(lang)) } }
    })
}

/// What schools have in common: the month in a table, and the curve with its own.
pub(super) fn compared(
    lang: Lang,
    asked: &Asked,
    series: &Series,
    all: &BTreeMap<Month, Figure>,
) -> Markup {
    let none = Figure::default();
    let at = |months: &BTreeMap<Month, Figure>| months.get(&asked.month).copied().unwrap_or(none);
    let columns = [
        Column::words(words::cut(lang, asked.cut)),
        Column::numbers(t::schools_count(lang)),
        Column::numbers((asked.indicator.label)(lang)),
        Column::numbers(t::by_class(lang)),
    ];
    let row = |name: String, figure: Figure| {
        vec![
            html! { (name) },
            html! { (words::number(lang, figure.schools)) },
            html! { (words::value(lang, &figure)) },
            html! { (words::rate(lang, &figure)) },
        ]
    };
    let mut rows: Vec<Vec<Markup>> = series
        .iter()
        .map(|(part, months)| row(words::part(lang, asked.cut, part), at(months)))
        .collect();
    rows.push(row(t::whole_territory(lang).to_owned(), at(all)));
    let mut lines: Vec<(String, &BTreeMap<Month, Figure>)> =
        series.iter().map(|(part, months)| (words::part(lang, asked.cut, part), months)).collect();
    lines.push((t::whole_territory(lang).to_owned(), all));
    html! {
        section.card aria-labelledby="comparer" {
            h2 id="comparer" { (t::compared_title(lang, words::cut(lang, asked.cut))) }
            (ui::cards_table(&t::table_of(lang, words::cut(lang, asked.cut), &words::month(lang, asked.month)), &columns, &rows))
        }
        section.card aria-labelledby="mois-par-mois" {
            h2 id="mois-par-mois" { (t::months_title(lang)) }
            (curves(lang, asked, &lines))
        }
    }
}

fn curves(lang: Lang, asked: &Asked, lines: &[(String, &BTreeMap<Month, Figure>)]) -> Markup {
    let mut months: Vec<Month> =
        lines.iter().flat_map(|(_, months)| months.keys().copied()).collect();
    months.sort_unstable();
    months.dedup();
    let names: Vec<String> = months.iter().map(|month| words::month(lang, *month)).collect();
    let value = |line: &BTreeMap<Month, Figure>, month: &Month| {
        line.get(month).and_then(|figure| drawn(asked, figure))
    };
    let drawn: Vec<Curve> = lines
        .iter()
        .map(|(label, line)| Curve {
            label: label.clone(),
            values: months.iter().map(|month| value(line, month)).collect(),
        })
        .collect();
    let columns: Vec<Column> = std::iter::once(Column::words(t::month(lang)))
        .chain(lines.iter().map(|(label, _)| Column::numbers(label)))
        .collect();
    let rows: Vec<Vec<Markup>> = months
        .iter()
        .zip(&names)
        .map(|(month, name)| {
            let cell = |line: &BTreeMap<Month, Figure>| match line.get(month) {
                Some(figure) if asked.indicator.per.is_some() => words::rate(lang, figure),
                Some(figure) => words::value(lang, figure),
                None => t::unknown(lang).to_owned(),
            };
            std::iter::once(html! { (name) })
                .chain(lines.iter().map(|(_, line)| html! { (cell(line)) }))
                .collect()
        })
        .collect();
    let says = t::curve_picture(lang, (asked.indicator.label)(lang));
    html! {
        p.muted { (t::map_unit(lang, unit(lang, asked))) }
        (chart::curves(&says, &names, &drawn, &Vec::new(), |tenths| shown(lang, tenths)))
        (ui::details(t::curve_table(lang), &ui::cards_table(t::curve_table(lang), &columns, &rows)))
    }
}

/// The schools that someone may see, by name.
pub(super) fn schools(
    cx: &Cx,
    asked: &Asked,
    schools: &BTreeMap<String, Figure>,
    sites: &[Located],
) -> Markup {
    let lang = cx.lang();
    let seen: Vec<(&Located, &Figure)> =
        sites.iter().filter_map(|site| Some((site, schools.get(&site.id.to_string())?))).collect();
    let page = cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1).max(1);
    let skipped = usize::try_from(page - 1).unwrap_or(0).saturating_mul(PER_PAGE);
    let last = i64::try_from(seen.len().div_ceil(PER_PAGE)).unwrap_or(1);
    let columns = [
        Column::words(t::school(lang)),
        Column::words(t::commune(lang)),
        Column::numbers((asked.indicator.label)(lang)),
        Column::numbers(t::by_class(lang)),
    ];
    let rows: Vec<Vec<Markup>> = seen
        .iter()
        .skip(skipped)
        .take(PER_PAGE)
        .map(|(site, figure)| {
            vec![
                html! { (site.name) },
                html! { (site.commune) },
                html! {
                    (words::value(lang, figure))
                    @if figure.is_small && figure.value.is_some() { " " (ui::tag("quiet", t::hidden_to_others(lang))) }
                },
                html! { (words::rate(lang, figure)) },
            ]
        })
        .collect();
    let query = crate::query(&[
        ("quoi", asked.indicator.name),
        ("mois", &asked.month.to_string()),
        ("par", asked.cut.code()),
    ]);
    html! {
        section.card aria-labelledby="ecoles" {
            h2 id="ecoles" tabindex="-1" { (t::schools_title(lang)) }
            @if rows.is_empty() { p { (t::schools_none(lang)) } }
            @else { (ui::cards_table(&t::table_of(lang, t::schools_count(lang), &words::month(lang, asked.month)), &columns, &rows)) }
            (ui::pages(lang, &format!("{PATH}?{query}page="), page, last))
        }
    }
}

/// A school beside half of the others of its kind.
pub(super) fn own(
    lang: Lang,
    asked: &Asked,
    site: &Located,
    months: &BTreeMap<Month, Figure>,
    band: &BTreeMap<Month, [i64; 3]>,
) -> Markup {
    let keys: Vec<Month> = months.keys().copied().collect();
    let names: Vec<String> = keys.iter().map(|month| words::month(lang, *month)).collect();
    let curve = Curve {
        label: site.name.clone(),
        values: keys
            .iter()
            .map(|month| months.get(month).and_then(|figure| drawn(asked, figure)))
            .collect(),
    };
    let ribbon: Band =
        keys.iter().map(|month| band.get(month).map(|[low, _, high]| (*low, *high))).collect();
    let columns = [
        Column::words(t::month(lang)),
        Column::numbers(t::own_school(lang)),
        Column::numbers(t::by_class(lang)),
        Column::words(t::half_of_others(lang)),
    ];
    let half = |month: &Month| match band.get(month) {
        Some([low, _, high]) => t::from_to(lang, &shown(lang, *low), &shown(lang, *high)),
        None => t::band_none(lang).to_owned(),
    };
    let rows: Vec<Vec<Markup>> = keys
        .iter()
        .zip(&names)
        .rev()
        .map(|(month, name)| {
            let figure = months.get(month).copied().unwrap_or_default();
            vec![
                html! { (name) },
                html! { (words::value(lang, &figure)) },
                html! { (words::rate(lang, &figure)) },
                html! { (half(month)) },
            ]
        })
        .collect();
    let says = t::own_picture(lang, &site.name);
    html! {
        section.card aria-label=(site.name) {
            h2 { (site.name) }
            p.muted { (t::own_under(lang, unit(lang, asked))) }
            (chart::curves(&says, &names, &[curve], &ribbon, |tenths| shown(lang, tenths)))
            (ui::cards_table(&t::own_table(lang, &site.name), &columns, &rows))
        }
    }
}

/// What is hidden and why, what is not known, and what may be taken away.
pub(super) fn notes(lang: Lang, asked: &Asked, has_social: bool) -> Markup {
    let query = crate::query(&[("quoi", asked.indicator.name)]);
    html! {
        section.card aria-labelledby="savoir" {
            h2 id="savoir" { (t::notes_title(lang)) }
            ul {
                @if asked.indicator.is_personal { li { (t::note_small(lang)) } }
                li { (t::note_night(lang)) }
                @if !has_social { li { (t::note_social(lang)) } }
            }
            p.actions {
                a.act href={ (export::DATA) "?" (query.trim_end_matches('&')) } { (ui::icon("download")) (t::export_data(lang)) }
                a.act href=(export::DICTIONARY) { (ui::icon("download")) (t::export_dictionary(lang)) }
            }
        }
    }
}
