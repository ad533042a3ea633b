//! Writes SIECLE and STS exports of a school from normalised records.
//!
//! What is written reads back with the same names, ties, levels of responsibility and contacts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use encoding_rs::ISO_8859_15;
use kernel::{Day, Role};

use super::levels;
use super::model::{
    Category, GroupKind, GroupRef, Membership, Person, PhoneKind, School, SchoolKind, Title,
};
use super::uai::Uai;

/// Writes the pupils and the guardians of a school as SIECLE does, into a folder, which is created.
/// `people` are those who belong to it, and the guardians whom its pupils name.
pub fn write_siecle(folder: &Path, uai: Uai, people: &[&Person]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let pupils: Vec<&Person> = people
        .iter()
        .copied()
        .filter(|one| one.category == Category::Pupil)
        .filter(|one| one.memberships.iter().any(|tie| tie.uai == uai))
        .collect();
    let mut file = Xml::create(&folder.join("ElevesAvecAdresses.xml"), "BEE_ELEVES", uai)?;
    file.line("<DONNEES><ELEVES>")?;
    for pupil in &pupils {
        write_pupil(&mut file, pupil)?;
    }
    file.line("</ELEVES><STRUCTURES>")?;
    for pupil in &pupils {
        let number = number(&pupil.key);
        file.line(&format!("<STRUCTURES_ELEVE ELEVE_ID=\"{number}\">"))?;
        for group in groups_of(pupil, uai) {
            let kind = if group.kind == GroupKind::Class { "D" } else { "G" };
            let code = escaped(&group.code);
            file.line(&format!(
                "<STRUCTURE><CODE_STRUCTURE>{code}</CODE_STRUCTURE><TYPE_STRUCTURE>{kind}</TYPE_STRUCTURE></STRUCTURE>"
            ))?;
        }
        file.line("</STRUCTURES_ELEVE>")?;
    }
    file.line("</STRUCTURES></DONNEES>")?;
    file.finish()?;

    let path = folder.join("ResponsablesAvecAdresses.xml");
    let mut file = Xml::create(&path, "BEE_RESPONSABLES", uai)?;
    file.line("<DONNEES><PERSONNES>")?;
    let guardians = || people.iter().filter(|one| one.category == Category::Guardian);
    for guardian in guardians() {
        write_guardian(&mut file, guardian)?;
    }
    file.line("</PERSONNES><RESPONSABLES>")?;
    for pupil in &pupils {
        for link in &pupil.kinships {
            let flag = |flag: bool| if flag { "1" } else { "0" };
            file.line("<RESPONSABLE_ELEVE>")?;
            file.field("ELEVE_ID", number(&pupil.key))?;
            file.field("PERSONNE_ID", number(&link.guardian))?;
            file.field("CODE_PARENTE", &link.link.map(|n| n.to_string()).unwrap_or_default())?;
            file.field("NIVEAU_RESPONSABILITE", link.level.code())?;
            file.field("RESP_FINANCIER", flag(link.financial))?;
            file.field("PERS_PAIMENT", flag(link.payment))?;
            file.field("PERS_CONTACT", flag(link.contact))?;
            file.line("</RESPONSABLE_ELEVE>")?;
        }
    }
    file.line("</RESPONSABLES><ADRESSES>")?;
    for guardian in guardians() {
        if let Some(address) = &guardian.address {
            file.line(&format!("<ADRESSE ADRESSE_ID=\"a{}\">", number(&guardian.key)))?;
            for (at, line) in address.lines.lines().take(4).enumerate() {
                file.field(&format!("LIGNE{}_ADRESSE", at + 1), line)?;
            }
            file.field("CODE_POSTAL", &address.postal_code)?;
            file.field("LIBELLE_POSTAL", &address.city)?;
            file.field("LL_PAYS", &address.country)?;
            file.line("</ADRESSE>")?;
        }
    }
    file.line("</ADRESSES></DONNEES>")?;
    file.finish()
}

fn write_pupil(file: &mut Xml, pupil: &Person) -> io::Result<()> {
    let local = escaped(pupil.local_id.as_deref().unwrap_or_default());
    file.line(&format!("<ELEVE ELEVE_ID=\"{}\" ELENOET=\"{local}\">", number(&pupil.key)))?;
    file.field("INE_RNIE", pupil.ine.as_deref().unwrap_or_default())?;
    names(file, pupil, "NOM_DE_FAMILLE")?;
    for (at, name) in pupil.other_first_names.iter().take(2).enumerate() {
        file.field(&format!("PRENOM{}", at + 2), name)?;
    }
    file.field("DATE_NAISS", &pupil.birth_date.map(french).unwrap_or_default())?;
    let bare = pupil.memberships.iter().find(|tie| tie.group.is_none());
    let day = |day: Option<Day>| day.map(french).unwrap_or_default();
    file.field("DATE_ENTREE", &day(bare.and_then(|tie| tie.starts)))?;
    file.field("DATE_SORTIE", &day(bare.and_then(|tie| tie.ends)))?;
    let level = pupil.memberships.iter().find_map(|tie| tie.level.as_deref());
    file.field("CODE_MEF", level.and_then(levels::mef_of).unwrap_or_default())?;
    file.line("</ELEVE>")
}

fn write_guardian(file: &mut Xml, guardian: &Person) -> io::Result<()> {
    file.line(&format!("<PERSONNE PERSONNE_ID=\"{}\">", number(&guardian.key)))?;
    names(file, guardian, "NOM_DE_FAMILLE")?;
    let title = guardian.title.map_or("", |one| if one == Title::Sir { "M." } else { "MME" });
    file.field("LC_CIVILITE", title)?;
    let kinds = [
        ("TEL_PERSONNEL", PhoneKind::Home),
        ("TEL_PORTABLE", PhoneKind::Mobile),
        ("TEL_PROFESSIONNEL", PhoneKind::Work),
    ];
    for (name, kind) in kinds {
        let phone = guardian.phones.iter().find(|phone| phone.kind == kind);
        file.field(name, phone.map_or("", |phone| &phone.number))?;
    }
    file.field("MEL", guardian.email.as_deref().unwrap_or_default())?;
    if guardian.address.is_some() {
        file.field("ADRESSE_ID", &format!("a{}", number(&guardian.key)))?;
    }
    file.line("</PERSONNE>")
}

/// Writes the staff of a school as STS does, into a folder, which is created.
pub fn write_sts(folder: &Path, school: &School, people: &[&Person], year: i16) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let uai = school.uai;
    let here = |one: &&&Person| one.memberships.iter().any(|tie| tie.uai == uai);
    let staff: Vec<&Person> =
        people.iter().filter(|one| one.category == Category::Staff).filter(here).copied().collect();
    let path = folder.join(format!("sts_emp_{uai}_{year}.xml"));
    let mut file = Xml::open(&path, "STS_EDT")?;
    let nature = match school.kind {
        SchoolKind::Middle => "340",
        SchoolKind::High => "300",
        _ => "",
    };
    file.line(&format!("<PARAMETRES><UAJ CODE=\"{uai}\">"))?;
    file.field("DENOM_PRINC", &school.name)?;
    file.field("CODE_NATURE", nature)?;
    file.field("ADRESSE", school.address.as_deref().unwrap_or_default())?;
    file.field("CODE_POSTAL", school.postal_code.as_deref().unwrap_or_default())?;
    file.field("COMMUNE", school.commune.as_deref().unwrap_or_default())?;
    file.field("TELEPHONE", school.phone.as_deref().unwrap_or_default())?;
    file.line("</UAJ></PARAMETRES><NOMENCLATURES><MATIERES>")?;
    let mut services: BTreeMap<&GroupRef, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    let mut subjects: BTreeMap<&str, &str> = BTreeMap::new();
    for declared in &school.groups {
        services.entry(&declared.group).or_default();
    }
    for person in &staff {
        for tie in person.memberships.iter().filter(|tie| is_taught(tie, uai)) {
            let Some(group) = &tie.group else { continue };
            let code = tie.subject.as_ref().map_or("", |subject| &subject.code);
            if let Some(subject) = &tie.subject {
                subjects.insert(&subject.code, &subject.label);
            }
            let taught = services.entry(group).or_default();
            taught.entry(code).or_default().insert(number(&person.key));
        }
    }
    for (code, label) in subjects {
        file.line(&format!("<MATIERE CODE=\"{}\">", escaped(code)))?;
        file.field("LIBELLE_EDITION", label)?;
        file.line("</MATIERE>")?;
    }
    file.line("</MATIERES></NOMENCLATURES><DONNEES><INDIVIDUS>")?;
    for person in &staff {
        write_individual(&mut file, person, uai)?;
    }
    file.line("</INDIVIDUS><STRUCTURE>")?;
    for (kind, around, name) in
        [(GroupKind::Class, "DIVISIONS", "DIVISION"), (GroupKind::Group, "GROUPES", "GROUPE")]
    {
        file.line(&format!("<{around}>"))?;
        for (group, taught) in services.iter().filter(|(group, _)| group.kind == kind) {
            file.line(&format!("<{name} CODE=\"{}\"><SERVICES>", escaped(&group.code)))?;
            for (subject, teachers) in taught {
                let subject = if subject.is_empty() {
                    String::new()
                } else {
                    format!(" CODE_MATIERE=\"{}\"", escaped(subject))
                };
                file.line(&format!("<SERVICE{subject}><ENSEIGNANTS>"))?;
                for teacher in teachers {
                    file.line(&format!("<ENSEIGNANT ID=\"{teacher}\" TYPE=\"epp\"/>"))?;
                }
                file.line("</ENSEIGNANTS></SERVICE>")?;
            }
            file.line(&format!("</SERVICES></{name}>"))?;
        }
        file.line(&format!("</{around}>"))?;
    }
    file.line("</STRUCTURE></DONNEES>")?;
    file.finish()
}

fn is_taught(tie: &Membership, uai: Uai) -> bool {
    tie.uai == uai && tie.role == Role::Teacher && tie.group.is_some()
}

fn write_individual(file: &mut Xml, person: &Person, uai: Uai) -> io::Result<()> {
    file.line(&format!("<INDIVIDU ID=\"{}\" TYPE=\"epp\">", number(&person.key)))?;
    names(file, person, "NOM_PATRONYMIQUE")?;
    let title = person.title.map_or("", |one| if one == Title::Sir { "1" } else { "2" });
    file.field("CIVILITE", title)?;
    file.field("DATE_NAISSANCE", &person.birth_date.map(|d| d.to_string()).unwrap_or_default())?;
    let here = || person.memberships.iter().filter(|tie| tie.uai == uai);
    let role = here().map(|tie| tie.role).find(|role| *role != Role::Teacher);
    let function = match role {
        None => "ENS",
        Some(Role::Head) => "DIR",
        Some(Role::SchoolLife) => "EDU",
        Some(Role::SupportAssistant) => "AES",
        Some(Role::Secretariat) => "ADF",
        Some(_) => "-",
    };
    file.field("FONCTION", function)?;
    let main: BTreeSet<&str> = here()
        .filter(|tie| tie.head_teacher)
        .filter_map(|tie| Some(&*tie.group.as_ref()?.code))
        .collect();
    file.line("<PROFS_PRINC>")?;
    for code in main {
        file.line("<PROF_PRINC>")?;
        file.field("CODE_STRUCTURE", code)?;
        file.line("</PROF_PRINC>")?;
    }
    file.line("</PROFS_PRINC></INDIVIDU>")
}

fn names(file: &mut Xml, person: &Person, family_name: &str) -> io::Result<()> {
    let family = person.family_name.as_deref().unwrap_or(&person.last_name);
    file.field(family_name, family)?;
    file.field("NOM_USAGE", if *family == *person.last_name { "" } else { &person.last_name })?;
    file.field("PRENOM", &person.first_name)
}

/// The classes and groups of a pupil in a school, each once.
fn groups_of(pupil: &Person, uai: Uai) -> BTreeSet<&GroupRef> {
    let here = pupil.memberships.iter().filter(|tie| tie.uai == uai);
    here.filter_map(|tie| tie.group.as_ref()).collect()
}

/// The number at the end of a key.
fn number(key: &str) -> &str {
    key.rsplit('-').next().unwrap_or(key).trim_start_matches(['e', 'p'])
}

fn french(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{day:02}/{month:02}/{year:04}")
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// A file being written, in ISO-8859-15 as the registers write.
struct Xml {
    file: BufWriter<File>,
    root: &'static str,
}

impl Xml {
    fn create(path: &Path, root: &'static str, uai: Uai) -> io::Result<Self> {
        let mut file = Self::open(path, root)?;
        file.line(&format!("<PARAMETRES><UAJ>{uai}</UAJ></PARAMETRES>"))?;
        Ok(file)
    }

    fn open(path: &Path, root: &'static str) -> io::Result<Self> {
        let mut file = Self { file: BufWriter::new(File::create(path)?), root };
        file.line("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>")?;
        file.line(&format!("<{root} VERSION=\"2.1\">"))?;
        Ok(file)
    }

    /// A character outside the encoding is written as its number.
    fn line(&mut self, text: &str) -> io::Result<()> {
        self.file.write_all(&ISO_8859_15.encode(text).0)?;
        self.file.write_all(b"\n")
    }

    fn field(&mut self, name: &str, value: &str) -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        self.line(&format!("<{name}>{}</{name}>", escaped(value)))
    }

    fn finish(mut self) -> io::Result<()> {
        let end = format!("</{}>", self.root);
        self.line(&end)?;
        self.file.flush()
    }
}
