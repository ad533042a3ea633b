//! A teacher brings a class in without paper.

use testkit::both;

use crate::world::*;

both! {
    fn a_class_comes_in_one_code_at_a_time(backend) {
        let (test, world) = start(backend);
        let teacher = signed_in(&test, world.baron);
        let path = format!("/classes/{}/entrer", world.class);
        let class = teacher.get(&path);
        assert!(class.says("Personne n’est encore entré, sur 2"), "{}", class.text());
        let shown = teacher.form(&class, &format!("{path}/{}", world.lina)).send();
        let code = shown.all(".handed .code").remove(0);
        assert!(shown.says("Montrez ce code à Lina") && !shown.says("Garance"), "{}", shown.text());
        let again = teacher.form(&class, &format!("{path}/{}", world.lina)).send();
        assert_eq!(again.all(".handed .code"), std::slice::from_ref(&code), "the same until it is used");
        let pupil = test.visitor();
        let page = choose(&pupil, &type_code(&pupil, &code), PASSWORD);
        assert!(page.says("Bienvenue Lina"));
        let class = teacher.get(&path);
        assert_eq!(class.all(".inside li"), ["Lina Moreau"]);
        assert_eq!(class.all(".door b"), ["Tom Garance-Brun"]);
        assert!(class.says("Un élève est entré, sur 2"));
    }

    fn the_overview_says_how_far_each_class_is(backend) {
        let (test, world) = start(backend);
        drop(activated(&test, world.tom));
        let says = |person| signed_in(&test, person).get("/codes").all(".door small");
        assert_eq!(says(world.baron), ["Un élève est entré, sur 2"]);
        assert_eq!(says(world.head), ["Un élève est entré, sur 2"], "a class without pupils says nothing");
    }

    fn a_code_is_given_again_and_the_first_dies(backend) {
        let (test, world) = start(backend);
        let teacher = signed_in(&test, world.baron);
        let path = format!("/classes/{}/entrer", world.class);
        let action = format!("{path}/{}", world.tom);
        let shown = teacher.form(&teacher.get(&path), &action).send();
        let lost = shown.all(".handed .code").remove(0);
        let token = teacher.form(&shown, &action).value("_jeton").unwrap().to_owned();
        let new = teacher.post_blindly(&action, &[("_jeton", &token), ("nouveau", "oui")]);
        let new = new.all(".handed .code").remove(0);
        assert!(type_code(&test.visitor(), &lost).says("ou il a été remplacé"));
        assert!(type_code(&test.visitor(), &new).says("Ce code est pour Tom G."));
    }

    fn another_class_is_not_brought_in(backend) {
        let (test, world) = start(backend);
        let teacher = signed_in(&test, world.baron);
        assert_eq!(teacher.get(&format!("/classes/{}/entrer", world.other_class)).status, 404);
        let path = format!("/classes/{}/entrer", world.class);
        let class = teacher.get(&path);
        let token = teacher.form(&class, &format!("{path}/{}", world.lina)).value("_jeton").unwrap().to_owned();
        for person in [world.nadia, world.head, 999] {
            assert_eq!(teacher.post_blindly(&format!("{path}/{person}"), &[("_jeton", &token)]).status, 404);
        }
        assert_eq!(signed_in(&test, world.lina).get(&path).status, 403);
    }
}
