//! Hand-ins: what each pupil gave, when, and what the teacher answered.

use crate::activity::{Answer, Handin, HandinState, Work, WorkKind};
use crate::calendar::{TODAY, instant, now};
use crate::content::pupils::{self, Quality};
use crate::rng::Rng;
use crate::subjects::Subject;
use crate::world::World;

const HANDIN: u64 = 11;
const WORK: u64 = 12;
const PUPIL: u64 = 13;
const MINUTE: i64 = 60_000_000;
const DAY: i64 = 1440 * MINUTE;
/// A work due this many days ago has been read, but for a few hand-ins.
const READ_WITHIN: i32 = 7;
/// After this many days, nothing of it waits.
const NOTHING_WAITS: i32 = 30;
const THIS_MORNING: &str = "Très beau croquis : les couleurs sont bien choisies et la légende est complète. Pense à indiquer le nord la prochaine fois.";

/// What identifies a work, with its days.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub(crate) teaching: u32,
    pub(crate) rank: u32,
    pub(crate) given: i32,
    pub(crate) due: i32,
}

/// Where a pupil stands, without the texts.
#[derive(Clone, Copy, Debug)]
struct Standing {
    at: Option<i64>,
    answered_at: Option<i64>,
    published_at: Option<i64>,
    late: bool,
}

impl World {
    /// One value for each pupil who must hand in a work; none when nothing is handed in.
    pub fn handins_of<'a>(&'a self, work: &'a Work) -> impl Iterator<Item = Handin> + 'a {
        let wanted = work.kind == WorkKind::Exercise;
        let pupils = wanted.then(|| self.audience_at(work.teaching, work.levels));
        pupils.into_iter().flatten().map(move |pupil| write(self, work, pupil))
    }
}

/// Whether a pupil has handed in a work.
pub(crate) fn is_in(world: &World, key: &Key, pupil: u32) -> bool {
    stand(world, key, pupil).at.is_some()
}

fn is_visited(world: &World, pupil: u32) -> bool {
    let cast = world.cast();
    pupil == cast.lina || pupil == cast.tom
}

/// A pupil who forgets often, in a thousand draws.
fn forgets(world: &World, pupil: u32) -> usize {
    if is_visited(world, pupil) {
        return 0;
    }
    match Rng::of(world.seed, &[PUPIL, u64::from(pupil)]).below(100) {
        0..8 => 420,
        8..25 => 150,
        _ => 40,
    }
}

fn stand(world: &World, key: &Key, pupil: u32) -> Standing {
    let nothing = Standing { at: None, answered_at: None, published_at: None, late: false };
    if let Some(staged) = staged(world, key, pupil) {
        return staged;
    }
    let mut rng = Rng::of(
        world.seed,
        &[HANDIN, u64::from(key.teaching), u64::from(key.rank), u64::from(pupil)],
    );
    if rng.chance(forgets(world, pupil)) {
        return nothing;
    }
    let late = rng.chance(if is_visited(world, pupil) { 0 } else { 65 });
    let day = if late { key.due + rng.between(1, 6) } else { rng.between(key.given, key.due - 1) };
    let at = instant(day, rng.between(990, 1240)) + i64::from(rng.between(0, 59)) * 1_000_000;
    if at > now() {
        return nothing;
    }
    let (answered, published) = answering(world, key);
    let answered = answered + i64::from(rng.between(0, 55)) * MINUTE;
    let answered = if at > answered { at + DAY } else { answered };
    let skipped = rng.chance(skips(key));
    let answered_at = (answered <= now() && !skipped).then_some(answered);
    let published_at =
        answered_at.map(|answered| published.max(answered + MINUTE)).filter(|at| *at <= now());
    Standing { at: Some(at), answered_at, published_at, late }
}

/// How often a teacher leaves a hand-in for later, in a thousand draws.
const fn skips(key: &Key) -> usize {
    let age = TODAY - key.due;
    if age <= READ_WITHIN {
        40
    } else if age <= NOTHING_WAITS {
        3
    } else {
        0
    }
}

/// When the teacher begins to answer a work, and shows the answers.
fn answering(world: &World, key: &Key) -> (i64, i64) {
    let mut rng = Rng::of(world.seed, &[WORK, u64::from(key.teaching), u64::from(key.rank)]);
    let is_put_off = rng.chance(45);
    if is_put_off && key.due >= TODAY - READ_WITHIN {
        return (i64::MAX / 2, i64::MAX / 2);
    }
    let day = key.due + rng.between(1, 8);
    let answered = instant(day, rng.between(1020, 1230));
    (answered, instant(day + rng.between(1, 3), rng.between(450, 475)))
}

/// What the guided visit shows: Lina and Tom do their work, but not yet the latest;
/// Mme Baron answered Lina this morning.
fn staged(world: &World, key: &Key, pupil: u32) -> Option<Standing> {
    let nothing = Standing { at: None, answered_at: None, published_at: None, late: false };
    if is_answered_this_morning(world, key, pupil) {
        return Some(Standing {
            at: Some(instant(TODAY - 1, 1085)),
            answered_at: Some(instant(TODAY, 468)),
            published_at: Some(instant(TODAY, 472)),
            ..nothing
        });
    }
    if key.due <= TODAY || !is_visited(world, pupil) {
        return None;
    }
    let done = key.given < TODAY - 2;
    Some(Standing { at: done.then(|| instant(key.given + 1, 1085)), ..nothing })
}

fn is_answered_this_morning(world: &World, key: &Key, pupil: u32) -> bool {
    let cast = world.cast();
    pupil == cast.lina && key.teaching == cast.history_5e_b && key.due == TODAY
}

fn write(world: &World, work: &Work, pupil: u32) -> Handin {
    let key = Key { teaching: work.teaching, rank: work.rank, given: work.given, due: work.due };
    let standing = stand(world, &key, pupil);
    let state = match (standing.at, standing.answered_at, standing.published_at) {
        (None, ..) if work.due < TODAY => HandinState::Missing,
        (None, ..) => HandinState::NotYet,
        (_, None, _) => HandinState::HandedIn,
        (_, _, None) => HandinState::Answered,
        _ => HandinState::Published,
    };
    let mut rng = Rng::of(
        world.seed,
        &[HANDIN, u64::from(work.teaching), u64::from(work.rank), u64::from(pupil), 1],
    );
    let own = !work.answers.is_empty();
    let texts = if own { work.answers } else { pupils::texts(work.subject, &work.title) };
    let chosen = if pupil == world.cast().lina { 0 } else { rng.below(texts.len()) };
    let text = standing.at.map_or(String::new(), |_| {
        texts[chosen].replace("{me}", world.pupils[pupil as usize].person.first_name)
    });
    let answer = standing.answered_at.map(|at| Answer {
        text: if is_answered_this_morning(world, &key, pupil) {
            THIS_MORNING.to_owned()
        } else {
            answer_text(work.subject, own.then_some((chosen, texts.len())), standing.late, &mut rng)
        },
        at,
        published_at: standing.published_at,
    });
    Handin {
        pupil,
        state,
        at: standing.at,
        late: standing.late && standing.at.is_some(),
        text,
        answer,
    }
}

/// The teacher's words; texts written for a work go from the best to the weakest.
fn answer_text(
    subject: Subject,
    place: Option<(usize, usize)>,
    late: bool,
    rng: &mut Rng,
) -> String {
    let (weak, fair) = match place {
        Some((0, _)) => (0, 0),
        Some((chosen, count)) if chosen + 1 == count => (12, 80),
        Some(_) => (4, 40),
        None => (6, 45),
    };
    let quality = match rng.below(100) {
        draw if draw < weak => Quality::Weak,
        draw if draw < fair => Quality::Fair,
        _ => Quality::Good,
    };
    let [shared, own] = pupils::answers(subject, quality);
    let drawn = rng.below(shared.len() + own.len());
    let text = shared.get(drawn).unwrap_or_else(|| &own[drawn - shared.len()]);
    if late { format!("{text} {}", rng.pick(pupils::LATE)) } else { (*text).to_owned() }
}
