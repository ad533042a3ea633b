//! Databases of a PostgreSQL server, made and dropped: for tests and for whoever installs.

use postgres::{Client, NoTls};

use crate::{Broken, DbError};

/// Creates a database, empty or as a copy of another. One at a time: a copy needs its model alone.
pub fn create_database(server: &str, name: &str, model: Option<&str>) -> Result<(), DbError> {
    let template = model.map_or_else(String::new, |model| format!(" TEMPLATE \"{model}\""));
    alone(server, &format!("CREATE DATABASE \"{name}\"{template}"))
}

/// Drops a database, whoever is connected to it; nothing happens when there is none.
pub fn drop_database(server: &str, name: &str) -> Result<(), DbError> {
    alone(server, &format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)"))
}

/// Whether a database of this name exists.
pub fn database_exists(server: &str, name: &str) -> Result<bool, DbError> {
    on_thread(server, {
        let name = name.to_owned();
        move |client| {
            let found =
                client.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])?;
            Ok(found.is_some())
        }
    })
}

/// The same server's address with another database.
pub fn with_database(server: &str, name: &str) -> String {
    let (address, query) = server.split_once('?').unwrap_or((server, ""));
    let base = match address.split_once("://").and_then(|(_, rest)| rest.find('/')) {
        Some(_) => address.rsplit_once('/').map_or(address, |(base, _)| base),
        None => address,
    };
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    format!("{base}/{name}{query}")
}

/// Runs a command that the server wants alone, holding a lock that all of us take.
fn alone(server: &str, command: &str) -> Result<(), DbError> {
    let command = command.to_owned();
    on_thread(server, move |client| {
        client.batch_execute("SELECT pg_advisory_lock(7252973)")?;
        let done = client.batch_execute(&command);
        client.batch_execute("SELECT pg_advisory_unlock(7252973)")?;
        Ok(done?)
    })
}

/// The synchronous client must live on a thread of its own.
fn on_thread<T: Send + 'static>(
    server: &str,
    f: impl FnOnce(&mut Client) -> Result<T, DbError> + Send + 'static,
) -> Result<T, DbError> {
    let server = server.to_owned();
    std::thread::spawn(move || f(&mut Client::connect(&server, NoTls)?))
        .join()
        .unwrap_or(Err(DbError::Broken(Broken::Panicked)))
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn the_name_of_the_database_is_replaced_and_the_rest_stays() {
        assert_eq!(with_database("postgres://u@h:5432/a?x=1", "b"), "postgres://u@h:5432/b?x=1");
        assert_eq!(with_database("postgres://u@h:5432", "b"), "postgres://u@h:5432/b");
    }
}
