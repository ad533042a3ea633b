//! Who works on a closure day, and where: signed in beforehand, each with a page of a lesson or of
//! a work as their own home leads to it.

use std::{fmt, io::Cursor, net::SocketAddr, path::PathBuf, sync::Arc};

use db::{Db, DbError};
use image::{ExtendedColorType, ImageEncoder, codecs::jpeg::JpegEncoder};

use super::Options;
use crate::{
    Failure,
    client::{self, Client},
    data::{self, House},
    people::{self, Role},
    process::Server,
};

/// Of ten people, so many are pupils and so many guardians; the others teach.
const PUPILS: usize = 6;
const GUARDIANS: usize = 3;
/// More sessions than this are shared: beyond, two people are one browser.
const SESSIONS: usize = 30_000;
/// Pupils who hand in, again and again, and people who sign in.
const DESKS: usize = 300;
const SIGNERS: usize = 300;
/// What everyone types.
pub(crate) const PASSWORD: &str = "un cheval bleu";

/// A territory with its sessions, before it is served.
pub(crate) struct Prepared {
    pub(crate) data: PathBuf,
    pupils: Vec<String>,
    guardians: Vec<String>,
    teachers: Vec<String>,
    logins: Vec<String>,
}

/// A work and who may hand in.
pub(crate) struct Desk {
    pub(crate) path: String,
    pub(crate) cookie: String,
    pub(crate) token: String,
}

/// Everything that people ask for.
pub(crate) struct Territory {
    /// Pupils, with the page of a lesson of theirs.
    pub(crate) pupils: Vec<(String, Option<String>)>,
    pub(crate) guardians: Vec<String>,
    pub(crate) teachers: Vec<String>,
    pub(crate) desks: Vec<Desk>,
    pub(crate) logins: Vec<String>,
    pub(crate) photo: Vec<u8>,
}

impl fmt::Display for Territory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lessons = self.pupils.iter().filter(|(_, lesson)| lesson.is_some()).count();
        write!(
            f,
            "{} pupils ({lessons} with a lesson), {} guardians, {} teachers, {} who hand in a photo \
             of {} kB, {} who sign in",
            self.pupils.len(),
            self.guardians.len(),
            self.teachers.len(),
            self.desks.len(),
            self.photo.len() / 1_000,
            self.logins.len()
        )
    }
}

impl Prepared {
    /// A copy of a fictitious territory, with people signed in and others with a password.
    pub(crate) fn make(
        house: &House,
        options: &Options,
        metrics: SocketAddr,
    ) -> Result<Self, Failure> {
        let data = house.copy_of(&options.scale, "closure")?;
        std::fs::write(data.join("preau.toml"), format!("metrics = \"{metrics}\"\n"))?;
        let db = Db::open(&data::database(&data))?;
        let sessions = options.people.clamp(10, SESSIONS);
        let now = demo::load::now();
        let open = |role: Role, tenths: usize| {
            let them = role.some(&db, (sessions * tenths / 10).max(1))?;
            people::sign_in(&db, &them, now)
        };
        Ok(Self {
            pupils: open(Role::Pupil, PUPILS)?,
            guardians: open(Role::Guardian, GUARDIANS)?,
            teachers: open(Role::Teacher, 10 - PUPILS - GUARDIANS)?,
            logins: give_passwords(&db)?,
            data,
        })
    }

    /// Opens homes as a browser does, to find what they lead to.
    pub(crate) async fn look_around(self, server: &Server) -> Result<Territory, Failure> {
        let mut client = Client::connect(server.address).await?;
        let (mut pupils, mut desks) = (Vec::new(), Vec::new());
        for cookie in self.pupils {
            let home = client.get_plain("/", &cookie).await?;
            let html = String::from_utf8(home.body)?;
            let lesson = link(&html, "/cours/lecons/").map(str::to_owned);
            if desks.len() < DESKS
                && let Some(work) = link(&html, "/cours/travaux/")
            {
                desks.extend(Desk::open(&mut client, work, &cookie).await?);
            }
            pupils.push((cookie, lesson));
        }
        if desks.is_empty() {
            return Err("nobody has a work to hand in on their home".into());
        }
        Ok(Territory {
            pupils,
            desks,
            guardians: self.guardians,
            teachers: self.teachers,
            logins: self.logins,
            photo: photo()?,
        })
    }
}

impl Desk {
    /// `None` when nothing is to be handed in there.
    async fn open(client: &mut Client, work: &str, cookie: &str) -> Result<Option<Self>, Failure> {
        let page = client.get_plain(work, cookie).await?;
        let html = String::from_utf8(page.body)?;
        let path = format!("{work}/remise");
        let Some((_, form)) = html.split_once(&format!("action=\"{path}\"")) else {
            return Ok(None);
        };
        let token = client::hidden(form, web::csrf::FIELD)?.to_owned();
        Ok(Some(Self { path, cookie: cookie.to_owned(), token }))
    }

    /// The body of a hand-in with a photo that was never sent before, and its media type.
    pub(crate) fn body(&self, photo: &[u8], number: u64) -> (String, Vec<u8>) {
        let boundary = format!("preau{number:016x}");
        let once = data::entropy().token();
        let mut body = Vec::with_capacity(photo.len() + 1_000);
        for (name, value) in [(web::csrf::FIELD, &self.token), (web::csrf::ONCE, &once)] {
            let part = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"photos\"; \
             filename=\"cahier.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        let start = body.len();
        body.extend_from_slice(photo);
        change(&mut body[start..], number);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={boundary}"), body)
    }
}

/// Makes another photo of one: two numbers of its first table say how strong its details are.
fn change(photo: &mut [u8], number: u64) {
    let table = photo.windows(2).position(|marker| marker == [0xFF, 0xDB]);
    let [low, high, ..] = number.to_le_bytes();
    for (place, strength) in [(10, low), (14, high)] {
        if let Some(value) = table.and_then(|at| photo.get_mut(at + place)) {
            *value = strength.max(1);
        }
    }
}

/// The first link of a page that begins so.
fn link<'h>(html: &'h str, begins: &str) -> Option<&'h str> {
    let at = html.find(&format!("href=\"{begins}"))?;
    html.get(at + 6..)?.split('"').next()
}

/// A photo of a page of a notebook, as a browser makes it lighter.
fn photo() -> Result<Vec<u8>, Failure> {
    const WIDTH: u32 = 1_200;
    const HEIGHT: u32 = 1_600;
    let mut pixels = Vec::with_capacity((WIDTH * HEIGHT * 3) as usize);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let ink = (x * 7 + y * 13 + (x * y) % 31) % 97 < 12 && y % 40 < 22;
            let shade = if ink { 60 } else { 225 + (x * 3 + y * 5) % 17 };
            let shade = u8::try_from(shade)?;
            pixels.extend_from_slice(&[shade, shade, shade.saturating_sub(12)]);
        }
    }
    let mut file = Cursor::new(Vec::new());
    JpegEncoder::new_with_quality(&mut file, 30).write_image(
        &pixels,
        WIDTH,
        HEIGHT,
        ExtendedColorType::Rgb8,
    )?;
    Ok(file.into_inner())
}

/// Gives pupils without an account one with a known password; their logins.
fn give_passwords(db: &Db) -> Result<Vec<String>, Failure> {
    let hash = identity::api::hash_password(&data::entropy(), PASSWORD)
        .map_err(|error| format!("no password: {error}"))?;
    let (pupils, now) = (Role::Pupil.some(db, usize::MAX)?, demo::load::now());
    let (hash, pupils) = (Arc::new(hash), Arc::new(pupils));
    let logins = db.write_blocking::<_, DbError, _>(move |tx| {
        let mut logins = Vec::new();
        for person in pupils.iter() {
            if logins.len() < SIGNERS && identity::api::account_of(tx, *person)?.is_none() {
                let login = format!("mesure.{person}");
                identity::api::demo_account(tx, *person, &login, &hash, now)?;
                logins.push(login);
            }
        }
        Ok(logins)
    })?;
    if logins.is_empty() { Err("everyone has an account".into()) } else { Ok(logins) }
}
