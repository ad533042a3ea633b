//! What the commands say, and when they refuse.

use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
};

use db::{Config, Db, DbError};
use kernel::Clock;
use tempfile::TempDir;

pub(crate) fn preau(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_preau"))
        .arg("--data")
        .arg(data)
        .args(arguments)
        .output()
        .unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A running server, killed if the test forgets it.
pub(crate) struct Server {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Server {
    fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    pub(crate) fn start_with(data: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_preau"))
            .arg("--data")
            .arg(data)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { child, lines }
    }

    pub(crate) fn next_line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    /// Asks it to stop, as a service manager does; whether it ended well.
    pub(crate) fn stop(mut self) -> bool {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        asked.success() && self.child.wait().unwrap().success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended when the test stopped it.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A data folder whose territory exists.
fn with_territory(is_demo: bool) -> TempDir {
    let data = TempDir::new().unwrap();
    assert!(preau(data.path(), &["migrate"]).status.success());
    let db = Db::open(&Config::sqlite(&data.path().join("preau.db"))).unwrap();
    let create = move |tx: &mut db::Tx<'_>| directory::edit::create_territory(tx, "Essai", is_demo);
    db.write_blocking::<_, DbError, _>(create).unwrap();
    data
}

#[test]
fn an_unknown_key_is_refused_with_its_line_by_every_command() {
    let data = TempDir::new().unwrap();
    fs::write(data.path().join("preau.toml"), "# essai\nzone = \"A\"\nlisen = \"127.0.0.1:1\"\n")
        .unwrap();
    for command in [&["config", "check"][..], &["migrate"], &["serve"]] {
        let refused = preau(data.path(), command);
        assert!(!refused.status.success());
        let complaint = complained(&refused);
        assert!(
            complaint.contains("line 3: unknown key `lisen`: did you mean `listen`?"),
            "{complaint}"
        );
    }
}

#[test]
fn config_check_says_each_value_and_where_it_comes_from_but_no_password() {
    let data = TempDir::new().unwrap();
    let text = "zone = \"B\"\ndatabase = \"postgres://preau:secret@db.example:5432/preau\"\n";
    fs::write(data.path().join("preau.toml"), text).unwrap();
    let told = said(&preau(data.path(), &["config", "check"]));
    assert!(told.contains("zone = B (line 1)"), "{told}");
    assert!(told.contains("database = postgres://…@db.example:5432/preau (line 2)"), "{told}");
    assert!(told.contains("time_zone = Europe/Paris (default)"), "{told}");
    assert!(!told.contains("secret"), "{told}");
}

#[test]
fn migrate_says_what_it_applied_then_that_nothing_is_left() {
    let data = TempDir::new().unwrap();
    let folder = data.path().join("new");
    assert!(said(&preau(&folder, &["migrate"])).contains("applied directory 1: "));
    assert_eq!(
        said(&preau(&folder, &["migrate"])),
        "nothing to apply: the database is up to date\n"
    );
}

#[test]
fn an_empty_house_prints_its_link_keeps_others_out_and_stops_when_asked() {
    let data = TempDir::new().unwrap();
    let mut server = Server::start(data.path());
    let address = server.next_line();
    assert!(address.starts_with("Préau: http://127.0.0.1:"), "{address}");
    assert!(server.next_line().contains("once"));
    let link = server.next_line();
    let base = address.trim_start_matches("Préau: ");
    assert!(link.starts_with(&format!("{base}/premiers-pas/")), "{link}");

    let second = preau(data.path(), &["migrate"]);
    assert!(!second.status.success());
    assert!(complained(&second).contains("another program uses this data folder"));

    let doctor = preau(data.path(), &["doctor"]);
    // A machine whose disk is nearly full is told so, rightly.
    let found = said(&doctor);
    let wrong = found.lines().filter(|line| line.contains("WRONG") && !line.contains("disk:"));
    assert_eq!(wrong.count(), 0, "{found}");
    let secret = fs::metadata(data.path().join("secret.key")).unwrap();
    assert_eq!(secret.permissions().mode() & 0o777, 0o600);
    assert!(server.stop());
}

#[test]
fn the_doctor_names_what_is_wrong_and_the_mend() {
    let data = TempDir::new().unwrap();
    let nowhere = preau(&data.path().join("nowhere"), &["doctor"]);
    assert!(!nowhere.status.success());
    assert!(said(&nowhere).contains("WRONG  data folder:"));

    assert!(preau(data.path(), &["migrate"]).status.success());
    let key = data.path().join("secret.key");
    fs::write(&key, [7; 32]).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let leaky = preau(data.path(), &["doctor"]);
    assert!(!leaky.status.success());
    assert!(said(&leaky).contains("can be read by others"), "{}", said(&leaky));
    assert!(said(&leaky).contains("chmod 600"));
    assert!(said(&leaky).contains("ok     migrations:"));
}

#[test]
fn a_demonstration_and_a_real_territory_are_never_mixed() {
    let real = with_territory(false);
    let refused = preau(real.path(), &["serve", "--demo"]);
    assert!(complained(&refused).contains("was not born as one"), "{}", complained(&refused));

    let demo = with_territory(true);
    let elsewhere = preau(demo.path(), &["serve", "--demo", "--listen", "0.0.0.0:0"]);
    assert!(complained(&elsewhere).contains("loopback"), "{}", complained(&elsewhere));
    let schools = demo.path().join("ecoles.csv");
    fs::write(&schools, "").unwrap();
    let import = preau(demo.path(), &["import", "annuaire", &schools.to_string_lossy()]);
    assert!(!import.status.success());
    assert!(complained(&import).contains("refuses real imports for ever"));
}

/// The open directory of schools, as the national feed has it.
const SCHOOLS: &str = "identifiant_de_l_etablissement;nom_etablissement;type_etablissement;statut_public_prive;\
    adresse_1;code_postal;code_commune;nom_commune;etat\n\
    0860001J;Collège des Tilleuls;Collège;Public;1 rue du Parc;86000;86194;Poitiers;OUVERT\n";

#[test]
fn an_import_by_command_creates_the_folder_and_says_only_json() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("fr-en-annuaire-education.csv");
    fs::write(&file, SCHOOLS).unwrap();
    let folder = data.path().join("new");
    let import =
        || preau(&folder, &["import", "annuaire", &file.to_string_lossy(), "--format", "json"]);
    let first = import();
    assert!(first.status.success(), "{}", complained(&first));
    let counts: serde_json::Value = serde_json::from_str(&said(&first)).unwrap();
    assert_eq!((&counts["schools"], &counts["added"]), (&1.into(), &1.into()), "{counts}");
    let again: serde_json::Value = serde_json::from_str(&said(&import())).unwrap();
    assert_eq!((&again["added"], &again["unchanged"]), (&0.into(), &1.into()), "{again}");
}

#[test]
fn a_table_is_imported_once_someone_has_said_its_columns() {
    let data = TempDir::new().unwrap();
    let (folder, file) = (data.path().join("new"), data.path().join("liste.csv"));
    fs::write(&file, "Nom;Prénom;Né le;Classe\nRoche;Ana;07/05/2018;CP\n").unwrap();
    let table = file.to_string_lossy();
    let import = |more: &[&str]| preau(&folder, &[&["import", "csv", &table], more].concat());
    let asked = import(&[]);
    assert!(!asked.status.success());
    let guess = said(&asked);
    assert!(guess.contains("is = \"last-name\""), "{guess}");
    let says = complained(&asked);
    assert!(says.contains("liste.csv: nothing says the school"), "{says}");
    assert!(says.contains("nothing was imported"), "{says}");

    let mapping = data.path().join("colonnes.toml");
    fs::write(&mapping, guess).unwrap();
    let mapping = mapping.to_string_lossy();
    let school = ["--school", "0860015Z", "--format", "json"];
    let first = import(&[&["--mapping", &*mapping], &school[..]].concat());
    assert!(first.status.success(), "{}", complained(&first));
    let counts: serde_json::Value = serde_json::from_str(&said(&first)).unwrap();
    assert_eq!((&counts["pupils"], &counts["added"]), (&1.into(), &2.into()), "{counts}");
    let again: serde_json::Value = serde_json::from_str(&said(&import(&school))).unwrap();
    assert_eq!((&again["added"], &again["unchanged"]), (&0.into(), &2.into()), "{again}");

    fs::write(
        &*mapping,
        "[[sheet]]\nholds = \"pupils\"\ncolumn = [{ header = \"Nom\", is = \"x\" }]\n",
    )
    .unwrap();
    let refused = import(&["--mapping", &mapping]);
    assert!(complained(&refused).contains("a column cannot be"), "{}", complained(&refused));
    let refused = import(&["--school", "0860015A"]);
    assert!(complained(&refused).contains("not a school number"), "{}", complained(&refused));
}

#[test]
fn an_import_that_rejects_something_fails_and_says_what() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("fr-en-annuaire-education.csv");
    fs::write(&file, format!("{SCHOOLS}PAS-UN-UAI;École;Ecole;Public;;;;Poitiers;OUVERT\n"))
        .unwrap();
    let folder = data.path().join("new");
    let import =
        preau(&folder, &["import", "annuaire", &file.to_string_lossy(), "--format", "json"]);
    assert!(!import.status.success());
    let counts: serde_json::Value = serde_json::from_str(&said(&import)).unwrap();
    assert_eq!(counts["rejected"], 1);
    assert!(complained(&import).contains("rejected: "), "{}", complained(&import));
}

#[test]
fn an_export_by_command_is_read_by_its_owner_alone_and_comes_back_without_a_change() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("fr-en-annuaire-education.csv");
    fs::write(&file, SCHOOLS).unwrap();
    let folder = data.path().join("house");
    assert!(preau(&folder, &["import", "annuaire", &file.to_string_lossy()]).status.success());
    let archive = data.path().join("oneroster.zip");
    let to = archive.to_string_lossy();
    let export = preau(&folder, &["export", "oneroster", &to]);
    assert!(export.status.success(), "{}", complained(&export));
    assert!(said(&export).contains("1 schools, 0 people"), "{}", said(&export));
    assert_eq!(fs::metadata(&archive).unwrap().permissions().mode() & 0o777, 0o600);
    let left: Vec<_> = fs::read_dir(data.path()).unwrap().collect();
    assert_eq!(left.len(), 3, "nothing is left beside: {left:?}");
    let import = preau(&folder, &["import", "oneroster", &to, "--format", "json"]);
    let counts: serde_json::Value = serde_json::from_str(&said(&import)).unwrap();
    assert_eq!((&counts["unchanged"], &counts["changed"]), (&1.into(), &0.into()), "{counts}");

    let again = preau(&folder, &["export", "oneroster", &to]);
    assert!(complained(&again).contains("is already there"), "{}", complained(&again));
    let out = data.path().join("out");
    let wrong =
        preau(&folder, &["export", "oneroster", &out.to_string_lossy(), "--school", "0860002K"]);
    assert!(complained(&wrong).contains("there is no school 0860002K"), "{}", complained(&wrong));
    assert!(!out.exists());
}

#[test]
fn a_server_is_read_with_an_account_over_tls_or_refused_with_a_sentence() {
    let data = TempDir::new().unwrap();
    let secret = data.path().join("secret");
    fs::write(&secret, "abc-secret\n").unwrap();
    let folder = data.path().join("house");
    let none = preau(&folder, &["import", "oneroster", "https://127.0.0.1:1/v1p2"]);
    assert!(complained(&none).contains("--client-id"), "{}", complained(&none));
    let account = ["--client-id", "preau", "--token-url", "https://127.0.0.1:1/token"];
    let secret = secret.to_string_lossy();
    let ask = |url: &str| {
        let start = ["import", "oneroster", url, "--secret-file", &*secret];
        preau(&folder, &[&start[..], &account].concat())
    };
    let plain = ask("http://sis.example/v1p2");
    assert!(!plain.status.success());
    assert!(complained(&plain).contains("begins with https://"), "{}", complained(&plain));
    assert!(!complained(&plain).contains("abc-secret"));
}

#[test]
fn a_watched_folder_is_emptied_by_the_server_and_the_doctor_says_when() {
    let data = with_territory(false);
    fs::write(data.path().join("preau.toml"), "[inbox]\nfolder = \"recu\"\n").unwrap();
    let doctor = || said(&preau(data.path(), &["doctor"]));
    assert!(doctor().contains("recu does not exist"), "{}", doctor());
    let check = said(&preau(data.path(), &["config", "check"]));
    assert!(check.contains("recu, every 10 minutes, no such folder (line 1)"), "{check}");
    let inbox = data.path().join("recu");
    fs::create_dir(&inbox).unwrap();
    assert!(doctor().contains("deliveries: none received yet"), "{}", doctor());
    fs::write(inbox.join("ecoles.csv"), SCHOOLS).unwrap();
    fs::write(inbox.join("ecoles.csv.fini"), "").unwrap();
    let mut server = Server::start(data.path());
    server.next_line();
    let deadline = Clock::System.now().plus_seconds(30);
    while inbox.join("ecoles.csv.fini").exists() && Clock::System.now() < deadline {
        doctor();
    }
    assert!(server.stop());
    assert!(!inbox.join("ecoles.csv").exists() && inbox.join("faits").is_dir());
    assert!(doctor().contains("deliveries: the last was received on "), "{}", doctor());
    let file = data.path().join("ecoles.csv");
    fs::write(&file, SCHOOLS).unwrap();
    let again = preau(data.path(), &["import", "annuaire", &file.to_string_lossy()]);
    assert!(said(&again).contains("unchanged: 1"), "{}", said(&again));
}

#[test]
fn the_whole_report_of_an_import_is_written_into_a_new_file() {
    let data = TempDir::new().unwrap();
    let (file, report) = (data.path().join("ecoles.csv"), data.path().join("rapport.csv"));
    fs::write(&file, format!("{SCHOOLS}PAS-UN-UAI;École;Ecole;Public;;;;Poitiers;OUVERT\n"))
        .unwrap();
    let folder = data.path().join("new");
    let (from, to) = (file.to_string_lossy(), report.to_string_lossy());
    let import = || preau(&folder, &["import", "annuaire", &from, "--dry-run", "--report", &to]);
    import();
    let text = fs::read_to_string(&report).unwrap();
    assert!(text.contains("\najout;0860001J;Collège des Tilleuls;Poitiers;"), "{text}");
    assert!(text.contains("\nrefus;PAS-UN-UAI;"), "{text}");
    assert_eq!(fs::metadata(&report).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(complained(&import()).contains("cannot be written"), "never over another file");
}
