//! Signing in over HTTP, beside the password's computation alone; pages while thirty people sign in
//! each second.

use std::{net::SocketAddr, path::Path, sync::Arc, time::Duration};

use db::{Db, DbError};
use tokio::task::JoinSet;

use crate::{
    Failure,
    client::{self, Client, timed},
    data::{self, House},
    figure::{Figure, middle, quantile},
    load::{self, Load},
    people::{self, Role},
    process::Server,
    yardstick,
};

const PASSWORD: &str = "un cheval bleu";
/// People who sign in, one after another and then all at once; each several times.
const PEOPLE: usize = 8;
const TURNS: usize = 5;
/// A morning: people who read their home, and people who sign in beside them.
const READERS: usize = 200;
const CONNECTIONS: usize = 32;
const PAGES_PER_SECOND: usize = 100;
const SIGN_INS_PER_SECOND: usize = 30;
const SECONDS: usize = 10;
const RUSHES: usize = 3;

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let data = house.copy_of("school", "passwords")?;
    let logins = give_accounts(&data)?;
    let cookies = {
        let db = Db::open(&data::database(&data))?;
        let people = Role::Pupil.some(&db, READERS)?;
        Arc::new(people::sign_in(&db, &people, demo::load::now())?)
    };
    let server = Server::serve(house, &data)?;
    let runtime = load::runtime()?;
    let mut forms = Vec::new();
    for login in &logins {
        forms.push(runtime.block_on(Form::open(&server, login))?);
    }
    let (mut one, mut bare, mut crowd) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        for form in &forms {
            bare.push(yardstick::argon2id()?);
            one.push(runtime.block_on(form.clone().send(server.address))?);
        }
        crowd.push(runtime.block_on(together(server.address, &forms))?);
    }
    let bare = middle(&bare);
    let pages = Load {
        address: server.address,
        path: "/".to_owned(),
        cookies,
        count: PAGES_PER_SECOND * SECONDS,
        connections: CONNECTIONS,
    };
    let (mut alone, mut beside, mut waits) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUSHES {
        let mut quiet = runtime.block_on(pages.at_rate(PAGES_PER_SECOND as f64))?;
        alone.push(quantile(&mut quiet, 0.99));
        let (mut read, mut signed) = runtime.block_on(async {
            tokio::try_join!(pages.at_rate(PAGES_PER_SECOND as f64), rush(server.address, &forms))
        })?;
        beside.push(quantile(&mut read, 0.99));
        waits.push(quantile(&mut signed, 0.99));
    }
    Ok(vec![
        Figure::of("passwords.sign-in", "ms", &one, Some(bare)),
        Figure::of("passwords.eight-at-once-each", "ms", &crowd, Some(bare)),
        Figure::of("passwords.pages-p99-beside-30-per-second", "ms", &beside, Some(middle(&alone))),
        Figure::of("passwords.p99-at-30-per-second", "ms", &waits, Some(bare)),
    ])
}

/// Sign-ins come at a steady rate, whether or not earlier ones were answered; each one's
/// milliseconds since it was due.
async fn rush(address: SocketAddr, forms: &[Form]) -> Result<Vec<f64>, Failure> {
    let start = load::now();
    let mut tasks = JoinSet::new();
    for at in 0..SIGN_INS_PER_SECOND * SECONDS {
        let due = start + Duration::from_secs_f64(at as f64 / SIGN_INS_PER_SECOND as f64);
        let form = forms[at % forms.len()].clone();
        tasks.spawn(async move {
            tokio::time::sleep_until(due.into()).await;
            form.send(address).await?;
            Ok::<_, Failure>(due.elapsed().as_secs_f64() * 1e3)
        });
    }
    let mut waits = Vec::new();
    while let Some(done) = tasks.join_next().await {
        waits.push(done??);
    }
    Ok(waits)
}

/// Gives some pupils without one an account with a known password; their logins.
fn give_accounts(data: &Path) -> Result<Vec<String>, Failure> {
    let db = Db::open(&data::database(data))?;
    let hash = identity::api::hash_password(&data::entropy(), PASSWORD)
        .map_err(|error| format!("no password: {error}"))?;
    let (pupils, now) = (Role::Pupil.some(&db, usize::MAX)?, demo::load::now());
    let logins = db.write_blocking::<_, DbError, _>(move |tx| {
        let mut logins = Vec::new();
        for person in &pupils {
            if logins.len() < PEOPLE && identity::api::account_of(tx, *person)?.is_none() {
                let login = format!("mesure.{person}");
                identity::api::demo_account(tx, *person, &login, &hash, now)?;
                logins.push(login);
            }
        }
        Ok(logins)
    })?;
    if logins.len() == PEOPLE { Ok(logins) } else { Err("too few people without account".into()) }
}

/// A sign-in page, filled in.
#[derive(Clone)]
struct Form {
    cookies: String,
    body: String,
}

impl Form {
    async fn open(server: &Server, login: &str) -> Result<Self, Failure> {
        let page = Client::connect(server.address).await?.get_plain("/connexion", "").await?;
        let html = String::from_utf8(page.body)?;
        let token = client::hidden(&html, web::csrf::FIELD)?;
        let once = client::hidden(&html, web::csrf::ONCE)?;
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([(web::csrf::FIELD, token), (web::csrf::ONCE, once), ("suite", "/")])
            .extend_pairs([("identifiant", login), ("mot-de-passe", PASSWORD)])
            .finish();
        Ok(Self { cookies: client::cookies(&page.head), body })
    }

    /// Signs in; the milliseconds it took.
    async fn send(self, address: SocketAddr) -> Result<f64, Failure> {
        let mut client = Client::connect(address).await?;
        let (answer, took) = timed(client.post("/connexion", &self.cookies, &self.body)).await;
        match answer?.status {
            303 => Ok(took),
            status => Err(format!("the sign-in answered {status}").into()),
        }
    }
}

/// Everyone signs in at once; milliseconds for each, as they share the machine.
async fn together(address: SocketAddr, forms: &[Form]) -> Result<f64, Failure> {
    let mut tasks: JoinSet<_> = forms.iter().map(|form| form.clone().send(address)).collect();
    let (sent, took) = timed(async {
        while let Some(done) = tasks.join_next().await {
            done??;
        }
        Ok::<_, Failure>(())
    })
    .await;
    sent.map(|()| took / forms.len() as f64)
}
