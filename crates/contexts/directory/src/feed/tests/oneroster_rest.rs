//! A OneRoster server, as it answers and as it should not.

use std::cell::RefCell;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::{
    Router,
    body::Bytes,
    extract::{Path as Place, Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::super::oneroster_rest::{Fetched, RestError, Server, fetch};
use super::super::{Category, Responsibility, oneroster};
use super::*;

const SECRET: &str = "s3cret-of-the-account";

/// How a server misbehaves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Well,
    /// Gives three records at once, whatever is asked, and says how many there are.
    Sparingly,
    /// Busy twice before each new answer.
    Busy,
    /// Down for ever.
    Down,
    /// Forgets the account in the middle.
    Forgetful,
    /// Gives the first page for ever.
    Endless,
    /// Leads to another host.
    Elsewhere,
    /// Answers with a page of text.
    Text,
    /// Answers something else.
    Other,
    /// Announces more than it gives.
    Short,
    /// Answers more than any page holds.
    Huge,
    /// Knows no such account.
    Closed,
}

struct House {
    manner: Manner,
    asked: Mutex<Vec<String>>,
    data: Value,
}

fn records() -> Value {
    let reference =
        |id: &str| json!({"sourcedId": id, "type": "x", "href": "https://elsewhere.example/"});
    json!({
        "orgs": [{"sourcedId": "o1", "status": "active", "dateLastModified": "2026-09-01T08:00:00.000Z",
            "name": "Collège Jean des Bois", "type": "school", "identifier": "0860002K"}],
        "academicSessions": [{"sourcedId": "y", "status": "active", "title": "Année", "type": "schoolYear",
            "startDate": "2026-09-01", "endDate": "2027-09-01", "schoolYear": "2027"}],
        "courses": [{"sourcedId": "c1", "status": "active", "title": "Français", "courseCode": "020700"}],
        "classes": [
            {"sourcedId": "k1", "status": "active", "title": "6e A", "classType": "homeroom", "grades": ["06"],
             "course": reference("c1"), "school": reference("o1"), "terms": [reference("y")]},
            {"sourcedId": "k2", "status": "tobedeleted", "title": "6e B", "classType": "homeroom",
             "course": reference("c1"), "school": reference("o1"), "terms": [reference("y")]}],
        "users": [
            {"sourcedId": "zoe", "status": "active", "enabledUser": true, "givenName": "Zoé", "familyName": "Martin",
             "password": "hunter2", "grades": ["06"], "agents": [reference("lea")],
             "roles": [{"roleType": "primary", "role": "student", "org": reference("o1")}]},
            {"sourcedId": "lea", "status": "active", "enabledUser": "true", "givenName": "Léa", "familyName": "Martin",
             "email": "lea@example.org", "roles": [{"roleType": "primary", "role": "parent", "org": reference("o1")}]},
            {"sourcedId": "prof", "status": "active", "enabledUser": true, "givenName": "Claire", "familyName": "Roux",
             "preferredLastName": "Baron",
             "roles": [{"roleType": "primary", "role": "teacher", "org": reference("o1"), "beginDate": "2026-09-01"}]},
            {"sourcedId": "gone", "status": "tobedeleted", "enabledUser": true, "givenName": "Ali", "familyName": "Petit",
             "roles": [{"roleType": "primary", "role": "student", "org": reference("o1")}]}],
        "enrollments": [
            {"sourcedId": "e1", "status": "active", "role": "student", "user": reference("zoe"), "class": reference("k1"), "school": reference("o1")},
            {"sourcedId": "e2", "status": "active", "role": "teacher", "primary": "true", "user": reference("prof"), "class": reference("k1"), "school": reference("o1")}],
        "demographics": [{"sourcedId": "zoe", "status": "active", "birthDate": "2014-05-07"}]
    })
}

fn said(value: &Value) -> Response {
    ([("Content-Type", "application/json")], value.to_string()).into_response()
}

async fn token(State(house): State<Arc<House>>, headers: HeaderMap, body: Bytes) -> Response {
    house.asked.lock().unwrap().push("token".to_owned());
    let account = headers.get("authorization").map(|value| value.to_str().unwrap().to_owned());
    let asked = String::from_utf8(body.to_vec()).unwrap();
    if house.manner == Manner::Closed || account.is_none_or(|text| !text.starts_with("Basic ")) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    assert!(asked.contains("grant_type=client_credentials") && asked.contains("roster.readonly"));
    said(&json!({"access_token": "abc", "token_type": "bearer", "expires_in": 60}))
}

async fn page(
    State(house): State<Arc<House>>,
    Place(name): Place<String>,
    Query(query): Query<HashMap<String, usize>>,
    headers: HeaderMap,
) -> Response {
    let (offset, limit) = (query["offset"], query["limit"]);
    let times = {
        let mut asked = house.asked.lock().unwrap();
        let this = format!("{name} {offset}");
        asked.push(this.clone());
        asked.iter().filter(|one| **one == this).count()
    };
    if headers.get("authorization").is_none_or(|value| value != "Bearer abc") {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let all = house.data[&name].as_array().cloned().unwrap_or_default();
    let some = |offset: usize, limit: usize| -> Vec<Value> {
        all.iter().skip(offset).take(limit).cloned().collect()
    };
    let answer = |records: Vec<Value>| said(&json!({ &name: records }));
    match house.manner {
        Manner::Sparingly => {
            ([("X-Total-Count", all.len().to_string())], answer(some(offset, 3))).into_response()
        }
        Manner::Busy if times < 3 => {
            (StatusCode::TOO_MANY_REQUESTS, [("Retry-After", "900000")]).into_response()
        }
        Manner::Down => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Manner::Forgetful if name == "users" && offset == 0 && times == 1 => {
            StatusCode::UNAUTHORIZED.into_response()
        }
        Manner::Endless => {
            ([("Link", "</again>; rel=\"next\"")], answer(some(0, limit))).into_response()
        }
        Manner::Elsewhere => {
            (StatusCode::FOUND, [("Location", "https://elsewhere.example/")]).into_response()
        }
        Manner::Text => "<html>Martin</html>".into_response(),
        Manner::Other => said(&json!(["orgs"])),
        Manner::Short => ([("X-Total-Count", "9")], answer(some(offset, limit))).into_response(),
        Manner::Huge => vec![b' '; (64 << 20) + 1].into_response(),
        _ => answer(some(offset, limit)),
    }
}

/// What came of asking a server: the answer, what was asked of it, how long was waited.
struct Asked {
    answer: Result<Fetched, RestError>,
    asked: Vec<String>,
    waits: Vec<Duration>,
}

fn ask(manner: Manner, limits: Limits) -> Asked {
    let house = Arc::new(House { manner, asked: Mutex::default(), data: records() });
    let routes = Router::new()
        .route("/token", post(token))
        .route("/ims/oneroster/rostering/v1p2/{name}", get(page))
        .with_state(Arc::clone(&house));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    runtime.spawn(async move { axum::serve(listener, routes).await });
    let server = Server {
        url: format!("http://{address}/ims/oneroster/rostering/v1p2/"),
        token_url: format!("http://{address}/token"),
        client_id: "preau".to_owned(),
        client_secret: SECRET.to_owned(),
    };
    let waits = RefCell::new(Vec::new());
    let answer = fetch(&server, &limits, &|wait| waits.borrow_mut().push(wait));
    let asked = house.asked.lock().unwrap().clone();
    Asked { answer, asked, waits: waits.into_inner() }
}

fn read(fetched: &Fetched) -> Read {
    let paths = [fetched.path().to_path_buf()];
    collect(|sink| oneroster::read(&paths, &Limits::default(), sink)).unwrap()
}

#[test]
fn a_server_is_read_as_an_export() {
    let asked = ask(Manner::Well, Limits::default());
    let fetched = asked.answer.unwrap();
    let read = read(&fetched);
    assert_eq!(read.rejects, []);
    let s = &read.summary;
    assert_eq!((s.schools, s.classes, s.pupils, s.guardians, s.staff), (1, 1, 1, 1, 1));
    assert!(read.people.iter().all(|person| person.key.starts_with("OR-127.0.0.1-")));
    let zoe = read.people.iter().find(|one| one.category == Category::Pupil).unwrap();
    assert_eq!(zoe.kinships[0].level, Responsibility::Legal);
    assert_eq!(zoe.birth_date, kernel::Day::new(2014, 5, 7));
    let baron = read.people.iter().find(|one| one.category == Category::Staff).unwrap();
    assert_eq!(&*baron.last_name, "Baron");
    let users = std::fs::read_to_string(fetched.path().join("users.csv")).unwrap();
    assert!(!users.contains("hunter2"), "nobody's password is kept");
}

#[test]
fn pages_are_followed_to_the_last() {
    let asked = ask(Manner::Sparingly, Limits::default());
    assert_eq!(read(&asked.answer.unwrap()).summary.pupils, 1);
    assert!(asked.asked.contains(&"users 3".to_owned()), "{:?}", asked.asked);
}

#[test]
fn a_busy_server_is_asked_again_and_never_waited_for_long() {
    let asked = ask(Manner::Busy, Limits::default());
    assert!(asked.answer.is_ok());
    assert!(!asked.waits.is_empty());
    assert!(asked.waits.iter().all(|wait| *wait <= Duration::from_secs(60)), "{:?}", asked.waits);
}

#[test]
fn the_right_to_read_is_asked_for_again() {
    let asked = ask(Manner::Forgetful, Limits::default());
    assert!(asked.answer.is_ok());
    assert_eq!(asked.asked.iter().filter(|one| *one == "token").count(), 2);
}

#[test]
fn whatever_a_server_does_ends_with_a_sentence_and_no_secret() {
    for (manner, said) in [
        (Manner::Down, "orgs: the server answers 500"),
        (Manner::Endless, "orgs: the server gives the same page again and again"),
        (Manner::Elsewhere, "orgs: the server sends elsewhere"),
        (Manner::Text, "orgs: the answer is not OneRoster 1.2: line 1, column 1"),
        (Manner::Other, "orgs: the answer is not OneRoster 1.2: no orgs"),
        (Manner::Short, "orgs: the server announces more records than it gives"),
        (Manner::Huge, "orgs: the answer is not OneRoster 1.2"),
        (Manner::Closed, "token: the server answers 401"),
    ] {
        let asked = ask(manner, Limits::default());
        let error = asked.answer.unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
        assert!(!error.contains(SECRET) && !error.contains("Martin"), "{error}");
        assert!(asked.asked.len() < 10, "{:?}", asked.asked);
    }
    let few = Limits { records: 3, ..Limits::default() };
    let error = ask(Manner::Well, few).answer.unwrap_err();
    assert!(matches!(error, RestError::TooMany { limit: 3, .. }), "{error}");
}

#[test]
fn only_addresses_over_tls_are_read() {
    for url in ["http://sis.example/ims", "ftp://sis.example", "sis.example", "https://"] {
        let server = Server {
            url: url.to_owned(),
            token_url: "https://sis.example/token".to_owned(),
            client_id: String::new(),
            client_secret: String::new(),
        };
        let error = fetch(&server, &Limits::default(), &|_| {}).unwrap_err();
        assert!(matches!(error, RestError::Address(_)), "{url}: {error}");
    }
}
