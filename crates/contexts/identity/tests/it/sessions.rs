//! From a code to a session, and out again.

use testkit::both;

use crate::world::*;

const HOUR: i64 = 3_600;

both! {
    fn from_a_printed_code_to_signing_out_everywhere(backend) {
        let (test, world) = start(backend);
        let phone = activated(&test, world.lina);
        let welcome = phone.get("/mon-compte/bienvenue");
        assert!(welcome.says("Bienvenue Lina") && welcome.says("lina.moreau"));
        assert!(phone.get("/").says(&format!("home of {}", world.lina)));
        let tablet = test.visitor();
        assert_eq!(sign_in(&tablet, "Lina Moreau", PASSWORD).path, "/");
        let account = phone.get("/mon-compte");
        assert_eq!(account.all("tbody tr").len(), 2);
        let out = phone.form(&account, "/mon-compte/appareils/fermer").send();
        assert!(out.says("Vous êtes déconnecté de tous vos appareils."), "{}", out.text());
        for device in [&phone, &tablet] {
            assert_eq!(device.get("/").path, "/connexion?suite=%2F");
        }
    }

    fn an_activation_is_told_to_the_other_rooms(backend) {
        let (test, world) = start(backend);
        let visitor = activated(&test, world.lina);
        drop(visitor);
        let told = test.look(|tx| {
            tx.query("SELECT name, payload FROM jobs_outbox", &[], |row| {
                Ok((row.get::<String>(0)?, row.get::<String>(1)?))
            })
        });
        let payload = format!("{{\"person\":{}}}", world.lina);
        assert_eq!(told, [("identity.account-activated.v1".to_owned(), payload)]);
    }

    fn one_device_is_closed_and_not_someone_elses(backend) {
        let (test, world) = start(backend);
        let phone = activated(&test, world.lina);
        let lost = test.visitor();
        sign_in(&lost, "lina.moreau", PASSWORD);
        let account = phone.get("/mon-compte");
        let action = account
            .attributes("form", "action")
            .into_iter()
            .find(|action| action.starts_with("/mon-compte/appareils/") && action.matches('/').count() == 4)
            .unwrap();
        let tom = signed_in(&test, world.tom);
        let form = tom.form(&tom.get("/mon-compte"), "/deconnexion");
        let token = form.value("_jeton").unwrap().to_owned();
        assert_eq!(tom.post_blindly(&action, &[("_jeton", &token)]).status, 404);
        assert_eq!(lost.get("/").status, 200);
        assert!(phone.form(&account, &action).send().says("Cet appareil est déconnecté."));
        assert_eq!(lost.get("/").path, "/connexion?suite=%2F");
        assert_eq!(phone.get("/").status, 200);
    }

    fn a_borrowed_device_is_left_after_twelve_hours_and_ones_own_after_thirty_days(backend) {
        let (test, world) = start(backend);
        drop(activated(&test, world.baron));
        let (borrowed, own) = (test.visitor(), test.visitor());
        sign_in(&borrowed, "anne.baron", PASSWORD);
        sign_in_ticking(&own, "anne.baron", "rester");
        test.pass(11 * HOUR);
        assert_eq!(borrowed.get("/").status, 200);
        // Use prolongs one's own device only.
        for device in [&borrowed, &own] {
            let account = device.get("/mon-compte");
            device.form(&account, "/langue").fill("langue", "fr").send();
        }
        test.pass(2 * HOUR);
        assert_eq!(borrowed.get_once("/").status, 303);
        test.pass(29 * 24 * HOUR + 20 * HOUR);
        assert_eq!(own.get("/").status, 200);
        test.pass(5 * HOUR);
        assert_eq!(own.get_once("/").status, 303);
    }

    fn a_shared_device_is_left_after_two_hours(backend) {
        let (test, world) = start(backend);
        drop(activated(&test, world.baron));
        let shared = test.visitor();
        sign_in_ticking(&shared, "anne.baron", "partage");
        assert!(shared.get("/mon-compte").says("Partagé"));
        test.pass(2 * HOUR - 60);
        assert_eq!(shared.get("/").status, 200);
        test.pass(60);
        assert_eq!(shared.get_once("/").status, 303);
    }

    fn a_pupil_on_an_unknown_device_is_on_a_shared_one_until_it_is_known(backend) {
        let (test, world) = start(backend);
        drop(activated(&test, world.lina));
        let tablet = test.visitor();
        let told = sign_in(&tablet, "lina.moreau", PASSWORD);
        assert!(told.says("vous serez déconnecté à 11 h 12"), "{}", told.text());
        test.pass(2 * HOUR);
        assert_eq!(tablet.get_once("/").status, 303);
        let known = sign_in(&tablet, "lina.moreau", PASSWORD);
        assert!(!known.says("vous serez déconnecté"));
        test.pass(3 * HOUR);
        assert_eq!(tablet.get("/").status, 200);
        let phone = test.visitor();
        sign_in_ticking(&phone, "lina.moreau", "rester");
        test.pass(20 * 24 * HOUR);
        assert_eq!(phone.get("/").status, 200, "unless it is theirs");
    }

    fn rights_end_with_the_role_though_the_session_lasts(backend) {
        let (test, world) = start(backend);
        let teacher = signed_in(&test, world.baron);
        let path = format!("/classes/{}/codes", world.class);
        assert_eq!(teacher.get(&path).status, 200);
        let yesterday = test.today().plus(-1);
        test.arrange(move |tx| directory::edit::end_memberships(tx, world.baron, yesterday));
        assert_eq!(teacher.get(&path).status, 403);
        assert_eq!(teacher.get("/").status, 200);
    }

    fn signing_in_leads_on_but_never_away(backend) {
        let (test, world) = start(backend);
        drop(activated(&test, world.lina));
        for (asked, led) in [
            ("/mon-compte", "/mon-compte"),
            ("https://evil.example/", "/"),
            ("//evil.example/", "/"),
            ("/\\evil.example/", "/"),
        ] {
            let visitor = test.visitor();
            let page = visitor.get(&format!("/connexion?suite={asked}"));
            let form = visitor.form(&page, "/connexion").fill("identifiant", "lina.moreau");
            let answer = form.fill("mot-de-passe", PASSWORD).fill("suite", asked).send_once();
            assert_eq!(answer.header("location"), Some(led), "{asked}");
        }
    }

    fn signing_out_ends_the_session_on_the_server(backend) {
        let (test, world) = start(backend);
        let visitor = activated(&test, world.lina);
        let stolen = visitor.cookie("preau-session").unwrap();
        let page = visitor.form(&visitor.get("/mon-compte"), "/deconnexion").send();
        assert!(page.says("Vous êtes déconnecté."));
        let thief = test.visitor();
        thief.set_cookie("preau-session", &stolen);
        assert_eq!(thief.get_once("/").status, 303);
    }

    fn a_form_without_its_token_is_refused(backend) {
        let (test, world) = start(backend);
        let visitor = activated(&test, world.lina);
        for path in [
            "/connexion",
            "/deconnexion",
            "/activation",
            "/activation/mot-de-passe",
            "/mon-compte/mot-de-passe",
            "/mon-compte/appareils/fermer",
            "/langue",
        ] {
            assert_eq!(visitor.post_blindly(path, &[("langue", "en")]).status, 403, "{path}");
        }
    }

    fn english_is_chosen_before_and_after_coming_in(backend) {
        let (test, world) = start(backend);
        let visitor = activated(&test, world.lina);
        let account = visitor.get("/mon-compte");
        let page = visitor.form(&account, "/langue").fill("langue", "en").send();
        assert!(page.says("My account") && page.says("Sign out everywhere"));
        let elsewhere = test.visitor();
        assert!(sign_in(&elsewhere, "lina.moreau", PASSWORD).path == "/");
        assert!(elsewhere.get("/mon-compte").says("My account"), "it follows the person");
        let language = test.look(move |tx| identity::api::language_of(tx, world.lina));
        assert_eq!(language, Some(kernel::Lang::En));
        let mut english = test.visitor();
        english.languages = "en".to_owned();
        assert!(english.get("/connexion").says("I was given a code"));
        assert!(english.get("/activation").says("Activate my account"));
    }

    fn a_language_chosen_on_the_sign_in_page_is_that_of_whoever_comes_in_then(backend) {
        let (test, world) = start(backend);
        drop(activated(&test, world.lina));
        let library = test.visitor();
        let page = library.get("/connexion?suite=%2Fmon-compte");
        let token = library.form(&page, "/connexion").value("_jeton").unwrap().to_owned();
        let choose = |tag: &str, back: &str| {
            let fields = [("_jeton", token.as_str()), ("langue", tag), ("retour", back)];
            library.post_blindly("/langue", &fields)
        };
        choose("en", "/connexion?suite=%2Fmon-compte");
        let chosen = choose("ar", "/connexion?suite=%2Fmon-compte&langue=en");
        assert_eq!(chosen.header("location"), Some("/connexion?suite=%2Fmon-compte&langue=ar"));
        let page = library.get("/connexion?suite=%2Fmon-compte&langue=ar");
        assert!(page.says("تسجيل الدخول"), "{}", page.text());
        let form = library.form(&page, "/connexion").fill("identifiant", "lina.moreau");
        let wrong = form.fill("mot-de-passe", "faux").send();
        let lang = |test: &testkit::TestApp, person| {
            test.look(move |tx| identity::api::language_of(tx, person))
        };
        assert_eq!(lang(&test, world.lina), Some(kernel::Lang::Fr), "only who comes in chooses");
        let form = library.form(&wrong, "/connexion").fill("identifiant", "lina.moreau");
        let inside = form.fill("mot-de-passe", PASSWORD).send();
        assert!(inside.says("حسابي"), "{}", inside.text());
        assert_eq!(lang(&test, world.lina), Some(kernel::Lang::Ar));

        drop(activated(&test, world.tom));
        library.form(&inside, "/deconnexion").send();
        assert!(library.get("/connexion").says("تسجيل الدخول"), "the device keeps the language");
        sign_in(&library, "tom.moreau", PASSWORD);
        assert_eq!(lang(&test, world.tom), Some(kernel::Lang::Fr), "nobody's choice but Lina's");
    }

    fn a_session_that_is_over_is_forgotten(backend) {
        let (test, world) = start(backend);
        drop(activated(&test, world.lina));
        test.pass(13 * HOUR);
        test.wait(sweep(&test));
        let left = test.look(|tx| {
            tx.query_one("SELECT COUNT(*) FROM identity_session", &[], |row| row.get::<i64>(0))
        });
        assert_eq!(left, 0);
    }
}

/// Signs in with a box ticked.
fn sign_in_ticking(visitor: &testkit::Visitor, login: &str, ticked: &str) {
    let form = visitor.form(&visitor.get("/connexion"), "/connexion").fill("identifiant", login);
    let page = form.fill("mot-de-passe", PASSWORD).fill(ticked, "oui").send();
    assert_eq!(page.path, "/");
}

/// Runs the hourly sweep as its schedule would.
pub(crate) async fn sweep(test: &testkit::TestApp) {
    let schedule = identity::module().schedules.remove(0);
    let now = test.now();
    let swept =
        test.app.db.write(move |tx| (schedule.run)(tx, now).map_err(db::DbError::statement));
    swept.await.unwrap();
}
