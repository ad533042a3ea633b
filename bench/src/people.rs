//! Who the load pretends to be: people of the territory, signed in beforehand.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{Db, DbError, Tx, params};
use kernel::Instant;

use crate::{Failure, data};

/// Whose home is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Role {
    Pupil,
    Teacher,
    Guardian,
    GuardianOfThree,
    Head,
}

impl Role {
    /// The people of this role, in a fixed order.
    fn all(self, tx: &mut Tx) -> Result<Vec<i64>, DbError> {
        let sql = match self {
            Self::Pupil => {
                "SELECT DISTINCT m.person_id FROM directory_membership m \
                 JOIN directory_state s ON m.since <= s.current AND m.until > s.current \
                 WHERE m.role = 'pupil' AND m.group_id IS NOT NULL ORDER BY m.person_id"
            }
            Self::Teacher => {
                "SELECT DISTINCT m.person_id FROM directory_membership m \
                 JOIN directory_state s ON m.since <= s.current AND m.until > s.current \
                 WHERE m.role = 'teacher' AND m.teaching_id IS NOT NULL ORDER BY m.person_id"
            }
            Self::Head => {
                "SELECT DISTINCT m.person_id FROM directory_membership m \
                 JOIN directory_state s ON m.since <= s.current AND m.until > s.current \
                 WHERE m.role = 'head' AND m.org_id IS NOT NULL ORDER BY m.person_id"
            }
            Self::Guardian => {
                "SELECT DISTINCT k.guardian_id FROM directory_kinship k \
                 JOIN directory_state s ON k.since <= s.current AND k.until > s.current \
                 WHERE k.level IN (1, 2) ORDER BY k.guardian_id"
            }
            Self::GuardianOfThree => {
                "SELECT k.guardian_id FROM directory_kinship k \
                 JOIN directory_state s ON k.since <= s.current AND k.until > s.current \
                 WHERE k.level IN (1, 2) GROUP BY k.guardian_id \
                 HAVING COUNT(DISTINCT k.child_id) = 3 ORDER BY k.guardian_id"
            }
        };
        tx.query(sql, params![], |row| row.get(0))
    }

    /// At most `count` people of this role, spread over the whole territory.
    pub(crate) fn some(self, db: &Db, count: usize) -> Result<Vec<i64>, Failure> {
        let all = db.read_blocking(move |tx| self.all(tx))?;
        if all.is_empty() {
            return Err(format!("nobody to measure as {self:?}").into());
        }
        let step = all.len().div_ceil(count).max(1);
        Ok(all.into_iter().step_by(step).collect())
    }
}

/// Opens a session for each, as if they had just signed in; the cookies their browsers send.
/// Sessions of earlier measures end.
pub(crate) fn sign_in(db: &Db, people: &[i64], now: Instant) -> Result<Vec<String>, Failure> {
    let them = people.to_vec();
    let tokens = db.write_blocking::<_, DbError, _>(move |tx| {
        for person in &them {
            identity::api::close_all_sessions(tx, *person)?;
        }
        identity::api::open_sessions(tx, &data::entropy(), &them, now)
    })?;
    let cookie = |token| format!("preau-session={}", URL_SAFE_NO_PAD.encode(token));
    Ok(tokens.into_iter().map(cookie).collect())
}

/// Signs in some people of each role; whoever is of two roles keeps one session for both.
pub(crate) fn sign_in_roles(
    db: &Db,
    roles: &[(&'static str, Role)],
    count: usize,
) -> Result<Vec<(&'static str, Vec<String>)>, Failure> {
    let mut groups = Vec::new();
    for (name, role) in roles {
        groups.push((*name, role.some(db, count)?));
    }
    let everyone: BTreeSet<i64> = groups.iter().flat_map(|(_, people)| people).copied().collect();
    let everyone: Vec<i64> = everyone.into_iter().collect();
    let cookies = sign_in(db, &everyone, demo::load::now())?;
    let cookie_of: BTreeMap<i64, String> = everyone.into_iter().zip(cookies).collect();
    let of = |people: &[i64]| people.iter().filter_map(|id| cookie_of.get(id)).cloned().collect();
    Ok(groups.iter().map(|(name, people)| (*name, of(people))).collect())
}
