//! The inventory of a territory: 200 000 devices listed, filtered, exported and found, and a table of
//! 20 000 lines compared and applied.

use db::{Db, DbError, params};
use equipment::api::{Category, DeviceRow, OrderRow, State};

use crate::{
    Failure,
    client::{Client, header, hidden, timed},
    data::{self, House},
    figure::{Figure, quantile},
    load, people,
    process::Server,
};

const DEVICES: usize = 200_000;
const LINES: usize = 20_000;
/// Runs of each figure, and requests of each run.
const RUNS: usize = 3;
const REQUESTS: usize = 500;

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let territory = house.copy_of("territory", "equipment")?;
    let (schools, cookie) = {
        let db = Db::open(&data::database(&territory))?;
        let schools = furnish(&db)?;
        let manager: i64 = db.read_blocking::<_, DbError, _>(|tx| {
            tx.query_one(
                "SELECT person_id FROM directory_membership WHERE role = $1 AND org_id IS NULL ORDER BY id LIMIT 1",
                params!["territory-manager"],
                |row| row.get(0),
            )
        })?;
        let cookies = people::sign_in(&db, &[manager], demo::load::now())?;
        (schools, cookies.into_iter().next().ok_or("nobody to measure")?)
    };
    let server = Server::serve(house, &territory)?;
    load::runtime()?.block_on(async {
        let mut figures = pages(&server, &schools, &cookie).await?;
        figures.push(whole(&server, &cookie).await?);
        figures.extend(import(&server, schools[0], &cookie).await?);
        Ok(figures)
    })
}

/// Gives the schools as many devices as it takes; the schools.
fn furnish(db: &Db) -> Result<Vec<i64>, Failure> {
    let (schools, known): (Vec<i64>, i64) = db.read_blocking::<_, DbError, _>(|tx| {
        let schools = tx.query(
            "SELECT org_id FROM directory_org WHERE is_open AND uai IS NOT NULL ORDER BY org_id",
            &[],
            |row| row.get(0),
        )?;
        Ok((schools, tx.query_one("SELECT COUNT(*) FROM equipment_device", &[], |row| row.get(0))?))
    })?;
    let missing = DEVICES.saturating_sub(usize::try_from(known)?);
    let each = missing.div_ceil(schools.len().max(1));
    for (at, org) in schools.iter().enumerate() {
        let org = *org;
        db.write_blocking::<_, DbError, _>(move |tx| {
            let serials: Vec<String> =
                (0..each).map(|nth| format!("BENCH{at:04}{nth:05}")).collect();
            let tags: Vec<String> = (0..each).map(|nth| format!("BANC-{nth:05}")).collect();
            let places: Vec<String> = (0..each).map(|nth| format!("Salle {}", nth % 40)).collect();
            let rows: Vec<DeviceRow> = (0..each)
                .map(|nth| DeviceRow {
                    org,
                    category: Category::ALL[nth % Category::ALL.len()],
                    brand: "Tournesol",
                    model: "Ardoise 11",
                    serial: &serials[nth],
                    tag: &tags[nth],
                    funding: "Convention 2026-14",
                    state: State::ALL[nth % State::ALL.len()],
                    place: &places[nth],
                    bought: None,
                    price: Some(24_990),
                })
                .collect();
            equipment::api::load_devices(tx, &rows, demo::load::now())
        })?;
    }
    let orgs = schools.clone();
    db.write_blocking::<_, DbError, _>(move |tx| {
        campaign(tx, &orgs)?;
        tx.analyze()
    })?;
    Ok(schools)
}

/// A campaign of four orders a school, of which ten devices came.
fn campaign(tx: &mut db::Tx, schools: &[i64]) -> Result<(), DbError> {
    for (at, org) in schools.iter().enumerate() {
        let received: Vec<String> = (0..10).map(|nth| format!("BENCH{at:04}{nth:05}")).collect();
        let orders: Vec<OrderRow> = (0..4_usize)
            .map(|nth| OrderRow {
                org: *org,
                campaign: "Banc",
                category: Category::ALL[nth],
                brand: "Tournesol",
                model: "Ardoise 11",
                quantity: 12,
                funding: "",
                ordered: Some(demo::load::today().plus(-40)),
                expected: Some(demo::load::today().plus(i32::try_from(at % 30).unwrap_or(0) - 15)),
                received: if nth == 0 { &received } else { &[] },
            })
            .collect();
        equipment::api::load_orders(tx, &orders, demo::load::now())?;
    }
    Ok(())
}

/// Everything as one table, in seconds.
async fn whole(server: &Server, cookie: &str) -> Result<Figure, Failure> {
    let mut client = Client::connect(server.address).await?;
    let page = client.get_plain("/materiel", cookie).await?;
    let html = String::from_utf8_lossy(&page.body).into_owned();
    let form = format!("_jeton={}&_envoi={}", encoded(&html, "_jeton")?, "2".repeat(32));
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let (answer, wait) = timed(client.post("/materiel/export", cookie, &form)).await;
        if answer?.status != 200 {
            return Err("the whole inventory was not given".into());
        }
        runs.push(wait / 1e3);
    }
    Ok(Figure::of("equipment.whole-export", "s", &runs, None))
}

async fn pages(server: &Server, schools: &[i64], cookie: &str) -> Result<Vec<Figure>, Failure> {
    type Path = fn(i64) -> String;
    let paths: [(&str, Path); 12] = [
        ("schools", |_| "/materiel".to_owned()),
        ("list", |org| format!("/materiel/ecoles/{org}")),
        ("filter", |org| format!("/materiel/ecoles/{org}?q=salle+12&genre=tablet&etat=used")),
        ("export", |org| format!("/materiel/ecoles/{org}/export")),
        ("number", |_| "/materiel?numero=BANC-00012".to_owned()),
        ("orders", |_| "/materiel/commandes".to_owned()),
        ("gaps", |_| "/materiel/socle?manque=quelque-chose".to_owned()),
        ("gap", |org| format!("/materiel/ecoles/{org}/socle")),
        ("gaps-export", |_| "/materiel/socle/export?format=xlsx".to_owned()),
        ("campaign", |_| "/materiel/campagnes/suivi?nom=Banc".to_owned()),
        ("broadband", |_| "/materiel/debit".to_owned()),
        ("survey", |_| "/materiel/enquetes/2".to_owned()),
    ];
    let mut figures = Vec::new();
    for (name, path) in paths {
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            let mut client = Client::connect(server.address).await?;
            let mut waits = Vec::with_capacity(REQUESTS);
            for org in schools.iter().cycle().take(REQUESTS) {
                let (answer, wait) = timed(client.get(&path(*org), cookie)).await;
                let answer = answer?;
                if answer.status != 200 {
                    return Err(format!("{name} answered {}", answer.status).into());
                }
                waits.push(wait);
            }
            runs.push(quantile(&mut waits, 0.99));
        }
        figures.push(Figure::of(format!("equipment.{name}-p99"), "ms", &runs, None));
    }
    Ok(figures)
}

/// A table compared, then applied; how long until the page says so, in seconds.
async fn import(server: &Server, org: i64, cookie: &str) -> Result<Vec<Figure>, Failure> {
    let mut client = Client::connect(server.address).await?;
    let sent = send(&mut client, org, cookie).await?;
    let (page, compared) = timed(until(&mut client, &sent, cookie, "/appliquer\"")).await;
    let form = format!("_jeton={}&_envoi={}", encoded(&page?, "_jeton")?, "0".repeat(32));
    let (done, applied) = timed(async {
        client.post(&format!("{sent}/appliquer"), cookie, &form).await?;
        until(&mut client, &sent, cookie, "C’est fait").await
    })
    .await;
    done?;
    Ok(vec![
        Figure::of("equipment.import-compare", "s", &[compared / 1e3], None),
        Figure::of("equipment.import-apply", "s", &[applied / 1e3], None),
    ])
}

fn encoded(page: &str, name: &str) -> Result<String, Failure> {
    Ok(form_urlencoded::byte_serialize(hidden(page, name)?.as_bytes()).collect())
}

/// Sends the table; where it is.
async fn send(client: &mut Client, org: i64, cookie: &str) -> Result<String, Failure> {
    let page = client.get_plain(&format!("/materiel/imports?ecole={org}"), cookie).await?;
    let html = String::from_utf8_lossy(&page.body).into_owned();
    let mut table = String::from("catégorie;marque;modèle;numéro de série;salle;prix HT\n");
    for line in 0..LINES {
        table.push_str(&format!("Tablette;Tournesol;Ardoise 12;IMPORT{line:07};Salle 3;249,90\n"));
    }
    let mut body = String::new();
    let org = org.to_string();
    let once = "1".repeat(32);
    for (name, value) in [("_jeton", hidden(&html, "_jeton")?), ("_envoi", &once), ("ecole", &org)]
    {
        body.push_str(&format!(
            "--banc\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        ));
    }
    body.push_str(&format!(
        "--banc\r\nContent-Disposition: form-data; name=\"tableau\"; filename=\"parc.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{table}\r\n--banc--\r\n"
    ));
    let media = "multipart/form-data; boundary=banc";
    let answer = client.send("/materiel/imports", cookie, media, body.as_bytes()).await?;
    let sent = header(&answer.head, "location").ok_or("a table that was not kept")?;
    Ok(sent.to_owned())
}

/// Opens a page again until it says something.
async fn until(
    client: &mut Client,
    path: &str,
    cookie: &str,
    says: &str,
) -> Result<String, Failure> {
    loop {
        let page = client.get_plain(path, cookie).await?;
        let html = String::from_utf8_lossy(&page.body).into_owned();
        if html.contains(says) {
            return Ok(html);
        }
        if page.status != 200 || html.contains("Illisible") {
            return Err(format!("the table answered {}", page.status).into());
        }
    }
}
