//! Classes and groups that a school makes where no feed brings them.

use db::{DbError, Tx};
use kernel::{Lang, Target, fold};
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Choice, Field},
};

use super::{Hand, form_page, lead, next_year, sent_before, store};
use crate::{
    api::{self, Group, Org},
    edit,
    rights::{CLASS_EDIT, SCHOOL_EDIT},
    rows::Table,
    t, year,
};

pub(crate) fn routes() -> Vec<Route> {
    let school = Access::Item(&SCHOOL_EDIT);
    let class = Access::Item(&CLASS_EDIT);
    vec![
        Route::get("/etablissements/{org}/classes/nouvelle", school, blank),
        Route::post("/etablissements/{org}/classes", school, add),
        Route::get("/classes/{groupe}/modifier", class, to_change),
        Route::post("/classes/{groupe}/modifier", class, change),
        Route::post("/classes/{groupe}/fermer", class, close),
        Route::get("/classes/{groupe}/enseignements/nouveau", class, teaching_blank),
        Route::post("/classes/{groupe}/enseignements", class, add_teaching),
    ]
}

pub(super) const NAME_MAX: usize = 40;
const LEVELS_MAX: usize = 8;
const SUBJECT_MAX: usize = 60;

fn blank(cx: &mut Cx) -> Outcome {
    let org = cx.id()?;
    let form = cx.blank_form().with("nature", "classe");
    Ok(add_page(cx, org, &form)?.into())
}

fn add_page(cx: &mut Cx, org: i64, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let school = api::orgs(cx.tx, &[org])?.remove(&org).ok_or_else(Problem::not_found)?;
    let kinds = [
        Choice { value: "classe".into(), label: t::hand_a_class(lang), hint: "" },
        Choice {
            value: "groupe".into(),
            label: t::hand_a_group(lang),
            hint: t::hand_a_group_hint(lang),
        },
    ];
    let fields = html! {
        (ui::choices(form, &Field::new("nature", t::hand_kind(lang)), &kinds))
        (words(lang, form))
    };
    let back = (format!("/etablissements/{org}"), school.name);
    Ok(form_page(
        cx,
        t::hand_new_class(lang),
        (&back.0, &back.1),
        (form, &format!("/etablissements/{org}/classes"), t::hand_create(lang)),
        &fields,
    ))
}

fn words(lang: Lang, form: &Form) -> Markup {
    let levels = Field::new("niveaux", t::class_levels(lang)).hint(t::hand_levels_hint(lang));
    html! {
        (ui::text(form, &Field::new("nom", t::class_name(lang)).hint(t::hand_class_hint(lang)).class("short")))
        (ui::text(form, &levels.optional().class("short")))
    }
}

/// The levels of a class as they were typed.
pub(super) fn levels(form: &mut Form, field: &str) -> Vec<String> {
    let levels: Vec<String> = form
        .text(field, 80)
        .split([',', ';', '/', ' ', '\n'])
        .filter(|level| !level.is_empty())
        .map(str::to_owned)
        .collect();
    if levels.len() > LEVELS_MAX || levels.iter().any(|level| level.chars().count() > 8) {
        form.refuse(field, t::hand_levels_wrong(form.lang()));
    }
    levels
}

/// Makes a class or a group of a year; its id. A whole class of an école is one teaching.
pub(super) fn make(
    tx: &mut Tx,
    hand: &mut Hand,
    org: &Org,
    is_class: bool,
    (name, levels): (&str, &[String]),
    year: i64,
) -> Result<i64, DbError> {
    let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
    let group = edit::create_group(tx, org.id, is_class, name, &levels, year)?;
    hand.show(Table::Group, [store::row_of(tx, Table::Group, group)?]);
    if is_class && org.is_primary() {
        let whole = edit::create_teaching(tx, org.id, group, "", crate::import::WHOLE_CLASS)?;
        hand.show(Table::Teaching, [store::row_of(tx, Table::Teaching, whole)?]);
    }
    Ok(group)
}

/// The name and the levels of a class as they were typed.
fn typed(
    cx: &mut Cx,
    form: &mut Form,
    org: i64,
    besides: Option<&Group>,
) -> Result<(String, Vec<String>), Problem> {
    let name = form.required("nom", NAME_MAX);
    let levels = levels(form, "niveaux");
    let coming = besides.map(|class| class.year).filter(|year| *year > year::begun(cx.today()));
    let beside = match coming {
        Some(year) => api::groups_of_year(cx.tx, org, year)?,
        None => api::groups_of_org(cx.tx, org, cx.today())?,
    };
    let taken = beside.iter().any(|known| {
        besides.is_none_or(|class| class.id != known.id) && fold(&known.name) == fold(&name)
    });
    if taken {
        form.refuse("nom", t::hand_class_taken(form.lang()));
    }
    Ok((name, levels))
}

fn add(cx: &mut Cx) -> Outcome {
    let (org, lang, mut form) = (cx.id()?, cx.lang(), cx.form());
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let is_class = form.choice("nature", |typed| match typed {
        "classe" => Some(true),
        "groupe" => Some(false),
        _ => None,
    });
    let (name, levels) = typed(cx, &mut form, org, None)?;
    let Some(is_class) = is_class.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(add_page(cx, org, &form)?));
    };
    let school = api::orgs(cx.tx, &[org])?.remove(&org).ok_or_else(Problem::not_found)?;
    let (mut hand, year) = (Hand::begin(cx.tx, org)?, year::begun(cx.today()));
    let group = make(cx.tx, &mut hand, &school, is_class, (&name, &levels), year)?;
    hand.done(cx, "directory.class.add", group, Target::group(group))?;
    lead(cx, format!("/classes/{group}"), t::hand_class_added(lang, &name))
}

/// An open class made by hand: one that a feed brings follows its feed.
fn own(cx: &mut Cx) -> Result<Group, Problem> {
    let group = open_group(cx)?;
    if store::code_of(cx.tx, group.id)?.is_empty() {
        Ok(group)
    } else {
        Err(Problem::refused("class-of-a-feed", t::hand_class_fed(cx.lang())))
    }
}

/// The class or group of the path, while it is open.
pub(super) fn open_group(cx: &mut Cx) -> Result<Group, Problem> {
    let id = cx.id()?;
    let group = api::groups(cx.tx, &[id])?.remove(&id).ok_or_else(Problem::not_found)?;
    let mut open = api::groups_of_year(cx.tx, group.org, group.year)?.into_iter();
    open.find(|known| known.id == id).ok_or_else(Problem::not_found)
}

fn to_change(cx: &mut Cx) -> Outcome {
    let group = own(cx)?;
    let form = cx.blank_form().with("nom", &group.name).with("niveaux", &group.levels.join(", "));
    Ok(change_page(cx, &group, &form).into())
}

fn change_page(cx: &Cx, group: &Group, form: &Form) -> Page {
    let lang = cx.lang();
    let path = format!("/classes/{}", group.id);
    let action = format!("{path}/modifier");
    let fields = words(lang, form);
    let mut page = form_page(
        cx,
        t::hand_change_class(lang),
        (&path, &group.name),
        (form, &action, t::hand_save(lang)),
        &fields,
    );
    let close = html! {
        form method="post" action={ (path) "/fermer" } {
            (cx.hidden())
            button.act.danger { (t::hand_close_class(lang)) }
        }
    };
    page.main = html! {
        (page.main)
        section.card { (ui::confirm(t::hand_close_class(lang), t::hand_close_says(lang), &close)) }
    };
    page
}

fn change(cx: &mut Cx) -> Outcome {
    let (group, lang, mut form) = (own(cx)?, cx.lang(), cx.form());
    let (name, levels) = typed(cx, &mut form, group.org, Some(&group))?;
    if !form.is_valid() {
        return Ok(Reply::to_correct(change_page(cx, &group, &form)));
    }
    let path = format!("/classes/{}", group.id);
    if name != group.name || levels != group.levels {
        let changed = Group { name, levels, ..group };
        replace(cx, &changed, true, "directory.class.change")?;
    }
    Ok(Reply::see_other(path).saying(t::hand_saved(lang)))
}

/// Shows another version of a class; a closed one loses everyone, and whom it was prepared for stays
/// where they are.
fn replace(cx: &mut Cx, group: &Group, is_open: bool, action: &'static str) -> Result<(), Problem> {
    let today = cx.today();
    let mut hand = Hand::begin(cx.tx, group.org)?;
    let row = store::row_of(cx.tx, Table::Group, group.id)?;
    hand.hide(cx.tx, Table::Group, row)?;
    hand.show(Table::Group, [store::add_group(cx.tx, group, hand.since, is_open)?]);
    if !is_open {
        if group.year > year::begun(today) {
            next_year::release(cx.tx, &mut hand, group)?;
        }
        for membership in store::in_group(cx.tx, group.id, today)? {
            hand.end(cx.tx, membership, today.plus(-1))?;
        }
    }
    hand.done(cx, action, group.id, Target::org(group.org))
}

fn close(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let (group, lang) = (own(cx)?, cx.lang());
    replace(cx, &group, false, "directory.class.close")?;
    let path = format!("/etablissements/{}", group.org);
    lead(cx, path, t::hand_class_closed(lang, &group.name))
}

fn teaching_blank(cx: &mut Cx) -> Outcome {
    let class = open_group(cx)?;
    let form = cx.blank_form();
    Ok(teaching_page(cx, &class, &form).into())
}

fn teaching_page(cx: &Cx, class: &Group, form: &Form) -> Page {
    let lang = cx.lang();
    let path = format!("/classes/{}", class.id);
    let subject = Field::new("matiere", t::hand_subject(lang)).hint(t::hand_subject_hint(lang));
    form_page(
        cx,
        t::hand_new_teaching(lang),
        (&path, &class.name),
        (form, &format!("{path}/enseignements"), t::hand_add(lang)),
        &ui::text(form, &subject),
    )
}

/// Adds a subject to a class; who teaches it is the next question.
fn add_teaching(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let (class, lang, mut form) = (open_group(cx)?, cx.lang(), cx.form());
    let label = form.required("matiere", SUBJECT_MAX);
    let known = api::teachings_of_group(cx.tx, class.id)?;
    if known.iter().any(|teaching| fold(&teaching.label) == fold(&label)) {
        form.refuse("matiere", t::hand_subject_taken(lang));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(teaching_page(cx, &class, &form)));
    }
    let mut hand = Hand::begin(cx.tx, class.org)?;
    let teaching = edit::create_teaching(cx.tx, class.org, class.id, &fold(&label), &label)?;
    hand.show(Table::Teaching, [store::row_of(cx.tx, Table::Teaching, teaching)?]);
    hand.done(cx, "directory.class.teaching", class.id, Target::group(class.id))?;
    let next = format!(
        "/etablissements/{}/missions/nouvelle?nature=enseignement&enseignement={teaching}",
        class.org
    );
    lead(cx, next, t::hand_teaching_added(lang, &label))
}
