//! Contents in a bucket of a store that speaks S3: `ab/<sha256>`, below a prefix.

use std::{
    fmt,
    fs::File,
    io::{self, Read, Seek, Write},
    sync::{Arc, RwLock, mpsc},
    time::Duration,
};

use futures_util::TryStreamExt;
use kernel::Instant;
use object_store::{
    Attribute, Attributes, BackoffConfig, ClientOptions, GetOptions, ObjectStore, ObjectStoreExt,
    PutMultipartOptions, RetryConfig, WriteMultipart,
    aws::{AmazonS3, AmazonS3Builder},
    path::Path as Key,
};
use tokio::runtime::Runtime;

use crate::{FileError, Hash};

/// A larger content is sent in parts of this size.
const PART: usize = 8 << 20;
/// Parts under way at once.
const AT_ONCE: usize = 4;
/// How long one request may take, and how long it is tried again.
const REQUEST: Duration = Duration::from_secs(30);
const TRIED: Duration = Duration::from_secs(20);
/// What a content carries of us: when it was last stored, on our clock.
const STORED: &str = "stored";

/// Where a bucket is. Its keys are never shown.
#[derive(Clone)]
pub struct BucketSettings {
    /// The address of the store, when it is not Amazon's.
    pub endpoint: Option<String>,
    /// Its region.
    pub region: String,
    /// The bucket.
    pub bucket: String,
    /// What all names begin with; may be empty.
    pub prefix: String,
    /// The name of the key.
    pub access_key: String,
    /// The key.
    pub secret_key: String,
}

impl fmt::Debug for BucketSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BucketSettings")
            .field("endpoint", &self.endpoint)
            .field("bucket", &self.bucket)
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

/// A bucket, and the threads that speak with its store.
pub(crate) struct Bucket {
    store: Arc<AmazonS3>,
    prefix: String,
    threads: Option<Runtime>,
    /// Storing shares it, removing holds it alone: within this process, what is stored again is
    /// not removed.
    removing: RwLock<()>,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bucket").field("store", &self.store.to_string()).finish_non_exhaustive()
    }
}

impl Drop for Bucket {
    /// Without waiting: the last one may go away on a thread that must not.
    fn drop(&mut self) {
        if let Some(threads) = self.threads.take() {
            threads.shutdown_background();
        }
    }
}

impl Bucket {
    pub(crate) fn open(settings: &BucketSettings) -> Result<Self, FileError> {
        // Another part of the program may have chosen already: then its choice stands.
        drop(rustls::crypto::ring::default_provider().install_default());
        let plain = settings.endpoint.as_deref().is_some_and(|url| url.starts_with("http://"));
        let retry =
            RetryConfig { backoff: BackoffConfig::default(), max_retries: 4, retry_timeout: TRIED };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.access_key)
            .with_secret_access_key(&settings.secret_key)
            .with_client_options(ClientOptions::new().with_timeout(REQUEST).with_allow_http(plain))
            .with_retry(retry);
        if let Some(endpoint) = &settings.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        let threads = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("files-bucket")
            .enable_all()
            .build()?;
        Ok(Self {
            store: Arc::new(builder.build().map_err(broken)?),
            prefix: settings.prefix.trim_matches('/').to_owned(),
            threads: Some(threads),
            removing: RwLock::default(),
        })
    }

    /// Runs a future on the threads of the bucket, from whatever thread this is.
    fn wait<T: Send + 'static>(
        &self,
        future: impl Future<Output = Result<T, FileError>> + Send + 'static,
    ) -> Result<T, FileError> {
        let stopped = || FileError::Broken("the program is stopping".to_owned());
        let (sender, answer) = mpsc::channel();
        let threads = self.threads.as_ref().ok_or_else(stopped)?;
        threads.spawn(async move {
            // Nobody waits any more when it cannot be sent.
            drop(sender.send(future.await));
        });
        answer.recv().unwrap_or_else(|_gone| Err(stopped()))
    }

    fn folder(&self, digits: &str) -> Key {
        let parts = [self.prefix.as_str(), digits].into_iter().filter(|part| !part.is_empty());
        Key::from(parts.collect::<Vec<_>>().join("/"))
    }

    fn key(&self, hash: &Hash) -> Key {
        let name = hash.to_string();
        self.folder(&format!("{}/{name}", name.get(..2).unwrap_or_default()))
    }

    /// Copies a content into a file of this machine.
    pub(crate) fn get(&self, hash: &Hash, into: File) -> Result<Option<(File, u64)>, FileError> {
        let (store, key, mut file) = (Arc::clone(&self.store), self.key(hash), into);
        self.wait(async move {
            let Some(found) = found(store.get(&key).await)? else { return Ok(None) };
            let length = found.meta.size;
            let mut pieces = found.into_stream();
            while let Some(piece) = pieces.try_next().await.map_err(broken)? {
                file.write_all(&piece)?;
            }
            file.rewind()?;
            if file.metadata()?.len() != length {
                return Err(FileError::Broken("a content came cut short".to_owned()));
            }
            Ok(Some((file, length)))
        })
    }

    pub(crate) fn exists(&self, hash: &Hash) -> bool {
        let (store, key) = (Arc::clone(&self.store), self.key(hash));
        self.wait(async move { Ok(found(store.head(&key).await)?.is_some()) }).unwrap_or(false)
    }

    /// Whether the bucket answers and knows us.
    pub(crate) fn check(&self) -> Result<(), FileError> {
        let (store, key) = (Arc::clone(&self.store), self.folder("check"));
        self.wait(async move { found(store.head(&key).await).map(drop) })
    }

    /// Keeps a content: the store answers once it is safe there.
    pub(crate) fn put(
        &self,
        hash: &Hash,
        length: u64,
        mut file: File,
        now: Instant,
    ) -> Result<(), FileError> {
        let shared = self.removing.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (store, key) = (Arc::clone(&self.store), self.key(hash));
        let mut attributes = Attributes::new();
        attributes.insert(Attribute::Metadata(STORED.into()), now.0.to_string().into());
        let stored = self.wait(async move {
            file.rewind()?;
            if length <= PART as u64 {
                let mut content = Vec::new();
                file.read_to_end(&mut content)?;
                store.put_opts(&key, content.into(), attributes.into()).await.map_err(broken)?;
                return Ok(());
            }
            let options = PutMultipartOptions::from(attributes);
            let upload = store.put_multipart_opts(&key, options).await.map_err(broken)?;
            send_parts(WriteMultipart::new_with_chunk_size(upload, PART), file).await
        });
        drop(shared);
        stored
    }

    pub(crate) fn remove(&self, hash: &Hash) -> Result<bool, FileError> {
        let alone = self.removing.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (store, key) = (Arc::clone(&self.store), self.key(hash));
        let removed = self.wait(async move {
            if found(store.head(&key).await)?.is_none() {
                return Ok(false);
            }
            Ok(found(store.delete(&key).await)?.is_some())
        });
        drop(alone);
        removed
    }

    pub(crate) fn remove_if_older(
        &self,
        hash: &Hash,
        older_than: Instant,
    ) -> Result<bool, FileError> {
        let alone = self.removing.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (store, key) = (Arc::clone(&self.store), self.key(hash));
        let removed = self.wait(async move {
            let options = GetOptions::new().with_head(true);
            let Some(head) = found(store.get_opts(&key, options).await)? else {
                return Ok(false);
            };
            let said = head.attributes.get(&Attribute::Metadata(STORED.into()));
            let stored = said.and_then(|value| value.as_ref().parse().ok());
            if stored.unwrap_or(head.meta.last_modified.timestamp_micros()) >= older_than.0 {
                return Ok(false);
            }
            Ok(found(store.delete(&key).await)?.is_some())
        });
        drop(alone);
        removed
    }

    pub(crate) fn each(
        &self,
        f: &mut dyn FnMut(&Hash, u64) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        for first in 0..=u8::MAX {
            let (store, folder) = (Arc::clone(&self.store), self.folder(&kernel::hex(&[first])));
            let listed = self.wait(async move {
                store.list_with_delimiter(Some(&folder)).await.map_err(broken)
            })?;
            let mut contents: Vec<_> = listed
                .objects
                .iter()
                .filter_map(|one| Some((Hash::parse(one.location.filename()?)?, one.size)))
                .collect();
            contents.sort_unstable();
            contents.iter().try_for_each(|(hash, length)| f(hash, *length))?;
        }
        Ok(())
    }
}

async fn send_parts(mut upload: WriteMultipart, mut file: File) -> Result<(), FileError> {
    let mut piece = vec![0; 1 << 20];
    loop {
        let read = match file.read(&mut piece) {
            Ok(read) => read,
            Err(error) => {
                // The store also takes away by itself what was never finished.
                drop(upload.abort().await);
                return Err(error.into());
            }
        };
        if read == 0 {
            upload.finish().await.map_err(broken)?;
            return Ok(());
        }
        upload.wait_for_capacity(AT_ONCE).await.map_err(broken)?;
        upload.write(piece.get(..read).unwrap_or_default());
    }
}

/// What is not there is nothing.
fn found<T>(answer: Result<T, object_store::Error>) -> Result<Option<T>, FileError> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(broken(error)),
    }
}

fn broken(error: impl fmt::Display) -> FileError {
    io::Error::other(format!("the bucket answered: {error}")).into()
}
