//! A phone with an application of codes (RFC 6238), written apart from the one that judges.

use hmac::{Hmac, KeyInit, Mac};
use kernel::Instant;
use sha1::Sha1;

pub(crate) struct Phone(Vec<u8>);

impl Phone {
    /// Types the key that the page shows, in base 32.
    pub(crate) fn reading(key: &str) -> Self {
        let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
        for sign in key.bytes().filter(|sign| *sign != b' ') {
            let value = match sign {
                b'A'..=b'Z' => sign - b'A',
                b'2'..=b'7' => sign - b'2' + 26,
                other => panic!("{other} is not base 32"),
            };
            held = held << 5 | u32::from(value);
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                bytes.push(u8::try_from(held >> bits & 255).unwrap());
            }
        }
        Self(bytes)
    }

    pub(crate) fn secret(&self) -> &[u8] {
        &self.0
    }

    /// The code it shows.
    pub(crate) fn code(&self, now: Instant) -> String {
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0).unwrap();
        mac.update(&(now.0 / 30_000_000).to_be_bytes());
        let signed = mac.finalize().into_bytes();
        let from = usize::from(signed[19] % 16);
        let number = signed[from..from + 4].iter().fold(0_u64, |n, byte| n << 8 | u64::from(*byte));
        format!("{:06}", number % 0x8000_0000 % 1_000_000)
    }
}
