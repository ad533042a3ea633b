//! One person, two records: found with what speaks for it, decided by a person, taken back.

use directory::{api, duplicates, edit};
use kernel::{Day, Role};
use testkit::{TestApp, Visitor, both};

use crate::{
    by_hand::{School, enter, start},
    pages::holder,
    small::{LINA, Small, id},
};

/// A guardian made by hand with the number of another.
struct Family {
    lina: i64,
    /// A second record of Lina's mother, of the same school.
    again: i64,
    mother: i64,
    org: i64,
}

fn family(test: &TestApp) -> Family {
    test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
    Small::new().import(test, "one");
    let (lina, mother) = (id(test, LINA), id(test, crate::small::MOTHER));
    let org = crate::pages::org_of(test, LINA);
    let again = test.arrange(move |tx| {
        let new = edit::NewPerson {
            category: "guardian",
            last: "Moreau",
            first: "Sonia",
            title: "Mme",
            born: None,
        };
        let again = edit::create_person(tx, &new)?;
        edit::add_kinship(tx, again, lina, 1)?;
        Ok(again)
    });
    Family { lina, again, mother, org }
}

fn search(test: &TestApp) -> usize {
    duplicates::search(&test.app.db, test.today(), test.now()).unwrap()
}

fn only_pair(visitor: &Visitor) -> String {
    let page = visitor.get("/annuaire/doublons");
    let pairs = page.attributes("main li a", "href");
    assert_eq!(pairs.len(), 1, "{}", page.text());
    pairs.into_iter().next().unwrap()
}

both! {
    fn two_records_of_a_mother_are_shown_joined_and_taken_back(backend) {
        let test = start(backend);
        let family = family(&test);
        assert_eq!(search(&test), 1);
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let list = manager.get("/annuaire/doublons");
        assert!(list.says("Un doublon à décider") && list.says("Même nom, un enfant en commun"), "{}", list.text());
        let path = only_pair(&manager);
        let page = manager.get(&path);
        assert!(page.says("so…@example.org") && !page.text().contains("sonia.moreau@"), "{}", page.text());
        let count = |person| test.look(move |tx| api::guardians_count(tx, person));
        assert_eq!(count(family.lina), 3);
        let done = manager.form(&page, &path).fill("decision", "same").send();
        assert!(done.says("Réunies"), "{}", done.text());
        assert_eq!(count(family.lina), 2);
        let both = [family.mother, family.again];
        let children = |person| test.look(move |tx| api::children_of(tx, person, Day(20_888)));
        assert_eq!(children(both[0]), children(both[1]));
        assert_eq!(children(both[0]).len(), 2, "Tom of the other school too");
        assert_eq!(search(&test), 0, "what is decided is not asked again");
        let revert = format!("{path}/revenir");
        manager.form(&manager.get(&path), &revert).send();
        assert_eq!(count(family.lina), 3);
        assert_eq!(children(family.again).len(), 1);
        assert!(manager.get(&path).says("Est-ce la même personne ?"));
        test.work();
    }

    fn two_people_stay_two_and_the_question_does_not_come_back(backend) {
        let test = start(backend);
        family(&test);
        search(&test);
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let path = only_pair(&manager);
        let page = manager.get(&path);
        let answer = manager.form(&page, &path).fill("decision", "different").send();
        assert!(answer.says("Aucun doublon n’attend."));
        search(&test);
        assert!(manager.get("/annuaire/doublons").says("Aucun doublon n’attend."));
        let late = manager.form(&page, &path).fill("decision", "same").send();
        assert!(late.says("Deux personnes") && !late.says("Réunies"), "{}", late.text());
    }

    fn a_question_that_nothing_speaks_for_any_more_is_forgotten(backend) {
        let test = start(backend);
        let family = family(&test);
        assert_eq!(search(&test), 1);
        test.arrange(move |tx| {
            tx.execute(
                "UPDATE directory_kinship SET until = since WHERE guardian_id = $1",
                db::params![family.again],
            )
        });
        assert_eq!(search(&test), 0);
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        assert!(manager.get("/annuaire/doublons").says("Aucun doublon n’attend."));
    }

    fn a_school_decides_of_those_it_alone_knows(backend) {
        let test = start(backend);
        let family = family(&test);
        search(&test);
        let (here, there) = (Some(family.org), Some(crate::pages::org_of(&test, crate::small::TOM)));
        // The mother has a child in the other school too: neither school decides alone.
        for org in [here, there] {
            let office = enter(&test, holder(&test, Role::Secretariat, org));
            assert!(office.get("/annuaire/doublons").says("Aucun doublon n’attend."));
        }
        test.arrange(move |tx| {
            let new = edit::NewPerson {
                category: "guardian",
                last: "Dupont",
                first: "Inès",
                title: "Mme",
                born: None,
            };
            let aunt = edit::create_person(tx, &new)?;
            edit::add_kinship(tx, aunt, family.lina, 1)
        });
        search(&test);
        let office = enter(&test, holder(&test, Role::Secretariat, here));
        let path = only_pair(&office);
        assert!(office.get(&path).says("Est-ce la même personne ?"));
        let other = enter(&test, holder(&test, Role::Secretariat, there));
        assert_eq!(other.get(&path).status, 404);
        let teacher = enter(&test, id(&test, crate::small::BARON));
        assert_eq!(teacher.get("/annuaire/doublons").status, 403);
    }

    fn a_school_no_longer_decides_of_someone_who_works_elsewhere(backend) {
        let test = start(backend);
        let family = family(&test);
        let (lina, here) = (family.lina, Some(family.org));
        let aunt = test.arrange(move |tx| {
            let new = edit::NewPerson {
                category: "guardian",
                last: "Dupont",
                first: "Inès",
                title: "Mme",
                born: None,
            };
            let aunt = edit::create_person(tx, &new)?;
            edit::add_kinship(tx, aunt, lina, 1)?;
            Ok(aunt)
        });
        search(&test);
        let office = enter(&test, holder(&test, Role::Secretariat, here));
        let path = only_pair(&office);
        let page = office.get(&path);
        test.arrange(move |tx| {
            edit::add_membership(tx, &edit::NewMembership {
                person: aunt,
                role: Role::Operator,
                org: None,
                group: None,
                teaching: None,
                starts: Day(0),
                ends: Day::NEVER,
            })
        });
        let refused = office.form(&page, &path).fill("decision", "same").send();
        assert!(refused.says("c’est au territoire de décider"), "{}", refused.text());
        assert_eq!(test.look(move |tx| api::root(tx, aunt)), aunt);
    }

    fn homonyms_born_the_same_day_are_asked_about_and_stay_two(backend) {
        let test = start(backend);
        let school = School::arrange(&test);
        assert_eq!(search(&test), 0, "the first name and the birthday of the whole class are nothing");
        let namesake = test.arrange(move |tx| {
            let born = Some(Day(14_000));
            let new = edit::NewPerson { category: "pupil", last: "MOREAU", first: "alix", title: "", born };
            let namesake = edit::create_person(tx, &new)?;
            edit::add_membership(tx, &edit::NewMembership {
                person: namesake,
                role: Role::Pupil,
                org: Some(school.org),
                group: Some(school.class),
                teaching: None,
                starts: Day(0),
                ends: Day::NEVER,
            })?;
            Ok(namesake)
        });
        assert_eq!(search(&test), 1);
        let office = enter(&test, school.secretary);
        let path = only_pair(&office);
        let page = office.get(&path);
        assert!(page.says("Même nom, même date de naissance"), "{}", page.text());
        office.form(&page, &path).fill("decision", "different").send();
        search(&test);
        assert!(office.get("/annuaire/doublons").says("Aucun doublon n’attend."));
        let pupils = test.look(move |tx| api::pupils_of_group(tx, school.class, Day(20_888)));
        assert_eq!(pupils.iter().filter(|pupil| [namesake, school.pupil].contains(&pupil.id)).count(), 2);
    }

}
