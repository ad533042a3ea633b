use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use testkit::{Page, both};

use crate::world::{World, lesson_ids, lessons};

const PATH: &str = "/emploi-du-temps/calendriers";
/// Two lessons of Mme Baron and a public holiday, as Pronote writes them.
const PRONOTE: &str = include_str!("../../src/calendar/samples/pronote.ics");

fn give(world: &World, person: i64, name: &str, content: &str) -> Page {
    let visitor = world.visit(person);
    let page = visitor.get(PATH);
    let action = format!("{PATH}/fichier");
    visitor.form(&page, &action).attach("fichier", name, content.as_bytes()).send()
}

/// Says that each title is what it seems to be.
fn accept(world: &World, person: i64, page: &Page) -> Page {
    let visitor = world.visit(person);
    let page = visitor.get(&page.path);
    visitor.form(&page, &page.path).send()
}

/// A server on this machine that gives a calendar that changes; `None` is an error of the server.
fn server(says: &Arc<Mutex<Option<String>>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/agenda.ics", listener.local_addr().unwrap());
    let says = Arc::clone(says);
    thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            let mut asked = [0; 2_000];
            let read = connection.read(&mut asked).unwrap();
            assert!(read > 0);
            let (status, body) = match says.lock().unwrap().clone() {
                Some(body) => ("200 OK", body),
                None => ("500 Oops", String::new()),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            connection.write_all(head.as_bytes()).unwrap();
            connection.write_all(body.as_bytes()).unwrap();
        }
    });
    address
}

/// A calendar with a lesson at each of these hours of each day.
fn every_day(hours: std::ops::Range<u8>, room: &str) -> String {
    let mut events = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    for hour in hours {
        events.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:{hour}\r\nSUMMARY:Histoire 5e B\r\nLOCATION:{room}\r\n\
             DTSTART:20270311T{hour:02}0000\r\nDURATION:PT55M\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"
        ));
    }
    events.push_str("END:VCALENDAR\r\n");
    events
}

both! {
    fn a_file_becomes_lessons_once_each_title_has_its_course(backend) {
        let world = World::new(backend);
        let p = world.people;
        let page = give(&world, p.baron, "edt.ics", PRONOTE);
        assert!(page.says("HISTOIRE-GEOGRAPHIE - 5E B") && page.says("2 fois"), "{}", page.text());
        assert!(!page.says("Jour férié"), "a whole day is no lesson");
        assert!(lessons(&world, p.history).is_empty(), "nothing before someone says so");
        let page = accept(&world, p.baron, &page);
        assert!(page.says("2 séances sont prévues"), "{}", page.text());
        let planned = lessons(&world, p.history);
        assert_eq!(
            planned,
            [
                ("2027-03-11".to_owned(), "09:00".to_owned(), "7".to_owned()),
                ("2027-04-01".to_owned(), "09:00".to_owned(), "7".to_owned()),
            ]
        );
        let first = lesson_ids(&world, p.history)[0];
        assert_eq!(world.feed("lesson", first).len(), 1, "the day of the class says it");
        let again = give(&world, p.baron, "edt.ics", PRONOTE);
        assert!(again.says("Aucune séance ne change"), "{}", again.text());
        let copy = give(&world, p.baron, "copie.ics", PRONOTE);
        accept(&world, p.baron, &copy);
        assert_eq!(lessons(&world, p.history), planned, "nor twice by another name");
    }

    fn a_lesson_follows_its_event_with_what_is_written_in_it(backend) {
        let world = World::new(backend);
        let p = world.people;
        let page = give(&world, p.baron, "edt.ics", PRONOTE);
        accept(&world, p.baron, &page);
        let before = lesson_ids(&world, p.history);
        world.write(p.baron, before[1], &[("fait", "La Loire"), ("action", "publier")]);
        let moved = PRONOTE.replace("20270401T07", "20270402T08").replace("fr:7", "fr:12");
        let page = give(&world, p.baron, "edt.ics", &moved);
        assert!(page.says("2 séances ont changé d’heure ou de salle"), "{}", page.text());
        assert_eq!(lesson_ids(&world, p.history), before);
        assert_eq!(lessons(&world, p.history)[1], ("2027-04-02".into(), "10:00".into(), "12".into()));
        assert!(world.visit(p.lina).get(&format!("/cours/lecons/{}", before[1])).says("La Loire"));
    }

    fn what_leaves_the_calendar_is_taken_away_unless_it_is_written(backend) {
        let world = World::new(backend);
        let p = world.people;
        let page = give(&world, p.baron, "edt.ics", PRONOTE);
        accept(&world, p.baron, &page);
        let before = lesson_ids(&world, p.history);
        world.write(p.baron, before[1], &[("fait", "La Loire"), ("action", "enregistrer")]);
        let empty = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";
        let page = give(&world, p.baron, "edt.ics", empty);
        assert!(page.says("Une séance est retirée") && page.says("Une séance est gardée"), "{}", page.text());
        assert_eq!(lesson_ids(&world, p.history), [before[1]]);
        assert!(world.feed("lesson", before[0]).is_empty());
        let link = format!("/cours/lecons/{}", before[1]);
        assert!(page.attributes("main a", "href").contains(&link), "the page leads to what was kept");
        give(&world, p.baron, "edt.ics", PRONOTE);
        assert_eq!(lessons(&world, p.history).len(), 2, "and it comes back");
    }

    fn a_title_that_changes_its_course_takes_its_lessons_along(backend) {
        let world = World::new(backend);
        let p = world.people;
        let page = give(&world, p.baron, "edt.ics", PRONOTE);
        let page = accept(&world, p.baron, &page);
        let visitor = world.visit(p.baron);
        let field = page.attributes("main select", "name").remove(0);
        let page = visitor.form(&page, &page.path).fill(&field, "").send();
        assert!(page.says("2 séances sont retirées"), "{}", page.text());
        let foreign = p.maths.to_string();
        let page = visitor.form(&page, &page.path).fill(&field, &foreign).send();
        assert!(lessons(&world, p.maths).is_empty(), "not what someone else teaches: {}", page.text());
        let own = p.history.to_string();
        visitor.form(&page, &page.path).fill(&field, &own).send();
        assert_eq!(lessons(&world, p.history).len(), 2);
        let forget = format!("{}/oublier", page.path);
        let page = visitor.form(&visitor.get(&page.path), &forget).send();
        assert!(page.says("Calendrier oublié") && lessons(&world, p.history).len() == 2);
    }

    fn the_office_gives_the_calendar_of_a_class(backend) {
        let world = World::new(backend);
        let p = world.people;
        let visitor = world.visit(p.head);
        let action = format!("{PATH}/fichier");
        let form = visitor.form(&visitor.get(PATH), &action).attach("fichier", "5eB.ics", PRONOTE.as_bytes());
        let page = form.fill("pour-fichier", &p.class.to_string()).send();
        assert_eq!(page.status, 200, "{}", page.text());
        let page = visitor.form(&page, &page.path).send();
        assert!(page.says("2 séances sont prévues"), "{}", page.text());
        assert_eq!(lessons(&world, p.history).len(), 2);
        for (person, status) in [(p.baron, 404), (p.lina, 404), (p.mother, 404), (p.operator, 404), (p.head, 200)] {
            assert_eq!(world.visit(person).get(&page.path).status, status, "{person}");
        }
        assert_eq!(world.visit(p.lina).get(PATH).status, 403);
    }

    fn an_address_is_read_again_and_what_moves_is_followed(backend) {
        let world = World::reading_this_machine(backend);
        let p = world.people;
        let says = Arc::new(Mutex::new(Some(PRONOTE.to_owned())));
        let address = server(&says);
        let visitor = world.visit(p.baron);
        let action = format!("{PATH}/adresse");
        let page = visitor.form(&visitor.get(PATH), &action).fill("adresse", &address).send();
        assert!(page.says("HISTOIRE-GEOGRAPHIE"), "{}", page.text());
        let page = accept(&world, p.baron, &page);
        assert_eq!(lessons(&world, p.history).len(), 2);
        let read = || world.test.wait(courses::api::read_calendars(&world.test.app)).unwrap();
        assert!(!read(), "not before its turn");
        *says.lock().unwrap() = Some(PRONOTE.replace("20270401T07", "20270401T08"));
        world.test.pass(6 * 3_600);
        assert!(read() && !read());
        assert_eq!(lessons(&world, p.history)[1].1, "10:00", "the lesson follows");
        *says.lock().unwrap() = None;
        world.test.pass(6 * 3_600);
        assert!(read());
        let page = visitor.get(&page.path);
        assert!(page.says("Le serveur ne donne pas ce calendrier"), "{}", page.text());
        assert_eq!(lessons(&world, p.history).len(), 2, "what was planned stays");
        *says.lock().unwrap() = Some(PRONOTE.to_owned());
        let again = format!("{}/relire", page.path);
        let page = visitor.form(&visitor.get(&page.path), &again).send();
        assert!(page.says("Une séance a changé d’heure") && !page.says("ne donne pas"), "{}", page.text());
    }

    fn what_is_no_calendar_is_said_in_a_sentence(backend) {
        let world = World::new(backend);
        let p = world.people;
        let page = give(&world, p.baron, "photo.ics", "pas un calendrier");
        assert!(page.says("Ce n’est pas un calendrier"), "{}", page.text());
        let visitor = world.visit(p.baron);
        let file = format!("{PATH}/fichier");
        let none = visitor.form(&visitor.get(PATH), &file).send();
        assert!(none.status == 422 && none.says("Choisissez un fichier"), "{}", none.text());
        let action = format!("{PATH}/adresse");
        for inside in ["http://127.0.0.1/a.ics", "https://localhost/a.ics", "https://10.0.0.1/", "agenda"] {
            let page = visitor.form(&visitor.get(PATH), &action).fill("adresse", inside).send();
            assert!(page.status == 422 && page.says("Cette adresse ne peut pas être lue"), "{inside}");
        }
        let gone = world.test.look(|tx| {
            tx.query_one("SELECT COUNT(*) FROM courses_calendar", &[], |row| row.get::<i64>(0))
        });
        assert_eq!(gone, 1, "only the file that was not one");
    }

    fn a_long_calendar_is_planned_in_several_goes(backend) {
        let world = World::new(backend);
        let p = world.people;
        let page = give(&world, p.baron, "tous-les-jours.ics", &every_day(8..14, "7"));
        let page = accept(&world, p.baron, &page);
        assert!(page.says("La suite se prépare"), "{}", page.text());
        while world.test.work() > 0 {}
        let planned = lessons(&world, p.history);
        let days = kernel::SchoolYear::of(world.test.today(), kernel::Zone::A);
        let class_days = (0..200).filter(|at| days.has_class(world.test.today().plus(*at))).count();
        assert_eq!(planned.len(), class_days * 6);
    }

    fn two_versions_given_at_once_leave_one_of_them_whole(backend) {
        let world = World::new(backend);
        let p = world.people;
        let page = give(&world, p.baron, "tous-les-jours.ics", &every_day(8..18, "7"));
        accept(&world, p.baron, &page);
        while world.test.work() > 0 {}
        let before = lessons(&world, p.history).len();
        assert!(before > 600, "more than one step");
        thread::scope(|scope| {
            for room in ["8", "9"] {
                let world = &world;
                scope.spawn(move || give(world, p.baron, "tous-les-jours.ics", &every_day(8..18, room)));
            }
        });
        while world.test.work() > 0 {}
        let rooms: Vec<String> = lessons(&world, p.history).into_iter().map(|(_, _, room)| room).collect();
        assert_eq!(rooms.len(), before);
        assert!(rooms.iter().all(|room| *room == rooms[0]) && rooms[0] != "7", "{rooms:?}");
    }
}
