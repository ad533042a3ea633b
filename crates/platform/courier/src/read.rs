//! Reading an address that someone gave, such as a calendar: in public, over HTTPS, within limits.

use std::net::IpAddr;

use ureq::{
    Agent, Error,
    http::{Uri, uri::Scheme},
    unversioned::{resolver::DefaultResolver, transport::DefaultConnector},
};

use crate::{Courier, Reach, http, push::PublicOnly};

/// How long an address is waited for.
const TIMEOUT_SECONDS: u64 = 15;
/// Moves that are followed, each within the same limits.
const MOVES: u32 = 3;

/// Why an address was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is not one that may be read.
    Address,
    /// Its name is unknown, or leads inside.
    Unknown,
    /// Nobody answers, or too slowly.
    Silent,
    /// The server answers something else than what was asked.
    Refused(u16),
    /// What it holds is larger than the limit.
    TooLarge,
}

impl Courier {
    /// Whether an address may be read, as far as it says.
    pub fn may_read(&self, address: &str) -> bool {
        let Ok(uri) = address.parse::<Uri>() else { return false };
        let Some(authority) = uri.authority().filter(|one| !one.as_str().contains('@')) else {
            return false;
        };
        let host = authority.host();
        let ip = host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        match self.reach() {
            Reach::World => {
                uri.scheme() == Some(&Scheme::HTTPS)
                    && matches!(uri.port_u16(), None | Some(443))
                    && host.contains('.')
                    && ip.is_none()
            }
            Reach::ThisMachine => ip.is_some_and(|ip| ip.is_loopback()),
        }
    }

    /// Reads an address, of at most so many bytes. Blocks: never inside a transaction.
    ///
    /// # Errors
    /// Why it was not read.
    pub fn read(&self, address: &str, limit: u64) -> Result<Vec<u8>, Unread> {
        if !self.may_read(address) {
            return Err(Unread::Address);
        }
        let mut answer = self.reader().get(address).call().map_err(|error| unread(&error))?;
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(Unread::Refused(status));
        }
        let body = answer.body_mut().with_config().limit(limit).read_to_vec();
        body.map_err(|error| unread(&error))
    }

    /// No proxy stands between: it would look names up in our place.
    fn reader(&self) -> Agent {
        let world = self.reach() == Reach::World;
        let config = http::config(TIMEOUT_SECONDS)
            .proxy(None)
            .https_only(world)
            .max_redirects(if world { MOVES } else { 0 })
            .build();
        if world {
            let public = PublicOnly(DefaultResolver::default());
            Agent::with_parts(config, DefaultConnector::default(), public)
        } else {
            Agent::new_with_config(config)
        }
    }
}

fn unread(error: &Error) -> Unread {
    match error {
        Error::HostNotFound => Unread::Unknown,
        Error::BodyExceedsLimit(_) => Unread::TooLarge,
        Error::TooManyRedirects | Error::RequireHttpsOnly(_) => Unread::Refused(302),
        _ => Unread::Silent,
    }
}

#[cfg(test)]
mod tests {
    use kernel::Entropy;

    use super::*;
    use crate::Ways;

    #[test]
    fn only_public_addresses_over_https_are_read() {
        let courier = Courier::new(Ways::default(), &[7; 32], Entropy::seeded(1));
        assert!(courier.may_read("https://calendar.example.net/agenda.ics?cle=a"));
        for inside in [
            "http://calendar.example.net/a.ics",
            "https://localhost/a.ics",
            "https://intranet/a.ics",
            "https://127.0.0.1/a.ics",
            "https://10.0.0.1/a.ics",
            "https://[::1]/a.ics",
            "https://[::ffff:169.254.169.254]/latest",
            "https://moi:secret@calendar.example.net/a.ics",
            "https://calendar.example.net:8443/a.ics",
            "ftp://calendar.example.net/a.ics",
            "file:///etc/passwd",
            "/etc/passwd",
            "",
        ] {
            assert!(!courier.may_read(inside), "{inside}");
            assert_eq!(courier.read(inside, 10), Err(Unread::Address), "{inside}");
        }
    }
}
