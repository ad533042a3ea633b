//! Schools with their places, as the open directory brings them.

use directory::import::{self, Answers, DEPARTURE_SHARE, Kind, Options};
use testkit::Page;

use crate::world::World;

/// A school of the open directory: number, kind, name, sector, place, pupils.
pub(crate) type Line<'l> = (&'l str, &'l str, &'l str, &'l str, Option<(f64, f64)>, &'l str);

impl World {
    /// Brings schools into the directory.
    pub(crate) fn bring(&self, lines: &[Line]) {
        self.bring_of(lines, |_| "CC du Val");
    }

    /// The same, each of the group of communes that is said.
    pub(crate) fn bring_of(&self, lines: &[Line], group: impl Fn(&Line) -> &'static str) {
        let mut text = String::from(
            "uai;type;sous_type;nom;secteur;code_insee;commune_nom;epci_nom;adresse;code_postal;lat;lon;effectif_2022;etat\n",
        );
        for line in lines {
            let (uai, kind, name, sector, place, pupils) = line;
            let group = group(line);
            let (lat, lon) =
                place.map(|(lat, lon)| (lat.to_string(), lon.to_string())).unwrap_or_default();
            let sort = if *kind == "ECOLE" { "ELEMENTAIRE" } else { "COLLEGE" };
            text.push_str(&format!(
                "{uai};{kind};{sort};{name};{sector};99001;Val;{group};1 rue du Val;99000;{lat};{lon};{pupils};OUVERT\n"
            ));
        }
        let file = self.test.folder().join("annuaire.csv");
        std::fs::write(&file, text).unwrap();
        self.bring_file(file);
    }

    /// Brings a file of the open directory.
    pub(crate) fn bring_file(&self, file: std::path::PathBuf) {
        let options = Options {
            dry_run: false,
            person: None,
            now: self.test.now(),
            day: self.test.today(),
            for_demo: false,
            departure_share: DEPARTURE_SHARE,
            answers: Answers::default(),
            files: Some(&self.test.app.files),
            full_report: None,
        };
        import::run(&self.test.app.db, Kind::Annuaire, &[file], &options, &mut |_| {}).unwrap();
    }

    /// Sends an open file about schools and looks at it.
    pub(crate) fn send_facts(&self, name: &str, content: &[u8], year: &str) -> Page {
        let visitor = self.visit(self.people.manager);
        let page = visitor.get("/programme/donnees");
        let form = visitor.form(&page, "/programme/donnees").attach("fichier", name, content);
        form.fill("annee", year).fill("source", "data.education.gouv.fr").send()
    }

    /// Applies a file that was looked at.
    pub(crate) fn apply_facts(&self, looked: &Page) -> Page {
        let action = format!("{}/appliquer", looked.path);
        self.visit(self.people.manager).form(looked, &action).send()
    }
}
