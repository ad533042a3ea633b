//! Changes made by hand, outside any feed: visible at once, in the batch that is published.

use db::{DbError, Tx, params};
use kernel::{Day, Role, fold};

use crate::visible::{OPEN, current};

/// Creates the territory. Once, on an empty database or after the first import; a demonstration
/// needs an empty one, and stays one for ever.
pub fn create_territory(tx: &mut Tx, name: &str, is_demo: bool) -> Result<(), DbError> {
    let created = tx.execute(
        "INSERT INTO directory_state (id, current, staged, edits, territory, is_demo) \
         VALUES (1, 0, NULL, 0, $1, $2) \
         ON CONFLICT (id) DO UPDATE SET territory = $1 WHERE directory_state.territory = '' AND NOT $2",
        params![name, is_demo],
    )?;
    if created == 0 { Err(DbError::Taken("territory".to_owned())) } else { Ok(()) }
}

/// An organisation to create.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewOrg<'a> {
    /// `ecole`, `college`, `lycee`, or another kind of organisation.
    pub kind: &'a str,
    /// The UAI of a school.
    pub uai: Option<&'a str>,
    /// Its name.
    pub name: &'a str,
    /// The commune it is in.
    pub commune: &'a str,
    /// `public` or `private`.
    pub sector: &'a str,
}

/// Creates an organisation; its id.
pub fn create_org(tx: &mut Tx, org: &NewOrg) -> Result<i64, DbError> {
    let since = touch(tx)?;
    let id = new_entity(tx, "org", None, since)?;
    tx.execute(
        "INSERT INTO directory_org (org_id, since, until, kind, uai, name, folded, sector, address, postal_code, \
         insee, commune, epci, lat, lon, pupils, is_open) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '', '', $9, '', NULL, NULL, NULL, TRUE)",
        params![id, since, OPEN, org.kind, org.uai, org.name, &fold(org.name), org.sector, org.commune],
    )?;
    Ok(id)
}

/// Creates a body that pays for schools (`bank`, `departement`, `rectorat`, `region`, `epci`), for whom
/// people may be named funders; its id. Lists of schools show what is open: it never is.
pub fn create_funder(tx: &mut Tx, kind: &str, name: &str) -> Result<i64, DbError> {
    let new = NewOrg { kind, uai: None, name, commune: "", sector: "public" };
    let id = create_org(tx, &new)?;
    tx.execute("UPDATE directory_org SET is_open = FALSE WHERE org_id = $1", params![id])?;
    Ok(id)
}

/// Creates a class or a group of the school year that starts in a civil year; its id.
pub fn create_group(
    tx: &mut Tx,
    org: i64,
    is_class: bool,
    name: &str,
    levels: &[&str],
    year: i64,
) -> Result<i64, DbError> {
    let since = touch(tx)?;
    let id = new_entity(tx, "group", Some(org), since)?;
    let kind = if is_class { "class" } else { "group" };
    tx.execute(
        "INSERT INTO directory_group (group_id, since, until, org_id, kind, name, folded, levels, code, is_open, year) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', TRUE, $9)",
        params![id, since, OPEN, org, kind, name, &fold(name), &levels.join(","), year],
    )?;
    Ok(id)
}

/// Creates a teaching: a subject in a class or a group; its id. A whole class of primary school
/// has an empty subject code.
pub fn create_teaching(
    tx: &mut Tx,
    org: i64,
    group: i64,
    subject: &str,
    label: &str,
) -> Result<i64, DbError> {
    let since = touch(tx)?;
    let id = new_entity(tx, "teaching", Some(org), since)?;
    tx.execute(
        "INSERT INTO directory_teaching (teaching_id, since, until, org_id, group_id, subject, label, \
         source, is_open) VALUES ($1, $2, $3, $4, $5, $6, $7, '', TRUE)",
        params![id, since, OPEN, org, group, subject, label],
    )?;
    Ok(id)
}

/// A person to create.
#[derive(Clone, Copy, Debug)]
pub struct NewPerson<'a> {
    /// `pupil`, `guardian` or `staff`.
    pub category: &'a str,
    /// Family name in use.
    pub last: &'a str,
    /// First name.
    pub first: &'a str,
    /// « M. » or « Mme »; empty for pupils.
    pub title: &'a str,
    /// When they were born.
    pub born: Option<Day>,
}

/// Creates a person; their id.
pub fn create_person(tx: &mut Tx, person: &NewPerson) -> Result<i64, DbError> {
    let since = touch(tx)?;
    let id = new_entity(tx, "person", None, since)?;
    let folded = fold(&format!("{} {}", person.last, person.first));
    tx.execute(
        "INSERT INTO directory_person (person_id, since, until, category, last_name, first_name, title, folded, \
         birth_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![id, since, OPEN, person.category, person.last, person.first, person.title, &folded, person.born],
    )?;
    Ok(id)
}

/// A role to give.
#[derive(Clone, Copy, Debug)]
pub struct NewMembership {
    /// To whom.
    pub person: i64,
    /// Which role.
    pub role: Role,
    /// Where; nowhere in particular for those who run the territory.
    pub org: Option<i64>,
    /// In which class or group.
    pub group: Option<i64>,
    /// For which teaching.
    pub teaching: Option<i64>,
    /// First day.
    pub starts: Day,
    /// Last day; [`Day::NEVER`] when none is set.
    pub ends: Day,
}

/// Gives a role.
pub fn add_membership(tx: &mut Tx, membership: &NewMembership) -> Result<(), DbError> {
    let since = touch(tx)?;
    tx.execute(
        "INSERT INTO directory_membership (person_id, since, until, role, org_id, group_id, teaching_id, level, is_main, \
         starts, ends, source) VALUES ($1, $2, $3, $4, $5, $6, $7, '', FALSE, $8, $9, '')",
        params![
            membership.person,
            since,
            OPEN,
            membership.role.code(),
            membership.org,
            membership.group,
            membership.teaching,
            membership.starts,
            membership.ends
        ],
    )?;
    Ok(())
}

/// Says the level of a pupil in a class of several, such as CE2.
pub fn set_level(tx: &mut Tx, pupil: i64, group: i64, level: &str) -> Result<(), DbError> {
    let since = touch(tx)?;
    tx.execute(
        "UPDATE directory_membership SET level = $3 \
         WHERE person_id = $1 AND group_id = $2 AND since <= $4 AND until > $4",
        params![pupil, group, level, since],
    )?;
    Ok(())
}

/// Ends every role of a person after a day: their rights end with it.
pub fn end_memberships(tx: &mut Tx, person: i64, last_day: Day) -> Result<u64, DbError> {
    let since = touch(tx)?;
    tx.execute(
        "UPDATE directory_membership SET ends = $2 \
         WHERE person_id = $1 AND since <= $3 AND until > $3 AND ends > $2",
        params![person, last_day, since],
    )
}

/// Ties a guardian to a child with a level of responsibility (1 and 2 give rights).
pub fn add_kinship(tx: &mut Tx, guardian: i64, child: i64, level: i64) -> Result<(), DbError> {
    let since = touch(tx)?;
    tx.execute(
        "INSERT INTO directory_kinship (guardian_id, child_id, since, until, link, level, is_contact, is_payer, \
         source) VALUES ($1, $2, $3, $4, '', $5, FALSE, FALSE, '')",
        params![guardian, child, since, OPEN, level],
    )?;
    Ok(())
}

fn new_entity(tx: &mut Tx, kind: &str, org: Option<i64>, since: i64) -> Result<i64, DbError> {
    let id = tx.query_one(
        "INSERT INTO directory_entity (kind, since, org_id, territory_id) VALUES ($1, $2, $3, 0) RETURNING id",
        params![kind, since, org],
        |row| row.get(0),
    )?;
    if kind == "org" {
        tx.execute("UPDATE directory_entity SET org_id = id WHERE id = $1", params![id])?;
    }
    Ok(id)
}

/// Counts a change made by hand, so that a batch compared before it is not published over it; the
/// batch it belongs to.
pub(crate) fn touch(tx: &mut Tx) -> Result<i64, DbError> {
    tx.execute("UPDATE directory_state SET edits = edits + 1 WHERE id = 1", &[])?;
    current(tx)
}

/// Where a school is, and what it said of itself.
#[derive(Clone, Copy, Debug)]
pub struct OrgPlace<'a> {
    /// The INSEE code of its commune.
    pub insee: &'a str,
    /// Its group of communes.
    pub epci: &'a str,
    /// `public` or `private`.
    pub sector: &'a str,
    /// Latitude and longitude, degrees.
    pub place: Option<(f64, f64)>,
    /// How many pupils it has.
    pub pupils: Option<i64>,
}

/// Says where a school is.
pub fn place_org(tx: &mut Tx, org: i64, place: &OrgPlace) -> Result<(), DbError> {
    let since = touch(tx)?;
    let (lat, lon) = place.place.unzip();
    tx.execute(
        "UPDATE directory_org SET insee = $2, epci = $3, sector = $4, lat = $5, lon = $6, pupils = $7 \
         WHERE org_id = $1 AND since <= $8 AND until > $8",
        params![org, place.insee, place.epci, place.sector, lat, lon, place.pupils, since],
    )?;
    Ok(())
}
