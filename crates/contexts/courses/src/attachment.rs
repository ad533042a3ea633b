//! Files of lessons and hand-ins: kept, shown to those who may see what they belong to, taken back.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Instant, Right};
use web::{Access, Cx, Outcome, Problem, Reply, Route};

use crate::{
    handin::store::padded,
    lesson::store::Writer,
    photo::{self, Ready},
    rights::{HANDIN_CHANGE, HANDIN_READ, LESSON_READ, LESSON_WRITE},
    t,
    trash::{self, Deleted},
};

/// Files of one lesson or one hand-in.
const FILES_MAX: usize = 30;

/// What a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Lesson(i64),
    Handin(i64),
}

impl Owner {
    const fn kind(self) -> &'static str {
        match self {
            Self::Lesson(_) => "lesson",
            Self::Handin(_) => "handin",
        }
    }

    const fn id(self) -> i64 {
        match self {
            Self::Lesson(id) | Self::Handin(id) => id,
        }
    }

    fn of(kind: &str, id: i64) -> Self {
        if kind == "handin" { Self::Handin(id) } else { Self::Lesson(id) }
    }

    const fn right_to_read(self) -> &'static Right {
        match self {
            Self::Lesson(_) => &LESSON_READ,
            Self::Handin(_) => &HANDIN_READ,
        }
    }

    const fn right_to_change(self) -> &'static Right {
        match self {
            Self::Lesson(_) => &LESSON_WRITE,
            Self::Handin(_) => &HANDIN_CHANGE,
        }
    }
}

/// A file as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) id: i64,
    pub(crate) owner: Owner,
    pub(crate) hash: String,
    pub(crate) name: String,
    pub(crate) media: String,
    pub(crate) size: i64,
}

impl Attachment {
    /// Where it is served.
    pub(crate) fn path(&self) -> String {
        format!("/cours/fichiers/{}", self.id)
    }

    /// Whether a browser may show it in a page.
    pub(crate) fn is_picture(&self) -> bool {
        safe_picture(&self.media).is_some()
    }
}

/// The pictures that are shown in place: types that cannot run anything.
fn safe_picture(media: &str) -> Option<&'static str> {
    ["image/jpeg", "image/png", "image/webp"].into_iter().find(|known| *known == media)
}

fn read(row: &Row) -> Result<Attachment, DbError> {
    let kind: String = row.get(1)?;
    Ok(Attachment {
        id: row.get(0)?,
        owner: Owner::of(&kind, row.get(2)?),
        hash: row.get(3)?,
        name: row.get(4)?,
        media: row.get(5)?,
        size: row.get(6)?,
    })
}

/// The files of something, in order.
pub(crate) fn of(tx: &mut Tx, owner: Owner) -> Result<Vec<Attachment>, DbError> {
    tx.query(
        "SELECT id, owner_kind, owner_id, hash, name, media, size FROM courses_attachment \
         WHERE owner_kind = $1 AND owner_id = $2 AND deleted_at IS NULL ORDER BY position, id",
        params![owner.kind(), owner.id()],
        read,
    )
}

/// The files of several things of one kind, `lesson` or `handin`, each thing's in order.
pub(crate) fn of_all(tx: &mut Tx, kind: &str, ids: &[i64]) -> Result<Vec<Attachment>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (list, mut values) = padded(ids, 2);
    values.insert(0, Value::Text(kind));
    let sql = format!(
        "SELECT id, owner_kind, owner_id, hash, name, media, size FROM courses_attachment \
         WHERE owner_kind = $1 AND owner_id IN ({list}) AND deleted_at IS NULL \
         ORDER BY owner_id, position, id"
    );
    tx.query(&sql, &values, read)
}

fn get(tx: &mut Tx, id: i64) -> Result<Attachment, DbError> {
    tx.query_one(
        "SELECT id, owner_kind, owner_id, hash, name, media, size FROM courses_attachment \
         WHERE id = $1 AND deleted_at IS NULL",
        params![id],
        read,
    )
}

/// Whether more files than allowed would stand there.
pub(crate) fn too_many(tx: &mut Tx, owner: Option<Owner>, new: usize) -> Result<bool, DbError> {
    let before = match owner {
        Some(owner) if new > 0 => of(tx, owner)?.len(),
        _ => 0,
    };
    Ok(new > 0 && before + new > FILES_MAX)
}

/// Adds files, each content once.
pub(crate) fn add(tx: &mut Tx, owner: Owner, files: &[Ready], who: Writer) -> Result<(), DbError> {
    let mut there: Vec<_> = of(tx, owner)?.into_iter().map(|file| file.hash).collect();
    for file in files {
        if there.contains(&file.hash) {
            continue;
        }
        let position = i64::try_from(there.len()).unwrap_or(i64::MAX);
        tx.execute(
            "INSERT INTO courses_attachment (owner_kind, owner_id, hash, name, media, size, position, created_by, \
             created_at, deleted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)",
            params![
                owner.kind(),
                owner.id(),
                &file.hash,
                &file.name,
                file.media,
                file.size,
                position,
                who.person,
                who.now
            ],
        )?;
        there.push(file.hash.clone());
    }
    Ok(())
}

/// Takes a file away or brings it back.
pub(crate) fn set_deleted(tx: &mut Tx, id: i64, at: Option<Instant>) -> Result<(), DbError> {
    tx.execute("UPDATE courses_attachment SET deleted_at = $2 WHERE id = $1", params![id, at])?;
    Ok(())
}

/// Empties what was deleted before an instant, for good.
pub(crate) fn sweep(tx: &mut Tx, before: Instant) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_attachment WHERE deleted_at <= $1", params![before])?;
    Ok(())
}

/// Whether a blob is still referred to, deleted things that can be taken back included.
pub(crate) fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM courses_attachment WHERE hash = $1 LIMIT 1",
        params![hash],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/cours/fichiers/{attachment}", Access::SignedIn, serve),
        Route::post("/cours/fichiers/{attachment}/supprimer", Access::SignedIn, delete),
    ]
}

/// The file itself, to those who may read what it belongs to.
fn serve(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let file = get(cx.tx, id)?;
    cx.require(file.owner.right_to_read(), file.owner.id())?;
    let hash = photo::hash_of(&file.hash).ok_or_else(Problem::not_found)?;
    let picture = safe_picture(&file.media);
    let disposition = files::content_disposition(&file.name, picture.is_some());
    Ok(Reply::stored(hash, picture.unwrap_or("application/octet-stream"), disposition))
}

fn delete(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let file = get(cx.tx, id)?;
    cx.require(file.owner.right_to_change(), file.owner.id())?;
    set_deleted(cx.tx, id, Some(cx.now))?;
    trash::put(cx, Deleted::File, id, &file.name)?;
    let back = page_of(cx.tx, file.owner)?;
    Ok(Reply::see_other(back).saying(t::file_deleted(cx.lang())))
}

/// The page something is on: for a hand-in, that of its work.
pub(crate) fn page_of(tx: &mut Tx, owner: Owner) -> Result<String, DbError> {
    match owner {
        Owner::Lesson(id) => Ok(format!("/cours/lecons/{id}")),
        Owner::Handin(id) => {
            let handin = crate::handin::store::get(tx, id)?;
            Ok(format!("/cours/travaux/{}", handin.work))
        }
    }
}

/// Brings a file back from the trash; the page it is on.
pub(crate) fn restore(cx: &mut Cx, id: i64) -> Result<String, Problem> {
    set_deleted(cx.tx, id, None)?;
    let owner = get(cx.tx, id)?.owner;
    cx.require(owner.right_to_change(), owner.id())?;
    Ok(page_of(cx.tx, owner)?)
}
