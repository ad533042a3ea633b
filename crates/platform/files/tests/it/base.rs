//! A store of each kind for each test: a folder, and a bucket of a real server that speaks S3.

use std::{fs, net::TcpListener as StdListener, path::Path, thread};

use files::{BucketSettings, Files};
use hyper_util::rt::TokioIo;
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use tempfile::TempDir;
use tokio::sync::oneshot;

/// A store that is gone when this is dropped.
pub(crate) struct Store {
    pub(crate) files: Files,
    pub(crate) folder: TempDir,
    pub(crate) server: Option<Server>,
}

/// A server of buckets, on a thread of its own.
pub(crate) struct Server {
    pub(crate) settings: BucketSettings,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Store {
    pub(crate) fn in_a_folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(&folder.path().join("files")).unwrap();
        Self { files, folder, server: None }
    }

    pub(crate) fn in_a_bucket() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(&folder.path().join("server"));
        let files = Files::open_bucket(&folder.path().join("files"), &server.settings).unwrap();
        Self { files, folder, server: Some(server) }
    }

    /// Another handle on the same store, as a second program would have.
    pub(crate) fn again(&self) -> Files {
        let folder = self.folder.path().join("files");
        match &self.server {
            None => Files::open(&folder).unwrap(),
            Some(server) => Files::open_bucket(&folder, &server.settings).unwrap(),
        }
    }
}

impl Server {
    fn start(folder: &Path) -> Self {
        fs::create_dir_all(folder.join("preau")).unwrap();
        let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
        builder.set_auth(SimpleAuth::from_single("key", "secret"));
        let service = builder.build();
        let listener = StdListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                let accept = async {
                    loop {
                        let (socket, _) = listener.accept().await.unwrap();
                        let service = service.clone();
                        tokio::spawn(async move {
                            let http = hyper::server::conn::http1::Builder::new();
                            // A client that goes away is no business of the server's.
                            drop(http.serve_connection(TokioIo::new(socket), service).await);
                        });
                    }
                };
                tokio::select! { _ = stopped => {}, () = accept => {} }
            });
        });
        let settings = BucketSettings {
            endpoint: Some(endpoint),
            region: "eu-west-3".into(),
            bucket: "preau".into(),
            prefix: "territoire/essai".into(),
            access_key: "key".into(),
            secret_key: "secret".into(),
        };
        Self { settings, stop: Some(stop), thread: Some(thread) }
    }

    pub(crate) fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Declares tests that run on each kind of store.
macro_rules! stores {
    ($(fn $name:ident($store:ident) $body:block)+) => {
        $(mod $name {
            use super::*;

            fn run($store: crate::base::Store) $body

            #[test]
            fn folder() {
                run(crate::base::Store::in_a_folder());
            }

            #[test]
            fn bucket() {
                run(crate::base::Store::in_a_bucket());
            }
        })+
    };
}
pub(crate) use stores;
