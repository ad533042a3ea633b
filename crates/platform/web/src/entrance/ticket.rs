//! A place in line, as the browser keeps it: when it was taken, signed. Nothing of anyone.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Entropy, Instant};
use subtle::ConstantTimeEq;

use crate::csrf::sign;

/// A place in line: whoever came first goes first. The number tells two of one instant apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ticket {
    pub(crate) since: Instant,
    pub(crate) number: u64,
}

/// A place is kept for so long, in seconds.
pub(crate) const KEPT: i64 = 2 * 3_600;
/// Two nodes may disagree about the time by so much, in seconds.
const DRIFT: i64 = 60;

impl Ticket {
    /// The last place of this instant.
    pub(crate) fn new(entropy: &Entropy, now: Instant) -> Self {
        Self { since: now, number: u64::from_be_bytes(entropy.bytes()) }
    }

    fn bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.since.0.to_be_bytes());
        bytes[8..].copy_from_slice(&self.number.to_be_bytes());
        bytes
    }

    /// As a cookie carries it.
    pub(crate) fn written(self, secret: &[u8; 32]) -> String {
        let bytes = self.bytes();
        URL_SAFE_NO_PAD.encode([&bytes[..], &sign(secret, PURPOSE, &bytes)].concat())
    }

    /// What a cookie carries, when we wrote it and it is still kept.
    pub(crate) fn read(text: &str, secret: &[u8; 32], now: Instant) -> Option<Self> {
        let bytes: [u8; 48] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let (place, signature) = bytes.split_at(16);
        if !bool::from(sign(secret, PURPOSE, place).ct_eq(signature)) {
            return None;
        }
        let (since, number) = place.split_at(8);
        let since = Instant(i64::from_be_bytes(since.try_into().ok()?));
        let number = u64::from_be_bytes(number.try_into().ok()?);
        let age = now.seconds_since(since);
        (-DRIFT..=KEPT).contains(&age).then_some(Self { since, number })
    }
}

const PURPOSE: &str = "entrance";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_as_it_was_given_and_a_forged_one_is_nothing() {
        let (secret, now) = ([7; 32], Instant(1_000_000_000));
        let ticket = Ticket::new(&Entropy::seeded(1), now);
        let text = ticket.written(&secret);
        assert_eq!(Ticket::read(&text, &secret, now.plus_seconds(60)), Some(ticket));
        assert_eq!(Ticket::read(&text, &[8; 32], now), None, "another house");
        assert_eq!(Ticket::read(&text, &secret, now.plus_seconds(KEPT + 1)), None, "too old");
        assert_eq!(Ticket::read(&text, &secret, now.plus_seconds(-61)), None, "of the future");
        let earlier = Ticket { since: Instant(1), ..ticket };
        let mut forged = URL_SAFE_NO_PAD.decode(&text).unwrap();
        forged[..16].copy_from_slice(&earlier.bytes());
        assert_eq!(Ticket::read(&URL_SAFE_NO_PAD.encode(forged), &secret, now), None);
        for wrong in ["", "é", "AAAA", &text[1..], &"A".repeat(64), &"A".repeat(9_000)] {
            assert_eq!(Ticket::read(wrong, &secret, now), None, "{wrong}");
        }
    }
}
