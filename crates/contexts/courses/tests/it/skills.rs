use testkit::{Page, Visitor, both};

use crate::world::World;

const MAPS: &str = "Représentations du monde et activité humaine";

/// Says which skills a work shows.
fn choose(world: &World, work: i64, codes: &[&str]) -> Page {
    let (teacher, path) =
        (world.visit(world.people.baron), format!("/cours/travaux/{work}/evaluer"));
    let mut form = teacher.form(&teacher.get(&path), &path);
    for code in codes {
        form = form.fill(&format!("competence-{code}"), "oui");
    }
    form.send()
}

fn level(teacher: &Visitor, handin: i64, levels: &[(&str, &str)], action: &str) -> Page {
    let path = format!("/cours/remises/{handin}");
    let mut form = teacher.form(&teacher.get(&path), &path);
    for (code, level) in levels {
        form = form.fill(&format!("niveau-{code}"), level);
    }
    form.fill("action", action).send()
}

both! {
    fn a_work_names_skills_and_an_answer_gives_their_levels(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "De Lina");
        let handin = world.handin_of(work, p.lina);
        let path = format!("/cours/remises/{handin}");
        let teacher = world.visit(p.baron);
        assert!(choose(&world, work, &["REP_MND", "CN_INF_MEN"]).says("Enregistré"));
        assert!(!choose(&world, work, &["REP_MND", "CN_INF_MEN", "NOTHING"]).says("NOTHING"), "only what is proposed");
        let many = ["CPD_FRA", "CPD_ETR", "CPD_SCI", "CPD_ART", "MET_APP", "FRM_CIT", "SYS_NAT", "REP_MND",
            "CN_INF_MEN", "CN_INF_GER", "CN_INF_TRA", "CN_COM_INT", "CN_COM_PAR"];
        assert_eq!(choose(&world, work, &many).status, 422);
        let saved = level(&teacher, handin, &[("REP_MND", "4"), ("CN_INF_MEN", "9")], "suivant");
        assert!(saved.says("Toutes les copies"), "levels alone are an answer: {}", saved.text());
        for reader in [p.lina, p.mother] {
            assert!(!world.visit(reader).get(&path).says("Très bonne maîtrise"), "not before it is published");
            assert!(world.visit(reader).get(&format!("/cours/progres/{}", p.lina)).says("Aucune compétence"));
        }
        assert_eq!(teacher.get(&path).attributes("#niveau-REP_MND option[selected]", "value"), ["4"]);
        level(&teacher, handin, &[], "publier");
        for reader in [p.lina, p.mother, p.father] {
            let seen = world.visit(reader).get(&path);
            assert!(seen.says(MAPS) && seen.says("Très bonne maîtrise") && !seen.says("veille d’information"), "{}", seen.text());
            assert!(world.visit(reader).get(&format!("/cours/travaux/{work}")).says("Très bonne maîtrise"));
        }
    }

    fn progress_is_told_one_pupil_a_page_to_those_who_may_know(backend) {
        let world = World::new(backend);
        let p = world.people;
        let teacher = world.visit(p.baron);
        for (title, given) in [("Croquis", "2"), ("Frise", "3"), ("Exposé", "4")] {
            let (_, work) = world.work(title, "2027-03-18");
            choose(&world, work, &["REP_MND"]);
            world.hand_in(p.lina, work, title);
            level(&teacher, world.handin_of(work, p.lina), &[("REP_MND", given)], "publier");
            world.test.pass(3_600);
        }
        let path = format!("/cours/progres/{}", p.lina);
        for reader in [p.lina, p.mother, p.baron, p.roux] {
            let page = world.visit(reader).get(&path);
            assert_eq!(page.attributes(".climbed", "aria-label"),
                ["De gauche à droite\u{a0}: Maîtrise fragile, Maîtrise satisfaisante, Très bonne maîtrise"]);
            assert_eq!(page.all("tbody tr td:nth-of-type(1)"),
                ["Très bonne maîtrise", "Maîtrise satisfaisante", "Maîtrise fragile"], "the same in a table");
            assert!(page.says("Exposé") && page.says("jeudi 11 mars"), "{}", page.text());
        }
        assert!(world.visit(p.lina).get("/cours").links("Ma progression").contains(&path));
        assert!(world.visit(p.mother).get("/cours").links("Progression").contains(&path));
        assert!(!world.visit(p.petit).get(&path).says(MAPS), "a teacher sees what their own subject evaluated");
        for other in [p.noe, p.zoe, p.stranger, p.faure, p.head, p.operator, p.manager] {
            assert_eq!(world.visit(other).get(&path).status, 404, "{other}");
        }
    }

    fn a_school_has_skills_of_its_own(backend) {
        let world = World::new(backend);
        let p = world.people;
        let path = format!("/cours/ecoles/{}/competences", p.org);
        let head = world.visit(p.head);
        let add = |label: &str| head.form(&head.get(&path), &path).fill("competence", label).send();
        assert_eq!(add("").status, 422);
        add("Présenter  son travail");
        assert_eq!(add("Présenter son travail").all(".todo li span"), ["Présenter son travail"], "proposed once");
        let code = head.get(&path).attributes(".todo button", "value").remove(0);
        let (_, work) = world.work("Exposé", "2027-03-18");
        choose(&world, work, &[&code]);
        world.hand_in(p.lina, work, "Voilà");
        let handin = world.handin_of(work, p.lina);
        let teacher = world.visit(p.baron);
        level(&teacher, handin, &[(&code, "3")], "publier");
        let retire = format!("{path}/retirer");
        assert_eq!(world.post(p.lina, &retire, &[("competence", &code)]).status, 403);
        assert_eq!(world.post(p.baron, &retire, &[("competence", "own-999")]).status, 404);
        assert_eq!(world.post(p.baron, "/cours/ecoles/999/competences/retirer", &[("competence", &code)]).status, 404);
        assert_eq!(world.post(p.baron, &retire, &[("competence", &code)]).status, 303);
        assert!(head.get(&path).says("Aucune compétence propre"));
        assert!(world.visit(p.lina).get(&format!("/cours/progres/{}", p.lina)).says("Présenter son travail"), "what was said stays");
        let (_, next) = world.work("Encore", "2027-03-18");
        assert!(!teacher.get(&format!("/cours/travaux/{next}/evaluer")).says("Présenter son travail"));
        add("Présenter son travail");
        assert!(teacher.get(&format!("/cours/travaux/{next}/evaluer")).says("Présenter son travail"), "back, the same one");
    }

    fn what_was_said_goes_with_the_work_and_with_the_account(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        choose(&world, work, &["REP_MND"]);
        world.hand_in(p.lina, work, "Un");
        let handin = world.handin_of(work, p.lina);
        let teacher = world.visit(p.baron);
        level(&teacher, handin, &[("REP_MND", "1")], "enregistrer");
        world.answer(p.baron, handin, "Encore une fois", "refaire");
        world.hand_in(p.lina, work, "Deux");
        let path = format!("/cours/travaux/{work}");
        teacher.form(&teacher.get(&path), &format!("{path}/supprimer")).send();
        world.test.work();
        for _ in 0..3 {
            world.test.pass(16 * 24 * 3_600);
            world.test.work();
        }
        let left = world.test.look(|tx| tx.query_one(
            "SELECT (SELECT COUNT(*) FROM courses_level) + (SELECT COUNT(*) FROM courses_version) \
             + (SELECT COUNT(*) FROM courses_work_skill) + (SELECT COUNT(*) FROM courses_scale) \
             + (SELECT COUNT(*) FROM courses_handin)", &[], |row| row.get::<i64>(0),
        ));
        assert_eq!(left, 0);
    }
}
