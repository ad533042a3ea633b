//! What may be found of the room: lessons, works, files of lessons, hand-ins by what is written in
//! them, and courses by their subject, their class or their teachers.

use db::{DbError, Tx, Value};
use jobs::JobError;
use kernel::{Actor, Instant, Role, TargetKind, fold};
use search::{Query, Source};
use web::{Cx, Findings, Hit, Problem, dates, rich};

use crate::{
    attachment::{self, Owner},
    course::Course,
    handin::{self, store::padded},
    inspection,
    lesson::{self, Lesson},
    rights::{HANDIN_READ, LESSON_READ, WORK_READ},
    t, work,
};

const LESSON: Source = Source {
    kind: "courses.lesson",
    right: &LESSON_READ,
    from: "courses_lesson r",
    id: "r.id",
    day: "r.day",
    title: "r.title",
    text: "r.done_html",
    plain: rich::plain,
};

const WORK: Source = Source {
    kind: "courses.work",
    right: &WORK_READ,
    from: "courses_work r",
    id: "r.id",
    day: "r.due_day",
    title: "r.title",
    text: "r.instructions_html",
    plain: rich::plain,
};

/// A file of a lesson, by its name.
const FILE: Source = Source {
    kind: "courses.file",
    right: &LESSON_READ,
    from: "courses_attachment a JOIN courses_lesson r \
           ON r.id = a.owner_id AND a.owner_kind = 'lesson' AND a.deleted_at IS NULL",
    id: "a.id",
    day: "r.day",
    title: "a.name",
    text: "''",
    plain: str::to_owned,
};

/// What a pupil wrote. It is found by its own words alone: those of its work find the work.
const HANDIN: Source = Source {
    kind: "courses.handin",
    right: &HANDIN_READ,
    from: "courses_handin r JOIN courses_work w ON w.id = r.work_id",
    id: "r.id",
    day: "w.due_day",
    title: "''",
    text: "r.text_html",
    plain: rich::plain,
};

/// A lesson was written, shown or removed.
pub(crate) fn lesson(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    search::refresh(tx, &LESSON, id)?;
    for file in attachment::of(tx, Owner::Lesson(id))? {
        search::refresh(tx, &FILE, file.id)?;
    }
    Ok(())
}

/// A work was given, changed or removed.
pub(crate) fn work(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    search::refresh(tx, &WORK, id)
}

/// Something was handed in, again or for the first time.
pub(crate) fn handin(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    search::refresh(tx, &HANDIN, id)
}

/// Hand-ins were removed or came back.
pub(crate) fn handins(tx: &mut Tx, ids: &[i64]) -> Result<(), DbError> {
    ids.iter().try_for_each(|id| handin(tx, *id))
}

/// A file was added, removed or taken back.
pub(crate) fn file(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    search::refresh(tx, &FILE, id)
}

/// The job that reads what was there before the index was.
pub(crate) const JOB: &str = "courses.find-what-was-there";
/// How often it is looked whether there is any.
pub(crate) const EVERY_SECONDS: u32 = 600;
/// Things read at once by [`catch_up`].
const AT_ONCE: i64 = 1_000;

/// Reads some of it, and asks for the next part.
pub(crate) fn work_on(tx: &mut Tx, now: Instant) -> Result<(), JobError> {
    if catch_up(tx)? {
        jobs::enqueue(tx, JOB, &(), Some("next"), now)?;
    }
    Ok(())
}

/// Reads some of what was there before the index was; whether there is more.
pub(crate) fn catch_up(tx: &mut Tx) -> Result<bool, DbError> {
    for source in [&LESSON, &WORK, &FILE, &HANDIN] {
        if search::catch_up(tx, source, AT_ONCE)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the room finds, for [`web::Module::find`].
pub(crate) fn find(cx: &mut Cx, query: &Query) -> Result<Vec<Findings>, Problem> {
    let (lang, actor) = (cx.lang(), cx.actor()?.clone());
    let mut found = search::find(cx.tx, &actor, query)?;
    let mut of = |source: &Source| found.remove(source.kind).unwrap_or_default();
    let (lesson_ids, work_ids, file_ids) = (of(&LESSON), of(&WORK), of(&FILE));
    let handin_ids = of(&HANDIN);
    Ok(vec![
        Findings {
            title: t::find_courses(lang),
            icon: "book-open",
            hits: courses(cx, &actor, query)?,
        },
        Findings {
            title: t::find_lessons(lang),
            icon: "pencil",
            hits: lessons(cx, &actor, &lesson_ids)?,
        },
        Findings { title: t::find_works(lang), icon: "list", hits: works(cx, &actor, &work_ids)? },
        Findings {
            title: t::find_files(lang),
            icon: "file-text",
            hits: files(cx, &actor, &file_ids)?,
        },
        Findings {
            title: t::find_handins(lang),
            icon: "message-circle",
            hits: handed_in(cx, &actor, &handin_ids)?,
        },
    ])
}

/// What someone teaches, learns, or follows.
fn courses(cx: &mut Cx, actor: &Actor, query: &Query) -> Result<Vec<Hit>, Problem> {
    let today = cx.today();
    let teachings: Vec<_> = actor.reach(Role::Teacher, TargetKind::Teaching).collect();
    let mut groups: Vec<_> = [Role::Pupil, Role::Guardian, Role::SupportAssistant]
        .into_iter()
        .flat_map(|role| actor.reach(role, TargetKind::Group).collect::<Vec<_>>())
        .collect();
    groups.sort_unstable();
    groups.dedup();
    let mut courses = Course::load_many(cx.tx, &teachings, today)?;
    let learnt = Course::of_groups(cx.tx, &groups, today)?;
    courses.extend(learnt.into_iter().filter(|course| !teachings.contains(&course.id)));
    let things = courses.into_iter().map(|course| {
        let who = course.who();
        let words = fold(&format!("{} {who}", course.name()));
        let path = format!("/cours/{}/cahier", course.id);
        (words, Hit { title: course.name(), under: who, path })
    });
    Ok(query.rank(things.collect()))
}

/// The lessons of some ids that an actor may read, in the order of the ids.
fn readable(tx: &mut Tx, actor: &Actor, ids: &[i64]) -> Result<Vec<Lesson>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (list, mut values) = padded(ids, 1);
    let allowed = LESSON_READ.condition(actor, values.len() + 1);
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    let of = format!("r.id IN ({list}) AND {}", allowed.sql);
    let mut lessons = lesson::store::select(tx, &of, &values)?;
    lessons.sort_by_key(|lesson| ids.iter().position(|id| *id == lesson.id));
    Ok(lessons)
}

fn lessons(cx: &mut Cx, actor: &Actor, ids: &[i64]) -> Result<Vec<Hit>, Problem> {
    let (lang, today) = (cx.lang(), cx.today());
    let lessons = readable(cx.tx, actor, ids)?;
    let courses = courses_of(cx, lessons.iter().map(|lesson| lesson.teaching))?;
    let hits = lessons.iter().filter_map(|lesson| {
        let course = courses.iter().find(|course| course.id == lesson.teaching)?;
        let subject = lesson.subject(course);
        let title = if lesson.title.is_empty() { subject } else { &lesson.title };
        let when = dates::long_day(lang, lesson.day, today);
        Some(Hit {
            title: title.to_owned(),
            under: format!("{} · {when}", course.name()),
            path: format!("/cours/lecons/{}", lesson.id),
        })
    });
    Ok(hits.collect())
}

fn works(cx: &mut Cx, actor: &Actor, ids: &[i64]) -> Result<Vec<Hit>, Problem> {
    let (lang, today) = (cx.lang(), cx.today());
    let mut works = work::store::readable(cx.tx, actor, ids)?;
    works.sort_by_key(|work| ids.iter().position(|id| *id == work.id));
    let courses = courses_of(cx, works.iter().map(|work| work.teaching))?;
    let hits = works.iter().filter_map(|work| {
        let course = courses.iter().find(|course| course.id == work.teaching)?;
        Some(Hit {
            title: work.title(),
            under: format!("{} · {}", course.name(), dates::due(lang, work.given.due, today)),
            path: format!("/cours/travaux/{}", work.id),
        })
    });
    Ok(hits.collect())
}

fn files(cx: &mut Cx, actor: &Actor, ids: &[i64]) -> Result<Vec<Hit>, Problem> {
    let (lang, today) = (cx.lang(), cx.today());
    let mut files = attachment::by_ids(cx.tx, ids)?;
    files.sort_by_key(|file| ids.iter().position(|id| *id == file.id));
    let owners: Vec<_> = files.iter().map(|file| file.owner.id()).collect();
    let lessons = readable(cx.tx, actor, &owners)?;
    let courses = courses_of(cx, lessons.iter().map(|lesson| lesson.teaching))?;
    let hits = files.iter().filter_map(|file| {
        let lesson = lessons.iter().find(|lesson| file.owner == Owner::Lesson(lesson.id))?;
        let course = courses.iter().find(|course| course.id == lesson.teaching)?;
        let when = dates::long_day(lang, lesson.day, today);
        Some(Hit {
            title: file.name.clone(),
            under: format!("{} · {when}", course.name()),
            path: file.path(),
        })
    });
    Ok(hits.collect())
}

fn handed_in(cx: &mut Cx, actor: &Actor, ids: &[i64]) -> Result<Vec<Hit>, Problem> {
    let mut handins = handin::store::readable(cx.tx, actor, ids)?;
    handins.sort_by_key(|handin| ids.iter().position(|id| *id == handin.id));
    let of: Vec<i64> = handins.iter().map(|handin| handin.work).collect();
    let works = work::store::readable(cx.tx, actor, &of)?;
    let pupils: Vec<i64> = handins.iter().map(|handin| handin.pupil).collect();
    let names = directory::api::names(cx.tx, &pupils)?;
    let courses = courses_of(cx, works.iter().map(|work| work.teaching))?;
    let hits = handins.iter().filter_map(|handin| {
        let work = works.iter().find(|work| work.id == handin.work)?;
        let course = courses.iter().find(|course| course.id == work.teaching)?;
        let pupil = names.get(&handin.pupil)?.full();
        Some(Hit {
            title: work.title(),
            under: format!("{pupil} · {}", course.name()),
            path: format!("/cours/remises/{}", handin.id),
        })
    });
    Ok(hits.collect())
}

fn courses_of(cx: &mut Cx, teachings: impl Iterator<Item = i64>) -> Result<Vec<Course>, Problem> {
    let mut teachings: Vec<_> = teachings.collect();
    teachings.sort_unstable();
    teachings.dedup();
    let today = cx.today();
    let courses = Course::load_many(cx.tx, &teachings, today)?;
    inspection::open(cx, courses)
}
