//! A lesson of the cahier de textes: planned, written, published.

pub(crate) mod cahier;
pub(crate) mod copy;
pub(crate) mod pages;
pub(crate) mod store;
pub(crate) mod views;
pub(crate) mod whole;

use kernel::{Day, Instant, LocalTime};

use crate::{course::Course, timetable::Slot};

/// The longest text of a lesson, in characters of HTML.
pub(crate) const TEXT_MAX: usize = 60_000;
/// The longest title.
pub(crate) const TITLE_MAX: usize = 160;

/// A lesson as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Lesson {
    pub(crate) id: i64,
    pub(crate) slot: Option<i64>,
    pub(crate) teaching: i64,
    pub(crate) group: i64,
    pub(crate) org: i64,
    pub(crate) day: Day,
    pub(crate) starts: Option<LocalTime>,
    pub(crate) ends: Option<LocalTime>,
    pub(crate) position: i32,
    /// The moment of the day, in an école.
    pub(crate) label: String,
    pub(crate) room: String,
    pub(crate) title: String,
    pub(crate) done_html: String,
    pub(crate) published_at: Option<Instant>,
    pub(crate) revision: i64,
    pub(crate) updated_at: Instant,
}

impl Lesson {
    /// A lesson that a slot plans for a day; it has no id yet.
    pub(crate) fn planned(
        course: &Course,
        slot_id: i64,
        slot: &Slot,
        day: Day,
        now: Instant,
    ) -> Self {
        Self {
            slot: Some(slot_id),
            starts: slot.starts,
            ends: slot.ends,
            position: slot.position,
            label: slot.label.clone(),
            room: slot.room.clone(),
            ..Self::outside(course, day, now)
        }
    }

    /// A lesson outside the timetable; it has no id yet.
    pub(crate) fn outside(course: &Course, day: Day, now: Instant) -> Self {
        Self {
            id: 0,
            slot: None,
            teaching: course.id,
            group: course.group.id,
            org: course.org.id,
            day,
            starts: None,
            ends: None,
            position: 0,
            label: String::new(),
            room: String::new(),
            title: String::new(),
            done_html: String::new(),
            published_at: None,
            revision: 0,
            updated_at: now,
        }
    }

    /// Whether nothing was written in it.
    pub(crate) const fn is_blank(&self) -> bool {
        self.done_html.is_empty() && self.title.is_empty()
    }

    /// The subject, or the moment of the day in an école.
    pub(crate) fn subject<'a>(&'a self, course: &'a Course) -> &'a str {
        if self.label.is_empty() { &course.label } else { &self.label }
    }
}

/// What the editor starts from in a class of several levels: a heading for each.
pub(crate) fn skeleton(levels: &[String]) -> String {
    levels.iter().map(|level| format!("<h3>{}</h3><p></p>", web::rich::plain(level))).collect()
}

/// The text to keep: nothing when only the headings of the levels are left.
pub(crate) fn without_empty_headings(html: String, levels: &[String]) -> String {
    let only_headings =
        !levels.is_empty() && web::rich::plain(&html) == web::rich::plain(&skeleton(levels));
    if only_headings { String::new() } else { html }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_levels_alone_are_not_a_text() {
        let levels = ["CE2".to_owned(), "CM1".to_owned()];
        assert_eq!(skeleton(&levels), "<h3>CE2</h3><p></p><h3>CM1</h3><p></p>");
        let typed = "<h3>CE2</h3><p><br></p><h3>CM1</h3>".to_owned();
        assert_eq!(without_empty_headings(typed, &levels), "");
        let written = "<h3>CE2</h3><p>Lecture</p><h3>CM1</h3>".to_owned();
        assert_eq!(without_empty_headings(written.clone(), &levels), written);
        assert_eq!(without_empty_headings(String::new(), &[]), "");
    }
}
