//! A device that was not known is told to its owner.

use testkit::{TestApp, both};

use crate::world::*;

/// The sessions told as new, of whom.
fn told(test: &TestApp) -> Vec<String> {
    test.look(|tx| {
        tx.query(
            "SELECT payload FROM jobs_outbox WHERE name = 'identity.new-device.v1' ORDER BY id",
            &[],
            |row| row.get::<String>(0),
        )
    })
}

both! {
    fn a_new_device_is_told_once_and_stands_in_the_list(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        assert_eq!(told(&test).len(), 0, "the first device is no news");
        let thief = test.visitor();
        sign_in(&thief, "anne.baron", PASSWORD);
        let now = told(&test);
        assert_eq!(now.len(), 1);
        assert!(now[0].contains(&format!("\"person\":{}", world.baron)), "{now:?}");
        let account = own.get("/mon-compte");
        assert!(account.says("Nouveau") && account.says("Vous ne reconnaissez pas un appareil ?"));
        thief.form(&thief.get("/mon-compte"), "/deconnexion").send();
        sign_in(&thief, "anne.baron", PASSWORD);
        assert_eq!(told(&test).len(), 1, "it is known by now");
    }

    fn after_signing_out_everywhere_every_device_is_new(backend) {
        let (test, world) = start(backend);
        let own = activated(&test, world.baron);
        own.form(&own.get("/mon-compte"), "/mon-compte/appareils/fermer").send();
        sign_in(&own, "anne.baron", PASSWORD);
        assert_eq!(told(&test).len(), 1);
    }
}
