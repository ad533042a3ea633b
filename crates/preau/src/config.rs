//! One small file, `preau.toml`: everything has a default, an unknown key is refused.

use std::{
    fmt, fs,
    net::{Ipv4Addr, SocketAddr},
    ops::Range,
    path::{Path, PathBuf},
};

use db::Backend;
use files::BucketSettings;
use kernel::{Place, Zone};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    outgoing::{MailWritten, Outgoing, SmsWritten},
    output::{Stop, say},
};

pub(crate) mod entrance;
pub(crate) mod inbox;
pub(crate) mod store;

/// The name of the configuration file in the data folder.
pub(crate) const FILE: &str = "preau.toml";

/// The file as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    database: Option<Spanned<String>>,
    listen: Option<Spanned<SocketAddr>>,
    public_url: Option<Spanned<String>>,
    behind_proxy: Option<Spanned<bool>>,
    time_zone: Option<Spanned<String>>,
    zone: Option<Spanned<String>>,
    departure_share: Option<Spanned<u8>>,
    connections: Option<Spanned<usize>>,
    mail: Option<MailWritten>,
    sms: Option<Spanned<SmsWritten>>,
    push: Option<Spanned<bool>>,
    metrics: Option<Spanned<SocketAddr>>,
    files: Option<Spanned<store::Written>>,
    inbox: Option<Spanned<inbox::Written>>,
    entrance: Option<Spanned<entrance::Written>>,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Default,
    Line(usize),
    CommandLine,
}

/// A value and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    origin: Origin,
}

/// Everything that can be set.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) data: PathBuf,
    file: PathBuf,
    pub(crate) database: Setting<Backend>,
    pub(crate) listen: Setting<SocketAddr>,
    pub(crate) public_url: Setting<Option<String>>,
    pub(crate) behind_proxy: Setting<bool>,
    pub(crate) time_zone: Setting<String>,
    pub(crate) zone: Setting<Zone>,
    pub(crate) departure_share: Setting<u8>,
    pub(crate) connections: Setting<Option<usize>>,
    pub(crate) outgoing: Outgoing,
    pub(crate) push: Setting<bool>,
    pub(crate) metrics: Setting<Option<SocketAddr>>,
    pub(crate) files: Setting<Option<BucketSettings>>,
    pub(crate) inbox: Setting<Option<inbox::Inbox>>,
    pub(crate) entrance: Setting<entrance::Entrance>,
}

/// Reads the file of a data folder, or another one; without it everything has its default.
pub(crate) fn read(data: &Path, file: Option<&Path>) -> Result<Settings, Stop> {
    let path = file.map_or_else(|| data.join(FILE), Path::to_owned);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && file.is_none() => {
            String::new()
        }
        Err(error) => {
            return Err(Stop::because(&format!("{} cannot be read", path.display()), error));
        }
    };
    let source = Source { path: &path, text: &text };
    let written = source.parse()?;
    source.settle(data, written)
}

/// The file being read, to say where something stands in it.
struct Source<'s> {
    path: &'s Path,
    text: &'s str,
}

impl Source<'_> {
    fn parse(&self) -> Result<Written, Stop> {
        toml::from_str(self.text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            let word = self.text.get(span.clone()).unwrap_or_default().trim();
            if error.message().starts_with("unknown field") {
                return self.stop(&span, &unknown_key(word, error.message()));
            }
            self.stop(&span, error.message())
        })
    }

    fn line(&self, span: &Range<usize>) -> usize {
        self.text.get(..span.start).unwrap_or_default().matches('\n').count() + 1
    }

    fn stop(&self, span: &Range<usize>, sentence: &str) -> Stop {
        Stop(format!("{}, line {}: {sentence}", self.path.display(), self.line(span)))
    }

    fn setting<T>(&self, written: Option<Spanned<T>>, default: T) -> Setting<T> {
        match written {
            Some(value) => {
                let origin = Origin::Line(self.line(&value.span()));
                Setting { value: value.into_inner(), origin }
            }
            None => Setting { value: default, origin: Origin::Default },
        }
    }

    /// A value that must be understood.
    fn understood<T, U>(
        &self,
        written: Option<Spanned<T>>,
        default: U,
        read: impl FnOnce(&T) -> Result<U, String>,
    ) -> Result<Setting<U>, Stop> {
        let Some(written) = written else {
            return Ok(Setting { value: default, origin: Origin::Default });
        };
        let span = written.span();
        let value = read(written.get_ref()).map_err(|sentence| self.stop(&span, &sentence))?;
        Ok(Setting { value, origin: Origin::Line(self.line(&span)) })
    }

    fn settle(&self, data: &Path, written: Written) -> Result<Settings, Stop> {
        let local = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
        let paris = "Europe/Paris".to_owned();
        Ok(Settings {
            data: data.to_owned(),
            file: self.path.to_owned(),
            database: self.understood(
                written.database,
                Backend::Sqlite(data.join("preau.db")),
                |text| backend(data, text),
            )?,
            listen: self.setting(written.listen, local),
            public_url: self.understood(written.public_url, None, |url| public_url(url))?,
            behind_proxy: self.setting(written.behind_proxy, false),
            time_zone: self.understood(written.time_zone, paris, |name| time_zone(name))?,
            zone: self.understood(written.zone, Zone::A, |letter| zone(letter))?,
            departure_share: self.understood(
                written.departure_share,
                directory::import::DEPARTURE_SHARE,
                |share| departure_share(*share),
            )?,
            connections: self.understood(written.connections, None, |count| connections(*count))?,
            outgoing: Outgoing::settle(data, written.mail, written.sms)
                .map_err(|(span, sentence)| self.stop(&span, &sentence))?,
            push: self.setting(written.push, true),
            metrics: self.understood(written.metrics, None, |address| metrics(*address))?,
            files: self.understood(written.files, None, store::settle)?,
            inbox: self.understood(written.inbox, None, |one| inbox::settle(data, one))?,
            entrance: self.understood(
                written.entrance,
                entrance::Entrance::default(),
                entrance::settle,
            )?,
        })
    }
}

fn metrics(address: SocketAddr) -> Result<Option<SocketAddr>, String> {
    if address.ip().is_loopback() {
        Ok(Some(address))
    } else {
        Err("`metrics` is a loopback address, such as \"127.0.0.1:9464\": whoever watches from elsewhere comes through a proxy".to_owned())
    }
}

/// `said` is the parser's own sentence: it quotes the key, then those that are known there.
fn unknown_key(key: &str, said: &str) -> String {
    let keys: Vec<&str> = said.split('`').skip(1).step_by(2).skip(1).collect();
    let closest = keys.iter().copied().min_by_key(|known| distance(known, key));
    let known = closest.filter(|known| distance(known, key) <= known.len() / 2);
    match known {
        Some(known) => format!("unknown key `{key}`: did you mean `{known}`?"),
        None => format!("unknown key `{key}`: the known keys are {}", keys.join(", ")),
    }
}

/// How many letters to add, remove or replace between two words (Levenshtein, 1966).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.chars().enumerate() {
            let replaced = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.chars().count()]
}

fn backend(data: &Path, text: &str) -> Result<Backend, String> {
    if text == "sqlite" {
        Ok(Backend::Sqlite(data.join("preau.db")))
    } else if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        Ok(Backend::Postgres(text.to_owned()))
    } else {
        Err("`database` is \"sqlite\" or a postgres:// address".to_owned())
    }
}

fn public_url(text: &str) -> Result<Option<String>, String> {
    let url = text.trim_end_matches('/');
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains('/') => Ok(Some(url.to_owned())),
        _ => Err("`public_url` looks like \"https://preau.example.fr\", without a path".to_owned()),
    }
}

fn time_zone(name: &str) -> Result<String, String> {
    let known = Place::named(name).map(|_| name.to_owned());
    known.ok_or_else(|| {
        format!("`{name}` is not a time zone, such as Europe/Paris or Indian/Reunion")
    })
}

fn zone(letter: &str) -> Result<Zone, String> {
    let said = "`zone` is the zone of school vacations: \"A\", \"B\" or \"C\"";
    Zone::from_letter(letter).ok_or_else(|| said.to_owned())
}

fn departure_share(percent: u8) -> Result<u8, String> {
    if (1..=100).contains(&percent) {
        Ok(percent)
    } else {
        Err("`departure_share` is a percentage between 1 and 100".to_owned())
    }
}

fn connections(count: usize) -> Result<Option<usize>, String> {
    if (1..=200).contains(&count) {
        Ok(Some(count))
    } else {
        Err("`connections` is between 1 and 200".to_owned())
    }
}

impl Settings {
    /// The same with an address chosen on the command line.
    pub(crate) fn listening_on(mut self, address: Option<SocketAddr>) -> Self {
        if let Some(value) = address {
            self.listen = Setting { value, origin: Origin::CommandLine };
        }
        self
    }

    /// The database as `db` opens it.
    pub(crate) fn database_config(&self) -> db::Config {
        let mut config = match &self.database.value {
            Backend::Sqlite(path) => db::Config::sqlite(path),
            Backend::Postgres(url) => db::Config::postgres(url),
        };
        if let Some(connections) = self.connections.value {
            config.connections = connections;
        }
        config
    }

    /// Where people reach the program, once it listens.
    pub(crate) fn url(&self, bound: SocketAddr) -> String {
        if let Some(url) = &self.public_url.value {
            return url.clone();
        }
        if self.listen.origin == Origin::Default || bound.ip().is_unspecified() {
            format!("http://localhost:{}", bound.port())
        } else {
            format!("http://{bound}")
        }
    }

    /// Says each value and where it comes from; never a secret.
    pub(crate) fn describe(&self) {
        let is_there = if self.file.exists() { "" } else { " (no such file: only defaults)" };
        say(format_args!("configuration: {}{is_there}", self.file.display()));
        line("database", shown_database(&self.database.value), self.database.origin);
        line("listen", self.listen.value, self.listen.origin);
        let url = self.public_url.value.as_deref().unwrap_or("the address it listens on");
        line("public_url", url, self.public_url.origin);
        line("behind_proxy", self.behind_proxy.value, self.behind_proxy.origin);
        line("time_zone", &self.time_zone.value, self.time_zone.origin);
        line("zone", format_args!("{:?}", self.zone.value), self.zone.origin);
        let share = format_args!("{} %", self.departure_share.value);
        line("departure_share", share, self.departure_share.origin);
        line("connections", self.database_config().connections, self.connections.origin);
        for (section, set_up) in self.outgoing.describe() {
            say(format_args!("{section} = {set_up}"));
        }
        line("push", self.push.value, self.push.origin);
        match self.metrics.value {
            Some(address) => line("metrics", address, self.metrics.origin),
            None => line("metrics", "none", self.metrics.origin),
        }
        line("files", store::shown(&self.data, self.files.value.as_ref()), self.files.origin);
        match &self.inbox.value {
            Some(inbox) => line("inbox", inbox, self.inbox.origin),
            None => line("inbox", "none", self.inbox.origin),
        }
        line("entrance", self.entrance.value, self.entrance.origin);
    }
}

fn line(key: &str, value: impl fmt::Display, origin: Origin) {
    let origin = match origin {
        Origin::Default => "default".to_owned(),
        Origin::Line(line) => format!("line {line}"),
        Origin::CommandLine => "command line".to_owned(),
    };
    say(format_args!("{key} = {value} ({origin})"));
}

/// A database without its password.
pub(crate) fn shown_database(backend: &Backend) -> String {
    match backend {
        Backend::Sqlite(path) => format!("sqlite, {}", path.display()),
        Backend::Postgres(url) => {
            let after = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            let host = after.rsplit_once('@').map_or(after, |(_, host)| host);
            format!("postgres://…@{}", host.split('?').next().unwrap_or(host))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Settings, Stop> {
        let source = Source { path: Path::new("preau.toml"), text };
        source.parse().and_then(|written| source.settle(Path::new("d"), written))
    }

    fn refusal(text: &str) -> String {
        read_text(text).err().unwrap().0
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line_and_the_one_meant() {
        assert_eq!(
            refusal("zone = \"B\"\n\nlisten_on = \"127.0.0.1:1\"\n"),
            "preau.toml, line 3: unknown key `listen_on`: did you mean `listen`?"
        );
        assert_eq!(
            refusal("pubic_url = \"x\""),
            "preau.toml, line 1: unknown key `pubic_url`: did you mean `public_url`?"
        );
        assert!(refusal("colour = 1").contains("the known keys are database, listen"));
    }

    #[test]
    fn a_wrong_value_is_refused_with_its_line() {
        assert!(refusal("zone = \"A\"\nzone = \"B\"").contains("line 2"));
        assert!(refusal("\n\nzone = \"D\"").starts_with("preau.toml, line 3: `zone`"));
        assert!(refusal("database = \"mysql://x\"").contains("postgres://"));
        assert!(refusal("connections = 0").contains("between 1 and 200"));
        assert!(refusal("departure_share = 0").contains("between 1 and 100"));
        assert!(refusal("listen = \"localhost\"").starts_with("preau.toml, line 1:"));
    }

    #[test]
    fn a_password_is_never_shown() {
        let settings = read_text("database = \"postgres://u:p@ss@host:5/base?x=secret\"").unwrap();
        assert_eq!(shown_database(&settings.database.value), "postgres://…@host:5/base");
    }

    const SMS: &str = "[sms]\nurl = \"https://sms.exemple.fr/send?account=s3cret\"\n\
        headers = { Authorization = \"Bearer s3cret\" }\n\
        json = { to = [\"{to}\"], text = \"{text}\" }\n";
    const MAIL: &str = "[mail]\nhost = \"mail.exemple.fr\"\nfrom = \"preau@exemple.fr\"\n";

    #[test]
    fn what_goes_out_is_described_without_a_secret() {
        let account = "user = \"preau\"\npassword = \"s3cret\"\n";
        let settings = read_text(&format!("{MAIL}{account}{SMS}")).unwrap();
        let [(_, mail), (_, sms)] = settings.outgoing.describe();
        assert_eq!(mail, "mail.exemple.fr:587, starttls, with an account, from preau@exemple.fr");
        assert!(sms.starts_with("https://sms.exemple.fr/send, 1 headers, to +33 +262"), "{sms}");
        let courier = settings.outgoing.courier(None, &[7; 32], kernel::Entropy::System);
        assert!(!format!("{courier:?} {mail} {sms}").contains("s3cret"), "{courier:?}");
    }

    #[test]
    fn what_goes_out_is_set_up_fully_or_refused_with_its_line() {
        assert_eq!(
            refusal(&format!("{MAIL}pasword = \"x\"")),
            "preau.toml, line 4: unknown key `pasword`: did you mean `password`?"
        );
        let line = |text: &str| refusal(text).split(':').next().unwrap().to_owned();
        assert_eq!(
            line("[mail]\nhost = \"m\"\nfrom = \"x\\r\\nBcc: a@b.fr\""),
            "preau.toml, line 3"
        );
        assert_eq!(line(&format!("{MAIL}security = \"none\"")), "preau.toml, line 4");
        assert!(refusal(&format!("{MAIL}user = \"x\"")).contains("go together"));
        let in_clear = "security = \"opportunistic\"\n";
        assert!(read_text(&format!("{MAIL}{in_clear}")).is_ok());
        let account = "user = \"x\"\npassword = \"y\"\n";
        assert!(refusal(&format!("{MAIL}{in_clear}{account}")).contains("only without an account"));
        assert!(refusal(&format!("{MAIL}ca = \"none.pem\"")).contains("line 4: d/none.pem cannot"));
        assert!(refusal(&SMS.replace("{text}", "hello")).contains("{text}"));
        assert!(refusal(&SMS.replace("https://", "http://")).contains("line 2: `url`"));
        assert!(read_text(&SMS.replace("https://sms.exemple.fr", "http://127.0.0.1:9")).is_ok());
        assert!(refusal(&format!("{SMS}countries = [\"33\"]")).contains("+33"));
        assert!(refusal(&format!("{SMS}segments_a_day = 0")).contains("1 or more"));
    }

    #[test]
    fn browsers_are_told_from_https_or_their_own_machine() {
        for url in ["https://preau.exemple.fr", "http://localhost:8080", "http://127.0.0.1:99"] {
            assert_eq!(crate::outgoing::push(url).unwrap().contact, url);
        }
        assert!(crate::outgoing::push("http://10.0.0.7:8080").is_none());
        assert!(crate::outgoing::push("http://localhost.exemple.fr").is_none());
        assert!(
            read_text("").unwrap().push.value && !read_text("push = false").unwrap().push.value
        );
    }

    #[test]
    fn a_watched_folder_is_in_the_data_folder_and_has_hours() {
        let inbox = |text: &str| read_text(text).unwrap().inbox.value.unwrap().to_string();
        assert_eq!(
            inbox("[inbox]\nfolder = \"recu\"\nhours = \"20:00-06:00\"\n"),
            "d/recu, every 10 minutes from 20:00 to 06:00, no such folder"
        );
        assert!(inbox("[inbox]\nfolder = \"/\"\nevery_minutes = 5").starts_with("/, every 5"));
        assert!(refusal("[inbox]\nfolder = \"x\"\nevery_minutes = 0").contains("line 1: `every"));
        assert!(refusal("[inbox]\nfolder = \"x\"\nhours = \"nuit\"").contains("20:00-06:00"));
        assert!(refusal("[inbox]\nfoldr = \"x\"").contains("did you mean `folder`?"));
    }

    #[test]
    fn an_operator_sets_how_fast_people_come_in() {
        let entrance = |text: &str| read_text(text).unwrap().entrance.value.to_string();
        assert_eq!(
            entrance(""),
            "2 passwords at once, 2000 waiting from one network, late pages after 100 ms"
        );
        let set = "[entrance]\nsign_ins_at_once = 6\nmost_per_minute = 900\nper_address = 50\n";
        assert_eq!(
            entrance(set),
            "6 passwords at once, 900 people a minute, 50 waiting from one network, \
             late pages after 100 ms"
        );
        assert!(refusal("[entrance]\nsign_ins_at_once = 0").contains("line 1: `sign_ins_at_once`"));
        assert!(refusal("[entrance]\nlate_page_ms = 5").contains("`late_page_ms`"));
        assert!(refusal("[entrance]\nper_adress = 5").contains("did you mean `per_address`?"));
    }

    #[test]
    fn everything_has_a_default() {
        let settings = read_text("").unwrap();
        assert_eq!(settings.url(settings.listen.value), "http://localhost:8080");
        let other = settings.listening_on(Some("127.0.0.1:99".parse().unwrap()));
        assert_eq!(other.url(other.listen.value), "http://127.0.0.1:99");
    }
}
