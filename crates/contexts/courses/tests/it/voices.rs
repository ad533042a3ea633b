use testkit::{Page, both};

use crate::{files::wave, world::World};

fn handed(world: &World) -> (i64, i64, String) {
    let (_, work) = world.work("Lecture", "2027-03-18");
    world.hand_in(world.people.lina, work, "Ma lecture");
    let handin = world.handin_of(work, world.people.lina);
    (work, handin, format!("/cours/remises/{handin}"))
}

fn speak(world: &World, teacher: i64, path: &str, name: &str, content: &[u8]) -> Page {
    let visitor = world.visit(teacher);
    let form = visitor.form(&visitor.get(path), &format!("{path}/voix"));
    form.attach("voix", name, content).send()
}

both! {
    fn a_recording_that_weighs_too_much_says_what_to_do(backend) {
        let world = World::new(backend);
        let (_, _, path) = handed(&world);
        let heavy = speak(&world, world.people.baron, &path, "voix.wav", &wave(70_000));
        assert!(heavy.status == 413 && heavy.says("coupez l’enregistrement en deux"), "{}", heavy.text());
    }

    fn an_answer_said_aloud_is_heard_once_published(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (work, handin, path) = handed(&world);
        let added = speak(&world, p.baron, &path, "voix.wav", &wave(2));
        assert!(added.path == path && added.says("Elle sera entendue une fois la réponse publiée"), "{}", added.text());
        let sound = added.attributes("audio", "src").remove(0);
        assert_eq!(world.visit(p.roux).get(&sound).header("content-type"), Some("audio/wav"));
        for reader in [p.lina, p.mother, p.father, p.noe, p.petit, p.head] {
            assert_eq!(world.visit(reader).get(&sound).status, 404);
        }
        assert!(world.visit(p.lina).get(&path).attributes("audio", "src").is_empty());
        assert!(world.answer(p.baron, handin, "", "publier").says("Réponse publiée"), "a voice alone is an answer");
        for reader in [p.lina, p.mother, p.father] {
            let page = world.visit(reader).get(&path);
            assert_eq!(page.attributes("audio", "src"), [sound.as_str()]);
            assert_eq!(page.links("Ouvrir le son"), [sound.as_str()], "without a player too");
            assert_eq!(world.visit(reader).get(&format!("/cours/travaux/{work}")).attributes("audio", "src"), [sound.as_str()]);
            assert_eq!(world.visit(reader).get(&sound).status, 200);
        }
        for other in [p.noe, p.petit, p.head] {
            assert_eq!(world.visit(other).get(&sound).status, 404);
        }
        let late = speak(&world, p.roux, &path, "encore.wav", &wave(1));
        assert!(late.says("l’élève l’entend déjà"), "{}", late.text());
    }

    fn a_voice_is_taken_away_and_brought_back_by_those_who_answer(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, handin, path) = handed(&world);
        let added = speak(&world, p.baron, &path, "voix.wav", &wave(1));
        let sound = added.attributes("audio", "src").remove(0);
        for other in [p.lina, p.mother, p.petit] {
            assert_eq!(world.post(other, &format!("{sound}/supprimer"), &[]).status, 404);
            assert_eq!(world.post(other, &format!("{path}/voix"), &[]).status, 404);
        }
        let teacher = world.visit(p.baron);
        let gone = teacher.form(&added, &format!("{sound}/supprimer")).send();
        assert!(gone.path == path && gone.attributes("audio", "src").is_empty(), "{}", gone.text());
        let bin = teacher.get("/cours/corbeille");
        let back = bin.attributes("main form", "action").remove(0);
        assert_eq!(teacher.form(&bin, &back).send().attributes("audio", "src"), [sound.as_str()]);
        assert!(world.answer(p.baron, handin, "Encore", "refaire").says("peut rendre à nouveau"));
        let (lina, work) = (world.visit(p.lina), world.test.look(move |tx| tx.query_one(
            "SELECT work_id FROM courses_handin WHERE id = $1", db::params![handin], |row| row.get::<i64>(0),
        )));
        world.hand_in(p.lina, work, "Encore une fois");
        assert_eq!(lina.get(&path).attributes("details audio", "src"), [sound.as_str()], "with the version it was about");
        assert_eq!(lina.get(&sound).status, 200);
        assert_eq!(world.post(p.baron, &format!("{sound}/supprimer"), &[]).status, 404, "what was published stays");
    }

    fn only_a_sound_that_browsers_play_is_an_answer(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, _, path) = handed(&world);
        let none = world.post(p.baron, &format!("{path}/voix"), &[]);
        assert!(none.status == 422 && none.says("Enregistrez votre voix"), "{}", none.text());
        for (name, content) in [("a.pdf", &b"%PDF-1.4 x"[..]), ("a.ogg", b"OggS\0 and then nothing"), ("a.wav", b"")] {
            let page = speak(&world, p.baron, &path, name, content);
            assert!(page.status == 422 && page.says("voix"), "{name}: {}", page.text());
        }
        let long = speak(&world, p.baron, &path, "long.wav", &wave(600));
        assert!(long.status == 422 && long.says("dure plus d’une heure"), "{}", long.text());
        for minutes in 1..=5 {
            assert_eq!(speak(&world, p.baron, &path, "voix.wav", &wave(minutes)).status, 200);
        }
        let sixth = speak(&world, p.baron, &path, "voix.wav", &wave(6));
        assert!(sixth.status == 422 && sixth.says("Cinq enregistrements au plus"), "{}", sixth.text());
    }

    fn a_player_asks_for_a_sound_piece_by_piece(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, handin, path) = handed(&world);
        let sound = speak(&world, p.baron, &path, "voix.wav", &wave(1)).attributes("audio", "src").remove(0);
        let teacher = world.visit(p.baron);
        let whole = teacher.get(&sound);
        let length = whole.bytes.len();
        assert_eq!((whole.status, whole.header("accept-ranges")), (200, Some("bytes")));
        let first = teacher.get_bytes(&sound, "bytes=0-1");
        assert_eq!((first.status, first.bytes.as_slice()), (206, &b"RI"[..]));
        assert_eq!(first.header("content-range"), Some(&*format!("bytes 0-1/{length}")));
        assert_eq!(first.header("content-length"), Some("2"));
        assert_eq!(first.header("content-type"), Some("audio/wav"));
        let last = teacher.get_bytes(&sound, "bytes=-4");
        assert_eq!((last.status, &last.bytes[..]), (206, &whole.bytes[length - 4..]));
        let rest = teacher.get_bytes(&sound, "bytes=36-");
        assert_eq!((rest.status, &rest.bytes[..]), (206, &whole.bytes[36..]));
        let beyond = teacher.get_bytes(&sound, &format!("bytes={length}-"));
        assert_eq!((beyond.status, beyond.bytes.len()), (416, 0));
        assert_eq!(beyond.header("content-range"), Some(&*format!("bytes */{length}")));
        for odd in ["bytes=0-1,3-4", "bytes=5-2", "bytes=x", "octets=0-1", "bytes=--5", "bytes=0-1;q=1"] {
            let answer = teacher.get_bytes(&sound, odd);
            assert_eq!((answer.status, answer.bytes.len()), (200, length), "{odd}");
        }
        assert_eq!(world.visit(p.lina).get_bytes(&sound, "bytes=0-1").status, 404, "a piece is no less closed");
        world.answer(p.baron, handin, "", "publier");
        assert_eq!(world.visit(p.lina).get_bytes(&sound, "bytes=0-1").status, 206);
    }
}
