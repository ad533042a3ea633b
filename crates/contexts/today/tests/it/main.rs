//! What each person finds on their home.

#![expect(clippy::unwrap_used, reason = "tests")]

mod world;

use kernel::{Actor, Lang, LocalTime, Target};
use testkit::{Page, TestApp, both};
use today::api::{self, Change, Item, Kind, State};
use world::{World, lesson, signed_in, start, thursday};

/// Seconds from 9:12 to 18:00.
const TO_THE_EVENING: i64 = (8 * 60 + 48) * 60;

/// What elements say, spaces folded.
fn rows(page: &Page, selector: &str) -> Vec<String> {
    let fold = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    page.all(selector).iter().map(fold).collect()
}

/// The family opened the answer that Lina was given.
fn opened(test: &TestApp, world: &World) {
    let lina = world.lina;
    test.arrange(move |tx| api::answer_opened(tx, 13, lina));
}

both! {
    fn a_pupil_sees_the_lesson_of_the_moment_and_what_is_due(backend) {
        let (test, world) = start(backend);
        let page = signed_in(&test, world.lina).get("/");
        assert_eq!(page.all("h1"), ["Bonjour Lina"]);
        assert!(page.says("Jeudi 11 mars, semaine"), "{}", page.text());
        assert!(page.says("2 choses à faire pour demain"));
        assert_eq!(rows(&page, ".day li.now"), ["9 h 00 Histoire-géographie Mme Baron · salle 7 · en ce moment"]);
        assert!(page.says("Mme Diallo · labo 3"), "a place with a name keeps it");
        assert_eq!(rows(&page, ".day li.past"), ["8 h 00 Mathématiques M. Petit · salle 12 noté"]);
        assert_eq!(page.all(".act.main").len(), 1, "one coral button");
        assert_eq!(page.attributes(".act.main", "href"), ["/travaux/11"]);
        assert!(page.says("Rendu, Mme Baron a répondu"));
        assert!(page.says("Depuis hier"));
    }

    fn a_home_hears_that_something_of_its_person_changed(backend) {
        let (test, world) = start(backend);
        let visitors = [world.lina, world.baron].map(|person| signed_in(&test, person));
        let mut homes = visitors.each_ref().map(|visitor| visitor.listen("/direct"));
        for home in &mut homes {
            assert!(home.hears().unwrap().contains("event: hello"));
        }
        let changed = Item { staff: Some(Target::teaching(world.history)), ..lesson(&world, 90) };
        test.arrange(move |tx| api::put(tx, &changed));
        for home in &mut homes {
            assert_eq!(home.hears().unwrap(), "event: change\ndata:\n\n", "it says no more than that");
        }
        test.arrange(|tx| api::remove(tx, Kind::Lesson, 90));
        for home in &mut homes {
            assert_eq!(home.hears().unwrap(), "event: change\ndata:\n\n");
        }
        drop(homes);
        assert_eq!(test.app.live().count(), 0);
    }

    fn an_unpublished_lesson_is_not_a_link_for_a_pupil_but_is_for_its_teacher(backend) {
        let (test, world) = start(backend);
        let pupil = signed_in(&test, world.lina).get("/");
        assert_eq!(pupil.attributes(".day a", "href"), ["/seances/1"]);
        let teacher = signed_in(&test, world.baron).get("/");
        assert_eq!(teacher.attributes(".day li.now a", "href"), ["/seances/2"]);
        assert!(rows(&teacher, ".day li.now")[0].contains("5e B · Histoire-géographie"));
        assert_eq!(teacher.all(".day li.now .act.main"), ["Écrire"], "the one coral button");
        assert!(pupil.all(".day li.now .act").is_empty());
    }

    fn a_class_is_named_on_each_moment_only_when_the_day_has_several(backend) {
        let (test, world) = start(backend);
        let monday = thursday().plus(4);
        let moment = move |reference, title, class| Item {
            title, class, day: monday, staff: Some(Target::teaching(world.history)), ..lesson(&world, reference)
        };
        test.arrange(move |tx| {
            api::put(tx, &moment(81, "Lecture", "CE2-CM1"))?;
            api::put(tx, &moment(82, "Calcul", "CE2-CM1"))
        });
        let day = || rows(&signed_in(&test, world.baron).get("/jour/2027-03-15"), ".day li");
        assert_eq!(day(), ["1 Lecture", "2 Calcul"]);
        test.arrange(move |tx| api::put(tx, &moment(83, "Chorale", "CP")));
        assert_eq!(day(), ["1 CE2-CM1 · Lecture", "2 CE2-CM1 · Calcul", "3 CP · Chorale"]);
    }

    fn a_teacher_sees_how_many_wait(backend) {
        let (test, world) = start(backend);
        let page = signed_in(&test, world.baron).get("/");
        assert!(page.says("12 copies à lire"));
        assert_eq!(page.all(".day li").len(), 1, "only their own lessons");
        assert!(!page.says("Carnet de lecture"));
    }

    fn a_guardian_sees_each_child_of_each_school_on_one_page(backend) {
        let (test, world) = start(backend);
        let page = signed_in(&test, world.nadia).get("/");
        assert_eq!(page.all("h2"), ["À voir d’abord", "Lina Moreau", "Tom Moreau"]);
        assert!(page.says("5e B, Collège des Tilleuls"));
        assert!(page.says("CE2-CM1, École Jules-Ferry"));
        assert!(page.says("En ce moment : Histoire-géographie · salle 7, jusqu’à 9 h 55."));
        assert!(page.says("Aujourd’hui : Lecture, Mathématiques."));
        assert!(page.says("a répondu : « Croquis de la vallée »"));
        assert!(page.all(".act.main").is_empty(), "handing in is the child's");
    }

    fn a_guardian_sees_first_what_needs_them(backend) {
        let (test, world) = start(backend);
        let mother = signed_in(&test, world.nadia);
        opened(&test, &world);
        assert!(!mother.get("/").says("À voir d’abord"), "nothing needs them");
        let late = Item {
            kind: Kind::Work,
            title: "Croquis du Nil",
            audience: Target::person(world.tom),
            day: thursday().plus(-2),
            state: State::ToHandIn,
            link: "/travaux/71",
            ..lesson(&world, 71)
        };
        let cancelled = Change { is_cancelled: true, ..Change::default() };
        test.arrange(move |tx| {
            api::put(tx, &late)?;
            api::say_change(tx, Kind::Lesson, 2, &cancelled)
        });
        let page = mother.get("/");
        assert_eq!(page.all("h2"), ["À voir d’abord", "Lina Moreau", "Tom Moreau"]);
        let first = rows(&page, "section[aria-labelledby=a-voir] li");
        assert!(first[0].starts_with("Tom : Croquis du Nil En retard, c’était pour mardi"), "{first:?}");
        assert!(first[1].starts_with("Lina : Histoire-géographie Séance annulée"), "{first:?}");
        let lina = format!("/enfants/{}", world.lina);
        assert_eq!(page.attributes("section[aria-labelledby=a-voir] a", "href"), ["/travaux/71", lina.as_str()]);
        for person in [world.lina, world.tom, world.baron] {
            assert!(!signed_in(&test, person).get("/").says("À voir d’abord"));
        }
        test.arrange(move |tx| {
            api::put(tx, &Item { state: State::HandedInLate, ..late })?;
            api::say_change(tx, Kind::Lesson, 2, &Change::default())
        });
        assert!(!mother.get("/").says("À voir d’abord"), "once it is done it is gone");
    }

    fn a_guardian_sees_first_an_answer_that_nobody_of_the_family_opened(backend) {
        let (test, world) = start(backend);
        let first = |person| rows(&signed_in(&test, person).get("/"), "section[aria-labelledby=a-voir] li");
        let says = first(world.nadia);
        assert!(says.len() == 1 && says[0].starts_with("Lina : Croquis de la vallée Rendu, Mme Baron a répondu"), "{says:?}");
        assert!(first(world.lina).is_empty(), "a pupil has their own card");
        let older = Item {
            kind: Kind::Answer,
            reference: 61,
            title: "Frise",
            audience: Target::person(world.tom),
            day: thursday().plus(-6),
            state: State::Answered,
            ..lesson(&world, 61)
        };
        let forgotten = Item { reference: 62, title: "Dictée", day: thursday().plus(-9), ..older };
        test.arrange(move |tx| {
            api::put(tx, &older)?;
            api::put(tx, &forgotten)
        });
        let says = first(world.nadia);
        assert!(says.len() == 2 && says[0].starts_with("Tom : Frise"), "{says:?}");
        let page = signed_in(&test, world.nadia).get("/");
        assert!(rows(&page, "section:not([aria-labelledby=a-voir]) a.thread").iter().all(|row| !row.contains("Frise")), "no news for the card");
        let (tom, waits) = (world.tom, |reference| test.look(move |tx| api::answer_waits(tx, reference, world.tom)));
        assert!(waits(61) && !waits(63));
        test.arrange(move |tx| api::answer_opened(tx, 61, tom));
        assert!(!waits(61));
        opened(&test, &world);
        assert!(first(world.nadia).is_empty());
    }

    fn a_guardian_sees_first_work_of_today_and_agreements_to_accept(backend) {
        let (test, world) = start(backend);
        opened(&test, &world);
        let tom = Target::person(world.tom);
        let work = Item { kind: Kind::Work, audience: tom, link: "/travaux/71", ..lesson(&world, 71) };
        let items = [
            Item { title: "Dessin", state: State::ToHandIn, ..work },
            Item { reference: 72, title: "Poésie", ..work },
            Item { reference: 73, title: "Lecture", state: State::Done, ..work },
            Item { reference: 74, title: "Tables", day: thursday().plus(-1), ..work },
            Item { reference: 75, title: "Plan", day: thursday().plus(1), state: State::ToHandIn, ..work },
        ];
        let agreement = Item {
            kind: Kind::Sign,
            title: "Tablette 4",
            for_pupils: false,
            day: thursday().plus(-60),
            link: "/prets/5",
            ..Item { reference: 5, ..work }
        };
        test.arrange(move |tx| {
            items.iter().try_for_each(|item| api::put(tx, item))?;
            api::put(tx, &agreement)
        });
        let page = signed_in(&test, world.nadia).get("/");
        let first = rows(&page, "section[aria-labelledby=a-voir] li");
        assert_eq!(first.len(), 3, "{first:?}");
        assert!(first[0].starts_with("Tom : Tablette 4 Convention à lire et à accepter"), "{first:?}");
        assert!(first[1].starts_with("Tom : Dessin") && first[2].starts_with("Tom : Poésie"), "{first:?}");
        assert_eq!(page.attributes("section[aria-labelledby=a-voir] a", "href")[0], "/prets/5");
        assert!(!signed_in(&test, world.tom).get("/").says("Tablette 4"));
        test.work();
        test.pass(600);
        test.work();
        assert!(signed_in(&test, world.nadia).get("/").says("Tablette 4"), "it stays until it is accepted");
        test.arrange(|tx| api::remove(tx, Kind::Sign, 5));
        assert!(!signed_in(&test, world.nadia).get("/").says("Tablette 4"));
    }

    fn a_guardian_opens_the_day_of_their_children_only(backend) {
        let (test, world) = start(backend);
        let path = format!("/enfants/{}", world.lina);
        let mother = signed_in(&test, world.nadia);
        assert_eq!(mother.get(&path).all(".day li").len(), 3);
        let friday = mother.get(&format!("{path}?jour=2027-03-12"));
        assert_eq!(rows(&friday, ".day li"), ["8 h 00 Technologie M. Roux"]);
        assert!(friday.says("Carnet de lecture"));
        for person in [world.stranger, world.lina, world.baron, world.head] {
            let refused = signed_in(&test, person).get(&path).status;
            assert!([403, 404].contains(&refused), "{refused}");
        }
        assert_eq!(mother.get(&format!("{path}?jour=demain")).status, 404);
    }

    fn in_the_evening_the_next_day_is_shown(backend) {
        let (test, world) = start(backend);
        test.pass(TO_THE_EVENING);
        let page = signed_in(&test, world.lina).get("/");
        assert!(page.says("Ma journée de demain"), "{}", page.text());
        assert_eq!(rows(&page, ".day li"), ["8 h 00 Technologie M. Roux"]);
        let mother = signed_in(&test, world.nadia).get("/");
        assert!(mother.says("Les cours d’aujourd’hui sont finis. Reprise demain à 8 h 00."));
    }

    fn a_day_and_a_week_can_be_leafed_through(backend) {
        let (test, world) = start(backend);
        let lina = signed_in(&test, world.lina);
        let day = lina.get("/jour/2027-03-12");
        assert_eq!(rows(&day, ".day li"), ["8 h 00 Technologie M. Roux"]);
        assert_eq!(day.links("Samedi"), ["/jour/2027-03-13"]);
        let week = lina.get("/semaine");
        assert!(week.says("Semaine du lundi 8 mars"));
        assert_eq!(week.all(".day li").len(), 4);
        assert_eq!(week.links("Semaine suivante"), ["/semaine?jour=2027-03-15"]);
        for wrong in ["/jour/hier", "/jour/2999-01-01", "/semaine?jour=x"] {
            assert_eq!(lina.get(wrong).status, 404, "{wrong}");
        }
    }

    fn a_head_sees_how_the_school_goes(backend) {
        let (test, world) = start(backend);
        let page = signed_in(&test, world.head).get("/");
        assert!(page.says("Collège des Tilleuls"));
        assert!(page.says("Un cours noté sur 3 aujourd’hui"), "{}", page.text());
        assert_eq!(rows(&page, "tbody tr"), ["5e B 3 1"]);
        let manager = signed_in(&test, world.manager).get("/");
        assert!(manager.says("Bonjour Luc") && manager.says("Aide"));
    }

    fn what_is_for_one_group_is_unseen_by_others(backend) {
        let (test, world) = start(backend);
        let tom = world.tom;
        test.arrange(move |tx| {
            let own = Item { title: "Pour Tom", audience: Target::person(tom), kind: Kind::Work, ..lesson(&world, 77) };
            api::put(tx, &own)
        });
        assert!(signed_in(&test, world.tom).get("/").says("Pour Tom"));
        assert!(!signed_in(&test, world.lina).get("/").says("Pour Tom"));
        assert!(signed_in(&test, world.nadia).get("/").says("Pour Tom"));
    }

    fn old_items_are_swept_and_the_others_stay(backend) {
        let (test, world) = start(backend);
        test.arrange(move |tx| {
            let old = Item { day: thursday().plus(-41), ..lesson(&world, 90) };
            let kept = Item { day: thursday().plus(-39), state: State::Written, ..lesson(&world, 91) };
            api::put(tx, &old)?;
            api::put(tx, &kept)
        });
        // The first look plans the sweep, five minutes later it is done.
        test.work();
        test.pass(600);
        test.work();
        let left: Vec<i64> = test.look(|tx| {
            tx.query("SELECT reference FROM today_item WHERE reference >= 90", &[], |row| row.get(0))
        });
        assert_eq!(left, [91]);
    }

    fn what_is_lent_is_said_until_it_is_back_however_late(backend) {
        let (test, world) = start(backend);
        let at = |days| Item {
            kind: Kind::Return,
            reference: 5,
            title: "Ardoise 10",
            audience: Target::person(world.lina),
            day: thursday().plus(days),
            starts: Some(LocalTime(17 * 60)),
            ends: None,
            link: "/prets/5",
            ..lesson(&world, 5)
        };
        for (days, says) in [(3, "5e B Dimanche à 17 h"), (-20, "5e B En retard, c’était pour")] {
            let item = at(days);
            test.arrange(move |tx| api::put(tx, &item));
            let home = signed_in(&test, world.lina).get("/");
            let lent = rows(&home, ".todo li").into_iter().find(|row| row.contains("Ardoise")).unwrap();
            assert!(lent.contains(says), "{says} in {lent}");
            let mother = signed_in(&test, world.nadia).get("/");
            assert!(days > 0 || mother.says("Ardoise"), "what is late comes first: {}", mother.text());
        }
        test.arrange(|tx| api::remove(tx, Kind::Return, 5));
        assert!(!signed_in(&test, world.lina).get("/").says("Ardoise"));
    }

    fn the_room_where_one_teaches_now_is_known(backend) {
        let (test, world) = start(backend);
        let where_is = |person: i64, time: i16| {
            test.look(move |tx| {
                let ties = directory::api::ties(tx, person, thursday())?;
                let actor = Actor::new(person, 1, Lang::Fr, ties);
                api::place_now(tx, &actor, (thursday(), LocalTime(time)))
            })
        };
        assert_eq!(where_is(world.baron, 9 * 60 + 12).as_deref(), Some("7"));
        assert_eq!(where_is(world.baron, 16 * 60).as_deref(), Some("7"), "the last one of the day");
        assert_eq!(where_is(world.nadia, 9 * 60 + 12), None);
    }

    fn a_visitor_is_led_to_the_door(backend) {
        let (test, _) = start(backend);
        let answer = test.visitor().get_once("/");
        assert_eq!((answer.status, answer.header("location")), (303, Some("/connexion")));
    }
}
