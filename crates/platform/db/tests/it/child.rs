//! This test binary run again as another process, to be killed, traced or starved of disk.

use std::{
    env,
    io::{BufRead, BufReader, Write, stdin, stdout},
    process::{Child, ChildStdout, Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use db::{Config, Db, DbError, params};

/// What the child is told, in one variable: `task|address|threads|rows|first`.
const TOLD: &str = "PREAU_DB_CHILD";

/// What a child does.
pub(crate) struct Task<'a> {
    /// A path, or the address of a server.
    pub(crate) address: &'a str,
    /// Writers at once.
    pub(crate) threads: i64,
    /// Rows of each writer.
    pub(crate) rows: i64,
    /// The number of the first row.
    pub(crate) first: i64,
    /// Bytes beside each number.
    pub(crate) bytes: usize,
}

impl Task<'_> {
    /// The command that runs it, behind other words (`strace -f …`) when there are any.
    pub(crate) fn command(&self, behind: &[&str]) -> Command {
        let this = env::current_exe().unwrap();
        let mut words = behind.iter();
        let mut command = match words.next() {
            Some(program) => {
                let mut command = Command::new(program);
                command.args(words).arg(this);
                command
            }
            None => Command::new(this),
        };
        let told = format!(
            "{}|{}|{}|{}|{}",
            self.address, self.threads, self.rows, self.first, self.bytes
        );
        command
            .args(["--exact", "child::child", "--nocapture", "--test-threads=1"])
            .env(TOLD, told);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }
}

/// Starts a child; its words come line by line.
pub(crate) fn start(mut command: Command) -> (Child, Lines) {
    let mut child = command.spawn().unwrap();
    let lines = Lines(BufReader::new(child.stdout.take().unwrap()));
    (child, lines)
}

/// What a child says.
pub(crate) struct Lines(BufReader<ChildStdout>);

impl Iterator for Lines {
    type Item = String;

    /// The next word of the child itself; `None` once it has ended.
    fn next(&mut self) -> Option<String> {
        let mut line = String::new();
        while self.0.read_line(&mut line).unwrap_or(0) > 0 {
            if let Some((_, said)) = line.trim_end().split_once('>') {
                return Some(said.to_owned());
            }
            line.clear();
        }
        None
    }
}

fn say(word: &str, what: impl std::fmt::Display) {
    let line = format!(">{word} {what}\n");
    stdout().lock().write_all(line.as_bytes()).unwrap();
}

/// Not a test of its own: the body of the children that other tests start.
#[test]
fn child() {
    let Some(told) = env::var_os(TOLD) else { return };
    let told = told.into_string().unwrap();
    let told: Vec<&str> = told.split('|').collect();
    let [threads, rows, first, bytes] =
        [1, 2, 3, 4].map(|at: usize| told[at].parse::<i64>().unwrap());
    let config = if told[0].starts_with("postgres://") {
        Config::postgres(told[0])
    } else {
        Config::sqlite(told[0].as_ref())
    };
    let db = Db::open(&config).unwrap();
    let (content, full) = (vec![7; usize::try_from(bytes).unwrap()], AtomicBool::new(false));
    thread::scope(|scope| {
        for at in 0..threads {
            let numbers = first + at * rows..first + (at + 1) * rows;
            scope.spawn(|| write_rows(&db, numbers, &content, &full));
        }
    });
    if full.load(Ordering::SeqCst) {
        after_full(&db, first + threads * rows);
    }
}

fn write_rows(db: &Db, numbers: std::ops::Range<i64>, content: &[u8], full: &AtomicBool) {
    for n in numbers {
        say("ask", n);
        match write_row(db, n, content) {
            Ok(()) => say("ack", n),
            Err(error) => {
                say("error", format_args!("{error:?}"));
                full.store(true, Ordering::SeqCst);
                return;
            }
        }
    }
}

fn write_row(db: &Db, n: i64, content: &[u8]) -> Result<(), DbError> {
    let content = content.to_vec();
    db.write_blocking(move |tx| {
        tx.execute("INSERT INTO test_row (n, content) VALUES ($1, $2)", params![n, &content])
            .map(drop)
    })
}

/// Waits until there is space again, writes one more row, and tells what is there.
fn after_full(db: &Db, next: i64) {
    say("full", "now");
    stdin().lock().read_line(&mut String::new()).unwrap();
    if let Some(ballast) = env::var_os("PREAU_DB_BALLAST") {
        std::fs::remove_file(ballast).unwrap();
    }
    match write_row(db, next, &[]) {
        Ok(()) => say("ack", next),
        Err(error) => say("error", format_args!("{error:?}")),
    }
    let there = db.read_blocking::<_, DbError, _>(|tx| {
        tx.query("SELECT n FROM test_row ORDER BY n", &[], |row| row.get::<i64>(0))
    });
    for n in there.unwrap() {
        say("there", n);
    }
    say("integrity", db.check_integrity().unwrap().len());
}
