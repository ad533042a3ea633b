//! The fields of a person that feeds and schools speak of, by their codes.

use kernel::Day;

use super::diff::{Contact, Face};

/// Names and birth, then how to reach them.
pub(super) const CODES: [&str; 8] =
    ["last-name", "first-name", "title", "birth", "email", "mobile", "phone", "home"];

/// What a field says; empty for nothing.
pub(super) fn get(face: &Face, contact: &Contact, code: &str) -> String {
    match code {
        "last-name" => face.last.clone(),
        "first-name" => face.first.clone(),
        "title" => face.title.clone(),
        "birth" => face.born.map(|day| day.to_string()).unwrap_or_default(),
        "email" => contact.email.clone(),
        "mobile" => contact.mobile.clone(),
        "phone" => contact.phone.clone(),
        _ => contact.address.clone(),
    }
}

/// Says something else in a field.
pub(super) fn set(face: &mut Face, contact: &mut Contact, code: &str, value: &str) {
    let field = match code {
        "birth" => {
            face.born = Day::parse_iso(value);
            return;
        }
        "last-name" => &mut face.last,
        "first-name" => &mut face.first,
        "title" => &mut face.title,
        "email" => &mut contact.email,
        "mobile" => &mut contact.mobile,
        "phone" => &mut contact.phone,
        _ => &mut contact.address,
    };
    value.clone_into(field);
}
