//! Schools as those who follow the territory count them.

use directory::{api, edit};
use kernel::Role;
use testkit::both;
use web::Month;

use crate::by_hand;

both! {
    fn open_schools_have_classes_members_and_a_place(backend) {
        let test = by_hand::start(backend);
        let today = test.today();
        let (org, person, manager) = test.arrange(move |tx| {
            edit::create_territory(tx, "Vienne", false)?;
            let new = edit::NewOrg { kind: "college", uai: Some("0860002K"), name: "Collège A", sector: "public", ..edit::NewOrg::default() };
            let org = edit::create_org(tx, &new)?;
            edit::create_group(tx, org, true, "5e B", &["5e"], 2026)?;
            edit::create_group(tx, org, false, "Latin", &["5e"], 2026)?;
            let place = Some((46.5, 0.3));
            edit::place_org(tx, org, &edit::OrgPlace { insee: "", epci: "", sector: "public", place, pupils: None })?;
            let mut join = |last, role, org| {
                let new = edit::NewPerson { category: "staff", last, first: "Ada", title: "", born: None };
                let person = edit::create_person(tx, &new)?;
                let part = edit::NewMembership {
                    person, role, org, group: None, teaching: None, starts: today, ends: today,
                };
                edit::add_membership(tx, &part).map(|()| person)
            };
            Ok((org, join("Blanc", Role::Head, Some(org))?, join("Noir", Role::TerritoryManager, None)?))
        });
        let indicator = directory::module().indicators[0];
        let month = Month::at(test.now());
        let (sites, classes, members, holders) = test.look(move |tx| {
            let mut members = Vec::new();
            api::each_member(tx, today, |person, org| members.push((person, org)))?;
            let holders = api::holders(tx, &[Role::TerritoryManager], today, 10)?;
            Ok((api::schools_located(tx, 10)?, (indicator.count)(tx, month)?, members, holders))
        });
        assert_eq!((sites.len(), sites[0].place), (1, Some((46.5, 0.3))));
        assert_eq!(classes, [(org, 1)]);
        assert_eq!(members, [(person, org)]);
        assert_eq!(holders.iter().map(|one| one.id).collect::<Vec<_>>(), [manager]);
    }
}
