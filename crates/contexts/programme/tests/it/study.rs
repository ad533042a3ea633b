//! Which collèges: asked, solved with its proof, tried, published, decided, printed.

use db::params;
use directory::{edit, feed::Uai};
use kernel::{Day, Role};
use testkit::{Page, both};

use crate::{commitments::six_robots, territory::Line, world::World};

pub(crate) fn uai(number: u32) -> String {
    Uai::from_number(number).unwrap().as_str().to_owned()
}

impl World {
    /// Six collèges on a line, two of them private, an école beside each. The last is of another group of
    /// communes.
    pub(crate) fn with_line(backend: testkit::Backend) -> Self {
        let world = Self::new(backend);
        let names: Vec<[String; 4]> = (0..6_u32)
            .map(|at| {
                let (college, ecole) = (uai(990_001 + at), uai(990_101 + at));
                [college, format!("Collège {at}"), ecole, format!("École {at}")]
            })
            .collect();
        let nowhere = uai(990_201);
        let mut all: Vec<Line> =
            vec![(nowhere.as_str(), "ECOLE", "École sans lieu", "public", None, "100")];
        for (at, names) in (0_u32..).zip(&names) {
            let [college, name, ecole, ecole_name] = names.each_ref().map(String::as_str);
            let lon = f64::from(at) * 0.2;
            let sector = if at % 3 == 2 { "prive" } else { "public" };
            all.push((college, "COLLEGE", name, sector, Some((46.1, lon)), "100"));
            all.push((ecole, "ECOLE", ecole_name, "public", Some((46.11, lon)), "100"));
        }
        let is_east = |line: &Line| line.4.is_some_and(|(_, lon)| lon > 0.9);
        world.bring_of(&all, |line| if is_east(line) { "CC des Monts" } else { "CC du Val" });
        world
    }

    /// Asks a study.
    pub(crate) fn ask(&self, fields: &[(&str, &str)]) -> Page {
        let visitor = self.visit(self.people.manager);
        let page = visitor.get("/programme/pilotes/etudes/nouvelle");
        let mut form =
            visitor.form(&page, "/programme/pilotes/etudes").fill("nom", "Mailler le Val");
        for (field, value) in fields {
            form = form.fill(field, value);
        }
        form.send()
    }

    /// A funder, tied to the collège.
    pub(crate) fn funder(&self) -> i64 {
        let (funder, org) = (self.people.funder, self.people.college);
        self.test.arrange(move |tx| {
            let part = edit::NewMembership {
                person: funder,
                role: Role::Funder,
                org: Some(org),
                group: None,
                teaching: None,
                starts: Day(0),
                ends: Day::NEVER,
            };
            edit::add_membership(tx, &part)
        });
        funder
    }

    pub(crate) fn decide(&self, study: &Page, fields: &[(&str, &str)]) -> Page {
        let mut all = vec![
            ("qui", "Commission permanente"),
            ("jour", "2026-09-01"),
            ("pour", "30"),
            ("contre", "4"),
            ("abstentions", "2"),
        ];
        all.extend(fields);
        self.send(self.people.manager, &format!("{}/decision", study.path), &all)
    }
}

/// The cells of the rows of a page that say something, as one text each.
fn rows(page: &Page, says: &str) -> Vec<String> {
    page.all("tbody tr").into_iter().filter(|row| row.contains(says)).collect()
}

/// Fills in the rest of a decision and sends it.
fn typed(form: testkit::Form<'_, '_>) -> Page {
    form.fill("jour", "2026-09-01")
        .fill("pour", "9")
        .fill("contre", "0")
        .fill("abstentions", "0")
        .send()
}

both! {
    fn a_study_is_proven_and_says_what_it_costs(backend) {
        let world = World::with_line(backend);
        let study = world.ask(&[("nombre", "2"), ("prive-min", "1")]);
        assert_eq!(study.status, 200, "{}", study.text());
        assert!(study.says("Aucun autre choix n’est meilleur"), "{}", study.text());
        assert!(study.says("collèges privés : au moins 1") && study.says("Ce que coûte chaque contrainte"), "{}", study.text());
        assert!(study.says("Le plus proche pour") && study.says("Sans lui"), "{}", study.text());
        // Without it two in the middle of three each; with it one école more goes one collège further.
        let price = rows(&study, "collèges privés : au moins 1");
        assert!(price.len() == 1 && price[0].contains("15,399 km de plus"), "{price:?}");
        assert!(study.says("sa position est inconnue") || study.says("Sa position est inconnue"), "{}", study.text());
        assert!(study.says("preau programme locate distances.csv --p 2"), "{}", study.text());
        assert_eq!(study.attributes("figure.territory svg", "role"), ["img"]);
        let visitor = world.visit(world.people.manager);
        assert!(visitor.get(&format!("{}/distances.csv", study.path)).text().contains(&uai(990_101)));
        assert!(visitor.get(&format!("{}/ecoles.csv", study.path)).text().contains("École 3"));
    }

    fn rules_that_cannot_be_kept_are_named_in_a_sentence(backend) {
        let world = World::with_line(backend);
        let study = world.ask(&[("nombre", "3"), ("prive-min", "3"), ("public-min", "1"), ("rural-max", "2")]);
        assert!(study.says("ne peuvent pas être tenues ensemble"), "{}", study.text());
        assert!(study.says("collèges privés : au moins 3 (il y en a 2)"), "{}", study.text());
        let many = world.ask(&[("nombre", "60")]);
        assert!(many.says("Collèges demandés : 60"), "{}", many.text());
        for (field, value) in [("nombre", "0"), ("nombre", "-2"), ("nombre", "x"), ("public-min", "-1")] {
            assert_eq!(world.ask(&[(field, value)]).status, 422, "{field} {value}");
        }
        assert_eq!(world.ask(&[("objectif", "cover")]).status, 422, "a radius is missing");
        assert_eq!(world.ask(&[("public-min", "3"), ("public-max", "2")]).status, 422);
    }

    fn every_objective_and_both_ways_to_count_assets(backend) {
        let world = World::with_line(backend);
        let asset = format!("college-{}", uai(990_003));
        let study = world.ask(&[("nombre", "1"), (asset.as_str(), "atout")]);
        assert!(study.says("Les atouts d’abord") && study.says("Le maillage à part"), "{}", study.text());
        let center = world.ask(&[("nombre", "2"), ("objectif", "center"), ("eleves", "oui")]);
        assert!(center.says("L’école la plus loin est à"), "{}", center.text());
        let cover = world.ask(&[("nombre", "2"), ("objectif", "cover"), ("rayon", "16"), ("eleves", "oui")]);
        assert!(cover.says("élèves dans le rayon"), "{}", cover.text());
        let like = world.visit(world.people.manager).get("/programme/pilotes/etudes/nouvelle?comme=1");
        assert!(like.says("Nouvelle étude"));
    }

    fn a_search_says_how_far_it_is_and_can_be_stopped(backend) {
        let world = World::with_line(backend);
        let study = world.ask(&[("nombre", "2")]);
        world.test.arrange(|tx| {
            tx.execute("UPDATE programme_choice SET state = 'solving', result = '', step = '2/9'", &[])
        });
        let manager = world.visit(world.people.manager);
        let page = manager.get(&study.path);
        assert!(page.says("Calcul en cours") && page.says("Trouvé jusqu’ici"), "{}", page.text());
        assert!(page.says("2 sur 9") && page.header("refresh").is_some(), "{}", page.text());
        let decision = manager.get(&format!("{}/decision", study.path));
        assert_eq!(decision.status, 409, "nothing is decided before the end");
        world.test.arrange(|tx| {
            tx.execute("UPDATE programme_choice SET found = 34600, bound = 34254", &[])
        });
        let page = manager.get(&study.path);
        assert!(page.says("34,600 km en tout. Ce n’est pas prouvé : un meilleur choix gagnerait au plus 1,0 %"), "{}", page.text());
        let stopped = manager.form(&page, &format!("{}/arreter", study.path)).send();
        assert!(stopped.says("Le calcul est arrêté"), "{}", stopped.text());
        assert!(stopped.says("Le meilleur choix trouvé : 34,600 km en tout. Ce n’est pas prouvé"), "{}", stopped.text());
        let late = manager.form(&page, &format!("{}/relancer", study.path)).send();
        assert!(late.says("Le calcul est arrêté"), "what was stopped stays so");
    }

    fn a_search_that_was_cut_short_is_done_again(backend) {
        let world = World::with_line(backend);
        let study = world.ask(&[("nombre", "2")]);
        world.test.arrange(|tx| {
            tx.execute("UPDATE programme_choice SET state = 'solving', result = '', step = ''", &[])
        });
        let manager = world.visit(world.people.manager);
        let action = format!("{}/relancer", study.path);
        let mut page = manager.form(&manager.get(&study.path), &action).send();
        while page.says("Calcul en cours") {
            page = manager.get(&study.path);
        }
        assert!(page.says("Aucun autre choix n’est meilleur : c’est prouvé") && page.says("Sans lui"), "{}", page.text());
    }

    fn a_study_that_another_node_is_solving_is_not_solved_twice(backend) {
        let world = World::with_line(backend);
        let study = world.ask(&[("nombre", "2")]);
        let now = world.test.now();
        world.test.arrange(move |tx| {
            tx.execute(
                "UPDATE programme_choice SET state = 'solving', result = '', step = '', turn = 7, claimed_until = $1",
                params![now.plus_seconds(60)],
            )
        });
        let manager = world.visit(world.people.manager);
        let action = format!("{}/relancer", study.path);
        let again = || manager.form(&manager.get(&study.path), &action).send();
        assert!(again().says("Calcul en cours"), "the other node was heard of a moment ago");
        world.test.pass(59);
        assert!(again().says("Calcul en cours"));
        world.test.pass(1);
        let solved = again();
        assert!(solved.says("c’est prouvé") && solved.says("Sans lui"), "the other node is gone: {}", solved.text());
        let turn = world.test.look(|tx| tx.query_one("SELECT turn FROM programme_choice", &[], |row| row.get::<i64>(0)));
        assert_eq!(turn, 8);
    }

    fn the_choice_is_read_while_what_it_costs_is_worked_out(backend) {
        let world = World::with_line(backend);
        let study = world.ask(&[("nombre", "2")]);
        world.test.arrange(|tx| tx.execute("UPDATE programme_choice SET state = 'solving', step = '2/9'", &[]));
        let manager = world.visit(world.people.manager);
        let page = manager.get(&study.path);
        assert!(page.says("Calcul en cours") && page.says("2 sur 9") && page.says("Le choix est trouvé"), "{}", page.text());
        assert!(page.says("Aucun autre choix n’est meilleur") && page.says("1. Collège 1"), "{}", page.text());
        assert!(!page.actions().iter().any(|action| action.ends_with("/publier") || action.ends_with("/essai")));
        let stopped = manager.form(&page, &format!("{}/arreter", study.path)).send();
        assert!(stopped.says("Le meilleur choix trouvé") && stopped.says("Collège 1 · Val"), "{}", stopped.text());
        assert_eq!(manager.get(&format!("{}/decision", study.path)).status, 409);
    }

    fn a_trial_says_how_far_it_is_and_can_be_stopped(backend) {
        let world = World::with_line(backend);
        let study = world.ask(&[("nombre", "2")]);
        let manager = world.visit(world.people.manager);
        let tried = manager.form(&study, &format!("{}/essai", study.path)).fill("college", &uai(990_006)).fill("essai", "force").send();
        assert!(tried.says("arrive") && tried.header("refresh").is_none(), "{}", tried.text());
        world.test.arrange(|tx| {
            tx.execute("UPDATE programme_trial SET state = 'solving', result = '', found = 50000, bound = 49000", &[])
        });
        let page = manager.get(&study.path);
        assert!(page.says("Avec Collège 5 : Essai en cours. Trouvé jusqu’ici : 50,000 km en tout. Ce n’est pas prouvé"), "{}", page.text());
        assert!(page.says("au plus 2,0 %") && page.header("refresh").is_some(), "{}", page.text());
        manager.form(&page, &format!("{}/essai/arreter", study.path)).send();
        let left = world.test.look(|tx| {
            tx.query_one("SELECT COUNT(*) FROM programme_trial WHERE state = 'solving'", &[], |row| row.get::<i64>(0))
        });
        assert_eq!(left, 0, "who looks for it is told");
        world.test.pass(600);
        let lost = manager.get(&study.path);
        assert!(lost.says("Le calcul n’a rien donné") && lost.header("refresh").is_none(), "{}", lost.text());
        let reader = world.funder();
        manager.form(&lost, &format!("{}/publier", study.path)).send();
        assert!(!world.visit(reader).get(&study.path).says("Avec Collège 5"));
    }

    fn a_cap_by_group_of_communes_and_a_forced_college_have_their_price(backend) {
        let world = World::with_line(backend);
        let free = world.ask(&[("nombre", "2")]);
        assert!(free.says("1. Collège 1") && free.says("2. Collège 4"), "{}", free.text());
        let capped = world.ask(&[("nombre", "2"), ("epci-max", "1")]);
        assert!(capped.says("2. Collège 5") && !capped.says("2. Collège 4"), "{}", capped.text());
        let price = rows(&capped, "collèges de CC du Val : au plus 1");
        assert!(price.len() == 1 && price[0].contains("km de plus"), "{price:?}");
        let field = format!("college-{}", uai(990_001));
        let forced = world.ask(&[("nombre", "2"), (field.as_str(), "force")]);
        assert!(forced.says("1. Collège 0") && forced.says("Imposé par l’étude"), "{}", forced.text());
        let price = rows(&forced, "Imposer Collège 0");
        assert!(price.len() == 1 && price[0].contains("km de plus"), "{price:?}");
    }

    fn the_distances_that_are_taken_away_give_the_same_answer(backend) {
        let world = World::with_line(backend);
        let study = world.ask(&[("nombre", "2")]);
        let file = world.visit(world.people.manager).get(&format!("{}/distances.csv", study.path));
        let table = locate::read_table(&file.body).unwrap();
        let task = locate::Task { open: 2, forced: Vec::new(), forbidden: Vec::new(), quotas: Vec::new(), seed: 1 };
        let found = locate::median(&table.costs().unwrap(), &task, &mut |_| true).unwrap();
        assert_eq!((table.decimals, found.is_proven()), (3, true));
        let says = format!("{},{:03} km en tout", found.objective / 1_000, found.objective % 1_000);
        assert!(study.says(&says), "{says} in {}", study.text());
        let names: Vec<&str> = found.sites.iter().map(|site| table.sites[*site].as_str()).collect();
        assert_eq!(names, [uai(990_002), uai(990_005)]);
    }

    fn what_changes_if_one_is_forced(backend) {
        let world = World::with_line(backend);
        let study = world.ask(&[("nombre", "1")]);
        let visitor = world.visit(world.people.manager);
        let action = format!("{}/essai", study.path);
        let tried = visitor.form(&study, &action).fill("college", &uai(990_006)).fill("essai", "force").send();
        assert!(tried.says("Avec Collège 5") && tried.says("arrive"), "{}", tried.text());
        let out = visitor.form(&tried, &action).fill("college", &uai(990_006)).fill("essai", "interdit").send();
        assert!(out.says("Sans Collège 5") && out.says("le choix ne change pas"), "{}", out.text());
    }

    fn nobody_else_sees_it_before_it_is_published(backend) {
        let world = World::with_line(backend);
        let (study, funder) = (world.ask(&[("nombre", "2")]), world.funder());
        let people = world.people;
        for person in [funder, people.agent, people.head] {
            assert_eq!(world.visit(person).get(&study.path).status, 404);
            assert!(!world.visit(person).get("/programme/pilotes").says("Mailler le Val"));
        }
        let manager = world.visit(people.manager);
        manager.form(&study, &format!("{}/publier", study.path)).send();
        let seen = world.visit(funder).get(&study.path);
        assert!(seen.says("Aucun autre choix") && !seen.says("Enregistrer la décision"), "{}", seen.text());
        assert!(world.visit(people.agent).get("/programme/pilotes").says("Mailler le Val"));
        assert_eq!(world.visit(people.teacher).get(&study.path).status, 403);
        let back = manager.form(&manager.get(&study.path), &format!("{}/retirer", study.path)).send();
        assert!(back.says("C’est retiré"));
        assert_eq!(world.visit(funder).get(&study.path).status, 404);
    }

    fn a_decision_says_why_it_is_not_what_was_proposed(backend) {
        let world = World::with_line(backend);
        let study = world.ask(&[("nombre", "2")]);
        let (proposed, other) = if study.says("1. Collège 0") { (990_001, 990_006) } else { (990_002, 990_001) };
        let (out, into) = (format!("college-{}", uai(proposed)), format!("college-{}", uai(other)));
        let changes = [(out.as_str(), "non"), (into.as_str(), "oui")];
        let silent = world.decide(&study, &changes);
        assert_eq!(silent.status, 422);
        assert!(silent.says("Dites pourquoi"), "{}", silent.text());
        let future = world.decide(&study, &[("jour", "2099-01-01")]);
        assert_eq!(future.status, 422);
        let mut with_reasons = changes.to_vec();
        with_reasons.push(("raisons", "Le fablab y est déjà."));
        let done = world.decide(&study, &with_reasons);
        assert!(done.says("La décision est enregistrée") && done.says("30 pour, 4 contre, 2 abstentions"), "{}", done.text());
        assert!(done.says("Pas retenu") && done.says("Le fablab y est déjà."), "{}", done.text());
        let reader = world.visit(world.people.agent);
        assert!(reader.get(&study.path).says("Commission permanente"), "a decision is published");
        let pdf = reader.get(&format!("{}/dossier.pdf", study.path));
        assert_eq!((pdf.status, pdf.header("content-type")), (200, Some("application/pdf")));
        let manager = world.visit(world.people.manager);
        let blind = manager.form(&study, &format!("{}/publier", study.path)).send();
        assert!(blind.says("Publié"));
        let hide = manager.get(&study.path);
        assert!(!hide.actions().iter().any(|action| action.ends_with("/retirer")), "{:?}", hide.actions());
    }

    fn what_the_baseline_asks_of_pilots_is_asked_once_it_is_decided(backend) {
        let world = World::with_line(backend);
        let today = world.test.today();
        six_robots(&world);
        let asked = || {
            let gaps = world.test.look(move |tx| equipment::api::gaps(tx, today));
            gaps.iter().filter(|gap| gap.required == 6).count()
        };
        let (one, other) = (world.ask(&[("nombre", "2")]), world.ask(&[("nombre", "6")]));
        assert_eq!(asked(), 0);
        world.decide(&one, &[]);
        assert_eq!(asked(), 2);
        world.decide(&other, &[]);
        assert_eq!(asked(), 6, "those of every decision");
    }

    fn two_people_record_a_decision_at_once(backend) {
        let world = World::with_line(backend);
        let study = world.ask(&[("nombre", "2")]);
        let manager = world.visit(world.people.manager);
        let action = format!("{}/decision", study.path);
        let (one, other) = (manager.get(&action), manager.get(&action));
        let first = typed(manager.form(&one, &action).fill("qui", "Assemblée"));
        assert!(first.says("La décision est enregistrée"), "{}", first.text());
        let second = typed(manager.form(&other, &action).fill("qui", "Bureau des maires"));
        assert_eq!(second.status, 422);
        assert!(second.says("vient d’être enregistrée par quelqu’un d’autre"), "{}", second.text());
        assert_eq!(manager.form(&second, &action).value("qui"), Some("Bureau des maires"));
        let again = typed(manager.form(&one, &action).fill("qui", "Assemblée"));
        assert_eq!(again.path, study.path, "sent twice, it is done once");
        assert!(manager.get(&action).says("déjà enregistrée"));
    }
}
