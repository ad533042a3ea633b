//! The timetable of a whole school as its program exports it: 60 classes of 40 places a week, given by
//! the head for the whole year, planned, and given again once rooms and hours moved.

use db::{Db, DbError};
use directory::edit::{self, NewMembership, NewOrg, NewPerson};
use kernel::{Day, Role};

use crate::{
    Failure,
    client::{Client, header, hidden, timed},
    data::{self, House},
    figure::Figure,
    load, people,
    process::Server,
    yardstick,
};

const CLASSES: usize = 60;
/// Places of the week of a class: eight a day.
const HOURS: usize = 40;
const SUBJECTS: [&str; 10] = [
    "Français",
    "Mathématiques",
    "Anglais",
    "Histoire-géographie",
    "Sciences de la vie",
    "Technologie",
    "Physique",
    "Espagnol",
    "Musique",
    "Arts plastiques",
];
const PATH: &str = "/emploi-du-temps/calendriers";

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let territory = house.copy_of("territory", "timetable")?;
    let (org, cookie) = {
        let db = Db::open(&data::database(&territory))?;
        let (org, head) = db.write_blocking::<_, DbError, _>(build)?;
        let cookies = people::sign_in(&db, &[head], demo::load::now())?;
        (org, cookies.into_iter().next().ok_or("nobody to measure")?)
    };
    let server = Server::serve(house, &territory)?;
    load::runtime()?.block_on(figures(&server, org, &cookie))
}

/// A school of sixty classes and its head.
fn build(tx: &mut db::Tx) -> Result<(i64, i64), DbError> {
    let school = NewOrg { kind: "lycee", name: "Lycée du Banc", ..NewOrg::default() };
    let org = edit::create_org(tx, &school)?;
    for class in 0..CLASSES {
        let group = edit::create_group(tx, org, true, &class_name(class), &["2de"], 2026)?;
        for subject in SUBJECTS {
            edit::create_teaching(tx, org, group, "", subject)?;
        }
    }
    let new = NewPerson { category: "staff", last: "Banc", first: "Ida", title: "Mme", born: None };
    let person = edit::create_person(tx, &new)?;
    let (starts, ends) = (Day(0), Day::NEVER);
    let place = NewMembership {
        person,
        role: Role::Head,
        org: Some(org),
        group: None,
        teaching: None,
        starts,
        ends,
    };
    edit::add_membership(tx, &place)?;
    Ok((org, person))
}

fn class_name(class: usize) -> String {
    format!("2de {}", class + 1)
}

/// The export; the second version has another room, and an hour later on Fridays.
fn export(is_second: bool) -> String {
    let mut table = String::from("Jour;Horaire;Classe;Matière;Prof;Salle\n");
    for class in 0..CLASSES {
        for hour in 0..HOURS {
            let day = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"][hour / 8];
            let later = usize::from(is_second && day == "vendredi");
            let (starts, subject) = (8 + hour % 8 + later, SUBJECTS[(class + hour) % 10]);
            let room = class + usize::from(is_second);
            table.push_str(&format!(
                "{day};{starts:02}h00-{starts:02}h55;{};{subject};Nom{};{room}\n",
                class_name(class),
                (class + hour) % 90
            ));
        }
    }
    table
}

async fn figures(server: &Server, org: i64, cookie: &str) -> Result<Vec<Figure>, Failure> {
    let mut client = Client::connect(server.address).await?;
    let page = text(&mut client, PATH, cookie).await?;
    let first = export(false);
    let bare = Some(yardstick::parse_table(first.as_bytes())?);
    let (sent, read) = timed(give(&mut client, (PATH, cookie), &page, org, &first)).await;
    let path = sent?;
    let page = text(&mut client, &path, cookie).await?;
    let decided = decision(&page)?;
    let (done, planned) = timed(client.post(&path, cookie, &decided)).await;
    if done?.status != 303 {
        return Err("the timetable was not planned".into());
    }
    let page = text(&mut client, &path, cookie).await?;
    let (again, moved) = timed(give(&mut client, (&path, cookie), &page, org, &export(true))).await;
    again?;
    Ok(vec![
        Figure::of("timetable.read", "s", &[read / 1e3], bare),
        Figure::of("timetable.plan", "s", &[planned / 1e3], bare),
        Figure::of("timetable.read-changed", "s", &[moved / 1e3], bare),
    ])
}

async fn text(client: &mut Client, path: &str, cookie: &str) -> Result<String, Failure> {
    let page = client.get_plain(path, cookie).await?;
    if page.status != 200 {
        return Err(format!("{path} answered {}", page.status).into());
    }
    Ok(String::from_utf8_lossy(&page.body).into_owned())
}

/// Sends a version of the file from a page; where it is then.
async fn give(
    client: &mut Client,
    (path, cookie): (&str, &str),
    page: &str,
    org: i64,
    table: &str,
) -> Result<String, Failure> {
    let owner = format!("ecole-{org}");
    let fields = [
        ("_jeton", hidden(page, "_jeton")?),
        ("_envoi", hidden(page, "_envoi")?),
        ("pour-fichier", owner.as_str()),
    ];
    let mut body = String::new();
    for (name, value) in fields {
        body.push_str(&format!(
            "--banc\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        ));
    }
    body.push_str(&format!(
        "--banc\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"edt.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{table}\r\n--banc--\r\n"
    ));
    let media = "multipart/form-data; boundary=banc";
    let answer = client.send(&format!("{path}/fichier"), cookie, media, body.as_bytes()).await?;
    let place = header(&answer.head, "location").ok_or("a timetable that was not kept")?;
    Ok(place.to_owned())
}

/// What the page proposes, as its form sends it.
fn decision(page: &str) -> Result<String, Failure> {
    let encoded =
        |text: &str| -> String { form_urlencoded::byte_serialize(text.as_bytes()).collect() };
    let mut form = format!(
        "_jeton={}&_envoi={}",
        encoded(hidden(page, "_jeton")?),
        encoded(hidden(page, "_envoi")?)
    );
    for select in page.split("<select").skip(1) {
        let name = select.split("name=\"").nth(1).and_then(|rest| rest.split('"').next());
        let select = select.split("</select>").next().unwrap_or_default();
        let chosen = select.split("<option").find(|option| option.contains(" selected"));
        let value = chosen.and_then(|option| option.split("value=\"").nth(1));
        let value = value.and_then(|rest| rest.split('"').next());
        if let Some((name, value)) = name.zip(value) {
            form.push_str(&format!("&{name}={}", encoded(value)));
        }
    }
    Ok(form)
}
