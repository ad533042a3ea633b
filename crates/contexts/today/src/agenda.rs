//! Everything that concerns a person between two days, for a calendar outside the program: the same
//! items, for the same readers, as their own pages.

use db::{DbError, Tx};
use kernel::{Actor, Day, Instant, LocalTime};

use crate::{
    api::{Change, Kind},
    children::audiences_of,
    entry::{self, Entry, Reader},
    home::Mine,
    store::{self, Window},
};

/// The most that a calendar of a year holds: that of a guardian of many.
const AT_MOST: usize = 8_000;

/// Something of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The first name of the child it is about, for those who follow one.
    pub child: Option<String>,
    /// Whether it is the person's own teaching.
    pub is_taught: bool,
    /// What kind of thing.
    pub kind: Kind,
    /// Its id in its room.
    pub reference: i64,
    /// The day.
    pub day: Day,
    /// When it starts; nothing in an école, nor for work.
    pub starts: Option<LocalTime>,
    /// When it ends.
    pub ends: Option<LocalTime>,
    /// The subject, or the title of the work.
    pub title: String,
    /// The class, or the subject of a work.
    pub class: String,
    /// Whose lesson or work it is.
    pub who: String,
    /// The room.
    pub place: String,
    /// What changes of it on its day.
    pub change: Option<Change>,
    /// When it was last changed.
    pub at: Instant,
}

/// The lessons and the work of a person and of those they follow, in order.
pub fn agenda(
    tx: &mut Tx,
    actor: &Actor,
    (from, to): (Day, Day),
    today: Day,
) -> Result<Vec<Dated>, DbError> {
    let mine = Mine::of(actor);
    let children = directory::api::followed_by(tx, actor, today)?;
    let mut scope = mine.scope();
    scope.audiences.extend(children.iter().flat_map(audiences_of));
    let window = Window { works: Some((from, to)), ..Window::lessons(from, to) };
    let entries = store::entries(tx, &scope, &window)?;
    let mut dated = Vec::new();
    for (audiences, reader) in [(&mine.staff, Reader::Staff), (&mine.pupil, Reader::Pupil)] {
        let seen = entry::seen_by(&entries, audiences, reader);
        dated.extend(seen.into_iter().map(|one| of(one, reader, None)));
    }
    for child in &children {
        let seen = entry::seen_by(&entries, &audiences_of(child), Reader::Guardian);
        let name = Some(child.name.first.as_str());
        dated.extend(seen.into_iter().map(|one| of(one, Reader::Guardian, name)));
    }
    dated.retain(|one| one.kind == Kind::Lesson || !one.is_taught);
    dated.sort_by_key(|one| (one.day, one.starts, one.reference));
    dated.truncate(AT_MOST);
    Ok(dated)
}

fn of(entry: &Entry, reader: Reader, child: Option<&str>) -> Dated {
    Dated {
        child: child.map(str::to_owned),
        is_taught: reader == Reader::Staff,
        kind: entry.kind,
        reference: entry.reference,
        day: entry.day,
        starts: entry.starts,
        ends: entry.ends,
        title: entry.title.clone(),
        class: entry.class.clone(),
        who: entry.who.clone(),
        place: entry.place.clone(),
        change: entry.change.clone(),
        at: entry.at,
    }
}
