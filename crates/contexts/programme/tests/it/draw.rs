//! Which écoles, in which year: the same seed draws the same, and everything to redo it is shown.

use testkit::{Page, both};

use crate::{study::uai, territory::Line, world::World};

impl World {
    /// Twenty-four écoles of every kind.
    pub(crate) fn with_ecoles(backend: testkit::Backend) -> Self {
        let world = Self::new(backend);
        let lines: Vec<(String, String, &str, String)> = (0..24_u32)
            .map(|at| {
                let sector = if at % 6 == 5 { "prive" } else { "public" };
                let pupils = if at == 3 { String::new() } else { (40 + at * 17 % 160).to_string() };
                (uai(990_101 + at), format!("École {at}"), sector, pupils)
            })
            .collect();
        let all: Vec<Line> = lines
            .iter()
            .map(|(uai, name, sector, pupils)| {
                (uai.as_str(), "ECOLE", name.as_str(), *sector, Some((46.1, 0.3)), pupils.as_str())
            })
            .collect();
        world.bring(&all);
        let mut ips = String::from("uai;ips\n");
        for at in (0..24_u32).filter(|at| *at != 7) {
            ips.push_str(&format!("{};{}\n", uai(990_101 + at), 70 + at * 31 % 60));
        }
        world.apply_facts(&world.send_facts("ips.csv", ips.as_bytes(), "2022"));
        world
    }

    pub(crate) fn draw(&self, fields: &[(&str, &str)]) -> Page {
        let visitor = self.visit(self.people.manager);
        let page = visitor.get("/programme/pilotes/tirages/nouveau");
        let mut form = visitor
            .form(&page, "/programme/pilotes/tirages")
            .fill("nom", "Trois années")
            .fill("par-an", "5")
            .fill("graine", "2027");
        for (field, value) in fields {
            form = form.fill(field, value);
        }
        form.send()
    }
}

/// No criterion counts: every école is in the draw.
const ALIKE: [(&str, &str); 4] =
    [("poids-social", "0"), ("poids-rural", "0"), ("poids-network", "0"), ("poids-gap", "0")];

both! {
    fn the_same_seed_draws_the_same_schools(backend) {
        let world = World::with_ecoles(backend);
        let manager = world.visit(world.people.manager);
        let (one, other) = (world.draw(&[]), world.draw(&[]));
        assert!(one.says("Les années se ressemblent") && one.says("Graine : 2027"), "{}", one.text());
        assert!(one.says("preau programme cohorts tirage.csv --per-year 5 --years 3"), "{}", one.text());
        assert!(one.says("Indice social inconnu ou non publié : compté comme la moyenne"), "{}", one.text());
        let table = |page: &Page| manager.get(&format!("{}/ecoles.csv", page.path)).text();
        assert_eq!(table(&one), table(&other));
        assert!(manager.get(&format!("{}/tirage.csv", one.path)).text().contains("uai;secteur;milieu"));
        let pdf = manager.get(&format!("{}/dossier.pdf", one.path));
        assert_eq!(pdf.header("content-type"), Some("application/pdf"));
    }

    fn what_lacks_of_the_baseline_counts_where_no_file_says_what_lacks(backend) {
        let world = World::with_ecoles(backend);
        let manager = world.visit(world.people.manager);
        let none = world.draw(&[]);
        assert!(none.says("Besoin d’équipement inconnu"), "{}", none.text());
        let ids = world.test.look(|tx| directory::api::schools_located(tx, 100));
        let org = |number| ids.iter().find(|one| one.uai == uai(number)).unwrap().id;
        let (one, other) = (org(990_101), org(990_102));
        world.test.arrange(move |tx| {
            for (org, name) in [(one, "CP"), (other, "CE1"), (other, "CE2")] {
                directory::edit::create_group(tx, org, true, name, &["CP"], 2026)?;
            }
            Ok(())
        });
        let lacks = |draw: &Page, number| {
            let table = manager.get(&format!("{}/tirage.csv", draw.path)).body;
            let line = table.lines().find(|line| line.starts_with(&uai(number))).map(str::to_owned);
            line.and_then(|line| Some(line.rsplit_once(';')?.1.to_owned())).unwrap_or_default()
        };
        let whole = world.draw(&ALIKE);
        assert!(whole.says("ce qui manque du socle numérique d’après l’inventaire"), "{}", whole.text());
        assert_eq!([lacks(&whole, 990_101), lacks(&whole, 990_102)], ["14", "16"]);
        let now = world.test.now();
        world.test.arrange(move |tx| {
            let device = equipment::api::DeviceRow {
                org: one,
                category: equipment::api::Category::Projector,
                brand: "",
                model: "",
                serial: "R52N40ABCDE",
                tag: "",
                funding: "",
                state: equipment::api::State::Used,
                place: "",
                bought: None,
                price: None,
            };
            equipment::api::load_devices(tx, &[device], now)
        });
        let less = world.draw(&ALIKE);
        assert_eq!([lacks(&less, 990_101), lacks(&less, 990_102)], ["13", "16"]);
        assert_eq!(lacks(&whole, 990_101), "14", "what was drawn keeps the data of its day");
        let file = format!("uai;besoin\n{};3\n", uai(990_101));
        world.apply_facts(&world.send_facts("besoins.csv", file.as_bytes(), "2026"));
        let said = world.draw(&ALIKE);
        assert!(said.says("ce que disent les fichiers importés"), "{}", said.text());
        assert_eq!(lacks(&said, 990_101), "3");
    }

    fn another_seed_draws_other_years(backend) {
        let world = World::with_ecoles(backend);
        let manager = world.visit(world.people.manager);
        let (one, other) = (world.draw(&[]), world.draw(&[("graine", "2028")]));
        let table = |page: &Page| manager.get(&format!("{}/ecoles.csv", page.path)).text();
        assert_ne!(table(&one), table(&other));
    }

    fn a_school_that_is_drawn_is_removed_with_a_reason(backend) {
        let world = World::with_ecoles(backend);
        let manager = world.visit(world.people.manager);
        let draw = world.draw(&[]);
        let table = manager.get(&format!("{}/ecoles.csv", draw.path)).body;
        let drawn: Vec<Vec<&str>> = table
            .lines()
            .skip(1)
            .map(|line| line.split(';').collect::<Vec<_>>())
            .filter(|cells| cells[4].starts_with("20"))
            .collect();
        assert_eq!(drawn.len(), 15, "{table}");
        let (number, name) = (drawn[0][0], drawn[0][1]);
        let action = format!("{}/decision", draw.path);
        let fields = |reasons| {
            [
                ("qui", "Comité de pilotage"), ("jour", "2026-09-01"), ("pour", "8"), ("contre", "0"),
                ("abstentions", "1"), ("retirees", number), ("raisons", reasons),
            ]
        };
        let silent = world.send(world.people.manager, &action, &fields(""));
        assert!(silent.status == 422 && silent.says("Dites pourquoi"), "{}", silent.text());
        let done = world.send(world.people.manager, &action, &fields("Elle ferme en juin."));
        assert!(done.says(&format!("Pas retenu : {name}")) && done.says("Elle ferme en juin."), "{}", done.text());
        let pilots = manager.get("/programme/pilotes/ecoles");
        let links = |name: &str| pilots.all("ul.files li a span").iter().filter(|one| *one == name).count();
        assert_eq!((links(name), links(drawn[1][1])), (0, 1), "{}", pilots.text());
    }

    fn what_cannot_be_drawn_is_said(backend) {
        let world = World::with_ecoles(backend);
        let many = world.draw(&[("par-an", "42")]);
        assert_eq!(many.status, 422);
        assert!(many.says("Il y a 126 places et 25 écoles"), "{}", many.text());
        for (field, value) in [("poids-social", "-1"), ("poids-social", "11"), ("graine", ""), ("par-an", "0")] {
            assert_eq!(world.draw(&[(field, value)]).status, 422, "{field} {value}");
        }
    }

    fn a_draw_is_published_and_decided_with_its_reasons(backend) {
        let world = World::with_ecoles(backend);
        let people = world.people;
        let draw = world.draw(&[]);
        assert_eq!(world.visit(people.agent).get(&draw.path).status, 404);
        let manager = world.visit(people.manager);
        manager.form(&draw, &format!("{}/publier", draw.path)).send();
        assert!(world.visit(people.agent).get(&draw.path).says("Graine"));
        manager.form(&manager.get(&draw.path), &format!("{}/retirer", draw.path)).send();
        let action = format!("{}/decision", draw.path);
        let fields = |left: &'static str, reasons: &'static str| {
            vec![
                ("qui", "Comité de pilotage"), ("jour", "2026-09-01"), ("pour", "8"), ("contre", "0"),
                ("abstentions", "1"), ("retirees", left), ("raisons", reasons),
            ]
        };
        let unknown = world.send(people.manager, &action, &fields("0990999Z", "x"));
        assert!(unknown.says("n’est pas dans ce tirage"), "{}", unknown.text());
        let done = world.send(people.manager, &action, &fields("", ""));
        assert!(done.says("La décision est enregistrée") && done.says("Année 3"), "{}", done.text());
        let pdf = world.visit(people.agent).get(&format!("{}/dossier.pdf", draw.path));
        assert_eq!(pdf.status, 200);
    }
}
