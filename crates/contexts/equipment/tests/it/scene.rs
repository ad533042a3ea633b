//! What the baseline and surveys need beyond two schools: classes, a head, forms without a page.

use directory::edit::{self, NewMembership, NewPerson};
use kernel::{Day, Role};
use testkit::Page;

use crate::world::World;

impl World {
    /// Gives a school some classes of the year.
    pub(crate) fn classes(&self, org: i64, count: i64) {
        self.test.arrange(move |tx| {
            for at in 0..count {
                edit::create_group(tx, org, true, &format!("Classe {at}"), &["CP"], 2026)?;
            }
            Ok(())
        });
    }

    /// Someone who holds a role in a school.
    pub(crate) fn join(&self, last: &'static str, role: Role, org: i64) -> i64 {
        self.test.arrange(move |tx| {
            let new = NewPerson { category: "staff", last, first: "Ada", title: "Mme", born: None };
            let person = edit::create_person(tx, &new)?;
            let part = NewMembership {
                person,
                role,
                org: Some(org),
                group: None,
                teaching: None,
                starts: Day(0),
                ends: Day::NEVER,
            };
            edit::add_membership(tx, &part)?;
            Ok(person)
        })
    }

    /// Sends fields with the token of another page of the same person, as a program of a page does.
    pub(crate) fn post(&self, person: i64, action: &str, fields: &[(&str, &str)]) -> Page {
        let visitor = self.visit(person);
        let form = visitor.form(&visitor.get("/materiel/imports"), "/materiel/imports");
        let mut all = fields.to_vec();
        for name in ["_jeton", "_envoi"] {
            if !fields.iter().any(|(known, _)| *known == name) {
                all.push((name, form.value(name).expect("a hidden field")));
            }
        }
        visitor.post_blindly(action, &all)
    }

    /// Adds things without a number to a school.
    pub(crate) fn things(&self, person: i64, org: i64, what: &str, (count, state): (&str, &str)) {
        let fields = [("genre", what), ("combien", count), ("etat", state)];
        let page = self.add(person, org, "", &fields);
        assert_eq!(page.status, 200, "{}", page.text());
    }
}
