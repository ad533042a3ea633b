//! What a school becomes when a feed describes it: the annuaire decides, AAF completes.

use super::published::{OrgFacts, Published};
use crate::{
    feed::{School, SchoolKind, Sector},
    rows::Cell,
};
use kernel::fold;

/// What is known of the school once a feed has spoken. An empty field erases nothing.
pub(super) fn facts(published: &Published, school: &School, source: &str) -> OrgFacts {
    let mut said = said(school);
    let Some(known) = published.orgs.get(&school.uai).map(|org| &org.facts) else {
        if said.name.is_empty() {
            said.name = format!("{} {}", word(school.kind), school.uai).into();
        }
        return said;
    };
    let others_decide =
        source != "annuaire" && published.schools.contains_key(&("annuaire", school.uai));
    if others_decide { completed(known, &said) } else { completed(&said, known) }
}

fn said(school: &School) -> OrgFacts {
    let text = |text: &Option<Box<str>>| text.clone().unwrap_or_default();
    OrgFacts {
        kind: kind(school.kind).into(),
        name: school.name.clone(),
        sector: school.sector.map_or("", sector).into(),
        address: text(&school.address),
        postal_code: text(&school.postal_code),
        insee: text(&school.insee),
        commune: text(&school.commune),
        epci: text(&school.epci),
        lat: school.lat,
        lon: school.lon,
        pupils: school.pupils.map(i64::from),
        is_open: !school.closed,
    }
}

fn completed(first: &OrgFacts, second: &OrgFacts) -> OrgFacts {
    let text = |first: &str, second: &str| -> Box<str> {
        if first.is_empty() { second.into() } else { first.into() }
    };
    let has_place = first.lat.is_some() && first.lon.is_some();
    let place = if has_place { first } else { second };
    OrgFacts {
        kind: if &*first.kind == "other" { second.kind.clone() } else { first.kind.clone() },
        name: text(&first.name, &second.name),
        sector: text(&first.sector, &second.sector),
        address: text(&first.address, &second.address),
        postal_code: text(&first.postal_code, &second.postal_code),
        insee: text(&first.insee, &second.insee),
        commune: text(&first.commune, &second.commune),
        epci: text(&first.epci, &second.epci),
        lat: place.lat,
        lon: place.lon,
        pupils: first.pupils.or(second.pupils),
        is_open: first.is_open,
    }
}

const fn kind(kind: SchoolKind) -> &'static str {
    match kind {
        SchoolKind::Nursery | SchoolKind::Elementary | SchoolKind::Primary => "ecole",
        SchoolKind::Middle => "college",
        SchoolKind::High => "lycee",
        SchoolKind::Other => "other",
    }
}

/// What to call a school whose name no feed gives.
const fn word(kind: SchoolKind) -> &'static str {
    match kind {
        SchoolKind::Nursery | SchoolKind::Elementary | SchoolKind::Primary => "École",
        SchoolKind::Middle => "Collège",
        SchoolKind::High => "Lycée",
        SchoolKind::Other => "Établissement",
    }
}

const fn sector(sector: Sector) -> &'static str {
    match sector {
        Sector::Public => "public",
        Sector::PrivateContract | Sector::PrivateFree | Sector::Private => "private",
    }
}

impl OrgFacts {
    /// The values of its row.
    pub(super) fn cells(&self, id: i64, uai: &str) -> [Cell; 15] {
        [
            id.into(),
            (&self.kind).into(),
            uai.into(),
            (&self.name).into(),
            fold(&self.name).into(),
            (&self.sector).into(),
            (&self.address).into(),
            (&self.postal_code).into(),
            (&self.insee).into(),
            (&self.commune).into(),
            (&self.epci).into(),
            self.lat.into(),
            self.lon.into(),
            self.pupils.into(),
            self.is_open.into(),
        ]
    }

    /// Its fields in words, for the preview.
    pub(super) fn fields(&self) -> [(&'static str, String); 10] {
        let place = match (self.lat, self.lon) {
            (Some(lat), Some(lon)) => format!("{lat:.5}, {lon:.5}"),
            _ => String::new(),
        };
        [
            ("name", self.name.to_string()),
            ("kind", self.kind.to_string()),
            ("sector", self.sector.to_string()),
            ("address", format!("{} {}", self.address, self.postal_code).trim().to_owned()),
            ("commune", self.commune.to_string()),
            ("insee", self.insee.to_string()),
            ("epci", self.epci.to_string()),
            ("place", place),
            ("pupils", self.pupils.map(|n| n.to_string()).unwrap_or_default()),
            ("open", self.is_open.to_string()),
        ]
    }
}
