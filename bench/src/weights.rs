//! What a phone downloads: the first page with its styles, scripts and fonts, then the next ones.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use db::Db;

use crate::{
    Failure,
    client::{Client, header},
    data::{self, House},
    figure::Figure,
    load,
    people::{self, Role},
    process::Server,
};

/// Pages looked at after the first, for each role.
const NEXT_PAGES: usize = 12;

/// What one visit downloaded, in bytes as sent.
#[derive(Default)]
struct Visit {
    /// What the browser holds already: its own files never change.
    held: BTreeSet<String>,
    fonts: BTreeMap<String, usize>,
    first: usize,
    next: Vec<usize>,
}

/// Measures, in kB of 1 000 bytes.
pub(crate) fn measure(house: &House, territory: &Path) -> Result<Vec<Figure>, Failure> {
    let db = Db::open(&data::database(territory))?;
    let mut people = Vec::new();
    for role in [Role::Pupil, Role::Teacher, Role::GuardianOfThree] {
        people.extend(role.some(&db, 5)?);
    }
    let cookies = people::sign_in(&db, &people, demo::load::now())?;
    drop(db);
    let server = Server::serve(house, territory)?;
    let mut visits = Vec::new();
    for cookie in &cookies {
        visits.push(load::runtime()?.block_on(visit(&server, cookie))?);
    }
    let first: Vec<f64> = visits.iter().map(|visit| kb(visit.first)).collect();
    let fonts: Vec<f64> = visits.iter().map(|visit| kb(visit.fonts.values().sum())).collect();
    let next: Vec<f64> = visits.iter().flat_map(|visit| &visit.next).map(|n| kb(*n)).collect();
    Ok(vec![
        Figure::of("start.first-page-weight", "kB", &first, None),
        Figure::of("start.fonts-weight", "kB", &fonts, None),
        Figure::of("start.next-page-weight", "kB", &next, None),
    ])
}

fn kb(bytes: usize) -> f64 {
    bytes as f64 / 1e3
}

/// The home, then the pages it leads to.
async fn visit(server: &Server, cookie: &str) -> Result<Visit, Failure> {
    let mut client = Client::connect(server.address).await?;
    let mut visit = Visit::default();
    let home = open(&mut client, &mut visit, "/", cookie).await?;
    let (weight, home) = home.ok_or("the home is not a page")?;
    visit.first = weight;
    let pages: BTreeSet<&str> = links(&home).filter(|link| !link.starts_with("/a/")).collect();
    for page in pages.into_iter().filter(|page| *page != "/").take(NEXT_PAGES) {
        let opened = open(&mut client, &mut visit, page, cookie).await?;
        visit.next.extend(opened.map(|(weight, _)| weight));
    }
    Ok(visit)
}

/// Downloads a page and those of its files that the browser does not hold: their weight beside
/// fonts, and the page to read. `None` when it is a file and not a page.
async fn open(
    client: &mut Client,
    visit: &mut Visit,
    path: &str,
    cookie: &str,
) -> Result<Option<(usize, String)>, Failure> {
    let answer = client.get(path, cookie).await?;
    let is_page = header(&answer.head, "content-type").is_some_and(|t| t.starts_with("text/html"));
    if answer.status != 200 || !is_page {
        return Ok(None);
    }
    let mut weight = answer.body.len();
    let page = client.get_plain(path, cookie).await?;
    let html = String::from_utf8(page.body)?;
    for file in loaded(&html).into_iter().map(str::to_owned) {
        if visit.held.insert(file.clone()) {
            weight += client.get(&file, cookie).await?.body.len();
            if file.ends_with(".css") {
                let css = String::from_utf8(client.get_plain(&file, cookie).await?.body)?;
                fonts(client, visit, &css).await?;
            }
        }
    }
    Ok(Some((weight, html)))
}

/// Every font that a style sheet names, in the folder of the front end's files.
async fn fonts(client: &mut Client, visit: &mut Visit, css: &str) -> Result<(), Failure> {
    let names = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    for name in names.map(|name| name.trim_matches(['"', '\''])) {
        let file = name.rsplit('/').next().unwrap_or(name);
        if file.ends_with(".woff2") && !visit.fonts.contains_key(file) {
            let bytes = client.get(&format!("/a/{file}"), "").await?.body.len();
            visit.fonts.insert(file.to_owned(), bytes);
        }
    }
    Ok(())
}

/// The styles and scripts that a page loads.
fn loaded(html: &str) -> BTreeSet<&str> {
    let scripts = attributes(html, " src=\"").filter(|file| file.ends_with(".js"));
    let styles = attributes(html, " href=\"").filter(|file| file.ends_with(".css"));
    scripts.chain(styles).collect()
}

/// The pages of this site that a page leads to.
fn links(html: &str) -> impl Iterator<Item = &str> {
    let main = html.split("<main").nth(1).unwrap_or(html);
    attributes(main, " href=\"").filter(|link| link.starts_with('/') && !link.contains(['?', '#']))
}

fn attributes<'h>(html: &'h str, start: &'static str) -> impl Iterator<Item = &'h str> {
    html.split(start).skip(1).filter_map(|rest| rest.split('"').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_it_loads_and_where_it_leads() {
        let html = r##"<link rel="stylesheet" href="/a/x.css"><script src="/a/y.js" defer></script>
            <main><a href="/cours/1">1</a><a href="#x">x</a></main>"##;
        assert_eq!(loaded(html).into_iter().collect::<Vec<_>>(), ["/a/x.css", "/a/y.js"]);
        assert_eq!(links(html).collect::<Vec<_>>(), ["/cours/1"]);
    }
}
