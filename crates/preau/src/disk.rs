//! How much room is left, before there is none.

use std::path::Path;

/// The file system of a folder.
#[derive(Clone, Copy)]
pub(crate) struct Space {
    pub(crate) free: u64,
    pub(crate) total: u64,
}

/// Less than this is always little, more than that never is.
const LITTLE: u64 = 1 << 30;
const PLENTY: u64 = 10 << 30;

impl Space {
    /// The room where a folder is.
    pub(crate) fn of(folder: &Path) -> rustix::io::Result<Self> {
        let stat = rustix::fs::statvfs(folder)?;
        Ok(Self {
            free: stat.f_bavail.saturating_mul(stat.f_frsize),
            total: stat.f_blocks.saturating_mul(stat.f_frsize),
        })
    }

    /// Whether it is nearly full: less than a twentieth is free, within reason.
    pub(crate) fn is_low(self) -> bool {
        self.free < (self.total / 20).clamp(LITTLE, PLENTY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_low_before_it_is_full_and_a_large_one_not_too_soon() {
        let low = |free: u64, total: u64| Space { free: free << 30, total: total << 30 }.is_low();
        assert!(low(0, 8) && !low(1, 8));
        assert!(low(4, 100) && !low(5, 100));
        assert!(low(9, 4_000) && !low(11, 4_000));
    }
}
