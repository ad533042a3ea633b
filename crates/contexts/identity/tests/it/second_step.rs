//! The second step: codes of an application, spare codes, administrators.

use testkit::{Page, TestApp, Visitor, both};

use crate::{phone::Phone, world::*};

const STEPS: &str = "/mon-compte/deux-etapes";
const CODES: &str = "/mon-compte/deux-etapes/codes";
const VERIFY: &str = "/connexion/verification";
const DAY: i64 = 24 * 3_600;

/// Types the password on a page that asks for it again.
fn prove(visitor: &Visitor, path: &str, action: &str, password: &str) -> Page {
    visitor.form(&visitor.get(path), action).fill("actuel", password).send()
}

/// Adds an application of codes; the phone, and the page of spare codes.
fn add(test: &TestApp, visitor: &Visitor) -> (Phone, Page) {
    let page = prove(visitor, CODES, CODES, PASSWORD);
    let phone = Phone::reading(&page.all("details code")[0]);
    let code = phone.code(test.now());
    let form = visitor.form(&page, "/mon-compte/deux-etapes/codes/verifier");
    let page = form.fill("code", &code).send_once();
    (phone, page)
}

/// Types a code at the second step.
fn type_second(visitor: &Visitor, code: &str) -> Page {
    let page = visitor.get(VERIFY);
    visitor.form(&page, VERIFY).fill("code", code).send()
}

both! {
    fn codes_are_added_and_asked_from_then_on(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        let thief = test.visitor();
        assert_eq!(sign_in(&thief, "anne.baron", PASSWORD).path, "/");
        assert!(own.get("/mon-compte").says("Non activé"));
        let refused = prove(&own, CODES, CODES, "pas le bon");
        assert_eq!(refused.status, 422);
        assert!(refused.says("Ce n’est pas votre mot de passe actuel."));

        let page = prove(&own, CODES, CODES, PASSWORD);
        assert_eq!(page.all("svg.qr").len(), 1);
        let phone = Phone::reading(&page.all("details code")[0]);
        let check = "/mon-compte/deux-etapes/codes/verifier";
        let wrong = own.form(&page, check).fill("code", "000000").send();
        assert_eq!(wrong.status, 422);
        assert_eq!(own.get(CODES).all("details code"), page.all("details code"), "the same key");
        let typed = phone.code(test.now());
        let spare = own.form(&page, check).fill("code", &typed).send_once();
        assert_eq!((spare.status, spare.all(".spare code").len()), (200, 8));
        assert!(own.get(STEPS).says("Il vous reste 8 codes de secours."));
        assert_eq!(thief.get_once("/").status, 303, "whoever was in with the password is out");

        assert_eq!(sign_in(&thief, "anne.baron", PASSWORD).path, VERIFY);
        assert_eq!(thief.get_once("/").status, 303, "nobody is in yet");
        assert!(type_second(&thief, &typed).says("ou il a déjà servi"), "a code opens once");
        test.pass(30);
        let code = phone.code(test.now());
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        assert_eq!(type_second(&thief, &spaced).path, "/");
        thief.form(&thief.get("/mon-compte"), "/deconnexion").send();
        sign_in(&thief, "anne.baron", PASSWORD);
        assert_eq!(type_second(&thief, &code).status, 422, "replayed");
    }

    fn a_spare_code_opens_once_and_new_ones_kill_the_old(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.nadia);
        let (_, page) = add(&test, &own);
        let spare = page.all(".spare code");
        let elsewhere = test.visitor();
        sign_in(&elsewhere, "nadia.moreau", PASSWORD);
        let page = type_second(&elsewhere, &spare[0].to_lowercase());
        assert_eq!(page.path, "/");
        assert!(page.says("Il vous reste 7 codes de secours."));
        let again = test.visitor();
        sign_in(&again, "nadia.moreau", PASSWORD);
        assert_eq!(type_second(&again, &spare[0]).status, 422);
        let path = "/mon-compte/deux-etapes/secours";
        assert_eq!(prove(&own, path, path, "pas le bon").status, 422);
        let form = own.form(&own.get(path), path).fill("actuel", PASSWORD);
        let new = form.send_once().all(".spare code");
        assert_eq!(type_second(&again, &spare[1]).status, 422);
        assert_eq!(type_second(&again, &new[1]).path, "/");
    }

    fn guessing_the_second_step_is_slowed_and_the_own_device_is_not(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        let (phone, _) = add(&test, &own);
        own.form(&own.get("/mon-compte"), "/deconnexion").send();
        let thief = test.visitor();
        sign_in(&thief, "anne.baron", PASSWORD);
        for n in 0..5 {
            assert_eq!(type_second(&thief, &format!("00000{n}")).status, 422);
        }
        test.pass(29);
        let right = type_second(&thief, &phone.code(test.now()));
        assert_eq!(right.status, 429, "right or wrong");
        sign_in(&own, "anne.baron", PASSWORD);
        test.pass(30);
        assert_eq!(type_second(&own, &phone.code(test.now())).path, "/");
    }

    fn a_half_made_sign_in_waits_ten_minutes_in_its_own_browser(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        let (phone, _) = add(&test, &own);
        let visitor = test.visitor();
        sign_in(&visitor, "anne.baron", PASSWORD);
        assert_eq!(test.visitor().get(VERIFY).path, "/connexion");
        test.pass(10 * 60);
        let page = visitor.get(VERIFY);
        assert_eq!(page.path, "/connexion");
        assert!(page.says("Recommencez avec votre mot de passe."));
        sign_in(&visitor, "anne.baron", PASSWORD);
        let page = visitor.get(VERIFY);
        let form = visitor.form(&page, VERIFY).fill("code", &phone.code(test.now()));
        test.pass(10 * 60);
        assert_eq!(form.send().path, "/connexion");
        test.wait(crate::sessions::sweep(&test));
        let left = test.look(|tx| {
            tx.query_one("SELECT COUNT(*) FROM identity_awaited", &[], |row| row.get::<i64>(0))
        });
        assert_eq!(left, 0);
    }

    fn a_change_of_password_ends_what_was_half_made(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        let (phone, _) = add(&test, &own);
        let thief = test.visitor();
        sign_in(&thief, "anne.baron", PASSWORD);
        let page = thief.get(VERIFY);
        let form = own.form(&own.get("/mon-compte"), "/mon-compte/mot-de-passe");
        let form = form.fill("actuel", PASSWORD).fill("nouveau", "quatre mots sans rapport");
        form.fill("encore", "quatre mots sans rapport").send();
        test.pass(30);
        let form = thief.form(&page, VERIFY).fill("code", &phone.code(test.now()));
        assert_eq!(form.send().path, "/connexion");
    }

    fn a_new_code_of_the_school_still_asks_for_the_second_step(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.nadia);
        let (phone, _) = add(&test, &own);
        let thief = test.visitor();
        let page = type_code(&thief, &code(&test, world.nadia));
        assert_eq!(choose(&thief, &page, "quatre mots sans rapport").path, VERIFY);
        assert_eq!(thief.get_once("/").status, 303);
        test.pass(30);
        let page = type_second(&thief, &phone.code(test.now()));
        assert_eq!(page.path, "/mon-compte/bienvenue");
    }

    fn a_lost_phone_is_solved_by_those_who_give_codes_and_nobody_else(backend) {
        let (test, world) = start(backend);
        let nadia = activated(&test, world.nadia);
        add(&test, &nadia);
        let baron = activated(&test, world.baron);
        add(&test, &baron);
        let guardians = format!("/classes/{}/codes-responsables", world.class);
        let staff = format!("/etablissements/{}/codes", world.org);
        let secretariat = signed_in(&test, world.secretariat);
        for (list, person, login) in
            [(&guardians, world.nadia, "nadia.moreau"), (&staff, world.baron, "anne.baron")]
        {
            let lift = format!("{list}/{person}/seconde-etape");
            let form = secretariat.form(&secretariat.get(list), &lift);
            let done = form.send();
            assert!(done.says("La seconde étape est retirée"), "{}", done.text());
            assert_eq!(sign_in(&test.visitor(), login, PASSWORD).path, "/");
            assert_eq!(form.send().status, 404, "there is none any more");
        }
        assert_eq!(nadia.get_once("/").status, 303);
        let head = activated(&test, world.head);
        add(&test, &head);
        let lift = format!("{staff}/{}/seconde-etape", world.head);
        let refused = secretariat.form(&secretariat.get(&staff), &lift).send();
        assert_eq!(refused.status, 422, "a head's codes come from the territory");
    }

    fn the_machine_removes_an_administrators_second_step(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.manager);
        add(&test, &own);
        let now = test.now();
        let removed = test.arrange(move |tx| {
            Ok([
                identity::api::remove_second_step(tx, "Ines Tavernier", now)?,
                identity::api::remove_second_step(tx, "personne", now)?,
            ])
        });
        assert_eq!(removed, [true, false]);
        assert_eq!(own.get_once("/").status, 303);
        let page = sign_in(&test.visitor(), "ines.tavernier", PASSWORD);
        assert_eq!(page.path, STEPS, "the time they are given begins anew");
    }

    fn removing_asks_for_the_password(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        add(&test, &own);
        let path = "/mon-compte/deux-etapes/codes/retirer";
        assert_eq!(prove(&own, CODES, path, "pas le bon").status, 422);
        assert!(prove(&own, CODES, path, PASSWORD).says("C’est retiré."));
        assert_eq!(sign_in(&test.visitor(), "anne.baron", PASSWORD).path, "/");
        assert_eq!(own.get("/mon-compte/deux-etapes/secours").status, 404);
    }

    fn pupils_have_one_step(backend) {
        let (test, world) = start(backend);
        let lina = activated(&test, world.lina);
        assert!(!lina.get("/mon-compte").says("deux étapes"));
        for path in [STEPS, CODES, "/mon-compte/deux-etapes/secours", "/mon-compte/deux-etapes/cles"] {
            assert_eq!(lina.get(path).status, 404, "{path}");
        }
    }

    fn administrators_are_asked_then_suspended_then_restored(backend) {
        let (test, world) = start(backend);
        drop(activated(&test, world.manager));
        let visitor = test.visitor();
        let page = sign_in(&visitor, "ines.tavernier", PASSWORD);
        assert_eq!(page.path, STEPS);
        assert!(page.says("la seconde étape est obligatoire"), "{}", page.text());
        let administers = |visitor: &Visitor| {
            visitor.get(&format!("/etablissements/{}/codes", world.org)).status
        };
        assert_eq!(administers(&visitor), 200, "there is time");
        test.pass(7 * DAY - 3_600);
        let visitor = test.visitor();
        sign_in(&visitor, "ines.tavernier", PASSWORD);
        assert_eq!(administers(&visitor), 200);
        test.pass(3_600);
        assert_eq!(administers(&visitor), 403, "in a session that was open too");
        assert!(visitor.get(STEPS).says("Vos droits d’administration sont suspendus"));
        let (phone, page) = add(&test, &visitor);
        assert_eq!(page.status, 200);
        assert_eq!(administers(&visitor), 200);
        let refused = prove(&visitor, CODES, "/mon-compte/deux-etapes/codes/retirer", PASSWORD);
        assert!(refused.says("C’est votre seule seconde étape, et elle est obligatoire."));
        test.pass(30);
        let elsewhere = test.visitor();
        sign_in(&elsewhere, "ines.tavernier", PASSWORD);
        assert_eq!(type_second(&elsewhere, &phone.code(test.now())).path, "/");
    }

    fn a_proposed_key_is_good_for_a_quarter_of_an_hour_and_opens_nothing(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        let page = prove(&own, CODES, CODES, PASSWORD);
        let phone = Phone::reading(&page.all("details code")[0]);
        assert_eq!(sign_in(&test.visitor(), "anne.baron", PASSWORD).path, "/");
        test.pass(15 * 60);
        let check = "/mon-compte/deux-etapes/codes/verifier";
        let late = own.form(&page, check).fill("code", &phone.code(test.now())).send();
        assert_eq!(late.path, CODES);
        assert!(own.get(STEPS).says("Non activé"));
    }

    fn what_is_stored_of_the_second_step_opens_nothing(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        let (phone, page) = add(&test, &own);
        let spare = page.all(".spare code")[0].replace(' ', "");
        let stored = test.look(|tx| {
            let mut all = tx.query("SELECT sealed FROM identity_totp", &[], |row| row.get::<Vec<u8>>(0))?;
            all.extend(tx.query("SELECT digest FROM identity_recovery", &[], |row| row.get::<Vec<u8>>(0))?);
            Ok(all)
        });
        assert_eq!(stored.len(), 9);
        let holds = |stored: &[u8], part: &[u8]| stored.windows(4).any(|four| four == &part[..4]);
        for stored in &stored {
            assert!(!holds(stored, phone.secret()) && !holds(stored, spare.as_bytes()));
        }
    }
}
