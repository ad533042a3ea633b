//! What a room gives the house: one value, collected in one list by the binary.

use kernel::{Actor, Day, Lang, Right, Role};

use crate::{App, Cx, Find, Incoming, Indicator, Outcome, Own};

/// A room. The next one is added by one crate and one line.
pub struct Module {
    /// Its name, also the prefix of its tables.
    pub name: &'static str,
    /// Its tables.
    pub migrations: db::MigrationSet,
    /// Its pages and forms.
    pub routes: Vec<Route>,
    /// Its entries in the navigation.
    pub nav: Vec<NavEntry>,
    /// The events it listens to.
    pub subscribers: Vec<jobs::Subscriber>,
    /// The work it does later.
    pub jobs: Vec<jobs::Job>,
    /// The work it does regularly.
    pub schedules: Vec<jobs::Schedule>,
    /// Whether it still refers to a stored file.
    pub keeps_file: Option<KeepsFile>,
    /// Whether it keeps what someone comes in with: of two records of one person, theirs is kept.
    pub holds_account: Option<HoldsAccount>,
    /// What its lines of the journal say.
    pub journal: Option<JournalWords>,
    /// What it gives a person of what is theirs.
    pub own: Option<Own>,
    /// What it finds of what someone looks for.
    pub find: Option<Find>,
    /// What it puts within reach on the home of a person, beside their day.
    pub at_hand: Option<AtHand>,
    /// What the things it erases with an account are called, such as « comptes ».
    pub erases: Option<JournalWords>,
    /// What it counts of the life of schools.
    pub indicators: Vec<Indicator>,
}

/// Says whether someone has what they come in with.
pub type HoldsAccount = fn(&mut db::Tx, i64) -> Result<bool, db::DbError>;

/// Says an action of a room in words that follow its subject, such as « a fermé une classe ».
pub type JournalWords = fn(Lang, &str) -> Option<&'static str>;

/// Says whether a room still refers to a blob, by its hash.
pub type KeepsFile = fn(&mut db::Tx, &str) -> Result<bool, db::DbError>;

/// Says what a room puts within reach of a person: one question to the database at most.
pub type AtHand = fn(&mut Cx) -> Result<Vec<Door>, db::DbError>;

/// A way to a page, for whom it is there today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Door {
    /// Where it leads.
    pub path: &'static str,
    /// What it says.
    pub says: &'static str,
    /// Its icon in the sprite.
    pub icon: &'static str,
}

/// The key of a room's words for an action: `courses.work.delete` of `courses` is `did-work-delete`.
pub fn did_key(room: &str, action: &str) -> Option<String> {
    let own = action.strip_prefix(room)?.strip_prefix('.')?;
    Some(format!("did-{}", own.replace('.', "-")))
}

impl Module {
    /// A room with nothing but its name and tables.
    pub const fn new(name: &'static str, migrations: db::MigrationSet) -> Self {
        Self {
            name,
            migrations,
            routes: Vec::new(),
            nav: Vec::new(),
            subscribers: Vec::new(),
            jobs: Vec::new(),
            schedules: Vec::new(),
            keeps_file: None,
            holds_account: None,
            journal: None,
            own: None,
            find: None,
            at_hand: None,
            erases: None,
            indicators: Vec::new(),
        }
    }
}

/// An entry of the navigation.
#[derive(Clone, Copy)]
pub struct NavEntry {
    /// Where it leads.
    pub path: &'static str,
    /// What it says.
    pub label: fn(Lang) -> &'static str,
    /// Its icon in the sprite.
    pub icon: &'static str,
    /// Who sees it on a day.
    pub shown_to: fn(&Actor, Day) -> bool,
    /// Its place, small first.
    pub order: u8,
}

/// Who may use a route. Deny by default: a route cannot be made without saying so.
#[derive(Clone, Copy, Debug)]
pub enum Access {
    /// Anyone, signed in or not.
    Public,
    /// Any signed-in person.
    SignedIn,
    /// People who hold one of these roles somewhere.
    Role(&'static [Role]),
    /// People who have this right on the row named by the first parameter of the path.
    Item(&'static Right),
}

/// What answers a route.
#[derive(Clone, Copy)]
pub enum Run {
    /// Inside one read transaction, with the authentication and the right.
    Read(fn(&mut Cx) -> Outcome),
    /// Inside one write transaction, with the authentication and the right.
    Write(fn(&mut Cx) -> Outcome),
    /// Outside any transaction, for work that waits (passwords, imports). It opens its own
    /// transactions through [`App::read`] and [`App::write`], which authenticate again.
    Task(fn(App, Incoming) -> Task),
}

/// The future of a [`Run::Task`].
pub type Task = std::pin::Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// A page or a form.
#[derive(Clone, Copy)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: Method,
    /// Its path, with `{name}` parameters.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// What answers.
    pub run: Run,
    /// How large its body may be, in bytes.
    pub body_limit: usize,
    /// How many files its body may hold.
    pub files_limit: usize,
    /// Whether it is where people come in: when too many do, they wait.
    pub is_entrance: bool,
}

/// The two methods of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Looks, changes nothing.
    Get,
    /// Changes something.
    Post,
}

impl Method {
    /// As HTTP writes it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// A form without files.
const FORM_LIMIT: usize = 1 << 20;
/// The files of a form, unless its route takes more.
const FILES_LIMIT: usize = 30;

impl Route {
    const fn new(method: Method, path: &'static str, access: Access, run: Run) -> Self {
        Self {
            method,
            path,
            access,
            run,
            body_limit: FORM_LIMIT,
            files_limit: FILES_LIMIT,
            is_entrance: false,
        }
    }

    /// A page.
    pub const fn get(path: &'static str, access: Access, page: fn(&mut Cx) -> Outcome) -> Self {
        Self::new(Method::Get, path, access, Run::Read(page))
    }

    /// A page whose reading is itself noted, in the transaction that shows it.
    pub const fn noted(path: &'static str, access: Access, page: fn(&mut Cx) -> Outcome) -> Self {
        Self::new(Method::Get, path, access, Run::Write(page))
    }

    /// A form.
    pub const fn post(path: &'static str, access: Access, submit: fn(&mut Cx) -> Outcome) -> Self {
        Self::new(Method::Post, path, access, Run::Write(submit))
    }

    /// A form whose work waits for something else than the database.
    pub const fn task(
        path: &'static str,
        access: Access,
        submit: fn(App, Incoming) -> Task,
    ) -> Self {
        Self::new(Method::Post, path, access, Run::Task(submit))
    }

    /// The same route with a larger body: files.
    #[must_use]
    pub const fn accepting(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// The same route with more files at once.
    #[must_use]
    pub const fn accepting_files(mut self, count: usize) -> Self {
        self.files_limit = count;
        self
    }

    /// The same route as one where people come in: when too many do at once, they wait in the
    /// order they came. Those with a session pass.
    #[must_use]
    pub const fn at_the_entrance(mut self) -> Self {
        self.is_entrance = true;
        self
    }
}
