//! Some of what a plan changes, in words, for whoever decides to publish it.

use std::collections::{BTreeSet, HashMap};

use db::{Db, DbError};
use kernel::Day;

use super::{
    ImportError, Options,
    corrections::Corrections,
    diff::{self, Contact, Existing, Face},
    doubts::Suspect,
    fields,
    full::{Full, Nature},
    owners::{self, Records},
    plan::{Incoming, Plan},
    published::{KnownPerson, Published, category_code, source_of},
    report::{Changed, Field, Gone, Report},
    schools,
};
use crate::feed::{Category, Person, School, Uai};

type Names = HashMap<Uai, Box<str>>;

/// Records whose present state is read at once.
const CHUNK: usize = 500;

/// Who is told what a plan changes: the report some of it, the table all of it.
struct Telling<'t> {
    report: &'t mut Report,
    full: Option<Full>,
}

impl Telling<'_> {
    /// How many more records of a kind are wanted, `told` having been.
    const fn wants(&self, told: usize) -> usize {
        if self.full.is_some() { usize::MAX } else { Report::SAMPLES.saturating_sub(told) }
    }

    fn added(&mut self, key: &str, record: Changed) {
        self.write(Nature::Added, key, &record);
        if self.report.added.len() < Report::SAMPLES {
            self.report.added.push(record);
        }
    }

    fn changed(&mut self, key: &str, record: Changed) {
        self.write(Nature::Changed, key, &record);
        if self.report.changed.len() < Report::SAMPLES {
            self.report.changed.push(record);
        }
    }

    fn leaving(&mut self, key: &str, category: Category, record: Changed) {
        self.write(Nature::Leaving, key, &record);
        if self.report.leaving.len() < Report::SAMPLES {
            let category = category_code(category).to_owned();
            self.report.leaving.push(Gone { name: record.name, category });
        }
    }

    fn write(&mut self, nature: Nature, key: &str, record: &Changed) {
        if let Some(full) = &mut self.full {
            full.record(nature, key, record);
        }
    }
}

/// Fills the samples of a plan's report, and ends the table of all that it changes.
pub(super) fn fill(
    db: &Db,
    plan: &mut Plan,
    names: &Names,
    options: &Options,
    (full, suspects): (Option<Full>, &[Suspect]),
) -> Result<(), ImportError> {
    let Plan { kind, published, schools, people, leaving, matches, report, .. } = plan;
    let mut telling = Telling { report, full };
    for (school, _) in &*schools {
        tell_school(&mut telling, published, school, kind.code());
    }
    let known = |incoming: &&Incoming| {
        published.people.get(&incoming.person.key).filter(|known| known.digest.is_some()).copied()
    };
    let wanted = telling.wants(telling.report.added.len());
    for incoming in people.iter().filter(|one| known(one).is_none()).take(wanted) {
        telling.added(&incoming.person.key, line(&incoming.person, names, Vec::new()));
    }
    let wanted = telling.wants(telling.report.changed.len());
    let changed: Vec<(&Incoming, KnownPerson)> =
        people.iter().filter_map(|one| Some((one, known(&one)?))).take(wanted).collect();
    let words = Words::of(published);
    for chunk in changed.chunks(CHUNK) {
        let ids = chunk.iter().map(|(_, at)| at.id).collect();
        let before = Before::read(db, ids, published.current)?;
        for (incoming, at) in chunk {
            let Some(existing) = before.known.get(&at.id) else { continue };
            let fields = words.changes((incoming, at.id), (existing, &before), names, options.day);
            telling.changed(&incoming.person.key, line(&incoming.person, names, fields));
        }
    }
    let wanted = telling.wants(0).min(leaving.len());
    for chunk in leaving[..wanted].chunks(CHUNK) {
        let ids = chunk.iter().map(|leaver| leaver.known.id).collect();
        let before = Before::read(db, ids, published.current)?;
        for leaver in chunk {
            let record = words.leaver(before.known.get(&leaver.known.id));
            telling.leaving(&leaver.key, leaver.known.category, record);
        }
    }
    let doubtful: BTreeSet<usize> =
        suspects.iter().map(|one| one.at).filter(|at| !matches.contains_key(at)).collect();
    for person in doubtful.into_iter().filter_map(|at| Some(&people.get(at)?.person)) {
        telling.write(Nature::Apart, &person.key, &line(person, names, Vec::new()));
    }
    let full = telling.full.take().map(|full| full.finish(options)).transpose()?;
    plan.report.full = full;
    Ok(())
}

/// What is published of some people, and what each record said of them.
struct Before {
    known: HashMap<i64, Existing>,
    records: HashMap<i64, Records>,
    current: i64,
}

impl Before {
    fn read(db: &Db, ids: Vec<i64>, current: i64) -> Result<Self, ImportError> {
        if ids.is_empty() {
            return Ok(Self { known: HashMap::new(), records: HashMap::new(), current });
        }
        Ok(db.read_blocking::<_, DbError, _>(move |tx| {
            let (known, records) =
                (diff::existing(tx, &ids, current)?, owners::records(tx, &ids, current)?);
            Ok(Self { known, records, current })
        })?)
    }
}

fn tell_school(telling: &mut Telling, published: &Published, school: &School, source: &str) {
    let facts = schools::facts(published, school, source);
    let line =
        |fields| Changed { name: facts.name.to_string(), place: facts.commune.to_string(), fields };
    let key = school.uai.as_str();
    match published.orgs.get(&school.uai) {
        Some(known) => {
            telling.changed(key, line(differences(&known.facts.fields(), &facts.fields())));
        }
        None => telling.added(key, line(Vec::new())),
    }
}

fn line(person: &Person, names: &Names, fields: Vec<Field>) -> Changed {
    let face = Face::of(person);
    let school = person.memberships.first().and_then(|tie| names.get(&tie.uai));
    Changed {
        name: format!("{} {}", face.first, face.last),
        place: school.map(ToString::to_string).unwrap_or_default(),
        fields,
    }
}

fn differences(before: &[(&'static str, String)], after: &[(&'static str, String)]) -> Vec<Field> {
    before
        .iter()
        .zip(after)
        .filter(|((_, before), (_, after))| before != after)
        .map(|((field, before), (_, after))| Field {
            field: (*field).to_owned(),
            before: before.clone(),
            after: after.clone(),
            is_taken: true,
        })
        .collect()
}

/// What a record newly says in fields of which another decides.
fn unheard(
    (face, contact): &(Face, Contact),
    decided: &(Face, Contact),
    before: Option<(&Face, &Contact)>,
) -> Vec<Field> {
    let field = |code: &'static str| {
        let says = fields::get(face, contact, code);
        let decided = fields::get(&decided.0, &decided.1, code);
        let said = before.map(|(face, contact)| fields::get(face, contact, code));
        let is_news = !says.is_empty() && says != decided && said.as_ref() != Some(&says);
        let one_line = |text: String| text.replace('\n', ", ");
        is_news.then(|| Field {
            field: code.to_owned(),
            before: one_line(decided),
            after: one_line(says),
            is_taken: false,
        })
    };
    fields::CODES.into_iter().filter_map(field).collect()
}

type View = Vec<(&'static str, String)>;

fn view(face: &Face, contact: &Contact, places: &BTreeSet<String>, levels: &[i64]) -> View {
    let mut levels: Vec<String> = levels.iter().map(ToString::to_string).collect();
    levels.sort();
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    vec![
        ("last-name", face.last.clone()),
        ("first-name", face.first.clone()),
        ("title", face.title.clone()),
        ("birth", face.born.map(|day| day.to_string()).unwrap_or_default()),
        ("email", contact.email.clone()),
        ("mobile", contact.mobile.clone()),
        ("phone", contact.phone.clone()),
        ("home", contact.address.replace('\n', ", ")),
        ("places", places.join(", ")),
        ("guardians", levels.join(", ")),
    ]
}

fn after(person: &Person, (face, contact): &(Face, Contact), names: &Names) -> View {
    let mut places = BTreeSet::new();
    for tie in &person.memberships {
        let grouped = |other: &crate::feed::Membership| {
            other.group.is_some() && other.uai == tie.uai && other.role == tie.role
        };
        match (&tie.group, &tie.subject) {
            (Some(group), Some(subject)) => {
                places.insert(format!("{} ({})", group.name(), subject.label));
            }
            (Some(group), None) => {
                places.insert(group.name().to_owned());
            }
            (None, _) if person.memberships.iter().any(grouped) => {}
            (None, _) => {
                places.insert(names.get(&tie.uai).map(ToString::to_string).unwrap_or_default());
            }
        }
    }
    let levels: Vec<i64> =
        person.kinships.iter().map(|link| diff::level_number(link.level)).collect();
    view(face, contact, &places, &levels)
}

/// Names of what is published, by id.
struct Words<'p> {
    orgs: HashMap<i64, &'p str>,
    groups: HashMap<i64, &'p str>,
    teachings: HashMap<i64, &'p str>,
    corrections: &'p Corrections,
}

impl<'p> Words<'p> {
    fn of(published: &'p Published) -> Self {
        let teachings = published.teachings.iter().filter(|((_, subject), _)| !subject.is_empty());
        Self {
            orgs: published.orgs.values().map(|org| (org.id, &*org.facts.name)).collect(),
            groups: published
                .groups
                .values()
                .chain(published.former.values())
                .map(|group| (group.id, &*group.name))
                .collect(),
            teachings: teachings.map(|(_, teaching)| (teaching.id, &*teaching.label)).collect(),
            corrections: &published.corrections,
        }
    }

    /// What changes of someone, field by field, and what is said but not taken; nothing of what was
    /// corrected by hand.
    fn changes(
        &self,
        (incoming, id): (&Incoming, i64),
        (existing, before): (&Existing, &Before),
        names: &Names,
        day: Day,
    ) -> Vec<Field> {
        let person = &incoming.person;
        let says = (Face::of(person), Contact::of(person));
        let several = before.records.get(&id).filter(|records| records.are_several());
        let decided =
            several.and_then(|records| records.foretell(incoming, before.current, existing));
        let decided = decided.unwrap_or_else(|| says.clone());
        let shown = self.before(existing, id, &source_of(&person.key), day);
        let mut fields = differences(&shown, &after(person, &decided, names));
        let corrected: Vec<&str> = self.corrections.fields(id).collect();
        fields.retain(|field| !corrected.contains(&field.field.as_str()));
        let said = several.and_then(|records| records.said(&person.key));
        fields.extend(unheard(&says, &decided, said));
        fields
    }

    /// Someone who leaves, and their school.
    fn leaver(&self, existing: Option<&Existing>) -> Changed {
        let face = existing.and_then(|existing| existing.face.as_ref());
        let name = face.map(|(_, face)| format!("{} {}", face.first, face.last));
        let ties = existing.map(|existing| existing.memberships.as_slice()).unwrap_or_default();
        let place = ties.iter().find_map(|(_, tie)| self.orgs.get(&tie.org?).copied());
        Changed {
            name: name.unwrap_or_default(),
            place: place.unwrap_or_default().to_owned(),
            fields: Vec::new(),
        }
    }

    fn before(&self, existing: &Existing, id: i64, source: &str, day: Day) -> View {
        let mut places = BTreeSet::new();
        let current = |tie: &diff::Membership| tie.source == source && tie.ends >= day;
        for (_, tie) in existing.memberships.iter().filter(|(_, tie)| current(tie)) {
            let group = tie.group.and_then(|group| self.groups.get(&group)).copied();
            let teaching = tie.teaching.and_then(|teaching| self.teachings.get(&teaching));
            let org = tie.org.and_then(|org| self.orgs.get(&org)).copied();
            places.insert(match (group, teaching) {
                (Some(group), Some(teaching)) => format!("{group} ({teaching})"),
                (Some(group), None) => group.to_owned(),
                (None, _) => org.unwrap_or_default().to_owned(),
            });
        }
        let ties =
            existing.kinships.iter().filter(|(_, tie)| tie.child == id && tie.source == source);
        let levels: Vec<i64> = ties.map(|(_, tie)| tie.level).collect();
        let nobody = Face {
            category: String::new(),
            last: String::new(),
            first: String::new(),
            title: String::new(),
            born: None,
        };
        let face = existing.face.as_ref().map_or(&nobody, |(_, face)| face);
        let unreachable = Contact::default();
        let contact = existing.contact.as_ref().map_or(&unreachable, |(_, contact)| contact);
        view(face, contact, &places, &levels)
    }
}
