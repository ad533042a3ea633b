//! Pictures of a text: files of ours, each with the words that say what it shows.

use std::borrow::Cow;

const TAG: &str = "<img";

/// What an attribute of the subset may hold, beyond what the subset says: a link leads out, a
/// picture is a file of ours.
pub(super) fn attribute<'v>(
    element: &str,
    attribute: &str,
    value: &'v str,
) -> Option<Cow<'v, str>> {
    let is_allowed = match (element, attribute) {
        ("a", "href") => ["https://", "http://", "mailto:"].iter().any(|scheme| {
            value.get(..scheme.len()).is_some_and(|own| own.eq_ignore_ascii_case(scheme))
        }),
        ("img", "src") => is_file(value),
        _ => true,
    };
    is_allowed.then_some(Cow::Borrowed(value))
}

/// Whether an address is that of a file kept here: `/cours/fichiers/12`.
fn is_file(path: &str) -> bool {
    let Some((room, id)) = path.strip_prefix('/').and_then(|path| path.split_once("/fichiers/"))
    else {
        return false;
    };
    let is_word = !room.is_empty() && room.bytes().all(|byte| byte.is_ascii_lowercase());
    is_word && crate::parse_id(id).is_some()
}

/// How long the tag that begins a text is: up to its `>`, not one of a value.
fn length(text: &str) -> usize {
    let mut is_quoted = false;
    let end = text.find(|c: char| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    });
    end.map_or(text.len(), |at| at + 1)
}

/// A clean text without the pictures that lost their address.
pub(super) fn kept(html: String) -> String {
    if !html.contains(TAG) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some(at) = rest.find(TAG) {
        let tag = &rest[at..at + length(&rest[at..])];
        out.push_str(&rest[..at]);
        if tag.contains(" src=\"") {
            out.push_str(tag);
        }
        rest = &rest[at + tag.len()..];
    }
    out.push_str(rest);
    out
}

/// The pictures of a clean text as they are typed without the editor: `![what it shows](address)`.
pub(super) fn as_typed(html: &str) -> Cow<'_, str> {
    if !html.contains(TAG) {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(TAG) {
        let tag = &rest[at..at + length(&rest[at..])];
        out.push_str(&rest[..at]);
        let value = |name: &str| tag.split(&format!("{name}=\"")).nth(1)?.split('"').next();
        if let Some(src) = value("src") {
            out.push_str(&format!("![{}]({src})", value("alt").unwrap_or_default()));
        }
        rest = &rest[at + tag.len()..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// An escaped line with the pictures typed in it.
pub(super) fn from_typed(escaped: &str) -> Cow<'_, str> {
    const OPENS: &str = "![";
    if !escaped.contains(OPENS) {
        return Cow::Borrowed(escaped);
    }
    let mut out = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some(at) = rest.find(OPENS) {
        out.push_str(&rest[..at]);
        let typed = &rest[at + OPENS.len()..];
        let found = typed.split_once("](").and_then(|(alt, after)| {
            let (src, after) = after.split_once(')')?;
            let src = src.replace("&#47;", "/");
            (is_file(&src) && !alt.contains(['<', '\n'])).then_some((alt, src, after))
        });
        match found {
            Some((alt, src, after)) => {
                out.push_str(&format!("<img src=\"{src}\" alt=\"{alt}\">"));
                rest = after;
            }
            None => {
                out.push_str(OPENS);
                rest = typed;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use crate::rich::{clean, from_plain, to_lines};

    #[test]
    fn a_picture_is_a_file_of_ours_with_its_words() {
        let own = "<p><img src=\"/cours/fichiers/12\" alt=\"La carte du monde\"></p>";
        assert_eq!(clean(own), own);
        for hostile in [
            "https://exemple.invalid/x.png",
            "//exemple.invalid/fichiers/1",
            "/deconnexion",
            "/cours/fichiers/1/supprimer",
            "/cours/fichiers/../1",
            "javascript:alert(1)",
            "data:image/png;base64,AAAA",
            "/a/b/fichiers/1",
            "/cours/fichiers/0",
        ] {
            let html = clean(&format!(
                "<p>a<img src=\"{hostile}\" alt=\"x\" onerror=\"alert(1)\" style=\"x\"></p>"
            ));
            assert_eq!(html, "<p>a</p>");
        }
        assert!(!clean("<a href=\"/cours/3\">x</a>").contains("href"), "a link leads out");
    }

    #[test]
    fn without_the_editor_a_picture_is_typed() {
        let html = "<p>Avant<br><img src=\"/cours/fichiers/12\" alt=\"La carte d’un « monde »\"></p><p>Après</p>";
        let lines = "Avant\n![La carte d’un « monde »](/cours/fichiers/12)\n\nAprès";
        assert_eq!(to_lines(html), lines);
        assert_eq!(from_plain(lines), html);
        for text in ["![x](https://exemple.invalid/x.png)", "![x](/cours/fichiers/1", "![", "![a]"]
        {
            assert!(!from_plain(text).contains("<img"), "{text}");
        }
        assert!(!from_plain("![\" onerror=\"alert(1)](/cours/fichiers/1)").contains("onerror=\""));
    }
}
