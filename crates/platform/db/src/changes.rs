//! What a transaction tells once it is committed: numbers that say what changed, and nothing more.

use std::sync::Arc;

use tokio::sync::broadcast;

/// So much may be told before a listener who is slow hears that it missed some.
const KEPT: usize = 1_024;

/// Where what changed is told, by the threads of the connections.
#[derive(Clone)]
pub(crate) struct Told(broadcast::Sender<Arc<[i64]>>);

impl Default for Told {
    fn default() -> Self {
        Self(broadcast::Sender::new(KEPT))
    }
}

impl Told {
    /// Tells what changed; nothing of it may mean anything.
    pub(crate) fn tell(&self, topics: Vec<i64>) {
        // With nobody to hear it there is nothing to say.
        drop(self.0.send(topics.into()));
    }

    pub(crate) fn listen(&self) -> Changes {
        Changes(self.0.subscribe())
    }
}

/// Hears what changes.
pub struct Changes(broadcast::Receiver<Arc<[i64]>>);

impl Changes {
    /// What changed next; nothing once the database is closed. Empty when some was missed, so that
    /// anything may have changed.
    pub async fn next(&mut self) -> Option<Arc<[i64]>> {
        match self.0.recv().await {
            Ok(topics) => Some(topics),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Arc::default()),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}
