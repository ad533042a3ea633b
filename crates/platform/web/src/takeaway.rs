//! An archive made while it is sent: nothing of it is kept, whatever its size.

use std::io::{self, Write};

use axum::body::Body;
use files::{Files, Hash};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use zip::{CompressionMethod, ZipWriter, result::ZipResult, write::SimpleFileOptions};

/// Something of an archive.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it is in the archive.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What an entry holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// A text.
    Text(String),
    /// A stored file; one that cannot be found is left out.
    Stored(Hash),
}

/// Bytes handed over at once.
const CHUNK: usize = 64 * 1024;
/// Chunks that wait for a slow reader.
const WAITING: usize = 8;

/// The body of an archive. An error in the middle breaks the answer off, so that nobody takes a
/// half for the whole.
pub(crate) fn body(files: Files, entries: Vec<Entry>) -> Body {
    let (sender, receiver) = channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let failed = sender.clone();
        if let Err(error) = write(&files, &entries, sender) {
            drop(failed.blocking_send(Err(io::Error::other(error))));
        }
    });
    Body::from_stream(stream(receiver))
}

type Chunk = io::Result<Vec<u8>>;

fn stream(receiver: Receiver<Chunk>) -> impl futures_util::Stream<Item = Chunk> {
    futures_util::stream::unfold(receiver, |mut receiver| async {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    })
}

fn write(files: &Files, entries: &[Entry], to: Sender<Chunk>) -> ZipResult<()> {
    let pipe = Pipe { to, chunk: Vec::with_capacity(CHUNK) };
    let mut archive = ZipWriter::new_stream(pipe);
    let text = SimpleFileOptions::default();
    // Photos and documents are compressed already.
    let stored = text.compression_method(CompressionMethod::Stored);
    for entry in entries {
        match &entry.content {
            Content::Text(content) => {
                archive.start_file(entry.path.as_str(), text)?;
                archive.write_all(content.as_bytes())?;
            }
            Content::Stored(hash) => match files.get(hash).map_err(io::Error::other)? {
                Some((mut file, _)) => {
                    archive.start_file(entry.path.as_str(), stored)?;
                    io::copy(&mut file, &mut archive)?;
                }
                None => tracing::error!("a file that is referred to is not there"),
            },
        }
    }
    archive.finish()?.into_inner().flush()?;
    Ok(())
}

/// Hands bytes over to whoever reads the answer, and waits for them.
struct Pipe {
    to: Sender<Chunk>,
    chunk: Vec<u8>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.chunk.extend_from_slice(bytes);
        if self.chunk.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.chunk.is_empty() {
            return Ok(());
        }
        let full = std::mem::replace(&mut self.chunk, Vec::with_capacity(CHUNK));
        let gone = |_| io::Error::new(io::ErrorKind::BrokenPipe, "nobody reads the answer");
        self.to.blocking_send(Ok(full)).map_err(gone)
    }
}
