//! OneRoster exports, as they come and as they should not.

use kernel::{Day, Role};
use proptest::prelude::*;

use super::super::{Category, Damage, Format, GroupKind, Reason, Responsibility, SchoolKind};
use super::super::{oneroster, recognise};
use super::*;

const MANIFEST: &str = "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\nfile.academicSessions,bulk\r\nfile.classes,bulk\r\nfile.courses,bulk\r\nfile.demographics,bulk\r\nfile.enrollments,bulk\r\nfile.orgs,bulk\r\nfile.results,absent\r\nfile.roles,bulk\r\nfile.users,bulk\r\nsource.systemName,Logiciel d'essai\r\nsource.systemCode,sis-1.example\r\n";
const ORGS: &str = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\nd,,,District,district,,\no1,,,Collège Jean des Bois,school,0860002K,d\n";
const SESSIONS: &str = "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\ny,,,2026-2027,schoolYear,2026-09-01,2027-08-01,,2027\n";
const COURSES: &str = "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\nc0,,,y,Vie de classe,,,o1,,\nc1,,,y,Français,020700,,o1,Français,020700\n";
const CLASSES: &str = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\nk1,,,6e A,06,c0,6A,homeroom,,o1,y,,,\nk2,,,Français 6e A,06,c1,6A-FR,scheduled,,o1,y,,,\n";
const USERS: &str = "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n";
const ROLES: &str = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n";
const ENROLLMENTS: &str = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n";
const DEMOGRAPHICS: &str = "sourcedId,status,dateLastModified,birthDate,sex\nzoe,,,2014-05-07,\n";

const PEOPLE: [&str; 4] = [
    "zoe,,,true,zoe,,Zoé,MARTIN,,,,,,\"lea,luc\",06,,,,,,,,\n",
    "lea,,,true,lea,,Léa,MARTIN,,,lea@example.org,06 00 00 00 00,,,,,,,,,,,\n",
    "luc,,,false,luc,,Luc,MARTIN,,,,,05 49 00 00 00,,,,,,,,,,\n",
    "prof,,,true,prof,,Claire,ROUX,,,,,,,,,,,,,BARON,,\n",
];
const PLACES: [&str; 4] = [
    "r1,,,zoe,primary,student,,,o1,\n",
    "r2,,,lea,primary,parent,,,o1,\n",
    "r3,,,luc,primary,parent,,,o1,\n",
    "r4,,,prof,primary,teacher,2026-09-01,,o1,\n",
];
const TAUGHT: [&str; 4] = [
    "e1,,,k1,o1,zoe,student,,,\n",
    "e2,,,k2,o1,zoe,student,,2026-10-01,2027-02-01\n",
    "e3,,,k1,o1,prof,teacher,true,,\n",
    "e4,,,k2,o1,prof,teacher,,,\n",
];

fn table(header: &str, lines: &[&str]) -> String {
    header.to_owned() + &lines.concat()
}

/// A whole export, by file.
fn export() -> Vec<(&'static str, String)> {
    vec![
        ("manifest.csv", MANIFEST.to_owned()),
        ("orgs.csv", ORGS.to_owned()),
        ("academicSessions.csv", SESSIONS.to_owned()),
        ("courses.csv", COURSES.to_owned()),
        ("classes.csv", CLASSES.to_owned()),
        ("users.csv", table(USERS, &PEOPLE)),
        ("roles.csv", table(ROLES, &PLACES)),
        ("enrollments.csv", table(ENROLLMENTS, &TAUGHT)),
        ("demographics.csv", DEMOGRAPHICS.to_owned()),
    ]
}

/// The same with one file made otherwise; nothing takes it away.
fn with(name: &str, text: Option<String>) -> Vec<(&'static str, String)> {
    let mut files = export();
    match text {
        Some(text) => files.iter_mut().filter(|one| one.0 == name).for_each(|one| {
            one.1.clone_from(&text);
        }),
        None => files.retain(|one| one.0 != name),
    }
    files
}

fn read_at(folder: &Folder) -> Result<Read, FeedError> {
    collect(|sink| oneroster::read(&[folder.path().to_path_buf()], &Limits::default(), sink))
}

fn read(files: &[(&'static str, String)]) -> Result<Read, FeedError> {
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_at(&Folder::new(&files))
}

fn named<'r>(read: &'r Read, first: &str) -> &'r Person {
    let found = read.people.iter().find(|person| &*person.first_name == first);
    found.unwrap_or_else(|| panic!("{first} in {:?}", read.people))
}

fn reasons(read: &Read) -> Vec<(&str, u64, &Reason)> {
    read.rejects.iter().map(|one| (&*one.file, one.line, &one.reason)).collect()
}

#[test]
fn an_export_is_read() {
    let read = read(&export()).unwrap();
    assert_eq!(read.rejects, []);
    assert_eq!(read.order, ["school", "staff", "guardian", "guardian", "pupil"]);
    let s = &read.summary;
    assert_eq!((s.schools, s.classes, s.groups, s.files), (1, 1, 1, 8));
    assert_eq!((s.pupils, s.guardians, s.staff, s.kinships_by_level), (1, 2, 1, [1, 0, 1, 0]));
    let school = &read.schools[0];
    assert_eq!((school.uai, &*school.name), (uai(COLLEGE), "Collège Jean des Bois"));
    assert_eq!(school.kind, SchoolKind::Middle, "all its classes are of a collège");
    let zoe = named(&read, "Zoé");
    assert_eq!(zoe.birth_date, Day::new(2014, 5, 7));
    let places: Vec<_> = zoe
        .memberships
        .iter()
        .filter_map(|tie| Some((tie.group.as_ref()?, tie.level.as_deref(), tie.starts, tie.ends)))
        .collect();
    let (year, last) = (Day::new(2026, 9, 1), Day::new(2027, 7, 31));
    assert_eq!(places.len(), 2);
    for (group, level, starts, ends) in places {
        assert_eq!(level, Some("6e"));
        match group.kind {
            GroupKind::Class => assert_eq!((group.name(), starts, ends), ("6e A", year, last)),
            GroupKind::Group => assert_eq!(
                (group.name(), starts, ends),
                ("Français 6e A", Day::new(2026, 10, 1), Day::new(2027, 1, 31))
            ),
        }
    }
    let baron = named(&read, "Claire");
    assert_eq!((&*baron.last_name, baron.family_name.as_deref()), ("BARON", Some("ROUX")));
    let tie = |kind| {
        let of = |group: &super::super::GroupRef| group.kind == kind;
        baron.memberships.iter().find(|tie| tie.group.as_ref().is_some_and(of)).unwrap()
    };
    assert!(tie(GroupKind::Class).head_teacher && tie(GroupKind::Class).subject.is_none());
    let subject = tie(GroupKind::Group).subject.as_deref().unwrap();
    assert_eq!((&*subject.code, &*subject.label), ("020700", "Français"));
}

#[test]
fn whoever_may_not_come_in_has_no_right_on_a_pupil() {
    let read = read(&export()).unwrap();
    let level = |first: &str| {
        let key = &named(&read, first).key;
        let zoe = named(&read, "Zoé");
        zoe.kinships.iter().find(|link| link.guardian == *key).unwrap().level
    };
    assert_eq!(level("Léa"), Responsibility::Legal);
    assert_eq!(level("Luc"), Responsibility::Contact);
    let disabled = PEOPLE[3].replace("true", "false");
    let files =
        with("users.csv", Some(table(USERS, &[PEOPLE[0], PEOPLE[1], PEOPLE[2], &disabled])));
    let read = self::read(&files).unwrap();
    assert_eq!((read.summary.staff, read.summary.ignored), (0, 1));
}

#[test]
fn keys_hold_the_system_and_nothing_personal() {
    let person = PEOPLE[0].replace("zoe,", "zoe.martin@example.org,");
    let read = read(&with("users.csv", Some(table(USERS, &[&person])))).unwrap();
    assert!(read.rejects.iter().all(|one| !one.key.contains("zoe")));
    let read = self::read(&export()).unwrap();
    for person in &read.people {
        let id = person.key.strip_prefix("OR-sis_1.example-").unwrap();
        assert_eq!(id.len(), 20);
        assert!(id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    }
    let unnamed = MANIFEST.replace("source.system", "other.");
    let read = self::read(&with("manifest.csv", Some(unnamed))).unwrap();
    assert!(read.people[0].key.starts_with("OR-0860002k-"), "{}", read.people[0].key);
}

#[test]
fn an_export_is_told_by_what_it_holds() {
    let folder = Folder::new(&[]);
    for (name, text) in export() {
        folder.put(name, text.as_bytes());
    }
    let found = recognise(&[folder.path().to_path_buf()], &Limits::default()).unwrap();
    assert_eq!(found, [Format::OneRoster]);
}

#[test]
fn an_archive_is_read_as_its_folder() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in export() {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    let folder = Folder::new(&[("export.zip", &archive.finish().unwrap().into_inner())]);
    assert_eq!(read_at(&folder).unwrap().people, read(&export()).unwrap().people);
}

#[test]
fn what_is_not_a_whole_export_of_this_version_is_refused() {
    let delta = MANIFEST.replace("file.users,bulk", "file.users,delta");
    let old = MANIFEST.replace("version,1.2", "version,1.1");
    let silent = MANIFEST.replace("file.roles,bulk", "file.roles,absent");
    for (files, said) in [
        (with("manifest.csv", Some(delta)), "announces only what changed"),
        (with("manifest.csv", Some(old)), "announces the version \"1.1\""),
        (with("manifest.csv", Some(silent)), "roles.csv is missing"),
        (with("manifest.csv", None), "manifest.csv is missing"),
        (with("users.csv", None), "users.csv is missing"),
        (with("classes.csv", None), "classes.csv is missing"),
    ] {
        let error = read(&files).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
    let files = export();
    let twice: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = Folder::new(&twice);
    folder.put("other/users.csv", USERS.as_bytes());
    assert!(matches!(read_at(&folder), Err(FeedError::RepeatedFile { .. })));
}

#[test]
fn columns_are_neither_missing_nor_twice() {
    let missing = table(&USERS.replace("givenName", "first"), &[]);
    assert!(matches!(
        read(&with("users.csv", Some(missing))),
        Err(FeedError::MissingColumn { column: "givenName", .. })
    ));
    let twice = table(&USERS.replace("middleName", "givenName"), &[]);
    assert!(matches!(
        read(&with("users.csv", Some(twice))),
        Err(FeedError::RepeatedColumn { column, .. }) if &*column == "givenName"
    ));
    let more = ORGS
        .replace("parentSourcedId", "parentSourcedId,metadata.x,colour")
        .replace(",school,0860002K,d", ",school,0860002K,d,1,blue")
        .replace("district,,", "district,,,,");
    let read = read(&with("orgs.csv", Some(more))).unwrap();
    assert_eq!(
        read.summary.unknown_attributes.keys().map(|name| &**name).collect::<Vec<_>>(),
        ["colour"]
    );
}

#[test]
fn a_school_without_its_number_is_said_and_nobody_is_guessed_there() {
    let orgs = ORGS.replace("0860002K", "0860002A");
    let read = read(&with("orgs.csv", Some(orgs))).unwrap();
    assert!(read.people.iter().all(|one| one.category == Category::Guardian));
    assert_eq!(read.rejects[0].reason, Reason::BadUai { value: "0860002A".into() });
    assert_eq!((&*read.rejects[0].file, read.rejects[0].line), ("orgs.csv", 3));
    assert_eq!(read.summary.schools, 0);
}

#[test]
fn dangling_references_are_said_with_their_place() {
    let lines =
        [TAUGHT[0], TAUGHT[2], "e9,,,k9,o1,zoe,student,,,\n", "e8,,,k1,o1,nobody,student,,,\n"];
    let mut files = with("enrollments.csv", Some(table(ENROLLMENTS, &lines)));
    for (name, text) in &mut files {
        if *name == "users.csv" {
            *text = text.replace("\"lea,luc\"", "\"lea,luc,gone\"");
        }
    }
    let read = read(&files).unwrap();
    let unknown = |attribute: &str, value: &str| Reason::UnknownReference {
        attribute: attribute.into(),
        value: value.into(),
    };
    let found = reasons(&read);
    assert_eq!(found[0], ("enrollments.csv", 4, &unknown("classSourcedId", "k9")));
    assert_eq!(found[1], ("enrollments.csv", 5, &unknown("userSourcedId", "nobody")));
    assert!(matches!(found[2], ("users.csv", 2, Reason::UnknownGuardian { .. })));
    assert_eq!((found.len(), read.summary.pupils, read.summary.kinships), (3, 1, 2));
}

#[test]
fn whom_a_damaged_line_names_stays_as_they_were() {
    let lines = [TAUGHT[0], TAUGHT[2], "e2,,,k2,o1,zoe,student\n"];
    let damaged = read(&with("enrollments.csv", Some(table(ENROLLMENTS, &lines)))).unwrap();
    assert_eq!(damaged.summary.pupils, 0, "half a life is not delivered");
    let [reject] = &damaged.rejects[..] else { panic!("{:?}", damaged.rejects) };
    assert_eq!(reject.reason, Reason::Ragged { expected: 10, found: 7 });
    assert_eq!(reject.key, named(&read(&export()).unwrap(), "Zoé").key);
    let wrong = DEMOGRAPHICS.replace("2014-05-07", "7 mai");
    let wrong = read(&with("demographics.csv", Some(wrong))).unwrap();
    assert!(matches!(reasons(&wrong)[..], [("demographics.csv", 2, Reason::BadDate { .. })]));
    assert_eq!((wrong.summary.pupils, wrong.summary.guardians), (0, 2));
    let shifted = PEOPLE[1].replace("lea,,,true", "lea,,true,");
    let shifted = read(&with("users.csv", Some(table(USERS, &[&shifted])))).unwrap();
    assert!(matches!(reasons(&shifted)[0], ("users.csv", 2, Reason::Shifted { .. })));
}

#[test]
fn one_identifier_for_two_people_tells_neither() {
    let other = PEOPLE[0].replace("Zoé", "Tom");
    let lines = [PEOPLE[0], &other, PEOPLE[1], PEOPLE[2], PEOPLE[3]];
    let read = read(&with("users.csv", Some(table(USERS, &lines)))).unwrap();
    assert_eq!(read.summary.pupils, 0);
    let places: Vec<_> = reasons(&read).into_iter().map(|(_, line, why)| (line, why)).collect();
    assert_eq!(places, [(2, &Reason::Duplicate), (3, &Reason::Duplicate)]);
    let again = [PEOPLE[0], PEOPLE[0], PEOPLE[1], PEOPLE[2], PEOPLE[3]];
    let read = self::read(&with("users.csv", Some(table(USERS, &again)))).unwrap();
    assert_eq!((read.summary.pupils, read.rejects.len()), (1, 0));
}

#[test]
fn what_is_to_be_deleted_is_not_there() {
    let gone = PEOPLE[1].replace("lea,,", "lea,tobedeleted,");
    let lines = [PEOPLE[0], &gone, PEOPLE[2], PEOPLE[3]];
    let read = read(&with("users.csv", Some(table(USERS, &lines)))).unwrap();
    assert_eq!((read.summary.guardians, read.summary.kinships, read.rejects.len()), (1, 1, 0));
    let left = TAUGHT[1].replace("e2,,", "e2,tobedeleted,");
    let lines = [TAUGHT[0], &left, TAUGHT[2], TAUGHT[3]];
    let read = self::read(&with("enrollments.csv", Some(table(ENROLLMENTS, &lines)))).unwrap();
    assert_eq!(named(&read, "Zoé").memberships.iter().filter(|tie| tie.group.is_some()).count(), 1);
}

#[test]
fn a_guardian_who_teaches_is_one_person() {
    let parent = "r5,,,prof,secondary,parent,,,o1,\n";
    let mut files = with(
        "roles.csv",
        Some(table(ROLES, &[PLACES[0], PLACES[1], PLACES[2], PLACES[3], parent])),
    );
    for (name, text) in &mut files {
        if *name == "users.csv" {
            *text = text.replace("\"lea,luc\"", "\"lea,prof\"");
        }
    }
    let read = read(&files).unwrap();
    let baron = named(&read, "Claire");
    assert_eq!(baron.category, Category::Staff);
    let link = named(&read, "Zoé").kinships.iter().find(|link| link.guardian == baron.key).unwrap();
    assert_eq!(link.level, Responsibility::Legal);
    assert_eq!(read.summary.ignored, 1, "nobody names Luc any more");
}

#[test]
fn roles_give_no_more_than_they_say() {
    for (word, role) in [
        ("principal", Some(Role::Head)),
        ("counselor", Some(Role::SchoolLife)),
        ("aide", Some(Role::SupportAssistant)),
        ("siteAdministrator", Some(Role::OtherStaff)),
        ("systemAdministrator", Some(Role::OtherStaff)),
        ("ext:nurse", Some(Role::OtherStaff)),
        ("emperor", None),
    ] {
        let line = PLACES[3].replace(",teacher,", &format!(",{word},"));
        let roles = table(ROLES, &[PLACES[0], PLACES[1], PLACES[2], &line]);
        let mut files = with("roles.csv", Some(roles));
        files.iter_mut().filter(|one| one.0 == "enrollments.csv").for_each(|one| {
            one.1 = table(ENROLLMENTS, &TAUGHT[..2]);
        });
        let read = read(&files).unwrap();
        let found = read.people.iter().find(|one| one.category == Category::Staff);
        assert_eq!(found.map(|one| one.memberships[0].role), role, "{word}");
        assert_eq!(read.rejects.is_empty(), role.is_some(), "{word}");
    }
}

#[test]
fn damaged_text_and_floods_are_refused() {
    let twice = table(USERS, &[&PEOPLE[0].replace("Zoé", "ZoÃ©")]);
    assert!(matches!(
        read(&with("users.csv", Some(twice))),
        Err(FeedError::Damaged { line: 2, damage: Damage::TwiceEncoded, .. })
    ));
    let endless = table(USERS, &[&"x".repeat(2 << 20)]);
    assert!(matches!(
        read(&with("users.csv", Some(endless))),
        Err(FeedError::Damaged { damage: Damage::TooLong(_), .. })
    ));
    let files = export();
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = Folder::new(&files);
    let utf16: Vec<u8> = USERS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.put("users.csv", &[&[0xFF, 0xFE][..], &utf16].concat());
    assert!(matches!(
        read_at(&folder),
        Err(FeedError::Damaged { damage: Damage::Encoding(_), .. })
    ));
    folder.put("users.csv", table(USERS, &PEOPLE).as_bytes());
    let few = Limits { records: 2, ..Limits::default() };
    let paths = [folder.path().to_path_buf()];
    let error = collect(|sink| oneroster::read(&paths, &few, sink)).unwrap_err();
    assert_eq!(error.to_string(), "more than 2 records");
}

/// The lines of a table in another order.
fn turned(text: &str, by: usize) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let many = lines.len() - 1;
    lines[1..].rotate_left(by % many.max(1));
    lines.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_lines_and_of_files_does_not_matter(by in 0..9_usize) {
        let files: Vec<_> =
            export().into_iter().rev().map(|(name, text)| {
                let text = if name == "manifest.csv" { text } else { turned(&text, by) };
                (name, text)
            }).collect();
        let sorted = |mut read: Read| {
            read.people.sort_by(|a, b| a.key.cmp(&b.key));
            (read.schools, read.people, read.rejects)
        };
        prop_assert_eq!(sorted(read(&files).unwrap()), sorted(read(&export()).unwrap()));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(
        which in 0..9_usize,
        rest in proptest::collection::vec(any::<u8>(), 0..400),
        keep in 0..200_usize,
    ) {
        let files = export();
        let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let folder = Folder::new(&files);
        let (name, text) = files[which];
        folder.put(name, &[&text[..keep.min(text.len())], &rest].concat());
        if let Ok(read) = read_at(&folder) {
            prop_assert!(read.people.len() <= PEOPLE.len() + rest.len());
        }
    }
}
