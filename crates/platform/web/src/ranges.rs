//! A part of a file: players ask for sounds and films piece by piece, and some play nothing else.

use std::fs::File;

use axum::{
    body::Body,
    http::{HeaderMap, Response, StatusCode, header},
};
use tokio::io::AsyncReadExt;
use tokio_util::io::ReaderStream;

use crate::serve::set;

/// What a request asks of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// All of it.
    Whole,
    /// So many bytes, after so many others.
    Part { from: u64, length: u64 },
    /// Bytes that are not there.
    Beyond,
}

impl Asked {
    /// The first byte to send.
    pub(crate) const fn first(self) -> u64 {
        match self {
            Self::Part { from, .. } => from,
            Self::Whole | Self::Beyond => 0,
        }
    }

    /// The status of the answer, which is `whole` for all of the file.
    pub(crate) fn status(self, whole: u16) -> u16 {
        match self {
            Self::Whole => whole,
            Self::Part { .. } => StatusCode::PARTIAL_CONTENT.as_u16(),
            Self::Beyond => StatusCode::RANGE_NOT_SATISFIABLE.as_u16(),
        }
    }
}

/// The answer with the bytes that are asked for of a file of this length, already at the first.
pub(crate) fn answer(file: File, length: u64, asked: Asked) -> Response<Body> {
    let (from, sent) = match asked {
        Asked::Whole => (0, length),
        Asked::Part { from, length } => (from, length),
        Asked::Beyond => (0, 0),
    };
    let said = match asked {
        Asked::Whole => None,
        Asked::Part { .. } => Some(format!("bytes {from}-{}/{length}", from + sent - 1)),
        Asked::Beyond => Some(format!("bytes */{length}")),
    };
    let part = tokio::fs::File::from_std(file).take(sent);
    let mut response = Response::new(Body::from_stream(ReaderStream::new(part)));
    set(&mut response, header::ACCEPT_RANGES, "bytes");
    set(&mut response, header::CONTENT_LENGTH, &sent.to_string());
    if let Some(said) = said {
        set(&mut response, header::CONTENT_RANGE, &said);
    }
    response
}

/// Reads which bytes of a file of this length are asked for. What is not one plain range, or is
/// only for an older version of the file, is answered whole.
pub(crate) fn asked(headers: &HeaderMap, length: u64) -> Asked {
    let text = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let Some(text) = text.filter(|_| !headers.contains_key(header::IF_RANGE)) else {
        return Asked::Whole;
    };
    part(text, length).unwrap_or(Asked::Whole)
}

fn part(text: &str, length: u64) -> Option<Asked> {
    let (unit, range) = text.split_once('=')?;
    let (first, last) = range.trim().split_once('-')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    let (from, until) = match (first.is_empty(), last.is_empty()) {
        (true, true) => return None,
        (true, false) => (length.saturating_sub(number(last)?), length),
        (false, true) => (number(first)?, length),
        (false, false) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            (first, last.saturating_add(1).min(length))
        }
    };
    Some(if from < until { Asked::Part { from, length: until - from } } else { Asked::Beyond })
}

/// A number of bytes; more than any file has is the most there is.
fn number(text: &str) -> Option<u64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn asks(range: &str, length: u64) -> Asked {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_str(range).unwrap());
        asked(&headers, length)
    }

    #[test]
    fn one_range_is_answered_with_its_bytes() {
        for (range, from, length) in [
            ("bytes=0-1", 0, 2),
            ("bytes=0-", 0, 100),
            ("bytes=90-", 90, 10),
            ("bytes=90-1000", 90, 10),
            ("bytes=-10", 90, 10),
            ("bytes=-1000", 0, 100),
            ("Bytes = 5-5", 5, 1),
            ("bytes=0-99999999999999999999999", 0, 100),
        ] {
            assert_eq!(asks(range, 100), Asked::Part { from, length }, "{range}");
        }
    }

    #[test]
    fn what_is_not_one_range_is_answered_whole() {
        for range in [
            "bytes=0-1,4-5",
            "bytes=",
            "bytes=-",
            "bytes=5-2",
            "bytes=a-b",
            "bytes=0x1-2",
            "bytes=--1",
            "bytes=+1-2",
            "items=0-1",
            "0-1",
        ] {
            assert_eq!(asks(range, 100), Asked::Whole, "{range}");
        }
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_static("bytes=0-1"));
        headers.insert(header::IF_RANGE, HeaderValue::from_static("\"x\""));
        assert_eq!(asked(&headers, 100), Asked::Whole);
    }

    #[test]
    fn bytes_that_are_not_there_are_refused() {
        for (range, length) in [
            ("bytes=100-", 100),
            ("bytes=100-200", 100),
            ("bytes=-0", 100),
            ("bytes=0-0", 0),
            ("bytes=18446744073709551615-18446744073709551615", 100),
        ] {
            assert_eq!(asks(range, length), Asked::Beyond, "{range}");
        }
    }

    proptest! {
        #[test]
        fn a_part_is_always_inside_the_file(range in "bytes=[0-9]{0,21}-[0-9]{0,21}", length in 0_u64..10_000) {
            if let Asked::Part { from, length: part } = asks(&range, length) {
                prop_assert!(part > 0 && from + part <= length);
            }
        }
    }
}
