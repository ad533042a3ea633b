//! The whole report of an import, as a table for spreadsheets: written line by line into the store of
//! files while the feed is read and compared, so that memory never holds it.

use std::io::Write as _;

use csv::Writer;
use files::{FileError, Staging};
use kernel::Lang;

use super::{
    ImportError, Options,
    report::{Changed, RejectLine},
};
use crate::{sheet::plain, t};

/// Larger than the report of any territory.
const LARGEST: u64 = 1 << 30;

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    Added,
    Changed,
    Leaving,
    Rejected,
    /// New, although something says that they are known.
    Apart,
}

impl Nature {
    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Added => t::full_added(lang),
            Self::Changed => t::full_changed(lang),
            Self::Leaving => t::full_leaving(lang),
            Self::Rejected => t::full_rejected(lang),
            Self::Apart => t::full_apart(lang),
        }
    }
}

/// A report being written.
pub(super) struct Full {
    table: Writer<Staging>,
    lang: Lang,
    broken: Option<csv::Error>,
}

impl Full {
    /// Begins it, when it is asked for and there is somewhere to keep it.
    pub(super) fn begin(options: &Options) -> Result<Option<Self>, ImportError> {
        let (Some(lang), Some(files)) = (options.full_report, options.files) else {
            return Ok(None);
        };
        let mut staging = files.stage(LARGEST)?;
        staging.write_all("\u{feff}".as_bytes()).map_err(FileError::from)?;
        let table = csv::WriterBuilder::new().delimiter(b';').from_writer(staging);
        let mut full = Self { table, lang, broken: None };
        full.line([
            t::full_nature(lang),
            t::reject_key(lang),
            t::full_name(lang),
            t::full_place(lang),
            t::full_field(lang),
            t::full_before(lang),
            t::full_after(lang),
            t::reject_file(lang),
            t::reject_line(lang),
            t::reject_reason(lang),
        ]);
        Ok(Some(full))
    }

    /// A record: one line, or one for each field that changes.
    pub(super) fn record(&mut self, nature: Nature, key: &str, record: &Changed) {
        let (nature, lang) = (nature.words(self.lang), self.lang);
        let (name, place) = (record.name.as_str(), record.place.as_str());
        if record.fields.is_empty() {
            self.line([nature, key, name, place, "", "", "", "", "", ""]);
        }
        for field in &record.fields {
            let words = t::by_key(lang, &format!("field-{}", field.field)).unwrap_or_default();
            let why = if field.is_taken { "" } else { t::full_not_taken(lang) };
            self.line([nature, key, name, place, words, &field.before, &field.after, "", "", why]);
        }
    }

    /// A part of the feed that is lost.
    pub(super) fn rejected(&mut self, reject: &RejectLine) {
        let (line, reason) = (reject.line.to_string(), reject.says(self.lang));
        let nature = Nature::Rejected.words(self.lang);
        self.line([nature, &reject.key, "", "", "", "", "", &reject.file, &line, &reason]);
    }

    /// Writes a line; what is broken stays broken until the end, which says it.
    fn line(&mut self, cells: [&str; 10]) {
        if self.broken.is_none() {
            self.broken = self.table.write_record(cells.map(plain)).err();
        }
    }

    /// Keeps it; its hash.
    pub(super) fn finish(self, options: &Options) -> Result<String, ImportError> {
        let Self { table, broken, .. } = self;
        if let Some(error) = broken {
            return Err(FileError::from(std::io::Error::from(error)).into());
        }
        let staging = table.into_inner().map_err(|error| FileError::from(error.into_error()))?;
        Ok(staging.finish(options.now)?.hash.to_string())
    }
}
