//! The built front end, inside the binary: hashed names, compressed once.

use axum::{
    body::Body,
    http::{HeaderMap, Response, StatusCode, header},
};

/// A file of the front end.
pub(crate) struct Asset {
    name: &'static str,
    file: &'static str,
    plain: &'static [u8],
    br: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Where a file of the front end is served, with its hash in the name; the front end's own test
/// checks that every name used exists.
pub fn asset(name: &str) -> String {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    format!("/a/{}", found.map_or(name, |asset| asset.file))
}

/// The content of a file of the front end, for what browsers know by an address that stays.
pub fn asset_bytes(name: &str) -> &'static [u8] {
    ASSETS.iter().find(|asset| asset.name == name).map_or(&[], |asset| asset.plain)
}

/// A drawing of an empty page, as SVG to stand in the page.
pub(crate) fn drawing(name: &str) -> &'static str {
    DRAWINGS.iter().find(|(known, _)| *known == name).map_or("", |(_, svg)| svg)
}

/// An icon, as SVG to stand in the page.
pub(crate) fn icon(name: &str) -> &'static str {
    ICONS.binary_search_by_key(&name, |(known, _)| known).map_or("", |at| ICONS[at].1)
}

/// A picture as the `d` of one path of 24 units a side.
pub(crate) fn path(name: &str) -> &'static str {
    PATHS.iter().find(|(known, _)| *known == name).map_or("", |(_, path)| path)
}

/// Serves a file of the front end, for ever: its name changes with its content.
pub(crate) fn serve(file: &str, headers: &HeaderMap) -> Response<Body> {
    let Some(asset) = ASSETS.iter().find(|asset| asset.file == file) else {
        let mut missing = Response::new(Body::empty());
        *missing.status_mut() = StatusCode::NOT_FOUND;
        return missing;
    };
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (bytes, encoding) = match (asset.br, asset.gzip) {
        (Some(br), _) if accepted.contains("br") => (br, Some("br")),
        (_, Some(gzip)) if accepted.contains("gzip") => (gzip, Some("gzip")),
        _ => (asset.plain, None),
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(media(file)));
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    headers.insert(header::VARY, header::HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, header::HeaderValue::from_static(encoding));
    }
    response
}

fn media(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
