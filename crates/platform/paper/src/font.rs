//! The fonts: how wide a text is, and which font has a letter.

use ttf_parser::Face;
use unicode_normalization::UnicodeNormalization;

/// The bytes of a weight: the Latin letters, then those of the other languages of Europe.
const REGULAR: [&[u8]; 2] = [
    include_bytes!("../../../../web/dist/paper-400.ttf"),
    include_bytes!("../../../../web/dist/paper-ext-400.ttf"),
];
const BOLD: [&[u8]; 2] = [
    include_bytes!("../../../../web/dist/paper-700.ttf"),
    include_bytes!("../../../../web/dist/paper-ext-700.ttf"),
];

/// The two fonts of a weight.
pub(crate) const fn files(is_bold: bool) -> [&'static [u8]; 2] {
    if is_bold { BOLD } else { REGULAR }
}

/// Letters of one font that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Which of the two fonts.
    pub(crate) font: usize,
    pub(crate) text: String,
}

/// The fonts of a weight, to measure with.
pub(crate) struct Ruler(Vec<Face<'static>>);

impl Ruler {
    pub(crate) fn new(is_bold: bool) -> Self {
        Self(files(is_bold).into_iter().filter_map(|file| Face::parse(file, 0).ok()).collect())
    }

    /// A text as the fonts can write it: composed, one kind of space, « ? » for what they lack.
    pub(crate) fn runs(&self, text: &str) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for c in plain(text).chars() {
            let found = self.0.iter().position(|face| face.glyph_index(c).is_some());
            let (font, c) = found.map_or((0, '?'), |font| (font, c));
            match runs.last_mut() {
                Some(run) if run.font == font => run.text.push(c),
                _ => runs.push(Run { font, text: c.to_string() }),
            }
        }
        runs
    }

    /// How wide a run is at a size, in points.
    pub(crate) fn width(&self, run: &Run, size: f32) -> f32 {
        let Some(face) = self.0.get(run.font) else { return 0.0 };
        let advance = |c| face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph));
        let units: f32 = run.text.chars().filter_map(advance).map(f32::from).sum();
        units * size / f32::from(face.units_per_em())
    }

    /// How wide a text is at a size, in points.
    pub(crate) fn text_width(&self, text: &str, size: f32) -> f32 {
        self.runs(text).iter().map(|run| self.width(run, size)).sum()
    }
}

/// A text composed, with one kind of space and without what writes nothing.
pub(crate) fn plain(text: &str) -> String {
    let letters = text.nfc().filter_map(|c| match c {
        '\u{2011}' => Some('-'),
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() || is_invisible(c) => None,
        c => Some(c),
    });
    letters.collect()
}

/// Joiners, marks of direction and the like, which write nothing.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_is_written_by_the_font_that_has_it() {
        let ruler = Ruler::new(false);
        let fonts: Vec<_> = ruler.runs("Łukasz né ici").into_iter().map(|run| run.font).collect();
        assert_eq!(fonts, [1, 0]);
        assert_eq!(ruler.runs("王e\u{301}")[0].text, "?é");
    }

    #[test]
    fn bold_is_wider() {
        assert!(
            Ruler::new(true).text_width("Lina Moreau", 12.0)
                > Ruler::new(false).text_width("Lina Moreau", 12.0)
        );
    }
}
