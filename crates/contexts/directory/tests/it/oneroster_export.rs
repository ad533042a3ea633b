//! What the directory gives back as OneRoster: it comes back without a change, and goes elsewhere
//! as it was.

use std::{
    fs,
    path::{Path, PathBuf},
};

use db::params;
use directory::{
    api, edit,
    export::{ExportError, to_folder},
    feed::Uai,
    import::{self, Kind, Report},
};
use kernel::{Day, Role};
use testkit::{TestApp, both};

use crate::by_hand::{self, enter};
use crate::pages::{class_of, holder, org_of};
use crate::small::{LINA, NOAH, Small, TOM, college, id, options, start};

fn export(test: &TestApp, name: &str, school: Option<Uai>) -> PathBuf {
    let folder = test.folder().join(name);
    to_folder(&test.app.db, school, (test.today(), test.now()), &folder).unwrap();
    folder
}

fn bring(test: &TestApp, folder: &Path) -> Report {
    let paths = [folder.to_path_buf()];
    assert_eq!(Kind::guess(&paths).unwrap(), Some(Kind::OneRoster));
    import::run(&test.app.db, Kind::OneRoster, &paths, &options(test), &mut |_| {}).unwrap()
}

fn texts(folder: &Path) -> Vec<(String, String)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut texts: Vec<_> = files
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, fs::read_to_string(file.path()).unwrap())
        })
        .collect();
    texts.sort();
    texts
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn join(test: &TestApp, kept: i64, gone: i64) {
    let now = test.now();
    test.arrange(move |tx| {
        tx.execute(
            "INSERT INTO directory_same (person_id, into_id, root_id, at) VALUES ($1, $2, $2, $3)",
            params![gone, kept, now],
        )
    });
}

/// A class, a pupil and a tie that nobody but a hand made.
fn by_hand_too(test: &TestApp, org: i64) {
    test.arrange(move |tx| {
        let class = edit::create_group(tx, org, true, "6e Z", &["6e"], 2026)?;
        let new = edit::NewPerson {
            category: "pupil",
            last: "Faure",
            first: "Ana",
            title: "",
            born: Day::new(2015, 1, 2),
        };
        let person = edit::create_person(tx, &new)?;
        edit::add_membership(
            tx,
            &edit::NewMembership {
                person,
                role: Role::Pupil,
                org: Some(org),
                group: Some(class),
                teaching: None,
                starts: Day::new(2026, 11, 2).unwrap(),
                ends: Day::NEVER,
            },
        )
    });
}

both! {
    fn what_is_exported_comes_back_without_a_change(backend) {
        let test = start(backend);
        Small::new().import(&test, "aaf");
        by_hand_too(&test, org_of(&test, LINA));
        let all = bring(&test, &export(&test, "all", None));
        assert_eq!((all.summary.added, all.summary.changed, all.summary.leaving), (0, 0, 0), "{all:?}");
        assert_eq!((all.summary.rejected, all.batch), (0, None), "{:?}", all.rejects);
        assert_eq!((all.summary.schools, all.summary.pupils), (2, 4));
        let one = bring(&test, &export(&test, "one", Some(college())));
        assert_eq!((one.summary.schools, one.summary.pupils, one.batch), (1, 3, None));
        let aaf = Small::new().import(&test, "again");
        assert_eq!(aaf.batch, None, "the feeds go on as before");
    }

    fn an_empty_territory_gives_the_same_files_back(backend) {
        let test = start(backend.clone());
        Small::new().import(&test, "aaf");
        by_hand_too(&test, org_of(&test, LINA));
        let first = export(&test, "first", None);
        let other = start(backend);
        let report = bring(&other, &first);
        assert_eq!((report.summary.rejected, report.summary.pupils), (0, 4), "{:?}", report.rejects);
        assert_eq!(texts(&export(&other, "second", None)), texts(&first));
        assert_eq!(bring(&other, &first).batch, None);
        let lina = other.look(|tx| tx.query_one("SELECT MAX(person_id) FROM directory_person WHERE first_name = 'Lina'", &[], |row| row.get::<i64>(0)));
        let guardians = other.look(move |tx| api::guardians_count(tx, lina));
        assert_eq!(guardians, 2, "a person to call is still no guardian");
    }

    fn two_records_of_one_person_are_one_user(backend) {
        let test = start(backend);
        Small::new().import(&test, "aaf");
        join(&test, id(&test, LINA), id(&test, TOM));
        let folder = export(&test, "joined", None);
        let users = text(&folder, "users.csv");
        assert!(users.contains("Lina") && !users.contains("Tom"), "{users}");
        assert_eq!(text(&folder, "enrollments.csv").matches(",student,").count(), 5, "6A twice, with its subject, and the class of the école");
        assert_eq!(bring(&test, &folder).batch, None);
    }

    fn an_older_export_takes_nothing_away(backend) {
        let test = start(backend);
        Small::new().import(&test, "aaf");
        by_hand_too(&test, org_of(&test, LINA));
        let folder = export(&test, "one", None);
        let path = folder.join("users.csv");
        fs::write(&path, text(&folder, "users.csv").replace("Noah", "Noé")).unwrap();
        let report = bring(&test, &folder);
        assert_eq!((report.summary.added, report.summary.leaving, report.summary.rejected), (1, 0, 0));
        let noah = id(&test, NOAH);
        assert_eq!(test.look(move |tx| api::name(tx, noah)).unwrap().first, "Noah", "who was known first decides");
        let classes = test.look(|tx| tx.query_one("SELECT COUNT(*) FROM directory_group g, directory_state t WHERE g.since <= t.current AND g.until > t.current", &[], |row| row.get::<i64>(0)));
        assert_eq!(classes, 3, "no class is there twice");
        assert_eq!(bring(&test, &folder).batch, None);
    }

    fn a_school_that_is_not_there_is_said(backend) {
        let test = start(backend);
        let folder = test.folder().join("none");
        let day = (test.today(), test.now());
        let error = to_folder(&test.app.db, Some(college()), day, &folder).unwrap_err();
        assert!(matches!(error, ExportError::NoSchool(_)));
        assert!(!folder.exists());
    }

    fn the_head_takes_the_school_and_the_journal_says_so(backend) {
        let test = by_hand::start(backend);
        Small::new().import(&test, "aaf");
        let org = org_of(&test, LINA);
        let head = enter(&test, holder(&test, Role::Head, Some(org)));
        let path = format!("/etablissements/{org}/exporter");
        let page = head.get(&path);
        assert!(head.get(&format!("/etablissements/{org}")).says("Exporter"));
        let archive = head.form(&page, &path).send();
        assert_eq!(archive.status, 200);
        assert!(archive.body.starts_with("PK"), "an archive");
        assert!(head.get(&format!("/etablissements/{org}/journal")).says("a exporté l’établissement"));
        let secretary = enter(&test, holder(&test, Role::Secretariat, Some(org)));
        let page = secretary.get(&path);
        assert!(page.says("Liste des élèves") && !page.says("OneRoster"));
        let list = secretary.get(&format!("{path}/eleves"));
        assert!(list.body.contains("Moreau;Lina;6A"), "{}", list.body);
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        assert_eq!(manager.get(&path).status, 404);
        assert_eq!(manager.get(&format!("{path}/eleves")).status, 404);
    }

    fn whoever_sees_a_class_takes_its_list(backend) {
        let test = by_hand::start(backend);
        Small::new().import(&test, "aaf");
        let (class, org) = (class_of(&test, LINA), org_of(&test, LINA));
        let head = enter(&test, holder(&test, Role::Head, Some(org)));
        assert!(head.get(&format!("/classes/{class}")).says("Liste de la classe (CSV)"));
        let list = head.get(&format!("/classes/{class}/liste"));
        assert!(list.body.contains("Moreau;Lina"), "{}", list.body);
        assert!(head.get(&format!("/etablissements/{org}/journal")).says("a exporté une liste"));
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        assert_eq!(manager.get(&format!("/classes/{class}/liste")).status, 404);
    }
}
