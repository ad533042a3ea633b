//! A whole territory by AAF, its écoles by ONDE: preview, apply, and the same files again; and
//! everyone by keys that nobody knows, to be told who they are.

use std::path::Path;

use crate::{
    Failure,
    data::House,
    figure::{Figure, middle},
    process::{self, Cost},
    say, yardstick,
};

const RUNS: usize = 3;

/// A feed, and how long its bare parser takes.
struct Feed<'a> {
    kind: &'a str,
    files: &'a Path,
    bare: fn(&Path) -> Result<f64, Failure>,
}

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let aaf = Feed { kind: "aaf", files: &house.exports()?, bare: yardstick::parse_xml };
    let onde = Feed { kind: "onde", files: &house.tables()?, bare: yardstick::parse_csv };
    let mut figures = of_feed(house, "import", &aaf)?;
    figures.extend(of_feed(house, "import-onde", &onde)?);
    figures.extend(matching(house, &aaf)?);
    Ok(figures)
}

fn of_feed(house: &House, name: &str, feed: &Feed<'_>) -> Result<Vec<Figure>, Failure> {
    let (mut bare, mut preview, mut apply, mut both) = (vec![], vec![], vec![], vec![]);
    let (mut unchanged, mut memory) = (vec![], vec![]);
    for _ in 0..RUNS {
        bare.push((feed.bare)(feed.files)?);
        let data = house.fresh("import")?;
        let looked = import(house, &data, feed, true)?;
        let done = import(house, &data, feed, false)?;
        let again = import(house, &data, feed, false)?;
        expect_unchanged(&again.output)?;
        preview.push(looked.wall);
        apply.push(done.wall);
        both.push(looked.wall + done.wall);
        unchanged.push(again.wall);
        memory.push(looked.peak_mb.max(done.peak_mb).max(again.peak_mb));
        say(format_args!("   {}", done.output.trim()));
    }
    let bare = Some(middle(&bare));
    Ok(vec![
        Figure::of(format!("{name}.preview"), "s", &preview, bare),
        Figure::of(format!("{name}.apply"), "s", &apply, bare),
        Figure::of(format!("{name}.preview-and-apply"), "s", &both, bare),
        Figure::of(format!("{name}.unchanged"), "s", &unchanged, bare),
        Figure::of(format!("{name}.memory"), "MB", &memory, None),
    ])
}

/// The preview of the same people under other keys, beside that of the people themselves.
fn matching(house: &House, known: &Feed<'_>) -> Result<Vec<Figure>, Failure> {
    let data = house.fresh("import")?;
    import(house, &data, known, false)?;
    let renamed = Feed { files: &house.renamed_exports()?, ..*known };
    let (mut bare, mut preview, mut memory) = (vec![], vec![], vec![]);
    for _ in 0..RUNS {
        bare.push(import(house, &data, known, true)?.wall);
        let looked = import(house, &data, &renamed, true)?;
        preview.push(looked.wall);
        memory.push(looked.peak_mb);
        say(format_args!("   {}", looked.output.trim()));
    }
    Ok(vec![
        Figure::of("matching.preview", "s", &preview, Some(middle(&bare))),
        Figure::of("matching.memory", "MB", &memory, None),
    ])
}

fn import(house: &House, data: &Path, feed: &Feed<'_>, dry: bool) -> Result<Cost, Failure> {
    let (data, files) = (data.display().to_string(), feed.files.display().to_string());
    let mut words = vec!["--data", &data, "import", feed.kind, &files, "--format", "json"];
    words.extend(dry.then_some("--dry-run"));
    let (cost, succeeded) = process::run_whatever_comes(&house.preau, &words)?;
    // A register in which homonyms cannot be told apart ends as a refusal of those, and a summary.
    if succeeded || count(&cost.output, "rejected")? > 0 {
        Ok(cost)
    } else {
        Err(format!("{words:?} failed").into())
    }
}

/// The second import of the same files changes nothing, or the figure would mean nothing.
fn expect_unchanged(output: &str) -> Result<(), Failure> {
    for key in ["added", "changed", "leaving"] {
        if count(output, key)? != 0 {
            return Err(format!("the same files changed something: {output}").into());
        }
    }
    Ok(())
}

fn count(summary: &str, key: &str) -> Result<i64, Failure> {
    let summary: serde_json::Value = serde_json::from_str(summary)?;
    summary.get(key).and_then(serde_json::Value::as_i64).ok_or_else(|| format!("no {key}").into())
}
