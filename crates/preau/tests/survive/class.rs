//! Pupils who hand in, several at once, and what they were told.

use std::{
    collections::{BTreeMap, HashMap, VecDeque, hash_map::Entry},
    io::{self, Read},
    net::SocketAddr,
    path::Path,
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{Db, DbError, params};
use files::{Files, Hash};
use kernel::{Clock, Entropy};
use sha2::{Digest, Sha256};

use crate::{
    house::House,
    link::{Answer, Link, photo},
};

/// How many do something at the same time.
#[derive(Clone, Copy)]
pub(crate) struct Crowd {
    /// Pupils who hand in.
    pub(crate) seats: usize,
    /// Others who read their pages meanwhile, each as fast as it is answered.
    pub(crate) readers: usize,
}

impl Crowd {
    /// Enough to meet each other.
    pub(crate) const FEW: Self = Self { seats: 4, readers: 3 };
    /// More than two cores can answer.
    pub(crate) const MANY: Self = Self { seats: 16, readers: 48 };
}

/// What readers open, in turn.
const READ: [&str; 4] = ["/", "/cours", "/", "/cours/rendus"];
/// Seconds after which pupils no longer try again.
const PATIENCE: i64 = 120;
/// Refusals kept by each seat, the first ones.
const REFUSALS_KEPT: usize = 200;
/// What every text of these pupils starts with.
const MARK: &str = "survit-";

/// Something to hand in: sent again, it is still the same.
#[derive(Clone, Debug)]
struct Handin {
    work: i64,
    pupil: i64,
    text: String,
    once: String,
    /// One in two comes with a photo.
    photo: Option<Vec<u8>>,
}

/// What a pupil does after an answer that is no acknowledgement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// Stops there; the hand-in is tried again at the next visit.
    Stop,
    /// Tries again until it works.
    Again,
}

/// A seat: pupils who take turns on one connection.
struct Seat {
    waiting: VecDeque<Handin>,
    acknowledged: Vec<Handin>,
    cookies: HashMap<i64, String>,
    tokens: HashMap<i64, String>,
    /// What was answered instead of an acknowledgement.
    refusals: Vec<Answer>,
}

/// The pupils of a test.
pub(crate) struct Class {
    seats: Vec<Seat>,
    readers: usize,
}

impl Class {
    /// Pupils with `count` hand-ins to send in all, signed in.
    pub(crate) fn of(house: &House, count: usize) -> Self {
        Self::crowded(house, count, Crowd::FEW)
    }

    /// The same, so many at the same time.
    pub(crate) fn crowded(house: &House, count: usize, crowd: Crowd) -> Self {
        let db = house.open();
        let (cookies, pairs) = sign_in(&db, count);
        let mut seats: Vec<Seat> = (0..crowd.seats).map(|_| Seat::new(&cookies)).collect();
        let names = Entropy::seeded(7);
        for (at, (pupil, work)) in pairs.into_iter().enumerate() {
            let (text, once) = (format!("{MARK}{at}"), names.token());
            let photo = (at / crowd.seats).is_multiple_of(2).then(|| photo(&text));
            seats[at % crowd.seats].waiting.push_back(Handin { work, pupil, text, once, photo });
        }
        Self { seats, readers: crowd.readers }
    }

    /// Everyone hands in until there is nothing left or they must stop. `meanwhile` is given an
    /// acknowledgement at a time.
    pub(crate) fn hand_in(
        &mut self,
        address: SocketAddr,
        then: Then,
        meanwhile: impl FnOnce(Receiver<()>),
    ) {
        let (told, acknowledgements) = channel();
        let done = AtomicBool::new(false);
        let cookies: Vec<String> = self.seats[0].cookies.values().cloned().collect();
        thread::scope(|scope| {
            for reader in 0..self.readers {
                let (cookies, done) = (&cookies, &done);
                scope.spawn(move || read(address, cookies.iter().skip(reader), done));
            }
            let seats: Vec<_> = self
                .seats
                .iter_mut()
                .map(|seat| {
                    let told = told.clone();
                    scope.spawn(move || seat.hand_in(address, then, &told))
                })
                .collect();
            drop(told);
            meanwhile(acknowledgements);
            let ended: Vec<_> = seats.into_iter().map(thread::ScopedJoinHandle::join).collect();
            done.store(true, Ordering::Relaxed);
            for seat in ended {
                seat.unwrap();
            }
        });
    }

    /// The answers that were no acknowledgement.
    pub(crate) fn refusals(&self) -> impl Iterator<Item = &Answer> {
        self.seats.iter().flat_map(|seat| &seat.refusals)
    }

    pub(crate) fn acknowledged(&self) -> usize {
        self.seats.iter().map(|seat| seat.acknowledged.len()).sum()
    }

    /// Whether everything was handed in and acknowledged.
    pub(crate) fn is_done(&self) -> bool {
        self.seats.iter().all(|seat| seat.waiting.is_empty())
    }

    /// Fails unless every acknowledged hand-in is there exactly once. Those that were sent and not
    /// acknowledged may be there, once.
    pub(crate) fn check(&self, db: &Db) {
        let there = handins(db);
        for handin in self.seats.iter().flat_map(|seat| &seat.acknowledged) {
            assert_eq!(there.get(&handin.text), Some(&vec![(handin.work, handin.pupil)]));
        }
        assert!(there.values().all(|places| places.len() == 1), "one is there twice");
        let in_doubt = self.seats.iter().filter(|seat| !seat.waiting.is_empty()).count();
        assert!(there.len() <= self.acknowledged() + in_doubt, "more is there than was sent");
        assert_eq!(db.check_integrity().unwrap(), Vec::<String>::new());
    }

    /// Fails unless each acknowledged photo is there, whole, with its hand-in.
    pub(crate) fn check_photos(&self, house: &House, db: &Db) {
        let files = Files::open(Path::new(&house.path("files"))).unwrap();
        let there = photos(db);
        for handin in self.seats.iter().flat_map(|seat| &seat.acknowledged) {
            let place = (handin.work, handin.pupil);
            let found = there.get(&place).map_or(&[][..], Vec::as_slice);
            assert_eq!(found.len(), usize::from(handin.photo.is_some()), "{handin:?}");
            for hash in found {
                let (mut file, length) = files.get(&Hash::parse(hash).unwrap()).unwrap().unwrap();
                let mut content = Vec::new();
                file.read_to_end(&mut content).unwrap();
                assert_eq!(content.len() as u64, length);
                assert_eq!(kernel::hex(&Sha256::digest(&content)), *hash);
            }
        }
    }

    /// Fails unless exactly what was acknowledged is there.
    pub(crate) fn check_exactly(&self, db: &Db) {
        self.check(db);
        assert_eq!(handins(db).len(), self.acknowledged());
    }
}

/// The texts of our pupils, with where they are: works and pupils.
fn handins(db: &Db) -> BTreeMap<String, Vec<(i64, i64)>> {
    let rows = db.read_blocking::<_, DbError, _>(|tx| {
        tx.query("SELECT text_html, work_id, pupil_id FROM courses_handin", &[], |row| {
            Ok((row.get::<String>(0)?, (row.get(1)?, row.get(2)?)))
        })
    });
    let mut there: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (html, place) in rows.unwrap() {
        if let Some((_, text)) = html.split_once(MARK) {
            let number: String = text.chars().take_while(char::is_ascii_digit).collect();
            there.entry(format!("{MARK}{number}")).or_default().push(place);
        }
    }
    there
}

/// The photos of hand-ins, by their work and their pupil.
fn photos(db: &Db) -> BTreeMap<(i64, i64), Vec<String>> {
    let rows = db.read_blocking::<_, DbError, _>(|tx| {
        let sql = "SELECT h.work_id, h.pupil_id, a.hash FROM courses_handin h \
            JOIN courses_attachment a ON a.owner_kind = 'handin' AND a.owner_id = h.id \
            WHERE a.deleted_at IS NULL";
        tx.query(sql, &[], |row| Ok(((row.get(0)?, row.get(1)?), row.get::<String>(2)?)))
    });
    let mut there: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (place, hash) in rows.unwrap() {
        there.entry(place).or_default().push(hash);
    }
    there
}

/// Someone who opens their pages again and again, until the others are done or the server is gone.
fn read<'c>(
    address: SocketAddr,
    cookies: impl Iterator<Item = &'c String> + Clone,
    done: &AtomicBool,
) {
    let Ok(mut link) = Link::to(address) else { return };
    let deadline = Clock::System.now().plus_seconds(PATIENCE);
    for (cookie, path) in cookies.cycle().zip(READ.into_iter().cycle()) {
        if done.load(Ordering::Relaxed) || Clock::System.now() > deadline {
            return;
        }
        let Ok(answer) = link.get(path, cookie) else { return };
        // Without its database the server says so.
        assert!(matches!(answer.status, 200 | 503), "{}", answer.body);
    }
}

/// Pupils with a work each that they may hand in and have not: their cookies, and the pairs.
pub(crate) fn sign_in(db: &Db, count: usize) -> (HashMap<i64, String>, Vec<(i64, i64)>) {
    let limit = i64::try_from(count).unwrap();
    let pairs: Vec<(i64, i64)> = db
        .read_blocking::<_, DbError, _>(move |tx| {
            tx.query(OPEN_WORKS, params![limit], |row| Ok((row.get(0)?, row.get(1)?)))
        })
        .unwrap();
    assert_eq!(pairs.len(), count, "the school gives enough work");
    let mut pupils: Vec<i64> = pairs.iter().map(|(pupil, _)| *pupil).collect();
    pupils.dedup();
    let them = pupils.clone();
    let sessions = db
        .write_blocking::<_, DbError, _>(move |tx| {
            identity::api::open_sessions(tx, &Entropy::System, &them, demo::load::now())
        })
        .unwrap();
    let cookie = |token| format!("preau-session={}", URL_SAFE_NO_PAD.encode(token));
    (pupils.into_iter().zip(sessions.into_iter().map(cookie)).collect(), pairs)
}

const OPEN_WORKS: &str = "SELECT m.person_id, w.id FROM courses_work w \
    JOIN directory_membership m ON m.group_id = w.group_id AND m.role = 'pupil' \
    JOIN directory_state s ON m.since <= s.current AND m.until > s.current \
    WHERE w.expects = 'handin' AND w.published_at IS NOT NULL AND w.deleted_at IS NULL \
    AND w.level = '' AND NOT EXISTS (SELECT 1 FROM courses_handin h \
    WHERE h.work_id = w.id AND h.pupil_id = m.person_id) ORDER BY m.person_id, w.id LIMIT $1";

impl Seat {
    fn new(cookies: &HashMap<i64, String>) -> Self {
        Self {
            waiting: VecDeque::new(),
            acknowledged: Vec::new(),
            cookies: cookies.clone(),
            tokens: HashMap::new(),
            refusals: Vec::new(),
        }
    }

    fn hand_in(&mut self, address: SocketAddr, then: Then, told: &Sender<()>) {
        let Ok(mut link) = Link::to(address) else { return };
        let deadline = Clock::System.now().plus_seconds(PATIENCE);
        while let Some(handin) = self.waiting.front().cloned() {
            // A connection that ends is a server that was killed.
            let Ok(answer) = self.send(&mut link, &handin) else { return };
            if answer.status == 303 {
                self.waiting.pop_front();
                self.acknowledged.push(handin);
                // Nobody may be counting any more.
                let _ = told.send(());
                continue;
            }
            assert!(Clock::System.now() < deadline, "still refused: {}", answer.body);
            if self.refusals.len() < REFUSALS_KEPT {
                self.refusals.push(answer);
            }
            if then == Then::Stop {
                return;
            }
        }
    }

    /// Sends a hand-in; a page that could not be shown is the answer too.
    fn send(&mut self, link: &mut Link, handin: &Handin) -> io::Result<Answer> {
        let cookie = &self.cookies[&handin.pupil];
        let page = format!("/cours/travaux/{}", handin.work);
        let token = match self.tokens.entry(handin.pupil) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let shown = link.get(&page, cookie)?;
                if shown.status != 200 {
                    return Ok(shown);
                }
                unknown.insert(token(&shown.body))
            }
        };
        let Handin { text, once, photo, .. } = handin;
        let fields = [("_jeton", token.as_str()), ("_envoi", once), ("texte", text)];
        let action = format!("{page}/remise");
        match photo {
            Some(photo) => link.post_photo(&action, cookie, &fields, photo),
            None => {
                let pairs = fields.map(|(name, value)| format!("{name}={value}"));
                link.post(&action, cookie, &pairs.join("&"))
            }
        }
    }
}

/// The token of the forms of a page.
pub(crate) fn token(html: &str) -> String {
    let after = html.split_once("name=\"_jeton\" value=\"").unwrap().1;
    after.split_once('"').unwrap().0.to_owned()
}
