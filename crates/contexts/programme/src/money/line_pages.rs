//! Lines of a convention: what they say, who pays, and the files beside what is written down of them.

use directory::api;
use maud::html;
use shares::Cents;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Choice, Field},
};

use super::{
    fields::{self, WORDS_MAX},
    home::{convention_path, line_path},
    line_views,
    model::{Book, Line},
    rights::{CONVENTION_KEEP, LINE_KEEP, LINE_PAPERS, LINE_SEE},
    sent, siret, store,
    words::{self, Degree, PaperKind, Part, Payer},
    write::{self, NewLine},
};
use crate::t;

pub(super) fn routes() -> Vec<Route> {
    const NEW: &str = "/programme/argent/conventions/{convention}/lignes";
    const CHANGE: &str = "/programme/argent/lignes/{ligne}/modifier";
    let (of_convention, keeper) = (Access::Item(&CONVENTION_KEEP), Access::Item(&LINE_KEEP));
    vec![
        Route::get(NEW, of_convention, blank),
        Route::post(NEW, of_convention, add),
        Route::get("/programme/argent/lignes/{ligne}", Access::Item(&LINE_SEE), show),
        Route::get(CHANGE, keeper, filled),
        Route::post(CHANGE, keeper, change),
        Route::get("/programme/argent/pieces/{piece}", Access::SignedIn, paper),
    ]
}

/// The line of the path, with its convention.
pub(super) fn scene(cx: &mut Cx) -> Result<(Book, Line), Problem> {
    let id = cx.id()?;
    let convention = store::convention_of_line(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    let book = store::book(cx.tx, convention)?.ok_or_else(Problem::not_found)?;
    let line = book.lines.iter().find(|line| line.id == id).cloned();
    let line = line.ok_or_else(Problem::not_found)?;
    Ok((book, line))
}

fn show(cx: &mut Cx) -> Outcome {
    let (book, line) = scene(cx)?;
    let mut papers = store::papers(cx.tx, line.id)?;
    if !cx.allows(&LINE_PAPERS, line.id)? {
        papers.retain(|paper| paper.kind == PaperKind::Invoice);
    }
    let keeps = cx.allows(&LINE_KEEP, line.id)?;
    let convention = book.convention.id;
    let around = line_views::Around {
        papers,
        past: store::past(cx.tx, line.id)?,
        schools: api::orgs(cx.tx, &line.schools)?,
        elsewhere: if keeps { store::elsewhere(cx.tx, convention)? } else { Vec::new() },
        keeps,
        opens_convention: cx.allows(&super::rights::CONVENTION_SEE, convention)?,
    };
    Ok(line_views::page(cx, &book, &line, &around).into())
}

/// The file itself; of those of a reception, which may name people, funders see none.
fn paper(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let paper = store::paper(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    let right = if paper.kind == PaperKind::Invoice { &LINE_SEE } else { &LINE_PAPERS };
    cx.require(right, paper.line)?;
    let media = files::MediaType::from_mime(&paper.media);
    let hash = files::Hash::parse(&paper.hash).ok_or_else(Problem::not_found)?;
    let disposition = files::content_disposition(&paper.name, media.is_inline());
    Ok(Reply::stored(hash, media.mime(), disposition))
}

fn blank(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let book = store::book(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    let form = cx.blank_form().with("volet", "equipment").with("degre", "ecole");
    Ok(form_page(cx, &book, None, &form).into())
}

fn form_page(cx: &Cx, book: &Book, line: Option<&Line>, form: &Form) -> Page {
    let lang = cx.lang();
    let parts: Vec<Choice> = Part::ALL
        .iter()
        .map(|one| Choice { value: one.code().to_owned(), label: one.says(lang), hint: "" })
        .collect();
    let degrees: Vec<Choice> = Degree::ALL
        .iter()
        .map(|one| Choice { value: one.code().to_owned(), label: one.says(lang), hint: "" })
        .collect();
    let convention = convention_path(book.convention.id);
    let (title, action, back) = match line {
        Some(line) => {
            let path = line_path(line.id);
            (t::money_line_change(lang), format!("{path}/modifier"), path)
        }
        None => (t::money_line_new(lang), format!("{convention}/lignes"), convention),
    };
    let fields = html! {
        @if let Some(line) = line { input type="hidden" name="revision" value=(line.revision); }
        (ui::text(form, &Field::new("libelle", t::money_line_label(lang))))
        (ui::select(form, &Field::new("volet", t::money_part(lang)), &parts))
        (ui::select(form, &Field::new("degre", t::money_degree(lang)), &degrees))
        (fields::amount_field(form, "montant", t::money_planned_net(lang), t::money_amount_hint(lang)))
        (ui::textarea(form, &Field::new("payeurs", t::money_payers(lang)).hint(t::money_payers_hint(lang)), 4))
        (ui::textarea(form, &Field::new("ecoles", t::money_schools(lang)).hint(t::money_schools_hint(lang)).optional(), 3))
        (ui::checkbox(form, &Field::new("tva", t::money_tax_eligible(lang)).hint(t::money_tax_hint(lang))))
        (ui::checkbox(form, &Field::new("prive", t::money_private(lang)).hint(t::money_private_hint(lang))))
    };
    let main = html! {
        (ui::back(&back, line.map_or(&book.convention.title, |line| &line.label)))
        (ui::error_summary(form))
        (ui::title(title, &book.convention.title))
        (fields::form_card(cx, &action, &fields, t::money_save(lang), false))
    };
    Page::narrow(title, main)
}

/// What a form says of a line.
struct Said {
    part: Part,
    degree: Degree,
    label: String,
    planned: Cents,
    payers: Vec<(Payer, i64, i64)>,
    schools: Vec<i64>,
    is_tax_eligible: bool,
    is_private: bool,
}

impl Said {
    fn line(&self) -> NewLine<'_> {
        NewLine {
            part: self.part,
            degree: self.degree,
            label: &self.label,
            planned: self.planned.0,
            is_tax_eligible: self.is_tax_eligible,
            is_private: self.is_private,
            payers: &self.payers,
            schools: &self.schools,
        }
    }
}

/// Reads the form; what is wrong stands beside its field.
fn said(cx: &mut Cx, book: &Book, form: &mut Form) -> Result<Said, Problem> {
    let label = form.required("libelle", WORDS_MAX);
    let part = form.choice("volet", Part::from_code).unwrap_or(Part::Equipment);
    let degree = form.choice("degre", Degree::from_code).unwrap_or(Degree::Ecole);
    let planned = fields::required_amount(form, "montant").unwrap_or_default();
    let payers = payers(book, form);
    let schools = schools(cx, form)?;
    let (is_tax_eligible, is_private) = (form.ticked("tva"), form.ticked("prive"));
    Ok(Said { part, degree, label, planned, payers, schools, is_tax_eligible, is_private })
}

/// Who pays, one a line: a name or a national number, then the weight among those of its kind.
fn payers(book: &Book, form: &mut Form) -> Vec<(Payer, i64, i64)> {
    let lang = form.lang();
    let typed = form.required("payeurs", 4_000);
    let mut payers = Vec::new();
    for row in typed.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let (who, weight) = row.split_once(';').unwrap_or((row, "1"));
        let (folded, siret) = (kernel::fold(who.trim()), siret::parse(who));
        let found = book.partners.iter().find(|one| {
            kernel::fold(&one.name) == folded || (siret.is_some() && one.siret == siret)
        });
        let weight: Option<i64> =
            weight.trim().parse().ok().filter(|weight| (1..=1_000_000).contains(weight));
        let Some(partner) = found else {
            form.refuse("payeurs", t::money_payer_unknown(lang, who.trim()));
            continue;
        };
        let (Some(payer), Some(weight)) = (partner.kind.payer(), weight) else {
            form.refuse("payeurs", t::money_payer_wrong(lang, &partner.name));
            continue;
        };
        let now = book.stands_for(partner.id, book.convention.signed);
        if now != partner.id {
            let says = match partner.successor_why.as_str() {
                "merged" => t::money_payer_merged(lang, &partner.name, book.name(Some(now))),
                _ => t::money_payer_not_competent(lang, &partner.name, book.name(Some(now))),
            };
            form.refuse("payeurs", says);
            continue;
        }
        payers.push((payer, partner.id, weight));
    }
    payers
}

/// The schools, by their national numbers.
fn schools(cx: &mut Cx, form: &mut Form) -> Result<Vec<i64>, Problem> {
    let (lang, typed) = (form.lang(), form.text("ecoles", 8_000));
    let mut schools = Vec::new();
    if typed.is_empty() {
        return Ok(schools);
    }
    let known = api::orgs_by_uai(cx.tx)?;
    for uai in typed.split([' ', ',', ';', '\n', '\t']).filter(|one| !one.is_empty()) {
        match known.get(uai.to_uppercase().as_str()) {
            Some(org) => schools.push(*org),
            None => form.refuse("ecoles", t::money_school_unknown(lang, uai)),
        }
    }
    Ok(schools)
}

fn add(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let id = cx.id()?;
    let book = store::book(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    let mut form = cx.form();
    let said = said(cx, &book, &mut form)?;
    if !form.is_valid() {
        return Ok(Reply::to_correct(form_page(cx, &book, None, &form)));
    }
    let line = write::add_line(cx.tx, id, &said.line())?;
    let did = ("programme.money.line", line);
    sent::lead(cx, did, line_path(line), t::money_saved(cx.lang()))
}

/// Who pays a line, one a line, as the form writes it.
fn payers_typed(book: &Book, line: &Line) -> String {
    let one = |payer: &super::model::LinePayer| {
        format!("{} ; {}", book.name(Some(payer.partner)), payer.weight)
    };
    line.payers.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn filled(cx: &mut Cx) -> Outcome {
    let (book, line) = scene(cx)?;
    let by_uai = api::orgs_by_uai(cx.tx)?;
    let mut schools: Vec<&str> = by_uai
        .iter()
        .filter(|(_, org)| line.schools.contains(org))
        .map(|(uai, _)| &**uai)
        .collect();
    schools.sort_unstable();
    let ticked = |is: bool| if is { "oui" } else { "" };
    let form = cx
        .blank_form()
        .with("libelle", &line.label)
        .with("volet", line.part.code())
        .with("degre", line.degree.code())
        .with("montant", &fields::shown(line.planned))
        .with("payeurs", &payers_typed(&book, &line))
        .with("ecoles", &schools.join("\n"))
        .with("tva", ticked(line.is_tax_eligible))
        .with("prive", ticked(line.is_private));
    Ok(form_page(cx, &book, Some(&line), &form).into())
}

fn change(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let ((book, current), lang, mut form) = (scene(cx)?, cx.lang(), cx.form());
    let revision = form.number("revision", 1, i64::MAX).unwrap_or(0);
    let said = said(cx, &book, &mut form)?;
    if !form.is_valid() {
        // A form to correct keeps the revision it was made from.
        let line = Line { revision, ..current };
        return Ok(Reply::to_correct(form_page(cx, &book, Some(&line), &form)));
    }
    let was = format!(
        "{} · {} · {}",
        current.label,
        words::part_says(lang, &current.key()),
        payers_typed(&book, &current).replace('\n', ", ")
    );
    let (id, by) = ((book.convention.id, current.id, revision), sent::hand(cx)?);
    if !write::change_line(cx.tx, id, (&was, current.planned), &said.line(), by)? {
        let planned = words::euros(lang, current.planned);
        form.refuse("libelle", t::money_line_meanwhile(lang, &current.label, &planned));
        let page = form_page(cx, &book, Some(&current), &form);
        return Ok(Reply::to_correct(page).with_status(409));
    }
    let did = ("programme.money.line-change", current.id);
    sent::lead(cx, did, line_path(current.id), t::money_saved(lang))
}
