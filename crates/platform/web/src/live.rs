//! Live pages: a stream tells a page that something of what concerns its person changed, and
//! nothing more. The page asks for itself again, by its own address and its own rights.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::body::{Body, Bytes};
use db::{Changes, DbError};
use tokio::{sync::Notify, time::timeout};

use crate::{App, Incoming, Problem};

/// A silent stream says that it lives this often, and looks whether its session still does: less
/// than the minute after which proxies hang up.
const BEAT: Duration = Duration::from_secs(50);
/// After so many beats the page comes again: a balanced house stays balanced.
const BEATS: u8 = 36;
/// Pages of one person that listen at once; the oldest gives way.
const OF_ONE: usize = 6;
/// Pages that listen at once; beyond, they ask from time to time.
const MOST: usize = 40_000;

const HELLO: Bytes = Bytes::from_static(b"retry: 8000\nevent: hello\ndata:\n\n");
const CHANGED: Bytes = Bytes::from_static(b"event: change\ndata:\n\n");
const ALIVE: Bytes = Bytes::from_static(b":\n\n");

const OPEN: u8 = 0;
const TOLD: u8 = 1;
const CLOSED: u8 = 2;

/// The pages that listen, by what concerns their person.
#[derive(Debug, Default)]
pub struct Live {
    seats: Mutex<Seats>,
    count: AtomicUsize,
    closed: AtomicBool,
}

#[derive(Debug, Default)]
struct Seats {
    by_topic: HashMap<i64, Vec<Arc<Seat>>>,
    by_person: HashMap<i64, Vec<Arc<Seat>>>,
}

/// Where one page listens. What it is told twice before it looks, it hears once.
#[derive(Debug, Default)]
struct Seat {
    state: AtomicU8,
    bell: Notify,
}

impl Seat {
    fn say(&self, state: u8) {
        self.state.fetch_max(state, Ordering::SeqCst);
        self.bell.notify_one();
    }

    /// What was said since the last time; a closed seat stays closed.
    fn take(&self) -> u8 {
        let told = self.state.compare_exchange(TOLD, OPEN, Ordering::SeqCst, Ordering::SeqCst);
        told.unwrap_or_else(|other| other)
    }
}

/// Whom a stream is for and what concerns them.
#[derive(Debug)]
pub(crate) struct Topics {
    pub(crate) person: i64,
    pub(crate) topics: Vec<i64>,
}

impl Live {
    /// How many pages listen.
    pub fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// Tells every page what changed, until the database is closed.
    pub(crate) async fn follow(self: Arc<Self>, mut changes: Changes) {
        while let Some(topics) = changes.next().await {
            self.tell(&topics);
        }
    }

    /// Every stream ends, so that the program can.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        let seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        seats.by_person.values().flatten().for_each(|seat| seat.say(CLOSED));
    }

    /// Tells those whom any of these concerns; everyone when it is not known what changed.
    fn tell(&self, topics: &[i64]) {
        let seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        if topics.is_empty() {
            seats.by_person.values().flatten().for_each(|seat| seat.say(TOLD));
        }
        let concerned = topics.iter().filter_map(|topic| seats.by_topic.get(topic));
        concerned.flatten().for_each(|seat| seat.say(TOLD));
    }

    fn sit(self: &Arc<Self>, whom: Topics) -> Option<Seated> {
        if self.closed.load(Ordering::SeqCst) || self.count() >= MOST {
            return None;
        }
        let seat = Arc::new(Seat::default());
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let own = seats.by_person.entry(whom.person).or_default();
        if own.len() >= OF_ONE {
            own.remove(0).say(CLOSED);
        }
        own.push(Arc::clone(&seat));
        for topic in &whom.topics {
            seats.by_topic.entry(*topic).or_default().push(Arc::clone(&seat));
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        Some(Seated { live: Arc::clone(self), seat, whom })
    }

    fn leave(&self, seat: &Arc<Seat>, whom: &Topics) {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        remove(&mut seats.by_person, whom.person, seat);
        for topic in &whom.topics {
            remove(&mut seats.by_topic, *topic, seat);
        }
        self.count.fetch_sub(1, Ordering::Relaxed);
    }
}

fn remove(map: &mut HashMap<i64, Vec<Arc<Seat>>>, key: i64, seat: &Arc<Seat>) {
    let Some(list) = map.get_mut(&key) else { return };
    list.retain(|other| !Arc::ptr_eq(other, seat));
    if list.is_empty() {
        map.remove(&key);
    }
}

/// A page that listens; it leaves when its stream ends, however that ends.
struct Seated {
    live: Arc<Live>,
    seat: Arc<Seat>,
    whom: Topics,
}

impl Drop for Seated {
    fn drop(&mut self) {
        self.live.leave(&self.seat, &self.whom);
    }
}

struct Stream {
    app: App,
    incoming: Incoming,
    seated: Seated,
    beats: u8,
}

/// The stream of a page, or nothing when there is no room.
pub(crate) fn body(app: &App, incoming: &Incoming, whom: Topics) -> Option<Body> {
    let seated = app.live().sit(whom)?;
    let stream = Stream { app: app.clone(), incoming: incoming.clone(), seated, beats: 0 };
    let said = futures_util::stream::unfold((stream, true), |(mut stream, is_first)| async move {
        let bytes = if is_first { HELLO } else { stream.next().await? };
        Some((Ok::<_, Infallible>(bytes), (stream, false)))
    });
    Some(Body::from_stream(said))
}

impl Stream {
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            match self.seated.seat.take() {
                TOLD => return self.is_signed_in().await.then_some(CHANGED),
                CLOSED => return None,
                _ => {}
            }
            if timeout(BEAT, self.seated.seat.bell.notified()).await.is_err() {
                self.beats += 1;
                return (self.beats < BEATS && self.is_signed_in().await).then_some(ALIVE);
            }
        }
    }

    /// A session that ended, or a database that does not answer, ends the stream: the page asks
    /// again, and learns which.
    async fn is_signed_in(&self) -> bool {
        let found: Result<(), Problem> =
            self.app.read(&self.incoming, |cx| cx.actor().map(drop)).await;
        found.is_ok()
    }
}

/// Has pages hear what the database tells, for as long as it is open. [`crate::serve`] does it.
///
/// # Errors
/// As [`db::Db::changes`].
pub fn hear_changes(app: &App) -> Result<(), DbError> {
    tokio::spawn(Arc::clone(app.live()).follow(app.db.changes()?));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sit(live: &Arc<Live>, person: i64, topics: &[i64]) -> Seated {
        live.sit(Topics { person, topics: topics.to_vec() }).unwrap()
    }

    #[test]
    fn those_whom_it_concerns_hear_of_a_change_once() {
        let live = Arc::<Live>::default();
        let (lina, tom) = (sit(&live, 1, &[10, 11]), sit(&live, 2, &[11, 12]));
        live.tell(&[10]);
        live.tell(&[10, 99]);
        assert_eq!((lina.seat.take(), lina.seat.take(), tom.seat.take()), (TOLD, OPEN, OPEN));
        live.tell(&[]);
        assert_eq!((lina.seat.take(), tom.seat.take()), (TOLD, TOLD), "anything may have changed");
    }

    #[test]
    fn who_leaves_leaves_nothing() {
        let live = Arc::<Live>::default();
        let seated = sit(&live, 1, &[10, 11]);
        assert_eq!(live.count(), 1);
        drop(seated);
        let seats = live.seats.lock().unwrap();
        assert!(live.count() == 0 && seats.by_topic.is_empty() && seats.by_person.is_empty());
    }

    #[test]
    fn the_oldest_page_of_a_person_gives_way_and_a_house_that_closes_empties() {
        let live = Arc::<Live>::default();
        let pages: Vec<_> = (0..=OF_ONE).map(|_| sit(&live, 1, &[10])).collect();
        let states: Vec<_> = pages.iter().map(|page| page.seat.take()).collect();
        assert_eq!(states[0], CLOSED);
        assert!(states[1..].iter().all(|state| *state == OPEN));
        live.close();
        assert!(pages.iter().all(|page| page.seat.take() == CLOSED));
        assert!(live.sit(Topics { person: 2, topics: vec![] }).is_none());
    }
}
