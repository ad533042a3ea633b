//! AAF records of people, normalised.

use kernel::{Day, Role};

use super::aaf::{Known, Scope};
use super::attr::Attr;
use super::envelope::Raw;
use super::error::Reason;
use super::levels;
use super::model::{
    Address, Category, GroupKind, GroupRef, Kinship, Membership, Person, Phone, PhoneKind,
    Responsibility, Subject, Title,
};
use super::names::clean;
use super::uai::Uai;

/// A person, and what of the record could not be kept.
#[derive(Debug)]
pub(super) struct Mapped {
    pub(super) person: Person,
    pub(super) lost: Vec<Reason>,
    pub(super) unnamed_subjects: u64,
}

/// The ties of a person, being gathered.
struct Ties<'a> {
    known: &'a Known,
    scope: usize,
    found: Vec<Membership>,
    lost: Vec<Reason>,
    unnamed_subjects: u64,
}

impl Known {
    /// Reads a guardian.
    pub(super) fn guardian(&self, scope: &Scope, raw: &Raw) -> Result<Mapped, Reason> {
        let person = person(scope, raw, Category::Guardian)?;
        Ok(Mapped { person, lost: Vec::new(), unnamed_subjects: 0 })
    }

    /// Reads a pupil, with the links to guardians as the record gives them.
    pub(super) fn pupil(&self, number: usize, scope: &Scope, raw: &Raw) -> Result<Mapped, Reason> {
        let mut person = person(scope, raw, Category::Pupil)?;
        person.ine = text(raw, Attr::Ine);
        person.local_id = text(raw, Attr::LocalId);
        let mut ties = Ties::new(self, number);
        ties.pupil(raw)?;
        person.kinships = kinships(scope, raw, &mut ties.lost);
        ties.into_mapped(person, raw)
    }

    /// Reads a member of staff.
    pub(super) fn staff(&self, number: usize, scope: &Scope, raw: &Raw) -> Result<Mapped, Reason> {
        let person = person(scope, raw, Category::Staff)?;
        let mut ties = Ties::new(self, number);
        ties.functions(raw);
        ties.teaching(raw);
        ties.attachment(raw);
        ties.leave_out_elsewhere();
        ties.into_mapped(person, raw)
    }

    fn level_of(&self, scope: usize, raw: &Raw) -> Option<Box<str>> {
        let by_code = raw.first(Attr::Mef).and_then(|mef| {
            let national = levels::of_mef(mef).map(Box::from);
            national.or_else(|| self.tables[scope].levels.get(mef).cloned())
        });
        by_code
            .or_else(|| raw.first(Attr::LevelWords).and_then(levels::of_words))
            .or_else(|| raw.first(Attr::MefLabel).and_then(levels::of_words))
    }
}

impl<'a> Ties<'a> {
    const fn new(known: &'a Known, scope: usize) -> Self {
        Self { known, scope, found: Vec::new(), lost: Vec::new(), unnamed_subjects: 0 }
    }

    /// Staff shared with a school outside the feed is usual, not a fault of the feed: what they do
    /// there is left out.
    fn leave_out_elsewhere(&mut self) {
        self.lost.retain(|reason| !matches!(reason, Reason::UnknownSchool { .. }));
    }

    fn into_mapped(self, mut person: Person, raw: &Raw) -> Result<Mapped, Reason> {
        if self.found.is_empty() {
            let value = raw.first(Attr::School).unwrap_or_default().into();
            return Err(Reason::NoKnownSchool { value });
        }
        person.memberships = self.found.into();
        person.normalise();
        Ok(Mapped { person, lost: self.lost, unnamed_subjects: self.unnamed_subjects })
    }

    fn pupil(&mut self, raw: &Raw) -> Result<(), Reason> {
        let level = self.known.level_of(self.scope, raw);
        let (starts, ends) = (day(raw, Attr::SchoolEntry)?, day(raw, Attr::SchoolExit)?);
        for school in raw.all(Attr::School) {
            if let Some(uai) = self.known.school(self.scope, school) {
                let level = level.clone();
                self.found.push(Membership {
                    level,
                    starts,
                    ends,
                    ..Membership::new(uai, Role::Pupil)
                });
            }
        }
        for value in raw.all(Attr::Classes) {
            if let Some((uai, group)) = self.group(Attr::Classes, GroupKind::Class, value) {
                let number = value.split('$').next().unwrap_or_default();
                let starts = class_day(raw, Attr::ClassEntry, number, &group.code)?;
                let ends = class_day(raw, Attr::ClassExit, number, &group.code)?;
                let tie = Membership {
                    starts,
                    ends,
                    level: level.clone(),
                    ..Membership::new(uai, Role::Pupil)
                };
                self.found.push(Membership { group: Some(group), ..tie });
            }
        }
        for value in raw.all(Attr::Groups) {
            if let Some((uai, group)) = self.group(Attr::Groups, GroupKind::Group, value) {
                self.found
                    .push(Membership { group: Some(group), ..Membership::new(uai, Role::Pupil) });
            }
        }
        Ok(())
    }

    fn functions(&mut self, raw: &Raw) {
        let teaches = raw.first(Attr::TeacherFlag) != Some("N");
        for value in raw.all(Attr::Functions) {
            let mut parts = value.split('$');
            let number = parts.next().unwrap_or_default();
            let code = parts.next().unwrap_or_default().trim();
            if let Some(uai) = self.school(Attr::Functions, number) {
                self.found.push(Membership::new(uai, role_of(code, teaches)));
            }
        }
        for value in raw.all(Attr::HeadOf) {
            let number = value.split('$').next().unwrap_or_default();
            if let Some(uai) = self.school(Attr::HeadOf, number) {
                self.found.push(Membership::new(uai, Role::Head));
            }
        }
    }

    fn teaching(&mut self, raw: &Raw) {
        for (attr, kind) in
            [(Attr::ClassSubjects, GroupKind::Class), (Attr::GroupSubjects, GroupKind::Group)]
        {
            for value in raw.all(attr) {
                self.taught(attr, kind, value);
            }
        }
        let plain = [
            (Attr::TaughtClasses, GroupKind::Class),
            (Attr::Classes, GroupKind::Class),
            (Attr::TaughtGroups, GroupKind::Group),
            (Attr::Groups, GroupKind::Group),
        ];
        for (attr, kind) in plain {
            for value in raw.all(attr) {
                let Some((uai, group)) = self.group(attr, kind, value) else { continue };
                self.tie_once(uai, group);
            }
        }
        for value in raw.all(Attr::HeadTeacherOf) {
            let Some((uai, group)) = self.group(Attr::HeadTeacherOf, GroupKind::Class, value)
            else {
                continue;
            };
            self.tie_once(uai, group.clone());
            for tie in &mut self.found {
                tie.head_teacher |= tie.uai == uai && tie.group.as_ref() == Some(&group);
            }
        }
    }

    /// `struct$class$subject`.
    fn taught(&mut self, attr: Attr, kind: GroupKind, value: &str) {
        let Some((place, code)) = value.rsplit_once('$') else {
            self.incomplete(attr, value);
            return;
        };
        let Some((uai, group)) = self.group(attr, kind, place) else { return };
        let code = code.trim();
        let mut tie = Membership { group: Some(group), ..Membership::new(uai, Role::Teacher) };
        if !code.is_empty() {
            let label = self.known.tables[self.scope].subjects.get(code);
            self.unnamed_subjects += u64::from(label.is_none());
            let label = label.cloned().unwrap_or_else(|| code.into());
            tie.subject = Some(Box::new(Subject { code: code.into(), label }));
        }
        self.found.push(tie);
    }

    fn tie_once(&mut self, uai: Uai, group: GroupRef) {
        let tied = |tie: &Membership| tie.uai == uai && tie.group.as_ref() == Some(&group);
        if !self.found.iter().any(tied) {
            self.found
                .push(Membership { group: Some(group), ..Membership::new(uai, Role::Teacher) });
        }
    }

    /// What the school of attachment adds to the functions.
    fn attachment(&mut self, raw: &Raw) {
        let school =
            raw.first(Attr::School).and_then(|number| self.known.school(self.scope, number));
        let Some(uai) = school else { return };
        let has = |wanted: fn(Role) -> bool| self.found.iter().any(|tie| wanted(tie.role));
        let teacher = match raw.first(Attr::TeacherFlag) {
            Some(flag) => flag == "O" && !has(|role| role == Role::Teacher),
            None => {
                raw.first(Attr::FacesPupils) == Some("O") && !has(|role| role != Role::OtherStaff)
            }
        };
        if teacher {
            self.found.push(Membership::new(uai, Role::Teacher));
        } else if self.found.is_empty() {
            self.found.push(Membership::new(uai, Role::OtherStaff));
        }
    }

    fn school(&mut self, attr: Attr, number: &str) -> Option<Uai> {
        let found = self.known.school(self.scope, number.trim());
        if found.is_none() {
            let reason =
                Reason::UnknownSchool { attribute: attr_name(attr), value: number.trim().into() };
            if !self.lost.contains(&reason) {
                self.lost.push(reason);
            }
        }
        found
    }

    /// `struct$name` in the 2nd degree; five fields in the 1st: `struct$…$…$id$label`.
    fn group(&mut self, attr: Attr, kind: GroupKind, value: &str) -> Option<(Uai, GroupRef)> {
        let parts: [&str; 5] = {
            let mut parts = value.splitn(5, '$');
            std::array::from_fn(|_| parts.next().unwrap_or_default())
        };
        let five = value.bytes().filter(|byte| *byte == b'$').count() >= 4;
        let (code, label) = if five { (parts[3], parts[4]) } else { (parts[1], "") };
        let (code, label) = (clean(code), clean(label));
        if code.is_empty() {
            self.incomplete(attr, value);
            return None;
        }
        let label = Some(label).filter(|label| !label.is_empty() && *label != code).map(Box::from);
        let uai = self.school(attr, parts[0])?;
        Some((uai, GroupRef { kind, code: code.into(), label }))
    }

    fn incomplete(&mut self, attr: Attr, value: &str) {
        self.lost.push(Reason::Incomplete { attribute: attr_name(attr), value: value.into() });
    }
}

/// The role that a function code means. Codes that are not listed give no pedagogical right.
pub(super) fn role_of(code: &str, teaches: bool) -> Role {
    match code {
        "DIR" => Role::Head,
        "ENS" | "DOC" if teaches => Role::Teacher,
        "EDU" | "CPE" | "AED" | "ASE" | "SUR" => Role::SchoolLife,
        "AES" | "AVS" | "ASH" | "AEH" => Role::SupportAssistant,
        "ADM" | "ADF" | "SEC" => Role::Secretariat,
        _ => Role::OtherStaff,
    }
}

fn person(scope: &Scope, raw: &Raw, category: Category) -> Result<Person, Reason> {
    let name = |attr| raw.first(attr).map(clean).filter(|name| !name.is_empty());
    let last =
        name(Attr::LastName).or_else(|| name(Attr::FamilyName)).ok_or(Reason::MissingName)?;
    let first = name(Attr::FirstName).ok_or(Reason::MissingName)?;
    let mut person = Person::new(&scope.key(raw.id()), category, &last, &first);
    person.title = raw.first(Attr::Title).and_then(Title::of_word);
    person.birth_date = day(raw, Attr::BirthDate)?;
    person.family_name = text(raw, Attr::FamilyName);
    person.other_first_names = raw
        .all(Attr::OtherFirstNames)
        .map(clean)
        .filter(|name| !name.is_empty())
        .map(Box::from)
        .collect();
    person.email = text(raw, Attr::Mail).filter(|mail| mail.contains('@'));
    person.phones = phones(raw);
    person.address = address(raw).map(Box::new);
    Ok(person)
}

fn text(raw: &Raw, attr: Attr) -> Option<Box<str>> {
    raw.first(attr).map(clean).filter(|text| !text.is_empty()).map(Box::from)
}

fn phones(raw: &Raw) -> Box<[Phone]> {
    let kinds = [
        (Attr::HomePhone, PhoneKind::Home),
        (Attr::WorkPhone, PhoneKind::Work),
        (Attr::Mobile, PhoneKind::Mobile),
    ];
    let mut phones = Vec::new();
    for (attr, kind) in kinds {
        let numbers = raw.all(attr).map(clean).filter(|number| !number.is_empty());
        phones.extend(numbers.map(|number| Phone { kind, number: number.into() }));
    }
    phones.sort();
    phones.dedup();
    phones.into()
}

fn address(raw: &Raw) -> Option<Address> {
    let field = |attr| text(raw, attr).unwrap_or_default();
    let address = Address {
        lines: raw.first(Attr::AddressLines).map(lines).unwrap_or_default(),
        postal_code: field(Attr::AddressPostalCode),
        city: field(Attr::AddressCity),
        country: field(Attr::AddressCountry),
    };
    (address != Address::default()).then_some(address)
}

/// `l1$l2$l3$l4` as lines, without the empty ones.
pub(super) fn lines(value: &str) -> Box<str> {
    let lines: Vec<_> = value.split('$').map(clean).filter(|line| !line.is_empty()).collect();
    lines.join("\n").into()
}

fn day(raw: &Raw, attr: Attr) -> Result<Option<Day>, Reason> {
    raw.first(attr).map(|value| parse_day(attr, value)).transpose()
}

fn parse_day(attr: Attr, value: &str) -> Result<Day, Reason> {
    Day::parse_french(value)
        .ok_or_else(|| Reason::BadDate { attribute: attr_name(attr), value: value.into() })
}

/// The day of `struct$JJ/MM/AAAA$class` for a class.
fn class_day(raw: &Raw, attr: Attr, number: &str, class: &str) -> Result<Option<Day>, Reason> {
    for value in raw.all(attr) {
        let mut parts = value.splitn(3, '$');
        let (school, day, name) = (parts.next(), parts.next(), parts.next());
        if school == Some(number) && name.is_some_and(|name| clean(name) == class) {
            let day = day.map(str::trim).filter(|day| !day.is_empty());
            return day.map(|day| parse_day(attr, day)).transpose();
        }
    }
    Ok(None)
}

/// The guardian's number in a link.
pub(super) fn relative_id(link: &str) -> &str {
    link.split('$').next().unwrap_or_default().trim()
}

fn kinships(scope: &Scope, raw: &Raw, lost: &mut Vec<Reason>) -> Box<[Kinship]> {
    let mut links: Vec<Kinship> = Vec::new();
    for value in raw.all(Attr::Relatives) {
        let mut parts = value.split('$').map(str::trim);
        let id = parts.next().unwrap_or_default();
        if id.is_empty() {
            lost.push(Reason::Incomplete {
                attribute: attr_name(Attr::Relatives),
                value: value.into(),
            });
            continue;
        }
        let mut next = || parts.next().unwrap_or_default();
        let (link, financial, level, contact, payment) = (next(), next(), next(), next(), next());
        links.push(Kinship {
            guardian: scope.key(id),
            link: link.parse().ok(),
            level: Responsibility::from_code(level),
            financial: yes(financial),
            contact: yes(contact),
            payment: yes(payment),
        });
    }
    for value in raw.all(Attr::ParentalAuthority) {
        let id = relative_id(value);
        if !id.is_empty() {
            let guardian = scope.key(id);
            let level = Responsibility::Legal;
            links.push(Kinship {
                guardian,
                link: None,
                level,
                financial: false,
                contact: false,
                payment: false,
            });
        }
    }
    merge(links).into()
}

/// One link per guardian: named twice, a guardian has the strongest of both.
pub(super) fn merge(mut links: Vec<Kinship>) -> Vec<Kinship> {
    links.sort_by(|a, b| (&a.guardian, a.level).cmp(&(&b.guardian, b.level)));
    links.dedup_by(|other, kept| {
        let same = other.guardian == kept.guardian;
        if same {
            kept.link = kept.link.or(other.link);
            kept.financial |= other.financial;
            kept.contact |= other.contact;
            kept.payment |= other.payment;
        }
        same
    });
    links
}

fn yes(flag: &str) -> bool {
    matches!(flag, "1" | "O")
}

/// The name of an attribute for a rejection: the one of the 2nd degree, else of the 1st.
fn attr_name(attr: Attr) -> Box<str> {
    use super::attr::Degree;
    let name = Degree::Second.name_of(attr);
    if name.is_empty() { Degree::First.name_of(attr).into() } else { name.into() }
}
