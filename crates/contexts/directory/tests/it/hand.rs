//! A secretary's morning: classes, pupils, guardians and parts of a school made by hand, and taken
//! back.

use db::params;
use directory::{api, edit};
use kernel::{Role, Target, Tie};
use testkit::{Page, TestApp, Visitor, both};

use crate::by_hand::{self, School, enter};

fn ties(test: &TestApp, person: i64) -> Vec<Tie> {
    let today = test.today();
    test.look(move |tx| api::ties(tx, person, today))
}

fn named(test: &TestApp, last: &'static str) -> i64 {
    test.look(move |tx| {
        tx.query_one(
            "SELECT MAX(person_id) FROM directory_person WHERE last_name = $1",
            params![last],
            |row| row.get(0),
        )
    })
}

/// Adds a pupil to the class of the school; the page of their file.
fn add_pupil(visitor: &Visitor, school: &School, last: &str) -> Page {
    let page = visitor.get(&format!("/classes/{}/eleves/nouveau", school.class));
    visitor
        .form(&page, &format!("/classes/{}/eleves", school.class))
        .fill("nom", last)
        .fill("prenom", "Zoé")
        .fill("naissance", "2017-05-04")
        .send()
}

/// Takes back what was done last.
fn undo(visitor: &Visitor) -> Page {
    let page = visitor.get("/annuaire/corbeille");
    let action =
        page.actions().into_iter().find(|action| action.starts_with("/annuaire/corbeille/"));
    visitor.form(&page, &action.unwrap()).send()
}

fn add_guardian(visitor: &Visitor, file: &Page, last: &str, email: &str) -> Page {
    let page = visitor.get(&format!("{}/responsables/nouveau", file.path));
    visitor
        .form(&page, &format!("{}/responsables", file.path))
        .fill("nom", last)
        .fill("prenom", "Inès")
        .fill("courriel", email)
        .fill("niveau", "1")
        .send()
}

both! {
    fn a_class_made_by_hand_has_its_pupils_and_is_closed_and_opened_again(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let secretary = enter(&test, school.secretary);
        let page = secretary.get(&format!("/etablissements/{}/classes/nouvelle", school.org));
        let form = || secretary.form(&page, &format!("/etablissements/{}/classes", school.org));
        let refused = form().fill("nom", "cm1").send();
        assert_eq!(refused.status, 422);
        assert!(refused.says("porte déjà ce nom"), "{}", refused.text());
        let made = form().fill("nom", "CP A").fill("niveaux", "CP, CE1").send();
        assert!(made.says("CP A") && made.says("CP, CE1"), "{}", made.text());
        assert_eq!(form().fill("nom", "CP A").fill("niveaux", "CP, CE1").send().path, made.path);

        let change = secretary.get(&format!("/classes/{}/modifier", school.class));
        let renamed = secretary.form(&change, &format!("/classes/{}/modifier", school.class)).fill("nom", "CM1 B").send();
        assert!(renamed.says("CM1 B"));
        let change = secretary.get(&format!("/classes/{}/modifier", school.class));
        let closed = secretary.form(&change, &format!("/classes/{}/fermer", school.class)).send();
        assert!(!closed.links("CM1 B").iter().any(|path| path.starts_with("/classes/")), "{}", closed.text());
        assert!(ties(&test, school.pupil).is_empty());
        assert_eq!(undo(&secretary).status, 200);
        assert!(ties(&test, school.pupil).contains(&Tie { role: Role::Pupil, target: Target::group(school.class) }));
    }

    fn a_pupil_is_added_once_moved_corrected_and_leaves(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let secretary = enter(&test, school.secretary);
        let file = add_pupil(&secretary, &school, "Girard");
        assert!(file.says("Zoé Girard") && file.says("Aucun responsable"), "{}", file.text());
        let again = add_pupil(&secretary, &school, "Girard");
        assert_eq!(again.status, 422);
        assert!(again.says("C’est bien un autre élève"));

        let correct = secretary.get(&format!("{}/corriger", file.path));
        let corrected = secretary.form(&correct, &format!("{}/corriger", file.path)).fill("prenom", "Zélie").send();
        assert!(corrected.says("Zélie Girard"), "{}", corrected.text());
        let group = secretary.get(&format!("/etablissements/{}/classes/nouvelle", school.org));
        secretary.form(&group, &format!("/etablissements/{}/classes", school.org)).fill("nom", "CM2").send();
        let pupil = named(&test, "Girard");
        let to = secretary.get(&format!("{}/classe", file.path));
        let moved = secretary.form(&to, &format!("{}/classe", file.path)).send();
        assert!(moved.says("CM2"), "{}", moved.text());
        assert!(!ties(&test, pupil).contains(&Tie { role: Role::Pupil, target: Target::group(school.class) }));
        assert_eq!(undo(&secretary).status, 200);
        assert!(ties(&test, pupil).contains(&Tie { role: Role::Pupil, target: Target::group(school.class) }));

        let file = secretary.get(&file.path);
        secretary.form(&file, &format!("{}/depart", file.path)).fill("dernier-jour", &test.today().plus(-1).to_string()).send();
        assert!(ties(&test, pupil).is_empty());
        assert_eq!(secretary.get(&file.path).status, 404);
        undo(&secretary);
        assert_eq!(secretary.get(&file.path).status, 200);
    }

    fn a_guardian_is_one_person_for_all_their_children_and_has_the_rights_of_their_level(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let secretary = enter(&test, school.secretary);
        let one = add_pupil(&secretary, &school, "Girard");
        let added = add_guardian(&secretary, &one, "Girard-Petit", "ines@example.org");
        assert!(added.says("Inès Girard-Petit") && added.says("Responsable légal"), "{}", added.text());
        let two = add_pupil(&secretary, &school, "Petit");
        let known = add_guardian(&secretary, &two, "Girard-Petit", "ines@example.org");
        assert!(known.says("ines@example.org"), "{}", known.text());
        assert_eq!(add_guardian(&secretary, &two, "Girard-Petit", "ines@example.org").status, 422);
        let guardian = named(&test, "Girard-Petit");
        let children = |test: &TestApp| ties(test, guardian).iter().filter(|tie| tie.target.kind == kernel::TargetKind::Person).count();
        assert_eq!(children(&test), 2);

        let action = format!("{}/responsables/{guardian}", two.path);
        let file = secretary.get(&two.path);
        secretary.form(&file, &action).fill("niveau", "3").send();
        assert_eq!(children(&test), 1);
        let file = secretary.get(&two.path);
        secretary.form(&file, &action).fill("niveau", "0").send();
        assert!(secretary.get(&two.path).says("Aucun responsable"));
        undo(&secretary);
        undo(&secretary);
        assert_eq!(children(&test), 2);
    }

    fn a_substitute_is_given_by_page_and_ended_at_once(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let secretary = enter(&test, school.secretary);
        let path = format!("/etablissements/{}", school.org);
        let page = secretary.get(&format!("{path}/missions/nouvelle?nature=remplacement"));
        let form = || secretary.form(&page, &format!("{path}/missions")).fill("personne", "");
        let refused = form().send();
        assert_eq!(refused.status, 422);
        let given = form().fill("nom", "Faure").fill("prenom", "Luc").fill("fin", &test.today().plus(13).to_string()).send();
        assert!(given.says("Faure remplace Mme Baron"), "{}", given.text());
        let substitute = named(&test, "Faure");
        let teaches = Tie { role: Role::Teacher, target: Target::teaching(school.teaching) };
        assert!(ties(&test, substitute).contains(&teaches));
        let end = given.actions().into_iter().find(|action| action.ends_with("/terminer")).unwrap();
        secretary.form(&given, &end).send();
        assert!(ties(&test, substitute).is_empty());
        undo(&secretary);
        assert!(ties(&test, substitute).contains(&teaches));
        undo(&secretary);
        assert!(ties(&test, substitute).is_empty());
    }

    fn a_form_is_remembered_for_a_while_and_then_forgotten(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let secretary = enter(&test, school.secretary);
        let path = format!("/classes/{}", school.class);
        let page = secretary.get(&format!("{path}/eleves/nouveau"));
        let send = || {
            let form = secretary.form(&page, &format!("{path}/eleves"));
            form.fill("nom", "Girard").fill("prenom", "Zoé").fill("naissance", "2017-05-04").send().path
        };
        let forget = |later| {
            let room = directory::module();
            let schedule = room.schedules.iter().find(|one| one.name == "directory.forget-sent").unwrap();
            let (run, at) = (schedule.run, test.now().plus_seconds(later));
            test.arrange(move |tx| {
                run(tx, at).unwrap();
                Ok(())
            });
        };
        let first = send();
        forget(0);
        assert_eq!(send(), first);
        forget(365 * 24 * 3_600);
        assert_ne!(send(), first);
    }

    fn what_is_sent_twice_is_one_change(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let secretary = enter(&test, school.secretary);
        let path = format!("/classes/{}", school.class);
        let page = secretary.get(&format!("{path}/eleves/nouveau"));
        let form = || {
            let form = secretary.form(&page, &format!("{path}/eleves"));
            form.fill("nom", "Girard").fill("prenom", "Zoé").fill("naissance", "2017-05-04")
        };
        assert_eq!(form().send().path, form().send().path);
        let class = secretary.get(&path);
        assert_eq!(class.text().matches("Zoé Girard").count(), 1);

        let change = secretary.get(&format!("{path}/modifier"));
        let close = || secretary.form(&change, &format!("{path}/fermer")).send();
        assert_eq!(close().status, 200);
        assert_eq!(close().status, 200);
        for end in ["modifier", "eleves/nouveau"] {
            assert_eq!(secretary.get(&format!("{path}/{end}")).status, 404, "a closed class: {end}");
        }
        let trash = secretary.get("/annuaire/corbeille");
        let lines = trash.actions().iter().filter(|action| action.starts_with("/annuaire/corbeille/")).count();
        assert_eq!(lines, 2);
        let action = trash.actions().into_iter().find(|action| action.starts_with("/annuaire/corbeille/")).unwrap();
        for _ in 0..2 {
            assert_eq!(secretary.form(&trash, &action).send().status, 200);
        }
        assert!(secretary.get(&path).says("Zoé Girard"));
    }

    fn a_secretary_gives_no_more_than_they_have(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let other = School::arrange_named(&test, "École du Pont");
        let secretary = enter(&test, school.secretary);
        let path = format!("/etablissements/{}", school.org);
        assert_eq!(secretary.get(&format!("{path}/missions/nouvelle?nature=delegation")).status, 404);
        let page = secretary.get(&format!("{path}/missions/nouvelle?nature=fonction"));
        let form = || secretary.form(&page, &format!("{path}/missions"));
        let head = form().fill("role", "head").fill("personne", &school.teacher.to_string()).send();
        assert_eq!(head.status, 422);
        let oneself = form().fill("role", "teacher").fill("personne", &school.secretary.to_string()).send();
        assert!(oneself.says("Vous ne pouvez pas vous confier cela"), "{}", oneself.text());
        assert_eq!(secretary.get(&format!("/etablissements/{}/personnels", other.org)).status, 404);
        assert_eq!(secretary.get(&format!("/etablissements/{}/eleves/{}", school.org, other.pupil)).status, 404);
        assert_eq!(secretary.get(&format!("{path}/missions/nouvelle?nature=accompagnement&eleve={}", other.pupil)).status, 404);
    }

    fn a_head_delegates_for_a_time_and_the_territory_for_several_schools(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        School::arrange_named(&test, "École du Pont");
        let head = enter(&test, school.head);
        let path = format!("/etablissements/{}", school.org);
        let until = test.today().plus(20).to_string();
        let page = head.get(&format!("{path}/missions/nouvelle?nature=delegation"));
        let given = head
            .form(&page, &format!("{path}/missions"))
            .fill("role", "secretariat")
            .fill("personne", &school.teacher.to_string())
            .fill("fin", &until)
            .send();
        assert!(given.says("par délégation : Secrétariat"), "{}", given.text());
        assert!(ties(&test, school.teacher).contains(&Tie { role: Role::Secretariat, target: Target::org(school.org) }));
        let secretary = enter(&test, school.secretary);
        let staff = secretary.get(&format!("{path}/personnels"));
        let end = staff.actions().into_iter().find(|action| action.ends_with("/terminer")).unwrap();
        assert_eq!(secretary.form(&staff, &end).send().status, 422);

        let manager = enter(&test, by_hand::manager(&test));
        let page = manager.get("/annuaire/delegations/nouvelle");
        let list = manager
            .form(&page, "/annuaire/delegations")
            .fill("role", "commune-agent")
            .fill("commune", "Val")
            .fill("nom", "Mercier")
            .fill("prenom", "Paul")
            .fill("fin", &until)
            .send();
        assert!(list.says("École des Tilleuls, École du Pont"), "{}", list.text());
        let agent = named(&test, "Mercier");
        let visitor = enter(&test, agent);
        assert!(visitor.get("/etablissements").says("École du Pont"));
        let seen = visitor.get(&path);
        assert!(seen.says("CM1") && !seen.says("Moreau"));
        assert_eq!(visitor.get(&format!("/classes/{}", school.class)).status, 404);
        manager.form(&list, &format!("/annuaire/delegations/{agent}/terminer")).send();
        assert!(ties(&test, agent).is_empty());

        let name = |organisme: &str| {
            let page = manager.get("/annuaire/delegations/nouvelle");
            let form = manager.form(&page, "/annuaire/delegations").fill("role", "funder");
            let form = if organisme.is_empty() { form } else { form.fill("organisme", organisme) };
            form.fill("nom", "Rivage").fill("prenom", "Ida").fill("fin", &until).send()
        };
        assert!(name("").says("Ajoutez d’abord l’organisme"));
        let bank = test.arrange(|tx| edit::create_funder(tx, "bank", "Banque des Rivières"));
        let list = name(&bank.to_string());
        assert!(list.says("Banque des Rivières") && list.says("Financeur"), "{}", list.text());
        let funder = named(&test, "Rivage");
        let reads = [Target::org(bank), Target::TERRITORY].map(|target| Tie { role: Role::Funder, target });
        assert_eq!(ties(&test, funder), reads, "its own conventions, and what is published for all");
        assert!(!manager.get("/etablissements").says("Banque des Rivières"), "it is no school");
        manager.form(&list, &format!("/annuaire/delegations/{funder}/terminer")).send();
        assert!(ties(&test, funder).is_empty());
    }

    fn an_assistant_is_given_a_pupil_from_their_file_and_a_colleague_shares_a_teaching(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let secretary = enter(&test, school.secretary);
        let path = format!("/etablissements/{}", school.org);
        let file = secretary.get(&format!("{path}/eleves/{}", school.pupil));
        let support = file.links("accompagnant").into_iter().next().unwrap();
        let page = secretary.get(&support);
        assert!(page.says("Alix Moreau"));
        secretary.form(&page, &format!("{path}/missions")).fill("nom", "Roy").fill("prenom", "Léo").send();
        assert!(ties(&test, named(&test, "Roy")).contains(&Tie { role: Role::SupportAssistant, target: Target::person(school.pupil) }));
        assert!(secretary.get(&format!("{path}/personnels")).says("Roy accompagne Alix Moreau"));
        let manager = enter(&test, by_hand::manager(&test));
        let seen = manager.get(&format!("{path}/personnels"));
        assert!(seen.status == 200 && !seen.says("Moreau"), "{}", seen.text());
        let page = secretary.get(&format!("{path}/missions/nouvelle?nature=enseignement"));
        let other = secretary.get(&format!("/classes/{}/enseignements/nouveau", school.class));
        let add = || secretary.form(&other, &format!("/classes/{}/enseignements", school.class));
        assert_eq!(add().fill("matiere", "classe").send().status, 422);
        assert!(add().fill("matiere", "Anglais").send().says("CM1, Anglais"));
        secretary.form(&page, &format!("{path}/missions")).fill("nom", "Colin").fill("prenom", "Léo").send();
        assert!(ties(&test, named(&test, "Colin")).contains(&Tie { role: Role::Teacher, target: Target::teaching(school.teaching) }));
    }

    fn what_changed_since_is_not_taken_back(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let secretary = enter(&test, school.secretary);
        let file = add_pupil(&secretary, &school, "Girard");
        let before = secretary.get("/annuaire/corbeille");
        let action = before.actions().into_iter().find(|action| action.starts_with("/annuaire/corbeille/")).unwrap();
        let page = secretary.get(&format!("{}/corriger", file.path));
        secretary.form(&page, &format!("{}/corriger", file.path)).fill("nom", "Gérard").send();
        let refused = secretary.form(&before, &action).send();
        assert_eq!(refused.status, 409);
        assert!(secretary.get(&file.path).says("Gérard"));
        assert_eq!(enter(&test, school.head).form(&before, &action).send().status, 403);
    }

    fn the_journal_of_a_school_is_its_heads_and_says_who_read_what(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let secretary = enter(&test, school.secretary);
        let file = add_pupil(&secretary, &school, "Girard");
        secretary.get(&file.path);
        let path = format!("/etablissements/{}/journal", school.org);
        assert_eq!(secretary.get(&path).status, 404);
        let head = enter(&test, school.head);
        let page = head.get(&path);
        assert!(page.says("Mme Lemoine a ajouté un élève") && page.says("Zoé Girard"), "{}", page.text());
        assert_eq!(page.text().matches("a lu la fiche d’un élève").count(), 1);
        assert!(page.says("Mme Roux a lu le journal"));
        let classes = head.get(&format!("{path}?nature=classes&jour={}&personne={}", test.today(), school.secretary));
        assert!(classes.says("Aucune ligne"), "{}", classes.text());
        let pupils = head.get(&format!("{path}?nature=eleves&jour={}&personne={}&page=1", test.today(), school.secretary));
        assert!(pupils.says("a ajouté un élève"));
        let export = head.get(&format!("{path}/export?nature=eleves"));
        assert!(export.body.contains("Mme Lemoine a ajouté un élève;Zoé Girard"), "{}", export.body);
        assert!(head.get(&path).says("Mme Roux a exporté le journal"));

        let operator = enter(&test, by_hand::operator(&test));
        assert!(operator.get("/annuaire/journal").says("a lu le journal"));
        assert!(!operator.get("/annuaire/journal").says("Lemoine"));
        assert_eq!(operator.get("/annuaire/journal/export").status, 200);
    }

    fn a_correction_of_what_a_feed_says_is_marked(backend) {
        let test = by_hand::start(backend);
        crate::small::Small::new().import(&test, "one");
        let pupil = crate::small::id(&test, crate::small::LINA);
        let org = test.look(move |tx| tx.query_one("SELECT org_id FROM directory_membership WHERE person_id = $1 LIMIT 1", params![pupil], |row| row.get::<i64>(0)));
        let head = enter(&test, by_hand::head_of(&test, org));
        let path = format!("/etablissements/{org}/eleves/{pupil}/corriger");
        let page = head.get(&path);
        assert!(page.says("noté comme une correction"), "{}", page.text());
        head.form(&page, &path).fill("prenom", "Rose").send();
        let marked = |test: &TestApp| test.look(move |tx| tx.query("SELECT field, value FROM directory_correction WHERE person_id = $1", params![pupil], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?))));
        assert_eq!(marked(&test), [("first-name".to_owned(), "Rose".to_owned())]);
        undo(&head);
        assert!(marked(&test).is_empty());
    }
}
