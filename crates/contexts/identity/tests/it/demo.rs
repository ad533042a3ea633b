//! « Entrer comme … ».

use std::net::SocketAddr;

use identity::api::Offer;
use testkit::{TestApp, both};

use crate::world::*;

fn offer(test: &TestApp, person: i64) {
    let offer = Offer {
        person,
        says_fr: "Élève de 5e B, un devoir à rendre".to_owned(),
        says_en: "Pupil of 5e B, homework due".to_owned(),
    };
    test.arrange(move |tx| identity::api::offer_in_demo(tx, std::slice::from_ref(&offer)));
}

both! {
    fn one_click_leads_into_a_role(backend) {
        let (test, world) = start_demo(backend);
        offer(&test, world.lina);
        let visitor = test.visitor();
        let doors = visitor.get("/demo");
        assert!(doors.says("Lina Moreau") && doors.says("Élève de 5e B, un devoir à rendre"));
        let home = visitor.form(&doors, &format!("/demo/entrer/{}", world.lina)).send();
        assert!(home.says(&format!("home of {}", world.lina)));
        let mut english = test.visitor();
        english.languages = "en".to_owned();
        assert!(english.get("/demo").says("Pupil of 5e B, homework due"));
        let token = visitor.form(&doors, &format!("/demo/entrer/{}", world.lina));
        let token = token.value("_jeton").unwrap().to_owned();
        let stranger = test.visitor();
        let path = format!("/demo/entrer/{}", world.lina);
        assert_eq!(stranger.post_blindly(&path, &[("_jeton", &token)]).status, 403);
    }

    fn only_those_offered_may_be_entered(backend) {
        let (test, world) = start_demo(backend);
        offer(&test, world.lina);
        let visitor = test.visitor();
        let doors = visitor.get("/demo");
        let form = visitor.form(&doors, &format!("/demo/entrer/{}", world.lina));
        let token = form.value("_jeton").unwrap().to_owned();
        let path = format!("/demo/entrer/{}", world.head);
        assert_eq!(visitor.post_blindly(&path, &[("_jeton", &token)]).status, 404);
    }

    fn another_machine_finds_no_door(backend) {
        let (test, world) = start_demo(backend);
        offer(&test, world.lina);
        let here = test.visitor();
        let doors = here.get("/demo");
        let form = here.form(&doors, &format!("/demo/entrer/{}", world.lina));
        let token = form.value("_jeton").unwrap().to_owned();
        let anchor = here.cookie("preau-formulaire").unwrap();
        let mut far = test.visitor();
        far.address = SocketAddr::from(([192, 0, 2, 1], 40_000));
        far.set_cookie("preau-formulaire", &anchor);
        assert_eq!(far.get("/demo").status, 404);
        let path = format!("/demo/entrer/{}", world.lina);
        assert_eq!(far.post_blindly(&path, &[("_jeton", &token)]).status, 404);
    }

    fn a_real_territory_has_no_such_door(backend) {
        let (test, world) = start(backend);
        offer(&test, world.lina);
        let visitor = test.visitor();
        assert_eq!(visitor.get("/demo").status, 404);
        let form = visitor.form(&visitor.get("/connexion"), "/connexion");
        let token = form.value("_jeton").unwrap().to_owned();
        let path = format!("/demo/entrer/{}", world.lina);
        assert_eq!(visitor.post_blindly(&path, &[("_jeton", &token)]).status, 404);
    }

    fn a_demonstration_has_accounts_with_passwords_too(backend) {
        let (test, world) = start_demo(backend);
        let (hash, now) = (
            identity::api::hash_password(&test.app.entropy, PASSWORD).unwrap(),
            test.now(),
        );
        test.arrange(move |tx| {
            identity::api::demo_account(tx, world.lina, "lina.moreau", &hash, now)?;
            identity::api::demo_account(tx, world.tom, "tom.garance-brun", &hash, now)
        });
        assert_eq!(sign_in(&test.visitor(), "lina.moreau", PASSWORD).path, "/");
        assert_eq!(sign_in(&test.visitor(), "tom.garance-brun", PASSWORD).path, "/");
    }
}
