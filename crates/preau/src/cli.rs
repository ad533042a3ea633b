//! The command line.

use std::{io::IsTerminal, net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand, ValueEnum};
use directory::import::Answers;
use tracing_subscriber::EnvFilter;

use crate::{
    archive,
    config::{self, Settings},
    demo, doctor, engines, export, house, import,
    output::{Stop, remark, say},
    serve,
};

/// One digital school for a whole territory.
#[derive(Parser)]
#[command(name = "preau", version)]
struct Cli {
    /// The folder of the data: configuration, database, files.
    #[arg(long, global = true, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// Another configuration file than preau.toml of the data folder.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the pages until told to stop.
    Serve {
        /// The address to listen on, instead of the configured one.
        #[arg(long, value_name = "ADDRESS:PORT")]
        listen: Option<SocketAddr>,
        /// Lets anyone on this machine enter as anyone of a fictitious territory.
        #[arg(long)]
        demo: bool,
    },
    /// Brings the database up to this version.
    Migrate,
    /// Checks everything, also beside a running server, and says how to mend what is wrong.
    Doctor,
    /// About the configuration.
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// About outgoing mail.
    Mail {
        #[command(subcommand)]
        command: MailCommand,
    },
    /// About outgoing text messages.
    Sms {
        #[command(subcommand)]
        command: SmsCommand,
    },
    /// Imports schools or people: a file, a folder or an archive.
    Import {
        /// What the files are.
        #[arg(value_enum)]
        source: Source,
        /// Files, folders or archives; of `oneroster`, also the address of a server.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        account: Account,
        /// Of `csv`: what the columns are, instead of what is remembered of their titles.
        #[arg(long, value_name = "FILE.toml")]
        mapping: Option<PathBuf>,
        /// Of `csv`: the school of the lines that do not say theirs.
        #[arg(long, value_name = "UAI")]
        school: Option<String>,
        /// Compares and reports, changes nothing.
        #[arg(long)]
        dry_run: bool,
        /// Says that large departures are meant: without it they are refused, with exit code 3.
        #[arg(long)]
        confirm_departures: bool,
        /// Writes everything that changes into a file, as a table for spreadsheets (in French).
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
        /// How the summary is written on standard output.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Exports schools and people, for another program.
    Export {
        /// How it is written.
        #[arg(value_enum)]
        kind: ExportKind,
        /// A folder to make, or an archive when its name ends with .zip.
        #[arg(value_name = "DIR|FILE.zip")]
        to: PathBuf,
        /// Only this school, by its number.
        #[arg(long, value_name = "UAI")]
        school: Option<String>,
    },
    /// Removes the second step of an account whose phone and spare codes are lost.
    RemoveSecondStep {
        /// The login, such as `prenom.nom`.
        login: String,
    },
    /// Writes everything in one file, also while a server runs: a backup, a move, the way out.
    Archive {
        /// The file to write.
        file: PathBuf,
        /// Puts secret.key inside, without which sealed codes cannot be read again.
        #[arg(long)]
        with_secret: bool,
    },
    /// Fills an empty data folder, or an empty database, with an archive.
    Restore {
        /// The file to read.
        file: PathBuf,
    },
    /// About the programme of the territory.
    Programme {
        #[command(subcommand)]
        command: ProgrammeCommand,
    },
    /// Creates a fictitious territory in an empty data folder.
    Demo {
        /// How large it is.
        #[arg(long, value_enum, default_value_t = Scale::School)]
        scale: Scale,
        /// The same seed gives the same territory.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Writes the people of a fictitious territory as AAF files, for trying imports.
    DemoAaf {
        /// The folder to write into.
        folder: PathBuf,
        /// How large it is.
        #[arg(long, value_enum, default_value_t = Scale::School)]
        scale: Scale,
        /// The same seed gives the same territory.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

#[derive(Subcommand)]
enum MailCommand {
    /// Sends one mail and says each step.
    Test {
        /// Where to.
        address: String,
    },
}

#[derive(Subcommand)]
enum SmsCommand {
    /// Says how long one text message is, and sends it.
    Test {
        /// Where to.
        number: String,
    },
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Says each value and where it comes from.
    Check,
}

#[derive(Subcommand)]
enum ProgrammeCommand {
    /// Chooses where to open sites so that everyone is near one, with the proof that nothing is better.
    Locate(engines::locate::Asked),
    /// Measures what a programme changed where it came year after year, and how sure one may be.
    Effect(engines::effect::Asked),
    /// Says, before anything is collected, the least effect that a plan would find.
    Detect(engines::detect::Asked),
    /// Hides the small counts of a table, and what would give them away.
    Suppress(engines::suppress::Asked),
    /// Shares an amount between those who pay, by dated rates, to the cent.
    Shares(engines::shares::Asked),
    /// Makes cohorts alike, then draws their order, so that what follows can be measured.
    Cohorts(engines::cohorts::Asked),
}

/// What is imported.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Source {
    /// The open directory of schools.
    Annuaire,
    /// AAF exports: complete, or the deltas that follow the last complete one.
    Aaf,
    /// CSV exports of ONDE.
    Onde,
    /// XML exports of SIECLE: pupils, guardians.
    Siecle,
    /// XML exports of STS: staff, classes, subjects.
    Sts,
    /// CSV exports of OneRoster 1.2.
    #[value(name = "oneroster")]
    OneRoster,
    /// Any other table (CSV, XLSX, ODS), once someone has said what its columns are.
    Csv,
}

/// The account by which a server is read.
#[derive(clap::Args)]
pub(crate) struct Account {
    /// The name of the account at the server.
    #[arg(long, value_name = "NAME", requires_all = ["token_url", "secret_file"])]
    pub(crate) client_id: Option<String>,
    /// Where the server gives the right to read.
    #[arg(long, value_name = "URL")]
    pub(crate) token_url: Option<String>,
    /// The file that holds the secret of the account.
    #[arg(long, value_name = "FILE")]
    pub(crate) secret_file: Option<PathBuf>,
}

/// How an export is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportKind {
    /// OneRoster 1.2, complete, CSV.
    #[value(name = "oneroster")]
    OneRoster,
}

/// How a summary is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// How large a fictitious territory is.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scale {
    /// One collège and two écoles.
    School,
    /// Twenty schools.
    Town,
    /// A département.
    Territory,
}

/// Reads the command line and does what it says.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    log_to_stderr();
    match obey(cli) {
        Ok(code) => code,
        Err(stop) => {
            remark(format_args!("error: {stop}"));
            ExitCode::FAILURE
        }
    }
}

fn log_to_stderr() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_unset| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .log_internal_errors(false)
        .init();
}

fn obey(cli: Cli) -> Result<ExitCode, Stop> {
    let read = || config::read(&cli.data, cli.config.as_deref());
    match cli.command {
        Command::Serve { listen, demo } => {
            serve::serve(&read()?.listening_on(listen), demo)?;
        }
        Command::Migrate => migrate(&read()?)?,
        Command::Doctor => return Ok(doctor::examine(&cli.data, read())),
        Command::Config { command: ConfigCommand::Check } => read()?.describe(),
        Command::Mail { command: MailCommand::Test { address } } => {
            read()?.outgoing.test_mail(&address)?;
        }
        Command::Sms { command: SmsCommand::Test { number } } => {
            read()?.outgoing.test_sms(&number)?;
        }
        Command::Import {
            source,
            paths,
            account,
            mapping,
            school,
            dry_run,
            confirm_departures,
            report,
            format,
        } => {
            let answers = Answers { departures: confirm_departures, ..Answers::default() };
            let asked = import::Asked {
                source,
                paths,
                account,
                mapping,
                school,
                dry_run,
                answers,
                report,
                format,
            };
            return import::import(&read()?, asked);
        }
        Command::Export { kind: ExportKind::OneRoster, to, school } => {
            export::oneroster(&read()?, &to, school.as_deref())?;
        }
        Command::RemoveSecondStep { login } => remove_second_step(&read()?, login)?,
        Command::Archive { file, with_secret } => archive::write(&read()?, &file, with_secret)?,
        Command::Restore { file } => archive::restore(&read()?, &file)?,
        Command::Programme { command } => about_programme(&command)?,
        Command::Demo { scale, seed } => demo::create(&read()?, scale, seed)?,
        Command::DemoAaf { folder, scale, seed } => demo::write_aaf(&folder, scale, seed)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn about_programme(command: &ProgrammeCommand) -> Result<(), Stop> {
    match command {
        ProgrammeCommand::Locate(asked) => engines::locate::choose(asked),
        ProgrammeCommand::Effect(asked) => engines::effect::measure(asked),
        ProgrammeCommand::Detect(asked) => engines::detect::foresee(asked),
        ProgrammeCommand::Suppress(asked) => engines::suppress::publish(asked),
        ProgrammeCommand::Shares(asked) => engines::shares::split(asked),
        ProgrammeCommand::Cohorts(asked) => engines::cohorts::draw(asked),
    }
}

fn remove_second_step(settings: &Settings, login: String) -> Result<(), Stop> {
    let db = house::open_database(settings)?;
    let now = kernel::Clock::System.now();
    let is_known = db.write_blocking::<_, db::DbError, _>(move |tx| {
        identity::api::remove_second_step(tx, &login, now)
    })?;
    if !is_known {
        return Err(Stop("there is no account with this login".to_owned()));
    }
    say("its second step is removed and its devices are signed out; the password stays");
    Ok(())
}

fn migrate(settings: &Settings) -> Result<(), Stop> {
    let db = house::open_database(settings)?;
    let applied = house::migrate(&db)?;
    for migration in &applied {
        say(format_args!("applied {} {}: {}", migration.context, migration.number, migration.name));
    }
    if applied.is_empty() {
        say("nothing to apply: the database is up to date");
    }
    Ok(())
}
