//! What two guardians, and two schools, do not learn of each other from what is lent.

use directory::edit::{self, NewPerson};
use kernel::Role;
use testkit::{Page, both};

use crate::pupils::School;

const LATER: &str = "2027-03-24";

/// Lina's father, who does not live with her mother.
fn father(school: &School) -> i64 {
    let lina = school.lina;
    school.world.test.arrange(move |tx| {
        let new = NewPerson {
            category: "guardian",
            last: "Vasseur",
            first: "Yann",
            title: "M.",
            born: None,
        };
        let person = edit::create_person(tx, &new)?;
        edit::add_kinship(tx, person, lina, 2)?;
        Ok(person)
    })
}

/// Says how a loan ends, on its page.
fn end(school: &School, loan: &str, how: &str) -> Page {
    let head = school.world.visit(school.world.people.head);
    head.form(&head.get(loan), &format!("{loan}/finir")).fill("fin", how).send()
}

/// Gives a device to the école, as the territory does.
fn move_away(school: &School, serial: &'static str) {
    let world = &school.world;
    let path = format!("/materiel/appareils/{}/deplacer", world.device(serial));
    let moved = world.send(world.people.manager, &path, &[("uai", "0860014Y")]);
    assert!(moved.says("maintenant à École des Érables"), "{}", moved.text());
}

both! {
    fn who_accepted_has_no_name_for_the_other_guardian(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        let yann = father(&school);
        school.lend(school.lina, "TAB-1", LATER);
        let path = format!("/prets/{}", school.loan("R52N40ABCDE"));
        let mother = world.visit(school.nadia);
        let accepted = mother.form(&mother.get(&path), &format!("{path}/accepter")).send();
        assert!(accepted.says("Acceptée dans Préau") && accepted.says("Nadia Moreau"), "{}", accepted.text());
        for person in [yann, school.lina] {
            let page = world.visit(person).get(&path);
            assert!(page.says("Acceptée dans Préau") && !page.says("Nadia"), "{}", page.text());
        }
        assert!(world.visit(world.people.head).get(&format!("/materiel{path}")).says("Nadia Moreau"));
    }

    fn who_opens_a_report_again_has_no_name_for_the_other_guardian(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        let yann = father(&school);
        school.lend(school.lina, "TAB-1", LATER);
        let ask = format!("/prets/{}/probleme", school.loan("R52N40ABCDE"));
        let child = world.visit(school.lina);
        let path = child.form(&child.get(&ask), &ask).fill("quoi", "power").send().path;
        let head = world.visit(world.people.head);
        head.form(&head.get(&path), &format!("{path}/suite")).fill("etat", "fixed").send();
        let mother = world.visit(school.nadia);
        let reopen = format!("{path}/rouvrir");
        let own = mother.form(&mother.get(&path), &reopen).fill("pourquoi", "Elle s’éteint encore").send();
        assert!(own.says("Nadia Moreau") && own.says("Lina Moreau"), "{}", own.text());
        for person in [yann, school.lina] {
            let page = world.visit(person).get(&path);
            assert!(page.says("Elle s’éteint encore") && page.says("Lina Moreau") && !page.says("Nadia"), "{}", page.text());
        }
        assert!(world.visit(world.people.head).get(&path).says("Nadia Moreau"));
    }

    fn a_school_that_receives_a_device_does_not_learn_who_had_it(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", LATER);
        school.take_back("TAB-1", &[]);
        move_away(&school, "R52N40ABCDE");
        let returns = format!("/materiel/ecoles/{}/retours", world.people.ecole);
        let head = world.join("Clair", Role::Head, world.people.ecole);
        let page = world.send(head, &returns, &[("numero", "TAB-1")]);
        assert!(page.status == 422 && page.says("n’est pas prêté") && !page.says("Moreau"), "{}", page.text());
    }

    fn an_old_loan_changes_nothing_of_what_another_school_has(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", LATER);
        let path = format!("/materiel/prets/{}", school.loan("R52N40ABCDE"));
        end(&school, &path, "lost");
        school.take_back("TAB-1", &[]);
        move_away(&school, "R52N40ABCDE");
        let told = end(&school, &path, "stolen");
        assert!(told.says("Volé"), "{}", told.text());
        let device = format!("/materiel/appareils/{}", world.device("R52N40ABCDE"));
        let seen = world.visit(world.people.agent).get(&device);
        assert!(seen.says("En réserve") && !seen.says("Volé"), "{}", seen.text());
    }

    fn an_old_loan_does_not_end_a_new_one(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", LATER);
        let path = format!("/materiel/prets/{}", school.loan("R52N40ABCDE"));
        let lost = end(&school, &path, "lost");
        school.take_back("TAB-1", &[]);
        school.lend(school.amir, "TAB-1", LATER);
        let head = world.visit(world.people.head);
        // The page of the first loan was left open.
        head.form(&lost, &format!("{path}/finir")).fill("fin", "stolen").send();
        let device = format!("/materiel/appareils/{}", world.device("R52N40ABCDE"));
        assert!(head.get(&device).says("Prêté à Amir Zidane"));
    }
}
