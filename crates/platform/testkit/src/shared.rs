//! Public data that are not ours to give: tests read them where they are at hand.

use std::path::{Path, PathBuf};

/// The folder of shared data, named by `PREAU_SHARED` or beside the repository. Without it the test is
/// skipped, and says so; on CI that fails.
///
/// # Panics
/// On CI without the folder.
#[expect(clippy::disallowed_methods, reason = "where tests read their settings")]
pub fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared");
    let folder = std::env::var("PREAU_SHARED").map_or(beside, PathBuf::from);
    if folder.exists() {
        return Some(folder);
    }
    assert!(std::env::var("CI").is_err(), "the shared folder is missing");
    println!("skipped: no shared folder");
    None
}
