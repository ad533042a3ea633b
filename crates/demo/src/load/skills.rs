//! What Mme Baron sees in the work of the 5e B: the skills of each work, their levels in her
//! answers, and the phrases she answers with.

use db::{DbError, Tx};

use super::activity::{Activity, Scene};
use crate::{calendar, rng::Rng};

const LEVEL: u64 = 31;
/// Skills of history and geography, by the codes of the socle.
const SKILLS: [&str; 3] = ["REP_MND", "CPD_FRA", "MET_APP"];
const PHRASES: [&str; 6] = [
    "Travail soigné, bravo.",
    "La légende est complète.",
    "Pense à écrire un titre.",
    "Relis-toi : il reste des accords à corriger.",
    "Réponds par une phrase entière.",
    "Viens me voir, on reprend ensemble.",
];

/// Writes it, in the school of the guided visit.
pub(super) fn write(tx: &mut Tx, scene: &Scene, activity: &Activity) -> Result<(), DbError> {
    let teaching = scene.world.cast().history_5e_b;
    let mut works = Vec::new();
    for (id, ..) in activity.works.iter().filter(|(.., work)| work.teaching == teaching) {
        works.extend(SKILLS.iter().map(|skill| (*id, *skill)));
    }
    if works.is_empty() {
        return Ok(());
    }
    courses::api::load_skills(tx, &works)?;
    let mut levels = Vec::new();
    for (id, at, handin, _) in &activity.handins {
        let work = &activity.works[*at].2;
        if work.teaching == teaching && handin.answer.is_some() {
            levels.extend(SKILLS.iter().zip(0..).map(|(skill, nth)| {
                (*id, *skill, level(scene.world.seed, (handin.pupil, nth), work.due))
            }));
        }
    }
    courses::api::load_levels(tx, &levels)?;
    let teacher = scene.world.teachings[teaching as usize].teacher;
    courses::api::load_phrases(tx, scene.ids.staff[teacher as usize], &PHRASES)
}

/// A pupil begins somewhere between 1 and 3, and climbs a step over the year, more or less.
fn level(seed: u64, (pupil, skill): (u32, u64), due: i32) -> i64 {
    let begins = Rng::of(seed, &[LEVEL, pupil.into(), skill]).between(10, 30);
    let year = calendar::TODAY - calendar::FIRST_DAY;
    let climbs = 10 * (due - calendar::FIRST_DAY) / year.max(1);
    let day = u64::try_from(due).unwrap_or_default();
    let luck = Rng::of(seed, &[LEVEL, pupil.into(), skill, day]).between(-4, 5);
    i64::from((begins + climbs + luck) / 10).clamp(1, 4)
}
