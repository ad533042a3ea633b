//! The whole report of an import: everything that changes, in a table for spreadsheets.

use std::{collections::BTreeMap, io::Read};

use directory::{
    edit,
    import::{self, Kind, Options, Report},
};
use kernel::{Lang, Role};
use testkit::{TestApp, both};

use crate::{
    by_hand::{self, enter},
    doubts::namesakes,
    pages::{archive, holder},
    small::{self, LINA, MOTHER_AT_ECOLE, NOAH, Small, TOM, lina_tie, options, pupil, start},
};

fn whole(
    test: &TestApp,
    small: &Small,
    name: &str,
    spoil: impl Fn(String) -> String,
) -> (Report, String) {
    let folder = small.write(test, name);
    small::spoil(&folder, "ENT2DVA_Complet_20270311_Eleve", spoil);
    let options = Options { dry_run: true, full_report: Some(Lang::Fr), ..options(test) };
    let report = import::run(&test.app.db, Kind::Aaf, &[folder], &options, &mut |_| {}).unwrap();
    let hash = files::Hash::parse(report.full.as_deref().unwrap()).unwrap();
    let (mut file, _) = test.app.files.get(&hash).unwrap().unwrap();
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    (report, text)
}

fn by_nature(text: &str) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for line in text.lines().skip(1) {
        *counts.entry(line.split(';').next().unwrap()).or_default() += 1;
    }
    counts
}

fn crowd() -> Small {
    let mut small = Small::new();
    for number in 0..600 {
        let key = format!("2D-13-2{number:03}");
        small.people.push(pupil(&key, ("Élève", "Numéro"), lina_tie(), &[]));
    }
    small
}

both! {
    fn everything_is_in_it_and_not_a_sample(backend) {
        let test = start(backend);
        let (report, text) = whole(&test, &crowd(), "one", |text| text);
        assert_eq!((report.summary.added, report.added.len()), (612, Report::SAMPLES));
        assert!(text.starts_with("\u{feff}Nature;Identifiant;Nom;Établissement;"), "{}", &text[..80]);
        assert_eq!(by_nature(&text), BTreeMap::from([("ajout", 612)]));
        assert!(text.contains("ajout;2D-13-2599;Numéro Élève;Collège Jean Moulin;;;;;;"), "{text}");
        crowd().import(&test, "two");
        let mut next = crowd().without("2D-13-2000").without("2D-13-2001");
        for one in next.people.iter_mut().filter(|one| one.key.starts_with("2D-13-25")) {
            one.first_name = "Autre".into();
        }
        next.person(NOAH).birth_date = kernel::Day::new(2015, 4, 5);
        next.person(LINA).first_name = "=cmd".into();
        let (report, text) = whole(&test, &next, "three", |text| text.replace("05/04/2015", "32/04/2015"));
        assert_eq!((report.summary.changed, report.summary.leaving, report.summary.rejected), (101, 2, 1));
        assert_eq!(by_nature(&text), BTreeMap::from([("changement", 101), ("départ", 2), ("refus", 1)]));
        assert!(text.contains("changement;2D-13-2599;Autre Élève;Collège Jean Moulin;Prénom;Numéro;Autre;;;"), "{text}");
        assert!(text.contains("départ;2D-13-2001;Numéro Élève;Collège Jean Moulin;;;;;;"), "{text}");
        let refused = text.lines().find(|line| line.starts_with("refus;2D-13-101;")).unwrap();
        assert!(refused.contains("ENT2DVA_Complet_20270311_Eleve_0000.xml;"), "{refused}");
        assert!(text.contains(";Prénom;Lina;'=cmd;"), "no formula: {text}");
    }

    fn who_may_be_known_already_and_was_not_joined_is_said(backend) {
        let test = start(backend);
        namesakes().without(MOTHER_AT_ECOLE).without(TOM).import(&test, "one");
        let (report, text) = whole(&test, &namesakes(), "two", |text| text);
        let apart: Vec<&str> = text.lines().filter(|line| line.starts_with("peut-être")).collect();
        assert_eq!((report.doubts.len(), apart.len()), (2, 1), "{apart:?}");
        assert!(apart[0].contains(MOTHER_AT_ECOLE), "{apart:?}");
    }

    fn it_is_downloaded_from_the_page_for_thirty_days(backend) {
        let test = by_hand::start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let page = manager.get("/annuaire/imports");
        let bytes = archive(&test, &Small::new(), "one");
        let preview = manager.form(&page, "/annuaire/imports").attach("fichiers", "aaf.zip", &bytes).send();
        let link = "Télécharger le rapport complet (CSV)";
        assert!(preview.says(link), "{}", preview.text());
        let path = format!("{}/rapport", preview.path);
        assert!(manager.get(&path).body.contains("ajout;2D-13-100;Lina Moreau;Collège Jean Moulin"));
        let done = manager.form(&preview, &format!("{}/publier", preview.path)).send();
        assert!(done.says("Publié") && done.says(link), "{}", done.text());
        let report = manager.get(&path);
        assert!(report.body.contains("ajout;2D-13-100;"), "{}", report.body);
        let keeps = directory::module().keeps_file.unwrap();
        let hash = test.look(|tx| tx.query_one("SELECT full_report FROM directory_import", &[], |row| row.get::<String>(0)));
        let kept = || {
            let hash = hash.clone();
            test.look(move |tx| keeps(tx, &hash))
        };
        assert!(kept());
        test.work();
        test.pass(31 * 24 * 3_600);
        test.work();
        assert!(!kept());
        let later = manager.get(&done.path);
        assert!(later.says("Rapport (tableur)") && !later.says(link), "{}", later.text());
        assert!(done.says("Lina Moreau") && !later.says("Lina"), "{}", later.text());
        assert!(!manager.get(&path).body.contains("Lina"));
    }
}
