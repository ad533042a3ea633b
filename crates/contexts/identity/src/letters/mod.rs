//! Letters on paper: one per person, with a code to scan and the same code to type.

pub(crate) mod pages;

use kernel::Lang;
use paper::{Frame, HEIGHT, Leaf, Paper, PaperError, WIDTH};

use crate::t;

/// To whom letters go: what they say and how much room they take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A slip to cut out, three to a page.
    Pupil,
    /// A page that explains everything.
    Guardian,
    /// A page.
    Staff,
}

/// What one letter says.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) name: String,
    /// Whose guardian, in what class or in what role.
    pub(crate) about: String,
    /// The code as it is scanned, without spaces.
    pub(crate) scanned: String,
    /// The code as it is typed, in groups.
    pub(crate) typed: String,
    /// The login of someone who lost their password.
    pub(crate) login: Option<String>,
    /// The last day of the code, in words.
    pub(crate) last: String,
}

/// The page of the code, on the site that the letters lead to.
const PAGE: &str = "/activation";
const MARGIN: f32 = 57.0;
const SLIPS: u8 = 3;
const QR: f32 = 150.0;

/// The letters as a PDF. The code stands in the fragment of the address: no server and no log
/// ever reads it from there.
pub(crate) fn paper(
    lang: Lang,
    reader: Reader,
    site: &str,
    letters: &[Letter],
) -> Result<Vec<u8>, PaperError> {
    let mut paper = Paper::new(lang.tag(), t::letters_title(lang));
    if reader == Reader::Pupil {
        for slips in letters.chunks(usize::from(SLIPS)) {
            paper.push(page_of_slips(lang, site, slips));
        }
    } else {
        for letter in letters {
            paper.push(page(lang, reader, site, letter));
        }
    }
    paper.finish()
}

fn address(site: &str) -> String {
    let shown = site.strip_prefix("https://").unwrap_or(site);
    format!("{shown}{PAGE}")
}

fn qr(lang: Lang, site: &str, letter: &Letter, leaf: &mut Leaf) {
    leaf.qr(&format!("{site}{PAGE}#{}", letter.scanned), t::letter_qr(lang), QR);
}

fn page_of_slips(lang: Lang, site: &str, slips: &[Letter]) -> Leaf {
    let mut leaf = Leaf::new();
    let height = HEIGHT / f32::from(SLIPS);
    let mut top = 0.0;
    for (at, letter) in slips.iter().enumerate() {
        if at > 0 {
            leaf.frame(Frame { x: 0.0, y: top, width: WIDTH });
            leaf.cut();
        }
        let x = MARGIN + QR + 20.0;
        leaf.frame(Frame { x, y: top + 26.0, width: WIDTH - x - MARGIN });
        words_of_slip(lang, site, letter, &mut leaf);
        leaf.frame(Frame { x: MARGIN - 12.0, y: top + 36.0, width: QR });
        qr(lang, site, letter, &mut leaf);
        top += height;
    }
    leaf
}

fn words_of_slip(lang: Lang, site: &str, letter: &Letter, leaf: &mut Leaf) {
    leaf.subheading(&letter.name);
    leaf.small(&letter.about);
    leaf.small(t::letter_scan(lang));
    leaf.small(&t::letter_type(lang, &address(site)));
    leaf.code(&letter.typed);
    secret(lang, letter, leaf);
}

fn page(lang: Lang, reader: Reader, site: &str, letter: &Letter) -> Leaf {
    let mut leaf = Leaf::new();
    leaf.heading(&letter.name);
    leaf.small(&letter.about);
    leaf.gap(18.0);
    leaf.paragraph(t::letter_hello(lang));
    let why = match reader {
        Reader::Guardian => t::letter_why_guardian(lang),
        Reader::Staff | Reader::Pupil => t::letter_why_staff(lang),
    };
    leaf.paragraph(why);
    leaf.gap(12.0);
    leaf.strong(&format!("1. {}", t::letter_scan(lang)));
    qr(lang, site, letter, &mut leaf);
    leaf.gap(8.0);
    leaf.paragraph(&t::letter_type(lang, &address(site)));
    leaf.code(&letter.typed);
    leaf.gap(12.0);
    leaf.strong(&format!("2. {}", t::letter_then(lang)));
    leaf.gap(12.0);
    secret(lang, letter, &mut leaf);
    leaf.paragraph(t::letter_help(lang));
    leaf
}

fn secret(lang: Lang, letter: &Letter, leaf: &mut Leaf) {
    if let Some(login) = &letter.login {
        leaf.small(&t::letter_login(lang, login));
    }
    leaf.small(&t::letter_secret(lang, &letter.last));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(name: &str) -> Letter {
        Letter {
            name: name.to_owned(),
            about: "Responsable de Lina Moreau, Tom Moreau, Zoé Moreau".to_owned(),
            scanned: "K7QM4TXR9WHD".to_owned(),
            typed: "K7QM 4TXR 9WHD".to_owned(),
            login: Some("marie.henriette.de.la.tour.du.pin".to_owned()),
            last: "mercredi 9 juin 2027".to_owned(),
        }
    }

    #[test]
    fn the_longest_letter_stays_on_its_page_and_a_slip_on_its_third() {
        let long = letter("Marie-Henriette Élisabeth de La Tour du Pin Chambly de Saint-Vallier");
        let site = "https://territoire-de-la-loire-et-du-cher.preau.example";
        for lang in [Lang::Fr, Lang::En] {
            assert!(page(lang, Reader::Guardian, site, &long).bottom() < HEIGHT - MARGIN);
            let mut slip = Leaf::new();
            let x = MARGIN + QR + 20.0;
            slip.frame(Frame { x, y: 26.0, width: WIDTH - x - MARGIN });
            words_of_slip(lang, site, &long, &mut slip);
            assert!(slip.bottom() < HEIGHT / f32::from(SLIPS), "{}", slip.bottom());
        }
    }

    #[test]
    fn a_class_is_a_third_as_many_pages() {
        let class = vec![letter("Lina Moreau"); 7];
        let pages = |reader| {
            let pdf = paper(Lang::Fr, reader, "https://preau.example", &class).unwrap();
            String::from_utf8_lossy(&pdf).matches("/Type/Page/").count()
        };
        assert_eq!((pages(Reader::Pupil), pages(Reader::Guardian)), (3, 7));
    }
}
