//! A mail server as houses meet them: with TLS at once, after a greeting or not at all, with an
//! account or without, or one that never speaks.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::Arc,
    thread,
};

use mailin::{Action, AuthMechanism, SessionBuilder};
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

use crate::Mailbox;

/// The authority that signed the certificates of the tests, in PEM.
pub const AUTHORITY: &[u8] = include_bytes!("../certs/authority.pem");

/// A certificate and its key, in PEM.
type Identity = (&'static [u8], &'static [u8]);
const OF_LOCALHOST: Identity =
    (include_bytes!("../certs/localhost.pem"), include_bytes!("../certs/localhost.key"));
const OF_ANOTHER: Identity =
    (include_bytes!("../certs/autre.pem"), include_bytes!("../certs/autre.key"));

/// How a mail server speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speaks {
    /// In the clear.
    #[default]
    Plainly,
    /// With TLS once asked.
    StartTls,
    /// With TLS from the first byte.
    Tls,
    /// With TLS once asked, under the certificate of another server.
    UnderAnotherName,
    /// Never.
    NotAtAll,
}

/// What a mail server is like.
#[derive(Clone, Copy, Debug, Default)]
pub struct MailServer {
    /// How it speaks.
    pub speaks: Speaks,
    /// How it asks who comes; nobody is asked without it. It knows `preau` by `s3cret`.
    pub asks: Option<Asks>,
}

/// How a mail server asks who comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// AUTH PLAIN.
    Plain,
    /// AUTH LOGIN.
    Login,
}

enum Wire {
    Clear(TcpStream),
    Secret(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Clear(stream) => stream.read(buffer),
            Self::Secret(stream) => stream.read(buffer),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Clear(stream) => stream.write(buffer),
            Self::Secret(stream) => stream.write(buffer),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Clear(stream) => stream.flush(),
            Self::Secret(stream) => stream.flush(),
        }
    }
}

fn secret(stream: TcpStream, speaks: Speaks) -> Wire {
    let (certificate, key) =
        if speaks == Speaks::UnderAnotherName { OF_ANOTHER } else { OF_LOCALHOST };
    let certificate = CertificateDer::from_pem_slice(certificate).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(key).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a certificate and its key");
    let connection = ServerConnection::new(Arc::new(config)).expect("a connection");
    Wire::Secret(Box::new(StreamOwned::new(connection, stream)))
}

impl Mailbox {
    /// Opens a mail server of this mailbox; its port.
    ///
    /// # Panics
    /// When there is no loopback address.
    pub fn open_as(&self, server: MailServer) -> u16 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a loopback connection");
        let port = listener.local_addr().expect("a loopback connection").port();
        let mailbox = self.clone();
        thread::spawn(move || {
            let mut held = Vec::new();
            for stream in listener.incoming() {
                let stream = stream.expect("a loopback connection");
                if server.speaks == Speaks::NotAtAll {
                    held.push(stream);
                    continue;
                }
                let mailbox = mailbox.clone();
                thread::spawn(move || drop(mailbox.speak(stream, server)));
            }
        });
        port
    }

    /// One conversation, until either side ends it.
    fn speak(self, stream: TcpStream, server: MailServer) -> std::io::Result<()> {
        let from: SocketAddr = stream.peer_addr()?;
        let mut builder = SessionBuilder::new("localhost");
        if matches!(server.speaks, Speaks::StartTls | Speaks::UnderAnotherName) {
            builder.enable_start_tls();
        }
        match server.asks {
            Some(Asks::Plain) => drop(builder.enable_auth(AuthMechanism::Plain)),
            Some(Asks::Login) => drop(builder.enable_auth(AuthMechanism::Login)),
            None => {}
        }
        let mut session = builder.build(from.ip(), self);
        let mut wire = BufReader::new(Wire::Clear(stream));
        if server.speaks == Speaks::Tls {
            wire = upgraded(wire, server.speaks);
            session.tls_active();
        }
        session.greeting().write_to(wire.get_mut())?;
        wire.get_mut().flush()?;
        let mut line = Vec::new();
        while wire.read_until(b'\n', &mut line)? > 0 {
            let answer = session.process(&line);
            line.clear();
            if answer.action != Action::NoReply {
                answer.write_to(wire.get_mut())?;
                wire.get_mut().flush()?;
            }
            match answer.action {
                Action::NoReply | Action::Reply => {}
                Action::Close => return Ok(()),
                Action::UpgradeTls => {
                    wire = upgraded(wire, server.speaks);
                    session.tls_active();
                }
            }
        }
        Ok(())
    }
}

fn upgraded(wire: BufReader<Wire>, speaks: Speaks) -> BufReader<Wire> {
    match wire.into_inner() {
        Wire::Clear(stream) => BufReader::new(secret(stream, speaks)),
        already => BufReader::new(already),
    }
}
