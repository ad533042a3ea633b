//! What AAF attributes mean, whatever their name in each degree.

use super::{aaf_1d, aaf_2d};

/// One of the two directories of the State: their exports share an envelope, not their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degree {
    /// Écoles (1D).
    First,
    /// Collèges and lycées (2D).
    Second,
}

impl Degree {
    /// The word of headers, file names and keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "1D",
            Self::Second => "2D",
        }
    }

    const fn names(self) -> &'static [(&'static str, Attr)] {
        match self {
            Self::First => aaf_1d::NAMES,
            Self::Second => aaf_2d::NAMES,
        }
    }

    /// What an attribute means: names of this degree first, then those of the other.
    pub(super) fn attr(self, name: &str) -> Option<Attr> {
        let other = if self == Self::First { Self::Second } else { Self::First };
        let find = |degree: Self| {
            let names = degree.names();
            names.binary_search_by(|(known, _)| known.cmp(&name)).ok().map(|at| names[at].1)
        };
        find(self).or_else(|| find(other))
    }

    /// The name to write; empty when this degree has no such attribute.
    pub(super) fn name_of(self, attr: Attr) -> &'static str {
        let found = self.names().iter().find(|(_, known)| *known == attr);
        found.map_or("", |(name, _)| *name)
    }
}

/// An attribute that is read. The many others that are known are [`Attr::Unused`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Attr {
    /// Known, not kept.
    Unused,
    // Every person.
    Id,
    BirthDate,
    FamilyName,
    LastName,
    FirstName,
    OtherFirstNames,
    Title,
    Mail,
    HomePhone,
    WorkPhone,
    Mobile,
    AddressLines,
    AddressPostalCode,
    AddressCity,
    AddressCountry,
    School,
    // Pupils.
    Ine,
    LocalId,
    Relatives,
    ParentalAuthority,
    Mef,
    MefLabel,
    LevelWords,
    SchoolEntry,
    SchoolExit,
    Classes,
    ClassEntry,
    ClassExit,
    Groups,
    // Staff.
    Functions,
    HeadOf,
    TeacherFlag,
    FacesPupils,
    TaughtClasses,
    TaughtGroups,
    ClassSubjects,
    GroupSubjects,
    HeadTeacherOf,
    // Schools.
    Uai,
    SchoolName,
    SchoolType,
    SchoolTypeCode,
    Contract,
    Street,
    PostalCode,
    City,
    Phone,
    Email,
    District,
    Academy,
    DeclaredClasses,
    DeclaredGroups,
    // Subjects and levels.
    SubjectId,
    SubjectLabel,
    MefId,
    MefName,
    MefStat,
    MefLevel,
}

#[cfg(test)]
mod tests {
    use super::{Attr, Degree};

    #[test]
    fn names_are_sorted_for_the_search() {
        for degree in [Degree::First, Degree::Second] {
            assert!(degree.names().is_sorted_by(|a, b| a.0 < b.0), "{degree:?}");
        }
    }

    #[test]
    fn each_degree_has_its_names() {
        assert_eq!(Degree::Second.attr("sn"), Some(Attr::LastName));
        assert_eq!(Degree::First.attr("ENTPersonNom"), Some(Attr::LastName));
        assert_eq!(Degree::First.attr("ENTEleveAutoriteParentale"), Some(Attr::ParentalAuthority));
        assert_eq!(Degree::Second.attr("ENTEleveAutoriteParentale"), Some(Attr::Unused));
        assert_eq!(Degree::Second.attr("ENTInconnu"), None);
        assert_eq!(Degree::First.name_of(Attr::Mail), "ENTPersonMail");
    }
}
