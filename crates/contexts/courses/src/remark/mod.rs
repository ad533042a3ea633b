//! What a teacher says of a passage of a text, or of a place of a photo, beside the answer: seen
//! with it, by those who see it.

pub(crate) mod pages;
pub(crate) mod store;
pub(crate) mod text;
pub(crate) mod views;

use std::ops::Range;

use db::{DbError, Tx};
use web::Form;

use crate::{attachment::Attachment, drawing, drawing::Drawing, t};

/// Remarks on one hand-in.
pub(crate) const MANY: usize = 100;
/// The longest remark, in characters.
pub(crate) const WORDS_MAX: usize = 2_000;
/// The places of a photo, three by three, from its top left.
pub(crate) const PLACES: i64 = 9;

/// What was typed of a remark, and why it is not kept.
pub(crate) struct Retyped {
    pub(crate) remark: i64,
    pub(crate) words: String,
    pub(crate) error: String,
}

/// What a remark is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum On {
    /// Characters of a text.
    Text(Range<usize>),
    /// A place of a photo, from 1.
    Photo { file: i64, place: i64 },
}

/// A remark as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    pub(crate) id: i64,
    pub(crate) handin: i64,
    /// The earlier version of the text it was made on.
    pub(crate) version: Option<i64>,
    pub(crate) on: On,
    /// The words it is about.
    pub(crate) quote: String,
    pub(crate) words: String,
    /// Whether it was published with an earlier answer.
    pub(crate) shown: bool,
}

/// What was noted on some hand-ins, in the text and over the photos.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    pub(crate) remarks: Vec<Remark>,
    pub(crate) drawings: Vec<Drawing>,
}

impl Notes {
    /// What was noted on some hand-ins, without what `is_open` says is not shown yet: only what was
    /// published with an earlier answer is left of that.
    pub(crate) fn load(
        tx: &mut Tx,
        handins: &[i64],
        is_open: impl Fn(i64) -> bool,
    ) -> Result<Self, DbError> {
        let mut remarks = store::of(tx, handins)?;
        remarks.retain(|remark| remark.shown || is_open(remark.handin));
        let mut drawings = drawing::store::of(tx, handins)?;
        drawings.retain(|drawing| drawing.shown || is_open(drawing.handin));
        Ok(Self { remarks, drawings })
    }

    /// The remarks on a text of a hand-in, numbered from 1.
    pub(crate) fn of_text(&self, handin: i64, version: Option<i64>) -> Vec<(i64, &Remark)> {
        let is_of = |remark: &&Remark| {
            remark.handin == handin && remark.version == version && matches!(remark.on, On::Text(_))
        };
        (1..).zip(self.remarks.iter().filter(is_of)).collect()
    }

    /// The remarks on a photo, numbered from 1.
    pub(crate) fn of_photo(&self, photo: i64) -> Vec<(i64, &Remark)> {
        let is_of = |remark: &&Remark| matches!(remark.on, On::Photo { file, .. } if file == photo);
        (1..).zip(self.remarks.iter().filter(is_of)).collect()
    }

    /// What is drawn over a photo.
    pub(crate) fn drawing_of(&self, photo: i64) -> Option<&Drawing> {
        self.drawings.iter().find(|one| one.file == photo && !one.strokes.is_empty())
    }

    /// How much was noted on what counts now: its text and its photos.
    pub(crate) fn count(&self, handin: i64, files: &[Attachment]) -> usize {
        let on_photo = |file: &Attachment| {
            self.of_photo(file.id).len() + usize::from(self.drawing_of(file.id).is_some())
        };
        self.of_text(handin, None).len() + files.iter().map(on_photo).sum::<usize>()
    }
}

/// The passage that a form names in a text: a sentence, words selected in it, or words typed. What
/// is wrong with it is an error of the form.
fn passage(form: &mut Form, text: &[char]) -> Option<Range<usize>> {
    let lang = form.lang();
    let typed: Vec<char> = form.text("mots", text::LONG).chars().collect();
    let sent = form.shown("passage");
    let is_gone = !sent.is_empty();
    let place = chosen(sent, text);
    let found = if typed.is_empty() {
        place
    } else {
        let within = place.unwrap_or(0..text.len());
        let found = text::find(&text[within.clone()], &typed, 0);
        found.map(|found| within.start + found.start..within.start + found.end)
    };
    let found = found.map(|found| text::whole(text, text::trimmed(text, found)));
    let found = found.filter(|found| !found.is_empty());
    let refusal = match &found {
        None if !typed.is_empty() => ("mots", t::remark_words_not_found(lang)),
        None if is_gone => ("passage", t::remark_passage_gone(lang)),
        None => ("passage", t::remark_passage_missing(lang)),
        Some(found) if found.len() > text::LONG => ("passage", t::remark_passage_long(lang)),
        Some(_) => return found,
    };
    form.refuse(refusal.0, refusal.1);
    None
}

/// What is chosen in a text: `12-40`, or `12-40:the words` when they were selected. Words that are
/// not at their place any more are looked for near it.
fn chosen(sent: &str, text: &[char]) -> Option<Range<usize>> {
    let (range, words) = sent.split_once(':').unwrap_or((sent, ""));
    let words: Vec<char> = words.chars().take(text::LONG + 1).collect();
    let (start, end) = range.split_once('-')?;
    let range: Range<usize> = start.parse().ok()?..end.parse().ok()?;
    let near = range.start;
    let there = Some(range).filter(|range| range.start < range.end && range.end <= text.len());
    match there {
        Some(range) if words.is_empty() || text::are_alike(&text[range.clone()], &words) => {
            Some(range)
        }
        _ => text::find(text, &words, near),
    }
}
