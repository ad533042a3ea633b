//! Time-based codes (RFC 6238): SHA-1, six digits, thirty seconds, as every application of codes
//! reads them.

use fast_qr::{Module, QRBuilder};
use hmac::{Hmac, KeyInit, Mac};
use kernel::Instant;
use maud::{Markup, html};
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// Bytes of a secret: as many as a code's hash has.
pub(crate) const SECRET: usize = 20;
/// Seconds for which a code is shown.
const STEP: i64 = 30;
/// A code of so many steps ago or ahead is taken: clocks differ, and people type slowly.
const WINDOW: i64 = 1;
const DIGITS: u32 = 1_000_000;

/// The step in which a code of six digits is right, if it is right now and its step is after the
/// last that was used: a code opens once.
pub(crate) fn accepted(secret: &[u8], typed: &str, last: i64, now: Instant) -> Option<i64> {
    let current = step_of(now);
    (current - WINDOW..=current + WINDOW).filter(|step| *step > last).find(|step| {
        code(secret, *step).is_some_and(|code| code.as_bytes().ct_eq(typed.as_bytes()).into())
    })
}

const fn step_of(now: Instant) -> i64 {
    now.seconds_since(Instant(0)).div_euclid(STEP)
}

/// The code of a step, RFC 4226: four bytes of an authentication code, from where its last half
/// byte says.
fn code(secret: &[u8], step: i64) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&step.to_be_bytes());
    let signed = mac.finalize().into_bytes();
    let from = usize::from(signed.last()? & 15);
    let bytes: [u8; 4] = signed.get(from..from + 4)?.try_into().ok()?;
    let number = u32::from_be_bytes(bytes) & 0x7fff_ffff;
    Some(format!("{:06}", number % DIGITS))
}

/// A secret in base 32 (RFC 4648), as it is typed into an application.
pub(crate) fn base32(secret: &[u8]) -> String {
    const SIGNS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bit = |at: usize| secret.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
    let sign = |from: usize| (from..from + 5).fold(0, |sign, at| sign << 1 | usize::from(bit(at)));
    (0..secret.len() * 8).step_by(5).map(|from| char::from(SIGNS[sign(from)])).collect()
}

/// The address that a picture holds for an application of codes.
pub(crate) fn address(secret: &[u8], login: &str) -> String {
    let secret = base32(secret);
    format!("otpauth://totp/Pr%C3%A9au:{login}?secret={secret}&issuer=Pr%C3%A9au")
}

/// A picture that a phone reads, with the quiet border of four modules that readers need.
pub(crate) fn picture(holds: &str, says: &str) -> Option<Markup> {
    const BORDER: usize = 4;
    let code = QRBuilder::new(holds).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        for x in (0..code.size).filter(|x| code[y][*x].value() == Module::DARK) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + BORDER, y + BORDER));
        }
    }
    let side = code.size + 2 * BORDER;
    Some(html! {
        svg.qr viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(says)
            width="240" height="240" shape-rendering="crispEdges" {
            path fill="#fff" d={ "M0 0h" (side) "v" (side) "H0z" } {}
            path fill="#000" d=(path) {}
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RFC: &[u8] = b"12345678901234567890";

    /// The known answers of RFC 6238, appendix B (their last six digits).
    #[test]
    fn the_known_answers_of_the_standard() {
        for (seconds, known) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let now = Instant(0).plus_seconds(seconds);
            assert_eq!(code(RFC, step_of(now)).as_deref(), Some(known), "{seconds}");
            assert_eq!(accepted(RFC, known, 0, now), Some(seconds / 30));
        }
        assert_eq!(base32(RFC), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(base32(b"foob"), "MZXW6YQ");
    }

    #[test]
    fn a_code_is_right_for_a_step_around_its_own_and_once() {
        let at = |seconds| Instant(0).plus_seconds(seconds);
        let taken = |now| accepted(RFC, "081804", 0, at(1_111_111_109_i64 + now)).is_some();
        assert_eq!([-59, -30, 0, 30].map(taken), [true; 4]);
        assert_eq!([-60, 31].map(taken), [false; 2]);
        let step = accepted(RFC, "081804", 0, at(1_111_111_109)).unwrap();
        assert_eq!(accepted(RFC, "081804", step, at(1_111_111_109)), None, "replayed");
    }

    proptest! {
        #[test]
        fn nothing_but_six_right_digits_is_taken(typed in "\\PC{0,9}", now in 0..4_000_000_000_i64) {
            let now = Instant(0).plus_seconds(now);
            let right = (-1..=1).filter_map(|near| code(RFC, step_of(now) + near));
            let taken = accepted(RFC, &typed, -9, now).is_some();
            prop_assert_eq!(taken, right.collect::<Vec<_>>().contains(&typed));
        }

        #[test]
        fn a_picture_holds_any_login(login in "[a-z0-9.]{1,60}") {
            let address = address(RFC, &login);
            prop_assert!(picture(&address, "x").is_some());
        }
    }
}
