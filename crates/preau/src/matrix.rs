//! The rights matrix: every route, as every kind of person, on an object in every state. What it
//! answers is generated and compared with `matrix.txt`; write it anew with `PREAU_MATRIX=write`.

mod found;
mod knowing;
mod lent;
mod pilots;
mod scene;

use std::{collections::BTreeMap, fs, path::Path};

use kernel::Lang;
use testkit::both;
use web::{Incoming, IncomingParts, Method, Route, Run};

use scene::{Scene, Seen};

/// The file that was read and agreed on.
const AGREED: &str = "matrix.txt";

both! {
    fn every_route_answers_everyone_as_agreed(backend) {
        let scene = Scene::arrange(&backend);
        let found = matrix(&scene);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(AGREED);
        if std::env::var_os("PREAU_MATRIX").is_some_and(|word| word == "write") {
            fs::write(&file, &found).unwrap();
        }
        let agreed = fs::read_to_string(&file).unwrap_or_default();
        let changed: Vec<_> = differences(&agreed, &found);
        assert!(
            changed.is_empty(),
            "rights changed; read this, then run with PREAU_MATRIX=write:\n{}",
            changed.join("\n")
        );
    }
}

fn differences(agreed: &str, found: &str) -> Vec<String> {
    let (before, after): (Vec<_>, Vec<_>) =
        (agreed.split("\n\n").collect(), found.split("\n\n").collect());
    let gone = before.iter().filter(|part| !after.contains(part)).map(|part| format!("- {part}"));
    let new = after.iter().filter(|part| !before.contains(part)).map(|part| format!("+ {part}"));
    gone.chain(new).collect()
}

/// One paragraph per route and object: which answer, to whom. The answer most people get is given
/// to « everyone else ».
fn matrix(scene: &Scene) -> String {
    let mut text = String::from(
        "# Which answer each route gives to whom. 200 or 422: allowed (422 asks to fill in a form);\n\
         # 202: admitted to a task; 303: done; 401: sign in first; 403: another role; 404: not theirs.\n",
    );
    let everyone: Vec<_> = scene.people.iter().map(|(who, _)| *who).collect();
    text.push_str("# Everyone: ");
    text.push_str(&everyone.join(", "));
    text.push('\n');
    let mut routes: Vec<Route> =
        scene.test.app.modules.iter().flat_map(|room| room.routes.iter().copied()).collect();
    routes.sort_by_key(|route| (route.path, route.method == Method::Post));
    for route in routes {
        for object in scene.objects(route.path) {
            let method = if route.method == Method::Get { "GET" } else { "POST" };
            text.push_str(&format!("\n{method} {}{}\n", route.path, object.title()));
            let answers = answers(scene, route, &object);
            let most = answers.values().map(Vec::len).max().unwrap_or(0);
            for (status, people) in answers {
                let whom = match people.len() {
                    n if n == everyone.len() => "everyone".to_owned(),
                    n if n == most => "everyone else".to_owned(),
                    _ => people.join(", "),
                };
                text.push_str(&format!("  {status} {whom}\n"));
            }
        }
    }
    text
}

fn answers(scene: &Scene, route: Route, object: &Seen) -> BTreeMap<u16, Vec<&'static str>> {
    let mut answers: BTreeMap<u16, Vec<&'static str>> = BTreeMap::new();
    for (who, token) in &scene.people {
        let incoming = request(scene, *token, object);
        let answer = web::rehearse(&scene.test.app, route, &incoming);
        let status = scene.test.wait(answer);
        assert!(status < 500, "{} {object:?} answers {status} to {who}", route.path);
        let is_task = matches!(route.run, Run::Task(_));
        assert!(is_task || status != 202, "only a task is admitted");
        answers.entry(status).or_default().push(who);
    }
    answers
}

fn request(scene: &Scene, session: Option<[u8; 32]>, object: &Seen) -> Incoming {
    let fields = [("_envoi", "0123456789abcdef0123456789abcdef"), ("revision", "0")];
    Incoming::from_parts(IncomingParts {
        uri: "/".to_owned(),
        params: object.params.clone(),
        query: Vec::new(),
        fields: fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        files: Vec::new(),
        session,
        anchor: [0; 32],
        anchor_is_new: false,
        lang: Lang::Fr,
        flash: None,
        place: None,
        wants_json: false,
        source: std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
        device: String::new(),
        now: scene.test.now(),
    })
}
