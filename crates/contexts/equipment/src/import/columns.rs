//! What the columns of a table are, by their titles, and what its words mean.

use std::collections::HashMap;

use directory::feed::Line;
use kernel::{Lang, fold};

use crate::device::{Category, State, words};

words! {
    /// What a column says.
    pub(crate) Fact "fact" {
        /// The serial number.
        Serial = "serial",
        /// The inventory number.
        Tag = "tag",
        /// The school.
        School = "school",
        /// What kind of thing it is.
        Category = "category",
        /// Who makes it.
        Brand = "brand",
        /// What they call it.
        Model = "model",
        /// The building.
        Building = "building",
        /// The room.
        Room = "room",
        /// What becomes of it.
        State = "state",
        /// The day it was bought.
        Bought = "bought",
        /// The day it came.
        Delivered = "delivered",
        /// The price before taxes.
        Price = "price",
        /// The price with taxes.
        PriceWithTax = "price-with-tax",
        /// The rate of the tax.
        Rate = "rate",
        /// Who paid.
        Funding = "funding",
    }
}

/// What columns were said to be, by what tells their titles from others.
pub(crate) type Said = HashMap<String, Vec<Option<Fact>>>;

/// What tells the titles of a line from others, however they are cut.
pub(crate) fn key<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cut = |cell: &str| fold(&cell.chars().take(CELL_MAX).collect::<String>());
    cells.map(cut).collect::<Vec<_>>().join("|")
}

/// As much of a title as is kept.
pub(crate) const CELL_MAX: usize = 60;

/// The titles that tables of inventories have, folded: ours, those of Snipe-IT and of GLPI, and what
/// offices write.
const TITLES: [(Fact, &[&str]); 15] = [
    (
        Fact::School,
        &[
            "uai",
            "rne",
            "code uai",
            "numero uai",
            "n uai",
            "uai etablissement",
            "code rne",
            "school number",
        ],
    ),
    (Fact::Building, &["batiment", "building"]),
    (
        Fact::Room,
        &["salle", "lieu", "piece", "room", "place", "location", "localisation", "emplacement"],
    ),
    (
        Fact::Category,
        &[
            "categorie",
            "category",
            "type",
            "type de materiel",
            "genre",
            "nature",
            "famille",
            "kind",
        ],
    ),
    (Fact::Brand, &["marque", "brand", "fabricant", "manufacturer", "constructeur", "maker"]),
    (Fact::Model, &["modele", "model", "model name", "nom du modele", "designation", "libelle"]),
    (
        Fact::Serial,
        &[
            "numero serie",
            "numero de serie",
            "n de serie",
            "n serie",
            "no de serie",
            "no serie",
            "num serie",
            "serial",
            "serial number",
            "serial no",
            "s n",
            "sn",
        ],
    ),
    (
        Fact::Tag,
        &[
            "numero inventaire",
            "numero d inventaire",
            "n inventaire",
            "n d inventaire",
            "no inventaire",
            "code inventaire",
            "inventaire",
            "inventory number",
            "asset tag",
            "asset tag id",
            "etiquette",
            "code barre",
            "code barres",
        ],
    ),
    (
        Fact::Bought,
        &[
            "date achat",
            "date d achat",
            "achat",
            "achete le",
            "date acquisition",
            "date d acquisition",
            "purchase date",
            "bought",
            "bought on",
        ],
    ),
    (
        Fact::Delivered,
        &[
            "date livraison",
            "date de livraison",
            "livraison",
            "livre le",
            "delivered",
            "delivery date",
        ],
    ),
    (
        Fact::Price,
        &[
            "prix ht",
            "prix",
            "prix unitaire",
            "prix unitaire ht",
            "montant ht",
            "cout",
            "cost",
            "purchase cost",
            "price",
            "price before tax",
        ],
    ),
    (Fact::PriceWithTax, &["prix ttc", "prix unitaire ttc", "montant ttc"]),
    (Fact::Rate, &["tva", "taux tva", "taux de tva", "vat"]),
    (
        Fact::Funding,
        &[
            "convention",
            "financement",
            "financeur",
            "ligne de financement",
            "ligne",
            "funding",
            "paid by",
        ],
    ),
    (Fact::State, &["etat", "statut", "state", "status"]),
];

/// Lines that may stand above the titles.
pub(crate) const ABOVE: usize = 15;

/// The columns of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    /// Where the titles are, among the lines.
    pub(crate) titles: usize,
    facts: Vec<Option<Fact>>,
}

impl Columns {
    /// The line of titles and what they say; none when no column holds a number of devices.
    pub(crate) fn find(lines: &[Line]) -> Option<Self> {
        let facts = |line: &Line| -> Vec<Option<Fact>> {
            let mut facts: Vec<Option<Fact>> = Vec::new();
            for title in &line.cells {
                // A title that comes again says nothing: the first column is meant.
                let fact = fact_of(title).filter(|fact| !facts.contains(&Some(*fact)));
                facts.push(fact);
            }
            facts
        };
        let known = |facts: &[Option<Fact>]| facts.iter().flatten().count();
        let lines = lines.iter().take(ABOVE).map(facts).enumerate();
        let best = lines.rev().max_by_key(|(_, facts)| known(facts))?;
        let has = |fact| best.1.contains(&Some(fact));
        (has(Fact::Serial) || has(Fact::Tag)).then_some(Self { titles: best.0, facts: best.1 })
    }

    /// The columns as someone said them of titles like these.
    pub(crate) fn said(lines: &[Line], said: &Said) -> Option<Self> {
        lines.iter().take(ABOVE).enumerate().find_map(|(titles, line)| {
            let facts = said.get(&key(line.cells.iter().map(String::as_str)))?;
            Some(Self { titles, facts: facts.clone() })
        })
    }

    /// What a line says of something; empty when no column does.
    pub(crate) fn get<'l>(&self, line: &'l Line, fact: Fact) -> &'l str {
        let at = self.facts.iter().position(|one| *one == Some(fact));
        at.and_then(|at| line.cells.get(at)).map_or("", |cell| cell.trim())
    }

    /// The titles that say nothing to us.
    pub(crate) fn unread<'l>(&self, line: &'l Line) -> impl Iterator<Item = &'l str> {
        let unread = line.cells.iter().zip(self.facts.clone()).filter(|(_, fact)| fact.is_none());
        unread.map(|(title, _)| title.as_str()).filter(|title| !title.is_empty())
    }
}

fn fact_of(title: &str) -> Option<Fact> {
    let title = fold(title);
    TITLES.iter().find(|(_, titles)| titles.contains(&title.as_str())).map(|(fact, _)| *fact)
}

/// Words that say what kind of thing something is; the first that is found decides, so that a
/// trolley of tablets is a trolley.
const CATEGORIES: [(Category, &[&str]); 11] = [
    (Category::Trolley, &["chariot", "trolley", "valise", "charging cart"]),
    (Category::Visualiser, &["visualis"]),
    (
        Category::Projector,
        &[
            "projecteur",
            "projector",
            "vpi",
            "tni",
            "tbi",
            "ecran",
            "tableau",
            "videoproj",
            "display",
        ],
    ),
    (Category::Wifi, &["borne", "wifi", "wi fi", "access point", "point d acces"]),
    (
        Category::Network,
        &["switch", "commutateur", "serveur", "server", "nas", "routeur", "router", "onduleur"],
    ),
    (Category::Printer, &["imprimante", "printer", "scanner", "copieur", "multifonction"]),
    (Category::Tablet, &["tablet", "ipad"]),
    (Category::Laptop, &["portable", "laptop", "notebook", "chromebook"]),
    (Category::Camera, &["camera", "appareil photo", "webcam"]),
    (Category::Robot, &["robot", "thymio", "micro bit", "microbit", "arduino"]),
    (Category::Desktop, &["ordinateur", "unite centrale", "desktop", "computer", "pc", "poste"]),
];

/// What kind of thing some words say.
pub(crate) fn category(words: &str) -> Option<Category> {
    let folded = fold(words);
    let is_called = |one: &Category| {
        one.code() == folded || Lang::ALL.iter().any(|lang| fold(one.says(*lang)) == folded)
    };
    let called = Category::ALL.iter().copied().find(is_called);
    called.or_else(|| {
        let found = CATEGORIES
            .iter()
            .find(|(_, starts)| starts.iter().any(|start| begins_a_word(&folded, start)));
        found.map(|(category, _)| *category)
    })
}

/// Whether a word begins so; short words are whole.
fn begins_a_word(folded: &str, start: &str) -> bool {
    folded.match_indices(start).any(|(at, _)| {
        let (before, after) = (&folded[..at], &folded[at + start.len()..]);
        let begins = before.is_empty() || before.ends_with(' ') || start.ends_with("projecteur");
        begins && (start.len() > 3 || after.is_empty() || after.starts_with([' ', 's']))
    })
}

const STATES: [(State, &[&str]); 7] = [
    (
        State::Used,
        &[
            "en service",
            "service",
            "actif",
            "utilise",
            "deploye",
            "deployed",
            "ok",
            "bon",
            "bon etat",
            "fonctionnel",
        ],
    ),
    (
        State::Stock,
        &["stock", "en stock", "neuf", "reserve", "disponible", "ready to deploy", "recu", "livre"],
    ),
    (State::Lent, &["prete", "pret", "lent", "on loan"]),
    (
        State::Broken,
        &[
            "panne",
            "hs",
            "h s",
            "casse",
            "defectueux",
            "a reparer",
            "en reparation",
            "broken",
            "out for repair",
        ],
    ),
    (State::Lost, &["perdu", "perdue", "introuvable", "lost"]),
    (State::Stolen, &["vole", "volee", "vol", "stolen", "lost stolen"]),
    (
        State::Gone,
        &["reforme", "reformee", "rebut", "mis au rebut", "sorti", "archived", "disposed"],
    ),
];

/// What state some words say.
pub(crate) fn state(words: &str) -> Option<State> {
    let folded = fold(words);
    let is_called = |one: &State| {
        one.code() == folded || Lang::ALL.iter().any(|lang| fold(one.says(*lang)) == folded)
    };
    let called = State::ALL.iter().copied().find(is_called);
    let found = || STATES.iter().find(|(_, words)| words.contains(&folded.as_str()));
    called.or_else(|| found().map(|(state, _)| *state))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: u64, cells: &[&str]) -> Line {
        Line { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    #[test]
    fn titles_are_found_under_what_stands_above_them() {
        let lines = [
            line(1, &["Inventaire du collège"]),
            line(3, &["Marque", "  MODÈLE ", "N° de série", "Observations", "Marque"]),
            line(4, &["Samsung", "Tab A9", "R52N40ABCDE", "écran rayé", "x"]),
        ];
        let columns = Columns::find(&lines).unwrap();
        assert_eq!(columns.titles, 1);
        assert_eq!(columns.get(&lines[2], Fact::Serial), "R52N40ABCDE");
        assert_eq!(columns.get(&lines[2], Fact::Brand), "Samsung");
        assert_eq!(columns.get(&lines[2], Fact::Room), "");
        let unread: Vec<&str> = columns.unread(&lines[1]).collect();
        assert_eq!(unread, ["Observations", "Marque"]);
        assert_eq!(Columns::find(&[line(1, &["Nom", "Prénom"])]), None);
    }

    #[test]
    fn a_table_of_another_program_is_read() {
        let snipe = line(
            1,
            &[
                "Company",
                "Asset Tag",
                "Category",
                "Manufacturer",
                "Location",
                "Model",
                "Serial",
                "Purchase Date",
                "Purchase Cost",
            ],
        );
        let columns = Columns::find(std::slice::from_ref(&snipe)).unwrap();
        assert_eq!(columns.unread(&snipe).collect::<Vec<_>>(), ["Company"]);
    }

    #[test]
    fn kinds_of_things_are_told_by_their_words() {
        for (words, kind) in [
            ("Tablette", Category::Tablet),
            ("iPad 10", Category::Tablet),
            ("Chariot de 15 tablettes", Category::Trolley),
            ("Vidéoprojecteur interactif", Category::Projector),
            ("Ordinateur portable", Category::Laptop),
            ("PC", Category::Desktop),
            ("Borne Wi-Fi", Category::Wifi),
            ("Écran numérique interactif", Category::Projector),
            ("laptop", Category::Laptop),
        ] {
            assert_eq!(category(words), Some(kind), "{words}");
        }
        assert_eq!(category("Épicerie"), None);
        assert_eq!(category("chaise"), None);
    }

    #[test]
    fn states_are_told_by_their_words() {
        assert_eq!(state("En service"), Some(State::Used));
        assert_eq!(state("HS"), Some(State::Broken));
        assert_eq!(state("Réformé"), Some(State::Gone));
        assert_eq!(state("prêté"), Some(State::Lent));
        assert_eq!(state("bof"), None);
    }
}
