//! OneRoster exports through the engine: who comes, who stays, who leaves.

use std::{fs, path::PathBuf};

use directory::{
    api,
    import::{self, Answers, ImportError, Kind, Options, Report},
};
use kernel::Role;
use testkit::{TestApp, both};

use crate::small::{options, start};

const MANIFEST: &str = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.academicSessions,bulk\nfile.classes,bulk\nfile.courses,bulk\nfile.demographics,bulk\nfile.enrollments,bulk\nfile.orgs,bulk\nfile.roles,bulk\nfile.users,bulk\nsource.systemCode,sis\n";
const FILES: [(&str, &str); 9] = [
    ("manifest.csv", MANIFEST),
    (
        "orgs.csv",
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Collège Jean Moulin,school,0860002K,\no2,,,École du Pré,school,0860015Z,\n",
    ),
    (
        "academicSessions.csv",
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\ny,,,Année,schoolYear,2026-09-01,2027-09-01,,2027\n",
    ),
    (
        "courses.csv",
        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\nc0,,,,Classe,,,,,\nc1,,,,Français,020700,,,,\n",
    ),
    (
        "classes.csv",
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\nk1,,,6e A,06,c0,,homeroom,,o1,y,,,\nk2,,,Français 6e A,06,c1,,scheduled,,o1,y,,,\nk3,,,CE1 A,02,c0,,homeroom,,o2,y,,,\n",
    ),
    (
        "users.csv",
        "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,email,sms,phone,agentSourcedIds,grades\nzoe,,,true,,Zoé,Martin,,,,lea,06\ntom,,,true,,Tom,Martin,,,,lea,02\nlea,,,true,,Léa,Martin,lea@example.org,,,,\nprof,,,true,,Claire,Baron,,,,,\nmait,,,true,,Paul,Colin,,,,,\n",
    ),
    (
        "roles.csv",
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\nr1,,,zoe,primary,student,,,o1,\nr2,,,tom,primary,student,,,o2,\nr3,,,lea,primary,parent,,,o1,\nr4,,,prof,primary,teacher,,,o1,\nr5,,,mait,primary,teacher,,,o2,\n",
    ),
    (
        "enrollments.csv",
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\ne1,,,k1,o1,zoe,student,,,\ne2,,,k2,o1,zoe,student,,,\ne3,,,k2,o1,prof,teacher,true,,\ne4,,,k3,o2,tom,student,,,\ne5,,,k3,o2,mait,teacher,true,,\n",
    ),
    ("demographics.csv", "sourcedId,status,dateLastModified,birthDate\nzoe,,,2014-05-07\n"),
];

/// Writes the export into a folder, some words changed on the way.
fn write(test: &TestApp, name: &str, changes: &[(&str, &str)]) -> PathBuf {
    let folder = test.folder().join(name);
    fs::create_dir_all(&folder).unwrap();
    for (file, text) in FILES {
        let text = changes.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
        fs::write(folder.join(file), text).unwrap();
    }
    folder
}

/// Even when the last pupil of a school leaves.
fn bring(test: &TestApp, name: &str, changes: &[(&str, &str)]) -> Result<Report, ImportError> {
    let paths = [write(test, name, changes)];
    assert_eq!(Kind::guess(&paths).unwrap(), Some(Kind::OneRoster));
    let answers = Answers { departures: true, ..Answers::default() };
    let options = Options { answers, ..options(test) };
    import::run(&test.app.db, Kind::OneRoster, &paths, &options, &mut |_| {})
}

fn person(test: &TestApp, first: &'static str) -> i64 {
    test.look(move |tx| {
        tx.query_one(
            "SELECT p.person_id FROM directory_person p, directory_state t \
             WHERE p.first_name = $1 AND p.since <= t.current AND p.until > t.current",
            db::params![first],
            |row| row.get(0),
        )
    })
}

fn holds(test: &TestApp, first: &'static str, role: Role) -> bool {
    let (who, today) = (person(test, first), test.today());
    test.look(move |tx| api::ties(tx, who, today)).iter().any(|tie| tie.role == role)
}

/// What is taught, by class or group.
fn taught(test: &TestApp) -> Vec<(String, String)> {
    test.look(|tx| {
        tx.query(
            "SELECT g.name, c.label FROM directory_state t, directory_teaching c \
             JOIN directory_group g ON g.group_id = c.group_id \
             WHERE c.since <= t.current AND c.until > t.current AND c.is_open \
             AND g.since <= t.current AND g.until > t.current ORDER BY 1, 2",
            &[],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    })
}

both! {
    fn an_export_is_imported_and_the_same_files_change_nothing(backend) {
        let test = start(backend);
        let first = bring(&test, "one", &[]).unwrap();
        let said = first.summary;
        assert_eq!((said.schools, said.pupils, said.guardians, said.staff, said.kinships), (2, 2, 1, 2, 2));
        assert_eq!((said.added, said.rejected), (7, 0));
        assert!(holds(&test, "Léa", Role::Guardian) && holds(&test, "Claire", Role::Teacher));
        let words = |(group, label): (&str, &str)| (group.to_owned(), label.to_owned());
        assert_eq!(taught(&test), [("CE1 A", "Classe"), ("Français 6e A", "Français")].map(words));
        let again = bring(&test, "two", &[]).unwrap();
        assert_eq!((again.summary.unchanged, again.batch), (7, None));
    }

    fn who_is_no_longer_there_leaves_and_a_new_name_is_the_same_class(backend) {
        let test = start(backend);
        bring(&test, "one", &[]).unwrap();
        let without = [
            ("zoe,,,true,,Zoé,Martin,,,,lea,06\n", ""),
            ("r1,,,zoe,primary,student,,,o1,\n", ""),
            ("e1,,,k1,o1,zoe,student,,,\n", ""),
            ("e2,,,k2,o1,zoe,student,,,\n", ""),
            ("zoe,,,2014-05-07\n", ""),
            ("CE1 A", "CE1 des Pins"),
        ];
        let report = bring(&test, "two", &without).unwrap();
        assert_eq!((report.summary.leaving, report.summary.rejected), (1, 0));
        assert!(!holds(&test, "Zoé", Role::Pupil) && holds(&test, "Tom", Role::Pupil));
        assert_eq!(taught(&test)[0].0, "CE1 des Pins");
    }

    fn a_damaged_line_takes_nothing_from_whom_it_names(backend) {
        let test = start(backend);
        bring(&test, "one", &[]).unwrap();
        let report = bring(&test, "two", &[("e2,,,k2,o1,zoe,student,,,\n", "e2,,,k2,zoe\n")]).unwrap();
        assert_eq!((report.summary.rejected, report.summary.leaving), (1, 0));
        assert_eq!(report.rejects[0].code, "ragged");
        assert!(holds(&test, "Zoé", Role::Pupil));
    }

    fn only_what_changed_is_refused_with_a_sentence(backend) {
        let test = start(backend);
        let error = bring(&test, "one", &[("file.users,bulk", "file.users,delta")]).unwrap_err();
        assert!(error.to_string().contains("ask for a complete export"), "{error}");
    }
}
