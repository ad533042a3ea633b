//! The page where someone says what the columns of a table are: guessed, shown with samples, and
//! remembered for the next file with the same titles.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task,
    ui::{self, Choice, Field},
};

use super::{
    imports::{self, WHO},
    imports_views as views, imports_work as work,
    store::{self, Draft},
};
use crate::{
    feed::{
        Uai,
        columns::{Columns, Dates, Fact, Holds, Lack, Mapping, Meaning, Named},
        guess,
        mapped::Sample,
    },
    import::remembered,
    t,
};

/// Samples shown of each column.
const SAMPLES: usize = 3;
/// Lines up to which the person waits for the comparison.
const AT_ONCE: usize = 20_000;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/annuaire/imports/{import}/colonnes", WHO, show),
        Route::task("/annuaire/imports/{import}/colonnes", WHO, say),
    ]
}

/// Where the columns of an import are said.
pub(super) fn path(id: i64) -> String {
    format!("/annuaire/imports/{id}/colonnes")
}

/// A sheet on the page: its titles, and what its columns are so far. Sheets with the same titles,
/// one for each class for example, are read alike.
struct Sheet {
    sample: Sample,
    header: usize,
    mapping: Mapping,
    others: Vec<Sample>,
}

impl Sheet {
    fn lacks(&self, school: Option<Uai>) -> Vec<Lack> {
        let mut all = [&self.sample].into_iter().chain(&self.others);
        self.mapping.lacks(all.all(|sample| school.or(sample.school).is_some()))
    }

    fn name(&self) -> String {
        let all = [&self.sample].into_iter().chain(&self.others);
        all.map(|sample| sample.name.replace('!', " · ")).collect::<Vec<_>>().join(", ")
    }
}

fn sheets(samples: Vec<Sample>, mut read: impl FnMut(usize, Sample) -> Sheet) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for sample in samples {
        match sheets.iter_mut().find(|sheet| sample.header_of(&sheet.mapping).is_some()) {
            Some(alike) => alike.others.push(sample),
            None => sheets.push(read(sheets.len(), sample)),
        }
    }
    sheets
}

fn waiting(cx: &mut Cx) -> Result<(Draft, Vec<Sample>), Problem> {
    let draft = imports::draft(cx)?;
    let samples = draft.samples();
    let waits = matches!(draft.state.as_str(), "columns" | "compared") && !samples.is_empty();
    if waits { Ok((draft, samples)) } else { Err(Problem::not_found()) }
}

fn show(cx: &mut Cx) -> Outcome {
    let (draft, samples) = waiting(cx)?;
    let columns = draft.columns().unwrap_or_default();
    let asked = |at: usize| cx.incoming.query(&titles_field(at)).and_then(|n| n.parse().ok());
    let sheets = sheets(samples, |at, sample| sheet(sample, asked(at), &columns));
    let mut form = cx.blank_form();
    if let Some(school) = columns.school {
        form = form.with("etablissement", &school);
    }
    for (at, sheet) in sheets.iter().enumerate() {
        form = form
            .with(&holds_field(at), sheet.mapping.holds.code())
            .with(&dates_field(at), sheet.mapping.dates.code());
        for (column, named) in sheet.mapping.columns.iter().enumerate() {
            form = form.with(&column_field(at, column), &named.is.code());
        }
    }
    Ok(page(cx, &draft, &form, &sheets, columns.school).into())
}

/// What is known of a sheet, or guessed; anew when someone says where its titles are.
fn sheet(sample: Sample, asked: Option<u64>, columns: &Columns) -> Sheet {
    let asked = asked.and_then(|n| sample.lines.iter().position(|line| line.number == n));
    let known = columns.of(&sample);
    let known = known.and_then(|mapping| Some((sample.header_of(mapping)?, mapping)));
    let (header, mapping) = match (asked, known) {
        (None, Some((header, mapping))) => (header, in_order(&sample, header, mapping)),
        (asked, _) => {
            let header = asked.unwrap_or_else(|| guess::header(&sample));
            (header, guess::mapping(&sample, header))
        }
    };
    Sheet { sample, header, mapping, others: Vec::new() }
}

/// A mapping whose columns are in the order of this sheet.
fn in_order(sample: &Sample, header: usize, mapping: &Mapping) -> Mapping {
    let mut left = mapping.columns.clone();
    let find = |title: String| {
        let folded = kernel::fold(&title);
        let at = left.iter().position(|named| kernel::fold(&named.header) == folded);
        let is = at.map_or(Meaning::Nothing, |at| left.remove(at).is);
        Named { header: title, is }
    };
    Mapping { columns: sample.titles(header).into_iter().map(find).collect(), ..*mapping }
}

fn holds_field(sheet: usize) -> String {
    format!("contient-{sheet}")
}

fn dates_field(sheet: usize) -> String {
    format!("dates-{sheet}")
}

fn titles_field(sheet: usize) -> String {
    format!("titres-{sheet}")
}

fn column_field(sheet: usize, column: usize) -> String {
    format!("colonne-{sheet}-{column}")
}

/// What saying the columns comes to.
enum Said {
    Compare { id: i64, lines: usize },
    Corrections(Box<Reply>),
}

fn say(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        match app.write(&incoming, keep).await? {
            Said::Corrections(reply) => Ok(*reply),
            Said::Compare { id, lines } => {
                let worker = app.clone();
                let is_short = lines <= AT_ONCE;
                imports::in_background(is_short, move || work::compare(&worker, id)).await;
                Ok(Reply::see_other(imports::path(id)))
            }
        }
    })
}

fn keep(cx: &mut Cx) -> Result<Said, Problem> {
    let person = imports::may_import(cx)?;
    let (draft, samples) = waiting(cx)?;
    let lines = samples.iter().map(|sample| sample.count).sum();
    let mut form = cx.form();
    let school = school(&mut form);
    let sheets = sheets(samples, |at, sample| typed(&mut form, at, sample));
    for (at, sheet) in sheets.iter().enumerate() {
        for lack in sheet.lacks(school) {
            refuse(&mut form, at, &sheet.mapping, lack);
        }
    }
    let lang = cx.lang();
    if form.is_valid() && sheets.iter().all(|sheet| sheet.mapping.holds == Holds::Nobody) {
        form.refuse(&holds_field(0), t::columns_nobody(lang));
    }
    if !form.is_valid() {
        let page = page(cx, &draft, &form, &sheets, school);
        return Ok(Said::Corrections(Box::new(Reply::to_correct(page))));
    }
    let sheets: Vec<Mapping> = sheets.into_iter().map(|sheet| sheet.mapping).collect();
    for mapping in &sheets {
        remembered::remember(cx.tx, mapping, Some(person), cx.now)?;
    }
    if store::say_columns(cx.tx, draft.id, &Columns { school, sheets })? {
        Ok(Said::Compare { id: draft.id, lines })
    } else {
        Err(Problem::conflict("not-waiting", t::imports_not_compared(lang)))
    }
}

fn school(form: &mut Form) -> Option<Uai> {
    let typed = form.text("etablissement", 20);
    let school = Uai::parse(&typed);
    if school.is_none() && !typed.is_empty() {
        let lang = form.lang();
        form.refuse("etablissement", t::columns_bad_school(lang));
    }
    school
}

/// A sheet as the form says its columns are.
fn typed(form: &mut Form, at: usize, sample: Sample) -> Sheet {
    let header = form.number(&titles_field(at), 1, i64::MAX).and_then(|n| u64::try_from(n).ok());
    let header = header.and_then(|n| sample.lines.iter().position(|line| line.number == n));
    let header = header.unwrap_or_default();
    let holds = form.choice(&holds_field(at), Holds::from_code).unwrap_or(Holds::Nobody);
    let dates = form.choice(&dates_field(at), Dates::from_code).unwrap_or_default();
    let mut columns = Vec::new();
    for (column, header) in sample.titles(header).into_iter().enumerate() {
        let is = form.choice(&column_field(at, column), Meaning::from_code);
        columns.push(Named { header, is: is.unwrap_or(Meaning::Nothing) });
    }
    Sheet { sample, header, mapping: Mapping { holds, dates, columns }, others: Vec::new() }
}

/// Says what is missing where it can be mended.
fn refuse(form: &mut Form, sheet: usize, mapping: &Mapping, lack: Lack) {
    let says = sentence(form.lang(), lack);
    match lack {
        Lack::School => {
            if form.error_of("etablissement").is_none() {
                form.refuse("etablissement", says);
            }
        }
        Lack::Twice(meaning) => {
            let last = mapping.columns.iter().rposition(|column| column.is == meaning);
            form.refuse(&column_field(sheet, last.unwrap_or_default()), says);
        }
        _ => form.refuse(&holds_field(sheet), says),
    }
}

fn sentence(lang: Lang, lack: Lack) -> String {
    match lack {
        Lack::Twice(meaning) => t::columns_twice(lang, &words(lang, meaning)),
        _ => t::by_key(lang, &format!("lack-{}", lack.code())).unwrap_or_default().to_owned(),
    }
}

/// What a column is, in words.
fn words(lang: Lang, meaning: Meaning) -> String {
    let fact = |fact: Fact| t::by_key(lang, &format!("fact-{}", fact.code())).unwrap_or_default();
    match meaning {
        Meaning::Nothing => t::columns_nothing(lang).to_owned(),
        Meaning::Own(own) => fact(own).to_owned(),
        Meaning::First(of) => t::columns_guardian(lang, "1", fact(of)),
        Meaning::Second(of) => t::columns_guardian(lang, "2", fact(of)),
    }
}

fn page(cx: &Cx, draft: &Draft, form: &Form, sheets: &[Sheet], school: Option<Uai>) -> Page {
    let lang = cx.lang();
    let asks_school = school.is_some()
        || sheets.iter().any(|sheet| {
            sheet.others.iter().chain([&sheet.sample]).any(|one| one.school.is_none())
        });
    let main = html! {
        (ui::back("/annuaire/imports", t::imports_title(lang)))
        (ui::error_summary(form))
        (ui::title(t::columns_title(lang), t::columns_under(lang)))
        form.form.stack method="post" action=(path(draft.id)) {
            (cx.hidden())
            @if asks_school {
                div.card {
                    (ui::text(form, &Field::new("etablissement", t::columns_school(lang))
                        .hint(t::columns_school_hint(lang)).class("short").optional()))
                }
            }
            @for (at, sheet) in sheets.iter().enumerate() {
                (sheet_card(lang, form, at, sheet, school))
            }
            div.card {
                p { (t::columns_whole(lang)) }
                div.actions { button.act.main { (t::imports_compare(lang)) } }
            }
        }
        (ui::details(t::columns_titles(lang), &titles_form(lang, draft, sheets)))
        (views::give_up(cx, draft.id, t::imports_give_up(lang)))
    };
    Page::narrow(t::columns_title(lang), main)
}

fn sheet_card(lang: Lang, form: &Form, at: usize, sheet: &Sheet, school: Option<Uai>) -> Markup {
    let lacks = sheet.lacks(school);
    let (holds, dates, titles) = (holds_field(at), dates_field(at), titles_field(at));
    let said =
        |prefix: &str, code: &str| t::by_key(lang, &format!("{prefix}-{code}")).unwrap_or_default();
    let holders = Holds::ALL.map(|one| choice(one.code(), said("holds", one.code())));
    let orders = Dates::ALL.map(|one| choice(one.code(), said("dates", one.code())));
    let meanings: Vec<(String, String)> =
        meanings().map(|one| (one.code(), words(lang, one))).collect();
    let number = sheet.sample.lines.get(sheet.header).map_or(1, |line| line.number);
    let heading = format!("feuille-{at}");
    html! {
        section.card aria-labelledby=(heading) {
            header { h2 id=(heading) { (sheet.name()) } }
            input type="hidden" name=(titles) value=(number);
            @if form.is_valid() && !lacks.is_empty() {
                ul.stack data-size="sm" { @for lack in lacks { li { b { (sentence(lang, lack)) } } } }
            }
            (ui::select(form, &Field::new(&holds, t::columns_holds(lang)), &holders))
            @for (column, named) in sheet.mapping.columns.iter().enumerate() {
                (column_line(lang, form, (at, column), named, sheet, &meanings))
            }
            (ui::select(form, &Field::new(&dates, t::columns_dates(lang)), &orders))
        }
    }
}

fn choice<'l>(value: &str, label: &'l str) -> Choice<'l> {
    Choice { value: value.to_owned(), label, hint: "" }
}

/// Everything a column may be, in the order of the page.
fn meanings() -> impl Iterator<Item = Meaning> {
    let own = Fact::OWN.into_iter().map(Meaning::Own);
    let first = Fact::GUARDIAN.into_iter().map(Meaning::First);
    let second = Fact::GUARDIAN.into_iter().map(Meaning::Second);
    [Meaning::Nothing].into_iter().chain(own).chain(first).chain(second)
}

fn column_line(
    lang: Lang,
    form: &Form,
    (at, column): (usize, usize),
    named: &Named,
    sheet: &Sheet,
    meanings: &[(String, String)],
) -> Markup {
    let name = column_field(at, column);
    let mut held: Vec<&str> = Vec::new();
    for value in sheet.sample.values(sheet.header, column).filter(|value| !value.is_empty()) {
        if held.len() < SAMPLES && !held.contains(&value) {
            held.push(value);
        }
    }
    let title = if named.header.is_empty() {
        t::columns_untitled(lang, &(column + 1).to_string())
    } else {
        named.header.clone()
    };
    let label = t::columns_is(lang, &title);
    let hint = if held.is_empty() { t::columns_empty(lang).to_owned() } else { held.join(" · ") };
    let choices: Vec<Choice> = meanings.iter().map(|(code, words)| choice(code, words)).collect();
    ui::select(form, &Field::new(&name, &label).hint(&hint), &choices)
}

/// Where the titles are, when they were not found: the page again, guessed from there.
fn titles_form(lang: Lang, draft: &Draft, sheets: &[Sheet]) -> Markup {
    html! {
        form.form.stack method="get" action=(path(draft.id)) {
            p { (t::columns_titles_says(lang)) }
            @for (at, sheet) in sheets.iter().enumerate() {
                @let name = titles_field(at);
                @let shown = sheet.sample.lines.get(sheet.header).map_or(1, |line| line.number);
                div.field.short {
                    label for=(name) { (t::columns_titles_of(lang, &sheet.sample.name)) }
                    select.ds-input id=(name) name=(name) {
                        @for line in sheet.sample.lines.iter().take(guess::TITLES) {
                            option value=(line.number) selected[line.number == shown] {
                                (line.number) " · " (line.cells.join(" · ").chars().take(50).collect::<String>())
                            }
                        }
                    }
                }
            }
            div.actions { button.act { (t::columns_again(lang)) } }
        }
    }
}
