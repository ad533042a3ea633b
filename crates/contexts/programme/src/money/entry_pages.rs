//! Writing something down of a line: a commitment, an order, an invoice, a credit note, a payment, with
//! the files that prove it; and taking it back by its contrary.

use db::{DbError, Tx};
use kernel::fold;
use maud::{Markup, html};
use shares::Cents;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Choice, Field, Files},
};

use super::{
    convention_views::split_says,
    doubts::{self, Doubt},
    fields::{self, WORDS_MAX},
    home::line_path,
    line_pages::scene,
    line_views::called,
    model::{Book, Entry, Line},
    rights::LINE_KEEP,
    sent, store,
    words::{EntryKind, PaperKind, PartnerKind},
    write::{self, NewEntry, NewPaper},
};
use crate::t;

/// Files sent at once, and the largest body that brings them.
const FILES_MAX: usize = 10;
const BODY_MAX: usize = 40 << 20;
/// The longest time that an expense is about, in days: ten years.
const SPAN_MAX: i32 = 3_653;
/// The word of the form that only brings files.
const ONLY_FILES: &str = "piece";

pub(super) fn routes() -> Vec<Route> {
    const WRITE: &str = "/programme/argent/lignes/{ligne}/ecrire";
    const BACK: &str = "/programme/argent/lignes/{ligne}/annuler";
    let keeper = Access::Item(&LINE_KEEP);
    vec![
        Route::get(WRITE, keeper, blank),
        Route::post(WRITE, keeper, add).accepting(BODY_MAX),
        Route::get(BACK, keeper, ask_back),
        Route::post(BACK, keeper, take_back),
    ]
}

/// A book, its line, and the orders of devices of its schools.
struct Scene {
    book: Book,
    line: Line,
    orders: Vec<equipment::api::OrderName>,
}

impl Scene {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let (book, line) = scene(cx)?;
        let orders = equipment::api::orders_of(cx.tx, &line.schools)?;
        Ok(Self { book, line, orders })
    }

    /// What stands of the line, of some kinds.
    fn standing(&self, kinds: &[EntryKind]) -> Vec<&Entry> {
        let of = |one: &&Entry| one.line == self.line.id && kinds.contains(&one.kind);
        self.book.standing().filter(of).collect()
    }

    fn entry(&self, id: Option<i64>) -> Option<&Entry> {
        id.and_then(|id| self.book.standing().find(|one| one.id == id && one.line == self.line.id))
    }
}

/// What hangs on what.
const fn parents(kind: EntryKind) -> &'static [EntryKind] {
    match kind {
        EntryKind::Commitment => &[],
        EntryKind::Order => &[EntryKind::Commitment],
        EntryKind::Invoice => &[EntryKind::Order],
        EntryKind::Credit | EntryKind::Payment => &[EntryKind::Invoice],
    }
}

fn blank(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let query = |name| cx.incoming.query(name).unwrap_or_default();
    let (kind, on) = (query("genre"), query("sur"));
    let form = cx.blank_form().with("genre", kind).with("sur", on).with("jour", &cx.today());
    if kind == ONLY_FILES {
        return Ok(files_page(cx, &scene, &form).into());
    }
    let kind = EntryKind::from_code(kind).unwrap_or(EntryKind::Order);
    Ok(form_page(cx, &scene, kind, &form, &[]).into())
}

fn choices<'e>(scene: &'e Scene, kinds: &[EntryKind], names: &'e [String]) -> Vec<Choice<'e>> {
    let entries = scene.standing(kinds).into_iter().zip(names);
    entries.map(|(one, label)| Choice { value: one.id.to_string(), label, hint: "" }).collect()
}

fn form_page(cx: &Cx, scene: &Scene, kind: EntryKind, form: &Form, doubts: &[Doubt]) -> Page {
    let (lang, path) = (cx.lang(), line_path(scene.line.id));
    let kinds = parents(kind);
    let names: Vec<String> =
        scene.standing(kinds).into_iter().map(|one| called(lang, one)).collect();
    let mut on = choices(scene, kinds, &names);
    if matches!(kind, EntryKind::Order | EntryKind::Invoice) {
        on.insert(0, Choice { value: String::new(), label: t::money_on_nothing(lang), hint: "" });
    }
    let suppliers = scene.book.partners.iter().filter(|one| one.kind == PartnerKind::Supplier);
    let suppliers = fields::partner_choices(suppliers, t::money_nobody(lang));
    let mut orders =
        vec![Choice { value: String::new(), label: t::money_on_nothing(lang), hint: "" }];
    orders.extend(scene.orders.iter().map(|one| Choice {
        value: one.id.to_string(),
        label: &one.name,
        hint: "",
    }));
    let is_payment = kind == EntryKind::Payment;
    let amount = if is_payment { t::money_amount_paid(lang) } else { t::money_amount_net(lang) };
    let on_label = if is_payment || kind == EntryKind::Credit {
        t::money_on_invoice(lang)
    } else {
        t::money_on(lang)
    };
    let fields = html! {
        input type="hidden" name="genre" value=(kind.code());
        @if !kinds.is_empty() { (ui::select(form, &Field::new("sur", on_label), &on)) }
        @if !matches!(kind, EntryKind::Commitment | EntryKind::Payment) {
            (ui::select(form, &Field::new("fournisseur", t::money_supplier(lang)), &suppliers))
        }
        (ui::text(form, &Field::new("reference", t::money_number(lang))))
        (ui::date(form, &Field::new("jour", t::money_day(lang))))
        (fields::amount_field(form, "montant", amount, t::money_amount_hint(lang)))
        @if !is_payment {
            (ui::text(form, &Field::new("tva", t::money_tax_amount(lang)).hint(t::money_tax_amount_hint(lang)).class("short").optional()))
        }
        @if kind == EntryKind::Invoice {
            (ui::date(form, &Field::new("du", t::money_span_first(lang)).hint(t::money_span_hint(lang)).optional()))
            (ui::date(form, &Field::new("au", t::money_span_last(lang)).optional()))
        }
        @if kind == EntryKind::Order && orders.len() > 1 {
            (ui::select(form, &Field::new("materiel", t::money_equipment(lang)).hint(t::money_equipment_hint(lang)), &orders))
        }
        (ui::text(form, &Field::new("note", t::money_note(lang)).optional()))
        (paper_fields(form))
        @if !doubts.is_empty() { (ui::checkbox(form, &Field::new("confirme", t::money_confirm(lang)))) }
    };
    let main = html! {
        (ui::back(&path, &scene.line.label))
        (ui::error_summary(form))
        (ui::title(kind.says(lang), &scene.line.label))
        (fields::form_card(cx, &format!("{path}/ecrire"), &fields, t::money_save(lang), true))
    };
    Page::narrow(kind.says(lang), main)
}

/// What proves it.
fn paper_fields(form: &Form) -> Markup {
    let lang = form.lang();
    let kinds: Vec<Choice> = PaperKind::ALL
        .iter()
        .map(|one| Choice { value: one.code().to_owned(), label: one.says(lang), hint: "" })
        .collect();
    let accept = "application/pdf,image/jpeg,image/png,image/webp,.ods,.odt,.xlsx,.docx";
    html! {
        (ui::files(form, &Field::new("fichiers", t::money_papers(lang)).hint(t::money_papers_hint(lang)).optional(), &Files::of(accept, BODY_MAX)))
        (ui::select(form, &Field::new("piece", t::money_paper_kind(lang)), &kinds))
    }
}

fn files_page(cx: &Cx, scene: &Scene, form: &Form) -> Page {
    let (lang, path) = (cx.lang(), line_path(scene.line.id));
    let names: Vec<String> =
        scene.standing(EntryKind::ALL).into_iter().map(|one| called(lang, one)).collect();
    let fields = html! {
        input type="hidden" name="genre" value=(ONLY_FILES);
        (ui::select(form, &Field::new("sur", t::money_written(lang)), &choices(scene, EntryKind::ALL, &names)))
        (paper_fields(form))
    };
    let main = html! {
        (ui::back(&path, &scene.line.label))
        (ui::error_summary(form))
        (ui::title(t::money_paper_add(lang), &scene.line.label))
        (fields::form_card(cx, &format!("{path}/ecrire"), &fields, t::money_save(lang), true))
    };
    Page::narrow(t::money_paper_add(lang), main)
}

fn add(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let (scene, lang, mut form) = (Scene::load(cx)?, cx.lang(), cx.form());
    let typed = form.text("sur", 20);
    let on = scene.entry(web::parse_id(&typed));
    check_files(&mut form);
    if form.shown("genre") == ONLY_FILES {
        return add_files(cx, &scene, &mut form, on);
    }
    let kind = form.choice("genre", EntryKind::from_code).unwrap_or(EntryKind::Order);
    let said = Said::read(&scene, kind, on, &mut form);
    let new = said.as_ref().map(|said| said.entry(kind));
    if let Some(new) = &new {
        refuse_twice(cx.tx, &scene, new, &mut form)?;
    }
    let doubts =
        new.as_ref().map(|new| doubts::of(&scene.book, &scene.line, &new.entry(scene.line.id)));
    let doubts = doubts.unwrap_or_default();
    if form.is_valid() && !form.ticked("confirme") {
        for doubt in &doubts {
            let says = t::by_key(lang, &format!("money-of-doubt-{}", doubt.code()));
            form.refuse("confirme", says.unwrap_or_default());
        }
    }
    let Some(new) = new.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(form_page(cx, &scene, kind, &form, &doubts)));
    };
    let by = sent::hand(cx)?;
    let id = write::add_entry(cx.tx, scene.line.id, &new, by)?;
    keep_files(cx, scene.line.id, id, &form)?;
    let mut says = t::money_saved(lang).to_owned();
    let convention = scene.book.convention.id;
    if let Some(book) = store::book(cx.tx, convention)? {
        let splits = doubts::splits(&book, &store::elsewhere(cx.tx, convention)?);
        let of_it = splits.iter().find(|split| split.entries.contains(&id));
        says.extend(of_it.map(|split| format!(" {}", split_says(lang, &book, split))));
    }
    sent::lead(cx, ("programme.money.entry", id), line_path(scene.line.id), says)
}

/// What a form says of an entry.
struct Said {
    on: Option<i64>,
    supplier: Option<i64>,
    reference: String,
    day: kernel::Day,
    span: Option<(kernel::Day, kernel::Day)>,
    net: Cents,
    tax: Cents,
    equipment: Option<i64>,
    note: String,
}

impl Said {
    fn read(scene: &Scene, kind: EntryKind, on: Option<&Entry>, form: &mut Form) -> Option<Self> {
        let lang = form.lang();
        let on = on.filter(|on| parents(kind).contains(&on.kind));
        if on.is_none() && matches!(kind, EntryKind::Credit | EntryKind::Payment) {
            form.refuse("sur", t::money_on_missing(lang));
        }
        let supplier = form.text("fournisseur", 20);
        let suppliers =
            |id: &i64| scene.book.partner(*id).is_some_and(|one| one.kind == PartnerKind::Supplier);
        let supplier =
            web::parse_id(&supplier).filter(suppliers).or_else(|| on.and_then(|on| on.supplier));
        let (reference, day) = (form.required("reference", WORDS_MAX), form.required_day("jour"));
        let net = fields::required_amount(form, "montant");
        let tax = fields::amount(form, "tva").unwrap_or_default();
        if tax.0 < 0 {
            form.refuse("tva", t::money_amount_negative(lang));
        }
        let (first, last) = (form.day("du"), form.day("au"));
        if first.is_some() != last.is_some() || first.zip(last).is_some_and(|(a, b)| b < a) {
            form.refuse("au", t::money_span_wrong(lang));
        }
        let is_long = |(first, last): (kernel::Day, kernel::Day)| last.0 - first.0 > SPAN_MAX;
        if first.zip(last).is_some_and(is_long) {
            form.refuse("au", t::money_span_long(lang));
        }
        let equipment = form.text("materiel", 20);
        let equipment = web::parse_id(&equipment);
        let equipment = equipment.filter(|id| scene.orders.iter().any(|order| order.id == *id));
        let note = form.text("note", WORDS_MAX);
        let (day, net) = day.zip(net)?;
        let sign = if kind == EntryKind::Credit { -1 } else { 1 };
        let on = on.map(|on| on.id);
        let (net, tax) = (Cents(sign * net.0), Cents(sign * tax.0));
        Some(Self {
            on,
            supplier,
            reference,
            day,
            span: first.zip(last),
            net,
            tax,
            equipment,
            note,
        })
    }

    fn entry(&self, kind: EntryKind) -> NewEntry<'_> {
        NewEntry {
            kind,
            parent: self.on,
            supplier: self.supplier,
            reference: &self.reference,
            day: self.day,
            span: self.span,
            net: self.net.0,
            tax: self.tax.0,
            equipment: self.equipment,
            note: &self.note,
        }
    }
}

/// What was written already is not written again, and nobody pays more than an invoice.
fn refuse_twice(
    tx: &mut Tx,
    scene: &Scene,
    new: &NewEntry,
    form: &mut Form,
) -> Result<(), DbError> {
    let lang = form.lang();
    let key = fold(new.reference);
    let same = |one: &&Entry| one.kind == new.kind && fold(&one.reference) == key;
    match new.kind {
        EntryKind::Payment => {
            let of = |one: &&Entry| one.kind == EntryKind::Payment && one.parent == new.parent;
            let paid: i64 = scene.book.standing().filter(of).map(|one| one.net.0).sum();
            let twice = |one: &Entry| one.net.0 == new.net && one.day == new.day;
            if scene.book.standing().filter(of).filter(same).any(twice) {
                form.refuse("reference", t::money_paid_twice(lang));
                return Ok(());
            }
            let owed: i64 = scene
                .book
                .standing()
                .filter(|one| {
                    Some(one.id) == new.parent
                        || (one.kind == EntryKind::Credit && one.parent == new.parent)
                })
                .map(|one| one.gross().0)
                .sum();
            if paid + new.net > owed {
                let left = super::words::euros(lang, Cents(owed - paid));
                form.refuse("montant", t::money_paid_over(lang, &left));
            }
        }
        EntryKind::Invoice => {
            let Some(supplier) = new.supplier else {
                form.refuse("fournisseur", t::money_supplier_missing(lang));
                return Ok(());
            };
            // Of any convention: nobody finances an invoice twice.
            let known = store::invoices_of(tx, supplier)?;
            if known.iter().any(|reference| fold(reference) == key) {
                form.refuse("reference", t::money_invoice_twice(lang));
            }
        }
        EntryKind::Credit => {
            let of = |one: &&Entry| {
                Some(one.id) == new.parent
                    || (one.kind == EntryKind::Credit && one.parent == new.parent)
            };
            let left: i64 = scene.book.standing().filter(of).map(|one| one.net.0).sum();
            let taxed: i64 = scene.book.standing().filter(of).map(|one| one.tax.0).sum();
            if left + new.net < 0 {
                form.refuse("montant", t::money_credit_over(lang));
            }
            if taxed + new.tax < 0 {
                form.refuse("tva", t::money_credit_over(lang));
            }
        }
        EntryKind::Order if new.supplier.is_none() => {
            form.refuse("fournisseur", t::money_supplier_missing(lang));
        }
        EntryKind::Order | EntryKind::Commitment => {}
    }
    Ok(())
}

/// The type of a file is what it holds; a page or a program is no supporting document.
fn check_files(form: &mut Form) {
    let lang = form.lang();
    let files: Vec<_> = form.files("fichiers").collect();
    if files.len() > FILES_MAX {
        form.refuse("fichiers", t::money_papers_many(lang, i64::try_from(FILES_MAX).unwrap_or(0)));
    }
    for file in files {
        use files::MediaType as M;
        let media = file.blob.media;
        let is_proof = media.is_picture()
            || matches!(media, M::Heic | M::Pdf | M::Ods | M::Odt | M::Xlsx | M::Docx);
        if !is_proof {
            form.refuse("fichiers", t::money_paper_wrong(lang, &file.name));
        }
    }
}

fn keep_files(cx: &mut Cx, line: i64, entry: i64, form: &Form) -> Result<(), Problem> {
    let kind = PaperKind::from_code(form.shown("piece")).unwrap_or(PaperKind::Other);
    for file in form.files("fichiers") {
        let new = NewPaper {
            line,
            entry,
            kind,
            hash: &file.blob.hash.to_string(),
            name: &file.name,
            media: file.blob.media.mime(),
            size: i64::try_from(file.blob.length).unwrap_or(i64::MAX),
        };
        write::add_paper(cx.tx, &new, cx.now)?;
    }
    Ok(())
}

fn add_files(cx: &mut Cx, scene: &Scene, form: &mut Form, on: Option<&Entry>) -> Outcome {
    let lang = cx.lang();
    if on.is_none() {
        form.refuse("sur", t::money_on_missing(lang));
    }
    if form.files("fichiers").next().is_none() {
        form.refuse("fichiers", t::money_paper_none(lang));
    }
    let Some(on) = on.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(files_page(cx, scene, form)));
    };
    keep_files(cx, scene.line.id, on.id, form)?;
    sent::lead(cx, ("programme.money.paper", on.id), line_path(scene.line.id), t::money_saved(lang))
}

fn ask_back(cx: &mut Cx) -> Outcome {
    let (scene, on) = (Scene::load(cx)?, cx.incoming.query("sur").unwrap_or_default());
    let form = cx.blank_form().with("sur", on).with("jour", &cx.today());
    Ok(back_page(cx, &scene, &form).into())
}

fn back_page(cx: &Cx, scene: &Scene, form: &Form) -> Page {
    let (lang, path) = (cx.lang(), line_path(scene.line.id));
    let names: Vec<String> =
        scene.standing(EntryKind::ALL).into_iter().map(|one| called(lang, one)).collect();
    let fields = html! {
        (ui::select(form, &Field::new("sur", t::money_written(lang)), &choices(scene, EntryKind::ALL, &names)))
        (ui::date(form, &Field::new("jour", t::money_day(lang))))
        (ui::text(form, &Field::new("note", t::money_why(lang))))
    };
    let main = html! {
        (ui::back(&path, &scene.line.label))
        (ui::error_summary(form))
        (ui::title(t::money_take_back(lang), t::money_take_back_under(lang)))
        (fields::form_card(cx, &format!("{path}/annuler"), &fields, t::money_take_back(lang), false))
    };
    Page::narrow(t::money_take_back(lang), main)
}

fn take_back(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let (scene, lang, mut form) = (Scene::load(cx)?, cx.lang(), cx.form());
    let typed = form.text("sur", 20);
    let entry = scene.entry(web::parse_id(&typed));
    let (day, why) = (form.required_day("jour"), form.required("note", WORDS_MAX));
    match entry {
        None => form.refuse("sur", t::money_on_missing(lang)),
        Some(entry) => {
            let hangs = scene.book.standing().any(|one| one.parent == Some(entry.id));
            if hangs {
                form.refuse("sur", t::money_hangs(lang));
            }
        }
    }
    let Some((entry, day)) = entry.zip(day).filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(back_page(cx, &scene, &form)));
    };
    let by = sent::hand(cx)?;
    let id = write::take_back(cx.tx, entry, (day, &why), by)?;
    sent::lead(
        cx,
        ("programme.money.take-back", id),
        line_path(scene.line.id),
        t::money_taken_back_says(lang),
    )
}
