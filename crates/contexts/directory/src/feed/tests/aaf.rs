//! Records of both degrees.

use kernel::{Day, Role};

use super::super::{
    Category, GroupKind, PhoneKind, Reason, Responsibility, SchoolKind, Sector, Stop, Title, aaf,
};
use super::*;

fn second_degree() -> Folder {
    let teacher = request(
        "PersEducNat",
        "900",
        &[
            ("sn", &["DURAND"]),
            ("givenName", &["Anne"]),
            ("ENTPersonStructRattach", &["4321"]),
            ("ENTPersonCategorieEnseignant", &["O"]),
            ("ENTPersonFonctions", &["4321$ENS$ENSEIGNEMENT$L0202$LETTRES"]),
            ("ENTAuxEnsClassesMatieres", &["4321$6A$020700", "4321$5B$999999"]),
            ("ENTAuxEnsGroupesMatieres", &["4321$6LAT$020700"]),
            ("ENTAuxEnsClasses", &["4321$6A", "4321$4C"]),
            ("ENTAuxEnsClassesPrincipal", &["4321$6A"]),
            ("ENTInconnu", &["x"]),
        ],
    );
    let others: Vec<String> =
        [("901", "DIR"), ("902", "CPE"), ("903", "AES"), ("904", "ADF"), ("905", "TEC")]
            .into_iter()
            .map(|(id, code)| {
                let function = format!("4321${code}$X$Y$Z");
                request(
                    "PersEducNat",
                    id,
                    &[("sn", &["X"]), ("givenName", &["Y"]), ("ENTPersonFonctions", &[&function])],
                )
            })
            .collect();
    let subject = request("MatEducNat", "020700", &[("ENTLibelleMatiere", &["FRANCAIS"])]);
    let pupils = [
        pupil("2000", &["3000$10$1$1$1$0", "3001$20$0$2$0$1", "3999$10$0$1$0$0"]),
        pupil("2000", &["3000$10$1$1$1$0", "3001$20$0$2$0$1", "3999$10$0$1$0$0"]),
    ];
    let guardians =
        [guardian("3000", "MARTIN"), guardian("3001", "PETIT"), guardian("3002", "SEUL")];
    Folder::new(&[
        ("a/ENT2DVA_Complet_20260901_Eleve_0000.xml", file("2D", &pupils).as_bytes()),
        ("ENT2DVA_Complet_20260901_PersRelEleve_0000.xml", file("2D", &guardians).as_bytes()),
        (
            "ENT2DVA_Complet_20260901_PersEducNat_0000.xml",
            file("2D", &[teacher, others.concat()]).as_bytes(),
        ),
        ("ENT2DVA_Complet_20260901_MatiereEducNat_0000.xml", file("2D", &[subject]).as_bytes()),
        ("z/ENT2DVA_Complet_20260901_EtabEducNat_0000.xml", file("2D", &[college()]).as_bytes()),
        ("notes.txt", b"not part of it"),
    ])
}

#[test]
fn a_second_degree_feed_is_read_in_order() {
    let read = read_aaf(second_degree().path()).unwrap();
    let mut order = read.order.clone();
    order.dedup();
    assert_eq!(order, ["school", "staff", "guardian", "pupil"]);
    let summary = &read.summary;
    assert_eq!(
        (
            summary.schools,
            summary.classes,
            summary.groups,
            summary.pupils,
            summary.guardians,
            summary.staff
        ),
        (1, 3, 1, 1, 2, 6)
    );
    assert_eq!((summary.kinships, summary.kinships_by_level), (2, [1, 1, 0, 0]));
    assert_eq!((summary.ignored, summary.rejected, summary.unnamed_subjects), (1, 1, 1));
    assert_eq!(summary.unknown_attributes.get("ENTInconnu"), Some(&1));
    assert_eq!(summary.skipped_files, ["notes.txt".into()]);
    assert_eq!(summary.files, 5);
}

#[test]
fn a_school_has_a_pleasant_name_and_its_groups() {
    let read = read_aaf(second_degree().path()).unwrap();
    let school = &read.schools[0];
    assert_eq!((school.uai, &*school.name), (uai(COLLEGE), "Collège Jean des Bois"));
    assert_eq!((school.kind, school.sector), (SchoolKind::Middle, Some(Sector::Public)));
    assert_eq!(school.commune.as_deref(), Some("Villeneuve"));
    assert_eq!(school.phone.as_deref(), Some("+33 5 49 00 00 00"));
    let names: Vec<_> = school
        .groups
        .iter()
        .map(|declared| (declared.group.name(), declared.levels.len()))
        .collect();
    assert_eq!(names, [("5B", 0), ("SIXIEME A", 1), ("6LAT", 0)]);
}

#[test]
fn a_pupil_has_classes_and_links() {
    let read = read_aaf(second_degree().path()).unwrap();
    let pupil = read.person("2D-13-2000");
    assert_eq!(
        (&*pupil.last_name, &*pupil.first_name, pupil.title),
        ("MARTIN", "Lou", Some(Title::Madam))
    );
    assert_eq!(pupil.birth_date, Day::new(2014, 5, 7));
    let ties: Vec<_> = pupil
        .memberships
        .iter()
        .map(|tie| {
            (
                tie.group.as_ref().map(|group| (group.kind, group.name())),
                tie.level.as_deref(),
                tie.starts,
            )
        })
        .collect();
    assert_eq!(
        ties,
        [
            (None, Some("6e"), None),
            (Some((GroupKind::Class, "6A")), Some("6e"), Day::new(2026, 9, 1)),
            (Some((GroupKind::Group, "6LAT")), None, None),
        ]
    );
    let links: Vec<_> =
        pupil.kinships.iter().map(|link| (&*link.guardian, link.level, link.link)).collect();
    assert_eq!(
        links,
        [
            ("2D-13-3000", Responsibility::Legal, Some(10)),
            ("2D-13-3001", Responsibility::InCharge, Some(20)),
        ]
    );
    assert!(pupil.kinships[0].financial && pupil.kinships[0].contact && !pupil.kinships[0].payment);
    assert_eq!(read.rejects[0].reason, Reason::UnknownGuardian { guardian: "2D-13-3999".into() });
    assert!(read.rejects[0].reason.keeps_record());
    assert_eq!(read.person("2D-13-3000").phones[0].kind, PhoneKind::Mobile);
}

#[test]
fn teachers_have_classes_with_subjects_and_functions_give_roles() {
    let read = read_aaf(second_degree().path()).unwrap();
    let teacher = read.person("2D-13-900");
    assert_eq!(teacher.category, Category::Staff);
    let ties: Vec<_> = teacher
        .memberships
        .iter()
        .filter_map(|tie| {
            let subject = tie.subject.as_ref().map(|subject| &*subject.label);
            Some((tie.group.as_ref()?.name(), subject, tie.head_teacher))
        })
        .collect();
    assert_eq!(
        ties,
        [
            ("4C", None, false),
            ("5B", Some("999999"), false),
            ("6A", Some("FRANCAIS"), true),
            ("6LAT", Some("FRANCAIS"), false),
        ]
    );
    assert!(teacher.memberships.iter().all(|tie| tie.role == Role::Teacher));
    for (key, role) in [
        ("2D-13-901", Role::Head),
        ("2D-13-902", Role::SchoolLife),
        ("2D-13-903", Role::SupportAssistant),
        ("2D-13-904", Role::Secretariat),
        ("2D-13-905", Role::OtherStaff),
    ] {
        assert_eq!(read.person(key).memberships[0].role, role, "{key}");
    }
}

#[test]
fn a_first_degree_feed_has_other_names() {
    let school = request(
        "EtabEducNat",
        "77",
        &[
            ("ENTStructureUAI", &["0860100S"]),
            ("ENTStructureNomCourant", &["E.E.PU$LES TILLEULS$LE BOURG"]),
            ("ENTStructureTypeStruct", &["ECOLE ELEMENTAIRE"]),
            ("ENTStructureVille", &["LE BOURG"]),
            ("ENTEcoleCirconscription", &["POITIERS EST"]),
        ],
    );
    let school = school.replace("0860100S", Uai::from_number(860_100).unwrap().as_str());
    let relative =
        request("PersRelEleve", "5", &[("ENTPersonNom", &["Roux"]), ("ENTPersonPrenom", &["Ana"])]);
    let pupil = request(
        "Eleve",
        "6",
        &[
            ("ENTPersonNom", &["Roux"]),
            ("ENTPersonPrenom", &["Élie"]),
            ("ENTPersonCivilite", &["M"]),
            ("ENTEleveNiveau", &["CM1"]),
            ("ENTPersonStructRattach", &["77"]),
            ("ENTPersonClasses", &["77$a$b$1234$CM1-CM2 de Mme Arbre"]),
            ("ENTEleveAutoriteParentale", &["5$x"]),
        ],
    );
    let all = file("1D", &[school, relative, pupil]);
    let folder = Folder::new(&[]);
    for kind in ["EtabEducNat", "PersRelEleve", "Eleve"] {
        folder
            .put(&format!("ENT1DVA_Complet_20260901_{kind}_0000.xml"), file("1D", &[]).as_bytes());
    }
    folder.put("ENT1DVA_Complet_20260901_EtabEducNat_0001.xml", all.as_bytes());
    let read = read_aaf(folder.path()).unwrap();
    assert_eq!(
        read.rejects[0].reason,
        Reason::UnknownGuardian { guardian: "1D-13-5".into() },
        "read out of order"
    );

    let split = |category: &str| {
        let requests: Vec<String> = all
            .split_inclusive("</addRequest>\n")
            .filter(|part| part.contains(&format!("<value>{category}</value>")))
            .map(|part| part[part.find("<addRequest>").unwrap()..].to_owned())
            .collect();
        file("1D", &requests)
    };
    for kind in ["EtabEducNat", "PersRelEleve", "Eleve"] {
        folder.put(&format!("ENT1DVA_Complet_20260901_{kind}_0000.xml"), split(kind).as_bytes());
    }
    std::fs::remove_file(folder.path().join("ENT1DVA_Complet_20260901_EtabEducNat_0001.xml"))
        .unwrap();
    let read = read_aaf(folder.path()).unwrap();
    assert_eq!(read.rejects, []);
    assert_eq!(&*read.schools[0].name, "École élémentaire Les Tilleuls");
    assert_eq!(read.schools[0].district.as_deref(), Some("POITIERS EST"));
    let pupil = read.person("1D-13-6");
    assert_eq!(pupil.kinships[0].level, Responsibility::Legal);
    let class = pupil.memberships[1].group.as_ref().unwrap();
    assert_eq!((&*class.code, class.name()), ("1234", "CM1-CM2 de Mme Arbre"));
    assert_eq!(pupil.memberships[1].level.as_deref(), Some("CM1"));
}

#[test]
fn what_cannot_be_kept_is_said_with_its_place() {
    let schools = [
        college(),
        request(
            "EtabEducNat",
            "5",
            &[("ENTStructureUAI", &["0860002A"]), ("ENTStructureNomCourant", &["X"])],
        ),
    ];
    let named: &[(&str, &[&str])] =
        &[("sn", &["X"]), ("givenName", &["Y"]), ("ENTPersonStructRattach", &["4321"])];
    let with = |id: &str, extra: (&str, &[&str])| request("Eleve", id, &[named, &[extra]].concat());
    let pupils = [
        request("Eleve", "", named),
        request("Eleve", "2", &[("sn", &["X"])]),
        with("3", ("ENTPersonDateNaissance", &["31/02/2015"])),
        request(
            "Eleve",
            "4",
            &[("sn", &["X"]), ("givenName", &["Y"]), ("ENTPersonStructRattach", &["9"])],
        ),
        with("5", ("ENTEleveClasses", &["8$6A"])),
        with("6", ("ENTEleveClasses", &["4321$"])),
        with("7", ("mail", &["a@example.org"])),
        with("7", ("mail", &["b@example.org"])),
        with("8", ("mail", &["&lol;"])),
        request("Inspecteur", "9", named),
    ];
    let folder = Folder::new(&[
        ("ENT_X_Complet_20260901_EtabEducNat_0000.xml", file("2D", &schools).as_bytes()),
        ("ENT_X_Complet_20260901_Eleve_0000.xml", file("2D", &pupils).as_bytes()),
    ]);
    let read = read_aaf(folder.path()).unwrap();
    let reasons: Vec<_> =
        read.rejects.iter().map(|reject| (&*reject.key, reject.reason.clone())).collect();
    assert_eq!(
        reasons,
        [
            ("5", Reason::BadUai { value: "0860002A".into() }),
            ("", Reason::MissingId),
            ("2D-13-2", Reason::MissingName),
            (
                "2D-13-3",
                Reason::BadDate {
                    attribute: "ENTPersonDateNaissance".into(),
                    value: "31/02/2015".into()
                }
            ),
            ("2D-13-4", Reason::NoKnownSchool { value: "9".into() }),
            (
                "2D-13-5",
                Reason::UnknownSchool { attribute: "ENTEleveClasses".into(), value: "8".into() }
            ),
            (
                "2D-13-6",
                Reason::Incomplete { attribute: "ENTEleveClasses".into(), value: "4321$".into() }
            ),
            ("2D-13-7", Reason::Duplicate),
            ("2D-13-8", Reason::UnknownEntity { name: "lol".into() }),
            ("2D-13-9", Reason::UnknownCategory { value: "Inspecteur".into() }),
        ]
    );
    assert_eq!(read.rejects[1].line, 7);
    assert_eq!(&*read.rejects[1].file, "ENT_X_Complet_20260901_Eleve_0000.xml");
    assert_eq!((read.summary.pupils, read.summary.rejected), (3, 10));
}

#[test]
fn the_same_facts_in_another_order_are_the_same_record() {
    let read = |relatives: &[&str]| {
        let folder = Folder::new(&[
            ("E_Complet_1_EtabEducNat_0000.xml", file("2D", &[college()]).as_bytes()),
            (
                "E_Complet_1_PersRelEleve_0000.xml",
                file("2D", &[guardian("1", "A"), guardian("2", "B")]).as_bytes(),
            ),
            ("E_Complet_1_Eleve_0000.xml", file("2D", &[pupil("3", relatives)]).as_bytes()),
        ]);
        read_aaf(folder.path()).unwrap().person("2D-13-3").digest()
    };
    assert_eq!(read(&["1$10$1$1$1$1", "2$20$1$1$1$1"]), read(&["2$20$1$1$1$1", "1$10$1$1$1$1"]));
    assert_ne!(read(&["1$10$1$1$1$1", "2$20$1$1$1$1"]), read(&["1$10$1$1$1$1", "2$20$1$2$1$1"]));
}

#[test]
fn a_digest_is_the_same_on_every_machine() {
    let person = Person::new("2D-13-1", Category::Guardian, "Martin", "Lou");
    let hex: String = person.digest().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "9418f27ba80ae8ebd2366a3508ecdd11");
}

#[test]
fn a_sink_may_stop() {
    let folder = second_degree();
    let stopped = aaf::read(&[folder.path().to_path_buf()], &Limits::default(), &mut |_| Err(Stop));
    assert!(matches!(stopped, Err(FeedError::Stopped)));
}

#[test]
fn a_file_without_header_is_known_by_its_attributes() {
    let bare = |requests: &[String]| {
        let whole = file("2D", requests);
        format!("<ficAlimMENESR>{}", whole.split_once("<ficAlimMENESR>").unwrap().1)
    };
    let first =
        request("PersRelEleve", "1", &[("ENTPersonNom", &["A"]), ("ENTPersonPrenom", &["B"])]);
    let child = pupil("3", &["2$10$1$1$1$1"]);
    let folder = Folder::new(&[
        ("schools.xml", bare(&[college()]).as_bytes()),
        ("a.xml", bare(&[guardian("2", "A")]).as_bytes()),
        ("b.xml", bare(&[first]).as_bytes()),
        ("c.xml", bare(&[child]).as_bytes()),
    ]);
    let read = read_aaf(folder.path()).unwrap();
    let keys: Vec<_> = read.people.iter().map(|person| &*person.key).collect();
    assert_eq!(keys, ["2D--2", "2D--3"]);
    assert_eq!((read.summary.ignored, read.summary.rejected), (1, 0));
}

fn delta(kind: &str, id: &str, category: &str, body: &str) -> String {
    format!(
        "<{kind}>\n<operationalAttributes><attr name=\"categoriePersonne\"><value>{category}</value></attr>\
         </operationalAttributes>\n<identifier><id>{id}</id></identifier>\n{body}</{kind}>\n"
    )
}

/// A complete export of two pupils, and what a delta makes of it.
fn after(requests: &[String]) -> Read {
    let folder = Folder::new(&[
        ("E_Complet_20260901_EtabEducNat_0000.xml", file("2D", &[college()]).as_bytes()),
        (
            "E_Complet_20260901_PersRelEleve_0000.xml",
            file("2D", &[guardian("9", "PETIT")]).as_bytes(),
        ),
        (
            "E_Complet_20260901_Eleve_0000.xml",
            file("2D", &[pupil("1", &["9$10$1$1$1$0"]), pupil("2", &[])]).as_bytes(),
        ),
        ("E_Delta_20260902_Eleve_0000.xml", file("2D", requests).as_bytes()),
    ]);
    read_aaf(folder.path()).unwrap()
}

#[test]
fn a_delta_changes_only_what_it_speaks_of() {
    let none = after(&[]);
    let name = "<modifications>\n<modification name=\"givenName\" operation=\"replace\"><value>Lise</value>\
                </modification>\n</modifications>\n";
    let renamed = after(&[delta("modifyRequest", "1", "Eleve", name)]);
    assert_eq!(renamed.rejects, []);
    assert_eq!(&*renamed.person("2D-13-1").first_name, "Lise");
    assert_eq!(renamed.person("2D-13-1").kinships, none.person("2D-13-1").kinships);
    assert_eq!(renamed.person("2D-13-2"), none.person("2D-13-2"));
    // Emptied is not absent: the class is lost, and the guardian of the one pupil with it.
    let emptied = "<modifications>\n<modification name=\"ENTEleveClasses\" operation=\"replace\"><value/>\
                   </modification>\n</modifications>\n";
    let without = after(&[delta("modifyRequest", "2", "Eleve", emptied)]);
    let classes = |read: &Read| {
        let ties = &read.person("2D-13-2").memberships;
        ties.iter().filter(|tie| tie.group.as_ref().is_some_and(|g| &*g.code == "6A")).count()
    };
    assert_eq!((classes(&none), classes(&without)), (1, 0));
    let gone = after(&[delta("deleteRequest", "1", "Eleve", "")]);
    assert_eq!((gone.summary.pupils, gone.summary.guardians, gone.summary.ignored), (1, 0, 1));
}

#[test]
fn who_came_and_left_between_two_complete_exports_is_not_missed() {
    let add = "<attributes>\n<attr name=\"sn\"><value>Neuf</value></attr></attributes>\n";
    let read = after(&[
        delta("addRequest", "3", "PersRelEleve", add),
        delta("deleteRequest", "3", "PersRelEleve", ""),
    ]);
    assert_eq!((read.rejects.as_slice(), read.summary.guardians), ([].as_slice(), 1));
}

#[test]
fn a_delta_with_nothing_to_stand_on_is_said_with_its_place() {
    let name = "<modifications>\n<modification name=\"sn\" operation=\"replace\"><value>X</value>\
                </modification>\n</modifications>\n";
    let read = after(&[
        delta("modifyRequest", "77", "Eleve", name),
        delta("deleteRequest", "78", "Eleve", ""),
        delta("deleteRequest", "2", "Eleve", ""),
        delta("modifyRequest", "2", "Eleve", name),
    ]);
    let said: Vec<_> = read.rejects.iter().map(|one| (&*one.key, one.reason.clone())).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said.iter().all(|(_, reason)| *reason == Reason::NotInComplete));
    assert!(read.rejects.iter().all(|one| &*one.file == "E_Delta_20260902_Eleve_0000.xml"));
    assert_eq!(read.summary.pupils, 1);
}
