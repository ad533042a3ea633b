//! SIECLE and STS: what a collège's own registers say, as they come and as they should not.

use kernel::{Day, Role};
use proptest::prelude::*;

use super::super::siecle_writer::{write_siecle, write_sts};
use super::super::{
    Category, Damage, Format, GroupKind, GroupRef, Kinship, Membership, Phone, PhoneKind, Reason,
    Responsibility, SchoolGroup, SchoolKind, Subject, recognise, siecle, sts,
};
use super::*;

const ELEVES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<BEE_ELEVES VERSION="2.1">
<PARAMETRES><UAJ>0860002K</UAJ><ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE></PARAMETRES>
<DONNEES><ELEVES>
<ELEVE ELEVE_ID="11" ELENOET="901">
<INE_RNIE>123456789AB</INE_RNIE><NOM_DE_FAMILLE>MARTIN</NOM_DE_FAMILLE><NOM_USAGE/><PRENOM>Zoé</PRENOM>
<DATE_NAISS>07/05/2014</DATE_NAISS><DATE_ENTREE>01/09/2026</DATE_ENTREE><CODE_MEF>10010012110</CODE_MEF>
</ELEVE>
<ELEVE ELEVE_ID="12"><NOM>PETIT</NOM><PRENOM>Ali</PRENOM><DATE_NAISS>07/05/2014</DATE_NAISS></ELEVE>
</ELEVES>
<STRUCTURES>
<STRUCTURES_ELEVE ELEVE_ID="11"><STRUCTURE><CODE_STRUCTURE>6A</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE>
<STRUCTURE><CODE_STRUCTURE>6LAT</CODE_STRUCTURE><TYPE_STRUCTURE>G</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>
</STRUCTURES></DONNEES></BEE_ELEVES>
"#;

const RESPONSABLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<BEE_RESPONSABLES VERSION="2.1"><DONNEES>
<PERSONNES>
<PERSONNE PERSONNE_ID="21"><NOM_DE_FAMILLE>MARTIN</NOM_DE_FAMILLE><PRENOM>Léa</PRENOM><LC_CIVILITE>MME</LC_CIVILITE>
<TEL_PORTABLE>06 00 00 00 00</TEL_PORTABLE><MEL>lea@example.org</MEL><ADRESSE_ID>31</ADRESSE_ID></PERSONNE>
<PERSONNE PERSONNE_ID="22"><NOM_DE_FAMILLE>SEUL</NOM_DE_FAMILLE><PRENOM>Luc</PRENOM></PERSONNE>
</PERSONNES>
<RESPONSABLES>
<RESPONSABLE_ELEVE><ELEVE_ID>11</ELEVE_ID><PERSONNE_ID>21</PERSONNE_ID><CODE_PARENTE>10</CODE_PARENTE><NIVEAU_RESPONSABILITE>1</NIVEAU_RESPONSABILITE><PERS_CONTACT>1</PERS_CONTACT></RESPONSABLE_ELEVE>
<RESPONSABLE_ELEVE><ELEVE_ID>12</ELEVE_ID><PERSONNE_ID>21</PERSONNE_ID><RESP_LEGAL>0</RESP_LEGAL></RESPONSABLE_ELEVE>
</RESPONSABLES>
<ADRESSES><ADRESSE ADRESSE_ID="31"><LIGNE1_ADRESSE>1 rue des Prés</LIGNE1_ADRESSE><CODE_POSTAL>86000</CODE_POSTAL><LIBELLE_POSTAL>POITIERS</LIBELLE_POSTAL></ADRESSE></ADRESSES>
</DONNEES></BEE_RESPONSABLES>
"#;

const STS: &str = r#"<?xml version="1.0" encoding="ISO-8859-15"?>
<STS_EDT>
<PARAMETRES><UAJ CODE="0860002K"><SIGLE>CLG</SIGLE><DENOM_PRINC>COLLEGE</DENOM_PRINC><DENOM_COMPL>JEAN DES BOIS</DENOM_COMPL></UAJ></PARAMETRES>
<NOMENCLATURES><MATIERES><MATIERE CODE="020700"><LIBELLE_EDITION>Fran&#231;ais</LIBELLE_EDITION></MATIERE></MATIERES></NOMENCLATURES>
<DONNEES>
<INDIVIDUS>
<INDIVIDU ID="41" TYPE="epp"><NOM_USAGE>BARON</NOM_USAGE><NOM_PATRONYMIQUE>ROUX</NOM_PATRONYMIQUE><PRENOM>Claire</PRENOM><CIVILITE>2</CIVILITE><DATE_NAISSANCE>1980-02-03</DATE_NAISSANCE><FONCTION>ENS</FONCTION><PROFS_PRINC><PROF_PRINC><CODE_STRUCTURE>6A</CODE_STRUCTURE></PROF_PRINC></PROFS_PRINC></INDIVIDU>
<INDIVIDU ID="41" TYPE="local"><NOM_USAGE>LEROY</NOM_USAGE><PRENOM>Marc</PRENOM><FONCTION>DIR</FONCTION></INDIVIDU>
</INDIVIDUS>
<STRUCTURE><DIVISIONS><DIVISION CODE="6A"><SERVICES><SERVICE CODE_MATIERE="020700" CODE_MOD_COURS="CG"><ENSEIGNANTS><ENSEIGNANT ID="41" TYPE="epp"/><ENSEIGNANT ID="99" TYPE="epp"/></ENSEIGNANTS></SERVICE></SERVICES></DIVISION></DIVISIONS>
<GROUPES><GROUPE CODE="6LAT"><SERVICES/></GROUPE></GROUPES></STRUCTURE>
</DONNEES></STS_EDT>
"#;

fn read_siecle(files: &[(&str, &str)]) -> Result<Read, FeedError> {
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = Folder::new(&files);
    collect(|sink| siecle::read(&[folder.path().to_path_buf()], &Limits::default(), sink))
}

fn read_sts(text: &str) -> Result<Read, FeedError> {
    let folder = Folder::new(&[("sts_emp.xml", text.as_bytes())]);
    collect(|sink| sts::read(&[folder.path().to_path_buf()], &Limits::default(), sink))
}

#[test]
fn a_register_is_read() {
    let read = read_siecle(&[("e.xml", ELEVES), ("r.xml", RESPONSABLES)]).unwrap();
    assert_eq!(read.rejects, []);
    let s = &read.summary;
    assert_eq!((s.schools, s.pupils, s.guardians, s.ignored), (1, 2, 1, 1));
    assert_eq!((s.classes, s.groups, s.kinships_by_level), (1, 1, [1, 0, 1, 0]));
    assert_eq!(read.order, ["school", "guardian", "pupil", "pupil"]);
    let lea = read.person("SIECLE-0860002K-p21");
    assert_eq!(lea.address.as_ref().map(|home| &*home.city), Some("POITIERS"));
    let zoe = read.person("SIECLE-0860002K-e11");
    assert_eq!((&*zoe.first_name, zoe.birth_date), ("Zoé", Day::new(2014, 5, 7)));
    assert_eq!((zoe.ine.as_deref(), zoe.local_id.as_deref()), (Some("123456789AB"), Some("901")));
    assert_eq!(zoe.kinships[0].level, Responsibility::Legal);
    let class = zoe.memberships.iter().find(|tie| tie.group.is_some()).unwrap();
    assert_eq!((class.level.as_deref(), class.starts), (Some("6e"), Day::new(2026, 9, 1)));
    assert_eq!(read.person("SIECLE-0860002K-e12").kinships[0].level, Responsibility::Contact);
}

#[test]
fn the_staff_of_a_school_is_read() {
    let read = read_sts(STS).unwrap();
    assert_eq!(
        (&*read.schools[0].name, read.schools[0].kind),
        ("College Jean des Bois", SchoolKind::Middle)
    );
    assert_eq!(read.schools[0].groups.len(), 2);
    let baron = read.person("STS-0860002K-epp-41");
    assert_eq!((&*baron.last_name, baron.family_name.as_deref()), ("BARON", Some("ROUX")));
    let taught = baron.memberships.iter().find(|tie| tie.group.is_some()).unwrap();
    assert!(taught.head_teacher);
    assert_eq!(taught.subject.as_ref().map(|s| &*s.label), Some("Français"));
    assert_eq!(read.person("STS-0860002K-local-41").memberships[0].role, Role::Head);
    let [reject] = &read.rejects[..] else { panic!("{:?}", read.rejects) };
    assert_eq!((reject.line, &reject.reason), (10, &Reason::UnknownPerson { value: "99".into() }));
}

#[test]
fn files_are_told_by_what_they_hold() {
    for (content, format) in
        [(ELEVES, Format::Siecle), (RESPONSABLES, Format::Siecle), (STS, Format::Sts)]
    {
        let folder = Folder::new(&[("x.xml", content.as_bytes())]);
        let found = recognise(&[folder.path().to_path_buf()], &Limits::default()).unwrap();
        assert_eq!(found, [format]);
    }
}

#[test]
fn references_that_lead_nowhere_are_said_with_their_place() {
    let lost = RESPONSABLES.replace("<ELEVE_ID>12<", "<ELEVE_ID>77<");
    let read = read_siecle(&[("e.xml", ELEVES), ("r.xml", &lost)]).unwrap();
    let said: Vec<_> = read.rejects.iter().map(|one| (&*one.file, one.line, &one.reason)).collect();
    assert_eq!(said, [("r.xml", 10, &Reason::UnknownChild { value: "77".into() })]);
    let nobody = RESPONSABLES.replace("PERSONNE_ID=\"21\"", "PERSONNE_ID=\"28\"");
    let read = read_siecle(&[("e.xml", ELEVES), ("r.xml", &nobody)]).unwrap();
    assert_eq!((read.summary.kinships, read.rejects.len()), (0, 2));
    let places =
        ELEVES.replace("STRUCTURES_ELEVE ELEVE_ID=\"11\"", "STRUCTURES_ELEVE ELEVE_ID=\"78\"");
    let read = read_siecle(&[("e.xml", &places)]).unwrap();
    assert_eq!(read.rejects[0].reason, Reason::UnknownPerson { value: "78".into() });
    assert_eq!((read.summary.pupils, read.rejects[0].line), (2, 12));
    let dated = ELEVES.replace(
        "<DATE_NAISS>07/05/2014</DATE_NAISS></ELEVE>",
        "<DATE_NAISS>31/02/2014</DATE_NAISS></ELEVE>",
    );
    let read = read_siecle(&[("e.xml", &dated)]).unwrap();
    assert_eq!((read.summary.pupils, read.rejects[0].line), (1, 9));
}

#[test]
fn a_school_is_said_or_the_file_is_refused() {
    let silent = ELEVES.replace("<UAJ>0860002K</UAJ>", "");
    assert!(matches!(read_siecle(&[("e.xml", &silent)]), Err(FeedError::NoSchool { .. })));
    let read = read_siecle(&[("0860014Y/e.xml", &silent)]).unwrap();
    assert_eq!(read.schools[0].uai, uai("0860014Y"));
    let silent = STS.replace(" CODE=\"0860002K\"", "");
    assert!(matches!(read_sts(&silent), Err(FeedError::NoSchool { .. })));
}

#[test]
fn hostile_files_are_refused_with_their_line() {
    let damage = |text: &str| match read_siecle(&[("e.xml", text)]) {
        Err(FeedError::Damaged { damage, line, .. }) => (damage, line),
        other => panic!("{other:?}"),
    };
    let bomb = ELEVES.replace(
        "<BEE_ELEVES VERSION",
        "<!DOCTYPE BEE_ELEVES [<!ENTITY lol \"lol\">]>\n<BEE_ELEVES VERSION",
    );
    assert_eq!(damage(&bomb), (Damage::InternalDtd, 2));
    assert_eq!(damage(&ELEVES.replace("Zoé", "ZoÃ©")).0, Damage::TwiceEncoded);
    assert_eq!(damage(&ELEVES.replace("UTF-8", "EBCDIC")).0, Damage::Encoding("EBCDIC".into()));
    assert!(matches!(damage(&ELEVES.replace("Zoé", &"x".repeat(70_000))).0, Damage::TooLong(_)));
    let deep = ELEVES.replace("<PRENOM>Zoé</PRENOM>", &"<a>".repeat(60));
    assert!(matches!(damage(&deep).0, Damage::Unexpected { .. }));
    let end = ELEVES.rfind("</BEE_ELEVES>").unwrap();
    for stop in (120..end).filter(|stop| stop % 37 == 0 && ELEVES.is_char_boundary(*stop)) {
        assert_eq!(damage(&ELEVES[..stop]).0, Damage::Truncated, "at {stop}");
    }
    let unknown = ELEVES.replace("MARTIN", "&lol;");
    let read = read_siecle(&[("e.xml", &unknown)]).unwrap();
    assert_eq!(read.rejects[0].reason, Reason::UnknownEntity { name: "lol".into() });
}

fn name() -> impl Strategy<Value = Box<str>> {
    "[A-ZÉa-zéèçœ&<'-]{1,10}( [A-Z]{1,5})?"
        .prop_filter("a name", |text| !kernel::fold(text).is_empty())
        .prop_map(Box::from)
}

fn class(n: usize) -> GroupRef {
    GroupRef { kind: GroupKind::Class, code: format!("6{n}").into(), label: None }
}

/// A collège with its pupils, guardians and staff.
fn college_of() -> impl Strategy<Value = Vec<Person>> {
    let names = proptest::collection::vec((name(), name(), 0..3_usize, 0..4_usize), 1..12);
    names.prop_map(|names| {
        let at = uai(COLLEGE);
        let mut people = Vec::new();
        for (n, (last, first, group, what)) in names.into_iter().enumerate() {
            let person = |key: &str, category| {
                let mut person = Person::new(key, category, &last, &first);
                person.family_name = Some(last.clone());
                person
            };
            match what {
                0 => {
                    let mut staff = person(&format!("STS-{at}-epp-{n}"), Category::Staff);
                    let subject = Subject { code: "020700".into(), label: "FRANÇAIS".into() };
                    staff.memberships = Box::new([Membership {
                        group: Some(class(group)),
                        subject: Some(Box::new(subject)),
                        head_teacher: group == 0,
                        ..Membership::new(at, Role::Teacher)
                    }]);
                    people.push(staff);
                }
                1 => {
                    let mut guardian = person(&format!("SIECLE-{at}-p{n}"), Category::Guardian);
                    let number = "06 00 00 00 00".into();
                    guardian.phones = Box::new([Phone { kind: PhoneKind::Mobile, number }]);
                    people.push(guardian);
                }
                _ => {
                    let mut pupil = person(&format!("SIECLE-{at}-e{n}"), Category::Pupil);
                    pupil.birth_date = Some(Day(16_000));
                    let bare =
                        Membership { level: Some("6e".into()), ..Membership::new(at, Role::Pupil) };
                    pupil.memberships =
                        Box::new([Membership { group: Some(class(group)), ..bare }]);
                    people.push(pupil);
                }
            }
        }
        let guardians: Vec<Box<str>> = people
            .iter()
            .filter(|one| one.category == Category::Guardian)
            .map(|one| one.key.clone())
            .collect();
        for pupil in people.iter_mut().filter(|one| one.category == Category::Pupil) {
            let link = |guardian: Box<str>| Kinship {
                guardian,
                link: Some(10),
                level: Responsibility::InCharge,
                financial: true,
                contact: false,
                payment: true,
            };
            pupil.kinships = guardians.iter().cloned().map(link).collect();
        }
        let has_pupil = people.iter().any(|one| one.category == Category::Pupil);
        people.retain(|one| has_pupil || one.category != Category::Guardian);
        people.iter_mut().for_each(Person::normalise);
        people
    })
}

fn sorted(mut people: Vec<Person>) -> Vec<Person> {
    people.sort_by(|a, b| a.key.cmp(&b.key));
    people
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_in_any_order(people in college_of(), turn in 0..12_usize) {
        let mut given: Vec<&Person> = people.iter().collect();
        given.rotate_left(turn % people.len().max(1));
        let folder = tempfile::tempdir().unwrap();
        let mut school = School::new(uai(COLLEGE), "Collège Jean des Bois", SchoolKind::Middle);
        school.groups = (0..3)
            .map(|n| SchoolGroup { group: class(n), levels: Box::default() })
            .collect();
        write_siecle(folder.path(), uai(COLLEGE), &given).unwrap();
        write_sts(folder.path(), &school, &given, 2026).unwrap();
        let paths = [folder.path().to_path_buf()];
        let pupils = collect(|sink| siecle::read(&paths, &Limits::default(), sink)).unwrap();
        let staff = collect(|sink| sts::read(&paths, &Limits::default(), sink)).unwrap();
        prop_assert_eq!(&pupils.rejects, &Vec::new());
        prop_assert_eq!(&staff.rejects, &Vec::new());
        prop_assert_eq!(&staff.schools[0].groups, &school.groups);
        let read: Vec<Person> = pupils.people.into_iter().chain(staff.people).collect();
        prop_assert_eq!(sorted(read), sorted(people.clone()));
    }

    #[test]
    fn no_bytes_make_the_readers_panic(
        text in prop_oneof![Just(ELEVES), Just(RESPONSABLES), Just(STS)],
        cut in any::<prop::sample::Index>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let at = cut.index(text.len());
        let mut spoilt = text.as_bytes()[..at].to_vec();
        spoilt.extend(&bytes);
        spoilt.extend(&text.as_bytes()[at..]);
        let folder = Folder::new(&[("0860002K.xml", &spoilt)]);
        let paths = [folder.path().to_path_buf()];
        for read in [siecle::read, sts::read] {
            if let Ok(read) = collect(|sink| read(&paths, &Limits::default(), sink)) {
                prop_assert!(read.people.len() + read.rejects.len() < 100);
            }
        }
    }
}
