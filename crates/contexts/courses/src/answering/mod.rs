//! How those who teach answer: a class one hand-in after the other, a mark when the work has a
//! scale, their own phrases, and the question to hand in again.

pub(crate) mod marking;
pub(crate) mod pages;
pub(crate) mod phrases;
pub(crate) mod store;
mod views;
pub(crate) mod voice;

use kernel::Lang;

use crate::handin::{Handin, State};

/// The highest a scale goes.
pub(crate) const HIGHEST: i64 = 1_000;

/// What a work is marked on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scale {
    /// No mark.
    #[default]
    None,
    /// Out of so many.
    OutOf(u16),
    /// A to E, with + or −.
    Letters,
}

impl Scale {
    /// The word stored.
    pub(crate) fn code(self) -> String {
        match self {
            Self::None => String::new(),
            Self::OutOf(most) => most.to_string(),
            Self::Letters => "lettres".to_owned(),
        }
    }

    /// The scale a stored word means.
    pub(crate) fn from_code(code: &str) -> Self {
        match code.parse() {
            Ok(most) if most > 0 => Self::OutOf(most),
            _ if code == "lettres" => Self::Letters,
            _ => Self::None,
        }
    }

    /// A mark as it is stored, from what was typed; `None` when it is not one of this scale.
    pub(crate) fn mark(self, typed: &str) -> Option<String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Some(String::new());
        }
        match self {
            Self::None => None,
            Self::OutOf(most) => {
                let points = hundredths(typed)?;
                (points <= u32::from(most) * 100).then(|| format!("{}/{most}", decimal(points)))
            }
            Self::Letters => {
                let upper = typed.to_uppercase().replace('−', "-");
                let mut letters = upper.chars();
                let is_letter = letters.next().is_some_and(|letter| ('A'..='E').contains(&letter));
                (is_letter && matches!(letters.as_str(), "" | "+" | "-")).then_some(upper)
            }
        }
    }
}

/// A number of points with two decimals at most, in hundredths.
fn hundredths(typed: &str) -> Option<u32> {
    let (whole, part) = typed.split_once([',', '.']).unwrap_or((typed, "0"));
    let are_digits = |text: &str, most| {
        !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !are_digits(whole, 4) || !are_digits(part, 2) {
        return None;
    }
    let part: u32 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<u32>().ok()? * 100 + part)
}

fn decimal(hundredths: u32) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => whole.to_string(),
        part if part % 10 == 0 => format!("{whole}.{}", part / 10),
        part => format!("{whole}.{part:02}"),
    }
}

/// A stored mark in words: « 15,5 / 20 », « B+ ».
pub(crate) fn said_mark(lang: Lang, stored: &str) -> String {
    match stored.split_once('/') {
        // Spaces would let the two numbers change places in a line that runs from right to left.
        Some((points, most)) if lang.is_right_to_left() => {
            format!("{}/{most}", said_points(lang, points))
        }
        Some((points, most)) => format!("{} / {most}", said_points(lang, points)),
        None => stored.to_owned(),
    }
}

/// A stored mark as its field shows it: « 15,5 », « B+ ».
pub(crate) fn typed_mark(lang: Lang, stored: &str) -> String {
    said_points(lang, stored.split('/').next().unwrap_or_default())
}

fn said_points(lang: Lang, points: &str) -> String {
    if lang == Lang::En { points.to_owned() } else { points.replace('.', ",") }
}

/// Where a hand-in stands among those of its class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its place, from 1, and how many there are.
    pub(crate) at: i64,
    pub(crate) of: i64,
    pub(crate) before: Option<i64>,
    pub(crate) after: Option<i64>,
    /// The next that waits to be read, going round once.
    pub(crate) waiting: Option<i64>,
}

impl Place {
    /// The place of a hand-in among those of its class, in the order of the class.
    pub(crate) fn of(handins: &[&Handin], current: i64) -> Self {
        let Some(at) = handins.iter().position(|handin| handin.id == current) else {
            return Self::default();
        };
        let id = |at: usize| handins.get(at).map(|handin| handin.id);
        let (earlier, later) = (&handins[..at], &handins[at + 1..]);
        let waits = later.iter().chain(earlier).find(|handin| handin.state == State::Handed);
        Self {
            at: i64::try_from(at + 1).unwrap_or(i64::MAX),
            of: i64::try_from(handins.len()).unwrap_or(i64::MAX),
            before: at.checked_sub(1).and_then(id),
            after: id(at + 1),
            waiting: waits.map(|handin| handin.id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_of_its_scale() {
        let twenty = Scale::OutOf(20);
        for (typed, kept) in
            [("15,5", "15.5/20"), ("15.50", "15.5/20"), (" 20 ", "20/20"), ("0,25", "0.25/20")]
        {
            assert_eq!(twenty.mark(typed).as_deref(), Some(kept));
        }
        for wrong in ["20,01", "21", "-1", "1e1", "15,555", ",5", "5,", "A", "dix", "99999"] {
            assert_eq!(twenty.mark(wrong), None, "{wrong}");
        }
        assert_eq!(Scale::Letters.mark("b+").as_deref(), Some("B+"));
        assert_eq!(Scale::Letters.mark("A−").as_deref(), Some("A-"));
        for wrong in ["F", "AB", "A++", "12"] {
            assert_eq!(Scale::Letters.mark(wrong), None, "{wrong}");
        }
        assert_eq!(Scale::None.mark("12"), None);
        assert_eq!(Scale::None.mark("").as_deref(), Some(""));
    }

    #[test]
    fn a_scale_is_what_its_word_says() {
        for scale in [Scale::None, Scale::OutOf(10), Scale::OutOf(1_000), Scale::Letters] {
            assert_eq!(Scale::from_code(&scale.code()), scale);
        }
        assert_eq!(Scale::from_code("0"), Scale::None);
    }

    #[test]
    fn a_mark_is_said_as_people_write_it() {
        assert_eq!(said_mark(Lang::Fr, "15.5/20"), "15,5 / 20");
        assert_eq!(said_mark(Lang::En, "15.5/20"), "15.5 / 20");
        assert_eq!(said_mark(Lang::Ar, "15.5/20"), "15,5/20");
        assert_eq!(said_mark(Lang::Fr, "B+"), "B+");
        assert_eq!(typed_mark(Lang::Fr, "15.5/20"), "15,5");
    }

    fn handin(id: i64, state: State) -> Handin {
        Handin {
            id,
            work: 1,
            pupil: id,
            teaching: 1,
            text_html: String::new(),
            state,
            handed_at: kernel::Instant(0),
            late: false,
            revision: 0,
            answer_html: String::new(),
            answered_by: None,
            mark: String::new(),
            is_asked_again: false,
            by: None,
        }
    }

    #[test]
    fn the_next_to_read_goes_round_once() {
        let class = [
            handin(4, State::Handed),
            handin(2, State::Answered),
            handin(9, State::Published),
            handin(7, State::Handed),
        ];
        let class: Vec<&Handin> = class.iter().collect();
        let place = Place::of(&class, 2);
        assert_eq!((place.at, place.of), (2, 4));
        assert_eq!((place.before, place.after, place.waiting), (Some(4), Some(9), Some(7)));
        assert_eq!(Place::of(&class, 7).waiting, Some(4));
        assert_eq!(Place::of(&class, 7).after, None);
        assert_eq!(Place::of(&class[1..3], 2).waiting, None);
        assert_eq!(Place::of(&class, 5), Place::default());
    }
}
