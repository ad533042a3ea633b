//! Tables for accountants, as workbooks: amounts are numbers to the cent, days are days.

use std::io::{Cursor, Write};

use kernel::Day;
use shares::Cents;
use zip::{CompressionMethod, ZipWriter, result::ZipResult, write::SimpleFileOptions};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Text(String),
    Money(Cents),
    Day(Day),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A sheet: its name, its rows, the first of which are titles.
pub(crate) type Sheet = (String, Vec<Vec<Cell>>);

/// What XML keeps for itself, and what it cannot hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
    out
}

fn packed(parts: &[(&str, String)]) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let is_first_word = *name == "mimetype";
        let method =
            if is_first_word { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method))?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// Days from the day 0 of spreadsheets to 1 January 1970.
const EPOCH: i32 = 25_569;

/// Sheets as an Office workbook (ECMA-376).
///
/// # Errors
/// Never in practice: it is written in memory.
pub(crate) fn xlsx(sheets: &[Sheet]) -> ZipResult<Vec<u8>> {
    let each = |write: &dyn Fn(usize, &Sheet) -> String| -> String {
        sheets.iter().enumerate().map(|(at, sheet)| write(at + 1, sheet)).collect()
    };
    let types = each(&|at, _| {
        format!(
            "<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        )
    });
    let names = each(&|at, sheet| {
        format!("<sheet name=\"{}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>", escaped(&sheet.0))
    });
    let links = each(&|at, _| {
        format!(
            "<Relationship Id=\"rId{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        )
    });
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "{XML}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{types}</Types>"
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{links}<Relationship Id=\"styles\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                "{XML}<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"4\"><xf/><xf numFmtId=\"4\" applyNumberFormat=\"1\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf fontId=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>"
            ),
        ),
    ];
    for (at, (_, rows)) in sheets.iter().enumerate() {
        let rows: String =
            rows.iter().enumerate().map(|(row, cells)| xlsx_row(row + 1, cells)).collect();
        let content =
            format!("{XML}<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{}.xml", at + 1), content));
    }
    let parts: Vec<(&str, String)> =
        parts.iter().map(|(name, content)| (name.as_str(), content.clone())).collect();
    packed(&parts)
}

fn xlsx_row(row: usize, cells: &[Cell]) -> String {
    let style = if row == 1 { " s=\"3\"" } else { "" };
    let cells: String = cells
        .iter()
        .map(|cell| match cell {
            Cell::Text(text) => {
                format!(
                    "<c t=\"inlineStr\"{style}><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(text)
                )
            }
            Cell::Money(amount) => format!("<c s=\"1\"><v>{amount}</v></c>"),
            Cell::Day(day) => format!("<c s=\"2\"><v>{}</v></c>", day.0 + EPOCH),
        })
        .collect();
    format!("<row r=\"{row}\">{cells}</row>")
}

/// Sheets as an OpenDocument spreadsheet (ISO/IEC 26300).
///
/// # Errors
/// Never in practice: it is written in memory.
pub(crate) fn ods(sheets: &[Sheet]) -> ZipResult<Vec<u8>> {
    const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";
    const SPACE: &str = "urn:oasis:names:tc:opendocument:xmlns";
    let tables: String = sheets
        .iter()
        .map(|(name, rows)| {
            let rows: String = rows.iter().map(|cells| ods_row(cells)).collect();
            format!("<table:table table:name=\"{}\">{rows}</table:table>", escaped(name))
        })
        .collect();
    let content = format!(
        "{XML}<office:document-content xmlns:office=\"{SPACE}:office:1.0\" xmlns:table=\"{SPACE}:table:1.0\" xmlns:text=\"{SPACE}:text:1.0\" office:version=\"1.3\"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!(
        "{XML}<manifest:manifest xmlns:manifest=\"{SPACE}:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{KIND}\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    packed(&[
        ("mimetype", KIND.to_owned()),
        ("content.xml", content),
        ("META-INF/manifest.xml", manifest),
    ])
}

fn ods_row(cells: &[Cell]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| match cell {
            Cell::Text(text) => {
                format!("<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>", escaped(text))
            }
            Cell::Money(amount) => format!("<table:table-cell office:value-type=\"float\" office:value=\"{amount}\"><text:p>{amount}</text:p></table:table-cell>"),
            Cell::Day(day) => format!("<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"><text:p>{day}</text:p></table:table-cell>"),
        })
        .collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

#[cfg(test)]
mod tests {
    use directory::feed::{Limits, sheets};

    use super::*;

    fn sample() -> Vec<Sheet> {
        let rows = vec![
            vec![Cell::from("Objet"), Cell::from("HT"), Cell::from("Jour")],
            vec![
                Cell::from("Écoles <A> & « B »"),
                Cell::Money(Cents(19_999_999)),
                Cell::Day(Day::new(2027, 3, 11).unwrap()),
            ],
            vec![Cell::from("=1+1"), Cell::Money(Cents(-5)), Cell::from("")],
        ];
        vec![("Écritures".to_owned(), rows)]
    }

    #[test]
    fn both_workbooks_are_read_back_the_same() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in
            [("a.xlsx", xlsx(&sample()).unwrap()), ("a.ods", ods(&sample()).unwrap())]
        {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let read = sheets(&[path], &Limits::default()).unwrap();
            let cells: Vec<Vec<&str>> = read[0]
                .lines
                .iter()
                .map(|line| line.cells.iter().map(AsRef::as_ref).collect())
                .collect();
            assert_eq!(cells[0], ["Objet", "HT", "Jour"], "{name}");
            assert_eq!(cells[1], ["Écoles <A> & « B »", "199999.99", "2027-03-11"], "{name}");
            assert_eq!(cells[2][..2], ["=1+1", "-0.05"], "{name}");
        }
    }
}
