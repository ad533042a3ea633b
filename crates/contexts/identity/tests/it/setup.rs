//! The first steps.

use testkit::{Page, TestApp, Visitor, both};

use crate::world::*;

fn link(test: &TestApp) -> String {
    let (entropy, now) = (test.app.entropy.clone(), test.now());
    let token = test.arrange(move |tx| identity::api::create_setup_token(tx, &entropy, now));
    let link = identity::api::setup_link(&test.app.public_url, &token);
    link.strip_prefix("http://localhost:8080").unwrap().to_owned()
}

fn fill(visitor: &Visitor, path: &str) -> Page {
    visitor
        .form(&visitor.get(path), path)
        .fill("territoire", "Vienne")
        .fill("prenom", "Yann")
        .fill("nom", "Kerjean")
        .fill("identifiant", "Yann.Kerjean")
        .fill("nouveau", PASSWORD)
        .fill("encore", PASSWORD)
        .send()
}

both! {
    fn one_link_creates_the_territory_and_dies(backend) {
        let test = empty(backend);
        assert!(test.look(identity::api::is_empty));
        let path = link(&test);
        let visitor = test.visitor();
        let page = fill(&visitor, &path);
        assert_eq!(page.path, "/mon-compte/bienvenue");
        assert!(page.says("yann.kerjean"));
        assert!(!test.look(identity::api::is_empty));
        let territory = test.look(directory::api::territory);
        assert_eq!(territory, Some(("Vienne".to_owned(), false)));
        assert_eq!(test.visitor().get(&path).status, 404);
        let asked = sign_in(&test.visitor(), "yann.kerjean", PASSWORD);
        assert_eq!(asked.path, "/mon-compte/deux-etapes", "administrators need a second step");
        let again = link(&test);
        assert_eq!(test.visitor().get(&again).status, 404, "a territory is created once");
    }

    fn any_other_link_does_not_exist(backend) {
        let test = empty(backend);
        assert_eq!(test.visitor().get("/premiers-pas/0123456789abcdef0123456789abcdef").status, 404);
        let (old, new) = (link(&test), link(&test));
        assert_eq!(test.visitor().get(&old).status, 404);
        assert_eq!(test.visitor().get(&new).status, 200);
    }

    fn what_is_missing_is_said_beside_its_field(backend) {
        let test = empty(backend);
        let path = link(&test);
        let visitor = test.visitor();
        let form = visitor.form(&visitor.get(&path), &path).fill("prenom", "Yann");
        let page = form.fill("nouveau", "court").fill("encore", "court").send();
        assert_eq!(page.status, 422);
        assert_eq!(page.all(".field .error").len(), 4, "{:?}", page.all(".error"));
        assert!(page.body.contains("value=\"Yann\""));
        assert_eq!(fill(&visitor, &path).status, 200);
    }
}
