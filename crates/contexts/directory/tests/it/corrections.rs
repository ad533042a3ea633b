//! What a school corrected by hand holds before what a file says, until the file agrees.

use directory::{
    api, edit,
    feed::Responsibility,
    import::{self, Answers, Follow, Kind, Options, Report},
};
use kernel::{Day, Role, Target, TargetKind};
use testkit::{TestApp, Visitor, both};

use crate::{
    by_hand::enter,
    pages::{archive, holder, org_of},
    small::{self, AUNT, FATHER, LINA, NOAH, Small, id, options},
};

const HEAD: &str = "2D-13-501";

fn start(backend: testkit::Backend) -> TestApp {
    let test = crate::by_hand::start(backend);
    test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
    Small::new().import(&test, "one");
    test
}

/// The path of Lina's file in her school.
fn lina(test: &TestApp) -> String {
    format!("/etablissements/{}/eleves/{}", org_of(test, LINA), id(test, LINA))
}

fn correct(test: &TestApp, head: &Visitor, field: &str, value: &str) {
    let action = format!("{}/corriger", lina(test));
    let page = head.get(&action);
    assert_eq!(head.form(&page, &action).fill(field, value).send().path, lina(test));
}

/// The territory, once Lina was born another day: her record is compared again.
fn changed(day: i8) -> Small {
    let mut small = Small::new();
    small.person(LINA).birth_date = Day::new(2015, 4, day);
    small
}

fn follow(test: &TestApp, small: &Small, name: &str, follow: Follow) -> Report {
    let answers = Answers { follow, ..Answers::default() };
    let paths = [small.write(test, name)];
    let options = Options { answers, ..options(test) };
    import::run(&test.app.db, Kind::Aaf, &paths, &options, &mut |_| {}).unwrap()
}

fn first_name(test: &TestApp) -> String {
    let who = id(test, LINA);
    test.look(move |tx| api::name(tx, who)).unwrap().first
}

fn corrections(test: &TestApp) -> i64 {
    test.look(|tx| tx.query_one("SELECT COUNT(*) FROM directory_correction", &[], |row| row.get(0)))
}

/// The classes of Lina today, by name.
fn classes(test: &TestApp) -> Vec<String> {
    let (who, today) = (id(test, LINA), test.today());
    test.look(move |tx| {
        let ties = api::ties(tx, who, today)?;
        let groups: Vec<i64> = ties
            .iter()
            .filter(|tie| tie.role == Role::Pupil && tie.target.kind == TargetKind::Group)
            .map(|tie| tie.target.id)
            .collect();
        let mut names: Vec<_> =
            api::groups(tx, &groups)?.into_values().map(|group| group.name).collect();
        names.sort();
        Ok(names)
    })
}

/// Who has the rights of a guardian on Lina.
fn is_guardian(test: &TestApp, key: &'static str) -> bool {
    let (who, child, today) = (id(test, key), id(test, LINA), test.today());
    let ties = test.look(move |tx| api::ties(tx, who, today));
    ties.iter().any(|tie| tie.role == Role::Guardian && tie.target == Target::person(child))
}

/// Two classes, so that a pupil may be moved from one to the other.
fn two_classes(mut small: Small) -> Small {
    small::put_in(small.person(NOAH), "6B");
    small
}

fn move_to(test: &TestApp, head: &Visitor, class: &'static str) {
    let action = format!("{}/classe", lina(test));
    let page = head.get(&action);
    let to: i64 = test.look(move |tx| {
        let sql = "SELECT MAX(group_id) FROM directory_group WHERE name = $1";
        tx.query_one(sql, db::params![class], |row| row.get(0))
    });
    let moved = head.form(&page, &action).fill("classe", &to.to_string()).send();
    assert!(moved.says(class), "{}", moved.text());
}

both! {
    fn a_corrected_name_holds_until_the_file_says_the_same(backend) {
        let test = start(backend);
        let head = enter(&test, id(&test, HEAD));
        correct(&test, &head, "prenom", "Léna");
        let said = changed(5).import(&test, "two");
        assert_eq!((said.summary.changed, said.summary.kept), (1, 1));
        let conflict = &said.conflicts[0];
        assert_eq!((conflict.field.as_str(), conflict.feed.as_str(), conflict.corrected.as_str()), ("first-name", "Lina", "Léna"));
        assert_eq!((conflict.by.as_str(), conflict.at, conflict.is_kept), ("Marc Leroy", test.now(), true));
        assert_eq!((first_name(&test).as_str(), corrections(&test)), ("Léna", 1));
        assert_eq!(changed(5).import(&test, "again").batch, None);

        let mut agrees = changed(5);
        agrees.person(LINA).first_name = "LÉNA".into();
        let said = agrees.import(&test, "three");
        assert_eq!((said.summary.kept, said.conflicts.len(), corrections(&test)), (0, 0, 0));
        assert_eq!(first_name(&test), "Léna");
        agrees.person(LINA).first_name = "Lola".into();
        agrees.import(&test, "four");
        assert_eq!(first_name(&test), "Lola");
    }

    fn the_preview_shows_what_was_corrected_and_lets_the_file_be_followed(backend) {
        let test = start(backend);
        let head = enter(&test, id(&test, HEAD));
        correct(&test, &head, "prenom", "Léna");
        correct(&test, &head, "nom", "Moreau-Petit");
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let page = manager.get("/annuaire/imports");
        let bytes = archive(&test, &changed(5), "two");
        let preview = manager.form(&page, "/annuaire/imports").attach("fichiers", "aaf.zip", &bytes).send();
        assert!(preview.says("Ce que l’établissement a corrigé") && preview.says("par Marc Leroy"), "{}", preview.text());
        let boxes = preview.attributes("input[name=suivre]", "value");
        assert_eq!(boxes.len(), 2);
        // They come in the order of their fields: the first name, then the last.
        let done = manager.form(&preview, &format!("{}/publier", preview.path)).fill("suivre", &boxes[0]).send();
        assert!(done.says("Publié") && done.says("Fichier suivi") && done.says("Correction gardée"), "{}", done.text());
        let who = id(&test, LINA);
        let name = test.look(move |tx| api::name(tx, who)).unwrap();
        assert_eq!((name.full().as_str(), corrections(&test)), ("Lina Moreau-Petit", 1));
    }

    fn a_class_given_by_hand_holds_and_gives_way(backend) {
        let test = start(backend);
        two_classes(Small::new()).import(&test, "classes");
        let head = enter(&test, id(&test, HEAD));
        move_to(&test, &head, "6B");
        assert_eq!(classes(&test), ["6B"]);
        let said = two_classes(changed(5)).import(&test, "two");
        assert_eq!((said.summary.kept, said.conflicts[0].field.as_str()), (1, "class"));
        assert_eq!((said.conflicts[0].feed.as_str(), said.conflicts[0].corrected.as_str()), ("6A", "6B"));
        assert_eq!(classes(&test), ["6B"]);
        let dry = Follow::Everywhere;
        let followed = follow(&test, &two_classes(changed(6)), "three", dry);
        assert_eq!((followed.summary.kept, followed.conflicts[0].is_kept), (0, false));
        assert_eq!((classes(&test), corrections(&test)), (vec!["6A".to_owned()], 0));
    }

    fn a_class_given_by_hand_becomes_the_files_once_it_agrees(backend) {
        let test = start(backend);
        two_classes(Small::new()).import(&test, "classes");
        let head = enter(&test, id(&test, HEAD));
        move_to(&test, &head, "6B");
        let mut agrees = two_classes(Small::new());
        small::put_in(agrees.person(LINA), "6B");
        let said = agrees.import(&test, "two");
        assert_eq!((said.summary.kept, corrections(&test)), (0, 0));
        assert_eq!(classes(&test), ["6B"]);
        two_classes(Small::new()).import(&test, "three");
        assert_eq!(classes(&test), ["6A"]);
    }

    fn a_departure_noted_by_hand_holds(backend) {
        let test = start(backend);
        let head = enter(&test, id(&test, HEAD));
        let page = head.get(&lina(&test));
        let yesterday = test.today().plus(-1).to_string();
        head.form(&page, &format!("{}/depart", lina(&test))).fill("dernier-jour", &yesterday).send();
        assert_eq!(classes(&test), Vec::<String>::new());
        let said = changed(5).import(&test, "two");
        assert_eq!((said.summary.kept, said.conflicts[0].corrected.as_str()), (1, ""));
        assert_eq!(classes(&test), Vec::<String>::new());
        follow(&test, &changed(6), "three", Follow::Some([said.conflicts[0].id].into()));
        assert_eq!((classes(&test), corrections(&test)), (vec!["6A".to_owned()], 0));
    }

    fn a_guardian_removed_or_raised_by_hand_stays_so(backend) {
        let test = start(backend);
        let head = enter(&test, id(&test, HEAD));
        for (key, level) in [(FATHER, "0"), (AUNT, "1")] {
            let action = format!("{}/responsables/{}", lina(&test), id(&test, key));
            let page = head.get(&lina(&test));
            head.form(&page, &action).fill("niveau", level).send();
        }
        assert!(!is_guardian(&test, FATHER) && is_guardian(&test, AUNT));
        let said = changed(5).import(&test, "two");
        assert_eq!(said.summary.kept, 2);
        let about: Vec<_> = said.conflicts.iter().map(|one| (one.about.as_str(), one.feed.as_str(), one.corrected.as_str())).collect();
        assert_eq!(about, [("Paul Moreau", "1", "0"), ("Inès Dupont", "3", "1")]);
        assert!(!is_guardian(&test, FATHER) && is_guardian(&test, AUNT));

        let mut agrees = changed(5);
        for link in &mut agrees.person(LINA).kinships {
            if *link.guardian == *AUNT {
                link.level = Responsibility::Legal;
            }
        }
        assert_eq!(agrees.import(&test, "three").summary.kept, 1);
        assert_eq!(corrections(&test), 1);
        follow(&test, &changed(6), "four", Follow::Everywhere);
        assert!(is_guardian(&test, FATHER) && !is_guardian(&test, AUNT));
        assert_eq!(corrections(&test), 0);
    }

    fn an_import_that_fails_keeps_every_correction(backend) {
        let test = start(backend);
        let head = enter(&test, id(&test, HEAD));
        correct(&test, &head, "prenom", "Léna");
        let (db, mut met) = (test.app.db.clone(), false);
        let answers = Answers { follow: Follow::Everywhere, ..Answers::default() };
        let options = Options { answers, ..options(&test) };
        let paths = [changed(5).write(&test, "two")];
        let cut = import::run(&test.app.db, Kind::Aaf, &paths, &options, &mut |progress| {
            if progress.stage == import::Stage::Applying && !met {
                met = true;
                db.write_blocking(|tx| {
                    tx.execute("UPDATE directory_state SET staged = NULL", &[]).map(drop)
                }).unwrap();
            }
        });
        assert!(cut.is_err());
        assert_eq!((first_name(&test).as_str(), corrections(&test)), ("Léna", 1));
    }
}
