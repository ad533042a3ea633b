//! « Préparer la rentrée »: classes opened before the summer, pupils placed, nothing seen before the
//! day.

use directory::{
    api, edit,
    import::{self, Kind, Options},
};
use kernel::{Day, Role, TargetKind};
use testkit::{Page, TestApp, Visitor, both};

use crate::{
    by_hand::{self, School, enter, head_of},
    pages::org_of,
    small::{LINA, NOAH, Small, id, options},
};

const EVE: &str = "2027-08-31";
const DAY: &str = "2027-09-01";

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// The classes of a pupil on a day, by name.
fn classes(test: &TestApp, pupil: i64, on: &str) -> Vec<String> {
    let on = day(on);
    test.look(move |tx| {
        let ties = api::ties(tx, pupil, on)?;
        let found = ties
            .iter()
            .filter(|tie| tie.role == Role::Pupil && tie.target.kind == TargetKind::Group);
        let ids: Vec<i64> = found.map(|tie| tie.target.id).collect();
        let mut names: Vec<String> =
            api::groups(tx, &ids)?.into_values().map(|group| group.name).collect();
        names.sort();
        Ok(names)
    })
}

/// The classes of a school on a day, by name.
fn listed(test: &TestApp, org: i64, on: &str) -> Vec<String> {
    let on = day(on);
    let groups = test.look(move |tx| api::groups_of_org(tx, org, on));
    groups.into_iter().map(|group| format!("{} {}", group.name, group.year)).collect()
}

/// Opens classes of next year by their names and levels.
fn open(visitor: &Visitor, org: i64, names: &[(&str, &str)]) -> Page {
    let path = format!("/etablissements/{org}/rentree");
    let page = visitor.get(&path);
    let mut form = visitor.form(&page, &path);
    for (at, (name, levels)) in names.iter().enumerate() {
        form = form.fill(&format!("nom-{at}"), name).fill(&format!("niveaux-{at}"), levels);
    }
    form.send()
}

/// The id of a class of next year.
fn next(test: &TestApp, name: &'static str) -> i64 {
    test.look(move |tx| {
        tx.query_one(
            "SELECT MAX(group_id) FROM directory_group WHERE name = $1 AND year = 2027",
            db::params![name],
            |row| row.get(0),
        )
    })
}

/// Says where pupils of a class go.
fn place(visitor: &Visitor, (org, class): (i64, i64), answers: &[(&str, &str)]) -> Page {
    let path = format!("/etablissements/{org}/rentree/{class}");
    let page = visitor.get(&path);
    let mut form = visitor.form(&page, &path);
    for (field, value) in answers {
        form = form.fill(field, value);
    }
    form.send()
}

fn pupil(id: i64) -> String {
    format!("eleve-{id}")
}

/// Takes back what was done last.
fn undo(visitor: &Visitor) -> Page {
    let page = visitor.get("/annuaire/corbeille");
    let action = page.actions().into_iter().find(|at| at.starts_with("/annuaire/corbeille/"));
    visitor.form(&page, &action.unwrap()).send()
}

both! {
    fn a_secretary_opens_the_classes_of_next_year_and_places_a_class_at_once(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let (here, secretary) = ((school.org, school.class), enter(&test, school.secretary));
        let first = secretary.get(&format!("/etablissements/{}/rentree", school.org));
        assert!(first.says("Classes 2027-2028") && first.says("ne change rien avant"), "{}", first.text());
        assert_eq!(first.attributes("input[name=nom-0]", "value"), ["CM1"]);
        let opened = open(&secretary, school.org, &[("CM1", "CM1"), ("CM2", "CM2")]);
        assert!(opened.says("2 à placer"), "{}", opened.text());

        let saved = place(&secretary, here, &[]);
        assert!(saved.says("tout est décidé"), "{}", saved.text());
        for who in [school.pupil, school.classmate] {
            assert_eq!(classes(&test, who, EVE), ["CM1"]);
            assert_eq!(classes(&test, who, DAY), ["CM2"]);
        }
        assert_eq!(listed(&test, school.org, EVE), ["CM1 2026"]);
        assert_eq!(listed(&test, school.org, DAY), ["CM1 2027", "CM2 2027"]);
        // What was opened is not taken back under those who are placed there.
        let trash = secretary.get("/annuaire/corbeille");
        let opening = trash.actions().into_iter().rfind(|at| at.starts_with("/annuaire/corbeille/"));
        let refused = secretary.form(&trash, &opening.unwrap()).send();
        assert_eq!(refused.status, 409, "{}", refused.text());
        let again = place(&secretary, here, &[]);
        assert_eq!(again.status, 200);
        assert_eq!(classes(&test, school.pupil, DAY), ["CM2"]);

        // Nobody else sees anything of it.
        let page = secretary.get(&format!("/etablissements/{}", school.org));
        assert!(!page.says("CM2") && page.says("Préparer la rentrée"), "{}", page.text());
        let class = format!("/classes/{}", next(&test, "CM2"));
        for who in [school.teacher, school.pupil] {
            assert_eq!(enter(&test, who).get(&class).status, 404);
            assert_eq!(enter(&test, who).get(&first.path).status, 404);
        }
        let seen = secretary.get(&class);
        assert!(seen.says("Alix Moreau") && seen.says("elle commence le"), "{}", seen.text());
    }

    fn a_pupil_is_placed_elsewhere_leaves_or_waits_as_often_as_one_likes(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let (here, secretary) = ((school.org, school.class), enter(&test, school.secretary));
        open(&secretary, school.org, &[("CM2 A", "CM2"), ("CM2 B", "CM2")]);
        let (a, b) = (next(&test, "CM2 A").to_string(), next(&test, "CM2 B").to_string());
        let (one, other) = (pupil(school.pupil), pupil(school.classmate));

        // Nothing is proposed to either: what is said of the class is then said of each.
        place(&secretary, here, &[("tous", &a), (&other, "quitte")]);
        assert_eq!(classes(&test, school.pupil, DAY), ["CM2 A"]);
        assert_eq!(classes(&test, school.classmate, "2027-07-02"), ["CM1"]);
        assert_eq!(classes(&test, school.classmate, "2027-07-03"), [""; 0]);

        place(&secretary, here, &[(&one, &b), (&other, "a-placer")]);
        assert_eq!(classes(&test, school.pupil, DAY), ["CM2 B"]);
        assert_eq!(classes(&test, school.classmate, DAY), ["CM1"], "nothing is decided");
        assert_eq!(listed(&test, school.org, DAY), ["CM1 2026", "CM2 A 2027", "CM2 B 2027"]);
        assert_eq!(undo(&secretary).status, 200);
        assert_eq!(classes(&test, school.pupil, DAY), ["CM2 A"]);

        // A class that is not opened after all: its pupils wait again.
        let path = format!("/classes/{a}");
        let change = secretary.get(&format!("{path}/modifier"));
        secretary.form(&change, &format!("{path}/fermer")).send();
        assert_eq!(classes(&test, school.pupil, DAY), ["CM1"]);
        let hub = secretary.get(&format!("/etablissements/{}/rentree", school.org));
        assert!(hub.says("1 à placer") && !hub.says("CM2 A"), "{}", hub.text());
    }

    fn a_pupil_who_arrives_next_year_is_added_to_a_class_that_is_prepared(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let secretary = enter(&test, school.secretary);
        open(&secretary, school.org, &[("CP", "CP")]);
        let path = format!("/classes/{}/eleves", next(&test, "CP"));
        let page = secretary.get(&format!("{path}/nouveau"));
        let form = || secretary.form(&page, &path).fill("nom", "Essai").fill("prenom", "Zoé").fill("naissance", "2021-05-04");
        assert_eq!(form().value("arrivee"), Some(DAY));
        assert_eq!(form().fill("arrivee", "2027-05-01").send().status, 422);
        assert!(form().send().says("Zoé"));
        assert_eq!(listed(&test, school.org, EVE), ["CM1 2026"]);
    }

    fn a_pupil_who_changes_class_this_year_goes_where_was_prepared(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let (here, secretary) = ((school.org, school.class), enter(&test, school.secretary));
        let org = school.org;
        let other = test.arrange(move |tx| edit::create_group(tx, org, true, "CM1 bis", &["CM1"], 2026));
        open(&secretary, org, &[("CM2", "CM2")]);
        place(&secretary, here, &[]);
        let file = format!("/etablissements/{org}/eleves/{}", school.pupil);
        let page = secretary.get(&format!("{file}/classe"));
        secretary.form(&page, &format!("{file}/classe")).fill("classe", &other.to_string()).send();
        assert_eq!(classes(&test, school.pupil, EVE), ["CM1 bis"]);
        assert_eq!(classes(&test, school.pupil, DAY), ["CM2"]);
    }

    fn names_are_refused_twice_and_what_was_typed_is_kept(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let secretary = enter(&test, school.secretary);
        let refused = open(&secretary, school.org, &[("CM2", "CM2"), ("cm2", "")]);
        assert_eq!(refused.status, 422);
        assert!(refused.says("porte déjà ce nom"), "{}", refused.text());
        assert_eq!(refused.attributes("input[name=nom-1]", "value"), ["cm2"]);
    }

    fn preparing_then_importing_the_same_is_importing_alone(backend) {
        let end = |prepares: bool| {
            let test = by_hand::start(backend.clone());
            test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
            Small::new().import(&test, "march");
            let org = org_of(&test, LINA);
            if prepares {
                let head = enter(&test, head_of(&test, org));
                open(&head, org, &[("6A", "6e")]);
                let old = test.look(move |tx| Ok(api::groups_of_org(tx, org, day(EVE))?[0].id));
                let (whole, leaves) = (next(&test, "6A").to_string(), pupil(id(&test, NOAH)));
                place(&head, (org, old), &[("tous", &whole), (&pupil(id(&test, LINA)), "classe"), (&leaves, "a-placer")]);
            }
            let paths = [Small::new().write(&test, "august")];
            let options = Options { day: day("2027-08-25"), ..options(&test) };
            import::run(&test.app.db, Kind::Aaf, &paths, &options, &mut |_| {}).unwrap();
            let found = |on| [LINA, NOAH].map(|key| classes(&test, id(&test, key), on));
            (found("2027-08-24"), found("2027-08-25"), found("2027-09-10"), listed(&test, org, "2027-09-10"))
        };
        assert_eq!(end(true), end(false));
    }
}
