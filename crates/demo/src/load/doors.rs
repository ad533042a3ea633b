//! The people one may be on the first page of a demonstration.

use std::sync::Arc;

use db::{Db, DbError};
use identity::api::Offer;

use super::{now, people::Ids};
use crate::world::{Person, World};

/// Gives the people of the guided visit an account and a door.
pub(super) fn open(
    db: &Db,
    world: &Arc<World>,
    ids: &Arc<Ids>,
    password: &str,
) -> Result<(), DbError> {
    let (world, ids, password) = (Arc::clone(world), Arc::clone(ids), password.to_owned());
    db.write_blocking(move |tx| {
        let doors = doors(&world, &ids);
        for (id, person, ..) in &doors {
            let login = format!("{}.{}", person.first_name, person.last_name);
            identity::api::demo_account(tx, *id, &login, &password, now())?;
        }
        let offers: Vec<_> = doors
            .iter()
            .map(|(person, _, french, english)| Offer {
                person: *person,
                says_fr: (*french).to_owned(),
                says_en: (*english).to_owned(),
            })
            .collect();
        identity::api::offer_in_demo(tx, &offers)
    })
}

type Door<'w> = (i64, &'w Person, &'static str, &'static str);

fn doors<'w>(world: &'w World, ids: &Ids) -> Vec<Door<'w>> {
    let cast = world.cast();
    let pupil = |at: u32| (ids.pupils[at as usize], &world.pupils[at as usize].person);
    let guardian = |at: u32| (ids.guardians[at as usize], &world.guardians[at as usize].person);
    let staff = |at: u32| (ids.staff[at as usize], &world.staff[at as usize].person);
    [
        (pupil(cast.lina), "Élève de 5e B au collège", "Pupil in 5e B at the collège"),
        (
            staff(cast.baron),
            "Professeure d’histoire-géographie",
            "Teacher of history and geography",
        ),
        (
            guardian(cast.nadia),
            "Mère de trois enfants, dans deux écoles",
            "Mother of three children, in two schools",
        ),
        (pupil(cast.tom), "Élève de CE2 à l’école", "Pupil in CE2 at the école"),
        (staff(cast.ecole_teacher), "Professeur des écoles, CE2-CM1", "Primary teacher, CE2-CM1"),
        (guardian(cast.julien), "Père, à une autre adresse", "Father, at another address"),
        (staff(cast.head), "Principal du collège", "Head of the collège"),
        (staff(cast.secretariat), "Secrétariat du collège", "Office of the collège"),
        (staff(cast.ecole_head), "Directrice de l’école", "Head of the école"),
        (staff(cast.territory_manager), "Gestionnaire du territoire", "Territory manager"),
        (
            staff(cast.commune_agent),
            "Agent de la commune de l’école",
            "Agent of the commune of the école",
        ),
        (staff(cast.funder), "Banque qui finance pour l’État", "Bank that pays for the State"),
        (staff(cast.operator), "Exploitant du service", "Operator of the service"),
    ]
    .into_iter()
    .map(|((id, person), french, english)| (id, person, french, english))
    .collect()
}
