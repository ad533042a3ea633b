//! Load: as many requests as a server can answer, or as many as people would send.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use crate::{Failure, client::Client};

/// Requests for one page by many people, in turn.
#[derive(Clone)]
pub(crate) struct Load {
    pub(crate) address: SocketAddr,
    pub(crate) path: String,
    pub(crate) cookies: Arc<Vec<String>>,
    /// How many requests in all.
    pub(crate) count: usize,
    pub(crate) connections: usize,
}

impl Load {
    fn cookie(&self, at: usize) -> &str {
        &self.cookies[at % self.cookies.len()]
    }

    /// Each connection asks again as soon as it is answered; seconds taken.
    pub(crate) async fn as_fast_as_it_can(&self) -> Result<f64, Failure> {
        let start = now();
        let next = Arc::new(AtomicUsize::new(0));
        self.on_each_connection(|load, mut client| {
            let next = Arc::clone(&next);
            async move {
                while let Some(at) = load.take(&next) {
                    load.ask(&mut client, at).await?;
                }
                Ok(Vec::new())
            }
        })
        .await?;
        Ok(start.elapsed().as_secs_f64())
    }

    /// Requests come at a steady rate whether or not earlier ones were answered; each one's
    /// milliseconds since it was due.
    pub(crate) async fn at_rate(&self, per_second: f64) -> Result<Vec<f64>, Failure> {
        let start = now();
        let next = Arc::new(AtomicUsize::new(0));
        self.on_each_connection(|load, mut client| {
            let next = Arc::clone(&next);
            async move {
                let mut waits = Vec::new();
                while let Some(at) = load.take(&next) {
                    let due = start + Duration::from_secs_f64(at as f64 / per_second);
                    tokio::time::sleep_until(due.into()).await;
                    load.ask(&mut client, at).await?;
                    waits.push(due.elapsed().as_secs_f64() * 1e3);
                }
                Ok(waits)
            }
        })
        .await
    }

    fn take(&self, next: &AtomicUsize) -> Option<usize> {
        Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < self.count)
    }

    async fn ask(&self, client: &mut Client, at: usize) -> Result<(), Failure> {
        let answer = client.get(&self.path, self.cookie(at)).await?;
        if answer.status == 200 {
            Ok(())
        } else {
            Err(format!("{} answered {}:\n{}", &self.path, answer.status, answer.head).into())
        }
    }

    async fn on_each_connection<F>(
        &self,
        work: impl Fn(Self, Client) -> F,
    ) -> Result<Vec<f64>, Failure>
    where
        F: Future<Output = Result<Vec<f64>, Failure>> + Send + 'static,
    {
        let mut tasks = JoinSet::new();
        for _ in 0..self.connections {
            let client = Client::connect(self.address).await?;
            tasks.spawn(work(self.clone(), client));
        }
        let mut measured = Vec::new();
        while let Some(done) = tasks.join_next().await {
            measured.extend(done??);
        }
        Ok(measured)
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// A runtime for the load: one thread, so that the rest of the machine is for the server.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}
