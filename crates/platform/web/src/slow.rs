//! Long computations, such as passwords.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use kernel::{Clock, Instant};
use tokio::sync::oneshot;

use crate::Problem;

/// Long computations: a few at once, on threads of their own that give way to those of pages; the
/// others wait in the order they came. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Slow {
    queue: Sender<Computation>,
    measured: Arc<Measured>,
}

/// What is known of the computations so far.
#[derive(Debug)]
struct Measured {
    at_once: usize,
    clock: Clock,
    sent: AtomicUsize,
    begun: AtomicU64,
    ended: AtomicUsize,
    /// How long one takes of late, in microseconds; 0 before the first.
    takes: AtomicI64,
}

/// How long a computation takes before one was measured, in microseconds.
const FIRST_GUESS: i64 = 50_000;
/// A computation weighs one in so many in what is known of how long they take.
const WEIGHT: i64 = 8;

impl Measured {
    fn begin(&self) -> Instant {
        self.begun.fetch_add(1, Ordering::Relaxed);
        self.clock.now()
    }

    fn end(&self, begun: Instant) {
        let took = (self.clock.now().0 - begun.0).max(1);
        let known = self.takes.load(Ordering::Relaxed);
        // Two that end together may weigh as one: it is an estimate.
        let takes = if known == 0 { took } else { known + (took - known) / WEIGHT };
        self.takes.store(takes.max(1), Ordering::Relaxed);
        self.ended.fetch_add(1, Ordering::Relaxed);
    }
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
        let measured = Measured {
            at_once,
            clock: Clock::running_from(Instant(0)),
            sent: AtomicUsize::new(0),
            begun: AtomicU64::new(0),
            ended: AtomicUsize::new(0),
            takes: AtomicI64::new(0),
        };
        Self { queue, measured: Arc::new(measured) }
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
        let measured = Arc::clone(&self.measured);
        measured.sent.fetch_add(1, Ordering::Relaxed);
        let computation: Computation = Box::new(move |scratch| {
            let begun = measured.begin();
            let ending = Ending { measured: &measured, begun };
            let done = computation(scratch);
            drop(ending);
            drop(answer.send(done));
        });
        self.queue.send(computation).map_err(|_no_thread| Problem::new(503, "busy"))?;
        answered.await.map_err(|_panicked| Problem::new(500, "internal"))
    }

    /// How many computations have begun since the program started.
    pub fn begun(&self) -> u64 {
        self.measured.begun.load(Ordering::Relaxed)
    }

    /// How many computations were asked for and have not ended.
    pub fn waiting(&self) -> usize {
        let ended = self.measured.ended.load(Ordering::Relaxed);
        self.measured.sent.load(Ordering::Relaxed).saturating_sub(ended)
    }

    /// How many computations end within a second when there is no lack of them, as measured.
    pub fn per_second(&self) -> f64 {
        let takes = match self.measured.takes.load(Ordering::Relaxed) {
            0 => FIRST_GUESS,
            takes => takes,
        };
        self.measured.at_once as f64 * 1e6 / takes as f64
    }
}

/// A computation ends when this is dropped, also when it panics.
struct Ending<'m> {
    measured: &'m Measured,
    begun: Instant,
}

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.measured.end(self.begun);
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
        assert_eq!((slow.begun(), slow.waiting()), (2, 3));
        for gate in gates {
            gate.send(()).unwrap();
        }
        third.await.unwrap();
        for done in held {
            done.await.unwrap().unwrap().unwrap();
        }
        assert_eq!(slow.begun(), 3);
        assert_eq!(slow.waiting(), 0);
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
        assert!(slow.waiting() == 0 && slow.per_second() > 0.0);
        let other = slow.run(|scratch| scratch.with(|| "other", |kept| *kept)).await.unwrap();
        assert_eq!(other, "other");
    }
}
