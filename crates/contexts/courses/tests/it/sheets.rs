use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma, imageops};
use testkit::{Page, both};

use crate::world::{World, join, person};

/// A page of paper with a code near a corner, some writing, and grain.
fn sheet(holds: &str, seed: u32) -> GrayImage {
    sheet_of(6, holds, seed)
}

/// The same, seen so near that a point of its code is so many pixels.
fn sheet_of(point: u32, holds: &str, seed: u32) -> GrayImage {
    let (path, _) = paper::qr_path(holds).unwrap();
    let mut page = GrayImage::from_pixel(point * 200, point * 284, Luma([225]));
    for run in path.split('M').filter(|run| !run.is_empty()) {
        let (column, rest) = run.split_once(' ').unwrap();
        let (row, rest) = rest.split_once('h').unwrap();
        let (length, _) = rest.split_once('v').unwrap();
        let (column, row, length): (u32, u32, u32) =
            (column.parse().unwrap(), row.parse().unwrap(), length.parse().unwrap());
        for y in 0..point {
            for x in 0..length * point {
                page.put_pixel((141 + column) * point + x, (10 + row) * point + y, Luma([40]));
            }
        }
    }
    for line in 0..20_u32 {
        for x in 16 * point..(50 + (line * 7 + seed * 2) % 117) * point {
            page.put_pixel(x, (83 + line * 8) * point + (x / 7) % 9, Luma([70]));
        }
    }
    page
}

/// The page under a lamp that lights one corner.
#[expect(clippy::cast_possible_truncation, reason = "a shade of grey")]
fn shaded(page: &GrayImage) -> GrayImage {
    let (width, height) = (page.width() as f32, page.height() as f32);
    GrayImage::from_fn(page.width(), page.height(), |x, y| {
        let light = 0.35 + 0.65 * (x as f32 / width) * (y as f32 / height);
        Luma([(f32::from(page.get_pixel(x, y).0[0]) * light) as u8])
    })
}

/// The page turned by some degrees on a dark table.
#[expect(clippy::cast_possible_truncation, reason = "pixels of a small picture")]
fn turned(page: &GrayImage, degrees: f32) -> GrayImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (width, height) = (page.width() as f32, page.height() as f32);
    let side = (width.hypot(height)) as u32 + 2;
    let middle = side as f32 / 2.0;
    GrayImage::from_fn(side, side, |x, y| {
        let (dx, dy) = (x as f32 - middle, y as f32 - middle);
        let (sx, sy) = (dx * cos + dy * sin + width / 2.0, dy * cos - dx * sin + height / 2.0);
        let is_inside = sx >= 0.0 && sy >= 0.0 && sx < width && sy < height;
        if is_inside { *page.get_pixel(sx as u32, sy as u32) } else { Luma([90]) }
    })
}

fn jpeg(page: GrayImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(page).to_rgb8().write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// Prints the sheets of a work and says what each pupil's code holds.
fn printed(world: &World, work: i64) -> Vec<(i64, String)> {
    let teacher = world.visit(world.people.baron);
    let path = format!("/cours/travaux/{work}/papier");
    let pdf = teacher.form(&teacher.get(&path), &format!("{path}/feuilles")).send();
    assert_eq!(pdf.header("content-type"), Some("application/pdf"));
    world.test.look(move |tx| {
        tx.query(
            "SELECT pupil_id, token FROM courses_sheet WHERE work_id = $1 ORDER BY pupil_id",
            db::params![work],
            |row| {
                Ok((row.get::<i64>(0)?, format!("PREAU-{}", row.get::<String>(1)?.to_uppercase())))
            },
        )
    })
}

fn send(world: &World, work: i64, pages: &[Vec<u8>]) -> Page {
    let teacher = world.visit(world.people.baron);
    let path = format!("/cours/travaux/{work}/papier");
    let mut form = teacher.form(&teacher.get(&path), &path);
    for (at, page) in pages.iter().enumerate() {
        form = form.attach("photos", &format!("IMG_{at}.jpg"), page);
    }
    form.send()
}

/// More pupils for the class of a work.
fn enrol(world: &World, count: usize) {
    let p = world.people;
    world.test.arrange(move |tx| {
        for at in 0..count {
            let pupil = person(tx, "pupil", "", &format!("Élève{at:02}"), "Martin")?;
            join(tx, pupil, kernel::Role::Pupil, Some(p.org), Some(p.class), None)?;
        }
        Ok(())
    });
}

/// The pages of a pupil's hand-in, as their teacher reads them.
fn pages_of(world: &World, work: i64, pupil: i64) -> Vec<Vec<u8>> {
    let teacher = world.visit(world.people.baron);
    let handin = teacher.get(&format!("/cours/remises/{}", world.handin_of(work, pupil)));
    let pages = handin.attributes(".photos img", "src");
    pages.iter().map(|page| teacher.get(page).bytes).collect()
}

both! {
    fn a_large_class_is_filed_in_one_pile(backend) {
        let world = World::new(backend);
        enrol(&world, 33);
        let (_, work) = world.work("Croquis", "2027-03-18");
        let codes = printed(&world, work);
        assert_eq!(codes.len(), 35);
        let page = |seed: u32| move |(_, holds): &(i64, String)| jpeg(sheet_of(3, holds, seed));
        let fronts: Vec<_> = codes.iter().map(page(1)).collect();
        let filed = send(&world, work, &fronts[..30]);
        assert!(filed.says("30 pages rangées") && !filed.says("à part"), "{}", filed.text());
        let count = || world.test.look(|tx| tx.query_one("SELECT COUNT(*) FROM courses_handin", &[], |row| row.get::<i64>(0)));
        assert_eq!(count(), 30);
        for ((pupil, _), front) in codes.iter().zip(&fronts[..30]) {
            assert_eq!(pages_of(&world, work, *pupil), std::slice::from_ref(front), "their own page");
        }
        let backs: Vec<_> = codes.iter().map(page(2)).collect();
        let both: Vec<_> = fronts.iter().zip(&backs).flat_map(|(front, back)| [front.clone(), back.clone()]).collect();
        let filed = send(&world, work, &both);
        assert!(filed.says("40 pages rangées") && filed.says("30 étaient déjà là"), "{}", filed.text());
        assert_eq!(count(), 35);
        for (at, (pupil, _)) in codes.iter().enumerate() {
            assert_eq!(pages_of(&world, work, *pupil), [fronts[at].clone(), backs[at].clone()]);
        }
    }

    fn more_pages_than_a_pile_holds_are_sent_in_several_goes(backend) {
        let world = World::new(backend);
        let (_, work) = world.work("Croquis", "2027-03-18");
        let path = format!("/cours/travaux/{work}/papier");
        assert!(world.visit(world.people.baron).get(&path).says("150 à la fois au plus"));
        let blank = jpeg(GrayImage::from_pixel(8, 8, Luma([250])));
        let pile: Vec<_> = (0..151).map(|_| blank.clone()).collect();
        let refused = send(&world, work, &pile);
        assert_eq!(refused.status, 413);
        assert!(refused.says("Trop de fichiers à la fois") && refused.says("en plusieurs fois"), "{}", refused.text());
        assert!(!refused.says("plus léger"), "their weight is not what is wrong");
        assert!(send(&world, work, &pile[..150]).says("pages à part"));
    }

    fn a_pile_files_itself_whichever_way_the_pages_lie(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let codes = printed(&world, work);
        assert_eq!(codes.iter().map(|(pupil, _)| *pupil).collect::<Vec<_>>(), [p.lina, p.noe]);
        assert_eq!(printed(&world, work), codes, "printed again, the same codes");
        let (lina, noe) = (sheet(&codes[0].1, 1), sheet(&codes[1].1, 2));
        let pile = [jpeg(turned(&lina, 173.0)), jpeg(imageops::blur(&noe, 1.0)), jpeg(turned(&shaded(&noe), 100.0))];
        let page = send(&world, work, &pile);
        assert!(page.says("3 pages rangées"), "{}", page.text());
        let seen = world.visit(p.lina).get(&format!("/cours/travaux/{work}"));
        assert_eq!(seen.attributes(".photos img", "src").len(), 1, "{}", seen.text());
        assert!(seen.says("Rendu") && !seen.says("en retard"));
        assert_eq!(world.feed("to-read", work).len(), 1);
        let again = send(&world, work, &pile);
        assert!(again.says("3 étaient déjà là"), "sent twice, filed once: {}", again.text());
        let answer = world.visit(p.baron).get(&format!("/cours/remises/{}", world.handin_of(work, p.noe)));
        assert_eq!(answer.attributes(".photos img", "src").len(), 2);
    }

    fn a_page_that_says_nobody_waits_for_the_teacher(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let (_, other) = world.work("Frise", "2027-03-18");
        printed(&world, work);
        let foreign = printed(&world, other)[0].1.clone();
        let blank = jpeg(GrayImage::from_pixel(300, 400, Luma([250])));
        let pile = [blank.clone(), jpeg(sheet(&foreign, 3)), jpeg(sheet("PREAU-0123456789ABCDEF0123456789ABCDEF", 4)),
            jpeg(sheet("https://exemple.invalid", 5))];
        let page = send(&world, work, &pile);
        assert!(page.says("Aucune page rangée") && page.says("4 pages à part"), "{}", page.text());
        assert!(!world.visit(p.lina).get(&format!("/cours/travaux/{other}")).says("Rendu "), "nothing went to the other work");
        let aside = page.attributes(".aside img", "src");
        assert_eq!(send(&world, work, &pile).attributes(".aside img", "src"), aside, "sent twice, aside once");
        assert_eq!(world.visit(p.roux).get(&aside[0]).status, 200);
        for stranger in [p.lina, p.mother, p.petit, p.faure, p.head, p.operator] {
            assert_eq!(world.visit(stranger).get(&aside[0]).status, 404);
            assert_eq!(world.post(stranger, &aside[0], &[("action", "jeter")]).status, 404);
        }
        let teacher = world.visit(p.baron);
        let settle = |at: usize| teacher.form(&teacher.get(&format!("/cours/travaux/{work}/papier")), &aside[at]);
        assert!(settle(0).send().says("Choisissez"), "whose it is must be said");
        assert!(settle(0).fill("eleve", &p.zoe.to_string()).send().says("Choisissez"), "nobody of another class");
        assert!(settle(0).fill("eleve", &p.lina.to_string()).send().says("Page rangée"));
        assert!(settle(1).fill("action", "jeter").send().says("Page jetée"));
        assert_eq!(teacher.get(&format!("/cours/travaux/{work}/papier")).attributes(".aside img", "src"), aside[2..]);
        let photo = world.visit(p.lina).get(&format!("/cours/travaux/{work}")).attributes(".photos img", "src");
        assert_eq!((photo.len(), world.visit(p.lina).get(&photo[0]).status), (1, 200));
        let keeps = courses::module().keeps_file.expect("the room keeps files");
        let hash = world.test.look(|tx| tx.query_one("SELECT hash FROM courses_aside ORDER BY id LIMIT 1", &[], |row| row.get::<String>(0)));
        assert!(world.test.look(move |tx| keeps(tx, &hash)), "kept while it waits");
    }

    fn a_page_never_changes_what_is_answered(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let code = printed(&world, work)[0].1.clone();
        world.hand_in(p.lina, work, "Mon croquis");
        let added = send(&world, work, &[jpeg(sheet(&code, 1))]);
        assert!(added.says("Une page rangée"), "{}", added.text());
        let handin = world.handin_of(work, p.lina);
        assert!(world.visit(p.baron).get(&format!("/cours/remises/{handin}")).says("Mon croquis"), "the text stays");
        world.answer(p.baron, handin, "Bien", "publier");
        let late = send(&world, work, &[jpeg(sheet(&code, 2))]);
        assert!(late.says("une page à part") && late.says("déjà"), "{}", late.text());
        world.answer(p.baron, handin, "Encore", "refaire");
        send(&world, work, &[jpeg(sheet(&code, 3))]);
        let again = world.visit(p.baron).get(&format!("/cours/remises/{handin}"));
        assert!(again.says("Version précédente") && again.says("À lire"), "{}", again.text());
    }

    fn what_is_no_photo_is_said(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        assert!(send(&world, work, &[b"%PDF-1.4 a scan".to_vec()]).says("n’est pas une photo"));
        assert_eq!(send(&world, work, &[]).status, 422);
        assert_eq!(send(&world, work, &[b"\xff\xd8\xff\xe0 broken".to_vec()]).status, 422);
        let path = format!("/cours/travaux/{work}/papier");
        for stranger in [p.lina, p.petit, p.faure, p.head] {
            assert_eq!(world.visit(stranger).get(&path).status, 404);
            assert_eq!(world.post(stranger, &path, &[]).status, 404);
            assert_eq!(world.post(stranger, &format!("{path}/feuilles"), &[]).status, 404);
        }
    }
}
