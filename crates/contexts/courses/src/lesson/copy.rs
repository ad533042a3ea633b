//! A lesson copied to another class: its text, its documents, its work for days that suit that
//! class. Nothing is shown to anyone there before it is read again and published.

use db::DbError;
use kernel::{Actor, Day, Lang, Role, SchoolYear, TargetKind, fold};
use web::{Access, Cx, Outcome, Problem, Reply, Route, dates};

use crate::{
    answering,
    attachment::{self, Owner},
    course::Course,
    lesson::{
        Lesson,
        store::{self, Text, Writer},
    },
    link,
    rights::LESSON_WRITE,
    sent, skills, t, teams,
    work::{self, Given, Work, whom::Whom},
};

/// A lesson is offered as late as this after the one that is copied, and as early as this before.
const AHEAD: i32 = 60;
const BEHIND: i32 = 6;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::post("/cours/lecons/{lesson}/copier", Access::Item(&LESSON_WRITE), copy)]
}

/// A lesson of another class that nobody has written in, where one may be copied.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) course: Course,
    pub(crate) lesson: Lesson,
}

/// One place for each class to which the same person teaches the same subject.
pub(crate) fn places(
    cx: &mut Cx,
    actor: &Actor,
    (course, lesson): (&Course, &Lesson),
) -> Result<Vec<Place>, DbError> {
    let today = cx.today();
    let taught: Vec<i64> = actor.reach(Role::Teacher, TargetKind::Teaching).collect();
    let mut courses = Course::load_many(cx.tx, &taught, today)?;
    courses.retain(|other| other.id != course.id && fold(&other.label) == fold(&course.label));
    let ids: Vec<i64> = courses.iter().map(|other| other.id).collect();
    let days = (lesson.day.plus(-BEHIND), lesson.day.plus(AHEAD));
    let blank = store::blank_between(cx.tx, &ids, days)?;
    Ok(courses
        .into_iter()
        .filter_map(|course| {
            let of_course: Vec<_> = blank
                .iter()
                .filter(|one| one.teaching == course.id && one.label == lesson.label)
                .collect();
            let lesson = nearest(&of_course, lesson.day)?.clone();
            Some(Place { course, lesson })
        })
        .collect())
}

/// The first lesson on a day or later, else the last one before.
fn nearest<'l>(lessons: &[&'l Lesson], day: Day) -> Option<&'l Lesson> {
    let later = lessons.iter().find(|lesson| lesson.day >= day);
    later.or_else(|| lessons.iter().rfind(|lesson| lesson.day < day)).copied()
}

/// A lesson's day and the days of those that follow in its class.
struct Way {
    from: Day,
    next: Vec<Day>,
}

/// The day of a copied work: as many lessons later as in the first class; where it was not for a
/// lesson, or the other has no such lesson planned, as many days later, on a day with class.
fn due_there(due: Day, here: &Way, there: &Way, year: &SchoolYear) -> Day {
    let rank = here.next.iter().position(|day| *day == due);
    if let Some(day) = rank.and_then(|rank| there.next.get(rank)) {
        return *day;
    }
    let day = there.from.plus((due.0 - here.from.0).max(1));
    if year.has_class(day) { day } else { year.next_class_day(day).unwrap_or(day) }
}

/// What was copied.
struct Copied {
    has_text: bool,
    files: usize,
    links: usize,
    dues: Vec<Day>,
    /// Works for some pupils only, that stay where they are.
    left: i64,
    /// Copied works whose groups are to be made there.
    in_groups: i64,
}

/// What of a lesson is told before it is copied.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// Works for some pupils only: not copied unless they are given to everyone there.
    pub(crate) tied: Vec<Work>,
    /// Works done by several, whose groups stay where they are.
    pub(crate) in_groups: Vec<Work>,
}

impl Told {
    /// Of the works of a lesson, given or not yet.
    pub(crate) fn load(cx: &mut Cx, lesson: &Lesson) -> Result<Self, DbError> {
        let works = works_of(cx, lesson)?;
        let ids: Vec<i64> = works.iter().map(|work| work.id).collect();
        let in_groups = teams::store::of_works(cx.tx, &ids)?;
        let (tied, free): (Vec<_>, Vec<_>) = works.into_iter().partition(is_tied);
        let in_groups = free.into_iter().filter(|work| in_groups.contains(&work.id)).collect();
        Ok(Self { tied, in_groups })
    }
}

fn works_of(cx: &mut Cx, lesson: &Lesson) -> Result<Vec<Work>, DbError> {
    let mut works = work::store::of_lessons(cx.tx, &[lesson.id])?;
    works.extend(work::store::drafts_of(cx.tx, lesson.id)?);
    works.retain(|work| !work.given.title.is_empty());
    Ok(works)
}

/// Whether it is for some pupils only of its class.
fn is_tied(work: &Work) -> bool {
    matches!(work.given.whom, Whom::Group(_) | Whom::Pupils(_))
}

fn copy(cx: &mut Cx) -> Outcome {
    let (id, lang, today) = (cx.id()?, cx.lang(), cx.today());
    let (once, person) = (cx.incoming.once()?, cx.actor()?.person);
    let asked = cx.incoming.field("seance").and_then(web::parse_id);
    let back = Reply::see_other(format!("/cours/lecons/{id}"));
    let Some(target) = asked else { return Ok(back) };
    cx.require(&LESSON_WRITE, target)?;
    let lesson = store::get(cx.tx, id)?;
    let there = store::get(cx.tx, target)?;
    let course = Course::load(cx.tx, there.teaching, today)?.ok_or_else(Problem::not_found)?;
    if sent::is_done(cx.tx, person, once)? {
        return Ok(back.saying(t::copied_again(lang, &course.group.name)));
    }
    if store::blank_between(cx.tx, &[there.teaching], (there.day, there.day))?
        .iter()
        .all(|blank| blank.id != target)
    {
        return Ok(back.saying(t::copy_taken(lang, &course.group.name)));
    }
    let for_all: Vec<i64> =
        cx.form().values("pour-tous").into_iter().filter_map(web::parse_id).collect();
    let copied = write(cx, &lesson, (&course, &there), &for_all)?;
    sent::note(cx.tx, person, once, cx.now)?;
    let day = dates::long_day(lang, there.day, today);
    let what = words(lang, &copied, today);
    let mut says = t::copied(lang, &course.group.name, &day, &what);
    if copied.left > 0 {
        says = format!("{says} {}", t::copied_left(lang, copied.left));
    }
    if copied.in_groups > 0 {
        says = format!("{says} {}", t::copied_in_groups(lang));
    }
    Ok(back.saying(says))
}

fn write(
    cx: &mut Cx,
    lesson: &Lesson,
    (course, there): (&Course, &Lesson),
    for_all: &[i64],
) -> Result<Copied, Problem> {
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    let files = attachment::copy(cx.tx, Owner::Lesson(lesson.id), Owner::Lesson(there.id), who)?;
    let done_html = files.iter().fold(lesson.done_html.clone(), |html, (here, there)| {
        html.replace(&format!("src=\"{here}\""), &format!("src=\"{there}\""))
    });
    store::save(cx.tx, there, &Text { title: &lesson.title, done_html: &done_html }, who)?;
    let links = link::store::of(cx.tx, Owner::Lesson(lesson.id))?;
    link::store::set(cx.tx, Owner::Lesson(there.id), &links)?;
    let works = works_of(cx, lesson)?;
    let mut copied = Copied {
        has_text: !done_html.is_empty(),
        files: files.len(),
        links: links.len(),
        dues: Vec::new(),
        left: 0,
        in_groups: 0,
    };
    let year = directory::api::school_year(cx)?;
    for work in &works {
        let Some(given) = suited(work, course, for_all.contains(&work.id)) else {
            copied.left += 1;
            continue;
        };
        let here = Way { from: lesson.day, next: days_after(cx, lesson)? };
        let there_way = Way { from: there.day, next: days_after(cx, there)? };
        let due = due_there(given.due, &here, &there_way, &year);
        let id = work::store::insert(cx.tx, there, &Given { due, ..given }, who)?;
        answering::store::copy_scale(cx.tx, (work.id, id))?;
        skills::store::copy_of_work(cx.tx, (work.id, id))?;
        copied.in_groups += i64::from(teams::store::copy_setting(cx.tx, (work.id, id))?);
        copied.dues.push(due);
    }
    Ok(copied)
}

fn days_after(cx: &mut Cx, lesson: &Lesson) -> Result<Vec<Day>, DbError> {
    store::days_after(cx.tx, lesson.teaching, lesson.day)
}

/// A work as another class may have it: what names pupils or a group of the first stays there,
/// unless it is given to everyone.
fn suited(work: &Work, course: &Course, for_all: bool) -> Option<Given> {
    let whom = match &work.given.whom {
        Whom::Level(level) if course.levels().contains(level) => Whom::Level(level.clone()),
        Whom::Class | Whom::Level(_) => Whom::Class,
        Whom::Group(_) | Whom::Pupils(_) if for_all => Whom::Class,
        Whom::Group(_) | Whom::Pupils(_) => return None,
    };
    Some(Given { whom, ..work.given.clone() })
}

/// « le texte, 2 documents, un travail pour jeudi 18 mars ».
fn words(lang: Lang, copied: &Copied, today: Day) -> String {
    let [files, links] =
        [copied.files, copied.links].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
    let text = copied.has_text.then(|| t::copied_text(lang).to_owned());
    let files = (files > 0).then(|| t::copied_files(lang, files));
    let links = (links > 0).then(|| t::copied_links(lang, links));
    let works = copied.dues.iter().map(|due| t::copied_work(lang, &dates::due(lang, *due, today)));
    let all: Vec<_> = text.into_iter().chain(files).chain(links).chain(works).collect();
    if all.is_empty() { t::copied_title(lang).to_owned() } else { all.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Zone;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn way(from: &str, next: &[&str]) -> Way {
        Way { from: day(from), next: next.iter().map(|text| day(text)).collect() }
    }

    #[test]
    fn a_copied_work_is_for_the_same_lesson_of_the_other_class() {
        let year = SchoolYear::of(day("2027-03-11"), Zone::A);
        let here = way("2027-03-11", &["2027-03-16", "2027-03-18", "2027-03-23"]);
        let there = way("2027-03-12", &["2027-03-15", "2027-03-19"]);
        let due = |text| due_there(day(text), &here, &there, &year);
        assert_eq!(due("2027-03-16"), day("2027-03-15"), "the next lesson");
        assert_eq!(due("2027-03-18"), day("2027-03-19"), "the one after");
        assert_eq!(due("2027-03-17"), day("2027-03-18"), "no lesson: six days later there too");
        assert_eq!(due("2027-03-23"), day("2027-03-24"), "no such lesson planned there");
    }

    #[test]
    fn a_copied_work_is_never_due_without_class_nor_before_its_lesson() {
        let year = SchoolYear::of(day("2027-03-11"), Zone::A);
        let (here, there) = (way("2027-03-11", &[]), way("2027-04-09", &[]));
        assert_eq!(due_there(day("2027-03-13"), &here, &there, &year), day("2027-04-26"));
        assert_eq!(
            due_there(day("2027-03-11"), &here, &way("2027-03-16", &[]), &year),
            day("2027-03-17")
        );
    }
}
