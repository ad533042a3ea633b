//! A guardian adds the school of another child, with the code of that school.

use db::{DbError, Tx};
use directory::edit::{self, NewOrg, NewPerson};
use kernel::Role;
use testkit::{Page, TestApp, Visitor, both};

use crate::world::*;

const PATH: &str = "/mon-compte/autre-ecole";

/// A second school, where Nadia Moreau is known apart, as Zoé's mother.
#[derive(Clone, Copy)]
struct Elsewhere {
    nadia: i64,
    paul: i64,
    zoe: i64,
}

fn elsewhere(tx: &mut Tx) -> Result<Elsewhere, DbError> {
    let school = NewOrg { kind: "ecole", name: "École Ferry", ..NewOrg::default() };
    let org = edit::create_org(tx, &school)?;
    let class = edit::create_group(tx, org, true, "CP", &["CP"], 2026)?;
    let mut person = |category, first, last| {
        edit::create_person(tx, &NewPerson { category, last, first, title: "", born: None })
    };
    let zoe = person("pupil", "Zoé", "Moreau")?;
    let nadia = person("guardian", "Nadia", "Moreau")?;
    let paul = person("guardian", "Paul", "Moreau")?;
    join(tx, zoe, Role::Pupil, Some(org), Some(class))?;
    edit::add_kinship(tx, nadia, zoe, 1)?;
    edit::add_kinship(tx, paul, zoe, 1)?;
    Ok(Elsewhere { nadia, paul, zoe })
}

fn link(visitor: &Visitor, code: &str) -> Page {
    let page = visitor.get(PATH);
    visitor.form(&page, PATH).fill("code", code).send()
}

fn children(test: &TestApp, person: i64) -> Vec<String> {
    let today = test.today();
    let children = test.look(move |tx| directory::api::children_of(tx, person, today));
    children.into_iter().map(|child| child.name.first).collect()
}

both! {
    fn a_guardian_links_the_school_of_another_child_without_any_office(backend) {
        let (test, world) = start(backend);
        let there = test.arrange(elsewhere);
        let nadia = activated(&test, world.nadia);
        assert!(nadia.get("/mon-compte").says("Ajouter un enfant d’une autre école"));
        let code = code(&test, there.nadia);
        let page = nadia.get(PATH);
        let form = nadia.form(&page, PATH).fill("code", &code);
        let done = form.send_once();
        assert_eq!((done.status, done.header("location")), (303, Some("/")));
        assert_eq!(children(&test, world.nadia), ["Lina", "Zoé"]);
        // The same form sent twice does nothing more, and says so.
        assert_eq!(form.send_once().status, 303);
        assert_eq!(children(&test, world.nadia), ["Lina", "Zoé"]);
        // The code is of no use to anyone else.
        assert!(type_code(&test.visitor(), &code).says("Ce code a déjà servi"));
        test.work();
    }

    fn a_code_of_another_family_of_a_pupil_or_of_staff_links_nothing(backend) {
        let (test, world) = start(backend);
        let there = test.arrange(elsewhere);
        let nadia = activated(&test, world.nadia);
        for (person, why) in [
            (there.paul, "Ce code est au nom de quelqu’un d’autre"),
            (world.julien, "Ce code est au nom de quelqu’un d’autre"),
            (there.zoe, "Ce code est celui d’un élève"),
            (world.secretariat, "une personne qui travaille dans un établissement"),
            (world.nadia, "Ce code est celui du compte où vous êtes"),
        ] {
            let code = code(&test, person);
            let answer = link(&nadia, &code);
            assert_eq!(answer.status, 422);
            assert!(answer.says(why), "{}", answer.text());
            assert!(type_code(&test.visitor(), &code).status == 200, "the code still works");
        }
        assert_eq!(children(&test, world.nadia), ["Lina"]);
        let used = code(&test, there.paul);
        choose(&test.visitor(), &type_code(&test.visitor(), &used), PASSWORD);
        let asked: i64 = test.look(|tx| {
            tx.query_one("SELECT COUNT(*) FROM directory_pair WHERE state = 'open'", &[], |row| row.get(0))
        });
        assert_eq!(asked, 2, "someone will look at the two other adults");
    }

    fn a_pupil_links_nothing(backend) {
        let (test, world) = start(backend);
        let lina = activated(&test, world.lina);
        assert!(!lina.get("/mon-compte").says("Ajouter un enfant"));
        assert_eq!(lina.get(PATH).status, 403);
        let there = test.arrange(elsewhere);
        let code = code(&test, there.nadia);
        assert_eq!(lina.post_blindly(PATH, &[("code", &code)]).status, 403);
    }

    fn wrong_codes_are_slowed_here_as_at_the_door(backend) {
        let (test, world) = start(backend);
        let nadia = activated(&test, world.nadia);
        let mut last = String::new();
        for number in 0..101 {
            last = link(&nadia, &format!("AAAA-AAAA-{:04}", number + 2222)).text();
        }
        assert!(last.contains("trop de codes faux"), "{last}");
    }

    fn of_two_accounts_joined_one_opens_and_the_other_says_which(backend) {
        let (test, world) = start(backend);
        let there = test.arrange(elsewhere);
        let second = activated(&test, there.nadia);
        let nadia = activated(&test, world.nadia);
        assert_eq!(link(&nadia, &code(&test, there.nadia)).status, 200);
        assert_eq!(children(&test, world.nadia), ["Lina", "Zoé"]);
        assert!(second.get("/mon-compte").says("Identifiant"), "its session is over: the door");
        let login = test.look(move |tx| identity::api::account_of(tx, there.nadia)).unwrap();
        let kept = test.look(move |tx| identity::api::account_of(tx, world.nadia)).unwrap();
        let answer = sign_in(&test.visitor(), &login, PASSWORD);
        assert!(answer.says(&format!("Entrez avec l’identifiant {kept}")), "{}", answer.text());
        let wrong = sign_in(&test.visitor(), &login, "un autre mot de passe");
        assert!(!wrong.says(&kept));
        // A code printed before for the joined record no longer opens the account that was kept.
        let old = code(&test, there.nadia);
        assert!(type_code(&test.visitor(), &old).says("Ce code ne sert plus"));
        test.work();
    }
}
