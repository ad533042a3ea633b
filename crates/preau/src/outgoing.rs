//! The sections `[mail]` and `[sms]` of the configuration, and the operator's tests of both.

use std::{fs, path::Path};

use courier::{
    Body, Courier, MailAddress, MailSettings, Mobile, PushSettings, Reach, Secret, Security,
    SmsSettings, Step, Ways,
};
use kernel::Entropy;
use serde::Deserialize;
use toml::Spanned;

use crate::output::{Stop, say};

/// How long an answer of a server is waited for, in seconds.
const TIMEOUT_SECONDS: u64 = 15;
/// The segments of SMS that leave in a day at most: a mistake or an abuse is not paid for long.
const SEGMENTS_A_DAY: i64 = 1_000;
/// Metropolitan France and the overseas territories.
const FRENCH: [&str; 9] = ["+33", "+262", "+508", "+590", "+594", "+596", "+681", "+687", "+689"];

/// The section `[mail]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MailWritten {
    host: String,
    port: Option<u16>,
    security: Option<Spanned<String>>,
    user: Option<String>,
    password: Option<String>,
    ca: Option<Spanned<String>>,
    from: Spanned<String>,
    from_name: Option<String>,
}

/// The section `[sms]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SmsWritten {
    url: Spanned<String>,
    method: Option<Spanned<String>>,
    json: Option<toml::Table>,
    form: Option<std::collections::BTreeMap<String, String>>,
    headers: Option<std::collections::BTreeMap<String, String>>,
    countries: Option<Spanned<Vec<String>>>,
    segments_a_day: Option<Spanned<i64>>,
}

/// A wrong value, and where it stands.
pub(crate) type Wrong = (std::ops::Range<usize>, String);

/// What is set up to go out.
#[derive(Clone, Default)]
pub(crate) struct Outgoing {
    mail: Option<MailSettings>,
    sms: Option<SmsSettings>,
}

impl Outgoing {
    /// Understands both sections.
    pub(crate) fn settle(
        data: &Path,
        mail: Option<MailWritten>,
        sms: Option<Spanned<SmsWritten>>,
    ) -> Result<Self, Wrong> {
        let mail = mail.map(|mail| settle_mail(data, mail)).transpose()?;
        Ok(Self { mail, sms: sms.map(settle_sms).transpose()? })
    }

    /// The courier of this set-up; push messages go out from a house with a public address.
    pub(crate) fn courier(
        &self,
        push: Option<PushSettings>,
        secret: &[u8; 32],
        entropy: Entropy,
    ) -> Courier {
        let ways = Ways { mail: self.mail.clone(), sms: self.sms.clone(), push };
        Courier::new(ways, secret, entropy)
    }

    /// What is set up, one line each; never a secret.
    pub(crate) fn describe(&self) -> [(&'static str, String); 2] {
        let none = || "not set up".to_owned();
        let mail = self.mail.as_ref().map(|mail| {
            let security = match mail.security {
                Security::StartTls => "starttls",
                Security::Tls => "tls",
                Security::IfOffered => "starttls when offered",
                Security::None => "no encryption",
            };
            let account = if mail.account.is_some() { ", with an account" } else { "" };
            let (host, port, from) = (&mail.host, mail.port, mail.from.as_str());
            format!("{host}:{port}, {security}{account}, from {from}")
        });
        let sms = self.sms.as_ref().map(|sms| {
            let (url, headers, to) = (sms.shown_url(), sms.headers.len(), sms.countries.join(" "));
            let most = sms.segments_a_day;
            format!("{url}, {headers} headers, to {to}, {most} segments a day at most")
        });
        [("mail", mail.unwrap_or_else(none)), ("sms", sms.unwrap_or_else(none))]
    }

    /// Sends one mail, saying each step.
    pub(crate) fn test_mail(&self, address: &str) -> Result<(), Stop> {
        let Some(settings) = &self.mail else {
            return Err(Stop(
                "mail is not set up: write a section [mail] in preau.toml".to_owned(),
            ));
        };
        let to = MailAddress::read(address)
            .ok_or_else(|| Stop(format!("`{address}` is not a mail address")))?;
        let told = |step: Step| match step {
            Step::Found(count) => {
                say(format_args!("found      {} ({count} addresses)", settings.host));
            }
            Step::Connected => say(format_args!("connected  port {}", settings.port)),
            Step::Encrypted => say("encrypted  TLS, the certificate is good"),
            Step::SignedIn => say("signed in  the server knows the account"),
            Step::Accepted => say("accepted   the server took the message: look in the mailbox"),
        };
        let subject = "Préau : essai";
        let text = "Cet essai a été envoyé par « preau mail test ». Le courrier part.\n";
        courier::probe(settings, &to, subject, text, told)
            .map_err(|why| Stop(format!("stopped at {why}")))
    }

    /// Sends one SMS, saying first how long it is.
    pub(crate) fn test_sms(&self, number: &str) -> Result<(), Stop> {
        let courier = self.courier(None, &[0; 32], Entropy::System);
        if !courier.has(courier::Channel::Sms) {
            return Err(Stop("SMS is not set up: write a section [sms] in preau.toml".to_owned()));
        }
        let Some(mobile) = courier.mobile(number) else {
            let why = if Mobile::read(number).is_some() {
                "is of a country this territory does not send to (`countries`)"
            } else {
                "is not a mobile number"
            };
            return Err(Stop(format!("`{number}` {why}")));
        };
        let text = "Préau : essai. Les SMS partent.";
        let size = courier::sms::size(&courier::sms::plain(text));
        say(format_args!(
            "text       {} segment, {} signs, {:?}",
            size.segments, size.units, size.alphabet
        ));
        courier.send_sms_now(&mobile, text).map_err(|why| Stop(format!("not sent: {why}")))?;
        say("accepted   the gateway took the message: look at the phone");
        Ok(())
    }
}

/// How push messages go out from a house; `None` where browsers accept none: they want HTTPS, or
/// their own machine.
pub(crate) fn push(public_url: &str) -> Option<PushSettings> {
    let here = public_url.strip_prefix("http://").and_then(|rest| rest.split(':').next());
    let is_accepted = public_url.starts_with("https://") || here.is_some_and(is_here);
    is_accepted.then(|| PushSettings {
        contact: public_url.to_owned(),
        reach: Reach::World,
        timeout_seconds: TIMEOUT_SECONDS,
    })
}

fn settle_mail(data: &Path, written: MailWritten) -> Result<MailSettings, Wrong> {
    let from_at = written.from.span();
    let from = MailAddress::read(written.from.get_ref())
        .ok_or_else(|| (from_at.clone(), "`from` is a mail address".to_owned()))?;
    let security_at = written.security.as_ref().map_or(from_at.clone(), Spanned::span);
    let security = match written.security.as_ref().map_or("starttls", |word| word.get_ref()) {
        "starttls" => Security::StartTls,
        "tls" => Security::Tls,
        "opportunistic" if written.user.is_none() => Security::IfOffered,
        "opportunistic" => {
            let why = "`security` is \"opportunistic\" only without an account: a password never leaves in the clear";
            return Err((security_at, why.to_owned()));
        }
        "none" if is_here(&written.host) => Security::None,
        "none" => {
            let why = "`security` is \"none\" only for a server on this machine (127.0.0.1)";
            return Err((security_at, why.to_owned()));
        }
        _ => {
            return Err((
                security_at,
                "`security` is \"starttls\", \"tls\", \"opportunistic\" or \"none\"".to_owned(),
            ));
        }
    };
    let port = match security {
        Security::StartTls => 587,
        Security::Tls => 465,
        Security::IfOffered | Security::None => 25,
    };
    let account = match (written.user, written.password) {
        (Some(user), Some(password)) => Some((user, Secret::new(password))),
        (None, None) => None,
        _ => return Err((from_at, "`user` and `password` go together".to_owned())),
    };
    let ca = written.ca.map(|file| authority(data, &file)).transpose()?;
    Ok(MailSettings {
        host: written.host,
        port: written.port.unwrap_or(port),
        security,
        ca,
        account,
        from_name: written.from_name.unwrap_or_else(|| "Préau".to_owned()),
        from,
        timeout_seconds: TIMEOUT_SECONDS,
    })
}

/// The certificate of a private authority, from a file of the data folder or elsewhere.
fn authority(data: &Path, file: &Spanned<String>) -> Result<Vec<u8>, Wrong> {
    let path = data.join(file.get_ref());
    let pem = fs::read(&path)
        .map_err(|error| (file.span(), format!("{} cannot be read: {error}", path.display())))?;
    if !courier::is_authority(&pem) {
        let why = format!("{} is not a certificate in PEM", path.display());
        return Err((file.span(), why));
    }
    Ok(pem)
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

fn settle_sms(written: Spanned<SmsWritten>) -> Result<SmsSettings, Wrong> {
    let section = written.span();
    let written = written.into_inner();
    let url = written.url.get_ref();
    let rest = url.strip_prefix("http://").map(|rest| rest.split([':', '/', '?']).next());
    let is_near = rest.flatten().is_some_and(is_here);
    if !url.starts_with("https://") && !is_near {
        return Err((written.url.span(), "`url` begins with https://".to_owned()));
    }
    let is_put = match written.method.as_ref().map_or("POST", |word| word.get_ref()) {
        "POST" => false,
        "PUT" => true,
        _ => {
            let at = written.method.as_ref().map_or(section, Spanned::span);
            return Err((at, "`method` is \"POST\" or \"PUT\"".to_owned()));
        }
    };
    let body = match (written.json, written.form) {
        (Some(json), None) => serde_json::to_value(json)
            .map(Body::Json)
            .map_err(|error| (section.clone(), error.to_string()))?,
        (None, Some(form)) => Body::Form(form.into_iter().collect()),
        _ => return Err((section, "`[sms.json]` or `[sms.form]` says what is sent".to_owned())),
    };
    let template = match &body {
        Body::Json(json) => json.to_string(),
        Body::Form(form) => form.iter().map(|(_, value)| value.as_str()).collect(),
    };
    if !template.contains("{to}") || !template.contains("{text}") {
        return Err((section, "what is sent holds \"{to}\" and \"{text}\"".to_owned()));
    }
    let headers = written.headers.unwrap_or_default().into_iter();
    let countries = match written.countries {
        Some(list) if list.get_ref().iter().all(|start| is_country(start)) => list.into_inner(),
        Some(list) => {
            return Err((list.span(), "`countries` are beginnings such as \"+33\"".to_owned()));
        }
        None => FRENCH.map(str::to_owned).to_vec(),
    };
    let segments_a_day = match written.segments_a_day {
        Some(most) if *most.get_ref() > 0 => most.into_inner(),
        Some(most) => return Err((most.span(), "`segments_a_day` is 1 or more".to_owned())),
        None => SEGMENTS_A_DAY,
    };
    Ok(SmsSettings {
        url: url.clone(),
        is_put,
        body,
        headers: headers.map(|(name, value)| (name, Secret::new(value))).collect(),
        countries,
        segments_a_day,
        timeout_seconds: TIMEOUT_SECONDS,
    })
}

fn is_country(start: &str) -> bool {
    start.strip_prefix('+').is_some_and(|digits| {
        !digits.is_empty() && digits.len() < 8 && digits.bytes().all(|b| b.is_ascii_digit())
    })
}
