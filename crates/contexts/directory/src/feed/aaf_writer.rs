//! Writes AAF exports from normalised records, in constant memory.
//!
//! What is written reads back equal, within what AAF can say: positions, social indexes, group
//! of communes and opening days of schools are not part of AAF; the 1st degree has neither
//! subjects nor head teachers, local numbers nor days in classes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use kernel::{Day, Role};

use super::aaf_schools::KIND_WORDS;
use super::attr::{Attr, Degree};
use super::levels;
use super::model::{
    Category, GroupKind, GroupRef, Membership, Person, PhoneKind, School, SchoolKind, Sector, Title,
};
use super::names::display_name;

/// Records in one file.
const SLICE: usize = 10_000;

/// Writes the files of one degree of one academy into a folder.
pub struct Writer {
    folder: PathBuf,
    degree: Degree,
    academy: Box<str>,
    prefix: String,
    day: Day,
    /// The word of file names.
    extent: &'static str,
    open: BTreeMap<&'static str, Slice>,
    subjects: BTreeMap<Box<str>, Box<str>>,
    levels: BTreeMap<&'static str, Box<str>>,
}

/// The file of a type being written.
struct Slice {
    number: usize,
    records: usize,
    file: BufWriter<File>,
}

impl Writer {
    /// Prepares to write into `folder`, which is created. Keys of people must be those of this
    /// degree and academy (`2D-13-2000000`).
    pub fn create(folder: &Path, degree: Degree, academy: &str, day: Day) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            degree,
            academy: academy.into(),
            prefix: format!("{}-{academy}-", degree.code()),
            day,
            extent: "Complet",
            open: BTreeMap::new(),
            subjects: BTreeMap::new(),
            levels: BTreeMap::new(),
        })
    }

    /// Prepares to write a delta, which [`Self::school`] and [`Self::person`] add to.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn create_delta(
        folder: &Path,
        degree: Degree,
        academy: &str,
        day: Day,
    ) -> io::Result<Self> {
        Ok(Self { extent: "Delta", ..Self::create(folder, degree, academy, day)? })
    }

    /// Writes a school.
    pub fn school(&mut self, school: &School) -> io::Result<()> {
        let to = self.school_attrs(school);
        let number = structure(school.uai.as_str());
        self.record("EtabEducNat", "categorieStructure", "EtabEducNat", number, &to)
    }

    pub(super) fn school_attrs(&self, school: &School) -> Attrs {
        let mut to = Attrs::new(self.degree);
        let number = structure(school.uai.as_str());
        to.named("ENTStructureJointure", number);
        to.put(Attr::Uai, school.uai.as_str());
        to.put(Attr::SchoolName, &school_name(school));
        let (words, code) = kind_words(school.kind);
        to.put(Attr::SchoolType, words);
        to.put(Attr::SchoolTypeCode, code);
        to.put(Attr::Contract, school.sector.map_or("", sector_code));
        to.put(Attr::Street, &dollars(school.address.as_deref().unwrap_or_default()));
        to.put(Attr::PostalCode, school.postal_code.as_deref().unwrap_or_default());
        to.put(Attr::City, school.commune.as_deref().unwrap_or_default());
        let phone = if self.degree == Degree::First { Attr::Phone } else { Attr::WorkPhone };
        to.put(phone, school.phone.as_deref().unwrap_or_default());
        to.put(Attr::Email, school.email.as_deref().unwrap_or_default());
        to.put(Attr::District, school.district.as_deref().unwrap_or_default());
        to.put(Attr::Academy, &format!("{:0>3}", self.academy));
        for declared in &school.groups {
            let GroupRef { kind, code, label } = &declared.group;
            let mut value = code.to_string();
            if label.is_some() || !declared.levels.is_empty() {
                value = format!("{code}${}", label.as_deref().unwrap_or_default());
            }
            for mef in declared.levels.iter().filter_map(|level| levels::mef_of(level)) {
                value = format!("{value}${mef}");
            }
            to.put(
                if *kind == GroupKind::Class {
                    Attr::DeclaredClasses
                } else {
                    Attr::DeclaredGroups
                },
                &value,
            );
        }
        to
    }

    /// Writes a person.
    pub fn person(&mut self, person: &Person) -> io::Result<()> {
        let to = self.person_attrs(person);
        let (kind, id) = (kind_word(person.category), self.id(person).to_owned());
        self.record(kind, "categoriePersonne", kind, &id, &to)
    }

    /// The number of a person in this degree and academy.
    pub(super) fn id<'p>(&self, person: &'p Person) -> &'p str {
        person.key.strip_prefix(&self.prefix).unwrap_or(&person.key)
    }

    pub(super) fn person_attrs(&mut self, person: &Person) -> Attrs {
        let mut to = Attrs::new(self.degree);
        to.put(Attr::Id, self.id(person));
        identity(&mut to, person);
        match person.category {
            Category::Guardian => {}
            Category::Pupil => self.pupil(&mut to, person),
            Category::Staff => self.staff(&mut to, person),
        }
        to
    }

    /// Writes the subjects and levels met, and closes every file.
    pub fn finish(mut self) -> io::Result<()> {
        if self.degree == Degree::Second {
            for (code, label) in std::mem::take(&mut self.subjects) {
                let mut to = Attrs::new(self.degree);
                to.put(Attr::SubjectId, &code);
                to.put(Attr::SubjectLabel, &label);
                self.record("MatiereEducNat", "categorieMatiere", "MatEducNat", &code, &to)?;
            }
            for (mef, level) in std::mem::take(&mut self.levels) {
                let mut to = Attrs::new(self.degree);
                to.put(Attr::MefId, mef);
                to.put(Attr::MefName, &level);
                let stat = levels::mefstat_of(&level).unwrap_or_default();
                to.put(Attr::MefStat, &format!("{stat:0<11}"));
                self.record("MefEducNat", "categorieMef", "MefEducNat", mef, &to)?;
            }
        }
        std::mem::take(&mut self.open).into_values().try_for_each(close)
    }

    fn pupil(&mut self, to: &mut Attrs, person: &Person) {
        to.put(Attr::Ine, person.ine.as_deref().unwrap_or_default());
        to.put(Attr::LocalId, person.local_id.as_deref().unwrap_or_default());
        let first = self.degree == Degree::First;
        for link in &person.kinships {
            let id = link.guardian.strip_prefix(&self.prefix).unwrap_or(&link.guardian);
            if first {
                to.put(Attr::ParentalAuthority, id);
                continue;
            }
            let code = link.link.map(|code| code.to_string()).unwrap_or_default();
            let [financial, contact, payment] =
                [link.financial, link.contact, link.payment].map(u8::from);
            let level = link.level.code();
            to.put(
                Attr::Relatives,
                &format!("{id}${code}${financial}${level}${contact}${payment}"),
            );
        }
        let level =
            person.memberships.iter().find_map(|tie| tie.level.as_deref()).unwrap_or_default();
        match levels::mef_of(level) {
            Some(mef) if !first => {
                to.put(Attr::Mef, mef);
                self.levels.entry(mef).or_insert_with(|| level.into());
            }
            _ => to.put(Attr::LevelWords, level),
        }
        for tie in &person.memberships {
            pupil_tie(to, tie);
        }
    }

    fn staff(&mut self, to: &mut Attrs, person: &Person) {
        let bare = |tie: &&Membership| tie.group.is_none();
        if let Some(tie) = person.memberships.iter().find(bare) {
            to.put(Attr::School, structure(tie.uai.as_str()));
        }
        let teaches = person.memberships.iter().any(|tie| tie.role == Role::Teacher);
        to.put(Attr::TeacherFlag, if teaches { "O" } else { "N" });
        for tie in person.memberships.iter().filter(bare) {
            let (code, words) = function(tie.role);
            to.put(Attr::Functions, &format!("{}${code}${words}$$", structure(tie.uai.as_str())));
        }
        for tie in &person.memberships {
            self.staff_tie(to, tie);
        }
    }

    fn staff_tie(&mut self, to: &mut Attrs, tie: &Membership) {
        let Some(group) = &tie.group else { return };
        let class = group.kind == GroupKind::Class;
        let place = place(tie, group, self.degree);
        if self.degree == Degree::First {
            to.put(if class { Attr::Classes } else { Attr::Groups }, &place);
            return;
        }
        match &tie.subject {
            Some(subject) => {
                let attr = if class { Attr::ClassSubjects } else { Attr::GroupSubjects };
                to.put(attr, &format!("{place}${}", subject.code));
                self.subjects.entry(subject.code.clone()).or_insert_with(|| subject.label.clone());
            }
            None => to.put(if class { Attr::TaughtClasses } else { Attr::TaughtGroups }, &place),
        }
        if tie.head_teacher {
            to.put(Attr::HeadTeacherOf, &place);
        }
    }

    fn record(
        &mut self,
        kind: &'static str,
        category_name: &str,
        category: &str,
        id: &str,
        attrs: &Attrs,
    ) -> io::Result<()> {
        let body = format!("<attributes>\n{}</attributes>\n", attrs.text);
        self.request("addRequest", (kind, category_name, category), id, &body)
    }

    /// Writes a request: its name, its file, category and identifier, and what it holds.
    pub(super) fn request(
        &mut self,
        name: &str,
        (kind, category_name, category): (&'static str, &str, &str),
        id: &str,
        body: &str,
    ) -> io::Result<()> {
        let full = self.open.get(kind).is_some_and(|slice| slice.records == SLICE);
        let number = self.open.get(kind).map_or(0, |slice| slice.number + usize::from(full));
        if full && let Some(slice) = self.open.remove(kind) {
            close(slice)?;
        }
        if !self.open.contains_key(kind) {
            let slice = self.slice(kind, number)?;
            self.open.insert(kind, slice);
        }
        let Some(slice) = self.open.get_mut(kind) else { return Ok(()) };
        slice.records += 1;
        let mut escaped = String::new();
        escape(&mut escaped, id);
        let to = &mut slice.file;
        writeln!(to, "<{name}>")?;
        writeln!(
            to,
            "<operationalAttributes><attr name=\"{category_name}\"><value>{category}</value></attr></operationalAttributes>"
        )?;
        writeln!(to, "<identifier><id>{escaped}</id></identifier>\n{body}</{name}>")
    }

    fn slice(&self, kind: &str, number: usize) -> io::Result<Slice> {
        let (year, month, day) = self.day.ymd();
        let (degree, extent) = (self.degree.code(), self.extent);
        let name =
            format!("ENT{degree}VA_{extent}_{year:04}{month:02}{day:02}_{kind}_{number:04}.xml");
        let mut file = BufWriter::with_capacity(1 << 16, File::create(self.folder.join(name))?);
        writeln!(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(file, "<!DOCTYPE ficAlimMENESR SYSTEM \"ficAlimMENESR.dtd\">")?;
        writeln!(file, "<!-- versionSDET=\"Annexe 4bis version 6.4\" -->")?;
        writeln!(file, "<!-- codeAcademieExport=\"{}\" -->", self.academy)?;
        writeln!(file, "<!-- degre=\"{degree}\" -->")?;
        writeln!(file, "<!-- dateGenerationExport=\"{}\" -->", french(self.day))?;
        writeln!(file, "<ficAlimMENESR>")?;
        Ok(Slice { number, records: 0, file })
    }
}

fn close(mut slice: Slice) -> io::Result<()> {
    writeln!(slice.file, "</ficAlimMENESR>")?;
    slice.file.flush()
}

/// The word of a category of people.
pub(super) const fn kind_word(category: Category) -> &'static str {
    match category {
        Category::Pupil => "Eleve",
        Category::Guardian => "PersRelEleve",
        Category::Staff => "PersEducNat",
    }
}

/// The attributes of a record, as XML.
pub(super) struct Attrs {
    degree: Degree,
    /// One attribute a line.
    pub(super) text: String,
    last: &'static str,
}

impl Attrs {
    fn new(degree: Degree) -> Self {
        Self { degree, text: String::with_capacity(2048), last: "" }
    }

    /// Writes a value, unless it is empty or the degree has no such attribute. Values of one
    /// attribute written in a row share its element.
    fn put(&mut self, attr: Attr, value: &str) {
        let name = self.degree.name_of(attr);
        if !name.is_empty() && !value.is_empty() {
            self.named(name, value);
        }
    }

    fn named(&mut self, name: &'static str, value: &str) {
        let end = "</attr>\n";
        if self.last == name {
            self.text.truncate(self.text.len() - end.len());
        } else {
            self.text.push_str("<attr name=\"");
            self.text.push_str(name);
            self.text.push_str("\">");
        }
        self.text.push_str("<value>");
        escape(&mut self.text, value);
        self.text.push_str("</value>");
        self.text.push_str(end);
        self.last = name;
    }
}

fn escape(to: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            c => to.push(c),
        }
    }
}

fn identity(to: &mut Attrs, person: &Person) {
    let optional = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
    to.put(Attr::BirthDate, &person.birth_date.map(french).unwrap_or_default());
    to.put(Attr::FamilyName, &optional(&person.family_name));
    to.put(Attr::LastName, &person.last_name);
    to.put(Attr::FirstName, &person.first_name);
    for name in &person.other_first_names {
        to.put(Attr::OtherFirstNames, name);
    }
    let title = person.title.map_or("", |title| if title == Title::Sir { "M." } else { "Mme" });
    to.put(Attr::Title, title);
    to.put(Attr::Mail, &optional(&person.email));
    for phone in &person.phones {
        let attr = match phone.kind {
            PhoneKind::Home => Attr::HomePhone,
            PhoneKind::Work => Attr::WorkPhone,
            PhoneKind::Mobile => Attr::Mobile,
        };
        to.put(attr, &phone.number);
    }
    if let Some(address) = &person.address {
        to.put(Attr::AddressLines, &dollars(&address.lines));
        to.put(Attr::AddressPostalCode, &address.postal_code);
        to.put(Attr::AddressCity, &address.city);
        to.put(Attr::AddressCountry, &address.country);
    }
}

fn pupil_tie(to: &mut Attrs, tie: &Membership) {
    let number = structure(tie.uai.as_str());
    let Some(group) = &tie.group else {
        to.put(Attr::School, number);
        to.put(Attr::SchoolEntry, &tie.starts.map(french).unwrap_or_default());
        to.put(Attr::SchoolExit, &tie.ends.map(french).unwrap_or_default());
        return;
    };
    let value = place(tie, group, to.degree);
    if group.kind == GroupKind::Group {
        to.put(Attr::Groups, &value);
        return;
    }
    to.put(Attr::Classes, &value);
    for (attr, day) in [(Attr::ClassEntry, tie.starts), (Attr::ClassExit, tie.ends)] {
        if let Some(day) = day {
            to.put(attr, &format!("{number}${}${}", french(day), group.code));
        }
    }
}

/// A class or group as the degree names it.
fn place(tie: &Membership, group: &GroupRef, degree: Degree) -> String {
    let number = structure(tie.uai.as_str());
    match degree {
        Degree::First => format!("{number}$$${}${}", group.code, group.name()),
        Degree::Second => format!("{number}${}", group.code),
    }
}

/// The number of a structure: the digits of its UAI.
pub(super) fn structure(uai: &str) -> &str {
    &uai[..7]
}

fn dollars(lines: &str) -> String {
    lines.replace('\n', "$")
}

fn french(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{day:02}/{month:02}/{year:04}")
}

/// `TYPE$NOM$VILLE`, the type only when the name can be told from it.
fn school_name(school: &School) -> String {
    let city = school.commune.as_deref().unwrap_or_default().to_uppercase();
    for (short, word) in KIND_WORDS {
        if let Some(rest) = school.name.strip_prefix(word).and_then(|rest| rest.strip_prefix(' '))
            && !rest.is_empty()
            && display_name(&rest.to_uppercase()) == rest
        {
            return format!("{short}${}${city}", rest.to_uppercase());
        }
    }
    format!("${}${city}", school.name)
}

const fn kind_words(kind: SchoolKind) -> (&'static str, &'static str) {
    match kind {
        SchoolKind::Nursery => ("ECOLE MATERNELLE", "101"),
        SchoolKind::Elementary => ("ECOLE ELEMENTAIRE", "151"),
        SchoolKind::Primary => ("ECOLE PRIMAIRE", "151"),
        SchoolKind::Middle => ("COLLEGE", "340"),
        SchoolKind::High => ("LYCEE", "300"),
        SchoolKind::Other => ("", ""),
    }
}

const fn sector_code(sector: Sector) -> &'static str {
    match sector {
        Sector::Public => "PU",
        Sector::PrivateContract => "SC",
        Sector::PrivateFree => "HC",
        Sector::Private => "PR",
    }
}

const fn function(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Head => ("DIR", "DIRECTION"),
        Role::Teacher => ("ENS", "ENSEIGNEMENT"),
        Role::SchoolLife => ("EDU", "EDUCATION"),
        Role::SupportAssistant => ("AES", "ACCOMPAGNEMENT DES ELEVES EN SITUATION DE HANDICAP"),
        Role::Secretariat => ("ADF", "ADMINISTRATION"),
        _ => ("-", "AUTRE"),
    }
}
