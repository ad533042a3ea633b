//! What letters are handed to: a mail server of the registry, and a gateway of one thread.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    sync::{Arc, Mutex, mpsc},
    thread,
};

use courier::{
    Body, Courier, MailAddress, MailSettings, PushSettings, Reach, Secret, Security, SmsSettings,
    Ways,
};
use kernel::Entropy;
use mailin::{Handler, Response, response};

use crate::MailServer;

/// A message as the server took it.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// Its recipients.
    pub to: Vec<String>,
    /// Its head and its text.
    pub text: String,
}

/// A mailbox on a real mail server; whoever is called `inconnu@…` does not exist, `plus-tard@…`
/// is refused for now.
#[derive(Clone, Default)]
pub struct Mailbox {
    taken: Arc<Mutex<Vec<Taken>>>,
    writing: Taken,
}

impl Handler for Mailbox {
    fn rcpt(&mut self, to: &str) -> Response {
        if to.starts_with("inconnu@") {
            return response::NO_MAILBOX;
        }
        if to.starts_with("plus-tard@") {
            return Response::custom(451, "try later".to_owned());
        }
        response::OK
    }

    fn data_start(&mut self, _domain: &str, _from: &str, _is8bit: bool, to: &[String]) -> Response {
        self.writing = Taken { to: to.to_vec(), text: String::new() };
        response::OK
    }

    fn data(&mut self, part: &[u8]) -> std::io::Result<()> {
        self.writing.text.push_str(&String::from_utf8_lossy(part));
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.taken.lock().expect("a loopback connection").push(self.writing.clone());
        response::OK
    }

    fn auth_plain(&mut self, _for: &str, name: &str, password: &str) -> Response {
        self.auth_login(name, password)
    }

    fn auth_login(&mut self, name: &str, password: &str) -> Response {
        if (name, password) == ("preau", "s3cret") {
            response::AUTH_OK
        } else {
            response::INVALID_CREDENTIALS
        }
    }
}

impl Mailbox {
    /// Opens a mail server of this mailbox, in the clear and for anyone; its port.
    ///
    /// # Panics
    /// When there is no loopback address.
    pub fn open(&self) -> u16 {
        self.open_as(MailServer::default())
    }

    /// What it took, in order.
    ///
    /// # Panics
    /// When the server did.
    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().expect("a loopback connection").clone()
    }
}

/// A gateway that answers each request with the next of these lines, the last one for ever; what
/// it was sent comes out of the channel.
///
/// # Panics
/// When there is no loopback address.
pub fn gateway(answers: &[&str]) -> (u16, mpsc::Receiver<String>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a loopback connection");
    let port = listener.local_addr().expect("a loopback connection").port();
    let (tell, told) = mpsc::channel();
    let answers: Vec<String> = answers.iter().map(|&answer| answer.to_owned()).collect();
    thread::spawn(move || {
        let mut held = Vec::new();
        for (at, stream) in listener.incoming().enumerate() {
            let answer = answers.get(at).or(answers.last()).expect("a loopback connection");
            let mut stream = stream.expect("a loopback connection");
            drop(tell.send(request(&mut stream)));
            if answer == "hangs" {
                held.push(stream);
            } else {
                let head = format!(
                    "HTTP/1.1 {answer}\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
                );
                drop(stream.write_all(head.as_bytes()));
            }
        }
    });
    (port, told)
}

fn request(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).unwrap_or(0);
        text.extend_from_slice(&buffer[..read]);
        let said = String::from_utf8_lossy(&text).into_owned();
        let whole = said.split_once("\r\n\r\n").is_some_and(|(head, body)| {
            let head = head.to_ascii_lowercase();
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            body.len() >= length.unwrap_or(0)
        });
        if read == 0 || whole {
            return said;
        }
    }
}

/// A courier that hands mail to a mail server and SMS to a gateway of this machine, by their ports,
/// and push messages to push services of this machine.
///
/// # Panics
/// Never: the address is one.
pub fn courier(mail: Option<u16>, sms: Option<u16>) -> Courier {
    let mail = mail.map(|port| MailSettings {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        ca: None,
        account: None,
        from_name: "Préau".to_owned(),
        from: MailAddress::read("preau@exemple.fr").expect("an address"),
        timeout_seconds: 2,
    });
    let sms = sms.map(|port| SmsSettings {
        url: format!("http://127.0.0.1:{port}/send"),
        is_put: false,
        body: Body::Json(serde_json::json!({"to": ["{to}"], "text": "{text}"})),
        headers: vec![("Authorization".to_owned(), Secret::new("Bearer s3cret".to_owned()))],
        countries: vec!["+33".to_owned()],
        segments_a_day: 1_000,
        timeout_seconds: 1,
    });
    let push = PushSettings {
        contact: "https://preau.exemple.fr".to_owned(),
        reach: Reach::ThisMachine,
        timeout_seconds: 1,
    };
    let ways = Ways { mail, sms, push: Some(push) };
    Courier::new(ways, &crate::app::SECRET, Entropy::System)
}
