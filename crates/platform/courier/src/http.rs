//! Requests to servers that take messages: no redirect is followed, nothing they say is kept.

use std::time::Duration;

use ureq::{
    Agent, Body, Error, config::ConfigBuilder, http::Response, tls::TlsConfig,
    typestate::AgentScope,
};

/// An answer longer than this is not read.
const ANSWER_BYTES: u64 = 64 << 10;

/// How requests are made.
pub(crate) fn config(timeout_seconds: u64) -> ConfigBuilder<AgentScope> {
    Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(timeout_seconds)))
        .max_redirects(0)
        .http_status_as_error(false)
        .tls_config(TlsConfig::default())
}

/// The status of an answer, or why there is none. What it says is read only so that the connection
/// ends well.
pub(crate) fn status(answered: Result<Response<Body>, Error>) -> Result<u16, String> {
    let mut answer = answered.map_err(|error| words(&error))?;
    drop(answer.body_mut().with_config().limit(ANSWER_BYTES).read_to_vec());
    Ok(answer.status().as_u16())
}

fn words(error: &Error) -> String {
    match error {
        Error::Timeout(_) => "no answer in time".to_owned(),
        Error::HostNotFound => "the server's name is unknown".to_owned(),
        Error::ConnectionFailed => "the connection failed".to_owned(),
        Error::Io(error) => error.kind().to_string(),
        Error::Tls(_) | Error::Rustls(_) => "TLS was refused".to_owned(),
        _ => "the request could not be made".to_owned(),
    }
}
