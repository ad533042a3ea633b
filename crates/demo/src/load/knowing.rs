//! What is known of the programme: what was counted since September, the outlines of the map, who
//! decided what, what everyone may read, and what a first study says.

use std::fmt::Write;
use std::sync::Arc;

use db::{Db, DbError, Tx};
use programme::api::knowing::{self as api, MeetingRow, OutcomeRow};
use web::Month;

use super::{LoadError, now, people::Ids, today};
use crate::{
    rng::Rng,
    world::{School, SchoolKind, World},
};

const COUNTED: u64 = 53;
const OUTLINES: u64 = 59;
const OUTCOMES: u64 = 61;
/// Months since September.
const MONTHS: i32 = 6;

/// What is counted of a class in a month, at least and at most: collège, then école.
const RATES: [(&str, [u32; 2], [u32; 2]); 4] = [
    ("courses.lessons", [52, 84], [14, 32]),
    ("courses.handins", [18, 46], [0, 6]),
    ("identity.accounts", [21, 27], [12, 22]),
    ("equipment.usable", [4, 9], [2, 7]),
];

pub(super) fn load(db: &Db, world: &Arc<World>, ids: &Arc<Ids>) -> Result<(), LoadError> {
    let (world, ids) = (Arc::clone(world), Arc::clone(ids));
    db.write_blocking(move |tx| {
        api::load_outlines(
            tx,
            outlines(&world).as_bytes(),
            "contours dessinés pour la démonstration",
            now(),
        )?;
        count(tx, &world, &ids)?;
        decide(tx, &world, &ids)?;
        api::load_page(tx, &PAGES, now())?;
        let rows = outcomes(&world);
        api::load_study(
            tx,
            ("Lecture à l’entrée en 6e et au CE2", "Score moyen de lecture"),
            &rows,
            now(),
        )?;
        Ok::<_, DbError>(())
    })?;
    Ok(())
}

/// What was counted from September to the month before this one; the house opens these months, since it
/// knows what rooms count.
fn count(tx: &mut Tx, world: &World, ids: &Ids) -> Result<(), DbError> {
    let current = Month::of(today());
    let gaps = equipment::api::gaps(tx, today())?;
    for back in (1..=MONTHS).rev() {
        let month = current.plus(-back);
        let of = |school: &School| (ids.orgs[school.index as usize], i64::from(classes(school)));
        let values: Vec<(i64, i64)> = world.schools.iter().map(of).collect();
        api::load_indicator(tx, ("directory.classes", month), &values, now())?;
        for (which, (name, college, ecole)) in (0_u64..).zip(RATES) {
            let values: Vec<(i64, i64)> = world
                .schools
                .iter()
                .map(|school| {
                    let rates = if school.kind == SchoolKind::College { college } else { ecole };
                    let value = counted(world.seed, which, school, rates, MONTHS - back);
                    (ids.orgs[school.index as usize], value)
                })
                .collect();
            api::load_indicator(tx, (name, month), &values, now())?;
        }
        let slowly = |there: i64| there * i64::from(100 - 4 * back) / 100;
        let there: Vec<(i64, i64)> =
            gaps.iter().map(|gap| (gap.org, slowly(gap.required - gap.missing))).collect();
        let asked: Vec<(i64, i64)> = gaps.iter().map(|gap| (gap.org, gap.required)).collect();
        api::load_indicator(tx, ("equipment.at-baseline", month), &there, now())?;
        api::load_indicator(tx, ("equipment.required", month), &asked, now())?;
    }
    Ok(())
}

fn classes(school: &School) -> u32 {
    school.classes.end - school.classes.start
}

/// What a school has after so many months: more each month, each at its own pace.
fn counted(seed: u64, which: u64, school: &School, [least, most]: [u32; 2], months: i32) -> i64 {
    let mut rng = Rng::of(seed, &[COUNTED, which, u64::from(school.index)]);
    let start = rng.between(i32::try_from(least).unwrap_or(0), i32::try_from(most).unwrap_or(0));
    let pace = rng.between(0, 9);
    let share = 70 + (6 + pace) * months;
    i64::from(start) * i64::from(classes(school)) * i64::from(share) / 100
}

/// Communes of a country that does not exist: a grid whose corners were pushed about.
fn outlines(world: &World) -> String {
    const SIDE: u32 = 9;
    let (south, north) = ends(world.schools.iter().map(|school| school.lat));
    let (west, east) = ends(world.schools.iter().map(|school| school.lon));
    let corner = |row: u32, column: u32| {
        let mut rng = Rng::of(world.seed, &[OUTLINES, u64::from(row), u64::from(column)]);
        let mut pushed =
            |at: u32| (f64::from(at) + f64::from(rng.between(-35, 35)) / 100.0) / f64::from(SIDE);
        let (down, right) = (pushed(row), pushed(column));
        (west + (east - west) * right, south + (north - south) * down)
    };
    let mut features = String::new();
    for row in 0..SIDE {
        for column in 0..SIDE {
            let corners = [
                (row, column),
                (row, column + 1),
                (row + 1, column + 1),
                (row + 1, column),
                (row, column),
            ];
            let points: Vec<String> = corners
                .map(|(row, column)| corner(row, column))
                .iter()
                .map(|(lon, lat)| format!("[{lon:.5},{lat:.5}]"))
                .collect();
            let comma = if features.is_empty() { "" } else { "," };
            let name = crate::names::commune((row * SIDE + column) as usize);
            let written = write!(
                features,
                "{comma}{{\"type\":\"Feature\",\"properties\":{{\"nom\":\"{name}\"}},\
                 \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}",
                points.join(",")
            );
            debug_assert!(written.is_ok(), "writing to a string never fails");
        }
    }
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}")
}

/// The least and the most, with some room around.
fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    const ROOM: f64 = 0.04;
    let (low, high) = values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
    (low - ROOM, high + ROOM)
}

fn decide(tx: &mut Tx, world: &World, ids: &Ids) -> Result<(), DbError> {
    let cast = world.cast();
    let who = |at: u32| {
        let person = &world.staff[at as usize].person;
        (format!("{} {}", person.first_name, person.last_name), ids.staff[at as usize])
    };
    let ((manager, manager_id), (bank, bank_id)) = (who(cast.territory_manager), who(cast.funder));
    api::load_partners(
        tx,
        &[
            ("Département", "Porte le programme et finance les collèges."),
            ("Rectorat", "Forme les équipes et suit les écoles pilotes."),
            ("Association La Marelle", "Anime les ateliers avec les familles."),
        ],
    )?;
    let day = today();
    api::load_meeting(
        tx,
        &MeetingRow {
            committee: "Comité de pilotage",
            about: "Choisit les écoles et suit les dépenses, deux fois par an.",
            day: day.plus(-64),
            subject: "Bilan du premier trimestre",
            notes: "Le comité a lu les indicateurs de septembre à décembre, école par école et selon l’indice social.",
            decisions: &[
                "Les appareils en panne sont réparés avant tout nouvel achat.",
                "Les chiffres ouverts sont publiés chaque mois.",
            ],
            actions: &[
                ("Relire la page publique du programme", &bank, Some(bank_id), day.plus(5)),
                (
                    "Envoyer le calendrier des formations aux écoles",
                    &manager,
                    Some(manager_id),
                    day.plus(-6),
                ),
                (
                    "Préparer deux ateliers pour les familles",
                    "Association La Marelle",
                    None,
                    day.plus(40),
                ),
            ],
        },
        now(),
    )?;
    api::load_meeting(
        tx,
        &MeetingRow {
            committee: "Comité technique",
            about: "Prépare les décisions, chaque mois.",
            day: day.plus(-15),
            subject: "Résultats à importer avant l’été",
            notes: "",
            decisions: &[
                "Les résultats de lecture seront importés en juillet, avec les écoles non pilotes.",
            ],
            actions: &[],
        },
        now(),
    )
}

const PAGES: [(&str, &str, &str); 2] = [
    (
        "fr",
        "Le numérique à l’école, dans tout le territoire",
        "<p>Le Département, l’académie et les communes équipent les écoles et les collèges, forment les \
         équipes et aident les familles.</p><h3>Ce que nous faisons</h3><ul><li>Des appareils en état de marche \
         dans chaque classe.</li><li>Des formations près de chez soi.</li><li>Des ateliers pour les \
         familles.</li></ul><h3>Ce que nous ne faisons pas</h3><p>Aucun classement des écoles. Aucun nom \
         d’enfant dans ces chiffres.</p>",
    ),
    (
        "en",
        "Digital tools at school, across the territory",
        "<p>The Département, the academy and the communes equip écoles and collèges, train teams and help \
         families.</p><h3>What we do</h3><ul><li>Devices that work in each class.</li><li>Training close to \
         home.</li><li>Workshops for families.</li></ul><h3>What we do not do</h3><p>No ranking of schools. No \
         child’s name in these figures.</p>",
    ),
];

/// Five years of a score: a third of the schools are pilots from 2025, a third from 2026.
fn outcomes(world: &World) -> Vec<OutcomeRow> {
    const YEARS: std::ops::Range<i32> = 2022..2027;
    let mut rows = Vec::new();
    for school in &world.schools {
        let mut rng = Rng::of(world.seed, &[OUTCOMES, u64::from(school.index)]);
        let first = [Some(2025), Some(2026), None][school.index as usize % 3];
        let level = rng.between(2_350, 2_650);
        for year in YEARS {
            let gained = if first.is_some_and(|first| year >= first) { 15 } else { 0 };
            let score = level + rng.between(-60, 60) + gained;
            rows.push((school.uai.clone(), year, f64::from(score) / 10.0, first));
        }
    }
    rows
}
