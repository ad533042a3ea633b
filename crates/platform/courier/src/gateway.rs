//! The gateway that sends text messages: one HTTP request each, as its operator describes it.

use serde_json::Value;
use ureq::Agent;

use crate::{
    Body, Mobile, SmsSettings, To, http,
    outbox::{Claimed, Undelivered},
    sms,
};

/// Why a text message was not taken, in words without a secret or a number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Failure(pub(crate) String);

pub(crate) fn send(
    settings: &SmsSettings,
    to: &Mobile,
    text: &str,
    name: &str,
) -> Result<(), Failure> {
    let agent = Agent::new_with_config(http::config(settings.timeout_seconds).build());
    let filled = |template: &str| fill(template, to, text, name);
    let request =
        if settings.is_put { agent.put(&settings.url) } else { agent.post(&settings.url) };
    let request = settings
        .headers
        .iter()
        .fold(request, |request, (header, value)| request.header(header, value.expose()))
        .header("Idempotency-Key", name);
    let answered = match &settings.body {
        Body::Json(template) => {
            let body = fill_json(template, &filled).to_string();
            request.content_type("application/json").send(body)
        }
        Body::Form(fields) => {
            let fields = fields.iter().map(|(field, template)| (field.as_str(), filled(template)));
            request.send_form(fields)
        }
    };
    match http::status(answered) {
        Ok(200..=299) => Ok(()),
        Ok(code) => Err(Failure(format!("the gateway answers {code}"))),
        Err(why) => Err(Failure(why)),
    }
}

/// Fills a template in one pass: what a text says is never taken for a place to fill.
fn fill(template: &str, to: &Mobile, text: &str, name: &str) -> String {
    let mut filled = String::with_capacity(template.len() + text.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let place = [("{to}", to.as_str()), ("{text}", text), ("{key}", name)]
            .into_iter()
            .find(|(place, _)| rest.starts_with(place));
        let (length, value) = place.map_or((1, "{"), |(place, value)| (place.len(), value));
        filled.push_str(value);
        rest = &rest[length..];
    }
    filled.push_str(rest);
    filled
}

fn fill_json(template: &Value, filled: &impl Fn(&str) -> String) -> Value {
    match template {
        Value::String(text) => Value::String(filled(text)),
        Value::Array(values) => values.iter().map(|value| fill_json(value, filled)).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, value)| (key.clone(), fill_json(value, filled)));
            Value::Object(fields.collect())
        }
        other => other.clone(),
    }
}

/// Hands letters over one by one, as many as the day may still cost; when the gateway does not
/// answer at all, those that are left wait.
pub(crate) fn send_all(
    settings: &SmsSettings,
    letters: &[Claimed],
    mut spent: i64,
) -> Vec<Result<(), Undelivered>> {
    let mut silent: Option<String> = None;
    let mut outcomes = Vec::with_capacity(letters.len());
    for letter in letters {
        let cost = letter.segments();
        let outcome = match (&letter.content, &silent) {
            (_, Some(why)) => Err(Undelivered::Later(why.clone())),
            (Some(_), None) if spent + cost > settings.segments_a_day => {
                Err(Undelivered::Later("the segments of the day are spent".to_owned()))
            }
            (Some(content), None) => match &content.to {
                To::Sms(mobile) => send(settings, mobile, &sms::plain(&content.text), &letter.name)
                    .map_err(|failure| {
                        if !failure.0.starts_with("the gateway answers") {
                            silent = Some(failure.0.clone());
                        }
                        Undelivered::Later(failure.0)
                    }),
                To::Mail(_) | To::Push(_) => {
                    Err(Undelivered::Never("not a text message".to_owned()))
                }
            },
            (None, None) => Err(Undelivered::Never("sealed under another secret".to_owned())),
        };
        if outcome.is_ok() {
            spent += cost;
        }
        outcomes.push(outcome);
    }
    outcomes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_says_is_never_a_place_to_fill() {
        let mobile = Mobile::read("0612345678").unwrap();
        let filled = fill("{text} → {to} {other} {", &mobile, "le {to} {key}", "n");
        assert_eq!(filled, "le {to} {key} → +33612345678 {other} {");
        let template = serde_json::json!({"to": ["{to}"], "m": {"t": "{text}"}, "n": 3});
        let json = fill_json(&template, &|text| fill(text, &mobile, "a\"b", "n"));
        assert_eq!(json.to_string(), r#"{"m":{"t":"a\"b"},"n":3,"to":["+33612345678"]}"#);
    }
}
