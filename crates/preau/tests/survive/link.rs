//! A connection to the server, as a browser keeps one.

use std::{
    io::{self, BufRead, BufReader, ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};

/// No answer takes longer; a server that hangs fails the test.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much of a heavy file is sent at once.
const PIECE: usize = 64 << 10;

/// What separates the parts of a form with a photo.
const BOUNDARY: &str = "preau-survit";

pub(crate) struct Link(BufReader<TcpStream>);

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Link {
    pub(crate) fn to(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    pub(crate) fn get(&mut self, path: &str, cookie: &str) -> io::Result<Answer> {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nAccept: text/html\r\n\
             Accept-Language: fr\r\n\r\n"
        ))
    }

    pub(crate) fn post(&mut self, path: &str, cookie: &str, form: &str) -> io::Result<Answer> {
        let length = form.len();
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nAccept: text/html\r\n\
             Accept-Language: fr\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        ))
    }

    /// Sends a form with a photo.
    pub(crate) fn post_photo(
        &mut self,
        path: &str,
        cookie: &str,
        fields: &[(&str, &str)],
        photo: &[u8],
    ) -> io::Result<Answer> {
        let mut body = Vec::new();
        for (name, value) in fields {
            write!(
                body,
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )?;
        }
        write!(
            body,
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"photos\"; \
             filename=\"cahier.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
        )?;
        body.extend_from_slice(photo);
        write!(body, "\r\n--{BOUNDARY}--\r\n")?;
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nAccept: text/html\r\n\
             Accept-Language: fr\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n\r\n"
        );
        self.0.get_mut().write_all(head.as_bytes())?;
        self.0.get_mut().write_all(&body)?;
        self.answer()
    }

    /// Sends a form with a file of so many zeros, which says how long it is or comes in pieces, and
    /// reads the answer while it is being sent.
    pub(crate) fn post_heavy(
        &mut self,
        path: &str,
        cookie: &str,
        token: &str,
        (length, is_announced): (usize, bool),
    ) -> io::Result<Answer> {
        let begins = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"_jeton\"\r\n\r\n{token}\r\n\
             --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"fichiers\"; filename=\"film.pdf\"\r\n\r\n"
        );
        let framing = if is_announced {
            format!("Content-Length: {}", begins.len() + length)
        } else {
            "Transfer-Encoding: chunked".to_owned()
        };
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nAccept: text/html\r\n\
             Accept-Language: fr\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n{framing}\r\n\r\n"
        );
        let mut sending = self.0.get_ref().try_clone()?;
        sending.write_all(head.as_bytes())?;
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let zeros = vec![0; PIECE];
                let pieces = std::iter::once(begins.as_bytes())
                    .chain(std::iter::repeat_n(zeros.as_slice(), length / PIECE));
                for piece in pieces {
                    let framed = if is_announced {
                        piece.to_vec()
                    } else {
                        [format!("{:x}\r\n", piece.len()).as_bytes(), piece, b"\r\n"].concat()
                    };
                    if sending.write_all(&framed).is_err() {
                        return;
                    }
                }
            });
            let answer = self.answer();
            // What is left to send is not waited for.
            drop(self.0.get_ref().shutdown(std::net::Shutdown::Both));
            answer
        })
    }

    fn ask(&mut self, request: &str) -> io::Result<Answer> {
        self.0.get_mut().write_all(request.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> io::Result<Answer> {
        let status = self.line()?.split(' ').nth(1).and_then(|status| status.parse().ok());
        let mut length = 0;
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().map_err(io::Error::other)?;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        let body = String::from_utf8_lossy(&body).into_owned();
        Ok(Answer { status: status.ok_or(ErrorKind::InvalidData)?, body })
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.0.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}

/// A photo that nobody else sends: pixels with some words in its head.
pub(crate) fn photo(words: &str) -> Vec<u8> {
    let pixels = STANDARD.decode(PIXELS).unwrap();
    let head = [b"JFIF\0", words.as_bytes()].concat();
    let length = u16::try_from(head.len() + 2).unwrap().to_be_bytes();
    let (start, rest) = pixels.split_at(2);
    [start, &[0xFF, 0xE0], &length, &head, rest].concat()
}

/// A photo of 64 × 48 pixels.
const PIXELS: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKra\
    rYqMyP/L2u71////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4\
    +Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAwAEADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAA\
    AAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAEC/8QAFBEBAAAAAAAAAAAAAAAA\
    AAAAAP/aAAwDAQACEQMRAD8AqgMqAAAAAAAAAAAAAAAAAAAAAA//2Q==";
