//! The store of contents: a folder, or a bucket. What is being written is on this machine first.

use std::{fs::File, path::Path, sync::Arc};

use kernel::Instant;

use crate::{
    BucketSettings, FileError, Hash, Staging, bucket::Bucket, folder::Folder, spool::Spool,
};

/// The contents. Cheap to clone; several processes may use the same at once.
#[derive(Clone, Debug)]
pub struct Files {
    pub(crate) spool: Spool,
    pub(crate) place: Arc<Place>,
}

/// Where contents are kept.
#[derive(Debug)]
pub(crate) enum Place {
    Folder(Folder),
    Bucket(Bucket),
}

/// What a sweep removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Contents that nothing referred to.
    pub orphans: usize,
    /// Half-written contents of processes that are gone.
    pub leftovers: usize,
}

impl Files {
    /// Opens a folder, made when missing, readable by this user only.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> Result<Self, FileError> {
        let place = Place::Folder(Folder::new(folder.to_owned()));
        Ok(Self { spool: Spool::open(&folder.join("tmp"))?, place: Arc::new(place) })
    }

    /// Opens a bucket; what is on its way in or out passes through a folder of this machine.
    ///
    /// # Errors
    /// When the folder cannot be made or the address is not one. The bucket is not asked yet.
    pub fn open_bucket(folder: &Path, settings: &BucketSettings) -> Result<Self, FileError> {
        let place = Place::Bucket(Bucket::open(settings)?);
        Ok(Self { spool: Spool::open(&folder.join("tmp"))?, place: Arc::new(place) })
    }

    /// Begins a content of at most `limit` bytes. Dropped before its end, it leaves nothing.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn stage(&self, limit: u64) -> Result<Staging, FileError> {
        let (file, path) = self.spool.new_file()?;
        Ok(Staging::new(self.clone(), file, path, limit))
    }

    /// A content and its length; `None` when it is not there. From a bucket it comes over the
    /// network: never inside a transaction.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn get(&self, hash: &Hash) -> Result<Option<(File, u64)>, FileError> {
        match &*self.place {
            Place::Folder(folder) => folder.get(hash),
            Place::Bucket(bucket) => bucket.get(hash, self.spool.nameless()?),
        }
    }

    /// Whether a content is there; not when the store does not answer.
    pub fn exists(&self, hash: &Hash) -> bool {
        match &*self.place {
            Place::Folder(folder) => folder.exists(hash),
            Place::Bucket(bucket) => bucket.exists(hash),
        }
    }

    /// Whether the store answers and lets us in.
    ///
    /// # Errors
    /// What keeps us out.
    pub fn check(&self) -> Result<(), FileError> {
        match &*self.place {
            Place::Folder(folder) => folder.check(),
            Place::Bucket(bucket) => bucket.check(),
        }
    }

    /// Hands every content and its length to `f`, by name.
    ///
    /// # Errors
    /// Those of `f`, and when the store does not answer.
    pub fn each(
        &self,
        f: &mut dyn FnMut(&Hash, u64) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        match &*self.place {
            Place::Folder(folder) => folder.each(f),
            Place::Bucket(bucket) => bucket.each(f),
        }
    }

    /// Removes a content; whether it was there. For what the law wants gone now: what merely lost
    /// its last reference is for [`Files::sweep`].
    ///
    /// # Errors
    /// When the store refuses.
    pub fn remove(&self, hash: &Hash) -> Result<bool, FileError> {
        match &*self.place {
            Place::Folder(folder) => folder.remove(hash),
            Place::Bucket(bucket) => bucket.remove(hash),
        }
    }

    /// Removes what nothing refers to and was last stored before an instant (leave at least an
    /// hour, so that what was stored and is not yet referred to stays), and what crashes left.
    ///
    /// # Errors
    /// When the store refuses; what was removed until then stays removed.
    pub fn sweep(
        &self,
        older_than: Instant,
        mut is_referenced: impl FnMut(&Hash) -> bool,
    ) -> Result<Swept, FileError> {
        let mut swept = Swept { orphans: 0, leftovers: self.spool.sweep()? };
        self.each(&mut |hash, _| {
            if !is_referenced(hash) && self.remove_if_older(hash, older_than)? {
                swept.orphans += 1;
            }
            Ok(())
        })?;
        Ok(swept)
    }

    fn remove_if_older(&self, hash: &Hash, older_than: Instant) -> Result<bool, FileError> {
        match &*self.place {
            Place::Folder(folder) => folder.remove_if_older(hash, older_than),
            Place::Bucket(bucket) => bucket.remove_if_older(hash, older_than),
        }
    }
}
