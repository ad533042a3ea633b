//! The AAF files of the fictitious territory say what the territory is.

use demo::{
    records,
    world::{Scale, World},
};
use directory::feed::{Limits, aaf};
use kernel::Day;

#[test]
fn the_exports_of_both_degrees_read_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::generate(1, Scale::School);
    let day = Day::new(2027, 3, 11).unwrap();
    records::write_aaf(&world, folder.path(), day).unwrap();
    let mut delivered = 0;
    let summary = aaf::read(&[folder.path().to_owned()], &Limits::default(), &mut |_| {
        delivered += 1;
        Ok(())
    })
    .unwrap();
    assert_eq!(summary.rejected, 0);
    assert_eq!(summary.schools, world.schools.len() as u64);
    assert_eq!(summary.pupils, world.pupils.len() as u64);
    let told = world.pupils.iter().map(|pupil| {
        let degree = records::degree_of(&world.schools[pupil.school as usize]);
        world.links(pupil, degree).count() as u64
    });
    assert_eq!(summary.kinships, told.sum::<u64>());
    assert!(summary.kinships < world.kinships.len() as u64, "écoles do not tell contacts");
    assert!(delivered > summary.pupils + summary.guardians);
}
