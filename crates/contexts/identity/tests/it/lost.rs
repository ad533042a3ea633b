//! Contacts that are proved, and the way back in after a lost password.

use testkit::{Mailbox, TestApp, Visitor, both, gateway};

use crate::world::*;

const NEW: &str = "quatre mots sans rapport";

/// The six digits of the last message.
fn digits(text: &str) -> String {
    let after = text.split("Votre code Pr").nth(1).unwrap();
    let after = after.split_once(": ").unwrap().1;
    after.chars().filter(char::is_ascii_digit).take(6).collect()
}

/// The code typed after a lost password: what follows the # of the link.
fn link_code(text: &str) -> String {
    text.replace("=\r\n", "").split('#').nth(1).unwrap().chars().take(14).collect()
}

/// Someone types an address or a mobile, and a password.
fn give(visitor: &Visitor, way: &str, value: &str, password: &str) -> testkit::Page {
    let path = format!("/mon-compte/coordonnees/{way}");
    let form = visitor.form(&visitor.get(&path), &path).fill(way, value);
    form.fill("actuel", password).send()
}

/// Someone gives an address and proves it.
fn prove_mail(test: &TestApp, mailbox: &Mailbox, visitor: &Visitor, address: &str) {
    let asked = give(visitor, "courriel", address, PASSWORD);
    assert!(asked.says("Un code est parti."), "{}", asked.text());
    test.post();
    let code = digits(&mailbox.taken().last().unwrap().text);
    let form = visitor.form(&asked, "/mon-compte/coordonnees/courriel/code");
    let proved = form.fill("code-courriel", &code).send();
    assert!(proved.says("C’est confirmé.") && proved.says(address), "{}", proved.text());
}

fn ask(visitor: &Visitor, login: &str) -> testkit::Page {
    let page = visitor.get("/mot-de-passe-perdu");
    visitor.form(&page, "/mot-de-passe-perdu").fill("identifiant", login).send()
}

fn choose_new(visitor: &Visitor, code: &str, password: &str) -> testkit::Page {
    let page = visitor.get("/mot-de-passe-perdu/nouveau");
    let form = visitor.form(&page, "/mot-de-passe-perdu/nouveau").fill("code", code);
    form.fill("nouveau", password).fill("encore", password).send()
}

both! {
    fn a_lost_password_is_solved_by_mail(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start_sending(backend, testkit::courier(Some(mailbox.open()), None));
        let phone = activated(&test, world.nadia);
        prove_mail(&test, &mailbox, &phone, "nadia@exemple.fr");
        let library = test.visitor();
        let asked = ask(&library, "nadia.moreau");
        assert!(asked.says("un message vient de partir"), "{}", asked.text());
        test.post();
        let letter = mailbox.taken().pop().unwrap();
        assert_eq!(letter.to, ["nadia@exemple.fr"]);
        assert!(!letter.text.contains("Lina"), "nothing about a child");
        let code = link_code(&letter.text);
        assert!(choose_new(&library, &code, "court").says("il faut au moins 8"));
        let done = choose_new(&library, &code, NEW);
        assert_eq!(done.path, "/connexion");
        assert!(done.says("Votre mot de passe est changé."));
        assert_eq!(phone.get_once("/mon-compte").status, 303, "the old session is over");
        assert_eq!(sign_in(&library, "nadia.moreau", PASSWORD).status, 422);
        assert_eq!(sign_in(&library, "nadia.moreau", NEW).status, 200);
        assert!(choose_new(&test.visitor(), &code, "encore un autre choix").says("a déjà servi"));
        let told: i64 = test.look(|tx| tx.query_one(
            "SELECT COUNT(*) FROM jobs_outbox WHERE name = 'identity.password-replaced.v1'", &[], |row| row.get(0)));
        assert_eq!(told, 1);
    }

    fn a_lost_password_is_solved_by_sms(backend) {
        let (port, told) = gateway(&["200 OK"]);
        let (test, world) = start_sending(backend, testkit::courier(None, Some(port)));
        let phone = activated(&test, world.nadia);
        let wrong = give(&phone, "mobile", "05 49 00 00 00", PASSWORD);
        assert!(wrong.status == 422 && wrong.says("Il commence par 06 ou 07"), "{}", wrong.text());
        let asked = give(&phone, "mobile", "06 12 34 56 78", PASSWORD);
        test.post();
        let code = digits(&told.recv().unwrap());
        let form = phone.form(&asked, "/mon-compte/coordonnees/mobile/code");
        assert!(form.fill("code-mobile", &code).send().says("06 12 34 56 78"));
        ask(&test.visitor(), "nadia.moreau");
        test.post();
        let request = told.recv().unwrap();
        let text = request.split("\"text\":\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(courier::sms::size(text).segments, 1, "{text}");
        assert_eq!(choose_new(&test.visitor(), &link_code(text), NEW).path, "/connexion");
    }

    fn nobody_learns_whether_a_login_exists(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start_sending(backend, testkit::courier(Some(mailbox.open()), None));
        drop(activated(&test, world.lina));
        let answers: Vec<_> = ["lina.moreau", "personne.du.tout", "x\r\nBcc: a@b.fr", &"très long ".repeat(19)]
            .iter()
            .map(|login| {
                let page = ask(&test.visitor(), login);
                (page.status, page.path.clone(), page.text())
            })
            .collect();
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert_eq!(test.post(), 0);
    }

    fn messages_are_few_and_a_double_click_sends_one(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start_sending(backend, testkit::courier(Some(mailbox.open()), None));
        let phone = activated(&test, world.nadia);
        prove_mail(&test, &mailbox, &phone, "nadia@exemple.fr");
        let visitor = test.visitor();
        let page = visitor.get("/mot-de-passe-perdu");
        let form = visitor.form(&page, "/mot-de-passe-perdu").fill("identifiant", "nadia.moreau");
        form.send();
        form.send();
        assert_eq!(test.post(), 1, "one for two clicks");
        for _ in 0..5 {
            assert_eq!(ask(&test.visitor(), "nadia.moreau").path, "/mot-de-passe-perdu/nouveau");
        }
        assert!(test.post() <= 2);
        for at in 0..55 {
            ask(&test.visitor(), &format!("personne.{at}"));
        }
        let refused = ask(&test.visitor(), "personne");
        assert!(refused.status == 429 && refused.says("Attendez une heure"), "{}", refused.text());
        test.pass(3_700);
        assert_eq!(ask(&test.visitor(), "personne").status, 200);
    }

    fn a_way_back_is_over_after_half_an_hour_or_a_change_of_password(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start_sending(backend, testkit::courier(Some(mailbox.open()), None));
        let phone = activated(&test, world.nadia);
        prove_mail(&test, &mailbox, &phone, "nadia@exemple.fr");
        ask(&test.visitor(), "nadia.moreau");
        test.post();
        let late = link_code(&mailbox.taken().pop().unwrap().text);
        test.pass(31 * 60);
        assert!(choose_new(&test.visitor(), &late, NEW).says("périmé"));
        ask(&test.visitor(), "nadia.moreau");
        test.post();
        let known = link_code(&mailbox.taken().pop().unwrap().text);
        let form = phone.form(&phone.get("/mon-compte"), "/mon-compte/mot-de-passe");
        form.fill("actuel", PASSWORD).fill("nouveau", NEW).fill("encore", NEW).send();
        assert!(choose_new(&test.visitor(), &known, "encore un autre choix").says("périmé"));
    }

    fn a_code_of_six_digits_is_not_guessed(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start_sending(backend, testkit::courier(Some(mailbox.open()), None));
        let phone = activated(&test, world.nadia);
        let asked = give(&phone, "courriel", "nadia@exemple.fr", PASSWORD);
        test.post();
        let code = digits(&mailbox.taken()[0].text);
        let form = phone.form(&asked, "/mon-compte/coordonnees/courriel/code");
        let wrong = if code == "000000" { "111111" } else { "000000" };
        for _ in 0..5 {
            assert_eq!(form.clone().fill("code-courriel", wrong).send().status, 422);
        }
        let over = form.fill("code-courriel", &code).send();
        assert!(over.says("Ce code n’est plus valable"), "{}", over.text());
    }

    fn codes_are_few_in_a_day_and_nothing_hides_in_an_address(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start_sending(backend, testkit::courier(Some(mailbox.open()), None));
        let phone = activated(&test, world.nadia);
        let ask = |address: &str| give(&phone, "courriel", address, PASSWORD);
        for wrong in ["a@b.fr\r\nBcc: c@d.fr", "a@b.fr,c@d.fr", "pas une adresse", &"a".repeat(400)] {
            assert_eq!(ask(wrong).status, 422, "{wrong}");
        }
        let page = phone.get("/mon-compte/coordonnees/courriel");
        let twice = phone.form(&page, "/mon-compte/coordonnees/courriel").fill("courriel", "a@exemple.fr").fill("actuel", PASSWORD);
        twice.send();
        twice.send();
        for at in 0..4 {
            assert_eq!(ask(&format!("a{at}@exemple.fr")).status, 200);
        }
        let refused = ask("b@exemple.fr");
        assert!(refused.status == 422 && refused.says("Recommencez demain"), "{}", refused.text());
        assert_eq!(test.post(), 5);
    }

    fn pupils_are_asked_for_no_address_and_old_contacts_can_be_removed(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start_sending(backend, testkit::courier(Some(mailbox.open()), None));
        let lina = activated(&test, world.lina);
        assert_eq!(lina.get("/mon-compte/coordonnees").status, 403);
        assert!(!lina.get("/mon-compte").says("Mes coordonnées"));
        let nadia = activated(&test, world.nadia);
        prove_mail(&test, &mailbox, &nadia, "maman@exemple.fr");
        let page = nadia.get("/mon-compte/coordonnees/courriel/retirer");
        let removal = nadia.form(&page, "/mon-compte/coordonnees/courriel/retirer");
        assert_eq!(removal.clone().fill("actuel", NEW).send().status, 422);
        let removed = removal.fill("actuel", PASSWORD).send();
        assert!(removed.says("C’est retiré.") && !removed.says("maman@exemple.fr"));
        assert_eq!(nadia.get("/mon-compte/coordonnees/courriel/retirer").status, 404);
        ask(&test.visitor(), "nadia.moreau");
        assert_eq!(test.post(), 1, "nothing but what tells the old address");
    }

    fn who_finds_a_session_open_cannot_turn_a_contact_to_themselves(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start_sending(backend, testkit::courier(Some(mailbox.open()), None));
        let phone = activated(&test, world.nadia);
        for guess in ["", NEW] {
            let refused = give(&phone, "courriel", "voleur@exemple.fr", guess);
            assert_eq!(refused.status, 422, "{}", refused.text());
        }
        assert_eq!(phone.post_blindly("/mon-compte/coordonnees/courriel", &[("courriel", "voleur@exemple.fr")]).status, 403);
        assert_eq!(test.post(), 0, "no code left for what was typed without the password");
        assert!(!phone.get("/mon-compte/coordonnees").says("voleur@exemple.fr"));
    }

    fn an_old_address_is_told_that_it_changed_and_how_to_stop_it(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start_sending(backend, testkit::courier(Some(mailbox.open()), None));
        let phone = activated(&test, world.nadia);
        prove_mail(&test, &mailbox, &phone, "ancienne@exemple.fr");
        assert_eq!(test.post(), 0, "there was none before");
        prove_mail(&test, &mailbox, &phone, "ancienne@exemple.fr");
        assert_eq!(test.post(), 0, "the same again is no change");
        prove_mail(&test, &mailbox, &phone, "nouvelle@exemple.fr");
        assert_eq!(test.post(), 1);
        let letter = mailbox.taken().pop().unwrap();
        assert_eq!(letter.to, ["ancienne@exemple.fr"]);
        let text = letter.text.replace("=\r\n", "");
        assert!(text.contains("/mon-compte") && text.contains("mot de passe"), "{text}");
        assert!(!text.contains("nouvelle@"), "where it changed to is not told");
    }

    fn an_old_mobile_is_told_in_one_segment(backend) {
        let (port, told) = gateway(&["200 OK"]);
        let (test, world) = start_sending(backend, testkit::courier(None, Some(port)));
        let phone = activated(&test, world.nadia);
        let asked = give(&phone, "mobile", "06 12 34 56 78", PASSWORD);
        test.post();
        let code = digits(&told.recv().unwrap());
        phone.form(&asked, "/mon-compte/coordonnees/mobile/code").fill("code-mobile", &code).send();
        let page = phone.get("/mon-compte/coordonnees/mobile/retirer");
        let removal = phone.form(&page, "/mon-compte/coordonnees/mobile/retirer");
        assert!(removal.fill("actuel", PASSWORD).send().says("C’est retiré."));
        test.post();
        let request = told.recv().unwrap();
        let text = request.split("\"text\":\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(request.contains("+33612345678") && text.contains("ce numéro ne sert plus"), "{request}");
        assert_eq!(courier::sms::size(text).segments, 1, "{text}");
    }

    fn what_is_over_is_forgotten(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start_sending(backend, testkit::courier(Some(mailbox.open()), None));
        let phone = activated(&test, world.nadia);
        prove_mail(&test, &mailbox, &phone, "nadia@exemple.fr");
        ask(&test.visitor(), "nadia.moreau");
        test.work();
        test.pass(2 * 24 * 3_600);
        test.work();
        let left: i64 = test.look(|tx| tx.query_one(
            "SELECT (SELECT COUNT(*) FROM identity_asked) + (SELECT COUNT(*) FROM identity_lost)", &[], |row| row.get(0)));
        assert_eq!(left, 0);
        let reached = test.look(|tx| identity::api::reached_by_mail(tx, 0, 10));
        assert_eq!(reached, [world.nadia]);
    }
}
