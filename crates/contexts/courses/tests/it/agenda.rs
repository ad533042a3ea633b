use icalendar::{Calendar, CalendarComponent, Component, Event, EventLike};
use testkit::{Page, both};

use crate::world::World;

const PATH: &str = "/mon-agenda";

/// Opens an address; its path.
fn open(world: &World, person: i64) -> String {
    let visitor = world.visit(person);
    let page = visitor.form(&visitor.get(PATH), PATH).send();
    path(&page)
}

fn path(page: &Page) -> String {
    let address = page.attributes("main input[readonly]", "value").remove(0);
    address.strip_prefix("http://localhost:8080").unwrap().to_owned()
}

/// What an independent reader finds at an address, that is asked for without any cookie.
fn read(world: &World, path: &str) -> Vec<Event> {
    let page = world.test.visitor().get(path);
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), Some("text/calendar; charset=utf-8"));
    let calendar: Calendar = page.body.parse().unwrap();
    let events = calendar.components.into_iter().filter_map(|component| match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    events.collect()
}

/// What they are called, with plain spaces.
fn summaries(events: &[Event]) -> Vec<String> {
    events.iter().filter_map(summary).collect()
}

fn summary(event: &Event) -> Option<String> {
    Some(event.get_summary()?.replace(['\u{a0}', '\u{202f}'], " "))
}

/// A slot on Thursdays from nine to five to ten, and a work for the next day.
fn a_week(world: &World) {
    let p = world.people;
    let visitor = world.visit(p.baron);
    let path = format!("/cours/{}/emploi-du-temps", p.history);
    let form = visitor.form(&visitor.get(&path), &path);
    form.fill("jours", "4").fill("debut", "09:00").fill("fin", "09:55").fill("salle", "7").send();
    world.work("La vallée du Clain", "2027-03-12");
}

both! {
    fn a_pupil_s_calendar_has_their_lessons_and_their_work(backend) {
        let world = World::new(backend);
        let p = world.people;
        a_week(&world);
        let events = read(&world, &open(&world, p.lina));
        let first = &events[0];
        assert_eq!(first.get_summary(), Some("Histoire-géographie"));
        assert_eq!(first.get_location(), Some("salle 7"));
        assert_eq!(first.property_value("DTSTART"), Some("20270311T080000Z"));
        assert_eq!(first.property_value("DTEND"), Some("20270311T085500Z"));
        let april = events.iter().find(|one| one.property_value("DTSTART") == Some("20270401T070000Z"));
        assert!(april.is_some(), "nine o'clock is earlier in summer");
        let work = events.iter().find(|one| summary(one).as_deref() == Some("À faire : La vallée du Clain")).unwrap();
        assert_eq!(work.property_value("DTSTART"), Some("20270312"));
        let mut names: Vec<_> = events.iter().filter_map(Component::get_uid).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), events.len(), "each is called once");
    }

    fn a_guardian_tells_children_apart_and_a_teacher_their_classes(backend) {
        let world = World::new(backend);
        let p = world.people;
        a_week(&world);
        let guardian = read(&world, &open(&world, p.mother));
        assert!(summaries(&guardian).contains(&"Lina : Histoire-géographie".to_owned()));
        assert!(summaries(&guardian).contains(&"Lina : À faire : La vallée du Clain".to_owned()));
        let teacher = read(&world, &open(&world, p.baron));
        assert!(summaries(&teacher).contains(&"5e B, Histoire-géographie".to_owned()));
        let teacher = format!("{teacher:?}");
        for name in ["Moreau", "Lina", "Secrète"] {
            assert!(!teacher.contains(name), "{name}");
        }
        assert!(read(&world, &open(&world, p.stranger)).is_empty(), "another class");
    }

    fn an_address_is_changed_and_closed_by_its_person(backend) {
        let world = World::new(backend);
        let p = world.people;
        a_week(&world);
        let first = open(&world, p.lina);
        let second = open(&world, p.lina);
        assert_ne!(first, second);
        let outside = world.test.visitor();
        assert_eq!((outside.get(&first).status, outside.get(&second).status), (404, 200));
        assert_eq!(path(&world.visit(p.lina).get(PATH)), second, "it can be read again");
        let stored = world.test.look(|tx| {
            tx.query_one("SELECT nonce, digest FROM courses_agenda", &[], |row| {
                Ok(format!("{} {}", row.get::<String>(0)?, row.get::<String>(1)?))
            })
        });
        let secret = second.trim_start_matches("/agenda/").trim_end_matches(".ics");
        assert!(!stored.contains(secret), "the database does not give it away");
        let visitor = world.visit(p.lina);
        let closing = format!("{PATH}/fermer");
        visitor.form(&visitor.get(PATH), &closing).send();
        assert_eq!(outside.get(&second).status, 404);
    }

    fn what_may_be_seen_is_what_may_be_seen_today(backend) {
        let world = World::new(backend);
        let p = world.people;
        a_week(&world);
        let address = open(&world, p.lina);
        assert!(!read(&world, &address).is_empty());
        let yesterday = world.test.today().plus(-1);
        world.test.arrange(move |tx| directory::edit::end_memberships(tx, p.lina, yesterday));
        assert!(read(&world, &address).is_empty());
    }

    fn a_calendar_that_has_it_already_is_sent_nothing(backend) {
        let world = World::new(backend);
        let p = world.people;
        a_week(&world);
        let address = open(&world, p.lina);
        let visitor = world.test.visitor();
        let tag = visitor.get(&address).header("etag").unwrap().to_owned();
        let again = visitor.get_knowing(&address, &tag);
        assert_eq!((again.status, again.body.as_str()), (304, ""));
        world.work("Un autre travail", "2027-03-15");
        assert_eq!(visitor.get_knowing(&address, &tag).status, 200);
    }
}
