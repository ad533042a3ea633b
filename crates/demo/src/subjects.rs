//! Levels, subjects and their names in the national nomenclatures.

/// A level of teaching, from the first year of maternelle to the 3e.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Level {
    /// Petite section.
    Ps,
    /// Moyenne section.
    Ms,
    /// Grande section.
    Gs,
    /// Cours préparatoire.
    Cp,
    /// Cours élémentaire, first year.
    Ce1,
    /// Cours élémentaire, second year.
    Ce2,
    /// Cours moyen, first year.
    Cm1,
    /// Cours moyen, second year.
    Cm2,
    /// First year of collège.
    Sixieme,
    /// Second year of collège.
    Cinquieme,
    /// Third year of collège.
    Quatrieme,
    /// Fourth year of collège.
    Troisieme,
}

impl Level {
    /// Every level, youngest first.
    pub const ALL: [Self; 12] = [
        Self::Ps,
        Self::Ms,
        Self::Gs,
        Self::Cp,
        Self::Ce1,
        Self::Ce2,
        Self::Cm1,
        Self::Cm2,
        Self::Sixieme,
        Self::Cinquieme,
        Self::Quatrieme,
        Self::Troisieme,
    ];

    /// Short name, as on the door of the class.
    #[must_use]
    pub const fn label(self) -> &'static str {
        ["PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2", "6e", "5e", "4e", "3e"][self as usize]
    }

    /// Code of the level in the MEF nomenclature.
    #[must_use]
    pub const fn mef(self) -> &'static str {
        [
            "00010001310",
            "00010001320",
            "00010001330",
            "00110002110",
            "00210002210",
            "00210002220",
            "00310002210",
            "00310002220",
            "10010012110",
            "10110001110",
            "10210001110",
            "10310019110",
        ][self as usize]
    }

    /// Year in which a pupil of this level, neither ahead nor behind, was born.
    #[must_use]
    pub const fn birth_year(self) -> i32 {
        2023 - self as i32
    }

    /// Cycle 1 to 4.
    #[must_use]
    pub const fn cycle(self) -> u8 {
        [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][self as usize]
    }
}

/// The levels of a class, or those a lesson is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Levels(u16);

impl Levels {
    /// One level.
    #[must_use]
    pub const fn one(level: Level) -> Self {
        Self(1 << level as u16)
    }

    /// Several levels.
    #[must_use]
    pub fn of(levels: &[Level]) -> Self {
        Self(levels.iter().fold(0, |set, level| set | 1 << *level as u16))
    }

    /// Whether a level is among these.
    #[must_use]
    pub const fn has(self, level: Level) -> bool {
        self.0 & (1 << level as u16) != 0
    }

    /// The levels, youngest first.
    pub fn iter(self) -> impl Iterator<Item = Level> {
        Level::ALL.into_iter().filter(move |level| self.has(*level))
    }

    /// How many levels.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Names joined by hyphens, such as « CE2-CM1 ».
    #[must_use]
    pub fn label(self) -> String {
        self.iter().map(Level::label).collect::<Vec<_>>().join("-")
    }
}

macro_rules! subjects {
    ($($(#[$doc:meta])* $name:ident, $code:literal, $short:literal, $aaf:literal, $label:literal;)*) => {
        /// A subject: of the collège (with its national code) or of the école (without).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Subject { $($(#[$doc])* $name,)* }

        impl Subject {
            /// Every subject.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Six-digit code of the AAF nomenclature; empty for an école, which has none.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Short name of the AAF nomenclature; empty for an école.
            #[must_use]
            pub const fn short(self) -> &'static str {
                match self { $(Self::$name => $short,)* }
            }

            /// Label of the AAF nomenclature, in capitals; empty for an école.
            #[must_use]
            pub const fn aaf_label(self) -> &'static str {
                match self { $(Self::$name => $aaf,)* }
            }

            /// Label as people write it.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }
        }
    };
}

subjects! {
    /// French at collège.
    French, "020700", "FRANC", "FRANCAIS", "Français";
    /// Mathematics at collège.
    Maths, "061300", "MATHS", "MATHEMATIQUES", "Mathématiques";
    /// History and geography.
    History, "043700", "HI-GE", "HISTOIRE-GEOGRAPHIE", "Histoire-géographie";
    /// Moral and civic education at collège.
    Civics, "043800", "EMC", "ENSEIGNEMENT MORAL ET CIVIQUE", "Enseignement moral et civique";
    /// English, first language.
    English, "030201", "AGL1", "ANGLAIS LV1", "Anglais";
    /// Spanish, second language.
    Spanish, "030602", "ESP2", "ESPAGNOL LV2", "Espagnol";
    /// German, second language.
    German, "030102", "ALL2", "ALLEMAND LV2", "Allemand";
    /// Latin, an option.
    Latin, "020300", "LCALA", "LCA LATIN", "Latin";
    /// Life and earth sciences.
    Biology, "062900", "SVT", "SCIENCES DE LA VIE ET DE LA TERRE", "Sciences de la vie et de la Terre";
    /// Physics and chemistry.
    Physics, "062300", "PH-CH", "PHYSIQUE-CHIMIE", "Physique-chimie";
    /// Technology.
    Technology, "070800", "TECHN", "TECHNOLOGIE", "Technologie";
    /// Sciences and technology, in 6e.
    Sciences, "073800", "STECH", "SCIENCES ET TECHNOLOGIE", "Sciences et technologie";
    /// Sport.
    Sport, "100100", "EPS", "EDUCATION PHYSIQUE ET SPORTIVE", "Éducation physique et sportive";
    /// Visual arts.
    Art, "090100", "A-PLA", "ARTS PLASTIQUES", "Arts plastiques";
    /// Music.
    Music, "081300", "EDMUS", "EDUCATION MUSICALE", "Éducation musicale";
    /// Help and deepening.
    Support, "006600", "AP", "ACCOMPAGNEMENT PERSONNALISE", "Accompagnement personnalisé";
    /// First moments of the day in an école.
    Rituals, "", "", "", "Rituels";
    /// Reading in an école.
    Reading, "", "", "", "Lecture";
    /// Writing and study of the language in an école.
    Language, "", "", "", "Étude de la langue";
    /// Numbers, measures and geometry in an école.
    Numbers, "", "", "", "Mathématiques";
    /// Mental arithmetic in an école.
    MentalArithmetic, "", "", "", "Calcul mental";
    /// The world around us, cycles 1 and 2.
    World, "", "", "", "Questionner le monde";
    /// History, geography and sciences, cycle 3 of an école.
    Discovery, "", "", "", "Histoire, géographie, sciences";
    /// English in an école.
    SchoolEnglish, "", "", "", "Anglais";
    /// Arts in an école.
    SchoolArt, "", "", "", "Arts";
    /// Sport in an école.
    SchoolSport, "", "", "", "Éducation physique";
    /// Civic education in an école.
    SchoolCivics, "", "", "", "Enseignement moral et civique";
    /// Spoken language, maternelle.
    Speech, "", "", "", "Langage oral et écrit";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_levels_reads_like_a_class_door() {
        let set = Levels::of(&[Level::Cm1, Level::Ce2]);
        assert_eq!(set.label(), "CE2-CM1");
        assert_eq!(set.count(), 2);
        assert!(set.has(Level::Ce2) && !set.has(Level::Cp));
    }

    #[test]
    fn collège_subjects_have_a_code_and_école_subjects_none() {
        let coded = Subject::ALL.iter().filter(|s| s.code().len() == 6).count();
        let bare = Subject::ALL.iter().filter(|s| s.code().is_empty()).count();
        assert_eq!((coded, bare), (16, Subject::ALL.len() - 16));
    }

    #[test]
    fn a_pupil_of_5e_was_born_in_2014() {
        assert_eq!(Level::Cinquieme.birth_year(), 2014);
        assert_eq!(Level::Cp.birth_year(), 2020);
    }
}
