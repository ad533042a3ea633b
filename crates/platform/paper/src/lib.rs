//! PDF made in memory: letters, badges and photos that a screen reader can read.

mod album;
mod font;
mod leaf;
mod qr;
mod writing;

pub use album::{Format, Line, Photo, album};
pub use leaf::{Frame, Leaf};
pub use qr::qr_path;
pub use writing::PaperError;

/// The width of an A4 page, in points.
pub const WIDTH: f32 = 595.28;
/// The height of an A4 page, in points.
pub const HEIGHT: f32 = 841.89;

/// A document.
#[derive(Debug)]
pub struct Paper {
    language: String,
    title: String,
    leaves: Vec<Leaf>,
}

impl Paper {
    /// A document without pages, in a language (`fr`), with a title that names nobody.
    pub fn new(language: &str, title: &str) -> Self {
        Self { language: language.to_owned(), title: title.to_owned(), leaves: Vec::new() }
    }

    /// Adds a page.
    pub fn push(&mut self, leaf: Leaf) {
        self.leaves.push(leaf);
    }

    /// The document as the bytes of a PDF.
    ///
    /// # Errors
    /// When a QR code holds too much, or the document breaks a rule of PDF/UA.
    pub fn finish(&self) -> Result<Vec<u8>, PaperError> {
        writing::write(&self.language, &self.title, &self.leaves)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn letter(name: &str) -> Leaf {
        let mut leaf = Leaf::new();
        leaf.frame(Frame { x: 60.0, y: 60.0, width: 400.0 });
        leaf.heading(name);
        leaf.paragraph("Flashez ce code, ou tapez-le sur la page d’accueil.");
        leaf.code("K7QM 4TXR 9WHD");
        leaf.qr("https://preau.example/activation#K7QM4TXR9WHD", "QR", 120.0);
        leaf.drawing("M4 4L20 20M20 4L4 20", "Une croix", 60.0);
        leaf.cut();
        leaf
    }

    #[test]
    fn a_letter_is_a_tagged_pdf_in_its_language() {
        let mut paper = Paper::new("fr", "Codes");
        paper.push(letter("Łukasz D’Œuvre-Noël"));
        let pdf = paper.finish().unwrap();
        let text = String::from_utf8_lossy(&pdf);
        assert!(pdf.starts_with(b"%PDF-1.7"));
        for part in ["/StructTreeRoot", "/Lang(fr)", "/Marked true", "pdfuaid"] {
            assert!(text.contains(part), "{part}");
        }
    }

    #[test]
    fn the_same_letters_make_the_same_bytes() {
        let make = || {
            let mut paper = Paper::new("fr", "Codes");
            paper.push(letter("Lina Moreau"));
            paper.finish().unwrap()
        };
        assert_eq!(make(), make());
    }

    /// A picture of one grey point.
    const POINT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\x0aIDAT\x78\x9c\x63\x68\0\0\0\x82\0\x81\x77\xcd\x72\xb6\0\0\0\0IEND\xae\x42\x60\x82";

    #[test]
    fn photos_are_the_pages_of_one_document() {
        let page = |says: &str| Photo {
            bytes: POINT.to_vec(),
            format: Format::Png,
            says: says.to_owned(),
            lines: Vec::new(),
        };
        let pdf = album("fr", "Copie", vec![page("Photo 1"), page("Photo 2")]).unwrap();
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.contains("/Count 2") && text.contains("/Alt"), "each page with its words");
        let broken = Photo { bytes: b"no picture".to_vec(), ..page("Photo 1") };
        assert!(matches!(album("fr", "Copie", vec![broken]), Err(PaperError::Parts)));
    }

    #[test]
    fn what_is_drawn_over_a_photo_is_on_its_page() {
        let line = |points: &[(f32, f32)]| Line { ink: [200, 16, 46], points: points.to_vec() };
        let page = |lines| Photo {
            bytes: POINT.to_vec(),
            format: Format::Png,
            says: "Photo 1".to_owned(),
            lines,
        };
        let plain = album("fr", "Copie", vec![page(Vec::new())]).unwrap();
        for lines in [vec![line(&[(0.0, 0.0), (0.5, 1.0)])], vec![line(&[(0.5, 0.5)])]] {
            let drawn = album("fr", "Copie", vec![page(lines)]).unwrap();
            assert!(drawn.len() > plain.len(), "{} {}", drawn.len(), plain.len());
        }
        let nothing = album("fr", "Copie", vec![page(vec![line(&[])])]).unwrap();
        assert_eq!(nothing, plain, "a line without points is none");
    }

    #[test]
    fn a_text_stays_within_its_frame() {
        let mut leaf = Leaf::new();
        leaf.frame(Frame { x: 50.0, y: 50.0, width: 120.0 });
        leaf.paragraph(&"mot ".repeat(40));
        leaf.paragraph(&"x".repeat(400));
        assert!(leaf.widest() <= 120.0, "{}", leaf.widest());
    }

    #[test]
    fn a_qr_code_that_cannot_hold_its_text_is_an_error() {
        let mut paper = Paper::new("fr", "Codes");
        let mut leaf = Leaf::new();
        leaf.qr(&"x".repeat(4_000), "QR", 100.0);
        paper.push(leaf);
        assert!(matches!(paper.finish(), Err(PaperError::Qr)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn any_name_makes_a_letter(name in "\\PC{0,80}") {
            let mut paper = Paper::new("fr", "Codes");
            paper.push(letter(&name));
            prop_assert!(paper.finish().is_ok(), "{:?}", paper.finish().err());
        }
    }
}
