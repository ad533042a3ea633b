//! A pile of pages finds its pupils.

use web::{Cx, Problem};

use crate::{
    answering,
    attachment::{self, Owner},
    handin::{
        self,
        store::{self as handins, Sent},
        submit,
    },
    lesson::store::Writer,
    photo::Ready,
    sheets::{Why, store},
    work::pages::Scene,
};

/// A page with the token that was read on it.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) file: Ready,
    pub(super) token: Option<String>,
}

/// What became of a pile, in pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Filed {
    pub(super) filed: i64,
    pub(super) aside: i64,
    /// Those that were there already.
    pub(super) known: i64,
}

/// Files each page with the pupil its code says, and puts aside those that say nobody.
pub(super) fn file_all(cx: &mut Cx, scene: &Scene, leaves: &[Leaf]) -> Result<Filed, Problem> {
    let mut done = Filed::default();
    for leaf in leaves {
        if store::is_filed(cx.tx, scene.work.id, &leaf.file.hash)? {
            done.known += 1;
            continue;
        }
        let why = match &leaf.token {
            None => Some(Why::Unread),
            Some(token) => match store::pupil_of(cx.tx, scene.work.id, token)? {
                None => Some(Why::Other),
                Some(pupil) => file_one(cx, scene, pupil, &leaf.file)?,
            },
        };
        match why {
            None => done.filed += 1,
            Some(why) => {
                let now = cx.now;
                store::put_aside(cx.tx, &scene.work, (&leaf.file, why), now)?;
                done.aside += 1;
            }
        }
    }
    Ok(done)
}

/// Adds a page to what a pupil hands in; why not, when it cannot be.
pub(super) fn file_one(
    cx: &mut Cx,
    scene: &Scene,
    pupil: i64,
    file: &Ready,
) -> Result<Option<Why>, Problem> {
    let before = handins::of_pupil(cx.tx, scene.work.id, pupil)?;
    if before.as_ref().is_some_and(|handin| !handin.is_open()) {
        return Ok(Some(Why::Answered));
    }
    let id = match before.filter(|handin| !handin.is_asked_again) {
        Some(handin) => handin.id,
        None => begin(cx, scene, pupil)?,
    };
    if attachment::too_many(cx.tx, Some(Owner::Handin(id)), 1)? {
        return Ok(Some(Why::Answered));
    }
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    attachment::add(cx.tx, Owner::Handin(id), std::slice::from_ref(file), who)?;
    submit::tell(cx, scene, id)?;
    Ok(None)
}

/// A hand-in of paper. It was in the teacher's hands before it was photographed: when it came, and
/// whether that was late, is theirs to know.
fn begin(cx: &mut Cx, scene: &Scene, pupil: i64) -> Result<i64, Problem> {
    if let Some(before) = handins::of_pupil(cx.tx, scene.work.id, pupil)? {
        answering::store::keep_version(cx.tx, &before)?;
        crate::feed::remove_answers(cx.tx, &[before])?;
    }
    let once = cx.app.entropy.token();
    let sent = Sent { text_html: "", late: false, once: &once, by: None };
    let who = Writer { person: pupil, now: cx.now };
    Ok(handin::store::hand_in(cx.tx, &scene.course, &scene.work, &sent, who)?)
}
