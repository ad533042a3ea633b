//! Messages to browsers (RFC 8030): one request each to the push service of the browser, which
//! keeps it until the device wakes up, and cannot read it.

mod envelope;
mod subscription;
mod vapid;

use kernel::{Clock, Entropy, Instant};
use p256::SecretKey;
use serde_json::json;
use ureq::{
    Agent,
    unversioned::{resolver::DefaultResolver, transport::DefaultConnector},
};

use crate::{
    PushSettings, Reach, To, http,
    outbox::{Claimed, Undelivered},
    seal::Content,
};

pub(crate) use subscription::PublicOnly;
pub use subscription::Subscription;

/// What waits at a push service for a device is one message: the last.
const TOPIC: &str = "preau";

/// What is needed to send.
#[derive(Debug)]
pub(crate) struct Sender {
    settings: PushSettings,
    key: vapid::Key,
}

impl Sender {
    /// A sender whose key follows from the program's secret: the same as long as the house has it.
    pub(crate) fn new(settings: PushSettings, secret: &[u8; 32]) -> Option<Self> {
        Some(Self { settings, key: vapid::Key::of(secret)? })
    }

    pub(crate) const fn reach(&self) -> Reach {
        self.settings.reach
    }

    pub(crate) fn public_key(&self) -> &str {
        self.key.public()
    }

    /// Whether something may be sent there.
    pub(crate) fn goes_to(&self, subscription: &Subscription) -> bool {
        subscription.is_within(self.settings.reach)
    }

    /// Hands letters over one by one.
    pub(crate) fn send_all(
        &self,
        letters: &[Claimed],
        entropy: &Entropy,
        now: Instant,
    ) -> Vec<Result<(), Undelivered>> {
        let agent = self.agent();
        letters.iter().map(|letter| self.send(&agent, letter, entropy, now)).collect()
    }

    /// No proxy stands between: it would look names up in our place.
    fn agent(&self) -> Agent {
        let config = http::config(self.settings.timeout_seconds).proxy(None).build();
        match self.settings.reach {
            Reach::World => {
                let public = PublicOnly(DefaultResolver::default());
                Agent::with_parts(config, DefaultConnector::default(), public)
            }
            Reach::ThisMachine => Agent::new_with_config(config),
        }
    }

    fn send(
        &self,
        agent: &Agent,
        letter: &Claimed,
        entropy: &Entropy,
        now: Instant,
    ) -> Result<(), Undelivered> {
        let never = |why: &str| Undelivered::Never(why.to_owned());
        let content =
            letter.content.as_ref().ok_or_else(|| never("sealed under another secret"))?;
        let To::Push(subscription) = &content.to else { return Err(never("not a push message")) };
        if !self.goes_to(subscription) {
            return Err(never("this address is not that of a push service"));
        }
        let parts = subscription.parts().ok_or_else(|| never("the subscription makes no sense"))?;
        let drawn = SecretKey::from_slice(&entropy.bytes::<32>()).ok();
        let sealed = drawn.and_then(|own| {
            envelope::seal(message(content).as_bytes(), &parts, &own, entropy.bytes())
        });
        let sealed = sealed.ok_or_else(|| Undelivered::Later("no key was drawn".to_owned()))?;
        // Push services judge by the clock of the world, also beside that of a demonstration.
        let signed =
            self.key.authorization(&parts.endpoint, &self.settings.contact, Clock::System.now());
        let answered = agent
            .post(&parts.endpoint)
            .header("Authorization", signed)
            .header("Content-Encoding", "aes128gcm")
            .header("TTL", letter.until.seconds_since(now).max(0).to_string())
            .header("Topic", TOPIC)
            .content_type("application/octet-stream")
            .send(&sealed);
        match http::status(answered).map_err(Undelivered::Later)? {
            200..=299 => Ok(()),
            code @ (404 | 410) => Err(Undelivered::Never(format!("the device is gone ({code})"))),
            code => Err(Undelivered::Later(format!("the push service answers {code}"))),
        }
    }
}

/// What the worker in the browser reads.
fn message(content: &Content) -> String {
    json!({ "title": content.subject, "text": content.text }).to_string()
}

#[cfg(test)]
pub(crate) mod tests {
    /// The user agent of RFC 8291, appendix A.
    pub(crate) const SUBSCRIPTION: &str = "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV \
        BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4 \
        BTBZMqHH6r4Tts7J_aSIgg";
}
