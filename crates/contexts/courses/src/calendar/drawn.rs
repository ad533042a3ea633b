//! Events drawn at random, whose dates are those that an independent library gives them: ical.js, of
//! the packages of `web`.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use kernel::{Day, Place, SchoolYear};
use proptest::{
    prelude::*,
    sample::{select, subsequence},
    strategy::ValueTree,
    test_runner::TestRunner,
};
use serde::{Deserialize, Serialize};

use crate::calendar::read;

/// How many events are drawn.
const DRAWN: usize = 600;

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The clocks of Paris since 1996.
const PARIS: &str = "BEGIN:VTIMEZONE\nTZID:Europe/Paris\n\
    BEGIN:DAYLIGHT\nDTSTART:19960331T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n\
    BEGIN:STANDARD\nDTSTART:19961027T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n";

/// What is asked of the library.
#[derive(Serialize)]
struct Question {
    calendar: String,
    until: String,
}

/// A date of an event, as the library says it.
#[derive(Deserialize)]
struct Answer {
    /// The day where the event is written.
    own: String,
    /// The day and the hour in Paris.
    paris: String,
}

/// Where an event is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clock {
    Paris,
    Floating,
    Universal,
}

impl Clock {
    /// A property with a time of this clock.
    fn says(self, property: &str, stamp: &str) -> String {
        match self {
            Self::Paris => format!("{property};TZID=Europe/Paris:{stamp}"),
            Self::Floating => format!("{property}:{stamp}"),
            Self::Universal => format!("{property}:{stamp}Z"),
        }
    }
}

/// The first date of an event.
#[derive(Clone, Copy, Debug)]
struct First {
    clock: Clock,
    day: Day,
    hour: u8,
}

impl First {
    fn stamp(self, day: Day) -> String {
        format!("{}T{:02}3000", day.to_string().replace('-', ""), self.hour)
    }

    fn weekday(self) -> &'static str {
        WEEKDAYS[usize::try_from(self.day.weekday()).unwrap() - 1]
    }

    /// Which of its weekday it is in its month, from the first or, below zero, from the last.
    fn nth(self, from_the_last: bool) -> i8 {
        let (year, month, date) = self.day.ymd();
        if !from_the_last {
            return (date - 1) / 7 + 1;
        }
        let next = Day::new(year, month, 1).unwrap().plus_months(1);
        let left = i8::try_from(next.0 - self.day.0 - 1).unwrap();
        -(left / 7 + 1)
    }
}

/// First dates of the autumn to the summer, so that both changes of the clocks are crossed. Nothing
/// starts at an hour that the clocks skip or say twice, of which the norm leaves the choice, nor ends
/// after midnight.
fn first() -> impl Strategy<Value = First> {
    let clock = select(vec![Clock::Paris, Clock::Paris, Clock::Floating, Clock::Universal]);
    (clock, 20_675..20_995_i32, select(vec![0, 1, 4, 8, 9, 10, 14, 17, 20, 22_u8])).prop_map(
        |(clock, day, hour)| First {
            clock,
            day: Day(day),
            hour: if clock == Clock::Universal { hour.clamp(4, 20) } else { hour },
        },
    )
}

/// A list that holds one thing and some others, in their order: of months out of order ical.js forgets
/// some.
fn with(one: String, others: Vec<String>) -> impl Strategy<Value = String> {
    let most = others.len().min(3);
    subsequence(others.clone(), 0..=most).prop_map(move |some| {
        let is_in = |other: &&String| some.contains(*other) || **other == one;
        let mut list: Vec<&str> = others.iter().filter(is_in).map(String::as_str).collect();
        if !others.contains(&one) {
            list.push(&one);
        }
        list.join(",")
    })
}

fn texts<T: ToString>(list: impl IntoIterator<Item = T>) -> Vec<String> {
    list.into_iter().map(|one| one.to_string()).collect()
}

/// Which days a rule names: its first date always is one of them, since the norm does not say what a
/// first date is that its rule does not name.
fn days(first: First) -> BoxedStrategy<(&'static str, String)> {
    let (_, month, date) = first.day.ymd();
    let weekday = first.weekday();
    let weekdays =
        move || with(weekday.to_owned(), texts(WEEKDAYS)).prop_map(|d| format!(";BYDAY={d}"));
    let months =
        move || with(month.to_string(), texts(1..=12)).prop_map(|m| format!(";BYMONTH={m}"));
    let dates =
        move || with(date.to_string(), texts(1..=28)).prop_map(|d| format!(";BYMONTHDAY={d}"));
    let nth = move || {
        let others = texts(["1MO", "2WE", "3FR", "-1TU", "-2TH"]);
        any::<bool>()
            .prop_flat_map(move |last| {
                with(format!("{}{weekday}", first.nth(last)), others.clone())
            })
            .prop_map(|d| format!(";BYDAY={d}"))
    };
    let of =
        |freq: &'static str, days: BoxedStrategy<String>| days.prop_map(move |d| (freq, d)).boxed();
    let both = |a: BoxedStrategy<String>, b: BoxedStrategy<String>| {
        (a, b).prop_map(|(a, b)| a + &b).boxed()
    };
    let nothing = || Just(String::new()).boxed();
    prop_oneof![
        of("DAILY", nothing()),
        of("DAILY", weekdays().boxed()),
        of("DAILY", months().boxed()),
        of("WEEKLY", nothing()),
        of("WEEKLY", weekdays().boxed()),
        of("WEEKLY", both(months().boxed(), weekdays().boxed())),
        of("MONTHLY", nothing()),
        of("MONTHLY", dates().boxed()),
        of("MONTHLY", nth().boxed()),
        of("MONTHLY", weekdays().boxed()),
        of("MONTHLY", both(months().boxed(), dates().boxed())),
        of("YEARLY", nothing()),
        of("YEARLY", both(months().boxed(), dates().boxed())),
        of("YEARLY", both(months().boxed(), nth().boxed())),
    ]
    .boxed()
}

/// Where a rule stops: nowhere, after so many dates, or at an instant.
fn end(first: First) -> BoxedStrategy<String> {
    let until = (1..400_i32).prop_map(move |later| {
        let stamp = first.stamp(first.day.plus(later));
        let zone = if first.clock == Clock::Floating { "" } else { "Z" };
        format!(";UNTIL={stamp}{zone}")
    });
    prop_oneof![
        Just(String::new()),
        (1..60_u32).prop_map(|count| format!(";COUNT={count}")),
        until,
    ]
    .boxed()
}

/// A calendar of one event that repeats. Of what the norm allows ical.js is not the judge: it
/// forgets the interval of months that `BYMONTH` limits, whose first date it says twice, and passes over
/// an excluded date that follows one on which nothing falls, or that is said twice.
fn calendar() -> impl Strategy<Value = String> {
    let wkst = select(vec!["", ";WKST=MO", ";WKST=SU", ";WKST=TH"]);
    first().prop_flat_map(move |first| {
        let rule = (days(first), 1..5_u32, end(first), wkst.clone());
        let more = prop::collection::vec(1..30_i32, 0..4);
        let less = prop::option::of(prop_oneof![0..60_i32, (0..9_i32).prop_map(|weeks| weeks * 7)]);
        (rule, more, less).prop_map(move |(((freq, days), interval, end, wkst), more, less)| {
            let is_of_months = freq == "MONTHLY" && days.contains("BYMONTH=");
            let interval = if is_of_months { 1 } else { interval };
            let is_twice = |later: i32| more.contains(&later) || (is_of_months && later == 0);
            let less = less.filter(|later| !is_twice(*later));
            let mut lines = vec![
                "BEGIN:VEVENT".to_owned(),
                "UID:drawn".to_owned(),
                first.clock.says("DTSTART", &first.stamp(first.day)),
                "DURATION:PT25M".to_owned(),
                format!("RRULE:FREQ={freq};INTERVAL={interval}{days}{end}{wkst}"),
            ];
            let dates = |name: &str, days: Vec<i32>| -> Vec<String> {
                let stamp = |later: &i32| first.clock.says(name, &first.stamp(first.day.plus(*later)));
                days.iter().map(stamp).collect()
            };
            lines.extend(dates("RDATE", more));
            lines.extend(dates("EXDATE", less.into_iter().collect()));
            format!(
                "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Drawn//FR\n{PARIS}{}\nEND:VEVENT\nEND:VCALENDAR\n",
                lines.join("\n")
            )
            .replace('\n', "\r\n")
        })
    })
}

/// Asks the library, once for all.
fn answers(questions: &[Question]) -> Vec<Vec<Answer>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../web");
    let started = Command::new("node")
        .arg("oracle/dates.js")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut node =
        started.expect("this test asks ical.js: install Node 20 and run `npm ci` in web/");
    let mut asked = node.stdin.take().unwrap();
    asked.write_all(&serde_json::to_vec(questions).unwrap()).unwrap();
    drop(asked);
    let said = node.wait_with_output().unwrap();
    assert!(said.status.success(), "ical.js did not answer: is `npm ci` done in web/?");
    serde_json::from_slice(&said.stdout).unwrap()
}

#[test]
fn drawn_events_have_the_dates_that_ical_js_gives_them() {
    let mut runner = TestRunner::deterministic();
    let strategy = calendar();
    let mut draw = || strategy.new_tree(&mut runner).unwrap().current();
    let drawn: Vec<String> = (0..DRAWN).map(|_| draw()).collect();
    // A year without vacations, so that every date counts.
    let year = SchoolYear {
        starts_in: 2026,
        first: Day::new(2026, 8, 1).unwrap(),
        last: Day::new(2027, 7, 31).unwrap(),
        vacations: Vec::new(),
    };
    let until = year.last.plus(1).to_string();
    let ask = |calendar: &String| Question { calendar: calendar.clone(), until: until.clone() };
    let questions: Vec<Question> = drawn.iter().map(ask).collect();
    let (mut compared, mut apart) = (0, Vec::new());
    for (calendar, said) in drawn.iter().zip(answers(&questions)) {
        let found =
            read(calendar.as_bytes(), &year, &Place::named("Europe/Paris").unwrap()).unwrap();
        let has_class = |date: &str| year.has_class(Day::parse_iso(&date[..10]).unwrap());
        let mut dates: Vec<&str> = said.iter().map(|one| one.paris.as_str()).collect();
        assert!(said.iter().all(|one| one.own <= until), "{calendar}");
        dates.sort_unstable();
        dates.dedup();
        let (expected, others): (Vec<&str>, Vec<&str>) =
            dates.into_iter().partition(|date| has_class(date));
        let ours: Vec<String> =
            found.events.iter().map(|event| format!("{}T{}", event.day, event.starts)).collect();
        let left = (found.left.without_class, found.left.unreadable);
        if ours != expected || left != (i64::try_from(others.len()).unwrap(), 0) {
            let event = calendar.split("BEGIN:VEVENT").nth(1).unwrap();
            apart.push(format!(
                "{event}\nours: {ours:?}, {left:?}\nical.js: {expected:?}, {others:?}"
            ));
        }
        compared += ours.len();
    }
    assert!(apart.is_empty(), "{} events differ:\n{}", apart.len(), apart.join("\n"));
    assert!(compared > 10 * DRAWN, "{compared} dates are too few to tell");
}
