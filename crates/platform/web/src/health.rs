//! What machines ask of the program: is it alive, is it ready, how is it doing. No session is read
//! and nothing is told of anyone.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{Response, StatusCode, header},
    routing::get,
};
use db::DbError;

use crate::App;

/// A database that takes longer to answer is not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// `/sante`: the program answers. `/pret`: so does its database.
pub(crate) fn routes(router: Router, app: &App) -> Router {
    let app = app.clone();
    router
        .route("/sante", get(|| async { said(StatusCode::OK, "ok\n") }))
        .route("/pret", get(move || ready(app.clone())))
}

async fn ready(app: App) -> Response<Body> {
    let asked = app.db.read(|tx| tx.query_one("SELECT 1", &[], |_| Ok::<_, DbError>(())));
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(())) => said(StatusCode::OK, "ok\n"),
        Ok(Err(error)) => {
            tracing::error!(%error, "not ready: the database does not answer");
            said(StatusCode::SERVICE_UNAVAILABLE, "database\n")
        }
        Err(_late) => {
            tracing::error!("not ready: the database is slow to answer");
            said(StatusCode::SERVICE_UNAVAILABLE, "database\n")
        }
    }
}

fn said(status: StatusCode, text: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(text.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let plain = header::HeaderValue::from_static("text/plain; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, plain);
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

/// The figures of the program, in the text format of Prometheus.
pub type Figures = Arc<dyn Fn() -> String + Send + Sync>;

/// Answers `/metrics` on a listener of its own, for as long as the program lives. The figures are
/// made on a thread that may wait.
///
/// # Errors
/// When the listener breaks.
pub async fn serve_figures(
    listener: tokio::net::TcpListener,
    figures: Figures,
) -> std::io::Result<()> {
    let answer = move || {
        let figures = Arc::clone(&figures);
        async move {
            match tokio::task::spawn_blocking(move || figures()).await {
                Ok(text) => said(StatusCode::OK, text),
                Err(_panicked) => said(StatusCode::INTERNAL_SERVER_ERROR, "\n"),
            }
        }
    };
    axum::serve(listener, Router::new().route("/metrics", get(answer))).await
}
