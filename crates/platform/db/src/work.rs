//! A closure on its way to a connection, and its answer on the way back.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::{Broken, DbError, Tx};

/// Work for a connection's thread.
pub(crate) trait Work: Send {
    /// Runs the closure once and keeps its result; true when the result asks to keep the changes.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;

    /// Whether the closure may be committed twice without harm.
    fn is_idempotent(&self) -> bool;

    /// Answers: the kept result, or the error that made it void.
    fn finish(self: Box<Self>, outcome: Result<(), DbError>);
}

/// A closure, its last result and where to send it.
pub(crate) struct Closure<T, E, F> {
    f: F,
    idempotent: bool,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

type Sent<T, E> = (Box<dyn Work>, oneshot::Receiver<Result<T, E>>);

impl<T, E, F> Closure<T, E, F>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    pub(crate) fn once(f: F) -> Sent<T, E> {
        Self::boxed(f, false)
    }

    pub(crate) fn idempotent(f: F) -> Sent<T, E> {
        Self::boxed(f, true)
    }

    fn boxed(f: F, idempotent: bool) -> Sent<T, E> {
        let (reply, receiver) = oneshot::channel();
        (Box::new(Self { f, idempotent, result: None, reply }), receiver)
    }
}

impl<T, E, F> Work for Closure<T, E, F>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let result = catch_unwind(AssertUnwindSafe(|| (self.f)(tx)))
            .unwrap_or_else(|_| Err(DbError::Broken(Broken::Panicked).into()));
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    fn finish(self: Box<Self>, outcome: Result<(), DbError>) {
        let answer = match outcome {
            Ok(()) => self.result.unwrap_or_else(|| Err(DbError::Broken(Broken::Closed).into())),
            Err(error) => Err(error.into()),
        };
        // The asker may have gone away; the work stands all the same.
        drop(self.reply.send(answer));
    }
}
