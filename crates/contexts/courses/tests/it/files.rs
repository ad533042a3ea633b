use std::io::Cursor;

use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbImage,
    codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder},
};
use testkit::{Page, both};

use crate::world::World;

/// Sends one file with a hand-in.
fn hand_in_file(world: &World, work: i64, name: &str, content: &[u8]) -> Page {
    let visitor = world.visit(world.people.lina);
    let page = visitor.get(&format!("/cours/travaux/{work}"));
    visitor
        .form(&page, &format!("/cours/travaux/{work}/remise"))
        .attach("photos", name, content)
        .send()
}

pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = DynamicImage::ImageRgb8(RgbImage::new(width, height));
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).unwrap();
    bytes
}

/// What says where a picture was taken.
const PLACE: &[u8] = b"GPS-46.58N";

/// That a picture lies on its side or stands, and where it was taken.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend_from_slice(b"\x01\x12\0\x03\0\0\0\x01\0");
    exif.extend_from_slice(&[orientation, 0, 0]);
    exif.extend_from_slice(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26");
    exif.extend_from_slice(b"\0\0\0\0");
    exif.extend_from_slice(PLACE);
    exif
}

/// A photo lying on its side that says where it was taken.
fn photo_with_place() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif(6)).unwrap();
    encoder.write_image(&[90; 40 * 20 * 3], 40, 20, ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// Points that are all different.
fn points() -> RgbImage {
    RgbImage::from_fn(12, 8, |x, y| {
        image::Rgb([u8::try_from(x * 20).unwrap(), u8::try_from(y * 30).unwrap(), 90])
    })
}

/// A chunk of a PNG.
fn chunk(kind: &[u8; 4], says: &[u8]) -> Vec<u8> {
    let body = [&kind[..], says].concat();
    [&u32::try_from(says.len()).unwrap().to_be_bytes()[..], &body, &crc(&body).to_be_bytes()]
        .concat()
}

/// A PNG that says where it was taken in each way a PNG can.
fn png_with_place(orientation: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    points().write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    let says = |before: &[u8]| [before, PLACE].concat();
    let more = [
        chunk(b"eXIf", &exif(orientation)),
        chunk(b"tEXt", &says(b"Location\0")),
        chunk(b"iTXt", &says(b"XML:com.adobe.xmp\0\0\0\0\0")),
        chunk(b"prVt", PLACE),
    ];
    let head = 33;
    [&bytes[..head], &more.concat(), &bytes[head..], PLACE].concat()
}

/// A WebP that says where it was taken, twice.
fn webp_with_place() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut bytes);
    encoder.set_exif_metadata(exif(1)).unwrap();
    points().write_with_encoder(encoder).unwrap();
    bytes.extend_from_slice(b"XMP \x0a\0\0\0");
    bytes.extend_from_slice(PLACE);
    let size = u32::try_from(bytes.len()).unwrap() - 8;
    bytes[4..8].copy_from_slice(&size.to_le_bytes());
    bytes
}

/// A JPEG that says where it was taken everywhere but in its EXIF.
fn jpeg_with_place() -> Vec<u8> {
    let mut bytes = Vec::new();
    points().write_with_encoder(JpegEncoder::new(&mut bytes)).unwrap();
    let segment = |marker: u8, before: &[u8]| {
        let says = [before, PLACE].concat();
        [&[0xFF, marker][..], &u16::try_from(says.len() + 2).unwrap().to_be_bytes(), &says].concat()
    };
    let more = [
        segment(0xED, b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x0a"),
        segment(0xFE, b""),
        segment(0xE2, b"MPF\0"),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0"),
        segment(0xEB, b"JP"),
    ];
    let begins = 2;
    [&bytes[..begins], &more.concat(), &bytes[begins..], PLACE].concat()
}

/// A sound of a phone that says where it was recorded.
fn m4a_with_place() -> Vec<u8> {
    let a_box = |kind: &[u8], inside: &[u8]| {
        [&u32::try_from(inside.len() + 8).unwrap().to_be_bytes()[..], kind, inside].concat()
    };
    let place = a_box(b"udta", &a_box(b"\xa9xyz", PLACE));
    let track = a_box(b"trak", &[a_box(b"tkhd", b"track"), a_box(b"meta", PLACE)].concat());
    let film = a_box(b"moov", &[a_box(b"mvhd", b"head"), track, place].concat());
    [a_box(b"ftyp", b"M4A \0\0\0\0M4A isom"), a_box(b"mdat", b"what is heard"), film].concat()
}

fn says_where(bytes: &[u8]) -> bool {
    bytes.windows(PLACE.len()).any(|seen| seen == PLACE)
}

/// A picture of one point.
pub(crate) fn a_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes).write_image(&[0], 1, 1, ExtendedColorType::L8).unwrap();
    bytes
}

/// A picture of nothing, 30 000 by 15 000, in a few bytes: only its header says so.
fn huge_png() -> Vec<u8> {
    let mut bytes = a_png();
    bytes[16..20].copy_from_slice(&30_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&15_000_u32.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// A sound of so many minutes, ten samples a second.
pub(crate) fn wave(minutes: u32) -> Vec<u8> {
    let length = minutes * 600;
    let mut bytes = b"RIFF".to_vec();
    bytes.extend_from_slice(&(36 + length).to_le_bytes());
    bytes.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    bytes.extend_from_slice(&10_u32.to_le_bytes());
    bytes.extend_from_slice(&10_u32.to_le_bytes());
    bytes.extend_from_slice(b"\x01\0\x08\0data");
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.resize(bytes.len() + length as usize, 128);
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

both! {
    fn a_photo_is_shown_in_place_to_those_who_may(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let page = hand_in_file(&world, work, "copie.jpg", &jpeg(20, 10));
        assert!(page.says("C’est rendu"), "{}", page.text());
        let shown = page.attributes(".photos img", "src").remove(0);
        for reader in [p.lina, p.mother, p.baron] {
            let file = world.visit(reader).get(&shown);
            assert_eq!((file.status, file.header("content-type")), (200, Some("image/jpeg")));
            assert!(file.header("content-disposition").is_some_and(|d| d.starts_with("inline")));
            assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
        }
        for other in [p.noe, p.petit, p.stranger, p.head, p.operator] {
            assert_eq!(world.visit(other).get(&shown).status, 404);
        }
    }

    fn a_photo_forgets_where_it_was_taken_and_stands_upright(backend) {
        let world = World::new(backend);
        let (_, work) = world.work("Croquis", "2027-03-18");
        let sent = photo_with_place();
        assert!(sent.windows(3).any(|w| w == b"GPS"));
        let page = hand_in_file(&world, work, "copie.jpg", &sent);
        let shown = page.attributes(".photos img", "src").remove(0);
        let kept = world.visit(world.people.lina).get(&shown).bytes;
        assert!(!kept.windows(3).any(|w| w == b"GPS") && !kept.windows(4).any(|w| w == b"Exif"));
        let picture = image::load_from_memory(&kept).unwrap();
        assert_eq!((picture.width(), picture.height()), (20, 40));
    }

    fn a_picture_of_any_kind_forgets_where_it_was_taken(backend) {
        let world = World::new(backend);
        let (_, work) = world.work("Croquis", "2027-03-18");
        let lina = world.visit(world.people.lina);
        let kept_of = |name: &str, sent: &[u8]| {
            assert!(says_where(sent), "{name}");
            let page = hand_in_file(&world, work, name, sent);
            assert!(page.says("C’est rendu"), "{name}: {}", page.text());
            let shown = page.attributes(".photos img", "src").pop().unwrap();
            let kept = lina.get(&shown).bytes;
            assert!(!says_where(&kept), "{name}");
            kept
        };
        for (name, sent) in [
            ("carte.png", png_with_place(1)),
            ("carte.webp", webp_with_place()),
            ("carte.jpg", jpeg_with_place()),
        ] {
            let (before, kept) = (image::load_from_memory(&sent).unwrap(), kept_of(name, &sent));
            assert_eq!(image::load_from_memory(&kept).unwrap(), before, "{name}: the same points");
        }
        let turned = image::load_from_memory(&kept_of("debout.png", &png_with_place(6))).unwrap();
        assert_eq!(turned, DynamicImage::ImageRgb8(points()).rotate90(), "upright, since it no longer says how it lies");
    }

    fn a_recording_forgets_where_it_was_made(backend) {
        let world = World::new(backend);
        let (_, work) = world.work("Lecture", "2027-03-18");
        let sent = m4a_with_place();
        let page = hand_in_file(&world, work, "voix.m4a", &sent);
        assert!(page.says("C’est rendu"), "{}", page.text());
        let link = page.attributes(".files a", "href").remove(0);
        let kept = world.visit(world.people.lina).get(&link).bytes;
        assert!(says_where(&sent) && !says_where(&kept));
        assert_eq!(kept.len(), sent.len(), "what points into it still does");
        let heard: &[u8] = b"what is heard";
        assert!(kept.windows(heard.len()).any(|seen| seen == heard));
    }

    fn a_picture_too_large_or_damaged_is_refused_with_a_sentence(backend) {
        let world = World::new(backend);
        let (_, work) = world.work("Croquis", "2027-03-18");
        let huge = hand_in_file(&world, work, "mur.png", &huge_png());
        assert!(huge.status == 422 && huge.says("« mur.png » est trop grande"), "{}", huge.text());
        let half = jpeg(300, 200);
        let damaged = hand_in_file(&world, work, "copie.jpg", &half[..40]);
        assert!(damaged.status == 422 && damaged.says("est une image abîmée"), "{}", damaged.text());
        assert!(world.feed("to-read", work).is_empty());
    }

    fn anything_else_is_only_downloaded(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let page = hand_in_file(&world, work, "page.jpg", b"<html><script>alert(1)</script></html>");
        assert!(page.says("C’est rendu"), "{}", page.text());
        assert!(page.attributes(".photos img", "src").is_empty());
        let link = page.attributes(".files a", "href").remove(0);
        let file = world.visit(p.baron).get(&link);
        assert_eq!(file.header("content-type"), Some("application/octet-stream"));
        assert!(file.header("content-disposition").is_some_and(|d| d.starts_with("attachment")));
        assert_eq!(file.body, "<html><script>alert(1)</script></html>");
    }

    fn files_of_a_lesson_are_for_its_readers_and_come_back_from_the_bin(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (lesson, work) = world.work("Croquis", "2027-03-18");
        let path = format!("/cours/lecons/{lesson}");
        let visitor = world.visit(p.baron);
        let form = visitor.form(&visitor.get(&path), &path)
            .fill("action", "enregistrer").attach("fichiers", "fiche.txt", "Légende à compléter".as_bytes());
        form.send();
        let page = form.send();
        assert_eq!(page.all(".files a span"), ["fiche.txt"], "sent twice, kept once");
        let link = page.attributes(".files a", "href").remove(0);
        assert_eq!(world.visit(p.lina).get(&link).body, "Légende à compléter");
        assert!(world.visit(p.lina).get(&format!("/cours/travaux/{work}")).says("fiche.txt"));
        assert_eq!(world.visit(p.zoe).get(&link).status, 404);
        assert_eq!(world.post(p.lina, &format!("{link}/supprimer"), &[]).status, 404);
        assert!(visitor.form(&page, &format!("{link}/supprimer")).send().says("Fichier retiré"));
        assert_eq!(world.visit(p.lina).get(&link).status, 404);
        let hash = world.test.look(|tx| tx.query_one("SELECT hash FROM courses_attachment", &[], |row| row.get::<String>(0)));
        let keeps = courses::module().keeps_file.expect("the room keeps files");
        assert!(world.test.look(move |tx| keeps(tx, &hash)), "kept while it can come back");
        let bin = visitor.get("/cours/corbeille");
        let action = bin.attributes("main form", "action").remove(0);
        visitor.form(&bin, &action).send();
        assert_eq!(world.visit(p.lina).get(&link).status, 200);
    }

    fn a_pupil_takes_a_file_back_until_answered(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        hand_in_file(&world, work, "un.jpg", &jpeg(8, 8));
        let page = hand_in_file(&world, work, "deux.jpg", &jpeg(9, 9));
        let files = page.attributes(".photos a", "href");
        assert_eq!(files.len(), 2, "files add up");
        for other in [p.noe, p.mother, p.baron] {
            assert_eq!(world.post(other, &format!("{}/supprimer", files[0]), &[]).status, 404);
        }
        assert_eq!(world.post(p.lina, &format!("{}/supprimer", files[0]), &[]).status, 303);
        world.answer(p.baron, world.handin_of(work, p.lina), "Bien", "suivant");
        assert_eq!(world.post(p.lina, &format!("{}/supprimer", files[1]), &[]).status, 404);
    }

    fn a_voice_is_handed_in_and_heard_in_place(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Lecture", "2027-03-18");
        let (page, action) = (format!("/cours/travaux/{work}"), format!("/cours/travaux/{work}/remise"));
        let lina = world.visit(p.lina);
        let speak = |minutes| lina.form(&lina.get(&page), &action).attach("voix", "voix.wav", &wave(minutes)).send();
        let hours = speak(600);
        assert!(hours.status == 422 && hours.says("dure plus d’une heure"), "{}", hours.text());
        assert_eq!(hours.all("#voix-erreur").len(), 1, "said beside its field");
        let handed = speak(3);
        assert!(handed.says("C’est rendu"), "{}", handed.text());
        let sound = handed.attributes("audio", "src").remove(0);
        let heard = world.visit(p.baron).get(&sound);
        assert_eq!(heard.header("content-type"), Some("audio/wav"));
        assert!(heard.header("content-disposition").is_some_and(|d| d.starts_with("inline")));
        assert_eq!(world.visit(p.noe).get(&sound).status, 404);
    }

    fn what_only_looks_like_a_sound_is_only_downloaded(backend) {
        let world = World::new(backend);
        let (_, work) = world.work("Lecture", "2027-03-18");
        let page = hand_in_file(&world, work, "voix.ogg", b"OggS\0 and then nothing of the kind");
        assert!(page.says("C’est rendu") && page.attributes("audio", "src").is_empty(), "{}", page.text());
        let link = page.attributes(".files a", "href").remove(0);
        assert_eq!(world.visit(world.people.baron).get(&link).header("content-type"), Some("application/octet-stream"));
    }

    fn a_photo_that_computers_do_not_show_is_said(backend) {
        let world = World::new(backend);
        let (_, work) = world.work("Croquis", "2027-03-18");
        let page = hand_in_file(&world, work, "IMG_1.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and more");
        assert!(page.status == 422 && page.says("photo HEIC"), "{}", page.text());
    }

    fn file_names_of_every_kind_stay_names(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let names = ["../../etc/passwd", "C:\\copie.txt", "фото 📷 été.txt", "con", "a\u{202e}txt.exe", "<b>.txt", ".", &"x".repeat(400)];
        for (at, name) in names.iter().enumerate() {
            let page = hand_in_file(&world, work, name, format!("copie {at}").as_bytes());
            assert!(page.says("C’est rendu"), "{name}: {}", page.text());
        }
        let page = world.visit(p.baron).get(&format!("/cours/remises/{}", world.handin_of(work, p.lina)));
        let links = page.attributes(".files a", "href");
        assert_eq!(links.len(), names.len());
        for (at, link) in links.iter().enumerate() {
            let file = world.visit(p.baron).get(link);
            let disposition = file.header("content-disposition").unwrap_or_default();
            assert_eq!(file.body, format!("copie {at}"));
            assert!(disposition.starts_with("attachment") && !disposition.contains(['/', '\\', '<', '\u{202e}']), "{disposition}");
        }
    }

    fn more_than_a_hand_in_may_weigh_is_refused(backend) {
        let world = World::new(backend);
        let (_, work) = world.work("Croquis", "2027-03-18");
        let mut document = b"%PDF-1.7 ".to_vec();
        document.resize(61 << 20, b' ');
        let page = hand_in_file(&world, work, "tout.pdf", &document);
        assert_eq!(page.status, 413, "{}", page.text());
        assert!(page.says("en plusieurs fois"), "what to do is said: {}", page.text());
        let kept = world.test.look(|tx| tx.query_one("SELECT COUNT(*) FROM courses_handin", &[], |row| row.get::<i64>(0)));
        assert_eq!(kept, 0);
    }

    fn several_photos_are_one_document_in_the_order_one_chooses(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let alone = hand_in_file(&world, work, "un.jpg", &jpeg(8, 8));
        assert!(!alone.says("en un seul document"));
        let page = hand_in_file(&world, work, "deux.jpg", &jpeg(9, 12));
        let before = page.attributes(".photos img", "src");
        let lina = world.visit(p.lina);
        let moved = lina.form(&page, &format!("{}/avancer", before[1])).send();
        assert_eq!(moved.attributes(".photos img", "src"), [before[1].clone(), before[0].clone()]);
        let document = format!("/cours/remises/{}/document", world.handin_of(work, p.lina));
        for reader in [p.lina, p.mother, p.baron] {
            let visitor = world.visit(reader);
            let pdf = visitor.form(&visitor.get(&format!("/cours/remises/{}", world.handin_of(work, p.lina))), &document).send();
            assert_eq!(pdf.header("content-type"), Some("application/pdf"));
            assert!(pdf.body.contains("/Count 2"), "two pages");
        }
        for other in [p.noe, p.petit, p.head] {
            assert_eq!(world.post(other, &document, &[]).status, 404);
            assert_eq!(world.post(other, &format!("{}/avancer", before[0]), &[]).status, 404);
        }
        assert_eq!(world.post(p.baron, &format!("{}/avancer", before[0]), &[]).status, 404, "only whose it is");
    }
}
