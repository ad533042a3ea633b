//! Passkeys: added with the password, they sign in and make the second step.

use serde_json::Value;
use testkit::{Page, Visitor, both};

use crate::{authenticator::Device, world::*};

const KEYS: &str = "/mon-compte/deux-etapes/cles";
const ASK_NEW: &str = "/mon-compte/deux-etapes/cles/demande";
const SIGN_IN: &str = "/connexion/cle";
const ASK: &str = "/connexion/cle/demande";

/// What the service asks of a device, as the page's program asks it.
fn asked(visitor: &Visitor, page: &Page, action: &str, ask: &str, password: &str) -> Page {
    let form = visitor.form(page, action);
    let token = form.value("_jeton").unwrap();
    visitor.post_blindly(ask, &[("_jeton", token), ("actuel", password)])
}

fn json(page: &Page) -> Value {
    serde_json::from_str(&page.body).unwrap_or_else(|_| panic!("{}: {}", page.status, page.body))
}

/// Adds a device's key; the page of spare codes.
fn add(visitor: &Visitor, device: &mut Device) -> Page {
    let page = visitor.get(KEYS);
    let challenge = json(&asked(visitor, &page, KEYS, ASK_NEW, PASSWORD));
    let answer = device.create(&challenge);
    visitor.form(&page, KEYS).fill("reponse", &answer).send_once()
}

/// Signs in with a device from a page that offers it.
fn sign_with(visitor: &Visitor, page: &Page, device: &mut Device) -> Page {
    let challenge = json(&asked(visitor, page, SIGN_IN, ASK, ""));
    let answer = device.sign(&challenge);
    visitor.form(page, SIGN_IN).fill("reponse", &answer).send()
}

both! {
    fn a_key_is_added_with_the_password_and_signs_in_by_itself(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        let page = own.get(KEYS);
        let refused = asked(&own, &page, KEYS, ASK_NEW, "pas le bon");
        assert_eq!(refused.status, 422);
        let mut phone = Device::new(7);
        let spare = add(&own, &mut phone);
        assert_eq!((spare.status, spare.all(".spare code").len()), (200, 8), "{}", spare.body);
        let steps = own.get("/mon-compte/deux-etapes");
        assert!(steps.says("Jamais") && steps.says("Ajoutée avec"), "{}", steps.text());

        let elsewhere = test.visitor();
        let page = sign_with(&elsewhere, &elsewhere.get("/connexion?suite=/mon-compte"), &mut phone);
        assert_eq!(page.path, "/mon-compte", "{}", page.text());
        assert!(!own.get("/mon-compte/deux-etapes").says("Jamais"));
    }

    fn a_key_makes_the_second_step(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        let (mut phone, mut other) = (Device::new(7), Device::new(8));
        add(&own, &mut phone);
        let julien = activated(&test, world.julien);
        add(&julien, &mut other);
        let elsewhere = test.visitor();
        assert_eq!(sign_in(&elsewhere, "anne.baron", PASSWORD).path, "/connexion/verification");
        let page = elsewhere.get("/connexion/verification");
        let wrong = sign_with(&elsewhere, &page, &mut other);
        assert!(wrong.says("Cette clé n’a pas été reconnue."));
        let page = elsewhere.get("/connexion/verification");
        assert_eq!(sign_with(&elsewhere, &page, &mut phone).path, "/");
    }

    fn an_answer_is_good_once_and_for_its_own_browser(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        let mut phone = Device::new(7);
        add(&own, &mut phone);
        let (visitor, thief) = (test.visitor(), test.visitor());
        let (page, elsewhere) = (visitor.get("/connexion"), thief.get("/connexion"));
        let challenge = json(&asked(&visitor, &page, SIGN_IN, ASK, ""));
        json(&asked(&thief, &elsewhere, SIGN_IN, ASK, ""));
        let answer = phone.sign(&challenge);
        let stolen = thief.form(&elsewhere, SIGN_IN).fill("reponse", &answer).send();
        assert!(stolen.says("Cette clé n’a pas été reconnue."));
        let form = visitor.form(&page, SIGN_IN).fill("reponse", &answer);
        assert_eq!(form.send_once().header("location"), Some("/"));
        visitor.form(&visitor.get("/mon-compte"), "/deconnexion").send();
        let page = visitor.get("/connexion");
        let again = visitor.form(&page, SIGN_IN).fill("reponse", &answer).send();
        assert!(again.says("Cette clé n’a pas été reconnue."));
    }

    fn hostile_answers_open_nothing(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        let mut phone = Device::new(7);
        add(&own, &mut phone);
        let visitor = test.visitor();
        for nonsense in ["", "{}", "null", "[1,2", "{\"id\":\"\",\"rawId\":\"AA\"}"] {
            let page = visitor.get("/connexion");
            asked(&visitor, &page, SIGN_IN, ASK, "");
            let answer = visitor.form(&page, SIGN_IN).fill("reponse", nonsense).send();
            assert!(answer.says("Cette clé n’a pas été reconnue."), "{nonsense}");
        }
        let mut tried = |spoil: fn(&mut Device)| {
            spoil(&mut phone);
            sign_with(&visitor, &visitor.get("/connexion"), &mut phone).path
        };
        assert_eq!(tried(|phone| phone.origin = "https://preau.example"), "/connexion");
        assert_eq!(tried(|phone| {
            phone.origin = "http://localhost:8080";
            phone.verifies = false;
        }), "/connexion", "nobody showed a finger");
        assert_eq!(tried(|phone| phone.verifies = true), "/");
        visitor.form(&visitor.get("/mon-compte"), "/deconnexion").send();
        assert_eq!(tried(|phone| phone.count = 0), "/connexion", "a copy counts from before");
        let mut copy = Device::new(9);
        copy.count = 40;
        let unknown = sign_with(&visitor, &visitor.get("/connexion"), &mut copy);
        assert_eq!(unknown.path, "/connexion");
        test.pass(5 * 60);
        test.wait(crate::sessions::sweep(&test));
        let left = test.look(|tx| {
            tx.query_one("SELECT COUNT(*) FROM identity_ceremony", &[], |row| row.get::<i64>(0))
        });
        assert_eq!(left, 0);
    }

    fn a_key_is_removed_with_the_password_by_its_owner(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        let mut phone = Device::new(7);
        add(&own, &mut phone);
        let page = own.get("/mon-compte/deux-etapes");
        let path = page.attributes("td a", "href").remove(0);
        let remove = format!("{path}/retirer");
        let julien = activated(&test, world.julien);
        assert_eq!(julien.get(&path).status, 404);
        let wrong = own.form(&own.get(&path), &remove).fill("actuel", "pas le bon").send();
        assert_eq!(wrong.status, 422);
        let done = own.form(&own.get(&path), &remove).fill("actuel", PASSWORD).send();
        assert!(done.says("C’est retiré."));
        let elsewhere = test.visitor();
        let page = sign_with(&elsewhere, &elsewhere.get("/connexion"), &mut phone);
        assert_eq!(page.path, "/connexion");
        assert_eq!(sign_in(&elsewhere, "anne.baron", PASSWORD).path, "/");
    }

    fn the_same_key_is_not_added_twice(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        add(&own, &mut Device::new(7));
        let again = add(&own, &mut Device::new(7));
        assert_eq!(again.header("location"), Some(KEYS));
        let page = own.get("/mon-compte/deux-etapes");
        assert_eq!(page.all("tbody tr").len(), 1);
    }
}
