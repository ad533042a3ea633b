//! Who the lines of tables are of: one person may be on several, and several people may have one
//! name.

use std::collections::{BTreeMap, BTreeSet};

use kernel::fold;

use super::super::model::{
    Category, GroupKind, Membership, Person, Phone, PhoneKind, Responsibility,
};
use super::super::onde::Id;
use super::super::uai::Uai;

/// Where someone was met first.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) file: Box<str>,
    pub(super) line: u64,
}

/// Someone, as far as the lines read say.
pub(super) struct Met {
    pub(super) place: Place,
    pub(super) person: Person,
    /// What a pupil would be called by name, when a number tells them.
    pub(super) named: BTreeSet<Id>,
    pub(super) guardians: BTreeMap<Id, Responsibility>,
    /// Lines disagree on who this is.
    pub(super) are_several: bool,
}

pub(super) type People = BTreeMap<(Uai, Id), Met>;

impl Met {
    /// Someone of whom a line says only what they are.
    pub(super) fn new(place: &Place, person: Person) -> Self {
        let (place, guardians) = (place.clone(), BTreeMap::new());
        Self { place, person, named: BTreeSet::new(), guardians, are_several: false }
    }
}

/// What someone is called: no name is in it.
pub(super) fn key(uai: Uai, id: Id) -> Box<str> {
    format!("CSV-{uai}-{}", kernel::hex(&id)).into()
}

/// Adds what a line says of someone to what others said.
pub(super) fn meet(people: &mut People, id: (Uai, Id), new: Met) {
    let Some(known) = people.get_mut(&id) else {
        people.insert(id, new);
        return;
    };
    known.are_several |= !agree(&known.person, &new.person);
    let (one, other) = (&mut known.person, new.person);
    one.last_name = one.last_name.clone().min(other.last_name);
    one.first_name = one.first_name.clone().min(other.first_name);
    one.title = one.title.or(other.title);
    one.birth_date = one.birth_date.or(other.birth_date);
    one.email = either(one.email.take(), other.email);
    let mut phones: Vec<Phone> = one.phones.iter().cloned().chain(other.phones).collect();
    phones.sort();
    phones.dedup();
    one.phones = phones.into();
    let ties: BTreeSet<Membership> =
        one.memberships.iter().cloned().chain(other.memberships).collect();
    one.memberships = ties.into_iter().collect();
    known.named.extend(new.named);
    for (guardian, level) in new.guardians {
        let known = known.guardians.entry(guardian).or_insert(level);
        *known = (*known).max(level);
    }
}

fn either(one: Option<Box<str>>, other: Option<Box<str>>) -> Option<Box<str>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Whether two things said may be the same; nothing said fits with anything.
fn fits<T: Copy + PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// Whether two lines may be of one person.
fn agree(one: &Person, other: &Person) -> bool {
    let mobile = |person: &Person| {
        let phones = person.phones.iter().filter(|phone| phone.kind == PhoneKind::Mobile);
        phones.map(|phone| phone.number.clone()).collect::<BTreeSet<_>>()
    };
    let class = |person: &Person| {
        let ties = person
            .memberships
            .iter()
            .filter(|tie| tie.group.as_ref().is_none_or(|group| group.kind == GroupKind::Class));
        ties.map(|tie| (tie.group.clone(), tie.level.clone())).collect::<BTreeSet<_>>()
    };
    let (mine, theirs) = (mobile(one), mobile(other));
    let is_pupil = one.category == Category::Pupil;
    let names = |person: &Person| [fold(&person.last_name), fold(&person.first_name)];
    fits(one.title, other.title)
        && fits(one.email.as_deref(), other.email.as_deref())
        && fits(one.birth_date, other.birth_date)
        && (mine == theirs || mine.is_empty() || theirs.is_empty())
        && (!is_pupil || (names(one), class(one)) == (names(other), class(other)))
}

/// A pupil who is told by name on one line and by number on another is nobody in particular; one
/// who is alone with a name was called by it before there was a number.
pub(super) fn tell_homonyms(pupils: &mut People) {
    let mut numbered: BTreeMap<(Uai, Id), Vec<Id>> = BTreeMap::new();
    for ((uai, id), met) in pupils.iter() {
        for named in &met.named {
            numbered.entry((*uai, *named)).or_default().push(*id);
        }
    }
    for ((uai, named), ids) in numbered {
        if let Some(unnumbered) = pupils.get_mut(&(uai, named)) {
            unnumbered.are_several = true;
        } else if let [only] = ids[..]
            && let Some(met) = pupils.get_mut(&(uai, only))
        {
            met.person.former_key = Some(key(uai, named));
        }
    }
}
