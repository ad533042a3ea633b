//! The named entities of HTML for Latin-1, which some exports contain.

/// From U+00A0 to U+00FF, in order.
const LATIN1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
    "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
    "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute",
    "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute",
    "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute",
    "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
    "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
    "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
    "uuml", "yacute", "thorn", "yuml",
];

/// Those of XML, and the few beyond Latin-1 that French names and labels use.
const OTHERS: [(&str, char); 14] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Yuml", 'Ÿ'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("euro", '€'),
];

/// The character of `&name;` or `&#number;`; `None` when there is no such entity.
pub(super) fn resolve(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).filter(|c| !c.is_control() || c.is_whitespace());
    }
    if let Some((_, c)) = OTHERS.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    let place = LATIN1.iter().position(|known| *known == name)?;
    char::from_u32(0xA0 + u32::try_from(place).ok()?)
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn entities_of_xml_html_and_numbers() {
        for (name, c) in [
            ("apos", 'a'),
            ("eacute", 'é'),
            ("yuml", 'ÿ'),
            ("nbsp", '\u{a0}'),
            ("#233", 'é'),
            ("#xE9", 'é'),
            ("oelig", 'œ'),
        ] {
            let c = if name == "apos" { '\'' } else { c };
            assert_eq!(resolve(name), Some(c), "{name}");
        }
        for name in ["lol", "", "#", "#xD800", "#0", "#1114112", "#-1", "Eacut"] {
            assert_eq!(resolve(name), None, "{name}");
        }
    }
}
