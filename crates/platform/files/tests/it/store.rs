//! Kept once, whole, or not at all.

use std::{
    env, fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, SystemTime},
};

use files::{Blob, FileError, Files, Hash, MediaType, Swept};
use kernel::Instant;

use crate::base::{Store, stores};

const NOW: Instant = Instant(1_795_500_000_000_000);
const LIMIT: u64 = 1_000_000;

fn put(files: &Files, content: &[u8], now: Instant) -> Blob {
    let mut staging = files.stage(LIMIT).unwrap();
    for chunk in content.chunks(7) {
        staging.write(chunk).unwrap();
    }
    staging.finish(now).unwrap()
}

fn read(files: &Files, hash: &Hash) -> Vec<u8> {
    let (mut file, length) = files.get(hash).unwrap().unwrap();
    let mut content = Vec::new();
    file.read_to_end(&mut content).unwrap();
    assert_eq!(content.len() as u64, length);
    content
}

fn listed(files: &Files) -> Vec<(Hash, u64)> {
    let mut found = Vec::new();
    files
        .each(&mut |hash, length| {
            found.push((*hash, length));
            Ok(())
        })
        .unwrap();
    found
}

/// Every file below a folder but the lock.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path));
        } else if !path.ends_with("lock") {
            found.push(path);
        }
    }
    found
}

stores! {
    fn a_content_is_kept_once_under_its_hash(store) {
        let files = &store.files;
        let one = put(files, b"Bonjour", NOW);
        let two = put(files, b"Bonjour", NOW.plus_seconds(60));
        assert_eq!(one, two);
        let name = "9172e8eec99f144f72eca9a568759580edadb2cfd154857f07e657569493bc44";
        assert_eq!((one.hash.to_string().as_str(), one.length, one.media), (name, 7, MediaType::Text));
        assert_eq!(read(files, &one.hash), b"Bonjour");
        assert!(files.exists(&one.hash));
        assert_eq!(read(&store.again(), &one.hash), b"Bonjour");
        assert_eq!(listed(files), [(one.hash, 7)]);
        let empty = put(files, b"", NOW);
        assert_eq!((empty.length, empty.media), (0, MediaType::Other));
        assert_eq!(read(files, &empty.hash), b"");
        files.check().unwrap();
    }

    fn a_long_content_comes_back_as_it_was(store) {
        let mut staging = store.files.stage(40_000_000).unwrap();
        let content: Vec<u8> = (0..20_000_001_u32).map(|at| (at % 251) as u8).collect();
        content.chunks(1 << 20).for_each(|chunk| staging.write(chunk).unwrap());
        let blob = staging.finish(NOW).unwrap();
        assert!(read(&store.files, &blob.hash) == content);
        assert_eq!(listed(&store.files), [(blob.hash, 20_000_001)]);
    }

    fn what_is_not_there_is_nothing(store) {
        let files = &store.files;
        let hash = put(files, b"gone", NOW).hash;
        assert!(files.remove(&hash).unwrap());
        assert!(!files.remove(&hash).unwrap());
        assert!(!files.exists(&hash) && files.get(&hash).unwrap().is_none());
    }

    fn contents_are_listed_by_name(store) {
        let mut hashes: Vec<_> =
            (0..20_u8).map(|n| put(&store.files, &[n], NOW).hash).collect();
        hashes.sort();
        assert_eq!(listed(&store.files), hashes.iter().map(|h| (*h, 1)).collect::<Vec<_>>());
    }

    fn too_much_is_refused_and_leaves_nothing(store) {
        let mut staging = store.files.stage(10).unwrap();
        staging.write(b"0123456789").unwrap();
        assert_eq!(staging.write(b"x"), Err(FileError::TooLarge));
        assert_eq!(below(&store.folder.path().join("files")).len(), 1);
        drop(staging);
        assert!(below(&store.folder.path().join("files")).is_empty());
        assert!(listed(&store.files).is_empty());
    }

    fn a_damaged_content_is_mended_by_storing_it_again(store) {
        let hash = put(&store.files, b"whole content", NOW).hash;
        let kept = below(store.folder.path()).into_iter().find(|path| path.ends_with(hash.to_string()));
        fs::write(kept.unwrap(), b"who").unwrap();
        assert_eq!(put(&store.files, b"whole content", NOW).hash, hash);
        assert_eq!(read(&store.files, &hash), b"whole content");
    }

    fn a_sweep_takes_what_is_old_and_referred_to_by_nothing(store) {
        let files = &store.files;
        let used = put(files, b"used", NOW).hash;
        let orphan = put(files, b"orphan", NOW).hash;
        let again = put(files, b"stored again", NOW).hash;
        let young = put(files, b"young", NOW.plus_seconds(3_600)).hash;
        put(files, b"stored again", NOW.plus_seconds(3_600));
        let before = files.sweep(NOW, |_| false).unwrap();
        assert_eq!(before, Swept::default());
        let swept = files.sweep(NOW.plus_seconds(1), |hash| *hash == used).unwrap();
        assert_eq!(swept, Swept { orphans: 1, leftovers: 0 });
        assert!(!files.exists(&orphan));
        assert!(files.exists(&used) && files.exists(&young) && files.exists(&again));
    }

    fn a_sweep_takes_what_a_crash_left_and_not_what_is_being_written(store) {
        fs::write(store.folder.path().join("files/tmp/4242-0"), b"half").unwrap();
        let mut staging = store.files.stage(LIMIT).unwrap();
        staging.write(b"being written").unwrap();
        let swept = store.files.sweep(NOW, |_| false).unwrap();
        assert_eq!(swept, Swept { orphans: 0, leftovers: 1 });
        assert_eq!(staging.finish(NOW).unwrap().length, 13);
        assert_eq!(listed(&store.files).len(), 1);
    }
}

#[test]
fn a_folder_keeps_a_content_under_its_first_digits() {
    let store = Store::in_a_folder();
    let hash = put(&store.files, b"Bonjour", NOW).hash.to_string();
    let place = store.folder.path().join("files/91/72").join(hash);
    assert_eq!(below(store.folder.path()), [place]);
}

#[test]
fn a_bucket_that_does_not_answer_is_told_and_its_keys_never_are() {
    let mut store = Store::in_a_bucket();
    let server = store.server.as_mut().unwrap();
    let mut others = server.settings.clone();
    others.secret_key = "not the secret".into();
    let stranger = Files::open_bucket(&store.folder.path().join("other"), &others).unwrap();
    let refused = stranger.check().unwrap_err();
    assert!(matches!(&refused, FileError::Broken(text) if !text.contains("not the secret")));
    server.stop();
    let mut staging = store.files.stage(LIMIT).unwrap();
    staging.write(b"nobody is there").unwrap();
    assert!(matches!(staging.finish(NOW), Err(FileError::Broken(_))));
    assert!(store.files.check().is_err());
    assert!(!format!("{others:?} {:?}", store.files).contains("secret"));
}

#[test]
fn a_name_left_by_another_process_of_the_same_number_is_no_obstacle() {
    let store = Store::in_a_folder();
    let (folder, files) = (&store.folder, &store.files);
    let left = folder.path().join(format!("files/tmp/{}-0", std::process::id()));
    fs::write(&left, b"half").unwrap();
    put(files, b"content", NOW);
    assert!(left.exists());
}

#[test]
fn the_age_of_a_content_is_the_instant_it_was_stored() {
    let store = Store::in_a_folder();
    let (folder, files) = (&store.folder, &store.files);
    put(files, b"content", NOW);
    let modified = fs::metadata(&below(folder.path())[0]).unwrap().modified().unwrap();
    assert_eq!(modified, SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_500_000));
}

const CHILD: &str = "PREAU_FILES_CHILD";

/// Not a test of its own: a process that may not write more than a few bytes to a file.
#[test]
fn child() {
    let Some(folder) = env::var_os(CHILD) else { return };
    let files = Files::open(folder.as_ref()).unwrap();
    let mut staging = files.stage(LIMIT).unwrap();
    staging.write(&[1; 10_000]).unwrap();
    assert_eq!(staging.write(&[1; 90_000]), Err(FileError::Full));
    drop(staging);
    assert_eq!(put(&files, b"small", NOW).length, 5);
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing() {
    if Command::new("prlimit").arg("--version").output().is_err() {
        assert!(env::var_os("CI").is_none(), "prlimit must be there");
        eprintln!("skipped: prlimit is not there");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // The signal that goes with the limit is ignored, so that the write itself fails.
    let done = Command::new("prlimit")
        .args(["--fsize=50000", "sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "store::child", "--nocapture"])
        .env(CHILD, folder.path().join("files"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(String::from_utf8_lossy(&done.stdout).contains("1 passed"));
    assert_eq!(below(folder.path()).len(), 1);
}
