//! The `[files]` table: where what people send is kept.

use std::{fmt, fs, path::Path};

use files::BucketSettings;
use serde::Deserialize;

/// The table as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    store: String,
    endpoint: Option<String>,
    region: Option<String>,
    bucket: Option<String>,
    #[serde(default)]
    prefix: String,
    access_key: Option<String>,
    secret_key: Option<Secret>,
    secret_key_file: Option<String>,
}

/// A key that nothing shows.
#[derive(Clone, Deserialize)]
struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// `None` is the folder beside the database.
pub(crate) fn settle(written: &Written) -> Result<Option<BucketSettings>, String> {
    match written.store.as_str() {
        "folder" => return Ok(None),
        "s3" => {}
        _ => return Err("`store` of [files] is \"folder\" or \"s3\"".to_owned()),
    }
    let needed = |value: &Option<String>, key: &str| {
        value.clone().ok_or_else(|| format!("[files] with store = \"s3\" needs `{key}`"))
    };
    if let Some(endpoint) = &written.endpoint
        && !endpoint.starts_with("https://")
        && !endpoint.starts_with("http://")
    {
        return Err("`endpoint` of [files] looks like \"https://s3.example.fr\"".to_owned());
    }
    Ok(Some(BucketSettings {
        endpoint: written.endpoint.clone(),
        region: written.region.clone().unwrap_or_else(|| "us-east-1".to_owned()),
        bucket: needed(&written.bucket, "bucket")?,
        prefix: written.prefix.clone(),
        access_key: needed(&written.access_key, "access_key")?,
        secret_key: secret_key(written)?,
    }))
}

/// Written in the file, or better, in a file of its own.
fn secret_key(written: &Written) -> Result<String, String> {
    match (&written.secret_key, &written.secret_key_file) {
        (Some(secret), None) => Ok(secret.0.clone()),
        (None, Some(file)) => match fs::read_to_string(file) {
            Ok(text) => Ok(text.trim().to_owned()),
            Err(error) => {
                Err(format!("`secret_key_file` of [files], {file}, cannot be read: {error}"))
            }
        },
        _ => Err("[files] with store = \"s3\" needs `secret_key_file`, or `secret_key`".to_owned()),
    }
}

/// Where files are, without any key.
pub(crate) fn shown(data: &Path, bucket: Option<&BucketSettings>) -> String {
    match bucket {
        None => format!("folder, {}", data.join(crate::house::FILES).display()),
        Some(bucket) => format!(
            "s3, {} at {}, keys not shown",
            bucket.bucket,
            bucket.endpoint.as_deref().unwrap_or("Amazon")
        ),
    }
}
