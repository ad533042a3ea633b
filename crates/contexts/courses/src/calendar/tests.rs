//! Reading calendars: what an independent library says of the same files (see `samples/answers.py`),
//! and files that nobody should send.

use directory::api::{Group, Org, PersonName};
use kernel::{Day, LocalTime, Place, SchoolYear, Zone};
use proptest::prelude::*;

use crate::{
    calendar::{Event, Found, Guesser, Refusal, read},
    course::Course,
};

const SAMPLES: [(&str, &[u8]); 5] = [
    ("apple", include_bytes!("samples/apple.ics")),
    ("google", include_bytes!("samples/google.ics")),
    ("outlook", include_bytes!("samples/outlook.ics")),
    ("pronote", include_bytes!("samples/pronote.ics")),
    ("zimbra", include_bytes!("samples/zimbra.ics")),
];

fn year() -> SchoolYear {
    SchoolYear::of(Day::parse_iso("2027-03-11").unwrap(), Zone::A)
}

fn paris() -> Place {
    Place::named("Europe/Paris").unwrap()
}

fn found(bytes: &[u8]) -> Found {
    read(bytes, &year(), &paris()).unwrap()
}

/// A calendar of these lines.
fn calendar(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n",
        lines.replace('\n', "\r\n")
    )
}

/// An event with a rule.
fn repeated(first: &str, rule: &str) -> String {
    calendar(&format!(
        "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Europe/Paris:{first}\nDURATION:PT55M\nRRULE:{rule}\nEND:VEVENT"
    ))
}

/// The days and hours of the events, as text.
fn dates(found: &Found) -> Vec<String> {
    found.events.iter().map(|event| format!("{}T{}", event.day, event.starts)).collect()
}

#[test]
fn each_program_is_read_as_an_independent_library_reads_it() {
    let year = year();
    for (name, bytes) in SAMPLES {
        let expected: Vec<&str> = include_str!("samples/answers.txt")
            .lines()
            .filter(|line| line.starts_with(name))
            .filter(|line| {
                let day = Day::parse_iso(line.split('|').nth(1).unwrap()).unwrap();
                year.has_class(day)
            })
            .collect();
        let said: Vec<String> = found(bytes)
            .events
            .iter()
            .map(|event| {
                let ends = event.ends.unwrap();
                format!("{name}|{}|{}|{ends}|{}", event.day, event.starts, event.title)
            })
            .collect();
        let mut sorted = said.clone();
        sorted.sort();
        assert!(!expected.is_empty(), "{name}");
        assert_eq!(sorted, expected, "{name}");
    }
}

#[test]
fn drawn_rules_have_the_dates_an_independent_library_gives_them() {
    let year = year();
    for line in include_str!("samples/rules.txt").lines() {
        let mut parts = line.split('|');
        let (first, rule) = (parts.next().unwrap(), parts.next().unwrap());
        let expected: Vec<&str> = parts
            .next()
            .unwrap()
            .split(' ')
            .filter(|date| {
                date.get(..10).is_some_and(|day| year.has_class(Day::parse_iso(day).unwrap()))
            })
            .collect();
        assert_eq!(dates(&found(repeated(first, rule).as_bytes())), expected, "{first} {rule}");
    }
}

#[test]
fn a_lesson_keeps_its_hour_when_the_clocks_change() {
    let weekly = found(repeated("20261019T090000", "FREQ=DAILY;BYDAY=MO,FR").as_bytes());
    assert!(weekly.events.iter().all(|event| event.starts == LocalTime(9 * 60)));
    assert!(dates(&weekly).contains(&"2026-11-02T09:00".to_owned()));
    let of_utc = "BEGIN:VEVENT\nUID:a\nDTSTART:20270326T080000Z\nDTEND:20270326T085500Z\nEND:VEVENT\n\
                  BEGIN:VEVENT\nUID:b\nDTSTART:20270330T080000Z\nDTEND:20270330T085500Z\nEND:VEVENT";
    assert_eq!(
        dates(&found(calendar(of_utc).as_bytes())),
        ["2027-03-26T09:00", "2027-03-30T10:00"]
    );
}

#[test]
fn a_zone_is_known_by_its_name_or_its_rules() {
    let at = |zone: &str, rules: &str| {
        let lines = format!(
            "{rules}BEGIN:VEVENT\nUID:a\nDTSTART;TZID={zone}:20270311T090000\nDURATION:PT55M\nEND:VEVENT"
        );
        dates(&found(calendar(&lines).as_bytes()))
    };
    let zone = |winter: &str, summer: &str| {
        format!(
            "BEGIN:VTIMEZONE\nTZID:À nous\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:{summer}\n\
             TZOFFSETTO:{winter}\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:{winter}\n\
             TZOFFSETTO:{summer}\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
        )
    };
    for (name, rules, here) in [
        ("Europe/Paris", String::new(), "09:00"),
        ("Romance Standard Time", String::new(), "09:00"),
        ("Europe/London", String::new(), "10:00"),
        ("GMT Standard Time", String::new(), "10:00"),
        ("Indian/Reunion", String::new(), "06:00"),
        ("À nous", zone("+0100", "+0200"), "09:00"),
        ("À nous", zone("+0000", "+0100"), "10:00"),
        ("Nulle part", String::new(), "09:00"),
    ] {
        assert_eq!(at(name, &rules), [format!("2027-03-11T{here}")], "{name}");
    }
}

#[test]
fn a_rule_that_ends_on_a_day_ends_after_its_lessons() {
    let rule = |until| dates(&found(repeated("20270311T090000", until).as_bytes()));
    assert_eq!(rule("FREQ=DAILY;UNTIL=20270312"), ["2027-03-11T09:00", "2027-03-12T09:00"]);
    assert_eq!(rule("FREQ=DAILY;UNTIL=20270312T080000Z").len(), 2, "nine o'clock in Paris");
    assert_eq!(rule("FREQ=DAILY;UNTIL=20270312T075959Z").len(), 1);
    assert!(rule("FREQ=DAILY;UNTIL=20270301").is_empty());
}

#[test]
fn an_event_that_moves_is_still_the_same() {
    let weekly = |first: &str| found(repeated(first, "FREQ=WEEKLY").as_bytes()).events;
    let (before, after) = (weekly("20270311T090000"), weekly("20270311T100000"));
    let keys = |events: &[Event]| -> Vec<String> {
        events.iter().map(|event| event.key.clone()).collect()
    };
    assert_eq!(keys(&before), keys(&after));
    let one = |start: &str| {
        found(
            calendar(&format!("BEGIN:VEVENT\nUID:a\nDTSTART:{start}\nDURATION:PT1H\nEND:VEVENT"))
                .as_bytes(),
        )
        .events
    };
    assert_eq!(keys(&one("20270311T090000")), keys(&one("20270312T140000")));
}

#[test]
fn a_date_that_moves_with_those_after_it_takes_them_along() {
    let series = |more: &str| {
        let lines = format!(
            "BEGIN:VEVENT\nUID:a\nSUMMARY:Maths\nDTSTART;TZID=Europe/Paris:20270311T090000\nDURATION:PT55M\n\
             RRULE:FREQ=WEEKLY;COUNT=5\nEND:VEVENT\n{more}"
        );
        found(calendar(&lines).as_bytes())
    };
    let instead = |of: &str, start: &str, range: &str| {
        format!(
            "BEGIN:VEVENT\nUID:a\nSUMMARY:Maths\nRECURRENCE-ID;TZID=Europe/Paris{range}:{of}\n\
             DTSTART;TZID=Europe/Paris:{start}\nDURATION:PT55M\nEND:VEVENT\n"
        )
    };
    let future = ";RANGE=THISANDFUTURE";
    let before = series("");
    let after = series(instead("20270325T090000", "20270326T140000", future).trim_end());
    assert_eq!(
        dates(&after),
        [
            "2027-03-11T09:00",
            "2027-03-18T09:00",
            "2027-03-26T14:00",
            "2027-04-02T14:00",
            "2027-04-09T14:00"
        ],
        "the hour of the wall, although the clocks change on 28 March"
    );
    let keys = |found: &Found| -> Vec<String> {
        found.events.iter().map(|event| event.key.clone()).collect()
    };
    assert_eq!(keys(&before), keys(&after), "the same lessons");
    let both = format!(
        "{}{}",
        instead("20270318T090000", "20270318T100000", future),
        instead("20270401T090000", "20270401T080000", "")
    );
    assert_eq!(
        dates(&series(both.trim_end())),
        [
            "2027-03-11T09:00",
            "2027-03-18T10:00",
            "2027-03-25T10:00",
            "2027-04-01T08:00",
            "2027-04-08T10:00"
        ]
    );
}

#[test]
fn what_is_not_a_lesson_is_counted() {
    let lines = "BEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20270311\nEND:VEVENT\n\
                 BEGIN:VEVENT\nUID:b\nDTSTART:20270311T200000\nDTEND:20270312T080000\nEND:VEVENT\n\
                 BEGIN:VEVENT\nUID:c\nDTSTART:20270314T090000\nDURATION:PT1H\nEND:VEVENT\n\
                 BEGIN:VEVENT\nUID:d\nSTATUS:CANCELLED\nDTSTART:20270311T090000\nDURATION:PT1H\nEND:VEVENT\n\
                 BEGIN:VEVENT\nUID:e\nSUMMARY:Sans date\nEND:VEVENT\n\
                 BEGIN:VEVENT\nUID:f\nDTSTART:20270311T090000\nRRULE:FREQ=SECONDLY\nEND:VEVENT";
    let found = found(calendar(lines).as_bytes());
    let left = found.left;
    assert_eq!(
        (left.whole_days, left.without_class, left.cancelled, left.unreadable),
        (2, 1, 1, 2)
    );
    assert_eq!(dates(&found), ["2027-03-11T09:00"], "the first date of an unreadable rule");
}

#[test]
fn what_is_no_calendar_or_never_ends_is_refused() {
    let refused = |bytes: &[u8]| read(bytes, &year(), &paris()).err();
    for wrong in
        [&b""[..], b"%PDF-1.4", b"\xff\xfe\x00", b"a;b;c\n1;2;3", b"BEGIN:VCARD\nEND:VCARD"]
    {
        assert_eq!(refused(wrong), Some(Refusal::NotOne));
    }
    let mut endless = String::new();
    for number in 0..60 {
        endless.push_str(&format!(
            "BEGIN:VEVENT\nUID:{number}\nDTSTART:19700101T090000\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
        ));
    }
    assert_eq!(refused(calendar(endless.trim_end()).as_bytes()), Some(Refusal::TooMany));
    let mut never = String::new();
    for number in 0..40 {
        never.push_str(&format!(
            "BEGIN:VEVENT\nUID:{number}\nDTSTART:20270101T090000\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\n"
        ));
    }
    let said = read(calendar(never.trim_end()).as_bytes(), &year(), &paris());
    assert!(said.is_err_and(|refusal| refusal == Refusal::TooMany));
}

fn course(id: i64, label: &str, class: &str) -> Course {
    Course {
        id,
        label: label.into(),
        group: Group {
            id,
            org: 1,
            is_class: true,
            name: class.into(),
            levels: Vec::new(),
            year: 2026,
        },
        org: Org { id: 1, kind: "college".into(), name: String::new(), commune: String::new() },
        teachers: Vec::new(),
    }
}

fn event(words: &str) -> Event {
    Event {
        key: "a".into(),
        title: words.into(),
        words: words.into(),
        class: String::new(),
        day: Day(0),
        starts: LocalTime(0),
        ends: None,
        room: String::new(),
    }
}

#[test]
fn a_title_is_of_the_class_and_the_subject_it_names() {
    let courses = [
        course(1, "Histoire-géographie", "5e B"),
        course(2, "Histoire-géographie", "4e A"),
        course(3, "Enseignement moral et civique", "5e B"),
    ];
    for (words, teaching) in [
        ("HISTOIRE-GEOGRAPHIE - 5E B - salle 7", Some(1)),
        ("Hist. géo 5B", Some(1)),
        ("4EA HIST", Some(2)),
        ("4e A", Some(2)),
        ("5e B", None),
        ("Ens. moral (5eB)", Some(3)),
        ("Histoire", None),
        ("Enseignement moral 4e C", None),
        ("Enseignement moral 3B", None),
        ("Enseignement moral, 2 heures", Some(3)),
        ("Histoire 5ème B", Some(1)),
        ("EMC 5EB", Some(3)),
        ("Dentiste", None),
        ("", None),
    ] {
        let guess = Guesser::new(&courses).guess(&event(words));
        assert_eq!(guess.teaching, teaching, "{words}");
    }
    assert_eq!(Guesser::new(&courses).guess(&event("Histoire\n5EB")).class, "5e B");
}

#[test]
fn a_class_whose_letter_is_that_of_levels_takes_nothing_from_the_others() {
    let courses = [course(1, "Histoire", "5e B"), course(2, "Histoire", "5e E")];
    for (class, teaching) in [
        ("5e B", Some(1)),
        ("5EB", Some(1)),
        ("5B", Some(1)),
        ("5e E", Some(2)),
        ("5EE", Some(2)),
        ("5ème E", Some(2)),
    ] {
        let event = Event { class: class.into(), ..event("HISTOIRE") };
        assert_eq!(Guesser::new(&courses).guess(&event).teaching, teaching, "{class}");
    }
}

#[test]
fn the_class_that_a_table_names_apart_and_the_teacher_tell_courses_from_each_other() {
    let taught = |id, label, class, last: &str| Course {
        teachers: vec![PersonName {
            id,
            last: last.into(),
            first: String::new(),
            title: String::new(),
        }],
        ..course(id, label, class)
    };
    let courses = [
        taught(1, "Sciences de la vie et de la Terre", "6e A", "Baron"),
        taught(2, "Éducation physique et sportive", "6e A", "Petit"),
        taught(3, "EPS", "6e B", "Petit"),
        taught(4, "Anglais", "6e B", "Le Goff"),
        taught(5, "Anglais", "6e B", "Roux"),
    ];
    for (words, class, teaching) in [
        ("SVT", "6A", Some(1)),
        ("SCIENCES VIE & TERRE", "6EA", Some(1)),
        ("EPS", "6A", Some(2)),
        ("EDUCATION PHYSIQUE & SPORTIVE", "6B", Some(3)),
        ("ANGLAIS LV1 LE GOFF", "6B", Some(4)),
        ("ANGLAIS LV1", "6B", None),
        ("LE GOFF", "6B", Some(4)),
        ("SVT 6A", "6C", None),
    ] {
        let event = Event { class: class.into(), ..event(words) };
        assert_eq!(Guesser::new(&courses).guess(&event).teaching, teaching, "{words} {class}");
    }
}

#[test]
fn each_refusal_has_its_word() {
    for refusal in Refusal::ALL {
        assert_eq!(Refusal::from_code(refusal.code()), Some(refusal));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        drop(read(&bytes, &year(), &paris()));
    }

    #[test]
    fn no_damage_breaks_the_reader(
        sample in 0..SAMPLES.len(),
        damages in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = SAMPLES[sample].1.to_vec();
        for (place, byte) in damages {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        drop(read(&bytes, &year(), &paris()));
    }
}
