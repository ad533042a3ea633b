//! What is printed, read back: the agreement of a loan, and the codes of labels.

use testkit::both;

use crate::pupils::School;

both! {
    fn an_agreement_names_the_device_its_date_and_both_parties(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        school.lend(school.lina, "TAB-1", "2027-06-30");
        school.lend(school.amir, "TAB-2", "2027-06-30");
        let path = format!("/materiel/prets/{}", school.loan("R52N40ABCDE"));
        let visitor = world.visit(world.people.head);
        let one = visitor.form(&visitor.get(&path), &format!("{path}/convention")).send().printed();
        for says in [
            "Entre Collège des Tilleuls et Lina Moreau, 5e B.",
            "Samsung Tab A9",
            "TAB-1",
            "R52N40ABCDE",
            "30 juin à 17 h",
            "en prendre soin",
        ] {
            assert!(one.says(says), "{says} in {}", one.text());
        }
        assert!(one.pages() == 1 && !one.says("Amir"), "{}", one.text());
        let list = visitor.get(&format!("/materiel/ecoles/{}/prets?etat=a-signer", world.people.college));
        let print = format!("/materiel/ecoles/{}/prets/conventions", world.people.college);
        let all = visitor.form(&list, &print).send().printed();
        assert_eq!(all.pages(), 2, "a leaf each: {}", all.text());
        assert!(all.says("et Amir Zidane, 5e B.") && all.says("R52N40ABCDF"), "{}", all.text());
    }

    fn a_camera_reads_on_each_label_the_number_of_its_device(backend) {
        let school = School::with_tablets(backend);
        let world = &school.world;
        let people = world.people;
        world.add(people.head, people.college, "R52N40ABCDH", &[]);
        let path = format!("/materiel/ecoles/{}/etiquettes", people.college);
        for format in ["24", "65"] {
            let sheet = world.send(people.head, &path, &[("format", format), ("depart", "3")]).printed();
            let mut codes = sheet.codes();
            codes.sort();
            assert_eq!(codes, ["R52N40ABCDH", "TAB-1", "TAB-2", "TAB-3"], "{format} a sheet");
            // A long number goes on two lines of a small label.
            let letters = sheet.text().replace(' ', "");
            assert!(codes.iter().all(|code| letters.contains(code)), "beside it: {letters}");
        }
    }
}
