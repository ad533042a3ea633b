//! What the readers promise, on small invented feeds.

mod aaf;
mod annuaire;
mod any_bytes;
mod hostile;
mod mapped;
mod national;
mod onde;
mod oneroster;
mod oneroster_rest;
mod oneroster_round_trip;
mod round_trip;
mod sheets;
mod sources;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::{FeedError, FeedSummary, Limits, Person, Record, Reject, School, Uai};

/// Everything a feed delivered.
#[derive(Debug, Default)]
struct Read {
    schools: Vec<School>,
    people: Vec<Person>,
    rejects: Vec<Reject>,
    order: Vec<&'static str>,
    summary: FeedSummary,
}

impl Read {
    fn person(&self, key: &str) -> &Person {
        let found = self.people.iter().find(|person| &*person.key == key);
        found.unwrap_or_else(|| panic!("{key} in {:?}", self.people))
    }
}

fn collect(
    read: impl FnOnce(&mut super::Sink<'_>) -> Result<FeedSummary, FeedError>,
) -> Result<Read, FeedError> {
    let mut all = Read::default();
    let summary = read(&mut |record| {
        match record {
            Record::School(school) => {
                all.order.push("school");
                all.schools.push(*school);
            }
            Record::Person(person) => {
                all.order.push(match person.category {
                    super::Category::Staff => "staff",
                    super::Category::Guardian => "guardian",
                    super::Category::Pupil => "pupil",
                });
                all.people.push(*person);
            }
            Record::Rejected(reject) => all.rejects.push(*reject),
        }
        Ok(())
    })?;
    all.summary = summary;
    Ok(all)
}

fn read_aaf(path: &Path) -> Result<Read, FeedError> {
    collect(|sink| super::aaf::read(&[path.to_path_buf()], &Limits::default(), sink))
}

fn uai(text: &str) -> Uai {
    Uai::parse(text).unwrap()
}

/// One record of a category.
fn request(category: &str, id: &str, attrs: &[(&str, &[&str])]) -> String {
    let mut text = format!(
        "<addRequest>\n<operationalAttributes><attr name=\"categoriePersonne\"><value>{category}</value></attr>\
         </operationalAttributes>\n<identifier><id>{id}</id></identifier>\n<attributes>\n"
    );
    for (name, values) in attrs {
        write!(text, "<attr name=\"{name}\">").unwrap();
        for value in *values {
            if value.is_empty() {
                text.push_str("<value/>");
            } else {
                write!(text, "<value>{value}</value>").unwrap();
            }
        }
        text.push_str("</attr>\n");
    }
    text + "</attributes>\n</addRequest>\n"
}

/// A whole file.
fn file(degree: &str, requests: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE ficAlimMENESR SYSTEM \"ficAlimMENESR.dtd\">\n\
         <!-- versionAF=\"AAF-VE2407\" -->\n<!-- codeAcademieExport=\"13\" -->\n<!-- degre=\"{degree}\" -->\n\
         <ficAlimMENESR>\n{}</ficAlimMENESR>\n",
        requests.concat()
    )
}

/// A folder holding files, gone with the test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, content) in files {
            folder.put(name, content);
        }
        folder
    }

    fn put(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::File::create(&path).unwrap().write_all(content).unwrap();
        path
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

const COLLEGE: &str = "0860002K";

fn college() -> String {
    request(
        "EtabEducNat",
        "4321",
        &[
            ("ENTStructureJointure", &["4321"]),
            ("ENTStructureUAI", &[COLLEGE]),
            ("ENTStructureNomCourant", &["CLG$JEAN DES BOIS$VILLENEUVE"]),
            ("ENTStructureTypeStruct", &["COLLEGE"]),
            ("ENTStructureCodeTypeStruct", &["340"]),
            ("ENTEtablissementContrat", &["PU"]),
            ("street", &["1 rue des Lilas"]),
            ("postalCode", &["86000"]),
            ("l", &["VILLENEUVE"]),
            ("telephoneNumber", &["+33 5 49 00 00 00"]),
            ("ENTStructureClasses", &["6A$SIXIEME A$10010012110", "5B"]),
            ("ENTStructureGroupes", &["6LAT"]),
        ],
    )
}

fn guardian(id: &str, last: &str) -> String {
    request(
        "PersRelEleve",
        id,
        &[
            ("ENTPersonJointure", &[id]),
            ("sn", &[last]),
            ("givenName", &["Camille"]),
            ("mobile", &["06 00 00 00 00"]),
        ],
    )
}

fn pupil(id: &str, relatives: &[&str]) -> String {
    request(
        "Eleve",
        id,
        &[
            ("ENTPersonJointure", &[id]),
            ("ENTEleveINE", &["123456789AB"]),
            ("ENTPersonDateNaissance", &["07/05/2014"]),
            ("sn", &["MARTIN"]),
            ("givenName", &["Lou"]),
            ("personalTitle", &["Mlle"]),
            ("ENTEleveMEF", &["10010012110"]),
            ("ENTPersonStructRattach", &["4321"]),
            ("ENTEleveClasses", &["4321$6A"]),
            ("ENTEleveDateEntreeClasses", &["4321$01/09/2026$6A"]),
            ("ENTEleveGroupes", &["4321$6LAT"]),
            ("ENTElevePersRelEleve", relatives),
        ],
    )
}
