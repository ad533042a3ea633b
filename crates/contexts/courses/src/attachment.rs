//! Files of lessons and hand-ins: kept, shown to those who may see what they belong to, taken back.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Instant, Right};
use web::{Access, Cx, Form, Outcome, Problem, Reply, Route};

use crate::{
    finding,
    handin::store::padded,
    inspection,
    lesson::{self, store::Writer},
    photo::{self, Prepared, Ready},
    plan,
    rights::{
        ANSWER_READ, HANDIN_ANSWER, HANDIN_CHANGE, HANDIN_READ, LESSON_READ, LESSON_WRITE,
        SEQUENCE_READ, SEQUENCE_WRITE,
    },
    t,
    trash::{self, Deleted},
    voice,
};

/// Files of one lesson, one sequence or one hand-in.
const FILES_MAX: usize = 30;

/// What a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Lesson(i64),
    /// A sequence of the plan of the year.
    Sequence(i64),
    Handin(i64),
    /// The answer to a hand-in.
    Answer(i64),
}

impl Owner {
    const fn kind(self) -> &'static str {
        match self {
            Self::Lesson(_) | Self::Sequence(_) => "lesson",
            Self::Handin(_) | Self::Answer(_) => "handin",
        }
    }

    const fn is_answer(self) -> bool {
        matches!(self, Self::Answer(_))
    }

    pub(crate) const fn id(self) -> i64 {
        match self {
            Self::Lesson(id) | Self::Sequence(id) | Self::Handin(id) | Self::Answer(id) => id,
        }
    }

    /// The sequence of its row, which then names no lesson.
    const fn sequence(self) -> Option<i64> {
        match self {
            Self::Sequence(id) => Some(id),
            Self::Lesson(_) | Self::Handin(_) | Self::Answer(_) => None,
        }
    }

    fn of(kind: &str, is_answer: bool, id: i64) -> Self {
        match (kind, is_answer) {
            ("handin", true) => Self::Answer(id),
            ("handin", false) => Self::Handin(id),
            _ => Self::Lesson(id),
        }
    }

    const fn right_to_read(self) -> &'static Right {
        match self {
            Self::Lesson(_) => &LESSON_READ,
            Self::Sequence(_) => &SEQUENCE_READ,
            Self::Handin(_) => &HANDIN_READ,
            Self::Answer(_) => &ANSWER_READ,
        }
    }

    const fn right_to_change(self) -> &'static Right {
        match self {
            Self::Lesson(_) => &LESSON_WRITE,
            Self::Sequence(_) => &SEQUENCE_WRITE,
            Self::Handin(_) => &HANDIN_CHANGE,
            Self::Answer(_) => &HANDIN_ANSWER,
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
    /// The earlier version of a hand-in it came with.
    pub(crate) version: Option<i64>,
}

impl Attachment {
    /// Where it is served.
    pub(crate) fn path(&self) -> String {
        format!("/cours/fichiers/{}", self.id)
    }

    /// An earlier answer was published: those who read the hand-in still hear it.
    const fn right_to_read(&self) -> &'static Right {
        match self.owner {
            Owner::Answer(_) if self.version.is_some() => &HANDIN_READ,
            owner => owner.right_to_read(),
        }
    }

    /// Whether a browser may show it in a page.
    pub(crate) fn is_picture(&self) -> bool {
        safe_picture(&self.media).is_some()
    }

    /// Whether a browser may let it be heard in a page.
    pub(crate) fn is_sound(&self) -> bool {
        voice::safe_sound(&self.media).is_some()
    }
}

/// The pictures that are shown in place: types that cannot run anything.
fn safe_picture(media: &str) -> Option<&'static str> {
    ["image/jpeg", "image/png", "image/webp"].into_iter().find(|known| *known == media)
}

fn read(row: &Row) -> Result<Attachment, DbError> {
    let (kind, sequence): (String, Option<i64>) = (row.get(1)?, row.get(9)?);
    let owner = match sequence {
        Some(sequence) => Owner::Sequence(sequence),
        None => Owner::of(&kind, row.get(8)?, row.get(2)?),
    };
    Ok(Attachment {
        id: row.get(0)?,
        owner,
        hash: row.get(3)?,
        name: row.get(4)?,
        media: row.get(5)?,
        size: row.get(6)?,
        version: row.get(7)?,
    })
}

/// Files by a condition with its order.
fn select(tx: &mut Tx, condition: &str, values: &[Value]) -> Result<Vec<Attachment>, DbError> {
    let sql = format!(
        "SELECT id, owner_kind, owner_id, hash, name, media, size, version_id, is_answer, sequence_id \
         FROM courses_attachment \
         WHERE deleted_at IS NULL AND {condition}"
    );
    tx.query(&sql, values, read)
}

/// The files of something, in order.
pub(crate) fn of(tx: &mut Tx, owner: Owner) -> Result<Vec<Attachment>, DbError> {
    if let Owner::Sequence(id) = owner {
        return of_sequences(tx, &[id]);
    }
    let of = "owner_kind = $1 AND owner_id = $2 AND is_answer = $3 AND version_id IS NULL \
              ORDER BY position, id";
    select(tx, of, params![owner.kind(), owner.id(), owner.is_answer()])
}

/// The files of the earlier versions of a hand-in and of their answers, in order.
pub(crate) fn of_versions(tx: &mut Tx, handin: i64) -> Result<Vec<Attachment>, DbError> {
    let of = "owner_kind = 'handin' AND owner_id = $1 AND version_id IS NOT NULL \
              ORDER BY version_id, position, id LIMIT 1000";
    select(tx, of, params![handin])
}

/// The files of several things of one kind, `lesson` or `handin`, each thing's in order. Those of
/// answers are not among them.
pub(crate) fn of_all(tx: &mut Tx, kind: &str, ids: &[i64]) -> Result<Vec<Attachment>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (list, mut values) = padded(ids, 2);
    values.insert(0, Value::Text(kind));
    let of = format!(
        "owner_kind = $1 AND owner_id IN ({list}) AND NOT is_answer ORDER BY owner_id, position, id"
    );
    select(tx, &of, &values)
}

/// The files of several sequences, each sequence's in order.
pub(crate) fn of_sequences(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Attachment>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(ids, 1);
    select(tx, &format!("sequence_id IN ({list}) ORDER BY sequence_id, position, id"), &values)
}

/// Files by their ids.
pub(crate) fn by_ids(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Attachment>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(ids, 1);
    select(tx, &format!("id IN ({list})"), &values)
}

/// The files of the answers to some hand-ins, in order.
pub(crate) fn of_answers(tx: &mut Tx, handins: &[i64]) -> Result<Vec<Attachment>, DbError> {
    if handins.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(handins, 1);
    let of = format!("owner_kind = 'handin' AND owner_id IN ({list}) AND is_answer");
    select(tx, &format!("{of} ORDER BY owner_id, position, id"), &values)
}

/// A file that was not taken away.
pub(crate) fn get(tx: &mut Tx, id: i64) -> Result<Attachment, DbError> {
    select(tx, "id = $1", params![id])?.pop().ok_or(DbError::Missing)
}

/// Whether more files than allowed would stand there.
pub(crate) fn too_many(tx: &mut Tx, owner: Option<Owner>, new: usize) -> Result<bool, DbError> {
    let before = match owner {
        Some(owner) if new > 0 => of(tx, owner)?.len(),
        _ => 0,
    };
    Ok(new > 0 && before + new > FILES_MAX)
}

/// Says beside `fichiers` why files of a form are not taken.
pub(crate) fn check(
    tx: &mut Tx,
    form: &mut Form,
    owner: Owner,
    files: &Prepared,
) -> Result<(), DbError> {
    if let Some((_, says)) = files.refusal(form.lang()) {
        form.refuse("fichiers", says);
    }
    if too_many(tx, Some(owner), files.files().len())? {
        form.refuse("fichiers", t::files_too_many(form.lang()));
    }
    Ok(())
}

/// Adds files, each content once.
pub(crate) fn add(tx: &mut Tx, owner: Owner, files: &[Ready], who: Writer) -> Result<(), DbError> {
    let mut there: Vec<_> = of(tx, owner)?.into_iter().map(|file| file.hash).collect();
    for file in files {
        if there.contains(&file.hash) {
            continue;
        }
        let position = i64::try_from(there.len()).unwrap_or(i64::MAX);
        let blob = Blob { hash: &file.hash, name: &file.name, media: file.media, size: file.size };
        insert(tx, owner, (&blob, position), who)?;
        there.push(file.hash.clone());
    }
    Ok(())
}

/// What a file is, wherever it belongs.
struct Blob<'f> {
    hash: &'f str,
    name: &'f str,
    media: &'f str,
    size: i64,
}

fn insert(
    tx: &mut Tx,
    owner: Owner,
    (blob, position): (&Blob, i64),
    who: Writer,
) -> Result<i64, DbError> {
    let id = tx.query_one(
        "INSERT INTO courses_attachment (owner_kind, owner_id, hash, name, media, size, position, created_by, \
         created_at, deleted_at, is_answer, sequence_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, $10, $11) RETURNING id",
        params![
            owner.kind(),
            if owner.sequence().is_some() { 0 } else { owner.id() },
            blob.hash,
            blob.name,
            blob.media,
            blob.size,
            position,
            who.person,
            who.now,
            owner.is_answer(),
            owner.sequence()
        ],
        |row| row.get(0),
    )?;
    if matches!(owner, Owner::Lesson(_)) {
        finding::file(tx, id)?;
    }
    Ok(id)
}

/// Gives the files of something to another thing too, without a second blob; the path of each with
/// the path it has there.
pub(crate) fn copy(
    tx: &mut Tx,
    from: Owner,
    to: Owner,
    who: Writer,
) -> Result<Vec<(String, String)>, DbError> {
    let mut paths = Vec::new();
    for (position, file) in (0_i64..).zip(of(tx, from)?) {
        let Attachment { hash, name, media, size, .. } = &file;
        let id = insert(tx, to, (&Blob { hash, name, media, size: *size }, position), who)?;
        paths.push((file.path(), Attachment { id, ..file }.path()));
    }
    Ok(paths)
}

/// Puts a file before the one it follows.
fn move_up(tx: &mut Tx, owner: Owner, id: i64) -> Result<(), DbError> {
    let mut order: Vec<i64> = of(tx, owner)?.into_iter().map(|file| file.id).collect();
    if let Some(at) = order.iter().position(|file| *file == id).filter(|at| *at > 0) {
        order.swap(at, at - 1);
    }
    for (at, file) in (0_i64..).zip(order) {
        tx.execute("UPDATE courses_attachment SET position = $2 WHERE id = $1", params![file, at])?;
    }
    Ok(())
}

/// Takes a file away or brings it back.
pub(crate) fn set_deleted(tx: &mut Tx, id: i64, at: Option<Instant>) -> Result<(), DbError> {
    tx.execute("UPDATE courses_attachment SET deleted_at = $2 WHERE id = $1", params![id, at])?;
    finding::file(tx, id)
}

/// Empties what was deleted before an instant, for good.
pub(crate) fn sweep(tx: &mut Tx, before: Instant) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_attachment WHERE deleted_at <= $1", params![before])?;
    tx.execute(
        "DELETE FROM courses_attachment WHERE sequence_id IN \
         (SELECT id FROM courses_sequence WHERE deleted_at <= $1)",
        params![before],
    )?;
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
        Route::post("/cours/fichiers/{attachment}/avancer", Access::SignedIn, forward),
    ]
}

/// The file itself, to those who may read what it belongs to.
fn serve(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let file = get(cx.tx, id)?;
    cx.require(file.right_to_read(), file.owner.id())?;
    if let Some(reply) = first(cx, file.owner)? {
        return Ok(reply);
    }
    let hash = photo::hash_of(&file.hash).ok_or_else(Problem::not_found)?;
    let shown = safe_picture(&file.media).or_else(|| voice::safe_sound(&file.media));
    let disposition = files::content_disposition(&file.name, shown.is_some());
    Ok(Reply::stored(hash, shown.unwrap_or("application/octet-stream"), disposition))
}

/// Where an inspection goes before it reads a file.
fn first(cx: &mut Cx, owner: Owner) -> Result<Option<Reply>, Problem> {
    let (teaching, place) = match owner {
        Owner::Lesson(id) => (lesson::store::get(cx.tx, id)?.teaching, ("lecons", id)),
        Owner::Sequence(id) => (plan::store::get(cx.tx, id)?.teaching, ("sequences", id)),
        Owner::Handin(_) | Owner::Answer(_) => return Ok(None),
    };
    inspection::first_of(cx, teaching, Some(place))
}

fn delete(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let file = get(cx.tx, id)?;
    cx.require(file.owner.right_to_change(), file.owner.id())?;
    if file.version.is_some() {
        return Err(Problem::not_found());
    }
    set_deleted(cx.tx, id, Some(cx.now))?;
    trash::put(cx, Deleted::File, id, &file.name)?;
    let back = page_of(cx.tx, file.owner)?;
    Ok(Reply::see_other(back).saying(t::file_deleted(cx.lang())))
}

fn forward(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let file = get(cx.tx, id)?;
    cx.require(file.owner.right_to_change(), file.owner.id())?;
    if file.version.is_some() {
        return Err(Problem::not_found());
    }
    move_up(cx.tx, file.owner, id)?;
    let back = page_of(cx.tx, file.owner)?;
    Ok(Reply::see_other(back).saying(t::file_moved(cx.lang())))
}

/// The page something is on: for a hand-in, that of its work.
pub(crate) fn page_of(tx: &mut Tx, owner: Owner) -> Result<String, DbError> {
    match owner {
        Owner::Lesson(id) => Ok(format!("/cours/lecons/{id}")),
        Owner::Sequence(id) => Ok(plan::content::path(id)),
        Owner::Handin(id) => {
            let handin = crate::handin::store::get(tx, id)?;
            Ok(format!("/cours/travaux/{}", handin.work))
        }
        Owner::Answer(id) => Ok(format!("/cours/remises/{id}")),
    }
}

/// Brings a file back from the trash; the page it is on.
pub(crate) fn restore(cx: &mut Cx, id: i64) -> Result<String, Problem> {
    set_deleted(cx.tx, id, None)?;
    let owner = get(cx.tx, id)?.owner;
    cx.require(owner.right_to_change(), owner.id())?;
    Ok(page_of(cx.tx, owner)?)
}
