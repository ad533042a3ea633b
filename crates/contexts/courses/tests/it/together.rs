//! A work done by several.

use directory::edit;
use events::{Event, directory::AccountClosedV1};
use kernel::{Role, Target};
use testkit::{Page, both};

use crate::world::{World, join, person};

/// Two more pupils in the class: Adam, then Emma.
fn two_more(world: &World) -> (i64, i64) {
    let p = world.people;
    world.test.arrange(move |tx| {
        let mut learn = |first| {
            let id = person(tx, "pupil", "", first, "Petit")?;
            join(tx, id, Role::Pupil, Some(p.org), Some(p.class), None)?;
            Ok::<_, db::DbError>(id)
        };
        Ok((learn("Adam")?, learn("Emma")?))
    })
}

/// Presses a button of the page of groups; that page.
fn press(world: &World, work: i64, action: &str, fields: &[(&str, &str)]) -> Page {
    let (baron, path) = (world.people.baron, format!("/cours/travaux/{work}/groupes"));
    let mut all = vec![("action", action)];
    all.extend_from_slice(fields);
    let sent = world.post(baron, &path, &all);
    if sent.status == 303 { world.visit(baron).get(&path) } else { sent }
}

/// Puts pupils together in a group, or in none.
fn gather(world: &World, work: i64, pupils: &[i64], to: &str) -> Page {
    let ids: Vec<String> = pupils.iter().map(i64::to_string).collect();
    let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("eleve", id.as_str())).collect();
    fields.push(("vers", to));
    press(world, work, "deplacer", &fields)
}

/// A work that Lina and Noé do together.
fn shared(world: &World) -> i64 {
    let (_, work) = world.work("Exposé", "2027-03-18");
    let page = gather(world, work, &[world.people.lina, world.people.noe], "nouveau");
    assert!(page.says("Groupe 1") && page.status == 200, "{}", page.text());
    work
}

fn states(world: &World, work: i64, pupil: i64) -> Vec<String> {
    let of = Target::person(pupil).packed();
    world.feed("work", work).into_iter().filter(|item| item.0 == of).map(|item| item.1).collect()
}

/// The numbers of the groups, each with its pupils.
fn teams(world: &World, work: i64) -> Vec<(i64, i64)> {
    world.test.look(move |tx| {
        tx.query(
            "SELECT team, pupil_id FROM courses_member WHERE work_id = $1 ORDER BY team, pupil_id",
            db::params![work],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    })
}

fn close(world: &World, person: i64) {
    let org = world.people.org;
    world.test.arrange(move |tx| {
        let closed = AccountClosedV1 { person, org, day: 0 };
        jobs::emit(tx, AccountClosedV1::NAME, &closed, kernel::Instant(0))
    });
    world.test.work();
}

both! {
    fn one_hands_in_for_the_group_and_each_of_them_has_it(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = shared(&world);
        let path = format!("/cours/travaux/{work}");
        assert!(world.visit(p.noe).get(&path).says("Vous travaillez avec Lina"));
        assert!(world.visit(p.mother).get(&path).says("Ce travail se fait avec Noé"));
        assert!(world.hand_in(p.lina, work, "Notre exposé").says("C’est rendu."));
        for pupil in [p.lina, p.noe] {
            assert_eq!(states(&world, work, pupil), ["handed-in"]);
            let page = world.visit(pupil).get(&path);
            assert!(page.says("Notre exposé") && page.says("Rendu par Lina"), "{}", page.text());
            assert!(world.visit(pupil).get("/cours/rendus").says("Exposé"));
        }
        let mother = world.visit(p.mother).get(&path);
        assert!(mother.says("Avec Noé") && mother.says("Notre exposé"), "{}", mother.text());
        let handin = world.handin_of(work, p.lina);
        let page = format!("/cours/remises/{handin}");
        for reader in [p.lina, p.noe, p.mother, p.father, p.baron, p.roux] {
            let read = world.visit(reader).get(&page);
            assert!(read.says("Notre exposé"), "{}", read.text());
            assert_eq!(read.all(".who-sees li")[..2], ["Lina", "Noé"]);
            assert!(read.says("Leurs responsables légaux") && !read.says("Ses responsables"));
        }
        for other in [p.zoe, p.stranger, p.petit, p.faure, p.head, p.operator] {
            assert_eq!(world.visit(other).get(&page).status, 404);
        }
        let journal = world.test.look(move |tx| tx.query(
            "SELECT person_id FROM db_journal WHERE action = 'courses.handin.together' AND object_id = $1",
            db::params![handin], |row| row.get::<i64>(0),
        ));
        assert_eq!(journal, [p.lina]);
    }

    fn a_group_is_one_line_and_its_answer_goes_to_each_of_them(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (adam, _) = two_more(&world);
        let work = shared(&world);
        world.hand_in(p.noe, work, "Notre exposé");
        world.hand_in(adam, work, "Le mien");
        let teacher = world.visit(p.baron);
        let class = teacher.get(&format!("/cours/travaux/{work}"));
        assert!(class.says("2 copies rendues sur 3"), "{}", class.text());
        assert!(class.says("Groupe 1 Lina Moreau, Noé Moreau"), "{}", class.text());
        assert!(class.says("Adam Petit Sans groupe"), "alone, and said: {}", class.text());
        assert!(teacher.get("/cours/a-lire").says("2 copies"));
        let handin = world.handin_of(work, p.noe);
        let path = format!("/cours/remises/{handin}");
        let page = teacher.get(&path);
        assert!(page.says("Lina Moreau, Noé Moreau") && page.says("Un mot pour un seul élève"), "{}", page.text());
        let word = format!("mot-{}", p.noe);
        let sent = teacher.form(&page, &path).fill("reponse", "Bel exposé").fill(&word, "Parle plus fort.\n\nBravo")
            .fill("action", "publier").send();
        assert!(sent.says("Réponse publiée"), "{}", sent.text());
        for pupil in [p.lina, p.noe] {
            assert_eq!(states(&world, work, pupil), ["answered"]);
        }
        let told: Vec<i64> = world.feed("answer", handin).into_iter().map(|item| item.0).collect();
        assert_eq!(told.len(), 2);
        for page in [path.clone(), format!("/cours/travaux/{work}")] {
            let noe = world.visit(p.noe).get(&page);
            assert!(noe.says("Bel exposé") && noe.says("Parle plus fort. Bravo"), "{}", noe.text());
            for other in [p.lina, p.mother] {
                let read = world.visit(other).get(&page);
                assert!(read.says("Bel exposé") && !read.says("Parle plus fort"), "{}", read.text());
            }
        }
        let stale = teacher.form(&page, &path).fill("reponse", "Autre").send();
        assert_eq!(stale.status, 409, "typed on an older answer");
        let alone = teacher.get(&format!("/cours/remises/{}", world.handin_of(work, adam)));
        assert!(!alone.says("Un mot pour un seul élève"));
    }

    fn two_who_hand_in_at_once_lose_nothing(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = shared(&world);
        let remise = format!("/cours/travaux/{work}/remise");
        let (lina, noe) = (world.visit(p.lina), world.visit(p.noe));
        let path = format!("/cours/travaux/{work}");
        let of_lina = lina.form(&lina.get(&path), &remise).fill("texte", "Le texte de Lina");
        let of_noe = noe.form(&noe.get(&path), &remise).fill("texte", "Le texte de Noé");
        world.test.pass(5);
        assert!(of_lina.send().says("C’est rendu"));
        assert!(of_lina.send().says("C’est rendu"), "a double tap");
        let conflict = of_noe.send();
        assert_eq!(conflict.status, 409);
        assert!(conflict.says("Lina a rendu un autre texte pour votre groupe"), "{}", conflict.text());
        assert!(conflict.says("Le texte de Lina") && conflict.body.contains("Le texte de Noé"), "both are shown");
        world.test.pass(5);
        let chosen = noe.form(&conflict, &remise).attach("fichiers", "plan.txt", b"Le plan").send();
        assert!(chosen.says("Le texte de Noé") && chosen.says("plan.txt"), "{}", chosen.text());
        let read = lina.get(&format!("/cours/remises/{}", world.handin_of(work, p.lina)));
        for piece in ["Rendu par Noé", "Le texte de Noé", "Version précédente", "Rendu par Lina", "Le texte de Lina"] {
            assert!(read.says(piece), "{piece}: {}", read.text());
        }
        let counts = world.test.look(|tx| tx.query_one("SELECT COUNT(*) FROM courses_handin", &[], |row| row.get::<i64>(0)));
        assert_eq!(counts, 1);
    }

    fn what_was_typed_for_another_group_does_not_take_the_place_of_this_ones(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (adam, emma) = two_more(&world);
        let work = shared(&world);
        gather(&world, work, &[adam, emma], "nouveau");
        let (visitor, path) = (world.visit(p.lina), format!("/cours/travaux/{work}"));
        world.hand_in(adam, work, "Le texte d’Adam");
        world.test.pass(5);
        world.hand_in(p.noe, work, "Le texte de Noé");
        let in_the_bus = visitor.form(&visitor.get(&path), &format!("{path}/remise")).fill("texte", "Pour notre groupe");
        gather(&world, work, &[p.lina], "2");
        assert!(visitor.get(&path).says("Le texte d’Adam"));
        let late = in_the_bus.send();
        assert_eq!(late.status, 409, "handed in earlier, but it is another thing: {}", late.text());
        assert!(world.visit(adam).get(&path).says("Le texte d’Adam"));
    }

    fn who_changes_group_after_the_hand_in_takes_nothing_away(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (adam, emma) = two_more(&world);
        let work = shared(&world);
        let path = format!("/cours/travaux/{work}");
        world.hand_in(p.lina, work, "Notre exposé");
        let handin = world.handin_of(work, p.lina);
        gather(&world, work, &[p.lina], "aucun");
        assert!(world.visit(p.noe).get(&path).says("Notre exposé"), "it stays with the others");
        assert!(!world.visit(p.lina).get(&path).says("Notre exposé"));
        assert_eq!(world.visit(p.mother).get(&format!("/cours/remises/{handin}")).status, 404);
        assert!(states(&world, work, p.lina).is_empty(), "back to where the class stands");
        assert!(world.hand_in(p.lina, work, "Seule").says("C’est rendu"));
        let refused = gather(&world, work, &[p.lina], "1");
        assert!(refused.status == 422 && refused.says("déjà rendu deux copies"), "{}", refused.text());
        let refused = gather(&world, work, &[p.noe], "aucun");
        assert_eq!(refused.status, 200, "the last of a group goes away with what it handed in");
        assert!(world.visit(p.noe).get(&path).says("Notre exposé"));
        gather(&world, work, &[p.noe, adam], "nouveau");
        assert_eq!(states(&world, work, adam), ["handed-in"], "what one handed in becomes their group’s");
        let refused = gather(&world, work, &[p.noe, adam], "aucun");
        assert!(refused.status == 422 && refused.says("laissez-y au moins un élève"), "{}", refused.text());
        world.answer(p.baron, world.handin_of(work, p.noe), "Bien", "publier");
        for (pupil, to) in [(adam, "aucun"), (emma, "1")] {
            let refused = gather(&world, work, &[pupil], to);
            assert!(refused.status == 422 && refused.says("déjà lue"), "{}", refused.text());
        }
        for action in ["hasard", "seul"] {
            assert!(press(&world, work, action, &[]).status == 422, "as long as nothing is handed in");
        }
    }

    fn who_leaves_the_class_has_no_part_in_what_comes_after(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = shared(&world);
        let today = world.test.today();
        world.test.arrange(move |tx| edit::end_memberships(tx, p.noe, today.plus(-1)));
        world.hand_in(p.lina, work, "Sans Noé");
        assert!(!world.visit(p.noe).get("/cours/rendus").says("Exposé"));
        let class = world.visit(p.baron).get(&format!("/cours/travaux/{work}"));
        assert!(class.says("Lina Moreau") && !class.says("Noé"), "{}", class.text());
    }

    fn who_left_after_the_hand_in_keeps_it(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = shared(&world);
        world.hand_in(p.lina, work, "Avec Noé");
        let today = world.test.today();
        world.test.arrange(move |tx| edit::end_memberships(tx, p.noe, today.plus(-1)));
        let handin = world.handin_of(work, p.lina);
        assert!(world.visit(p.noe).get(&format!("/cours/remises/{handin}")).says("Avec Noé"));
        let class = world.visit(p.baron).get(&format!("/cours/travaux/{work}"));
        assert!(class.says("Lina Moreau, Noé Moreau"), "{}", class.text());
    }

    fn an_account_that_is_closed_leaves_the_text_to_the_others_without_its_name(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = shared(&world);
        let path = format!("/cours/travaux/{work}");
        let (visitor, remise) = (world.visit(p.lina), format!("{path}/remise"));
        visitor.form(&visitor.get(&path), &remise).fill("texte", "Le premier texte").attach("fichiers", "plan.txt", b"x").send();
        world.test.pass(5);
        world.hand_in(p.lina, work, "Le texte de Lina");
        close(&world, p.lina);
        let noe = world.visit(p.noe).get(&path);
        assert!(noe.says("Le texte de Lina") && noe.says("plan.txt") && !noe.says("par Lina"), "{}", noe.text());
        let class = world.visit(p.baron).get(&path);
        assert!(class.says("1 copie rendue sur 1") || class.says("1 copie rendue sur 2"), "{}", class.text());
        let left = world.test.look(move |tx| tx.query_one(
            "SELECT (SELECT COUNT(*) FROM courses_handin WHERE pupil_id = $1 OR handed_by = $1), \
             (SELECT COUNT(*) FROM courses_member WHERE pupil_id = $1), \
             (SELECT COUNT(*) FROM courses_version WHERE handed_by = $1), \
             (SELECT COUNT(*) FROM courses_attachment WHERE created_by = $1)",
            db::params![p.lina], |row| Ok([row.get::<i64>(0)?, row.get(1)?, row.get(2)?, row.get(3)?]),
        ));
        assert_eq!(left, [0; 4]);
        close(&world, p.noe);
        let left = world.test.look(|tx| tx.query_one("SELECT COUNT(*) FROM courses_handin", &[], |row| row.get::<i64>(0)));
        assert_eq!(left, 0, "the last of them takes it away");
    }

    fn groups_drawn_by_chance_hold_everyone_and_who_comes_later_is_shown(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (adam, emma) = two_more(&world);
        let (_, work) = world.work("Exposé", "2027-03-18");
        let page = press(&world, work, "hasard", &[("taille", "2")]);
        assert!(page.says("Tirage n°") && page.says("Groupe 2"), "{}", page.text());
        let mut drawn: Vec<i64> = teams(&world, work).into_iter().map(|(_, pupil)| pupil).collect();
        drawn.sort_unstable();
        assert_eq!(drawn, [p.lina, p.noe, adam, emma]);
        let (seed, size): (i64, i64) = world.test.look(move |tx| tx.query_one(
            "SELECT seed, size FROM courses_teams WHERE work_id = $1", db::params![work], |row| Ok((row.get(0)?, row.get(1)?)),
        ));
        assert!((0..1_000_000).contains(&seed) && size == 2);
        assert_eq!(press(&world, work, "hasard", &[("taille", "1")]).status, 422);
        let late = world.test.arrange(move |tx| {
            let id = person(tx, "pupil", "", "Sami", "Nouveau")?;
            join(tx, id, Role::Pupil, Some(p.org), Some(p.class), None)?;
            Ok(id)
        });
        let class = world.visit(p.baron).get(&format!("/cours/travaux/{work}"));
        assert!(class.says("Sami Nouveau Sans groupe"), "{}", class.text());
        let alone = world.visit(late).get(&format!("/cours/travaux/{work}"));
        assert!(alone.says("Vous pouvez rendre seul"), "{}", alone.text());
        assert!(world.hand_in(late, work, "Seul").says("C’est rendu"));
        let fresh = press(&world, world.work("Frise", "2027-03-18").1, "hasard", &[]);
        assert!(!press(&world, crate::world::id_of(fresh.path.trim_end_matches("/groupes")), "seul", &[]).says("Groupe 1"));
    }

    fn a_double_tap_draws_once(backend) {
        let world = World::new(backend);
        two_more(&world);
        let (_, work) = world.work("Exposé", "2027-03-18");
        let (teacher, path) = (world.visit(world.people.baron), format!("/cours/travaux/{work}/groupes"));
        let form = teacher.form(&teacher.get(&path), &path).fill("action", "hasard").fill("taille", "2");
        form.send();
        let drawn = teams(&world, work);
        form.send();
        assert_eq!(teams(&world, work), drawn);
    }

    fn the_groups_of_the_class_may_be_taken_as_they_are(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (adam, emma) = two_more(&world);
        let (one, two) = world.test.arrange(move |tx| {
            let one = edit::create_group(tx, p.org, false, "Groupe bleu", &[], 2026)?;
            let two = edit::create_group(tx, p.org, false, "Groupe vert", &[], 2026)?;
            for (pupil, group) in [(p.lina, one), (p.noe, one), (adam, two), (p.noe, two)] {
                join(tx, pupil, Role::Pupil, Some(p.org), Some(group), None)?;
            }
            Ok((one, two))
        });
        let (_, work) = world.work("Exposé", "2027-03-18");
        let none = press(&world, work, "classe", &[]);
        assert!(none.status == 422 && none.says("Cochez au moins un groupe"), "{}", none.text());
        let page = press(&world, work, "classe", &[("de-classe", &one.to_string()), ("de-classe", &two.to_string())]);
        assert!(page.says("Groupe 2"), "{}", page.text());
        assert_eq!(teams(&world, work), [(1, p.lina), (1, p.noe), (2, adam)], "one who is in two goes in the first");
        assert!(page.says("Sans groupe") && page.says("Emma"), "{emma} is shown");
    }

    fn pupils_make_their_groups_when_they_are_let(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (adam, emma) = two_more(&world);
        let (_, work) = world.work("Exposé", "2027-03-18");
        let path = format!("/cours/travaux/{work}");
        let choose = |pupil: i64, to: &str| {
            let sent = world.post(pupil, &format!("{path}/groupe"), &[("vers", to)]);
            assert_eq!(sent.status, 303);
            world.visit(pupil).get(&path)
        };
        choose(p.lina, "nouveau");
        assert!(teams(&world, work).is_empty(), "not before they are let");
        press(&world, work, "eleves", &[("taille", "2")]);
        assert!(choose(p.lina, "nouveau").says("seul dans ce groupe"));
        assert!(world.visit(p.noe).get(&path).says("Rejoindre Lina"));
        assert!(choose(p.noe, "1").says("Vous travaillez avec Lina"));
        choose(adam, "1");
        choose(adam, "7");
        choose(adam, "-1");
        assert_eq!(teams(&world, work).len(), 2, "full, or not there");
        assert!(!world.visit(adam).get(&path).says("Rejoindre"));
        choose(emma, "nouveau");
        choose(emma, "aucun");
        world.hand_in(p.noe, work, "À deux");
        choose(p.lina, "aucun");
        choose(adam, "1");
        assert_eq!(teams(&world, work), [(1, p.lina), (1, p.noe)], "what is handed in is settled");
        press(&world, work, "fini", &[]);
        choose(adam, "nouveau");
        assert_eq!(teams(&world, work).len(), 2);
        for other in [p.zoe, p.mother, p.petit, p.head] {
            assert_eq!(world.post(other, &format!("{path}/groupe"), &[("vers", "1")]).status, 404);
        }
    }

    fn only_who_teaches_it_makes_groups_and_of_its_own_pupils(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Exposé", "2027-03-18");
        let path = format!("/cours/travaux/{work}/groupes");
        for other in [p.lina, p.mother, p.petit, p.faure, p.head, p.operator] {
            assert_eq!(world.visit(other).get(&path).status, 404);
            assert_eq!(world.post(other, &path, &[("action", "hasard")]).status, 404);
        }
        let nobody = gather(&world, work, &[p.zoe], "nouveau");
        assert!(nobody.status == 422 && nobody.says("Cochez au moins un élève"), "{}", nobody.text());
        gather(&world, work, &[p.lina, p.zoe], "nouveau");
        assert_eq!(teams(&world, work), [(1, p.lina)]);
        gather(&world, work, &[p.noe], "99999999999999999999");
        assert_eq!(teams(&world, work), [(1, p.lina), (2, p.noe)], "a group that is not there is a new one");
        let lesson = world.lesson(p.baron, p.history);
        let page = world.write(p.baron, lesson, &[("travail", "Apprendre"), ("pour-le", "2027-03-18"), ("action", "publier")]);
        let learnt = page.links("Voir").pop().unwrap();
        assert_eq!(world.visit(p.baron).get(&format!("{learnt}/groupes")).status, 422, "nothing is handed in");
    }

    fn work_for_named_pupils_never_tells_who_else_has_it(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let page = world.write(p.baron, lesson, &[
            ("travail", "Soutien"), ("pour-le", "2027-03-18"), ("rendre", "handin"), ("eleve", &p.lina.to_string()), ("action", "publier"),
        ]);
        let work = crate::world::id_of(page.links("Voir").last().unwrap());
        let page = press(&world, work, "eleves", &[]);
        assert!(!page.says("Les élèves choisissent"), "{}", page.text());
        let by_pupils: bool = world.test.look(move |tx| tx.query_one(
            "SELECT by_pupils FROM courses_teams WHERE work_id = $1", db::params![work], |row| row.get(0),
        ));
        assert!(!by_pupils);
    }

    fn what_a_group_hands_in_is_the_progress_of_each(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = shared(&world);
        let (teacher, path) = (world.visit(p.baron), format!("/cours/travaux/{work}/evaluer"));
        teacher.form(&teacher.get(&path), &path).fill("competence-REP_MND", "oui").fill("bareme", "20").send();
        world.hand_in(p.lina, work, "Notre exposé");
        let path = format!("/cours/remises/{}", world.handin_of(work, p.lina));
        teacher.form(&teacher.get(&path), &path).fill("niveau-REP_MND", "4").fill("note", "15").fill("action", "publier").send();
        for pupil in [p.lina, p.noe] {
            let seen = world.visit(pupil).get(&format!("/cours/progres/{pupil}"));
            assert!(seen.says("Très bonne maîtrise") && seen.says("Exposé"), "{}", seen.text());
            assert!(world.visit(pupil).get(&path).says("15 / 20"));
        }
    }

    fn asked_for_again_it_is_asked_of_each_and_any_of_them_hands_it_in(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = shared(&world);
        world.hand_in(p.lina, work, "Un début");
        let handin = world.handin_of(work, p.lina);
        world.answer(p.baron, handin, "Il manque la fin", "refaire");
        for pupil in [p.lina, p.noe] {
            assert_eq!(states(&world, work, pupil), ["to-hand-in"]);
        }
        world.test.pass(5);
        assert!(world.hand_in(p.noe, work, "Avec la fin").says("C’est rendu"));
        for pupil in [p.lina, p.noe] {
            assert_eq!(states(&world, work, pupil), ["handed-in"]);
        }
        assert!(world.feed("answer", handin).is_empty());
    }

    fn a_group_has_one_sheet_of_paper(backend) {
        let world = World::new(backend);
        let p = world.people;
        two_more(&world);
        let work = shared(&world);
        let (teacher, path) = (world.visit(p.baron), format!("/cours/travaux/{work}/papier"));
        let pdf = teacher.form(&teacher.get(&path), &format!("{path}/feuilles")).send();
        assert_eq!(pdf.header("content-type"), Some("application/pdf"));
        let sheets = world.test.look(|tx| tx.query_one("SELECT COUNT(*) FROM courses_sheet", &[], |row| row.get::<i64>(0)));
        assert_eq!(sheets, 3, "a group and two alone");
    }

    fn a_work_that_goes_takes_its_groups_and_what_comes_back_has_them(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = shared(&world);
        world.hand_in(p.lina, work, "Notre exposé");
        let teacher = world.visit(p.baron);
        let page = teacher.get(&format!("/cours/travaux/{work}"));
        let delete = teacher.form(&page, &format!("/cours/travaux/{work}/supprimer"));
        delete.send();
        assert!(states(&world, work, p.noe).is_empty());
        let trash = teacher.get("/cours/corbeille");
        let back = trash.actions().into_iter().find(|action| action.starts_with("/cours/corbeille/")).unwrap();
        teacher.form(&trash, &back).send();
        assert_eq!(states(&world, work, p.noe), ["handed-in"]);
        let page = teacher.get(&format!("/cours/travaux/{work}"));
        teacher.form(&page, &format!("/cours/travaux/{work}/supprimer")).send();
        world.test.work();
        for days in [31, 1] {
            world.test.pass(days * 24 * 3_600);
            world.test.work();
        }
        assert!(teams(&world, work).is_empty());
    }
}
