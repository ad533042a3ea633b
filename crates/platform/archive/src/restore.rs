//! Filling an empty house with what an archive holds.

use db::{
    Db, DbError, MigrationSet, Tx,
    bulk::{self, Table},
};
use files::{FileError, Files, Hash};
use kernel::Instant;

use crate::{
    ArchiveError, Examined, Summary,
    examine::model,
    format::{Head, TableHead},
    level,
    walk::{Part, walk},
};

/// Bytes read at once from a content.
const PIECE: usize = 1 << 16;

/// Puts everything of an archive into an empty house: the files first, then every row in one
/// transaction, then what is missing of the migrations. Whatever stops it, the house is as empty
/// as it was.
///
/// # Errors
/// A sentence that says why; the archive was changed since it was examined, for example.
pub fn restore(
    archive: &Examined,
    db: &Db,
    files: &Files,
    migrations: &[MigrationSet],
    now: Instant,
) -> Result<Summary, ArchiveError> {
    refuse_a_full_house(db, migrations, &archive.level)?;
    db.migrate(&archive.level, now)?;
    let mut kept = Vec::new();
    let filled = keep_blobs(archive, files, now, &mut kept).and_then(|()| fill(archive, db));
    if let Err(error) = filled {
        // Nothing refers to them, and the sweep would take what cannot be removed now.
        kept.iter().for_each(|hash| drop(files.remove(hash)));
        return Err(error);
    }
    db.migrate(migrations, now)?;
    Ok(archive.summary())
}

/// A house is empty when its tables hold nothing but what its migrations put there.
fn refuse_a_full_house(
    db: &Db,
    migrations: &[MigrationSet],
    archived: &[MigrationSet],
) -> Result<(), ArchiveError> {
    if db.schema()?.tables.is_empty() {
        return Ok(());
    }
    let applied = db.applied()?;
    level::all_known(migrations, &applied)?;
    let level = level::up_to(migrations, &applied);
    if let Some(step) =
        level::steps(&level).iter().find(|step| !level::steps(archived).contains(step))
    {
        return Err(ArchiveError::NotEmpty(format!(
            "its tables are newer than the archive: it has {} {}",
            step.context, step.number
        )));
    }
    let empty = model(&level)?;
    db.read_blocking(move |tx: &mut Tx<'_>| {
        for (table, rows) in &empty {
            if table.count(tx)? != *rows {
                return Err(ArchiveError::NotEmpty(format!("{} has rows", table.name)));
            }
        }
        Ok(())
    })
}

fn keep_blobs(
    archive: &Examined,
    files: &Files,
    now: Instant,
    kept: &mut Vec<Hash>,
) -> Result<(), ArchiveError> {
    let mut piece = vec![0; PIECE];
    walk(&archive.path, false, &mut |part| {
        let Part::Blob(hash, length, content) = part else { return Ok(()) };
        if !files.exists(&hash) {
            kept.push(hash);
        }
        let mut staging = files.stage(length)?;
        loop {
            let read = content
                .read(&mut piece)
                .map_err(|error| ArchiveError::Damaged(error.to_string()))?;
            if read == 0 {
                break;
            }
            staging.write(piece.get(..read).unwrap_or_default())?;
        }
        let blob = staging.finish(now)?;
        if blob.hash == hash {
            return Ok(());
        }
        kept.push(blob.hash);
        Err(FileError::Broken("the archive was changed while it was restored".to_owned()).into())
    })
    .map(drop)
}

fn fill(archive: &Examined, db: &Db) -> Result<(), ArchiveError> {
    let (path, head, end) = (archive.path.clone(), archive.head.clone(), archive.end.clone());
    let filled = db.write_blocking(move |tx: &mut Tx<'_>| {
        let tables = of_archive(bulk::tables(tx)?, &head);
        tables.iter().rev().try_for_each(|table| table.clear(tx))?;
        let walked = walk(&path, true, &mut |part| {
            let Part::Rows(of, rows) = part else { return Ok(()) };
            match tables.iter().find(|table| table.name == of.name) {
                Some(table) => Ok(table.add(tx, &rows)?),
                None => Err(ArchiveError::OtherSchema(format!("{} is not ours", of.name))),
            }
        })?;
        for table in &tables {
            let said = end.tables.get(&table.name).cloned().unwrap_or_default();
            let seen = walked.seen.tables.get(&table.name);
            if seen.map(|seen| &seen.sha256) != Some(&said.sha256) {
                let what = format!("the rows of {} changed while they were restored", table.name);
                return Err(ArchiveError::Damaged(what));
            }
            table.number_after(tx, said.last_id)?;
        }
        tx.analyze()?;
        Ok(())
    });
    filled.map_err(|error| match error {
        ArchiveError::Database(
            DbError::Taken(what) | DbError::Reference(what) | DbError::Refused(what),
        ) => ArchiveError::Contradiction(what),
        other => other,
    })
}

/// Our tables with their columns in the order of the archive, in the order in which they may be
/// filled here.
fn of_archive(ours: Vec<Table>, head: &Head) -> Vec<Table> {
    let in_order = |mut table: Table| {
        let theirs = head.tables.iter().find(|of: &&TableHead| of.name == table.name);
        if let Some(theirs) = theirs {
            let place = |name: &str| theirs.columns.iter().position(|c| c.name == name);
            table.columns.sort_by_key(|column| place(&column.name));
        }
        table
    };
    ours.into_iter().map(in_order).collect()
}
