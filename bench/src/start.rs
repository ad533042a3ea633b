//! How soon a territory's server answers, and how much its pages weigh.

use crate::{
    Failure,
    client::{Client, timed},
    data::House,
    figure::{Figure, middle},
    load,
    process::Server,
    say, weights, yardstick,
};

const RUNS: usize = 7;

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let territory = house.territory("territory")?;
    let weights = weights::measure(house, &territory)?;
    let (mut starts, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        starts.push(until_answered("/connexion", || Server::serve(house, &territory))?);
        let file = house.fresh("page.gz")?;
        std::fs::write(&file, [0; 8_192])?;
        bare.push(until_answered("/", || yardstick::server(&file))?);
    }
    say("   started");
    let bare = middle(&bare);
    let mut figures = vec![Figure::of("start.first-page", "ms", &starts, Some(bare))];
    figures.extend(weights);
    Ok(figures)
}

/// Milliseconds from the start of a program to its first answered page.
fn until_answered(
    path: &str,
    start: impl FnOnce() -> Result<Server, Failure>,
) -> Result<f64, Failure> {
    let runtime = load::runtime()?;
    let (answered, milliseconds) = runtime.block_on(timed(async {
        let server = start()?;
        let answer = Client::connect(server.address).await?.get(path, "").await?;
        Ok::<_, Failure>((answer.status, server))
    }));
    match answered? {
        (200, _) => Ok(milliseconds),
        (status, _) => Err(format!("{path} answered {status}").into()),
    }
}
