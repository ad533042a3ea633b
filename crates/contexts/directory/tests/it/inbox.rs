//! The watched folder: what is put there, night after night, with nobody in front.

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt, fs::symlink},
    path::{Path, PathBuf},
};

use db::params;
use directory::{
    edit,
    import::sweep_unfinished,
    inbox::{self, Watch},
};
use kernel::Role;
use testkit::{Backend, TestApp, both};

use crate::{
    by_hand::{enter, start},
    deltas::{complete, delta},
    pages::{holder, zip_of},
    small::{LINA, Small, id},
};

struct Night {
    test: TestApp,
    inbox: PathBuf,
    manager: i64,
}

impl Night {
    fn new(backend: Backend) -> Self {
        let test = start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        let manager = holder(&test, Role::TerritoryManager, None);
        let inbox = test.folder().join("inbox");
        fs::create_dir(&inbox).unwrap();
        Self { test, inbox, manager }
    }

    fn watch(&self) -> Watch {
        Watch::new(self.inbox.clone(), &self.test.app.entropy)
    }

    /// Puts an export there, whole; how many deliveries were received.
    fn put(&self, name: &str, folder: &Path) -> usize {
        fs::write(self.inbox.join(name), zip_of(folder)).unwrap();
        fs::write(self.inbox.join(format!("{name}.fini")), "").unwrap();
        self.look()
    }

    fn look(&self) -> usize {
        self.watch().look(&self.test.app).unwrap()
    }

    /// What is there, by name, with what is inside folders.
    fn left(&self) -> Vec<String> {
        fn walk(folder: &Path, before: &str, found: &mut Vec<String>) {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let name = format!("{before}{}", entry.file_name().to_string_lossy());
                if entry.file_type().unwrap().is_dir() {
                    walk(&entry.path(), &format!("{name}/"), found);
                } else {
                    found.push(name);
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.inbox, "", &mut found);
        found.sort();
        found
    }

    fn imports(&self) -> Vec<String> {
        self.test.look(|tx| {
            tx.query("SELECT state FROM directory_import ORDER BY id", &[], |row| row.get(0))
        })
    }

    fn told(&self) -> Vec<i64> {
        self.test.look(|tx| {
            tx.query(
                "SELECT payload FROM jobs_outbox WHERE name = 'directory.import-waiting.v1'",
                &[],
                |row| {
                    let event: events::directory::ImportWaitingV1 =
                        serde_json::from_str(&row.get::<String>(0)?).unwrap();
                    Ok(event.person)
                },
            )
        })
    }

    fn lina(&self) -> String {
        let lina = id(&self.test, LINA);
        self.test.look(move |tx| directory::api::name(tx, lina)).unwrap().first
    }
}

fn renamed(first: &str) -> Small {
    let mut small = Small::new();
    small.person(LINA).first_name = first.into();
    small
}

both! {
    fn a_delivery_is_received_once_it_no_longer_grows(backend) {
        let night = Night::new(backend);
        let (mut watch, app) = (night.watch(), &night.test.app);
        let bytes = zip_of(&complete(&night.test, &Small::new(), 0));
        let path = night.inbox.join("export.zip");
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        assert_eq!(watch.look(app).unwrap(), 0);
        fs::write(&path, &bytes).unwrap();
        assert_eq!(watch.look(app).unwrap(), 0);
        assert_eq!(night.test.look(inbox::last_delivery), None);
        assert_eq!(watch.look(app).unwrap(), 1);
        assert_eq!((night.lina().as_str(), night.imports()), ("Lina", vec!["published".to_owned()]));
        assert_eq!(night.left(), [format!("faits/{}/export.zip", night.test.today())]);
        assert_eq!(night.test.look(inbox::last_delivery), Some(night.test.now()));
        assert_eq!(watch.look(app).unwrap(), 0);
    }

    fn a_folder_with_its_flag_is_received_at_once_and_nights_follow_one_another(backend) {
        let night = Night::new(backend);
        let whole = complete(&night.test, &Small::new(), 0);
        fs::create_dir(night.inbox.join("nuit")).unwrap();
        fs::rename(&whole, night.inbox.join("nuit/export")).unwrap();
        fs::write(night.inbox.join("nuit.done"), "").unwrap();
        assert_eq!(night.look(), 1);
        // Two nights at once: the first first.
        let first = delta(&night.test, &Small::new(), &renamed("Rose"), 1);
        let second = delta(&night.test, &renamed("Rose"), &renamed("Lise"), 2);
        fs::rename(&first, night.inbox.join("z-premier")).unwrap();
        fs::write(night.inbox.join("z-premier.fini"), "").unwrap();
        assert_eq!(night.put("nuit.zip", &second), 2);
        assert_eq!(night.lina(), "Lise");
        let day = night.test.today();
        let left = night.left();
        assert!(left.iter().all(|name| name.starts_with(&format!("faits/{day}/"))), "{left:?}");
        assert!(left.contains(&format!("faits/{day}/nuit.zip")), "{left:?}");
    }

    fn what_asks_for_someone_waits_for_them_and_the_next_nights_too(backend) {
        let night = Night::new(backend);
        night.put("un.zip", &complete(&night.test, &Small::new(), 0));
        let without = Small::new().without(LINA);
        assert_eq!(night.put("deux.zip", &delta(&night.test, &Small::new(), &without, 1)), 1);
        assert_eq!((night.imports(), night.told()), (vec!["published".to_owned(), "compared".to_owned()], vec![night.manager]));
        assert_eq!(night.lina(), "Lina");
        let mut later = without.clone();
        later.person("2D-13-501").first_name = "Marie".into();
        assert_eq!(night.put("trois.zip", &delta(&night.test, &without, &later, 2)), 0);

        let manager = enter(&night.test, night.manager);
        let list = manager.get("/annuaire/imports");
        assert!(list.says("dossier surveillé"), "{}", list.text());
        let preview = manager.get("/annuaire/imports/2");
        assert!(preview.says("cet import attend votre accord"), "{}", preview.text());
        let done = manager.form(&preview, "/annuaire/imports/2/publier").send();
        assert!(done.says("Publié"), "{}", done.text());
        assert_eq!(night.look(), 1);
        assert_eq!(night.imports(), ["published"; 3]);
    }

    fn what_cannot_be_read_is_put_aside_with_a_sentence(backend) {
        let night = Night::new(backend);
        fs::write(night.inbox.join("export.xml"), "<?xml version=\"1.0\"?><ficAlimMENESR>").unwrap();
        fs::write(night.inbox.join("export.xml.fini"), "").unwrap();
        assert_eq!(night.look(), 1);
        let place = format!("a-voir/{}/export.xml", night.test.today());
        assert_eq!(night.left(), [place.clone(), format!("{place}.txt")]);
        let said = fs::read_to_string(night.inbox.join(format!("{place}.txt"))).unwrap();
        assert!(said.starts_with("Aucun de ces fichiers n’est un export connu ni un tableau."), "{said}");
        assert!(said.contains("Détail technique") && said.contains("export.xml"), "{said}");
        assert_eq!((night.imports(), night.told()), (vec!["failed".to_owned()], vec![night.manager]));
    }

    fn nothing_outside_is_read_or_touched_whatever_its_name(backend) {
        let night = Night::new(backend);
        let outside = night.test.folder().join("outside");
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("export.zip"), zip_of(&complete(&night.test, &Small::new(), 0))).unwrap();
        symlink(outside.join("export.zip"), night.inbox.join("lien.zip")).unwrap();
        symlink(&outside, night.inbox.join("lien")).unwrap();
        fs::create_dir(night.inbox.join("nuit")).unwrap();
        symlink(outside.join("export.zip"), night.inbox.join("nuit/lien.zip")).unwrap();
        for name in ["lien.zip.fini", "lien.fini", "nuit.fini"] {
            fs::write(night.inbox.join(name), "").unwrap();
        }
        assert_eq!((night.look(), night.imports().len()), (0, 0));

        let hostile = OsStr::from_bytes(b"a\\..\\b\nc\xff.zip");
        fs::write(night.inbox.join(hostile), zip_of(&complete(&night.test, &Small::new(), 1))).unwrap();
        let mut watch = night.watch();
        symlink(&outside, night.inbox.join("faits")).unwrap();
        assert_eq!(watch.look(&night.test.app).unwrap(), 0);
        assert!(watch.look(&night.test.app).is_err(), "a link stands where received files go");
        fs::remove_file(night.inbox.join("faits")).unwrap();
        assert_eq!(watch.look(&night.test.app).unwrap(), 1);
        assert_eq!(night.imports(), ["published"]);
        let put = format!("faits/{}/", night.test.today());
        assert_eq!(night.left().iter().filter(|name| name.starts_with(&put)).count(), 1);
        assert_eq!(fs::read_dir(&outside).unwrap().count(), 1);
    }

    fn one_process_at_a_time_looks(backend) {
        let night = Night::new(backend);
        let now = night.test.now();
        night.test.arrange(move |tx| {
            tx.execute(
                "INSERT INTO directory_inbox (id, holder, until) VALUES (1, 7, $1)",
                params![now.plus_seconds(60)],
            )
        });
        let whole = complete(&night.test, &Small::new(), 0);
        assert_eq!(night.put("export.zip", &whole), 0);
        night.test.pass(61);
        assert_eq!(night.look(), 1);
    }

    fn a_process_that_was_killed_does_nothing_twice(backend) {
        let night = Night::new(backend);
        let whole = complete(&night.test, &Small::new(), 0);
        night.put("export.zip", &whole);
        // Killed before it was put away.
        let put = night.inbox.join(format!("faits/{}/export.zip", night.test.today()));
        fs::rename(&put, night.inbox.join("export.zip")).unwrap();
        fs::write(night.inbox.join("export.zip.fini"), "").unwrap();
        assert_eq!((night.look(), night.imports().len()), (1, 1));
        // Killed while it was published.
        fs::rename(&put, night.inbox.join("export.zip")).unwrap();
        night.test.arrange(|tx| {
            tx.execute("UPDATE directory_import SET state = 'applying'", &[])?;
            tx.execute("INSERT INTO directory_inbox (id, holder, until) VALUES (1, 7, 9223372036854775807)", &[])
        });
        sweep_unfinished(&night.test.app.db, night.test.now()).unwrap();
        assert_eq!(night.imports(), ["failed"]);
        fs::write(night.inbox.join("export.zip.fini"), "").unwrap();
        assert_eq!(night.look(), 1);
        assert_eq!((night.imports(), night.lina().as_str()), (vec!["published".to_owned()], "Lina"));
    }
}
