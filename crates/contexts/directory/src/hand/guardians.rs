//! The guardians of a child, for those who run the school, with their level of responsibility.

use kernel::{Lang, Target};
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Choice, Field},
};

use super::{Hand, form_page, lead, pupils::Pupil, sent_before, store};
use crate::{
    edit::{self, NewPerson},
    rights::SCHOOL_EDIT,
    rows::Table,
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    let school = Access::Item(&SCHOOL_EDIT);
    vec![
        Route::get("/etablissements/{org}/eleves/{eleve}/responsables/nouveau", school, blank),
        Route::post("/etablissements/{org}/eleves/{eleve}/responsables", school, add),
        Route::post(
            "/etablissements/{org}/eleves/{eleve}/responsables/{responsable}",
            school,
            change,
        ),
    ]
}

fn levels(lang: Lang) -> [Choice<'static>; 3] {
    [
        Choice { value: "1".into(), label: t::level_1(lang), hint: t::level_1_hint(lang) },
        Choice { value: "2".into(), label: t::level_2(lang), hint: t::level_2_hint(lang) },
        Choice { value: "3".into(), label: t::level_3(lang), hint: t::level_3_hint(lang) },
    ]
}

fn level_words(lang: Lang, level: i64) -> &'static str {
    match level {
        1 => t::level_1(lang),
        2 => t::level_2(lang),
        _ => t::level_3(lang),
    }
}

/// The guardians on the file of a child.
pub(super) fn card(cx: &mut Cx, pupil: &Pupil) -> Result<Markup, Problem> {
    let lang = cx.lang();
    let guardians = store::guardians_of(cx.tx, pupil.name.id)?;
    Ok(html! {
        section.card.stack aria-labelledby="responsables" {
            header { h2 id="responsables" { (t::hand_guardians(lang)) } }
            @if guardians.is_empty() { p.muted { (t::hand_no_guardian(lang)) } }
            @for guardian in &guardians { (one(cx, pupil, guardian)) }
            p.actions { a.act href={ (pupil.path) "/responsables/nouveau" } { (t::hand_add_guardian(lang)) } }
        }
    })
}

fn one(cx: &Cx, pupil: &Pupil, guardian: &store::Guardian) -> Markup {
    let lang = cx.lang();
    let reach: Vec<&str> = [guardian.mobile.as_str(), guardian.email.as_str()]
        .into_iter()
        .filter(|way| !way.is_empty())
        .collect();
    let action = format!("{}/responsables/{}", pupil.path, guardian.name.id);
    let others = levels(lang).into_iter().filter(|level| level.value != guardian.level.to_string());
    let changes = html! {
        form.stack method="post" action=(action) {
            (cx.hidden())
            @for level in others {
                button.act name="niveau" value=(level.value) { (t::hand_becomes(lang, level.label)) }
            }
            button.act.danger name="niveau" value="0" { (t::hand_remove_guardian(lang)) }
        }
    };
    html! {
        div {
            p { b { (guardian.name.title) " " (guardian.name.full()) } " · " (level_words(lang, guardian.level)) }
            @if !reach.is_empty() { p.muted { (reach.join(" · ")) } }
            (ui::details(&t::hand_change_guardian(lang, &guardian.name.formal()), &changes))
        }
    }
}

fn blank(cx: &mut Cx) -> Outcome {
    let pupil = Pupil::of(cx)?;
    let form = cx.blank_form().with("niveau", "1").with("civilite", "Mme");
    Ok(add_page(cx, &pupil, &form).into())
}

/// The fields of an adult: title, names, and how to reach them.
pub(super) fn adult(lang: Lang, form: &Form, may_stay_empty: bool) -> Markup {
    let titles = [
        Choice { value: "Mme".into(), label: t::title_mme(lang), hint: "" },
        Choice { value: "M.".into(), label: t::title_m(lang), hint: "" },
    ];
    let name = |name, label| {
        let field = Field::new(name, label).autocomplete("off");
        if may_stay_empty { field.optional() } else { field }
    };
    let email = Field::new("courriel", t::field_email(lang)).kind("email").autocomplete("off");
    html! {
        (ui::select(form, &Field::new("civilite", t::field_title(lang)).class("short"), &titles))
        (ui::text(form, &name("nom", t::field_last_name(lang))))
        (ui::text(form, &name("prenom", t::field_first_name(lang))))
        (ui::text(form, &email.optional()))
    }
}

/// An adult as they were typed.
pub(super) struct Adult {
    title: &'static str,
    last: String,
    first: String,
    email: String,
    mobile: String,
}

impl Adult {
    pub(super) fn typed(form: &mut Form) -> Self {
        let title = form.choice("civilite", |typed| match typed {
            "Mme" => Some("Mme"),
            "M." => Some("M."),
            _ => None,
        });
        let (last, first) = (form.required("nom", 80), form.required("prenom", 80));
        let email = form.text("courriel", 254);
        if !email.is_empty() && !is_address(&email) {
            form.refuse("courriel", t::hand_email_wrong(form.lang()));
        }
        let mobile = form.text("mobile", 25);
        if !mobile.is_empty() && !mobile.chars().all(|c| c.is_ascii_digit() || " +.-()".contains(c))
        {
            form.refuse("mobile", t::hand_mobile_wrong(form.lang()));
        }
        Self { title: title.unwrap_or_default(), last, first, email, mobile }
    }

    /// The person, who may be known already: the same name with the same e-mail or mobile.
    pub(super) fn find_or_create(
        &self,
        cx: &mut Cx,
        category: &str,
        hand: &mut Hand,
    ) -> Result<(i64, bool), Problem> {
        let (name, reach) = ((&*self.last, &*self.first), (&*self.email, &*self.mobile));
        if let Some(known) = store::known_adult(cx.tx, category, name, reach)? {
            return Ok((known, true));
        }
        let new = NewPerson {
            category,
            last: &self.last,
            first: &self.first,
            title: self.title,
            born: None,
        };
        let person = edit::create_person(cx.tx, &new)?;
        hand.show(Table::Person, [store::row_of(cx.tx, Table::Person, person)?]);
        if !self.email.is_empty() || !self.mobile.is_empty() {
            let contact = store::add_contact(cx.tx, person, reach, hand.since)?;
            hand.show(Table::Contact, [contact]);
        }
        Ok((person, false))
    }
}

fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
    })
}

fn add_page(cx: &Cx, pupil: &Pupil, form: &Form) -> Page {
    let lang = cx.lang();
    let mobile =
        Field::new("mobile", t::field_mobile(lang)).kind("tel").hint(t::hand_reach_hint(lang));
    let fields = html! {
        (adult(lang, form, false))
        (ui::text(form, &mobile.optional().autocomplete("off")))
        (ui::choices(form, &Field::new("niveau", t::hand_responsibility(lang)), &levels(lang)))
    };
    let action = format!("{}/responsables", pupil.path);
    form_page(
        cx,
        t::hand_add_guardian(lang),
        pupil.back(),
        (form, &action, t::hand_add(lang)),
        &fields,
    )
}

fn level(typed: &str) -> Option<i64> {
    typed.parse().ok().filter(|level| (1..=3).contains(level))
}

fn add(cx: &mut Cx) -> Outcome {
    let (pupil, lang, mut form) = (Pupil::of(cx)?, cx.lang(), cx.form());
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let adult = Adult::typed(&mut form);
    let level = form.choice("niveau", level);
    let Some(level) = level.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(add_page(cx, &pupil, &form)));
    };
    let child = pupil.name.id;
    let mut hand = Hand::begin(cx.tx, pupil.org)?;
    let (guardian, is_known) = adult.find_or_create(cx, "guardian", &mut hand)?;
    if store::guardians_of(cx.tx, child)?.iter().any(|known| known.name.id == guardian) {
        form.refuse("nom", t::hand_guardian_already(lang));
        return Ok(Reply::to_correct(add_page(cx, &pupil, &form)));
    }
    let row = store::add_kinship(cx.tx, guardian, child, level, hand.since)?;
    hand.show(Table::Kinship, [row]);
    hand.done(cx, "directory.guardian.add", child, Target::org(pupil.org))?;
    let says = if is_known { t::hand_guardian_known(lang) } else { t::hand_guardian_added(lang) };
    lead(cx, pupil.path, says)
}

fn change(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let (pupil, lang, mut form) = (Pupil::of(cx)?, cx.lang(), cx.form());
    let guardian = cx.param_id("responsable")?;
    let tie = store::guardians_of(cx.tx, pupil.name.id)?
        .into_iter()
        .find(|known| known.name.id == guardian)
        .ok_or_else(Problem::not_found)?;
    let to = form.choice("niveau", |typed| if typed == "0" { Some(0) } else { level(typed) });
    let to = to.ok_or_else(Problem::malformed)?;
    if to != tie.level {
        let mut hand = Hand::begin(cx.tx, pupil.org)?;
        hand.hide(cx.tx, Table::Kinship, tie.row)?;
        if to > 0 {
            hand.show(Table::Kinship, [store::with_level(cx.tx, tie.row, to, hand.since)?]);
        }
        hand.correct(cx, pupil.name.id, &format!("guardian:{guardian}"), &to.to_string())?;
        let action = if to > 0 { "directory.guardian.level" } else { "directory.guardian.remove" };
        hand.done(cx, action, pupil.name.id, Target::org(pupil.org))?;
    }
    lead(cx, pupil.path, t::hand_saved(lang))
}
