//! What `preau programme` does, so that anyone can check what a territory decides.

pub(crate) mod cohorts;
pub(crate) mod detect;
pub(crate) mod effect;
pub(crate) mod locate;
pub(crate) mod shares;
mod sheet;
pub(crate) mod suppress;

use std::{fs, path::Path};

use crate::output::Stop;

/// The largest file that is read.
const BYTES_MAX: u64 = 64 << 20;

fn read_text(file: &Path) -> Result<String, Stop> {
    let unread = |error: std::io::Error| Stop::because("this file cannot be read", error);
    if fs::metadata(file).map_err(unread)?.len() > BYTES_MAX {
        return Err(Stop("this file is larger than 64 MB".to_owned()));
    }
    let bytes = fs::read(file).map_err(unread)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
