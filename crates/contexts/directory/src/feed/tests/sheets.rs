//! Tables of any kind: what is read of them, and what is refused.

use proptest::prelude::*;

use super::super::Damage;
use super::super::sheet::Sheets;
use super::super::source::Sources;
use super::sources::zip;
use super::*;

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types/>";
const BOOK: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns:r=\"r\"><sheets>\
    <sheet name=\"Élèves\" sheetId=\"1\" r:id=\"a\"/>\
    <sheet name=\"Listes\" sheetId=\"2\" state=\"hidden\" r:id=\"b\"/></sheets></workbook>";
const LINKS: &str = "<Relationships>\
    <Relationship Id=\"a\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"b\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet2.xml\"/>\
    </Relationships>";
const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd\\/mm\\/yyyy\"/></numFmts>\
    <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>";
const STRINGS: &str = "<sst><si><t>Dupont</t></si><si><r><t>Du</t></r><r><t xml:space=\"preserve\"> Pré</t></r>\
    <rPh><t>no</t></rPh></si></sst>";

fn parts(sheet: &str) -> Vec<(String, Vec<u8>)> {
    [
        ("[Content_Types].xml", TYPES),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/worksheets/sheet1.xml", sheet),
        (
            "xl/worksheets/sheet2.xml",
            "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
        ),
    ]
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .into()
}

fn xlsx(rows: &str) -> Vec<u8> {
    zip(&parts(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")))
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body>\
         <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        ("mimetype".into(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml".into(), content.into_bytes()),
    ])
}

fn sheets(name: &str, content: &[u8]) -> Result<Sheets, FeedError> {
    let folder = Folder::new(&[(name, content)]);
    let limits = Limits::default();
    Sheets::read(&Sources::open(&[folder.path().join(name)], limits)?, &limits)
}

fn lines(name: &str, content: &[u8]) -> Vec<Vec<String>> {
    let read = sheets(name, content).unwrap();
    read.sheets.into_iter().flat_map(|sheet| sheet.lines).map(|line| line.cells).collect()
}

fn damage(name: &str, content: &[u8]) -> Damage {
    match sheets(name, content) {
        Err(FeedError::Damaged { damage, .. }) => damage,
        other => panic!("{other:?}"),
    }
}

#[test]
fn text_is_read_whatever_its_separator_and_its_encoding() {
    for separator in [";", ",", "\t"] {
        let text =
            "Nom;Prénom;Œuvre\r\nDupont;Zoé;\r\n\r\n;;\r\nNoël;Éloi;x\r\n".replace(';', separator);
        let utf16 = |bytes: fn(u16) -> [u8; 2]| {
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect::<Vec<u8>>()
        };
        for content in [
            text.clone().into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
            encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
        ] {
            let expected =
                [vec!["Nom", "Prénom", "Œuvre"], vec!["Dupont", "Zoé"], vec!["Noël", "Éloi", "x"]];
            assert_eq!(lines("liste.csv", &content), expected, "{separator:?}");
        }
    }
    assert_eq!(damage("liste.csv", "Nom;Prénom\nDupont;ZoÃ©\n".as_bytes()), Damage::TwiceEncoded);
}

#[test]
fn a_title_may_stand_above() {
    let text = "Liste des élèves, école du Parc\n\nNom;Prénom;Classe\nDupont;Zoé;CP\n";
    assert_eq!(lines("liste.csv", text.as_bytes())[1], ["Nom", "Prénom", "Classe"]);
}

#[test]
fn cells_of_a_workbook_are_texts() {
    let read = lines(
        "liste.xlsx",
        &xlsx(
            "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c></row>\n\
             <row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>a&amp;b</t></is></c><c r=\"B3\"><v>612345678</v></c>\
             <c r=\"C3\" s=\"1\"><v>43227</v></c><c r=\"D3\" s=\"2\"><v>43227.5</v></c><c r=\"E3\"><v>1.5</v></c></row>\
             <row><c t=\"str\"><f>CONCAT(A1)</f><v>calculé</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"b\"><v>1</v></c></row>\
             <row r=\"9\"><c r=\"A9\" s=\"1\"/></row>",
        ),
    );
    assert_eq!(
        read,
        [
            vec!["", "Dupont", "Du Pré"],
            vec!["a&b", "612345678", "2018-05-07", "2018-05-07", "1.5"],
            vec!["calculé", "", "true"],
        ]
    );
    let sheets = sheets("liste.xlsx", &xlsx("<row r=\"7\"><c><v>1</v></c></row>")).unwrap();
    assert_eq!(
        (&*sheets.sheets[0].name, sheets.sheets[0].lines[0].number),
        ("liste.xlsx!Élèves", 7)
    );
    assert_eq!(sheets.sheets.len(), 1, "a hidden sheet is not read");
}

#[test]
fn a_workbook_may_name_its_elements_otherwise() {
    let prefixed = "<x:worksheet xmlns:x=\"y\"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    assert_eq!(lines("liste.xlsx", &zip(&parts(prefixed))), [["5"]]);
}

#[test]
fn cells_of_an_open_document_are_texts() {
    let read = sheets(
        "liste.ods",
        &ods(
            "<table:table table:name=\"Élèves\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
             <table:table-row><table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"2\"><text:p>Du<text:span> Pr</text:span>é</text:p>\
             <office:annotation><text:p>note</text:p></office:annotation></table:table-cell><table:covered-table-cell/>\
             <table:table-cell office:value-type=\"float\" office:value=\"3\"><text:p>3,00</text:p></table:table-cell></table:table-row>\
             <table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2018-05-07T00:00:00\"><text:p>7 mai</text:p></table:table-cell>\
             <table:table-cell table:formula=\"of:=A1\" office:value-type=\"string\"><text:p><text:a xlink:href=\"mailto:a@b.fr\">a@b.fr</text:a></text:p></table:table-cell>\
             <table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row></table:table>\
             <table:table table:name=\"Adultes\"><table:table-row><table:table-cell table:number-columns-repeated=\"2\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
        ),
    )
    .unwrap();
    let cells: Vec<_> =
        read.sheets.iter().flat_map(|s| &s.lines).map(|l| l.cells.clone()).collect();
    assert_eq!(cells, [vec!["Du Pré", "", "3"], vec!["2018-05-07", "a@b.fr"], vec!["x", "x"]]);
    let names: Vec<&str> = read.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(names, ["liste.ods!Élèves", "liste.ods!Adultes"]);
    assert_eq!(read.sheets[0].lines[0].number, 4);
    assert_eq!(read.sheets[1].lines[0].number, 1);
}

#[test]
fn a_table_that_grows_is_refused() {
    let comments = format!("<!-- {} -->", " ".repeat(10_000)).repeat(4_000);
    let Damage::Read(said) = damage("bombe.xlsx", &xlsx(&comments)) else { panic!() };
    assert!(said.contains("grows more than"), "{said}");
    let rows = "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"4000000000\">\
                <table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(damage("bombe.ods", &ods(rows)), Damage::TooLong("the table"));
    let columns = "<table:table table:name=\"a\"><table:table-row><table:table-cell table:number-columns-repeated=\"18446744073709551615\">\
                   <text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(damage("bombe.ods", &ods(columns)), Damage::TooLong("a line"));
    assert_eq!(
        damage("large.xlsx", &xlsx("<row><c r=\"XFD1\"><v>1</v></c></row>")),
        Damage::TooLong("a line")
    );
    let wide = format!("a{}\n", ";a".repeat(16_383));
    assert_eq!(damage("large.csv", wide.as_bytes()), Damage::TooLong("a line"));
    let long = format!("a;b\n{};c\n", "x".repeat(5_000));
    assert_eq!(damage("long.csv", long.as_bytes()), Damage::TooLong("a cell"));
}

#[test]
fn sixteen_thousand_empty_columns_are_nothing() {
    let empty: String = (0..16_384).map(|_| "<c s=\"1\"/>").collect();
    let row = format!("<row><c t=\"s\"><v>0</v></c></row><row>{empty}</row>");
    assert_eq!(lines("liste.xlsx", &xlsx(&row)), [["Dupont"]]);
}

#[test]
fn entities_are_never_declared_nor_unknown() {
    let declared = "<!DOCTYPE worksheet [<!ENTITY lol \"lol\">]><worksheet><sheetData><row><c><v>&lol;</v></c></row></sheetData></worksheet>";
    assert_eq!(damage("liste.xlsx", &zip(&parts(declared))), Damage::InternalDtd);
    let outside = "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\"><worksheet><sheetData><row><c t=\"str\"><v>&lol;</v></c></row></sheetData></worksheet>";
    assert!(matches!(damage("liste.xlsx", &zip(&parts(outside))), Damage::Xml(_)));
}

#[test]
fn a_workbook_that_is_cut_is_refused() {
    let whole = xlsx("<row><c><v>1</v></c></row>");
    for length in [200, whole.len() / 2, whole.len() - 10] {
        assert!(matches!(damage("liste.xlsx", &whole[..length]), Damage::Read(_)), "{length}");
    }
    assert_eq!(
        damage("liste.xlsx", &zip(&parts("<worksheet><sheetData><row>"))),
        Damage::Truncated
    );
}

#[test]
fn a_file_is_what_it_holds_whatever_its_name() {
    assert_eq!(lines("liste.xlsx", b"Nom;Classe\nDupont;CP\n")[1], ["Dupont", "CP"]);
    assert_eq!(lines("liste.csv", &xlsx("<row><c><v>1</v></c></row>")), [["1"]]);
    let document = zip(&[
        ("[Content_Types].xml".into(), TYPES.into()),
        ("word/document.xml".into(), b"<a/>".to_vec()),
    ]);
    assert!(matches!(damage("liste.xlsx", &document), Damage::Read(_)));
    for (name, content) in [
        ("liste.csv", &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1;\0\0;\0"[..]),
        ("liste.csv", b"<html><table><tr><td>a;b</td></tr></table></html>"),
        ("liste.csv", b""),
        ("liste.csv", b"un seul mot\n"),
    ] {
        assert!(matches!(sheets(name, content), Err(FeedError::Nothing { .. })), "{content:?}");
    }
}

#[test]
fn a_workbook_in_an_archive_is_read_too() {
    let inner = xlsx("<row><c><v>1</v></c></row>");
    let read = sheets("envoi.zip", &zip(&[("0860015Z/liste.xlsx".into(), inner)])).unwrap();
    assert_eq!(&*read.sheets[0].name, "envoi.zip!0860015Z/liste.xlsx!Élèves");
    assert_eq!(read.sheets[0].school, Some(uai("0860015Z")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_bytes_reading_ends_with_lines_or_a_sentence(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        at in 0..1_000_usize,
        is_open in any::<bool>(),
    ) {
        let mut workbook = if is_open {
            ods("<table:table><table:table-row><table:table-cell/></table:table-row></table:table>")
        } else {
            xlsx("<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>43227</v></c></row>")
        };
        let at = at % workbook.len();
        let end = (at + bytes.len() / 40).min(workbook.len());
        workbook[at..end].copy_from_slice(&bytes[..end - at]);
        for content in [bytes, workbook] {
            if let Err(error) = sheets("liste.csv", &content) {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    #[test]
    fn whatever_a_sheet_says_reading_ends_with_lines_or_a_sentence(inside in "[<>/a-c \"=&;0-9rcvtis]{0,80}") {
        for content in [xlsx(&inside), ods(&inside), xlsx(&format!("<row>{inside}</row>"))] {
            if let Err(error) = sheets("liste.xlsx", &content) {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
