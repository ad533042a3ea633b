//! The one rich-text format: a clean subset of HTML, made clean here whatever the editor, a paste
//! or an attacker sent.

use std::{collections::HashSet, sync::LazyLock};

use ammonia::Builder;
use maud::{Markup, PreEscaped};

const TAGS: [&str; 14] = [
    "p",
    "h3",
    "h4",
    "strong",
    "em",
    "u",
    "ul",
    "ol",
    "li",
    "a",
    "br",
    "blockquote",
    "code",
    "pre",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .clean_content_tags(HashSet::from([
            "script", "style", "template", "svg", "math", "iframe", "noscript",
        ]))
        .add_tag_attributes("a", ["href"])
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

/// Keeps the subset of some HTML and nothing else.
pub fn clean(html: &str) -> String {
    let cleaned = CLEANER.clean(html).to_string();
    if plain(&cleaned).is_empty() { String::new() } else { cleaned }
}

/// A text typed without the editor: paragraphs at blank lines, line breaks elsewhere.
pub fn from_plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let paragraphs: Vec<_> = text
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| {
            format!("<p>{}</p>", ammonia::clean_text(paragraph).replace("&#10;", "<br>"))
        })
        .collect();
    clean(&paragraphs.concat())
}

pub(crate) fn from_form(raw: &str, is_html: bool) -> String {
    if is_html { clean(raw) } else { from_plain(raw) }
}

/// A stored rich text, ready for a page. Only what [`clean`] made is ever stored.
pub fn show(stored: &str) -> Markup {
    PreEscaped(stored.to_owned())
}

/// The text of a rich text with its paragraphs, for the text area of a browser without JavaScript.
pub fn to_lines(html: &str) -> String {
    let broken =
        html.replace("</p>", "</p>\n\n").replace("</li>", "</li>\n").replace("<br>", "<br>\n");
    let lines: Vec<_> = broken.split('\n').map(plain).collect();
    lines.join("\n").trim().to_owned()
}

/// The text of a rich text, spaces collapsed: for summaries and for the editor without JavaScript.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => {
                in_tag = true;
                text.push(' ');
            }
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    let text = text
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_subset_stays_and_the_rest_goes() {
        assert_eq!(
            clean(
                "<p onclick=x>Lire <strong>p. 84</strong><script>x</script> <img src=x onerror=y></p>"
            ),
            "<p>Lire <strong>p. 84</strong> </p>"
        );
        assert_eq!(
            clean("<a href=\"https://exemple.invalid\">lien</a><a href=\"javascript:x\">x</a>"),
            "<a href=\"https://exemple.invalid\" rel=\"noopener noreferrer nofollow\">lien</a><a rel=\"noopener noreferrer nofollow\">x</a>"
        );
        assert_eq!(clean("<p> </p><p><br></p>"), "");
    }

    #[test]
    fn a_plain_text_keeps_its_paragraphs_and_lines() {
        assert_eq!(
            from_plain("Ex. 12\net 13 < 14\n\nPour lundi"),
            "<p>Ex. 12<br>et 13 &lt; 14</p><p>Pour lundi</p>"
        );
        assert_eq!(plain("<p>Ex. 12<br>et 13 &lt; 14</p>"), "Ex. 12 et 13 < 14");
    }

    proptest! {
        #[test]
        fn cleaning_is_stable_and_never_lets_a_script_through(html in "[<>a-z=\"'/ &;#!-]{0,80}") {
            let once = clean(&html);
            prop_assert_eq!(&clean(&once), &once);
            prop_assert!(!once.contains("<script") && !once.contains(" on"));
        }
    }
}
