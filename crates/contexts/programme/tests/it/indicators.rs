//! What is counted, and who reads what of it.

use db::{DbError, Tx, params};
use kernel::Lang;
use testkit::both;
use web::{Indicator, Month, Span};

use crate::world::World;

/// Two indicators read from what a test writes: pupils of each school stand for what is counted.
pub(crate) fn counted() -> Vec<Indicator> {
    let classes = Indicator {
        name: "test.classes",
        label: |_| "Classes",
        help: |_| "Les classes.",
        span: Span::During,
        is_personal: false,
        per: None,
        count: |tx, _| orgs(tx, "SELECT DISTINCT org_id, 2 FROM directory_org"),
    };
    vec![
        classes,
        Indicator {
            name: "test.handins",
            label: |_| "Travaux rendus",
            is_personal: true,
            per: Some("test.classes"),
            count: pupils,
            ..classes
        },
        Indicator {
            name: "test.accounts",
            label: |lang| if lang == Lang::Fr { "Comptes" } else { "Accounts" },
            span: Span::AtEnd,
            is_personal: true,
            per: Some("test.classes"),
            count: pupils,
            ..classes
        },
    ]
}

fn pupils(tx: &mut Tx, _: Month) -> Result<Vec<(i64, i64)>, DbError> {
    orgs(
        tx,
        "SELECT org_id, MAX(pupils) FROM directory_org WHERE pupils IS NOT NULL GROUP BY org_id",
    )
}

fn orgs(tx: &mut Tx, sql: &str) -> Result<Vec<(i64, i64)>, DbError> {
    tx.query(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Six more schools, then so many in each: the collège, the école, the others.
pub(crate) fn fill(world: &World, values: [i64; 8]) -> Vec<i64> {
    let people = world.people;
    world.test.arrange(move |tx| {
        let mut ids = vec![people.college, people.ecole];
        let names = ["A", "B", "C", "D", "E", "F"];
        let known: Vec<(i64, i64)> =
            orgs(tx, "SELECT org_id, org_id FROM directory_org ORDER BY org_id")?;
        if known.len() > 2 {
            ids = known.into_iter().map(|(id, _)| id).collect();
        } else {
            for (at, name) in names.into_iter().enumerate() {
                let uai = directory::feed::Uai::from_number(860_200 + u32::try_from(at).unwrap())
                    .unwrap()
                    .to_string();
                let sector = if at < 4 { "public" } else { "private" };
                let new = directory::edit::NewOrg {
                    kind: "ecole",
                    uai: Some(&uai),
                    name,
                    commune: "Val",
                    sector,
                };
                ids.push(directory::edit::create_org(tx, &new)?);
            }
        }
        for (at, (id, value)) in ids.iter().zip(values).enumerate() {
            let (lat, lon) = (46.5 + at as f64 / 100.0, 0.3);
            tx.execute(
                "UPDATE directory_org SET pupils = $2, lat = $3, lon = $4 WHERE org_id = $1",
                params![*id, value, lat, lon],
            )?;
        }
        Ok::<_, DbError>(ids)
    })
}

pub(crate) fn night(world: &World) {
    world.test.pass(1);
    while month(world) {}
}

/// Counts one month of what is to be counted tonight; whether there was one.
fn month(world: &World) -> bool {
    let since = world.test.now();
    programme::api::knowing::count_month(&world.test.app, &counted(), since).unwrap()
}

fn shown(world: &World) -> (Month, i64, i64) {
    let now = world.test.now();
    let count = |sql: &'static str| {
        world.test.look(move |tx| tx.query_one(sql, &[], |row| row.get::<i64>(0)))
    };
    (
        Month::at(now),
        count("SELECT COUNT(*) FROM programme_indicator"),
        count("SELECT COUNT(*) FROM programme_figure"),
    )
}

const HANDINS: &str = "/programme/indicateurs?quoi=test.handins";

both! {
    fn counting_again_changes_nothing_and_a_month_opens_when_it_is_over(backend) {
        let world = World::new(backend);
        fill(&world, [40, 50, 60, 70, 80, 90, 30, 20]);
        let before = world.visit(world.people.funder).get(HANDINS);
        assert!(before.says("Rien n’est encore compté"), "{}", before.text());
        night(&world);
        let first = shown(&world);
        night(&world);
        assert_eq!(first, shown(&world));
        let manager = world.visit(world.people.manager).get(&format!("{HANDINS}&mois={}", first.0));
        assert!(manager.says("440") && manager.says("27,5"), "{}", manager.text());
        let funder = world.visit(world.people.funder).get(&format!("{HANDINS}&mois={}", first.0));
        assert!(!funder.says("mars 2027") && funder.says("février 2027"), "{}", funder.text());
    }

    fn a_night_goes_month_by_month_and_leaves_the_others_their_turn(backend) {
        let world = World::new(backend);
        fill(&world, [40, 50, 60, 70, 80, 90, 30, 20]);
        let months = || {
            world.test.look(|tx| {
                tx.query_one("SELECT COUNT(*) FROM programme_counted", &[], |row| row.get::<i64>(0))
            })
        };
        // Two are counted a year back, what there is at the end of a month from now on.
        for counted in 1..=13 + 13 + 1 {
            assert!(month(&world));
            assert_eq!(months(), counted);
        }
        assert!(!month(&world), "all of it is counted");
        world.test.pass(24 * 3_600);
        assert!(month(&world), "the next night, what is not open is counted again");
        while month(&world) {}
        assert_eq!(months(), 27);
    }

    fn a_small_number_is_read_by_its_school_and_the_territory_alone(backend) {
        let world = World::new(backend);
        let people = world.people;
        fill(&world, [40, 3, 60, 70, 80, 90, 30, 20]);
        night(&world);
        let row = |page: &testkit::Page, name: &str| -> String {
            page.all("tr").into_iter().find(|row| row.contains(name)).unwrap_or_default()
        };
        let manager = world.visit(people.manager).get(HANDINS);
        assert!(row(&manager, "École des Érables").contains('3'), "{}", manager.text());
        assert!(row(&manager, "École des Érables").contains("masqué pour les autres"));
        let funder = world.visit(people.funder).get(HANDINS);
        assert!(row(&funder, "École des Érables").contains("masqué"), "{}", funder.text());
        let hidden = funder.all("tr").iter().filter(|row| row.contains("masqué")).count();
        assert!(hidden >= 2, "one alone is what is missing in the total: {}", funder.text());
        let agent = world.visit(people.agent).get(HANDINS);
        assert!(row(&agent, "École des Érables").contains("masqué"), "{}", agent.text());
        assert!(!agent.says("Collège des Tilleuls"), "a commune reads of its own schools");
        let head = world.visit(people.head).get(HANDINS);
        assert!(head.says("Collège des Tilleuls") && head.says("40") && head.says("trop peu d’écoles"));
        assert!(!head.says("École des Érables") && !head.says("École par école"), "{}", head.text());
        for someone in [people.teacher, people.referent] {
            assert_eq!(world.visit(someone).get(HANDINS).status, 403);
        }
    }

    fn a_head_does_not_read_the_own_hidden_number_nor_by_it_another(backend) {
        let world = World::new(backend);
        fill(&world, [3, 40, 60, 70, 80, 90, 30, 20]);
        night(&world);
        let head = world.visit(world.people.head).get(HANDINS);
        let row = head.all("tr").into_iter().find(|row| row.contains("Collège des Tilleuls"));
        assert!(row.is_none_or(|row| row.contains("masqué")), "{}", head.text());
        assert!(!head.says("Collège des Tilleuls : 3"), "{}", head.text());
    }

    fn what_is_taken_away_hides_what_the_page_hides(backend) {
        let world = World::new(backend);
        let people = world.people;
        fill(&world, [40, 3, 60, 70, 80, 90, 30, 20]);
        night(&world);
        let path = "/programme/indicateurs/donnees?quoi=test.handins";
        for (someone, is_whole) in [(people.manager, true), (people.funder, true), (people.agent, false)] {
            let table = world.visit(someone).get(path);
            let lines: Vec<&str> = table.body.lines().filter(|line| line.contains(";2027-02;")).collect();
            let school = lines.iter().find(|line| line.contains("0860014Y")).copied().unwrap_or_default();
            assert!(school.ends_with(";;1"), "{school}");
            assert_eq!(lines.iter().any(|line| line.contains("0860002K")), is_whole, "{}", table.body);
            assert!(lines.iter().any(|line| line.starts_with("test.handins;2027-02;all;;;8;")), "{}", table.body);
        }
        assert!(!world.visit(people.manager).get(path).body.contains("2027-03"), "only what is open");
        let words = world.visit(people.agent).get("/programme/indicateurs/dictionnaire");
        assert!(words.body.contains("indicateur=test.handins;Travaux rendus : Les classes."), "{}", words.body);
        assert!(words.body.contains("masque;1 quand"));
    }

    fn a_few_new_accounts_are_not_found_from_one_month_to_the_next(backend) {
        let world = World::new(backend);
        let people = world.people;
        fill(&world, [100, 100, 100, 100, 100, 100, 100, 100]);
        night(&world);
        world.test.pass(40 * 24 * 3_600);
        night(&world);
        let path = "/programme/indicateurs?quoi=test.accounts";
        let march = world.visit(people.agent).get(&format!("{path}&mois=2027-03"));
        assert!(march.all("tr").iter().any(|row| row.contains("École des Érables") && row.contains("100")), "{}", march.text());
        fill(&world, [100, 102, 100, 100, 100, 100, 100, 160]);
        night(&world);
        world.test.pass(40 * 24 * 3_600);
        night(&world);
        let april = world.visit(people.agent).get(&format!("{path}&mois=2027-04"));
        assert!(april.all("tr").iter().any(|row| row.contains("École des Érables") && row.contains("masqué")), "{}", april.text());
    }

    fn the_map_and_its_table_agree(backend) {
        let world = World::new(backend);
        let people = world.people;
        fill(&world, [40, 50, 60, 70, 80, 90, 30, 3]);
        night(&world);
        let page = world.visit(people.funder).get(HANDINS);
        assert_eq!(page.attributes(".map .spot", "cx").len(), 8, "{}", page.body);
        let hidden = page.attributes(".map .spot", "data-shade").iter().filter(|shade| *shade == "none").count();
        let rows = page.all("#ecoles tr, section[aria-labelledby=ecoles] tr");
        assert_eq!(rows.iter().filter(|row| row.contains("masqué")).count(), hidden, "{rows:?}");
        let agent = world.visit(people.agent).get(HANDINS);
        assert_eq!(agent.attributes(".map .spot", "cx").len(), 1);
    }

    fn schools_are_compared_by_social_index_and_by_where_they_are(backend) {
        let world = World::new(backend);
        let ids = fill(&world, [40, 50, 60, 70, 80, 90, 30, 20]);
        let communes = vec![("86061".to_owned(), "Charroux".to_owned(), 900), ("86999".to_owned(), "Val".to_owned(), 9_000)];
        world.test.arrange(move |tx| {
            let row = |(at, org): (usize, &i64)| programme::api::pilots::FactRow {
                org: *org,
                index: (at > 1).then(|| 800 + i64::try_from(at).unwrap_or(0) * 50),
                network: "",
                gap: 0,
            };
            let rows: Vec<_> = ids.iter().enumerate().map(row).collect();
            programme::api::pilots::load_facts(tx, 2026, &rows, &communes)
        });
        night(&world);
        let page = world.visit(world.people.funder).get(HANDINS);
        let row = |page: &testkit::Page, name: &str| -> String {
            let rows = page.all("section[aria-labelledby=comparer] tr");
            rows.into_iter().find(|row| row.contains(name)).unwrap_or_default()
        };
        assert!(page.says("Égalité des chances : Indice social"), "{}", page.text());
        assert!(row(&page, "Quart le moins favorisé").contains("130"), "{}", page.text());
        assert!(row(&page, "Indice non connu").contains("90"), "{}", page.text());
        assert!(!page.says("L’indice social et le caractère rural apparaissent"));
        let rural = world.visit(world.people.funder).get(&format!("{HANDINS}&par=rural"));
        assert!(row(&rural, "Rural 2").contains("90") && row(&rural, "Urbain 6").contains("350"), "{}", rural.text());
    }

    fn pilots_are_compared_by_the_year_in_which_they_became_one(backend) {
        let world = World::new(backend);
        let funder = world.people.funder;
        fill(&world, [40, 50, 60, 70, 80, 90, 30, 20]);
        night(&world);
        let path = format!("{HANDINS}&par=cohort");
        assert!(!world.visit(funder).get(&path).says("Pas encore pilote"), "there is no pilot yet");
        let study = world.ask(&[("nombre", "1")]);
        assert!(world.decide(&study, &[]).says("La décision est enregistrée"));
        world.test.pass(40 * 24 * 3_600);
        night(&world);
        let page = world.visit(funder).get(&path);
        let rows = page.all("section[aria-labelledby=comparer] tr");
        let row = |name: &str| rows.iter().find(|row| row.contains(name)).cloned().unwrap_or_default();
        assert!(row("Pilotes de 2026").contains("40"), "{rows:?}");
        assert!(row("Pas encore pilote").contains("400"), "{rows:?}");
        let table = world.visit(funder).get("/programme/indicateurs/donnees?quoi=test.handins");
        assert!(table.body.contains("test.handins;2027-03;cohort;2026;;1;40;0"), "{}", table.body);
    }

    fn one_small_pilot_is_hidden_among_pilots_too(backend) {
        let world = World::new(backend);
        fill(&world, [3, 50, 60, 70, 80, 90, 30, 20]);
        let study = world.ask(&[("nombre", "1")]);
        world.decide(&study, &[]);
        night(&world);
        let page = world.visit(world.people.funder).get(&format!("{HANDINS}&par=cohort"));
        let rows = page.all("section[aria-labelledby=comparer] tr");
        let hidden = |name: &str| rows.iter().any(|row| row.contains(name) && row.contains("masqué"));
        assert!(hidden("Pilotes de 2026") && (hidden("Pas encore pilote") || hidden("Tout le territoire")), "{rows:?}");
    }

    fn schools_are_compared_by_kind_and_by_sector(backend) {
        let world = World::new(backend);
        fill(&world, [40, 50, 60, 70, 80, 90, 30, 20]);
        night(&world);
        let row = |by: &str, name: &str| -> String {
            let page = world.visit(world.people.funder).get(&format!("{HANDINS}&par={by}"));
            let rows = page.all("section[aria-labelledby=comparer] tbody tr");
            rows.into_iter().find(|row| row.contains(name)).unwrap_or_default()
        };
        assert!(row("sector", "Public").contains("390") && row("sector", "Privé").contains("50"));
        assert!(row("kind", "Collège").contains("40") && row("kind", "École").contains("400"));
    }

    fn outlines_are_drawn_or_say_why_they_are_not(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = "/programme/contours";
        let send = |content: &str, source: &str| {
            let visitor = world.visit(people.manager);
            let form = visitor.form(&visitor.get(path), path).fill("source", source);
            form.attach("contours", "communes.geojson", content.as_bytes()).send()
        };
        let square = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nom":"Val"},
            "geometry":{"type":"Polygon","coordinates":[[[0.2,46.4],[0.5,46.4],[0.5,46.7],[0.2,46.7],[0.2,46.4]]]}}]}"#;
        for (content, says) in [
            ("nom;lat", "n’est pas du GeoJSON"),
            (r#"{"type":"Point","coordinates":[0,46]}"#, "aucun contour fermé"),
            (&square.replace("0.2,46.4", "497000,6612000"), "ne sont pas en degrés"),
        ] {
            let page = send(content, "IGN 2026");
            assert!(page.status == 422 && page.says(says), "{says} in {}", page.text());
        }
        let page = send(square, "IGN 2026");
        assert!(page.says("La carte est dessinée") && page.says("IGN 2026. 4 points gardés sur 4"), "{}", page.text());
        assert_eq!(page.attributes(".map .land", "d").len(), 1);
        let again = send(square, "IGN 2027");
        assert!(again.says("IGN 2027") && again.attributes(".map .land", "d").len() == 1);
        fill(&world, [40, 50, 60, 70, 80, 90, 30, 20]);
        night(&world);
        let map = world.visit(people.funder).get(HANDINS);
        assert!(map.says("Contours : IGN 2027.") && map.attributes(".map .land", "d").len() == 1);
        for someone in [people.funder, people.agent, people.head] {
            assert_eq!(world.visit(someone).get(path).status, 403);
        }
    }
}
