//! What the money is made of: conventions, their lines, what is written down of each.

use kernel::Day;
use shares::{Cents, Scale};

use super::words::{CallKind, Degree, EntryKind, Part, PartnerKind, Payer, part_key};

/// Someone who gives, receives or is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Partner {
    pub(crate) id: i64,
    pub(crate) kind: PartnerKind,
    pub(crate) name: String,
    pub(crate) siret: Option<String>,
    /// Theirs in the directory.
    pub(crate) org: Option<i64>,
    /// Who pays in their place, from a day on, and why: `merged` or `competent`.
    pub(crate) successor: Option<(i64, Day)>,
    pub(crate) successor_why: String,
    pub(crate) revision: i64,
}

/// What was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Convention {
    pub(crate) id: i64,
    pub(crate) reference: String,
    pub(crate) title: String,
    pub(crate) signed: Day,
    /// The last day of what it pays for, amendments included.
    pub(crate) ends: Option<Day>,
    /// What is not asked for by then is lost.
    pub(crate) lapses: Option<Day>,
    /// What the State gives, amendments included.
    pub(crate) amount: Cents,
}

/// Who pays a share of a line, and how much of it beside others of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LinePayer {
    pub(crate) payer: Payer,
    pub(crate) partner: i64,
    pub(crate) weight: i64,
}

/// What a convention pays for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) id: i64,
    pub(crate) convention: i64,
    pub(crate) part: Part,
    pub(crate) degree: Degree,
    pub(crate) label: String,
    pub(crate) planned: Cents,
    pub(crate) is_tax_eligible: bool,
    pub(crate) is_private: bool,
    pub(crate) revision: i64,
    pub(crate) payers: Vec<LinePayer>,
    pub(crate) schools: Vec<i64>,
}

impl Line {
    /// The key by which rates know it.
    pub(crate) fn key(&self) -> String {
        part_key(self.part, self.degree)
    }

    /// Those who own what is bought, in order: by them a beneficiary is known.
    pub(crate) fn owners(&self) -> Vec<i64> {
        owners(self.degree, &self.payers)
    }
}

/// Of those who pay a share of something, those who own it, in order.
pub(crate) fn owners(degree: Degree, payers: &[LinePayer]) -> Vec<i64> {
    let own = |payer: &&LinePayer| super::words::is_own(degree, payer.payer);
    let mut owners: Vec<i64> = payers.iter().filter(own).map(|one| one.partner).collect();
    owners.sort_unstable();
    owners
}

/// Something written down of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: i64,
    pub(crate) line: i64,
    pub(crate) kind: EntryKind,
    pub(crate) parent: Option<i64>,
    pub(crate) corrects: Option<i64>,
    pub(crate) supplier: Option<i64>,
    pub(crate) reference: String,
    pub(crate) day: Day,
    /// The days it is about.
    pub(crate) span: Option<(Day, Day)>,
    pub(crate) net: Cents,
    pub(crate) tax: Cents,
    /// The order of devices it is about.
    pub(crate) equipment: Option<i64>,
    pub(crate) note: String,
}

impl Entry {
    /// With tax.
    pub(crate) const fn gross(&self) -> Cents {
        Cents(self.net.0 + self.tax.0)
    }

    /// The years it is about, each with its share of the amount before tax, by days.
    pub(crate) fn years(&self) -> Vec<(i16, Cents)> {
        let Some((first, last)) = self.span.filter(|(first, last)| first <= last) else {
            return vec![(self.day.ymd().0, self.net)];
        };
        let years: Vec<i16> = (first.ymd().0..=last.ymd().0).collect();
        let days = |year: &i16| {
            let begins = Day::new(*year, 1, 1).unwrap_or(first).max(first);
            let ends = Day::new(*year, 12, 31).unwrap_or(last).min(last);
            u64::try_from(ends.0 - begins.0 + 1).unwrap_or(0)
        };
        let weights: Vec<u64> = years.iter().map(days).collect();
        let shares = self.net.split(&weights).unwrap_or_default();
        years.into_iter().zip(shares).collect()
    }
}

/// What is compared with a threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Each order.
    #[default]
    Order,
    /// All that one beneficiary orders for a part.
    Beneficiary,
    /// All that the convention orders for a part.
    Convention,
}

/// A rule on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) name: String,
    pub(crate) first: Day,
    pub(crate) value: i64,
    pub(crate) is_confirmed: bool,
}

/// Rules as dated data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules(pub(crate) Vec<Rule>);

impl Rules {
    /// What is compared with thresholds: 1, 2 or 3.
    pub(crate) const SCOPE: &'static str = "scope";
    /// The most that public funders may pay together, in hundredths of a percent.
    pub(crate) const CEILING: &'static str = "ceiling";
    /// Whether what is for a private school is paid for: 0 or 1.
    pub(crate) const PRIVATE: &'static str = "private";
    /// The most that may be asked for in advance, in hundredths of a percent of the convention.
    pub(crate) const ADVANCE: &'static str = "advance";
    /// How many days apart orders are looked at together.
    pub(crate) const NEAR: &'static str = "near";
    /// Every rule there is.
    pub(crate) const NAMES: [&'static str; 5] =
        [Self::SCOPE, Self::CEILING, Self::PRIVATE, Self::ADVANCE, Self::NEAR];

    /// The rule that holds on a day.
    pub(crate) fn at(&self, name: &str, day: Day) -> Option<&Rule> {
        let holds = |rule: &&Rule| rule.name == name && rule.first <= day;
        self.0.iter().filter(holds).max_by_key(|rule| rule.first)
    }

    /// What it says on a day.
    pub(crate) fn value(&self, name: &str, day: Day) -> Option<i64> {
        self.at(name, day).map(|rule| rule.value)
    }

    /// What is compared with thresholds on a day.
    pub(crate) fn scope(&self, day: Day) -> Scope {
        match self.value(Self::SCOPE, day) {
            Some(2) => Scope::Beneficiary,
            Some(3) => Scope::Convention,
            _ => Scope::Order,
        }
    }
}

/// A convention with all that is known of its money.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    pub(crate) convention: Convention,
    pub(crate) lines: Vec<Line>,
    /// Everything written down, contrary lines too.
    pub(crate) entries: Vec<Entry>,
    pub(crate) partners: Vec<Partner>,
    pub(crate) scale: Scale,
    pub(crate) rules: Rules,
}

impl Book {
    /// What stands: neither taken back, nor a line that takes back.
    pub(crate) fn standing(&self) -> impl Iterator<Item = &Entry> {
        let back: std::collections::HashSet<i64> =
            self.entries.iter().filter_map(|entry| entry.corrects).collect();
        self.entries
            .iter()
            .filter(move |entry| entry.corrects.is_none() && !back.contains(&entry.id))
    }

    /// Who pays in someone's place on a day.
    pub(crate) fn stands_for(&self, partner: i64, day: Day) -> i64 {
        let mut now = partner;
        for _ in 0..8 {
            let found = self.partners.iter().find(|one| one.id == now);
            match found.and_then(|one| one.successor).filter(|(_, from)| *from <= day) {
                Some((next, _)) => now = next,
                None => break,
            }
        }
        now
    }

    /// A partner by its id.
    pub(crate) fn partner(&self, id: i64) -> Option<&Partner> {
        self.partners.iter().find(|one| one.id == id)
    }

    /// The name of a partner; nothing when there is none.
    pub(crate) fn name(&self, id: Option<i64>) -> &str {
        id.and_then(|id| self.partner(id)).map(|one| one.name.as_str()).unwrap_or_default()
    }
}

/// Something asked of a funder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) id: i64,
    pub(crate) convention: i64,
    pub(crate) partner: i64,
    pub(crate) kind: CallKind,
    pub(crate) number: i64,
    pub(crate) day: Day,
    pub(crate) amount: Cents,
    pub(crate) spent: Cents,
    pub(crate) earned: Cents,
    pub(crate) corrects: Option<i64>,
}

/// Money that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Receipt {
    pub(crate) id: i64,
    pub(crate) call: i64,
    pub(crate) day: Day,
    pub(crate) amount: Cents,
    pub(crate) reference: String,
    pub(crate) corrects: Option<i64>,
}
