//! Imports of AAF exports: what is published after each.

use directory::{
    api,
    feed::{Category, Responsibility},
    import::{self, ImportError, Kind, Options},
};
use kernel::{Role, Target, TargetKind, Tie};
use testkit::{TestApp, both};

use crate::small::{
    self, AUNT, BARON, FATHER, LINA, MOTHER, MOTHER_AT_ECOLE, NOAH, Small, TOM, id, import_at,
    lina_tie, link, person, pupil, start,
};

fn ties(test: &TestApp, key: &'static str) -> Vec<Tie> {
    let (who, day) = (id(test, key), test.today());
    test.look(move |tx| api::ties(tx, who, day))
}

fn has(ties: &[Tie], role: Role, target: Target) -> bool {
    ties.contains(&Tie { role, target })
}

fn reach(ties: &[Tie], role: Role, kind: TargetKind) -> Vec<i64> {
    let found = ties.iter().filter(|tie| tie.role == role && tie.target.kind == kind);
    found.map(|tie| tie.target.id).collect()
}

both! {
    fn a_territory_is_imported_and_the_same_files_change_nothing(backend) {
        let test = start(backend);
        let small = Small::new();
        let report = small.import(&test, "one");
        let summary = report.summary;
        assert_eq!((summary.schools, summary.classes, summary.pupils), (2, 2, 3));
        assert_eq!((summary.guardians, summary.staff, summary.kinships), (4, 3, 4));
        assert_eq!((summary.added, summary.changed, summary.unchanged), (12, 0, 0));
        assert!(report.batch.is_some());

        let teacher = ties(&test, BARON);
        let groups = reach(&teacher, Role::Teacher, TargetKind::Group);
        assert_eq!((groups.len(), reach(&teacher, Role::Teacher, TargetKind::Teaching).len()), (1, 1));
        assert!(has(&ties(&test, LINA), Role::Pupil, Target::group(groups[0])));
        let (group, day) = (groups[0], test.today());
        let pupils = test.look(move |tx| api::pupils_of_group(tx, group, day));
        assert_eq!(pupils.iter().map(api::PersonName::full).collect::<Vec<_>>(), ["Noah Martin", "Lina Moreau"]);
        let taught = test.look(move |tx| api::teachings_of_group(tx, group));
        assert_eq!(taught.iter().map(|t| t.label.as_str()).collect::<Vec<_>>(), ["FRANCAIS"]);
        let found = test.look(move |tx| Ok(api::groups(tx, &[group])?.remove(&group)));
        assert_eq!(found.unwrap().levels, ["6e"]);

        let again = small.import(&test, "two");
        assert_eq!((again.summary.unchanged, again.summary.added + again.summary.changed), (12, 0));
        assert_eq!(again.batch, None);
    }

    fn a_class_of_an_ecole_is_one_teaching(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        let teacher = ties(&test, "1D-13-550");
        let teachings = reach(&teacher, Role::Teacher, TargetKind::Teaching);
        let teaching = teachings[0];
        let taught = test.look(move |tx| Ok(api::teachings(tx, &[teaching])?.remove(&teaching))).unwrap();
        assert_eq!((taught.subject.as_str(), taught.label.as_str()), ("", "Classe"));
    }

    fn a_guardian_of_two_schools_is_one_person(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        assert_eq!(id(&test, MOTHER), id(&test, MOTHER_AT_ECOLE));
        let ties = ties(&test, MOTHER);
        for child in [LINA, TOM] {
            assert!(has(&ties, Role::Guardian, Target::person(id(&test, child))));
        }
        assert_eq!(reach(&ties, Role::Guardian, TargetKind::Org).len(), 2);
    }

    fn a_guardian_met_in_a_later_export_is_the_same_person(backend) {
        let test = start(backend);
        let first = Small::new().without(MOTHER_AT_ECOLE).without(TOM);
        first.import(&test, "one");
        let report = Small::new().import(&test, "two");
        assert_eq!((report.summary.added, report.summary.changed), (2, 0));
        assert_eq!(id(&test, MOTHER), id(&test, MOTHER_AT_ECOLE));
        assert_eq!(Small::new().import(&test, "three").batch, None);
    }

    fn two_guardians_are_never_merged_by_a_guess(backend) {
        let test = start(backend);
        let mut same_name = Small::new();
        same_name.person(MOTHER_AT_ECOLE).email = None;
        same_name.import(&test, "one");
        assert_ne!(id(&test, MOTHER), id(&test, MOTHER_AT_ECOLE));
    }

    fn evidence_that_names_two_people_names_nobody(backend) {
        let test = start(backend);
        let mut small = Small::new();
        let mut other = small.person(MOTHER).clone();
        other.key = "2D-13-950".into();
        small.people.push(other);
        let links = [link("2D-13-950", Responsibility::Legal)];
        small.people.push(pupil("2D-13-150", ("AUTRE", "Zoé"), lina_tie(), &links));
        small.import(&test, "one");
        assert_ne!(id(&test, MOTHER), id(&test, MOTHER_AT_ECOLE));
        assert_ne!(id(&test, "2D-13-950"), id(&test, MOTHER_AT_ECOLE));
    }

    fn the_same_name_and_mobile_is_the_same_person(backend) {
        let test = start(backend);
        let mut small = Small::new();
        small.person(MOTHER).phones = small::mobile("06 12 34 56 78");
        small.person(MOTHER_AT_ECOLE).phones = small::mobile("+33612345678");
        small.person(MOTHER_AT_ECOLE).email = None;
        small.import(&test, "one");
        assert_eq!(id(&test, MOTHER), id(&test, MOTHER_AT_ECOLE));
    }

    fn a_contact_has_no_right_on_the_child(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        assert_eq!(ties(&test, AUNT), []);
        let child = id(&test, LINA);
        assert_eq!(test.look(move |tx| api::guardians_count(tx, child)), 2);
    }

    fn one_changed_field_changes_one_record(backend) {
        let test = start(backend);
        let mut small = Small::new();
        small.import(&test, "one");
        let before = id(&test, LINA);
        small.person(LINA).first_name = "Lina-Rose".into();
        let dry = import::run(
            &test.app.db,
            Kind::Aaf,
            &[small.write(&test, "two")],
            &Options { dry_run: true, ..small::options(&test) },
            &mut |_| {},
        ).unwrap();
        assert_eq!((dry.summary.changed, dry.summary.unchanged, dry.batch), (1, 11, None));
        let fields = &dry.changed[0].fields;
        assert_eq!((fields.len(), fields[0].field.as_str(), fields[0].after.as_str()), (1, "first-name", "Lina-Rose"));
        let published = test.look(move |tx| api::name(tx, before)).unwrap();
        assert_eq!(published.first, "Lina");

        assert!(small.import(&test, "three").batch.is_some());
        assert_eq!(id(&test, LINA), before);
        assert_eq!(test.look(move |tx| api::name(tx, before)).unwrap().first, "Lina-Rose");
    }

    fn a_pupil_who_leaves_has_no_tie_left_and_keeps_their_name(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        let lina = id(&test, LINA);
        let report = Small::new().without(LINA).import(&test, "two");
        // Lina, and the two guardians who have no other child there.
        assert_eq!((report.summary.leaving, report.summary.ignored), (4, 3));
        assert_eq!(ties(&test, LINA), []);
        assert!(!has(&ties(&test, MOTHER), Role::Guardian, Target::person(lina)));
        assert!(has(&ties(&test, MOTHER), Role::Guardian, Target::person(id(&test, TOM))));
        assert_eq!(test.look(move |tx| api::name(tx, lina)).unwrap().full(), "Lina Moreau");

        let back = Small::new().import(&test, "three");
        assert_eq!((back.summary.added, id(&test, LINA)), (4, lina));
        assert_eq!(reach(&ties(&test, LINA), Role::Pupil, TargetKind::Group).len(), 1);
    }

    fn an_export_says_nothing_of_the_schools_it_does_not_hold(backend) {
        let test = start(backend);
        let small = Small::new();
        small.import(&test, "one");
        let mut other = small.clone();
        other.schools.retain(|(_, school)| school.uai == small::ecole());
        other.people.retain(|person| person.key.starts_with("1D-"));
        let report = other.import(&test, "two");
        assert_eq!((report.summary.leaving, report.batch), (0, None));
    }

    fn a_class_that_vanished_is_closed(backend) {
        let test = start(backend);
        let mut small = Small::new();
        small.import(&test, "one");
        let org = reach(&ties(&test, LINA), Role::Pupil, TargetKind::Org)[0];
        small.schools[0].1.groups = Box::default();
        for key in [LINA, NOAH, BARON] {
            for tie in &mut small.person(key).memberships {
                if let Some(group) = &mut tie.group {
                    group.code = "6B".into();
                }
            }
        }
        small.import(&test, "two");
        let today = test.today();
        let names = test.look(move |tx| api::groups_of_org(tx, org, today));
        assert_eq!(names.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["6B"]);
        assert_eq!(reach(&ties(&test, LINA), Role::Pupil, TargetKind::Group), [names[0].id]);
    }

    fn a_rejected_record_is_not_someone_who_leaves(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        let mut small = Small::new();
        small.person(LINA).birth_date = kernel::Day::new(2015, 4, 5);
        let folder = small.write(&test, "two");
        small::spoil(&folder, "ENT2DVA_Complet_20270311_Eleve", |text| text.replace("05/04/2015", "32/04/2015"));
        let report = import_at(&test, folder).unwrap();
        assert_eq!((report.summary.rejected, report.summary.leaving), (1, 0));
        let reject = &report.rejects[0];
        assert_eq!((reject.key.as_str(), reject.code.as_str(), reject.line > 1), (LINA, "bad-date", true));
        assert!(reject.file.contains("Eleve"));
        assert_eq!(reach(&ties(&test, LINA), Role::Pupil, TargetKind::Group).len(), 1);
    }

    fn the_ties_to_a_rejected_guardian_stay(backend) {
        let test = start(backend);
        let mut small = Small::new();
        small.person(FATHER).birth_date = kernel::Day::new(1980, 4, 5);
        small.import(&test, "one");
        let folder = small.write(&test, "two");
        small::spoil(&folder, "ENT2DVA_Complet_20270311_PersRelEleve", |text| text.replace("05/04/1980", "x"));
        let report = import_at(&test, folder).unwrap();
        assert_eq!((report.summary.rejected, report.summary.leaving), (2, 0));
        assert!(has(&ties(&test, FATHER), Role::Guardian, Target::person(id(&test, LINA))));
    }

    fn a_link_to_nobody_is_reported_and_the_pupil_stays(backend) {
        let test = start(backend);
        let report = Small::new().without(AUNT).import(&test, "one");
        assert_eq!((report.summary.rejected, report.summary.pupils), (1, 3));
        assert_eq!(report.rejects[0].code, "unknown-guardian");
        assert!(!ties(&test, LINA).is_empty());
    }

    fn a_file_that_is_missing_is_not_a_school_without_pupils(backend) {
        let test = start(backend);
        let mut small = Small::new();
        for n in 0..25 {
            let key = format!("2D-13-2{n:02}");
            small.people.push(pupil(&key, ("ELEVE", "Numéro"), lina_tie(), &[]));
        }
        small.import(&test, "one");
        small.people.retain(|person| person.category != Category::Pupil || person.key.starts_with("1D"));
        let error = import_at(&test, small.write(&test, "two")).unwrap_err();
        assert!(matches!(error, ImportError::Missing(Category::Pupil)), "{error}");
        assert!(!ties(&test, LINA).is_empty());
    }

    fn a_teacher_of_both_degrees_keeps_one_name_and_both_schools(backend) {
        let test = start(backend);
        let mut small = Small::new();
        let mut twin = person("1D-13-560", Category::Staff, ("Baron", "Claire"),
            vec![directory::feed::Membership::new(small::ecole(), Role::Teacher)]);
        twin.birth_date = kernel::Day::new(1980, 1, 1);
        small.person(BARON).birth_date = twin.birth_date;
        small.people.push(twin);
        small.import(&test, "one");
        assert_eq!(id(&test, BARON), id(&test, "1D-13-560"));
        assert_eq!(reach(&ties(&test, BARON), Role::Teacher, TargetKind::Org).len(), 2);
        let gone = small.without("1D-13-560").import(&test, "two");
        assert_eq!(gone.summary.leaving, 1);
        assert_eq!(reach(&ties(&test, BARON), Role::Teacher, TargetKind::Org).len(), 1);
    }
}
