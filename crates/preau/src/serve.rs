//! Serving until told to stop.

use std::{net::SocketAddr, pin::pin, time::Duration};

use db::{Db, Tx};
use kernel::{Clock, Day, Instant, LocalTime, Place};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::oneshot,
    time::timeout,
};
use web::App;

use crate::{
    config::Settings,
    house::{self, Manner},
    metrics,
    output::{Stop, say},
    upkeep,
};

/// Requests under way have this long to end once the program is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(4);
/// Then what still runs in the background has this long.
const LAST_WORK: Duration = Duration::from_millis(500);

/// Serves the pages.
pub(crate) fn serve(settings: &Settings, demo: bool) -> Result<(), Stop> {
    let db = house::open_database(settings)?;
    for applied in house::migrate(&db)? {
        tracing::info!(context = applied.context, number = applied.number, "migration applied");
    }
    if directory::import::sweep_unfinished(&db, Clock::System.now())? {
        tracing::info!("an import that was not finished is taken away");
    }
    let is_demo = house::territory(&db)?.is_some_and(|(_, is_demo)| is_demo);
    refuse_a_mixture(is_demo, demo, settings.listen.value)?;
    let clock = if demo { demo_clock(&db)? } else { Clock::System };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Stop::because("the program cannot start its threads", error))?;
    let served = runtime.block_on(listen(settings, db, clock, demo));
    runtime.shutdown_timeout(LAST_WORK);
    served
}

/// A demonstration lets anyone in as anyone: only on a database born as one, and only from here.
fn refuse_a_mixture(is_demo: bool, demo: bool, listen: SocketAddr) -> Result<(), Stop> {
    let sentence = match (is_demo, demo) {
        (false, true) => {
            "--demo needs a fictitious territory: this database was not born as one (`preau demo` makes one)"
        }
        (true, false) => "this database holds a fictitious territory: serve it with --demo",
        (true, true) if !listen.ip().is_loopback() => {
            "--demo lets anyone enter as anyone: it listens on a loopback address only, such as 127.0.0.1:8080"
        }
        _ => return Ok(()),
    };
    Err(Stop(sentence.to_owned()))
}

/// A Thursday of March at 9:12, in the middle of lessons; never before what was already done.
fn demo_clock(db: &Db) -> Result<Clock, Stop> {
    let morning = Day::new(2027, 3, 11).zip(Place::named("Europe/Paris"));
    let born =
        morning.map_or(Instant(0), |(day, paris)| paris.instant(day, LocalTime(9 * 60 + 12)));
    let last = db.read_blocking(db::journal::last_instant)?;
    Ok(Clock::running_from(last.map_or(born, |last| last.max(born))))
}

async fn listen(settings: &Settings, db: Db, clock: Clock, demo: bool) -> Result<(), Stop> {
    let address = settings.listen.value;
    let cannot = |error| Stop::because(&format!("cannot listen on {address}"), error);
    let listener = TcpListener::bind(address).await.map_err(cannot)?;
    let public_url = settings.url(listener.local_addr().map_err(cannot)?);
    let app = house::build(settings, db, Manner { clock, public_url, demo })?;
    let handlers = house::handlers(&app)?;
    let jobs = tokio::spawn(jobs::serve(app.db.clone(), handlers, app.clock.clone()));
    let upkeep = tokio::spawn(upkeep::look_after_files(app.clone()));
    let disk = tokio::spawn(upkeep::watch_the_disk(app.clone(), settings.data.clone()));
    say(format_args!("Préau: {}", app.public_url));
    let metrics = metrics::listen(settings, &app).await?;
    if let Some(link) = first_steps(&app).await? {
        say(format_args!(
            "To create the territory and its first account, open this link, once:\n  {link}"
        ));
    }
    let notices = tokio::spawn(upkeep::tell_people(app.clone()));
    let courier =
        tokio::spawn(courier::serve(app.db.clone(), app.courier.clone(), app.clock.clone()));
    let inbox = settings.inbox.value.clone().filter(|_| !demo);
    let inbox = inbox.map(|inbox| tokio::spawn(upkeep::watch_the_inbox(app.clone(), inbox)));
    let calendars = (!demo).then(|| tokio::spawn(upkeep::read_calendars(app.clone())));
    let counting = (!demo).then(|| tokio::spawn(upkeep::count_the_life_of_schools(app.clone())));
    let served = until_told_to_stop(&app, listener).await;
    courier.abort();
    notices.abort();
    jobs.abort();
    upkeep.abort();
    disk.abort();
    for other in [metrics, inbox, calendars, counting].into_iter().flatten() {
        other.abort();
    }
    served
}

/// The one-time link to the first steps, on an empty database.
async fn first_steps(app: &App) -> Result<Option<String>, Stop> {
    if !app.db.read(identity::api::is_empty).await? {
        return Ok(None);
    }
    let (entropy, now) = (app.entropy.clone(), app.clock.now());
    let create = move |tx: &mut Tx<'_>| identity::api::create_setup_token(tx, &entropy, now);
    let token = app.db.write(create).await?;
    Ok(Some(identity::api::setup_link(&app.public_url, &token)))
}

async fn until_told_to_stop(app: &App, listener: TcpListener) -> Result<(), Stop> {
    let broken = |error| Stop::because("the server stopped", error);
    let (stop, stopped) = oneshot::channel::<()>();
    let mut serving = pin!(web::serve(app, listener, async move {
        drop(stopped.await);
    }));
    tokio::select! {
        served = &mut serving => return served.map_err(broken),
        told = told_to_stop() => told.map_err(broken)?,
    }
    tracing::info!("stopping: requests under way are finished");
    drop(stop);
    match timeout(LAST_REQUESTS, serving).await {
        Ok(served) => served.map_err(broken),
        Err(_late) => {
            tracing::warn!("some requests were not finished in time");
            Ok(())
        }
    }
}

async fn told_to_stop() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        interrupted = tokio::signal::ctrl_c() => interrupted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demonstration_is_never_served_to_others_nor_a_real_territory_as_one() {
        let (here, everywhere) = ("127.0.0.1:0".parse().unwrap(), "0.0.0.0:80".parse().unwrap());
        assert!(refuse_a_mixture(true, true, here).is_ok());
        assert!(refuse_a_mixture(false, false, everywhere).is_ok());
        assert!(refuse_a_mixture(true, true, everywhere).is_err());
        assert!(refuse_a_mixture(false, true, here).is_err());
        assert!(refuse_a_mixture(true, false, here).is_err());
    }
}
