//! Logins by rule: first name, dot, family name, in letters that every keyboard has.

use any_ascii::any_ascii_char;
use db::{DbError, Tx};
use directory::api::PersonName;
use kernel::fold;

use super::store;

/// A login by rule is at most this long, its number apart.
const LONGEST: usize = 40;

/// A login as it is stored and compared: accents, capitals, signs and alphabets do not count, so
/// that « Lina Moreau » finds `lina.moreau`.
pub(crate) fn canonical(login: &str) -> String {
    let mut latin = String::new();
    for c in fold(login).chars() {
        if c.is_ascii() {
            latin.push(c);
        } else {
            latin.extend(any_ascii_char(c).chars().filter(char::is_ascii_alphanumeric));
        }
    }
    fold(&latin).replace(' ', ".")
}

/// The login that a name asks for: whole words, as many as fit.
fn wanted(name: &PersonName) -> String {
    let mut login = String::new();
    for word in canonical(&name.full()).split('.').filter(|word| !word.is_empty()) {
        if login.is_empty() {
            login = word.chars().take(LONGEST).collect();
        } else if login.len() + 1 + word.len() <= LONGEST {
            login.push('.');
            login.push_str(word);
        } else {
            break;
        }
    }
    if login.is_empty() { "compte".to_owned() } else { login }
}

/// A login for a new account, with a number for a namesake.
pub(crate) fn new_login(tx: &mut Tx, name: &PersonName) -> Result<String, DbError> {
    let wanted = wanted(name);
    let mut login = wanted.clone();
    let mut number = 1;
    while store::is_taken(tx, &login)? {
        number += 1;
        login = format!("{wanted}{number}");
    }
    Ok(login)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(first: &str, last: &str) -> PersonName {
        PersonName { id: 1, last: last.into(), first: first.into(), title: String::new() }
    }

    #[test]
    fn a_login_is_found_however_it_is_typed() {
        for typed in ["zoe.d.oeuvre.noel", "Zoé D’Œuvre-Noël", "  ZOE.d.oeuvre.NOEL "] {
            assert_eq!(canonical(typed), "zoe.d.oeuvre.noel");
        }
    }

    #[test]
    fn a_name_gives_its_login_by_rule() {
        for (first, last, login) in [
            ("Lina", "Moreau", "lina.moreau"),
            ("Jean-Baptiste", "de La Tour", "jean.baptiste.de.la.tour"),
            ("Anaïs", "L’Hôte", "anais.l.hote"),
            ("Łukasz", "Żółć", "lukasz.zolc"),
            ("Дарья", "Иванова", "darya.ivanova"),
            ("伟", "王", "wei.wang"),
            (
                "Maria",
                "do Rosário de Fátima Vasconcelos e Sousa",
                "maria.do.rosario.de.fatima.vasconcelos.e",
            ),
            ("", "…", "compte"),
        ] {
            assert_eq!(wanted(&named(first, last)), login);
        }
    }

    proptest! {
        #[test]
        fn any_name_gives_a_login_that_any_keyboard_types(first in "\\PC{0,60}", last in "\\PC{0,60}") {
            let login = wanted(&named(&first, &last));
            prop_assert!(!login.is_empty() && login.len() <= LONGEST, "{login}");
            prop_assert!(login.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.'), "{login}");
            prop_assert!(login.split('.').all(|word| !word.is_empty()), "{login}");
            prop_assert_eq!(canonical(&login), login);
        }

        #[test]
        fn a_short_name_typed_in_full_is_its_login(first in "\\p{Latin}{1,12}", last in "\\p{Latin}{1,12}") {
            let name = named(&first, &last);
            let typed = canonical(&name.full());
            prop_assume!(!typed.is_empty() && typed.len() <= LONGEST);
            prop_assert_eq!(typed, wanted(&name));
        }
    }
}
