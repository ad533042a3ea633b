//! Pages of a year of one class, the newest and the oldest: what came before costs nothing. The
//! cahier de textes of 180 days, the 400 works a pupil handed in, what 150 pupils of a teacher
//! handed in; then the same pages after five such years.

use std::{collections::BTreeMap, sync::Arc};

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
    say,
};

/// The days of a year of class; what one pupil hands in meanwhile; and what each of the others
/// whom the same teacher teaches hands in, to be read.
const DAYS: i32 = 180;
const HANDED_IN: i64 = 400;
const HANDED_IN_BY_OTHERS: i64 = 40;
/// From one year to the same days of the one before.
const YEAR: i32 = 364;
const YEARS: i32 = 5;
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
    let (class, teacher, pupil) = {
        let db = Db::open(&data::database(&school))?;
        let class = db.read_blocking(Class::with_the_most_pupils)?;
        let cookies = people::sign_in(&db, &[class.pupil, class.teacher], demo::load::now())?;
        let (pupil, teacher) = cookies.split_first().ok_or("nobody to measure")?;
        (Arc::new(class), Arc::new(teacher.to_vec()), Arc::new(vec![pupil.clone()]))
    };
    say(format_args!("   a teacher of {} pupils", class.others.len() + 1));
    let mut figures = Vec::new();
    for (ago, after) in [(0..1, ""), (1..YEARS, ".after-five-years")] {
        let (db, years) = (Db::open(&data::database(&school))?, Arc::clone(&class));
        db.write_blocking(move |tx| ago.clone().try_for_each(|ago| fill(tx, &years, ago)))?;
        drop(db);
        let server = Server::serve(house, &school)?;
        let measuring = pages(house, &server, &class, (&pupil, &teacher), after);
        figures.extend(load::runtime()?.block_on(measuring)?);
    }
    Ok(figures)
}

async fn pages(
    house: &House,
    server: &Server,
    class: &Class,
    (pupil, teacher): (&Arc<Vec<String>>, &Arc<Vec<String>>),
    after: &str,
) -> Result<Vec<Figure>, Failure> {
    let cahier = format!("/cours/{}/cahier", class.teaching);
    let mut figures = Vec::new();
    for (name, path) in [("cahier", cahier.as_str()), ("handed-in", "/cours/rendus")] {
        let oldest = oldest(server, path, &pupil[0]).await?;
        for (end, path) in [("newest", path), ("oldest", &oldest)] {
            let name = format!("year.{name}.{end}{after}");
            figures.push(figure(house, server, &name, (path, pupil)).await?);
        }
    }
    let name = format!("year.to-read{after}");
    figures.push(figure(house, server, &name, ("/cours/a-lire", teacher)).await?);
    Ok(figures)
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
    /// Who hands in most.
    pupil: i64,
    /// All others whom the teacher teaches, in this class and in others: teaching, group, pupil.
    others: Vec<(i64, i64, i64)>,
}

impl Class {
    /// The first class of the teacher of a collège who teaches most pupils.
    fn with_the_most_pupils(tx: &mut Tx) -> Result<Self, DbError> {
        let current = "s.current >= m.since AND s.current < m.until";
        let taught = format!(
            "directory_state s, directory_membership m \
             JOIN directory_teaching t ON t.teaching_id = m.teaching_id \
             JOIN directory_org o ON o.org_id = t.org_id AND o.kind = 'college' \
             JOIN directory_membership p ON p.group_id = t.group_id AND p.role = 'pupil' \
             WHERE m.role = 'teacher' AND {current}"
        );
        let (teacher, org) = tx.query_one(
            &format!(
                "SELECT m.person_id, MIN(t.org_id) FROM {taught} GROUP BY m.person_id \
                 ORDER BY COUNT(DISTINCT p.person_id) DESC, m.person_id LIMIT 1"
            ),
            params![],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let mut others: Vec<(i64, i64, i64)> = tx.query(
            &format!(
                "SELECT MIN(t.teaching_id), MIN(t.group_id), p.person_id FROM {taught} AND m.person_id = $1 \
                 GROUP BY p.person_id ORDER BY 1, 3"
            ),
            params![teacher],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let (teaching, group, pupil) = others.remove(0);
        Ok(Self { teaching, group, org, teacher, pupil, others })
    }
}

/// Gives the class a whole year of lessons, so many years ago, and its pupils what they handed in.
fn fill(tx: &mut Tx, class: &Class, ago: i32) -> Result<(), DbError> {
    let (lessons, works) = (last(tx, "courses_lesson")?, last(tx, "courses_work")?);
    let mut handin = last(tx, "courses_handin")?;
    let end = demo::load::today().plus(-ago * YEAR);
    for at in 1..=DAYS {
        give_lesson(tx, class, lessons + i64::from(at), end.plus(-at))?;
    }
    for at in 1..=HANDED_IN {
        let lesson = lessons + 1 + at % i64::from(DAYS);
        let day = end.plus(-i32::try_from(at % i64::from(DAYS)).unwrap_or(0));
        give_work(tx, class, (Some(lesson), works + at), (class.teaching, class.group), day)?;
        handin += 1;
        hand_in(tx, class, (works + at, handin), (class.teaching, class.group, class.pupil), day)?;
    }
    let (mut work, mut known) = (works + HANDED_IN, BTreeMap::new());
    for other in &class.others {
        for at in 0..HANDED_IN_BY_OTHERS {
            let day = end.plus(-i32::try_from(at * 4).unwrap_or(0));
            let given = match known.get(&(other.0, at)) {
                Some(given) => *given,
                None => {
                    work += 1;
                    known.insert((other.0, at), work);
                    give_work(tx, class, (None, work), (other.0, other.1), day)?;
                    work
                }
            };
            handin += 1;
            hand_in(tx, class, (given, handin), *other, day)?;
        }
    }
    courses::api::settle(tx)
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

fn give_work(
    tx: &mut Tx,
    class: &Class,
    (lesson, work): (Option<i64>, i64),
    (teaching, group): (i64, i64),
    day: Day,
) -> Result<(), DbError> {
    let given = WorkRow {
        id: work,
        lesson,
        teaching,
        group,
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
    courses::api::load_works(tx, &[given])
}

fn hand_in(
    tx: &mut Tx,
    class: &Class,
    (work, handin): (i64, i64),
    (teaching, group, pupil): (i64, i64, i64),
    day: Day,
) -> Result<(), DbError> {
    let once = format!("year-{handin}");
    let handed = HandinRow {
        id: handin,
        work,
        pupil,
        teaching,
        group,
        org: class.org,
        text_html: TEXT,
        at: noon(day),
        is_late: false,
        once: &once,
        answer: None,
    };
    courses::api::load_handins(tx, &[handed])
}
