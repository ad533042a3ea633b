//! The timetable of a teaching, made by hand.

use directory::api;
use kernel::{Day, Lang};
use maud::{Markup, html};
use today::api::place_said;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Choice, Field},
};

use crate::{
    course::Course,
    lesson::cahier::{course_of, taught_course},
    parts, t,
    timetable::{Slot, Weeks, store},
    trash,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/cours/{teaching}/emploi-du-temps", Access::SignedIn, page),
        Route::post("/cours/{teaching}/emploi-du-temps", Access::SignedIn, add),
        Route::post("/cours/{teaching}/emploi-du-temps/supprimer", Access::SignedIn, remove),
    ]
}

fn page(cx: &mut Cx) -> Outcome {
    let course = course_of(cx)?;
    let slots = store::of_teaching(cx.tx, course.id)?;
    let next = slots.iter().map(|(_, slot)| slot.position).max().unwrap_or(0) + 1;
    let form = cx.blank_form().with("semaines", "all").with("place", &next);
    Ok(show(cx, &course, &slots, &form)?.into())
}

fn show(cx: &mut Cx, course: &Course, slots: &[(i64, Slot)], form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let warning = api::calendar_warning(cx, api::Ahead::Planning)?;
    let is_taught = course.is_taught_by(cx.actor()?);
    let main = html! {
        (ui::back(&format!("/cours/{}/cahier", course.id), t::cahier(lang)))
        (ui::title(t::timetable(lang), &course.name()))
        (warning)
        section.stack aria-labelledby="semaine" {
            h2 #semaine { (t::timetable_week(lang)) }
            @if slots.is_empty() {
                div.card { (ui::empty("yard", t::timetable_empty(lang), &html! {})) }
            }
            @for weekday in 1..=7_i8 { (weekday_card(cx, course, slots, weekday, is_taught)) }
        }
        @if is_taught { (add_form(cx, course, form)) }
    };
    Ok(if is_taught {
        Page::columns(t::timetable(lang), main)
    } else {
        Page::narrow(t::timetable(lang), main)
    })
}

fn weekday_card(
    cx: &Cx,
    course: &Course,
    slots: &[(i64, Slot)],
    weekday: i8,
    is_taught: bool,
) -> Markup {
    let lang = cx.lang();
    let of_day: Vec<_> =
        slots.iter().filter(|(_, slot)| slot.weekday == i16::from(weekday)).collect();
    html! {
        @if !of_day.is_empty() {
            section.card {
                header { h3 { (dates::capital(dates::weekday(lang, weekday))) } }
                ul.todo {
                    @for (id, slot) in of_day {
                        li {
                            span { b { (slot_words(lang, course, slot)) } small { (slot_details(lang, slot)) } }
                            @if is_taught { (remove_form(cx, course, *id)) }
                        }
                    }
                }
            }
        }
    }
}

fn remove_form(cx: &Cx, course: &Course, slot: i64) -> Markup {
    html! {
        form method="post" action={ "/cours/" (course.id) "/emploi-du-temps/supprimer" } {
            (cx.hidden())
            input type="hidden" name="creneau" value=(slot);
            button.act.quiet { (ui::icon("trash-2")) (t::timetable_remove(cx.lang())) }
        }
    }
}

/// « 9 h 00 à 9 h 55 », or the moment of an école.
fn slot_words(lang: Lang, course: &Course, slot: &Slot) -> String {
    let moment = if slot.label.is_empty() { &course.label } else { &slot.label };
    parts::hours(lang, slot.starts, slot.ends)
        .unwrap_or_else(|| format!("{}. {moment}", slot.position))
}

fn slot_details(lang: Lang, slot: &Slot) -> String {
    let room = (!slot.room.is_empty()).then(|| place_said(lang, &slot.room));
    let weeks = match slot.weeks {
        Weeks::All => None,
        Weeks::A => Some(t::week_a(lang).to_owned()),
        Weeks::B => Some(t::week_b(lang).to_owned()),
    };
    room.into_iter().chain(weeks).collect::<Vec<_>>().join(" · ")
}

fn add_form(cx: &Cx, course: &Course, form: &Form) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.stack aria-labelledby="ajouter" {
            header { h2 #ajouter { (t::timetable_add(lang)) } }
            form.form method="post" action={ "/cours/" (course.id) "/emploi-du-temps" } {
                (cx.hidden())
                (ui::error_summary(form))
                (weekdays(form))
                @if course.is_primary() {
                    (ui::text(form, &Field::new("moment", t::moment(lang)).hint(t::moment_hint(lang))))
                    (ui::text(form, &Field::new("place", t::moment_place(lang)).kind("number").class("short")))
                } @else {
                    (ui::text(form, &Field::new("debut", t::starts(lang)).kind("time").class("short")))
                    (ui::text(form, &Field::new("fin", t::ends(lang)).kind("time").class("short")))
                    (ui::text(form, &Field::new("salle", t::room(lang)).optional()))
                    (ui::choices(form, &Field::new("semaines", t::weeks(lang)), &[
                        Choice { value: "all".into(), label: t::weeks_all(lang), hint: "" },
                        Choice { value: "a".into(), label: t::weeks_a(lang), hint: "" },
                        Choice { value: "b".into(), label: t::weeks_b(lang), hint: "" },
                    ]))
                }
                div.actions { button.act.main { (ui::icon("plus")) (t::timetable_add_act(lang)) } }
            }
            p.muted { (t::timetable_add_hint(lang)) }
        }
    }
}

fn weekdays(form: &Form) -> Markup {
    let (lang, chosen) = (form.lang(), form.values("jours"));
    let error = form.error_of("jours");
    html! {
        fieldset class=[error.map(|_| "bad")] {
            legend { (t::weekdays(lang)) }
            @if let Some(error) = error { p.error id="jours-erreur" { (ui::icon("circle-alert")) span { (error) } } }
            div.choices.across {
                @for weekday in 1..=6_i8 {
                    label.choice {
                        input type="checkbox" name="jours" value=(weekday) id=[(weekday == 1).then_some("jours")]
                            checked[chosen.contains(&weekday.to_string().as_str())];
                        span { (dates::capital(dates::weekday(lang, weekday))) }
                    }
                }
            }
        }
    }
}

/// What was typed: the same slot on each chosen day.
fn typed(form: &mut Form, course: &Course, (today, last): (Day, Day)) -> Vec<Slot> {
    let lang = form.lang();
    let weekdays: Vec<i16> = form
        .values("jours")
        .iter()
        .filter_map(|day| day.parse().ok())
        .filter(|day| (1..=6).contains(day))
        .collect();
    if weekdays.is_empty() {
        form.refuse("jours", t::weekdays_missing(lang));
    }
    let (mut starts, mut ends, mut position) = (None, None, 0);
    let (mut label, mut room, mut weeks) = (String::new(), String::new(), Weeks::All);
    if course.is_primary() {
        label = form.required("moment", 80);
        position = form.number("place", 1, 30).and_then(|n| i32::try_from(n).ok()).unwrap_or(1);
    } else {
        (starts, ends) = hours(form);
        room = form.text("salle", 40);
        weeks = form.choice("semaines", Weeks::from_code).unwrap_or(Weeks::All);
    }
    let slot = |weekday| Slot {
        label: label.clone(),
        weekday,
        starts,
        ends,
        position,
        room: room.clone(),
        weeks,
        from: today,
        until: last,
    };
    weekdays.into_iter().map(slot).collect()
}

fn hours(form: &mut Form) -> (Option<kernel::LocalTime>, Option<kernel::LocalTime>) {
    let lang = form.lang();
    let (starts, ends) = (form.time("debut"), form.time("fin"));
    if starts.is_none() && form.error_of("debut").is_none() {
        form.refuse("debut", t::starts_missing(lang));
    }
    if ends.is_none() && form.error_of("fin").is_none() {
        form.refuse("fin", t::ends_missing(lang));
    }
    if let (Some(from), Some(to)) = (starts, ends)
        && to <= from
    {
        form.refuse("fin", t::ends_before_start(lang));
    }
    (starts, ends)
}

fn add(cx: &mut Cx) -> Outcome {
    let course = taught_course(cx)?;
    let (lang, today, year) = (cx.lang(), cx.today(), api::school_year(cx)?);
    let slots = store::of_teaching(cx.tx, course.id)?;
    let mut form = cx.form();
    let new = typed(&mut form, &course, (today, year.last));
    let is_there = |slot: &Slot| slots.iter().any(|(_, there)| there.repeats(slot));
    let new: Vec<_> = new.into_iter().filter(|slot| !is_there(slot)).collect();
    if new.iter().any(|slot| slots.iter().any(|(_, there)| there.meets(slot))) {
        let field = if course.is_primary() { "place" } else { "debut" };
        form.refuse(field, t::timetable_meets(lang));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(show(cx, &course, &slots, &form)?));
    }
    let mut planned = 0;
    for slot in &new {
        planned += store::add(cx.tx, &course, slot, &year, (today, cx.now))?;
    }
    let planned = i64::try_from(planned).unwrap_or(i64::MAX);
    let back = format!("/cours/{}/emploi-du-temps", course.id);
    Ok(Reply::see_other(back).saying(t::timetable_added(lang, planned)))
}

fn remove(cx: &mut Cx) -> Outcome {
    let course = taught_course(cx)?;
    let (lang, today) = (cx.lang(), cx.today());
    let asked = cx.incoming.field("creneau").and_then(web::parse_id);
    let id = asked.ok_or_else(Problem::not_found)?;
    let slot = store::find(cx.tx, course.id, id)?;
    store::remove(cx.tx, id, today)?;
    let weekday = i8::try_from(slot.weekday).unwrap_or(1);
    let name = format!(
        "{}, {} {}",
        course.name(),
        dates::weekday(lang, weekday),
        slot_words(lang, &course, &slot)
    );
    trash::put_slot(cx, course.id, &name, slot)?;
    let back = format!("/cours/{}/emploi-du-temps", course.id);
    Ok(Reply::see_other(back).saying(t::timetable_removed(lang)))
}
