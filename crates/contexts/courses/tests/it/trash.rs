use kernel::Target;
use testkit::both;

use crate::world::World;

const DAY: i64 = 24 * 3600;

both! {
    fn a_deleted_work_comes_back_with_everything_said_of_it(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "De Lina");
        let handin = world.handin_of(work, p.lina);
        let (path, page) = (format!("/cours/travaux/{work}"), format!("/cours/remises/{handin}"));
        let feed = (world.feed("work", work), world.feed("to-read", work));
        let visitor = world.visit(p.baron);
        let deleted = visitor.form(&visitor.get(&path), &format!("{path}/supprimer")).send();
        assert!(deleted.says("Travail supprimé"), "{}", deleted.text());
        for gone in [&path, &page] {
            assert_eq!(visitor.get(gone).status, 404);
            assert_eq!(world.visit(p.lina).get(gone).status, 404);
        }
        assert!(world.feed("work", work).is_empty() && world.feed("to-read", work).is_empty());
        assert!(visitor.get("/cours/a-lire").says("Rien à lire"));
        let journal = world.test.look(move |tx| db::journal::latest(tx, Target::teaching(p.history), 1));
        assert_eq!(journal[0].action, "courses.work.delete");
        let bin = visitor.get("/cours/corbeille");
        assert!(bin.says("Croquis"));
        assert!(world.visit(p.roux).get("/cours/corbeille").says("La corbeille est vide"));
        let action = bin.attributes("main form", "action").remove(0);
        assert_eq!(world.post(p.roux, &action, &[]).status, 404, "only who deleted it");
        assert_eq!(visitor.form(&bin, &action).send().path, path);
        assert_eq!(visitor.form(&bin, &action).send().status, 404, "once");
        assert!(world.visit(p.lina).get(&path).says("De Lina"));
        assert_eq!((world.feed("work", work), world.feed("to-read", work)), feed);
    }

    fn after_thirty_days_it_is_gone_for_good(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "De Lina");
        let visitor = world.visit(p.baron);
        let path = format!("/cours/travaux/{work}");
        visitor.form(&visitor.get(&path), &format!("{path}/supprimer")).send();
        world.test.work();
        world.test.pass(29 * DAY);
        world.test.work();
        let count = |world: &World| world.test.look(|tx| tx.query_one(
            "SELECT (SELECT COUNT(*) FROM courses_work) + (SELECT COUNT(*) FROM courses_handin)", &[], |row| row.get::<i64>(0),
        ));
        assert_eq!(count(&world), 2);
        world.test.pass(3 * DAY);
        world.test.work();
        world.test.pass(DAY);
        world.test.work();
        assert_eq!(count(&world), 0);
        assert!(visitor.get("/cours/corbeille").says("La corbeille est vide"));
    }

    fn a_changed_work_changes_for_everyone(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-12");
        world.hand_in(p.lina, work, "De Lina");
        let (visitor, path) = (world.visit(p.roux), format!("/cours/travaux/{work}"));
        world.test.pass(3 * DAY);
        let edit = format!("{path}/modifier");
        let page = visitor.get(&edit);
        let same_day = visitor.form(&page, &edit).fill("travail", "Croquis de la vallée").fill("rendre", "nothing").send();
        assert!(same_day.says("Travail modifié"), "a day already past may stay: {}", same_day.text());
        assert!(world.visit(p.lina).get(&path).says("Croquis de la vallée"));
        let state = world.test.look(move |tx| tx.query_one(
            "SELECT expects FROM courses_work WHERE id = $1", db::params![work], |row| row.get::<String>(0),
        ));
        assert_eq!(state, "handin", "what was handed in is not forgotten");
        let titles = world.test.look(|tx| tx.query(
            "SELECT DISTINCT title FROM today_item WHERE kind = 'work'", &[], |row| row.get::<String>(0),
        ));
        assert_eq!(titles, ["Croquis de la vallée"]);
        let past = visitor.form(&page, &edit).fill("pour-le", "2027-03-11").send();
        assert!(past.status == 422 && past.says("Ce jour est passé"));
        for other in [p.lina, p.mother, p.petit, p.faure] {
            assert_eq!(world.visit(other).get(&edit).status, 404);
            assert_eq!(world.post(other, &edit, &[("travail", "x")]).status, 404);
            assert_eq!(world.post(other, &format!("{path}/supprimer"), &[]).status, 404);
        }
    }
}
