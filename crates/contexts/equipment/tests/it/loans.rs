//! Lending what a school has, and taking it back.

use testkit::both;

use crate::pupils::School;

const SOON: &str = "2027-03-15";
const LATER: &str = "2027-06-30";
const DAY: i64 = 24 * 3_600;

both! {
    fn a_class_gets_its_tablets_one_scan_after_another(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        let people = world.people;
        let visitor = world.visit(people.referent);
        let path = school.lend_path();
        let start = visitor.get(&path);
        assert!(start.says("5e B"), "{}", start.text());
        let page = visitor.get(&format!("{path}?classe={}", school.class));
        let form = visitor.form(&page, &path);
        assert_eq!(form.value("eleve"), Some(school.lina.to_string().as_str()));
        let page = form.fill("numero", "tab-1").fill("rendre", LATER).fill("heure", "16:30").send();
        assert!(page.says("Prêté") && page.says("TAB-1") && page.says("à Lina Moreau"), "{}", page.text());
        assert!(page.says("1 élève a un appareil sur 2"), "{}", page.text());
        let next = visitor.form(&page, &path);
        let amir = school.amir.to_string();
        assert_eq!(next.value("eleve"), Some(amir.as_str()), "the next one who has nothing");
        assert_eq!((next.value("rendre"), next.value("heure")), (Some(LATER), Some("16:30")));
        let page = next.fill("numero", "R52N40ABCDF").send();
        assert!(page.says("2 élèves ont un appareil sur 2"), "{}", page.text());
        let list = visitor.get(&format!("/materiel/ecoles/{}/prets", people.college));
        for said in ["2 prêts", "Lina Moreau, 5e B", "Amir Zidane, 5e B", "30 juin", "16 h 30"] {
            assert!(list.says(said), "{said} in {}", list.text());
        }
        let print = format!("/materiel/ecoles/{}/prets/conventions", people.college);
        let pdf = visitor.form(&page, &print).send();
        assert_eq!(pdf.header("content-type"), Some("application/pdf"));
    }

    fn whom_is_found_by_name_and_never_said_in_an_address(backend) {
        let school = School::with_tablets(backend);
        let people = school.world.people;
        let visitor = school.world.visit(people.head);
        let path = school.lend_path();
        let find = format!("{path}/chercher");
        let start = visitor.get(&path);
        let found = visitor.form(&start, &find).fill("nom", "moreau").send();
        assert!(found.says("Prêter : Lina Moreau"), "{}", found.text());
        let adult = visitor.form(&start, &find).fill("nom", "Petit").send();
        assert!(adult.says("Prêter : Ada Petit"), "{}", adult.text());
        let held = visitor.form(&adult, &path).fill("numero", "TAB-3").send();
        assert!(held.says("Prêté") && held.says("Sans date"), "{}", held.text());
        let several = visitor.form(&start, &find).fill("nom", "ada").send();
        assert!(several.says("Lequel ?") && several.links("Ada").len() > 1, "{}", several.text());
        let nobody = visitor.form(&start, &find).fill("nom", "Zoé").send();
        assert_eq!(nobody.status, 422);
        assert!(nobody.says("Personne de l’école"), "{}", nobody.text());
        assert_eq!(visitor.form(&start, &find).fill("nom", "").send().status, 422);
    }

    fn nobody_above_the_school_sees_to_whom_it_is_lent(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        let people = world.people;
        school.lend(school.lina, "TAB-1", LATER);
        let device = format!("/materiel/appareils/{}", world.device("R52N40ABCDE"));
        let list = format!("/materiel/ecoles/{}", people.college);
        let export = format!("{list}/export");
        for path in [&device, &list, &export] {
            let own = world.visit(people.head).get(path);
            assert!(own.says("Prêté") && own.says("Lina Moreau"), "{path}: {}", own.text());
            let above = world.visit(people.manager).get(path);
            assert!(above.says("Prêté") && !above.says("Moreau"), "{path}: {}", above.text());
        }
        let loans = format!("{list}/prets");
        assert_eq!(world.visit(people.manager).get(&loans).status, 403);
        assert_eq!(world.visit(people.agent).get(&loans).status, 403);
        let loan = format!("/materiel/prets/{}", school.loan("R52N40ABCDE"));
        for person in [people.manager, people.agent, people.teacher, school.nadia] {
            assert_eq!(world.visit(person).get(&loan).status, 404);
        }
    }

    fn a_device_is_lent_once_whoever_lends_it(backend) {
        let school = School::with_tablets(backend);
        let people = school.world.people;
        let path = school.lend_path();
        let (one, other) = (school.world.visit(people.head), school.world.visit(people.referent));
        let form = |visitor: &testkit::Visitor, pupil: i64| {
            visitor.get(&format!("{path}?eleve={pupil}"))
        };
        let (first, second) = (form(&one, school.lina), form(&other, school.amir));
        let first = one.form(&first, &path).fill("numero", "TAB-1").fill("rendre", LATER);
        let second = other.form(&second, &path).fill("numero", "TAB-1").fill("rendre", LATER);
        let lent = first.send();
        assert!(lent.says("à Lina Moreau"), "{}", lent.text());
        let refused = second.send();
        assert_eq!(refused.status, 422);
        assert!(refused.says("déjà prêté"), "{}", refused.text());
        assert_eq!(first.send().path, lent.path, "sent twice, it is done once");
        let count: i64 = school.world.test.look(|tx| {
            tx.query_one("SELECT COUNT(*) FROM equipment_loan", &[], |row| row.get(0))
        });
        assert_eq!(count, 1);
    }

    fn what_cannot_be_lent_says_why(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        let people = world.people;
        world.add(people.agent, people.ecole, "R52N40ECOLE", &[]);
        let change = format!("/materiel/appareils/{}/modifier", world.device("R52N40ABCDF"));
        world.send(people.head, &change, &[("etat", "broken")]);
        for (number, until, says) in [
            ("R52N40ECOLE", LATER, "n’est pas dans l’inventaire de l’école"),
            ("inconnu", LATER, "n’est pas dans l’inventaire"),
            ("TAB-2", LATER, "En panne"),
            ("TAB-1", "2027-03-10", "Cette date est passée"),
            ("TAB-1", "2040-01-01", "trop loin"),
            ("TAB-1", "", "corriger"),
            ("", LATER, "corriger"),
        ] {
            let page = school.lend(school.lina, number, until);
            assert!(page.status == 422 && page.says(says), "{says} in {}", page.text());
        }
        let visitor = world.visit(people.head);
        let other = visitor.get(&format!("{}?eleve={}", school.lend_path(), school.zoe));
        assert_eq!(other.status, 404, "a pupil of another school");
        assert_eq!(visitor.get(&format!("{}?eleve={}", school.lend_path(), school.nadia)).status, 404);
        assert_eq!(visitor.get(&format!("{}?classe=999999", school.lend_path())).status, 404);
    }

    fn a_return_says_whose_it_was_whoever_brings_it(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", LATER);
        school.lend(school.amir, "TAB-2", LATER);
        let back = school.take_back("tab-1", &[]);
        assert!(back.says("Rendu : Samsung Tab A9, TAB-1, prêté à Lina Moreau, 5e B."), "{}", back.text());
        assert!(back.says("1 encore prêté"), "{}", back.text());
        let again = school.take_back("TAB-1", &[]);
        assert!(again.status == 422 && again.says("déjà rendu") && again.says("Lina Moreau"), "{}", again.text());
        let never = school.take_back("TAB-3", &[]);
        assert!(never.says("n’est pas prêté"), "{}", never.text());
        let unknown = school.take_back("TAB-77", &[]);
        assert!(unknown.says("n’est pas dans l’inventaire"), "{}", unknown.text());
        assert_eq!(school.take_back("", &[]).status, 422);
        let broken = school.take_back("TAB-2", &[("etat", "broken"), ("mots", "Écran <script>fendu")]);
        assert!(broken.says("Rendu"), "{}", broken.text());
        let device = world.visit(world.people.head)
            .get(&format!("/materiel/appareils/{}", world.device("R52N40ABCDF")));
        assert!(device.says("En panne"), "{}", device.text());
        let loan = world.visit(world.people.head)
            .get(&format!("/materiel/prets/{}", school.loan("R52N40ABCDF")));
        assert!(loan.says("Cassé") && loan.says("Écran <script>fendu"), "{}", loan.text());
        assert!(loan.all("script").iter().all(|script| !script.contains("fendu")));
        let over = format!("/materiel/ecoles/{}/prets?etat=finis", world.people.college);
        assert!(world.visit(world.people.head).get(&over).says("2 prêts"));
    }

    fn what_comes_back_is_lent_again_the_same_day(backend) {
        let school = School::with_tablets(backend);
        school.lend(school.lina, "TAB-1", SOON);
        school.take_back("TAB-1", &[]);
        let again = school.lend(school.amir, "TAB-1", SOON);
        assert!(again.says("à Amir Zidane"), "{}", again.text());
        let visitor = school.world.visit(school.nadia);
        let hers = visitor.get("/prets");
        assert!(hers.says("Rien ne vous est prêté") && hers.says("Avant"), "{}", hers.text());
    }

    fn an_agreement_is_on_the_home_of_a_guardian_until_it_is_accepted(backend) {
        let school = School::with_tablets(backend);
        let home = || school.world.test.look(|tx| {
            tx.query(
                "SELECT for_pupils, for_guardians, link FROM today_item WHERE kind = 'sign' ORDER BY reference",
                &[],
                |row| Ok((row.get::<bool>(0)?, row.get::<bool>(1)?, row.get::<String>(2)?)),
            )
        });
        let path = |serial| format!("/prets/{}", school.loan(serial));
        school.lend(school.lina, "TAB-1", SOON);
        let first = path("R52N40ABCDE");
        assert_eq!(home(), [(false, true, first.clone())]);
        let visitor = school.world.visit(school.nadia);
        visitor.form(&visitor.get(&first), &format!("{first}/accepter")).send();
        assert!(home().is_empty(), "accepted here");
        school.lend(school.amir, "TAB-2", SOON);
        let second = school.loan("R52N40ABCDF");
        assert_eq!(home().len(), 1);
        let referent = school.world.visit(school.world.people.referent);
        let loan = format!("/materiel/prets/{second}");
        referent.form(&referent.get(&loan), &format!("{loan}/signee")).send();
        assert!(home().is_empty(), "signed on paper");
        school.take_back("TAB-1", &[]);
        school.lend(school.lina, "TAB-1", SOON);
        assert_eq!(home().len(), 1, "another loan has its own");
        school.take_back("TAB-1", &[]);
        assert!(home().is_empty(), "there is nothing to accept any more");
    }

    fn what_is_due_is_reminded_of_once_before_and_once_after(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        let loans = school.lend(school.lina, "TAB-1", SOON);
        assert!(loans.says("à Lina Moreau"), "{}", loans.text());
        let made = school.notices(school.nadia);
        assert!(made.contains("prêté à votre enfant"), "{made}");
        let count = |person: i64, words: &str| school.notices(person).matches(words).count();
        assert_eq!(count(school.nadia, "bientôt à rendre"), 0, "four days before");
        world.test.pass(3 * DAY);
        for _ in 0..3 {
            world.test.pass(700);
            assert_eq!(count(school.nadia, "bientôt à rendre"), 1);
            assert_eq!(count(school.lina, "bientôt à rendre"), 1);
        }
        let late = "aurait dû être rendu";
        world.test.pass(DAY + 12 * 3_600);
        assert_eq!(count(school.nadia, late), 0, "it may be scanned in the morning");
        world.test.pass(DAY);
        assert_eq!(count(school.nadia, late), 1);
        let list = format!("/materiel/ecoles/{}/prets?etat=en-retard", world.people.college);
        assert!(world.visit(world.people.head).get(&list).says("1 prêt"));
        // Asked for in time, recorded late: nobody is late any more, and the new date has its reminders.
        let path = format!("/materiel/prets/{}", school.loan("R52N40ABCDE"));
        let extend = format!("{path}/prolonger");
        let visitor = world.visit(world.people.head);
        let page = visitor.form(&visitor.get(&path), &extend).fill("rendre", "2027-03-20").send();
        assert!(page.says("La nouvelle date est notée") && page.says("20 mars"), "{}", page.text());
        assert!(world.visit(world.people.head).get(&list).says("Aucun prêt"));
        assert!(!world.visit(school.nadia).get("/prets").says("En retard"));
        assert_eq!(count(school.nadia, late), 1);
        world.test.pass(2 * DAY);
        assert_eq!(count(school.nadia, "bientôt à rendre"), 2);
        school.take_back("TAB-1", &[]);
        world.test.pass(20 * DAY);
        assert_eq!(count(school.nadia, late), 1, "back, nobody is told");
        assert_eq!(count(school.karim, late) + count(school.karim, "bientôt"), 0);
    }

    fn a_return_recorded_afterwards_has_its_own_day(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", SOON);
        world.test.pass(6 * DAY);
        let path = format!("/materiel/prets/{}", school.loan("R52N40ABCDE"));
        let end = format!("{path}/finir");
        let visitor = world.visit(world.people.head);
        let wrong = visitor.form(&visitor.get(&path), &end).fill("rendu", "2027-04-20").send();
        assert!(wrong.status == 422 && wrong.says("Ce jour ne va pas"), "{}", wrong.text());
        let page = visitor.form(&visitor.get(&path), &end).fill("rendu", "2027-03-14").send();
        assert!(page.says("14 mars") && page.says("Rendu"), "{}", page.text());
        let over = visitor.post_blindly(&end, &[]);
        assert!(over.status >= 400);
    }

    fn what_was_lost_was_stolen_and_may_be_found_again(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", LATER);
        let path = format!("/materiel/prets/{}", school.loan("R52N40ABCDE"));
        let end = format!("{path}/finir");
        let visitor = world.visit(world.people.head);
        let lost = visitor.form(&visitor.get(&path), &end).fill("fin", "lost").send();
        assert!(lost.says("Perdu"), "{}", lost.text());
        let stolen = visitor.form(&lost, &end).fill("fin", "stolen").fill("mots", "Plainte déposée").send();
        assert!(stolen.says("Volé") && stolen.says("Plainte déposée"), "{}", stolen.text());
        let device = format!("/materiel/appareils/{}", world.device("R52N40ABCDE"));
        assert!(visitor.get(&device).says("Volé"));
        assert!(!world.visit(school.nadia).get("/").says("à rendre"));
        let found = school.take_back("TAB-1", &[]);
        assert!(found.says("Retrouvé : Samsung Tab A9, TAB-1."), "{}", found.text());
        assert!(visitor.get(&device).says("En réserve"));
    }

    fn what_is_lent_stays_so_until_it_is_back_or_gone(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        let people = world.people;
        school.lend(school.lina, "TAB-1", LATER);
        let device = format!("/materiel/appareils/{}", world.device("R52N40ABCDE"));
        let change = format!("{device}/modifier");
        let refused = world.send(people.head, &change, &[("etat", "used")]);
        assert!(refused.status == 422 && refused.says("recevez-le d’abord"), "{}", refused.text());
        let table = "UAI;Numéro de série;Numéro d’inventaire;Modèle;État\n0860002K;R52N40ABCDE;TAB-1;Tab A9;En service\n";
        let import = world.import(people.head, None, table);
        let apply = import.actions().into_iter().find(|action| action.ends_with("/appliquer"));
        if let Some(apply) = apply {
            world.visit(people.head).form(&import, &apply).send();
        }
        assert!(world.visit(people.head).get(&device).says("Prêté à Lina Moreau"), "{}", import.text());
        let moving = world.send(people.manager, &format!("{device}/deplacer"), &[("uai", "0860014Y")]);
        assert!(moving.status == 422 && moving.says("recevez-le d’abord"), "{}", moving.text());
        let retired = world.send(people.head, &change, &[("etat", "gone")]);
        assert!(retired.says("Sorti de l’inventaire") && !retired.says("Lina"), "{}", retired.text());
        let hers = world.visit(school.nadia).get("/prets");
        assert!(hers.says("Rien ne vous est prêté"), "{}", hers.text());
    }

    fn a_year_after_nobody_is_named(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", SOON);
        school.take_back("TAB-1", &[("mots", "Rayée")]);
        let named = || world.test.look(|tx| {
            tx.query_one("SELECT COUNT(person_id) FROM equipment_loan", &[], |row| row.get::<i64>(0))
        });
        world.test.pass(360 * DAY);
        world.test.work();
        assert_eq!(named(), 1);
        world.test.pass(10 * DAY);
        world.test.work();
        assert_eq!(named(), 0);
        let loan = world.visit(world.people.head)
            .get(&format!("/materiel/prets/{}", school.loan("R52N40ABCDE")));
        assert!(loan.says("quelqu’un") && !loan.says("Lina") && !loan.says("Rayée"), "{}", loan.text());
    }
}
