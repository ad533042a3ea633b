//! How far a schema is: which migrations of each context it has.

use db::{Migration, MigrationSet};

use crate::{ArchiveError, format::Step};

/// The migrations of a database as its register tells them: context and number.
pub(crate) type Applied = [(String, u32)];

fn find(sets: &[MigrationSet], context: &str, number: u32) -> Option<&'static Migration> {
    let set = sets.iter().find(|set| set.context == context)?;
    set.migrations.iter().find(|migration| migration.number == number)
}

/// Refuses a database that has something this program does not know.
pub(crate) fn all_known(sets: &[MigrationSet], applied: &Applied) -> Result<(), ArchiveError> {
    match applied.iter().find(|(context, number)| find(sets, context, *number).is_none()) {
        Some((context, number)) => Err(ArchiveError::OtherSchema(format!(
            "the database has {context} {number}, which is unknown to this version"
        ))),
        None => Ok(()),
    }
}

/// The migrations that were applied, without those that came later.
pub(crate) fn up_to(sets: &[MigrationSet], applied: &Applied) -> Vec<MigrationSet> {
    let part = |set: &MigrationSet| {
        let has = |m: &&Migration| applied.iter().any(|(c, n)| c == set.context && *n == m.number);
        let count = set.migrations.iter().take_while(has).count();
        let migrations = set.migrations.get(..count).unwrap_or_default();
        MigrationSet { context: set.context, migrations }
    };
    sets.iter().map(part).filter(|set| !set.migrations.is_empty()).collect()
}

/// As the head of an archive lists them.
pub(crate) fn steps(sets: &[MigrationSet]) -> Vec<Step> {
    let of_set = |set: &MigrationSet| {
        let context = set.context.to_owned();
        set.migrations.iter().map(move |migration| Step {
            context: context.clone(),
            number: migration.number,
            sha256: migration.checksum(),
        })
    };
    sets.iter().flat_map(of_set).collect()
}

/// The migrations an archive lists, which must all be ours.
pub(crate) fn of_archive(
    sets: &[MigrationSet],
    steps: &[Step],
    program: &str,
) -> Result<Vec<MigrationSet>, ArchiveError> {
    for step in steps {
        match find(sets, &step.context, step.number) {
            None => return Err(ArchiveError::Newer(program.to_owned())),
            Some(ours) if ours.checksum() != step.sha256 => {
                return Err(ArchiveError::OtherSchema(format!(
                    "its {} {} is not ours",
                    step.context, step.number
                )));
            }
            Some(_) => {}
        }
    }
    let applied: Vec<_> = steps.iter().map(|step| (step.context.clone(), step.number)).collect();
    let sets = up_to(sets, &applied);
    let count: usize = sets.iter().map(|set| set.migrations.len()).sum();
    if count == steps.len() {
        Ok(sets)
    } else {
        Err(ArchiveError::OtherSchema("a step of its schema is missing".to_owned()))
    }
}
