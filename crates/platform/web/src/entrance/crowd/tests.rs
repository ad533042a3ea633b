//! Mornings played on a clock of their own.

use kernel::Entropy;
use proptest::prelude::*;

use super::*;

const START: Instant = Instant(1_800_000_000_000_000);

fn at(seconds: f64) -> Instant {
    #[expect(clippy::cast_possible_truncation, reason = "hours")]
    Instant(START.0 + (seconds * 1e6) as i64)
}

const fn strength(backlog: usize, per_second: f64) -> Strength {
    Strength { backlog, per_second, pages_are_late: false }
}

/// Someone of a played morning.
#[derive(Clone, Debug)]
struct Person {
    comes: f64,
    asks: f64,
    ticket: Option<Ticket>,
    first_told: Option<u32>,
    /// From when until when they have no network.
    cut: Option<(f64, f64)>,
    gives_up: bool,
    entered: Option<f64>,
}

struct Morning {
    crowd: Crowd,
    entropy: Entropy,
    people: Vec<Person>,
    /// Passwords not looked at yet.
    backlog: f64,
    per_second: f64,
    asked_each_second: Vec<usize>,
}

impl Morning {
    fn of(people: Vec<Person>, per_second: f64) -> Self {
        let asked_each_second = vec![0; 3_600];
        let (crowd, entropy) = (Crowd::new(usize::MAX, None), Entropy::seeded(8));
        Self { crowd, entropy, people, backlog: 0.0, per_second, asked_each_second }
    }

    /// Plays until so many seconds; each tenth of a second the machine looks at passwords and those
    /// whose time has come ask.
    fn play(&mut self, until: u32) {
        for tick in 0..until * 10 {
            let now = f64::from(tick) / 10.0;
            self.backlog = (self.backlog - self.per_second / 10.0).max(0.0);
            for who in 0..self.people.len() {
                let person = &mut self.people[who];
                if person.entered.is_some() || person.asks > now {
                    continue;
                }
                if let Some((from, to)) =
                    person.cut.filter(|(from, to)| (*from..*to).contains(&now))
                {
                    person.asks = to.max(from);
                    continue;
                }
                self.ask(who, now);
            }
        }
    }

    fn ask(&mut self, who: usize, now: f64) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small")]
        let (second, backlog) = (now as usize, self.backlog as usize);
        self.asked_each_second[second] += 1;
        let person = &mut self.people[who];
        let fresh = Ticket::new(&self.entropy, at(now));
        let visit = Visit { now: at(now), ticket: person.ticket, fresh, source: 1, tries: true };
        match self.crowd.come(&visit, &strength(backlog, self.per_second)) {
            Turn::In => {
                self.backlog += 1.0;
                person.entered = Some(now);
                if let Some(ticket) = person.ticket {
                    self.crowd.entered(ticket);
                }
            }
            Turn::Wait(place) => {
                person.ticket = Some(place.ticket);
                person.first_told.get_or_insert(place.seconds);
                person.asks = now + f64::from(place.again);
                if person.gives_up {
                    person.asks = f64::INFINITY;
                }
            }
            Turn::Refused => panic!("nobody is refused"),
        }
    }
}

/// So many people, evenly over some seconds.
fn crowd_of(count: u32, over: f64) -> Vec<Person> {
    let comes = |n: u32| f64::from(n) * over / f64::from(count);
    let person = |comes| Person {
        comes,
        asks: comes,
        ticket: None,
        first_told: None,
        cut: None,
        gives_up: false,
        entered: None,
    };
    (0..count).map(|n| person(comes(n))).collect()
}

#[test]
fn nobody_waits_on_an_ordinary_morning() {
    let mut morning = Morning::of(crowd_of(900, 30.0), 50.0);
    morning.play(31);
    let waited = |p: &Person| p.entered.unwrap_or(f64::INFINITY) - p.comes;
    assert!(morning.people.iter().all(|person| waited(person) < 0.2));
    assert!(morning.people.iter().all(|person| person.ticket.is_none()));
}

#[test]
fn a_closure_morning_is_fair_quick_honest_and_no_stampede() {
    // Three thousand within ten seconds, where fifty come in each second.
    let mut morning = Morning::of(crowd_of(3_000, 10.0), 50.0);
    morning.play(150);
    let people = &morning.people;
    let entered = |person: &Person| person.entered.unwrap_or(f64::INFINITY);
    let last = people.iter().map(entered).fold(0.0, f64::max);
    assert!(last < 110.0, "sixty seconds of work, and the time to ask again: {last}");
    // Nobody is in a whole round of asking before someone who came three seconds earlier.
    for (n, person) in people.iter().enumerate() {
        let earlier = people[..n].iter().filter(|other| other.comes + 3.0 < person.comes);
        let passed = earlier.filter(|other| entered(other) > entered(person) + 61.0).count();
        assert_eq!(passed, 0, "{n} came in before {passed} who were there earlier");
    }
    let told = people.iter().filter_map(|p| Some((p.first_told?, p.entered? - p.comes)));
    let told: Vec<_> = told.collect();
    let honest =
        told.iter().filter(|(told, waited)| (f64::from(*told) - waited).abs() < 45.0).count();
    assert!(honest * 10 > told.len() * 9, "{honest} of {}", told.len());
    let asked = morning.asked_each_second[12..].iter().max();
    assert!(asked < Some(&400), "{asked:?} ask in one second");
}

#[test]
fn who_loses_the_network_keeps_their_place_and_who_goes_away_keeps_nobody_waiting() {
    let mut people = crowd_of(3_000, 10.0);
    for person in people.iter_mut().skip(1).step_by(3) {
        person.gives_up = true;
    }
    // One who was early has no network for two minutes, while many come.
    people[600].cut = Some((3.0, 123.0));
    let mut late = crowd_of(6_000, 60.0);
    for person in &mut late {
        (person.comes, person.asks) = (person.comes + 60.0, person.asks + 60.0);
    }
    people.extend(late);
    let mut morning = Morning::of(people, 50.0);
    morning.play(300);
    let cut = &morning.people[600];
    assert!(cut.ticket.is_some());
    assert!(cut.entered.is_some_and(|entered| entered < 130.0), "{cut:?}");
    let stay = morning.people.iter().filter(|person| !person.gives_up);
    assert!(stay.clone().all(|person| person.entered.is_some()));
    let last = stay.filter_map(|person| person.entered).fold(0.0, f64::max);
    assert!(last < 240.0, "8000 people at 50 a second, and the time to ask again: {last}");
}

#[test]
fn one_network_that_takes_ten_thousand_places_delays_others_by_a_limited_time() {
    let mut crowd = Crowd::new(500, None);
    let entropy = Entropy::seeded(3);
    let busy = strength(1_000, 50.0);
    let visit = |source: u64, second: f64| Visit {
        now: at(second),
        ticket: None,
        fresh: Ticket::new(&entropy, at(second)),
        source,
        tries: true,
    };
    let mut refused = 0;
    for n in 0..10_000 {
        let turn = crowd.come(&visit(666, f64::from(n) / 10_000.0), &busy);
        refused += u32::from(turn == Turn::Refused);
    }
    assert!(refused >= 9_400, "{refused}");
    let Turn::Wait(place) = crowd.come(&visit(1, 2.0), &busy) else { panic!("they wait") };
    assert!(place.ahead <= 600, "{place:?}");
    // The places that nobody asks for again are gone before their turn.
    let later = Visit { ticket: Some(place.ticket), ..visit(1, 100.0) };
    let Turn::Wait(place) = crowd.come(&later, &busy) else { panic!("still nothing was done") };
    assert_eq!(place.ahead, 0);
}

#[test]
fn a_place_serves_once_and_a_few_tries() {
    let mut crowd = Crowd::new(500, None);
    let entropy = Entropy::seeded(3);
    let ticket = Ticket::new(&entropy, START);
    let visit = |second: f64| Visit {
        now: at(second),
        ticket: Some(ticket),
        fresh: Ticket::new(&entropy, at(second)),
        source: 1,
        tries: true,
    };
    let (busy, calm) = (strength(1_000, 50.0), strength(0, 50.0));
    assert!(matches!(crowd.come(&visit(1.0), &busy), Turn::Wait(_)));
    assert_eq!(crowd.come(&visit(2.0), &calm), Turn::In, "called");
    for n in 0..9 {
        assert_eq!(crowd.come(&visit(3.0 + f64::from(n)), &busy), Turn::In, "a try");
    }
    let Turn::Wait(place) = crowd.come(&visit(20.0), &busy) else { panic!("tries are used up") };
    assert_ne!(place.ticket, ticket, "at the end of the line");
    crowd.entered(place.ticket);
    assert_eq!(crowd.counts(), (0, 0));
}

#[test]
fn a_turn_that_was_missed_comes_again_first() {
    let mut crowd = Crowd::new(500, None);
    let entropy = Entropy::seeded(3);
    let (busy, calm) = (strength(1_000, 50.0), strength(0, 50.0));
    let visit = |ticket, second: f64| Visit {
        now: at(second),
        ticket,
        fresh: Ticket::new(&entropy, at(second)),
        source: 1,
        tries: false,
    };
    let Turn::Wait(early) = crowd.come(&visit(None, 0.0), &busy) else { panic!("waits") };
    let _called = crowd.come(&visit(None, 1.0), &calm);
    for second in [400.0, 401.0, 402.0] {
        let _others = crowd.come(&visit(None, second), &busy);
    }
    let Turn::Wait(back) = crowd.come(&visit(Some(early.ticket), 403.0), &busy) else {
        panic!("the five minutes are over")
    };
    assert_eq!((back.ticket, back.ahead), (early.ticket, 0));
}

#[test]
fn late_pages_let_fewer_in_and_nobody_out() {
    let entropy = Entropy::seeded(3);
    let mut crowd = Crowd::new(usize::MAX, None);
    let mut let_in = |late: bool, from: u32, seconds: u32| {
        let mut entered = 0;
        for tick in from * 20..(from + seconds) * 20 {
            let now = at(f64::from(tick) / 20.0);
            let strength = Strength { pages_are_late: late, ..strength(0, 50.0) };
            for _ in 0..3 {
                let fresh = Ticket::new(&entropy, now);
                let visit = Visit { now, ticket: None, fresh, source: 1, tries: true };
                let turn = crowd.come(&visit, &strength);
                entered += u32::from(turn == Turn::In);
            }
        }
        entered + u32::try_from(crowd.called_ever).unwrap_or(u32::MAX)
    };
    let while_late = let_in(true, 0, 60);
    assert!(while_late < 500, "one a second once it is clear: {while_late}");
    let after = let_in(false, 60, 60) - while_late;
    assert!(after > 2_000, "fifty a second again: {after}");
}

#[test]
fn an_operator_limits_how_many_come_in() {
    let entropy = Entropy::seeded(3);
    let mut crowd = Crowd::new(usize::MAX, Some(1.0));
    let visit = |second: f64, tries| {
        let (now, fresh) = (at(second), Ticket::new(&entropy, at(second)));
        Visit { now, ticket: None, fresh, source: 1, tries }
    };
    let calm = strength(0, 50.0);
    assert_eq!(crowd.come(&visit(0.0, false), &calm), Turn::In, "a page alone is nobody");
    let entered = (0..100).filter(|n| {
        let turn = crowd.come(&visit(f64::from(*n) / 100.0, true), &calm);
        turn == Turn::In
    });
    assert!(entered.count() <= 6);
    let mut closed = Crowd::new(usize::MAX, Some(0.0));
    let Turn::Wait(place) = closed.come(&visit(0.0, false), &calm) else { panic!("closed") };
    assert!(place.seconds >= 3_600);
}

proptest! {
    /// Whatever people do, places are in the order of the tickets and counts agree.
    #[test]
    fn places_follow_the_order_of_tickets(
        steps in prop::collection::vec((0_u8..40, 0_u16..400, any::<bool>(), 0_usize..60), 1..300)
    ) {
        let mut crowd = Crowd::new(12, None);
        let entropy = Entropy::seeded(5);
        let mut tickets: Vec<Option<Ticket>> = vec![None; 40];
        let mut now = 0.0;
        for (who, wait, tries, backlog) in steps {
            now += f64::from(wait) / 10.0;
            let who = usize::from(who);
            let fresh = Ticket::new(&entropy, at(now));
            let visit = Visit {
                now: at(now), ticket: tickets[who], fresh, source: who as u64 % 3, tries,
            };
            match crowd.come(&visit, &strength(backlog, 20.0)) {
                Turn::Wait(place) => {
                    tickets[who] = Some(place.ticket);
                    let before = tickets.iter().flatten().filter(|other| **other < place.ticket);
                    prop_assert!(place.ahead <= before.count());
                    prop_assert!((SOONEST..=LATEST + LATEST / 2).contains(&place.again));
                }
                Turn::In if tries => {
                    if let Some(ticket) = tickets[who].take() {
                        crowd.entered(ticket);
                    }
                }
                Turn::In | Turn::Refused => {}
            }
            prop_assert!(crowd.sources.values().all(|count| (1..=12).contains(count)));
            prop_assert_eq!(crowd.sources.values().sum::<usize>(), crowd.waiting.len());
            let called: Vec<_> = crowd.called.keys().collect();
            prop_assert!(called.iter().all(|ticket| !crowd.waiting.contains_key(ticket)));
        }
    }
}
