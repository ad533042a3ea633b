//! Tables taken away, as CSV or as a workbook: no cell of either is a formula.

use std::io::{Cursor, Write};

use db::DbError;
use directory::export::Sheet;
use web::{Problem, Reply};
use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Words(String),
    Number(i64),
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// What a table is taken away as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Xlsx,
}

impl Format {
    /// What the address asks for; a table of semicolons when it asks for nothing known.
    pub(crate) fn of(word: Option<&str>) -> Self {
        if word == Some("xlsx") { Self::Xlsx } else { Self::Csv }
    }
}

/// The answer that takes a table away under a name without its ending.
pub(crate) fn reply(format: Format, name: &str, rows: &[Vec<Cell>]) -> Result<Reply, Problem> {
    let disposition = |ending| Some(format!("attachment; filename=\"{name}.{ending}\""));
    match format {
        Format::Csv => Ok(Reply::data("text/csv; charset=utf-8", disposition("csv"), csv(rows)?)),
        Format::Xlsx => {
            const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            let bytes = workbook(rows).map_err(|error| {
                tracing::error!(%error, "a workbook could not be made");
                Problem::new(500, "internal")
            })?;
            Ok(Reply::data(MEDIA, disposition("xlsx"), bytes))
        }
    }
}

fn csv(rows: &[Vec<Cell>]) -> Result<Vec<u8>, DbError> {
    let mut sheet = Sheet::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| match cell {
                Cell::Words(words) => words.clone(),
                Cell::Number(number) => number.to_string(),
            })
            .collect();
        sheet.row(&cells.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    sheet.finish()
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Tableau" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook of one sheet (ECMA-376, first part): words are words, numbers are numbers.
fn workbook(rows: &[Vec<Cell>]) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", ROOT.to_owned()),
        ("xl/workbook.xml", BOOK.to_owned()),
        ("xl/_rels/workbook.xml.rels", PARTS.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet(rows)),
    ];
    for (path, content) in parts {
        zip.start_file(path, SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn sheet(rows: &[Vec<Cell>]) -> String {
    let mut xml = String::from(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetFormatPr defaultRowHeight="15" baseColWidth="18"/><sheetData>"#,
    );
    for row in rows {
        xml.push_str("<row>");
        for cell in row {
            match cell {
                Cell::Number(number) => xml.push_str(&format!("<c><v>{number}</v></c>")),
                Cell::Words(words) => {
                    xml.push_str("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                    escape(words, &mut xml);
                    xml.push_str("</t></is></c>");
                }
            }
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData></worksheet>");
    xml
}

/// A text as XML 1.0 can say it: what it has no way to write is left out.
fn escape(words: &str, into: &mut String) {
    for c in words.chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '\t' | '\n' | '\r' => into.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => into.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use directory::feed::{self, Limits};
    use proptest::prelude::*;

    use super::*;

    fn back(rows: &[Vec<Cell>]) -> Vec<Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tableau.xlsx");
        std::fs::write(&path, workbook(rows).unwrap()).unwrap();
        let sheets = feed::sheets(&[path], &Limits::default()).unwrap();
        let lines = sheets.into_iter().flat_map(|sheet| sheet.lines);
        lines.map(|line| line.cells).collect()
    }

    #[test]
    fn a_workbook_is_read_back() {
        let rows = vec![
            vec!["École".into(), "Manque".into()],
            vec!["=1+1 & <b>« Pré »</b>".into(), 12.into()],
        ];
        assert_eq!(back(&rows), [["École", "Manque"], ["=1+1 & <b>« Pré »</b>", "12"]]);
    }

    #[test]
    fn no_cell_of_a_table_is_a_formula() {
        let text = String::from_utf8(csv(&[vec!["=1+1".into(), (-3).into()]]).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}'=1+1;'-3\n");
    }

    proptest! {
        #[test]
        fn any_words_make_a_workbook_that_opens(words in "\\PC{1,20}", odd in proptest::char::any()) {
            let rows = vec![vec![Cell::from(format!("a{words}{odd}b")), 1.into()]];
            prop_assert_eq!(back(&rows).len(), 1);
        }
    }
}
