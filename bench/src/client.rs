//! A small HTTP/1.1 client that keeps its connection: the load generator must cost less than what
//! it measures.

use std::{net::SocketAddr, time::Instant};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
};

use crate::Failure;

/// One connection to the server.
pub(crate) struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer: its status, the bytes of its body as sent, and its head.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    pub(crate) head: String,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 << 10) })
    }

    /// From another address of this machine: as many networks as there are numbers.
    pub(crate) async fn connect_from(network: u8, address: SocketAddr) -> Result<Self, Failure> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 1, network], 0)))?;
        let stream = socket.connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 << 10) })
    }

    /// Asks for a page as a browser does, compressed.
    pub(crate) async fn get(&mut self, path: &str, cookie: &str) -> Result<Answer, Failure> {
        self.ask(get(path, cookie, "gzip, br").as_bytes()).await
    }

    /// Asks for a page in order to read it.
    pub(crate) async fn get_plain(&mut self, path: &str, cookie: &str) -> Result<Answer, Failure> {
        self.ask(get(path, cookie, "identity").as_bytes()).await
    }

    /// Sends a form.
    pub(crate) async fn post(
        &mut self,
        path: &str,
        cookie: &str,
        form: &str,
    ) -> Result<Answer, Failure> {
        let length = form.len();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nAccept: text/html\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {length}\r\n\r\n{form}"
        );
        self.ask(request.as_bytes()).await
    }

    /// Sends a body of another kind.
    pub(crate) async fn send(
        &mut self,
        path: &str,
        cookie: &str,
        media: &str,
        body: &[u8],
    ) -> Result<Answer, Failure> {
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nAccept: text/html\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n"
        );
        self.stream.write_all(head.as_bytes()).await?;
        self.ask(body).await
    }

    async fn ask(&mut self, request: &[u8]) -> Result<Answer, Failure> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head_end = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..head_end]).into_owned();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|s| s.parse().ok())
            .ok_or("an answer without status")?;
        let body = match header(&head, "content-length") {
            Some(length) => self.sized(head_end, length.parse()?).await?,
            None if header(&head, "transfer-encoding").is_some() => self.chunked(head_end).await?,
            None => Vec::new(),
        };
        Ok(Answer { status, body, head })
    }

    async fn sized(&mut self, start: usize, length: usize) -> Result<Vec<u8>, Failure> {
        while self.buffer.len() < start + length {
            self.more().await?;
        }
        Ok(self.buffer[start..start + length].to_vec())
    }

    async fn chunked(&mut self, mut at: usize) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        loop {
            let line_end = loop {
                if let Some(found) = find(&self.buffer[at..], b"\r\n") {
                    break at + found;
                }
                self.more().await?;
            };
            let size =
                usize::from_str_radix(&String::from_utf8_lossy(&self.buffer[at..line_end]), 16)?;
            let end = line_end + 2 + size + 2;
            while self.buffer.len() < end {
                self.more().await?;
            }
            body.extend_from_slice(&self.buffer[line_end + 2..line_end + 2 + size]);
            at = end;
            if size == 0 {
                return Ok(body);
            }
        }
    }

    async fn more(&mut self) -> Result<(), Failure> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err("the server closed the connection".into()),
            _ => Ok(()),
        }
    }
}

fn get(path: &str, cookie: &str, encodings: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nAccept: text/html\r\n\
         Accept-Encoding: {encodings}\r\nAccept-Language: fr\r\n\r\n"
    )
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

/// A header's value, its name in lower case.
pub(crate) fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// The cookies an answer sets, as a browser sends them back.
pub(crate) fn cookies(head: &str) -> String {
    let set = head.lines().filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        let pair = value.split(';').next().unwrap_or(value).trim();
        name.eq_ignore_ascii_case("set-cookie").then_some(pair)
    });
    set.collect::<Vec<_>>().join("; ")
}

/// The value of a hidden field of a page.
pub(crate) fn hidden<'h>(html: &'h str, name: &str) -> Result<&'h str, Failure> {
    let after = html.split(&format!("name=\"{name}\" value=\"")).nth(1);
    let value = after.and_then(|rest| rest.split('"').next());
    value.ok_or_else(|| format!("no hidden field {name}").into())
}

/// How long something took, in milliseconds.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
pub(crate) async fn timed<T>(work: impl Future<Output = T>) -> (T, f64) {
    let start = Instant::now();
    let done = work.await;
    (done, start.elapsed().as_secs_f64() * 1e3)
}
