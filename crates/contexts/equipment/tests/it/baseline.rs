//! What schools must have, and what they lack.

use equipment::api;
use kernel::Day;
use testkit::{Page, both};

use crate::world::World;

/// The figures of a line of the table of a school: missing, working, required.
fn figures(page: &Page, what: &str) -> Vec<String> {
    let rows = page.all("tbody tr");
    let row = rows.iter().find(|row| row.starts_with(what)).expect("a line");
    row.trim_start_matches(what).split_whitespace().take(3).map(str::to_owned).collect()
}

both! {
    fn a_school_reads_line_by_line_what_it_lacks_and_why(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.classes(people.ecole, 7);
        world.things(people.agent, people.ecole, "projector", ("6", "used"));
        world.things(people.agent, people.ecole, "projector", ("2", "broken"));
        world.things(people.agent, people.ecole, "tablet", ("14", "stock"));
        world.things(people.agent, people.ecole, "tablet", ("3", "lost"));
        let path = format!("/materiel/ecoles/{}/socle", people.ecole);
        let page = world.visit(people.agent).get(&path);
        assert!(page.says("7 classes"), "{}", page.text());
        assert_eq!(figures(&page, "Vidéoprojecteur ou écran"), ["1", "6", "7"]);
        assert_eq!(figures(&page, "Tablettes ou portables des élèves"), ["6", "14", "20"]);
        assert!(page.says("1 par classe : 7 classes, il en faut 7."), "{}", page.text());
        assert!(page.says("10 pour 4 classes (mieux : 15) : 7 classes, il en faut 20."));
        assert!(page.says("depuis le jeudi 14 janvier 2021") && page.says("ensel919"));
        // The collège is asked for nothing, and another school is not theirs.
        let college = world.visit(people.head).get(&format!("/materiel/ecoles/{}/socle", people.college));
        assert!(college.says("Le socle ne demande rien ici"), "{}", college.text());
        assert_eq!(world.visit(people.head).get(&path).status, 404);
        assert_eq!(world.visit(people.teacher).get(&path).status, 403);
    }

    fn what_is_mended_moved_or_imported_is_counted_at_once(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.classes(people.ecole, 2);
        world.add(people.agent, people.ecole, "R52N40ABCDE", &[("genre", "projector"), ("etat", "broken")]);
        let path = format!("/materiel/ecoles/{}/socle", people.ecole);
        let shown = || figures(&world.visit(people.agent).get(&path), "Vidéoprojecteur ou écran");
        assert_eq!(shown(), ["2", "0", "2"]);
        let change = format!("/materiel/appareils/{}/modifier", world.device("R52N40ABCDE"));
        world.send(people.agent, &change, &[("etat", "used")]);
        assert_eq!(shown(), ["1", "1", "2"]);
        let table = "numéro de série;catégorie;état\nPROJ0001;Vidéoprojecteur;En service\n";
        let page = world.import(people.agent, Some(people.ecole), table);
        world.visit(people.agent).form(&page, &format!("{}/appliquer", page.path)).send();
        assert_eq!(shown(), ["0", "2", "2"]);
    }

    fn the_territory_sees_every_school_and_the_commune_its_own(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.classes(people.ecole, 4);
        let all = world.visit(people.manager).get("/materiel/socle");
        assert!(all.says("École des Érables") && all.says("Collège des Tilleuls"), "{}", all.text());
        assert!(all.says("Aucune école n’a tout ce que demande le socle, sur 2"), "{}", all.text());
        let own = world.visit(people.agent).get("/materiel/socle");
        assert!(own.says("École des Érables") && !own.says("Collège des Tilleuls"), "{}", own.text());
        for (asked, shows) in [
            ("?genre=ecole", true),
            ("?genre=college", false),
            ("?q=erables", true),
            ("?q=0860014y", true),
            ("?q=zzz", false),
            ("?manque=projector", true),
            ("?manque=quelque-chose", true),
            ("?manque=robot", false),
        ] {
            let page = world.visit(people.manager).get(&format!("/materiel/socle{asked}"));
            assert_eq!(page.says("École des Érables"), shows, "{asked}: {}", page.text());
        }
        let csv = world.visit(people.manager).get("/materiel/socle/export?genre=ecole");
        assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
        assert!(csv.body.contains("0860014Y;École des Érables;Charroux;4;"), "{}", csv.body);
        assert!(csv.body.contains(";4;0;4;"), "{}", csv.body);
        let xlsx = world.visit(people.manager).get("/materiel/socle/export?format=xlsx");
        assert!(xlsx.bytes.starts_with(b"PK"), "a workbook is an archive");
        assert!(world.visit(people.teacher).get("/materiel/socle/export").status == 403);
    }

    fn a_version_is_written_published_and_never_edited_again(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.classes(people.college, 4);
        let draft = "/materiel/socle/brouillon";
        for (field, value, says) in [
            ("combien-0", "-1", "Il y a une chose à corriger"),
            ("combien-0", "1000000000", "Il y a une chose à corriger"),
            ("combien-0", "", "Combien ?"),
            ("tous-0", "0", "Il y a une chose à corriger"),
            ("mieux-2", "3", "ne peut pas être moins"),
            ("source", "", "Il y a une chose à corriger"),
            ("quoi-0", "missile", "Il y a une chose à corriger"),
        ] {
            let page = world.send(people.manager, draft, &[(field, value)]);
            assert!(page.status == 422 && page.says(says), "{field} = {value}: {}", page.text());
        }
        let visitor = world.visit(people.manager);
        assert_eq!(visitor.get(draft).actions().len(), 1, "nothing to publish yet");
        let save = |title| world.send(people.manager, draft, &[
            ("titre", title), ("source", "Délibération du 4 mars 2027"), ("debut", "2027-03-11"),
            ("quoi-0", "projector"), ("pour-0", "college"), ("par-0", "class"), ("combien-0", "1"), ("tous-0", "1"),
            ("quoi-1", "printer"), ("pour-1", "all"), ("par-1", "office"), ("combien-1", "1"),
            ("quoi-2", ""), ("quoi-3", "robot"), ("pour-3", "pilot"), ("par-3", "school"), ("combien-3", "6"),
            ("quoi-4", ""),
        ]);
        save("Essai");
        let saved = save("Socle des collèges");
        assert!(saved.says("Le brouillon est enregistré"), "{}", saved.text());
        let before = visitor.get("/materiel/socle/versions");
        assert!(!before.says("Socle des collèges"), "{}", before.text());
        let publish = format!("{draft}/publier");
        let form = visitor.form(&visitor.get(draft), &publish);
        let done = form.send();
        assert!(done.says("Socle des collèges") && done.says("La version est publiée"), "{}", done.text());
        assert!(form.send().says("Socle des collèges"), "sent twice, it is published once");
        let path = format!("/materiel/ecoles/{}/socle", people.college);
        let school = world.visit(people.head).get(&path);
        assert_eq!(figures(&school, "Vidéoprojecteur ou écran"), ["4", "0", "4"]);
        assert!(school.says("1 pour le bureau de direction : il en faut 1."), "{}", school.text());
        assert!(!school.says("Robot"), "it is no pilot");
        let college = people.college;
        world.test.arrange(move |tx| api::set_pilots(tx, &[college]));
        assert_eq!(figures(&world.visit(people.head).get(&path), "Robot ou carte à programmer"), ["6", "0", "6"]);
        // The next one begins after it, and no form reaches what is published.
        let early = world.send(people.manager, draft, &[("debut", "2026-01-01")]);
        assert!(early.says("Le brouillon est enregistré"), "{}", early.text());
        let refused = visitor.form(&visitor.get(draft), &publish).send();
        assert!(refused.status == 422 && refused.says("avant la dernière publiée"), "{}", refused.text());
        assert_eq!(world.visit(people.head).get(draft).status, 403);
        assert_eq!(world.visit(people.agent).get(draft).status, 403);
        assert_eq!(world.visit(people.agent).get("/materiel/socle/versions").status, 200);
    }

    fn two_people_who_write_the_draft_are_both_heard(backend) {
        let world = World::new(backend);
        let draft = "/materiel/socle/brouillon";
        let visitor = world.visit(world.people.manager);
        let both_saw = visitor.get(draft);
        let late = visitor.form(&both_saw, draft).fill("titre", "Le mien");
        let first = visitor.form(&both_saw, draft).fill("titre", "Le premier").send();
        assert!(first.says("Le brouillon est enregistré"), "{}", first.text());
        let refused = late.send();
        assert!(refused.status == 409 && refused.says("Quelqu’un a modifié ce brouillon"), "{}", refused.text());
        assert!(refused.says("« Le premier »"), "{}", refused.text());
        let again = visitor.form(&refused, draft);
        assert_eq!(again.value("titre"), Some("Le mien"), "what was typed is kept");
        let (before, kept) = (visitor.get(draft), again.send());
        assert!(kept.says("Le brouillon est enregistré"), "{}", kept.text());
        let publish = format!("{draft}/publier");
        let unread = visitor.form(&before, &publish).send();
        assert!(unread.status == 409 && unread.says("Relisez-le avant de le publier"), "{}", unread.text());
        assert!(visitor.form(&visitor.get(draft), &publish).send().says("La version est publiée"));
    }

    fn a_version_to_come_waits_for_its_day(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.classes(people.ecole, 1);
        let draft = "/materiel/socle/brouillon";
        world.send(people.manager, draft, &[("debut", "2027-04-01"), ("combien-0", "3")]);
        let visitor = world.visit(people.manager);
        visitor.form(&visitor.get(draft), &format!("{draft}/publier")).send();
        assert!(visitor.get("/materiel/socle/versions").says("À venir"));
        let path = format!("/materiel/ecoles/{}/socle", people.ecole);
        let shown = || figures(&world.visit(people.agent).get(&path), "Vidéoprojecteur ou écran");
        assert_eq!(shown(), ["1", "0", "1"]);
        world.test.pass(30 * 24 * 3_600);
        assert_eq!(shown(), ["3", "0", "3"]);
    }

    fn the_room_above_reads_how_equipped_each_school_is(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.classes(people.ecole, 1);
        world.things(people.agent, people.ecole, "projector", ("1", "used"));
        let gaps = world.test.look(|tx| api::gaps(tx, Day::parse_iso("2027-03-11").expect("a day")));
        assert_eq!(gaps.len(), 2);
        let ecole = gaps.iter().find(|gap| gap.org == people.ecole).expect("the école");
        assert_eq!((ecole.required, ecole.missing, ecole.is_equipped()), (14, 13, false));
        assert_eq!(ecole.percent(), Some(7));
        let college = gaps.iter().find(|gap| gap.org == people.college).expect("the collège");
        assert_eq!((college.required, college.is_equipped(), college.percent()), (0, false, None));
    }
}
