//! What a person is told, when and how, as they live it, on both databases.

#![expect(clippy::unwrap_used, reason = "tests")]

mod world;

use events::{
    Event,
    directory::{AccountClosingV1, ImportWaitingV1},
    identity::{CodeRenewedV1, NewDeviceV1, PasswordReplacedV1},
    surveys::SurveyWaitingV1,
};
use testkit::{Mailbox, PushService, TestApp, Visitor, both, gateway};
use world::*;

both! {
    fn a_new_device_is_told_once_in_the_app_and_by_mail(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start(backend, testkit::courier(Some(mailbox.open()), None));
        reached(&test, world.nadia, "mail", "nadia@exemple.fr");
        for _ in 0..2 {
            say(&test, NewDeviceV1 { person: world.nadia, session: 5 });
        }
        tell(&test);
        let page = signed_in(&test, world.nadia).get("/avis");
        assert_eq!(page.all("h2"), ["Nouvelle connexion à votre compte", "Prévenir cet appareil"]);
        assert_eq!(page.links("Ouvrir mon compte"), ["/mon-compte"]);
        assert!(signed_in(&test, world.baron).get("/avis").says("Aucun avis pour le moment."));
        let letters = mailbox.taken();
        assert_eq!(letters.len(), 1, "one event, one notice, one mail");
        assert_eq!(letters[0].to, ["nadia@exemple.fr"]);
        let (head, text) = read(&letters[0].text);
        assert!(head.contains("Subject: =?utf-8?") || head.contains("Subject: Pr"), "{head}");
        assert!(text.contains("Nouvelle connexion à votre compte."), "{text}");
        for private in ["Moreau", "Nadia ", "Lina"] {
            assert!(!text.contains(private) && !head.contains(private), "{private}");
        }
    }

    fn who_gave_a_code_is_known_to_its_owner(backend) {
        let (test, world) = start(backend, testkit::courier(None, None));
        say(&test, CodeRenewedV1 { person: world.lina, by: world.baron });
        test.work();
        let page = signed_in(&test, world.lina).get("/avis");
        assert!(page.says("Un nouveau code a été donné pour votre compte"));
        assert!(page.says("Donné par Mme Baron."), "{}", page.text());
    }

    fn the_language_of_the_person_is_written(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start(backend, testkit::courier(Some(mailbox.open()), None));
        reached(&test, world.nadia, "mail", "nadia@exemple.fr");
        let nadia = world.nadia;
        test.arrange(move |tx| identity::api::set_language(tx, nadia, kernel::Lang::En));
        say(&test, PasswordReplacedV1 { person: world.nadia });
        tell(&test);
        assert!(read(&mailbox.taken()[0].text).1.contains("Your password was replaced."));
    }

    fn nobody_is_written_to_who_did_not_prove_an_address(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start(backend, testkit::courier(Some(mailbox.open()), None));
        say(&test, PasswordReplacedV1 { person: world.nadia });
        tell(&test);
        assert!(mailbox.taken().is_empty());
        assert_eq!(test.look(|tx| tx.query_one("SELECT COUNT(*) FROM notices_due", &[], |row| row.get::<i64>(0))), 0);
    }

    fn a_phone_rings_for_those_who_ask_and_never_at_night(backend) {
        let (port, told) = gateway(&["200 OK"]);
        let (test, world) = start(backend, testkit::courier(None, Some(port)));
        reached(&test, world.nadia, "sms", "+33612345678");
        say(&test, NewDeviceV1 { person: world.nadia, session: 1 });
        tell(&test);
        assert!(told.try_recv().is_err(), "not asked for");
        let nadia = signed_in(&test, world.nadia);
        let page = nadia.get("/avis/reglages");
        assert!(!page.says("Par courriel"), "only by the ways that were proved");
        let saved = nadia.form(&page, "/avis/reglages").fill("surete-sms", "oui").send();
        assert!(saved.path == "/avis/reglages" && saved.attributes("#surete-sms", "checked").len() == 1);
        test.pass(13 * 3_600);
        say(&test, NewDeviceV1 { person: world.nadia, session: 2 });
        tell(&test);
        assert!(told.try_recv().is_err(), "at 22 h 12");
        test.pass(9 * 3_600);
        tell(&test);
        let request = told.recv().unwrap();
        assert!(request.contains("Préau : Nouvelle connexion à votre compte. http://localhost:8080/avis"), "{request}");
        assert!(told.try_recv().is_err(), "the one of before was not kept for later");
    }

    fn an_account_that_closes_is_told_on_a_day_of_school(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start(backend, testkit::courier(Some(mailbox.open()), None));
        reached(&test, world.nadia, "mail", "nadia@exemple.fr");
        // Saturday, 9 h 12.
        test.pass(2 * 24 * 3_600);
        say(&test, AccountClosingV1 { person: world.nadia, on_day: i64::from(test.today().plus(90).0) });
        tell(&test);
        assert!(mailbox.taken().is_empty());
        let page = signed_in(&test, world.nadia).get("/avis");
        assert!(page.says("Votre compte fermera vendredi 11 juin"), "{}", page.text());
        test.pass(2 * 24 * 3_600);
        tell(&test);
        assert!(read(&mailbox.taken()[0].text).1.contains("Votre compte fermera vendredi 11 juin."));
    }

    fn a_survey_that_waits_is_told_once_a_day_and_leads_to_it(backend) {
        let (test, world) = start(backend, testkit::courier(None, None));
        for day in [20_500, 20_500, 20_501] {
            say(&test, SurveyWaitingV1 { person: world.baron, org: 1, survey: 4, day });
        }
        test.work();
        let page = signed_in(&test, world.baron).get("/avis");
        assert_eq!(page.links("Répondre à l’enquête"), ["/materiel/enquetes"; 2]);
    }

    fn an_import_that_waits_is_told_once_and_leads_to_the_imports(backend) {
        let (test, world) = start(backend, testkit::courier(None, None));
        for _ in 0..2 {
            say(&test, ImportWaitingV1 { person: world.baron, import: 4 });
        }
        test.work();
        let page = signed_in(&test, world.baron).get("/avis");
        assert_eq!(page.all("h2"), ["Un import attend votre accord", "Prévenir cet appareil"]);
        assert_eq!(page.links("Ouvrir les imports"), ["/annuaire/imports"]);
        assert!(signed_in(&test, world.nadia).get("/avis").says("Aucun avis"));
    }

    fn quiet_hours_can_be_left_out_and_wrong_hours_are_refused(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start(backend, testkit::courier(Some(mailbox.open()), None));
        reached(&test, world.nadia, "mail", "nadia@exemple.fr");
        let nadia = signed_in(&test, world.nadia);
        let page = nadia.get("/avis/reglages");
        let form = || nadia.form(&page, "/avis/reglages");
        for wrong in ["", "25:00", "vingt heures", "20:00\r\nBcc: a@b.fr 00000000000000"] {
            let answer = form().fill("repos-de", wrong).send();
            assert!(answer.status == 422 || wrong.starts_with("20"), "{wrong}");
        }
        form().without("repos").send();
        test.pass(2 * 24 * 3_600 + 14 * 3_600);
        say(&test, AccountClosingV1 { person: world.nadia, on_day: 21_000 });
        tell(&test);
        assert_eq!(mailbox.taken().len(), 1, "a Saturday at 23 h 12, as they wish");
        form().without("compte-mail").without("surete-mail").send();
        say(&test, NewDeviceV1 { person: world.nadia, session: 3 });
        tell(&test);
        assert_eq!(mailbox.taken().len(), 1);
        assert!(nadia.get("/avis").says("Nouvelle connexion"), "always in the app");
    }

    fn one_mail_sums_up_the_day_in_numbers(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start(backend, testkit::courier(Some(mailbox.open()), None));
        reached(&test, world.nadia, "mail", "nadia@exemple.fr");
        reached(&test, world.baron, "mail", "baron@exemple.fr");
        reached(&test, world.other, "mail", "autre@exemple.fr");
        happen(&test, world);
        tell(&test);
        assert!(mailbox.taken().is_empty(), "not in the morning");
        test.pass(9 * 3_600);
        for _ in 0..3 {
            tell(&test);
        }
        let mut letters: Vec<_> = mailbox.taken().iter().map(|l| (l.to.join(","), read(&l.text).1)).collect();
        letters.sort();
        assert_eq!(letters.len(), 2, "nobody is written to without news: {letters:?}");
        assert!(letters[0].1.contains("- 3 copies à lire") && !letters[0].1.contains("travaux"), "{}", letters[0].1);
        assert!(letters[1].1.contains("- 2 travaux donnés") && letters[1].1.contains("- une réponse reçue"), "{}", letters[1].1);
        for (_, text) in &letters {
            assert!(!text.contains("Lina") && !text.contains("Croquis"), "{text}");
        }
        test.pass(24 * 3_600);
        tell(&test);
        assert_eq!(mailbox.taken().len(), 2, "what was said is not said again");
    }

    fn a_guardian_who_asks_reads_the_week_of_their_children_on_their_day(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start(backend, testkit::courier(Some(mailbox.open()), None));
        for (person, mail) in [(world.nadia, "nadia@exemple.fr"), (world.other, "autre@exemple.fr")] {
            reached(&test, person, "mail", mail);
        }
        happen(&test, world);
        let nadia = signed_in(&test, world.nadia);
        let page = nadia.get("/avis/reglages");
        let form = nadia.form(&page, "/avis/reglages").without("journee-mail");
        assert_eq!(form.value("semaine-mail"), None, "nobody gets it unasked");
        assert_eq!(form.clone().fill("semaine-jour", "6").send().status, 422, "a Saturday");
        form.fill("semaine-mail", "oui").fill("semaine-jour", "4").send();
        assert!(signed_in(&test, world.baron).get("/avis/reglages").all("#semaine-mail").is_empty());
        test.pass(9 * 3_600);
        for _ in 0..3 {
            tell(&test);
        }
        let letters = mailbox.taken();
        assert_eq!(letters.len(), 1, "on Thursday, once");
        let (_, text) = read(&letters[0].text);
        for said in ["- 3 travaux à faire", "- 2 réponses reçues", "/enfants/semaine"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(!text.contains("Lina") && !text.contains("Croquis"), "{text}");
        let page = nadia.get("/enfants/semaine");
        assert!(page.says("Lina Moreau") && page.says("Croquis"), "{}", page.text());
        assert_eq!(signed_in(&test, world.baron).get("/enfants/semaine").status, 403);
        test.pass(24 * 3_600);
        tell(&test);
        assert_eq!(mailbox.taken().len(), 1, "not on Friday");
    }

    fn the_letter_of_the_week_is_in_the_language_of_who_reads_it(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start(backend, testkit::courier(Some(mailbox.open()), None));
        reached(&test, world.nadia, "mail", "nadia@exemple.fr");
        happen(&test, world);
        test.arrange(move |tx| identity::api::set_language(tx, world.nadia, kernel::Lang::Ar));
        let nadia = signed_in(&test, world.nadia);
        let page = nadia.get("/avis/reglages");
        assert!(page.says("ملخص الأسبوع"), "{}", page.text());
        let form = nadia.form(&page, "/avis/reglages").without("journee-mail");
        form.fill("semaine-mail", "oui").fill("semaine-jour", "4").send();
        test.pass(9 * 3_600);
        for _ in 0..3 {
            tell(&test);
        }
        let letters = mailbox.taken();
        let (_, text) = read(&letters[0].text);
        for said in ["- 3 واجبات مطلوبة", "- ردّان", "/enfants/semaine"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(!text.contains('\u{2066}'), "no French sentence is left: {text}");
    }

    fn no_summary_leaves_on_a_saturday_nor_to_who_declined(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start(backend, testkit::courier(Some(mailbox.open()), None));
        reached(&test, world.nadia, "mail", "nadia@exemple.fr");
        let nadia = signed_in(&test, world.nadia);
        let page = nadia.get("/avis/reglages");
        nadia.form(&page, "/avis/reglages").without("journee-mail").send();
        happen(&test, world);
        test.pass(9 * 3_600);
        tell(&test);
        test.pass(2 * 24 * 3_600);
        tell(&test);
        assert!(mailbox.taken().is_empty());
    }

    fn what_cannot_be_handed_over_is_told_in_the_app(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start(backend, testkit::courier(Some(mailbox.open()), None));
        reached(&test, world.nadia, "mail", "inconnu@exemple.fr");
        say(&test, NewDeviceV1 { person: world.nadia, session: 1 });
        tell(&test);
        test.work();
        let page = signed_in(&test, world.nadia).get("/avis");
        assert_eq!(page.all("h2").len(), 3);
        assert!(page.says("Un message n’a pas pu vous être remis"), "{}", page.text());
        tell(&test);
        assert_eq!(signed_in(&test, world.nadia).get("/avis").all("h2").len(), 3, "and nothing more comes of it");
    }

    fn a_device_is_told_that_something_waits_and_not_what(backend) {
        let service = PushService::open(&[]);
        let (test, world) = start(backend, testkit::courier(None, None));
        let phone = signed_in(&test, world.nadia);
        let page = phone.get("/avis");
        assert_eq!(page.attributes("[data-island=push]", "data-key"), [test.app.courier.push_key().unwrap()]);
        let told = phone.form(&page, "/avis/appareil").fill("abonnement", &service.subscription()).send();
        assert!(told.says("Cet appareil est prévenu") && told.says("Ne plus prévenir cet appareil"), "{}", told.text());
        assert!(signed_in(&test, world.nadia).get("/avis").actions().contains(&"/avis/appareil".to_owned()), "her computer is another device");
        for _ in 0..2 {
            say(&test, NewDeviceV1 { person: world.nadia, session: 1 });
        }
        tell(&test);
        let said: Vec<_> = service.received().into_iter().map(|pushed| pushed.message).collect();
        assert_eq!(said, [r#"{"text":"Un avis vous attend.","title":"Préau"}"#]);
        let page = phone.get("/avis");
        phone.form(&page, "/avis/appareil/retirer").send();
        say(&test, NewDeviceV1 { person: world.nadia, session: 2 });
        tell(&test);
        assert_eq!(service.received().len(), 1);
    }

    fn a_device_is_told_no_more_once_its_session_is_over(backend) {
        for ended_by in 0..3 {
            let service = PushService::open(&[]);
            let (test, world) = start(backend.clone(), testkit::courier(None, None));
            let phone = told_on(&test, world.nadia, &service);
            let other = signed_in(&test, world.nadia);
            match ended_by {
                0 => {
                    let page = other.get("/mon-compte");
                    let closes = page.actions().into_iter().find(|path| path.ends_with("/fermer") && path.len() > "/mon-compte/appareils/fermer".len());
                    other.form(&page, &closes.unwrap()).send();
                }
                1 => {
                    other.form(&other.get("/mon-compte"), "/mon-compte/appareils/fermer").send();
                }
                _ => test.pass(31 * 24 * 3_600),
            }
            assert_eq!(phone.get_once("/avis").status, 303);
            say(&test, NewDeviceV1 { person: world.nadia, session: 1 });
            tell(&test);
            assert!(service.received().is_empty(), "{ended_by}");
        }
    }

    fn a_browser_that_is_gone_is_offered_again(backend) {
        let service = PushService::open(&[410]);
        let (test, world) = start(backend, testkit::courier(None, None));
        let phone = told_on(&test, world.nadia, &service);
        say(&test, NewDeviceV1 { person: world.nadia, session: 1 });
        tell(&test);
        let page = phone.get("/avis");
        assert!(page.actions().contains(&"/avis/appareil".to_owned()), "{}", page.text());
        assert_eq!(page.all("h2"), ["Nouvelle connexion à votre compte", "Prévenir cet appareil"], "the notice is there, and says nothing of it");
        say(&test, NewDeviceV1 { person: world.nadia, session: 2 });
        tell(&test);
        assert!(service.received().is_empty());
    }

    fn a_device_is_quiet_at_night_and_says_only_what_is_wanted(backend) {
        let service = PushService::open(&[]);
        let (test, world) = start(backend, testkit::courier(None, None));
        let phone = told_on(&test, world.nadia, &service);
        test.pass(13 * 3_600);
        say(&test, NewDeviceV1 { person: world.nadia, session: 1 });
        tell(&test);
        assert!(service.received().is_empty(), "at 22 h 12");
        test.pass(9 * 3_600);
        tell(&test);
        assert_eq!(service.received().len(), 1, "in the morning");
        let page = phone.get("/avis/reglages");
        assert_eq!(page.attributes("#journee-push", "name"), [""; 0], "the summary of the day is a mail");
        phone.form(&page, "/avis/reglages").without("surete-push").send();
        say(&test, NewDeviceV1 { person: world.nadia, session: 2 });
        tell(&test);
        assert_eq!(service.received().len(), 1);
    }

    fn only_an_adult_on_their_own_device_is_offered_to_be_told(backend) {
        let service = PushService::open(&[]);
        let (test, world) = start(backend, testkit::courier(None, None));
        let lina = signed_in(&test, world.lina);
        assert!(!lina.get("/avis").says("Prévenir cet appareil"), "pupils are reached at school");
        let nadia = signed_in(&test, world.nadia);
        let page = nadia.get("/avis");
        let form = nadia.form(&page, "/avis/appareil");
        for wrong in ["", "https://localhost/a b c", &"x".repeat(3_000), "file:///etc/passwd\r\n"] {
            assert!(matches!(form.clone().fill("abonnement", wrong).send().status, 400 | 422), "{wrong}");
        }
        test.arrange(|tx| tx.execute("UPDATE identity_session SET stays = FALSE", &[]));
        assert_eq!(form.fill("abonnement", &service.subscription()).send().status, 404);
        let page = nadia.get("/avis");
        assert!(page.says("Possible sur un appareil à vous") && page.attributes("[data-island=push]", "action").is_empty());
    }

    fn the_operator_reads_what_did_not_leave_and_what_each_sms_costs(backend) {
        let mailbox = Mailbox::default();
        let (test, world) = start(backend, testkit::courier(Some(mailbox.open()), Some(9)));
        operates(&test, world.other);
        reached(&test, world.nadia, "mail", "inconnu@exemple.fr");
        let operator = signed_in(&test, world.other);
        assert_eq!(operator.get("/avis").links("Ce qui part de la maison"), ["/avis/messages"]);
        assert!(operator.get("/avis/messages").says("Tout est parti."));
        say(&test, NewDeviceV1 { person: world.nadia, session: 1 });
        tell(&test);
        let page = operator.get("/avis/messages");
        assert!(page.says("Courriel : un message") && page.says("the server answers 550"), "{}", page.text());
        assert!(page.says("0 segments aujourd’hui, 1 000 au plus"), "{}", page.text());
        assert!(page.says("Préau : Votre mot de passe a été remplacé."), "{}", page.text());
        assert!(!page.says("inconnu@"), "nobody is named");
        assert!(page.says("dites d’abord où vous joindre"));
        reached(&test, world.other, "mail", "exploitation@exemple.fr");
        let service = PushService::open(&[]);
        let phone = told_on(&test, world.other, &service);
        let sent = phone.form(&phone.get("/avis/messages"), "/avis/messages/essai").send();
        assert_eq!((sent.status, sent.path.as_str()), (200, "/avis/messages"));
        tell(&test);
        assert_eq!(mailbox.taken().pop().unwrap().to, ["exploitation@exemple.fr"]);
        assert!(service.received()[0].message.contains("Ceci est un essai"));
        let nadia = signed_in(&test, world.nadia);
        assert_eq!(nadia.get("/avis/messages").status, 403);
        assert!(nadia.get("/avis").links("Ce qui part de la maison").is_empty());
    }

    fn old_notices_are_forgotten(backend) {
        let (test, world) = start(backend, testkit::courier(None, None));
        say(&test, NewDeviceV1 { person: world.nadia, session: 1 });
        test.work();
        test.pass(181 * 24 * 3_600);
        test.work();
        assert!(signed_in(&test, world.nadia).get("/avis").says("Aucun avis"));
    }
}

/// Someone on a phone of their own that they asked to be told on.
fn told_on<'t>(test: &'t TestApp, person: i64, service: &PushService) -> Visitor<'t> {
    let phone = signed_in(test, person);
    let form = phone.form(&phone.get("/avis"), "/avis/appareil");
    assert!(
        form.fill("abonnement", &service.subscription()).send().says("Cet appareil est prévenu")
    );
    phone
}

fn say<E: Event + Copy + Send + 'static>(test: &testkit::TestApp, event: E) {
    let now = test.now();
    test.arrange(move |tx| jobs::emit(tx, E::NAME, &event, now));
}
