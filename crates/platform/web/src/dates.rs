//! Dates as people say them.

use kernel::{Day, Instant, Lang, LocalTime, Place};

const DAYS: [[&str; 7]; 3] = [
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
];

/// Arabic has the months of the Maghreb that sound like the French ones, which are on every paper
/// its readers get from the school.
const MONTHS: [[&str; 12]; 3] = [
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "جانفي",
        "فيفري",
        "مارس",
        "أفريل",
        "ماي",
        "جوان",
        "جويلية",
        "أوت",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
];

/// The name of a weekday, 1 for Monday.
pub fn weekday(lang: Lang, weekday: i8) -> &'static str {
    let at = usize::try_from(weekday - 1).unwrap_or(0) % 7;
    DAYS[lang as usize][at]
}

fn month_name(lang: Lang, day: Day) -> &'static str {
    let (_, month, _) = day.ymd();
    MONTHS[lang as usize][usize::try_from(month - 1).unwrap_or(0) % 12]
}

/// « mars 2027 ».
pub fn month(lang: Lang, day: Day) -> String {
    format!("{} {}", month_name(lang, day), day.ymd().0)
}

/// « jeudi 11 mars », with the year when it is not this one.
pub fn long_day(lang: Lang, day: Day, today: Day) -> String {
    let (year, _, date) = day.ymd();
    let month = month_name(lang, day);
    let weekday = weekday(lang, day.weekday());
    let date = if lang == Lang::Fr && date == 1 { "1er".to_owned() } else { date.to_string() };
    let year = if year == today.ymd().0 { String::new() } else { format!(" {year}") };
    format!("{weekday} {date} {month}{year}")
}

/// « aujourd’hui », « demain », « lundi » within a week, else the date.
pub fn near_day(lang: Lang, day: Day, today: Day) -> String {
    let word = match (lang, day.0 - today.0) {
        (Lang::Fr, -1) => "hier",
        (Lang::Fr, 0) => "aujourd’hui",
        (Lang::Fr, 1) => "demain",
        (Lang::En, -1) => "yesterday",
        (Lang::En, 0) => "today",
        (Lang::En, 1) => "tomorrow",
        (Lang::Ar, -1) => "أمس",
        (Lang::Ar, 0) => "اليوم",
        (Lang::Ar, 1) => "غدًا",
        (_, 2..=6) => weekday(lang, day.weekday()),
        _ => return long_day(lang, day, today),
    };
    word.to_owned()
}

/// « pour demain », « pour lundi », « pour jeudi 11 mars »; [`capital`] at the start of a line.
pub fn due(lang: Lang, day: Day, today: Day) -> String {
    let near = near_day(lang, day, today);
    match lang {
        Lang::Fr => format!("pour {near}"),
        Lang::En => format!("for {near}"),
        Lang::Ar => format!("الموعد: {near}"),
    }
}

/// « 8 h 30 » or « 8:30 ».
pub fn time(lang: Lang, time: LocalTime) -> String {
    let (hours, minutes) = time.hm();
    match lang {
        Lang::Fr => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
        Lang::En | Lang::Ar => format!("{hours}:{minutes:02}"),
    }
}

/// « hier à 8 h 30 », « il y a 5 minutes ».
pub fn when(lang: Lang, at: Instant, now: Instant, place: &Place) -> String {
    let minutes = now.seconds_since(at) / 60;
    match (lang, minutes) {
        (Lang::Ar, 0..=59) => return minutes_ago_in_arabic(minutes),
        (Lang::Fr, 0) => return "à l’instant".to_owned(),
        (Lang::En, 0) => return "just now".to_owned(),
        (Lang::Fr, 1) => return "il y a une minute".to_owned(),
        (Lang::En, 1) => return "one minute ago".to_owned(),
        (Lang::Fr, 2..=59) => return format!("il y a {minutes} minutes"),
        (Lang::En, 2..=59) => return format!("{minutes} minutes ago"),
        _ => {}
    }
    let (today, _) = place.local(now);
    let (day, hour) = place.local(at);
    let (day, hour) = (near_day(lang, day, today), time(lang, hour));
    match lang {
        Lang::Fr => format!("{day} à {hour}"),
        Lang::En => format!("{day} at {hour}"),
        Lang::Ar => format!("{day} على الساعة {hour}"),
    }
}

fn minutes_ago_in_arabic(minutes: i64) -> String {
    match minutes {
        0 => "الآن".to_owned(),
        1 => "قبل دقيقة".to_owned(),
        2 => "قبل دقيقتين".to_owned(),
        3..=10 => format!("قبل {minutes} دقائق"),
        _ => format!("قبل {minutes} دقيقة"),
    }
}

/// The same text with a capital at its start.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = Day::parse_iso("2027-03-11").unwrap();
        let said = |days| {
            (
                near_day(Lang::Fr, today.plus(days), today),
                near_day(Lang::En, today.plus(days), today),
            )
        };
        assert_eq!(said(0), ("aujourd’hui".into(), "today".into()));
        assert_eq!(said(1), ("demain".into(), "tomorrow".into()));
        assert_eq!(said(4), ("lundi".into(), "Monday".into()));
        assert_eq!(said(7), ("jeudi 18 mars".into(), "Thursday 18 March".into()));
        assert_eq!(said(-190).0, "mercredi 2 septembre 2026");
        assert_eq!(said(21).0, "jeudi 1er avril");
        assert_eq!(due(Lang::Fr, today.plus(1), today), "pour demain");
        assert_eq!(capital(&due(Lang::En, today.plus(4), today)), "For Monday");
        assert_eq!(due(Lang::Ar, today.plus(1), today), "الموعد: غدًا");
        assert_eq!(long_day(Lang::Ar, today.plus(21), today), "الخميس 1 أفريل");
    }

    #[test]
    fn instants_are_said_from_now() {
        let place = Place::named("Europe/Paris").unwrap();
        let now = place.instant(Day::parse_iso("2027-03-11").unwrap(), LocalTime(552));
        assert_eq!(when(Lang::Fr, now.plus_seconds(-20), now, &place), "à l’instant");
        assert_eq!(when(Lang::Fr, now.plus_seconds(-300), now, &place), "il y a 5 minutes");
        assert_eq!(
            when(Lang::Fr, now.plus_seconds(-3600 * 14), now, &place),
            "hier à 19\u{a0}h\u{a0}12"
        );
        assert_eq!(capital("élève"), "Élève");
        let in_arabic = |seconds: i64| when(Lang::Ar, now.plus_seconds(-seconds), now, &place);
        assert_eq!(in_arabic(20), "الآن");
        assert_eq!(in_arabic(120), "قبل دقيقتين");
        assert_eq!(in_arabic(300), "قبل 5 دقائق");
        assert_eq!(in_arabic(1200), "قبل 20 دقيقة");
        assert_eq!(in_arabic(3600 * 14), "أمس على الساعة 19:12");
    }
}
