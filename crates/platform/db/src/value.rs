//! Values bound to statements and read from rows.

use kernel::{Day, Instant, LocalTime};
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::DbError;

/// A value bound to a placeholder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// No value, of whatever type the statement expects.
    Null,
    /// True or false.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A floating-point number.
    Real(f64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

/// Binds values in order: `params![lesson, &title, day]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}

macro_rules! from {
    ($($type:ty => |$v:ident| $value:expr),* $(,)?) => {
        $(impl<'a> From<$type> for Value<'a> {
            fn from($v: $type) -> Self { $value }
        })*
    };
}

from! {
    bool => |v| Value::Bool(v),
    i64 => |v| Value::Int(v),
    i32 => |v| Value::Int(v.into()),
    i16 => |v| Value::Int(v.into()),
    i8 => |v| Value::Int(v.into()),
    u32 => |v| Value::Int(v.into()),
    f64 => |v| Value::Real(v),
    Day => |v| Value::Int(v.0.into()),
    Instant => |v| Value::Int(v.0),
    LocalTime => |v| Value::Int(v.0.into()),
    &'a str => |v| Value::Text(v),
    &'a String => |v| Value::Text(v),
    &'a [u8] => |v| Value::Bytes(v),
    &'a Vec<u8> => |v| Value::Bytes(v),
}

impl<'a, const N: usize> From<&'a [u8; N]> for Value<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Bool(b) => ValueRef::Integer(b.into()),
            Self::Int(i) => ValueRef::Integer(i),
            Self::Real(r) => ValueRef::Real(r),
            Self::Text(t) => ValueRef::Text(t.as_bytes()),
            Self::Bytes(b) => ValueRef::Blob(b),
        }))
    }
}

type Encoded = Result<IsNull, Box<dyn std::error::Error + Sync + Send>>;

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut postgres::types::private::BytesMut) -> Encoded {
        match *self {
            Self::Null => Ok(IsNull::Yes),
            Self::Bool(b) => b.to_sql_checked(ty, out),
            Self::Int(i) => match *ty {
                Type::INT4 => i32::try_from(i)?.to_sql(ty, out),
                Type::INT2 => i16::try_from(i)?.to_sql(ty, out),
                _ => i.to_sql_checked(ty, out),
            },
            Self::Real(r) => r.to_sql_checked(ty, out),
            Self::Text(t) => t.to_sql_checked(ty, out),
            Self::Bytes(b) => b.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// What a column can be read as.
pub trait FromColumn: Sized {
    /// Reads a SQLite value.
    fn from_sqlite(value: ValueRef<'_>) -> Result<Self, String>;
    /// Reads a column of a PostgreSQL row.
    fn from_postgres(row: &postgres::Row, column: usize) -> Result<Self, String>;
}

/// Reads a column, for [`crate::Row::get`].
pub(crate) fn column<T>(read: Result<T, String>, column: usize) -> Result<T, DbError> {
    read.map_err(|message| DbError::Column { column, message })
}

fn found(value: ValueRef<'_>) -> String {
    format!("found {}", value.data_type())
}

impl FromColumn for i64 {
    fn from_sqlite(value: ValueRef<'_>) -> Result<Self, String> {
        value.as_i64().map_err(|_kind| found(value))
    }

    fn from_postgres(row: &postgres::Row, column: usize) -> Result<Self, String> {
        match *row.columns().get(column).ok_or("no such column")?.type_() {
            Type::INT4 => row.try_get::<_, i32>(column).map(Self::from).map_err(|e| e.to_string()),
            _ => row.try_get(column).map_err(|e| e.to_string()),
        }
    }
}

macro_rules! narrowed {
    ($($type:ty),*) => {
        $(impl FromColumn for $type {
            fn from_sqlite(value: ValueRef<'_>) -> Result<Self, String> {
                let wide = i64::from_sqlite(value)?;
                Self::try_from(wide).map_err(|e| e.to_string())
            }

            fn from_postgres(row: &postgres::Row, column: usize) -> Result<Self, String> {
                let wide = i64::from_postgres(row, column)?;
                Self::try_from(wide).map_err(|e| e.to_string())
            }
        })*
    };
}

narrowed!(i32, i16, u32, usize);

macro_rules! plain {
    ($($type:ty => $read:expr),* $(,)?) => {
        $(impl FromColumn for $type {
            fn from_sqlite(value: ValueRef<'_>) -> Result<Self, String> {
                let read: fn(ValueRef<'_>) -> Option<Self> = $read;
                read(value).ok_or_else(|| found(value))
            }

            fn from_postgres(row: &postgres::Row, column: usize) -> Result<Self, String> {
                row.try_get(column).map_err(|e| e.to_string())
            }
        })*
    };
}

plain! {
    bool => |v| v.as_i64().ok().map(|i| i != 0),
    f64 => |v| v.as_f64().ok().or_else(|| v.as_i64().ok().map(|i| i as f64)),
    String => |v| v.as_str().ok().map(str::to_owned),
    Vec<u8> => |v| v.as_blob().ok().map(<[u8]>::to_vec),
}

macro_rules! wrapped {
    ($($type:ident($inner:ty)),*) => {
        $(impl FromColumn for $type {
            fn from_sqlite(value: ValueRef<'_>) -> Result<Self, String> {
                <$inner>::from_sqlite(value).map($type)
            }

            fn from_postgres(row: &postgres::Row, column: usize) -> Result<Self, String> {
                <$inner>::from_postgres(row, column).map($type)
            }
        })*
    };
}

wrapped!(Day(i32), Instant(i64), LocalTime(i16));

/// Whether a column is NULL, whatever its type.
struct AnyNull(bool);

impl<'a> postgres::types::FromSql<'a> for AnyNull {
    fn from_sql(_: &Type, _: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(false))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(true))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl<T: FromColumn> FromColumn for Option<T> {
    fn from_sqlite(value: ValueRef<'_>) -> Result<Self, String> {
        if value == ValueRef::Null { Ok(None) } else { T::from_sqlite(value).map(Some) }
    }

    fn from_postgres(row: &postgres::Row, column: usize) -> Result<Self, String> {
        let null: AnyNull = row.try_get(column).map_err(|e| e.to_string())?;
        if null.0 { Ok(None) } else { T::from_postgres(row, column).map(Some) }
    }
}
