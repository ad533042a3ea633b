//! What is a person's own: what each room knows of them, and the work they may take away.

use files::Hash;
use kernel::Lang;
use maud::Markup;

use crate::{Cx, Problem};

/// What a room gives a person of theirs.
#[derive(Clone, Copy)]
pub struct Own {
    /// What the person calls this part, such as « Mon compte ».
    pub title: fn(Lang) -> &'static str,
    /// What it knows of them, in lines.
    pub facts: fn(&mut Cx) -> Result<Vec<Fact>, Problem>,
    /// Their work, to take away.
    pub work: fn(&mut Cx) -> Result<Vec<Folder>, Problem>,
}

impl Own {
    /// A room that knows something of people and keeps no work of theirs.
    pub const fn facts(
        title: fn(Lang) -> &'static str,
        facts: fn(&mut Cx) -> Result<Vec<Fact>, Problem>,
    ) -> Self {
        Self { title, facts, work: |_| Ok(Vec::new()) }
    }
}

/// A line of what is known of someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about, such as « Identifiant ».
    pub what: &'static str,
    /// What is known.
    pub says: String,
}

/// Work that belongs together: a page and the files it links to by their names.
#[derive(Clone, Debug)]
pub struct Folder {
    /// What it is, such as « Histoire-géographie, 5e B ».
    pub title: String,
    /// The page, without its title.
    pub page: Markup,
    /// The files, each under a name of its own.
    pub files: Vec<(String, Hash)>,
}
