//! `/metrics`: the program in figures, on an address of its own that only this machine reaches.

use std::{fmt::Write, path::Path, sync::Arc};

use tokio::{net::TcpListener, task::JoinHandle};
use web::App;

use crate::{
    config::Settings,
    disk::Space,
    output::{Stop, say},
};

/// Listens, when the configuration asks for it.
pub(crate) async fn listen(settings: &Settings, app: &App) -> Result<Option<JoinHandle<()>>, Stop> {
    let Some(address) = settings.metrics.value else { return Ok(None) };
    let cannot =
        |error| Stop::because(&format!("cannot listen on {address} for the metrics"), error);
    let listener = TcpListener::bind(address).await.map_err(cannot)?;
    say(format_args!("metrics: http://{}/metrics", listener.local_addr().map_err(cannot)?));
    let (app, data) = (app.clone(), settings.data.clone());
    let figures: web::Figures = Arc::new(move || text(&app, &data));
    Ok(Some(tokio::spawn(async move {
        if let Err(error) = web::serve_figures(listener, figures).await {
            tracing::error!(%error, "the metrics are not served any more");
        }
    })))
}

fn text(app: &App, data: &Path) -> String {
    let mut text = app.meters().text();
    let mut gauge = |name: &str, help: &str, value: i64| {
        // Writing to a text cannot fail.
        writeln!(
            text,
            "# HELP preau_{name} {help}\n# TYPE preau_{name} gauge\npreau_{name} {value}"
        )
        .unwrap_or_default();
    };
    let counted = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    if let Ok(space) = Space::of(data) {
        gauge("disk_free_bytes", "Room on the disk of the data folder.", counted(space.free));
        gauge("disk_size_bytes", "Size of the disk of the data folder.", counted(space.total));
        gauge("disk_low", "1 when the disk is nearly full.", space.is_low().into());
    }
    let now = app.clock.now();
    let queue = app.db.read_blocking(move |tx| jobs::figures(tx, now));
    gauge("database_up", "1 when the database answers.", queue.is_ok().into());
    if let Ok(queue) = queue {
        gauge("jobs_due", "Jobs whose time has come.", queue.due);
        gauge("jobs_failed", "Jobs that were given up.", queue.failed);
        gauge("jobs_late_seconds", "For how long the oldest has been due.", queue.late_seconds);
    }
    let entrance = app.entrance_figures();
    let sized = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    gauge("entrance_waiting", "People who wait to sign in.", sized(entrance.waiting));
    gauge(
        "entrance_called",
        "People whose turn came and who are not in yet.",
        sized(entrance.called),
    );
    gauge(
        "sign_ins_under_way",
        "Passwords being looked at or about to be.",
        sized(app.slow.waiting()),
    );
    gauge("sign_ins_per_minute", "Passwords that can be looked at, as measured.", per_minute(app));
    gauge(
        "pages_late",
        "1 when pages come late and fewer are let in.",
        entrance.pages_are_late.into(),
    );
    counter(&mut text, "entrance_called_total", "People called.", entrance.called_ever);
    counter(&mut text, "entrance_refused_total", "Too many of one network.", entrance.refused_ever);
    let version = env!("CARGO_PKG_VERSION");
    text.push_str("# HELP preau_build_info The version.\n# TYPE preau_build_info gauge\n");
    text.push_str(&format!("preau_build_info{{version=\"{version}\"}} 1\n"));
    text
}

fn counter(text: &mut String, name: &str, help: &str, value: u64) {
    let lines =
        format!("# HELP preau_{name} {help}\n# TYPE preau_{name} counter\npreau_{name} {value}\n");
    text.push_str(&lines);
}

fn per_minute(app: &App) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "far below")]
    let rate = (app.slow.per_second() * 60.0) as i64;
    rate
}
