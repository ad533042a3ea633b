//! An import never empties a school unasked.

use directory::{
    edit,
    import::{self, Answers, Departure, ImportError, Kind, Options, Report},
};
use kernel::Role;
use testkit::{TestApp, both};

use crate::{
    by_hand::enter,
    pages::{archive, holder},
    small::{self, LINA, NOAH, Small, TOM, id, lina_tie, options, person, pupil, start},
};

const KEYS: usize = 30;

/// The small territory, whose collège has thirty pupils more.
fn large() -> Small {
    let mut small = Small::new();
    let more = (0..KEYS).map(|n| pupil(&key(n), ("PETIT", &format!("Ana{n}")), lina_tie(), &[]));
    small.people.extend(more);
    small
}

fn key(n: usize) -> String {
    format!("2D-13-{}", 2_000 + n)
}

fn without(mut small: Small, pupils: usize) -> Small {
    let gone: Vec<String> = (0..pupils).map(key).collect();
    small.people.retain(|person| !gone.iter().any(|key| **key == *person.key));
    small
}

fn bring(
    test: &TestApp,
    small: &Small,
    name: &str,
    options: &Options,
) -> Result<Report, ImportError> {
    let paths = [small.write(test, name)];
    import::run(&test.app.db, Kind::Aaf, &paths, options, &mut |_| {})
}

fn refused(outcome: Result<Report, ImportError>) -> Vec<Departure> {
    match outcome {
        Err(ImportError::Departures(departures)) => departures,
        other => panic!("{other:?}"),
    }
}

fn of(school: &str, category: &str, leaving: u64, of: u64) -> Departure {
    Departure { school: school.to_owned(), category: category.to_owned(), leaving, of }
}

fn meant(test: &TestApp) -> Options<'_> {
    Options { answers: Answers { departures: true, ..Answers::default() }, ..options(test) }
}

const COLLEGE: &str = "Collège Jean Moulin";

both! {
    fn many_departures_change_nothing_until_they_are_meant(backend) {
        let test = start(backend);
        large().import(&test, "one");
        let fewer = without(large(), 25);
        let asked = [of(COLLEGE, "pupil", 25, 32)];
        let dry = Options { dry_run: true, ..options(&test) };
        assert_eq!(bring(&test, &fewer, "dry", &dry).unwrap().departures, asked);
        assert_eq!(refused(bring(&test, &fewer, "two", &options(&test))), asked);
        let first = id(&test, "2D-13-2000");
        let today = test.today();
        let ties = || test.look(move |tx| directory::api::ties(tx, first, today)).len();
        assert!(ties() > 0);
        let done = bring(&test, &fewer, "three", &meant(&test)).unwrap();
        assert_eq!((done.summary.leaving, done.batch.is_some(), ties()), (25, true, 0));
    }

    fn a_few_and_a_small_share_leave_unasked(backend) {
        let test = start(backend);
        large().import(&test, "one");
        let ninety = Options { departure_share: 90, dry_run: true, ..options(&test) };
        assert_eq!(bring(&test, &without(large(), 25), "two", &ninety).unwrap().departures, []);
        assert!(bring(&test, &without(large(), 19), "three", &options(&test)).unwrap().batch.is_some());
    }

    fn the_last_pupil_of_a_school_does_not_leave_unasked(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        let emptied = Small::new().without(TOM);
        let asked = refused(bring(&test, &emptied, "two", &options(&test)));
        assert_eq!(asked, [of("École élémentaire Jules Ferry", "pupil", 1, 1)]);
        let mut replaced = emptied;
        let mut other = Small::new().person(TOM).clone();
        (other.key, other.first_name) = ("1D-13-301".into(), "Ida".into());
        replaced.people.push(other);
        assert!(bring(&test, &replaced, "three", &options(&test)).unwrap().batch.is_some());
    }

    fn another_class_is_no_departure_and_another_school_is_one(backend) {
        let test = start(backend);
        let mut before = large();
        let other = small::other_college();
        before.schools.push((directory::feed::aaf::Degree::Second, other.clone()));
        before.import(&test, "one");
        let mut moved = before.clone();
        for person in &mut moved.people {
            if person.key.starts_with("2D-13-20") {
                small::put_in(person, "6B");
            }
        }
        assert!(bring(&test, &moved, "two", &options(&test)).unwrap().batch.is_some());
        for person in &mut moved.people {
            if person.key.starts_with("2D-13-20") {
                person.memberships.iter_mut().for_each(|tie| tie.uai = other.uai);
            }
        }
        let asked = refused(bring(&test, &moved, "three", &options(&test)));
        assert_eq!(asked, [of(COLLEGE, "pupil", 30, 32)]);
    }

    fn staff_are_counted_apart(backend) {
        let test = start(backend);
        let mut many = Small::new();
        let members = (0..24).map(|n| {
            let tie = directory::feed::Membership::new(small::college(), Role::Teacher);
            person(&format!("2D-13-{}", 3_000 + n), directory::feed::Category::Staff, ("ROUX", &format!("Ana{n}")), vec![tie])
        });
        many.people.extend(members);
        many.import(&test, "one");
        let asked = refused(bring(&test, &Small::new(), "two", &options(&test)));
        assert_eq!(asked, [of(COLLEGE, "staff", 24, 26)]);
    }

    fn the_page_asks_and_loses_nothing(backend) {
        let test = crate::by_hand::start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        large().import(&test, "one");
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let page = manager.get("/annuaire/imports");
        let bytes = archive(&test, &without(large(), 25), "two");
        let preview = manager.form(&page, "/annuaire/imports").attach("fichiers", "aaf.zip", &bytes).send();
        assert!(preview.says("25 élèves sur 32 quitteraient"), "{}", preview.text());
        let publish = format!("{}/publier", preview.path);
        let asked = manager.form(&preview, &publish).send();
        assert_eq!(asked.status, 422);
        assert!(asked.says("dites si ces départs sont voulus"), "{}", asked.text());
        let report = manager.get(&format!("{}/rapport?format=json", preview.path));
        assert!(report.body.contains("\"leaving\": 25") && report.body.contains("\"of\": 32"), "{}", report.body);
        let done = manager.form(&asked, &publish).fill("departs", "oui").send();
        assert!(done.says("Publié"), "{}", done.text());
        let lines = manager.get(&format!("{}/rapport", done.path));
        assert_eq!(lines.body.matches("\ndépart;").count(), 25, "{}", lines.body);
    }

    fn those_another_feed_keeps_do_not_leave(backend) {
        let test = start(backend);
        large().import(&test, "one");
        let (lina, noah) = (id(&test, LINA), id(&test, NOAH));
        let org = crate::pages::org_of(&test, LINA);
        // Twenty of those who would leave are also kept there by hand.
        let kept: Vec<i64> = (0..20).map(|n| id(&test, Box::leak(key(n).into_boxed_str()))).collect();
        test.arrange(move |tx| {
            for person in &kept {
                let tie = edit::NewMembership {
                    person: *person,
                    role: Role::Pupil,
                    org: Some(org),
                    group: None,
                    teaching: None,
                    starts: kernel::Day(0),
                    ends: kernel::Day::NEVER,
                };
                edit::add_membership(tx, &tie)?;
            }
            Ok(())
        });
        assert_ne!(lina, noah);
        assert!(bring(&test, &without(large(), 25), "two", &options(&test)).unwrap().batch.is_some());
    }
}
