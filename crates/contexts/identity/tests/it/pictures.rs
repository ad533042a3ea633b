//! Pupils of CP come in with pictures and badges, on the devices of their class.

use testkit::{Page, TestApp, Visitor, both};

use crate::world::*;

/// A CP with Zoé and Sami, their teacher, and a device of the class.
struct Small {
    class: i64,
    zoe: i64,
    sami: i64,
    teacher: i64,
}

fn arrange(test: &TestApp, world: &World) -> Small {
    use directory::edit::{self, NewPerson};
    use kernel::Role;
    let org = world.org;
    test.arrange(move |tx| {
        let class = edit::create_group(tx, org, true, "CP", &["CP"], 2026)?;
        let mut person = |category, first, last| {
            edit::create_person(tx, &NewPerson { category, last, first, title: "", born: None })
        };
        let small = Small {
            class,
            zoe: person("pupil", "Zoé", "Moreau")?,
            sami: person("pupil", "Sami", "Diallo")?,
            teacher: person("staff", "Ada", "Petit")?,
        };
        join(tx, small.zoe, Role::Pupil, Some(org), Some(class))?;
        join(tx, small.sami, Role::Pupil, Some(org), Some(class))?;
        join(tx, small.teacher, Role::Teacher, Some(org), Some(class))?;
        Ok(small)
    })
}

impl Small {
    fn path(&self) -> String {
        format!("/classes/{}/images", self.class)
    }

    /// A device that the teacher named for the class.
    fn tablet<'t>(&self, test: &'t TestApp) -> Visitor<'t> {
        let tablet = signed_in(test, self.teacher);
        let page = tablet.get(&self.path());
        let form = tablet.form(&page, &format!("/classes/{}/appareils", self.class));
        let class = form.fill("nom", "Tablette 3").send();
        assert_eq!(class.path, "/classe");
        tablet
    }

    /// The secret of a pupil, as the teacher reads it, and its name in the form.
    fn secret(&self, test: &TestApp, name: &str) -> String {
        let teacher = signed_in(test, self.teacher);
        let page = teacher.get(&self.path());
        let rows = page.all("tbody tr");
        let row = rows.iter().position(|row| row.contains(name)).unwrap();
        page.all("details .picture")[row].trim().to_owned()
    }

    /// The child taps their picture, then this one.
    fn tap(&self, tablet: &Visitor, person: i64, word: &str) -> Page {
        let action = format!("/classe/{person}");
        let page = tablet.get(&action);
        let words = page.attributes("button.face", "aria-label");
        let at = words.iter().position(|shown| shown == word).unwrap();
        let value = page.attributes("button.face", "value").remove(at);
        let token = tablet.form(&page, &action).value("_jeton").unwrap().to_owned();
        tablet.post_blindly(&action, &[("_jeton", &token), ("image", &value)])
    }

    fn badge(&self, test: &TestApp, person: i64) -> String {
        let teacher = signed_in(test, self.teacher);
        let page = teacher.get(&self.path());
        let action = format!("/classes/{}/badges/{person}", self.class);
        let page = teacher.form(&page, &action).send();
        page.all("details .code").remove(0).replace(' ', "")
    }

    fn show_badge(tablet: &Visitor, badge: &str) -> Page {
        tablet.form(&tablet.get("/classe"), "/classe/badge").fill("badge", badge).send()
    }
}

fn wrong(word: &str) -> &'static str {
    if word == "soleil" { "lune" } else { "soleil" }
}

both! {
    fn a_child_comes_in_with_two_pictures_and_leaves_nothing(backend) {
        let (test, world) = start(backend);
        let small = arrange(&test, &world);
        let tablet = small.tablet(&test);
        assert_eq!(tablet.get_once("/").status, 303, "the teacher is out");
        let class = tablet.get("/classe");
        assert_eq!(class.all(".face b"), ["Sami", "Zoé"]);
        let answer = small.tap(&tablet, small.zoe, &small.secret(&test, "Zoé"));
        assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
        let home = tablet.get("/");
        assert!(home.says(&format!("home of {}", small.zoe)));
        let stolen = tablet.cookie("preau-session").unwrap();
        let token = tablet.form(&tablet.get("/mon-compte"), "/deconnexion").value("_jeton").unwrap().to_owned();
        let out = tablet.post_blindly("/deconnexion", &[("_jeton", &token)]);
        assert_eq!(out.header("location"), Some("/classe"));
        assert!(tablet.cookie("preau-session").is_none_or(|left| left.is_empty()));
        let thief = test.visitor();
        thief.set_cookie("preau-session", &stolen);
        assert_eq!(thief.get_once("/").status, 303, "the session is over on the server too");
        let remembered = test.look(move |tx| {
            tx.query_one("SELECT COUNT(*) FROM identity_device WHERE person_id = $1", db::params![small.zoe], |row| row.get::<i64>(0))
        });
        assert_eq!(remembered, 0);
    }

    fn pictures_and_badges_work_on_named_devices_only(backend) {
        let (test, world) = start(backend);
        let small = arrange(&test, &world);
        let tablet = small.tablet(&test);
        let badge = small.badge(&test, small.zoe);
        let elsewhere = test.visitor();
        assert!(elsewhere.get("/classe").says("Cet appareil n’a pas été nommé"));
        assert_eq!(elsewhere.get(&format!("/classe/{}", small.zoe)).status, 404);
        let token = elsewhere.form(&elsewhere.get("/connexion"), "/connexion").value("_jeton").unwrap().to_owned();
        for path in [format!("/classe/{}", small.zoe), "/classe/badge".to_owned()] {
            assert_eq!(elsewhere.post_blindly(&path, &[("_jeton", &token), ("badge", &badge)]).status, 404);
        }
        for stranger in [world.lina, world.nadia, small.teacher, 999] {
            assert_eq!(tablet.get(&format!("/classe/{stranger}")).status, 404);
        }
    }

    fn a_badge_lets_its_child_in_until_it_is_taken_back(backend) {
        let (test, world) = start(backend);
        let small = arrange(&test, &world);
        let tablet = small.tablet(&test);
        let badge = small.badge(&test, small.sami);
        let typed = format!("http://localhost:8080/classe#{badge}");
        assert!(Small::show_badge(&tablet, &typed).says(&format!("home of {}", small.sami)));
        let teacher = signed_in(&test, small.teacher);
        let action = format!("/classes/{}/badges/{}", small.class, small.sami);
        let page = teacher.form(&teacher.get(&small.path()), &action).send();
        assert!(page.says("Ce badge ne marche plus."));
        assert_eq!(tablet.get_once("/").status, 303, "what it opened is closed");
        assert!(Small::show_badge(&tablet, &badge).says("Ce badge ne marche pas ici"));
        assert!(Small::show_badge(&tablet, "n’importe quoi").says("Ce badge ne marche pas ici"));
    }

    fn guessing_is_slowed_for_one_child_and_a_badge_still_opens(backend) {
        let (test, world) = start(backend);
        let small = arrange(&test, &world);
        let tablet = small.tablet(&test);
        let (secret, badge) = (small.secret(&test, "Zoé"), small.badge(&test, small.zoe));
        for _ in 0..4 {
            assert!(small.tap(&tablet, small.zoe, wrong(&secret)).says("Essaie encore"));
        }
        assert_eq!(small.tap(&tablet, small.zoe, &secret).status, 429);
        assert_eq!(small.tap(&tablet, small.sami, &small.secret(&test, "Sami")).status, 303);
        assert!(Small::show_badge(&tablet, &badge).says(&format!("home of {}", small.zoe)));
        for _ in 0..4 {
            small.tap(&tablet, small.zoe, wrong(&secret));
        }
        test.pass(31);
        assert_eq!(small.tap(&tablet, small.zoe, &secret).status, 303, "after a short wait");
    }

    fn a_teacher_changes_a_secret_that_a_classmate_saw(backend) {
        let (test, world) = start(backend);
        let small = arrange(&test, &world);
        let tablet = small.tablet(&test);
        let seen = small.secret(&test, "Zoé");
        let teacher = signed_in(&test, small.teacher);
        let page = teacher.get(&small.path());
        teacher.form(&page, &format!("{}/{}", small.path(), small.zoe)).send();
        let new = small.secret(&test, "Zoé");
        assert_ne!(new, seen);
        assert_eq!(small.tap(&tablet, small.zoe, &seen).status, 422);
        assert_eq!(small.tap(&tablet, small.zoe, &new).status, 303);
    }

    fn a_session_on_a_tablet_ends_by_itself(backend) {
        let (test, world) = start(backend);
        let small = arrange(&test, &world);
        let tablet = small.tablet(&test);
        small.tap(&tablet, small.zoe, &small.secret(&test, "Zoé"));
        test.pass(9 * 60);
        let token = tablet.form(&tablet.get("/mon-compte"), "/deconnexion").value("_jeton").unwrap().to_owned();
        tablet.post_blindly("/classe/encore", &[("_jeton", &token)]);
        test.pass(9 * 60);
        assert_eq!(tablet.get("/").status, 200, "somebody was still there");
        test.pass(2 * 60);
        let page = tablet.get("/");
        assert_eq!(page.path, "/classe", "back to the pictures of the class");
    }

    fn a_device_is_taken_back_with_who_is_on_it(backend) {
        let (test, world) = start(backend);
        let small = arrange(&test, &world);
        let tablet = small.tablet(&test);
        small.tap(&tablet, small.zoe, &small.secret(&test, "Zoé"));
        let teacher = signed_in(&test, small.teacher);
        let page = teacher.get(&small.path());
        assert!(page.says("Tablette 3"));
        let action = page.attributes("form", "action").into_iter().find(|action| action.ends_with("/retirer")).unwrap();
        let stranger = signed_in(&test, world.baron);
        let token = stranger.form(&stranger.get("/mon-compte"), "/deconnexion").value("_jeton").unwrap().to_owned();
        assert_eq!(stranger.post_blindly(&action, &[("_jeton", &token)]).status, 404);
        assert!(teacher.form(&page, &action).send().says("Cet appareil est retiré"));
        assert_eq!(tablet.get_once("/").status, 303);
        assert!(tablet.get("/classe").says("Cet appareil n’a pas été nommé"));
    }

    fn a_head_names_a_device_for_the_whole_school_and_a_teacher_does_not(backend) {
        let (test, world) = start(backend);
        let small = arrange(&test, &world);
        let action = format!("/classes/{}/appareils", small.class);
        let cart = signed_in(&test, world.head);
        let form = cart.form(&cart.get(&small.path()), &action).fill("nom", "Chariot");
        assert_eq!(form.fill("portee", "ecole").send().path, "/classe");
        let mine = signed_in(&test, small.teacher);
        let page = mine.get(&small.path());
        assert!(page.says("Chariot") && page.says("Toute l’école"));
        let token = mine.form(&page, &action).value("_jeton").unwrap().to_owned();
        let action = page.attributes("form", "action").into_iter().find(|action| action.ends_with("/retirer"));
        assert_eq!(action, None, "what the head named, the head takes back");
        mine.post_blindly(&format!("/classes/{}/appareils", small.class), &[("_jeton", &token), ("nom", "À moi"), ("portee", "ecole")]);
        let head = signed_in(&test, world.head).get(&small.path());
        assert!(head.says("À moi") && head.text().matches("Toute l’école").count() == 2, "{}", head.text());
    }

    fn badges_are_printed_for_young_classes_alone(backend) {
        let (test, world) = start(backend);
        let small = arrange(&test, &world);
        let teacher = signed_in(&test, small.teacher);
        let page = teacher.get(&small.path());
        teacher.form(&page, &small.path()).send();
        let page = teacher.get(&small.path());
        let sheet = teacher.form(&page, &format!("/classes/{}/badges", small.class)).send();
        assert_eq!((sheet.status, sheet.header("content-type")), (200, Some("application/pdf")));
        let college = signed_in(&test, world.baron);
        assert_eq!(college.get(&format!("/classes/{}/images", world.class)).status, 404);
        assert_eq!(college.get(&small.path()).status, 404);
    }
}
