//! Half past eight: a whole school behind one address, and someone who guesses among them.

use std::net::{IpAddr, Ipv4Addr};

use db::{DbError, Tx};
use kernel::{Entropy, Instant};
use testkit::{Backend, TestApp, both};
use web::Hooks;

use super::{
    ACCOUNT, Device, Keys,
    tries::{self, Begun, Verdict},
};

const PUPILS: u16 = 600;
/// A quarter of an hour.
const SECONDS: u16 = 15 * 60;
/// One try in so many is mistyped: 15 %.
const MISTYPED: [u16; 2] = [15, 100];
const SCHOOL: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

fn start(backend: Backend) -> TestApp {
    let hooks = Hooks {
        authenticate: |_, _, _| Ok(None),
        layout: |_, page| Ok(page.main.clone()),
        plain_layout: |page, _| page.main.clone(),
    };
    TestApp::start(backend, vec![crate::module()], hooks)
}

/// A number below, the same at each run.
fn below(entropy: &Entropy, most: u16) -> u16 {
    u16::from_be_bytes(entropy.bytes()) % most
}

/// One try at an instant: whether it was let through, and what came of it.
fn attempt(
    tx: &mut Tx,
    login: &str,
    password: &str,
    device: Device,
    is_right: bool,
    now: Instant,
) -> Result<Verdict, DbError> {
    let keys = Keys::new(&[7; 32], login, SCHOOL, Some(password));
    match tries::begin(tx, ACCOUNT, &keys, device, now)? {
        Begun::Wait(wait) => Ok(Verdict::Wait(wait)),
        Begun::Try(begun) => tries::conclude(tx, &begun, is_right, now),
    }
}

/// Somebody who types at a second.
#[derive(Clone)]
enum Typing {
    Pupil(u16),
    Attacker(u16),
}

/// What the morning came to.
#[derive(Debug, Default)]
struct Told {
    in_at_once: u16,
    in_after_typing_again: u16,
    had_to_wait: u16,
    guesses: u16,
    guesses_refused: u16,
}

/// Plays a morning: every pupil signs in at a second of their own and types again after ten seconds
/// when it was mistyped; the attacker guesses every second.
fn play(tx: &mut Tx, start: Instant, device: impl Fn(u16) -> Device) -> Result<Told, DbError> {
    let entropy = Entropy::seeded(830);
    // Some type again after the quarter of an hour.
    let mut typing: Vec<Vec<Typing>> = vec![Vec::new(); 2 * usize::from(SECONDS)];
    for pupil in 0..PUPILS {
        typing[usize::from(below(&entropy, SECONDS))].push(Typing::Pupil(pupil));
    }
    for second in 0..SECONDS {
        typing[usize::from(second)].push(Typing::Attacker(second));
    }
    let mut told = Told::default();
    let mut tried = vec![0_u16; usize::from(PUPILS)];
    for (second, seconds) in (0..typing.len()).zip(0..) {
        let now = start.plus_seconds(seconds);
        for who in std::mem::take(&mut typing[second]) {
            match who {
                Typing::Attacker(turn) => {
                    let login = format!("pupil.{}", (turn * 7) % PUPILS);
                    let password = format!("guess {turn}");
                    let guessed = attempt(tx, &login, &password, Device::Unknown, false, now)?;
                    match guessed {
                        Verdict::Wait(_) => told.guesses_refused += 1,
                        Verdict::Right | Verdict::Wrong => told.guesses += 1,
                    }
                }
                Typing::Pupil(pupil) => {
                    let is_right = below(&entropy, MISTYPED[1]) >= MISTYPED[0];
                    let (login, secret) = (format!("pupil.{pupil}"), format!("secret {pupil}"));
                    let typed = if is_right { secret } else { format!("mistyped {second}") };
                    let at = &mut tried[usize::from(pupil)];
                    match attempt(tx, &login, &typed, device(pupil), is_right, now)? {
                        Verdict::Right if *at == 0 => told.in_at_once += 1,
                        Verdict::Right => told.in_after_typing_again += 1,
                        Verdict::Wrong => typing[second + 10].push(Typing::Pupil(pupil)),
                        Verdict::Wait(_) => told.had_to_wait += 1,
                    }
                    *at += 1;
                }
            }
        }
    }
    Ok(told)
}

both! {
    fn a_school_signs_in_while_someone_inside_guesses(backend) {
        let test = start(backend);
        let now = test.now();
        // Class tablets: thirty, each passed from hand to hand all morning.
        let told = test.arrange(move |tx| {
            play(tx, now, |pupil| Device::Known([u8::try_from(pupil % 30).unwrap_or_default(); 32]))
        });
        assert_eq!(told.had_to_wait, 0, "{told:?}");
        assert_eq!(told.in_at_once + told.in_after_typing_again, PUPILS, "{told:?}");
        assert!(told.in_after_typing_again > PUPILS / 10, "{told:?}");
        assert!(told.guesses <= 110 && told.guesses_refused > 750, "{told:?}");
    }

    fn first_sign_ins_of_a_whole_school_do_not_stand_in_each_others_way(backend) {
        let test = start(backend);
        let now = test.now();
        let told = test.arrange(move |tx| {
            let entropy = Entropy::seeded(1);
            let mut last = Verdict::Right;
            for pupil in 0..PUPILS {
                let now = now.plus_seconds(i64::from(pupil));
                let (login, secret) = (format!("pupil.{pupil}"), format!("secret {pupil}"));
                if below(&entropy, 100) < 15 {
                    last = attempt(tx, &login, "mistyped", Device::Unknown, false, now)?;
                    if matches!(last, Verdict::Wait(_)) { break; }
                }
                last = attempt(tx, &login, &secret, Device::Unknown, true, now)?;
                if last != Verdict::Right { break; }
            }
            Ok(last)
        });
        assert_eq!(told, Verdict::Right);
    }
}
