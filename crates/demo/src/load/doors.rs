//! The people one may be on the first page of a demonstration.

use std::sync::Arc;

use db::{Db, DbError, Tx};
use directory::{
    api::{self, NewDuty, Part},
    edit::{self, NewPerson},
};
use identity::api::Offer;

use super::{now, people::Ids, today};
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
        let mut offers = offers;
        offers.push(inspector(tx, &world, &ids, &password)?);
        identity::api::offer_in_demo(tx, &offers)
    })
}

/// Someone who reads the cahiers of Mme Baron for some days, since the head opened them.
fn inspector(tx: &mut Tx, world: &World, ids: &Ids, password: &str) -> Result<Offer, DbError> {
    let cast = world.cast();
    let new = NewPerson {
        category: "staff",
        last: "Vauclair-Roche",
        first: "Solène",
        title: "Mme",
        born: None,
    };
    let person = edit::create_person(tx, &new)?;
    let duty = NewDuty {
        person,
        org: ids.orgs[cast.college as usize],
        part: Part::Inspection(Some(ids.staff[cast.baron as usize])),
        starts: today().plus(-3),
        ends: today().plus(8),
        by: ids.staff[cast.head as usize],
        at: now(),
    };
    api::give_duty(tx, &duty)?;
    identity::api::demo_account(tx, person, "Solène.Vauclair-Roche", password, now())?;
    Ok(Offer {
        person,
        says_fr: "Inspectrice, quelques jours au collège".to_owned(),
        says_en: "Inspector, for some days at the collège".to_owned(),
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
