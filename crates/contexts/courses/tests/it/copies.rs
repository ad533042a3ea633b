use db::Tx;
use directory::edit;
use kernel::Role;
use testkit::{Page, both};

use crate::world::{World, id_of, join};

/// Mme Baron also teaches history to 4e A, on Mondays at nine; Tuesdays in 5e B. The teaching.
fn another_class(world: &World) -> i64 {
    let p = world.people;
    let teaching = world.test.arrange(move |tx: &mut Tx| {
        let other = directory::api::teachings(tx, &[p.elsewhere])?[&p.elsewhere].group;
        let teaching = edit::create_teaching(tx, p.org, other, "HI", "Histoire-géographie")?;
        join(tx, p.baron, Role::Teacher, Some(p.org), Some(other), Some(teaching))?;
        Ok(teaching)
    });
    for (of, weekday) in [(p.history, "2"), (teaching, "1")] {
        let (visitor, path) = (world.visit(p.baron), format!("/cours/{of}/emploi-du-temps"));
        let form = visitor.form(&visitor.get(&path), &path);
        form.fill("jours", weekday).fill("debut", "09:00").fill("fin", "09:55").send();
    }
    teaching
}

/// Presses the one button that copies a lesson.
fn copy(world: &World, lesson: i64) -> Page {
    let visitor = world.visit(world.people.baron);
    let page = visitor.get(&format!("/cours/lecons/{lesson}"));
    visitor.form(&page, &format!("/cours/lecons/{lesson}/copier")).send()
}

fn first_lesson(world: &World, teaching: i64) -> i64 {
    world.test.look(move |tx| {
        tx.query_one(
            "SELECT id FROM courses_lesson WHERE teaching_id = $1 ORDER BY day LIMIT 1",
            db::params![teaching],
            |row| row.get(0),
        )
    })
}

both! {
    fn a_lesson_is_copied_to_another_class_in_two_taps(backend) {
        let world = World::new(backend);
        let p = world.people;
        let teaching = another_class(&world);
        let lesson = world.lesson(p.baron, p.history);
        let visitor = world.visit(p.baron);
        let path = format!("/cours/lecons/{lesson}");
        visitor.form(&visitor.get(&path), &path)
            .fill("titre", "La vallée").fill("fait", "La vallée du Clain").fill("travail", "Croquis")
            .attach("fichiers", "carte.txt", b"La carte").fill("action", "publier").send();
        world.write(p.baron, lesson, &[("travail", "Lire p. 84"), ("action", "enregistrer")]);
        let page = visitor.get(&path);
        assert!(page.says("Copier dans 4e A, lundi 15 mars"), "{}", page.text());
        let copied = copy(&world, lesson);
        assert!(
            copied.says("Copié dans 4e A, lundi 15 mars : le texte, un document, un travail pour lundi 22 mars, \
                         un travail pour lundi 22 mars"),
            "{}", copied.text()
        );
        let target = first_lesson(&world, teaching);
        let there = visitor.get(&format!("/cours/lecons/{target}"));
        for piece in ["La vallée du Clain", "carte.txt", "Lire p. 84", "Donné à la publication"] {
            assert!(there.says(piece), "{piece}: {}", there.text());
        }
        assert_eq!(world.visit(p.zoe).get(&format!("/cours/lecons/{target}")).status, 404, "not before it is published");
        world.write(p.baron, target, &[("action", "publier")]);
        let read = world.visit(p.zoe).get(&format!("/cours/lecons/{target}"));
        for piece in ["La vallée du Clain", "Croquis", "Lire p. 84", "carte.txt"] {
            assert!(read.says(piece), "{piece}: {}", read.text());
        }
        let file = read.links("carte.txt").remove(0);
        assert_eq!(world.visit(p.zoe).get(&file).body, "La carte");
    }

    fn a_picture_of_the_text_follows_its_copy(backend) {
        let world = World::new(backend);
        let p = world.people;
        let teaching = another_class(&world);
        let lesson = world.lesson(p.baron, p.history);
        let (visitor, path) = (world.visit(p.baron), format!("/cours/lecons/{lesson}"));
        let png = crate::files::a_png();
        visitor.form(&visitor.get(&path), &path).fill("titre", "Carte").attach("fichiers", "carte.png", &png)
            .fill("action", "publier").send();
        let src = visitor.get(&path).attributes(".photos img", "src").remove(0);
        let text = format!("La carte :\n![Le monde connu]({src})");
        world.write(p.baron, lesson, &[("fait", &text), ("action", "publier")]);
        let read = world.visit(p.lina).get(&path);
        assert_eq!(read.attributes(".prose img", "src"), [src.as_str()]);
        assert_eq!(read.attributes("img", "alt"), ["Le monde connu"], "shown once, in its place");
        copy(&world, lesson);
        let target = first_lesson(&world, teaching);
        world.write(p.baron, target, &[("action", "publier")]);
        let there = world.visit(p.zoe).get(&format!("/cours/lecons/{target}"));
        let copied = there.attributes(".prose img", "src");
        assert_ne!(copied, [src]);
        assert_eq!(world.visit(p.zoe).get(&copied[0]).status, 200);
    }

    fn a_copy_never_covers_what_is_written(backend) {
        let world = World::new(backend);
        let p = world.people;
        let teaching = another_class(&world);
        let lesson = world.lesson(p.baron, p.history);
        let visitor = world.visit(p.baron);
        let path = format!("/cours/lecons/{lesson}");
        world.write(p.baron, lesson, &[("fait", "La vallée du Clain"), ("action", "enregistrer")]);
        let form = visitor.form(&visitor.get(&path), &format!("{path}/copier"));
        let target = first_lesson(&world, teaching);
        world.write(p.baron, target, &[("fait", "Déjà là"), ("action", "enregistrer")]);
        assert!(form.send().says("Quelque chose est déjà écrit dans cette séance de 4e A"));
        assert!(visitor.get(&format!("/cours/lecons/{target}")).says("Déjà là"));
        assert!(visitor.get(&path).says("Copier dans 4e A, lundi 22 mars"), "the next blank one is offered");
    }

    fn a_double_tap_copies_once(backend) {
        let world = World::new(backend);
        let p = world.people;
        another_class(&world);
        let lesson = world.lesson(p.baron, p.history);
        let visitor = world.visit(p.baron);
        let path = format!("/cours/lecons/{lesson}");
        world.write(p.baron, lesson, &[("travail", "Croquis"), ("action", "publier")]);
        let form = visitor.form(&visitor.get(&path), &format!("{path}/copier"));
        assert!(form.send().says("Copié dans 4e A"));
        assert!(form.send().says("C’est déjà copié dans 4e A"));
        let works = world.test.look(|tx| tx.query_one("SELECT COUNT(*) FROM courses_work", &[], |row| row.get::<i64>(0)));
        assert_eq!(works, 2);
    }

    fn only_who_teaches_both_classes_copies(backend) {
        let world = World::new(backend);
        let p = world.people;
        let teaching = another_class(&world);
        let (lesson, _) = world.work("Croquis", "2027-03-18");
        let target = first_lesson(&world, teaching).to_string();
        let action = format!("/cours/lecons/{lesson}/copier");
        for other in [p.roux, p.lina, p.mother, p.petit, p.faure, p.head] {
            assert_eq!(world.post(other, &action, &[("seance", &target)]).status, 404);
        }
        assert!(!world.visit(p.roux).get(&format!("/cours/lecons/{lesson}")).says("Copier dans"));
        assert_eq!(world.post(p.baron, &action, &[("seance", "999999")]).status, 404);
    }

    fn what_names_pupils_stays_in_its_class(backend) {
        let world = World::new(backend);
        let p = world.people;
        another_class(&world);
        let lesson = world.lesson(p.baron, p.history);
        world.write(p.baron, lesson, &[
            ("fait", "Vu"), ("travail", "Pour Lina"), ("eleve", &p.lina.to_string()), ("action", "publier"),
        ]);
        let copied = copy(&world, lesson);
        assert!(copied.says("15 mars : le texte. À relire"), "{}", copied.text());
        assert!(copied.says("Un travail pour certains élèves n’est pas copié."), "{}", copied.text());
    }

    fn what_names_pupils_is_given_to_the_other_class_only_when_it_is_ticked(backend) {
        let world = World::new(backend);
        let p = world.people;
        let teaching = another_class(&world);
        let lesson = world.lesson(p.baron, p.history);
        world.write(p.baron, lesson, &[("travail", "Soutien"), ("eleve", &p.lina.to_string()), ("action", "publier")]);
        let (visitor, path) = (world.visit(p.baron), format!("/cours/lecons/{lesson}"));
        let page = visitor.get(&path);
        assert!(page.says("Donner « Soutien » à toute la classe de 4e A"), "{}", page.text());
        let tied = page.attributes("input[name=pour-tous]", "value").remove(0);
        let copied = visitor.form(&page, &format!("{path}/copier")).fill("pour-tous", &tied).send();
        assert!(copied.says("un travail pour") && !copied.says("n’est pas copié"), "{}", copied.text());
        let target = first_lesson(&world, teaching);
        world.write(p.baron, target, &[("action", "publier")]);
        assert!(world.visit(p.zoe).get(&format!("/cours/lecons/{target}")).says("Soutien"));
        assert!(!world.visit(p.noe).get(&path).says("Soutien"), "nothing changed where it was");
    }

    fn how_a_work_is_done_and_marked_follows_its_copy_but_not_who_does_it(backend) {
        let world = World::new(backend);
        let p = world.people;
        let teaching = another_class(&world);
        let (lesson, work) = world.work("Exposé", "2027-03-18");
        let visitor = world.visit(p.baron);
        let marking = format!("/cours/travaux/{work}/evaluer");
        visitor.form(&visitor.get(&marking), &marking).fill("bareme", "10").fill("competence-REP_MND", "oui").send();
        let groups = format!("/cours/travaux/{work}/groupes");
        visitor.form(&visitor.get(&groups), &groups).fill("action", "hasard").fill("taille", "2").send();
        let page = visitor.get(&format!("/cours/lecons/{lesson}"));
        assert!(page.says("« Exposé » se fait à plusieurs"), "{}", page.text());
        assert!(copy(&world, lesson).says("Les groupes sont à former là-bas."));
        let target = first_lesson(&world, teaching);
        world.write(p.baron, target, &[("action", "publier")]);
        let copied: i64 = world.test.look(move |tx| tx.query_one(
            "SELECT id FROM courses_work WHERE lesson_id = $1", db::params![target], |row| row.get(0),
        ));
        let marking = visitor.get(&format!("/cours/travaux/{copied}/evaluer"));
        assert_eq!(marking.attributes("input[name=bareme][checked]", "value"), ["10"]);
        assert_eq!(marking.attributes("#competence-REP_MND[checked]", "value"), ["oui"]);
        let class = visitor.get(&format!("/cours/travaux/{copied}"));
        assert!(class.says("Zoé Moreau Sans groupe"), "{}", class.text());
    }

    fn a_long_cahier_is_read_page_after_page(backend) {
        let world = World::new(backend);
        let p = world.people;
        let visitor = world.visit(p.baron);
        let cahier = format!("/cours/{}/cahier", p.history);
        let mut lessons = Vec::new();
        for minutes in 0..45 {
            let time = format!("{:02}:{:02}", 8 + minutes / 20, minutes % 20);
            let page = visitor.form(&visitor.get(&cahier), &cahier).fill("debut", &time).send();
            lessons.push(id_of(&page.path));
        }
        lessons.reverse();
        let (mut read, mut path) = (Vec::new(), cahier.clone());
        loop {
            let page = visitor.get(&path);
            read.extend(page.attributes("article h3 a", "href").iter().map(|path| id_of(path)));
            match page.links("Plus anciens").pop() {
                Some(next) => path = next,
                None => break,
            }
        }
        assert_eq!(read, lessons, "each once, newest first");
        assert_eq!(visitor.get(&path).links("Les plus récents"), [cahier.as_str()]);
        let unknown = visitor.get(&format!("{cahier}?apres=999999"));
        assert_eq!(unknown.all("article h3").len(), 20, "what is no longer there: the newest");
    }
}
