//! A demonstration on a database of its own, and the program that serves it.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Read},
    net::SocketAddr,
    process::{Child, ChildStdout, Command, Stdio},
};

use db::{Config, Db, admin};
use kernel::Entropy;
use tempfile::TempDir;
use testkit::Backend;

/// A data folder with a fictitious school, gone with the test.
pub(crate) struct House {
    folder: TempDir,
    /// The database server and the name of our database there.
    elsewhere: Option<(String, String)>,
}

impl House {
    /// A fictitious school, made by the program itself.
    pub(crate) fn demo(backend: &Backend) -> Self {
        let mut house = Self { folder: TempDir::new().unwrap(), elsewhere: None };
        if let Backend::Postgres(server) = backend {
            let name = format!("preau_survive_{}", Entropy::System.token());
            admin::create_database(server, &name, None).unwrap();
            house.elsewhere = Some((server.clone(), name));
            let setting = format!("database = \"{}\"\n", house.url());
            fs::write(house.folder.path().join("preau.toml"), setting).unwrap();
        }
        let made = house.command(&[]).arg("demo").output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        house
    }

    fn url(&self) -> String {
        let (server, name) = self.elsewhere.as_ref().unwrap();
        admin::with_database(server, name)
    }

    fn config(&self) -> Config {
        match self.elsewhere {
            Some(_) => Config::postgres(&self.url()),
            None => Config::sqlite(&self.folder.path().join("preau.db")),
        }
    }

    /// The database, while no server runs.
    pub(crate) fn open(&self) -> Db {
        Db::open(&self.config()).unwrap()
    }

    /// The database beside a running server, to look only.
    pub(crate) fn look(&self) -> Db {
        Db::open(&self.config().reader()).unwrap()
    }

    /// A path in the data folder.
    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn command(&self, behind: &[&str]) -> Command {
        let words = [behind, &[env!("CARGO_BIN_EXE_preau"), "--data"]].concat();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).arg(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// Starts the server, behind other words (`strace …`) when there are any; it listens when this
    /// returns.
    pub(crate) fn serve(&self, behind: &[&str]) -> Server {
        let log = self.path("server.log");
        let mut command = self.command(behind);
        command.args(["serve", "--demo", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        command.stderr(File::options().create(true).append(true).open(&log).unwrap());
        let mut child = command.spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let address = line.split_once("http://").and_then(|(_, rest)| rest.trim().parse().ok());
        let Some(address) = address else {
            panic!("the server did not start: {line}\n{}", fs::read_to_string(log).unwrap());
        };
        Server { child, said, address }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.elsewhere {
            // A server that was killed on purpose may be gone already.
            drop(admin::drop_database(server, name));
        }
    }
}

/// A running server; killed with the test.
pub(crate) struct Server {
    child: Child,
    said: BufReader<ChildStdout>,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop, as a service manager does; everything it started has ended when this
    /// returns.
    pub(crate) fn stop(mut self) {
        let pid = self.traced().unwrap_or_else(|| self.id());
        let told = Command::new("kill").args(["-TERM", &pid.to_string()]).status().unwrap();
        assert!(told.success());
        self.said.read_to_end(&mut Vec::new()).unwrap();
        assert!(self.child.wait().unwrap().success());
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The process behind a tracer.
    fn traced(&self) -> Option<u32> {
        let id = self.id();
        let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).ok()?;
        children.split_whitespace().next()?.parse().ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        if let Some(traced) = self.traced() {
            drop(Command::new("kill").args(["-9", &traced.to_string()]).status());
        }
        // Ended meanwhile is as good.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
