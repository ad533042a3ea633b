//! A school year follows another, through the whole house: a class keeps its name and is another one,
//! and nothing of what pupils and teachers did is lost.

use db::{DbError, Tx};
use directory::edit::{self, NewMembership, NewPerson};
use kernel::{Day, Role};
use testkit::{TestApp, both};

use crate::leaving::{World, enter, start};

/// Thursday 2 September 2027, from the day of the tests.
const DAYS: i64 = 175;

/// The head opens next year's classes and sends everyone of the 5e B to the 4e B.
fn prepare(test: &TestApp, world: &World) {
    let (head, path) = (enter(test, world.head), format!("/etablissements/{}/rentree", world.org));
    let page = head.get(&path);
    let opened = head.form(&page, &path).fill("nom-1", "4e B").fill("niveaux-1", "4e").send();
    let class = opened.links("5e B").into_iter().find(|to| to.starts_with(&format!("{path}/")));
    let class = class.unwrap();
    let page = head.get(&class);
    assert!(head.form(&page, &class).send().says("tout est décidé"));
}

/// A new pupil of the new 5e B, which the teacher of the old one has too.
fn welcome(tx: &mut Tx, world: &World) -> Result<(i64, i64), DbError> {
    let class = tx.query_one(
        "SELECT MAX(group_id) FROM directory_group WHERE name = '5e B' AND year = 2027",
        &[],
        |row| row.get(0),
    )?;
    let teaching = edit::create_teaching(tx, world.org, class, "HG", "Histoire-géographie")?;
    let starts = Day::parse_iso("2027-09-01").ok_or(DbError::Missing)?;
    edit::end_memberships(tx, world.baron, starts.plus(-1))?;
    let new = NewPerson {
        category: "pupil",
        last: "Diallo",
        first: "Awa",
        title: "",
        born: Some(Day(15_000)),
    };
    let awa = edit::create_person(tx, &new)?;
    let places = [(awa, Role::Pupil, None), (world.baron, Role::Teacher, Some(teaching))];
    for (person, role, teaching) in places {
        let (org, group, ends) = (Some(world.org), Some(class), Day::NEVER);
        let place = NewMembership { person, role, org, group, teaching, starts, ends };
        edit::add_membership(tx, &place)?;
    }
    Ok((awa, teaching))
}

both! {
    fn nothing_of_a_year_is_lost_and_nothing_of_it_is_shown_to_the_next(backend) {
        let (test, world) = start(backend);
        prepare(&test, &world);
        let old = format!("/cours/{}/cahier", world.history);
        let (awa, teaching) = test.arrange(move |tx| welcome(tx, &world));
        let lina = enter(&test, world.lina);
        assert!(lina.get(&old).says("Les cathédrales"), "until the day, all is as it was");
        assert!(!lina.get("/mon-compte/mes-donnees").says("4e B"));

        test.pass(DAYS * 24 * 3_600);
        let lina = enter(&test, world.lina);
        assert!(lina.get("/mon-compte/mes-donnees").says("4e B"));
        assert!(lina.get("/cours/rendus").says("Croquis d’une cathédrale"));
        let own = lina.get("/cours/remises/1");
        assert!(own.says("La rosace de Lina") && own.says("Très soigné."), "{}", own.text());
        assert_eq!(lina.get(&old).status, 404, "she is in the 4e B");

        let awa = enter(&test, awa);
        assert!(awa.get("/cours").says("Histoire-géographie"));
        for closed in [&*old, "/cours/lecons/1", "/cours/travaux/1", "/cours/remises/1"] {
            assert_eq!(awa.get(closed).status, 404, "{closed}");
        }
        let cahier = awa.get(&format!("/cours/{teaching}/cahier"));
        assert!(cahier.status == 200 && !cahier.says("Les cathédrales"), "{}", cahier.text());

        let baron = enter(&test, world.baron);
        let courses = baron.get("/cours");
        assert!(courses.says("Ce que j’ai écrit les autres années") && courses.says("Année 2026-2027"), "{}", courses.text());
        assert!(baron.get(&old).says("Les cathédrales"));
        assert!(baron.get("/cours/lecons/1").says("Chartres et Reims."));
        assert!(!baron.get(&format!("/cours/{teaching}/cahier")).says("Les cathédrales"));
    }
}
