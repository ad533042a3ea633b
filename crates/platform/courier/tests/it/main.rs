//! What a room and an operator may rely on, with a real mail server and a real HTTP request.

#![expect(clippy::unwrap_used, reason = "tests")]

use courier::{
    A_DAY, Channel, Courier, Letter, MailAddress, MailSettings, Mobile, PushSettings, Reach,
    Secret, Security, SmsSettings, Step, Subscription, To, Ways,
};
use testkit::{
    AUTHORITY, Asks, Backend, MailServer, Mailbox, PushService, Speaks, TestApp, both, courier,
    gateway,
};
use web::Hooks;

fn mail_settings(port: u16) -> MailSettings {
    testkit::courier(Some(port), None).mail().unwrap().clone()
}

fn start(backend: Backend, courier: Courier) -> TestApp {
    let hooks = Hooks {
        authenticate: |_, _, _| Ok(None),
        layout: |_, page| Ok(page.main.clone()),
        plain_layout: |page, _| page.main.clone(),
    };
    TestApp::start_sending(backend, Vec::new(), hooks, courier)
}

fn mail(address: &str) -> To {
    To::Mail(MailAddress::read(address).unwrap())
}

fn sms(number: &str) -> To {
    To::Sms(Mobile::read(number).unwrap())
}

/// Puts a letter in the outbox; whether it is a new one.
fn put(test: &TestApp, to: To, key: &'static str, subject: &'static str) -> bool {
    let (courier, now) = (test.app.courier.clone(), test.now());
    test.arrange(move |tx| {
        let text = "Bonjour,\nun code : 12.\n.\nFin";
        let letter = Letter { to: &to, subject, text, key, about: 9, worth_seconds: A_DAY };
        courier.send(tx, &letter, now)
    })
}

/// The state of each letter, how often it was tried, and why it waits.
fn letters(test: &TestApp) -> Vec<(String, i64, String)> {
    test.look(|tx| {
        tx.query("SELECT state, tries, reason FROM courier_letter ORDER BY id", &[], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
    })
}

fn events(test: &TestApp, name: &'static str) -> i64 {
    test.look(move |tx| {
        let sql = "SELECT COUNT(*) FROM jobs_outbox WHERE name = $1";
        tx.query_one(sql, db::params![name], |row| row.get(0))
    })
}

fn undelivered_events(test: &TestApp) -> i64 {
    events(test, "courier.given-up.v1")
}

fn gone_events(test: &TestApp) -> i64 {
    events(test, "courier.device-gone.v1")
}

/// The browser of a push service, as the courier reads it.
fn push(test: &TestApp, service: &PushService) -> To {
    To::Push(test.app.courier.subscription(&service.subscription()).unwrap())
}

/// A courier as a house has it: no push service of this machine.
fn for_the_world(secret: [u8; 32]) -> Courier {
    let contact = "https://preau.exemple.fr".to_owned();
    let push = Some(PushSettings { contact, reach: Reach::World, timeout_seconds: 1 });
    Courier::new(Ways { push, ..Ways::default() }, &secret, kernel::Entropy::System)
}

both! {
    fn a_mail_arrives_once_and_leaves_nothing_behind(backend) {
        let mailbox = Mailbox::default();
        let test = start(backend, courier(Some(mailbox.open()), None));
        assert!(put(&test, mail("nadia@exemple.fr"), "a", "Votre compte Préau"));
        assert!(!put(&test, mail("nadia@exemple.fr"), "a", "Une autre fois"));
        assert_eq!((test.post(), test.post()), (1, 0));
        let taken = mailbox.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].to, ["nadia@exemple.fr"]);
        assert!(taken[0].text.contains("Auto-Submitted: auto-generated"), "{}", taken[0].text);
        assert!(taken[0].text.contains("un code : 12.\r\n..\r\nFin") || taken[0].text.contains("un code : 12.\r\n.\r\nFin"));
        assert_eq!(letters(&test), [("sent".to_owned(), 1, String::new())]);
        let kept: Option<Vec<u8>> = test.look(|tx| {
            tx.query_one("SELECT sealed FROM courier_letter", &[], |row| row.get(0))
        });
        assert_eq!(kept, None);
    }

    fn a_change_that_was_not_kept_sends_nothing(backend) {
        let test = start(backend, courier(None, None));
        let (courier, now) = (test.app.courier.clone(), test.now());
        let undone = test.app.db.write_blocking(move |tx| {
            let to = mail("nadia@exemple.fr");
            let letter = Letter { to: &to, subject: "", text: "", key: "a", about: 0, worth_seconds: A_DAY };
            courier.send(tx, &letter, now)?;
            Err::<(), _>(db::DbError::Missing)
        });
        assert!(undone.is_err());
        assert_eq!(letters(&test), []);
    }

    fn what_waits_cannot_be_read_in_the_database(backend) {
        let test = start(backend, courier(None, None));
        put(&test, mail("nadia@exemple.fr"), "a", "Sujet");
        let sealed: Vec<u8> = test.look(|tx| tx.query_one("SELECT sealed FROM courier_letter", &[], |row| row.get(0)));
        for part in ["nadia", "Sujet", "Bonjour"] {
            assert!(!sealed.windows(part.len()).any(|window| window == part.as_bytes()), "{part}");
        }
    }

    fn no_header_hides_in_a_subject(backend) {
        let mailbox = Mailbox::default();
        let test = start(backend, courier(Some(mailbox.open()), None));
        put(&test, mail("nadia@exemple.fr"), "a", "Bonjour\r\nBcc: tous@exemple.fr\r\n\r\nPerdu");
        test.post();
        let taken = mailbox.taken();
        assert_eq!(taken[0].to, ["nadia@exemple.fr"]);
        let head = taken[0].text.split("\r\n\r\n").next().unwrap();
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
    }

    fn a_recipient_refused_for_good_is_given_up_and_told_at_once_the_others_arrive(backend) {
        let mailbox = Mailbox::default();
        let test = start(backend, courier(Some(mailbox.open()), None));
        put(&test, mail("inconnu@exemple.fr"), "a", "");
        put(&test, mail("plus-tard@exemple.fr"), "b", "");
        put(&test, mail("nadia@exemple.fr"), "c", "");
        assert_eq!(test.post(), 3);
        assert_eq!(mailbox.taken().len(), 1);
        let states = letters(&test);
        assert_eq!(states[0].0, "given-up");
        assert_eq!((states[1].0.as_str(), states[1].2.as_str()), ("waiting", "handing over: the server answers 451"));
        assert_eq!(states[2].0, "sent");
        assert_eq!(undelivered_events(&test), 1);
        let stuck = test.look(|tx| courier::stuck(tx, kernel::Instant(0)));
        assert_eq!((stuck.len(), stuck[0].letters), (1, 2));
        assert!(!states.iter().any(|(_, _, why)| why.contains('@')), "{states:?}");
    }

    fn a_server_that_is_away_is_tried_later_and_later_for_a_day(backend) {
        let test = start(backend, courier(Some(1), None));
        put(&test, mail("nadia@exemple.fr"), "a", "");
        let mut tried = Vec::new();
        for hour in 0..26 {
            for _ in 0..6 {
                if test.post() > 0 {
                    tried.push(hour);
                }
                test.pass(600);
            }
        }
        assert!((6..=12).contains(&tried.len()), "{tried:?}");
        assert_eq!(letters(&test)[0].0, "given-up");
        assert_eq!(undelivered_events(&test), 1);
    }

    fn an_sms_is_one_request_with_the_number_and_the_text_in_seven_bits(backend) {
        let (port, told) = gateway(&["202 Accepted"]);
        let test = start(backend, courier(None, Some(port)));
        put(&test, sms("06 12 34 56 78"), "a", "");
        assert_eq!((test.post(), test.post()), (1, 0));
        let request = told.recv().unwrap();
        assert!(request.starts_with("POST /send HTTP/1.1"), "{request}");
        assert!(request.ends_with(r#"{"text":"Bonjour,\nun code : 12.\n.\nFin","to":["+33612345678"]}"#), "{request}");
        let head = request.to_ascii_lowercase();
        assert!(head.contains("authorization: bearer s3cret") && head.contains("idempotency-key: "), "{request}");
        assert_eq!(letters(&test)[0].0, "sent");
    }

    fn a_day_costs_no_more_than_was_set(backend) {
        let (port, told) = gateway(&["200 OK"]);
        let sms_settings = courier(None, Some(port)).sms().unwrap().clone();
        let ways = Ways { sms: Some(SmsSettings { segments_a_day: 2, ..sms_settings }), ..Ways::default() };
        let test = start(backend, Courier::new(ways, &[7; 32], kernel::Entropy::System));
        for key in ["a", "b", "c"] {
            put(&test, sms("06 12 34 56 78"), key, "");
        }
        test.post();
        let now = test.now();
        assert_eq!((told.try_iter().count(), test.look(move |tx| courier::spent(tx, now))), (2, 2));
        let left: Vec<_> = letters(&test).into_iter().filter(|letter| letter.0 == "waiting").collect();
        assert_eq!(left, [("waiting".to_owned(), 1, "the segments of the day are spent".to_owned())]);
        test.pass(16 * 3_600);
        test.post();
        assert_eq!(told.try_iter().count(), 1, "the next day");
        assert!(letters(&test).iter().all(|letter| letter.0 == "sent"));
        test.pass(31 * 24 * 3_600);
        let now = test.now();
        test.arrange(move |tx| courier::sweep(tx, now));
        let kept = test.look(|tx| tx.query_one("SELECT COUNT(*) FROM courier_spent", &[], |row| row.get::<i64>(0)));
        assert_eq!(kept, 0);
    }

    fn a_gateway_that_breaks_or_hangs_is_tried_again_with_the_same_key(backend) {
        let (port, told) = gateway(&["500 Oops", "hangs", "302 Found", "200 OK"]);
        let test = start(backend, courier(None, Some(port)));
        put(&test, sms("06 12 34 56 78"), "a", "");
        let mut reasons = Vec::new();
        for _ in 0..4 {
            assert_eq!(test.post(), 1);
            reasons.push(letters(&test)[0].2.clone());
            test.pass(3_600);
        }
        assert_eq!(reasons, ["the gateway answers 500", "no answer in time", "the gateway answers 302", ""]);
        let keys: Vec<String> = (0..4)
            .map(|_| told.recv().unwrap().lines().find(|line| line.to_ascii_lowercase().starts_with("idempotency-key")).unwrap().to_owned())
            .collect();
        assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
        assert_eq!(letters(&test)[0].0, "sent");
    }

    fn a_push_message_is_opened_by_its_browser_alone_and_says_who_sends(backend) {
        let service = PushService::open(&[]);
        let test = start(backend, courier(None, None));
        put(&test, push(&test, &service), "a", "Préau");
        test.pass(3_600);
        assert_eq!((test.post(), test.post()), (1, 0));
        let received = service.received();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].message, r#"{"text":"Bonjour,\nun code : 12.\n.\nFin","title":"Préau"}"#);
        assert_eq!(received[0].ttl, A_DAY - 3_600, "kept as long as it is worth reading");
        assert_eq!(Some(received[0].by.as_str()), test.app.courier.push_key());
        assert!(received[0].claims.contains(r#""aud":"http://127.0.0.1:"#), "{}", received[0].claims);
        assert!(received[0].claims.contains(r#""sub":"https://preau.exemple.fr""#));
        assert_eq!(letters(&test)[0].0, "sent");
    }

    fn a_push_service_that_is_busy_is_tried_again_and_a_browser_that_is_gone_is_told(backend) {
        let service = PushService::open(&[429, 503, 302, 410]);
        let test = start(backend, courier(None, None));
        put(&test, push(&test, &service), "a", "");
        let mut reasons = Vec::new();
        for _ in 0..4 {
            assert_eq!(test.post(), 1);
            reasons.push(letters(&test)[0].2.clone());
            test.pass(3_600);
        }
        let busy = |code| format!("the push service answers {code}");
        assert_eq!(reasons[..3], [busy(429), busy(503), busy(302)]);
        assert_eq!(letters(&test)[0], ("given-up".to_owned(), 4, "the device is gone (410)".to_owned()));
        assert_eq!((gone_events(&test), undelivered_events(&test)), (1, 0));
    }

    fn a_push_message_that_comes_too_late_is_no_news(backend) {
        let service = PushService::open(&[503; 20]);
        let test = start(backend, courier(None, None));
        put(&test, push(&test, &service), "a", "");
        for _ in 0..30 {
            test.post();
            test.pass(3_600);
        }
        assert_eq!(letters(&test)[0].0, "given-up");
        assert_eq!((gone_events(&test), undelivered_events(&test)), (0, 0));
    }

    fn nothing_is_pushed_inside_whatever_a_browser_sends(backend) {
        let service = PushService::open(&[]);
        let test = start(backend, for_the_world([7; 32]));
        assert_eq!(test.app.courier.subscription(&service.subscription()), None);
        // Written by another version, or by hand: it is judged again before it is sent.
        put(&test, To::Push(Subscription::read(&service.subscription()).unwrap()), "a", "");
        test.post();
        assert_eq!(letters(&test)[0].0, "given-up");
        assert!(service.received().is_empty());
    }

    fn two_programs_hand_a_letter_over_once(backend) {
        let mailbox = Mailbox::default();
        let test = start(backend, courier(Some(mailbox.open()), None));
        for key in ["a", "b", "c", "d"] {
            put(&test, mail("nadia@exemple.fr"), key, "");
        }
        let (db, courier, now) = (&test.app.db, &test.app.courier, test.now());
        let (one, other) = test.wait(async {
            tokio::join!(courier::round(db, courier, now), courier::round(db, courier, now))
        });
        assert_eq!(one.unwrap() + other.unwrap(), 4);
        assert_eq!(mailbox.taken().len(), 4);
    }

    fn keys_are_forgotten_after_a_month(backend) {
        let mailbox = Mailbox::default();
        let test = start(backend, courier(Some(mailbox.open()), None));
        put(&test, mail("nadia@exemple.fr"), "a", "");
        test.post();
        test.pass(31 * 24 * 3_600);
        let now = test.now();
        test.arrange(move |tx| courier::sweep(tx, now));
        assert_eq!(letters(&test), []);
    }
}

#[test]
fn a_test_mail_says_each_step() {
    let mailbox = Mailbox::default();
    let to = MailAddress::read("nadia@exemple.fr").unwrap();
    let (port, mut steps) = (mailbox.open(), Vec::new());
    courier::probe(&mail_settings(port), &to, "Essai", "é", |step| steps.push(step)).unwrap();
    assert_eq!(steps, [Step::Found(1), Step::Connected, Step::Accepted]);
    steps.clear();
    let with_tls = MailSettings { security: Security::StartTls, ..mail_settings(port) };
    let refused =
        courier::probe(&with_tls, &to, "Essai", "é", |step| steps.push(step)).unwrap_err();
    assert_eq!(steps, [Step::Found(1), Step::Connected]);
    assert_eq!(refused, "starting TLS: STARTTLS is not supported on this server");
    let nobody = MailSettings { host: "nulle-part.invalid".to_owned(), ..mail_settings(port) };
    assert!(
        courier::probe(&nobody, &to, "", "", |_| {}).unwrap_err().starts_with("finding the server")
    );
}

/// The steps of a test mail, and what stopped it.
fn tried(server: MailServer, settings: MailSettings) -> (Vec<Step>, Result<(), String>) {
    let mailbox = Mailbox::default();
    let to = MailAddress::read("nadia@exemple.fr").unwrap();
    let settings = MailSettings {
        host: "localhost".to_owned(),
        port: mailbox.open_as(server),
        timeout_seconds: 1,
        ..settings
    };
    let mut steps = Vec::new();
    let ended = courier::probe(&settings, &to, "Essai", "é", |step| steps.push(step));
    assert_eq!(mailbox.taken().len(), usize::from(ended.is_ok()));
    (steps.into_iter().skip(1).collect(), ended)
}

fn over(security: Security, account: Option<&str>) -> MailSettings {
    let account = account.map(|word| ("preau".to_owned(), Secret::new(word.to_owned())));
    MailSettings { security, account, ca: Some(AUTHORITY.to_vec()), ..mail_settings(0) }
}

#[test]
fn mail_leaves_over_tls_with_an_account_of_either_kind() {
    for (speaks, security) in [(Speaks::StartTls, Security::StartTls), (Speaks::Tls, Security::Tls)]
    {
        for asks in [Asks::Plain, Asks::Login] {
            let server = MailServer { speaks, asks: Some(asks) };
            let (steps, ended) = tried(server, over(security, Some("s3cret")));
            assert_eq!(ended, Ok(()), "{server:?}");
            assert_eq!(steps, [Step::Connected, Step::Encrypted, Step::SignedIn, Step::Accepted]);
            let (_, refused) = tried(server, over(security, Some("another")));
            assert_eq!(refused, Err("signing in: the server answers 535".to_owned()));
        }
    }
}

#[test]
fn a_certificate_that_is_not_good_is_refused_and_said() {
    let server = |speaks| MailServer { speaks, asks: None };
    let unknown = MailSettings { ca: None, ..over(Security::StartTls, None) };
    let (_, refused) = tried(server(Speaks::StartTls), unknown);
    assert!(refused.unwrap_err().ends_with("`ca` names a private one"));
    let (_, refused) = tried(server(Speaks::UnderAnotherName), over(Security::StartTls, None));
    assert!(refused.unwrap_err().ends_with("that of another name than `host`"));
    let (_, refused) = tried(server(Speaks::Plainly), over(Security::StartTls, None));
    assert!(refused.unwrap_err().contains("STARTTLS is not supported"));
}

#[test]
fn tls_that_is_offered_is_taken_and_a_server_without_it_is_written_to() {
    let server = |speaks| MailServer { speaks, asks: None };
    let (steps, _) = tried(server(Speaks::StartTls), over(Security::IfOffered, None));
    assert_eq!(steps, [Step::Connected, Step::Encrypted, Step::Accepted]);
    let (steps, _) = tried(server(Speaks::Plainly), over(Security::IfOffered, None));
    assert_eq!(steps, [Step::Connected, Step::Accepted]);
}

#[test]
fn a_server_that_never_speaks_is_left() {
    let server = MailServer { speaks: Speaks::NotAtAll, asks: None };
    let (steps, ended) = tried(server, over(Security::StartTls, None));
    assert_eq!((steps, ended), (Vec::new(), Err("connecting: no answer in time".to_owned())));
}

#[test]
fn the_key_that_browsers_know_follows_from_the_secret() {
    let key = |secret| for_the_world(secret).push_key().map(str::to_owned);
    assert_eq!(key([1; 32]), key([1; 32]), "the same after a restart");
    assert_ne!(key([1; 32]), key([2; 32]));
    assert_eq!(key([1; 32]).map(|key| key.len()), Some(87), "a point in base64");
}

#[test]
fn only_the_countries_of_the_territory_are_sent_to() {
    let courier = courier(None, Some(9));
    assert!(courier.has(Channel::Sms) && !courier.has(Channel::Mail));
    assert!(courier.mobile("06 12 34 56 78").is_some());
    assert!(courier.mobile("+1 900 555 0100").is_none());
}
