//! Contents in a folder: `ab/cd/<sha256>`, each flushed to disk with its name.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use kernel::Instant;

use crate::{
    FileError, Hash,
    spool::{entries, make_folder},
};

/// A folder of contents. Several processes may use it at once.
#[derive(Debug)]
pub(crate) struct Folder {
    folder: PathBuf,
}

impl Folder {
    pub(crate) const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    pub(crate) fn get(&self, hash: &Hash) -> Result<Option<(File, u64)>, FileError> {
        match File::open(self.place(hash)) {
            Ok(file) => {
                let length = file.metadata()?.len();
                Ok(Some((file, length)))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub(crate) fn exists(&self, hash: &Hash) -> bool {
        self.place(hash).is_file()
    }

    /// Whether contents can be written here.
    pub(crate) fn check(&self) -> Result<(), FileError> {
        self.lock_file().map(drop)
    }

    /// Keeps a file that was written beside, under its name: when this returns, both are on disk.
    pub(crate) fn put(
        &self,
        hash: &Hash,
        length: u64,
        (file, path): (&File, &Path),
        now: Instant,
    ) -> Result<(), FileError> {
        file.set_modified(system_time(now))?;
        file.sync_all()?;
        let lock = self.lock_file()?;
        lock.lock_shared()?;
        let place = self.place(hash);
        if let Ok(there) = File::open(&place)
            && there.metadata()?.len() == length
        {
            // Young again: a sweep leaves it.
            return Ok(there.set_modified(system_time(now))?);
        }
        self.make_place(&place)?;
        fs::rename(path, &place)?;
        Ok(sync_parent(&place)?)
    }

    pub(crate) fn remove(&self, hash: &Hash) -> Result<bool, FileError> {
        let lock = self.lock_file()?;
        lock.lock()?;
        let place = self.place(hash);
        match fs::remove_file(&place) {
            Ok(()) => {
                sync_parent(&place)?;
                Ok(true)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    pub(crate) fn remove_if_older(
        &self,
        hash: &Hash,
        older_than: Instant,
    ) -> Result<bool, FileError> {
        let lock = self.lock_file()?;
        lock.lock()?;
        let place = self.place(hash);
        // Looked at under the lock: whoever stores the same content again makes it young first.
        let old = fs::metadata(&place)?.modified()? < system_time(older_than);
        if old {
            fs::remove_file(place)?;
        }
        Ok(old)
    }

    pub(crate) fn each(
        &self,
        f: &mut dyn FnMut(&Hash, u64) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        for first in folders(&self.folder)? {
            for second in folders(&first)? {
                for content in entries(&second)? {
                    let hash = content.file_name().and_then(|n| n.to_str()).and_then(Hash::parse);
                    // One that went away meanwhile is not there any more.
                    if let (Some(hash), Ok(metadata)) = (hash, fs::metadata(&content)) {
                        f(&hash, metadata.len())?;
                    }
                }
            }
        }
        Ok(())
    }

    fn place(&self, hash: &Hash) -> PathBuf {
        self.folder.join(hash.path())
    }

    /// Makes the folder of a content, each new level on disk.
    fn make_place(&self, place: &Path) -> Result<(), FileError> {
        let Some(second) = place.parent() else { return Ok(()) };
        if second.is_dir() {
            return Ok(());
        }
        make_folder(second)?;
        sync_parent(second)?;
        if let Some(first) = second.parent() {
            sync_parent(first)?;
        }
        Ok(())
    }

    /// The lock between storing (shared) and removing (alone), of all processes on the folder.
    fn lock_file(&self) -> Result<File, FileError> {
        let path = self.folder.join("lock");
        let mut options = OpenOptions::new();
        Ok(options.create(true).write(true).truncate(false).mode(0o600).open(path)?)
    }
}

/// The machine's time of an instant.
fn system_time(at: Instant) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(at.0).unwrap_or(0))
}

/// Flushes the folder that holds a name, so that the name itself is on disk.
fn sync_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) => File::open(parent)?.sync_all(),
        None => Ok(()),
    }
}

/// The folders of two digits within a folder.
fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = entries(folder)?;
    folders.retain(|path| path.is_dir() && path.file_name().is_some_and(|name| name.len() == 2));
    Ok(folders)
}
