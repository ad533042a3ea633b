//! Tables of any kind, read as someone said their columns are: pupils with up to two guardians, or
//! staff with their classes.
//!
//! A pupil is told by the INE, else by name, first name and day of birth; a guardian and a member of
//! staff by name within the school. Several lines may be of the same person: they complete one
//! another, and those that disagree are rejected.

mod met;
mod row;
mod sample;
mod values;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;

use kernel::{Role, fold};

use self::met::{Met, People, Place, key, meet, tell_homonyms};
use self::row::{Row, Table, adult, group, places};
pub use self::sample::{Sample, SampleLine, samples};
use self::values::{email, level_of, phones, role_of};
pub(super) use self::values::{numbers_of_day, phone};
use super::columns::{Columns, Fact, Holds, Meaning};
use super::error::{FeedError, Reason, Reject};
use super::levels;
use super::model::{
    Category, GroupKind, Kinship, Membership, Person, Responsibility, School, SchoolKind, Subject,
    Title,
};
use super::onde::{Id, id_of, legal};
use super::sheet::{Line, Sheets};
use super::source::{Limits, Sources};
use super::uai::Uai;
use super::{FeedSummary, Record, Sink};

/// Reads the sheets found under `paths` as `columns` says and hands normalised records to `sink`.
pub fn read(
    paths: &[PathBuf],
    limits: &Limits,
    columns: &Columns,
    sink: &mut Sink<'_>,
) -> Result<FeedSummary, FeedError> {
    let sheets = Sheets::read(&Sources::open(paths, *limits)?, limits)?;
    let mut feed = Feed::new(sink, columns.school);
    feed.summary.files = sheets.files;
    feed.summary.bytes = sheets.bytes;
    feed.summary.skipped_files = sheets.skipped;
    let mut is_read = false;
    for sheet in &sheets.sheets {
        if let Some(table) = Table::find(sheet, columns) {
            is_read |= table.holds != Holds::Nobody;
            feed.table(&table)?;
        } else {
            feed.summary.skipped_files.push(sheet.name.clone());
        }
    }
    if !is_read {
        let seen = sheets.sheets.iter().take(10).map(|sheet| sheet.name.to_string()).collect();
        return Err(FeedError::Nothing { seen });
    }
    feed.deliver_all()?;
    Ok(feed.summary)
}

struct Feed<'s, 'k> {
    sink: &'s mut Sink<'k>,
    school: Option<Uai>,
    /// The schools met, with the kinds that the levels of their pupils say.
    schools: BTreeMap<Uai, BTreeSet<SchoolKind>>,
    pupils: People,
    guardians: People,
    staff: People,
    summary: FeedSummary,
}

impl<'s, 'k> Feed<'s, 'k> {
    fn new(sink: &'s mut Sink<'k>, school: Option<Uai>) -> Self {
        Self {
            sink,
            school,
            schools: BTreeMap::new(),
            pupils: People::new(),
            guardians: People::new(),
            staff: People::new(),
            summary: FeedSummary::default(),
        }
    }

    fn table(&mut self, table: &Table<'_>) -> Result<(), FeedError> {
        if table.holds == Holds::Nobody {
            return Ok(());
        }
        for (title, meaning) in table.titles().iter().zip(&table.meanings) {
            if *meaning == Meaning::Nothing && !title.is_empty() {
                self.summary.count_unknown(title.as_str().into());
            }
        }
        let width = table.titles().len();
        let lines = table.sheet.lines.iter().skip(table.header + 1);
        for line in lines.filter(|line| line.cells != table.titles()) {
            let place = Place { file: table.sheet.name.clone(), line: line.number };
            let kept = if line.cells.len() > width {
                Err(Reason::Ragged { expected: width, found: line.cells.len() })
            } else {
                match self.school_of(table, line)? {
                    Ok(uai) => self.row(&place, &Row { table, line, uai }),
                    Err(reason) => Err(reason),
                }
            };
            if let Err(reason) = kept {
                self.reject(&place, "", reason)?;
            }
        }
        Ok(())
    }

    /// The school a line is of: its own word, that of whoever imports, or the name of the file.
    fn school_of(&self, table: &Table<'_>, line: &Line) -> Result<Result<Uai, Reason>, FeedError> {
        let at = table.meanings.iter().position(|is| *is == Meaning::Own(Fact::School));
        let text = at.and_then(|at| line.cells.get(at)).map_or("", String::as_str);
        if !text.is_empty() {
            return Ok(Uai::parse(text).ok_or_else(|| Reason::BadUai { value: text.into() }));
        }
        let said = self.school.or(table.sheet.school);
        said.map(Ok).ok_or_else(|| FeedError::NoSchool { file: table.sheet.name.clone() })
    }

    fn row(&mut self, place: &Place, row: &Row<'_>) -> Result<(), Reason> {
        let kinds = self.schools.entry(row.uai).or_default();
        kinds.extend(
            levels::of_words(row.own(Fact::Level)).and_then(|level| levels::school_of(&level)),
        );
        match row.table.holds {
            Holds::Pupils => self.pupil(place, row),
            Holds::Staff => self.member(place, row),
            Holds::Nobody => Ok(()),
        }
    }

    fn pupil(&mut self, place: &Place, row: &Row<'_>) -> Result<(), Reason> {
        let (last, first) = (row.own(Fact::LastName), row.own(Fact::FirstName));
        if last.is_empty() || first.is_empty() {
            return Err(Reason::MissingName);
        }
        let (birth, number) = (row.birth()?, row.own(Fact::Ine).to_uppercase());
        let uai = row.uai.as_str();
        let named =
            birth.map(|day| id_of(&["eleve", uai, &fold(last), &fold(first), &day.to_string()]));
        let numbered = (!number.is_empty()).then(|| id_of(&["ine", uai, &number]));
        let id = numbered.or(named).ok_or(Reason::MissingId)?;
        let mut person = Person::new(&key(row.uai, id), Category::Pupil, last, first);
        person.birth_date = birth;
        person.title = Title::of_word(row.own(Fact::Title));
        person.ine = (!number.is_empty()).then(|| number.as_str().into());
        person.email = email(row.own(Fact::Email))?;
        person.phones = phones(row.all(Meaning::Own(Fact::Phone)))?;
        person.memberships = places(row).into();
        let mut guardians = BTreeMap::new();
        for of in [Meaning::First, Meaning::Second] {
            if let Some((guardian, level)) = self.guardian(place, row, of)? {
                guardians.insert(guardian, level);
            }
        }
        let named = named.into_iter().filter(|_| numbered.is_some()).collect();
        let met = Met { place: place.clone(), person, named, guardians, are_several: false };
        meet(&mut self.pupils, (row.uai, id), met);
        Ok(())
    }

    /// A guardian named on the line of a pupil.
    fn guardian(
        &mut self,
        place: &Place,
        row: &Row<'_>,
        of: fn(Fact) -> Meaning,
    ) -> Result<Option<(Id, Responsibility)>, Reason> {
        let is_said = |fact: &Fact| *fact != Fact::Link && !row.get(of(*fact)).is_empty();
        if !Fact::GUARDIAN.iter().any(is_said) {
            return Ok(None);
        }
        let (id, person) = adult(row, of, "responsable", Category::Guardian)?;
        meet(&mut self.guardians, (row.uai, id), Met::new(place, person));
        Ok(Some((id, level_of(row.get(of(Fact::Link))))))
    }

    fn member(&mut self, place: &Place, row: &Row<'_>) -> Result<(), Reason> {
        let (id, mut person) = adult(row, Meaning::Own, "personnel", Category::Staff)?;
        person.birth_date = row.birth()?;
        let role = role_of(row.own(Fact::Role));
        let mut ties = vec![Membership::new(row.uai, role)];
        if matches!(role, Role::Teacher | Role::Head) {
            let subject = row.own(Fact::Subject);
            let subject = (!subject.is_empty())
                .then(|| Box::new(Subject { code: fold(subject).into(), label: subject.into() }));
            ties.extend(row.several(Fact::Class).map(|label| Membership {
                group: Some(group(GroupKind::Class, label)),
                subject: subject.clone(),
                ..Membership::new(row.uai, Role::Teacher)
            }));
        }
        person.memberships = ties.into();
        meet(&mut self.staff, (row.uai, id), Met::new(place, person));
        Ok(())
    }

    fn deliver_all(&mut self) -> Result<(), FeedError> {
        for (uai, kinds) in std::mem::take(&mut self.schools) {
            self.summary.schools += 1;
            let mut kinds = kinds.into_iter();
            let kind = match (kinds.next(), kinds.next()) {
                (Some(only), None) => only,
                _ => SchoolKind::Other,
            };
            self.deliver(Record::School(Box::new(School::new(uai, "", kind))))?;
        }
        let (mut classes, mut groups) = (HashSet::new(), HashSet::new());
        let mut pupils = std::mem::take(&mut self.pupils);
        tell_homonyms(&mut pupils);
        let linked: HashSet<(Uai, Id)> = pupils
            .iter()
            .filter(|(_, pupil)| !pupil.are_several)
            .flat_map(|((uai, _), pupil)| pupil.guardians.keys().map(|id| (*uai, *id)))
            .collect();
        let mut guardians = std::mem::take(&mut self.guardians);
        let met = guardians.len();
        guardians.retain(|id, _| linked.contains(id));
        self.summary.ignored += (met - guardians.len()) as u64;
        let told: HashSet<(Uai, Id)> =
            guardians.iter().filter(|(_, met)| !met.are_several).map(|(id, _)| *id).collect();
        let people = [std::mem::take(&mut self.staff), guardians, pupils];
        for ((uai, _), met) in people.into_iter().flatten() {
            let Met { place, mut person, guardians, .. } = met;
            if met.are_several {
                self.reject(&place, &person.key, Reason::Homonyms)?;
                continue;
            }
            let links = guardians.into_iter().filter(|(id, _)| told.contains(&(uai, *id)));
            person.kinships =
                links.map(|(id, level)| Kinship { level, ..legal(key(uai, id)) }).collect();
            person.normalise();
            for group in person.memberships.iter().filter_map(|tie| tie.group.as_ref()) {
                let kind = if group.kind == GroupKind::Class { &mut classes } else { &mut groups };
                kind.insert((uai, group.code.clone()));
            }
            self.summary.count_person(person.category);
            for link in &person.kinships {
                self.summary.count_kinship(link.level);
            }
            self.deliver(Record::Person(Box::new(person)))?;
        }
        self.summary.classes = classes.len() as u64;
        self.summary.groups = groups.len() as u64;
        Ok(())
    }

    fn reject(&mut self, place: &Place, key: &str, reason: Reason) -> Result<(), FeedError> {
        self.summary.rejected += 1;
        let reject = Reject { file: place.file.clone(), line: place.line, key: key.into(), reason };
        self.deliver(Record::Rejected(Box::new(reject)))
    }

    fn deliver(&mut self, record: Record) -> Result<(), FeedError> {
        (self.sink)(record).map_err(|super::Stop| FeedError::Stopped)
    }
}
