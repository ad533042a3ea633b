//! What schools have in common.

use db::{DbError, Tx};
use directory::api::{self, Located};
use kernel::fold;

use super::Cut;
use crate::pilots::{
    decision,
    facts::{self, School},
};

/// A school, and what it has in common with others.
pub(super) type Placed = (i64, Vec<(Cut, String)>);

/// Each open school with what it has in common with others. A cut of which nothing is known of any
/// school is none.
pub(super) fn schools(tx: &mut Tx) -> Result<Vec<Placed>, DbError> {
    let schools = facts::schools(tx)?;
    let has_social = schools.iter().any(|school| school.quarter.is_some());
    let has_setting = schools.iter().any(|school| school.setting.is_some());
    let pilots = decision::years(tx)?;
    let unknown = || "unknown".to_owned();
    let parts = |school: &School| {
        let sector = if school.is_private() { "private" } else { "public" };
        let mut parts = vec![(Cut::Kind, school.kind.clone()), (Cut::Sector, sector.to_owned())];
        if has_social {
            let quarter = school.quarter.map_or_else(unknown, |quarter| quarter.to_string());
            parts.push((Cut::Social, quarter));
        }
        if has_setting {
            let setting = school.setting.map_or_else(unknown, |is| is.code().to_owned());
            parts.push((Cut::Rural, setting));
        }
        if !pilots.is_empty() {
            let year = pilots.get(&school.org).map_or_else(|| "none".to_owned(), i64::to_string);
            parts.push((Cut::Cohort, year));
        }
        parts
    };
    Ok(schools.iter().map(|school| (school.org, parts(school))).collect())
}

/// Each open school with where it is, by name.
pub(super) fn sites(tx: &mut Tx) -> Result<Vec<Located>, DbError> {
    let mut sites = api::schools_located(tx, facts::SCHOOLS_MAX)?;
    sites.sort_by_cached_key(|site| fold(&site.name));
    Ok(sites)
}
