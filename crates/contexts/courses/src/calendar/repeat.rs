//! The dates of a rule that repeats, on the clock of the wall: a lesson at nine stays at nine when
//! the clocks change.

use calcard::icalendar::{ICalendarFrequency, ICalendarRecurrenceRule};
use kernel::{Day, LocalTime};
use rrule::RRuleSet;

/// The most dates that the rules of one calendar may name before the end of the year.
pub(super) const DATES_MAX: usize = 200_000;
/// What a rule without any date costs: it was looked for long.
const NOTHING: usize = 20_000;

/// A day and an hour on the wall.
pub(super) type Wall = (Day, LocalTime);

/// Why a rule gives no dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It cannot be read, or is not one of lessons.
    Rule,
    /// There are more dates than a calendar of lessons has.
    Endless,
}

/// The dates of a rule from its first to a last day, in order. Dates before `from` are counted, not
/// given; each is taken from what is `left`.
pub(super) fn dates(
    rule: &ICalendarRecurrenceRule,
    first: Wall,
    until: Option<Wall>,
    (from, to): (Day, Day),
    left: &mut usize,
) -> Result<Vec<Wall>, Unfit> {
    let is_quick = matches!(
        rule.freq,
        ICalendarFrequency::Secondly | ICalendarFrequency::Minutely | ICalendarFrequency::Hourly
    );
    if is_quick || !rule.bysecond.is_empty() || rule.interval == Some(0) {
        return Err(Unfit::Rule);
    }
    let mut rule = rule.clone();
    (rule.until, rule.rscale, rule.skip) = (None, None, None);
    let until = match (rule.count, until) {
        (None, Some(until)) => format!(";UNTIL={}", stamp(until)),
        _ => String::new(),
    };
    let text = format!("DTSTART:{}\nRRULE:{rule}{until}", stamp(first));
    let set: RRuleSet = text.parse().map_err(|_unread| Unfit::Rule)?;
    let before = *left;
    let mut dates = Vec::new();
    for date in set.limit().into_iter() {
        *left = left.checked_sub(1).ok_or(Unfit::Endless)?;
        let wall = wall(date.timestamp()).ok_or(Unfit::Rule)?;
        if wall.0 > to {
            break;
        }
        if wall.0 >= from {
            dates.push(wall);
        }
    }
    if *left == before {
        *left = left.checked_sub(NOTHING).ok_or(Unfit::Endless)?;
    }
    Ok(dates)
}

/// The time of the wall, written as if it were universal: where no clock ever changes.
fn stamp((day, time): Wall) -> String {
    let (year, month, of_month) = day.ymd();
    let (hours, minutes) = time.hm();
    format!("{year:04}{month:02}{of_month:02}T{hours:02}{minutes:02}00Z")
}

fn wall(seconds: i64) -> Option<Wall> {
    let minutes = seconds.div_euclid(60);
    let day = i32::try_from(minutes.div_euclid(24 * 60)).ok()?;
    let time = i16::try_from(minutes.rem_euclid(24 * 60)).ok()?;
    Some((Day(day), LocalTime(time)))
}
