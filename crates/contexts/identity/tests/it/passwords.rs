//! Passwords: what is refused, what is changed, what it costs.

use testkit::both;

use crate::world::*;

both! {
    fn a_weak_password_is_refused_with_what_to_do(backend) {
        let (test, world) = start(backend);
        let visitor = test.visitor();
        let page = type_code(&visitor, &code(&test, world.lina));
        for (weak, says) in [
            ("abc12", "il faut au moins 8 caractères"),
            ("Lina Moreau 2014", "Votre nom ou votre identifiant"),
            ("azerty123", "l’un des premiers que l’on devinerait"),
            ("Chocolate7", "l’un des premiers que l’on devinerait"),
            ("tilleuls2027", "Le nom de votre école ou de sa commune"),
        ] {
            let answer = choose(&visitor, &page, weak);
            assert_eq!(answer.status, 422);
            assert!(answer.says(says), "{}", answer.text());
            assert!(!answer.body.contains(weak), "a password is never shown again");
        }
        let form = visitor.form(&page, "/activation/mot-de-passe");
        let answer = form.fill("nouveau", PASSWORD).fill("encore", "autre chose").send();
        assert!(answer.says("Les deux mots de passe sont différents."));
        assert_eq!(test.app.slow.begun(), 0, "nothing was computed for a refusal");
        assert_eq!(choose(&visitor, &page, PASSWORD).status, 200);
    }

    fn staff_need_ten_characters(backend) {
        let (test, world) = start(backend);
        let visitor = test.visitor();
        let page = type_code(&visitor, &code(&test, world.baron));
        assert!(choose(&visitor, &page, "zygomate9").says("au moins 10 caractères"));
    }

    fn an_unknown_login_costs_what_a_wrong_password_costs(backend) {
        let (test, world) = start(backend);
        drop(activated(&test, world.lina));
        let cost = |login: &str| {
            let before = test.app.slow.begun();
            let answer = sign_in(&test.visitor(), login, "pas le bon");
            (test.app.slow.begun() - before, answer.status, answer.all(".errors"))
        };
        let known = cost("lina.moreau");
        assert_eq!(known, cost("personne.du.tout"));
        assert_eq!((known.0, known.1), (1, 422));
    }

    fn changing_a_password_signs_the_other_devices_out(backend) {
        let (test, world) = start(backend);
        let phone = activated(&test, world.lina);
        let other = test.visitor();
        sign_in(&other, "lina.moreau", PASSWORD);
        let change = |now: &str| {
            let form = phone.form(&phone.get("/mon-compte"), "/mon-compte/mot-de-passe");
            let form = form.fill("actuel", now).fill("nouveau", "quatre mots sans rapport");
            form.fill("encore", "quatre mots sans rapport").send()
        };
        let wrong = change("pas le bon");
        assert_eq!(wrong.status, 422);
        assert!(wrong.says("Ce n’est pas votre mot de passe actuel."));
        assert!(change(PASSWORD).says("Votre mot de passe est changé."));
        assert_eq!(phone.get("/").status, 200);
        assert_eq!(other.get_once("/").status, 303);
        assert_eq!(sign_in(&other, "lina.moreau", PASSWORD).status, 422);
        assert_eq!(sign_in(&other, "lina.moreau", "quatre mots sans rapport").path, "/");
    }

    fn namesakes_have_different_logins(backend) {
        let (test, world) = start(backend);
        let namesake = test.arrange(|tx| {
            let new = directory::edit::NewPerson {
                category: "pupil", last: "Moreau", first: "Lina", title: "", born: None,
            };
            directory::edit::create_person(tx, &new)
        });
        drop(activated(&test, world.lina));
        assert!(activated(&test, namesake).get("/mon-compte/bienvenue").says("lina.moreau2"));
        let logins = test.look(move |tx| {
            Ok([identity::api::account_of(tx, world.lina)?, identity::api::account_of(tx, world.tom)?])
        });
        assert_eq!(logins, [Some("lina.moreau".to_owned()), None]);
    }

    fn what_is_stored_opens_nothing(backend) {
        let (test, world) = start(backend);
        let visitor = activated(&test, world.lina);
        let cookie = visitor.cookie("preau-session").unwrap();
        let code = code(&test, world.tom);
        let (passwords, tokens, codes) = test.look(|tx| {
            let passwords = tx.query("SELECT password FROM identity_account", &[], |row| row.get::<String>(0))?;
            let tokens = tx.query("SELECT token FROM identity_session", &[], |row| row.get::<Vec<u8>>(0))?;
            let codes = tx.query("SELECT sealed, lookup FROM identity_code", &[], |row| {
                Ok([row.get::<Vec<u8>>(0)?, row.get::<Vec<u8>>(1)?].concat())
            })?;
            Ok((passwords, tokens, codes))
        });
        assert!(passwords.iter().all(|stored| stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")));
        assert!(tokens.iter().all(|token| !token.windows(6).any(|part| cookie.as_bytes().windows(6).any(|c| c == part))));
        assert!(codes.iter().all(|stored| !stored.windows(4).any(|part| part == &code.as_bytes()[..4])));
    }
}
