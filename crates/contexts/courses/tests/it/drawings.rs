use testkit::{Page, both};

use crate::{files::jpeg, world::World};

const STROKES: &str = r#"[{"c":0,"p":[100,100,5000,5000]},{"c":1,"p":[9000,9000]}]"#;

/// A hand-in of Lina with two photos; its page and where its first photo is drawn over.
fn handed(world: &World) -> (i64, i64, String, String) {
    let (_, work) = world.work("Croquis", "2027-03-18");
    let page = format!("/cours/travaux/{work}");
    let lina = world.visit(world.people.lina);
    let form = lina.form(&lina.get(&page), &format!("{page}/remise"));
    form.attach("photos", "un.jpg", &jpeg(20, 10)).attach("photos", "deux.jpg", &jpeg(9, 9)).send();
    let handin = world.handin_of(work, world.people.lina);
    let path = format!("/cours/remises/{handin}");
    let photo =
        world.visit(world.people.lina).get(&path).attributes(".photos img", "src").remove(0);
    (work, handin, path, format!("{photo}/dessin"))
}

fn draw(world: &World, teacher: i64, sheet: &str, strokes: &str) -> Page {
    let visitor = world.visit(teacher);
    let form = visitor.form(&visitor.get(sheet), sheet);
    form.fill("traits", strokes).fill("largeur", "20").fill("hauteur", "10").send()
}

/// Puts a remark on a place of the photo.
fn pin(world: &World, (path, sheet): (&str, &str), fields: &[(&str, &str)]) -> Page {
    let visitor = world.visit(world.people.baron);
    let mut form = visitor.form(&visitor.get(sheet), &format!("{path}/remarques"));
    for (field, value) in fields {
        form = form.fill(field, value);
    }
    form.send()
}

both! {
    fn what_is_drawn_over_a_photo_is_seen_once_published(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, handin, path, sheet) = handed(&world);
        let before = world.visit(p.lina).get(&sheet.replace("/dessin", "")).bytes;
        let drawn = draw(&world, p.baron, &sheet, STROKES);
        assert!(drawn.path == path && drawn.says("Dessin enregistré"), "{}", drawn.text());
        assert_eq!(drawn.attributes(".drawn svg", "aria-label"), ["2 traits dessinés sur la photo"]);
        for reader in [p.lina, p.mother] {
            assert!(world.visit(reader).get(&path).all(".drawn svg").is_empty());
        }
        assert!(world.answer(p.roux, handin, "", "publier").says("Réponse publiée"), "a drawing alone is an answer");
        for reader in [p.lina, p.mother, p.father] {
            let seen = world.visit(reader).get(&path);
            assert_eq!(seen.attributes(".drawn svg", "aria-label"), ["2 traits dessinés sur la photo"]);
            assert_eq!(seen.attributes(".drawn > svg > polyline", "points"), ["100,100 5000,5000", "9000,9000 9000,9000"]);
            assert!(seen.says("Voir la photo sans les traits") && !seen.body.contains("style="));
            assert_eq!(seen.all(".photos li").len(), 1, "the other photo stays as it was");
            assert!(seen.links("Dessiner").is_empty());
        }
        assert_eq!(world.visit(p.lina).get(&sheet.replace("/dessin", "")).bytes, before, "the photo itself is never changed");
        draw(&world, p.baron, &sheet, "");
        assert!(world.visit(p.lina).get(&path).all(".drawn").is_empty(), "rubbed out");
    }

    fn a_drawing_saves_itself_and_meets_another(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, handin, path, sheet) = handed(&world);
        let draft = format!("{sheet}/brouillon");
        let saved = world.post(p.baron, &draft, &[("revision", "0"), ("traits", STROKES)]);
        assert!(saved.status == 200 && saved.body.contains("\"revision\":1"), "{}", saved.body);
        assert_eq!(world.visit(p.roux).get(&sheet).all("svg > polyline").len(), 2);
        let one = r#"[{"c":2,"p":[1,1,2,2]}]"#;
        assert_eq!(world.post(p.roux, &draft, &[("revision", "0"), ("traits", one)]).status, 409);
        let met = world.post(p.roux, &sheet, &[("revision", "0"), ("traits", one)]);
        assert!(met.status == 409 && met.says("Une autre personne a dessiné") && met.all("svg > polyline").len() == 1, "{}", met.text());
        world.answer(p.baron, handin, "Bien", "publier");
        let shown = world.post(p.baron, &draft, &[("revision", "1"), ("traits", one)]);
        assert!(shown.status == 200 && world.visit(p.lina).get(&path).all("svg > polyline").len() == 2, "not before it is asked");
    }

    fn what_no_pen_draws_is_refused(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, _, path, sheet) = handed(&world);
        for wrong in ["[", r#"[{"c":9,"p":[1,1]}]"#, r#"[{"c":0,"p":[1,20000]}]"#, r#"[{"c":0,"p":[1,1],"x":"<script>"}]"#] {
            let page = draw(&world, p.baron, &sheet, wrong);
            assert!(page.status == 422 && page.says("n’a pas pu être lu"), "{wrong}: {}", page.text());
            assert_eq!(world.post(p.baron, &format!("{sheet}/brouillon"), &[("revision", "0"), ("traits", wrong)]).status, 409);
        }
        let many = format!("[{}]", vec![r#"{"c":0,"p":[1,1]}"#; 301].join(","));
        assert!(draw(&world, p.baron, &sheet, &many).says("trop de traits"));
        assert!(world.visit(p.baron).get(&path).all(".drawn").is_empty());
        for stranger in [p.lina, p.mother, p.petit, p.faure, p.head, p.operator] {
            assert_eq!(world.visit(stranger).get(&sheet).status, 404);
            for action in [sheet.clone(), format!("{sheet}/brouillon")] {
                assert_eq!(world.post(stranger, &action, &[("revision", "0"), ("traits", STROKES)]).status, 404);
            }
        }
    }

    fn a_place_of_the_photo_is_said_without_drawing(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, handin, path, sheet) = handed(&world);
        for wrong in ["", "0", "10", "x"] {
            let page = pin(&world, (&path, &sheet), &[("endroit", wrong), ("remarque", "Gardé")]);
            assert!(page.status == 422 && page.says("Gardé"), "{wrong}: {}", page.text());
        }
        let put = pin(&world, (&path, &sheet), &[("endroit", "3"), ("remarque", "Il manque le nord")]);
        assert!(put.path.starts_with(&sheet) && put.says("En haut à droite"), "{}", put.text());
        assert_eq!(pin(&world, (&path, &sheet), &[("photo", "999999"), ("endroit", "3"), ("remarque", "x")]).status, 404);
        world.answer(p.baron, handin, "", "publier");
        let seen = world.visit(p.lina).get(&path);
        assert_eq!(seen.attributes(".pins a", "data-place"), ["3"]);
        assert_eq!(seen.all(".remarks > li .said"), ["Il manque le nord"]);
    }

    fn a_photo_goes_with_what_was_noted_on_it(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, handin, path, sheet) = handed(&world);
        draw(&world, p.baron, &sheet, STROKES);
        let teacher = world.visit(p.baron);
        pin(&world, (&path, &sheet), &[("endroit", "5"), ("remarque", "Ici")]);
        assert!(world.answer(p.baron, handin, "Refais", "refaire").says("peut rendre à nouveau"));
        let (lina, page) = (world.visit(p.lina), format!("/cours/travaux/{}", work_of(&world, handin)));
        lina.form(&lina.get(&page), &format!("{page}/remise")).fill("texte", "Deux").send();
        let seen = lina.get(&path);
        assert_eq!(seen.all("details .drawn > svg > polyline").len(), 2, "on the version it was made on: {}", seen.text());
        assert!(seen.says("Ici"));
        assert_eq!(teacher.get(&sheet).status, 404, "an earlier version is not drawn over any more");
    }

    fn a_photo_taken_back_takes_what_was_noted_on_it(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, _, path, sheet) = handed(&world);
        draw(&world, p.baron, &sheet, STROKES);
        let teacher = world.visit(p.baron);
        pin(&world, (&path, &sheet), &[("endroit", "5"), ("remarque", "Ici")]);
        let photo = sheet.replace("/dessin", "/supprimer");
        assert_eq!(world.post(p.lina, &photo, &[]).status, 303);
        assert_eq!(teacher.get(&sheet).status, 404);
        assert!(!teacher.get(&path).says("Ici"));
        world.a_month_later();
        let left = world.test.look(|tx| tx.query_one(
            "SELECT (SELECT COUNT(*) FROM courses_drawing) + (SELECT COUNT(*) FROM courses_remark)", &[], |row| row.get::<i64>(0),
        ));
        assert_eq!(left, 0);
    }
}

fn work_of(world: &World, handin: i64) -> i64 {
    world.test.look(move |tx| {
        tx.query_one(
            "SELECT work_id FROM courses_handin WHERE id = $1",
            db::params![handin],
            |row| row.get(0),
        )
    })
}
