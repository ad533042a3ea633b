//! What the territory chose in the open: facts of its schools, collèges that mesh it, écoles drawn for
//! three years, a call, and what the pilots commit to.

use std::{collections::BTreeMap, sync::Arc};

use db::{Db, DbError, Tx};
use directory::edit::{self, OrgPlace};
use programme::api::pilots::{self as api, By, DrawRow, FactRow, StudyRow};

use super::{LoadError, now, people::Ids, today};
use crate::{
    rng::Rng,
    world::{School, SchoolKind, World},
};

const PILOTS: u64 = 53;
/// The school year whose open files are known.
const YEAR: i64 = 2_025;
/// The most collèges that mesh the territory.
const MESH: usize = 7;
/// The most écoles of a year.
const PER_YEAR: usize = 42;
const YEARS: usize = 3;
const GRID: &str = "Projet de l’équipe : 10\nLien avec les familles : 5\nCe qui existe déjà : 5";

/// Loads all of it.
pub(super) fn load(db: &Db, world: &Arc<World>, ids: &Arc<Ids>) -> Result<(), LoadError> {
    let (world, ids) = (Arc::clone(world), Arc::clone(ids));
    db.write_blocking(move |tx| {
        facts(tx, &world, &ids)?;
        chosen(tx, &world, &ids)
    })?;
    Ok(())
}

fn facts(tx: &mut Tx, world: &World, ids: &Ids) -> Result<(), DbError> {
    let mut rows = Vec::new();
    let mut communes: BTreeMap<&str, (&str, i64)> = BTreeMap::new();
    for school in &world.schools {
        let org = ids.orgs[school.index as usize];
        let mut luck = Rng::of(world.seed, &[PILOTS, school.index.into()]);
        let pupils = i64::from(school.pupils.end - school.pupils.start);
        let epci = format!("Communauté de communes du Préau {}", school.sector / 6 + 1);
        let place = OrgPlace {
            insee: &school.postal_code,
            epci: &epci,
            sector: "public",
            place: Some((school.lat, school.lon)),
            pupils: Some(pupils),
        };
        edit::place_org(tx, org, &place)?;
        let index = i64::from(luck.between(720, 1_290));
        let network = match (school.sector % 9, index) {
            (4, ..900) => "REP+",
            (4, _) => "REP",
            _ => "",
        };
        // A small école has no index that may be published.
        let index = (pupils >= 60 || school.kind == SchoolKind::College).then_some(index);
        rows.push(FactRow { org, index, network, gap: i64::from(luck.between(0, 24)) });
        let people = i64::from(luck.between(300, 1_900));
        let town = if school.kind == SchoolKind::College { 2_600 } else { 0 };
        let known = communes
            .entry(school.postal_code.as_str())
            .or_insert((school.commune.as_str(), people));
        known.1 = known.1.max(town);
    }
    let communes: Vec<(String, String, i64)> = communes
        .into_iter()
        .map(|(insee, (name, people))| (insee.to_owned(), name.to_owned(), people))
        .collect();
    api::load_facts(tx, YEAR, &rows, &communes)
}

fn chosen(tx: &mut Tx, world: &World, ids: &Ids) -> Result<(), DbError> {
    let cast = world.cast();
    let by = By { person: ids.staff[cast.territory_manager as usize], now: now(), today: today() };
    let is_college = |school: &&School| school.kind == SchoolKind::College;
    let colleges = world.schools.iter().filter(is_college).count();
    let college = &world.schools[cast.college as usize];
    let own = [college.uai.clone()];
    let open = MESH.min(colleges.div_ceil(2));
    let study = StudyRow {
        name: "Collèges pilotes 2027",
        open,
        assets: &[],
        forced: &own,
        is_published: true,
    };
    let decided = api::load_study(tx, &study, by)?;
    let day = today().plus(-44);
    api::load_decision(tx, decided, ("Commission permanente du Département", day, [31, 4, 3]), by)?;
    let assets: Vec<String> = world
        .schools
        .iter()
        .filter(is_college)
        .skip(1)
        .take(2)
        .map(|one| one.uai.clone())
        .collect();
    if assets.len() == 2 {
        let name = "Sept pour mailler, deux pour leurs atouts";
        let study = StudyRow {
            name,
            open: MESH.min(colleges - 2),
            assets: &assets,
            forced: &[],
            is_published: false,
        };
        api::load_study(tx, &study, by)?;
    }
    let ecoles = world.schools.len() - colleges;
    let years = YEARS.min(ecoles);
    let draw = DrawRow {
        name: "Écoles pilotes dès 2027",
        per_year: PER_YEAR.min(ecoles / years),
        years,
        from: 2_027,
        seed: 20_270_311,
        is_published: true,
    };
    api::load_draw(tx, &draw, by)?;
    let org = ids.orgs[cast.college as usize];
    promised(tx, org, by)?;
    let closes = today().plus(36);
    let call = api::load_call(tx, ("Collèges candidats pour 2028", "college", closes, GRID), by)?;
    let words = (
        "Un atelier hebdomadaire où les élèves réparent et documentent le matériel du collège.",
        "Deux professeurs de technologie, la documentaliste, une heure chacun par semaine.",
    );
    let head = By { person: ids.staff[cast.head as usize], ..by };
    api::load_application(tx, call, org, words, &[(by.person, None)], head)?;
    Ok(())
}

/// What the collège of the visit commits to.
fn promised(tx: &mut Tx, org: i64, by: By) -> Result<(), DbError> {
    let workshop = ("Un atelier pour les familles chaque mois", today().plus(90));
    let seen =
        [(today().plus(-20), "begun", "Deux ateliers ont eu lieu, onze familles sont venues.")];
    api::load_commitment(tx, org, workshop, &seen, by)?;
    let training = ("Former dix professeurs au cahier de textes partagé", today().plus(-10));
    let seen = [(today().plus(-12), "kept", "Douze professeurs ont suivi les deux demi-journées.")];
    api::load_commitment(tx, org, training, &seen, by)?;
    let loans = ("Prêter un ordinateur à chaque famille qui le demande", today().plus(-5));
    api::load_commitment(tx, org, loans, &[], by)?;
    Ok(())
}
