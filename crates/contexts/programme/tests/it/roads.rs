//! Ways by road instead of distances as the crow flies: looked at, kept, used by a study that says so.

use testkit::{Page, both};

use crate::{study::uai, world::World};

const PATH: &str = "/programme/pilotes/trajets";

fn college(at: u32) -> String {
    uai(990_001 + at)
}

fn ecole(at: u32) -> String {
    uai(990_101 + at)
}

/// One kilometre to the first collège, thirty to the others; nothing of the fifth école.
fn table(unit: &str) -> String {
    let mut table = format!("de;vers;{unit}\n");
    for from in [0, 1, 2, 3, 5] {
        for to in 0..6 {
            let far = if to == 0 { "1" } else { "30,5" };
            table.push_str(&format!("{};{};{far}\n", ecole(from), college(to)));
        }
    }
    table
}

fn send(world: &World, content: &str, source: &str, day: &str) -> Page {
    let visitor = world.visit(world.people.manager);
    let form = visitor.form(&visitor.get(PATH), PATH).fill("source", source).fill("jour", day);
    form.attach("fichier", "trajets.csv", content.as_bytes()).send()
}

fn keep(world: &World, looked: &Page) -> Page {
    let visitor = world.visit(world.people.manager);
    visitor.form(looked, &format!("{}/garder", looked.path)).send()
}

/// A table that is kept; its id.
fn kept(world: &World, unit: &str) -> String {
    let looked = send(world, &table(unit), "Service d’itinéraires", "2027-03-10");
    assert!(keep(world, &looked).says("Le tableau est gardé"));
    looked.path.rsplit('/').next().unwrap().to_owned()
}

both! {
    fn a_table_is_looked_at_and_what_it_lacks_is_said(backend) {
        let world = World::with_line(backend);
        let mut content = table("km");
        content.push_str(&format!("{};{};3\n", college(0), ecole(0)));
        content.push_str(&format!("{};{};9\n", ecole(0), ecole(1)));
        content.push_str(&format!("{};{};-4\n{};{};4\n", ecole(4), college(1), ecole(4), uai(990_999)));
        let looked = send(&world, &content, "Service d’itinéraires", "2027-03-10");
        for says in [
            "30 trajets, entre 5 écoles et 6 collèges", "6 sur 36", "École 4", "1 établissement n’a aucun trajet",
            "1 trajet, de 2,0 km au plus : la moyenne compte", "10 mars 2027", "kilomètres", "Service d’itinéraires",
            "Ce n’est pas une distance", "Cette école n’est pas du territoire",
        ] {
            assert!(looked.says(says), "{says} in {}", looked.text());
        }
        let new = world.visit(world.people.manager).get("/programme/pilotes/etudes/nouvelle");
        assert!(!new.says("Service d’itinéraires"), "it is not kept yet: {}", new.text());
        let kept = keep(&world, &looked);
        assert!(kept.says("Le tableau est gardé") && kept.says("Service d’itinéraires"), "{}", kept.text());
        let chosen = world.visit(world.people.manager);
        let form = chosen.form(&kept, "/programme/pilotes/etudes");
        assert_eq!(form.value("trajets"), looked.path.rsplit('/').next());
        // There and back are not the same for one école: the mean counts.
        let study = form.fill("nom", "Par la route").fill("nombre", "1").send();
        assert!(study.says("6,000 km en tout") && study.says("1. Collège 0"), "{}", study.text());
    }

    fn a_study_by_road_says_so_and_leaves_out_whom_no_way_leads_to(backend) {
        let world = World::with_line(backend);
        let crow = world.ask(&[("nombre", "1")]);
        assert!(crow.says("à vol d’oiseau") && !crow.says("1. Collège 0"), "{}", crow.text());
        let id = kept(&world, "km");
        let study = world.ask(&[("nombre", "1"), ("trajets", id.as_str())]);
        for says in [
            "5,000 km en tout", "1. Collège 0", "c’est prouvé", "École 4", "Aucun trajet ne la relie",
            "Trajets par la route : Service d’itinéraires", "10 mars 2027, en kilomètres",
        ] {
            assert!(study.says(says), "{says} in {}", study.text());
        }
        assert!(!study.says("à vol d’oiseau"), "{}", study.text());
        let manager = world.visit(world.people.manager);
        let paper = manager.get(&format!("{}/dossier.pdf", study.path)).printed();
        assert!(paper.says("Trajets par la route : Service d’itinéraires"), "{}", paper.text());
        let file = manager.get(&format!("{}/distances.csv", study.path));
        let again = locate::read_table(&file.body).unwrap();
        let task = locate::Task { open: 1, ..locate::Task::default() };
        let found = locate::median(&again.costs().unwrap(), &task, &mut |_| true).unwrap();
        assert_eq!(found.objective, 5 * 10_i64.pow(again.decimals), "the command finds the same");
        // The table goes; the study keeps its ways, and one that asks for it again says it is gone.
        let looked = manager.get(&format!("{PATH}/{id}"));
        assert!(manager.form(&looked, &format!("{PATH}/{id}/oublier")).send().says("Le tableau est oublié"));
        assert!(manager.get(&study.path).says("5,000 km en tout"));
        let gone = world.ask(&[("nombre", "1"), ("trajets", id.as_str())]);
        assert!(gone.status == 422 && gone.says("n’est plus là"), "{}", gone.text());
    }

    fn minutes_are_minutes_everywhere(backend) {
        let world = World::with_line(backend);
        let id = kept(&world, "minutes");
        let study = world.ask(&[("nombre", "2"), ("objectif", "cover"), ("rayon", "20"), ("trajets", id.as_str())]);
        assert!(study.says("5 écoles dans le rayon") && study.says("Rayon : 20,0 min"), "{}", study.text());
        assert!(study.says("Écoles à moins de 30 min") && study.says("1,0 min"), "{}", study.text());
        assert!(study.says("en minutes") && !study.says(" km"), "{}", study.text());
        let near = world.visit(world.people.manager).get(&format!("{}/ecoles.csv", study.path));
        assert!(near.body.lines().next().unwrap().ends_with(";minutes"), "{}", near.body);
    }

    fn a_choice_that_no_way_allows_names_the_school(backend) {
        let world = World::with_line(backend);
        let content = format!("de;vers;km\n{};{};1\n{};{};1\n", ecole(0), college(0), ecole(1), college(1));
        let looked = send(&world, &content, "x", "2027-03-10");
        keep(&world, &looked);
        let id = looked.path.rsplit('/').next().unwrap();
        let one = world.ask(&[("nombre", "1"), ("trajets", id)]);
        assert!(one.says("Aucun choix ne dessert « École"), "{}", one.text());
        let two = world.ask(&[("nombre", "2"), ("trajets", id)]);
        assert!(two.says("2,000 km en tout"), "{}", two.text());
    }

    fn what_is_no_table_of_ways_is_said_and_only_the_territory_sends_one(backend) {
        let world = World::with_line(backend);
        let huge = format!("de;vers;km\n{}", format!("{};{};1\n", ecole(0), college(0)).repeat(150_001));
        let none = format!("de;vers;km\n{};{};1\n", ecole(0), ecole(1));
        for (content, says) in [
            ("a;b\n1;2\n", "n’a pas les colonnes attendues"),
            ("%PDF-1.4", "n’a pas les colonnes attendues"),
            (none.as_str(), "Aucune ligne n’est un trajet"),
            (huge.as_str(), "Ce tableau est trop grand"),
        ] {
            let page = send(&world, content, "x", "2027-03-10");
            assert!(page.status == 422 && page.says(says), "{says} in {}", page.text());
        }
        for (source, day) in [("", "2027-03-10"), ("x", "2027-04-01"), ("x", "")] {
            assert_eq!(send(&world, &table("km"), source, day).status, 422, "{source} {day}");
        }
        let people = world.people;
        let looked = send(&world, &table("km"), "x", "2027-03-10");
        for person in [people.head, people.agent, people.teacher, people.funder] {
            assert_eq!(world.visit(person).get(PATH).status, 403);
            assert_eq!(world.visit(person).get(&looked.path).status, 403);
        }
    }
}
