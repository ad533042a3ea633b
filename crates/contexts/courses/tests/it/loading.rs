use courses::api::{self, AnswerRow, HandinRow, LessonRow, SequenceRow, SlotRow, WorkRow};
use kernel::{Day, LocalTime};
use testkit::both;

use crate::world::World;

both! {
    fn rows_loaded_at_once_are_like_those_made_by_hand(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (now, today) = (world.test.now(), world.test.today());
        world.test.arrange(move |tx| {
            let place = (p.history, p.class, p.org);
            let (starts, ends) = (LocalTime::parse("08:00"), LocalTime::parse("08:55"));
            api::load_slots(tx, &[SlotRow {
                id: 1, teaching: place.0, group: place.1, org: place.2, label: "", weekday: 4, starts, ends,
                position: 0, room: "7", weeks: "all", from: today, until: Day::NEVER,
            }])?;
            let lesson = LessonRow {
                id: 1, slot: Some(1), teaching: place.0, group: place.1, org: place.2, day: today, starts, ends,
                position: 0, label: "", room: "7", title: "Le Clain", done_html: "<p>Lu</p>", published_at: Some(now),
                author: Some(p.baron), updated_at: now,
            };
            api::load_lessons(tx, &[lesson, LessonRow { id: 2, slot: None, day: today.plus(1), ..lesson }])?;
            api::load_works(tx, &[WorkRow {
                id: 1, lesson: Some(1), teaching: place.0, group: place.1, org: place.2, level: "", title: "Croquis",
                instructions_html: "", due: today, minutes: Some(20), is_handed_in: true, author: p.baron, given_at: now,
            }])?;
            let answer = AnswerRow { html: "<p>Bien</p>", at: now, by: p.baron, published_at: Some(now) };
            let handin = HandinRow {
                id: 1, work: 1, pupil: p.lina, teaching: place.0, group: place.1, org: place.2, text_html: "<p>De Lina</p>",
                at: now, is_late: false, once: "chargement-1", answer: Some(answer),
            };
            api::load_handins(tx, &[handin, HandinRow { id: 2, pupil: p.noe, once: "chargement-2", answer: None, ..handin }])?;
            let sequence = SequenceRow { teaching: place.0, org: place.2, title: "Le Poitou", aims: "Situer", lessons: 3, group: place.1, text_html: "<p>Une carte.</p>", published_at: Some(now),
                links: &[("La carte", "https://exemple.fr/carte")] };
            api::load_sequences(tx, &[sequence, SequenceRow { title: "La Vienne", ..sequence }])?;
            api::settle(tx)
        });
        assert!(world.visit(p.lina).get("/cours/lecons/1").says("Le Clain"));
        assert!(world.visit(p.mother).get("/cours/travaux/1").says("Bien"));
        assert!(world.visit(p.baron).get("/cours/travaux/1").says("2 copies rendues sur 2"));
        let plan = world.visit(p.baron).get(&format!("/cours/{}/plan", p.history));
        assert_eq!(plan.all("article h3"), ["Le Poitou", "La Vienne"]);
        assert!(world.lesson(p.petit, p.maths) > 2, "ids go on above those that were loaded");
    }
}
