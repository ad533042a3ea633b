//! Pages of a year of one class, the newest and the oldest: what came before costs nothing. The
//! cahier de textes of 180 days, the 400 works a pupil handed in, what a teacher has to read.

use std::sync::Arc;

use courses::api::{HandinRow, LessonRow, WorkRow};
use db::{Db, DbError, Tx, params};
use kernel::{Day, Instant};

use crate::{
    Failure,
    client::Client,
    data::{self, House},
    figure::{Figure, middle},
    home::{per_request, same_bytes},
    load, people,
    process::Server,
};

/// The days of a year of class, and what a pupil hands in meanwhile.
const DAYS: i32 = 180;
const HANDED_IN: i64 = 400;
/// Runs of each figure, and requests of each run.
const RUNS: usize = 5;
const REQUESTS: usize = 3_000;
/// The link to what is older.
const OLDER: &str = "?apres=";
const TEXT: &str = "<p>Correction des exercices, puis lecture d’un document et débat. La trace écrite est dans \
                    le cahier, page 84 ; <strong>à relire</strong> pour la prochaine fois.</p>";

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let school = house.copy_of("school", "year")?;
    let (class, pupil, teacher) = {
        let db = Db::open(&data::database(&school))?;
        let class = db.write_blocking(fill)?;
        let mut cookies = people::sign_in(&db, &[class.pupil, class.teacher], demo::load::now())?;
        let teacher = cookies.pop().ok_or("nobody teaches")?;
        (class, cookies, vec![teacher])
    };
    let server = Server::serve(house, &school)?;
    let (pupil, teacher) = (Arc::new(pupil), Arc::new(teacher));
    load::runtime()?.block_on(async {
        let cahier = format!("/cours/{}/cahier", class.teaching);
        let mut figures = Vec::new();
        for (name, path) in [("cahier", cahier.as_str()), ("handed-in", "/cours/rendus")] {
            let oldest = oldest(&server, path, &pupil[0]).await?;
            for (end, path) in [("newest", path), ("oldest", &oldest)] {
                let name = format!("year.{name}.{end}");
                figures.push(figure(house, &server, &name, (path, &pupil)).await?);
            }
        }
        figures.push(figure(house, &server, "year.to-read", ("/cours/a-lire", &teacher)).await?);
        Ok(figures)
    })
}

async fn figure(
    house: &House,
    server: &Server,
    name: &str,
    (path, cookies): (&str, &Arc<Vec<String>>),
) -> Result<Figure, Failure> {
    let yardstick = same_bytes(house, server, path, &cookies[0]).await?;
    let bare = per_request(&yardstick, ("/", cookies), 3, REQUESTS).await?;
    let runs = per_request(server, (path, cookies), RUNS, REQUESTS).await?;
    Ok(Figure::of(name, "µs", &runs, Some(middle(&bare))))
}

/// The last page of a list, by its links.
async fn oldest(server: &Server, path: &str, cookie: &str) -> Result<String, Failure> {
    let mut client = Client::connect(server.address).await?;
    let mut at = path.to_owned();
    loop {
        let answer = client.get_plain(&at, cookie).await?;
        let html = String::from_utf8(answer.body)?;
        let next = html.split(&format!("href=\"{path}{OLDER}")).nth(1);
        match next.and_then(|rest| rest.split('"').next()) {
            Some(id) => at = format!("{path}{OLDER}{id}"),
            None if at == path => return Err(format!("{path} has one page only").into()),
            None => return Ok(at),
        }
    }
}

/// Whose year it is.
struct Class {
    teaching: i64,
    group: i64,
    org: i64,
    teacher: i64,
    pupil: i64,
}

/// Gives the teaching that has most lessons a whole year, and one of its pupils as many hand-ins.
fn fill(tx: &mut Tx) -> Result<Class, DbError> {
    let class = tx.query_one(
        "SELECT l.teaching_id, l.group_id, l.org_id, MIN(l.author_id), \
         (SELECT MIN(m.person_id) FROM directory_membership m WHERE m.group_id = l.group_id AND m.role = 'pupil') \
         FROM courses_lesson l JOIN directory_org o ON o.org_id = l.org_id AND o.kind = 'college' \
         WHERE l.published_at IS NOT NULL \
         GROUP BY l.teaching_id, l.group_id, l.org_id ORDER BY COUNT(*) DESC, l.teaching_id LIMIT 1",
        params![],
        |row| {
            Ok(Class {
                teaching: row.get(0)?,
                group: row.get(1)?,
                org: row.get(2)?,
                teacher: row.get(3)?,
                pupil: row.get(4)?,
            })
        },
    )?;
    let (lessons, works) = (last(tx, "courses_lesson")?, last(tx, "courses_work")?);
    let handins = last(tx, "courses_handin")?;
    let today = demo::load::today();
    for at in 1..=DAYS {
        give_lesson(tx, &class, lessons + i64::from(at), today.plus(-at))?;
    }
    for at in 1..=HANDED_IN {
        let lesson = lessons + 1 + at % i64::from(DAYS);
        let day = today.plus(-i32::try_from(at % i64::from(DAYS)).unwrap_or(0));
        hand_in(tx, &class, (lesson, works + at, handins + at), day)?;
    }
    courses::api::settle(tx)?;
    Ok(class)
}

fn last(tx: &mut Tx, table: &str) -> Result<i64, DbError> {
    let sql = format!("SELECT COALESCE(MAX(id), 0) FROM {table}");
    tx.query_one(&sql, &[], |row| row.get(0))
}

/// The noon of a day, near enough.
fn noon(day: Day) -> Instant {
    Instant((i64::from(day.0) * 24 + 12) * 3_600_000_000)
}

fn give_lesson(tx: &mut Tx, class: &Class, id: i64, day: Day) -> Result<(), DbError> {
    let lesson = LessonRow {
        id,
        slot: None,
        teaching: class.teaching,
        group: class.group,
        org: class.org,
        day,
        starts: None,
        ends: None,
        position: 0,
        label: "",
        room: "7",
        title: "Une séance de l’année",
        done_html: TEXT,
        published_at: Some(noon(day)),
        author: Some(class.teacher),
        updated_at: noon(day),
    };
    courses::api::load_lessons(tx, &[lesson])
}

fn hand_in(
    tx: &mut Tx,
    class: &Class,
    (lesson, work, handin): (i64, i64, i64),
    day: Day,
) -> Result<(), DbError> {
    let given = WorkRow {
        id: work,
        lesson: Some(lesson),
        teaching: class.teaching,
        group: class.group,
        org: class.org,
        level: "",
        title: "Questions 1 à 4 page 85",
        instructions_html: TEXT,
        due: day,
        minutes: Some(20),
        is_handed_in: true,
        author: class.teacher,
        given_at: noon(day),
    };
    courses::api::load_works(tx, &[given])?;
    let once = format!("year-{handin}");
    let handed = HandinRow {
        id: handin,
        work,
        pupil: class.pupil,
        teaching: class.teaching,
        group: class.group,
        org: class.org,
        text_html: TEXT,
        at: noon(day),
        is_late: false,
        once: &once,
        answer: None,
    };
    courses::api::load_handins(tx, &[handed])
}
