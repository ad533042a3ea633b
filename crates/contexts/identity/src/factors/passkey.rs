//! Passkeys (WebAuthn): what is asked of a device, and what it answers.

use db::{DbError, Tx, params};
use kernel::Instant;
use serde_json::{Value, to_string, to_value};
use web::{App, csrf::sign};
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyAuthentication,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn,
    WebauthnBuilder, WebauthnError,
};

/// What was asked of a device lasts so many seconds.
const ASKED: i64 = 5 * 60;

/// The service as devices know it: its host, over HTTPS or on this machine. `None` where browsers
/// have no passkeys.
pub(crate) fn service(app: &App) -> Option<Webauthn> {
    let origin = Url::parse(&app.public_url).ok()?;
    let host = origin.domain()?.to_owned();
    if origin.scheme() != "https" && host != "localhost" {
        return None;
    }
    let builder = WebauthnBuilder::new(&host, &origin).ok()?;
    builder.rp_name("Préau").build().ok()
}

/// What is asked: the JSON for the browser, and what is kept to judge the answer.
pub(crate) struct Asked {
    pub(crate) challenge: Value,
    pub(crate) state: String,
}

impl Asked {
    fn new(
        challenge: serde_json::Result<Value>,
        state: serde_json::Result<String>,
    ) -> Result<Self, WebauthnError> {
        let unwritable = |_json| WebauthnError::Configuration;
        let (mut challenge, state) = (challenge.map_err(unwritable)?, state.map_err(unwritable)?);
        if let Some(parts) = challenge.as_object_mut() {
            parts.remove("mediation");
        }
        Ok(Self { challenge, state })
    }
}

/// Who a device is told the person is: no name, no number.
fn handle(secret: &[u8; 32], person: i64) -> Uuid {
    let signed = sign(secret, "identity.passkey.person", &person.to_be_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&signed[..16]);
    Uuid::from_bytes(bytes)
}

/// Asks for a new key for a person, one that signs in by itself where the device can.
pub(crate) fn ask_new(
    app: &App,
    service: &Webauthn,
    person: i64,
    login: &str,
    known: &[Passkey],
) -> Result<Asked, WebauthnError> {
    let known = known.iter().map(|key| key.cred_id().clone()).collect();
    let handle = handle(&app.secret, person);
    let (challenge, state) =
        service.start_passkey_registration(handle, login, login, Some(known))?;
    let mut asked = Asked::new(to_value(&challenge), to_string(&state))?;
    if let Some(choice) = asked.challenge.pointer_mut("/publicKey/authenticatorSelection") {
        choice["residentKey"] = "preferred".into();
    }
    Ok(asked)
}

/// The key that a device made; `None` when it does not answer what was asked.
pub(crate) fn made(service: &Webauthn, state: &str, answer: &str) -> Option<Passkey> {
    let state: PasskeyRegistration = serde_json::from_str(state).ok()?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).ok()?;
    service.finish_passkey_registration(&answer, &state).ok()
}

/// Asks for one of these keys, or, without any, for whichever the device has.
pub(crate) fn ask(service: &Webauthn, keys: &[Passkey]) -> Result<Asked, WebauthnError> {
    if keys.is_empty() {
        let (challenge, state) = service.start_discoverable_authentication()?;
        return Asked::new(to_value(&challenge), to_string(&state));
    }
    let (challenge, state) = service.start_passkey_authentication(keys)?;
    Asked::new(to_value(&challenge), to_string(&state))
}

/// What a device answered.
pub(crate) fn answer(text: &str) -> Option<PublicKeyCredential> {
    serde_json::from_str(text).ok()
}

/// Whether the answer was made with this key, for what was asked; the key as it is from now on.
/// A device that counts its signatures and counts backwards is refused: it was copied.
pub(crate) fn judged(
    service: &Webauthn,
    state: &str,
    answer: &PublicKeyCredential,
    mut key: Passkey,
    is_named: bool,
) -> Option<Passkey> {
    let result: AuthenticationResult = if is_named {
        let state: PasskeyAuthentication = serde_json::from_str(state).ok()?;
        service.finish_passkey_authentication(answer, &state).ok()?
    } else {
        let state: DiscoverableAuthentication = serde_json::from_str(state).ok()?;
        service.finish_discoverable_authentication_v2(answer, state, &key).ok()?
    };
    if !result.user_verified() || result.cred_id() != key.cred_id() {
        return None;
    }
    key.update_credential(&result)?;
    Some(key)
}

/// A key as its owner reads it.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub(crate) id: i64,
    /// The browser it was added with.
    pub(crate) device: String,
    pub(crate) created: Instant,
    pub(crate) used: Option<Instant>,
}

/// At most so many keys for a person.
pub(crate) const MOST: usize = 20;

/// The keys of a person, the oldest first.
pub(crate) fn of(tx: &mut Tx, person: i64) -> Result<Vec<Listed>, DbError> {
    tx.query(
        "SELECT id, device, created, used FROM identity_passkey WHERE person_id = $1 \
         ORDER BY id LIMIT 20",
        params![person],
        |row| {
            Ok(Listed {
                id: row.get(0)?,
                device: row.get(1)?,
                created: row.get(2)?,
                used: row.get(3)?,
            })
        },
    )
}

/// The public keys of a person.
pub(crate) fn public_keys(tx: &mut Tx, person: i64) -> Result<Vec<Passkey>, DbError> {
    let texts: Vec<String> = tx.query(
        "SELECT key FROM identity_passkey WHERE person_id = $1 ORDER BY id LIMIT 20",
        params![person],
        |row| row.get(0),
    )?;
    Ok(texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect())
}

/// A key as it is found by an answer: its id, its person, itself.
pub(crate) fn find(tx: &mut Tx, credential: &[u8]) -> Result<Option<(i64, i64, Passkey)>, DbError> {
    let found: Option<(i64, i64, String)> = tx.query_opt(
        "SELECT id, person_id, key FROM identity_passkey WHERE credential = $1",
        params![credential],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    Ok(found.and_then(|(id, person, text)| Some((id, person, serde_json::from_str(&text).ok()?))))
}

/// Keeps a key; whether nobody had it.
pub(crate) fn add(
    tx: &mut Tx,
    person: i64,
    key: &Passkey,
    device: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let text = to_string(key).unwrap_or_default();
    let added = tx.execute(
        "INSERT INTO identity_passkey (person_id, credential, key, device, created) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (credential) DO NOTHING",
        params![person, key.cred_id().as_slice(), &text, device, now],
    )?;
    Ok(added > 0)
}

/// A key was used: it counts.
pub(crate) fn note_use(tx: &mut Tx, id: i64, key: &Passkey, now: Instant) -> Result<(), DbError> {
    let text = to_string(key).unwrap_or_default();
    tx.execute(
        "UPDATE identity_passkey SET key = $2, used = $3 WHERE id = $1",
        params![id, &text, now],
    )?;
    Ok(())
}

/// Removes a key of a person; whether it was theirs.
pub(crate) fn remove(tx: &mut Tx, person: i64, id: i64) -> Result<bool, DbError> {
    let removed = tx.execute(
        "DELETE FROM identity_passkey WHERE id = $1 AND person_id = $2",
        params![id, person],
    )?;
    Ok(removed > 0)
}

/// Keeps what was asked of a browser, in place of what was asked before. Without a person, the key
/// says who it is.
pub(crate) fn keep_asked(
    tx: &mut Tx,
    browser: &[u8; 32],
    person: Option<i64>,
    state: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO identity_ceremony (browser, person_id, state, expires) \
         VALUES ($1, $2, $3, $4) \
         ON CONFLICT (browser) DO UPDATE SET person_id = excluded.person_id, \
         state = excluded.state, expires = excluded.expires",
        params![browser, person, state, now.plus_seconds(ASKED)],
    )?;
    Ok(())
}

/// Takes what was asked of a browser: it is answered once. Of whom, and the state.
pub(crate) fn take_asked(
    tx: &mut Tx,
    browser: &[u8; 32],
    now: Instant,
) -> Result<Option<(Option<i64>, String)>, DbError> {
    let asked = tx.query_opt(
        "SELECT person_id, state FROM identity_ceremony WHERE browser = $1 AND expires > $2",
        params![browser, now],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    tx.execute("DELETE FROM identity_ceremony WHERE browser = $1", params![browser])?;
    Ok(asked)
}
