//! The watched folder itself: what is in it, and where what was received goes. Links are never
//! followed, and nothing outside is touched, whatever is written inside.

use std::{
    ffi::OsString,
    fs::{self, File, Metadata},
    io::{self, ErrorKind, Read},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use files::{MediaType, safe_name};
use kernel::Day;

/// Where what was received goes.
pub(super) const DONE: &str = "faits";
/// Where what could not be read goes.
pub(super) const WRONG: &str = "a-voir";
/// What a file beside a delivery ends with when the delivery is whole.
const FLAGS: [&str; 2] = ["fini", "done"];
/// More files than any delivery has.
const MOST: usize = 10_000;

/// What tells a delivery from another, and from itself when it grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Print {
    /// When it was last written to, in microseconds since 1970.
    pub(super) changed: i64,
    pub(super) files: u64,
    pub(super) bytes: u64,
}

/// Something in the watched folder.
#[derive(Clone, Debug)]
pub(super) struct Delivery {
    /// As the folder calls it.
    pub(super) name: OsString,
    pub(super) print: Print,
    pub(super) files: Vec<Found>,
    /// The file beside it that says that it is whole.
    pub(super) flag: Option<PathBuf>,
}

/// A file of a delivery.
#[derive(Clone, Debug)]
pub(super) struct Found {
    path: PathBuf,
    /// Its name, after those of its folders.
    pub(super) name: String,
    /// Its device and its number there.
    identity: (u64, u64),
}

impl Delivery {
    /// Its name as it can be shown and written.
    pub(super) fn shown(&self) -> String {
        safe_name(&self.name.to_string_lossy(), MediaType::Other)
    }

    /// What it is remembered by.
    pub(super) fn key(&self) -> String {
        let Print { changed, files, bytes } = self.print;
        format!("{}|{changed}|{files}|{bytes}", self.shown())
    }
}

impl Found {
    /// Opens it, when it is still the file that was found.
    pub(super) fn open(&self) -> io::Result<File> {
        let file = File::open(&self.path)?;
        if identity(&file.metadata()?) == self.identity {
            Ok(file)
        } else {
            Err(io::Error::other("a file was replaced while it was read"))
        }
    }
}

/// Everything delivered, the oldest first.
pub(super) fn deliveries(inbox: &Path) -> io::Result<Vec<Delivery>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(inbox)? {
        let entry = entry?;
        let name = entry.file_name();
        let said = name.to_string_lossy();
        let is_ours = said.starts_with('.') || said == DONE || said == WRONG;
        if is_ours || is_flag(&said) {
            continue;
        }
        let mut delivery =
            Delivery { name: name.clone(), print: Print::default(), files: Vec::new(), flag: None };
        gather(&entry.path(), "", &mut delivery)?;
        if !delivery.files.is_empty() {
            delivery.files.sort_by(|one, other| one.name.cmp(&other.name));
            delivery.flag = flag(inbox, &name);
            found.push(delivery);
        }
    }
    found.sort_by(|one, other| (one.print, &one.name).cmp(&(other.print, &other.name)));
    Ok(found)
}

fn is_flag(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| FLAGS.contains(&end))
}

fn flag(inbox: &Path, name: &OsString) -> Option<PathBuf> {
    FLAGS.iter().find_map(|end| {
        let mut beside = name.clone();
        beside.push(format!(".{end}"));
        let path = inbox.join(beside);
        fs::symlink_metadata(&path).is_ok().then_some(path)
    })
}

/// Notes a file, or those of a folder and of its folders.
fn gather(path: &Path, before: &str, delivery: &mut Delivery) -> io::Result<()> {
    let about = fs::symlink_metadata(path)?;
    let last = path.file_name().unwrap_or_default().to_string_lossy().replace('!', "_");
    let name = if before.is_empty() { last } else { format!("{before}!{last}") };
    if about.is_dir() {
        for entry in fs::read_dir(path)? {
            gather(&entry?.path(), &name, delivery)?;
        }
    } else if about.is_file() {
        delivery.print.files += 1;
        delivery.print.bytes += about.len();
        delivery.print.changed = delivery.print.changed.max(changed(&about));
        let name = safe_name(&name, MediaType::Other);
        delivery.files.push(Found { path: path.to_owned(), name, identity: identity(&about) });
        if delivery.files.len() > MOST {
            return Err(io::Error::new(ErrorKind::InvalidData, "too many files in one delivery"));
        }
    }
    Ok(())
}

fn changed(about: &Metadata) -> i64 {
    let since = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_micros()).ok()).unwrap_or_default()
}

fn identity(about: &Metadata) -> (u64, u64) {
    (about.dev(), about.ino())
}

/// Puts a delivery away, under a day; with a sentence beside when there is something to say.
pub(super) fn put_away(
    inbox: &Path,
    delivery: &Delivery,
    place: &str,
    day: Day,
    sentence: Option<&str>,
) -> io::Result<()> {
    let folder = own_folder(&own_folder(inbox, place)?, &day.to_string())?;
    let name = free_name(&folder, &delivery.shown());
    if let Some(sentence) = sentence {
        let mut beside = File::create_new(folder.join(format!("{name}.txt")))?;
        io::copy(&mut sentence.as_bytes().chain(&b"\n"[..]), &mut beside)?;
    }
    fs::rename(inbox.join(&delivery.name), folder.join(name))?;
    if let Some(flag) = &delivery.flag {
        fs::remove_file(flag)?;
    }
    Ok(())
}

/// A folder inside another, made when it is missing; a link in its place is refused.
fn own_folder(parent: &Path, name: &str) -> io::Result<PathBuf> {
    let path = parent.join(name);
    match fs::symlink_metadata(&path) {
        Ok(about) if about.is_dir() => Ok(path),
        Ok(_) => Err(io::Error::new(ErrorKind::NotADirectory, format!("{name} is not a folder"))),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir(&path)?;
            Ok(path)
        }
        Err(error) => Err(error),
    }
}

/// A name that nothing has yet, nor the sentence beside it.
fn free_name(folder: &Path, wanted: &str) -> String {
    let is_free = |name: &str| {
        [name.to_owned(), format!("{name}.txt")]
            .iter()
            .all(|name| fs::symlink_metadata(folder.join(name)).is_err())
    };
    let numbered = (2..).map(|number| format!("{number}-{wanted}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| is_free(name)).unwrap_or_else(|| wanted.to_owned())
}
