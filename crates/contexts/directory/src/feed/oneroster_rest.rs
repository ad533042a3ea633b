//! OneRoster 1.2 by REST: what a server says, as the files of an export.
//!
//! The server is only asked for pages at its own address: nothing it answers leads elsewhere. The
//! files are read as an export sent by hand is, so that both are one way in.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::Value;
use tempfile::TempDir;
use ureq::{Agent, Body, Error, http::Response, http::Uri, tls::TlsConfig};

use super::oneroster_columns::Table;
use super::oneroster_tables::Tables;
use super::source::Limits;

/// Records asked for at once.
const PAGE: usize = 1_000;
/// An answer longer than this is not read.
const ANSWER_BYTES: u64 = 64 << 20;
/// How many times a page is asked for again.
const TRIES: u32 = 5;
/// The longest wait a server may ask for.
const LONGEST: Duration = Duration::from_secs(60);
/// How long an answer is waited for.
const TIMEOUT: Duration = Duration::from_secs(60);
/// What is asked to be read.
const SCOPE: &str = "https://purl.imsglobal.org/spec/or/v1p2/scope/roster.readonly \
     https://purl.imsglobal.org/spec/or/v1p2/scope/roster-demographics.readonly";

/// The collections of a server, each with its table.
const COLLECTIONS: [(&str, Table); 7] = [
    ("orgs", Table::Orgs),
    ("academicSessions", Table::Sessions),
    ("courses", Table::Courses),
    ("classes", Table::Classes),
    ("users", Table::Users),
    ("enrollments", Table::Enrollments),
    ("demographics", Table::Demographics),
];

/// A server, and the account to read it with.
#[derive(Clone)]
pub struct Server {
    /// Where its collections are: `https://sis.example/ims/oneroster/rostering/v1p2`.
    pub url: String,
    /// Where it gives the right to read.
    pub token_url: String,
    /// The name of the account.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
}

/// Why nothing was fetched. No sentence holds a secret nor what a server said.
#[derive(Debug, thiserror::Error)]
pub enum RestError {
    /// An address that is not read.
    #[error("{0} is not an address that begins with https://")]
    Address(String),
    /// No answer.
    #[error("{path}: {why}")]
    Silent {
        /// The collection.
        path: String,
        /// Why, in words.
        why: String,
    },
    /// An answer that is none.
    #[error("{path}: the server answers {status}")]
    Status {
        /// The collection.
        path: String,
        /// The status.
        status: u16,
    },
    /// An answer that leads elsewhere.
    #[error("{path}: the server sends elsewhere, which is refused: give its final address")]
    Redirected {
        /// The collection.
        path: String,
    },
    /// Not what the standard says.
    #[error("{path}: the answer is not OneRoster 1.2: {why}")]
    Shape {
        /// The collection.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// Fewer records than were announced.
    #[error("{path}: the server announces more records than it gives")]
    Short {
        /// The collection.
        path: String,
    },
    /// Pages without an end.
    #[error("{path}: the server gives the same page again and again")]
    Endless {
        /// The collection.
        path: String,
    },
    /// More than any territory has.
    #[error("{path}: more than {limit} records")]
    TooMany {
        /// The collection.
        path: String,
        /// The limit.
        limit: usize,
    },
    /// The files.
    #[error("what was fetched cannot be written: {0}")]
    Files(#[from] std::io::Error),
}

/// What was fetched, gone with this value.
#[derive(Debug)]
pub struct Fetched(TempDir);

impl Fetched {
    /// The folder of the export.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// Fetches everything a server says. `pause` waits: between two tries, a little longer each time.
///
/// # Errors
/// When anything is missing: an incomplete export would send people away.
pub fn fetch(
    server: &Server,
    limits: &Limits,
    pause: &dyn Fn(Duration),
) -> Result<Fetched, RestError> {
    let host = host_of(&server.url)?;
    host_of(&server.token_url)?;
    let agent = Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .max_redirects(0)
        .http_status_as_error(false)
        .tls_config(TlsConfig::default())
        .build()
        .into();
    let mut reader =
        Reader { server, agent, pause, limit: limits.records, token: String::new(), fetched: 0 };
    reader.sign_in()?;
    let folder = tempfile::tempdir()?;
    let mut tables = Tables::create(folder.path())?;
    for (name, table) in COLLECTIONS {
        reader.collection(name, &mut |record| {
            if table == Table::Users {
                for role in record["roles"].as_array().into_iter().flatten() {
                    tables.row(Table::Roles, |column| role_cell(record, role, column))?;
                }
            }
            tables.row(table, |column| cell(record, column))
        })?;
    }
    tables.finish((&host, &host))?;
    Ok(Fetched(folder))
}

/// The host of an address that may be read: over TLS, or on this machine.
fn host_of(url: &str) -> Result<String, RestError> {
    let wrong = || RestError::Address(url.to_owned());
    let parsed: Uri = url.parse().map_err(|_not_one| wrong())?;
    let host = parsed.host().ok_or_else(wrong)?.to_owned();
    let is_here = host == "localhost"
        || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback());
    match parsed.scheme_str() {
        Some("https") => Ok(host),
        Some("http") if is_here => Ok(host),
        _ => Err(wrong()),
    }
}

struct Reader<'r> {
    server: &'r Server,
    agent: Agent,
    pause: &'r dyn Fn(Duration),
    limit: usize,
    token: String,
    fetched: usize,
}

impl Reader<'_> {
    /// Asks for the right to read.
    fn sign_in(&mut self) -> Result<(), RestError> {
        let Server { token_url, client_id, client_secret, .. } = self.server;
        let account = BASE64_STANDARD.encode(format!("{client_id}:{client_secret}"));
        let answer = self.insist("token", |agent| {
            agent
                .post(token_url)
                .header("Authorization", &format!("Basic {account}"))
                .send_form([("grant_type", "client_credentials"), ("scope", SCOPE)])
        })?;
        let answer = json("token", answer)?;
        let token = answer["access_token"]
            .as_str()
            .filter(|token| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()));
        let none = || RestError::Shape { path: "token".into(), why: "no access_token".into() };
        self.token = token.ok_or_else(none)?.to_owned();
        Ok(())
    }

    /// Reads every page of a collection.
    fn collection(
        &mut self,
        name: &str,
        each: &mut dyn FnMut(&Value) -> std::io::Result<()>,
    ) -> Result<(), RestError> {
        let mut offset = 0;
        let mut firsts: HashSet<String> = HashSet::new();
        loop {
            let (records, more) = self.page(name, offset)?;
            let path = || name.to_owned();
            let Some(first) = records.first() else {
                return match more {
                    More::Total(total) if offset < total => Err(RestError::Short { path: path() }),
                    _ => Ok(()),
                };
            };
            if !firsts.insert(first["sourcedId"].to_string()) {
                return match more {
                    // It gives everything at once, whatever is asked.
                    More::Unsaid => Ok(()),
                    More::Total(_) | More::Said(_) => Err(RestError::Endless { path: path() }),
                };
            }
            self.fetched += records.len();
            if self.fetched > self.limit {
                return Err(RestError::TooMany { path: path(), limit: self.limit });
            }
            records.iter().try_for_each(&mut *each)?;
            offset += records.len();
            let is_over = match more {
                More::Total(total) => offset >= total,
                More::Said(more) => !more,
                More::Unsaid => false,
            };
            if is_over {
                return Ok(());
            }
        }
    }

    fn page(&mut self, name: &str, offset: usize) -> Result<(Vec<Value>, More), RestError> {
        let url = format!(
            "{}/{name}?limit={PAGE}&offset={offset}",
            self.server.url.trim_end_matches('/')
        );
        let mut answer = self.get(name, &url);
        if matches!(answer, Err(RestError::Status { status: 401, .. })) {
            // The right to read lasts less than a large territory.
            self.sign_in()?;
            answer = self.get(name, &url);
        }
        let answer = answer?;
        let more = More::of(&answer);
        let mut said = json(name, answer)?;
        match said.get_mut(name).map(Value::take) {
            Some(Value::Array(records)) => Ok((records, more)),
            _ => Err(RestError::Shape { path: name.to_owned(), why: format!("no {name}") }),
        }
    }

    fn get(&self, name: &str, url: &str) -> Result<Response<Body>, RestError> {
        self.insist(name, |agent| {
            agent.get(url).header("Authorization", &format!("Bearer {}", self.token)).call()
        })
    }

    /// Asks again, later and later, while a server is busy or does not answer.
    fn insist(
        &self,
        path: &str,
        ask: impl Fn(&Agent) -> Result<Response<Body>, Error>,
    ) -> Result<Response<Body>, RestError> {
        let mut wait = Duration::from_secs(1);
        let mut tries = 0;
        loop {
            tries += 1;
            let answer = ask(&self.agent);
            let failure = match &answer {
                Ok(answer) => match answer.status().as_u16() {
                    200..=299 => None,
                    300..=399 => return Err(RestError::Redirected { path: path.to_owned() }),
                    status => Some(RestError::Status { path: path.to_owned(), status }),
                },
                Err(error) => {
                    Some(RestError::Silent { path: path.to_owned(), why: error.to_string() })
                }
            };
            let Some(failure) = failure else {
                return answer.map_err(|error| RestError::Silent {
                    path: path.to_owned(),
                    why: error.to_string(),
                });
            };
            let passes = match failure {
                RestError::Status { status, .. } => status == 429 || status >= 500,
                _ => true,
            };
            if !passes || tries >= TRIES {
                return Err(failure);
            }
            let asked = answer.ok().and_then(|answer| seconds_of(&answer));
            (self.pause)(asked.unwrap_or(wait).min(LONGEST));
            wait *= 2;
        }
    }
}

/// Whether a page is the last one.
enum More {
    /// So many records in all.
    Total(usize),
    /// The server says whether another page follows.
    Said(bool),
    /// It says nothing: the last page is the one before an empty one.
    Unsaid,
}

impl More {
    fn of(answer: &Response<Body>) -> Self {
        if let Some(total) = header(answer, "X-Total-Count").and_then(|text| text.parse().ok()) {
            return Self::Total(total);
        }
        header(answer, "Link")
            .map_or(Self::Unsaid, |link| Self::Said(link.contains("rel=\"next\"")))
    }
}

fn header<'a>(answer: &'a Response<Body>, name: &str) -> Option<&'a str> {
    answer.headers().get(name)?.to_str().ok()
}

/// The wait a busy server asks for.
fn seconds_of(answer: &Response<Body>) -> Option<Duration> {
    header(answer, "Retry-After")?.parse().ok().map(Duration::from_secs)
}

fn json(path: &str, mut answer: Response<Body>) -> Result<Value, RestError> {
    let wrong = |why: String| RestError::Shape { path: path.to_owned(), why };
    let bytes = answer.body_mut().with_config().limit(ANSWER_BYTES).read_to_vec();
    let bytes = bytes.map_err(|error| wrong(error.to_string()))?;
    // Where it is wrong, never what it says.
    serde_json::from_slice(&bytes)
        .map_err(|error| wrong(format!("line {}, column {}", error.line(), error.column())))
}

/// A cell of a record: a name, the names of a list, or what a reference is called.
fn cell<'v>(record: &'v Value, column: &str) -> Cow<'v, str> {
    let renamed = match column {
        // Nobody's secret is kept, not even for a minute.
        "password" => return "".into(),
        "preferredGivenName" => "preferredFirstName",
        "preferredFamilyName" => "preferredLastName",
        "preferredMiddleName" => "preferredMiddleName",
        other => other,
    };
    if let Some(own) = column.strip_prefix("metadata.") {
        return words(&record["metadata"][own]);
    }
    if let Some(one) = renamed.strip_suffix("SourcedId") {
        return words(&record[one]["sourcedId"]);
    }
    if let Some(several) = renamed.strip_suffix("SourcedIds") {
        let named = record[format!("{several}s")].as_array().into_iter().flatten();
        let named: Vec<Cow<'_, str>> = named.map(|one| words(&one["sourcedId"])).collect();
        return named.join(",").into();
    }
    words(&record[renamed])
}

fn role_cell<'v>(user: &'v Value, role: &'v Value, column: &str) -> Cow<'v, str> {
    match column {
        "userSourcedId" => words(&user["sourcedId"]),
        "status" | "dateLastModified" => words(&user[column]),
        "userProfileSourcedId" | "sourcedId" => "".into(),
        _ => cell(role, column),
    }
}

fn words(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => text.as_str().into(),
        Value::Bool(_) | Value::Number(_) => value.to_string().into(),
        Value::Array(values) => {
            let all: Vec<Cow<'_, str>> = values.iter().map(words).collect();
            all.join(",").into()
        }
        Value::Null | Value::Object(_) => "".into(),
    }
}
