//! The letters that carry codes on paper.

use testkit::{Page, Visitor, both};

use crate::world::*;

/// Downloads the letters of the sheet at a path.
fn download(visitor: &Visitor, path: &str) -> Page {
    let action = format!("{path}/lettres");
    visitor.form(&visitor.get(path), &action).send()
}

both! {
    fn a_teacher_downloads_the_letters_of_the_class_and_of_no_other(backend) {
        let (test, world) = start(backend);
        let teacher = signed_in(&test, world.baron);
        let path = format!("/classes/{}/codes", world.class);
        let letters = download(&teacher, &path);
        assert_eq!((letters.status, letters.header("content-type")), (200, Some("application/pdf")));
        assert_eq!(letters.header("content-disposition"), Some("attachment; filename=\"lettres.pdf\""));
        assert_eq!(letters.header("cache-control"), Some("no-store"));
        let list = teacher.get(&path);
        assert!(list.says("Code valable jusqu’au"), "the codes were given: {}", list.text());
        let token = teacher.form(&list, &format!("{path}/lettres")).value("_jeton").unwrap().to_owned();
        for (elsewhere, status) in [
            (format!("/classes/{}/codes/lettres", world.other_class), 404),
            (format!("/classes/{}/codes-responsables/lettres", world.class), 403),
            (format!("/etablissements/{}/codes/lettres", world.org), 403),
        ] {
            assert_eq!(teacher.post_blindly(&elsewhere, &[("_jeton", &token)]).status, status, "{elsewhere}");
        }
    }

    fn the_office_downloads_letters_for_families_and_staff(backend) {
        let (test, world) = start(backend);
        let office = signed_in(&test, world.secretariat);
        for path in [
            format!("/classes/{}/codes-responsables", world.class),
            format!("/etablissements/{}/codes", world.org),
        ] {
            assert_eq!(download(&office, &path).header("content-type"), Some("application/pdf"));
        }
    }

    fn letters_carry_the_codes_that_wait_and_do_not_replace_them(backend) {
        let (test, world) = start(backend);
        let given = code(&test, world.lina);
        let teacher = signed_in(&test, world.baron);
        download(&teacher, &format!("/classes/{}/codes", world.class));
        assert!(type_code(&test.visitor(), &given).says("Ce code est pour Lina M."));
    }

    fn a_class_that_is_all_in_has_no_letter(backend) {
        let (test, world) = start(backend);
        let teacher = signed_in(&test, world.baron);
        let path = format!("/classes/{}/codes", world.class);
        let list = teacher.get(&path);
        let form = teacher.form(&list, &format!("{path}/lettres"));
        for pupil in [world.lina, world.tom] {
            drop(activated(&test, pupil));
        }
        assert!(form.send().says("Il n’y a aucun code à imprimer"));
    }
}
