//! The pages of schools, classes and imports: who sees what, and an import from end to end.

use std::{io::Write, path::Path};

use db::params;
use directory::edit;
use kernel::{Day, Role};
use testkit::{TestApp, both};

use crate::by_hand::{School, enter, start};
use crate::small::{AUNT, BARON, LINA, MOTHER, NOAH, Small, TOM, id};

/// Someone with a role, made by hand.
pub(crate) fn holder(test: &TestApp, role: Role, org: Option<i64>) -> i64 {
    test.arrange(move |tx| {
        let new = edit::NewPerson {
            category: "staff",
            last: "Roux",
            first: "Léa",
            title: "Mme",
            born: None,
        };
        let person = edit::create_person(tx, &new)?;
        let membership = edit::NewMembership {
            person,
            role,
            org,
            group: None,
            teaching: None,
            starts: Day(0),
            ends: Day::NEVER,
        };
        edit::add_membership(tx, &membership)?;
        Ok(person)
    })
}

pub(crate) fn org_of(test: &TestApp, key: &'static str) -> i64 {
    let person = id(test, key);
    test.look(move |tx| {
        tx.query_one(
            "SELECT org_id FROM directory_membership WHERE person_id = $1 LIMIT 1",
            params![person],
            |row| row.get(0),
        )
    })
}

pub(crate) fn class_of(test: &TestApp, key: &'static str) -> i64 {
    let person = id(test, key);
    test.look(move |tx| {
        tx.query_one(
            "SELECT group_id FROM directory_membership WHERE person_id = $1 AND group_id IS NOT NULL LIMIT 1",
            params![person],
            |row| row.get(0),
        )
    })
}

/// The exports as one archive, as an academy sends them.
pub(crate) fn archive(test: &TestApp, small: &Small, name: &str) -> Vec<u8> {
    zip_of(&small.write(test, name))
}

/// The files of a folder as one archive.
pub(crate) fn zip_of(folder: &Path) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&std::fs::read(entry.path()).unwrap()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

both! {
    fn an_import_is_compared_looked_at_and_published(backend) {
        let test = start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let page = manager.get("/annuaire/imports");
        assert!(page.says("Aucun import n’attend."));
        let bytes = archive(&test, &Small::new(), "one");
        let preview = manager
            .form(&page, "/annuaire/imports")
            .attach("fichiers", "aaf.zip", &bytes)
            .send();
        assert!(preview.says("Ce qui changera") && preview.says("Lina Moreau"), "{}", preview.text());
        assert!(manager.get("/etablissements").says("Aucun établissement"));

        let publish = format!("{}/publier", preview.path);
        let done = manager.form(&preview, &publish).send();
        assert!(done.says("Publié") && done.says("Ce qui a changé"), "{}", done.text());
        assert!(manager.get("/etablissements").says("Collège Jean Moulin"));
        assert_eq!(manager.form(&preview, &publish).send().status, 409);
        let report = manager.get(&format!("{}/rapport?format=json", done.path));
        assert!(report.body.contains("\"kinships\": 4"), "{}", report.body);
        assert!(manager.get("/annuaire/imports").says("12 ajouts"));
    }

    fn the_files_of_an_import_are_kept_until_it_is_given_up(backend) {
        let test = start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let page = manager.get("/annuaire/imports");
        let bytes = archive(&test, &Small::new(), "one");
        let preview = manager.form(&page, "/annuaire/imports").attach("fichiers", "aaf.zip", &bytes).send();
        let hash = test.look(|tx| tx.query_one("SELECT hash FROM directory_import_file", &[], |row| row.get::<String>(0)));
        let keeps = directory::module().keeps_file.unwrap();
        let kept = || {
            let hash = hash.clone();
            test.look(move |tx| keeps(tx, &hash))
        };
        assert!(kept());
        manager.form(&preview, &format!("{}/abandonner", preview.path)).send();
        assert!(!kept());
    }

    fn what_changed_since_the_preview_is_not_published(backend) {
        let test = start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        Small::new().import(&test, "one");
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let mut small = Small::new();
        small.person(LINA).first_name = "Rose".into();
        let page = manager.get("/annuaire/imports");
        let bytes = archive(&test, &small, "two");
        let preview = manager.form(&page, "/annuaire/imports").attach("fichiers", "a.zip", &bytes).send();
        assert!(preview.says("Prénom") && preview.says("Lina → Rose"), "{}", preview.text());
        small.person(NOAH).first_name = "Léo".into();
        small.import(&test, "three");
        let refused = manager.form(&preview, &format!("{}/publier", preview.path)).send();
        assert!(refused.says("a changé depuis la comparaison"), "{}", refused.text());
    }

    fn a_damaged_file_says_so_and_is_given_up(backend) {
        let test = start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        let manager = enter(&test, holder(&test, Role::Operator, None));
        let page = manager.get("/annuaire/imports");
        let failed = manager.form(&page, "/annuaire/imports").attach("fichiers", "x.xml", b"<?xml version=\"1.0\"?><a>").send();
        assert!(failed.says("Rien n’a changé"), "{}", failed.text());
        let list = manager.form(&failed, &format!("{}/abandonner", failed.path)).send();
        assert!(list.says("Aucun import n’attend."), "{}", list.text());
    }

    fn files_are_needed_and_a_demonstration_takes_none(backend) {
        let test = start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Démonstration", true));
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let page = manager.get("/annuaire/imports");
        let empty = manager.form(&page, "/annuaire/imports").send();
        assert_eq!((empty.status, empty.says("Choisissez au moins un fichier.")), (422, true));
        let refused = manager.form(&page, "/annuaire/imports").attach("fichiers", "x.xml", b"<a/>").send();
        assert!(refused.says("Une démonstration ne reçoit jamais"), "{}", refused.text());
    }

    fn an_import_cut_by_a_restart_says_so(backend) {
        let test = start(backend);
        test.arrange(|tx| {
            edit::create_territory(tx, "Vienne", false)?;
            tx.execute(
                "INSERT INTO directory_import (kind, state, person_id, started, ended, stage, done, total, report) \
                 VALUES ('aaf', 'comparing', 1, 0, NULL, 'reading', 3000, 0, '')",
                &[],
            )
        });
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        assert!(manager.get("/annuaire/imports/1").says("Actualiser"));
        directory::import::sweep_unfinished(&test.app.db, test.now()).unwrap();
        assert!(manager.get("/annuaire/imports/1").says("L’import a été interrompu."));
    }

    fn only_those_who_run_the_territory_import(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        for who in [BARON, "2D-13-501", LINA, MOTHER] {
            let visitor = enter(&test, id(&test, who));
            assert_eq!(visitor.get("/annuaire/imports").status, 403, "{who}");
            assert_eq!(visitor.get("/annuaire/imports/1").status, 403, "{who}");
        }
    }

    fn a_head_sees_their_school_and_no_other(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        let (mine, other) = (org_of(&test, LINA), org_of(&test, TOM));
        let head = enter(&test, id(&test, "2D-13-501"));
        let list = head.get("/etablissements");
        assert!(list.says("Collège Jean Moulin") && !list.says("Jules Ferry"));
        let school = head.get(&format!("/etablissements/{mine}"));
        assert!(school.says("6A") && !school.says("Lina"), "{}", school.text());
        assert_eq!(head.get(&format!("/etablissements/{other}")).status, 404);
        let class = head.get(&format!("/classes/{}", class_of(&test, LINA)));
        assert!(class.says("Lina Moreau") && class.says("Mme Baron") || class.says("Claire Baron"), "{}", class.text());
        assert!(!class.says("Sonia"));
        assert_eq!(head.get(&format!("/classes/{}", class_of(&test, TOM))).status, 404);
    }

    fn the_territory_counts_and_names_nobody(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let found = manager.get("/etablissements?q=ferry");
        assert!(found.says("École élémentaire Jules Ferry") && !found.says("Moulin"));
        let school = manager.get(&format!("/etablissements/{}", org_of(&test, TOM)));
        assert_eq!((school.status, school.says("Tom")), (200, false));
        assert_eq!(manager.get(&format!("/classes/{}", class_of(&test, TOM))).status, 404);
    }

    fn pupils_and_guardians_see_no_list_of_names(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        let class = format!("/classes/{}", class_of(&test, LINA));
        for who in [LINA, MOTHER, AUNT, TOM] {
            let visitor = enter(&test, id(&test, who));
            assert_eq!(visitor.get("/etablissements").status, 403, "{who}");
            assert_eq!(visitor.get(&class).status, 404, "{who}");
        }
        assert!(enter(&test, id(&test, BARON)).get(&class).says("Noah Martin"));
    }

    fn a_secretary_sees_the_pupils_of_their_school_alone(backend) {
        let test = start(backend);
        let mine = School::arrange(&test);
        let other = School::arrange_named(&test, "École du Parc");
        let secretary = enter(&test, mine.secretary);
        assert_eq!(secretary.get(&format!("/classes/{}", mine.class)).status, 200);
        assert_eq!(secretary.get(&format!("/classes/{}", other.class)).status, 404);
    }
}
