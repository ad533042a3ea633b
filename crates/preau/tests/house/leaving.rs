//! Someone who leaves, through the whole house: what they can still do, what they take away, and
//! what is left of them.

use std::io::{Cursor, Read};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use courses::api::{AnswerRow, HandinRow, LessonRow, WorkRow};
use db::{DbError, Tx, params};
use directory::edit::{self, NewMembership, NewOrg, NewPerson};
use files::Hash;
use kernel::{Day, Instant, Role};
use testkit::{Backend, TestApp, Visitor, both};
use web::Hooks;
use zip::ZipArchive;

/// A class, its teacher, a pupil with a family, and one who stays.
#[derive(Clone, Copy)]
pub(crate) struct World {
    pub(crate) org: i64,
    pub(crate) history: i64,
    pub(crate) lina: i64,
    noe: i64,
    pub(crate) baron: i64,
    pub(crate) head: i64,
    operator: i64,
}

const PDF: &[u8] = b"%PDF-1.4 croquis";

pub(crate) fn start(backend: Backend) -> (TestApp, World) {
    let rooms = vec![
        directory::module(),
        identity::module(),
        today::module(),
        notices::module(),
        courses::module(),
        shell::module(),
    ];
    let hooks = Hooks {
        authenticate: identity::api::authenticate,
        layout: shell::layout,
        plain_layout: shell::plain_layout,
    };
    let test = TestApp::start(backend, rooms, hooks);
    let mut staging = test.app.files.stage(1_000).unwrap();
    staging.write(PDF).unwrap();
    let hash = staging.finish(test.now()).unwrap().hash.to_string();
    let (now, today) = (test.now(), test.today());
    let world = test.arrange(move |tx| build(tx, &hash, now, today));
    (test, world)
}

fn build(tx: &mut Tx, hash: &str, now: Instant, today: Day) -> Result<World, DbError> {
    edit::create_territory(tx, "Vienne", false)?;
    let school = NewOrg { kind: "college", name: "Collège des Tilleuls", ..NewOrg::default() };
    let org = edit::create_org(tx, &school)?;
    let class = edit::create_group(tx, org, true, "5e B", &["5e"], 2026)?;
    let history = edit::create_teaching(tx, org, class, "HG", "Histoire-géographie")?;
    let mut person = |category, first, last, title, role, place: [Option<i64>; 3]| {
        let born = Some(Day(14_000));
        let person = edit::create_person(tx, &NewPerson { category, last, first, title, born })?;
        let (starts, ends) = (today.plus(-100), Day::NEVER);
        let [org, group, teaching] = place;
        let part = NewMembership { person, role, org, group, teaching, starts, ends };
        edit::add_membership(tx, &part)?;
        identity::api::demo_account(tx, person, &format!("login.{person}"), "no password", now)?;
        Ok::<_, DbError>(person)
    };
    let (here, in_class) = (Some(org), [Some(org), Some(class), None]);
    let world = World {
        org,
        history,
        lina: person("pupil", "Lina", "Moreau", "", Role::Pupil, in_class)?,
        noe: person("pupil", "Noé", "Petit", "", Role::Pupil, in_class)?,
        baron: person(
            "staff",
            "Anne",
            "Baron",
            "Mme",
            Role::Teacher,
            [here, Some(class), Some(history)],
        )?,
        head: person("staff", "Paul", "Lefèvre", "M.", Role::Head, [here, None, None])?,
        operator: person("staff", "Ada", "Okafor", "Mme", Role::Operator, [None; 3])?,
    };
    let lesson = LessonRow {
        id: 1,
        slot: None,
        teaching: history,
        group: class,
        org,
        day: today.plus(-8),
        starts: None,
        ends: None,
        position: 0,
        label: "",
        room: "",
        title: "Les cathédrales",
        done_html: "<p>Chartres et Reims.</p>",
        published_at: Some(now),
        author: Some(world.baron),
        updated_at: now,
    };
    courses::api::load_lessons(tx, &[lesson])?;
    let work = WorkRow {
        id: 1,
        lesson: Some(1),
        teaching: history,
        group: class,
        org,
        level: "",
        title: "Croquis d’une cathédrale",
        instructions_html: "<p>Avec une légende.</p>",
        due: today.plus(-2),
        minutes: None,
        is_handed_in: true,
        author: world.baron,
        given_at: now,
    };
    courses::api::load_works(tx, &[work])?;
    let answer = AnswerRow {
        html: "<p>Très soigné.</p>",
        at: now,
        by: world.baron,
        published_at: Some(now),
    };
    let handin = |id, pupil, text_html, once| HandinRow {
        id,
        work: 1,
        pupil,
        teaching: history,
        group: class,
        org,
        text_html,
        at: now,
        is_late: false,
        once,
        answer: Some(answer),
    };
    let (own, other) = ("<p>La rosace de Lina</p>", "<p>La nef de Noé</p>");
    courses::api::load_handins(
        tx,
        &[handin(1, world.lina, own, "a"), handin(2, world.noe, other, "b")],
    )?;
    courses::api::settle(tx)?;
    for name in ["croquis #1.pdf", "croquis #1.pdf"] {
        tx.execute(
            "INSERT INTO courses_attachment (owner_kind, owner_id, hash, name, media, size, position, created_by, \
             created_at, deleted_at) VALUES ('handin', 1, $1, $2, 'application/pdf', 16, 0, $3, $4, NULL)",
            params![hash, name, world.lina, now],
        )?;
    }
    Ok(world)
}

pub(crate) fn enter(test: &TestApp, person: i64) -> Visitor<'_> {
    let (app, now) = (test.app.clone(), test.now());
    let tokens =
        test.arrange(move |tx| identity::api::open_sessions(tx, &app.entropy, &[person], now));
    let visitor = test.visitor();
    visitor.set_cookie("preau-session", &URL_SAFE_NO_PAD.encode(tokens[0]));
    visitor
}

fn leave(test: &TestApp, person: i64) {
    let yesterday = test.today().plus(-1);
    test.arrange(move |tx| edit::end_memberships(tx, person, yesterday));
}

fn days(test: &TestApp, count: i32) {
    for _ in 0..count {
        test.pass(24 * 3_600);
        test.work();
    }
}

/// The names and the texts of an archive.
fn unpacked(bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn taken(visitor: &Visitor) -> Vec<(String, Vec<u8>)> {
    let answer = visitor.get("/mon-compte/mes-donnees/archive");
    assert_eq!(answer.status, 200);
    unpacked(answer.bytes)
}

fn of<'a>(archive: &'a [(String, Vec<u8>)], name: &str) -> &'a str {
    let (_, content) = archive.iter().find(|(known, _)| known == name).unwrap();
    std::str::from_utf8(content).unwrap()
}

fn count(test: &TestApp, sql: &'static str, person: i64) -> i64 {
    test.look(move |tx| tx.query_one(sql, params![person], |row| row.get(0)))
}

/// On the pupil's hand-in, whose answer is published: a passage, a photo drawn over and a place of it,
/// a voice. On that of the one who stays, a remark too.
fn noted(test: &TestApp, teacher: i64) {
    let mut staging = test.app.files.stage(1_000).unwrap();
    staging.write(b"not really a photo").unwrap();
    let hash = staging.finish(test.now()).unwrap().hash.to_string();
    let now = test.now();
    test.arrange(move |tx| {
        for (id, name, media, is_answer) in
            [(11_i64, "rosace.jpg", "image/jpeg", false), (12, "voix.webm", "audio/webm", true)]
        {
            tx.execute(
                "INSERT INTO courses_attachment (id, owner_kind, owner_id, hash, name, media, size, position, \
                 created_by, created_at, is_answer) VALUES ($1, 'handin', 1, $2, $3, $4, 18, 9, $5, $6, $7)",
                params![id, &hash, name, media, teacher, now, is_answer],
            )?;
        }
        tx.settle_ids("courses_attachment")?;
        tx.execute(
            "INSERT INTO courses_drawing (handin_id, attachment_id, strokes, width, height, revision, author_id, at, \
             shown) VALUES (1, 11, '[{\"c\":0,\"p\":[1,1,9,9]}]', 40, 30, 1, $1, $2, FALSE)",
            params![teacher, now],
        )?;
        for (handin, photo, place, starts, words) in [
            (1_i64, None, None, Some(3_i64), "Bien vu."),
            (1, Some(11_i64), Some(3_i64), None, "Regarde la photo."),
            (2, None, None, Some(3), "Pas encore publié."),
        ] {
            tx.execute(
                "INSERT INTO courses_remark (handin_id, attachment_id, place, starts, ends, quote, words, author_id, at, \
                 shown) VALUES ($1, $2, $3, $4, $5, 'rosace', $6, $7, $8, FALSE)",
                params![handin, photo, place, starts, starts.map(|at| at + 6), words, teacher, now],
            )?;
        }
        Ok(())
    });
}

both! {
    fn a_pupil_who_left_comes_in_for_their_work_and_for_nothing_else(backend) {
        let (test, world) = start(backend);
        let open = ["/cours/travaux/1", "/cours/lecons/1", &format!("/cours/{}/cahier", world.history)];
        for path in open {
            assert_eq!(enter(&test, world.lina).get(path).status, 200, "{path}");
        }
        leave(&test, world.lina);
        let lina = enter(&test, world.lina);
        let home = lina.get("/");
        assert!(home.says("Votre compte ferme le jeudi 10 juin"), "{}", home.text());
        for closed in open {
            assert_eq!(lina.get(closed).status, 404, "{closed}");
        }
        let page = lina.get("/mon-compte/mes-donnees");
        for known in ["Lina Moreau", "Collège des Tilleuls", "5e B", "login."] {
            assert!(page.says(known), "{known}: {}", page.text());
        }
        assert!(!page.says("Mon nom à côté"), "a pupil’s name does not stay");
        assert_eq!(lina.get("/avis").status, 200);

        let archive = taken(&lina);
        let names: Vec<&str> = archive.iter().map(|(name, _)| name.as_str()).collect();
        let folder = "01-histoire-geographie-5e-b";
        assert_eq!(names, [
            "index.html", "donnees.json", &format!("{folder}/index.html"),
            &format!("{folder}/001-croquis _1.pdf"), &format!("{folder}/002-croquis _1.pdf"),
        ]);
        assert!(of(&archive, "index.html").contains(&format!("href=\"{folder}/index.html\"")));
        let work = of(&archive, &format!("{folder}/index.html"));
        for said in ["Croquis d’une cathédrale", "La rosace de Lina", "Très soigné.", "Mme Baron", "001-croquis _1.pdf"] {
            assert!(work.contains(said), "{said}");
        }
        assert!(!archive.iter().any(|(_, content)| String::from_utf8_lossy(content).contains("Noé")));
        assert_eq!(archive[3].1, PDF);
        let facts: serde_json::Value = serde_json::from_str(of(&archive, "donnees.json")).unwrap();
        assert!(facts[0]["facts"][0]["says"].as_str().unwrap().contains("Moreau"));
    }

    fn what_was_noted_on_their_work_goes_with_them(backend) {
        let (test, world) = start(backend);
        noted(&test, world.baron);
        let archive = taken(&enter(&test, world.lina));
        let work = of(&archive, "01-histoire-geographie-5e-b/index.html");
        for said in [
            "<mark>rosace</mark>", "Regarde la photo.", "En haut à droite", "Un trait dessiné sur la photo",
        "</image>", "</polyline>",
            "href=\"003-rosace.jpg\"", "href=\"004-voix.webm\"",
        ] {
            assert!(work.contains(said), "{said}: {work}");
        }
        assert!(!work.contains("Pas encore publié"), "what waits to be published is not theirs yet");
        assert!(archive.iter().any(|(name, _)| name.ends_with("/004-voix.webm")));
    }

    fn three_months_later_nothing_of_a_pupil_is_left(backend) {
        let (test, world) = start(backend);
        noted(&test, world.baron);
        leave(&test, world.lina);
        days(&test, 3);
        let lina = enter(&test, world.lina);
        assert!(lina.get("/avis").says("Votre compte fermera"));
        days(&test, 85);
        let soon = enter(&test, world.head).get(&format!("/etablissements/{}/effacements", world.org));
        assert!(soon.says("Un compte ferme dans les deux semaines."), "{}", soon.text());
        days(&test, 6);
        let told = "SELECT COUNT(*) FROM notices_notice WHERE person_id = $1";
        assert_eq!(count(&test, told, world.noe), 0);
        assert!(lina.get("/mon-compte").path.starts_with("/connexion"));
        for gone in [
            told,
            "SELECT COUNT(*) FROM identity_account WHERE person_id = $1",
            "SELECT COUNT(*) FROM identity_session WHERE person_id = $1",
            "SELECT COUNT(*) FROM courses_handin WHERE pupil_id = $1",
            "SELECT COUNT(*) FROM courses_attachment WHERE created_by = $1",
            "SELECT COUNT(*) FROM courses_remark WHERE handin_id = 1 AND handin_id <> $1",
            "SELECT COUNT(*) FROM courses_drawing WHERE handin_id = 1 AND handin_id <> $1",
            "SELECT COUNT(*) FROM courses_attachment WHERE owner_kind = 'handin' AND owner_id = 1 AND id <> $1 * 1000",
            "SELECT COUNT(*) FROM directory_person WHERE person_id = $1",
        ] {
            assert_eq!(count(&test, gone, world.lina), 0, "{gone}");
        }
        let hash: Hash = Hash::parse(&sha256(PDF)).unwrap();
        let keeps: Vec<_> = test.app.modules.iter().filter_map(|room| room.keeps_file).collect();
        let kept = test.look(move |tx| keeps.iter().try_fold(false, |any, keeps| Ok(any || keeps(tx, &hash.to_string())?)));
        assert!(!kept, "the file is nobody’s any more");
        assert_eq!(count(&test, "SELECT COUNT(*) FROM courses_handin WHERE pupil_id = $1", world.noe), 1);
        assert!(enter(&test, world.baron).get("/cours/travaux/1").says("Noé"));

        let school = format!("/etablissements/{}/effacements", world.org);
        for (who, path) in [(world.head, school.as_str()), (world.operator, &school), (world.operator, "/annuaire/effacements")] {
            let page = enter(&test, who).get(path);
            for kind in ["Fiches", "Comptes", "Travaux rendus", "Fichiers rendus", "Avis"] {
                assert!(page.says(kind), "{kind}: {}", page.text());
            }
            assert!(!page.says("Moreau"));
        }
        assert_eq!(enter(&test, world.head).get("/annuaire/effacements").status, 403);
        assert!(enter(&test, world.head).get(&format!("/etablissements/{}/journal", world.org))
            .says("Préau a fermé le compte de quelqu’un qui est parti"));
    }

    fn a_teacher_takes_their_lessons_away_and_may_take_their_name_off(backend) {
        let (test, world) = start(backend);
        let archive = taken(&enter(&test, world.baron));
        let lessons = of(&archive, "01-cahier-de-textes-histoire-geographie-5e-b/index.html");
        for said in ["Les cathédrales", "Chartres et Reims.", "Croquis d’une cathédrale", "Avec une légende."] {
            assert!(lessons.contains(said), "{said}");
        }
        assert!(!lessons.contains("Lina"));
        let path = "/mon-compte/mes-donnees";
        assert!(!enter(&test, world.baron).get(path).says("Mon nom à côté"));
        leave(&test, world.baron);
        let baron = enter(&test, world.baron);
        let page = baron.get(path);
        assert!(page.says("Mon nom à côté de ce que j’ai écrit"), "{}", page.text());
        let noted = baron.form(&page, "/mon-compte/mes-donnees/nom").fill("oppose", "oui").send();
        assert!(noted.says("C’est noté."));
        days(&test, 96);
        let (lesson, name) = (1, world.baron);
        assert_eq!(count(&test, "SELECT COUNT(*) FROM courses_lesson WHERE id = $1", lesson), 1);
        assert_eq!(test.look(move |tx| directory::api::name(tx, name)), None);
        assert_eq!(enter(&test, world.noe).get("/cours/lecons/1").status, 200);
    }
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    kernel::hex(&Sha256::digest(bytes))
}
