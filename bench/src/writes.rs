//! Hand-ins per second, each on disk before it is acknowledged: one commit for a group, one commit
//! each, and without waiting for the disk. The whole hand-in is run (session, right, rows, event),
//! without the network.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use db::{Db, DbError, Durability, Tx, params};
use files::Files;
use kernel::{Clock, Zone};
use tokio::task::JoinSet;
use tower::ServiceExt;
use web::{App, AppParts, Hooks};

use crate::{
    Failure, client,
    data::{self, House},
    figure::{Figure, middle},
    people, say, yardstick,
};

const RUNS: usize = 3;
/// Writers at once, and hand-ins of each run.
const CROWDS: [(usize, usize); 3] = [(1, 1_000), (8, 4_000), (64, 8_000)];
const DURABILITIES: [(&str, Durability); 3] = [
    ("full", Durability::Full),
    ("full-each", Durability::FullEach),
    ("normal", Durability::Normal),
];
/// Pupils who hand in, in turn.
const PUPILS: usize = 200;

/// Measures; the ways of committing take turns, so that they share the same minutes.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let mut schools = Vec::new();
    for (name, durability) in DURABILITIES {
        let folder = house.copy_of("school", &format!("writes-{name}"))?;
        schools.push((name, School::open(&folder, durability)?));
    }
    let appends = house.fresh("appends")?;
    let (mut bare, mut measured) = (Vec::new(), BTreeMap::<_, Vec<f64>>::new());
    for _ in 0..RUNS {
        bare.push(yardstick::appends_per_second(&appends, 1_000)?);
        for (writers, count) in CROWDS {
            for (name, school) in &schools {
                let rate = school.hand_in(writers, count)?;
                measured.entry((*name, writers)).or_default().push(rate);
            }
        }
        say("   a run is done");
    }
    house.fresh("appends")?;
    let bare = middle(&bare);
    let figures = measured.iter().map(|((name, writers), runs)| {
        Figure::of(format!("writes.{name}-{writers}"), "hand-ins/s", runs, Some(bare))
    });
    Ok(figures.collect())
}

/// A pupil at the page of a work.
#[derive(Clone)]
pub(crate) struct Desk {
    path: String,
    pub(crate) cookie: String,
    token: String,
}

/// The program in this process, with pupils ready to hand in.
pub(crate) struct School {
    pub(crate) router: Router,
    pub(crate) desks: Arc<Vec<Desk>>,
    pub(crate) runtime: tokio::runtime::Runtime,
}

impl School {
    fn open(folder: &Path, durability: Durability) -> Result<Self, Failure> {
        let mut config = data::database(folder);
        config.durability = durability;
        Self::on(folder, Db::open(&config)?)
    }

    /// The program on a database that holds a fictitious school.
    pub(crate) fn on(folder: &Path, db: Db) -> Result<Self, Failure> {
        let works = db.read_blocking::<_, DbError, _>(open_works)?;
        let pupils: Vec<i64> = works.iter().map(|(_, pupil)| *pupil).collect();
        let cookies = people::sign_in(&db, &pupils, demo::load::now())?;
        let router = web::router(&program(folder, db)?);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let mut desks = Vec::new();
        for ((work, _), cookie) in works.into_iter().zip(cookies) {
            desks.push(runtime.block_on(Desk::open(&router, work, cookie))?);
        }
        Ok(Self { router, desks: Arc::new(desks), runtime })
    }

    /// Hand-ins per second of some writers at once.
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
    fn hand_in(&self, writers: usize, count: usize) -> Result<f64, Failure> {
        let next = Arc::new(AtomicUsize::new(0));
        let start = Instant::now();
        self.runtime.block_on(async {
            let mut tasks = JoinSet::new();
            for _ in 0..writers {
                let (next, desks) = (Arc::clone(&next), Arc::clone(&self.desks));
                let router = self.router.clone();
                tasks.spawn(async move {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        if at >= count {
                            return Ok::<_, Failure>(());
                        }
                        desks[at % desks.len()].hand_in(&router).await?;
                    }
                });
            }
            while let Some(done) = tasks.join_next().await {
                done??;
            }
            Ok::<_, Failure>(())
        })?;
        Ok(count as f64 / start.elapsed().as_secs_f64())
    }
}

impl Desk {
    async fn open(router: &Router, work: i64, cookie: String) -> Result<Self, Failure> {
        let path = format!("/cours/travaux/{work}");
        let request = Request::get(&path).header(header::COOKIE, &cookie).body(Body::empty())?;
        let response = router.clone().oneshot(request).await?;
        let page = to_bytes(response.into_body(), 4 << 20).await?;
        let html = String::from_utf8(page.to_vec())?;
        let token = client::hidden(&html, web::csrf::FIELD)?.to_owned();
        Ok(Self { path: format!("{path}/remise"), cookie, token })
    }

    /// Hands in a text, for the first time or again.
    pub(crate) async fn hand_in(&self, router: &Router) -> Result<(), Failure> {
        let once = data::entropy().token();
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([(web::csrf::FIELD, &self.token), (web::csrf::ONCE, &once)])
            .append_pair("texte", TEXT)
            .finish();
        let request = Request::post(&self.path)
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))?;
        match router.clone().oneshot(request).await?.status().as_u16() {
            303 => Ok(()),
            status => Err(format!("{} answered {status}", self.path).into()),
        }
    }
}

const TEXT: &str = "<p>J’ai relu le chapitre et répondu aux trois questions. La première : les \
    villes grandissent parce que les campagnes produisent davantage.</p>";

/// Works that pupils may hand in for, each with one pupil, different for each.
fn open_works(tx: &mut Tx) -> Result<Vec<(i64, i64)>, DbError> {
    tx.query(
        "SELECT MAX(w.id), m.person_id FROM courses_work w \
         JOIN directory_membership m ON m.group_id = w.group_id AND m.role = 'pupil' \
         JOIN directory_state s ON m.since <= s.current AND m.until > s.current \
         WHERE w.expects = 'handin' AND w.published_at IS NOT NULL AND w.deleted_at IS NULL \
         AND w.level = '' AND NOT EXISTS (SELECT 1 FROM courses_handin h \
         WHERE h.work_id = w.id AND h.pupil_id = m.person_id) \
         GROUP BY m.person_id ORDER BY m.person_id LIMIT $1",
        params![PUPILS as i64],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The program, as `preau serve` puts it together.
fn program(folder: &Path, db: Db) -> Result<App, Failure> {
    Ok(App::new(AppParts {
        db,
        files: Files::open(&folder.join("files")).map_err(|error| error.to_string())?,
        courier: courier::Courier::new(courier::Ways::default(), &[0; 32], data::entropy()),
        clock: Clock::running_from(demo::load::now()),
        entropy: data::entropy(),
        place: data::place()?,
        zone: Zone::A,
        departure_share: directory::import::DEPARTURE_SHARE,
        secret: data::entropy().bytes(),
        public_url: "http://localhost".to_owned(),
        behind_proxy: false,
        demo: true,
        slow: web::Slow::default(),
        photos: web::Slow::default(),
        entrance: web::EntranceLimits::default(),
        modules: vec![today::module(), courses::module()],
        hooks: Hooks {
            authenticate: identity::api::authenticate,
            layout: shell::layout,
            plain_layout: shell::plain_layout,
        },
    }))
}
