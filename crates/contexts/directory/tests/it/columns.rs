//! Tables of any kind through the engine and the pages: asked once, remembered, one register among
//! others.

use directory::{
    edit,
    feed::{Limits, columns::Columns, guess, mapped},
    import::{self, Given, Kind, Report},
};
use kernel::Role;
use testkit::{TestApp, both};

use crate::by_hand::{enter, start as start_pages};
use crate::pages::holder;
use crate::small::{LINA, Small, id, options, start};

const PUPILS: &str = "\
    Nom;Prénom;Date de naissance;Classe;Niveau;Nom responsable 1;Prénom responsable 1;Mail responsable 1\n\
    Roche;Ana;07/05/2018;CE1 A;CE1;Roche;Inès;ines@example.org\n\
    Vidal;Zoé;30/01/2018;CE1 A;CE1;Vidal;Léa;\n";

const STAFF: &str = "Nom;Prénom;Fonction;Classe\nColin;Paul;Professeur des écoles;CE1 A\n";

/// Imports a table as it is guessed.
fn bring(test: &TestApp, name: &str, content: &str) -> Report {
    let path = test.folder().join(name);
    std::fs::write(&path, content).unwrap();
    let paths = [path];
    assert_eq!(Kind::guess(&paths).unwrap(), Some(Kind::Csv));
    let samples = mapped::samples(&paths, &Limits::default()).unwrap();
    let guessed = |sample| guess::mapping(sample, guess::header(sample));
    let columns = Columns { school: None, sheets: samples.iter().map(guessed).collect() };
    assert!(columns.suffice(&samples));
    let given = Given { kind: Kind::Csv, paths: &paths, columns: Some(&columns) };
    import::run_given(&test.app.db, given, &options(test), &mut |_| {}).unwrap()
}

fn count(test: &TestApp, sql: &'static str) -> i64 {
    test.look(move |tx| tx.query_one(sql, &[], |row| row.get(0)))
}

fn roles(test: &TestApp, first: &'static str, role: &'static str) -> i64 {
    let today = test.today();
    test.look(move |tx| {
        tx.query_one(
            "SELECT COUNT(*) FROM directory_membership m JOIN directory_state t ON t.id = 1 \
             JOIN directory_person p ON p.person_id = m.person_id AND p.since <= t.current AND p.until > t.current \
             WHERE p.first_name = $1 AND m.role = $2 AND m.since <= t.current AND m.until > t.current AND m.ends >= $3",
            db::params![first, role, today],
            |row| row.get(0),
        )
    })
}

both! {
    fn a_table_is_imported_and_the_same_changes_nothing(backend) {
        let test = start(backend);
        let first = bring(&test, "0860015Z-a.csv", PUPILS).summary;
        assert_eq!((first.schools, first.pupils, first.guardians, first.kinships), (1, 2, 2, 2));
        assert_eq!((first.added, first.rejected), (5, 0));
        let again = bring(&test, "0860015Z-b.csv", PUPILS);
        assert_eq!((again.summary.unchanged, again.batch), (5, None));
        let backwards: Vec<&str> = PUPILS.lines().collect();
        let backwards = [backwards[0], backwards[2], backwards[1]].join("\n");
        assert_eq!(bring(&test, "0860015Z-c.csv", &backwards).batch, None);
        assert_eq!(count(&test, "SELECT COUNT(*) FROM directory_source WHERE source = 'csv:0860015Z'"), 4);
    }

    fn a_table_speaks_only_of_those_it_lists(backend) {
        let test = start(backend);
        bring(&test, "0860015Z-a.csv", PUPILS);
        let staff = bring(&test, "0860015Z-b.csv", STAFF).summary;
        assert_eq!((staff.added, staff.leaving), (1, 0));
        assert_eq!(bring(&test, "0860015Z-b.csv", STAFF).batch, None);
        assert_eq!(count(&test, "SELECT COUNT(*) FROM directory_teaching WHERE is_open"), 1, "a class of an école is taught as a whole");
        let classes = "SELECT COUNT(*) FROM directory_group g JOIN directory_state t ON t.id = 1 \
             WHERE g.is_open AND g.since <= t.current AND g.until > t.current";
        let other = STAFF.replace("CE1 A", "CM2");
        bring(&test, "0860015Z-b.csv", &other);
        assert_eq!(count(&test, classes), 2, "staff alone close no class of pupils");
        bring(&test, "0860015Z-b.csv", STAFF);
        let fewer = PUPILS.lines().take(2).collect::<Vec<_>>().join("\n");
        let report = bring(&test, "0860015Z-c.csv", &fewer);
        assert_eq!(report.summary.leaving, 2, "Zoé and her mother");
        assert_eq!((roles(&test, "Ana", "pupil"), roles(&test, "Zoé", "pupil")), (1, 0));
        assert_eq!(roles(&test, "Paul", "teacher"), 1);
    }

    fn a_table_that_nobody_named_is_refused(backend) {
        let test = start(backend);
        let path = test.folder().join("0860015Z.csv");
        std::fs::write(&path, PUPILS).unwrap();
        let refused = import::run(&test.app.db, Kind::Csv, &[path], &options(&test), &mut |_| {});
        assert!(refused.unwrap_err().to_string().contains("nobody has said yet"));
    }

    fn columns_are_asked_once_and_remembered(backend) {
        let test = start_pages(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let page = manager.get("/annuaire/imports");
        let asked = manager
            .form(&page, "/annuaire/imports")
            .attach("fichiers", "liste.csv", PUPILS.as_bytes())
            .send();
        assert_eq!(asked.path, "/annuaire/imports/1/colonnes");
        assert!(asked.says("Il manque l’établissement") && asked.says("Roche · Vidal"), "{}", asked.text());
        assert!(manager.get("/annuaire/imports").says("Colonnes à nommer"));

        let form = manager.form(&asked, "/annuaire/imports/1/colonnes");
        assert_eq!(form.value("colonne-0-7"), Some("guardian-1-email"));
        let refused = form.send();
        assert_eq!((refused.status, refused.says("Il manque l’établissement")), (422, true));
        let form = manager.form(&refused, "/annuaire/imports/1/colonnes");
        let wrong = form.fill("etablissement", "0860015A").fill("colonne-0-1", "nothing").send();
        assert!(wrong.says("Il manque le prénom") && wrong.says("Ce n’est pas un numéro"), "{}", wrong.text());
        let preview = manager
            .form(&wrong, "/annuaire/imports/1/colonnes")
            .fill("etablissement", "0860015Z")
            .fill("colonne-0-1", "first-name")
            .send();
        assert!(preview.says("Ce qui changera") && preview.says("Ana Roche"), "{}", preview.text());
        let done = manager.form(&preview, "/annuaire/imports/1/publier").send();
        assert!(done.says("Ce qui a changé"), "{}", done.text());

        // The same titles in another order, from a file that says its school: nothing is asked.
        let turned = "\
            Prénom;Nom;Classe;Niveau;DATE DE NAISSANCE;Mail responsable 1;Nom responsable 1;Prénom responsable 1\n\
            Ana;Roche;CE1 A;CE1;07/05/2018;ines@example.org;Roche;Inès\n\
            Zoé;Vidal;CE1 A;CE1;30/01/2018;;Vidal;Léa\n";
        let page = manager.get("/annuaire/imports");
        let preview = manager
            .form(&page, "/annuaire/imports")
            .attach("fichiers", "0860015Z.csv", turned.as_bytes())
            .send();
        assert!(preview.says("il n’y a rien à publier"), "{}", preview.text());
        let change = preview.links("Changer les colonnes");
        let page = manager.get(&change[0]);
        let form = manager.form(&page, &change[0]);
        assert_eq!((form.value("colonne-0-0"), form.value("colonne-0-4")), (Some("first-name"), Some("birth")));
        // What someone says anew takes the place of what was remembered.
        let preview = form.fill("colonne-0-5", "nothing").send();
        assert!(preview.says("ines@example.org") && preview.says("(vide)"), "{}", preview.text());
        assert_eq!(count(&test, "SELECT COUNT(*) FROM directory_mapping"), 1);
        let list = manager.form(&preview, "/annuaire/imports/2/abandonner").send();
        assert!(list.says("Aucun import n’attend."));
        assert_eq!(manager.get(&change[0]).status, 404);
    }

    fn the_line_of_the_titles_is_chosen(backend) {
        let test = start_pages(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        let manager = enter(&test, holder(&test, Role::Operator, None));
        let page = manager.get("/annuaire/imports");
        let content = format!("Nom;Classe\nécole du Parc;toutes\n\n{PUPILS}");
        let asked = manager
            .form(&page, "/annuaire/imports")
            .attach("fichiers", "0860015Z.csv", content.as_bytes())
            .send();
        let first = manager.get(&format!("{}?titres-0=1", asked.path));
        assert_eq!(first.all("select[name^='colonne-']").len(), 2);
        let again = manager.get(&format!("{}?titres-0=4", asked.path));
        assert_eq!(again.all("select[name^='colonne-']").len(), 8);
        let preview = manager.form(&again, &asked.path).send();
        assert!(preview.says("Ana Roche"), "{}", preview.text());
    }

    fn a_sheet_of_nobody_is_no_import(backend) {
        let test = start_pages(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        let manager = enter(&test, holder(&test, Role::Operator, None));
        let page = manager.get("/annuaire/imports");
        let asked = manager
            .form(&page, "/annuaire/imports")
            .attach("fichiers", "0860015Z.csv", b"Plat;Prix\nSoupe;3\n")
            .send();
        let form = manager.form(&asked, &asked.path);
        assert_eq!(form.value("contient-0"), Some("nobody"));
        let refused = form.send();
        assert!(refused.says("il n’y a rien à importer"), "{}", refused.text());
    }

    fn only_those_who_import_see_the_columns(backend) {
        let test = start_pages(backend);
        Small::new().import(&test, "one");
        for who in ["2D-13-501", LINA] {
            assert_eq!(enter(&test, id(&test, who)).get("/annuaire/imports/1/colonnes").status, 403);
        }
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        assert_eq!(manager.get("/annuaire/imports/1/colonnes").status, 404);
    }
}
