//! What does not work, from the classroom to its end.

use std::io::Cursor;

use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbImage, codecs::jpeg::JpegEncoder,
};
use testkit::{Backend, Page, both};

use crate::pupils::School;

const REPORT: &str = "/materiel/probleme";
const LIST: &str = "/materiel/problemes";
const DAY: i64 = 24 * 3_600;

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = DynamicImage::ImageRgb8(RgbImage::new(width, height));
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).expect("a picture");
    bytes
}

/// A photo that says where it was taken.
pub(crate) fn photo_with_place() -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    exif.extend_from_slice(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a");
    exif.extend_from_slice(b"\0\0\0\0GPS-46.58N");
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif).expect("a place");
    encoder.write_image(&[90; 40 * 20 * 3], 40, 20, ExtendedColorType::Rgb8).expect("a picture");
    bytes
}

pub(crate) fn says_where(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|three| three == b"GPS")
}

fn start(backend: Backend) -> School {
    School::with_tablets(backend)
}

/// The teacher of the collège reports something.
fn report(school: &School, fields: &[(&str, &str)]) -> Page {
    school.world.send(school.world.people.teacher, REPORT, fields)
}

/// The head of the collège says what becomes of it.
fn go_on(school: &School, path: &str, fields: &[(&str, &str)]) -> Page {
    let visitor = school.world.visit(school.world.people.head);
    let mut form = visitor.form(&visitor.get(path), &format!("{path}/suite"));
    for (field, value) in fields {
        form = form.fill(field, value);
    }
    form.send()
}

both! {
    fn a_teacher_reports_a_room_and_reads_that_it_is_fixed(backend) {
        let school = start(backend);
        let world = &school.world;
        let people = world.people;
        assert_eq!(world.visit(people.teacher).get("/").links("Un problème de matériel"), [REPORT]);
        let sent = report(&school, &[("lieu", "Salle 7"), ("quoi", "picture")]);
        assert!(sent.says("C’est envoyé") && sent.says("Pas d’image") && sent.says("Reçu"), "{}", sent.text());
        let path = sent.path.clone();
        let list = world.visit(people.head).get(LIST);
        assert!(list.says("Pas d’image") && list.says("Salle 7"), "{}", list.text());
        for (state, says) in [("taken", "Pris en charge"), ("waiting", "En attente de pièce"), ("fixed", "Réglé")] {
            let page = go_on(&school, &path, &[("etat", state), ("mots", "La lampe est commandée.")]);
            assert!(page.says(says) && page.says("C’est noté"), "{}", page.text());
            let own = world.visit(people.teacher).get(&path);
            assert!(own.says(says) && own.says("La lampe est commandée."), "{}", own.text());
        }
        let notices = school.notices(people.teacher);
        assert_eq!(notices.matches("Du nouveau sur un problème").count(), 3, "{notices}");
        assert!(world.visit(people.head).get(LIST).says("Aucun problème"));
        for state in ["tous", "fixed"] {
            let all = world.visit(people.head).get(&format!("{LIST}?etat={state}&quoi=picture"));
            assert!(all.says("1 problème"), "{}", all.text());
        }
        let nothing = go_on(&school, &path, &[("mots", "")]);
        assert!(nothing.status == 422 && nothing.says("Dites ce qui change"), "{}", nothing.text());
    }

    fn what_is_not_fixed_is_opened_again_for_fourteen_days(backend) {
        let school = start(backend);
        let teacher = school.world.visit(school.world.people.teacher);
        let path = report(&school, &[("lieu", "Salle 7"), ("quoi", "network")]).path;
        go_on(&school, &path, &[("etat", "fixed")]);
        let reopen = format!("{path}/rouvrir");
        school.world.test.pass(13 * DAY);
        let page = teacher.form(&teacher.get(&path), &reopen).fill("pourquoi", "Toujours rien").send();
        assert!(page.says("Le problème est repris") && page.says("Toujours rien"), "{}", page.text());
        let head = school.world.visit(school.world.people.head);
        assert!(!head.get(&path).actions().contains(&reopen));
        go_on(&school, &path, &[("etat", "refused"), ("mots", "Prévu cet été")]);
        let form = teacher.form(&teacher.get(&path), &reopen);
        school.world.test.pass(15 * DAY);
        assert!(!teacher.get(&path).actions().contains(&reopen));
        let late = form.send();
        assert!(late.status >= 400 && late.says("ne peut plus être repris"), "{}", late.text());
    }

    fn what_is_fixed_changes_the_device(backend) {
        let school = start(backend);
        let world = &school.world;
        let sent = report(&school, &[("lieu", ""), ("numero", "tab-2"), ("quoi", "power"), ("mots", "Rien <b>du tout")]);
        assert!(sent.says("TAB-2") && sent.says("Rien <b>du tout"), "{}", sent.text());
        let device = format!("/materiel/appareils/{}", world.device("R52N40ABCDF"));
        let head = world.visit(world.people.head);
        assert!(head.get(&device).says("Ne s’allume pas"));
        go_on(&school, &sent.path, &[("etat", "refused"), ("appareil", "broken")]);
        let page = head.get(&device);
        assert!(page.says("En panne") && !page.says("Ne s’allume pas"), "{}", page.text());
    }

    fn a_report_is_made_once(backend) {
        let school = start(backend);
        let world = &school.world;
        let teacher = world.visit(world.people.teacher);
        let form = teacher.form(&teacher.get(REPORT), REPORT).fill("lieu", "Salle 7").fill("quoi", "broken");
        let (first, second) = (form.send(), form.send());
        assert_eq!(first.path, second.path, "sent twice");
        let again = report(&school, &[("lieu", "Salle 7"), ("quoi", "broken")]);
        assert!(again.path == first.path && again.says("déjà signalé"), "{}", again.text());
        assert!(world.visit(world.people.head).get(LIST).says("1 problème"));
    }

    fn the_number_of_another_school_says_nothing(backend) {
        let school = start(backend);
        let world = &school.world;
        world.add(world.people.agent, world.people.ecole, "R52N40ECOLE", &[]);
        for number in ["R52N40ECOLE", "R52N40NULLE", "1.23E+15"] {
            let page = report(&school, &[("numero", number), ("quoi", "broken")]);
            assert!(page.status == 422 && page.says(&format!("Aucun appareil de votre école ne porte le numéro {number}")), "{}", page.text());
        }
        let nowhere = report(&school, &[("lieu", ""), ("quoi", "broken")]);
        assert!(nowhere.status == 422 && nowhere.says("dans quelle salle"), "{}", nowhere.text());
        let what = report(&school, &[("lieu", "Salle 7")]);
        assert_eq!(what.status, 422, "{}", what.text());
        assert_eq!(world.visit(school.nadia).get(REPORT).status, 403);
        assert_eq!(world.visit(world.people.agent).get(REPORT).status, 403);
    }

    fn each_sees_what_is_theirs(backend) {
        let school = start(backend);
        let world = &school.world;
        let people = world.people;
        let path = report(&school, &[("lieu", "Salle 7"), ("quoi", "other")]).path;
        let see = |person: i64| world.visit(person).get(&path).status;
        assert_eq!([see(people.teacher), see(people.referent)], [200, 200]);
        assert_eq!([see(people.manager), see(people.agent), see(school.nadia)], [404, 404, 404]);
        assert!(world.visit(people.manager).get(LIST).says("Aucun problème"));
        let teacher = world.visit(people.teacher);
        assert!(!teacher.get(&path).actions().contains(&format!("{path}/suite")));
        let passed = go_on(&school, &path, &[("passer", "oui")]);
        assert!(passed.says("Passé au territoire"), "{}", passed.text());
        assert_eq!(see(people.manager), 200);
        let manager = world.visit(people.manager);
        let suite = format!("{path}/suite");
        let answered = manager.form(&manager.get(&path), &suite).fill("mots", "Nous passons lundi.").send();
        assert!(answered.says("Nous passons lundi."), "{}", answered.text());
        let asked = format!("{LIST}?ecole={}", people.college);
        assert!(manager.get(&asked).says("1 problème"));
        let sheet = manager.get(&format!("{LIST}/export?ecole={}", people.college));
        assert_eq!(sheet.header("content-type"), Some("text/csv; charset=utf-8"));
        assert!(sheet.body.contains("Salle 7") && !sheet.body.contains("Petit"), "{}", sheet.body);
        let school_page = world.visit(people.head).get(&format!("/materiel/ecoles/{}", people.college));
        assert!(school_page.says("Problèmes : 1 en cours"), "{}", school_page.text());
    }

    fn a_photo_is_really_one_and_not_too_many(backend) {
        let school = start(backend);
        let teacher = school.world.visit(school.world.people.teacher);
        let form = || {
            teacher.form(&teacher.get(REPORT), REPORT).fill("lieu", "Salle 7").fill("quoi", "broken")
        };
        let script = form().attach("photos", "photo.jpg", b"<script>alert(1)</script>").send();
        assert!(script.status == 422 && script.says("n’est pas une photo"), "{}", script.text());
        let half = jpeg(300, 200);
        let damaged = form().attach("photos", "photo.jpg", &half[..40]).send();
        assert!(damaged.status == 422 && damaged.says("abîmée"), "{}", damaged.text());
        let mut heap = form();
        for at in 0..5 {
            heap = heap.attach("photos", &format!("{at}.jpg"), &jpeg(8, 8));
        }
        assert!(heap.send().says("4 photos au plus"));
        let huge = form().attach("photos", "mur.jpg", &vec![0; 41 << 20]).send();
        assert_eq!(huge.status, 413, "{}", huge.text());
        let good = form().attach("photos", "mur.jpg", &jpeg(30, 20)).send();
        assert_eq!(good.all("ul.photos img").len(), 1, "{}", good.text());
        let head = school.world.visit(school.world.people.head).get(&good.path);
        assert_eq!(head.all("ul.photos img").len(), 1);
    }

    fn a_year_after_nobody_nor_any_photo_is_left(backend) {
        let school = start(backend);
        let world = &school.world;
        let teacher = world.visit(world.people.teacher);
        let form = teacher.form(&teacher.get(REPORT), REPORT).fill("lieu", "Salle 7").fill("quoi", "broken");
        let sent = form.fill("mots", "Écran fendu").attach("photos", "mur.jpg", &jpeg(30, 20)).send();
        let photo = sent.attributes("ul.photos img", "src").remove(0);
        go_on(&school, &sent.path, &[("etat", "fixed")]);
        world.test.work();
        world.test.pass(370 * DAY);
        world.test.work();
        let page = world.visit(world.people.head).get(&sent.path);
        assert!(page.says("quelqu’un") && !page.says("Petit") && !page.says("Écran fendu"), "{}", page.text());
        assert_eq!(world.visit(world.people.head).get(&photo).status, 404);
        assert_eq!(teacher.get(&sent.path).status, 404);
    }
}
