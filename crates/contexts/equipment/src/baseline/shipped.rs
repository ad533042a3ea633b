//! The version that comes with the program.

use kernel::{Day, Instant};

use crate::baseline::{Applies, Line, Per, Version, What};

/// 14 January 2021.
const STARTS: Day = Day(18_641);
/// Where it is read.
const SOURCE: &str = "Appel à projets « Socle numérique dans les écoles élémentaires », annexe \
                      ensel919_annexe_1367842.pdf, citée par prim27.ac-normandie.fr";

/// « Socle numérique dans les écoles élémentaires »: a projection system and a computer per class; 10,
/// 12 or 15 mobile devices for 4 classes with their trolley; Wi-Fi that can be switched off, enough
/// for the devices (the source gives no number: one for 4 classes is a beginning).
pub(super) fn version() -> Version {
    let line = |what, every, quantity, target, source: &str| Line {
        what,
        applies: Applies::Ecole,
        per: Per::Class,
        every,
        quantity,
        target,
        source: source.to_owned(),
    };
    Version {
        id: 0,
        title: "Socle numérique dans les écoles élémentaires".to_owned(),
        source: SOURCE.to_owned(),
        starts: STARTS,
        published: Some(Instant(i64::from(STARTS.0) * 24 * 3_600 * 1_000_000)),
        revision: 1,
        lines: vec![
            line(What::Projector, 1, 1, 0, ""),
            line(What::Computer, 1, 1, 0, ""),
            line(What::Mobile, 4, 10, 15, ""),
            line(What::Trolley, 4, 1, 0, ""),
            line(What::Wifi, 4, 1, 0, "« Suffisamment pour les équipements » : nombre à confirmer"),
        ],
    }
}
