//! Links of lessons and sequences: what is found there, and an address of the web that is read as
//! it is written. Anything that could mislead is refused beside its field.

pub(crate) mod store;
pub(crate) mod views;

use kernel::Lang;
use web::Form;

use crate::t;

/// Links of one lesson or one sequence.
pub(crate) const AT_MOST: usize = 10;
/// The longest address, in characters.
const ADDRESS_MAX: usize = 2_000;
/// The longest name.
const LABEL_MAX: usize = 120;
/// The field that says that a form has those of links.
const MARK: &str = "liens";

/// A link as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// What is found there.
    pub(crate) label: String,
    /// `https://…`, without anything that is not seen.
    pub(crate) address: String,
}

impl Link {
    /// « geoportail.gouv.fr ».
    pub(crate) fn host(&self) -> &str {
        let host = authority(&self.address);
        host.strip_prefix("www.").unwrap_or(host)
    }
}

/// Why an address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Another way than `https`.
    NotSecure,
    /// A name or a password stands before the site.
    SignsIn,
    /// Signs that are not seen, or that change the order of what is read.
    Hidden,
    /// It names no site of the web.
    NoSite,
}

impl Refusal {
    fn says(self, lang: Lang) -> &'static str {
        match self {
            Self::NotSecure => t::link_not_secure(lang),
            Self::SignsIn => t::link_signs_in(lang),
            Self::Hidden => t::link_hidden(lang),
            Self::NoSite => t::link_no_site(lang),
        }
    }
}

/// What stands between `https://` and the first bar.
fn authority(address: &str) -> &str {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Whether a character changes the order in which what surrounds it is read.
const fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character is not seen, or moves what is read: spaces without width, signs of direction,
/// signs for programs.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || turns(c)
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// An address as it is kept. Typed without its beginning (« www.exemple.fr/carte »), it gets it.
///
/// # Errors
/// Says why it is not one that leads to a page of the web, plainly.
pub(crate) fn address(typed: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    if typed.chars().any(is_hidden) {
        return Err(Refusal::Hidden);
    }
    let is_bare = !typed.split(['/', '?', '#']).next().unwrap_or_default().contains(':');
    let whole = if is_bare { format!("https://{typed}") } else { typed.to_owned() };
    let Some(rest) = whole.get(..8).filter(|start| start.eq_ignore_ascii_case("https://")) else {
        return Err(Refusal::NotSecure);
    };
    let rest = &whole[rest.len()..];
    if whole.chars().any(|c| c.is_whitespace() || matches!(c, '\\' | '"' | '<' | '>' | '`')) {
        return Err(Refusal::NoSite);
    }
    let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if site.contains('@') {
        return Err(Refusal::SignsIn);
    }
    if !is_site(site) {
        return Err(Refusal::NoSite);
    }
    Ok(format!("https://{}{}", site.to_ascii_lowercase(), &rest[site.len()..]))
}

/// A name of the web, with its door when one is said: letters and figures that cannot be mistaken
/// for others.
fn is_site(site: &str) -> bool {
    let (name, door) = site.split_once(':').unwrap_or((site, "443"));
    let is_part = |part: &str| {
        let is_plain = part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        (1..=63).contains(&part.len()) && is_plain && !part.starts_with('-') && !part.ends_with('-')
    };
    let parts: Vec<&str> = name.split('.').collect();
    let is_named =
        parts.last().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_alphabetic()));
    let has_door =
        door.bytes().all(|b| b.is_ascii_digit()) && door.parse::<u16>().is_ok_and(|door| door > 0);
    name.len() <= 253 && parts.len() > 1 && is_named && has_door && parts.into_iter().all(is_part)
}

/// The links of one thing among those of many.
pub(crate) fn of_thing(links: &[(i64, Link)], id: i64) -> Vec<Link> {
    links.iter().filter(|(of, _)| *of == id).map(|(_, link)| link.clone()).collect()
}

/// The fields of the link of a rank, from 1: its name, its address.
fn fields_of(rank: usize) -> (String, String) {
    (format!("lien-{rank}-nom"), format!("lien-{rank}-adresse"))
}

/// Shows links in a blank form.
pub(crate) fn preset<'i>(form: Form<'i>, links: &[Link]) -> Form<'i> {
    (1..).zip(links).fold(form, |form, (rank, link)| {
        let (label, address) = fields_of(rank);
        form.with(&label, &link.label).with(&address, &link.address)
    })
}

/// The links of a form, those left empty taken away; nothing when it has no such fields, or when
/// something is wrong in one, which is said beside it.
pub(crate) fn read(form: &mut Form) -> Option<Vec<Link>> {
    if form.values(MARK).is_empty() {
        return None;
    }
    let (mut links, mut is_right) = (Vec::new(), true);
    for rank in 1..=AT_MOST {
        match one(form, fields_of(rank)) {
            Ok(link) => links.extend(link),
            Err(Wrong) => is_right = false,
        }
    }
    is_right.then_some(links)
}

/// Something was refused beside a field.
struct Wrong;

fn one(form: &mut Form, (name, place): (String, String)) -> Result<Option<Link>, Wrong> {
    let lang = form.lang();
    let label = form.text(&name, LABEL_MAX);
    let typed = form.text(&place, ADDRESS_MAX);
    if form.error_of(&name).is_some() || form.error_of(&place).is_some() {
        return Err(Wrong);
    }
    if label.is_empty() && typed.is_empty() {
        return Ok(None);
    }
    if label.chars().any(turns) {
        form.refuse(&name, t::link_hidden(lang));
        return Err(Wrong);
    }
    if typed.is_empty() {
        form.refuse(&place, t::link_missing(lang));
        return Err(Wrong);
    }
    match address(&typed) {
        Ok(address) => {
            let mut link = Link { label, address };
            if link.label.is_empty() {
                link.label = link.host().to_owned();
            }
            Ok(Some(link))
        }
        Err(why) => {
            form.refuse(&place, why.says(lang));
            Err(Wrong)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_of_the_web_is_kept_as_it_is() {
        for (typed, kept) in [
            (
                "https://www.geoportail.gouv.fr/carte?x=1#y",
                "https://www.geoportail.gouv.fr/carte?x=1#y",
            ),
            ("  HTTPS://Exemple.FR:8443/Un/Chemin ", "https://exemple.fr:8443/Un/Chemin"),
            ("www.exemple.fr/carte", "https://www.exemple.fr/carte"),
            ("exemple.fr?suite=https://autre.fr", "https://exemple.fr?suite=https://autre.fr"),
            (
                "https://fr.wikipedia.org/wiki/Église_(édifice)",
                "https://fr.wikipedia.org/wiki/Église_(édifice)",
            ),
            ("https://exemple.fr/@quelqu-un", "https://exemple.fr/@quelqu-un"),
        ] {
            assert_eq!(address(typed).as_deref(), Ok(kept), "{typed}");
        }
    }

    #[test]
    fn what_could_mislead_is_refused_with_its_reason() {
        for (typed, why) in [
            ("javascript:alert(1)", Refusal::NotSecure),
            ("JaVaScRiPt://exemple.fr/%0aalert(1)", Refusal::NotSecure),
            ("data:text/html,x", Refusal::NotSecure),
            ("http://exemple.fr", Refusal::NotSecure),
            ("ftp://exemple.fr", Refusal::NotSecure),
            ("mailto:a@exemple.fr", Refusal::NotSecure),
            ("httpsé://exemple.fr", Refusal::NotSecure),
            ("https:exemple.fr", Refusal::NotSecure),
            ("https://moi:secret@exemple.fr/", Refusal::SignsIn),
            ("https://banque.fr@exemple.invalid/", Refusal::SignsIn),
            ("https://exemple.fr/\u{202e}txt.exe", Refusal::Hidden),
            ("https://exem\u{200b}ple.fr/", Refusal::Hidden),
            ("https://exemple.fr/\u{7}", Refusal::Hidden),
            ("https://exempl\u{435}.fr/", Refusal::NoSite),
            ("https://localhost/", Refusal::NoSite),
            ("https://127.0.0.1/", Refusal::NoSite),
            ("https://[::1]/", Refusal::NoSite),
            ("https://exemple.fr\\@autre.fr/", Refusal::NoSite),
            ("https://exemple.fr/a b", Refusal::NoSite),
            ("https://exemple.fr/\"><script>", Refusal::NoSite),
            ("https://exemple.fr:99999/", Refusal::NoSite),
            ("https://exemple.fr:/", Refusal::NoSite),
            ("https://-exemple.fr/", Refusal::NoSite),
            ("https://exemple..fr/", Refusal::NoSite),
            ("https:///carte", Refusal::NoSite),
            ("", Refusal::NoSite),
            ("la carte", Refusal::NoSite),
        ] {
            assert_eq!(address(typed), Err(why), "{typed}");
        }
    }

    #[test]
    fn a_link_says_its_site() {
        let link = |address: &str| Link { label: String::new(), address: address.to_owned() };
        assert_eq!(link("https://www.exemple.fr/x").host(), "exemple.fr");
        assert_eq!(link("https://exemple.fr?x").host(), "exemple.fr");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_what_is_kept_leads_to_a_site_and_stays_the_same(typed in "(https://|http://|javascript:)?[a-z0-9.:@/\\\\\u{202e}é \"-]{0,40}") {
            if let Ok(kept) = address(&typed) {
                prop_assert!(kept.starts_with("https://") && !kept.chars().any(is_hidden));
                prop_assert!(is_site(authority(&kept)) && !authority(&kept).contains('@'));
                prop_assert!(!kept.contains(['"', '<', '>', '\\', ' ']));
                prop_assert_eq!(address(&kept), Ok(kept.clone()));
            }
        }
    }
}
