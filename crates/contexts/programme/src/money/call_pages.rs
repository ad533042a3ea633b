//! Calls for funds: what a funder is asked for, as a page and on paper, and what came in.

use kernel::Lang;
use maud::{Markup, html};
use paper::{Leaf, Paper};
use shares::Cents;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Choice, Column, Field},
};

use super::{
    account::sum,
    asking::{Asking, Party},
    fields::{self, WORDS_MAX, day, euros},
    home::{PATH, convention_path},
    model::{Book, Call, Receipt},
    rights::{CALL_KEEP, CALL_SEE, CONVENTION_KEEP},
    sent, store,
    words::{self, CallKind, Payer},
    write::{self, NewCall},
};
use crate::t;

pub(super) fn routes() -> Vec<Route> {
    const NEW: &str = "/programme/argent/conventions/{convention}/appels";
    const ONE: &str = "/programme/argent/appels/{appel}";
    const IN: &str = "/programme/argent/appels/{appel}/versements";
    let keeper = Access::Item(&CONVENTION_KEEP);
    vec![
        Route::get(NEW, keeper, blank),
        Route::post(NEW, keeper, add),
        Route::get(ONE, Access::Item(&CALL_SEE), show),
        Route::get("/programme/argent/appels/{appel}/pdf", Access::Item(&CALL_SEE), on_paper),
        Route::post(IN, Access::Item(&CALL_KEEP), receive),
        Route::post(
            "/programme/argent/appels/{appel}/annuler",
            Access::Item(&CALL_KEEP),
            take_back,
        ),
    ]
}

fn path(id: i64) -> String {
    format!("{PATH}/appels/{id}")
}

/// A convention with what may be asked for.
struct Scene {
    book: Book,
    asking: Asking,
    spent: Cents,
}

impl Scene {
    fn load(cx: &mut Cx, convention: i64) -> Result<Self, Problem> {
        let book = store::book(cx.tx, convention)?.ok_or_else(Problem::not_found)?;
        let (accounts, calls) = (book.accounts(), store::calls(cx.tx, convention)?);
        let spent = sum(accounts.iter().flat_map(|one| &one.roots).map(|root| root.spent));
        let parties = store::parties(cx.tx, convention)?;
        Ok(Self { asking: Asking::new(&book, &accounts, &calls, &parties), spent, book })
    }

    /// The most that one may be asked for, of a kind.
    fn most(&self, party: &Party, kind: CallKind, day: kernel::Day) -> Cents {
        self.asking.most(&self.book.rules, party, (kind, day))
    }
}

fn blank(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let scene = Scene::load(cx, id)?;
    let first = scene.asking.parties.first();
    let most = first.map(|one| scene.most(one, CallKind::Instalment, cx.today()));
    let form = cx
        .blank_form()
        .with("genre", CallKind::Instalment.code())
        .with("jour", &cx.today())
        .with("montant", &most.filter(|most| most.0 > 0).map(fields::shown).unwrap_or_default());
    Ok(form_page(cx, &scene, &form).into())
}

fn form_page(cx: &Cx, scene: &Scene, form: &Form) -> Page {
    let (lang, path) = (cx.lang(), convention_path(scene.book.convention.id));
    let kinds: Vec<Choice> = CallKind::ALL
        .iter()
        .map(|one| Choice { value: one.code().to_owned(), label: one.says(lang), hint: "" })
        .collect();
    let parties = &scene.asking.parties;
    let name = |one: &Party| scene.book.name(Some(one.partner));
    let funders: Vec<Choice> = parties
        .iter()
        .map(|one| Choice { value: one.partner.to_string(), label: name(one), hint: "" })
        .collect();
    let columns = [
        Column::words(t::money_funder(lang)),
        Column::numbers(t::money_party_earned(lang)),
        Column::numbers(t::money_called(lang)),
        Column::numbers(t::money_call_most(lang)),
    ];
    let rows: Vec<_> = parties
        .iter()
        .map(|one| {
            let most = scene.most(one, CallKind::Instalment, cx.today());
            let amounts = [one.earned, one.called, most].map(|amount| euros(lang, amount));
            std::iter::once(html! { (name(one)) }).chain(amounts).collect()
        })
        .collect();
    let fields = html! {
        (ui::select(form, &Field::new("financeur", t::money_funder(lang)), &funders))
        (ui::choices(form, &Field::new("genre", t::money_call_kind(lang)), &kinds))
        (ui::date(form, &Field::new("jour", t::money_day(lang))))
        (fields::amount_field(form, "montant", t::money_amount(lang), t::money_amount_hint(lang)))
    };
    let main = html! {
        (ui::back(&path, &scene.book.convention.title))
        (ui::error_summary(form))
        (ui::title(t::money_call_new(lang), t::money_call_under(lang)))
        section.card { (ui::facts(&[(t::money_spent(lang), euros(lang, scene.spent))])) }
        @if funders.is_empty() { (ui::note(&html! { p { (t::money_no_party(lang)) } })) }
        @else { (ui::cards_table(t::money_call_most(lang), &columns, &rows)) }
        (fields::form_card(cx, &format!("{path}/appels"), &fields, t::money_call_send(lang), false))
    };
    Page::narrow(t::money_call_new(lang), main)
}

fn add(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let id = cx.id()?;
    let (scene, lang, mut form) = (Scene::load(cx, id)?, cx.lang(), cx.form());
    let read = |typed: &str| web::parse_id(typed).and_then(|id| scene.asking.party(id).copied());
    let party = form.choice("financeur", read);
    let kind = form.choice("genre", CallKind::from_code);
    let day = form.required_day("jour");
    let amount = fields::required_amount(&mut form, "montant");
    if let Some(((party, kind), amount)) = party.as_ref().zip(kind).zip(amount) {
        let most = scene.most(party, kind, day.unwrap_or_else(|| cx.today()));
        if amount > most {
            let who = scene.book.name(Some(party.partner));
            form.refuse("montant", t::money_call_over(lang, &words::euros(lang, most), who));
        }
    }
    let asked = party.zip(kind).zip(day).zip(amount).filter(|_| form.is_valid());
    let Some((((party, kind), day), amount)) = asked else {
        return Ok(Reply::to_correct(form_page(cx, &scene, &form)));
    };
    let (spent, earned) = (scene.spent.0, party.earned.0);
    let new = NewCall { partner: party.partner, kind, day, amount: amount.0, spent, earned };
    let call = write::add_call(cx.tx, id, &new, None, cx.now)?;
    sent::lead(cx, ("programme.money.call", call), path(call), t::money_call_done(lang))
}

/// A call with its convention and what came in for it.
struct Asked {
    call: Call,
    book: Book,
    receipts: Vec<Receipt>,
    is_taken_back: bool,
}

impl Asked {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let id = cx.id()?;
        let call = store::call(cx.tx, id)?.ok_or_else(Problem::not_found)?;
        let book = store::book(cx.tx, call.convention)?.ok_or_else(Problem::not_found)?;
        let mut receipts = store::receipts(cx.tx, call.convention)?;
        receipts.retain(|one| one.call == id);
        let calls = store::calls(cx.tx, call.convention)?;
        let is_taken_back = calls.iter().any(|one| one.corrects == Some(id));
        Ok(Self { call, book, receipts, is_taken_back })
    }

    fn received(&self) -> Cents {
        sum(self.receipts.iter().map(|one| one.amount))
    }
}

fn show(cx: &mut Cx) -> Outcome {
    let asked = Asked::load(cx)?;
    let form = cx.blank_form().with("jour", &cx.today());
    Ok(page(cx, &asked, &form)?.into())
}

fn page(cx: &mut Cx, asked: &Asked, form: &Form) -> Result<Page, Problem> {
    let keeps = cx.allows(&CALL_KEEP, asked.call.id)?;
    let (lang, call, path) = (cx.lang(), &asked.call, path(asked.call.id));
    let title = t::money_call_numbered(lang, call.number, call.kind.says(lang));
    let left = Cents(call.amount.0 - asked.received().0);
    let facts = [
        (t::money_funder(lang), html! { (asked.book.name(Some(call.partner))) }),
        (t::money_day(lang), html! { (day(cx, call.day)) }),
        (t::money_amount(lang), euros(lang, call.amount)),
        (t::money_spent(lang), euros(lang, call.spent)),
        (t::money_party_earned(lang), euros(lang, call.earned)),
        (t::money_received(lang), euros(lang, asked.received())),
        (t::money_left(lang), euros(lang, left)),
    ];
    let is_open = call.corrects.is_none() && !asked.is_taken_back;
    let main = html! {
        (ui::back(&convention_path(call.convention), &asked.book.convention.title))
        (ui::error_summary(form))
        (ui::title(&title, &asked.book.convention.reference))
        @if !is_open { (ui::tag("quiet", t::money_taken_back(lang))) }
        section.card { (ui::facts(&facts)) }
        p.actions { a.act.main href={ (path) "/pdf" } { (ui::icon("file-text")) (t::money_call_pdf(lang)) } }
        (receipts(cx, asked))
        @if keeps && is_open {
            (ui::details(t::money_receipt_new(lang), &fields::form_card(cx, &format!("{path}/versements"), &html! {
                (ui::date(form, &Field::new("jour", t::money_day(lang))))
                (ui::text(form, &Field::new("montant", t::money_amount(lang)).hint(t::money_receipt_hint(lang)).class("short")))
                (ui::text(form, &Field::new("reference", t::money_number(lang))))
            }, t::money_save(lang), false)))
            @if asked.received().0 == 0 {
                (ui::confirm(t::money_take_back(lang), t::money_call_back_ask(lang), &html! {
                    form method="post" action={ (path) "/annuler" } { (cx.hidden()) button.act { (t::money_take_back(lang)) } }
                }))
            }
        }
    };
    Ok(Page::narrow(t::money_call(lang), main))
}

fn receipts(cx: &Cx, asked: &Asked) -> Markup {
    let lang = cx.lang();
    let columns = [
        Column::words(t::money_number(lang)),
        Column::words(t::money_day(lang)),
        Column::numbers(t::money_amount(lang)),
    ];
    let rows: Vec<_> = asked
        .receipts
        .iter()
        .map(|one| {
            vec![html! { (one.reference) }, html! { (day(cx, one.day)) }, euros(lang, one.amount)]
        })
        .collect();
    html! { @if !rows.is_empty() { (ui::cards_table(t::money_receipts(lang), &columns, &rows)) } }
}

/// A receipt typed wrong is taken back by its contrary: an amount below nothing.
fn receive(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let (asked, lang, mut form) = (Asked::load(cx)?, cx.lang(), cx.form());
    let day = form.required_day("jour");
    let amount = fields::amount(&mut form, "montant").filter(|amount| amount.0 != 0);
    let reference = form.required("reference", WORDS_MAX);
    let same = |one: &&Receipt| {
        one.reference == reference && Some(one.day) == day && Some(one.amount) == amount
    };
    if amount.is_none() && form.error_of("montant").is_none() {
        form.refuse("montant", t::money_amount_missing(lang));
    }
    if asked.receipts.iter().any(|one| same(&one)) {
        form.refuse("reference", t::money_receipt_twice(lang));
    }
    let after = asked.received().0 + amount.unwrap_or_default().0;
    if after < 0 || after > asked.call.amount.0 {
        let left = words::euros(lang, Cents(asked.call.amount.0 - asked.received().0));
        form.refuse("montant", t::money_receipt_over(lang, &left));
    }
    let Some((day, amount)) = day.zip(amount).filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(page(cx, &asked, &form)?));
    };
    let taken = asked.receipts.iter().find(|one| one.amount.0 == -amount.0).map(|one| one.id);
    let corrects = taken.filter(|_| amount.0 < 0);
    write::add_receipt(cx.tx, asked.call.id, (day, amount.0, &reference), corrects, cx.now)?;
    let did = ("programme.money.receipt", asked.call.id);
    sent::lead(cx, did, path(asked.call.id), t::money_saved(lang))
}

fn take_back(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let asked = Asked::load(cx)?;
    let call = &asked.call;
    if call.corrects.is_some() || asked.is_taken_back || asked.received().0 != 0 {
        return Err(Problem::conflict("call-received", t::money_call_not_back(cx.lang())));
    }
    let contrary = NewCall {
        partner: call.partner,
        kind: call.kind,
        day: cx.today(),
        amount: -call.amount.0,
        spent: call.spent.0,
        earned: call.earned.0,
    };
    let id = write::add_call(cx.tx, call.convention, &contrary, Some(call.id), cx.now)?;
    let did = ("programme.money.call-back", id);
    sent::lead(cx, did, convention_path(call.convention), t::money_taken_back_says(cx.lang()))
}

fn on_paper(cx: &mut Cx) -> Outcome {
    let (asked, lang) = (Asked::load(cx)?, cx.lang());
    let pdf = letter(lang, cx.today(), &asked).map_err(|error| {
        tracing::error!(%error, "a call for funds could not be made");
        Problem::new(500, "internal")
    })?;
    let name = format!("appel-{}.pdf", asked.call.number);
    Ok(Reply::data("application/pdf", Some(files::content_disposition(&name, false)), pdf))
}

/// The call as a letter.
fn letter(lang: Lang, today: kernel::Day, asked: &Asked) -> Result<Vec<u8>, paper::PaperError> {
    let (call, convention) = (&asked.call, &asked.book.convention);
    let title = t::money_call_numbered(lang, call.number, call.kind.says(lang));
    let date = |day| dates::long_day(lang, day, today);
    let mut leaf = Leaf::new();
    leaf.small(&date(call.day));
    leaf.gap(20.0);
    leaf.heading(&title);
    leaf.paragraph(asked.book.name(Some(asked.book.stands_for(call.partner, call.day))));
    leaf.gap(10.0);
    leaf.paragraph(&t::money_letter_about(
        lang,
        &convention.title,
        &convention.reference,
        &date(convention.signed),
    ));
    leaf.paragraph(&t::money_letter_spent(
        lang,
        &words::euros(lang, call.spent),
        &words::euros(lang, call.earned),
    ));
    leaf.strong(&t::money_letter_asks(lang, &words::euros(lang, call.amount)));
    leaf.gap(10.0);
    let payer = asked.book.partner(call.partner).and_then(|one| one.kind.payer());
    if payer == Some(Payer::State) {
        leaf.small(&t::money_letter_of(lang, &words::euros(lang, convention.amount)));
    }
    let mut paper = Paper::new(lang.tag(), &title);
    paper.push(leaf);
    paper.finish()
}
