//! Badges: a code that a child shows to the camera, revocable one by one, and the sheet they are
//! printed on.

use std::collections::HashMap;

use db::{DbError, Tx, params};
use kernel::{Entropy, Instant, Lang};
use paper::{Frame, HEIGHT, Leaf, Paper, PaperError, WIDTH};
use web::{csrf::sign, ui};

use super::word;
use crate::{account::store::padded, code::Code, t};

fn lookup(secret: &[u8; 32], code: &Code) -> [u8; 32] {
    sign(secret, "identity.badge.lookup", code.as_str().as_bytes())
}

/// Whose badge this is.
pub(super) fn holder(tx: &mut Tx, secret: &[u8; 32], code: &Code) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "SELECT person_id FROM identity_badge WHERE lookup = $1",
        params![&lookup(secret, code)],
        |row| row.get(0),
    )
}

/// Gives a person a new badge; the old one dies at once.
pub(super) fn issue(
    tx: &mut Tx,
    secret: &[u8; 32],
    entropy: &Entropy,
    person: i64,
    now: Instant,
) -> Result<(), DbError> {
    let code = Code::fresh(entropy);
    tx.execute(
        "INSERT INTO identity_badge (person_id, lookup, sealed, created) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id) DO UPDATE SET lookup = excluded.lookup, \
         sealed = excluded.sealed, created = excluded.created",
        params![person, &lookup(secret, &code), &code.seal(secret, entropy, person), now],
    )?;
    Ok(())
}

/// Takes a badge back; whether there was one.
pub(super) fn revoke(tx: &mut Tx, person: i64) -> Result<bool, DbError> {
    let gone = tx.execute("DELETE FROM identity_badge WHERE person_id = $1", params![person])?;
    Ok(gone == 1)
}

/// The badges of some people.
pub(super) fn of(
    tx: &mut Tx,
    secret: &[u8; 32],
    people: &[i64],
) -> Result<HashMap<i64, Code>, DbError> {
    let mut badges = HashMap::new();
    if people.is_empty() {
        return Ok(badges);
    }
    let (list, values) = padded(people, 1);
    let sql = format!("SELECT person_id, sealed FROM identity_badge WHERE person_id IN ({list})");
    tx.each(&sql, &values, |row| {
        let (person, sealed): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        badges.extend(Code::unseal(secret, person, &sealed).map(|code| (person, code)));
        Ok(())
    })?;
    Ok(badges)
}

/// What a badge shows.
#[derive(Clone, Debug)]
pub(super) struct Badge {
    pub(super) first: String,
    pub(super) class: String,
    pub(super) own: &'static str,
    pub(super) code: String,
    pub(super) typed: String,
}

const ACROSS: usize = 2;
const DOWN: usize = 4;

/// The badges as a PDF, eight to a page. The code stands in the fragment of the address.
pub(super) fn sheet(lang: Lang, site: &str, badges: &[Badge]) -> Result<Vec<u8>, PaperError> {
    let mut paper = Paper::new(lang.tag(), t::badges_title(lang));
    let (width, height) = (WIDTH / 2.0, HEIGHT / 4.0);
    for page in badges.chunks(ACROSS * DOWN) {
        let mut leaf = Leaf::new();
        let (mut left, mut top) = (0.0, 0.0);
        for (at, badge) in page.iter().enumerate() {
            if at > 0 && at % ACROSS == 0 {
                (left, top) = (0.0, top + height);
                leaf.frame(Frame { x: 0.0, y: top, width: WIDTH });
                leaf.cut();
            }
            draw(
                lang,
                site,
                badge,
                &mut leaf,
                Frame { x: left + 20.0, y: top + 24.0, width: width - 40.0 },
            );
            left += width;
        }
        paper.push(leaf);
    }
    paper.finish()
}

fn draw(lang: Lang, site: &str, badge: &Badge, leaf: &mut Leaf, frame: Frame) {
    const SQUARE: f32 = 130.0;
    let x = frame.x + SQUARE + 10.0;
    leaf.frame(Frame { x, y: frame.y, width: frame.width - SQUARE - 10.0 });
    leaf.heading(&badge.first);
    leaf.small(&badge.class);
    leaf.gap(6.0);
    leaf.drawing(ui::icon_path(badge.own), word(lang, badge.own), 44.0);
    leaf.frame(frame);
    leaf.qr(&format!("{site}/classe#{}", badge.code), t::badge_qr(lang), SQUARE);
    leaf.small(&badge.typed);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::{OWN, SECRET};

    #[test]
    fn every_picture_can_be_printed_eight_to_a_page() {
        let badge = |own| Badge {
            first: "Marie-Charlotte".into(),
            class: "CP-CE1 de Mme Delorme-Brise".into(),
            own,
            code: "K7QM4TXR9WHD".into(),
            typed: "K7QM 4TXR 9WHD".into(),
        };
        let badges: Vec<_> = OWN.into_iter().chain(SECRET).map(badge).collect();
        let pdf = sheet(Lang::Fr, "https://preau.example", &badges).unwrap();
        let pages = String::from_utf8_lossy(&pdf).matches("/Type/Page/").count();
        assert_eq!(pages, badges.len().div_ceil(ACROSS * DOWN));
    }
}
