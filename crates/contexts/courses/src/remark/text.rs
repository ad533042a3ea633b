//! The characters of a rich text: what a passage is counted in, and how it is marked without
//! touching what was written.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The longest passage, in characters.
pub(crate) const LONG: usize = 2_000;
/// Sentences one may choose among.
const MANY: usize = 500;
/// The longest formula that is marked whole.
const FORMULA: usize = 400;
const ENTITIES: [(&str, char); 5] =
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&nbsp;", '\u{a0}')];
/// The tags that stand inside a sentence.
const INLINE: [&str; 6] = ["strong", "em", "u", "a", "code", "img"];

/// A tag, or one character as it is written.
#[derive(Clone, Copy)]
enum Piece<'h> {
    Tag(&'h str),
    Letter(&'h str, char),
}

struct Pieces<'h>(&'h str);

impl<'h> Iterator for Pieces<'h> {
    type Item = Piece<'h>;

    fn next(&mut self) -> Option<Piece<'h>> {
        let first = self.0.chars().next()?;
        let entity = ENTITIES.iter().find(|(name, _)| self.0.starts_with(name));
        let length = match (first, entity) {
            ('<', _) => tag_length(self.0),
            (_, Some((name, _))) => name.len(),
            _ => first.len_utf8(),
        };
        let (own, rest) = self.0.split_at(length);
        self.0 = rest;
        let letter = entity.map_or(first, |(_, letter)| *letter);
        Some(if first == '<' { Piece::Tag(own) } else { Piece::Letter(own, letter) })
    }
}

/// How long the tag that begins a text is: up to its `>`, not one of a value.
fn tag_length(text: &str) -> usize {
    let mut is_quoted = false;
    let end = text.find(|c: char| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    });
    end.map_or(text.len(), |end| end + 1)
}

fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    INLINE.contains(&&name[..end])
}

/// The characters of a clean rich text, without its tags.
pub(crate) fn letters(html: &str) -> Vec<char> {
    Pieces(html)
        .filter_map(|piece| match piece {
            Piece::Letter(_, letter) => Some(letter),
            Piece::Tag(_) => None,
        })
        .collect()
}

/// The sentences of a rich text, in order: none crosses a paragraph, a line or a cell.
pub(crate) fn sentences(html: &str) -> Vec<Range<usize>> {
    let mut letters = Vec::new();
    let mut ends = Vec::new();
    let mut pause = None;
    for piece in Pieces(html) {
        match piece {
            Piece::Letter(_, letter) => {
                if !is_space(letter) {
                    ends.extend(pause.take().filter(|_| !is_closing(letter)));
                } else if closes(&letters) {
                    pause = Some(letters.len());
                }
                letters.push(letter);
            }
            Piece::Tag(tag) if !is_inline(tag) => {
                pause = None;
                ends.push(letters.len());
            }
            Piece::Tag(_) => {}
        }
    }
    ends.push(letters.len());
    let mut begin = 0;
    let mut found = Vec::new();
    for end in ends {
        while begin < end {
            let part = begin..end.min(begin + LONG);
            begin = part.end;
            found.extend(Some(trimmed(&letters, part)).filter(|part| !part.is_empty()));
        }
    }
    found.truncate(MANY);
    found
}

/// A space where a line may break: not the one before « ! ».
const fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\n' | '\t' | '\r')
}

/// What closes a quotation belongs to its sentence.
const fn is_closing(letter: char) -> bool {
    matches!(letter, '»' | '”' | ')')
}

/// Whether a sentence ends with these characters.
fn closes(letters: &[char]) -> bool {
    let is_after = |letter: char| is_closing(letter) || letter.is_whitespace();
    let last = letters.iter().rev().find(|letter| !is_after(**letter));
    last.is_some_and(|last| matches!(last, '.' | '!' | '?' | '…' | '؟' | '。'))
}

/// The same range without the spaces at its ends.
pub(crate) fn trimmed(letters: &[char], range: Range<usize>) -> Range<usize> {
    let own = &letters[range.clone()];
    let is_word = |letter: &char| !letter.is_whitespace();
    match (own.iter().position(is_word), own.iter().rposition(is_word)) {
        (Some(first), Some(last)) => range.start + first..range.start + last + 1,
        _ => range.start..range.start,
    }
}

/// Where some words stand, nearest to a place, as people type them: capitals, apostrophes and
/// spaces are those of the keyboard.
pub(crate) fn find(letters: &[char], words: &[char], near: usize) -> Option<Range<usize>> {
    if words.is_empty() {
        return None;
    }
    let places = letters.windows(words.len()).enumerate();
    let fits = places.filter(|(_, own)| are_alike(own, words)).map(|(at, _)| at);
    fits.min_by_key(|at| at.abs_diff(near)).map(|at| at..at + words.len())
}

/// Whether two texts are the same but for what a keyboard lacks.
pub(crate) fn are_alike(one: &[char], other: &[char]) -> bool {
    let is_apostrophe = |c: char| matches!(c, '\'' | '’');
    let is_same = |(a, b): (&char, &char)| {
        a == b
            || (a.is_whitespace() && b.is_whitespace())
            || (is_apostrophe(*a) && is_apostrophe(*b))
            || a.to_lowercase().eq(b.to_lowercase())
    };
    one.len() == other.len() && one.iter().zip(other).all(is_same)
}

/// The same range, widened so that it cuts neither a sign made of several characters nor a formula.
pub(crate) fn whole(letters: &[char], range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range;
    for formula in formulas(letters) {
        if formula.start < end && start < formula.end {
            (start, end) = (start.min(formula.start), end.max(formula.end));
        }
    }
    while start > 0 && is_joined(letters, start) {
        start -= 1;
    }
    while end < letters.len() && is_joined(letters, end) {
        end += 1;
    }
    start..end
}

/// Whether the character at a place belongs to the one before it.
fn is_joined(letters: &[char], at: usize) -> bool {
    const JOINER: char = '\u{200d}';
    let (before, own) = (letters[at - 1], letters[at]);
    let is_skin = ('\u{1f3fb}'..='\u{1f3ff}').contains(&own);
    is_combining_mark(own) || own == JOINER || before == JOINER || is_skin
}

/// The formulas of a text, from `\(` to `\)`.
fn formulas(letters: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = position(letters, ['\\', '('], at) {
        at = start + 2;
        if let Some(end) = position(letters, ['\\', ')'], at).filter(|end| end - start < FORMULA) {
            at = end + 2;
            found.push(start..at);
        }
    }
    found
}

fn position(letters: &[char], pair: [char; 2], from: usize) -> Option<usize> {
    letters[from..].windows(2).position(|two| two == pair).map(|at| from + at)
}

/// A clean rich text with some passages marked, and after each the markup that leads to what is
/// said of it. Passages may overlap; those that no longer fit are left out.
pub(crate) fn marked(html: &str, passages: &[(Range<usize>, String)]) -> String {
    let count = letters(html).len();
    let fits = |(range, _): &&(Range<usize>, String)| range.start < range.end && range.end <= count;
    let mut steps = vec![0_i32; count + 1];
    let mut after: Vec<Vec<&str>> = vec![Vec::new(); count + 1];
    for (range, leads) in passages.iter().filter(fits) {
        steps[range.start] += 1;
        steps[range.end] -= 1;
        after[range.end].push(leads);
    }
    let mut writer = Writer { out: String::with_capacity(html.len() * 2), is_marking: false };
    let (mut at, mut depth, mut waiting) = (0, 0, Vec::new());
    let mut is_in_link = false;
    for piece in Pieces(html) {
        match piece {
            Piece::Tag(tag) => {
                writer.mark(false);
                writer.out.push_str(tag);
                is_in_link =
                    if tag.starts_with("<a ") { true } else { is_in_link && tag != "</a>" };
            }
            Piece::Letter(own, letter) => {
                depth += steps[at];
                writer.mark(depth > 0 && (writer.is_marking || !letter.is_whitespace()));
                writer.out.push_str(own);
                at += 1;
                waiting.append(&mut after[at]);
            }
        }
        if !is_in_link && !waiting.is_empty() {
            writer.mark(false);
            writer.out.extend(waiting.drain(..));
        }
    }
    writer.mark(false);
    writer.out
}

struct Writer {
    out: String,
    is_marking: bool,
}

impl Writer {
    fn mark(&mut self, is_marking: bool) {
        if is_marking != self.is_marking {
            self.out.push_str(if is_marking { "<mark>" } else { "</mark>" });
            self.is_marking = is_marking;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use web::rich;

    use super::*;

    fn said(html: &str, range: Range<usize>) -> String {
        letters(html)[range].iter().collect()
    }

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn a_sentence_ends_with_its_sign_its_line_or_its_cell() {
        let html = "<p>Le Clain coule. Il va au nord<br>« Oui\u{a0}! » dit-elle.</p><ul><li>Un</li></ul>\
                    <table><tbody><tr><td>A &amp; b</td><td> </td></tr></tbody></table>";
        let found: Vec<_> = sentences(html).into_iter().map(|range| said(html, range)).collect();
        assert_eq!(
            found,
            ["Le Clain coule.", "Il va au nord", "« Oui\u{a0}! »", "dit-elle.", "Un", "A & b"]
        );
    }

    #[test]
    fn a_passage_is_marked_across_what_is_rich() {
        let html = "<p>Un <strong>grand</strong> bois</p><p>noir</p>";
        let one = [(3..12, "[1]".to_owned())];
        assert_eq!(
            marked(html, &one),
            "<p>Un <strong><mark>grand</mark></strong> <mark>boi</mark>[1]s</p><p>noir</p>"
        );
        let two = [(0..4, "[1]".to_owned()), (3..8, "[2]".to_owned())];
        assert_eq!(
            marked("<p>abcdefghij</p>", &two),
            "<p><mark>abcd</mark>[1]<mark>efgh</mark>[2]ij</p>"
        );
    }

    #[test]
    fn what_leads_to_a_remark_is_never_inside_a_link() {
        let html = "<p><a href=\"https://exemple.invalid\">la carte</a> ici</p>";
        assert!(
            marked(html, &[(3..5, "[1]".to_owned())]).contains("la <mark>ca</mark>rte</a>[1] ici")
        );
    }

    #[test]
    fn a_passage_that_does_not_fit_is_left_out() {
        let html = "<p>abc</p>";
        for wrong in [2..9, 4..5, 1..1, usize::MAX - 1..usize::MAX] {
            assert_eq!(marked(html, &[(wrong, "[1]".to_owned())]), html);
        }
    }

    #[test]
    fn no_sign_and_no_formula_is_cut() {
        let text = chars("e\u{301}te\u{301} 👩🏽‍🏫 \\(x^2\\) fin");
        let part = |range| text[whole(&text, range)].iter().collect::<String>();
        assert_eq!(part(0..1), "e\u{301}");
        assert_eq!(part(1..2), "e\u{301}");
        assert_eq!(part(6..7), "👩🏽‍🏫");
        let inside = text.iter().position(|c| *c == 'x').unwrap();
        assert_eq!(part(inside..inside + 1), "\\(x^2\\)");
        let html = rich::from_plain("On a \\(x^2\\).");
        let range = whole(&letters(&html), 7..8);
        assert_eq!(marked(&html, &[(range, String::new())]), "<p>On a <mark>\\(x^2\\)</mark>.</p>");
    }

    #[test]
    fn words_are_found_as_people_type_them_nearest_first() {
        let text = chars("L’eau. Puis l’eau\u{a0}: de l’eau");
        assert_eq!(find(&text, &chars("l'eau"), 20), Some(23..28));
        assert_eq!(find(&text, &chars("l'eau"), 0), Some(0..5));
        assert_eq!(find(&text, &chars("EAU :"), 0), Some(14..19));
        assert_eq!(find(&text, &chars("feu"), 0), None);
        assert_eq!(find(&chars("a"), &chars("abc"), 0), None);
        assert_eq!(find(&text, &[], 0), None);
    }

    proptest! {
        #[test]
        fn marking_never_changes_the_text(
            plain in "[a-zé <>&\"'\n|.\\\\()\u{301}\u{5d0}👍-]{0,120}",
            passages in prop::collection::vec((0_usize..140, 0_usize..140), 0..6),
        ) {
            let html = rich::from_plain(&plain);
            let text = letters(&html);
            let passages: Vec<_> = passages
                .into_iter()
                .map(|(start, length)| {
                    let end = (start + length).min(text.len());
                    let range = start.min(end)..end;
                    (if range.is_empty() { range } else { whole(&text, range) }, String::new())
                })
                .collect();
            let shown = marked(&html, &passages);
            prop_assert_eq!(letters(&shown), text);
            prop_assert_eq!(shown.replace("<mark>", "").replace("</mark>", ""), html);
            prop_assert_eq!(shown.matches("<mark>").count(), shown.matches("</mark>").count());
        }

        #[test]
        fn sentences_follow_each_other_and_are_never_blank(plain in "[a-z .!?…\n|«»\u{a0}]{0,200}") {
            let html = rich::from_plain(&plain);
            let text = letters(&html);
            let mut last = 0;
            for sentence in sentences(&html) {
                prop_assert!(sentence.start >= last && sentence.start < sentence.end);
                prop_assert!(!text[sentence.start].is_whitespace());
                last = sentence.end;
            }
        }
    }
}
