//! Reading a request: cookies, path, query, form and files, within limits.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    ops::Deref,
    sync::Arc,
};

use axum::{
    body::{Body, to_bytes},
    extract::{ConnectInfo, DefaultBodyLimit, FromRequest, Multipart, RawPathParams, Request},
    http::{HeaderMap, header, request::Parts},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Instant, Lang};

use crate::{App, Problem, Route, cookie, reply::Flash};

/// How much a request may hold.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    bytes: usize,
    files: usize,
}

impl Limits {
    /// For what no route answers.
    pub(crate) const NOTHING: Self = Self { bytes: 0, files: 0 };

    pub(crate) const fn of(route: &Route) -> Self {
        Self { bytes: route.body_limit, files: route.files_limit }
    }

    /// Refuses what says itself that it is too large, before any of it is read.
    fn refuse_announced(self, headers: &HeaderMap) -> Result<(), Problem> {
        let announced =
            text(headers, &header::CONTENT_LENGTH).and_then(|length| length.parse().ok());
        let is_within = announced.is_none_or(|length: u64| length <= self.bytes as u64);
        is_within.then_some(()).ok_or_else(Problem::too_large)
    }
}

/// What was sent, read and within limits. Cheap to clone.
#[derive(Clone)]
pub struct Incoming(Arc<IncomingParts>);

/// The parts of a request.
pub struct IncomingParts {
    /// The path and the query, as asked.
    pub uri: String,
    /// The parameters of the path, in order.
    pub params: Vec<(String, String)>,
    /// The parameters of the query, in order.
    pub query: Vec<(String, String)>,
    /// The fields of the form, in order.
    pub fields: Vec<(String, String)>,
    /// The files of the form, already stored but referred to by nothing yet.
    pub files: Vec<Upload>,
    /// The secret of the session, if the browser has one.
    pub session: Option<[u8; 32]>,
    /// What forms are tied to before there is a session.
    pub anchor: [u8; 32],
    /// Whether the browser does not have that anchor yet.
    pub anchor_is_new: bool,
    /// The language the browser asks for, or the one chosen on this device.
    pub lang: Lang,
    /// What the previous page leaves to say, once.
    pub flash: Option<Flash>,
    /// The place in line that the browser keeps, as it sent it.
    pub place: Option<String>,
    /// Whether a program asks.
    pub wants_json: bool,
    /// Where the request comes from.
    pub source: IpAddr,
    /// The browser, as it names itself, cut short.
    pub device: String,
    /// When it arrived.
    pub now: Instant,
}

/// A file received with a form.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The field of the form.
    pub field: String,
    /// The name it had, made safe.
    pub name: String,
    /// Where its content is.
    pub blob: files::Blob,
}

impl Deref for Incoming {
    type Target = IncomingParts;

    fn deref(&self) -> &IncomingParts {
        &self.0
    }
}

impl Incoming {
    /// A request made by hand.
    pub fn from_parts(parts: IncomingParts) -> Self {
        Self(Arc::new(parts))
    }

    /// What the forms of this visitor are tied to.
    pub fn form_anchor(&self) -> &[u8] {
        self.session.as_ref().unwrap_or(&self.anchor)
    }

    /// A parameter of the path.
    pub fn param(&self, name: &str) -> Option<&str> {
        find(&self.params, name)
    }

    /// A parameter of the query.
    pub fn query(&self, name: &str) -> Option<&str> {
        find(&self.query, name)
    }

    /// A field of the form.
    pub fn field(&self, name: &str) -> Option<&str> {
        find(&self.fields, name)
    }

    /// The key that makes a double submit one.
    pub fn once(&self) -> Result<&str, Problem> {
        let key = self.field(crate::csrf::ONCE).filter(|key| key.len() == 32);
        key.ok_or_else(Problem::stale_form)
    }

    /// Reads a request within limits.
    pub(crate) async fn read(app: &App, request: Request, limits: Limits) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let mut incoming = head(app, &mut parts).await?;
        let kind =
            text(&parts.headers, &header::CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("multipart/form-data") {
            limits.refuse_announced(&parts.headers)?;
            let request = Request::from_parts(parts, body);
            read_multipart(app, request, limits, &mut incoming).await?;
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            limits.refuse_announced(&parts.headers)?;
            incoming.fields = read_urlencoded(body, limits.bytes).await?;
        }
        Ok(Self::from_parts(incoming))
    }
}

fn find<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn text<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

async fn head(app: &App, parts: &mut Parts) -> Result<IncomingParts, Problem> {
    use axum::RequestPartsExt;
    let path =
        parts.extract::<RawPathParams>().await.map_err(|_bad_encoding| Problem::not_found())?;
    let params = path.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    let cookies = cookie::read(&parts.headers, app.is_secure());
    let anchor = cookies.anchor.unwrap_or_else(|| app.entropy.bytes());
    Ok(IncomingParts {
        uri: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
        params,
        query: pairs(parts.uri.query().unwrap_or_default().as_bytes()),
        fields: Vec::new(),
        files: Vec::new(),
        session: cookies.session,
        anchor,
        anchor_is_new: cookies.anchor.is_none(),
        lang: cookies.lang.unwrap_or_else(|| accepted_language(&parts.headers)),
        flash: cookies.flash,
        place: cookies.place,
        wants_json: text(&parts.headers, &header::ACCEPT)
            .is_some_and(|a| a.contains("json") && !a.contains("html")),
        source: source(app, parts),
        device: text(&parts.headers, &header::USER_AGENT)
            .unwrap_or_default()
            .chars()
            .take(200)
            .collect(),
        now: app.clock.now(),
    })
}

fn pairs(encoded: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(encoded).into_owned().collect()
}

/// French unless English is asked for first.
fn accepted_language(headers: &HeaderMap) -> Lang {
    let asked = text(headers, &header::ACCEPT_LANGUAGE).unwrap_or_default();
    let known = asked.split(',').find_map(|part| Lang::from_tag(part.trim().get(..2)?));
    known.unwrap_or_default()
}

fn source(app: &App, parts: &Parts) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let told = || {
        let chain = parts.headers.get("x-forwarded-for")?.to_str().ok()?;
        chain.rsplit(',').next()?.trim().parse().ok()
    };
    let forwarded = if app.behind_proxy { told() } else { None };
    forwarded.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

async fn read_urlencoded(body: Body, limit: usize) -> Result<Vec<(String, String)>, Problem> {
    let bytes = to_bytes(body, limit).await.map_err(|_over_the_limit| Problem::too_large())?;
    Ok(pairs(&bytes))
}

/// Fields of a form with files together hold at most this many bytes.
const FIELDS_LIMIT: usize = 1 << 20;

async fn read_multipart(
    app: &App,
    request: Request,
    limits: Limits,
    incoming: &mut IncomingParts,
) -> Result<(), Problem> {
    let mut request = request;
    DefaultBodyLimit::max(limits.bytes).apply(&mut request);
    let mut multipart = Multipart::from_request(request, &())
        .await
        .map_err(|_not_multipart| Problem::malformed())?;
    let mut room = FIELDS_LIMIT;
    while let Some(mut part) = multipart.next_field().await.map_err(|e| unreadable(&e))? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(file_name) = part.file_name().map(str::to_owned) else {
            let value = part.text().await.map_err(|e| unreadable(&e))?;
            room = room.checked_sub(value.len()).ok_or_else(Problem::too_large)?;
            incoming.fields.push((name, value));
            continue;
        };
        if incoming.files.len() >= limits.files {
            return Err(Problem::too_many_files());
        }
        let mut staging = app.files.stage(limits.bytes as u64).map_err(problem_of_file)?;
        while let Some(chunk) = part.chunk().await.map_err(|e| unreadable(&e))? {
            staging = off_thread(move || staging.write(&chunk).map(|()| staging)).await?;
        }
        if staging.is_empty() {
            continue;
        }
        let now = incoming.now;
        let blob = off_thread(move || staging.finish(now)).await?;
        incoming.files.push(Upload {
            field: name,
            name: files::safe_name(&file_name, blob.media),
            blob,
        });
    }
    Ok(())
}

async fn off_thread<T: Send + 'static>(
    f: impl FnOnce() -> Result<T, files::FileError> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(f).await {
        Ok(done) => done.map_err(problem_of_file),
        Err(_panicked) => Err(Problem::new(500, "internal")),
    }
}

fn problem_of_file(error: files::FileError) -> Problem {
    match error {
        files::FileError::Full => Problem::new(507, "disk-full"),
        files::FileError::ReadOnly => {
            tracing::error!(error = %error, "a file could not be stored");
            Problem::new(507, "disk-refuses")
        }
        files::FileError::TooLarge => Problem::too_large(),
        other => {
            tracing::error!(error = %other, "a file could not be stored");
            Problem::new(500, "internal")
        }
    }
}

fn unreadable(error: &axum::extract::multipart::MultipartError) -> Problem {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large()
    } else {
        Problem::malformed()
    }
}

/// A secret of 32 bytes as a cookie carries it.
pub(crate) fn decode_secret(text: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}
