//! What people upload: kept once under the hash of its content, its type decided by its content,
//! given back under a name that cannot harm.

mod bucket;
mod error;
mod folder;
mod hash;
mod media;
mod name;
mod spool;
mod staging;
mod store;

pub use bucket::BucketSettings;
pub use error::FileError;
pub use hash::Hash;
pub use media::MediaType;
pub use name::{content_disposition, safe_name};
pub use staging::{Blob, Staging};
pub use store::{Files, Swept};
