use events::{Event, directory::AccountClosedV1};
use testkit::{Page, both};

use crate::world::World;

const TEXT: &str = "Le Clain coule vers le nord. L’eau est claire.\n\nOn y pêche.";

/// A hand-in of Lina with a text, and its page.
fn handed(world: &World, text: &str) -> (i64, i64, String) {
    let (_, work) = world.work("Croquis", "2027-03-18");
    world.hand_in(world.people.lina, work, text);
    let handin = world.handin_of(work, world.people.lina);
    (work, handin, format!("/cours/remises/{handin}"))
}

/// Makes a remark with the form of the page.
fn remark(world: &World, path: &str, passage: &str, only: &str, words: &str) -> Page {
    let visitor = world.visit(world.people.baron);
    let form = visitor.form(&visitor.get(path), &format!("{path}/remarques"));
    form.fill("passage", passage).fill("mots", only).fill("remarque", words).send()
}

fn count(world: &World) -> i64 {
    world.test.look(|tx| tx.query_one("SELECT COUNT(*) FROM courses_remark", &[], |row| row.get(0)))
}

both! {
    fn a_remark_on_a_passage_is_read_once_published(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (work, _, path) = handed(&world, TEXT);
        let page = world.visit(p.baron).get(&path);
        let sentences = page.attributes("#passage option", "value");
        assert_eq!(page.all("#passage option")[1..], ["Le Clain coule vers le nord.", "L’eau est claire.", "On y pêche."]);
        let made = remark(&world, &path, &sentences[2], "", "Joli.\nContinue.");
        assert!(made.says("Remarque ajoutée. Elle sera visible une fois la réponse publiée."), "{}", made.text());
        remark(&world, &path, "", "vers le NORD", "D’où le sais-tu ?");
        let seen = world.visit(p.roux).get(&path);
        assert_eq!(seen.all("mark"), ["vers le nord", "L’eau est claire."], "the second teacher sees it too");
        for reader in [p.lina, p.mother] {
            let theirs = world.visit(reader).get(&path);
            assert!(!theirs.says("Joli.") && theirs.all("mark").is_empty(), "{}", theirs.text());
        }
        let alone = world.answer(p.baron, world.handin_of(work, p.lina), "", "publier");
        assert!(alone.says("Réponse publiée"), "remarks alone are an answer: {}", alone.text());
        for reader in [p.lina, p.mother, p.father] {
            let theirs = world.visit(reader).get(&path);
            assert_eq!(theirs.all("mark"), ["vers le nord", "L’eau est claire."]);
            assert_eq!(theirs.all(".remarks > li .said"), ["D’où le sais-tu ?", "Joli. Continue."]);
            assert_eq!(theirs.attributes("a.nth", "aria-label"), ["Remarque 1", "Remarque 2"]);
            let there = theirs.attributes("a.nth", "href");
            let ids = theirs.attributes(".remarks > li", "id");
            assert_eq!(there, ids.iter().map(|id| format!("#{id}")).collect::<Vec<_>>(), "each number leads to its words");
            assert!(theirs.actions().iter().all(|action| !action.contains("remarques")), "nothing to change for them");
        }
        let on_work = world.visit(p.lina).get(&format!("/cours/travaux/{work}"));
        assert!(on_work.says("Voir aussi ce qui est noté sur la copie"));
        let teacher = world.visit(p.baron);
        let twice = teacher.form(&teacher.get(&path), &format!("{path}/remarques")).fill("passage", "0-2").fill("remarque", "Une fois");
        twice.send();
        twice.send();
        assert_eq!(count(&world), 3, "a double tap is one remark");
        let late = remark(&world, &path, &sentences[3], "", "Où ?");
        assert!(late.says("La réponse est publiée : l’élève la voit déjà."), "{}", late.text());
        assert_eq!(world.visit(p.noe).get(&path).status, 404);
    }

    fn a_remark_is_said_otherwise_taken_away_and_brought_back(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, _, path) = handed(&world, TEXT);
        let made = remark(&world, &path, "0-2", "", "Non");
        let id = made.attributes(".remarks > li", "id").remove(0).replace("remarque-", "");
        let one = format!("{path}/remarques/{id}");
        let teacher = world.visit(p.roux);
        let form = teacher.form(&teacher.get(&path), &one);
        assert!(form.fill("remarque", "Oui").send().says("Remarque modifiée"));
        let long = format!("Trop long {}", "é".repeat(2_000));
        for (typed, says) in [(" ", "à remplir"), (long.as_str(), "trop long")] {
            let wrong = teacher.form(&teacher.get(&path), &one).fill("remarque", typed).send();
            assert_eq!(wrong.status, 422);
            let field = wrong.all("details[open] .field.bad").remove(0);
            assert!(field.contains(says) && field.contains(typed.trim()), "{field:.200}");
            assert!(teacher.get(&path).says("Oui"), "what was kept stays");
        }
        let gone = teacher.form(&teacher.get(&path), &one).fill("action", "supprimer").send();
        assert!(gone.says("Remarque supprimée") && gone.all(".remarks").is_empty(), "{}", gone.text());
        let bin = teacher.get("/cours/corbeille");
        let back = bin.attributes("main form", "action").remove(0);
        assert!(teacher.form(&bin, &back).send().says("Oui"));
        teacher.form(&teacher.get(&path), &one).fill("action", "supprimer").send();
        world.a_month_later();
        assert_eq!(count(&world), 0, "after thirty days it is gone for good");
    }

    fn a_remark_stays_with_the_version_it_was_made_on(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (work, handin, path) = handed(&world, "Un bois.");
        remark(&world, &path, "0-2", "", "Draft of the first");
        world.hand_in(p.lina, work, "Deux bois.");
        let teacher = world.visit(p.baron);
        assert_eq!(teacher.get(&path).all("details mark"), ["Un"], "on what was replaced");
        assert!(!world.visit(p.lina).get(&path).says("Draft of the first"), "not published yet");
        remark(&world, &path, "0-4", "", "On the second");
        assert!(world.answer(p.baron, handin, "Recommence", "refaire").says("peut rendre à nouveau"));
        world.hand_in(p.lina, work, "Trois bois.");
        for reader in [p.lina, p.mother, p.baron] {
            let seen = world.visit(reader).get(&path);
            assert_eq!(seen.all("details mark"), ["Deux", "Un"], "published with the answer, they stay readable");
        }
        remark(&world, &path, "0-5", "", "On the third");
        let theirs = world.visit(p.lina).get(&path);
        assert!(!theirs.says("On the third") && theirs.says("On the second"), "{}", theirs.text());
    }

    fn what_no_text_holds_is_refused_with_a_sentence(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, handin, path) = handed(&world, TEXT);
        for wrong in ["", "0-9999", "9-3", "5-5", "-1-4", "a-b", "0", "0-18446744073709551616", "3-4:feu", "99-120:feu"] {
            let page = remark(&world, &path, wrong, "", "x");
            assert!(page.status == 422 && page.says("passage"), "{wrong}: {}", page.text());
        }
        let absent = remark(&world, &path, "0-28", "la Loire", "Gardé");
        assert!(absent.status == 422 && absent.says("Ces mots ne sont pas dans le passage"), "{}", absent.text());
        assert!(absent.says("Gardé") && absent.attributes("details[open] #mots", "value") == ["la Loire"], "what was typed stays");
        assert_eq!(remark(&world, &path, "0-28", "", " ").status, 422);
        assert_eq!(remark(&world, &path, "0-28", "", &"x".repeat(2_001)).status, 422);
        assert_eq!(count(&world), 0);
        let moved = remark(&world, &path, "90-95:L’eau", "", "found where it is");
        assert_eq!(moved.all("mark"), ["L’eau"]);
        let id = world.test.look(|tx| tx.query_one("SELECT id FROM courses_remark", &[], |row| row.get::<i64>(0)));
        world.hand_in(p.noe, world.test.look(move |tx| tx.query_one(
            "SELECT work_id FROM courses_handin WHERE id = $1", db::params![handin], |row| row.get::<i64>(0),
        )), "De Noé");
        let other = world.test.look(move |tx| tx.query_one(
            "SELECT id FROM courses_handin WHERE id <> $1", db::params![handin], |row| row.get::<i64>(0),
        ));
        let elsewhere = format!("/cours/remises/{other}/remarques/{id}");
        assert_eq!(world.post(p.baron, &elsewhere, &[("remarque", "x")]).status, 404, "by another hand-in");
        for stranger in [p.lina, p.mother, p.petit, p.faure, p.head, p.operator] {
            for action in [format!("{path}/remarques"), format!("{path}/remarques/{id}")] {
                let sent = [("passage", "0-2"), ("remarque", "x"), ("action", "supprimer")];
                assert_eq!(world.post(stranger, &action, &sent).status, 404, "{action}");
            }
        }
    }

    fn passages_overlap_and_are_made_of_any_writing(backend) {
        let world = World::new(backend);
        let (_, _, path) = handed(&world, "e\u{301}te\u{301} 👩🏽‍🏫 שלום עולם <b>&</b>");
        remark(&world, &path, "0-1", "", "accent");
        remark(&world, &path, "6-7", "", "emoji");
        remark(&world, &path, "", "שלום", "שלום לך");
        let page = remark(&world, &path, "0-20", "", "<script>alert(1)</script>");
        assert_eq!(page.all(".remarks q").len(), 4);
        for quote in ["e\u{301}", "👩🏽‍🏫", "שלום"] {
            assert!(page.all(".remarks q").iter().any(|own| own == quote), "{quote}: {:?}", page.all(".remarks q"));
        }
        assert!(page.all("script").is_empty() && page.says("<script>alert(1)</script>"));
        assert_eq!(page.all("[data-passages] a.nth").len(), 4);
        assert!(page.says("<b>&</b>"), "the text itself is untouched");
    }

    fn there_is_an_end_to_remarks(backend) {
        let world = World::new(backend);
        let (_, handin, path) = handed(&world, TEXT);
        let by = world.people.baron;
        world.test.arrange(move |tx| {
            for at in 0..100_i64 {
                tx.execute(
                    "INSERT INTO courses_remark (handin_id, starts, ends, quote, words, author_id, at, shown) \
                     VALUES ($1, $2, $3, 'x', 'y', $4, 0, FALSE)",
                    db::params![handin, at % 20, at % 20 + 3, by],
                )?;
            }
            Ok(())
        });
        let page = remark(&world, &path, "0-5", "", "one more");
        assert!(page.status == 422 && page.says("déjà 100 remarques"), "{}", page.text());
        assert_eq!(count(&world), 100);
    }

    fn remarks_go_with_the_work(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (work, _, path) = handed(&world, TEXT);
        remark(&world, &path, "0-5", "", "x");
        let teacher = world.visit(p.baron);
        let page = format!("/cours/travaux/{work}");
        teacher.form(&teacher.get(&page), &format!("{page}/supprimer")).send();
        world.a_month_later();
        assert_eq!(count(&world), 0);
    }

    fn remarks_go_with_the_account(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, _, path) = handed(&world, TEXT);
        remark(&world, &path, "0-5", "", "x");
        world.test.arrange(move |tx| {
            let closed = AccountClosedV1 { person: p.lina, org: p.org, day: 0 };
            jobs::emit(tx, AccountClosedV1::NAME, &closed, kernel::Instant(0))
        });
        world.test.work();
        assert_eq!(count(&world), 0);
    }
}
