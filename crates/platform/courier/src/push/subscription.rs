//! Where a browser is told. It comes from outside: it is read strictly, and nothing is sent to this
//! machine or to its neighbours, whatever names lead there.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::PublicKey;
use ureq::{
    Error,
    config::Config,
    http::{Uri, uri::Scheme},
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

use crate::Reach;

/// The longest address of a push service; real ones take a few hundred signs.
const LONGEST: usize = 1_000;

/// Where a browser is told: an address at its push service, and the two keys of the browser, as
/// one line of three words.
#[derive(Clone, PartialEq, Eq)]
pub struct Subscription(String);

/// What a subscription is made of.
pub(super) struct Parts {
    pub(super) endpoint: Uri,
    pub(super) key: PublicKey,
    pub(super) auth: [u8; 16],
}

impl Parts {
    fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let (endpoint, key, auth) = (words.next()?, words.next()?, words.next()?);
        let is_plain = endpoint.len() <= LONGEST
            && endpoint.bytes().all(|b| b.is_ascii_graphic() && b != b'#' && b != b'\\');
        if !is_plain || words.next().is_some() {
            return None;
        }
        let endpoint: Uri = endpoint.parse().ok()?;
        let has_login = endpoint.authority()?.as_str().contains('@');
        let is_web = matches!(endpoint.scheme_str(), Some("https" | "http"));
        let key = URL_SAFE_NO_PAD.decode(key).ok().filter(|key| key.len() == 65)?;
        let auth = URL_SAFE_NO_PAD.decode(auth).ok()?.try_into().ok()?;
        let key = PublicKey::from_sec1_bytes(&key).ok()?;
        (is_web && !has_login).then_some(Self { endpoint, key, auth })
    }
}

impl Subscription {
    /// Reads the line of a subscription; `None` when it is not plainly one.
    pub fn read(line: &str) -> Option<Self> {
        Parts::read(line).map(|_| Self(line.to_owned()))
    }

    /// The line.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn parts(&self) -> Option<Parts> {
        Parts::read(&self.0)
    }

    /// Whether its push service may be sent to, as far as its address says.
    pub(super) fn is_within(&self, reach: Reach) -> bool {
        let Some(Parts { endpoint, .. }) = self.parts() else { return false };
        let host = endpoint.host().unwrap_or_default();
        let ip = host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        match reach {
            Reach::World => {
                endpoint.scheme() == Some(&Scheme::HTTPS)
                    && matches!(endpoint.port_u16(), None | Some(443))
                    && host.contains('.')
                    && ip.is_none()
            }
            Reach::ThisMachine => ip.is_some_and(|ip| ip.is_loopback()),
        }
    }
}

impl fmt::Debug for Subscription {
    /// Never the address: whoever knows it can tell one browser from another.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subscription(…)")
    }
}

/// Looks names up and keeps public addresses alone, at the moment of connecting: a name that is
/// public today may lead inside tomorrow.
#[derive(Debug, Default)]
pub(crate) struct PublicOnly(pub(crate) DefaultResolver);

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter().filter(|address| is_public(address.ip())) {
            kept.push(*address);
        }
        if kept.is_empty() { Err(Error::HostNotFound) } else { Ok(kept) }
    }
}

/// Whether an address is one of the public Internet (the registries of special addresses of the
/// IANA, RFC 6890).
fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b));
    !is_special
}

/// Global unicast alone, without documentation and without tunnels, which lead to IPv4.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let is_special = (a == 0x2001 && (b < 0x200 || b == 0x0db8)) || a == 0x2002 || a == 0x3fff;
    (a & 0xe000) == 0x2000 && !is_special
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::push::tests::SUBSCRIPTION;

    fn at(endpoint: &str) -> Option<Subscription> {
        let keys = SUBSCRIPTION.split_once(' ').unwrap().1;
        Subscription::read(&format!("{endpoint} {keys}"))
    }

    #[test]
    fn what_browsers_send_is_read() {
        for service in [
            "https://fcm.googleapis.com/fcm/send/c1:APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABh",
            "https://web.push.apple.com/QGuQyavXutnMH",
            "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAA%3d%3d",
        ] {
            assert!(at(service).unwrap().is_within(Reach::World), "{service}");
        }
    }

    #[test]
    fn what_leads_inside_or_hides_something_is_refused() {
        for inside in [
            "http://push.example.net/a",
            "https://localhost/a",
            "https://127.0.0.1/a",
            "https://[::1]/a",
            "https://[::ffff:10.0.0.1]/a",
            "https://169.254.169.254/latest",
            "https://intranet/a",
            "https://push.example.net:8443/a",
        ] {
            let read = at(inside);
            assert!(read.is_none_or(|one| !one.is_within(Reach::World)), "{inside}");
        }
        for wrong in [
            "https://moi@push.example.net/a",
            "https://push.example.net/a#b",
            "https://push.example.net/a\r\nHost:",
            "file:///etc/passwd",
            "ftp://push.example.net/a",
            "push.example.net/a",
            "",
            &format!("https://push.example.net/{}", "a".repeat(1_000)),
        ] {
            assert!(at(wrong).is_none(), "{wrong}");
        }
        let (endpoint, keys) = SUBSCRIPTION.split_once(' ').unwrap();
        let (key, auth) = keys.split_once(' ').unwrap();
        for wrong in [
            format!("{endpoint} {key}"),
            format!("{endpoint} {key} {auth} x"),
            format!("{endpoint} {auth} {auth}"),
            format!("{endpoint} {key} {key}"),
            format!("{endpoint} {} {auth}", key.replace('B', "C")),
        ] {
            assert!(Subscription::read(&wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn only_public_addresses_are_connected_to() {
        for public in ["8.8.8.8", "2a00:1450:4007:80c::200a", "::ffff:8.8.8.8"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for special in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.2",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "fc00::1",
            "fe80::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
        ] {
            assert!(!is_public(special.parse().unwrap()), "{special}");
        }
    }

    #[test]
    fn a_name_that_leads_to_this_machine_is_not_connected_to() {
        let config = crate::http::config(2).build();
        let agent = ureq::Agent::with_parts(
            config,
            ureq::unversioned::transport::DefaultConnector::default(),
            PublicOnly(DefaultResolver::default()),
        );
        let answered = agent.post("https://localhost:9/").send_empty();
        assert!(matches!(answered, Err(Error::HostNotFound)), "{answered:?}");
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_refused(line in "\\PC{0,200}") {
            drop(Subscription::read(&line));
        }
    }
}
