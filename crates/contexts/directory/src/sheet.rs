//! Tables for the spreadsheets of offices: UTF-8 with its mark, semicolons, and no cell that a
//! spreadsheet would take for a formula.

use db::DbError;

/// A table being written.
pub struct Sheet(csv::Writer<Vec<u8>>);

impl Default for Sheet {
    fn default() -> Self {
        Self::new()
    }
}

impl Sheet {
    /// A table without a line.
    pub fn new() -> Self {
        let mark = vec![0xEF, 0xBB, 0xBF];
        Self(csv::WriterBuilder::new().flexible(true).delimiter(b';').from_writer(mark))
    }

    /// Adds a line.
    pub fn row(&mut self, cells: &[&str]) -> Result<(), DbError> {
        self.0.write_record(cells.iter().map(|cell| plain(cell))).map_err(DbError::statement)
    }

    /// The whole table.
    pub fn finish(self) -> Result<Vec<u8>, DbError> {
        self.0.into_inner().map_err(|error| DbError::statement(error.into_error()))
    }
}

/// A cell that no spreadsheet takes for a formula.
pub fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Sheet;

    #[test]
    fn no_cell_is_a_formula() {
        let mut sheet = Sheet::new();
        sheet.row(&["=1+1", "+33 5", "-1", "@x", "Éric; dit « a\"b »"]).unwrap();
        let text = String::from_utf8(sheet.finish().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}'=1+1;'+33 5;'-1;'@x;\"Éric; dit « a\"\"b »\"\n");
    }
}
