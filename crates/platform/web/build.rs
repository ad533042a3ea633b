//! Generates the translations and embeds the built front end.

use std::{env, error::Error, fmt::Write, fs, path::Path};

fn main() {
    locale::generate();
    if let Err(error) = embed() {
        panic!("the front end is not built ({error}): run `make web` first");
    }
}

/// Writes a table of every file of `web/dist`, with its name, hash and compressed forms, as the
/// bundler's `manifest.json` lists them.
fn embed() -> Result<(), Box<dyn Error>> {
    let root = env::var_os("CARGO_MANIFEST_DIR").ok_or("no manifest folder")?;
    let dist = Path::new(&root).join("../../../web/dist").canonicalize()?;
    println!("cargo:rerun-if-changed={}", dist.join("manifest.json").display());
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(dist.join("manifest.json"))?)?;
    let entries = manifest.as_object().ok_or("manifest.json is not an object")?;
    let mut table = String::from(
        "/// Every file of the built front end.\npub(crate) static ASSETS: &[Asset] = &[\n",
    );
    for (name, entry) in entries {
        let file = |key: &str| {
            entry.get(key).and_then(|v| v.as_str()).map_or_else(
                || "None".to_owned(),
                |f| format!("Some(include_bytes!({:?}))", dist.join(f)),
            )
        };
        let plain = entry.get("file").and_then(|v| v.as_str()).ok_or("an entry without file")?;
        writeln!(
            table,
            "    Asset {{ name: {name:?}, file: {plain:?}, plain: include_bytes!({:?}), br: {}, gzip: {} }},",
            dist.join(plain),
            file("br"),
            file("gzip")
        )?;
    }
    table.push_str("];\n");
    let drawings: serde_json::Value =
        serde_json::from_slice(&fs::read(dist.join("drawings.json"))?)?;
    write_drawings(&mut table, "ICONS", "icon", &drawings["icons"])?;
    write_drawings(&mut table, "DRAWINGS", "art", &drawings["art"])?;
    table.push_str(
        "\n/// Pictures as the `d` of one path.\npub(crate) static PATHS: &[(&str, &str)] = &[\n",
    );
    for (name, path) in drawings["paths"].as_object().ok_or("drawings.json is incomplete")? {
        writeln!(table, "    ({name:?}, {:?}),", path.as_str().unwrap_or_default())?;
    }
    table.push_str("];\n");
    fs::write(
        Path::new(&env::var_os("OUT_DIR").ok_or("no output folder")?).join("assets.rs"),
        table,
    )?;
    Ok(())
}

/// Icons that point along the line: where it runs from right to left, they point the other way.
const TURNING: [&str; 8] = [
    "arrow-left",
    "arrow-right",
    "chevron-left",
    "chevron-right",
    "log-in",
    "log-out",
    "send",
    "undo-2",
];

/// A table of drawings in the order of their names, each as SVG to stand in a page.
fn write_drawings(
    table: &mut String,
    name: &str,
    class: &str,
    drawings: &serde_json::Value,
) -> Result<(), Box<dyn Error>> {
    let drawings = drawings.as_object().ok_or("drawings.json is incomplete")?;
    let mut names: Vec<_> = drawings.keys().collect();
    names.sort();
    writeln!(
        table,
        "\n/// The drawings of class `{class}`.\npub(crate) static {name}: &[(&str, &str)] = &["
    )?;
    for drawing in names {
        let turns = if TURNING.contains(&drawing.as_str()) { " turns" } else { "" };
        let part = |key: &str| drawings[drawing][key].as_str().unwrap_or_default();
        let svg = format!(
            r#"<svg class="{class}{turns}" aria-hidden="true" viewBox="{}">{}</svg>"#,
            part("box"),
            part("shapes")
        );
        writeln!(table, "    ({drawing:?}, {svg:?}),")?;
    }
    table.push_str("];\n");
    Ok(())
}
