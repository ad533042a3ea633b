//! What is enqueued is done once, later if it must be, and never half.

use std::{sync::Arc, time::Duration};

use db::{DbError, params};
use jobs::{Duplicate, Handlers, Job, emit, enqueue};
use kernel::Clock;

use crate::{
    base::{Base, both, wait},
    world::{World, at},
};

both! {
    fn an_event_reaches_each_subscriber_once_in_order(base) {
        let world = World::on(base);
        wait(async {
            world.write(|tx| {
                emit(tx, "test.said.v1", &1, at(0))?;
                emit(tx, "test.nobody-hears.v1", &1, at(0))?;
                emit(tx, "test.said.v1", &2, at(0))
            }).await;
            assert_eq!(world.leftovers(0).await.len(), 3);
            assert_eq!(world.run(0).await, 4);
            assert_eq!(world.run(0).await, 0);
            assert_eq!(world.log().await, ["first 1", "second 1", "first 2", "second 2"]);
            assert!(world.leftovers(0).await.is_empty());
        });
    }

    fn nothing_is_promised_by_a_change_that_was_undone(base) {
        let world = World::on(base);
        wait(async {
            let undone: Result<(), DbError> = world.db.write(|tx| {
                emit(tx, "test.said.v1", &1, at(0))?;
                enqueue(tx, "test.note", &"a", None, at(0))?;
                Err(DbError::Missing)
            }).await;
            assert!(undone.is_err());
            assert_eq!(world.run(0).await, 0);
        });
    }

    fn those_who_watch_see_what_is_due_and_for_how_long(base) {
        let world = World::on(base);
        wait(async {
            let figures = || world.db.read(|tx| jobs::figures(tx, at(100)));
            assert_eq!(figures().await.unwrap(), jobs::Figures::default());
            world.write(|tx| {
                enqueue(tx, "test.note", &"soon", None, at(40))?;
                enqueue(tx, "test.note", &"sooner", None, at(30))?;
                enqueue(tx, "test.note", &"later", None, at(101))
            }).await;
            let expected = jobs::Figures { due: 2, failed: 0, late_seconds: 70 };
            assert_eq!(figures().await.unwrap(), expected);
            world.run(100).await;
            assert_eq!(figures().await.unwrap(), jobs::Figures::default());
        });
    }

    fn a_key_keeps_what_already_waits(base) {
        let world = World::on(base);
        wait(async {
            world.write(|tx| {
                for (word, key) in [("one", Some("k")), ("two", Some("k")), ("three", Some("other")), ("four", None), ("five", None)] {
                    enqueue(tx, "test.note", &word, key, at(0))?;
                }
                Ok(())
            }).await;
            assert_eq!(world.run(0).await, 4);
            assert_eq!(world.log().await, ["one", "three", "four", "five"]);
            world.write(|tx| enqueue(tx, "test.note", &"again", Some("k"), at(0))).await;
            assert_eq!(world.run(0).await, 1);
        });
    }

    fn work_for_later_waits(base) {
        let world = World::on(base);
        wait(async {
            world.write(|tx| {
                enqueue(tx, "test.note", &"second", None, at(60))?;
                enqueue(tx, "test.note", &"first", None, at(59))
            }).await;
            assert_eq!(world.run(58).await, 0);
            assert!(world.leftovers(58).await.is_empty());
            assert_eq!(world.leftovers(60).await.len(), 2);
            assert_eq!(world.run(60).await, 2);
            assert_eq!(world.log().await, ["first", "second"]);
        });
    }

    fn what_fails_for_now_is_tried_eight_times_and_kept(base) {
        let world = World::on(base);
        wait(async {
            world.write(|tx| enqueue(tx, "test.later", &(), None, at(0))).await;
            let mut now = 0;
            for wait in [10, 60, 600, 3_600, 10_800, 21_600, 43_200] {
                assert!(world.run(now).await >= 1, "at {now}");
                let [left] = world.leftovers(now).await.try_into().unwrap();
                assert_eq!((left.state.as_str(), left.error.as_deref()), ("waiting", Some("not now")));
                world.run(now + wait - 1).await;
                assert_eq!(world.leftovers(now).await[0].state, "waiting");
                now += wait;
            }
            world.run(now).await;
            let [left] = world.leftovers(now).await.try_into().unwrap();
            assert_eq!((left.name.as_str(), left.state.as_str()), ("test.later", "failed"));
            world.run(now + 1_000_000).await;
            assert_eq!(world.leftovers(now).await.len(), 1);
            assert!(!world.log().await.contains(&"half".to_owned()));
        });
    }

    fn what_fails_for_good_holds_up_nobody(base) {
        let world = World::on(base);
        wait(async {
            world.write(|tx| {
                for name in ["test.never", "test.broken", "test.wrong"] {
                    enqueue(tx, name, &(), Some("k"), at(0))?;
                }
                enqueue(tx, "test.note", &7, None, at(0))?;
                enqueue(tx, "test.unknown", &(), None, at(0))?;
                enqueue(tx, "test.note", &"good", None, at(0))
            }).await;
            assert_eq!(world.run(0).await, 6);
            assert_eq!(world.log().await, ["good"]);
            let left = world.leftovers(0).await;
            let told: Vec<_> = left.iter().map(|l| (l.name.as_str(), l.state.as_str())).collect();
            assert_eq!(told, [
                ("test.never", "failed"), ("test.broken", "failed"), ("test.wrong", "failed"),
                ("test.note", "failed"), ("test.unknown", "waiting"),
            ]);
            assert_eq!(left[0].error.as_deref(), Some("useless"));
            world.write(|tx| enqueue(tx, "test.never", &(), Some("k"), at(0))).await;
            assert_eq!(world.run(0).await, 1, "a job that failed does not keep its key");
        });
    }

    fn what_comes_of_a_job_is_run_too(base) {
        let world = World::on(base);
        wait(async {
            world.write(|tx| enqueue(tx, "test.grow", &2, None, at(0))).await;
            assert_eq!(world.run(0).await, 4);
            assert_eq!(world.log().await, ["grow 2", "grow 1", "grow 0", "grew"]);
            assert!(world.leftovers(0).await.is_empty());
        });
    }

    fn a_schedule_runs_once_for_each_of_its_times(base) {
        let world = World::on(base);
        wait(async {
            // The start is a whole hour: its turn has passed.
            assert_eq!(world.run(0).await, 0);
            assert!(world.leftovers(0).await.is_empty());
            assert_eq!(world.run(3_599).await, 0);
            assert_eq!(world.run(3_600).await, 1);
            assert_eq!(world.run(3_600).await, 0);
            assert_eq!(world.run(6 * 3_600 + 1).await, 1, "missed times are made up for once");
            assert_eq!(world.run(7 * 3_600).await, 1);
            assert_eq!(world.log().await, ["hourly 3600", "hourly 21601", "hourly 25200"]);
            assert!(world.leftovers(7 * 3_600).await.is_empty());
        });
    }

    fn a_job_interrupted_by_a_crash_is_tried_again_and_given_up_in_the_end(base) {
        let world = World::on(base);
        wait(async {
            let crash = "UPDATE jobs_job SET claimed_until = $1, tries = $2";
            world.write(move |tx| {
                enqueue(tx, "test.note", &"once", None, at(0))?;
                tx.execute(crash, params![at(120), 1]).map(drop)
            }).await;
            assert_eq!(world.run(119).await, 0);
            assert_eq!(world.run(120).await, 1);
            world.write(move |tx| {
                enqueue(tx, "test.note", &"killer", None, at(0))?;
                tx.execute(crash, params![at(0), 8]).map(drop)
            }).await;
            world.run(200).await;
            assert_eq!(world.log().await, ["once"]);
            let given_up = world.leftovers(200).await;
            assert!(given_up.iter().any(|l| l.name == "test.note" && l.state == "failed"), "{given_up:?}");
        });
    }

    fn several_runners_do_each_job_once(base) {
        let world = World::on(base);
        let other = if base.is_sqlite() { world.db.clone() } else { base.open() };
        wait(async {
            world.write(|tx| {
                for n in 0..60 {
                    enqueue(tx, "test.note", &format!("job {n}"), None, at(0))?;
                    emit(tx, "test.said.v1", &n, at(0))?;
                }
                Ok(())
            }).await;
            let run = |db| jobs::run_pending(db, &world.handlers, at(0));
            let (one, two, three) = tokio::join!(run(&world.db), run(&other), run(&other));
            let (one, two, three) = (one.unwrap(), two.unwrap(), three.unwrap());
            assert_eq!(one + two + three, 180);
            let mut log = world.log().await;
            assert_eq!(log.len(), 180);
            log.sort_unstable();
            log.dedup();
            assert_eq!(log.len(), 180);
            assert!(world.leftovers(0).await.is_empty());
        });
    }

    fn a_commit_wakes_who_serves(base) {
        let world = World::on(base);
        wait(async {
            let serving = tokio::spawn(jobs::serve(world.db.clone(), Arc::clone(&world.handlers), Clock::held(at(0))));
            // Less than the time between two looks at the queue.
            let woken = tokio::time::timeout(Duration::from_secs(4), async {
                for n in 0..3_usize {
                    while world.log().await.len() < n {
                        tokio::task::yield_now().await;
                    }
                    world.write(move |tx| enqueue(tx, "test.note", &n.to_string(), None, at(0))).await;
                }
                while world.log().await.len() < 3 {
                    tokio::task::yield_now().await;
                }
            });
            woken.await.unwrap();
            serving.abort();
            assert!(serving.await.unwrap_err().is_cancelled());
        });
    }
}

#[test]
fn a_name_is_declared_once() {
    let job = Job { name: "test.twice", run: |_, _, _| Ok(()) };
    let twice = Handlers::new(Vec::new(), vec![job, job], Vec::new());
    assert_eq!(twice.err(), Some(Duplicate("test.twice".into())));
}

#[test]
fn both_databases_have_the_same_tables() {
    let Some(postgres) = Base::postgres() else { return };
    let [one, two] = [&Base::sqlite(), &postgres].map(|base| {
        let db = base.open();
        db.migrate(&[jobs::MIGRATIONS], at(0)).unwrap();
        db.schema().unwrap()
    });
    assert_eq!(one, two);
}
