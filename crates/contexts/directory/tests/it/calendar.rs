//! The school calendar of the territory: given, looked at, followed.

use db::params;
use directory::api;
use kernel::{Day, Role, SchoolYear, Zone};
use testkit::{Backend, Page, TestApp, Visitor, both};

use crate::{
    by_hand::{School, enter, start},
    pages::holder,
};

const TITLES: &str = "description;population;start_date;end_date;location;zones;annee_scolaire";
const PATH: &str = "/annuaire/calendrier";
const WARNING: &str = "Les vacances de l’année 2027-2028 ne sont pas connues ici";

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// Two vacations of a zone, in the academie's own words.
fn lines(zone: &str, winter: (&str, &str)) -> String {
    format!(
        "Vacances de la Toussaint;-;2027-10-22T22:00:00+00:00;2027-11-07T23:00:00+00:00;Ici;Zone {zone};2027-2028\n\
         Vacances d'Hiver;Élèves;{}T23:00:00+00:00;{}T23:00:00+00:00;Ici;Zone {zone};2027-2028\n",
        winter.0, winter.1
    )
}

fn file() -> String {
    let a = lines("A", ("2028-02-11", "2028-02-27"));
    let b = lines("B", ("2028-02-18", "2028-03-05"));
    format!("{TITLES}\n{a}{b}")
}

fn give(visitor: &Visitor<'_>, content: &[u8]) -> Page {
    let page = visitor.get(PATH);
    visitor.form(&page, PATH).attach("fichier", "calendrier.csv", content).send()
}

/// Follows the file that is on the page.
fn follow(visitor: &Visitor<'_>, page: &Page) -> Page {
    let apply = page.actions().into_iter().find(|action| action.ends_with("/appliquer")).unwrap();
    visitor.form(page, &apply).send()
}

fn year(test: &TestApp, on: &str) -> SchoolYear {
    let on = day(on);
    test.look(move |tx| api::school_year_of(tx, Zone::A, on))
}

fn manager(backend: Backend) -> (TestApp, School, i64) {
    let test = start(backend);
    let school = School::arrange(&test);
    let manager = holder(&test, Role::TerritoryManager, None);
    (test, school, manager)
}

/// From the March of the tests to May, when the next year is prepared.
fn in_may(test: &TestApp) {
    test.pass(60 * 24 * 3_600);
}

both! {
    fn a_year_is_looked_at_then_followed_and_the_same_file_changes_nothing(backend) {
        let (test, _, manager) = manager(backend);
        let visitor = enter(&test, manager);
        let page = give(&visitor, file().as_bytes());
        assert_eq!(page.status, 200, "{}", page.text());
        for sentence in [
            "Année 2027-2028, zone A",
            "Nouvelle",
            "Vacances d'Hiver : du samedi 12 février 2028 au dimanche 27 février 2028",
        ] {
            assert!(page.says(sentence), "{sentence}: {}", page.text());
        }
        assert!(!year(&test, "2028-02-15").is_known(), "nothing before it is followed");
        let page = follow(&visitor, &page);
        assert!(page.path == PATH && page.says("Année 2027-2028"), "{}", page.text());
        let known = year(&test, "2028-02-15");
        assert!(!known.has_class(day("2028-02-14")) && known.has_class(day("2028-02-28")));
        assert!(!known.has_class(day("2027-10-23")) && known.has_class(day("2027-10-22")));
        let page = give(&visitor, file().as_bytes());
        assert!(page.says("rien ne change") && page.actions().iter().all(|to| !to.ends_with("/appliquer")));
        assert_eq!(year(&test, "2028-02-15"), known);
    }

    fn another_version_says_what_it_adds_and_takes_away(backend) {
        let (test, _, manager) = manager(backend);
        let visitor = enter(&test, manager);
        follow(&visitor, &give(&visitor, file().as_bytes()));
        let moved = file().replace("2028-02-11", "2028-02-04").replace("2028-02-27", "2028-02-20");
        let page = give(&visitor, moved.as_bytes());
        assert!(page.says("Change") && page.says("Ajouté") && page.says("Retiré"), "{}", page.text());
        follow(&visitor, &page);
        let known = year(&test, "2028-02-15");
        assert!(known.has_class(day("2028-02-22")) && !known.has_class(day("2028-02-07")));
    }

    fn the_zone_decides_of_the_vacations(backend) {
        let (test, _, manager) = manager(backend);
        let visitor = enter(&test, manager);
        follow(&visitor, &give(&visitor, file().as_bytes()));
        assert!(year(&test, "2027-02-15").vacations.iter().any(|v| v.from == day("2027-02-13")));
        let page = visitor.get(PATH);
        assert!(page.says("Le territoire est en zone A."), "{}", page.text());
        let page = visitor.form(&page, &format!("{PATH}/zone")).fill("zone", "B").send();
        assert!(page.says("Le territoire est en zone B."), "{}", page.text());
        assert!(year(&test, "2027-02-15").vacations.iter().any(|v| v.from == day("2027-02-20")));
        assert!(!year(&test, "2028-02-15").has_class(day("2028-03-01")), "as the file says of zone B");
        let page = visitor.form(&page, &format!("{PATH}/zone")).fill("zone", "C").send();
        assert!(page.says("Le territoire est en zone C."), "{}", page.text());
        assert!(!year(&test, "2028-02-15").is_known(), "the file says nothing of zone C");
        let page = visitor.form(&page, &format!("{PATH}/zone")).fill("zone", "Z").send();
        assert_eq!(page.status, 422);
    }

    fn who_prepares_a_year_without_known_vacations_is_told_until_they_are(backend) {
        let (test, school, manager) = manager(backend);
        let next = format!("/etablissements/{}/rentree", school.org);
        assert!(!enter(&test, school.head).get(&next).says(WARNING), "March is early");
        in_may(&test);
        let page = enter(&test, school.head).get(&next);
        assert!(page.says(WARNING) && page.says("Qui administre le territoire peut les donner."), "{}", page.text());
        let visitor = enter(&test, manager);
        let page = visitor.get("/etablissements");
        assert!(page.says(WARNING), "{}", page.text());
        assert_eq!(page.links("Donner le calendrier scolaire"), [PATH]);
        assert!(visitor.get(PATH).says(WARNING));
        follow(&visitor, &give(&visitor, file().as_bytes()));
        for (who, path) in [(school.head, next.as_str()), (manager, "/etablissements"), (manager, PATH)] {
            assert!(!enter(&test, who).get(path).says(WARNING), "{path}");
        }
    }

    fn a_file_that_is_no_calendar_changes_nothing_and_says_why(backend) {
        let (test, _, manager) = manager(backend);
        let visitor = enter(&test, manager);
        let backwards = file().replace("2028-02-11", "2028-03-11");
        let page = give(&visitor, backwards.as_bytes());
        assert!(page.says("Une ligne laissée de côté") && page.says("Ligne 3 : la fin est avant le début."), "{}", page.text());
        for (content, says) in [
            (b"nom;prenom\nMoreau;Lina\n".to_vec(), "Il manque des colonnes à ce fichier : description"),
            (b"%PDF-1.7 \x00\x01\x02".to_vec(), "n’est pas un tableau"),
            (format!("{TITLES}\n{}\n", "x;".repeat(400)).into_bytes(), "abîmé"),
            (file().replace("Élèves", "Ã‰lÃ¨ves").into_bytes(), "Les accents d’un fichier sont abîmés"),
            (file().replace("2027-2028", "2019-2020").into_bytes(), "aucunes vacances"),
        ] {
            let page = give(&visitor, &content);
            assert_eq!(page.status, 422, "{says}: {}", page.text());
            assert!(page.says(says), "{says}: {}", page.text());
        }
        let page = visitor.get(PATH);
        let page = visitor.form(&page, PATH).send();
        assert!(page.says("Choisissez le fichier"), "{}", page.text());
        assert_eq!(give(&visitor, &vec![b'x'; 5 << 20]).status, 413);
        assert!(!year(&test, "2028-02-15").is_known());
    }

    fn what_nobody_followed_is_forgotten_after_a_month(backend) {
        let (test, _, manager) = manager(backend);
        let page = give(&enter(&test, manager), file().as_bytes());
        test.work();
        test.pass(31 * 24 * 3_600);
        while test.work() > 0 {}
        assert_eq!(enter(&test, manager).get(&page.path).status, 404);
    }

    fn the_journal_says_who_changed_the_calendar(backend) {
        let (test, _, manager) = manager(backend);
        let visitor = enter(&test, manager);
        follow(&visitor, &give(&visitor, file().as_bytes()));
        let page = visitor.get(PATH);
        visitor.form(&page, &format!("{PATH}/zone")).fill("zone", "B").send();
        let lines: Vec<String> = test.look(move |tx| {
            tx.query(
                "SELECT action FROM db_journal WHERE person_id = $1 AND scope = $2 ORDER BY id",
                params![manager, kernel::Target::TERRITORY.packed()],
                |row| row.get(0),
            )
        });
        assert_eq!(lines, ["directory.calendar.change", "directory.zone.change"]);
    }
}
