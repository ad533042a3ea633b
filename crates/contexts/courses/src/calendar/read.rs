//! An iCalendar file (RFC 5545) as the events of a school year: rules, exceptions and moved dates
//! are worked out here. What a program writes otherwise than the norm is read as it was meant.

use std::collections::{BTreeMap, HashMap};

use calcard::{
    Entry, Parser,
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarParameterName,
        ICalendarProperty, ICalendarStatus, ICalendarValue,
    },
};
use kernel::{Day, Instant, LocalTime, Place, SchoolYear};
use sha2::{Digest, Sha256};

use crate::calendar::{
    EVENTS_MAX, Event, Found, Refusal,
    repeat::{self, Unfit, Wall},
    zones::{self, Written, Zones},
};

/// The most events a file may write; most programs write each lesson of the year.
const COMPONENTS_MAX: usize = 60_000;
/// The longest title and the longest room, in characters.
const TITLE_MAX: usize = 120;
const ROOM_MAX: usize = 40;
/// What is kept of the words of an event.
const WORDS_MAX: usize = 500;

/// Reads a file.
///
/// # Errors
/// When it is not a calendar, or says more than lessons.
pub(crate) fn read(bytes: &[u8], year: &SchoolYear, home: &Place) -> Result<Found, Refusal> {
    let text = String::from_utf8_lossy(bytes);
    let mut parser = Parser::new(&text);
    let mut sheet = Sheet::new(year);
    let mut is_one = false;
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                is_one = true;
                sheet.add(&calendar, home)?;
            }
            Entry::Eof => break,
            Entry::TooManyComponents => return Err(Refusal::TooMany),
            _ => {}
        }
    }
    if is_one { sheet.found() } else { Err(Refusal::NotOne) }
}

/// What is read so far.
struct Sheet<'y> {
    year: &'y SchoolYear,
    found: Found,
    events: BTreeMap<(Day, LocalTime, String), Event>,
    dates_left: usize,
    components: usize,
}

/// One event as the file writes it.
struct Piece<'c> {
    part: &'c ICalendarComponent,
    uid: String,
    start: Written,
    minutes: Option<i64>,
    /// Which date of a repeated event it stands for.
    instead_of: Option<Instant>,
    /// Whether it stands for the dates after that one too.
    goes_on: bool,
    sequence: i64,
}

/// One date of an event: what it is called, and when.
struct Date {
    key: String,
    at: Instant,
    time: Option<LocalTime>,
}

impl<'y> Sheet<'y> {
    fn new(year: &'y SchoolYear) -> Self {
        Self {
            year,
            found: Found::default(),
            events: BTreeMap::new(),
            dates_left: repeat::DATES_MAX,
            components: 0,
        }
    }

    fn found(mut self) -> Result<Found, Refusal> {
        if self.events.len() > EVENTS_MAX {
            return Err(Refusal::TooMany);
        }
        self.found.events = self.events.into_values().collect();
        Ok(self.found)
    }

    fn add(&mut self, calendar: &ICalendar, home: &Place) -> Result<(), Refusal> {
        let zones = Zones::of(calendar, home);
        let events = calendar
            .components
            .iter()
            .filter(|part| part.component_type == ICalendarComponentType::VEvent);
        let mut whole = Vec::new();
        let mut moved: HashMap<(String, Instant), Piece> = HashMap::new();
        let mut onward: HashMap<String, Vec<Piece>> = HashMap::new();
        for part in events {
            self.components += 1;
            if self.components > COMPONENTS_MAX {
                return Err(Refusal::TooMany);
            }
            let Some(piece) = Piece::read(part, &zones) else {
                self.found.left.unreadable += 1;
                continue;
            };
            match piece.instead_of {
                None => whole.push(piece),
                Some(at) => {
                    if piece.goes_on {
                        let copy = Piece::read(part, &zones);
                        onward.entry(piece.uid.clone()).or_default().extend(copy);
                    }
                    let key = (piece.uid.clone(), at);
                    if moved.get(&key).is_none_or(|known| known.sequence <= piece.sequence) {
                        moved.insert(key, piece);
                    }
                }
            }
        }
        let several = several_of(&whole);
        for piece in &whole {
            for date in self.dates(piece, &zones, several.contains_key(&piece.uid))? {
                match moved.remove(&(piece.uid.clone(), date.at)) {
                    Some(other) => {
                        let at = zones.instant(wall(&other.start), other.start.zone.as_ref());
                        let time = other.start.time;
                        self.keep(&other, Date { key: date.key, at, time }, &zones);
                    }
                    None => match onward.get(&piece.uid).and_then(|all| latest(all, date.at)) {
                        Some(other) => {
                            let at = other.moved(date.at, &zones);
                            self.keep(
                                other,
                                Date { key: date.key, at, time: other.start.time },
                                &zones,
                            );
                        }
                        None => self.keep(piece, date, &zones),
                    },
                }
            }
        }
        // Dates moved out of a repeated event that is not in this file.
        for (_, piece) in moved {
            let at = zones.instant(wall(&piece.start), piece.start.zone.as_ref());
            let of = piece.instead_of.unwrap_or(at);
            let key = key_of(&piece.uid, Some((zones.here(of).0, 0)));
            self.keep(&piece, Date { key, at, time: piece.start.time }, &zones);
        }
        Ok(())
    }

    /// Every date of an event, but those it excludes.
    fn dates(
        &mut self,
        piece: &Piece,
        zones: &Zones,
        is_one_of_several: bool,
    ) -> Result<Vec<Date>, Refusal> {
        let (first, zone) = (wall(&piece.start), piece.start.zone.as_ref());
        let instant = |wall| zones.instant(wall, zone);
        let mut walls = vec![first];
        let mut repeats = false;
        for entry in piece.part.properties(&ICalendarProperty::Rrule) {
            let Some(ICalendarValue::RecurrenceRule(rule)) = entry.values.first() else { continue };
            repeats = true;
            let until = rule.until.as_ref().and_then(|date| zones::written(date, zone));
            let until = until.map(|until| match until.time {
                None => (until.day, LocalTime(24 * 60 - 1)),
                Some(_) => zones.there(zones.instant(wall(&until), until.zone.as_ref()), zone),
            });
            if until.is_some_and(|until| until < first) {
                walls.clear();
                continue;
            }
            let days = (self.year.first.plus(-1), self.year.last.plus(1));
            match repeat::dates(rule, first, until, days, &mut self.dates_left) {
                Ok(dates) => walls.extend(dates),
                Err(Unfit::Endless) => return Err(Refusal::TooMany),
                Err(Unfit::Rule) => self.found.left.unreadable += 1,
            }
        }
        let mut at: Vec<Instant> = walls.into_iter().map(instant).collect();
        for more in piece.part.properties(&ICalendarProperty::Rdate).flat_map(|e| zones.all(e)) {
            repeats = true;
            at.push(zones.instant(wall(&more), more.zone.as_ref().or(zone)));
        }
        for less in piece.part.properties(&ICalendarProperty::Exdate).flat_map(|e| zones.all(e)) {
            match less.time {
                Some(time) => {
                    let out = zones.instant((less.day, time), less.zone.as_ref().or(zone));
                    at.retain(|date| *date != out);
                }
                None => at.retain(|date| zones.there(*date, zone).0 != less.day),
            }
        }
        at.sort_unstable();
        at.dedup();
        Ok(named(&piece.uid, &at, repeats || is_one_of_several, zones)
            .map(|(key, at)| Date { key, at, time: piece.start.time })
            .collect())
    }

    /// Keeps a date of an event when it is a lesson of the year.
    fn keep(&mut self, piece: &Piece, date: Date, zones: &Zones) {
        let (day, starts) = zones.here(date.at);
        let left = &mut self.found.left;
        if piece.is_cancelled() {
            left.cancelled += i64::from(self.year.has_class(day));
            return;
        }
        if date.time.is_none() {
            left.whole_days += i64::from(self.year.has_class(day));
            return;
        }
        if !self.year.has_class(day) {
            left.without_class += 1;
            return;
        }
        let ends = piece.minutes.map(|minutes| zones.here(date.at.plus_seconds(minutes * 60)));
        let ends = match ends {
            Some((of, _)) if of != day => {
                left.whole_days += 1;
                return;
            }
            Some((_, ends)) if ends > starts => Some(ends),
            _ => None,
        };
        let title = piece.text(&ICalendarProperty::Summary, TITLE_MAX);
        let event = Event {
            words: piece.words(&title),
            room: piece.text(&ICalendarProperty::Location, ROOM_MAX),
            title,
            class: String::new(),
            key: date.key,
            day,
            starts,
            ends,
        };
        self.events.insert((day, starts, event.key.clone()), event);
    }
}

/// Which of the pieces that go on stands for a date: the last that begins before it.
fn latest<'p, 'c>(pieces: &'p [Piece<'c>], at: Instant) -> Option<&'p Piece<'c>> {
    let before = pieces.iter().filter(|piece| piece.instead_of.is_some_and(|from| from <= at));
    before.max_by_key(|piece| (piece.instead_of, piece.sequence))
}

/// The names of the dates of an event. One that repeats is called by the day, so that a series
/// that moves by an hour is still the same.
fn named<'d>(
    uid: &'d str,
    dates: &'d [Instant],
    repeats: bool,
    zones: &'d Zones,
) -> impl Iterator<Item = (String, Instant)> + 'd {
    let mut last = (Day::NEVER, 0);
    dates.iter().map(move |at| {
        let day = zones.here(*at).0;
        last = if last.0 == day { (day, last.1 + 1) } else { (day, 0) };
        (key_of(uid, repeats.then_some(last)), *at)
    })
}

/// The name of a date of what is called so.
pub(super) fn key_of(uid: &str, of: Option<(Day, usize)>) -> String {
    let date = of.map_or_else(String::new, |(day, nth)| format!("{day} {nth}"));
    let digest = Sha256::digest(format!("{uid}\n{date}").as_bytes());
    kernel::hex(&digest[..16])
}

/// The names that several events of a file share, against the norm.
fn several_of(pieces: &[Piece]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for piece in pieces {
        *counts.entry(piece.uid.clone()).or_default() += 1;
    }
    counts.retain(|_, count| *count > 1);
    counts
}

fn wall(written: &Written) -> Wall {
    (written.day, written.time.unwrap_or(LocalTime(0)))
}

impl<'c> Piece<'c> {
    fn read(part: &'c ICalendarComponent, zones: &Zones) -> Option<Self> {
        let of = |name: &ICalendarProperty| part.property(name).and_then(|one| zones.read(one));
        let instant = |date: &Written| zones.instant(wall(date), date.zone.as_ref());
        let instead_of = of(&ICalendarProperty::RecurrenceId);
        let start = of(&ICalendarProperty::Dtstart).or_else(|| instead_of.clone())?;
        let end = of(&ICalendarProperty::Dtend);
        let length = part.property(&ICalendarProperty::Duration).and_then(|one| {
            match one.values.first()? {
                ICalendarValue::Duration(length) => Some(length.as_seconds() / 60),
                _ => None,
            }
        });
        let minutes = match end {
            Some(end) => Some(instant(&end).seconds_since(instant(&start)) / 60),
            None => length,
        };
        let uid = part.uid().map(str::to_owned).filter(|uid| !uid.is_empty());
        let uid = uid.unwrap_or_else(|| {
            let title = part.property(&ICalendarProperty::Summary);
            let title = title.and_then(|one| one.values.first()?.as_text());
            format!("{} {} {:?}", title.unwrap_or_default(), start.day, start.time)
        });
        let sequence = part.property(&ICalendarProperty::Sequence);
        let sequence = sequence.and_then(|one| one.values.first()?.as_integer());
        Some(Self {
            instead_of: instead_of.as_ref().map(instant),
            goes_on: part
                .property(&ICalendarProperty::RecurrenceId)
                .is_some_and(|one| one.has_parameter(&ICalendarParameterName::Range)),
            minutes: minutes.filter(|minutes| (1..100_000).contains(minutes)),
            sequence: sequence.unwrap_or(0),
            part,
            uid,
            start,
        })
    }

    /// Where a date goes that this piece moves as it moved its first: by so many days and minutes
    /// on the clock of the wall.
    fn moved(&self, at: Instant, zones: &Zones) -> Instant {
        let zone = self.start.zone.as_ref();
        let of = |(day, time): Wall| i64::from(day.0) * 1_440 + i64::from(time.0);
        let first = of(zones.there(self.instead_of.unwrap_or(at), zone));
        let minutes = of(zones.there(at, zone)) + of(wall(&self.start)) - first;
        let day = i32::try_from(minutes.div_euclid(1_440)).unwrap_or_default();
        let time = i16::try_from(minutes.rem_euclid(1_440)).unwrap_or_default();
        zones.instant((Day(day), LocalTime(time)), zone)
    }

    fn is_cancelled(&self) -> bool {
        self.part.status() == Some(&ICalendarStatus::Cancelled)
    }

    /// A text on one line, cut short.
    fn text(&self, name: &ICalendarProperty, max: usize) -> String {
        let values = self.part.property(name).into_iter().flat_map(|one| one.values.iter());
        let texts: Vec<&str> = values.filter_map(ICalendarValue::as_text).collect();
        let line: Vec<String> = texts
            .iter()
            .flat_map(|text| text.split_whitespace())
            .map(|word| word.chars().filter(|c| !c.is_control()).collect())
            .collect();
        line.join(" ").chars().take(max).collect()
    }

    /// Its title with what else it says.
    fn words(&self, title: &str) -> String {
        let more = [ICalendarProperty::Description, ICalendarProperty::Categories];
        let more = more.iter().map(|name| self.text(name, WORDS_MAX));
        let words: Vec<String> = std::iter::once(title.to_owned()).chain(more).collect();
        words.join("\n")
    }
}
