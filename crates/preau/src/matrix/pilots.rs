//! What the programme chose: a study and a draw that are shown and that are not, an application and a
//! commitment of each school.

use db::{DbError, Tx};
use directory::edit::{self, NewOrg, OrgPlace};
use kernel::{Day, Instant};
use programme::api::pilots::{self as api, By, DrawRow, FactRow, StudyRow};

/// What the paths of pilots name: studies, draws, files, calls, applications, commitments, each with its
/// label.
pub(super) type Named = Vec<(&'static str, Vec<(&'static str, i64)>)>;

/// What a table of ways says when it says nothing.
const ROADS: &str = "{\"ways\":{\"unit\":\"Km\",\"ecoles\":[],\"colleges\":[],\"far\":[]},\
                     \"left\":[],\"left_count\":0,\"aside\":0,\"uneven\":[0,0]}";

/// Arranges all of it for two collèges, kept by the manager and read by someone else.
pub(super) fn arrange(
    tx: &mut Tx,
    [a, b]: [i64; 2],
    [manager, reader]: [i64; 2],
    (today, now): (Day, Instant),
) -> Result<Named, DbError> {
    let by = By { person: manager, now, today };
    let ecole = NewOrg {
        kind: "ecole",
        uai: Some("0990003S"),
        name: "École C",
        commune: "Val",
        sector: "public",
    };
    let c = edit::create_org(tx, &ecole)?;
    for (org, lon) in [(a, 0.3), (b, 0.6), (c, 0.4)] {
        let place = Some((46.5, lon));
        let place =
            OrgPlace { insee: "99001", epci: "Val", sector: "public", place, pupils: Some(90) };
        edit::place_org(tx, org, &place)?;
    }
    let fact = |org| FactRow { org, index: Some(1_000), network: "", gap: 1 };
    api::load_facts(tx, 2_026, &[a, b, c].map(fact), &[])?;
    let study =
        |name, is_published| StudyRow { name, open: 1, assets: &[], forced: &[], is_published };
    let draft = api::load_study(tx, &study("Brouillon", false), by)?;
    let shown = api::load_study(tx, &study("Étude", true), by)?;
    let draw = |name, is_published| DrawRow {
        name,
        per_year: 1,
        years: 1,
        from: 2_027,
        seed: 1,
        is_published,
    };
    let draft_draw = api::load_draw(tx, &draw("Brouillon", false), by)?;
    let shown_draw = api::load_draw(tx, &draw("Tirage", true), by)?;
    let decided = api::load_study(tx, &StudyRow { open: 2, ..study("Décidée", true) }, by)?;
    api::load_decision(tx, decided, ("Comité", today.plus(-1), [1, 0, 0]), by)?;
    let call = api::load_call(tx, ("Appel", "college", today.plus(9), "Projet : 10"), by)?;
    let application = |tx: &mut Tx, org, readings: &[(i64, Option<Vec<i64>>)]| {
        api::load_application(tx, call, org, ("Projet", "Équipe"), readings, by)
    };
    let own = application(tx, a, &[])?;
    let other = application(tx, b, &[(reader, None)])?;
    let commitment =
        |tx: &mut Tx, org| api::load_commitment(tx, org, ("Un atelier", today.plus(9)), &[], by);
    let (own_commitment, other_commitment) = (commitment(tx, a)?, commitment(tx, b)?);
    let file = tx.query_one(
        "INSERT INTO programme_fact_file (person_id, name, what, year, source, state, content, at) \
         VALUES ($1, 'ips.csv', 'ips', 2026, 'x', 'waiting', \
         '{\"facts\":[],\"communes\":[],\"problems\":[]}', $2) RETURNING id",
        &[manager.into(), now.into()],
        |row| row.get(0),
    )?;
    let roads = tx.query_one(
        "INSERT INTO programme_road (person_id, name, source, day, unit, is_kept, content, at) \
         VALUES ($1, 'trajets.csv', 'x', 20000, 'km', FALSE, $2, $3) RETURNING id",
        &[manager.into(), ROADS.into(), now.into()],
        |row| row.get(0),
    )?;
    Ok(vec![
        ("etude", vec![("study not published", draft), ("study published", shown)]),
        ("tirage", vec![("draw not published", draft_draw), ("draw published", shown_draw)]),
        ("fichier", vec![("file that waits", file)]),
        ("trajets", vec![("table that waits", roads)]),
        ("appel", vec![("call", call)]),
        ("candidature", vec![("of the school", own), ("of other school", other)]),
        (
            "engagement",
            vec![("of the school", own_commitment), ("of other school", other_commitment)],
        ),
    ])
}
