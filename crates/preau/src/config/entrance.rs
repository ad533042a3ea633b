//! The `[entrance]` table: how many sign in at once, and when the others wait.

use std::fmt;

use serde::Deserialize;
use web::EntranceLimits;

/// The table as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    sign_ins_at_once: Option<usize>,
    most_per_minute: Option<u32>,
    per_address: Option<usize>,
    late_page_ms: Option<u32>,
}

/// The entrance as it is set up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Entrance {
    /// Passwords that are looked at at the same time.
    pub(crate) at_once: usize,
    pub(crate) limits: EntranceLimits,
}

impl Default for Entrance {
    fn default() -> Self {
        Self { at_once: 2, limits: EntranceLimits::default() }
    }
}

/// What is not written has its default.
pub(crate) fn settle(written: &Written) -> Result<Entrance, String> {
    let usual = Entrance::default();
    let limits = EntranceLimits {
        per_address: written.per_address.unwrap_or(usual.limits.per_address),
        most_per_minute: written.most_per_minute,
        late_page_ms: written.late_page_ms.unwrap_or(usual.limits.late_page_ms),
    };
    let at_once = written.sign_ins_at_once.unwrap_or(usual.at_once);
    if !(1..=64).contains(&at_once) {
        return Err("`sign_ins_at_once` of [entrance] is between 1 and 64".to_owned());
    }
    if limits.per_address == 0 {
        return Err("`per_address` of [entrance] is 1 or more".to_owned());
    }
    if !(20..=10_000).contains(&limits.late_page_ms) {
        return Err("`late_page_ms` of [entrance] is between 20 and 10000".to_owned());
    }
    Ok(Entrance { at_once, limits })
}

impl fmt::Display for Entrance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passwords at once, ", self.at_once)?;
        if let Some(most) = self.limits.most_per_minute {
            write!(f, "{most} people a minute, ")?;
        }
        let EntranceLimits { per_address, late_page_ms, .. } = self.limits;
        write!(f, "{per_address} waiting from one network, late pages after {late_page_ms} ms")
    }
}
