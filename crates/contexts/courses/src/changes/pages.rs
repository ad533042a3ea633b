//! Where the people of a school say what changes of the day.

use directory::api::{self, Org, PersonName};
use kernel::{Day, Role, TargetKind};
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route};

use crate::{
    changes::{self, Said, Wanted, store, views},
    course::Course,
    lesson::{self, Lesson},
    rights::LESSON_CHANGE,
    t,
};

/// The day of a school.
pub(crate) const PATH: &str = "/emploi-du-temps";
/// Who says what changes of a whole school.
pub(crate) const OFFICE: &[Role] = &[Role::Head, Role::Secretariat, Role::SchoolLife];
/// How far from today a day may be.
const FAR_DAYS: i32 = 400;

pub(crate) fn routes() -> Vec<Route> {
    let who = Access::Item(&LESSON_CHANGE);
    vec![
        Route::get(PATH, Access::Role(OFFICE), day),
        Route::post("/emploi-du-temps/absences", Access::Role(OFFICE), absence),
        Route::get("/emploi-du-temps/seances/{lesson}", who, show),
        Route::post("/emploi-du-temps/seances/{lesson}", who, change),
    ]
}

/// The schools whose office someone is of.
fn schools(cx: &mut Cx) -> Result<Vec<Org>, Problem> {
    let actor = cx.actor()?;
    let mut ids: Vec<i64> =
        OFFICE.iter().flat_map(|role| actor.reach(*role, TargetKind::Org)).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut orgs = api::orgs(cx.tx, &ids)?;
    Ok(ids.iter().filter_map(|id| orgs.remove(id)).collect())
}

/// The day asked for; today, or the next day of class.
fn asked_day(cx: &mut Cx) -> Result<Day, Problem> {
    let today = cx.today();
    let typed = cx.incoming.query("jour").or_else(|| cx.incoming.field("jour"));
    match typed {
        Some(text) => {
            let day = Day::parse_iso(text).filter(|day| (day.0 - today.0).abs() <= FAR_DAYS);
            day.ok_or_else(Problem::not_found)
        }
        None => {
            let year = api::school_year(cx)?;
            Ok(if year.has_class(today) {
                today
            } else {
                year.next_class_day(today).unwrap_or(today)
            })
        }
    }
}

fn day(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(day_page(cx, &form)?.into())
}

fn day_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (lang, today, shown) = (cx.lang(), cx.today(), asked_day(cx)?);
    let mut boards = Vec::new();
    for org in schools(cx)? {
        let lessons = store::of_day(cx.tx, org.id, shown)?;
        let mut teachings: Vec<i64> = lessons.iter().map(|lesson| lesson.teaching).collect();
        teachings.sort_unstable();
        teachings.dedup();
        let courses = Course::load_many(cx.tx, &teachings, shown)?;
        let mut words = changes::words(cx.tx, &lessons, lang, today)?;
        let line = |lesson: Lesson| {
            let course = courses.iter().find(|course| course.id == lesson.teaching)?.clone();
            let words = words.remove(&lesson.id).unwrap_or_default();
            Some(views::Line { lesson, course, words })
        };
        let lines = lessons.into_iter().filter_map(line).collect();
        let teachers = api::holders_in_org(cx.tx, org.id, Role::Teacher, shown)?;
        boards.push(views::Board { org, lines, teachers });
    }
    Ok(views::day(cx, form, &boards, shown))
}

/// A teacher is absent: each of their lessons of the day, and of that day alone.
fn absence(cx: &mut Cx) -> Outcome {
    let (lang, shown) = (cx.lang(), asked_day(cx)?);
    let mut form = cx.form();
    let org = cx.incoming.field("ecole").and_then(web::parse_id).ok_or_else(Problem::not_found)?;
    let is_theirs = schools(cx)?.iter().any(|one| one.id == org);
    if !is_theirs {
        return Err(Problem::not_found());
    }
    let teachers = api::holders_in_org(cx.tx, org, Role::Teacher, shown)?;
    let absent = form.choice("absent", |typed| one_of(&teachers, typed));
    let substitute = one_of(&teachers, form.shown("remplacant"));
    if absent.is_some() && absent == substitute {
        form.refuse("remplacant", t::change_same_person(lang));
    }
    let (Some(absent), true) = (absent, form.is_valid()) else {
        return Ok(Reply::to_correct(day_page(cx, &form)?));
    };
    let is_cancelled = substitute.is_none() && form.ticked("annulees");
    let lessons = store::of_day(cx.tx, org, shown)?;
    let teachings: Vec<i64> = lessons.iter().map(|lesson| lesson.teaching).collect();
    let mut courses = Course::load_many(cx.tx, &teachings, shown)?;
    courses.retain(|course| course.teachers.iter().any(|teacher| teacher.id == absent));
    let mut count = 0;
    for lesson in lessons {
        let course = courses.iter().find(|course| course.id == lesson.teaching);
        let Some(course) = course else { continue };
        let before = store::of(cx.tx, lesson.id)?;
        let wanted = Wanted {
            absent: Some(absent),
            substitute,
            is_cancelled,
            ..Wanted::of(&lesson, &before)
        };
        let said = Said { by: cx.actor()?.person, now: cx.now };
        changes::apply(cx.tx, course, &lesson, &wanted, said)?;
        count += 1;
    }
    Ok(Reply::see_other(format!("{PATH}?jour={shown}")).saying(t::change_absence_said(lang, count)))
}

fn one_of(people: &[PersonName], typed: &str) -> Option<i64> {
    let id = web::parse_id(typed)?;
    people.iter().any(|person| person.id == id).then_some(id)
}

/// A lesson with who may say what of it.
struct Scene {
    lesson: Lesson,
    course: Course,
    teachers: Vec<PersonName>,
    /// Whether the person is of the school's office; the lesson's teacher changes its room alone.
    is_office: bool,
}

fn scene(cx: &mut Cx) -> Result<Scene, Problem> {
    let (id, today) = (cx.id()?, cx.today());
    let lesson = lesson::store::get(cx.tx, id)?;
    let course = Course::load(cx.tx, lesson.teaching, today)?.ok_or_else(Problem::not_found)?;
    let actor = cx.actor()?;
    let org = kernel::Target::org(lesson.org);
    let is_office = OFFICE.iter().any(|role| actor.has(*role, org));
    let teachers = if is_office {
        api::holders_in_org(cx.tx, lesson.org, Role::Teacher, lesson.day)?
    } else {
        Vec::new()
    };
    Ok(Scene { lesson, course, teachers, is_office })
}

fn show(cx: &mut Cx) -> Outcome {
    let scene = scene(cx)?;
    let change = store::of(cx.tx, scene.lesson.id)?;
    let id = |id: Option<i64>| id.map_or_else(String::new, |id| id.to_string());
    let time = |time: Option<kernel::LocalTime>| time.map_or_else(String::new, |at| at.to_string());
    let mut form = cx
        .blank_form()
        .with("salle", &scene.lesson.room)
        .with("absent", &id(change.absent))
        .with("remplacant", &id(change.substitute))
        .with("jour", &scene.lesson.day)
        .with("debut", &time(scene.lesson.starts))
        .with("fin", &time(scene.lesson.ends));
    if change.is_cancelled {
        form = form.with("annulee", "oui");
    }
    Ok(lesson_page(cx, &form, &scene)?.into())
}

fn lesson_page(cx: &mut Cx, form: &Form, scene: &Scene) -> Result<Page, Problem> {
    let (lang, today) = (cx.lang(), cx.today());
    let mut words = changes::words(cx.tx, std::slice::from_ref(&scene.lesson), lang, today)?;
    let words = words.remove(&scene.lesson.id).unwrap_or_default();
    let line = views::Line { lesson: scene.lesson.clone(), course: scene.course.clone(), words };
    Ok(views::lesson(cx, form, &line, &scene.teachers, scene.is_office))
}

fn change(cx: &mut Cx) -> Outcome {
    let (lang, scene) = (cx.lang(), scene(cx)?);
    let before = store::of(cx.tx, scene.lesson.id)?;
    let mut form = cx.form();
    let mut wanted = Wanted::of(&scene.lesson, &before);
    wanted.room = form.text("salle", 40);
    if scene.is_office {
        read_office(cx, &mut form, &scene, &mut wanted)?;
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(lesson_page(cx, &form, &scene)?));
    }
    let said = Said { by: cx.actor()?.person, now: cx.now };
    changes::apply(cx.tx, &scene.course, &scene.lesson, &wanted, said)?;
    let back = if scene.is_office {
        format!("{PATH}?jour={}", wanted.day)
    } else {
        format!("/cours/lecons/{}", scene.lesson.id)
    };
    Ok(Reply::see_other(back).saying(t::change_said(lang)))
}

/// What the office alone may change.
fn read_office(
    cx: &mut Cx,
    form: &mut Form,
    scene: &Scene,
    wanted: &mut Wanted,
) -> Result<(), Problem> {
    let lang = cx.lang();
    wanted.absent = one_of(&scene.course.teachers, form.shown("absent"));
    wanted.substitute = one_of(&scene.teachers, form.shown("remplacant"));
    wanted.is_cancelled = form.ticked("annulee");
    if wanted.absent.is_some() && wanted.absent == wanted.substitute {
        form.refuse("remplacant", t::change_same_person(lang));
    }
    let year = api::school_year(cx)?;
    if let Some(day) = form.required_day("jour") {
        if day != scene.lesson.day && !year.has_class(day) {
            form.refuse("jour", t::change_no_class(lang));
        }
        wanted.day = day;
    }
    if scene.lesson.starts.is_some() {
        (wanted.starts, wanted.ends) = (form.time("debut"), form.time("fin"));
        if wanted.starts.is_none() && form.error_of("debut").is_none() {
            form.refuse("debut", t::starts_missing(lang));
        }
        if wanted.starts.zip(wanted.ends).is_some_and(|(starts, ends)| ends <= starts) {
            form.refuse("fin", t::ends_before_start(lang));
        }
    }
    Ok(())
}
