//! What schools have in common.

use db::{DbError, Tx};
use directory::api::{self, Site};

use super::Cut;

/// A school, and what it has in common with others.
pub(super) type Placed = (Site, Vec<(Cut, String)>);

/// Each open school with what it has in common with others.
pub(super) fn schools(tx: &mut Tx) -> Result<Vec<Placed>, DbError> {
    let sites = api::sites(tx)?;
    Ok(sites
        .into_iter()
        .map(|site| {
            let parts = parts(&site);
            (site, parts)
        })
        .collect())
}

fn parts(site: &Site) -> Vec<(Cut, String)> {
    let kind = if site.kind == "college" { "college" } else { "ecole" };
    let sector = if site.sector == "public" { "public" } else { "private" };
    vec![(Cut::Kind, kind.to_owned()), (Cut::Sector, sector.to_owned())]
}
