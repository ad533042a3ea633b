//! The timetable of a whole school, from the file of the program that made it.

use testkit::{Page, both};

use crate::world::{World, lesson_ids, lessons};

const PATH: &str = "/emploi-du-temps/calendriers";
/// What EDT exports of three courses of the collège, and of two that are not there.
const EDT: &str = "NUMERO;DUREE;FREQUENCE;MAT_CODE;MAT_LIBELLE;PROF_NOM;PROF_PRENOM;CLASSE;SALLE;ALTERNANCE;JOUR;H.DEBUT\n\
    1;1h00;H;HI-GE;HISTOIRE-GEOGRAPHIE;BARON;ELISE;5EB;7;H;jeudi;09h00\n\
    2;1h00;Q1;MATHS;MATHEMATIQUES;PETIT;MARC;5EB;12;Q1;vendredi;10h00\n\
    3;1h00;H;HI-GE;HISTOIRE-GEOGRAPHIE;FAURE;LUCIE;4EA;8;H;lundi;08h00\n\
    4;1h00;H;ALL1;ALLEMAND LV1;KLEIN;ANNA;4EA;9;H;lundi;09h00\n\
    5;1h00;H;MATHS;MATHEMATIQUES;PETIT;MARC;5EB;12;H;;\n";

/// The head gives a file for the whole school.
fn give(world: &World, name: &str, content: &str) -> Page {
    let (visitor, action) = (world.visit(world.people.head), format!("{PATH}/fichier"));
    let form = visitor.form(&visitor.get(PATH), &action);
    let form = form.attach("fichier", name, content.as_bytes());
    form.fill("pour-fichier", &format!("ecole-{}", world.people.org)).send()
}

/// Says that each title is what it seems to be, and lets the rest be planned.
fn accept(world: &World, page: &Page) -> Page {
    let visitor = world.visit(world.people.head);
    let page = visitor.form(page, &page.path).send();
    while world.test.work() > 0 {}
    page
}

fn actions(world: &World) -> Vec<String> {
    world.test.look(|tx| {
        tx.query(
            "SELECT action FROM db_journal WHERE action LIKE 'courses.calendar.%' ORDER BY id",
            &[],
            |row| row.get(0),
        )
    })
}

both! {
    fn the_timetable_of_a_school_comes_from_the_file_of_edt(backend) {
        let world = World::new(backend);
        let p = world.people;
        let page = give(&world, "EXP_COURS.csv", EDT);
        assert!(page.says("HISTOIRE-GEOGRAPHIE · LUCIE FAURE, 4EA"), "{}", page.text());
        assert!(page.says("ALLEMAND LV1 · ANNA KLEIN, 4EA"), "what is unknown is asked");
        assert!(page.says("une ligne ou un événement illisible") && page.says("Ligne 6"), "{}", page.text());
        assert!(lessons(&world, p.history).is_empty(), "nothing before someone says so");
        let page = accept(&world, &page);
        assert!(page.says("séances sont prévues"), "{}", page.text());
        let history = lessons(&world, p.history);
        assert_eq!(history[0], ("2027-03-11".into(), "09:00".into(), "7".into()));
        assert!(history.len() > 10 && lessons(&world, p.elsewhere).len() > 8);
        let maths = lessons(&world, p.maths);
        assert!(!maths.is_empty() && maths.len() < history.len(), "every second week");
        let again = give(&world, "EXP_COURS.csv", EDT);
        assert!(again.says("Aucune séance ne change"), "{}", again.text());
        assert_eq!(lessons(&world, p.history), history);
    }

    fn a_file_that_changes_changes_only_what_changed_and_what_is_written_follows(backend) {
        let world = World::new(backend);
        let p = world.people;
        accept(&world, &give(&world, "EXP_COURS.csv", EDT));
        let (before, elsewhere) = (lesson_ids(&world, p.history), lessons(&world, p.elsewhere));
        world.write(p.baron, before[1], &[("fait", "La Loire"), ("action", "publier")]);
        let moved = EDT.replace("7;H;jeudi;09h00", "5;H;vendredi;14h00");
        let page = give(&world, "EXP_COURS.csv", &moved);
        assert!(page.says("ont changé d’heure ou de salle") && !page.says("retirée"), "{}", page.text());
        let after = lesson_ids(&world, p.history);
        assert!(before.iter().all(|id| after.contains(id)), "the same lessons, and the Friday after a holiday");
        assert_eq!(lessons(&world, p.history)[1], ("2027-03-19".into(), "14:00".into(), "5".into()));
        assert!(world.visit(p.lina).get(&format!("/cours/lecons/{}", before[1])).says("La Loire"));
        assert_eq!(lessons(&world, p.elsewhere), elsewhere);
        let without = EDT.lines().filter(|line| !line.starts_with("1;")).collect::<Vec<_>>().join("\n");
        let page = give(&world, "EXP_COURS.csv", &without);
        assert!(page.says("Une séance est gardée"), "{}", page.text());
        assert_eq!(lesson_ids(&world, p.history), [before[1]], "what is written is never lost");
    }

    fn one_address_or_file_holds_every_class(backend) {
        let world = World::new(backend);
        let p = world.people;
        let event = |uid: &str, says: &str, at: &str| {
            format!(
                "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{says}\r\nDTSTART;TZID=Europe/Paris:{at}\r\nDURATION:PT55M\r\nEND:VEVENT\r\n"
            )
        };
        let calendar = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}{}{}END:VCALENDAR\r\n",
            event("a", "Histoire-géo - 5e B", "20270312T090000"),
            event("b", "Histoire-géo - 4e A", "20270312T090000"),
            event("c", "Mathématiques 5EB", "20270312T100000"),
        );
        accept(&world, &give(&world, "ecole.ics", &calendar));
        for teaching in [p.history, p.elsewhere, p.maths] {
            assert_eq!(lessons(&world, teaching).len(), 1);
        }
    }

    fn the_calendar_of_a_school_is_its_offices_alone(backend) {
        let world = World::new(backend);
        let p = world.people;
        let page = give(&world, "EXP_COURS.csv", EDT);
        for (person, status) in [(p.baron, 404), (p.lina, 404), (p.mother, 404), (p.operator, 404), (p.head, 200)] {
            assert_eq!(world.visit(person).get(&page.path).status, status, "{person}");
        }
        assert!(!world.visit(p.baron).get(PATH).says("EXP_COURS.csv"));
    }

    fn columns_are_said_once(backend) {
        let world = World::new(backend);
        let p = world.people;
        let table = "Quand;De quand;Qui;Quoi;Où\njeudi;9h-9h55;5e B;Histoire-géographie;7\nvendredi;9h-9h55;5e B;Histoire-géographie;7\n";
        let visitor = world.visit(p.baron);
        let file = |name: &str| {
            let form = visitor.form(&visitor.get(PATH), &format!("{PATH}/fichier"));
            form.attach("fichier", name, table.as_bytes()).send()
        };
        let page = file("a-ma-facon.csv");
        assert!(page.says("Que disent les colonnes ?") && page.says("jeudi · vendredi"), "{}", page.text());
        let action = format!("{}/colonnes", page.path);
        let page = visitor.form(&page, &action).fill("colonne-0", "day").send();
        assert!(page.says("Que disent les colonnes ?"), "as long as something is missing");
        let said = [("colonne-0", "day"), ("colonne-1", "starts"), ("colonne-2", "class"), ("colonne-3", "subject")];
        let mut form = visitor.form(&page, &action);
        for (field, fact) in said {
            form = form.fill(field, fact);
        }
        let page = form.send();
        assert!(page.says("Histoire-géographie") && !page.says("Que disent les colonnes"), "{}", page.text());
        let page = visitor.form(&page, &page.path).send();
        assert!(page.says("séances sont prévues"), "{}", page.text());
        let next = file("la-suite.csv");
        assert!(!next.says("Que disent les colonnes"), "remembered: {}", next.text());
        let kept = world.test.look(|tx| {
            tx.query_one("SELECT COUNT(*) FROM courses_calendar WHERE file IS NOT NULL", &[], |row| row.get::<i64>(0))
        });
        assert_eq!(kept, 0, "a file that is read is not kept");
    }

    fn a_forgotten_calendar_can_be_taken_back_for_thirty_days(backend) {
        let world = World::new(backend);
        let p = world.people;
        let page = give(&world, "EXP_COURS.csv", EDT);
        let page = accept(&world, &page);
        let planned = lessons(&world, p.history).len();
        let visitor = world.visit(p.head);
        let forget = format!("{}/oublier", page.path);
        let after = visitor.form(&visitor.get(&page.path), &forget).send();
        assert!(!after.says("EXP_COURS.csv") && visitor.get(&page.path).status == 404);
        assert_eq!(lessons(&world, p.history).len(), planned, "its lessons stay");
        let bin = visitor.get("/cours/corbeille");
        assert!(bin.says("EXP_COURS.csv"), "{}", bin.text());
        let back = bin.attributes("main form", "action").remove(0);
        let back = visitor.form(&bin, &back).send();
        assert!(back.status == 200 && back.path == page.path, "{}", back.text());
        visitor.form(&visitor.get(&page.path), &forget).send();
        world.test.pass(31 * 24 * 3_600);
        world.test.arrange(|tx| {
            let sweep = courses::module().schedules.into_iter().find(|one| one.name == "courses.sweep").unwrap();
            (sweep.run)(tx, kernel::Instant(i64::MAX / 2)).unwrap();
            Ok(())
        });
        let left = world.test.look(|tx| {
            tx.query_one("SELECT COUNT(*) FROM courses_calendar", &[], |row| row.get::<i64>(0))
        });
        assert_eq!(left, 0, "then it is gone for good");
        let did: Vec<String> = actions(&world);
        let verbs: Vec<&str> = did.iter().filter_map(|action| action.rsplit('.').next()).collect();
        assert_eq!(verbs, ["give", "plan", "forget", "restore", "forget"]);
    }
}
