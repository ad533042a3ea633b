//! The open directory of schools: the real one of a département, and with AAF beside it.

use std::path::PathBuf;

use directory::{
    api,
    import::{self, Kind, Report},
};
use testkit::{TestApp, both, shared};

use crate::small::{LINA, Small, college, id, options, start};

fn import_schools(test: &TestApp, path: PathBuf) -> Report {
    import::run(&test.app.db, Kind::Annuaire, &[path], &options(test), &mut |_| {}).unwrap()
}

const HEAD: &str =
    "uai;type;sous_type;nom;secteur;code_insee;commune_nom;adresse;code_postal;etat\n";

both! {
    fn the_schools_of_a_departement_are_imported_once(backend) {
        let Some(shared) = shared() else { return };
        let test = start(backend);
        let file = shared.join("data/vienne/etablissements_vienne.csv");
        let first = import_schools(&test, file.clone());
        assert_eq!((first.summary.schools, first.summary.added, first.summary.rejected), (289, 289, 0));
        let again = import_schools(&test, file);
        assert_eq!((again.summary.unchanged, again.batch), (289, None));
    }

    fn the_annuaire_decides_and_aaf_completes(backend) {
        let test = start(backend);
        let small = Small::new();
        small.import(&test, "one");
        let file = test.folder().join("annuaire.csv");
        let line = format!(
            "{};COLLEGE;COLLEGE;Collège Romain Rolland;public;86061;Charroux;32 route de Châtain;86250;OUVERT\n",
            college(),
        );
        std::fs::write(&file, format!("{HEAD}{line}")).unwrap();
        let report = import_schools(&test, file);
        assert_eq!((report.summary.changed, report.summary.added), (1, 0));
        let schools = |test: &TestApp| test.look(|tx| {
            tx.query(
                "SELECT o.name, o.address FROM directory_org o, directory_state s WHERE o.kind = 'college' \
                 AND o.since <= s.current AND o.until > s.current",
                &[],
                |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)),
            )
        });
        let expected = vec![("Collège Romain Rolland".to_owned(), "32 route de Châtain".to_owned())];
        assert_eq!(schools(&test), expected);
        let mut renamed = small;
        renamed.schools[0].1.name = "Collège Jean Moulin le Vieux".into();
        renamed.import(&test, "two");
        assert_eq!(schools(&test), expected);
    }

    fn neighbours_find_people_and_schools_by_what_feeds_call_them(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        let (people, orgs) = test.look(|tx| Ok((api::people_by_key(tx)?, api::orgs_by_uai(tx)?)));
        assert_eq!(people[LINA], id(&test, LINA));
        let school = orgs[college().to_string().as_str()];
        let named = test.look(move |tx| api::orgs(tx, &[school]));
        assert_eq!(named[&school].name, "Collège Jean Moulin");
    }
}
