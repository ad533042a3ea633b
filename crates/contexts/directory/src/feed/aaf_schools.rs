//! AAF records of schools, subjects and levels, normalised.

use kernel::fold;

use super::aaf::Known;
use super::attr::Attr;
use super::envelope::Raw;
use super::error::Reason;
use super::levels;
use super::model::{GroupKind, GroupRef, School, SchoolGroup, SchoolKind, Sector};
use super::names::{clean, display_name};
use super::uai::Uai;

/// Reads a school.
pub(super) fn school(raw: &Raw) -> Result<School, Reason> {
    let number = raw.first(Attr::Uai).unwrap_or_else(|| raw.id());
    let uai = Uai::parse(number).ok_or_else(|| Reason::BadUai { value: number.into() })?;
    let name = raw.first(Attr::SchoolName).map(name_of).filter(|name| !name.is_empty());
    let mut school = School::new(uai, &name.ok_or(Reason::MissingName)?, kind_of(raw));
    let text = |attr| raw.first(attr).map(clean).filter(|text| !text.is_empty()).map(Box::from);
    school.sector = raw.first(Attr::Contract).and_then(sector_of);
    school.commune = raw.first(Attr::City).map(|city| display_name(&clean(city)).into());
    school.address =
        raw.first(Attr::Street).map(super::aaf_people::lines).filter(|text| !text.is_empty());
    school.postal_code = text(Attr::PostalCode);
    school.phone = text(Attr::Phone).or_else(|| text(Attr::WorkPhone));
    school.email = text(Attr::Email);
    school.district = text(Attr::District);
    let classes =
        raw.all(Attr::DeclaredClasses).filter_map(|value| declared(GroupKind::Class, value));
    let groups =
        raw.all(Attr::DeclaredGroups).filter_map(|value| declared(GroupKind::Group, value));
    let mut all: Vec<SchoolGroup> = classes.chain(groups).collect();
    all.sort();
    all.dedup();
    school.groups = all.into();
    Ok(school)
}

/// `TYPE$NOM$VILLE`: the name, with its kind in words when the type is a known abbreviation.
fn name_of(value: &str) -> String {
    let mut parts = value.split('$');
    let first = parts.next().unwrap_or_default();
    let Some(name) = parts.next() else { return clean(first).into_owned() };
    let name = clean(name);
    if clean(first).is_empty() {
        return name.into_owned();
    }
    let shown = display_name(&name);
    match kind_word(first) {
        Some(word) => format!("{word} {shown}").trim().to_owned(),
        None => shown.into_owned(),
    }
}

/// Abbreviations of kinds and their words.
pub(super) const KIND_WORDS: [(&str, &str); 9] = [
    ("CLG", "Collège"),
    ("LYC", "Lycée"),
    ("LGT", "Lycée"),
    ("LP", "Lycée professionnel"),
    ("EMPU", "École maternelle"),
    ("EEPU", "École élémentaire"),
    ("EPPU", "École primaire"),
    ("EPPR", "École primaire"),
    ("ECOLE", "École"),
];

fn kind_word(short: &str) -> Option<&'static str> {
    let short = clean(short).replace(['.', ' '], "").to_uppercase();
    KIND_WORDS.iter().find(|(known, _)| *known == short).map(|(_, word)| *word)
}

fn kind_of(raw: &Raw) -> SchoolKind {
    let words = raw.first(Attr::SchoolType).map(fold).unwrap_or_default();
    let has = |word: &str| words.contains(word);
    match () {
        () if has("primaire") || (has("maternelle") && has("elementaire")) => SchoolKind::Primary,
        () if has("maternelle") => SchoolKind::Nursery,
        () if has("elementaire") => SchoolKind::Elementary,
        () if has("college") => SchoolKind::Middle,
        () if has("lycee") => SchoolKind::High,
        () => raw.first(Attr::SchoolTypeCode).map_or(SchoolKind::Other, kind_of_code),
    }
}

/// The kind that a national nature code (`code_nature`) means.
pub(super) fn kind_of_code(code: &str) -> SchoolKind {
    match code.parse::<u32>() {
        Ok(101..=111) => SchoolKind::Nursery,
        Ok(151..=169) => SchoolKind::Elementary,
        Ok(340..=352) => SchoolKind::Middle,
        Ok(300..=334) => SchoolKind::High,
        _ => SchoolKind::Other,
    }
}

fn sector_of(code: &str) -> Option<Sector> {
    let code = fold(code);
    Some(match code.as_str() {
        "pu" | "public" => Sector::Public,
        "hc" | "prive hors contrat" => Sector::PrivateFree,
        "pr" | "prive" => Sector::Private,
        "as" | "ca" | "cs" | "sc" | "prive sous contrat" => Sector::PrivateContract,
        _ => return None,
    })
}

/// `code`, `code$label` or `code$label$mef…`.
fn declared(kind: GroupKind, value: &str) -> Option<SchoolGroup> {
    let mut parts = value.split('$').map(clean);
    let code: Box<str> = parts.next().filter(|code| !code.is_empty())?.into();
    let label = parts.next().filter(|label| !label.is_empty() && **label != *code).map(Box::from);
    let levels = parts.filter_map(|mef| levels::of_mef(&mef)).map(Box::from).collect();
    Some(SchoolGroup { group: GroupRef { kind, code, label }, levels })
}

impl Known {
    /// Learns the name of a subject.
    pub(super) fn subject(&mut self, scope: usize, raw: &Raw) {
        let code = raw.first(Attr::SubjectId).unwrap_or_else(|| raw.id());
        if let Some(label) = raw.first(Attr::SubjectLabel) {
            self.tables[scope].subjects.insert(code.into(), clean(label).into());
        }
    }

    /// Learns the level of a MEF code.
    pub(super) fn level(&mut self, scope: usize, raw: &Raw) {
        let code = raw.first(Attr::MefId).unwrap_or_else(|| raw.id());
        let stat = raw.first(Attr::MefStat).and_then(levels::of_mefstat).map(Box::from);
        let words = |attr| raw.first(attr).and_then(levels::of_words);
        if let Some(level) = stat.or_else(|| words(Attr::MefLevel)).or_else(|| words(Attr::MefName))
        {
            self.tables[scope].levels.insert(code.into(), level);
        }
    }
}
