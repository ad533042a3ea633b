use testkit::both;

use crate::world::World;

both! {
    fn who_can_see_a_lesson_is_said_in_words(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let path = format!("/cours/lecons/{lesson}");
        let draft = world.visit(p.baron).get(&path).all(".who-sees li");
        assert_eq!(draft, ["Vous", "M. Roux"]);
        world.write(p.baron, lesson, &[("fait", "Vu"), ("action", "publier")]);
        let pupil = world.visit(p.lina).get(&path).all(".who-sees li");
        assert_eq!(pupil, [
            "Les élèves de la 5e B",
            "Leurs responsables légaux",
            "Les accompagnants (AESH) de ces élèves",
            "Mme Baron",
            "M. Roux",
            "Les enseignants de la 5e B",
            "La direction du collège",
            "La vie scolaire",
        ]);
    }

    fn who_can_see_a_hand_in_never_names_a_guardian(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "Mon croquis");
        let path = format!("/cours/remises/{}", world.handin_of(work, p.lina));
        for reader in [p.lina, p.mother] {
            let page = world.visit(reader).get(&path);
            assert_eq!(page.all(".who-sees li"), ["Lina", "Ses responsables légaux", "Ses accompagnants (AESH)", "Mme Baron", "M. Roux"]);
            for secret in ["Ada", "Karim", "Secrète"] {
                assert!(!page.says(secret), "{secret}");
            }
        }
        let teacher = world.visit(p.roux).get(&path).all(".who-sees li");
        assert_eq!(teacher, ["Lina", "Ses responsables légaux", "Ses accompagnants (AESH)", "Mme Baron", "Vous"]);
    }
}
