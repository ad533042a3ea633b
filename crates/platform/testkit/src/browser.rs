//! A visitor that behaves like a browser: cookies, redirects, forms with their hidden fields.

use std::{cell::RefCell, collections::BTreeMap, net::SocketAddr};

use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Request, Response, header},
};
use futures_util::StreamExt;
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt;

use crate::{Printed, TestApp};

/// Someone with a browser.
pub struct Visitor<'t> {
    test: &'t TestApp,
    cookies: RefCell<BTreeMap<String, String>>,
    /// Where they connect from.
    pub address: SocketAddr,
    /// The languages their browser asks for.
    pub languages: String,
    /// What they ask for: pages, or answers for a program.
    pub accepts: &'static str,
}

/// An answer, as the visitor sees it.
pub struct Page {
    /// The HTTP status.
    pub status: u16,
    /// The path asked for, after redirects.
    pub path: String,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

/// A stream being listened to.
pub struct Listening<'t> {
    test: &'t TestApp,
    said: axum::body::BodyDataStream,
}

impl Listening<'_> {
    /// What is said next; nothing when the stream has ended.
    pub fn hears(&mut self) -> Option<String> {
        let next = self.test.wait(self.said.next())?;
        Some(String::from_utf8_lossy(&next.expect("the stream is whole")).into_owned())
    }
}

/// A form being filled in.
#[derive(Clone)]
pub struct Form<'t, 'v> {
    visitor: &'v Visitor<'t>,
    action: String,
    fields: Vec<(String, String)>,
    files: Vec<(String, String, Vec<u8>)>,
    is_multipart: bool,
}

impl<'t> Visitor<'t> {
    pub(crate) fn new(test: &'t TestApp) -> Self {
        let address = SocketAddr::from(([127, 0, 0, 1], 40_000));
        Self {
            test,
            cookies: RefCell::default(),
            address,
            languages: "fr-FR,fr".to_owned(),
            accepts: "text/html",
        }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Puts a cookie in the browser.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page and follows where it leads.
    pub fn get(&self, path: &str) -> Page {
        let request = self.request("GET", path).body(Body::empty()).expect("a request");
        self.follow(path, request)
    }

    /// Opens a page and stays there, redirect or not.
    pub fn get_once(&self, path: &str) -> Page {
        let request = self.request("GET", path).body(Body::empty()).expect("a request");
        self.send(path, request)
    }

    /// Opens a stream, with the program hearing what the database tells.
    ///
    /// # Panics
    /// When the answer is not a stream.
    pub fn listen(&self, path: &str) -> Listening<'t> {
        let request = self.request("GET", path).body(Body::empty()).expect("a request");
        let router = self.test.router.clone();
        let answer = self.test.wait(async {
            web::hear_changes(&self.test.app).expect("changes are heard");
            router.oneshot(request).await.expect("the router answers")
        });
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
        Listening { test: self.test, said: answer.into_body().into_data_stream() }
    }

    /// Asks for a page as a program that already has one version of it.
    pub fn get_knowing(&self, path: &str, tag: &str) -> Page {
        let request = self.request("GET", path).header(header::IF_NONE_MATCH, tag);
        self.send(path, request.body(Body::empty()).expect("a request"))
    }

    /// Asks for some bytes of a file, as a player does.
    pub fn get_bytes(&self, path: &str, range: &str) -> Page {
        let request = self.request("GET", path).header(header::RANGE, range);
        self.send(path, request.body(Body::empty()).expect("a request"))
    }

    /// Sends a form without opening its page: no token, as an attacker would.
    pub fn post_blindly(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = encode(fields.iter().map(|(k, v)| (*k, *v)));
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request");
        self.send(path, request)
    }

    /// The form of a page with this action.
    ///
    /// # Panics
    /// When the page has no such form; the message shows those it has.
    pub fn form<'v>(&'v self, page: &Page, action: &str) -> Form<'t, 'v> {
        let document = Html::parse_document(&page.body);
        let forms = Selector::parse("form").expect("a selector");
        let all: Vec<_> = document.select(&forms).collect();
        let found = all.iter().find(|form| form.attr("action") == Some(action));
        let Some(form) = found else {
            let actions: Vec<_> = all.iter().filter_map(|form| form.attr("action")).collect();
            panic!(
                "no form for {action} in {} ({}); there are {actions:?}",
                page.path, page.status
            );
        };
        Form {
            visitor: self,
            action: action.to_owned(),
            fields: fields_of(*form),
            files: Vec::new(),
            is_multipart: form.attr("enctype") == Some("multipart/form-data"),
        }
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<_> =
            self.cookies.borrow().iter().map(|(k, v)| format!("{k}={v}")).collect();
        Request::builder()
            .method(method)
            .uri(path)
            .extension(ConnectInfo(self.address))
            .header(header::HOST, "localhost:8080")
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT_LANGUAGE, &self.languages)
            .header(header::ACCEPT, self.accepts)
            .header(header::COOKIE, cookies.join("; "))
    }

    fn follow(&self, path: &str, request: Request<Body>) -> Page {
        let mut page = self.send(path, request);
        for _ in 0..5 {
            let Some(next) = page.header("location").map(str::to_owned) else { return page };
            let request = self.request("GET", &next).body(Body::empty()).expect("a request");
            page = self.send(&next, request);
        }
        panic!("{path} leads round in circles");
    }

    fn send(&self, path: &str, request: Request<Body>) -> Page {
        let answer = self.test.router.clone().oneshot(request);
        let response = self.test.runtime.block_on(answer).expect("the router answers");
        self.keep_cookies(&response);
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
            .collect();
        let read = to_bytes(response.into_body(), 64 << 20);
        let bytes = self.test.runtime.block_on(read).expect("the body is read").to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Page { status, path: path.to_owned(), headers, body, bytes }
    }

    fn keep_cookies(&self, response: &Response<Body>) {
        for header in response.headers().get_all(header::SET_COOKIE) {
            let text = header.to_str().unwrap_or_default();
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            if attributes.contains("Max-Age=0") {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.set_cookie(name, value);
            }
        }
    }
}

impl Page {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a sentence can be read on the page, spaces folded.
    pub fn says(&self, sentence: &str) -> bool {
        self.text().contains(&fold_spaces(sentence))
    }

    /// The PDF that came instead of a page, read back.
    pub fn printed(&self) -> Printed {
        assert_eq!(self.header("content-type"), Some("application/pdf"), "{}", self.text());
        Printed::read(&self.bytes)
    }

    /// Everything that can be read on the page, spaces folded.
    pub fn text(&self) -> String {
        let document = Html::parse_document(&self.body);
        fold_spaces(&document.root_element().text().collect::<Vec<_>>().join(" "))
    }

    /// Where the forms of the page lead, in order.
    pub fn actions(&self) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        let forms = Selector::parse("form[action]").expect("a selector");
        document.select(&forms).filter_map(|form| form.attr("action").map(str::to_owned)).collect()
    }

    /// The addresses of the links whose text contains these words.
    pub fn links(&self, words: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        let links = Selector::parse("a[href]").expect("a selector");
        document
            .select(&links)
            .filter(|link| fold_spaces(&link.text().collect::<String>()).contains(words))
            .filter_map(|link| link.attr("href").map(str::to_owned))
            .collect()
    }

    /// The texts of the elements that a CSS selector finds.
    ///
    /// # Panics
    /// When the selector is wrong.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).expect("a selector");
        document
            .select(&selector)
            .map(|found| fold_spaces(&found.text().collect::<Vec<_>>().join(" ")))
            .collect()
    }

    /// The values of an attribute of the elements that a CSS selector finds.
    ///
    /// # Panics
    /// When the selector is wrong.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).expect("a selector");
        document.select(&selector).filter_map(|found| found.attr(name).map(str::to_owned)).collect()
    }
}

impl Form<'_, '_> {
    /// Types a value into a field.
    #[must_use]
    pub fn fill(mut self, field: &str, value: &str) -> Self {
        self.fields.retain(|(name, _)| name != field);
        self.fields.push((field.to_owned(), value.to_owned()));
        self
    }

    /// Leaves a field out, as an unticked box does.
    #[must_use]
    pub fn without(mut self, field: &str) -> Self {
        self.fields.retain(|(name, _)| name != field);
        self
    }

    /// Chooses a file.
    #[must_use]
    pub fn attach(mut self, field: &str, name: &str, content: &[u8]) -> Self {
        self.is_multipart = true;
        self.files.push((field.to_owned(), name.to_owned(), content.to_vec()));
        self
    }

    /// The value a field shows.
    pub fn value(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Sends the form and follows where it leads.
    pub fn send(&self) -> Page {
        self.visitor.follow(&self.action, self.to_request())
    }

    /// Sends the form and stays at its answer.
    pub fn send_once(&self) -> Page {
        self.visitor.send(&self.action, self.to_request())
    }

    fn to_request(&self) -> Request<Body> {
        let request = self.visitor.request("POST", &self.action);
        let (kind, body) = if self.is_multipart {
            ("multipart/form-data; boundary=preau-boundary", self.multipart())
        } else {
            let pairs = self.fields.iter().map(|(k, v)| (k.as_str(), v.as_str()));
            ("application/x-www-form-urlencoded", encode(pairs).into_bytes())
        };
        request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).expect("a request")
    }

    fn multipart(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in &self.fields {
            let head = format!(
                "--preau-boundary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(head.as_bytes());
        }
        for (name, file, content) in &self.files {
            let head = format!(
                "--preau-boundary\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--preau-boundary--\r\n");
        body
    }
}

fn encode<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>) -> String {
    let mut encoder = form_urlencoded::Serializer::new(String::new());
    encoder.extend_pairs(pairs).finish()
}

pub(crate) fn fold_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a browser would send of a form nobody touched.
fn fields_of(form: ElementRef) -> Vec<(String, String)> {
    let controls =
        Selector::parse("input[name], textarea[name], select[name]").expect("a selector");
    let chosen = Selector::parse("option[selected]").expect("a selector");
    let first = Selector::parse("option").expect("a selector");
    let mut fields = Vec::new();
    for control in form.select(&controls) {
        let name = control.attr("name").unwrap_or_default().to_owned();
        let value = match (control.value().name(), control.attr("type").unwrap_or("text")) {
            (_, "file" | "submit" | "button") => continue,
            ("input", "checkbox" | "radio") if control.attr("checked").is_none() => continue,
            ("textarea", _) => control.text().collect(),
            ("select", _) => {
                let option =
                    control.select(&chosen).next().or_else(|| control.select(&first).next());
                option.and_then(|option| option.attr("value")).unwrap_or_default().to_owned()
            }
            _ => control.attr("value").unwrap_or_default().to_owned(),
        };
        fields.push((name, value));
    }
    fields
}
