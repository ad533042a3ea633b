//! Who decides, who does what, and what everyone may read.

use testkit::{Page, both};

use crate::{
    indicators::{fill, night},
    world::World,
};

const PATH: &str = "/programme/gouvernance";

/// Fills in a form of a page that has several.
fn send(world: &World, person: i64, page: &str, action: &str, fields: &[(&str, &str)]) -> Page {
    let visitor = world.visit(person);
    let mut form = visitor.form(&visitor.get(page), action);
    for (field, value) in fields {
        form = form.fill(field, value);
    }
    form.send()
}

fn meeting(world: &World) -> String {
    let manager = world.people.manager;
    let bodies = format!("{PATH}/instances");
    send(
        world,
        manager,
        PATH,
        &bodies,
        &[("instance", "Comité de pilotage"), ("role", "Décide des écoles")],
    );
    send(world, manager, PATH, &bodies, &[("genre", "partner"), ("instance", "Rectorat")]);
    let fields = [
        ("jour", "2027-03-02"),
        ("objet", "Choix des écoles"),
        ("notes", "Présents : tous.\n\nAdopté."),
    ];
    let page = send(world, manager, PATH, &format!("{PATH}/reunions"), &fields);
    assert!(page.says("C’est enregistré") && page.says("Comité de pilotage"), "{}", page.text());
    page.path
}

both! {
    fn a_meeting_decides_and_what_is_late_comes_first(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = meeting(&world);
        let decide = format!("{path}/decisions");
        let page = send(&world, people.manager, &path, &decide, &[("decision", "Neuf collèges sont retenus.")]);
        assert!(page.says("Neuf collèges sont retenus."), "{}", page.text());
        let act = format!("{path}/actions");
        let manager = people.manager.to_string();
        for (says, due, who) in [
            ("Écrire aux communes", "2027-05-01", ("autre", "Canopé")),
            ("Signer la convention", "2027-03-05", ("qui", manager.as_str())),
        ] {
            let fields = [("action", says), ("echeance", due), ("qui", ""), who];
            let page = send(&world, people.manager, &path, &act, &fields);
            assert!(page.says(says), "{}", page.text());
        }
        let list = world.visit(people.funder).get(PATH);
        let text = list.text();
        assert!(text.find("Signer la convention") < text.find("Écrire aux communes"), "{text}");
        assert!(list.says("En retard") && list.says("Ada Noir") && list.says("Canopé"), "{text}");
        assert_eq!(list.actions().iter().filter(|action| action.starts_with(PATH)).count(), 0, "a funder reads");
        let home = world.visit(people.manager).get("/");
        assert!(home.says("Ce dont vous vous chargez") && home.says("Signer la convention"), "{}", home.text());
        assert!(!world.visit(people.funder).get("/").says("Signer la convention"));
        let page = world.visit(people.manager).get(&path);
        let done = page.actions().into_iter().find(|action| action.contains("/actions/")).unwrap();
        let page = send(&world, people.manager, &path, &done, &[]);
        assert!(page.says("L’action est faite") && page.says("Fait"), "{}", page.text());
        assert!(!world.visit(people.manager).get(PATH).says("Signer la convention"));
        assert!(!world.visit(people.manager).get("/").says("Signer la convention"));
    }

    fn a_form_sent_twice_is_done_once_and_says_what_is_missing(backend) {
        let world = World::new(backend);
        let manager = world.people.manager;
        let path = meeting(&world);
        let visitor = world.visit(manager);
        let form = visitor.form(&visitor.get(&path), &format!("{path}/decisions")).fill("decision", "Une fois.");
        form.send();
        let page = form.send();
        assert_eq!(page.text().matches("Une fois.").count(), 1, "{}", page.text());
        let act = format!("{path}/actions");
        for (fields, says) in [
            (vec![("action", "Agir"), ("qui", ""), ("echeance", "2027-05-01")], "Dites qui s’en charge"),
            (vec![("action", "Agir"), ("autre", "Canopé")], "Il y a une chose à corriger"),
        ] {
            let page = send(&world, manager, &path, &act, &fields);
            assert!(page.status == 422 && page.says(says), "{says} in {}", page.text());
        }
        for (action, field) in [("instances", "instance"), ("reunions", "objet")] {
            let page = send(&world, manager, PATH, &format!("{PATH}/{action}"), &[(field, "")]);
            assert_eq!(page.status, 422, "{}", page.text());
        }
        let visitor = world.visit(manager);
        let form = visitor.form(&visitor.get(&path), &format!("{path}/documents"));
        assert_eq!(form.send().status, 422);
    }

    fn documents_are_for_those_who_follow(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = meeting(&world);
        let visitor = world.visit(people.manager);
        let form = visitor.form(&visitor.get(&path), &format!("{path}/documents"))
            .attach("documents", "convention.pdf", b"%PDF-1.4 a small file");
        form.send();
        let page = form.send();
        let links = page.links("convention.pdf");
        assert_eq!(links.len(), 1, "{}", page.text());
        let file = world.visit(people.funder).get(&links[0]);
        assert!(file.header("content-disposition").is_some_and(|is| is.starts_with("attachment")));
        for someone in [people.head, people.agent, people.teacher] {
            assert_eq!(world.visit(someone).get(&links[0]).status, 404);
            assert_eq!(world.visit(someone).get(&path).status, 404);
            assert_eq!(world.visit(someone).get(PATH).status, 403);
        }
    }

    fn two_people_who_write_the_public_page_are_both_heard(backend) {
        let world = World::new(backend);
        let edit = "/programme/page-publique";
        let visitor = world.visit(world.people.manager);
        let both_saw = visitor.get(edit);
        let late = visitor.form(&both_saw, edit).fill("titre-fr", "Le mien").fill("texte-fr", "Mes mots.");
        let first = visitor.form(&both_saw, edit).fill("titre-fr", "Le premier").send();
        assert!(first.says("Le brouillon est enregistré"), "{}", first.text());
        let refused = late.send();
        assert!(refused.status == 409 && refused.says("Quelqu’un a modifié cette page"), "{}", refused.text());
        let again = visitor.form(&refused, edit);
        assert_eq!((again.value("titre-fr"), again.value("texte-fr")), (Some("Le mien"), Some("Mes mots.")));
        let publish = format!("{edit}/publier");
        assert!(again.send().says("Le brouillon est enregistré"));
        let unread = visitor.form(&first, &publish).send();
        assert!(unread.status == 409 && unread.says("Relisez-la avant de la publier"), "{}", unread.text());
        visitor.form(&visitor.get(edit), &publish).send();
        assert!(world.test.visitor().get("/le-programme").says("Le mien"));
    }

    fn the_open_figures_name_no_school_and_show_no_small_number(backend) {
        let world = World::new(backend);
        // Two private schools have three between them: their total is small, and so is what it is taken from.
        fill(&world, [40, 50, 60, 70, 80, 90, 2, 1]);
        night(&world);
        let (manager, edit) = (world.people.manager, "/programme/page-publique");
        world.send(manager, edit, &[("titre-fr", "Territoire numérique")]);
        send(&world, manager, edit, &format!("{edit}/publier"), &[]);
        let anyone = world.test.visitor();
        let table = anyone.get("/le-programme/donnees");
        assert!(table.header("content-type").is_some_and(|is| is.starts_with("text/csv")));
        let body = table.body.trim_start_matches('\u{feff}');
        let lines: Vec<Vec<&str>> = body.lines().map(|line| line.split(';').collect()).collect();
        assert_eq!(lines[0], ["indicateur", "mois", "decoupage", "part", "uai", "ecoles", "valeur", "masque"]);
        let february = |indicator: &str, cut: &str, part: &str| -> Vec<&str> {
            let is = |line: &&Vec<&str>| line[..4] == [indicator, "2027-02", cut, part];
            lines.iter().find(is).map(|line| line[5..].to_vec()).unwrap_or_default()
        };
        assert_eq!(february("test.classes", "all", ""), ["8", "16", "0"]);
        assert_eq!(february("test.classes", "sector", "private"), ["2", "4", "0"]);
        assert_eq!(february("test.handins", "sector", "private"), ["2", "", "1"]);
        let (all, public) = (february("test.handins", "all", ""), february("test.handins", "sector", "public"));
        assert_eq!((all[0], public[0]), ("8", "6"));
        assert!(all[2] == "1" || public[2] == "1", "both would give the private ones away: {body}");
        for line in &lines[1..] {
            assert!(line[4].is_empty() && line[2] != "school", "no school is named: {line:?}");
            assert!(line[1] < "2027-03", "the month is not over: {line:?}");
            let value: Option<i64> = line[6].parse().ok();
            assert_eq!(value.is_none(), line[7] == "1", "{line:?}");
            assert!(line[0] == "test.classes" || value.is_none_or(|value| value >= 5), "{line:?}");
        }
        let words = anyone.get("/le-programme/dictionnaire").body;
        for column in &lines[0] {
            assert!(words.lines().any(|line| line.starts_with(&format!("{column};")) && line.len() > column.len() + 5), "{column} in {words}");
        }
        assert!(words.contains("indicateur=test.handins;Travaux rendus"), "{words}");
    }

    fn the_public_page_is_read_once_it_is_published(backend) {
        let world = World::new(backend);
        let manager = world.people.manager;
        let (edit, public) = ("/programme/page-publique", "/le-programme");
        let anyone = world.test.visitor();
        for path in [public, "/le-programme/donnees", "/le-programme/dictionnaire"] {
            assert_eq!(anyone.get(path).status, 404);
        }
        assert_eq!(world.send(manager, edit, &[]).status, 422);
        let fields = [("titre-fr", "Territoire numérique"), ("texte-fr", "Neuf collèges. <script>alert(1)</script>"), ("titre-en", "Digital territory")];
        let page = world.send(manager, edit, &fields);
        assert!(page.says("Le brouillon est enregistré") && page.says("Brouillon"), "{}", page.text());
        assert_eq!(anyone.get(public).status, 404, "a draft is nobody else’s");
        send(&world, manager, edit, &format!("{edit}/publier"), &[]);
        let page = anyone.get(public);
        assert!(page.says("Territoire numérique") && page.says("Neuf collèges."), "{}", page.text());
        assert!(!page.body.contains("<script>alert"));
        assert_eq!(anyone.get("/le-programme/donnees").status, 200);
        let page = world.send(manager, edit, &[("titre-fr", "Autre titre")]);
        assert!(page.says("avec un brouillon plus récent"), "{}", page.text());
        assert!(!anyone.get(public).says("Autre titre"));
        send(&world, manager, edit, &format!("{edit}/retirer"), &[]);
        assert_eq!(anyone.get(public).status, 404);
        assert_eq!(world.visit(world.people.funder).get(edit).status, 403);
    }
}
