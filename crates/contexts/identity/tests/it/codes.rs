//! Codes and the sheets they are printed on.

use testkit::{TestApp, both};

use crate::world::*;

const DAY: i64 = 24 * 3_600;

both! {
    fn a_code_is_typed_as_people_type_and_tells_only_a_first_name(backend) {
        let (test, world) = start(backend);
        let code = code(&test, world.lina);
        let typed = format!(" {}-{} {} ", code[..4].to_lowercase(), &code[4..8], &code[8..])
            .replace('0', "o")
            .replace('1', "l");
        let page = type_code(&test.visitor(), &typed);
        assert!(page.says("Ce code est pour Lina M."), "{}", page.text());
        assert!(!page.text().contains("Moreau"));
    }

    fn a_code_that_was_used_replaced_or_is_too_old_says_so(backend) {
        let (test, world) = start(backend);
        let replaced = code(&test, world.lina);
        let used = code(&test, world.lina);
        let visitor = test.visitor();
        let page = type_code(&visitor, &used);
        choose(&visitor, &page, PASSWORD);
        let visitor = test.visitor();
        assert!(type_code(&visitor, &used).says("Ce code a déjà servi"));
        assert!(type_code(&visitor, &replaced).says("ou il a été remplacé"));
        let old = code(&test, world.tom);
        test.pass(91 * DAY);
        assert!(type_code(&visitor, &old).says("Ce code est périmé"));
        assert!(type_code(&visitor, "K7QM").says("Un code a 12 lettres et chiffres"));
    }

    fn a_code_dies_between_its_two_pages(backend) {
        let (test, world) = start(backend);
        let visitor = test.visitor();
        let page = type_code(&visitor, &code(&test, world.lina));
        code(&test, world.lina);
        let answer = choose(&visitor, &page, PASSWORD);
        assert_eq!(answer.status, 422);
        assert!(answer.says("ou il a été remplacé"));
    }

    fn a_teacher_prints_the_codes_of_the_class_and_of_no_other(backend) {
        let (test, world) = start(backend);
        activated(&test, world.tom);
        let teacher = signed_in(&test, world.baron);
        let path = format!("/classes/{}/codes", world.class);
        let list = teacher.get(&path);
        assert!(list.says("Un compte activé sur 2"), "{}", list.text());
        assert!(list.says("Les enseignants de la classe"));
        let sheet = teacher.form(&list, &path).send();
        assert_eq!(sheet.all(".slip h2"), ["Lina Moreau"]);
        let printed = sheet.all(".slip .code").remove(0);
        assert!(sheet.says("http://localhost:8080/activation"));
        let again = teacher.form(&teacher.get(&path), &path).send();
        assert_eq!(again.all(".slip .code"), std::slice::from_ref(&printed), "printed again, the same");
        assert!(type_code(&test.visitor(), &printed).says("Ce code est pour Lina M."));
        assert_eq!(teacher.get(&format!("/classes/{}/codes", world.other_class)).status, 404);
        assert_eq!(teacher.get(&format!("/classes/{}/codes-responsables", world.class)).status, 403);
        assert_eq!(teacher.get(&format!("/etablissements/{}/codes", world.org)).status, 403);
        assert_eq!(written(&test, world.org, "identity.codes.print"), 2);
    }

    fn the_way_to_the_sheets_shows_ones_own_classes(backend) {
        let (test, world) = start(backend);
        let doors = |person| signed_in(&test, person).get("/codes").attributes("a.door", "href");
        let class = |id: i64| format!("/classes/{id}/codes");
        assert_eq!(doors(world.baron), [class(world.class)]);
        let staff = format!("/etablissements/{}/codes", world.org);
        assert_eq!(doors(world.head), [staff, class(world.other_class), class(world.class)]);
        assert_eq!(signed_in(&test, world.lina).get("/codes").status, 403);
    }

    fn a_new_code_kills_the_old_one_at_once(backend) {
        let (test, world) = start(backend);
        let old = code(&test, world.lina);
        let teacher = signed_in(&test, world.baron);
        let list = teacher.get(&format!("/classes/{}/codes", world.class));
        let action = format!("/classes/{}/codes/{}", world.class, world.lina);
        let sheet = teacher.form(&list, &action).send();
        let new = sheet.all(".slip .code").remove(0);
        let visitor = test.visitor();
        assert!(type_code(&visitor, &old).says("ou il a été remplacé"));
        assert!(type_code(&visitor, &new).says("Ce code est pour Lina M."));
        assert_eq!(written(&test, world.org, "identity.code.renew"), 1);
    }

    fn a_lost_password_is_replaced_and_the_login_stays(backend) {
        let (test, world) = start(backend);
        let before = activated(&test, world.lina);
        let teacher = signed_in(&test, world.baron);
        let list = teacher.get(&format!("/classes/{}/codes", world.class));
        let action = format!("/classes/{}/codes/{}", world.class, world.lina);
        let sheet = teacher.form(&list, &action).send();
        assert!(sheet.says("Votre identifiant reste lina.moreau."));
        let visitor = test.visitor();
        let page = type_code(&visitor, &sheet.all(".slip .code").remove(0));
        let page = choose(&visitor, &page, "quatre mots sans rapport");
        assert!(page.says("lina.moreau"));
        assert_eq!(before.get_once("/").status, 303, "the old sessions are over");
        assert_eq!(sign_in(&test.visitor(), "lina.moreau", PASSWORD).status, 422);
    }

    fn each_guardian_has_their_own_slip(backend) {
        let (test, world) = start(backend);
        let office = signed_in(&test, world.secretariat);
        let path = format!("/classes/{}/codes-responsables", world.class);
        let sheet = office.form(&office.get(&path), &path).send();
        let slips = sheet.all(".slip");
        assert_eq!(slips.len(), 2);
        for (slip, own, other) in [(&slips[0], "Nadia", "Julien"), (&slips[1], "Julien", "Nadia")] {
            assert!(slip.contains(own) && !slip.contains(other), "{slip}");
            assert!(slip.contains("Responsable de Lina Moreau"), "{slip}");
        }
        for stranger in [world.nadia, world.lina, world.baron, world.manager] {
            assert_eq!(signed_in(&test, stranger).get(&path).status, 403);
        }
    }

    fn heads_get_their_code_from_the_territory(backend) {
        let (test, world) = start(backend);
        let path = format!("/etablissements/{}/codes", world.org);
        let office = signed_in(&test, world.secretariat);
        let list = office.get(&path);
        let sheet = office.form(&list, &path).send();
        assert_eq!(sheet.all(".slip h2"), ["Ada Okafor", "Anne Baron"]);
        let refused = office.form(&list, &format!("{path}/{}", world.head)).send();
        assert_eq!(refused.status, 422);
        assert!(refused.says("Son code lui est remis de là"));
        let manager = signed_in(&test, world.manager);
        let sheet = manager.form(&manager.get(&path), &format!("{path}/{}", world.head)).send();
        assert_eq!(sheet.all(".slip h2"), ["Paul Lefèvre"]);
    }

    fn a_code_for_someone_outside_the_sheet_does_not_exist(backend) {
        let (test, world) = start(backend);
        let teacher = signed_in(&test, world.baron);
        let list = teacher.get(&format!("/classes/{}/codes", world.class));
        let form = teacher.form(&list, &format!("/classes/{}/codes", world.class));
        let token = form.value("_jeton").unwrap().to_owned();
        for person in [world.head, world.nadia, 999] {
            let path = format!("/classes/{}/codes/{person}", world.class);
            let answer = teacher.post_blindly(&path, &[("_jeton", &token)]);
            assert_eq!(answer.status, 404);
        }
    }
}

/// How many lines of the journal of a school say this.
fn written(test: &TestApp, org: i64, action: &'static str) -> usize {
    test.look(move |tx| {
        let lines = db::journal::latest(tx, kernel::Target::org(org), 50)?;
        Ok(lines.iter().filter(|line| line.action == action).count())
    })
}
