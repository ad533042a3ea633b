//! What a page says to the browser of who reads it, so that things may stay there without network.

use kernel::Target;
use serde_json::Value;
use testkit::{Page, both};

use crate::leaving::{enter, start};

/// The attributes of the tag that says for whom a page is.
fn person(page: &Page) -> [Vec<String>; 4] {
    ["content", "data-key", "data-own", "data-kept"]
        .map(|name| page.attributes("meta[name=person]", name))
}

both! {
    fn a_key_is_of_a_person_not_of_a_session_and_a_shared_device_keeps_no_page(backend) {
        let (test, world) = start(backend);
        let (lina, again, other) =
            (enter(&test, world.lina), enter(&test, world.lina), enter(&test, world.baron));
        let [owner, key, own, kept] = person(&lina.get("/"));
        assert_eq!((owner.len(), key.len(), own.len(), kept.len()), (1, 1, 1, 1));
        assert_eq!(person(&again.get("/"))[..2], [owner.clone(), key.clone()]);
        let hers = person(&other.get("/"));
        assert!(hers[0] != owner && hers[1] != key, "another person has another key");
        assert!(person(&lina.get("/mon-compte"))[3].is_empty(), "an account does not stay");
        assert!(person(&test.visitor().get("/aide"))[0].is_empty(), "nobody is signed in");
        test.arrange(|tx| tx.execute("UPDATE identity_session SET stays = FALSE", &[]));
        let page = lina.get("/");
        assert_eq!(person(&page), [owner, key, vec![], vec![]]);
        assert!(page.all("[data-offline]").is_empty());
    }

    fn what_waited_is_sent_with_a_token_of_its_own_person(backend) {
        let (test, world) = start(backend);
        let mut lina = enter(&test, world.lina);
        let [owner, ..] = person(&lina.get("/"));
        let form = lina.get("/plus");
        let token = lina.form(&form, "/langue").value("_jeton").unwrap().to_owned();
        lina.accepts = "application/json";
        let said: Value = serde_json::from_str(&lina.get("/envois/jeton").body).unwrap();
        assert_eq!(said["owner"], owner[0]);
        assert_ne!(said["token"], token, "masked anew");
        let fields = [("_jeton", said["token"].as_str().unwrap()), ("langue", "en"), ("retour", "/plus")];
        let told = lina.post_blindly("/langue", &fields);
        let told: Value = serde_json::from_str(&told.body).unwrap();
        assert_eq!(told["location"], "/plus", "a program is told the way");
        let stranger = enter(&test, world.baron);
        assert_eq!(stranger.post_blindly("/langue", &fields).status, 403, "good for its session alone");
        let mut nobody = test.visitor();
        nobody.accepts = "application/json";
        assert_eq!(nobody.get("/envois/jeton").status, 401);
    }

    fn a_stream_ends_with_its_session_and_another_process_is_heard(backend) {
        let (test, world) = start(backend);
        let lina = enter(&test, world.lina);
        let mut home = lina.listen("/direct");
        assert!(home.hears().unwrap().contains("hello"));
        let person = Target::person(world.lina).packed();
        // On SQLite one process writes; on a server another may.
        let other = test.second_handle().unwrap_or_else(|_| test.app.db.clone());
        let change = move |tx: &mut db::Tx<'_>| {
            tx.tell(person);
            Ok::<_, db::DbError>(())
        };
        other.write_blocking(change).unwrap();
        assert!(home.hears().unwrap().contains("change"));
        test.arrange(|tx| tx.execute("DELETE FROM identity_session", &[]));
        other.write_blocking(change).unwrap();
        assert_eq!(home.hears(), None);
        assert_eq!(test.visitor().get_once("/direct").status, 303, "nobody is signed in");
    }

    fn the_worker_and_its_page_hold_nothing_of_anyone(backend) {
        let (test, _) = start(backend);
        let worker = test.visitor().get("/service.js");
        assert_eq!(worker.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert!(worker.body.contains("showNotification"), "{}", worker.body);
        let page = test.visitor().get("/hors-connexion");
        assert!(page.says("Cette page n’est pas sur cet appareil."), "{}", page.text());
    }
}
