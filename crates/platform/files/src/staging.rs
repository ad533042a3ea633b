//! A content on its way in.

use std::{
    fs::{self, File},
    io::{self, Seek, Write},
    path::PathBuf,
};

use kernel::Instant;
use sha2::{Digest, Sha256};

use crate::{FileError, Files, Hash, MediaType, store::Place};

/// A content being written. Dropped before [`Staging::finish`], it leaves nothing.
#[derive(Debug)]
pub struct Staging {
    files: Files,
    file: File,
    temporary: Temporary,
    hash: Sha256,
    length: u64,
    limit: u64,
}

/// A content that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Its name.
    pub hash: Hash,
    /// Its bytes.
    pub length: u64,
    /// What it is.
    pub media: MediaType,
}

/// A name in `tmp/` that is removed unless it was renamed.
#[derive(Debug)]
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, "a half-written file stays until the next sweep");
            }
            _ => {}
        }
    }
}

/// For what writes as it goes, such as what compresses or makes tables. The cause of an error is
/// [`FileError`] again through `FileError::from`.
impl Write for Staging {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Self::write(self, bytes).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Staging {
    pub(crate) fn new(files: Files, file: File, path: PathBuf, limit: u64) -> Self {
        Self { files, file, temporary: Temporary(path), hash: Sha256::new(), length: 0, limit }
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// [`FileError::TooLarge`] past the limit, [`FileError::Full`] when the disk is.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        let length = self.length + bytes.len() as u64;
        if length > self.limit {
            return Err(FileError::TooLarge);
        }
        self.file.write_all(bytes)?;
        self.hash.update(bytes);
        self.length = length;
        Ok(())
    }

    /// Whether nothing was written yet.
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Keeps the content: when this returns, it is safe under its name, on disk or in the bucket.
    /// The same content is kept once.
    ///
    /// # Errors
    /// When the store refuses: nothing was kept.
    pub fn finish(mut self, now: Instant) -> Result<Blob, FileError> {
        self.file.rewind()?;
        let media = MediaType::of(&mut self.file)?;
        let hash = Hash::new(std::mem::take(&mut self.hash).finalize().into());
        match &*self.files.place {
            Place::Folder(folder) => {
                folder.put(&hash, self.length, (&self.file, &self.temporary.0), now)?;
            }
            Place::Bucket(bucket) => {
                bucket.put(&hash, self.length, self.file.try_clone()?, now)?;
            }
        }
        Ok(Blob { hash, length: self.length, media })
    }
}
