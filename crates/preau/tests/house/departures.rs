//! A command that would make many leave a school.

use std::{fs, path::Path};

use directory::feed::{
    Category, Membership, Person, School, SchoolKind, Uai, aaf::Degree, aaf_writer::Writer,
};
use kernel::{Day, Role};
use tempfile::TempDir;

use crate::commands::{complained, preau, said};

/// The export of a collège with some pupils.
fn export(folder: &Path, pupils: usize) -> String {
    let uai = Uai::from_number(860_002).unwrap();
    let day = Day::new(2027, 3, 11).unwrap();
    let mut writer = Writer::create(folder, Degree::Second, "13", day).unwrap();
    writer.school(&School::new(uai, "Collège Jean Moulin", SchoolKind::Middle)).unwrap();
    for n in 0..pupils {
        let (key, first) = (format!("2D-13-{}", 100 + n), format!("Ana{n}"));
        let mut pupil = Person::new(&key, Category::Pupil, "Petit", &first);
        pupil.memberships = Box::new([Membership::new(uai, Role::Pupil)]);
        pupil.normalise();
        writer.person(&pupil).unwrap();
    }
    writer.finish().unwrap();
    folder.display().to_string()
}

#[test]
fn a_command_that_empties_a_school_refuses_until_it_is_told_that_this_is_meant() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let (many, few) =
        (export(&folder.path().join("one"), 30), export(&folder.path().join("two"), 5));
    let import = |more: &[&str]| preau(&data, &[&["import", "aaf"], more].concat());
    assert!(import(&[&many]).status.success());

    let refused = import(&[&few]);
    assert_eq!(refused.status.code(), Some(3));
    let complaint = complained(&refused);
    assert!(
        complaint.contains("25 of the 30 pupils of Collège Jean Moulin would leave"),
        "{complaint}"
    );
    assert!(complaint.contains("--confirm-departures"), "{complaint}");
    assert_eq!(said(&refused), "");

    let dry = import(&[&few, "--dry-run", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&said(&dry)).unwrap();
    let asked = &told["departures"][0];
    assert_eq!(
        (&told["leaving"], &asked["leaving"], &asked["of"]),
        (&25.into(), &25.into(), &30.into())
    );

    let done = import(&[&few, "--confirm-departures", "--format", "json"]);
    assert!(done.status.success(), "{}", complained(&done));
    let told: serde_json::Value = serde_json::from_str(&said(&done)).unwrap();
    assert_eq!(told["leaving"], 25);
}

#[test]
fn the_territory_says_from_which_share_it_is_asked() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("preau.toml"), "departure_share = 90\n").unwrap();
    let told = said(&preau(&data, &["config", "check"]));
    assert!(told.contains("departure_share = 90 % (line 1)"), "{told}");
    for (name, pupils) in [("one", 30), ("two", 5)] {
        let export = export(&folder.path().join(name), pupils);
        assert!(preau(&data, &["import", "aaf", &export]).status.success());
    }
}
