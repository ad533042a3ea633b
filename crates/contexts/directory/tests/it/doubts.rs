//! People of a feed who may be someone known: decided in the preview, or later.

use directory::{edit, feed::Responsibility, import::Decision};
use kernel::Role;
use testkit::{Page, TestApp, Visitor, both};

use crate::{
    by_hand::enter,
    pages::{archive, holder},
    small::{MOTHER, MOTHER_AT_ECOLE, Small, TOM, id, lina_tie, link, pupil},
};

const NAMESAKE: &str = "2D-13-950";

/// Two guardians of the collège of the same name and address, and one of the école.
pub(crate) fn namesakes() -> Small {
    let mut small = Small::new();
    let mut other = small.person(MOTHER).clone();
    other.key = NAMESAKE.into();
    small.people.push(other);
    let links = [link(NAMESAKE, Responsibility::Legal)];
    small.people.push(pupil("2D-13-150", ("AUTRE", "Zoé"), lina_tie(), &links));
    small
}

fn start(backend: testkit::Backend) -> TestApp {
    let test = crate::by_hand::start(backend);
    test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
    namesakes().without(MOTHER_AT_ECOLE).without(TOM).import(&test, "one");
    test
}

fn preview(test: &TestApp, manager: &Visitor) -> Page {
    let page = manager.get("/annuaire/imports");
    let bytes = archive(test, &namesakes(), "two");
    manager.form(&page, "/annuaire/imports").attach("fichiers", "aaf.zip", &bytes).send()
}

/// The pairs of a state that hold someone.
fn pairs(test: &TestApp, who: i64, state: &'static str) -> i64 {
    test.look(move |tx| {
        tx.query_one(
            "SELECT COUNT(*) FROM directory_pair WHERE state = $2 AND (one_id = $1 OR other_id = $1)",
            db::params![who, state],
            |row| row.get(0),
        )
    })
}

both! {
    fn who_is_the_same_and_who_is_not_is_decided_in_the_preview(backend) {
        let test = start(backend);
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let page = preview(&test, &manager);
        assert!(page.says("Peut-être déjà connus") && page.says("Même nom, même adresse électronique"), "{}", page.text());
        let doubts = page.text().split("Peut-être déjà connus").nth(1).unwrap().to_owned();
        let asked = doubts.split("Changements").next().unwrap();
        assert!(asked.contains("so…@example.org") && !asked.contains("sonia.moreau@"), "{asked}");
        let done = manager
            .form(&page, &format!("{}/publier", page.path))
            .fill("doute-0", Decision::Same.code())
            .fill("doute-1", Decision::Different.code())
            .send();
        assert!(done.says("Publié"), "{}", done.text());
        let (mother, namesake, same) = (id(&test, MOTHER), id(&test, NAMESAKE), id(&test, MOTHER_AT_ECOLE));
        assert_eq!(same, mother.min(namesake), "the first question is about the older record");
        assert_ne!(mother, namesake);
        assert_eq!(pairs(&test, mother, "different"), 1);
        assert_eq!(pairs(&test, namesake, "different"), 1);
        assert_eq!(namesakes().import(&test, "again").batch, None);
    }

    fn what_is_left_for_later_waits_with_the_duplicates(backend) {
        let test = start(backend);
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let page = preview(&test, &manager);
        let done = manager
            .form(&page, &format!("{}/publier", page.path))
            .fill("doute-0", Decision::Later.code())
            .send();
        assert!(done.says("Publié"), "{}", done.text());
        let new = id(&test, MOTHER_AT_ECOLE);
        assert!(new != id(&test, MOTHER) && new != id(&test, NAMESAKE));
        assert_eq!((pairs(&test, new, "open"), pairs(&test, new, "different")), (2, 0));
    }

    fn who_is_decided_not_to_be_someone_is_not_asked_again(backend) {
        let test = start(backend);
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let page = preview(&test, &manager);
        manager
            .form(&page, &format!("{}/publier", page.path))
            .fill("doute-0", Decision::Different.code())
            .fill("doute-1", Decision::Different.code())
            .send();
        let new = id(&test, MOTHER_AT_ECOLE);
        assert_eq!((pairs(&test, new, "open"), pairs(&test, new, "different")), (0, 2));
        directory::duplicates::search(&test.app.db, test.today(), test.now()).unwrap();
        assert_eq!(pairs(&test, new, "open"), 0);
    }
}
