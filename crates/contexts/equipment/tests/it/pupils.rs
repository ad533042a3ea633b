//! Two classes of the collège with their families.

use directory::edit::{self, NewMembership, NewPerson};
use kernel::{Day, Role};
use testkit::{Backend, Page};

use crate::world::World;

/// The world with pupils in it.
pub(crate) struct School {
    pub(crate) world: World,
    /// The 5e B.
    pub(crate) class: i64,
    /// Of the 5e B.
    pub(crate) lina: i64,
    /// Of the 5e B.
    pub(crate) amir: i64,
    /// Lina's mother.
    pub(crate) nadia: i64,
    /// Amir's father.
    pub(crate) karim: i64,
    /// Of the école.
    pub(crate) zoe: i64,
}

impl School {
    pub(crate) fn new(backend: Backend) -> Self {
        let world = World::new(backend);
        let people = world.people;
        let (class, lina, amir, nadia, karim, zoe) = world.test.arrange(move |tx| {
            let class = edit::create_group(tx, people.college, true, "5e B", &["5e"], 2026)?;
            let far = edit::create_group(tx, people.ecole, true, "CP", &["CP"], 2026)?;
            let mut person = |category, first, last| {
                let new = NewPerson { category, last, first, title: "", born: None };
                edit::create_person(tx, &new)
            };
            let lina = person("pupil", "Lina", "Moreau")?;
            let amir = person("pupil", "Amir", "Zidane")?;
            let zoe = person("pupil", "Zoé", "Petite")?;
            let nadia = person("guardian", "Nadia", "Moreau")?;
            let karim = person("guardian", "Karim", "Zidane")?;
            for (person, org, group) in [
                (lina, people.college, class),
                (amir, people.college, class),
                (zoe, people.ecole, far),
            ] {
                let (starts, ends) = (Day(0), Day::NEVER);
                let (role, org, group) = (Role::Pupil, Some(org), Some(group));
                let part = NewMembership { person, role, org, group, teaching: None, starts, ends };
                edit::add_membership(tx, &part)?;
            }
            edit::add_kinship(tx, nadia, lina, 1)?;
            edit::add_kinship(tx, karim, amir, 1)?;
            Ok((class, lina, amir, nadia, karim, zoe))
        });
        Self { world, class, lina, amir, nadia, karim, zoe }
    }

    /// Three tablets, TAB-1 to TAB-3, in the collège.
    pub(crate) fn with_tablets(backend: Backend) -> Self {
        let school = Self::new(backend);
        let people = school.world.people;
        let numbers = "R52N40ABCDE\nR52N40ABCDF\nR52N40ABCDG";
        school.world.add(people.referent, people.college, numbers, &[("etiquette", "TAB-1")]);
        school
    }

    /// Where the collège lends.
    pub(crate) fn lend_path(&self) -> String {
        format!("/materiel/ecoles/{}/preter", self.world.people.college)
    }

    /// Lends a device to a pupil until a day, 17 h.
    pub(crate) fn lend(&self, pupil: i64, number: &str, until: &str) -> Page {
        let visitor = self.world.visit(self.world.people.referent);
        let path = self.lend_path();
        let page = visitor.get(&format!("{path}?eleve={pupil}"));
        visitor.form(&page, &path).fill("numero", number).fill("rendre", until).send()
    }

    /// Takes back what is scanned.
    pub(crate) fn take_back(&self, number: &str, more: &[(&str, &str)]) -> Page {
        let path = format!("/materiel/ecoles/{}/retours", self.world.people.college);
        let mut fields = vec![("numero", number)];
        fields.extend(more);
        self.world.send(self.world.people.referent, &path, &fields)
    }

    /// The last loan of a device.
    pub(crate) fn loan(&self, serial: &'static str) -> i64 {
        self.world.test.look(move |tx| {
            tx.query_one(
                "SELECT MAX(l.id) FROM equipment_loan l JOIN equipment_device d ON d.id = l.device_id \
                 WHERE d.serial = $1",
                db::params![serial],
                |row| row.get(0),
            )
        })
    }

    /// What someone is told, once everything that follows has happened.
    pub(crate) fn notices(&self, person: i64) -> String {
        self.world.test.work();
        self.world.visit(person).get("/avis").text()
    }
}
