//! The `[inbox]` table: a folder where feeds are put, night after night.

use std::{
    fmt,
    path::{Path, PathBuf},
    time::Duration,
};

use kernel::LocalTime;
use serde::Deserialize;

/// The table as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    folder: PathBuf,
    every_minutes: Option<u64>,
    hours: Option<String>,
}

/// The watched folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inbox {
    pub(crate) folder: PathBuf,
    pub(crate) every: Duration,
    /// From when until when it is looked at; always without.
    hours: Option<(LocalTime, LocalTime)>,
}

/// How often it is looked at when nothing says otherwise.
const EVERY_MINUTES: u64 = 10;

/// A folder that is not absolute is in the data folder.
pub(crate) fn settle(data: &Path, written: &Written) -> Result<Option<Inbox>, String> {
    let minutes = written.every_minutes.unwrap_or(EVERY_MINUTES);
    if !(1..=1_440).contains(&minutes) {
        return Err("`every_minutes` of [inbox] is between 1 and 1440".to_owned());
    }
    Ok(Some(Inbox {
        folder: data.join(&written.folder),
        every: Duration::from_secs(minutes * 60),
        hours: written.hours.as_deref().map(hours).transpose()?,
    }))
}

fn hours(text: &str) -> Result<(LocalTime, LocalTime), String> {
    let (from, to) = text.split_once('-').unwrap_or_default();
    LocalTime::parse(from.trim())
        .zip(LocalTime::parse(to.trim()))
        .filter(|(from, to)| from != to)
        .ok_or_else(|| "`hours` of [inbox] looks like \"20:00-06:00\"".to_owned())
}

impl Inbox {
    /// Whether it is looked at, at that time of the day.
    pub(crate) fn is_watched_at(&self, time: LocalTime) -> bool {
        self.hours.is_none_or(|(from, to)| {
            if from < to { from <= time && time < to } else { from <= time || time < to }
        })
    }
}

impl fmt::Display for Inbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, every {} minutes", self.folder.display(), self.every.as_secs() / 60)?;
        if let Some((from, to)) = self.hours {
            write!(f, " from {from} to {to}")?;
        }
        if !self.folder.is_dir() {
            f.write_str(", no such folder")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_go_around_midnight() {
        let watched = |said: &str, time: &str| {
            let inbox = Inbox {
                folder: PathBuf::new(),
                every: Duration::from_secs(60),
                hours: Some(hours(said).unwrap()),
            };
            inbox.is_watched_at(LocalTime::parse(time).unwrap())
        };
        assert!(watched("20:00-06:00", "23:59") && watched("20:00-06:00", "05:59"));
        assert!(!watched("20:00-06:00", "06:00") && !watched("20:00-06:00", "12:00"));
        assert!(watched("01:00-05:00", "01:00") && !watched("01:00-05:00", "05:00"));
        assert!(hours("20:00").is_err() && hours("20:00-20:00").is_err() && hours("x-y").is_err());
    }
}
