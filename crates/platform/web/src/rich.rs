//! The one rich-text format: a clean subset of HTML, made clean here whatever the editor, a paste
//! or an attacker sent.

mod formula;
mod link;
mod picture;

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::Builder;
use maud::{Markup, PreEscaped};

const TAGS: [&str; 22] = [
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
    "img",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .tag_attributes(HashMap::new())
        .generic_attributes(HashSet::new())
        .clean_content_tags(HashSet::from([
            "script", "style", "template", "svg", "math", "iframe", "noscript",
        ]))
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("img", ["src", "alt"])
        .attribute_filter(picture::attribute)
        .add_tag_attribute_values("th", "scope", ["col", "row"])
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

/// Nobody writes elements deeper in each other; the time to read them grows with the square of that.
const DEPTH_MAX: usize = 256;

/// Keeps the subset of some HTML and nothing else. Of what is nested beyond reason, the words alone.
pub fn clean(html: &str) -> String {
    if is_deep(html) {
        return maud::html! { p { (plain(html)) } }.into_string();
    }
    let cleaned = picture::kept(CLEANER.clean(html).to_string());
    let is_blank = plain(&cleaned).is_empty() && !cleaned.contains("<img ");
    if is_blank { String::new() } else { cleaned }
}

/// Whether elements are open in more than [`DEPTH_MAX`] others, an end tag ending what is open of its
/// name and all that is in it.
fn is_deep(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let length = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = &tag[..length];
        let is_void = ["br", "img", "hr", "col", "input", "meta", "wbr"]
            .iter()
            .any(|void| void.eq_ignore_ascii_case(name));
        if is_end {
            let known = open.iter().rposition(|one| one.eq_ignore_ascii_case(name));
            open.truncate(known.unwrap_or(open.len()));
        } else if !name.is_empty() && !is_void {
            open.push(name);
        }
        if open.len() > DEPTH_MAX {
            return true;
        }
    }
    false
}

/// A text typed without the editor: paragraphs at blank lines, line breaks elsewhere; lines between
/// bars, such as `| a | b |`, are a table whose first line names the columns.
pub fn from_plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let paragraphs: Vec<_> = text
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| {
            table(paragraph).unwrap_or_else(|| {
                let escaped = ammonia::clean_text(paragraph).replace("&#10;", "<br>");
                format!("<p>{}</p>", picture::from_typed(&escaped))
            })
        })
        .collect();
    clean(&paragraphs.concat())
}

/// The table that lines between bars write; nothing when one is not.
fn table(paragraph: &str) -> Option<String> {
    let rows: Option<Vec<Vec<&str>>> = paragraph
        .lines()
        .map(|line| {
            let inside = line.trim().strip_prefix('|')?.strip_suffix('|')?;
            Some(inside.split('|').map(str::trim).collect())
        })
        .collect();
    let rows = rows.filter(|rows| rows.len() > 1)?;
    let mut html = String::from("<table><tbody>");
    for (at, row) in rows.iter().enumerate() {
        html.push_str("<tr>");
        for cell in row {
            let text = ammonia::clean_text(cell);
            html.push_str(&if at == 0 {
                format!("<th scope=\"col\">{text}</th>")
            } else {
                format!("<td>{text}</td>")
            });
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
    Some(html)
}

pub(crate) fn from_form(raw: &str, is_html: bool) -> String {
    if is_html { clean(raw) } else { from_plain(raw) }
}

/// A stored rich text, ready for a page. Only what [`clean`] made is ever stored.
pub fn show(stored: &str) -> Markup {
    PreEscaped(link::named(formula::drawn(stored)).into_owned())
}

/// The text of a rich text with its paragraphs, for the text area of a browser without JavaScript.
pub fn to_lines(html: &str) -> String {
    let mut broken = picture::as_typed(html)
        .replace("</p>", "</p>\n\n")
        .replace("</li>", "</li>\n")
        .replace("<br>", "<br>\n");
    if html.contains("<table>") {
        broken = broken.replace("<tr>", "|").replace("</tr>", "\n").replace("</table>", "\n");
        broken = broken.replace("</th>", " |").replace("</td>", " |");
    }
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
    if text.contains('&') {
        text = unescaped(&text);
    }
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}

/// The characters of a clean text.
fn unescaped(text: &str) -> String {
    let text = text
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    text.replace("&amp;", "&")
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

    #[test]
    fn a_table_is_lines_between_bars_without_the_editor() {
        let lines = "Avant\n\n| Roi | Règne |\n| François Ier | 1515 |\n\nAprès";
        let html = "<p>Avant</p><table><tbody><tr><th scope=\"col\">Roi</th><th scope=\"col\">Règne</th></tr>\
                    <tr><td>François Ier</td><td>1515</td></tr></tbody></table><p>Après</p>";
        assert_eq!(from_plain(lines), html);
        assert_eq!(to_lines(html), lines);
        assert_eq!(from_plain("| seul |"), "<p>| seul |</p>");
        assert_eq!(
            clean("<table onclick=x><tr><td style=x colspan=9><table><tr><td><script>x</script>a"),
            "<table><tbody><tr><td><table><tbody><tr><td>a</td></tr></tbody></table></td></tr></tbody></table>"
        );
    }

    /// What a hostile text is made of.
    const HOSTILE: [&str; 60] = [
        "<script",
        "<script>alert(1)</script>",
        "</script>",
        "<svg",
        "<svg><script>",
        "</svg>",
        "<math><mtext>",
        "<mglyph>",
        "<annotation-xml encoding=text/html>",
        "</math>",
        "<noscript>",
        "</noscript>",
        "<style>",
        "</style>",
        "<template>",
        "<iframe srcdoc=\"",
        "<img src=x onerror=alert(1)>",
        "<img src=\"/cours/fichiers/12\" alt=\"",
        "<p",
        "<a ",
        "<a href=\"java\tscript:alert(1)\">",
        "<a href=\"&#106;avascript:alert(1)\">",
        "<a href='data:text/html,x'>",
        "<a href=\"//exemple.invalid\">",
        "<a href=\"HTTPS://exemple.invalid\">",
        "<a href=\"mailto:a@exemple.invalid\">",
        "</a>",
        "onerror=",
        "onclick=alert(1) ",
        "style=\"x\" ",
        "id=a ",
        "href=",
        "scope=row ",
        "\"",
        "'",
        "`",
        "<!--",
        "-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "<?xml ",
        "<!doctype html>",
        "&lt;",
        "&lt;script&gt;",
        "&#x3c;img",
        "&amp;lt;",
        "&",
        "\0",
        "\u{feff}",
        "\u{202e}",
        "<table>",
        "<td>",
        "<th scope=evil>",
        "<form><input>",
        "<textarea>",
        "<title>",
        "<select>",
        ">",
        "/>",
    ];

    /// Parses a cleaned text as a browser does and says what in it is not of the subset.
    fn foreign(cleaned: &str) -> Vec<String> {
        let parsed = scraper::Html::parse_fragment(cleaned);
        let mut foreign = Vec::new();
        for node in parsed.root_element().descendants().skip(1) {
            let scraper::Node::Element(element) = node.value() else {
                if !node.value().is_text() {
                    foreign.push(format!("{:?}", node.value()));
                }
                continue;
            };
            if !TAGS.contains(&element.name()) {
                foreign.push(element.name().to_owned());
            }
            for (name, value) in element.attrs() {
                let is_known = match (element.name(), name) {
                    ("a", "href") => {
                        let value = value.to_ascii_lowercase();
                        ["https://", "http://", "mailto:"]
                            .iter()
                            .any(|begins| value.starts_with(begins))
                    }
                    ("a", "rel") => value == "noopener noreferrer nofollow",
                    ("img", "src") => value == "/cours/fichiers/12",
                    ("img", "alt") => true,
                    ("th", "scope") => value == "row" || value == "col",
                    _ => false,
                };
                if !is_known {
                    foreign.push(format!("{} {name}={value}", element.name()));
                }
            }
        }
        foreign
    }

    #[test]
    fn a_text_nested_beyond_reason_keeps_its_words() {
        for tag in [
            "<p>",
            "<b>",
            "<strong>",
            "<blockquote>",
            "<ul><li>",
            "<table><tr><td>",
            "<svg>",
            "<a href=x>",
        ] {
            for times in [100, 300, 100_000] {
                let cleaned = clean(&format!("{}au &lt;fond&gt;", tag.repeat(times)));
                assert_eq!(foreign(&cleaned), Vec::<String>::new(), "{tag}");
                let is_kept = cleaned.contains("au &lt;fond&gt;") || tag == "<svg>";
                assert!(is_kept, "{tag}: {cleaned}");
            }
        }
        let long = "<p>un <strong>deux</strong><br>trois</p><ul><li>quatre</li></ul>".repeat(1_000);
        assert!(clean(&long) == long, "long is not deep");
    }

    #[test]
    fn words_that_look_like_a_script_stay_words() {
        let words = "<p>Le mot « onclick » et &lt;script&gt; on lit.</p>";
        assert_eq!(clean(words), words);
    }

    proptest! {
        #[test]
        fn cleaning_lets_nothing_through_but_the_subset(
            pieces in prop::collection::vec(
                prop_oneof![4 => prop::sample::select(&HOSTILE[..]).prop_map(str::to_owned), 1 => "[a-z <>=\"'/&;]{0,6}"],
                0..16,
            )
        ) {
            let html = pieces.concat();
            let once = clean(&html);
            prop_assert_eq!(foreign(&once), Vec::<String>::new());
            prop_assert_eq!(foreign(&clean(&once)), Vec::<String>::new());
        }

        #[test]
        fn cleaning_is_stable(html in "[<>a-z=\"'/ &;#!-]{0,80}") {
            let once = clean(&html);
            prop_assert_eq!(&clean(&once), &once);
        }
    }
}
