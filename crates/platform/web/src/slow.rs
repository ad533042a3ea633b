//! Long computations, such as passwords.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use tokio::sync::oneshot;

use crate::Problem;

/// Long computations: a few at once, on threads of their own that give way to those of pages; the
/// others wait in the order they came. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Slow {
    queue: Sender<Computation>,
    begun: Arc<AtomicU64>,
}

type Computation = Box<dyn FnOnce(&mut Scratch) + Send>;

/// What a thread keeps from one computation to the next: memory that need not be asked for again.
#[derive(Default)]
pub struct Scratch(Option<Box<dyn Any>>);

impl Scratch {
    /// Lends what was kept, or what is made now.
    pub fn with<K: Any, T>(&mut self, make: impl FnOnce() -> K, f: impl FnOnce(&mut K) -> T) -> T {
        let kept = self.0.take().and_then(|kept| kept.downcast::<K>().ok());
        let mut kept = kept.unwrap_or_else(|| Box::new(make()));
        let result = f(&mut kept);
        self.0 = Some(kept);
        result
    }
}

impl Default for Slow {
    /// Two at once.
    fn default() -> Self {
        Self::new(2)
    }
}

impl Slow {
    /// So many at once. Their threads end with the last copy of this value.
    pub fn new(at_once: usize) -> Self {
        let (queue, waiting) = channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..at_once {
            let waiting = Arc::clone(&waiting);
            let thread = thread::Builder::new().name("slow".into());
            if let Err(error) = thread.spawn(move || work(&waiting)) {
                tracing::error!(%error, "no thread for long computations");
            }
        }
        Self { queue, begun: Arc::default() }
    }

    /// Runs a computation when its turn comes. It keeps its place until it ends, even when nobody
    /// waits for it any more.
    ///
    /// # Errors
    /// A problem when the computation panics.
    pub async fn run<T: Send + 'static>(
        &self,
        computation: impl FnOnce(&mut Scratch) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let (answer, answered) = oneshot::channel();
        let begun = Arc::clone(&self.begun);
        let computation: Computation = Box::new(move |scratch| {
            begun.fetch_add(1, Ordering::Relaxed);
            drop(answer.send(computation(scratch)));
        });
        self.queue.send(computation).map_err(|_no_thread| Problem::new(503, "busy"))?;
        answered.await.map_err(|_panicked| Problem::new(500, "internal"))
    }

    /// How many computations have begun since the program started.
    pub fn begun(&self) -> u64 {
        self.begun.load(Ordering::Relaxed)
    }
}

/// Computes what comes until nobody can send any more. A computation that panics ends alone.
fn work(waiting: &Mutex<Receiver<Computation>>) {
    give_way();
    let mut scratch = Scratch::default();
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok(computation) = next() {
        if catch_unwind(AssertUnwindSafe(|| computation(&mut scratch))).is_err() {
            tracing::error!("a long computation panicked");
        }
    }
}

/// Where a thread has a priority of its own, pages go first.
#[cfg(target_os = "linux")]
fn give_way() {
    const NICE: i32 = 5;
    if let Err(error) = rustix::process::nice(NICE) {
        tracing::debug!(%error, "long computations keep the priority of pages");
    }
}

#[cfg(not(target_os = "linux"))]
const fn give_way() {}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn a_third_computation_waits_for_one_of_two() {
        let slow = Slow::default();
        let (gates, held): (Vec<_>, Vec<_>) = (0..2)
            .map(|_| {
                let (gate, wait) = mpsc::channel::<()>();
                let slow = slow.clone();
                (gate, tokio::spawn(async move { slow.run(move |_| wait.recv()).await }))
            })
            .unzip();
        while slow.begun() < 2 {
            tokio::task::yield_now().await;
        }
        let third = slow.run(|_| ());
        tokio::pin!(third);
        let waits = tokio::select! {
            biased;
            _ = &mut third => false,
            () = tokio::task::yield_now() => true,
        };
        assert!(waits);
        assert_eq!(slow.begun(), 2);
        for gate in gates {
            gate.send(()).unwrap();
        }
        third.await.unwrap();
        for done in held {
            done.await.unwrap().unwrap().unwrap();
        }
        assert_eq!(slow.begun(), 3);
    }

    #[tokio::test]
    async fn a_panic_ends_its_computation_alone_and_memory_is_kept() {
        let slow = Slow::new(1);
        let panicked = slow.run(|_| -> () { panic!("on purpose") }).await;
        assert_eq!(panicked.map_err(|problem| problem.status), Err(500));
        let mut made = Vec::new();
        for n in 0..3 {
            made.push(slow.run(move |scratch| scratch.with(|| n, |kept| *kept)).await.unwrap());
        }
        assert_eq!(made, [0, 0, 0]);
        let other = slow.run(|scratch| scratch.with(|| "other", |kept| *kept)).await.unwrap();
        assert_eq!(other, "other");
    }
}
