//! What those who are lent something, and those who answer for them, see and do.

use events::{Event, directory::AccountClosedV1};
use testkit::both;

use crate::{
    pupils::School,
    tickets::{photo_with_place, says_where},
};

/// What the room gives a person of theirs.
const MINE: &str = "/essai/mien";
const LATER: &str = "2027-03-24";

both! {
    fn a_guardian_accepts_the_agreement_and_sees_when_it_is_due(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", LATER);
        let path = format!("/prets/{}", school.loan("R52N40ABCDE"));
        let visitor = world.visit(school.nadia);
        let home = visitor.get("/");
        assert!(home.says("Prêt, à rendre") && home.says("à 17 h"), "{}", home.text());
        assert!(home.says("Convention à lire et à accepter"), "{}", home.text());
        assert_eq!(home.links("Voir"), [path.as_str(), &path], "first, and on the day of the child: {}", home.text());
        assert_eq!(home.links("Prêts"), ["/prets"]);
        let list = visitor.get("/prets");
        assert!(list.says("Lina") && list.says("24 mars") && list.says("TAB-1"), "{}", list.text());
        let page = visitor.get(&path);
        assert!(page.says("Pas encore acceptée") && page.says("à en prendre soin"), "{}", page.text());
        let accept = format!("{path}/accepter");
        let form = visitor.form(&page, &accept);
        let accepted = form.send();
        assert!(accepted.says("La convention est acceptée") && accepted.says("Acceptée dans Préau"), "{}", accepted.text());
        assert_eq!(form.send().status, 200, "sent twice");
        let pdf = visitor.form(&accepted, &format!("{path}/convention")).send();
        assert_eq!(pdf.header("content-type"), Some("application/pdf"));
        let own = world.visit(world.people.head).get(&format!("/materiel{path}"));
        assert!(own.says("Acceptée dans Préau") && own.says("Nadia Moreau"), "{}", own.text());
        let child = world.visit(school.lina).get(&path);
        assert!(child.says("TAB-1") && !child.actions().contains(&accept), "{}", child.text());
    }

    fn a_pupil_does_not_accept_for_themself_nor_another_family_for_them(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", LATER);
        let path = format!("/prets/{}", school.loan("R52N40ABCDE"));
        let page = world.visit(school.lina).get(&path);
        assert!(page.says("Un responsable doit l’accepter"), "{}", page.text());
        for person in [school.karim, school.amir, world.people.teacher, world.people.agent] {
            let visitor = world.visit(person);
            assert_eq!(visitor.get(&path).status, 404);
            assert_eq!(visitor.get(&format!("{path}/probleme")).status, 404);
        }
        assert!(world.visit(school.karim).get("/prets").says("Rien ne vous est prêté"));
        assert!(world.visit(school.karim).get("/").links("Prêts").is_empty());
    }

    fn the_school_notes_what_came_back_signed_and_prints_it(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", LATER);
        let unsigned = format!("/materiel/ecoles/{}/prets?etat=a-signer", world.people.college);
        let visitor = world.visit(world.people.head);
        let list = visitor.get(&unsigned);
        let print = format!("/materiel/ecoles/{}/prets/conventions", world.people.college);
        let pdf = visitor.form(&list, &print).send();
        assert_eq!(pdf.header("content-type"), Some("application/pdf"));
        let path = format!("/materiel/prets/{}", school.loan("R52N40ABCDE"));
        let page = visitor.get(&path);
        let one = visitor.form(&page, &format!("{path}/convention")).send();
        assert_eq!(one.header("content-type"), Some("application/pdf"));
        let signed = visitor.form(&page, &format!("{path}/signee")).send();
        assert!(signed.says("Signée sur papier"), "{}", signed.text());
        assert!(visitor.get(&unsigned).says("Aucun prêt"));
        let none = visitor.form(&list, &print).send();
        assert!(none.status >= 400 && none.says("Toutes les conventions sont acceptées"), "{}", none.text());
    }

    fn a_label_that_is_scanned_leads_to_what_is_lent_to_them_alone(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", LATER);
        school.lend(school.amir, "TAB-2", LATER);
        let ask = "/prets/signaler";
        let other = world.send(school.nadia, ask, &[("numero", "TAB-2")]);
        assert!(other.status == 422 && other.says("Aucun appareil qui vous est prêté"), "{}", other.text());
        assert_eq!(world.send(school.nadia, ask, &[("numero", "")]).status, 422);
        let page = world.send(school.nadia, ask, &[("numero", "tab 1")]);
        let path = format!("/prets/{}/probleme", school.loan("R52N40ABCDE"));
        assert_eq!(page.path, path);
        let visitor = world.visit(school.nadia);
        let sent = visitor
            .form(&page, &path)
            .fill("mots", "<script>alert(1)</script> L’écran est fendu.")
            .fill("quoi", "broken")
            .attach("photos", "ecran.jpg", &photo_with_place())
            .send();
        assert!(sent.says("C’est envoyé") && sent.says("<script>alert(1)</script>"), "{}", sent.text());
        let photo = sent.attributes("ul.photos img", "src").pop().expect("a photo");
        let shown = visitor.get(&photo);
        assert_eq!(shown.header("content-type"), Some("image/jpeg"));
        assert!(says_where(&photo_with_place()) && !says_where(&shown.bytes), "its place is gone");
        // The school sees who it is; the commune and the territory do not, nor another family anything.
        let head = world.visit(world.people.head).get(&sent.path);
        assert!(head.says("Nadia Moreau"), "{}", head.text());
        for person in [school.karim, world.people.manager, world.people.agent, world.people.teacher] {
            assert_eq!(world.visit(person).get(&sent.path).status, 404);
            assert_eq!(world.visit(person).get(&photo).status, 404);
        }
        let pass = format!("{}/suite", sent.path);
        let visitor = world.visit(world.people.head);
        visitor.form(&head, &pass).fill("passer", "oui").send();
        let above = world.visit(world.people.manager).get(&sent.path);
        assert!(above.says("une famille de l’école") && !above.says("Moreau"), "{}", above.text());
        school.take_back("TAB-1", &[]);
        assert_eq!(world.visit(school.nadia).get(&path).status, 404, "nothing is lent any more");
    }

    fn what_was_lent_is_theirs_to_take_away_and_forgotten_with_their_account(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", LATER);
        let path = format!("/prets/{}/probleme", school.loan("R52N40ABCDE"));
        let visitor = world.visit(school.lina);
        let form = visitor.form(&visitor.get(&path), &path).fill("quoi", "power");
        form.send();
        let own = visitor.get(MINE);
        for said in ["Prêts : 1", "Problèmes signalés : 1", "Samsung Tab A9 TAB-1", "À rendre"] {
            assert!(own.says(said), "{said} in {}", own.text());
        }
        let (person, org) = (school.lina, world.people.college);
        world.test.arrange(move |tx| {
            let closed = AccountClosedV1 { person, org, day: 0 };
            jobs::emit(tx, AccountClosedV1::NAME, &closed, kernel::Instant(0))
        });
        world.test.work();
        assert!(!visitor.get(MINE).says("TAB-1"));
        let loan = world.visit(world.people.head)
            .get(&format!("/materiel/prets/{}", school.loan("R52N40ABCDE")));
        assert!(loan.says("quelqu’un") && !loan.says("Lina"), "{}", loan.text());
    }
}
