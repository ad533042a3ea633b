//! Guessing is slowed; nobody is locked out.

use std::net::SocketAddr;

use testkit::{Page, TestApp, Visitor, both};

use crate::world::*;

fn from<'t>(test: &'t TestApp, address: [u8; 4]) -> Visitor<'t> {
    let mut visitor = test.visitor();
    visitor.address = SocketAddr::from((address, 40_000));
    visitor
}

fn guess(visitor: &Visitor, login: &str, times: usize) -> Page {
    let guess = |n| sign_in(visitor, login, &format!("essai numéro {n}"));
    (0..times).map(guess).last().unwrap()
}

both! {
    fn guesses_wait_longer_and_longer_and_the_known_device_gets_in(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.lina);
        own.form(&own.get("/mon-compte"), "/deconnexion").send();
        let attacker = from(&test, [192, 0, 2, 1]);
        assert_eq!(guess(&attacker, "lina.moreau", 10).status, 422);
        let slowed = sign_in(&attacker, "lina.moreau", PASSWORD);
        assert_eq!(slowed.status, 429);
        assert!(slowed.says("Attendez une minute"), "{}", slowed.text());
        let elsewhere = from(&test, [192, 0, 2, 2]);
        assert_eq!(sign_in(&elsewhere, "lina.moreau", "encore un").status, 429);
        assert_eq!(sign_in(&own, "lina.moreau", PASSWORD).path, "/", "never a lock");
    }

    fn the_wait_is_over_when_it_says(backend) {
        let (test, world) = start(backend);
        drop(activated(&test, world.lina));
        let visitor = from(&test, [192, 0, 2, 1]);
        guess(&visitor, "lina.moreau", 10);
        test.pass(29);
        assert_eq!(guess(&visitor, "lina.moreau", 1).status, 429);
        test.pass(1);
        assert_eq!(guess(&visitor, "lina.moreau", 1).status, 422);
        test.pass(59);
        assert_eq!(guess(&visitor, "lina.moreau", 1).status, 429);
        test.pass(1);
        assert_eq!(sign_in(&visitor, "lina.moreau", PASSWORD).path, "/");
    }

    fn an_unknown_login_is_slowed_like_any_other(backend) {
        let (test, _) = start(backend);
        let visitor = test.visitor();
        assert_eq!(guess(&visitor, "personne", 10).status, 422);
        assert_eq!(guess(&visitor, "personne", 1).status, 429);
    }

    fn one_password_on_many_accounts_is_slowed_wherever_it_comes_from(backend) {
        let (test, world) = start(backend);
        drop(activated(&test, world.lina));
        for n in 0..20 {
            let visitor = from(&test, [192, 0, 2, n]);
            assert_eq!(sign_in(&visitor, &format!("compte.{n}"), "poisson bleu").status, 422);
        }
        let visitor = from(&test, [198, 51, 100, 1]);
        assert_eq!(sign_in(&visitor, "compte.21", "poisson bleu").status, 429);
        assert_eq!(sign_in(&visitor, "compte.21", "poisson rouge").status, 422);
        assert_eq!(sign_in(&visitor, "lina.moreau", PASSWORD).path, "/");
    }

    fn a_source_of_many_wrong_codes_waits_and_its_known_devices_do_not(backend) {
        let (test, world) = start(backend);
        let known = activated(&test, world.lina);
        known.form(&known.get("/mon-compte"), "/deconnexion").send();
        let code = code(&test, world.tom);
        let visitor = test.visitor();
        let page = visitor.get("/activation");
        for n in 0..100 {
            let wrong = visitor.form(&page, "/activation").fill("code", &format!("{n:012}")).send();
            assert!(wrong.says("Ce code n’existe pas"), "{n}");
        }
        assert!(type_code(&visitor, &code).says("Il y a eu trop de codes faux d’ici."));
        assert!(type_code(&from(&test, [192, 0, 2, 7]), &code).says("Ce code est pour Tom G."));
        assert_eq!(sign_in(&visitor, "lina.moreau", PASSWORD).status, 429);
        assert_eq!(sign_in(&known, "lina.moreau", PASSWORD).path, "/");
        test.pass(3_600);
        assert!(type_code(&visitor, &code).says("Ce code est pour Tom G."));
    }
}
