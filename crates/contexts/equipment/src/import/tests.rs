//! The bad inputs that inventories come with, each with what becomes of it.

use std::{
    collections::HashMap,
    fs,
    io::{Cursor, Write},
};

use directory::{
    api::School,
    feed::{self, Limits, Uai},
};
use kernel::Day;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    Note, Outcome, Row, Why, columns,
    decide::{self, Inventory, Schools},
    read,
};
use crate::device::{Category, Device, Part, Said, State};

/// A collège one keeps, an école of someone else, and one that is closed.
const MINE: (&str, i64) = ("0860002K", 1);
const OTHER: (&str, i64) = ("0860014Y", 2);
const CLOSED: (&str, i64) = ("0860015Z", 3);

fn device(id: i64, org: i64, serial: &str, tag: &str) -> Device {
    let said = Said {
        org,
        category: Category::Tablet,
        brand: "Samsung".into(),
        model: "Tab A9".into(),
        serial: serial.into(),
        tag: tag.into(),
        funding: String::new(),
        state: State::Used,
        place: "Salle 12".into(),
        bought: None,
        price: None,
    };
    Device { id, said, seen: None }
}

fn rows_of(name: &str, content: &[u8], known: Vec<Device>, chosen: Option<i64>) -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    let sheets = feed::sheets(&[path], &Limits::default()).unwrap();
    let lines: Vec<_> = sheets
        .iter()
        .filter_map(|sheet| read::sheet(sheet, &columns::Said::new()))
        .flat_map(|(lines, _)| lines)
        .collect();
    let school =
        |(uai, id): (&str, i64), is_open| (Uai::parse(uai).unwrap(), School { id, is_open });
    let by_uai: HashMap<Uai, School> =
        [school(MINE, true), school(OTHER, true), school(CLOSED, false)].into();
    let mut inventory = Inventory::default();
    inventory.add(known);
    let keeps = |org| org != OTHER.1;
    decide::all(&lines, &inventory, &Schools { by_uai: &by_uai, chosen, keeps: &keeps })
}

/// The lines of a CSV table for the school one keeps.
fn csv(lines: &str, known: Vec<Device>) -> Vec<Row> {
    rows_of("inventaire.csv", lines.as_bytes(), known, Some(MINE.1))
}

fn outcomes(rows: &[Row]) -> Vec<Outcome> {
    rows.iter().map(|row| row.outcome).collect()
}

fn one(cell: &str, known: Vec<Device>) -> Outcome {
    csv(&format!("modele;numero_serie\nTab A9;{cell}\n"), known)[0].outcome
}

#[test]
fn one_way_of_writing_a_number_is_another() {
    let known = || vec![device(1, MINE.1, "R52N40ABCDE", "")];
    for cell in
        ["R52N40ABCDE", "r52n40abcde", "R52N 40AB CDE", "S/N: R52N40ABCDE", "SN:R52N40ABCDE"]
    {
        assert_eq!(one(cell, known()), Outcome::Same, "{cell}");
    }
}

#[test]
fn what_is_no_number_brings_no_device() {
    for (cell, why) in [
        ("1.23E+15", Why::Rounded),
        ("\"1,23E+15\"", Why::Rounded),
        ("N/A", Why::NoNumber),
        ("à compléter", Why::NoNumber),
        ("", Why::NoNumber),
        ("Tab A9", Why::Model),
        ("#REF!", Why::Formula),
        ("A1", Why::Short),
    ] {
        assert_eq!(one(cell, Vec::new()), Outcome::Conflict(why), "{cell}");
    }
}

#[test]
fn a_number_that_is_almost_another_is_doubtful() {
    for (known, cell) in
        [("0012345678", "12345678"), ("R0O1I2", "R00112"), ("PF3ABC1O", "PF3ABC10")]
    {
        let known = vec![device(1, MINE.1, known, "")];
        assert_eq!(one(cell, known), Outcome::Conflict(Why::Lookalike), "{cell}");
    }
    let rows = csv("numero_serie;salle\nPF3ABC1O;1\nPF3ABC10;1\n", Vec::new());
    assert_eq!(outcomes(&rows), [Outcome::Create, Outcome::Conflict(Why::Lookalike)]);
}

#[test]
fn a_number_that_comes_again_is_said_with_its_line() {
    let rows = csv("numero_serie;salle\nPF3ABC12;12\nPF3ABD13;12\npf3abc12;14\n", Vec::new());
    let expected = [Outcome::Create, Outcome::Create, Outcome::Conflict(Why::Twice)];
    assert_eq!(outcomes(&rows), expected);
    assert_eq!(rows[2].line, 4);
}

#[test]
fn without_a_serial_number_a_device_is_known_by_its_label() {
    let known = || vec![device(1, MINE.1, "R52N40ABCDE", "INV-7")];
    let rows =
        csv("numero_serie;numero_inventaire;salle\nN/A;inv 7;Salle 12\n1.2E+9;INV-8;\n", known());
    assert_eq!(outcomes(&rows), [Outcome::Same, Outcome::Create]);
    assert_eq!(rows[1].notes, [Note::Serial]);
    // The same label in another school is another device.
    let elsewhere = vec![device(1, CLOSED.1, "R52N40ABCDE", "INV-7")];
    let rows = csv("numero_inventaire;salle\nINV-7;\n", elsewhere);
    assert_eq!(outcomes(&rows), [Outcome::Create]);
}

#[test]
fn two_numbers_must_be_those_of_one_device() {
    let known = || {
        vec![device(1, MINE.1, "R52N40ABCDE", "INV-7"), device(2, MINE.1, "R52N40ABCDF", "INV-8")]
    };
    let rows = csv("numero_serie;numero_inventaire\nR52N40ABCDE;INV-8\nR52N40XYZ;INV-7\n", known());
    let expected = [Outcome::Conflict(Why::TwoDevices), Outcome::Conflict(Why::TagTaken)];
    assert_eq!(outcomes(&rows), expected);
}

#[test]
fn the_same_table_sent_again_changes_nothing_and_a_room_renamed_one_thing() {
    let known = || vec![device(1, MINE.1, "R52N40ABCDE", "INV-7")];
    let table =
        |room| format!("marque;modele;numero_serie;salle\nSamsung;Tab A9;R52N40ABCDE;{room}\n");
    assert_eq!(outcomes(&csv(&table("Salle 12"), known())), [Outcome::Same]);
    let renamed = csv(&table("Salle Ada-Lovelace"), known());
    assert_eq!(outcomes(&renamed), [Outcome::Update]);
    assert_eq!(renamed[0].changes, [Part::Place]);
    // What a table does not say stays.
    let said = renamed[0].wanted.as_ref().unwrap().over(&known()[0].said);
    assert_eq!((said.tag.as_str(), said.state), ("INV-7", State::Used));
}

#[test]
fn a_line_says_its_school_or_that_of_the_table_is_meant() {
    let table = |uai: &str| format!("UAI;numero_serie\n{uai};R52N40ABCDE\n");
    for (uai, outcome) in [
        ("0860002k", Outcome::Create),
        ("", Outcome::Create),
        ("0860002A", Outcome::Conflict(Why::BadSchool)),
        ("Collège", Outcome::Conflict(Why::BadSchool)),
        ("0860016A", Outcome::Conflict(Why::UnknownSchool)),
        ("0860014Y", Outcome::Conflict(Why::NotYours)),
        ("0860015Z", Outcome::Conflict(Why::ClosedSchool)),
    ] {
        assert_eq!(outcomes(&csv(&table(uai), Vec::new())), [outcome], "{uai}");
    }
    let nobody = rows_of("x.csv", table("").as_bytes(), Vec::new(), None);
    assert_eq!(outcomes(&nobody), [Outcome::Conflict(Why::NoSchool)]);
    let named = rows_of("0860002K-materiel.csv", table("").as_bytes(), Vec::new(), None);
    assert_eq!(outcomes(&named), [Outcome::Create]);
}

#[test]
fn a_device_of_a_school_that_is_not_ones_own_is_not_taken_from_it() {
    let known = vec![device(1, OTHER.1, "R52N40ABCDE", "")];
    assert_eq!(one("R52N40ABCDE", known), Outcome::Conflict(Why::Elsewhere));
    let mine = vec![device(1, CLOSED.1, "R52N40ABCDE", "")];
    let rows = csv("numero_serie;salle\nR52N40ABCDE;Salle 12\n", mine);
    assert_eq!(
        (rows[0].outcome, rows[0].changes.as_slice()),
        (Outcome::Update, &[Part::School][..])
    );
}

#[test]
fn days_prices_and_words_are_read_as_they_are_written() {
    let table = "numero_serie;date_achat;prix_ht;tva;categorie;etat\n\
                 AAAA1;03/04/2024;1\u{a0}234,56\u{202f}€;;Tablette;En service\n\
                 AAAA2;45385;1 200,00 € TTC;20 %;iPad;HS\n\
                 AAAA3;31/02/2024;gratuit;;Épicerie;bof\n\
                 AAAA4;;120,00 TTC;;Chariot;Neuf\n";
    let rows = csv(table, Vec::new());
    assert!(rows.iter().all(|row| row.outcome == Outcome::Create));
    let said = |at: usize| rows[at].wanted.as_ref().unwrap().said.clone();
    let april = Day::new(2024, 4, 3).map(|day| day.0);
    let first = said(0);
    assert_eq!(
        (first.bought, first.price, first.category),
        (april, Some(123_456), Category::Tablet)
    );
    assert_eq!(
        (said(1).bought, said(1).price, said(1).state),
        (april, Some(100_000), State::Broken)
    );
    assert_eq!((said(2).bought, said(2).price, said(2).category), (None, None, Category::Other));
    assert_eq!(rows[2].notes, [Note::Category, Note::State, Note::Day, Note::Price]);
    assert_eq!((said(3).price, rows[3].notes.as_slice()), (None, &[Note::Tax][..]));
}

#[test]
fn files_of_old_spreadsheets_are_read() {
    let latin = b"cat\xe9gorie;num\xe9ro de s\xe9rie\r\nTablette;R52N40ABCDE\r\n".to_vec();
    let rows = rows_of("a.csv", &latin, Vec::new(), Some(1));
    assert_eq!(outcomes(&rows), [Outcome::Create]);
    assert_eq!(rows[0].wanted.as_ref().unwrap().said.category, Category::Tablet);
    let marked = "\u{feff}numéro de série,salle\nR52N40ABCDE,\"Salle 1, étage 2\"\n";
    let rows = rows_of("a.csv", marked.as_bytes(), Vec::new(), Some(1));
    assert_eq!(rows[0].wanted.as_ref().unwrap().said.place, "Salle 1, étage 2");
}

#[test]
fn titles_padded_and_in_capitals_are_those_of_snipe_it() {
    let table = "Asset TAG ID, DESCRIPTION, PURCHASE DATE, BRAND, COST, MODEL, SERIAL NO., CATEGORY, LOCATION\n\
                 INV-7, Tablette de prêt, 2024-04-03, Samsung, 249.90, Tab A9, R52N40ABCDE, tablet, Salle 12\n";
    let rows = csv(table, Vec::new());
    assert_eq!(outcomes(&rows), [Outcome::Create]);
    let said = rows[0].wanted.as_ref().unwrap().said.clone();
    assert_eq!((said.serial.as_str(), said.tag.as_str()), ("R52N40ABCDE", "INV-7"));
    assert_eq!((said.brand.as_str(), said.place.as_str()), ("Samsung", "Salle 12"));
    assert_eq!((said.category, said.price), (Category::Tablet, Some(24_990)));
    assert_eq!(said.bought, Day::new(2024, 4, 3).map(|day| day.0));
}

#[test]
fn an_inventory_of_libreoffice_is_read_as_that_of_excel() {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let merged = |text: &str| {
        format!(
            "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\">\
             <text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let titles = ["UAI", "N° de série", "Date d'achat", "Prix HT"].map(text).concat();
    let bought = "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-04-03\">\
                  <text:p>3 avr. 24</text:p></table:table-cell>";
    let price = "<table:table-cell office:value-type=\"currency\" office:value=\"249.9\">\
                 <text:p>249,90\u{202f}€</text:p></table:table-cell>";
    let formula = "<table:table-cell table:formula=\"of:=[.#REF!]\" office:value-type=\"string\">\
                   <text:p>#REF!</text:p></table:table-cell>";
    let rows = [
        row(titles),
        row(format!("{}{}{bought}{price}", merged(MINE.0), text("R52N40ABCDE"))),
        row(format!("<table:covered-table-cell/>{}", text("R52N40ABCDF"))),
        row(format!("{}{formula}", text(MINE.0))),
        row(format!("{}{}", text("Total"), text(""))),
    ];
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Parc\">{}\
         </table:table></office:spreadsheet></office:body></office:document-content>",
        rows.concat()
    );
    let book = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("content.xml", content),
    ]);
    let rows = rows_of("parc.ods", &book, Vec::new(), None);
    let expected = [
        Outcome::Create,
        Outcome::Conflict(Why::NoSchool),
        Outcome::Conflict(Why::Formula),
        Outcome::Nothing,
    ];
    assert_eq!(outcomes(&rows), expected);
    let said = rows[0].wanted.as_ref().unwrap().said.clone();
    assert_eq!((said.bought, said.price), (Day::new(2024, 4, 3).map(|day| day.0), Some(24_990)));
}

#[test]
fn totals_and_titles_that_come_again_are_no_devices() {
    let table = "numero_serie;modele;prix_ht\nAAAA1;Tab;100\nnumero_serie;modele;prix_ht\n;TOTAL;100\nSous-total;;\n";
    let rows = csv(table, Vec::new());
    assert_eq!(
        outcomes(&rows),
        [Outcome::Create, Outcome::Nothing, Outcome::Nothing, Outcome::Nothing]
    );
}

/// A workbook of one sheet whose days count from 1904.
fn workbook(rows: &str) -> Vec<u8> {
    let parts = [
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets>\
             <sheet name=\"Parc\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
                .to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/1.xml\"/>\
             </Relationships>"
                .to_owned(),
        ),
        ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>".to_owned()),
        (
            "xl/worksheets/1.xml",
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    zipped(&parts)
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_with_merged_cells_hidden_lines_and_broken_formulas_is_read() {
    let text = |place: &str, text: &str| {
        format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let rows = [
        format!(
            "<row r=\"1\">{}{}{}</row>",
            text("A1", "UAI"),
            text("B1", "N° de série"),
            text("C1", "Date d'achat")
        ),
        // 43 923 days after 1 January 1904 is 3 April 2024.
        format!(
            "<row r=\"2\">{}{}<c r=\"C2\" s=\"1\"><v>43923</v></c></row>",
            text("A2", MINE.0),
            text("B2", "R52N40ABCDE")
        ),
        // The school is merged over two lines: the second says nothing, and nothing is guessed.
        format!("<row r=\"3\">{}</row>", text("B3", "R52N40ABCDF")),
        format!(
            "<row r=\"4\" hidden=\"1\">{}{}</row>",
            text("A4", MINE.0),
            text("B4", "R52N40ABCDG")
        ),
        format!(
            "<row r=\"5\">{}<c r=\"B5\" t=\"e\"><f>A1</f><v>#REF!</v></c></row>",
            text("A5", MINE.0)
        ),
        format!("<row r=\"6\">{}<c r=\"B6\"><v>1.23E+15</v></c></row>", text("A6", MINE.0)),
    ];
    let rows = rows_of("parc.xlsx", &workbook(&rows.concat()), Vec::new(), None);
    assert_eq!(
        outcomes(&rows),
        [
            Outcome::Create,
            Outcome::Conflict(Why::NoSchool),
            Outcome::Create,
            Outcome::Conflict(Why::NoNumber),
            Outcome::Conflict(Why::Rounded),
        ]
    );
    let bought = rows[0].wanted.as_ref().unwrap().said.bought;
    assert_eq!(bought, Day::new(2024, 4, 3).map(|day| day.0));
}
