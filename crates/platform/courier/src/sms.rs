//! How long a text message is: what it costs is counted in segments (3GPP TS 23.038 and 23.040).

/// The default alphabet of seven bits.
const DEFAULT: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡\
    ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Signs that cost two: an escape and themselves.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How a text is written on the air.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Seven bits a sign: 160 in one segment, 153 in each of several.
    Gsm7,
    /// Sixteen bits a sign: 70 in one segment, 67 in each of several.
    Ucs2,
}

/// How long a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How it is written.
    pub alphabet: Alphabet,
    /// Its length, in signs of that alphabet.
    pub units: usize,
    /// How many segments it takes.
    pub segments: usize,
}

/// Counts a text as it would be sent.
pub fn size(text: &str) -> Size {
    let costs: Option<Vec<usize>> = text.chars().map(cost).collect();
    let (alphabet, costs, alone, together) = match costs {
        Some(costs) => (Alphabet::Gsm7, costs, 160, 153),
        None => (Alphabet::Ucs2, text.chars().map(char::len_utf16).collect(), 70, 67),
    };
    let units = costs.iter().sum();
    let segments = if units <= alone { usize::from(units > 0) } else { spread(&costs, together) };
    Size { alphabet, units, segments }
}

fn cost(sign: char) -> Option<usize> {
    if DEFAULT.contains(sign) { Some(1) } else { EXTENSION.contains(sign).then_some(2) }
}

/// A sign of two units is never cut in two.
fn spread(costs: &[usize], room: usize) -> usize {
    let (mut segments, mut used) = (1, 0);
    for cost in costs {
        if used + cost > room {
            segments += 1;
            used = 0;
        }
        used += cost;
    }
    segments
}

/// The same text in the alphabet of seven bits, as far as French can be written in it: the accents
/// it lacks are dropped, typographic signs become plain ones. What it cannot write stays.
pub fn plain(text: &str) -> String {
    text.chars()
        .map(|sign| match sign {
            '’' | '‘' => '\'',
            '«' | '»' | '“' | '”' => '"',
            '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
            '–' | '—' | '‑' => '-',
            'â' => 'a',
            'À' | 'Â' => 'A',
            'ç' => 'c',
            'ê' | 'ë' => 'e',
            'È' | 'Ê' | 'Ë' => 'E',
            'î' | 'ï' => 'i',
            'Î' | 'Ï' => 'I',
            'ô' => 'o',
            'Ô' => 'O',
            'û' => 'u',
            'Ù' | 'Û' => 'U',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counted(text: &str) -> (Alphabet, usize, usize) {
        let size = size(text);
        (size.alphabet, size.units, size.segments)
    }

    #[test]
    fn segments_are_counted_as_the_network_does() {
        use Alphabet::{Gsm7, Ucs2};
        assert_eq!(DEFAULT.chars().count(), 127, "128 places, the escape aside");
        assert_eq!(counted(""), (Gsm7, 0, 0));
        assert_eq!(counted(&"a".repeat(160)), (Gsm7, 160, 1));
        assert_eq!(counted(&"a".repeat(161)), (Gsm7, 161, 2));
        assert_eq!(counted(&"é".repeat(306)), (Gsm7, 306, 2));
        assert_eq!(counted(&"é".repeat(307)), (Gsm7, 307, 3));
        assert_eq!(counted(&"€".repeat(80)), (Gsm7, 160, 1));
        // 76 of them in a segment of 153: one place is left empty.
        assert_eq!(counted(&"€".repeat(152)), (Gsm7, 304, 2));
        assert_eq!(counted(&"€".repeat(153)), (Gsm7, 306, 3));
        assert_eq!(counted("reçu"), (Ucs2, 4, 1), "a small c with a cedilla is not of seven bits");
        assert_eq!(counted(&"ê".repeat(70)), (Ucs2, 70, 1));
        assert_eq!(counted(&"ê".repeat(71)), (Ucs2, 71, 2));
        assert_eq!(counted(&"ê".repeat(134)), (Ucs2, 134, 2));
        assert_eq!(counted(&"🙂".repeat(35)), (Ucs2, 70, 1));
        // A pair is not cut: 33 in 67.
        assert_eq!(counted(&"🙂".repeat(67)), (Ucs2, 134, 3));
    }

    #[test]
    fn french_is_written_in_seven_bits() {
        let text = "« Ça va être l’été à Nîmes » : où ? À côté, dès août, reçu.";
        let written = plain(text);
        assert_eq!(written, "\" Ça va etre l'été à Nimes \" : où ? A coté, dès aout, recu.");
        assert_eq!(size(&written).alphabet, Alphabet::Gsm7);
    }

    proptest! {
        #[test]
        fn a_longer_text_never_takes_fewer_segments(text in "\\PC{0,400}", more in "[a-z€]{1,5}") {
            let (before, after) = (size(&text), size(&format!("{text}{more}")));
            prop_assert!(after.segments >= before.segments);
            prop_assert!(before.segments * 160 >= before.units);
        }
    }
}
