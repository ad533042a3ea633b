//! A row as a line: a JSON array, one value per column.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use db::bulk::Cell;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Visitor},
};

use crate::format::ColumnHead;

/// A value on its way to a line.
struct Written<'c>(&'c Cell);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Null => to.serialize_unit(),
            Cell::Int(number) => to.serialize_i64(*number),
            Cell::Real(number) if number.is_finite() => to.serialize_f64(*number),
            Cell::Real(number) => to.serialize_str(if *number > 0.0 { "inf" } else { "-inf" }),
            Cell::Text(text) => to.serialize_str(text),
            Cell::Bytes(bytes) => to.serialize_str(&STANDARD.encode(bytes)),
        }
    }
}

/// Adds the line of a row.
pub(crate) fn append(lines: &mut Vec<u8>, row: &[Cell]) -> Result<(), serde_json::Error> {
    let cells: Vec<_> = row.iter().map(Written).collect();
    serde_json::to_writer(&mut *lines, &cells)?;
    lines.push(b'\n');
    Ok(())
}

/// A value as a line says it, before its column tells what it is.
struct Read(Cell);

impl<'de> Deserialize<'de> for Read {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Scalar).map(Self)
    }
}

struct Scalar;

impl Visitor<'_> for Scalar {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, a number or a text")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Cell, E> {
        Ok(Cell::Null)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Cell, E> {
        Ok(Cell::Int(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Cell, E> {
        i64::try_from(number).map(Cell::Int).map_err(E::custom)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Cell, E> {
        Ok(Cell::Real(number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Cell, E> {
        Ok(Cell::Text(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Cell, E> {
        Ok(Cell::Text(text))
    }
}

/// Reads a line; the error says what is wrong with it, never what it says.
pub(crate) fn parse(line: &[u8], columns: &[ColumnHead]) -> Result<Vec<Cell>, &'static str> {
    let cells: Vec<Read> =
        serde_json::from_slice(line).map_err(|_may_quote_it| "it is not a row")?;
    if cells.len() != columns.len() {
        return Err("it has too many values or too few");
    }
    cells.into_iter().zip(columns).map(|(cell, column)| of_column(cell.0, column)).collect()
}

fn of_column(cell: Cell, column: &ColumnHead) -> Result<Cell, &'static str> {
    let wrong = Err("a value is not of the type of its column");
    match (column.kind.as_str(), cell) {
        (_, Cell::Null) if column.nullable => Ok(Cell::Null),
        ("integer", Cell::Int(number)) => Ok(Cell::Int(number)),
        ("real", Cell::Real(number)) => Ok(Cell::Real(number)),
        ("real", Cell::Text(text)) => match text.as_str() {
            "inf" => Ok(Cell::Real(f64::INFINITY)),
            "-inf" => Ok(Cell::Real(f64::NEG_INFINITY)),
            _ => wrong,
        },
        ("text", Cell::Text(text)) if !text.contains('\0') => Ok(Cell::Text(text)),
        ("bytes", Cell::Text(text)) => match STANDARD.decode(text) {
            Ok(bytes) => Ok(Cell::Bytes(bytes)),
            Err(_not_base64) => wrong,
        },
        _ => wrong,
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn any_cell() -> impl Strategy<Value = (Cell, &'static str)> {
        prop_oneof![
            any::<i64>().prop_map(|number| (Cell::Int(number), "integer")),
            any::<f64>()
                .prop_filter("is a number", |number| !number.is_nan())
                .prop_map(|number| (Cell::Real(number), "real")),
            any::<String>().prop_map(|text| (Cell::Text(text.replace('\0', "")), "text")),
            vec(any::<u8>(), 0..40).prop_map(|bytes| (Cell::Bytes(bytes), "bytes")),
            Just((Cell::Null, "text")),
        ]
    }

    proptest! {
        #[test]
        fn a_line_says_the_row_and_nothing_else(row in vec(any_cell(), 1..8)) {
            let (cells, kinds): (Vec<Cell>, Vec<&str>) = row.into_iter().unzip();
            let column = |kind: &str| ColumnHead {
                name: "c".into(), kind: kind.into(), nullable: true,
            };
            let columns: Vec<_> = kinds.into_iter().map(column).collect();
            let mut lines = Vec::new();
            append(&mut lines, &cells).unwrap();
            prop_assert_eq!(lines.iter().filter(|byte| **byte == b'\n').count(), 1);
            prop_assert_eq!(parse(&lines, &columns).unwrap(), cells);
        }

        #[test]
        fn any_bytes_are_a_row_or_a_refusal(line in vec(any::<u8>(), 0..60)) {
            let columns = [ColumnHead { name: "c".into(), kind: "integer".into(), nullable: false }];
            if let Ok(row) = parse(&line, &columns) {
                prop_assert!(matches!(row[..], [Cell::Int(_)]));
            }
        }
    }
}
