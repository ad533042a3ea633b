//! More people sign in than the machine can take: the others wait in line.

use std::{
    pin::pin,
    sync::mpsc,
    task::{Context, Waker},
};

use testkit::{TestApp, Visitor, both};

use crate::world::*;

/// More than any machine looks at within a second.
const BUSY: usize = 5_000;

/// As many passwords as the machine has to look at; gone when the gates open.
struct Rush(Vec<mpsc::Sender<()>>);

impl Rush {
    fn on(test: &TestApp) -> Self {
        let gates = (0..BUSY).map(|_| {
            let (gate, held) = mpsc::channel::<()>();
            // Asked for once, it keeps its place when nobody waits for it.
            let mut asked = pin!(test.app.slow.run(move |_| held.recv()));
            let answer = asked.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(answer.is_pending());
            gate
        });
        let rush = Self(gates.collect());
        assert_eq!(test.app.slow.waiting(), BUSY);
        rush
    }

    /// Everything is looked at.
    fn end(self, test: &TestApp) {
        drop(self.0);
        // Computations are done in turn: this one is the last.
        test.wait(test.app.slow.run(|_| ())).unwrap();
        while test.app.slow.waiting() > 0 {
            std::thread::yield_now();
        }
    }
}

fn typed(visitor: &Visitor, page: &testkit::Page) -> testkit::Page {
    let form = visitor.form(page, "/connexion");
    form.fill("identifiant", "lina.moreau").fill("mot-de-passe", PASSWORD).send()
}

both! {
    fn those_who_come_too_many_wait_in_line_and_come_in_at_their_turn(backend) {
        let (test, world) = start(backend);
        let inside = activated(&test, world.lina);
        let early = test.visitor();
        let form = early.get("/connexion");
        let rush = Rush::on(&test);

        // The page was open already: its form does not count, the place is kept.
        let waiting = typed(&early, &form);
        assert_eq!((waiting.status, waiting.path.as_str()), (200, "/connexion?suite=%2F"));
        assert!(waiting.says("Vous êtes en tête de la file") && waiting.says("Attente estimée"));
        assert!(waiting.says("Votre place est gardée deux heures"));
        assert!(waiting.header("refresh").is_some() && waiting.header("retry-after").is_some());
        assert!(waiting.actions().is_empty(), "nothing to fill in");
        assert_eq!(test.app.slow.waiting(), BUSY, "no password is looked at");

        // Another comes later, in English, and stands behind.
        test.pass(1);
        let mut later = test.visitor();
        later.languages = "en".to_owned();
        assert!(later.get("/connexion").says("One person before you"));
        assert!(later.get("/connexion").says("One person before you"), "the same place again");
        assert!(early.get("/connexion").says("Vous êtes en tête de la file"));
        assert_eq!(test.app.entrance_figures().waiting, 2);

        // Whoever is inside notices nothing.
        assert_eq!(inside.get("/").status, 200);
        assert_eq!(inside.get("/connexion").path, "/");

        rush.end(&test);
        test.pass(10);
        let page = early.get("/connexion?suite=/mon-compte");
        assert_eq!(typed(&early, &page).path, "/mon-compte");
        assert_eq!(early.cookie("preau-place"), None, "the place has served");
        assert!(later.get("/connexion").actions().contains(&"/connexion".to_owned()));
        assert_eq!(test.app.entrance_figures().waiting, 0);
    }

    fn a_forged_place_is_the_last_one_and_a_forged_session_opens_nothing(backend) {
        let (test, _world) = start(backend);
        let rush = Rush::on(&test);
        for _ in 0..3 {
            test.pass(1);
            assert!(test.visitor().get("/connexion").says("Attente estimée"));
        }
        test.pass(1);
        let forger = test.visitor();
        forger.set_cookie("preau-place", &"A".repeat(64));
        assert!(forger.get("/connexion").says("3 personnes devant vous"));
        test.pass(1);
        let forger = test.visitor();
        forger.set_cookie("preau-session", &"A".repeat(43));
        assert!(forger.get("/connexion").says("4 personnes devant vous"));
        rush.end(&test);
    }

    fn one_network_holds_a_limited_number_of_places(backend) {
        let (test, _world) = start(backend);
        let rush = Rush::on(&test);
        let places = test.app.entrance.per_address;
        let refused = (0..places + 20).filter(|_| test.visitor().get("/connexion").status == 429);
        assert_eq!(refused.count(), 20);
        let page = test.visitor().get("/connexion");
        assert!(page.says("derrière votre connexion à Internet"), "{}", page.text());
        let mut other = test.visitor();
        other.address = ([192, 0, 2, 1], 4_000).into();
        assert_eq!(other.get("/connexion").status, 200);
        // Nobody of them comes back: their places are free again.
        test.pass(100);
        assert_eq!(test.visitor().get("/connexion").status, 200);
        assert_eq!(test.app.entrance_figures().waiting, 1);
        rush.end(&test);
    }
}
