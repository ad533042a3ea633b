//! Who would leave each school, and when that is enough to ask first.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use db::{Db, DbError, params};
use kernel::Role;
use serde::{Deserialize, Serialize};

use super::{
    ImportError, Options,
    plan::{Incoming, Leaver},
    published::{Published, source_of},
};
use crate::year::PREPARED;

/// People of one kind who would leave a school, many enough to ask whether that is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    /// The school's name.
    pub school: String,
    /// `pupil` or `staff`.
    pub category: String,
    /// How many would leave.
    pub leaving: u64,
    /// How many are there today.
    pub of: u64,
}

impl fmt::Display for Departure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = if self.category == "pupil" { "pupils" } else { "members of staff" };
        write!(f, "{} of the {} {who} of {} would leave", self.leaving, self.of, self.school)
    }
}

/// Fewer than this leave unasked, whatever share of the school they are.
const FEW: u64 = 20;

/// Pupils of a school, or those who work there.
type Circle = (i64, bool);

/// Those of a circle today, and whether they stay.
type Here = HashMap<i64, bool>;

/// The departures that must be meant: more than a share of the pupils, or of the staff, of a
/// school, or all its pupils.
pub(super) fn large(
    db: &Db,
    published: &Published,
    (people, leaving): (&[Incoming], &[Leaver]),
    covered: &HashSet<i64>,
    options: &Options,
) -> Result<Vec<Departure>, ImportError> {
    let told = Told::of(published, people, leaving);
    if told.by_record.is_empty() {
        return Ok(Vec::new());
    }
    let names: HashMap<i64, &str> =
        published.orgs.values().map(|org| (org.id, &*org.facts.name)).collect();
    let mut found = Vec::new();
    for (circle, here) in told.circles(db, published.current, covered, options)? {
        let of = here.len() as u64;
        let leaving = here.values().filter(|stays| !**stays).count() as u64;
        let (org, is_pupil) = circle;
        let is_share = leaving >= FEW && leaving * 100 > of * u64::from(options.departure_share);
        let is_emptied = is_pupil && leaving == of && !told.arrivals.contains(&circle);
        if is_share || is_emptied {
            let school = names.get(&org).copied().unwrap_or_default().to_owned();
            let category = if is_pupil { "pupil" } else { "staff" }.to_owned();
            found.push(Departure { school, category, leaving, of });
        }
    }
    found.sort_by(|one, other| (&one.school, &one.category).cmp(&(&other.school, &other.category)));
    Ok(found)
}

/// What a feed says of where those it changes are.
struct Told {
    /// By person and source: nothing for who leaves.
    by_record: HashMap<(i64, String), Vec<Circle>>,
    /// Where someone of the feed is from now on.
    arrivals: HashSet<Circle>,
}

impl Told {
    fn of(published: &Published, people: &[Incoming], leaving: &[Leaver]) -> Self {
        let mut by_record: HashMap<_, _> = leaving
            .iter()
            .map(|leaver| ((leaver.known.id, source_of(&leaver.key)), Vec::new()))
            .collect();
        let mut arrivals = HashSet::new();
        for Incoming { person, .. } in people {
            let circle = |tie: &crate::feed::Membership| {
                let org = published.orgs.get(&tie.uai)?;
                Some((org.id, tie.role == Role::Pupil))
            };
            let circles: Vec<Circle> = person.memberships.iter().filter_map(circle).collect();
            arrivals.extend(&circles);
            if let Some(known) = published.people.get(&person.key) {
                by_record.insert((known.id, source_of(&person.key)), circles);
            }
        }
        Self { by_record, arrivals }
    }

    /// Everyone who is in a school today. Someone whom another feed, or a person, also put there
    /// stays; two records of one person count once.
    fn circles(
        &self,
        db: &Db,
        current: i64,
        covered: &HashSet<i64>,
        options: &Options,
    ) -> Result<HashMap<Circle, Here>, ImportError> {
        let day = options.day;
        let ties = db.read_blocking::<_, DbError, _>(move |tx| {
            tx.query(
                "SELECT COALESCE(s.root_id, m.person_id), m.person_id, m.org_id, m.role, m.source \
                 FROM directory_membership m LEFT JOIN directory_same s ON s.person_id = m.person_id \
                 WHERE m.org_id IS NOT NULL AND m.since <= $1 AND m.until > $1 AND m.ends >= $2 \
                 AND m.source <> $3",
                params![current, day, PREPARED],
                |row| {
                    let is_pupil = row.get::<String>(3)? == Role::Pupil.code();
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, is_pupil, row.get::<String>(4)?))
                },
            )
        })?;
        let mut circles: HashMap<Circle, Here> = HashMap::new();
        for (root, person, org, is_pupil, source) in ties {
            let circle = (org, is_pupil);
            let told = self.by_record.get(&(person, source)).filter(|_| covered.contains(&org));
            let stays = told.is_none_or(|circles| circles.contains(&circle));
            *circles.entry(circle).or_default().entry(root).or_default() |= stays;
        }
        Ok(circles)
    }
}
