//! Archiving and restoring the whole territory, beside a copy of the same database file.

use std::{fs, path::Path};

use crate::{
    Failure,
    data::{House, OnServer},
    figure::{Figure, middle},
    process, say,
};

const RUNS: usize = 3;

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let territory = house.territory("territory")?;
    let (mut copies, mut writing, mut reading, mut moving) = (vec![], vec![], vec![], vec![]);
    let (mut writing_mb, mut reading_mb, mut size) = (vec![], vec![], vec![]);
    for _ in 0..RUNS {
        copies.push(copy(&territory.join("preau.db"), &house.fresh("copy.db")?)?);
        let file = house.fresh("territory.preau")?;
        let written = preau(house, &territory, "archive", &file)?;
        say(format_args!("   {}", written.output.trim()));
        size.push(fs::metadata(&file)?.len() as f64 / 1e6);
        let restored = preau(house, &house.fresh("restored")?, "restore", &file)?;
        if let Some(server) = OnServer::empty()? {
            let data = house.fresh("restored")?;
            server.configure(&data)?;
            moving.push(preau(house, &data, "restore", &file)?.wall);
        }
        writing.push(written.wall);
        reading.push(restored.wall);
        writing_mb.push(written.peak_mb);
        reading_mb.push(restored.peak_mb);
    }
    let bare = Some(middle(&copies));
    let mut figures = vec![
        Figure::of("archive", "s", &writing, bare),
        Figure::of("archive.memory", "MB", &writing_mb, None),
        Figure::of("archive.size", "MB", &size, None),
        Figure::of("restore", "s", &reading, bare),
        Figure::of("restore.memory", "MB", &reading_mb, None),
    ];
    if !moving.is_empty() {
        figures.push(Figure::of("restore.to-postgres", "s", &moving, bare));
    }
    Ok(figures)
}

fn preau(house: &House, data: &Path, word: &str, file: &Path) -> Result<process::Cost, Failure> {
    let (data, file) = (data.display().to_string(), file.display().to_string());
    process::run(&house.preau, &["--data", &data, word, &file])
}

/// Seconds to copy a file until it is on disk.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn copy(from: &Path, to: &Path) -> Result<f64, Failure> {
    let start = std::time::Instant::now();
    fs::copy(from, to)?;
    fs::File::open(to)?.sync_all()?;
    Ok(start.elapsed().as_secs_f64())
}
