//! What a search gives is what opens: for everyone one may be, every lesson, work, file, hand-in
//! and pupil.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use testkit::{Visitor, both};

use super::scene::Scene;

both! {
    fn everyone_finds_what_they_may_open_and_nothing_else(backend) {
        let scene = Scene::arrange(&backend);
        while scene.test.arrange(courses::api::find_what_was_loaded) {}
        let mut finders = 0;
        for (who, token) in &scene.people {
            let Some(token) = token else { continue };
            let visitor = scene.test.visitor();
            visitor.set_cookie("preau-session", &URL_SAFE_NO_PAD.encode(token));
            for (typed, path, ids) in [
                ("lecon", "/cours/lecons/", 1..=2),
                ("travial", "/cours/travaux/", 1..=6),
                ("carte", "/cours/fichiers/", 1..=2),
                ("copie", "/cours/remises/", 1..=3),
            ] {
                let opens: Vec<_> = ids
                    .map(|id| format!("{path}{id}"))
                    .filter(|page| visitor.get(page).status == 200)
                    .collect();
                let mut found = found(&visitor, typed);
                found.retain(|page| page.starts_with(path));
                found.sort();
                assert_eq!(found, opens, "{typed} for {who}");
                finders += usize::from(!opens.is_empty());
            }
            people(&scene, &visitor, who);
        }
        assert!(finders > 20, "the scene shows something");
    }

    fn what_someone_looks_for_is_theirs_alone(backend) {
        let scene = Scene::arrange(&backend);
        let of = |who: &str| {
            let visitor = scene.test.visitor();
            let token = scene.people.iter().find(|(name, _)| *name == who).and_then(|(_, token)| *token);
            visitor.set_cookie("preau-session", &URL_SAFE_NO_PAD.encode(token.unwrap()));
            visitor
        };
        let (head, pupil) = (of("head"), of("pupil"));
        let page = head.form(&head.get("/recherche"), "/recherche").fill("q", "prénom pupil").send();
        assert!(page.path.starts_with("/recherche/") && !page.path.contains("pupil"), "{}", page.path);
        assert!(page.says("Prénom pupil"));
        assert_eq!(page.all("title"), ["Recherche · Préau"], "no name in a title");
        assert!(head.get(&page.path).says("Prénom pupil"), "the way back works");
        let other = pupil.get(&page.path);
        assert_eq!(other.path, "/recherche");
        assert!(!other.says("Prénom pupil"));
        let nothing = head.form(&head.get("/recherche"), "/recherche").fill("q", "zzzz").send();
        assert!(nothing.says("Rien de ce que vous pouvez ouvrir ne contient « zzzz »"), "{}", nothing.text());
        let blank = head.form(&head.get("/recherche"), "/recherche").fill("q", " … ").send();
        assert_eq!(blank.status, 422);
    }
}

/// The pages of what a search gives.
fn found(visitor: &Visitor, typed: &str) -> Vec<String> {
    let form = visitor.form(&visitor.get("/recherche"), "/recherche").fill("q", typed);
    let page = form.send();
    assert_eq!(page.status, 200, "{}", page.text());
    page.attributes("main .files a", "href")
}

/// A pupil is found by those who see the class, a guardian and the staff by those who keep the school;
/// each page opens.
fn people(scene: &Scene, visitor: &Visitor, who: &str) {
    let class = scene.objects("/classes/{groupe}").remove(0).params.remove(0).1;
    let sees_class = visitor.get(&format!("/classes/{class}")).status == 200;
    let page = visitor.form(&visitor.get("/recherche"), "/recherche").fill("q", "prenom").send();
    let names = page.all("main .files b");
    assert_eq!(names.iter().any(|name| name == "Prénom pupil"), sees_class, "the pupil for {who}");
    let org = scene.objects("/etablissements/{org}").remove(0).params.remove(0).1;
    let is_of_territory = matches!(who, "territory-manager" | "operator");
    let staff = visitor.get(&format!("/etablissements/{org}/personnels")).status == 200;
    let found = names.iter().any(|name| name == "Prénom co-teacher-of-the-class");
    assert_eq!(found, staff && !is_of_territory, "the staff for {who}");
    let files = scene.objects("/etablissements/{org}/eleves/{eleve}").remove(0);
    let keeps =
        visitor.get(&format!("/etablissements/{org}/eleves/{}", files.params[1].1)).status == 200;
    let found = names.iter().any(|name| name == "Prénom guardian");
    assert_eq!(found, keeps, "a guardian for {who}");
    for path in page.attributes("main .files a", "href") {
        assert_eq!(visitor.get(&path).status, 200, "{path} for {who}");
    }
}
