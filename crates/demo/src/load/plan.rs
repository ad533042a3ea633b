//! The plan of the year of one teacher, so that who visits sees what one looks like.

use std::sync::Arc;

use courses::api::SequenceRow;
use db::Db;

use super::{LoadError, now, people::Ids};
use crate::world::{Audience, World};

/// History and geography in 5e: what it is about, what it aims at, in how many lessons.
const HISTORY_5E: [(&str, &str, i64); 5] = [
    (
        "Chrétientés et islam, VIe-XIIIe siècle",
        "Se repérer dans le temps et dans l’espace. Confronter deux documents.",
        16,
    ),
    (
        "La croissance démographique et ses effets",
        "Lire un graphique et une carte. Raisonner sur des exemples à deux échelles.",
        14,
    ),
    (
        "Société, Église et pouvoir politique",
        "Raconter en s’appuyant sur des sources. Coopérer pour construire une frise.",
        16,
    ),
    (
        "Des ressources limitées, à gérer et à renouveler",
        "Analyser un paysage. Argumenter à l’oral.",
        14,
    ),
    (
        "L’ouverture de l’Europe sur le monde, XVe-XVIIe siècle",
        "Situer les grandes découvertes. Écrire un récit de voyage.",
        20,
    ),
];

/// The sequence that the class reads.
const SHOWN: &str = "Société, Église et pouvoir politique";
const TEXT: &str = "<p>À la fin de cette séquence, je sais :</p><ul><li>raconter la vie d’un village au \
                    Moyen Âge ;</li><li>situer cinq dates sur la frise ;</li><li>dire d’où vient un \
                    document.</li></ul>";

/// Gives Mme Baron the plan of her 5e B.
pub(super) fn load(db: &Db, world: &Arc<World>, ids: &Arc<Ids>) -> Result<(), LoadError> {
    let (world, ids) = (Arc::clone(world), Arc::clone(ids));
    db.write_blocking(move |tx| {
        let cast = world.cast();
        let teaching = world.teachings.iter().find(|teaching| {
            teaching.teacher == cast.baron && teaching.audience == Audience::Class(cast.class_5e_b)
        });
        let Some(teaching) = teaching else { return Ok(()) };
        let rows = HISTORY_5E.map(|(title, aims, lessons)| SequenceRow {
            group: ids.audience(teaching.audience),
            text_html: "",
            published_at: None,
            links: &[],
            teaching: ids.teachings[teaching.index as usize],
            org: ids.orgs[teaching.school as usize],
            title,
            aims,
            lessons,
        });
        // The one of these weeks is shown to the class, with something to read.
        let rows = rows.map(|row| match row.title {
            SHOWN => SequenceRow {
                text_html: TEXT,
                published_at: Some(now()),
                links: &[("Des cartes anciennes", "https://gallica.bnf.fr")],
                ..row
            },
            _ => row,
        });
        courses::api::load_sequences(tx, &rows)
    })?;
    Ok(())
}
