//! `kill -9` while someone of a school says that records are one person.

use std::{
    net::SocketAddr,
    sync::mpsc::{Sender, channel},
    thread,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{Db, DbError, params};
use kernel::Entropy;
use testkit::both;

use crate::{class::token, house::House, link::Link};

/// How often the server is killed.
const KILLS: usize = 5;
/// Pairs of records to decide of.
const PAIRS: i64 = 60;

/// Someone who decides, and the pairs that wait.
struct Office {
    cookie: String,
    waiting: Vec<i64>,
    acknowledged: Vec<i64>,
}

impl Office {
    /// The head of a school in which some pupils may be others.
    fn of(db: &Db) -> Self {
        let (head, waiting) = db.write_blocking::<_, DbError, _>(propose).unwrap();
        let sessions = db
            .write_blocking::<_, DbError, _>(move |tx| {
                identity::api::open_sessions(tx, &Entropy::System, &[head], demo::load::now())
            })
            .unwrap();
        let cookie = format!("preau-session={}", URL_SAFE_NO_PAD.encode(sessions[0]));
        Self { cookie, waiting, acknowledged: Vec::new() }
    }

    /// Decides until nothing waits or the server is gone.
    fn decide(&mut self, address: SocketAddr, told: &Sender<()>) {
        let Ok(mut link) = Link::to(address) else { return };
        while let Some(pair) = self.waiting.last().copied() {
            let path = format!("/annuaire/doublons/{pair}");
            let Ok(page) = link.get(&path, &self.cookie) else { return };
            assert_eq!(page.status, 200, "{}", page.body);
            if page.body.contains("value=\"same\"") {
                let form = format!("_jeton={}&decision=same", token(&page.body));
                let Ok(answer) = link.post(&path, &self.cookie, &form) else { return };
                assert_eq!(answer.status, 303, "{}", answer.body);
            }
            self.acknowledged.extend(self.waiting.pop());
            // Nobody may be counting any more.
            let _ = told.send(());
        }
    }

    /// Fails unless each pair is wholly decided or not at all, and what was acknowledged is.
    fn check(&self, db: &Db) {
        let (decided, joined, lines) = db.read_blocking::<_, DbError, _>(found).unwrap();
        for pair in &self.acknowledged {
            assert!(decided.iter().any(|(id, _)| id == pair), "{pair} was acknowledged");
        }
        let mut records: Vec<i64> = decided.iter().map(|(_, record)| *record).collect();
        records.sort_unstable();
        assert_eq!(records, joined, "a pair is decided when its records are joined");
        assert_eq!(lines, joined.len(), "and the journal says so");
        assert!(decided.len() <= self.acknowledged.len() + 1, "more was decided than was asked");
        assert_eq!(db.check_integrity().unwrap(), Vec::<String>::new());
    }
}

/// Pairs the pupils of one school two by two; its head, and the pairs.
fn propose(tx: &mut db::Tx) -> Result<(i64, Vec<i64>), DbError> {
    let (head, org) = tx.query_one(
        "SELECT m.person_id, m.org_id FROM directory_membership m \
         JOIN directory_state s ON m.since <= s.current AND m.until > s.current \
         JOIN directory_org o ON o.org_id = m.org_id AND o.kind = 'college' \
         WHERE m.role = 'head' ORDER BY m.person_id LIMIT 1",
        &[],
        |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)),
    )?;
    let pupils: Vec<i64> = tx.query(
        "SELECT DISTINCT m.person_id FROM directory_membership m \
         JOIN directory_state s ON m.since <= s.current AND m.until > s.current \
         WHERE m.role = 'pupil' AND m.org_id = $1 ORDER BY m.person_id LIMIT $2",
        params![org, PAIRS * 2],
        |row| row.get(0),
    )?;
    let mut pairs = Vec::new();
    for two in pupils.chunks_exact(2) {
        pairs.push(tx.query_one(
            "INSERT INTO directory_pair (one_id, other_id, evidence, state, org_id, territory_id, found) \
             VALUES ($1, $2, 'name,birth', 'open', $3, 0, 0) RETURNING id",
            params![two[0], two[1], org],
            |row| row.get(0),
        )?);
    }
    Ok((head, pairs))
}

/// The pairs that are decided with the record that was joined, the joined records in order, and how
/// many joinings the journal tells.
type Found = (Vec<(i64, i64)>, Vec<i64>, usize);

fn found(tx: &mut db::Tx) -> Result<Found, DbError> {
    let decided = tx.query(
        "SELECT id, joined_id FROM directory_pair WHERE state = 'same' ORDER BY id",
        &[],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let joined =
        tx.query("SELECT person_id FROM directory_same ORDER BY person_id", &[], |row| row.get(0))?;
    let lines: i64 = tx.query_one(
        "SELECT COUNT(*) FROM db_journal WHERE action = 'directory.people.join'",
        &[],
        |row| row.get(0),
    )?;
    Ok((decided, joined, usize::try_from(lines).unwrap()))
}

both! {
    fn records_are_joined_wholly_or_not_at_all_through_a_kill(backend) {
        let house = House::demo(&backend);
        let mut office = Office::of(&house.open());
        let moments = Entropy::seeded(31);
        for _ in 0..KILLS {
            let [moment] = moments.bytes::<1>();
            let server = house.serve(&[]);
            let address = server.address;
            let (told, acknowledgements) = channel();
            thread::scope(|scope| {
                let office = &mut office;
                scope.spawn(move || office.decide(address, &told));
                acknowledgements.iter().take(usize::from(moment) / 32).for_each(drop);
                server.kill();
            });
            office.check(&house.open());
        }
        assert!(!office.waiting.is_empty(), "the last kill met someone at work");
        let server = house.serve(&[]);
        let (told, _) = channel();
        office.decide(server.address, &told);
        server.stop();
        assert!(office.waiting.is_empty());
        office.check(&house.open());
    }
}
