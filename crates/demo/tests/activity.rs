//! Lessons, work and hand-ins: how many, in what order, and how they read.

use std::collections::{HashMap, HashSet};

use demo::activity::{Counts, Handin, HandinState, Lesson, LessonState, WorkKind};
use demo::calendar::{HORIZON, TODAY, is_school_day, now, weekday};
use demo::subjects::Subject;
use demo::world::{Audience, Scale, World};

fn lessons_of_class(world: &World, school: u32, class: u32) -> Vec<Lesson> {
    let of_class = |lesson: &Lesson| {
        world.teachings[lesson.teaching as usize].audience == Audience::Class(class)
    };
    world.lessons_of(school).filter(of_class).collect()
}

#[test]
fn the_order_of_the_calls_changes_nothing() {
    let world = World::generate(3, Scale::School);
    let before: Vec<Lesson> = world.lessons_of(1).collect();
    let mut other = world.lessons_of(0);
    let skipped = other.by_ref().take(500).count();
    let after: Vec<Lesson> = world.lessons_of(1).collect();
    assert_eq!(skipped, 500);
    assert_eq!(before, after);
    let works: Vec<_> = before.into_iter().filter_map(|lesson| lesson.work).collect();
    assert_eq!(works, world.work_of(1).collect::<Vec<_>>());
    let forward: Vec<Handin> = works.iter().flat_map(|work| world.handins_of(work)).collect();
    let mut backward: Vec<Vec<Handin>> =
        works.iter().rev().map(|work| world.handins_of(work).collect()).collect();
    backward.reverse();
    assert_eq!(forward, backward.concat());
}

#[test]
fn counting_agrees_with_writing() {
    let world = World::generate(2, Scale::School);
    for school in 0..3 {
        let mut found = Counts::default();
        for lesson in world.lessons_of(school) {
            found.lessons += 1;
            let Some(work) = lesson.work else { continue };
            found.works += 1;
            found.handins +=
                world.handins_of(&work).filter(|handin| handin.at.is_some()).count() as u64;
        }
        assert_eq!(world.activity_counts(school), found);
    }
}

/// One sector in ten is counted: the others are alike.
#[test]
fn a_territory_has_a_million_lessons_and_two_million_handins() {
    let world = World::generate(1, Scale::Territory);
    let mut sum = Counts::default();
    let sample: Vec<_> =
        world.schools.iter().filter(|school| (3..9).contains(&school.sector)).collect();
    for school in &sample {
        let counts = world.activity_counts(school.index);
        sum.lessons += counts.lessons;
        sum.handins += counts.handins;
    }
    let pupils: usize = sample.iter().map(|school| school.pupils.len()).sum();
    let scaled = |count: u64| count * world.pupils.len() as u64 / pupils as u64;
    let (lessons, handins) = (scaled(sum.lessons), scaled(sum.handins));
    assert!((900_000..1_100_000).contains(&lessons), "{lessons}");
    assert!((1_800_000..2_200_000).contains(&handins), "{handins}");
}

#[test]
fn lessons_take_place_when_there_is_class() {
    let world = World::generate(1, Scale::School);
    let mut keys = HashSet::new();
    let mut states = HashMap::new();
    for school in 0..3 {
        for lesson in world.lessons_of(school) {
            assert!(is_school_day(lesson.day) && lesson.day <= HORIZON);
            assert!(keys.insert((lesson.teaching, lesson.rank)));
            assert_eq!(lesson.hours.is_some(), school == 0);
            assert!(school == 0 || weekday(lesson.day) != 3);
            assert!(lesson.written_at <= now());
            assert!(lesson.day <= TODAY || lesson.state == LessonState::Planned);
            *states.entry(lesson.state).or_insert(0) += 1;
        }
    }
    assert_eq!(states.len(), 3);
}

#[test]
fn handins_are_at_every_state_and_in_order() {
    let world = World::generate(1, Scale::School);
    let mut states = HashMap::new();
    let mut late = 0;
    for work in world.work_of(0) {
        assert!(work.given < work.due && is_school_day(work.due));
        assert!(work.kind == WorkKind::Exercise || world.handins_of(&work).count() == 0);
        for handin in world.handins_of(&work) {
            *states.entry(handin.state).or_insert(0) += 1;
            late += u32::from(handin.late);
            let shown = handin.answer.as_ref().and_then(|answer| answer.published_at);
            assert_eq!(handin.state == HandinState::Published, shown.is_some());
            assert_eq!(handin.at.is_none(), handin.text.is_empty());
            assert!(handin.at.is_none_or(|at| at <= now()));
            if let Some(answer) = &handin.answer {
                assert!(handin.at.is_some_and(|at| at < answer.at) && answer.at <= now());
                assert!(answer.published_at.is_none_or(|at| answer.at <= at && at <= now()));
            }
            assert!(handin.state != HandinState::Missing || work.due < TODAY);
        }
    }
    assert_eq!(states.len(), 5, "{states:?}");
    assert!(late > 100);
}

#[test]
fn what_is_older_than_two_weeks_is_answered_but_for_a_few() {
    let world = World::generate(1, Scale::School);
    let (mut handed, mut waiting) = (0, 0);
    for work in (0..3).flat_map(|school| world.work_of(school)).filter(|it| it.due < TODAY - 14) {
        for handin in world.handins_of(&work).filter(|handin| handin.at.is_some()) {
            handed += 1;
            waiting += u32::from(handin.state != HandinState::Published);
            assert!(handin.state == HandinState::Published || work.due >= TODAY - 30);
        }
    }
    assert!(waiting > 0 && waiting * 500 < handed, "{waiting} of {handed}");
}

#[test]
fn lina_has_two_things_to_do_and_an_answer_of_this_morning() {
    for seed in [1, 2] {
        let world = World::generate(seed, Scale::School);
        let cast = world.cast();
        let mut to_do = Vec::new();
        let mut answers = 0;
        let mut answered_today = Vec::new();
        for work in world.work_of(cast.college) {
            for handin in world.handins_of(&work).filter(|handin| handin.pupil == cast.lina) {
                assert_ne!(handin.state, HandinState::Missing);
                answers += u32::from(handin.answer.is_some());
                if handin.state == HandinState::NotYet && work.due == TODAY + 1 {
                    to_do.push(work.title.clone());
                }
                if work.teaching == cast.history_5e_b
                    && work.due == TODAY
                    && handin.state == HandinState::Published
                {
                    answered_today.push(work.title.clone());
                }
            }
        }
        to_do.sort();
        assert_eq!(to_do, ["Carnet de lecture, chapitre 4", "Exercices 12 et 13 p.\u{a0}84"]);
        assert_eq!(answered_today, ["Croquis de la vallée"]);
        assert!(answers > 20);
    }
}

#[test]
fn the_lesson_of_the_moment_is_not_written_yet() {
    let world = World::generate(1, Scale::School);
    let cast = world.cast();
    let history = lessons_of_class(&world, cast.college, cast.class_5e_b);
    assert!(
        !history.iter().any(|lesson| lesson.teaching == cast.history_5e_b && lesson.day == TODAY)
    );
    let mut past: Vec<_> =
        history.iter().filter(|lesson| lesson.teaching == cast.history_5e_b).collect();
    past.retain(|lesson| lesson.day < TODAY);
    assert!(past.len() > 45);
    let repeated = past.windows(2).filter(|pair| pair[0].body == pair[1].body).count();
    assert_eq!(repeated, 0);
}

#[test]
fn a_class_of_two_levels_has_lessons_for_each() {
    let world = World::generate(1, Scale::School);
    let cast = world.cast();
    let lessons = lessons_of_class(&world, cast.ecole, cast.class_ce2_cm1);
    let maths =
        |lesson: &&Lesson| world.teachings[lesson.teaching as usize].subject == Subject::Numbers;
    let levels: HashSet<String> =
        lessons.iter().filter(maths).map(|lesson| lesson.levels.label()).collect();
    assert_eq!(levels, HashSet::from(["CE2".to_owned(), "CM1".to_owned()]));
}
