//! The head opens the cahiers of the school to someone who comes to inspect, for some days.

use db::params;
use directory::api;
use kernel::{Role, Target, Tie};
use testkit::{Page, TestApp, Visitor, both};

use crate::by_hand::{self, School, enter};

fn open(head: &Visitor, school: &School, fields: &[(&str, &str)]) -> Page {
    let page =
        head.get(&format!("/etablissements/{}/missions/nouvelle?nature=inspection", school.org));
    let mut form = head.form(&page, &format!("/etablissements/{}/missions", school.org));
    for (field, value) in fields {
        form = form.fill(field, value);
    }
    form.send()
}

fn ties(test: &TestApp, last: &'static str) -> Vec<Tie> {
    let today = test.today();
    test.look(move |tx| {
        let id = tx.query_one(
            "SELECT MAX(person_id) FROM directory_person WHERE last_name = $1",
            params![last],
            |row| row.get::<i64>(0),
        )?;
        api::ties(tx, id, today)
    })
}

both! {
    fn the_head_opens_the_cahiers_for_some_days_and_closes_them_at_once(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let head = enter(&test, school.head);
        let (today, later) = (test.today().to_string(), test.today().plus(20).to_string());
        let who = [("nom", "Vidal"), ("prenom", "Anne"), ("debut", &today), ("fin", &later)];
        let given = open(&head, &school, &who);
        assert!(given.says("Mme Vidal, inspection : lit tous les cahiers de textes"), "{}", given.text());
        assert_eq!(ties(&test, "Vidal"), [Tie { role: Role::Inspector, target: Target::org(school.org) }]);
        let (org, day) = (school.org, test.today());
        let named = test.look(move |tx| api::inspectors_of(tx, org, day));
        assert_eq!(named.iter().map(|name| name.last.as_str()).collect::<Vec<_>>(), ["Vidal"]);
        let journal = head.get(&format!("/etablissements/{}/journal", school.org));
        assert!(journal.says("a ouvert les cahiers de textes à une inspection"), "{}", journal.text());
        let end = given.actions().into_iter().find(|action| action.ends_with("/terminer")).unwrap();
        head.form(&given, &end).send();
        assert!(ties(&test, "Vidal").is_empty());
        assert!(test.look(move |tx| api::inspectors_of(tx, org, day)).is_empty());
    }

    fn the_inspection_of_a_teacher_leads_to_their_teachings_alone(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let head = enter(&test, school.head);
        let (today, later) = (test.today().to_string(), test.today().plus(20).to_string());
        let teacher = school.teacher.to_string();
        let who = [("enseignant", teacher.as_str()), ("nom", "Vidal"), ("prenom", "Anne"), ("debut", &today), ("fin", &later)];
        let given = open(&head, &school, &who);
        assert!(given.says("lit les cahiers de textes de Mme Baron"), "{}", given.text());
        assert_eq!(ties(&test, "Vidal"), [Tie { role: Role::Inspector, target: Target::teaching(school.teaching) }]);
        let (teaching, org, day) = (school.teaching, school.org, test.today());
        let read = test.look(move |tx| api::inspections_of(tx, (teaching, org), day));
        assert_eq!((read.len(), read[0].ends), (1, day.plus(20)));
    }

    fn an_inspection_ends_soon_and_is_given_by_the_head_alone(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let head = enter(&test, school.head);
        let day = |days| test.today().plus(days).to_string();
        for (fin, says) in [(String::new(), "à remplir"), (day(120), "92 jours au plus"), (day(92), "92 jours au plus"), (day(-1), "avant le premier")] {
            let refused = open(&head, &school, &[("nom", "Vidal"), ("prenom", "Anne"), ("debut", &day(0)), ("fin", &fin)]);
            assert!(refused.status == 422 && refused.says(says), "{fin}: {}", refused.text());
        }
        let longest = open(&head, &school, &[("nom", "Vidal"), ("prenom", "Anne"), ("debut", &day(0)), ("fin", &day(91))]);
        assert!(longest.says("Mme Vidal, inspection"), "92 days, the first among them: {}", longest.text());
        let stranger = open(&head, &school, &[("enseignant", &school.head.to_string()), ("nom", "Vidal"), ("prenom", "Anne"), ("debut", &day(0)), ("fin", &day(3))]);
        assert_eq!(stranger.status, 422, "the head teaches nothing");
        let path = format!("/etablissements/{}/missions/nouvelle?nature=inspection", school.org);
        for other in [school.secretary, by_hand::manager(&test), by_hand::operator(&test)] {
            assert_eq!(enter(&test, other).get(&path).status, 404);
        }
    }
}
