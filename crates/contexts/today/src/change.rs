//! What changes of a lesson on its day, and how it is said.

use db::{DbError, Tx, params};
use kernel::{Day, Lang, LocalTime};
use serde::{Deserialize, Serialize};
use web::dates;

use crate::{
    api::{Kind, place_said},
    t,
    views::joined,
};

/// What changes of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// It does not take place.
    pub is_cancelled: bool,
    /// Who is absent: « Mme Baron ».
    pub absent: Option<String>,
    /// Who takes the class instead: « M. Petit ».
    pub substitute: Option<String>,
    /// Where it was to be.
    pub room_before: Option<String>,
    /// When it was to be.
    pub moved_from: Option<(Day, Option<LocalTime>)>,
}

impl Change {
    /// Whether nothing changes.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Reads what is stored; nothing when there is nothing.
    pub(crate) fn read(stored: &str) -> Option<Self> {
        if stored.is_empty() { None } else { serde_json::from_str(stored).ok() }
    }

    /// « Séance annulée · absence de Mme Baron · salle 12 au lieu de 8 ».
    pub fn words(&self, lang: Lang, place: &str, today: Day) -> String {
        let cancelled = if self.is_cancelled { t::change_cancelled(lang) } else { "" };
        let absent = match (&self.absent, &self.substitute) {
            (Some(who), Some(by)) => t::change_absent_replaced(lang, who, by),
            (Some(who), None) => t::change_absent(lang, who),
            (None, Some(by)) => t::change_taken_by(lang, by),
            (None, None) => String::new(),
        };
        let room = self.room_before.as_ref().map_or_else(String::new, |before| {
            match (place.is_empty(), before.is_empty()) {
                (true, _) => String::new(),
                (false, true) => place_said(lang, place),
                (false, false) => t::change_room(lang, &place_said(lang, place), before),
            }
        });
        let moved = self.moved_from.map_or_else(String::new, |(day, time)| {
            let day = dates::long_day(lang, day, today);
            match time {
                Some(time) => t::change_moved_at(lang, &day, &dates::time(lang, time)),
                None => t::change_moved(lang, &day),
            }
        });
        dates::capital(&joined(&[cancelled, &absent, &room, &moved]))
    }
}

/// Says what changes of a thing, to everyone who has it; nothing for a change that is taken back.
pub fn say_change(tx: &mut Tx, kind: Kind, reference: i64, change: &Change) -> Result<(), DbError> {
    let stored = if change.is_nothing() {
        String::new()
    } else {
        serde_json::to_string(change).map_err(DbError::statement)?
    };
    tx.execute(
        "UPDATE today_item SET change = $3 WHERE kind = $1 AND reference = $2",
        params![kind.code(), reference, &stored],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_said_as_people_say_it() {
        let today = Day::parse_iso("2027-03-11").unwrap();
        let words = |change: &Change, place| change.words(Lang::Fr, place, today);
        let absent = Change { absent: Some("Mme Baron".into()), ..Change::default() };
        assert_eq!(words(&absent, "7"), "Absence de Mme Baron");
        let replaced = Change { substitute: Some("M. Petit".into()), ..absent.clone() };
        assert_eq!(words(&replaced, "7"), "Absence de Mme Baron, remplacement par M. Petit");
        let cancelled = Change { is_cancelled: true, ..absent };
        assert_eq!(words(&cancelled, "7"), "Séance annulée · absence de Mme Baron");
        let room = Change { room_before: Some("8".into()), ..Change::default() };
        assert_eq!(words(&room, "12"), "Salle 12 au lieu de 8");
        let moved = Change {
            moved_from: Some((today.plus(1), LocalTime::parse("09:00"))),
            ..Change::default()
        };
        assert!(words(&moved, "").starts_with("Prévue d’abord"), "{}", words(&moved, ""));
        assert!(words(&moved, "").contains("vendredi 12 mars à 9"), "{}", words(&moved, ""));
        assert_eq!(words(&Change::default(), "7"), "");
    }

    #[test]
    fn what_is_stored_is_read_back() {
        let change =
            Change { is_cancelled: true, room_before: Some("8".into()), ..Change::default() };
        let stored = serde_json::to_string(&change).unwrap();
        assert_eq!(Change::read(&stored), Some(change));
        assert_eq!(Change::read(""), None);
        assert_eq!(Change::read("{"), None);
    }
}
