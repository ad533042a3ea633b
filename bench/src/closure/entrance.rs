//! People who sign in all the while, for real: the page, the password, and the line when there is
//! one. And how long that line is.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use super::territory::{PASSWORD, Territory};
use crate::{
    Failure,
    client::{self, Answer, Client},
    load,
};

/// How many sign in each second on the day itself, and in a rush that no machine of this size lets
/// in at once.
pub(crate) const SIGN_INS_PER_SECOND: u32 = 30;
pub(crate) const RUSH_PER_SECOND: u32 = 150;
/// From so many networks: of each, only some may be in line.
const NETWORKS: usize = 200;
/// Someone who waits in line past the end gives up after this.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came of it.
#[derive(Default)]
pub(crate) struct Signed {
    /// Milliseconds from the password sent until they were in, of those who did not wait in line.
    pub(crate) waits: Vec<f64>,
    /// How many were told a place and a time first.
    pub(crate) queued: usize,
    /// How many of those were still in line at the end.
    pub(crate) still_in_line: usize,
    pub(crate) errors: Vec<String>,
}

/// What happened to one of them.
enum Told {
    In(f64),
    InAfterTheLine,
    StillInLine,
}

/// People come at a steady rate until the end; those of before the beginning do not count.
pub(crate) async fn sign_in(
    address: SocketAddr,
    territory: Arc<Territory>,
    per_second: u32,
    (begin, end): (Instant, Instant),
) -> Result<Signed, Failure> {
    let start = load::now();
    let mut tasks = JoinSet::new();
    let every = Duration::from_secs(1) / per_second;
    let mut due = start;
    let mut signed = Signed::default();
    let mut at = 0;
    while due < end {
        tokio::time::sleep_until(due.into()).await;
        let login = territory.logins[at % territory.logins.len()].clone();
        let counts = due >= begin;
        let network = 1 + u8::try_from(at % NETWORKS)?;
        tasks.spawn(
            async move { (counts, come_in((network, address), &login, end + PATIENCE).await) },
        );
        while let Some(done) = tasks.try_join_next() {
            signed.note(done?);
        }
        at += 1;
        due += every;
    }
    while let Some(done) = tasks.join_next().await {
        signed.note(done?);
    }
    Ok(signed)
}

impl Signed {
    fn note(&mut self, (counts, done): (bool, Result<Told, Failure>)) {
        match done {
            Ok(Told::In(ms)) if counts => self.waits.push(ms),
            Ok(Told::InAfterTheLine) if counts => self.queued += 1,
            Ok(Told::StillInLine) if counts => {
                self.queued += 1;
                self.still_in_line += 1;
            }
            Ok(_) => {}
            Err(error) => self.errors.push(format!("sign-in: {error}")),
        }
    }
}

async fn come_in(
    (network, address): (u8, SocketAddr),
    login: &str,
    until: Instant,
) -> Result<Told, Failure> {
    let mut client = Client::connect_from(network, address).await?;
    let mut jar = Jar::default();
    let mut has_waited = false;
    loop {
        let page = client.get_plain("/connexion", &jar.cookies()).await?;
        jar.keep(&page);
        if let Some(seconds) = client::header(&page.head, "refresh") {
            has_waited = true;
            let again = load::now() + Duration::from_secs(seconds.parse()?);
            if again > until {
                return Ok(Told::StillInLine);
            }
            tokio::time::sleep_until(again.into()).await;
            continue;
        }
        let form = form(&String::from_utf8(page.body)?, login)?;
        let cookies = jar.cookies();
        let (answer, took) = client::timed(client.post("/connexion", &cookies, &form)).await;
        let answer = answer?;
        jar.keep(&answer);
        match client::header(&answer.head, "location") {
            Some(next) if next.starts_with("/connexion?suite") => has_waited = true,
            Some(_) if has_waited => return Ok(Told::InAfterTheLine),
            Some(_) => return Ok(Told::In(took)),
            None => return Err(format!("answered {}", answer.status).into()),
        }
    }
}

fn form(html: &str, login: &str) -> Result<String, Failure> {
    let token = client::hidden(html, web::csrf::FIELD)?;
    let once = client::hidden(html, web::csrf::ONCE)?;
    Ok(form_urlencoded::Serializer::new(String::new())
        .extend_pairs([(web::csrf::FIELD, token), (web::csrf::ONCE, once), ("suite", "/")])
        .extend_pairs([("identifiant", login), ("mot-de-passe", PASSWORD)])
        .finish())
}

/// The cookies of one browser.
#[derive(Default)]
struct Jar(std::collections::BTreeMap<String, String>);

impl Jar {
    fn keep(&mut self, answer: &Answer) {
        for pair in client::cookies(&answer.head).split("; ") {
            if let Some((name, value)) = pair.split_once('=') {
                self.0.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn cookies(&self) -> String {
        let pairs: Vec<_> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }
}

/// The longest lines that were seen.
#[derive(Default)]
pub(crate) struct Lines {
    pub(crate) under_way: f64,
    pub(crate) waiting: f64,
}

/// Looks each second, as whoever watches the machine does.
pub(crate) async fn watch(
    metrics: SocketAddr,
    begin: Instant,
    end: Instant,
) -> Result<Lines, Failure> {
    let mut client = Client::connect(metrics).await?;
    let mut lines = Lines::default();
    let mut next = begin;
    while next < end {
        tokio::time::sleep_until(next.into()).await;
        let text = String::from_utf8(client.get_plain("/metrics", "").await?.body)?;
        lines.under_way = lines.under_way.max(gauge(&text, "preau_sign_ins_under_way")?);
        lines.waiting = lines.waiting.max(gauge(&text, "preau_entrance_waiting")?);
        next += Duration::from_secs(1);
    }
    Ok(lines)
}

fn gauge(text: &str, name: &str) -> Result<f64, Failure> {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    Ok(line.ok_or_else(|| format!("no figure {name}"))?.parse()?)
}
