//! XML exports of SIECLE, the register of a collège or a lycée: pupils with their classes and
//! groups, guardians, levels.
//!
//! A file is of one school, which it says. Sections are read in passes whatever their order, and
//! memory holds numbers, never people.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use kernel::{Day, Role};

use super::digest::Digest;
use super::elements::{Element, Elements};
use super::error::{FeedError, Reason, Reject, SourceError};
use super::levels;
use super::model::{
    Address, Category, GroupKind, GroupRef, Kinship, Membership, Person, Phone, PhoneKind,
    Responsibility, School, SchoolKind, Title,
};
use super::names::clean;
use super::source::{Entry, Limits, Sources};
use super::uai::Uai;
use super::{FeedSummary, Record, Sink};

/// What a file is, by its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    Pupils,
    Guardians,
    Nomenclature,
}

/// Whether the first bytes of a file are those of SIECLE.
pub(super) fn is_siecle(start: &str) -> bool {
    file_of(start).is_some()
}

fn file_of(start: &str) -> Option<File> {
    let roots = [
        ("<BEE_ELEVES", File::Pupils),
        ("<BEE_RESPONSABLES", File::Guardians),
        ("<BEE_NOMENCLATURES", File::Nomenclature),
    ];
    roots.into_iter().find(|(root, _)| start.contains(root)).map(|(_, file)| file)
}

const HEADER: &[(&str, &str)] = &[("*", "PARAMETRES")];
const LEVELS: &[(&str, &str)] = &[("MEFS", "MEF")];
const PLACES: &[(&str, &str)] = &[("*", "STRUCTURES_ELEVE")];
const PUPILS: &[(&str, &str)] = &[("ELEVES", "ELEVE")];
const LINKS: &[(&str, &str)] = &[("RESPONSABLES", "*"), ("ADRESSES", "ADRESSE")];
const PEOPLE: &[(&str, &str)] = &[("PERSONNES", "PERSONNE")];

/// Reads SIECLE exports found under `paths` and hands normalised records to `sink`.
pub fn read(
    paths: &[PathBuf],
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<FeedSummary, FeedError> {
    let sources = Sources::open(paths, *limits)?;
    let mut feed = Feed::new(sink, limits.records);
    let files = feed.plan(&sources)?;
    feed.pass(&sources, &files, None, HEADER, Feed::header)?;
    feed.give_schools(&sources, &files)?;
    feed.pass(&sources, &files, Some(File::Nomenclature), LEVELS, Feed::level)?;
    feed.pass(&sources, &files, Some(File::Pupils), PUPILS, Feed::meet)?;
    feed.pass(&sources, &files, Some(File::Pupils), PLACES, Feed::place_of)?;
    feed.pass(&sources, &files, Some(File::Guardians), LINKS, Feed::link)?;
    feed.pass(&sources, &files, Some(File::Guardians), PEOPLE, Feed::guardian)?;
    feed.pass(&sources, &files, Some(File::Pupils), PUPILS, Feed::pupil)?;
    feed.finish()
}

/// A number in the register of a school.
type Number = (Uai, Box<str>);

/// Where a record is.
struct At<'a> {
    entry: usize,
    file: &'a str,
    line: u64,
    uai: Option<Uai>,
}

struct Feed<'s, 'k> {
    sink: &'s mut Sink<'k>,
    limit: usize,
    /// The school of each file.
    schools: HashMap<usize, Uai>,
    levels: HashMap<Box<str>, Box<str>>,
    places: HashMap<Number, BTreeSet<GroupRef>>,
    pupils: HashSet<Number>,
    links: HashMap<Number, Vec<Kinship>>,
    linked: HashSet<Number>,
    addresses: HashMap<Number, Box<Address>>,
    seen: HashMap<Box<str>, Digest>,
    guardians: HashSet<Box<str>>,
    /// Who is linked to a pupil that no file describes, and where it says so.
    loose: BTreeMap<(Box<str>, u64), Reason>,
    groups: HashSet<(Uai, GroupRef)>,
    summary: FeedSummary,
}

type Step<'s, 'k> = fn(&mut Feed<'s, 'k>, &At<'_>, &Element) -> Result<(), FeedError>;

impl<'s, 'k> Feed<'s, 'k> {
    fn new(sink: &'s mut Sink<'k>, limit: usize) -> Self {
        Self {
            sink,
            limit,
            schools: HashMap::new(),
            levels: HashMap::new(),
            places: HashMap::new(),
            pupils: HashSet::new(),
            links: HashMap::new(),
            linked: HashSet::new(),
            addresses: HashMap::new(),
            seen: HashMap::new(),
            guardians: HashSet::new(),
            loose: BTreeMap::new(),
            groups: HashSet::new(),
            summary: FeedSummary::default(),
        }
    }

    fn plan(&mut self, sources: &Sources) -> Result<Vec<(usize, File)>, FeedError> {
        let mut files = Vec::new();
        for (at, entry) in sources.entries().iter().enumerate() {
            match file_of(&String::from_utf8_lossy(&entry.head)) {
                Some(file) => files.push((at, file)),
                None => self.summary.skipped_files.push(entry.name.clone()),
            }
        }
        if files.iter().all(|(_, file)| *file == File::Nomenclature) {
            let seen = sources.entries().iter().take(10).map(|one| one.name.to_string()).collect();
            return Err(FeedError::Nothing { seen });
        }
        Ok(files)
    }

    fn pass(
        &mut self,
        sources: &Sources,
        files: &[(usize, File)],
        wanted: Option<File>,
        elements: &'static [(&'static str, &'static str)],
        step: Step<'s, 'k>,
    ) -> Result<(), FeedError> {
        let fits = |(_, file): &&(usize, File)| wanted.is_none_or(|wanted| *file == wanted);
        let order: Vec<usize> = files.iter().filter(fits).map(|(entry, _)| *entry).collect();
        let mut rest = order.iter();
        sources.read(&order, |entry, input| {
            let Some(number) = rest.next().copied() else { return Ok(()) };
            let bytes = self.file(number, entry, input, elements, step)?;
            if wanted.is_none() {
                self.summary.files += 1;
                self.summary.bytes += bytes;
            }
            Ok(())
        })
    }

    fn file(
        &mut self,
        number: usize,
        entry: &Entry,
        input: &mut dyn std::io::Read,
        elements: &'static [(&'static str, &'static str)],
        step: Step<'s, 'k>,
    ) -> Result<u64, FeedError> {
        let file = &*entry.name;
        let damaged = |line, damage| FeedError::Damaged { file: file.into(), line, damage };
        let mut reader =
            Elements::new(input, &entry.head, elements).map_err(|damage| damaged(1, damage))?;
        let mut element = Element::default();
        loop {
            let more = reader.next(&mut element);
            if !more.map_err(|damage| damaged(reader.line(), damage))? {
                return Ok(reader.bytes());
            }
            let uai = self.schools.get(&number).copied();
            let at = At { entry: number, file, line: element.line, uai };
            step(self, &at, &element)?;
        }
    }

    /// The school that a file says it is from.
    fn header(&mut self, at: &At<'_>, element: &Element) -> Result<(), FeedError> {
        let said = element.first(&["UAJ", "UAJ/@CODE", "RNE"]);
        if let Some(uai) = Uai::parse(said) {
            self.schools.insert(at.entry, uai);
        } else if !said.is_empty() {
            let reason = Reason::BadUai { value: said.into() };
            return self.reject(at, "", reason);
        }
        Ok(())
    }

    /// A file that says nothing is of the school of its name, else of the only school met.
    fn give_schools(
        &mut self,
        sources: &Sources,
        files: &[(usize, File)],
    ) -> Result<(), FeedError> {
        let met: BTreeSet<Uai> = self.schools.values().copied().collect();
        let only = met.first().copied().filter(|_| met.len() == 1);
        for (number, _) in files.iter().filter(|(_, file)| *file != File::Nomenclature) {
            let entry = &sources.entries()[*number];
            if !self.schools.contains_key(number) {
                let Some(uai) = entry.school.or(only) else {
                    return Err(FeedError::NoSchool { file: entry.name.clone() });
                };
                self.schools.insert(*number, uai);
            }
        }
        let schools: BTreeSet<Uai> = self.schools.values().copied().collect();
        for uai in schools {
            self.summary.schools += 1;
            let school = School::new(uai, "", SchoolKind::Other);
            self.deliver(Record::School(Box::new(school)))?;
        }
        Ok(())
    }

    fn level(&mut self, _: &At<'_>, element: &Element) -> Result<(), FeedError> {
        let code = element.first(&["@CODE_MEF", "CODE_MEF"]);
        let stat = levels::of_mefstat(element.get("CODE_MEFSTAT")).map(Box::from);
        let words = || levels::of_words(element.first(&["FORMATION", "LIBELLE_LONG"]));
        if let Some(level) = stat.or_else(words) {
            self.bound(self.levels.len())?;
            self.levels.insert(code.into(), level);
        }
        Ok(())
    }

    fn place_of(&mut self, at: &At<'_>, element: &Element) -> Result<(), FeedError> {
        let (Some(uai), number) = (at.uai, element.first(&["@ELEVE_ID", "ELEVE_ID"])) else {
            return Ok(());
        };
        if number.is_empty() {
            return self.reject(at, "", Reason::MissingId);
        }
        if !self.pupils.contains(&(uai, number.into())) {
            let reason = Reason::UnknownPerson { value: number.into() };
            self.loose.insert((at.file.into(), at.line), reason);
            return Ok(());
        }
        let mut code: Box<str> = Box::default();
        for (path, text) in &element.fields {
            match path.as_str() {
                "STRUCTURE/CODE_STRUCTURE" => code = text.as_str().into(),
                "STRUCTURE/TYPE_STRUCTURE" if !code.is_empty() => {
                    let kind = match text.as_str() {
                        "D" => GroupKind::Class,
                        "G" => GroupKind::Group,
                        _ => {
                            let attribute = "TYPE_STRUCTURE".into();
                            let value = text.as_str().into();
                            let reason = Reason::Incomplete { attribute, value };
                            self.reject(at, &pupil_key(uai, number), reason)?;
                            continue;
                        }
                    };
                    let group = GroupRef { kind, code: std::mem::take(&mut code), label: None };
                    self.bound(self.places.len())?;
                    self.places.entry((uai, number.into())).or_default().insert(group);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn meet(&mut self, at: &At<'_>, element: &Element) -> Result<(), FeedError> {
        if let Some(uai) = at.uai {
            self.bound(self.pupils.len())?;
            self.pupils.insert((uai, element.first(&["@ELEVE_ID", "ELEVE_ID"]).into()));
        }
        Ok(())
    }

    fn link(&mut self, at: &At<'_>, element: &Element) -> Result<(), FeedError> {
        let Some(uai) = at.uai else { return Ok(()) };
        if element.parent == "ADRESSES" {
            self.bound(self.addresses.len())?;
            if let Some(address) = address(element) {
                let number = element.first(&["@ADRESSE_ID", "ADRESSE_ID"]).into();
                self.addresses.insert((uai, number), Box::new(address));
            }
            return Ok(());
        }
        let (pupil, guardian) = (element.get("ELEVE_ID"), element.get("PERSONNE_ID"));
        if pupil.is_empty() || guardian.is_empty() {
            return self.reject(at, "", Reason::MissingId);
        }
        let number = (uai, Box::from(pupil));
        let key = guardian_key(uai, guardian);
        if !self.pupils.contains(&number) {
            let reason = Reason::UnknownChild { value: pupil.into() };
            self.loose.insert((at.file.into(), at.line), reason);
            return Ok(());
        }
        self.bound(self.linked.len())?;
        self.linked.insert((uai, guardian.into()));
        let yes = |paths: &[&str]| matches!(element.first(paths), "1" | "O" | "true");
        let level = match (element.get("NIVEAU_RESPONSABILITE"), element.get("RESP_LEGAL")) {
            ("", "0") => Responsibility::Contact,
            ("", older) => Responsibility::from_code(older),
            (level, _) => Responsibility::from_code(level),
        };
        let link = Kinship {
            guardian: key,
            link: element.get("CODE_PARENTE").parse().ok(),
            level,
            financial: yes(&["RESP_FINANCIER", "PAIE_FRAIS_SCOLAIRES"]),
            contact: yes(&["PERS_CONTACT"]),
            payment: yes(&["PERS_PAIMENT", "PERS_PAIEMENT"]),
        };
        self.links.entry(number).or_default().push(link);
        Ok(())
    }

    fn guardian(&mut self, at: &At<'_>, element: &Element) -> Result<(), FeedError> {
        let (Some(uai), number) = (at.uai, element.first(&["@PERSONNE_ID", "PERSONNE_ID"])) else {
            return Ok(());
        };
        if number.is_empty() {
            return self.reject(at, "", Reason::MissingId);
        }
        if !self.linked.contains(&(uai, number.into())) {
            self.summary.ignored += 1;
            return Ok(());
        }
        let key = guardian_key(uai, number);
        let mut person = match person(&key, Category::Guardian, element) {
            Ok(person) => person,
            Err(reason) => return self.reject(at, &key, reason),
        };
        person.title = Title::of_word(element.get("LC_CIVILITE"));
        person.email = element.text(&["MEL"]).filter(|mail| mail.contains('@'));
        person.phones = phones(element);
        let address = (uai, element.get("ADRESSE_ID").into());
        person.address = self.addresses.get(&address).cloned();
        self.deliver_person(at, person)
    }

    fn pupil(&mut self, at: &At<'_>, element: &Element) -> Result<(), FeedError> {
        let (Some(uai), number) = (at.uai, element.first(&["@ELEVE_ID", "ELEVE_ID"])) else {
            return Ok(());
        };
        if number.is_empty() {
            return self.reject(at, "", Reason::MissingId);
        }
        let key = pupil_key(uai, number);
        match self.pupil_of(uai, number, element) {
            Ok((person, lost)) => {
                self.deliver_person(at, person)?;
                lost.into_iter().try_for_each(|reason| self.reject(at, &key, reason))
            }
            Err(reason) => self.reject(at, &key, reason),
        }
    }

    fn pupil_of(
        &self,
        uai: Uai,
        number: &str,
        element: &Element,
    ) -> Result<(Person, Vec<Reason>), Reason> {
        let mut person = person(&pupil_key(uai, number), Category::Pupil, element)?;
        person.birth_date = day(element, &["DATE_NAISS"])?;
        person.ine = element.text(&["INE_RNIE", "ID_NATIONAL"]);
        person.local_id = element.text(&["@ELENOET", "ELENOET"]);
        let mef = element.get("CODE_MEF");
        let level = levels::of_mef(mef).map(Box::from).or_else(|| self.levels.get(mef).cloned());
        let bare = Membership {
            level,
            starts: day(element, &["DATE_ENTREE"])?,
            ends: day(element, &["DATE_SORTIE"])?,
            ..Membership::new(uai, Role::Pupil)
        };
        let places = self.places.get(&(uai, number.into())).into_iter().flatten();
        let tie = |group: &GroupRef| match group.kind {
            GroupKind::Class => Membership { group: Some(group.clone()), ..bare.clone() },
            GroupKind::Group => {
                Membership { group: Some(group.clone()), ..Membership::new(uai, Role::Pupil) }
            }
        };
        person.memberships = places.map(tie).chain([bare.clone()]).collect();
        let links = self.links.get(&(uai, number.into())).cloned().unwrap_or_default();
        let (kept, lost): (Vec<_>, Vec<_>) =
            links.into_iter().partition(|link| self.guardians.contains(&link.guardian));
        person.kinships = super::aaf_people::merge(kept).into();
        person.normalise();
        let lost = lost.into_iter().map(|link| Reason::UnknownGuardian { guardian: link.guardian });
        Ok((person, lost.collect()))
    }

    fn deliver_person(&mut self, at: &At<'_>, mut person: Person) -> Result<(), FeedError> {
        person.normalise();
        let digest = person.digest();
        match self.seen.get(&person.key) {
            Some(known) if *known == digest => return Ok(()),
            Some(_) => return self.reject(at, &person.key, Reason::Duplicate),
            None => self.seen.insert(person.key.clone(), digest),
        };
        self.summary.count_person(person.category);
        for link in &person.kinships {
            self.summary.count_kinship(link.level);
        }
        for tie in &person.memberships {
            if let Some(group) = &tie.group {
                self.groups.insert((tie.uai, group.clone()));
            }
        }
        if person.category == Category::Guardian {
            self.guardians.insert(person.key.clone());
        }
        self.deliver(Record::Person(Box::new(person)))
    }

    fn finish(mut self) -> Result<FeedSummary, FeedError> {
        for ((file, line), reason) in std::mem::take(&mut self.loose) {
            let at = At { entry: 0, file: &file, line, uai: None };
            self.reject(&at, "", reason)?;
        }
        let classes = self.groups.iter().filter(|(_, group)| group.kind == GroupKind::Class);
        self.summary.classes = classes.count() as u64;
        self.summary.groups = self.groups.len() as u64 - self.summary.classes;
        Ok(self.summary)
    }

    fn bound(&self, count: usize) -> Result<(), FeedError> {
        if count >= self.limit {
            return Err(SourceError::TooManyRecords { limit: self.limit }.into());
        }
        Ok(())
    }

    fn reject(&mut self, at: &At<'_>, key: &str, reason: Reason) -> Result<(), FeedError> {
        self.summary.rejected += 1;
        let reject = Reject { file: at.file.into(), line: at.line, key: key.into(), reason };
        self.deliver(Record::Rejected(Box::new(reject)))
    }

    fn deliver(&mut self, record: Record) -> Result<(), FeedError> {
        (self.sink)(record).map_err(|super::Stop| FeedError::Stopped)
    }
}

/// What the register calls a pupil.
pub(super) fn pupil_key(uai: Uai, number: &str) -> Box<str> {
    format!("SIECLE-{uai}-e{}", clean(number)).into()
}

/// What the register calls a guardian.
pub(super) fn guardian_key(uai: Uai, number: &str) -> Box<str> {
    format!("SIECLE-{uai}-p{}", clean(number)).into()
}

fn person(key: &str, category: Category, element: &Element) -> Result<Person, Reason> {
    if let Some(fault) = element.fault.clone() {
        return Err(fault);
    }
    let family = element.first(&["NOM_DE_FAMILLE", "NOM"]);
    let used = element.get("NOM_USAGE");
    let last = if used.is_empty() { family } else { used };
    let first = element.get("PRENOM");
    if last.is_empty() || first.is_empty() {
        return Err(Reason::MissingName);
    }
    let mut person = Person::new(key, category, last, first);
    person.family_name = Some(family).filter(|name| !name.is_empty()).map(Box::from);
    let others = ["PRENOM2", "PRENOM3"].map(|path| element.text(&[path]));
    person.other_first_names = others.into_iter().flatten().collect();
    Ok(person)
}

fn day(element: &Element, paths: &[&str]) -> Result<Option<Day>, Reason> {
    let value = element.first(paths);
    if value.is_empty() {
        return Ok(None);
    }
    let found = Day::parse_french(value).or_else(|| Day::parse_iso(value));
    found.map(Some).ok_or_else(|| Reason::BadDate {
        attribute: paths.first().copied().unwrap_or_default().into(),
        value: value.into(),
    })
}

fn phones(element: &Element) -> Box<[Phone]> {
    let kinds = [
        ("TEL_PERSONNEL", PhoneKind::Home),
        ("TEL_PROFESSIONNEL", PhoneKind::Work),
        ("TEL_PORTABLE", PhoneKind::Mobile),
    ];
    let phone = |(path, kind)| Some(Phone { kind, number: element.text(&[path])? });
    kinds.into_iter().filter_map(phone).collect()
}

fn address(element: &Element) -> Option<Address> {
    let lines = ["LIGNE1_ADRESSE", "LIGNE2_ADRESSE", "LIGNE3_ADRESSE", "LIGNE4_ADRESSE"];
    let lines: Vec<&str> =
        lines.iter().map(|path| element.get(path)).filter(|line| !line.is_empty()).collect();
    let address = Address {
        lines: lines.join("\n").into(),
        postal_code: element.get("CODE_POSTAL").into(),
        city: element.first(&["LIBELLE_POSTAL", "COMMUNE_ETRANGERE"]).into(),
        country: element.get("LL_PAYS").into(),
    };
    (address != Address::default()).then_some(address)
}
