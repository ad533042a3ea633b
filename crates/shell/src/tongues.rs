//! A page that runs from right to left holds much that does not: names, titles, what a teacher wrote,
//! and the French sentences that have no Arabic yet. Here, once for every page, each is marked with
//! its language and kept apart, so that it is read aloud and set as it was written.

use kernel::Lang;
use maud::{Markup, PreEscaped};

/// Begins a French sentence that stands for a missing one; `locale` writes it.
const LEFT_TO_RIGHT: char = '\u{2066}';
/// Begins a word put into a sentence, of its own direction.
const FIRST_STRONG: char = '\u{2068}';
const END: char = '\u{2069}';

/// Between the parts of a line: each has its own direction.
const DOT: &str = " · ";

/// Elements whose text is not set in lines, or is what it is.
const QUIET: [&str; 7] = ["title", "option", "textarea", "script", "style", "svg", "math"];
/// Elements without an end.
const VOID: [&str; 9] = ["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// The same page, with what is of another language marked; untouched when it runs from left to right.
pub(crate) fn marked(lang: Lang, page: Markup) -> Markup {
    if !lang.is_right_to_left() {
        return page;
    }
    PreEscaped(marked_html(&page.into_string()))
}

/// An element inside which nothing is marked, and how many of its name are open.
struct Quiet {
    name: String,
    open: usize,
}

fn marked_html(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    let mut quiet: Option<Quiet> = None;
    while let Some(at) = rest.find('<') {
        let (text, from_tag) = rest.split_at(at);
        said(text, quiet.is_some(), &mut out);
        let (tag, after) = from_tag.split_at(end_of_tag(from_tag));
        rest = after;
        opened(tag, &mut quiet, &mut out);
    }
    said(rest, quiet.is_some(), &mut out);
    out
}

/// Where a tag ends; a sign between quotes does not end it.
fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    for (at, sign) in tag.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

/// Writes a tag, and keeps count of the element inside which nothing is marked.
fn opened(tag: &str, quiet: &mut Option<Quiet>, out: &mut String) {
    let inside = tag.trim_start_matches(['<', '/']);
    let name = inside.split([' ', '>', '/']).next().unwrap_or_default();
    let (closes, is_void) = (tag.starts_with("</"), VOID.contains(&name) || tag.ends_with("/>"));
    match quiet {
        Some(held) if held.name == name && closes => held.open -= 1,
        Some(held) if held.name == name && !is_void => held.open += 1,
        None if !closes && !is_void && is_quiet(name, tag) => {
            *quiet = Some(Quiet { name: name.to_owned(), open: 1 });
        }
        _ => {}
    }
    if quiet.as_ref().is_some_and(|held| held.open == 0) {
        *quiet = None;
    }
    out.push_str(tag);
    // What a person wrote, in the direction they wrote it.
    if tag.ends_with(" dir=\"auto\">") && !tag.contains(" lang=\"") {
        out.truncate(out.len() - 1);
        out.push_str(" lang=\"fr\">");
    }
}

fn is_quiet(name: &str, tag: &str) -> bool {
    let speaks_for_itself = tag.contains(" lang=\"") || tag.contains(" dir=\"");
    QUIET.contains(&name) || (name != "html" && speaks_for_itself)
}

/// Writes the text between two tags.
fn said(text: &str, quiet: bool, out: &mut String) {
    if quiet || !text.contains(|sign| is_latin(sign) || sign == LEFT_TO_RIGHT) {
        out.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some((before, sign, inner, after)) = isolated(rest) {
        plain(before, out);
        if sign == LEFT_TO_RIGHT {
            out.push_str("<span lang=\"fr\" dir=\"ltr\">");
            out.extend(
                inner.chars().filter(|sign| ![LEFT_TO_RIGHT, FIRST_STRONG, END].contains(sign)),
            );
            out.push_str("</span>");
        } else if is_french(inner) {
            of_its_own(inner, out);
        } else {
            out.push_str("<bdi>");
            said(inner, false, out);
            out.push_str("</bdi>");
        }
        rest = after;
    }
    plain(rest, out);
}

/// The first part of a text that is kept apart: what is before, its sign, what is in it, what follows.
/// A sign that nothing ends is text like another.
fn isolated(text: &str) -> Option<(&str, char, &str, &str)> {
    let start = text.find([LEFT_TO_RIGHT, FIRST_STRONG])?;
    let (before, from_sign) = text.split_at(start);
    let sign = from_sign.chars().next()?;
    let inner = &from_sign[sign.len_utf8()..];
    let mut open = 1_usize;
    for (at, found) in inner.char_indices() {
        match found {
            LEFT_TO_RIGHT | FIRST_STRONG => open += 1,
            END => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some((before, sign, &inner[..at], &inner[at + END.len_utf8()..]));
        }
    }
    None
}

/// Writes a text that holds no part kept apart: its French parts are marked.
fn plain(text: &str, out: &mut String) {
    for (at, part) in text.split(DOT).enumerate() {
        if at > 0 {
            out.push_str(DOT);
        }
        let core = part.trim();
        if is_french(core) {
            let start = part.len() - part.trim_start().len();
            out.push_str(&part[..start]);
            of_its_own(core, out);
            out.push_str(&part[start + core.len()..]);
        } else {
            out.push_str(part);
        }
    }
}

fn of_its_own(text: &str, out: &mut String) {
    out.push_str("<bdi lang=\"fr\">");
    out.push_str(text);
    out.push_str("</bdi>");
}

/// Whether a text has Latin letters and none that runs from right to left.
fn is_french(text: &str) -> bool {
    let mut in_entity = false;
    let mut latin = false;
    for sign in text.chars() {
        match sign {
            '&' => in_entity = true,
            ';' if in_entity => in_entity = false,
            _ if in_entity => {}
            '\u{590}'..='\u{8ff}' => return false,
            _ => latin |= is_latin(sign),
        }
    }
    latin
}

fn is_latin(sign: char) -> bool {
    matches!(sign, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}')
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::*;

    fn arabic(html: &str) -> String {
        marked_html(html)
    }

    #[test]
    fn a_page_from_left_to_right_is_as_it_was() {
        let page = html! { p { "Lecture" } };
        assert_eq!(marked(Lang::Fr, page.clone()).into_string(), page.into_string());
    }

    #[test]
    fn names_and_titles_are_french_and_keep_their_direction() {
        assert_eq!(
            arabic("<b>Carnet de lecture, p. 4 !</b> <small>قراءة</small>"),
            "<b><bdi lang=\"fr\">Carnet de lecture, p. 4 !</bdi></b> <small>قراءة</small>",
        );
        assert_eq!(
            arabic("<p>مرحبًا \u{2068}Nadia\u{2069}</p>"),
            "<p>مرحبًا <bdi lang=\"fr\">Nadia</bdi></p>",
        );
        assert_eq!(
            arabic("<p>\u{2068}غدًا\u{2069} R</p>"),
            "<p><bdi>غدًا</bdi> <bdi lang=\"fr\">R</bdi></p>",
        );
    }

    #[test]
    fn each_part_of_a_line_is_kept_apart() {
        assert_eq!(
            arabic("<small>Anglais · 10 دقائق</small>"),
            "<small><bdi lang=\"fr\">Anglais</bdi> · 10 دقائق</small>",
        );
    }

    #[test]
    fn a_sentence_without_arabic_is_whole_and_says_that_it_is_french() {
        assert_eq!(
            arabic("<p>\u{2066}Le \u{2068}cahier\u{2069} est prêt.\u{2069}</p>"),
            "<p><span lang=\"fr\" dir=\"ltr\">Le cahier est prêt.</span></p>",
        );
    }

    #[test]
    fn what_a_person_wrote_is_set_as_a_whole() {
        assert_eq!(
            arabic(
                "<div class=\"prose\" dir=\"auto\"><p>Lire <b>la page</b> 4.</p><div>Oui</div></div><p>Non</p>"
            ),
            "<div class=\"prose\" dir=\"auto\" lang=\"fr\"><p>Lire <b>la page</b> 4.</p><div>Oui</div></div><p><bdi lang=\"fr\">Non</bdi></p>",
        );
    }

    #[test]
    fn attributes_programs_drawings_and_lists_of_choices_are_left_alone() {
        for same in [
            "<a title=\"Lina > Tom\" href=\"/x\">قراءة</a>",
            "<script>if (a < b) c()</script>",
            "<svg><path d=\"M1\"/><text>abc</text></svg>",
            "<select><option>Lundi</option></select>",
            "<button lang=\"en\" dir=\"ltr\"><svg></svg>English</button>",
            "<p>12:30 &amp; 8</p>",
            "<img src=\"a\" alt=\"x\">",
        ] {
            assert_eq!(arabic(same), same);
        }
    }

    #[test]
    fn hostile_signs_change_nothing_of_the_page() {
        for text in
            ["<p>\u{2066}\u{2066}a</p>", "<p>\u{2069}\u{2069}</p>", "<p", "a<b", "<p>é\u{2068}</p>"]
        {
            let shown = arabic(text);
            assert_eq!(shown.matches("<bdi").count(), shown.matches("</bdi>").count(), "{shown}");
            assert_eq!(shown.matches("<span").count(), shown.matches("</span>").count(), "{shown}");
        }
    }
}
