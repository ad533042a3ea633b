//! The way of a request: read within limits → same origin → one transaction for the session, the
//! right, the handler and the layout → headers and compression.

use std::{
    io::{Seek, SeekFrom, Write},
    net::SocketAddr,
};

use axum::{
    Router,
    body::Body,
    extract::{Path, Request},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    routing::{MethodFilter, MethodRouter, on},
};
use flate2::{Compression, write::GzEncoder};
use kernel::Lang;
use maud::html;

use crate::{
    App, Cx, Incoming, Method, Outcome, Page, Problem, Reply, Route, Run, assets, cookie::Cookie,
    csrf, entrance, health, live, ranges, reply::ReplyBody, request::Limits, t, takeaway,
};

/// Everything the program answers.
pub fn router(app: &App) -> Router {
    let mut router = Router::new().route(
        "/a/{file}",
        axum::routing::get(|Path(file): Path<String>, headers: HeaderMap| async move {
            assets::serve(&file, &headers)
        }),
    );
    router = health::routes(router, app);
    let routes: Vec<Route> =
        app.modules.iter().flat_map(|module| module.routes.iter().copied()).collect();
    let mut paths: Vec<_> = routes.iter().map(|route| route.path).collect();
    paths.sort_unstable();
    paths.dedup();
    for path in paths {
        let of_path = routes.iter().filter(|route| route.path == path);
        router = router.route(
            path,
            of_path.fold(MethodRouter::new(), |methods, route| add(methods, app, *route)),
        );
    }
    let fallback_app = app.clone();
    router.fallback(move |request: Request| answer_unknown(fallback_app.clone(), request))
}

/// Serves until told to stop; requests under way are finished.
///
/// # Errors
/// When the listener breaks.
pub async fn serve(
    app: &App,
    listener: tokio::net::TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    live::hear_changes(app).map_err(std::io::Error::other)?;
    let open = app.live().clone();
    let closing = async move {
        stop.await;
        open.close();
    };
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(closing).await
}

fn add(methods: MethodRouter, app: &App, route: Route) -> MethodRouter {
    let app = app.clone();
    let filter = match route.method {
        Method::Get => MethodFilter::GET,
        Method::Post => MethodFilter::POST,
    };
    methods.merge(on(filter, move |request: Request| answer(app.clone(), route, request)))
}

async fn answer(app: App, route: Route, request: Request) -> Response<Body> {
    let begun = app.meters().now();
    let headers = request.headers().clone();
    let same_origin = route.method == Method::Get || csrf::is_same_origin(&headers);
    let read = Incoming::read(&app, request, Limits::of(&route)).await;
    let incoming = match read {
        Ok(incoming) => incoming,
        Err(problem) => {
            app.meters().answered(route.method.word(), route.path, problem.status, begun);
            return unread(&app, &problem, &headers);
        }
    };
    let mut outcome =
        if same_origin { run(&app, route, &incoming).await } else { Err(Problem::stale_form()) };
    if let Ok(mut answer) = outcome {
        // A page that is shown instead, such as a form to correct, is no way on.
        if incoming.wants_json && answer.html.is_none() {
            answer.reply.tell_the_way();
        }
        outcome = match seated(&app, &incoming, answer) {
            Ok(answer) => opened(&app, &headers, answer).await,
            full => full,
        };
    }
    let status =
        outcome.as_ref().map_or_else(|problem| problem.status, |answer| answer.reply.status);
    app.meters().answered(route.method.word(), route.path, status, begun);
    if route.method == Method::Get && incoming.session.is_some() {
        let now = app.meters().now();
        app.entrance().page_shown(now.0 - begun.0, now);
    }
    tracing::debug!(method = ?route.method, route = route.path, status, "answered");
    finish(&app, &incoming, &headers, outcome)
}

async fn answer_unknown(app: App, request: Request) -> Response<Body> {
    let headers = request.headers().clone();
    match Incoming::read(&app, request, Limits::NOTHING).await {
        Ok(incoming) => finish(&app, &incoming, &headers, Err(Problem::not_found())),
        Err(problem) => unread(&app, &problem, &headers),
    }
}

/// An answer whose page is already inside the layout.
pub(crate) struct Answer {
    pub(crate) reply: Reply,
    pub(crate) html: Option<String>,
}

async fn run(app: &App, route: Route, incoming: &Incoming) -> Result<Answer, Problem> {
    if route.method == Method::Post {
        let token = incoming.field(csrf::FIELD).unwrap_or_default();
        if !csrf::is_valid(&app.secret, incoming.form_anchor(), token) {
            return Err(Problem::stale_form());
        }
    }
    if route.is_entrance {
        return entrance::pass(app, route, incoming).await;
    }
    go(app, route, incoming).await
}

/// What a route answers, once its form is known to be ours.
pub(crate) async fn go(app: &App, route: Route, incoming: &Incoming) -> Result<Answer, Problem> {
    match route.run {
        Run::Read(page) => app.read(incoming, move |cx| admitted(cx, route, page)).await,
        Run::Write(submit) => app.write(incoming, move |cx| admitted(cx, route, submit)).await,
        Run::Task(start) => {
            app.read(incoming, move |cx| cx.admit(route.access)).await?;
            let reply = start(app.clone(), incoming.clone()).await?;
            match &reply.body {
                ReplyBody::Page(_) => laid_out(app, incoming, reply).await,
                _ => Ok(Answer { reply, html: None }),
            }
        }
    }
}

/// Begins the stream of a page; without room for it the page asks from time to time.
fn seated(app: &App, incoming: &Incoming, mut answer: Answer) -> Result<Answer, Problem> {
    if let ReplyBody::Live(whom) = answer.reply.body {
        let body = live::body(app, incoming, whom);
        answer.reply.body = ReplyBody::Stream(body.ok_or(Problem::new(503, "busy"))?);
    }
    Ok(answer)
}

/// Opens a stored file once its transaction has ended: it may come over the network.
async fn opened(app: &App, headers: &HeaderMap, mut answer: Answer) -> Result<Answer, Problem> {
    let ReplyBody::Stored { hash, media, disposition } = answer.reply.body else {
        return Ok(answer);
    };
    let files = app.files.clone();
    let found = tokio::task::spawn_blocking(move || files.get(&hash)).await;
    let found = found.map_err(|_panicked| Problem::new(500, "internal"))?.unwrap_or_else(|error| {
        tracing::error!(%error, "a file that is referred to cannot be read");
        None
    });
    let (mut file, length) = found.ok_or_else(Problem::not_found)?;
    let asked = ranges::asked(headers, length);
    file.seek(SeekFrom::Start(asked.first())).map_err(|_broken| Problem::new(500, "internal"))?;
    answer.reply.status = asked.status(answer.reply.status);
    answer.reply.body = ReplyBody::File { file, length, asked, media, disposition };
    Ok(answer)
}

fn admitted(cx: &mut Cx, route: Route, handler: fn(&mut Cx) -> Outcome) -> Result<Answer, Problem> {
    cx.admit(route.access)?;
    let reply = handler(cx)?;
    let html = match &reply.body {
        ReplyBody::Page(page) => Some(cx.layout(page)?.into_string()),
        _ => None,
    };
    Ok(Answer { reply, html })
}

async fn laid_out(app: &App, incoming: &Incoming, mut reply: Reply) -> Result<Answer, Problem> {
    let empty = ReplyBody::Redirect(String::new());
    let page = match std::mem::replace(&mut reply.body, empty) {
        ReplyBody::Page(page) => std::sync::Arc::new(page),
        other => {
            reply.body = other;
            return Ok(Answer { reply, html: None });
        }
    };
    let html = app.read(incoming, move |cx| Ok(cx.layout(&page)?.into_string())).await?;
    Ok(Answer { reply, html: Some(html) })
}

fn finish(
    app: &App,
    incoming: &Incoming,
    headers: &HeaderMap,
    outcome: Result<Answer, Problem>,
) -> Response<Body> {
    let Answer { reply, html } =
        outcome.unwrap_or_else(|problem| of_problem(app, incoming, &problem));
    let gzip = accepts_gzip(headers);
    let shows_a_page = html.is_some();
    let is_known = reply.tag.as_ref().is_some_and(|tag| asks_for_news(headers, tag));
    let (body, status) = if is_known {
        (ReplyBody::Page(Page::narrow("", html! {})), StatusCode::NOT_MODIFIED.as_u16())
    } else {
        (reply.body, reply.status)
    };
    let mut response = body_of(app, body, html, gzip);
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut cookies = reply.cookies;
    if let Some(flash) = &reply.flash {
        cookies.push(Cookie::flash(flash));
    } else if shows_a_page && incoming.flash.is_some() {
        cookies.push(Cookie::no_flash());
    }
    if incoming.anchor_is_new && incoming.session.is_none() && shows_a_page {
        cookies.push(Cookie::anchor(&incoming.anchor));
    }
    for cookie in &cookies {
        if let Ok(value) = HeaderValue::from_str(&cookie.header(app.is_secure())) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    if let Some(seconds) = reply.again {
        set(&mut response, header::RETRY_AFTER, &seconds.to_string());
        set(&mut response, header::REFRESH, &seconds.to_string());
    }
    guard(app, response.headers_mut());
    if let Some(tag) = &reply.tag {
        set(&mut response, header::ETAG, tag);
        set(&mut response, header::CACHE_CONTROL, "private, no-cache");
    }
    response
}

/// Whether who asks has this version already.
fn asks_for_news(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut known = known.unwrap_or_default().split(',');
    known.any(|one| one.trim().trim_start_matches("W/") == tag)
}

fn body_of(app: &App, body: ReplyBody, html: Option<String>, gzip: bool) -> Response<Body> {
    match body {
        ReplyBody::Page(_) | ReplyBody::Redirect(_) if html.is_some() => {
            text(html.unwrap_or_default(), "text/html; charset=utf-8", gzip)
        }
        ReplyBody::Page(_) | ReplyBody::Stored { .. } | ReplyBody::Live(_) => {
            text(String::new(), "text/html; charset=utf-8", false)
        }
        ReplyBody::Redirect(path) => {
            let mut response = Response::new(Body::empty());
            set(&mut response, header::LOCATION, &path);
            response
        }
        ReplyBody::Json(json) => text(json, "application/json", gzip),
        ReplyBody::Stream(body) => {
            let mut response = Response::new(body);
            set(&mut response, header::CONTENT_TYPE, "text/event-stream");
            set(&mut response, header::HeaderName::from_static("x-accel-buffering"), "no");
            response
        }
        ReplyBody::Data { media, disposition, bytes } => {
            let mut response = Response::new(Body::from(bytes));
            set(&mut response, header::CONTENT_TYPE, media);
            if let Some(disposition) = disposition {
                set(&mut response, header::CONTENT_DISPOSITION, &disposition);
            }
            response
        }
        ReplyBody::Archive { disposition, entries } => {
            let mut response = Response::new(takeaway::body(app.files.clone(), entries));
            set(&mut response, header::CONTENT_TYPE, "application/zip");
            set(&mut response, header::CONTENT_DISPOSITION, &disposition);
            response
        }
        ReplyBody::File { file, length, asked, media, disposition } => {
            let mut response = ranges::answer(file, length, asked);
            set(&mut response, header::CONTENT_TYPE, media);
            set(&mut response, header::CONTENT_DISPOSITION, &disposition);
            response
        }
    }
}

pub(crate) fn set(response: &mut Response<Body>, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Below this many bytes compressing costs more than it saves.
const WORTH_COMPRESSING: usize = 900;

fn text(content: String, media: &'static str, gzip: bool) -> Response<Body> {
    let compressed = (gzip && content.len() >= WORTH_COMPRESSING)
        .then(|| compress(content.as_bytes()))
        .flatten();
    let is_compressed = compressed.is_some();
    let mut response = Response::new(compressed.map_or_else(|| Body::from(content), Body::from));
    set(&mut response, header::CONTENT_TYPE, media);
    set(&mut response, header::VARY, "accept-encoding, cookie");
    if is_compressed {
        set(&mut response, header::CONTENT_ENCODING, "gzip");
    }
    response
}

fn compress(content: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(content.len() / 3), Compression::new(2));
    encoder.write_all(content).ok()?;
    encoder.finish().ok()
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.contains("gzip"))
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; media-src 'self' blob:; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'";

/// The headers of every answer but the front end's own files.
fn guard(app: &App, headers: &mut HeaderMap) {
    let fixed = [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        (
            "permissions-policy",
            "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
        ),
        ("cache-control", "no-store"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if app.is_secure() {
        headers.insert(
            "strict-transport-security",
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
}

/// A problem as a page, as JSON for a program, or as the way to the sign-in page.
fn of_problem(app: &App, incoming: &Incoming, problem: &Problem) -> Answer {
    let lang = incoming.lang;
    let (title, sentence) = problem.words(lang);
    if incoming.wants_json {
        let body = serde_json::json!({
            "type": format!("urn:preau:problem:{}", problem.code),
            "title": title, "status": problem.status, "detail": sentence, "message": sentence,
        });
        return Answer { reply: Reply::json(&body).with_status(problem.status), html: None };
    }
    if problem.status == 401 {
        let next: String = form_urlencoded::byte_serialize(incoming.uri.as_bytes()).collect();
        return Answer { reply: Reply::see_other(format!("/connexion?suite={next}")), html: None };
    }
    let html = problem_page(app, lang, title, &sentence);
    let page = Page::narrow(title, html! {});
    Answer { reply: Reply::from(page).with_status(problem.status), html: Some(html) }
}

fn problem_page(app: &App, lang: Lang, title: &'static str, sentence: &str) -> String {
    let main = html! {
        section.card.stack {
            h1 { (title) }
            p { (sentence) }
            p { a.act href="/" { (t::back_home(lang)) } }
        }
    };
    (app.hooks.plain_layout)(&Page::narrow(title, main), lang).into_string()
}

/// A request that could not even be read.
fn unread(app: &App, problem: &Problem, headers: &HeaderMap) -> Response<Body> {
    let lang = Lang::default();
    let (title, sentence) = problem.words(lang);
    let mut response = text(
        problem_page(app, lang, title, &sentence),
        "text/html; charset=utf-8",
        accepts_gzip(headers),
    );
    *response.status_mut() =
        StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST);
    guard(app, response.headers_mut());
    response
}
