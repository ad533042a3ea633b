//! What the tables of a OneRoster export say of someone, before they are delivered.

use std::collections::BTreeMap;

use kernel::{Day, Role};

use super::error::Reason;
use super::model::{Category, Kinship, Membership, Responsibility};
use super::oneroster_places::Id;
use super::uai::Uai;

/// A user: what has been met of them, without their name.
#[derive(Default)]
pub(super) struct User {
    /// What their line says, hashed; nothing for someone who is only named.
    pub(super) line: Option<Id>,
    /// Two lines say different things of them.
    pub(super) are_several: bool,
    /// Their record no longer stands.
    pub(super) is_gone: bool,
    /// Their access is cut off: pupils stay on the lists, adults have no right.
    pub(super) is_disabled: bool,
    /// A line about them cannot be read: they stay as they were.
    pub(super) is_spoiled: bool,
    /// They have been delivered, or counted.
    pub(super) is_given: bool,
    /// A pupil names them.
    pub(super) is_agent: bool,
    pub(super) is_parent: bool,
    pub(super) is_relative: bool,
    /// They work above schools.
    pub(super) is_above: bool,
    pub(super) born: Option<Day>,
    pub(super) ties: Vec<Tie>,
}

impl User {
    /// Why the export knows them; `None` when it does not say.
    pub(super) fn category(&self) -> Option<Category> {
        if self.ties.iter().any(|tie| tie.role != Role::Pupil) {
            Some(Category::Staff)
        } else if !self.ties.is_empty() {
            Some(Category::Pupil)
        } else if self.is_agent {
            Some(Category::Guardian)
        } else {
            None
        }
    }
}

/// A role somewhere.
pub(super) struct Tie {
    pub(super) place: Place,
    pub(super) role: Role,
    pub(super) is_main: bool,
    pub(super) starts: Option<Day>,
    pub(super) ends: Option<Day>,
}

/// Where someone has a role.
pub(super) enum Place {
    School(Uai),
    Class(Id),
}

/// A first and a last day, when they are said.
type Days = (Option<Day>, Option<Day>);

/// The places of someone: several ties at one place are one, from the first day to the last.
#[derive(Default)]
pub(super) struct Spans(BTreeMap<Membership, (Days, bool)>);

impl Spans {
    /// Adds a tie; the place holds neither days nor who is head teacher.
    pub(super) fn add(&mut self, place: Membership, days: Days, is_head: bool) {
        let whole = |known: Option<Day>, day: Option<Day>, of: fn(Day, Day) -> Day| {
            known.zip(day).map(|(known, day)| of(known, day))
        };
        self.0
            .entry(place)
            .and_modify(|((starts, ends), head)| {
                *starts = whole(*starts, days.0, Ord::min);
                *ends = whole(*ends, days.1, Ord::max);
                *head |= is_head;
            })
            .or_insert((days, is_head));
    }

    /// What someone is, and where.
    pub(super) fn memberships(self) -> Box<[Membership]> {
        let all = self.0.into_iter();
        all.map(|(place, ((starts, ends), head_teacher))| Membership {
            starts,
            ends,
            head_teacher,
            ..place
        })
        .collect()
    }
}

/// What a word of the standard makes of someone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Job {
    Role(Role),
    Parent,
    Relative,
}

/// Roles of schools and the words for them, the first of each being the one written. A word
/// gives no more rights than it says: whoever runs a computer system has none on pupils.
const WORDS: [(&str, Job); 15] = [
    ("student", Job::Role(Role::Pupil)),
    ("teacher", Job::Role(Role::Teacher)),
    ("principal", Job::Role(Role::Head)),
    ("counselor", Job::Role(Role::SchoolLife)),
    ("aide", Job::Role(Role::SupportAssistant)),
    ("ext:preau.secretariat", Job::Role(Role::Secretariat)),
    ("ext:preau.staff", Job::Role(Role::OtherStaff)),
    ("administrator", Job::Role(Role::OtherStaff)),
    ("siteAdministrator", Job::Role(Role::OtherStaff)),
    ("districtAdministrator", Job::Role(Role::OtherStaff)),
    ("systemAdministrator", Job::Role(Role::OtherStaff)),
    ("proctor", Job::Role(Role::OtherStaff)),
    ("parent", Job::Parent),
    ("guardian", Job::Parent),
    ("relative", Job::Relative),
];

/// What a word of a role means; a role that another system adds gives no right.
pub(super) fn job_of(word: &str) -> Result<Job, Reason> {
    let known = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
    match known {
        Some((_, job)) => Ok(*job),
        None if word.starts_with("ext:") => Ok(Job::Role(Role::OtherStaff)),
        None => Err(Reason::Incomplete { attribute: "role".into(), value: word.into() }),
    }
}

/// The word written for a role; `None` for those that an export does not tell.
pub(super) fn word_of(role: Role) -> Option<&'static str> {
    WORDS.iter().find(|(_, job)| *job == Job::Role(role)).map(|(word, _)| *word)
}

/// A link to someone whom a pupil names: what this program said of it, else what their roles say.
pub(super) fn agent_of(guardian: Box<str>, own: &str, user: &User) -> Kinship {
    let mut said = own.split(':');
    let mut next = || said.next().unwrap_or_default();
    let level = match Responsibility::from_code(next()) {
        Responsibility::Unknown if own.is_empty() && user.is_parent => Responsibility::Legal,
        Responsibility::Unknown if own.is_empty() && user.is_relative => Responsibility::Contact,
        level => level,
    };
    let link = next().parse().ok();
    let (contact, financial) = (next() == "1", next() == "1");
    Kinship { guardian, link, level, financial, contact, payment: false }
}
