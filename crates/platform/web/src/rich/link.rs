//! Links say where they lead: the host beside the words, when the words do not say it.

use std::borrow::Cow;

const OPENS: &str = "<a href=\"http";
const CLOSES: &str = "</a>";

/// A clean text whose links name their host.
pub(super) fn named(html: Cow<'_, str>) -> Cow<'_, str> {
    if !html.contains(OPENS) {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = &*html;
    while let Some(at) = rest.find(OPENS) {
        let Some(length) = rest[at..].find(CLOSES) else { break };
        let link = &rest[at..at + length];
        out.push_str(&rest[..at]);
        out.push_str(link);
        out.push_str(CLOSES);
        let words = link.split_once('>').map_or("", |(_, words)| words);
        if let Some(host) = host(link).filter(|host| !super::plain(words).contains(host)) {
            out.push_str(" <small>(");
            out.push_str(host);
            out.push_str(")</small>");
        }
        rest = &rest[at + length + CLOSES.len()..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// « geoportail.gouv.fr » of a link; nothing for an address that is not written plainly.
fn host(link: &str) -> Option<&str> {
    let address = link.split('"').nth(1)?.split_once("://")?.1;
    let authority = address.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    (!host.is_empty() && host.chars().all(is_plain)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        named(Cow::Owned(crate::rich::clean(html))).into_owned()
    }

    #[test]
    fn a_link_says_where_it_leads() {
        let html =
            shown("<p><a href=\"https://www.geoportail.gouv.fr/carte?x=1\">La carte</a>, puis</p>");
        assert!(
            html.ends_with(">La carte</a> <small>(geoportail.gouv.fr)</small>, puis</p>"),
            "{html}"
        );
        let hidden = shown("<p><a href=\"https://banque.fr@exemple.invalid/\">banque.fr</a></p>");
        assert!(hidden.contains("<small>(exemple.invalid)</small>"), "{hidden}");
    }

    #[test]
    fn what_is_said_already_is_not_said_twice() {
        for html in [
            "<p><a href=\"https://geoportail.gouv.fr/\">geoportail.gouv.fr</a></p>",
            "<p><a href=\"mailto:cdi@exemple.invalid\">Le CDI</a></p>",
            "<p>Sans lien</p>",
        ] {
            assert_eq!(shown(html), crate::rich::clean(html));
        }
        let odd = "<p><a href=\"https://é&lt;x&gt;/\">odd</a></p>";
        assert!(!shown(odd).contains("<small>(é"), "{}", shown(odd));
    }
}
