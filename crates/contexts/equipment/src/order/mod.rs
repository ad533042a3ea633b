//! From what a school needs to what is in use there: ordered, received one scan after another, put in
//! place, seen on site. What came in surplus or is late is said.

pub(crate) mod campaign;
pub(crate) mod pages;
pub(crate) mod store;
mod views;

use kernel::{Day, Lang};

use crate::{
    device::{Category, Said, State},
    t,
};

/// What is ordered for a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) id: i64,
    pub(crate) wanted: Wanted,
    pub(crate) progress: Progress,
}

/// What is said of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) org: i64,
    pub(crate) campaign: String,
    pub(crate) category: Category,
    pub(crate) brand: String,
    pub(crate) model: String,
    pub(crate) quantity: i64,
    pub(crate) funding: String,
    /// Nothing before it is ordered: a need.
    pub(crate) ordered: Option<Day>,
    pub(crate) expected: Option<Day>,
}

impl Wanted {
    /// Whether it should have come, ordered or not, and has not all come.
    pub(crate) fn is_late(&self, progress: Progress, today: Day) -> bool {
        progress.received < self.quantity && self.expected.is_some_and(|day| day < today)
    }

    /// A device that comes with it.
    fn device(&self, serial: &str) -> Said {
        Said {
            org: self.org,
            category: self.category,
            brand: self.brand.clone(),
            model: self.model.clone(),
            serial: serial.to_owned(),
            tag: String::new(),
            funding: self.funding.clone(),
            state: State::Stock,
            place: String::new(),
            bought: self.ordered.map(|day| day.0),
            price: None,
        }
    }
}

/// How far an order is, in devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) received: i64,
    /// Put to use, or lent.
    pub(crate) used: i64,
    /// Seen in their place since they came.
    pub(crate) seen: i64,
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nobody has ordered it yet.
    Needed,
    /// It is on its way.
    Ordered,
    /// It is on its way, and should have come.
    Late,
    /// Everything came; some of it waits to be put in place.
    ToDeploy,
    /// Everything is in place; some of it was not seen there yet.
    ToCheck,
    /// Everything is in its place, seen.
    Done,
}

impl Stage {
    pub(crate) fn of(wanted: &Wanted, progress: Progress, today: Day) -> Self {
        if wanted.ordered.is_none() && progress.received == 0 {
            return Self::Needed;
        }
        if progress.received < wanted.quantity {
            return if wanted.is_late(progress, today) { Self::Late } else { Self::Ordered };
        }
        if progress.used < progress.received {
            Self::ToDeploy
        } else if progress.seen < progress.received {
            Self::ToCheck
        } else {
            Self::Done
        }
    }

    /// What it is called.
    pub(crate) fn says(self, lang: Lang) -> &'static str {
        t::by_key(lang, &format!("stage-{}", self.code())).unwrap_or_default()
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Needed => "needed",
            Self::Ordered => "ordered",
            Self::Late => "late",
            Self::ToDeploy => "to-deploy",
            Self::ToCheck => "to-check",
            Self::Done => "done",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> Wanted {
        Wanted {
            org: 1,
            campaign: "Rentrée".into(),
            category: Category::Tablet,
            brand: "Samsung".into(),
            model: "Tab A9".into(),
            quantity: 42,
            funding: String::new(),
            ordered: Some(Day(100)),
            expected: Some(Day(130)),
        }
    }

    fn stage(received: i64, used: i64, seen: i64, today: i32) -> Stage {
        Stage::of(&wanted(), Progress { received, used, seen }, Day(today))
    }

    #[test]
    fn an_order_goes_from_need_to_seen_on_site() {
        let need = Wanted { ordered: None, ..wanted() };
        assert_eq!(Stage::of(&need, Progress::default(), Day(200)), Stage::Needed);
        assert_eq!(stage(0, 0, 0, 130), Stage::Ordered);
        assert_eq!(stage(41, 0, 0, 131), Stage::Late, "one is missing a day after");
        assert_eq!(stage(42, 0, 0, 131), Stage::ToDeploy, "delivered is not deployed");
        assert_eq!(stage(45, 42, 42, 131), Stage::ToDeploy, "nor is the surplus");
        assert_eq!(stage(45, 45, 44, 131), Stage::ToCheck);
        assert_eq!(stage(45, 45, 45, 131), Stage::Done);
    }
}
