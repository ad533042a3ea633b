//! The real territory, where its open files are at hand: the known answer, proven.

use testkit::{Page, both, shared};

use crate::world::World;

both! {
    fn nine_colleges_mesh_the_vienne_and_it_is_proven(backend) {
        let Some(shared) = shared() else { return };
        let data = shared.join("data/vienne");
        let world = World::new(backend);
        world.bring_file(data.join("etablissements_vienne.csv"));
        let manager = world.visit(world.people.manager);
        for (file, year) in [
            ("ips_colleges_2022-2023_086.csv", ""),
            ("ips_ecoles_2022-2023_086.csv", ""),
            ("rep_rentree_2022_086.csv", "2022"),
            ("communes_vienne_2026.csv", "2026"),
        ] {
            let content = std::fs::read(data.join(file)).unwrap();
            let looked = world.send_facts(file, &content, year);
            assert_eq!(looked.status, 200, "{file}: {}", looked.text());
            let done = world.apply_facts(&looked);
            assert!(done.says("C’est pris en compte"), "{file}: {}", done.text());
        }
        let table = manager.get("/programme/donnees/ecoles.csv").text();
        assert!(table.contains("REP+") && table.contains("rural"), "{table}");
        // The known answer is among the collèges of before 2022: one is there twice, five are newer.
        let newer = ["0861071X", "0861213B", "0861465A", "0861472H", "0861475L", "0861481T"];
        let fields = newer.map(|uai| format!("college-{uai}"));
        let mut asked = vec![("nombre", "9"), ("prive-min", "1"), ("ips-min", "2")];
        asked.extend(fields.iter().map(|field| (field.as_str(), "interdit")));
        let followed = |mut page: Page| {
            while page.says("Calcul en cours") || page.says("Essai en cours") {
                page = manager.get(page.path.split('#').next().unwrap_or_default());
            }
            page
        };
        let study = followed(world.ask(&asked));
        assert!(study.says("1 980,892 km en tout") && study.says("c’est prouvé"), "{}", study.text());
        for name in ["Loudun", "Montmorillon", "Vivonne", "Chauvigny", "Neuville"] {
            assert!(study.says(name), "{name}");
        }
        let facts = study.all("section[aria-labelledby=reponse-alone] dl").join(" ");
        for (what, number) in [("Distance moyenne", "8,4 km"), ("École la plus loin", "24,3 km"), ("10 km", "137 / 237"), ("15 km", "203 / 237")] {
            assert!(facts.contains(what) && facts.contains(number), "{what} {number} in {facts}");
        }
        let action = format!("{}/essai", study.path);
        let tried = followed(manager.form(&study, &action).fill("college", "0860016A").fill("essai", "force").send());
        assert!(tried.says("arrive") && tried.says("c’est prouvé"), "{}", tried.text());
        let mut far = vec![("nombre", "9"), ("objectif", "center")];
        far.extend(fields.iter().map(|field| (field.as_str(), "interdit")));
        let far = followed(world.ask(&far));
        assert!(far.says("L’école la plus loin est à 21,018 km") && far.says("c’est prouvé"), "{}", far.text());
    }
}
