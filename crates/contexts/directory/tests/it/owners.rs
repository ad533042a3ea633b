//! A person whom two feeds describe: each field has one owner, whatever the order of the imports.

use db::params;
use directory::{
    api, edit,
    feed::{Phone, PhoneKind, Title, aaf::Degree},
    import::{self, Kind, Options, Report},
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use testkit::{Backend, TestApp, both};

use crate::{
    by_hand::enter,
    pages::{archive, holder},
    small::{self, LINA, MOTHER, MOTHER_AT_ECOLE, Small, TOM, id, options, start},
};

/// The mother of Lina at the collège, and of Tom at the école, by two exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Feed {
    College,
    Ecole,
}

impl Feed {
    const fn key(self) -> &'static str {
        match self {
            Self::College => MOTHER,
            Self::Ecole => MOTHER_AT_ECOLE,
        }
    }
}

/// The export of one degree alone.
fn only(mut small: Small, feed: Feed) -> Small {
    let (degree, prefix) = match feed {
        Feed::College => (Degree::Second, "2D-"),
        Feed::Ecole => (Degree::First, "1D-"),
    };
    small.schools.retain(|(of, _)| *of == degree);
    small.people.retain(|person| person.key.starts_with(prefix));
    small
}

/// What a feed says of the mother.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Says {
    title: bool,
    mobile: Option<u8>,
    phone: Option<u8>,
}

fn number(digit: Option<u8>) -> Option<String> {
    digit.map(|digit| format!("06 00 00 00 0{digit}"))
}

fn export(feed: Feed, says: &Says) -> Small {
    let mut small = only(Small::new(), feed);
    let mother = small.person(feed.key());
    mother.title = says.title.then_some(match feed {
        Feed::College => Title::Madam,
        Feed::Ecole => Title::Sir,
    });
    let phone = |kind, digit| number(digit).map(|number| Phone { kind, number: number.into() });
    let phones = [phone(PhoneKind::Mobile, says.mobile), phone(PhoneKind::Home, says.phone)];
    mother.phones = phones.into_iter().flatten().collect();
    small
}

/// Names, title and ways of reaching the mother, as they are published.
fn seen(test: &TestApp, key: &'static str) -> [String; 6] {
    let who = id(test, key);
    test.look(move |tx| {
        tx.query_one(
            "SELECT p.last_name, p.first_name, p.title, c.email, c.mobile, c.phone FROM directory_state t \
             JOIN directory_person p ON p.person_id = $1 AND p.since <= t.current AND p.until > t.current \
             JOIN directory_contact c ON c.person_id = $1 AND c.since <= t.current AND c.until > t.current",
            params![who],
            |row| {
                Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?])
            },
        )
    })
}

fn bring(test: &TestApp, small: &Small) -> Report {
    let folder = test.folder().join("feed");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    small.import(test, "feed")
}

/// Which of the two feeds a field belongs to, told the plain way.
#[derive(Default)]
struct Model {
    says: [Says; 2],
    /// Since when each gives the mobile and the phone.
    gives: [[Option<usize>; 2]; 2],
}

impl Model {
    fn hear(&mut self, step: usize, feed: Feed, says: &Says) {
        let at = feed as usize;
        for (way, digit) in [says.mobile, says.phone].into_iter().enumerate() {
            let since = &mut self.gives[at][way];
            *since = digit.map(|_| since.unwrap_or(step));
        }
        self.says[at] = says.clone();
    }

    fn expects(&self) -> [String; 3] {
        let title = match (self.says[0].title, self.says[1].title) {
            (true, _) => "Mme",
            (false, true) => "M.",
            _ => "",
        };
        let way = |way: usize, of: fn(&Says) -> Option<u8>| {
            let giving = (0..2).filter(|at| self.gives[*at][way].is_some());
            let first = giving.min_by_key(|at| self.gives[*at][way]);
            first.and_then(|at| number(of(&self.says[at]))).unwrap_or_default()
        };
        [title.to_owned(), way(0, |says| says.mobile), way(1, |says| says.phone)]
    }
}

fn imports() -> impl Strategy<Value = Vec<(Feed, Says)>> {
    let digit = || proptest::option::of(1..4_u8);
    let says = (any::<bool>(), digit(), digit()).prop_map(|(title, mobile, phone)| Says {
        title,
        mobile,
        phone,
    });
    let feed = prop_oneof![Just(Feed::College), Just(Feed::Ecole)];
    proptest::collection::vec((feed, says), 1..6)
}

/// Whether two numbers are the same, however they are written.
fn same(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(one) == digits(other)
}

fn check(test: &TestApp, imports: &[(Feed, Says)]) {
    let (mut model, start) = (Model::default(), Says { title: true, ..Says::default() });
    let all = [(Feed::College, start.clone()), (Feed::Ecole, start)];
    let mut last = [None, None];
    for (step, (feed, says)) in all.iter().chain(imports).enumerate() {
        bring(test, &export(*feed, says));
        model.hear(step, *feed, says);
        last[*feed as usize] = Some(says.clone());
        assert_eq!(id(test, MOTHER), id(test, feed.key()));
        let [_, _, title, _, mobile, phone] = seen(test, MOTHER);
        let [its_title, its_mobile, its_phone] = model.expects();
        assert_eq!(title, its_title, "after {step}: {imports:?}");
        assert!(
            same(&mobile, &its_mobile),
            "{mobile}, not {its_mobile}, after {step}: {imports:?}"
        );
        assert!(same(&phone, &its_phone), "{phone}, not {its_phone}, after {step}: {imports:?}");
    }
    let settled = seen(test, MOTHER);
    for feed in [Feed::College, Feed::Ecole, Feed::College, Feed::Ecole] {
        let says = last[feed as usize].clone().unwrap();
        assert_eq!(bring(test, &export(feed, &says)).batch, None);
        assert_eq!(seen(test, MOTHER), settled);
    }
}

fn with_number(feed: Feed, digit: u8) -> Small {
    export(feed, &Says { mobile: Some(digit), ..Says::default() })
}

both! {
    fn each_field_has_one_owner_and_imports_in_turn_change_nothing(backend) {
        let cases = if backend == Backend::Sqlite { 16 } else { 2 };
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        TestRunner::new(config)
            .run(&imports(), |imports| {
                check(&start(backend.clone()), &imports);
                Ok(())
            })
            .unwrap();
    }

    fn what_another_feed_decides_is_shown_and_not_taken(backend) {
        let test = start(backend);
        bring(&test, &with_number(Feed::College, 1));
        bring(&test, &with_number(Feed::Ecole, 1));
        let mut other = with_number(Feed::Ecole, 2);
        other.person(MOTHER_AT_ECOLE).last_name = "Moreau-Petit".into();
        let path = other.write(&test, "dry");
        let dry = Options { dry_run: true, ..options(&test) };
        let preview = import::run(&test.app.db, Kind::Aaf, &[path], &dry, &mut |_| {}).unwrap();
        let fields: Vec<_> = preview.changed[0].fields.iter().map(|one| (one.field.as_str(), one.is_taken)).collect();
        assert_eq!(fields, [("last-name", false), ("mobile", false)]);
        bring(&test, &other);
        let now = seen(&test, MOTHER);
        assert!(now[0] == "Moreau" && same(&now[4], "06 00 00 00 01"), "{now:?}");
    }

    fn the_page_says_by_whom_and_that_it_is_not_taken(backend) {
        let test = crate::by_hand::start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        bring(&test, &with_number(Feed::College, 1));
        bring(&test, &with_number(Feed::Ecole, 1));
        let manager = enter(&test, holder(&test, kernel::Role::TerritoryManager, None));
        let page = manager.get("/annuaire/imports");
        let bytes = archive(&test, &with_number(Feed::Ecole, 2), "two");
        let preview = manager.form(&page, "/annuaire/imports").attach("fichiers", "aaf.zip", &bytes).send();
        assert!(preview.says("dit par Annuaire académique (AAF), non repris"), "{}", preview.text());
    }

    fn when_the_owner_leaves_the_other_takes_over_and_keeps_it(backend) {
        let test = start(backend);
        bring(&test, &with_number(Feed::College, 1));
        bring(&test, &with_number(Feed::Ecole, 1));
        let mut other = with_number(Feed::Ecole, 2);
        other.person(MOTHER_AT_ECOLE).last_name = "Moreau-Petit".into();
        bring(&test, &other);
        let mut gone = with_number(Feed::College, 1).without(MOTHER);
        small::forget_guardian(gone.person(LINA), MOTHER);
        assert_eq!(bring(&test, &gone).summary.leaving, 1);
        let now = seen(&test, MOTHER_AT_ECOLE);
        assert!(now[0] == "Moreau-Petit" && same(&now[4], "06 00 00 00 02"), "{now:?}");
        bring(&test, &with_number(Feed::College, 1));
        assert_eq!(seen(&test, MOTHER), now);
        assert_eq!(id(&test, MOTHER), id(&test, MOTHER_AT_ECOLE));
        // When both are gone, the name stays.
        bring(&test, &gone);
        let mut empty = only(Small::new(), Feed::Ecole).without(MOTHER_AT_ECOLE);
        small::forget_guardian(empty.person(TOM), MOTHER_AT_ECOLE);
        bring(&test, &empty);
        assert_eq!(seen(&test, MOTHER)[0], "Moreau-Petit");
    }

    fn both_records_in_one_export_settle_the_same(backend) {
        let test = start(backend);
        let mut both = with_number(Feed::College, 1);
        let ecole = with_number(Feed::Ecole, 2);
        both.schools.extend(ecole.schools);
        both.people.extend(ecole.people);
        bring(&test, &both);
        // The first degree is read first.
        assert!(same(&seen(&test, MOTHER)[4], "06 00 00 00 02"));
        small::mobile_of(both.person(MOTHER), "06 00 00 00 03");
        small::mobile_of(both.person(MOTHER_AT_ECOLE), "06 00 00 00 04");
        bring(&test, &both);
        let who = id(&test, MOTHER);
        assert!(same(&seen(&test, MOTHER)[4], "06 00 00 00 04"));
        let versions: i64 = test.look(move |tx| {
            tx.query_one(
                "SELECT COUNT(*) FROM directory_contact c, directory_state t \
                 WHERE c.person_id = $1 AND c.since <= t.current AND c.until > t.current",
                params![who],
                |row| row.get(0),
            )
        });
        assert_eq!(versions, 1);
    }

    fn a_guardian_whose_child_changes_degree_stays_one_person_and_follows_the_new_record(backend) {
        let test = start(backend);
        let mut before = Small::new().without(MOTHER);
        small::forget_guardian(before.person(LINA), MOTHER);
        before.import(&test, "before");
        let mother = id(&test, MOTHER_AT_ECOLE);
        let mut after = Small::new().without(MOTHER_AT_ECOLE);
        after.person(MOTHER).last_name = "MOREAU".into();
        small::mobile_of(after.person(MOTHER), "06 00 00 00 07");
        small::forget_guardian(after.person(TOM), MOTHER_AT_ECOLE);
        let report = after.import(&test, "after");
        assert_eq!((report.summary.added, report.summary.leaving), (1, 1));
        assert_eq!(id(&test, MOTHER), mother);
        assert!(same(&seen(&test, MOTHER)[4], "06 00 00 00 07"));
        let ties = test.look(move |tx| api::ties(tx, mother, kernel::Day(20_888)));
        assert!(ties.iter().any(|tie| tie.target == kernel::Target::person(id(&test, LINA))));
        assert_eq!(after.import(&test, "again").batch, None);
    }

    fn a_correction_is_not_over_because_of_another_feed(backend) {
        let test = start(backend);
        bring(&test, &with_number(Feed::College, 1));
        bring(&test, &with_number(Feed::Ecole, 1));
        let who = id(&test, MOTHER);
        test.arrange(move |tx| {
            tx.execute(
                "UPDATE directory_contact SET mobile = '06 99' WHERE person_id = $1",
                params![who],
            )?;
            tx.execute(
                "INSERT INTO directory_correction (person_id, field, value, by_id, at) \
                 VALUES ($1, 'mobile', '06 99', $1, 0)",
                params![who],
            )
        });
        let said = bring(&test, &with_number(Feed::Ecole, 2));
        assert_eq!(said.summary.kept, 0);
        let said = bring(&test, &with_number(Feed::College, 3));
        assert_eq!(said.summary.kept, 1);
        assert_eq!(seen(&test, MOTHER)[4], "06 99");
        let name = test.look(move |tx| api::name(tx, who)).unwrap();
        assert_eq!(name.full(), "Sonia Moreau");
    }
}
