//! What cells say, whatever way they write it.

use kernel::{Day, Role, fold};

use super::super::columns::Dates;
use super::super::error::Reason;
use super::super::model::{Phone, PhoneKind, Responsibility};

pub(super) fn email(text: &str) -> Result<Option<Box<str>>, Reason> {
    let is_address = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
    });
    match text {
        "" => Ok(None),
        text if is_address => Ok(Some(text.to_lowercase().into())),
        text => Err(Reason::Shifted { column: "courriel".into(), value: text.into() }),
    }
}

pub(super) fn phones<'t>(texts: impl Iterator<Item = &'t str>) -> Result<Box<[Phone]>, Reason> {
    let read = |text: &'t str| match phone(text) {
        Some(number) => {
            let is_mobile =
                ["06", "07", "+336", "+337"].iter().any(|start| number.starts_with(start));
            let kind = if is_mobile { PhoneKind::Mobile } else { PhoneKind::Home };
            Ok(Phone { kind, number: number.into() })
        }
        None => Err(Reason::Shifted { column: "téléphone".into(), value: text.into() }),
    };
    let mut phones = texts.map(read).collect::<Result<Vec<_>, _>>()?;
    phones.sort();
    phones.dedup();
    Ok(phones.into())
}

/// A telephone number without its spaces; a sheet that took it for a number lost its first zero.
pub(in super::super) fn phone(text: &str) -> Option<String> {
    let number: String =
        text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '/' | '(' | ')')).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    if digits.len() < 4 || digits.len() > 15 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lost_zero = number.len() == 9 && !number.starts_with(['0', '+']);
    Some(if lost_zero { format!("0{number}") } else { number })
}

/// The three numbers of a date, in their order.
pub(in super::super) fn numbers_of_day(text: &str) -> Option<[i16; 3]> {
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    let mut numbers = text.split(['/', '-', '.']).map(|part| part.parse::<i16>().ok());
    let three = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(three)
}

/// The day a text says; years are of four digits.
pub(super) fn day_of(text: &str, dates: Dates) -> Option<Day> {
    let [first, second, third] = numbers_of_day(text)?;
    let (year, month, day) = match dates {
        _ if first > 31 => (first, second, third),
        Dates::DayFirst => (third, second, first),
        Dates::MonthFirst => (third, first, second),
    };
    let small = |number: i16| i8::try_from(number).ok();
    if year < 1900 {
        return None;
    }
    Day::new(year, small(month)?, small(day)?)
}

/// What a guardian is to a pupil: only the words of parental authority give rights; any other is a
/// person to call.
pub(super) fn level_of(words: &str) -> Responsibility {
    const LEGAL: [&str; 20] = [
        "",
        "1",
        "pere",
        "mere",
        "papa",
        "maman",
        "parent",
        "parents",
        "tuteur",
        "tutrice",
        "tuteur legal",
        "tutrice legale",
        "legal",
        "responsable legal",
        "responsable legale",
        "representant legal",
        "representante legale",
        "father",
        "mother",
        "legal guardian",
    ];
    match fold(words).as_str() {
        legal if LEGAL.contains(&legal) => Responsibility::Legal,
        "2" => Responsibility::InCharge,
        _ => Responsibility::Contact,
    }
}

/// What a member of staff does, by the first word; who directs, by the whole of it, since so many
/// others are « principal » or « chef » of something.
pub(super) fn role_of(words: &str) -> Role {
    const HEADS: [&str; 13] = [
        "directeur",
        "directrice",
        "directeur d ecole",
        "directrice d ecole",
        "principal",
        "principale",
        "principal adjoint",
        "principale adjointe",
        "proviseur",
        "proviseur adjoint",
        "chef d etablissement",
        "cheffe d etablissement",
        "head of school",
    ];
    const ROLES: [(&[&str], Role); 4] = [
        (&["", "enseign", "prof", "instit", "teacher", "pe"], Role::Teacher),
        (&["cpe", "aed", "surveill"], Role::SchoolLife),
        (&["aesh", "avs"], Role::SupportAssistant),
        (&["secretai"], Role::Secretariat),
    ];
    let words = fold(words);
    if HEADS.contains(&words.as_str()) {
        return Role::Head;
    }
    let first = words.split(' ').next().unwrap_or_default();
    let says = |start: &&str| first == *start || (start.len() > 3 && first.starts_with(*start));
    ROLES
        .iter()
        .find(|(starts, _)| starts.iter().any(&says))
        .map_or(Role::OtherStaff, |(_, role)| *role)
}
