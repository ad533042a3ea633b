//! The way to the mail server, step by step.

use std::{
    io::ErrorKind,
    net::{SocketAddr, ToSocketAddrs},
    time::Duration,
};

use lettre::{
    Address, Message,
    message::{Mailbox, header::ContentType},
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{Certificate, SmtpConnection, TlsParameters},
        extension::ClientId,
    },
};

use crate::{
    MailAddress, MailSettings, Security, To,
    outbox::{Claimed, Undelivered},
    seal::Content,
};

/// How far one got on the way to the mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The server's name leads to this many addresses.
    Found(usize),
    /// The server greets.
    Connected,
    /// Nobody between can read.
    Encrypted,
    /// The server knows the account.
    SignedIn,
    /// The server took the message; it says so with this code.
    Accepted,
}

/// A failed step, in words without personal data.
struct Failed {
    what: &'static str,
    why: String,
    is_final: bool,
}

impl Failed {
    fn at(what: &'static str) -> impl Fn(Error) -> Self {
        move |error| Self { what, why: words(&error), is_final: false }
    }

    fn because(what: &'static str, why: impl Into<String>) -> Self {
        Self { what, why: why.into(), is_final: false }
    }

    fn words(&self) -> String {
        format!("{}: {}", self.what, self.why)
    }
}

/// What a server answers may name the recipient: only its code is kept.
fn words(error: &Error) -> String {
    if let Some(why) = certificate(error) {
        return why;
    }
    match error.status() {
        Some(code) => format!("the server answers {code}"),
        None if is_late(error) => "no answer in time".to_owned(),
        None if error.is_tls() => "TLS was refused".to_owned(),
        None if error.is_client() => {
            std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
        }
        None if error.is_response() => "the answer makes no sense".to_owned(),
        None => "the connection failed".to_owned(),
    }
}

fn io_error(error: &Error) -> Option<&std::io::Error> {
    std::error::Error::source(error)?.downcast_ref()
}

/// A read that waited in vain would block, says Linux.
fn is_late(error: &Error) -> bool {
    error.is_timeout() || io_error(error).is_some_and(|io| io.kind() == ErrorKind::WouldBlock)
}

/// What is wrong with the server's certificate, when that is why it failed.
fn certificate(error: &Error) -> Option<String> {
    use rustls::{CertificateError, Error::InvalidCertificate};

    let InvalidCertificate(why) = io_error(error)?.get_ref()?.downcast_ref::<rustls::Error>()?
    else {
        return None;
    };
    Some(match why {
        CertificateError::UnknownIssuer => {
            "the certificate is signed by an authority that is not known here; `ca` names a private one"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "the certificate is that of another name than `host`"
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "the certificate has expired"
        }
        _ => "the certificate is not good",
    }
    .to_owned())
}

/// Reads the certificate of an authority; whether it is one.
pub fn is_authority(pem: &[u8]) -> bool {
    Certificate::from_pem(pem).is_ok()
}

fn tls_of(settings: &MailSettings) -> Result<TlsParameters, Error> {
    let mut tls = TlsParameters::builder(settings.host.clone());
    if let Some(pem) = &settings.ca {
        tls = tls.add_root_certificate(Certificate::from_pem(pem)?);
    }
    tls.build_rustls()
}

fn open(settings: &MailSettings, told: &mut impl FnMut(Step)) -> Result<SmtpConnection, Failed> {
    let timeout = Duration::from_secs(settings.timeout_seconds);
    let addresses: Vec<SocketAddr> = (settings.host.as_str(), settings.port)
        .to_socket_addrs()
        .map_err(|error| Failed::because("finding the server", error.kind().to_string()))?
        .collect();
    told(Step::Found(addresses.len()));
    let hello = ClientId::Domain(domain_of(&settings.from).to_owned());
    let tls = tls_of(settings).map_err(Failed::at("preparing TLS"))?;
    let at_once = (settings.security == Security::Tls).then_some(&tls);
    let mut connection =
        SmtpConnection::connect(addresses.as_slice(), Some(timeout), &hello, at_once, None)
            .map_err(Failed::at("connecting"))?;
    told(Step::Connected);
    let upgrades = match settings.security {
        Security::StartTls => true,
        Security::IfOffered => connection.can_starttls(),
        Security::Tls | Security::None => false,
    };
    if upgrades {
        connection.starttls(&tls, &hello).map_err(Failed::at("starting TLS"))?;
    }
    if connection.is_encrypted() {
        told(Step::Encrypted);
    }
    if let Some((name, password)) = &settings.account {
        let account = Credentials::new(name.clone(), password.expose().to_owned());
        connection
            .auth(&[Mechanism::Plain, Mechanism::Login], &account)
            .map_err(Failed::at("signing in"))?;
        told(Step::SignedIn);
    }
    Ok(connection)
}

fn domain_of(address: &MailAddress) -> &str {
    address.as_str().rsplit_once('@').map_or("localhost", |(_, domain)| domain)
}

fn message(settings: &MailSettings, content: &Content, name: &str) -> Result<Message, Failed> {
    let unwritable = |what: &'static str| {
        move |error: &dyn std::fmt::Display| Failed {
            is_final: true,
            ..Failed::because(what, error.to_string())
        }
    };
    let To::Mail(to) = &content.to else {
        return Err(Failed { is_final: true, ..Failed::because("writing", "not a mail") });
    };
    let read = |address: &MailAddress| {
        address
            .as_str()
            .parse::<Address>()
            .map_err(|error| unwritable("reading an address")(&error))
    };
    Message::builder()
        .from(Mailbox::new(Some(settings.from_name.clone()), read(&settings.from)?))
        .to(Mailbox::new(None, read(to)?))
        .subject(&content.subject)
        .message_id(Some(format!("<{name}@{}>", domain_of(&settings.from))))
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .body(content.text.clone())
        .map_err(|error| unwritable("writing")(&error))
}

/// Says that nobody waits for an answer (RFC 3834): no « I am on holiday » comes back.
#[derive(Clone, Debug)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn hand_over(
    connection: &mut SmtpConnection,
    settings: &MailSettings,
    content: &Content,
    name: &str,
) -> Result<(), Failed> {
    let message = message(settings, content, name)?;
    let sent = connection.send(message.envelope(), &message.formatted());
    sent.map(drop).map_err(|error| Failed {
        is_final: error.is_permanent(),
        ..Failed::at("handing over")(error)
    })
}

/// Hands letters over on one connection; what became of each. After an error the connection is
/// made anew; when it cannot be, the letters that are left wait.
pub(crate) fn send(settings: &MailSettings, letters: &[Claimed]) -> Vec<Result<(), Undelivered>> {
    let mut connection = None;
    let mut closed: Option<String> = None;
    let mut outcomes = Vec::with_capacity(letters.len());
    for letter in letters {
        let Some(content) = &letter.content else {
            outcomes.push(Err(Undelivered::Never("sealed under another secret".to_owned())));
            continue;
        };
        if let Some(why) = &closed {
            outcomes.push(Err(Undelivered::Later(why.clone())));
            continue;
        }
        let opened = match connection.take() {
            Some(open) => Ok(open),
            None => open(settings, &mut |_step| {}),
        };
        match opened {
            Ok(mut open) => {
                let outcome = hand_over(&mut open, settings, content, &letter.name);
                if !open.has_broken() {
                    connection = Some(open);
                }
                outcomes.push(outcome.map_err(|failed| match failed.is_final {
                    true => Undelivered::Never(failed.words()),
                    false => Undelivered::Later(failed.words()),
                }));
            }
            Err(failed) => {
                outcomes.push(Err(Undelivered::Later(failed.words())));
                closed = Some(failed.words());
            }
        }
    }
    if let Some(mut open) = connection {
        drop(open.quit());
    }
    outcomes
}

/// Sends one message now, telling each step as it is done: the operator's test. It waits for the
/// server: not inside a transaction, not on a thread that serves.
///
/// # Errors
/// The step that failed, and why.
pub fn probe(
    settings: &MailSettings,
    to: &MailAddress,
    subject: &str,
    text: &str,
    mut told: impl FnMut(Step),
) -> Result<(), String> {
    let content =
        Content { to: To::Mail(to.clone()), subject: subject.to_owned(), text: text.to_owned() };
    let mut connection = open(settings, &mut told).map_err(|failed| failed.words())?;
    let name = kernel::Entropy::System.token();
    hand_over(&mut connection, settings, &content, &name).map_err(|failed| failed.words())?;
    told(Step::Accepted);
    drop(connection.quit());
    Ok(())
}
