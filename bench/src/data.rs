//! What is measured on: fictitious territories, made once and kept beside the build.

use std::{
    fs,
    path::{Path, PathBuf},
};

use demo::world::{Scale, World};
use kernel::{Entropy, Place};
use sha2::{Digest, Sha256};

use crate::{Failure, process, say};

/// The seed of every territory.
const SEED: u64 = 1;
/// What a kept territory was made of, in its folder.
const STAMP: &str = "stamp";

/// The program and the folders of the measures.
pub(crate) struct House {
    /// `preau`, built beside this program.
    pub(crate) preau: PathBuf,
    source: PathBuf,
    folder: PathBuf,
}

impl House {
    /// The house of the running program.
    pub(crate) fn here() -> Result<Self, Failure> {
        let preau = process::preau()?;
        let target = preau.parent().and_then(Path::parent).ok_or("no target folder")?;
        let folder = target.join("bench");
        fs::create_dir_all(&folder)?;
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        Ok(Self { folder, preau, source })
    }

    /// Where figures are kept.
    pub(crate) fn results(&self) -> PathBuf {
        self.source.join("bench/results")
    }

    /// Where walkthroughs in a browser are.
    pub(crate) fn walkthroughs(&self) -> PathBuf {
        self.source.join("e2e")
    }

    /// Where public data lies beside the project, when it does.
    pub(crate) fn public_data(&self) -> PathBuf {
        self.source.join("../shared/data")
    }

    /// A path for something made anew; nothing is there.
    pub(crate) fn fresh(&self, name: &str) -> Result<PathBuf, Failure> {
        let path = self.folder.join(name);
        remove(&path)?;
        Ok(path)
    }

    /// The data folder of a fictitious territory, made when there is none of this version.
    pub(crate) fn territory(&self, scale: &str) -> Result<PathBuf, Failure> {
        self.kept(scale, |folder| {
            let data = folder.display().to_string();
            let seed = SEED.to_string();
            let words = ["--data", &data, "demo", "--scale", scale, "--seed", &seed];
            let cost = process::run(&self.preau, &words)?;
            say(format_args!("   {:.0} s, {:.0} MB at most", cost.wall, cost.peak_mb));
            Ok(())
        })
    }

    /// A copy of a fictitious territory, to write into.
    pub(crate) fn copy_of(&self, scale: &str, name: &str) -> Result<PathBuf, Failure> {
        let (model, copy) = (self.territory(scale)?, self.fresh(name)?);
        copy_folder(&model, &copy)?;
        Ok(copy)
    }

    /// The people of the whole territory as AAF files.
    pub(crate) fn exports(&self) -> Result<PathBuf, Failure> {
        self.kept("aaf", |folder| {
            let world = World::generate(SEED, Scale::Territory);
            fs::create_dir_all(folder)?;
            Ok(demo::records::write_aaf(&world, folder, demo::load::today())?)
        })
    }

    /// The same people as another academy would call them: no key is known, everyone has to be matched.
    pub(crate) fn renamed_exports(&self) -> Result<PathBuf, Failure> {
        let exports = self.exports()?;
        self.kept("aaf-renamed", |folder| {
            fs::create_dir_all(folder)?;
            let academy = |code: &str| format!("codeAcademieExport=\"{code}\"");
            for entry in fs::read_dir(&exports)? {
                let entry = entry?;
                let text = fs::read_to_string(entry.path())?;
                let renamed = text.replacen(&academy(demo::records::ACADEMY), &academy("98"), 1);
                fs::write(folder.join(entry.file_name()), renamed)?;
            }
            Ok(())
        })
    }

    /// The people of the écoles of the territory as ONDE tables.
    pub(crate) fn tables(&self) -> Result<PathBuf, Failure> {
        self.kept("onde", |folder| {
            let world = World::generate(SEED, Scale::Territory);
            Ok(demo::records::write_onde(&world, folder)?)
        })
    }

    /// A folder made once by `make`, and again when what it is made of changed.
    fn kept(
        &self,
        name: &str,
        make: impl FnOnce(&Path) -> Result<(), Failure>,
    ) -> Result<PathBuf, Failure> {
        let (folder, stamp) = (self.folder.join(name), self.stamp()?);
        if fs::read_to_string(folder.join(STAMP)).is_ok_and(|found| found == stamp) {
            return Ok(folder);
        }
        say(format_args!("   making {} once", folder.display()));
        remove(&folder)?;
        let new = self.fresh(&format!("{name}.new"))?;
        make(&new)?;
        fs::write(new.join(STAMP), stamp)?;
        fs::rename(&new, &folder)?;
        Ok(folder)
    }

    /// What a territory is made of: the seed, the tables, the generator and its loader.
    fn stamp(&self) -> Result<String, Failure> {
        let mut files = Vec::new();
        list(&self.source.join("crates"), &mut files)?;
        files.sort();
        let mut hash = Sha256::new();
        for file in files.iter().filter(|file| makes_a_territory(file)) {
            hash.update(fs::read(file)?);
        }
        Ok(format!("seed {SEED}, {}", kernel::hex(&hash.finalize())))
    }
}

fn makes_a_territory(file: &Path) -> bool {
    let path = file.to_string_lossy();
    ["/migrations/", "/demo/src/", "/preau/src/demo"].iter().any(|part| path.contains(part))
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn remove(path: &Path) -> Result<(), Failure> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &copy)?;
        } else {
            fs::copy(&path, &copy)?;
        }
    }
    Ok(())
}

/// Where the territory is.
pub(crate) fn place() -> Result<Place, Failure> {
    Place::named("Europe/Paris").ok_or_else(|| "an unknown time zone".into())
}

/// A database of the PostgreSQL server that `PREAU_TEST_PG` names, gone with this value.
pub(crate) struct OnServer {
    /// Its address.
    pub(crate) url: String,
    server: String,
    name: String,
}

impl OnServer {
    /// A new, empty one; `None`, said aloud, without a server.
    pub(crate) fn empty() -> Result<Option<Self>, Failure> {
        let named = std::env::var_os("PREAU_TEST_PG").and_then(|url| url.into_string().ok());
        let Some(server) = named else {
            say("   PREAU_TEST_PG names no server: PostgreSQL is not measured");
            return Ok(None);
        };
        let name = format!("preau_bench_{}", entropy().token().to_lowercase().replace('-', "_"));
        db::admin::create_database(&server, &name, None)?;
        Ok(Some(Self { url: db::admin::with_database(&server, &name), server, name }))
    }

    /// A new data folder whose configuration names it.
    pub(crate) fn configure(&self, folder: &Path) -> Result<(), Failure> {
        fs::create_dir_all(folder)?;
        Ok(fs::write(folder.join("preau.toml"), format!("database = \"{}\"\n", self.url))?)
    }
}

impl Drop for OnServer {
    fn drop(&mut self) {
        // One that stays is seen on the server, and harms nobody.
        drop(db::admin::drop_database(&self.server, &self.name));
    }
}

/// The database of a data folder.
pub(crate) fn database(data: &Path) -> db::Config {
    db::Config::sqlite(&data.join("preau.db"))
}

/// Randomness for sessions and passwords.
pub(crate) const fn entropy() -> Entropy {
    Entropy::System
}
