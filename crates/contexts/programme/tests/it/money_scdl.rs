//! The public file of grants against the public schema, and the examples that come with it.

use std::collections::HashMap;

use directory::feed::{Limits, Sheet};
use programme::api::money::{self as api, Degree, NewLine, NewPartner, Part, PartnerKind, Payer};
use shares::Cents;
use testkit::{Backend, both, shared};

use crate::money_world::Money;

/// A column of the schema.
struct Field {
    name: String,
    kind: String,
    is_required: bool,
    one_of: Vec<String>,
    longest: Option<usize>,
    range: (Option<f64>, Option<f64>),
    shape: Shape,
}

/// The patterns the schema uses, each read by hand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Any,
    Fourteen,
    Rna,
    Period,
}

/// The columns that the schema needs and its own valid example lacks.
const LACKING: [&str; 2] = ["idServiceInstructeur", "descriptionConditionsVersement"];

/// A file of the schema's own, where it is at hand.
fn given(name: &str) -> Option<Vec<u8>> {
    Some(std::fs::read(shared()?.join("data/subventions").join(name)).unwrap())
}

fn schema(text: &[u8]) -> Vec<Field> {
    let schema: serde_json::Value = serde_json::from_slice(text).unwrap();
    let read = |field: &serde_json::Value| {
        let rules = &field["constraints"];
        let one_of = rules["enum"].as_array().cloned().unwrap_or_default();
        let shape = match rules["pattern"].as_str() {
            None => Shape::Any,
            Some(pattern) if pattern.contains("14") => Shape::Fourteen,
            Some(pattern) if pattern.contains('W') => Shape::Rna,
            Some(pattern) if pattern.contains("[0-9]{4}") => Shape::Period,
            Some(pattern) => panic!("{pattern} is not read"),
        };
        Field {
            name: field["name"].as_str().unwrap().to_owned(),
            kind: field["type"].as_str().unwrap().to_owned(),
            is_required: rules["required"].as_bool().unwrap_or(false),
            one_of: one_of.iter().filter_map(|one| one.as_str()).map(str::to_owned).collect(),
            longest: rules["maxLength"].as_u64().map(|most| usize::try_from(most).unwrap()),
            range: (rules["minimum"].as_f64(), rules["maximum"].as_f64()),
            shape,
        }
    };
    schema["fields"].as_array().unwrap().iter().map(read).collect()
}

fn is_siret(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let twice = |(at, digit): (usize, &u32)| match (at % 2, digit * 2) {
        (0, _) => *digit,
        (_, more) if more > 9 => more - 9,
        (_, more) => more,
    };
    text.len() == 14
        && digits.len() == 14
        && digits.iter().rev().enumerate().map(twice).sum::<u32>() % 10 == 0
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && kernel::Day::parse_iso(text).is_some()
}

/// The pattern of the schema counts digits: the 31st of February passes.
fn looks_like_a_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    parts.iter().map(|part| part.len()).eq([4, 2, 2]) && parts.iter().all(digits)
}

impl Field {
    fn refuses(&self, cell: &str) -> bool {
        if cell.is_empty() {
            return self.is_required;
        }
        let is_kind = match self.kind.as_str() {
            "integer" => cell.parse::<i64>().is_ok(),
            "number" => cell.parse::<f64>().is_ok(),
            "date" => is_day(cell),
            _ => true,
        };
        let is_shape = match self.shape {
            Shape::Any => true,
            Shape::Fourteen => cell.len() == 14 && cell.bytes().all(|byte| byte.is_ascii_digit()),
            Shape::Rna => {
                cell.len() == 10
                    && cell.starts_with('W')
                    && cell[1..].bytes().all(|b| b.is_ascii_digit())
            }
            Shape::Period => cell.split('/').count() <= 2 && cell.split('/').all(looks_like_a_day),
        };
        let number: f64 = cell.parse().unwrap_or(0.0);
        !is_kind
            || !is_shape
            || (!self.one_of.is_empty() && !self.one_of.iter().any(|one| one == cell))
            || self.longest.is_some_and(|most| cell.chars().count() > most)
            || self.range.0.is_some_and(|least| number < least)
            || self.range.1.is_some_and(|most| number > most)
    }
}

/// What the schema and its own checks refuse in a file: `column` or `line:column`.
fn refused(schema: &[Field], file: &[u8]) -> Vec<String> {
    let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let titles: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    let mut found = Vec::new();
    for field in schema.iter().filter(|field| field.is_required) {
        if !titles.contains(&field.name) {
            found.push(field.name.clone());
        }
    }
    for (at, title) in titles.iter().enumerate() {
        if titles[..at].contains(title) {
            found.push(format!("twice {title}"));
        }
    }
    for (line, row) in csv.records().enumerate() {
        let row = row.unwrap();
        let cells: HashMap<&str, &str> =
            titles.iter().map(String::as_str).zip(row.iter()).collect();
        let get = |name: &str| cells.get(name).copied().unwrap_or_default();
        for field in schema.iter().filter(|field| cells.contains_key(field.name.as_str())) {
            if field.refuses(get(&field.name)) {
                found.push(format!("{}:{}", line + 2, field.name));
            }
        }
        for name in ["idAttribuant", "idBeneficiaire"] {
            if !get(name).is_empty() && !is_siret(get(name)) {
                found.push(format!("{}:{name}:luhn", line + 2));
            }
        }
        if get("idBeneficiaire").is_empty() && get("rnaBeneficiaire").is_empty() {
            found.push(format!("{}:beneficiary", line + 2));
        }
    }
    found
}

fn exported(backend: Backend) -> (Money, Vec<u8>) {
    let money = Money::new(backend);
    let (commune, other, bank, convention) =
        (money.commune, money.other, money.bank, money.convention);
    money.world.test.arrange(move |tx| {
        let payers =
            [(Payer::Commune, commune, 34), (Payer::Commune, other, 17), (Payer::State, bank, 1)];
        let line = NewLine {
            part: Part::Resources,
            degree: Degree::Ecole,
            label: "Abonnements partagés",
            planned: 100_001,
            is_tax_eligible: false,
            is_private: false,
            payers: &payers,
            schools: &[],
        };
        api::add_line(tx, convention, &line)
    });
    let page =
        money.world.visit(money.world.people.manager).get(&format!("{}/subventions", money.path()));
    assert_eq!(page.status, 200, "{}", page.text());
    let body = page.body.clone().into_bytes();
    (money, body)
}

/// The sheets of a workbook, as a program for accountants reads them.
fn read_back(format: &str, bytes: &[u8]) -> Vec<Sheet> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("convention.{format}"));
    std::fs::write(&path, bytes).unwrap();
    directory::feed::sheets(&[path], &Limits::default()).unwrap()
}

/// The amounts under a title.
fn column(sheet: &Sheet, title: &str) -> Vec<Option<Cents>> {
    let (titles, rows) = sheet.lines.split_first().unwrap();
    let at =
        titles.cells.iter().position(|cell| cell.to_lowercase().contains(&title.to_lowercase()));
    let at = at.unwrap_or_else(|| panic!("{title} in {:?}", titles.cells));
    rows.iter().map(|row| Cents::parse(&row.cells[at])).collect()
}

both! {
    fn the_public_file_says_what_each_beneficiary_gets(backend) {
        let (_, file) = exported(backend);
        let text = String::from_utf8(file.clone()).unwrap();
        for says in ["Banque des Rivières,18002002600019", "Charroux,21860194000115", "2022-05-05/2028-12-31", ",1\n"] {
            assert!(text.contains(says), "{says} in {text}");
        }
        // Half of 400 000 €; then half of 1 000.01 €, shared 34 and 17.
        assert!(text.contains(",200333.33,") && text.contains(",166.67,"), "{text}");
        if let Some(schema_text) = given("schema.json") {
            assert_eq!(refused(&schema(&schema_text), &file), Vec::<String>::new());
        }
    }

    fn a_beneficiary_without_a_number_is_named(backend) {
        let money = Money::new(backend);
        let convention = money.convention;
        money.world.test.arrange(move |tx| {
            let new = NewPartner { kind: PartnerKind::Commune, name: "Sans-Numéro", siret: None, org: None };
            let payers = [(Payer::Commune, api::add_partner(tx, &new)?, 1)];
            let line = NewLine {
                part: Part::Resources, degree: Degree::Ecole, label: "Sans", planned: 10_000, is_tax_eligible: false,
                is_private: false, payers: &payers, schools: &[],
            };
            api::add_line(tx, convention, &line)
        });
        let page = money.world.visit(money.world.people.manager).get(&format!("{}/subventions", money.path()));
        assert!(page.status == 422 && page.says("Il manque le SIRET de : Sans-Numéro"), "{}", page.text());
    }

    fn accountants_take_away_both_workbooks(backend) {
        let money = Money::new(backend);
        money.order("C-1", "2023-01-02", "199 999,99");
        for (format, kind) in [("xlsx", "spreadsheetml.sheet"), ("ods", "opendocument.spreadsheet")] {
            let path = format!("{}/export?format={format}", money.path());
            let page = money.world.visit(money.world.people.funder).get(&path);
            assert!(page.status == 200 && page.header("content-type").unwrap().ends_with(kind), "{format}");
            let [written, owed] = read_back(format, &page.bytes).try_into().unwrap();
            let ordered = column(&written, "Montant HT");
            assert_eq!(ordered, [Some(Cents(19_999_999))], "{format}");
            let mut shares: Vec<Cents> = column(&owed, "commandé").into_iter().flatten().collect();
            shares.sort_unstable();
            assert_eq!(shares, [Cents(6_000_000), Cents(13_999_999)], "{format}: 30 % below 200 000 €");
            assert_eq!(ordered[0].map(|one| one.0), Some(shares.iter().map(|one| one.0).sum()), "{format}: to the cent");
            assert_eq!(money.world.visit(money.world.people.agent).get(&path).status, 404);
        }
    }
}

#[test]
fn the_schema_s_own_examples_are_judged_as_they_say() {
    let Some(text) = given("schema.json") else { return };
    let schema = schema(&text);
    let of = |name: &str| {
        let file = given(name).unwrap();
        refused(&schema, String::from_utf8_lossy(&file).as_bytes())
    };
    assert_eq!(of("exemple_valide.csv"), LACKING, "it lacks two columns that the schema needs");
    let more =
        |found: Vec<String>| found.iter().filter(|one| !LACKING.contains(&one.as_str())).count();
    for name in [
        "exemple-duplicate-column.csv",
        "exemple_invalide_erreurs_cellules.csv",
        "exemple_invalide_erreurs_colonnes.csv",
    ] {
        assert!(more(of(name)) > 0, "{name}");
    }
}
