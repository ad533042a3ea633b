//! People at work: each thinks for a while, then opens a page or hands in. The load is one thread
//! and keeps its connections; a wait counts from the moment the person would have touched.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use kernel::Entropy;
use tokio::task::JoinSet;

use super::territory::Territory;
use crate::{Failure, client::Client, load};

/// What people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Home,
    Lesson,
    Guardian,
    HandIn,
}

pub(crate) const KINDS: [Kind; 4] = [Kind::Home, Kind::Lesson, Kind::Guardian, Kind::HandIn];

impl Kind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Lesson => "lesson",
            Self::Guardian => "guardian",
            Self::HandIn => "hand-in",
        }
    }

    pub(crate) fn is_page(self) -> bool {
        self != Self::HandIn
    }
}

/// Out of a hundred: homes, lessons, pages of guardians; the others hand in.
const SHARES: [(u64, Kind); 3] = [(70, Kind::Home), (90, Kind::Lesson), (98, Kind::Guardian)];
/// How long people think, in milliseconds.
const LEAST: u64 = 30_000;
const MOST: u64 = 90_000;
/// Connections, as a reverse proxy keeps them.
const CONNECTIONS: usize = 128;
/// Errors that are kept to be told.
const TOLD: usize = 1_000;

/// People at work until an instant; what they wait counts from another on.
pub(crate) struct Crowd {
    address: SocketAddr,
    territory: Arc<Territory>,
    begin: Instant,
    end: Instant,
    next: Arc<Mutex<Turns>>,
}

/// Who touches next, and when.
struct Turns {
    due: BinaryHeap<Reverse<(Instant, usize)>>,
    chance: Chance,
}

/// What came of it.
#[derive(Default)]
pub(crate) struct Work {
    waits: [Vec<f64>; 4],
    pub(crate) errors: Vec<String>,
}

impl Work {
    /// Milliseconds of each, of one kind.
    pub(crate) fn waits(&self, kind: Kind) -> &[f64] {
        &self.waits[kind as usize]
    }

    fn add(&mut self, other: Self) {
        for (mine, theirs) in self.waits.iter_mut().zip(other.waits) {
            mine.extend(theirs);
        }
        self.errors.extend(other.errors);
    }
}

impl Crowd {
    pub(crate) fn new(
        address: SocketAddr,
        territory: Arc<Territory>,
        people: usize,
        begin: Instant,
        end: Instant,
    ) -> Self {
        let mut chance = Chance::new(people as u64);
        let now = load::now();
        // As if they had worked for long: the first touch is anywhere in a usual thought.
        let usual = LEAST.midpoint(MOST);
        let due = (0..people)
            .map(|who| Reverse((now + Duration::from_millis(chance.below(usual)), who)))
            .collect();
        let next = Arc::new(Mutex::new(Turns { due, chance }));
        Self { address, territory, begin, end, next }
    }

    /// Works until the end.
    pub(crate) async fn work(self) -> Result<Work, Failure> {
        let crowd = Arc::new(self);
        let mut tasks = JoinSet::new();
        for _ in 0..CONNECTIONS {
            let crowd = Arc::clone(&crowd);
            tasks.spawn(async move { crowd.one_connection().await });
        }
        let mut work = Work::default();
        while let Some(done) = tasks.join_next().await {
            work.add(done??);
        }
        Ok(work)
    }

    async fn one_connection(&self) -> Result<Work, Failure> {
        let mut work = Work::default();
        let mut client = Client::connect(self.address).await?;
        while let Some((due, who, kind, number)) = self.take() {
            tokio::time::sleep_until(due.into()).await;
            let done = self.act(&mut client, who, kind, number).await;
            let waited = due.elapsed().as_secs_f64() * 1e3;
            if let Err(error) = done {
                if work.errors.len() < TOLD {
                    work.errors.push(format!("{}: {error}", kind.name()));
                }
                client = Client::connect(self.address).await?;
            } else if due >= self.begin {
                work.waits[kind as usize].push(waited);
            }
            self.think(who);
        }
        Ok(work)
    }

    /// The next touch before the end.
    fn take(&self) -> Option<(Instant, usize, Kind, u64)> {
        let mut turns = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let Reverse((due, who)) = turns.due.pop()?;
        if due >= self.end {
            return None;
        }
        let share = turns.chance.below(100);
        let kind = SHARES.iter().find(|(below, _)| share < *below);
        Some((due, who, kind.map_or(Kind::HandIn, |(_, kind)| *kind), turns.chance.next()))
    }

    fn think(&self, who: usize) {
        let mut turns = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let thought = LEAST + turns.chance.below(MOST - LEAST);
        turns.due.push(Reverse((load::now() + Duration::from_millis(thought), who)));
    }

    async fn act(
        &self,
        client: &mut Client,
        who: usize,
        kind: Kind,
        number: u64,
    ) -> Result<(), Failure> {
        let territory = &self.territory;
        let (pupils, teachers) = (&territory.pupils, &territory.teachers);
        let (pupil, lesson) = &pupils[who % pupils.len()];
        let answer = match kind {
            // One home of seven is a teacher's.
            Kind::Home if number.is_multiple_of(7) => {
                client.get("/", &teachers[who % teachers.len()]).await?
            }
            Kind::Home => client.get("/", pupil).await?,
            Kind::Lesson => client.get(lesson.as_deref().unwrap_or("/"), pupil).await?,
            Kind::Guardian => {
                client.get("/", &territory.guardians[who % territory.guardians.len()]).await?
            }
            Kind::HandIn => {
                let desk = &territory.desks[who % territory.desks.len()];
                let (media, body) = desk.body(&territory.photo, number);
                client.send(&desk.path, &desk.cookie, &media, &body).await?
            }
        };
        let expected = if kind.is_page() { 200 } else { 303 };
        if answer.status == expected {
            Ok(())
        } else {
            Err(format!("answered {}", answer.status).into())
        }
    }
}

/// Chance that costs the load nothing (splitmix64); the seed is the number of people.
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        let [first, ..] = Entropy::seeded(seed).bytes::<8>();
        Self(seed << 8 | u64::from(first))
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    const fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }
}
