//! Writes ONDE tables from normalised records, one folder by school.
//!
//! What is written reads back with the same names, ties and contacts; keys are those that a reader
//! of ONDE gives. The registers hold neither head teachers, subjects nor levels of responsibility.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use encoding_rs::WINDOWS_1252;
use kernel::Role;

use super::model::{GroupKind, Membership, Person, PhoneKind, Title};
use super::uai::Uai;

/// The names of columns: those of before, or those of today with the INE and the number of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headers {
    /// Latin-1, no number.
    Older,
    /// UTF-8 with its mark, numbers.
    Newer,
}

const OLDER: [&str; 20] = [
    "Nom Elève",
    "Nom d'usage Elève",
    "Prénom Elève",
    "Date naissance",
    "Sexe",
    "Adresse1",
    "Cp1",
    "Commune1",
    "Pays1",
    "Adresse2",
    "Cp2",
    "Commune2",
    "Pays2",
    " Cycle",
    "Niveau",
    "Classe",
    "Attestation fournie",
    "Autorisations associations",
    "Autorisations photos",
    "Décision de passage",
];

const NEWER: [&str; 16] = [
    "Nom de famille élève",
    "Nom d'usage élève",
    "Prénom élève",
    "Deuxième prénom",
    "Troisième prénom",
    "Né(e) le",
    "INE",
    "Adresse",
    "Code postal",
    "Commune",
    "Pays",
    "Niveau",
    "Identifiant classe",
    "Libellé classe",
    "Regroupement(s)",
    "État",
];

const GUARDIAN: [&str; 13] = [
    "Civilité Responsable",
    "Nom usage responsable",
    "Nom responsable",
    "Prénom responsable",
    "Adresse responsable",
    "CP responsable",
    "Commune responsable",
    "Pays",
    "Courriel",
    "Téléphone domicile",
    "Téléphone travail",
    "Numéro de poste",
    "Téléphone portable",
];

const CHILD: [&str; 4] =
    ["Nom d'usage enfant", "Nom de famille enfant", "Prénom enfant", "Classes enfants"];

const STAFF: [&str; 13] = [
    "Civilité",
    "Nom usage",
    "Nom",
    "Prénom",
    "Adresse",
    "CP",
    "Commune",
    "Pays",
    "Courriel",
    "Téléphone domicile",
    "Téléphone portable",
    "Directeur",
    "Classe",
];

/// Writes the three tables of one school into a folder, which is created. `people` are those who
/// belong to it, and the guardians whom its pupils name.
pub fn write(folder: &Path, uai: Uai, people: &[&Person], headers: Headers) -> io::Result<()> {
    use super::model::Category::{Guardian, Pupil, Staff};
    std::fs::create_dir_all(folder)?;
    let of = |category| people.iter().copied().filter(move |person| person.category == category);
    let here = |person: &&Person| person.memberships.iter().any(|tie| tie.uai == uai);
    let mut table = Table::create(&folder.join(format!("{uai}-eleves.csv")), headers)?;
    match headers {
        Headers::Older => table.row(&OLDER)?,
        Headers::Newer => table.row(&NEWER)?,
    }
    let mut children: HashMap<&str, Vec<&Person>> = HashMap::new();
    for pupil in of(Pupil).filter(here) {
        table.row(&pupil_row(pupil, uai, headers))?;
        for link in &pupil.kinships {
            children.entry(&link.guardian).or_default().push(pupil);
        }
    }
    table.finish()?;

    let mut table = Table::create(&folder.join(format!("{uai}-responsables.csv")), headers)?;
    let most = children.values().map(Vec::len).max().unwrap_or(1);
    let mut header = GUARDIAN.to_vec();
    (0..most).for_each(|_| header.extend(CHILD));
    table.row(&header)?;
    for guardian in of(Guardian) {
        if let Some(children) = children.get(&*guardian.key) {
            let mut row = guardian_row(guardian);
            children.iter().for_each(|child| row.extend(child_cells(child, uai)));
            row.resize(header.len(), "");
            table.row(&row)?;
        }
    }
    table.finish()?;

    let mut table = Table::create(&folder.join(format!("{uai}-enseignants.csv")), headers)?;
    table.row(&STAFF)?;
    for person in of(Staff).filter(here) {
        staff_rows(person, uai, &mut table)?;
    }
    table.finish()
}

fn pupil_row(pupil: &Person, uai: Uai, headers: Headers) -> Vec<String> {
    let (family, used) = names(pupil);
    let born = pupil.birth_date.map(|day| day.to_string()).unwrap_or_default();
    let [lines, postal_code, city, country] = address(pupil);
    let class = class_of(pupil, uai);
    let level = pupil.memberships.iter().find_map(|tie| tie.level.as_deref()).unwrap_or_default();
    let label = class.map_or("", |group| group.name());
    let cells: Vec<&str> = match headers {
        Headers::Older => vec![
            family,
            used,
            &pupil.first_name,
            &born,
            "",
            lines,
            postal_code,
            city,
            country,
            "",
            "",
            "",
            "",
            "",
            level,
            label,
            "",
            "",
            "",
            "",
        ],
        Headers::Newer => {
            let other = |at: usize| pupil.other_first_names.get(at).map_or("", |name| name);
            let ine = pupil.ine.as_deref().unwrap_or_default();
            let number = class.map_or("", |group| &group.code);
            let groups = pupil.memberships.iter().filter(|tie| tie.uai == uai);
            let groups = groups.filter_map(|tie| tie.group.as_ref());
            let groups = groups.filter(|group| group.kind == GroupKind::Group);
            let groups: Vec<&str> = groups.map(super::GroupRef::name).collect();
            let groups = groups.join(",");
            return [
                family,
                used,
                &pupil.first_name,
                other(0),
                other(1),
                &born,
                ine,
                lines,
                postal_code,
                city,
                country,
                level,
                number,
                label,
                &groups,
                "ADMIS",
            ]
            .map(str::to_owned)
            .to_vec();
        }
    };
    cells.into_iter().map(str::to_owned).collect()
}

fn guardian_row(guardian: &Person) -> Vec<&str> {
    let (family, used) = names(guardian);
    let [lines, postal_code, city, country] = address(guardian);
    let mail = guardian.email.as_deref().unwrap_or_default();
    vec![
        title(guardian),
        used,
        family,
        &guardian.first_name,
        lines,
        postal_code,
        city,
        country,
        mail,
        phone(guardian, PhoneKind::Home),
        phone(guardian, PhoneKind::Work),
        "",
        phone(guardian, PhoneKind::Mobile),
    ]
}

fn child_cells(child: &Person, uai: Uai) -> [&str; 4] {
    let (family, used) = names(child);
    [used, family, &child.first_name, class_of(child, uai).map_or("", |group| group.name())]
}

fn staff_rows(person: &Person, uai: Uai, table: &mut Table) -> io::Result<()> {
    let (family, used) = names(person);
    let [lines, postal_code, city, country] = address(person);
    let mail = person.email.as_deref().unwrap_or_default();
    let here = || person.memberships.iter().filter(|tie| tie.uai == uai);
    let head = if here().any(|tie| tie.role == Role::Head) { "O" } else { "N" };
    let taught = |tie: &&Membership| tie.role == Role::Teacher && tie.group.is_some();
    let mut classes: Vec<&str> =
        here().filter(taught).filter_map(|tie| Some(tie.group.as_ref()?.name())).collect();
    classes.dedup();
    if classes.is_empty() {
        classes.push("");
    }
    for class in classes {
        table.row(&[
            title(person),
            used,
            family,
            &person.first_name,
            lines,
            postal_code,
            city,
            country,
            mail,
            phone(person, PhoneKind::Home),
            phone(person, PhoneKind::Mobile),
            head,
            class,
        ])?;
    }
    Ok(())
}

/// The family name, and the name in use when it is another.
fn names(person: &Person) -> (&str, &str) {
    match person.family_name.as_deref() {
        Some(family) if *family != *person.last_name => (family, &person.last_name),
        _ => (&person.last_name, ""),
    }
}

fn title(person: &Person) -> &'static str {
    person.title.map_or("", |title| if title == Title::Sir { "M." } else { "MME" })
}

fn phone(person: &Person, kind: PhoneKind) -> &str {
    person.phones.iter().find(|phone| phone.kind == kind).map_or("", |phone| &phone.number)
}

fn address(person: &Person) -> [&str; 4] {
    person.address.as_deref().map_or([""; 4], |address| {
        [&address.lines, &address.postal_code, &address.city, &address.country]
    })
}

fn class_of(pupil: &Person, uai: Uai) -> Option<&super::GroupRef> {
    let here = pupil.memberships.iter().filter(|tie| tie.uai == uai);
    let mut groups = here.filter_map(|tie| tie.group.as_ref());
    groups.find(|group| group.kind == GroupKind::Class)
}

/// A table being written.
struct Table {
    rows: Writer<Vec<u8>>,
    file: BufWriter<File>,
    headers: Headers,
}

impl Table {
    fn create(path: &Path, headers: Headers) -> io::Result<Self> {
        let mut file = BufWriter::new(File::create(path)?);
        if headers == Headers::Newer {
            file.write_all("\u{feff}".as_bytes())?;
        }
        let rows = WriterBuilder::new()
            .delimiter(b';')
            .quote_style(QuoteStyle::Always)
            .terminator(Terminator::CRLF)
            .flexible(true)
            .from_writer(Vec::new());
        Ok(Self { rows, file, headers })
    }

    fn row(&mut self, cells: &[impl AsRef<[u8]>]) -> io::Result<()> {
        self.rows.write_record(cells)?;
        self.rows.flush()?;
        if self.rows.get_ref().len() > 1 << 16 { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> io::Result<()> {
        let fresh = WriterBuilder::new()
            .delimiter(b';')
            .quote_style(QuoteStyle::Always)
            .terminator(Terminator::CRLF)
            .flexible(true)
            .from_writer(Vec::new());
        let rows = std::mem::replace(&mut self.rows, fresh);
        let bytes = rows.into_inner().map_err(csv::IntoInnerError::into_error)?;
        let text = String::from_utf8_lossy(&bytes);
        match self.headers {
            Headers::Older => self.file.write_all(&WINDOWS_1252.encode(&text).0),
            Headers::Newer => self.file.write_all(text.as_bytes()),
        }
    }

    fn finish(mut self) -> io::Result<()> {
        self.spill()?;
        self.file.flush()
    }
}
