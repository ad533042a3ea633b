//! Contents being written: a folder of this machine, whatever they are kept in afterwards.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, ErrorKind},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::FileError;

/// The folder of what is being written. Several processes may use it at once.
#[derive(Clone, Debug)]
pub(crate) struct Spool {
    folder: Arc<Path>,
    written: Arc<AtomicU64>,
}

impl Spool {
    pub(crate) fn open(folder: &Path) -> Result<Self, FileError> {
        make_folder(folder)?;
        Ok(Self { folder: folder.into(), written: Arc::default() })
    }

    /// A new file, and its name. While it is locked, no sweep takes it for a leftover.
    pub(crate) fn new_file(&self) -> Result<(File, PathBuf), FileError> {
        loop {
            let number = self.written.fetch_add(1, Ordering::Relaxed);
            let path = self.folder.join(format!("{}-{number}", std::process::id()));
            match new_file(&path) {
                Ok(file) => {
                    file.lock()?;
                    return Ok((file, path));
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// A file without a name, gone when it is closed.
    pub(crate) fn nameless(&self) -> Result<File, FileError> {
        Ok(tempfile::tempfile_in(&self.folder)?)
    }

    /// Removes what processes that are gone have left; how many.
    pub(crate) fn sweep(&self) -> Result<usize, FileError> {
        let mut count = 0;
        for leftover in entries(&self.folder)? {
            let file = match File::open(&leftover) {
                Ok(file) => file,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(error.into()),
            };
            match file.try_lock() {
                Ok(()) => {
                    fs::remove_file(&leftover)?;
                    count += 1;
                }
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        Ok(count)
    }
}

fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().create_new(true).read(true).write(true).mode(0o600).open(path)
}

pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// What is in a folder, by name.
pub(crate) fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort_unstable();
    Ok(entries)
}
