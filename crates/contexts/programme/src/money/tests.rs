//! Whatever is written down, shares are exact and nobody pays more than the whole.

use kernel::Day;
use proptest::prelude::*;
use shares::{Cents, Line as Rate, Rate as Hundredths, Scale};

use super::{
    account::sum,
    doubts, flow,
    model::{Book, Convention, Entry, Line, LinePayer, Rule, Rules},
    words::{Degree, EntryKind, Part, Payer},
};

const LIMIT: Cents = Cents(20_000_000);

fn rate(payer: &str, least: i64, below: Option<i64>, rate: u32) -> Rate {
    Rate {
        part: "equipment-ecole".into(),
        payer: payer.into(),
        from: Day(0),
        until: None,
        least: Cents(least),
        below: below.map(Cents),
        rate: Hundredths(rate),
    }
}

fn book(scope: i64, entries: Vec<Entry>) -> Book {
    let limit = Some(LIMIT.0);
    let scale = Scale::new(vec![
        rate("commune", 0, limit, 3_000),
        rate("state", 0, limit, 5_833),
        rate("region", 0, limit, 1_167),
        rate("commune", LIMIT.0, None, 5_000),
        rate("state", LIMIT.0, None, 5_000),
    ]);
    let payer = |payer, partner, weight| LinePayer { payer, partner, weight };
    let line = Line {
        id: 1,
        convention: 1,
        part: Part::Equipment,
        degree: Degree::Ecole,
        label: "Ligne".into(),
        planned: Cents(40_000_000),
        is_tax_eligible: false,
        is_private: false,
        revision: 1,
        payers: vec![
            payer(Payer::Commune, 1, 34),
            payer(Payer::Commune, 2, 17),
            payer(Payer::Commune, 3, 7),
            payer(Payer::State, 9, 1),
        ],
        schools: Vec::new(),
    };
    let rule =
        |name: &str, value| Rule { name: name.into(), first: Day(0), value, is_confirmed: true };
    Book {
        convention: Convention {
            id: 1,
            reference: "1".into(),
            title: "Convention".into(),
            signed: Day(100),
            ends: Some(Day(1_000)),
            lapses: None,
            amount: Cents(10_000_000),
        },
        lines: vec![line],
        entries,
        partners: Vec::new(),
        scale: scale.unwrap(),
        rules: Rules(vec![rule(Rules::SCOPE, scope)]),
    }
}

fn entry(id: i64, kind: EntryKind, parent: Option<i64>, (day, net): (i32, i64)) -> Entry {
    Entry {
        id,
        line: 1,
        kind,
        parent,
        corrects: None,
        supplier: Some(7),
        reference: id.to_string(),
        day: Day(day),
        span: None,
        net: Cents(net),
        tax: Cents(net / 5),
        equipment: None,
        note: String::new(),
    }
}

/// An order with its invoice, of which some part is paid.
fn spending() -> impl Strategy<Value = Vec<Entry>> {
    let one = (50_i32..1_100, 1_i64..30_000_000, 0_i64..130, 0_i64..101, any::<bool>());
    prop::collection::vec(one, 0..12).prop_map(|all| {
        let mut entries = Vec::new();
        for (at, (day, net, invoiced, paid, is_taken_back)) in (1_i64..).zip(all) {
            let (order, invoice) = (at * 10, at * 10 + 1);
            entries.push(entry(order, EntryKind::Order, None, (day, net)));
            if is_taken_back {
                let mut back = entry(order + 5, EntryKind::Order, None, (day, -net));
                back.corrects = Some(order);
                entries.push(back);
                continue;
            }
            let billed = net * invoiced / 100;
            if billed > 0 {
                let bill = entry(invoice, EntryKind::Invoice, Some(order), (day + 1, billed));
                let part = bill.gross().0 * paid / 100;
                entries.push(bill);
                entries.push(entry(order + 2, EntryKind::Payment, Some(invoice), (day + 2, part)));
            }
        }
        entries
    })
}

proptest! {
    #[test]
    fn shares_are_the_whole_to_the_cent(entries in spending(), scope in 1_i64..4) {
        let book = book(scope, entries);
        let account = book.accounts().remove(0);
        let total = |of: fn(&super::account::Owed) -> Cents| sum(account.owed.values().map(of));
        prop_assert_eq!(total(|one| one.planned), account.planned);
        prop_assert_eq!(total(|one| one.ordered), sum(account.roots.iter().map(|one| one.ordered)));
        prop_assert_eq!(total(|one| one.invoiced), sum(account.roots.iter().map(|one| one.invoiced)));
        prop_assert_eq!(total(|one| one.spent), sum(account.roots.iter().map(|one| one.spent)));
        for root in &account.roots {
            prop_assert!(root.spent <= root.invoiced && root.invoiced <= root.ordered);
            let refused = root.refused.iter().any(|(_, why, _)| *why != super::account::Why::Over);
            prop_assert!(!refused || root.spent == Cents(0), "what is not paid for has no share");
        }
    }

    #[test]
    fn the_state_never_gives_more_than_its_rate_of_what_is_spent(entries in spending()) {
        let book = book(1, entries);
        let account = book.accounts().remove(0);
        let spent: i64 = account.roots.iter().map(|root| root.spent.0).sum();
        let roots = i64::try_from(account.roots.len()).unwrap();
        prop_assert!(account.of(Payer::State).spent.0 <= spent * 5_833 / 10_000 + roots);
    }

    #[test]
    fn the_money_of_the_state_is_followed_without_loss(entries in spending()) {
        let book = book(1, entries);
        let trails = flow::trails(&book, &book.accounts());
        let trail = &trails[0];
        prop_assert!(trail.allotted <= book.convention.amount);
        prop_assert!(trail.ordered() <= trail.allotted && trail.invoiced() <= trail.ordered());
        let mut drawn = flow::Flow::default();
        let root = drawn.node(0, "a", false);
        drawn.nodes[root].amount = trail.allotted;
        let (ordered, rest) = (drawn.node(1, "b", false), drawn.node(1, "c", true));
        drawn.band(root, ordered, trail.ordered());
        drawn.band(root, rest, Cents(trail.allotted.0 - trail.ordered().0));
        drawn.nothing_left_out();
        prop_assert!(drawn.is_whole());
    }

    #[test]
    fn years_are_the_whole(first in 10_000_i32..20_000, days in 0_i32..2_000, net in -10_000_000_i64..10_000_000) {
        let mut one = entry(1, EntryKind::Invoice, None, (first, net));
        one.span = Some((Day(first), Day(first + days)));
        let years = one.years();
        prop_assert_eq!(sum(years.iter().map(|(_, share)| *share)), Cents(net));
        prop_assert!(years.windows(2).all(|two| two[0].0 + 1 == two[1].0));
    }
}

#[test]
fn what_is_near_enough_is_looked_at_together() {
    let order = |id, day, net| entry(id, EntryKind::Order, None, (day, net));
    let found = |entries: Vec<Entry>| doubts::splits(&book(1, entries), &[]).len();
    let half = LIMIT.0 / 2;
    assert_eq!(found(vec![order(1, 200, half), order(2, 290, half)]), 1, "ninety days");
    assert_eq!(found(vec![order(1, 200, half), order(2, 291, half)]), 0, "one more");
    assert_eq!(found(vec![order(1, 200, half), order(2, 201, half - 1)]), 0, "a cent below");
    assert_eq!(
        found(vec![order(1, 200, LIMIT.0), order(2, 201, half)]),
        0,
        "one is above by itself"
    );
    let mut other = order(2, 201, half);
    other.supplier = Some(8);
    assert_eq!(found(vec![order(1, 200, half), other]), 0, "another supplier");
    let third = half * 2 / 3 + 1;
    assert_eq!(found(vec![order(1, 200, third), order(2, 210, third), order(3, 220, third)]), 1);
}

#[test]
fn what_is_split_over_two_conventions_is_seen_from_each_and_from_no_other() {
    let half = LIMIT.0 / 2;
    let own = book(1, vec![entry(1, EntryKind::Order, None, (200, half))]);
    let piece = |id, day| {
        let of = doubts::Of {
            kind: EntryKind::Order,
            supplier: 7,
            owners: own.lines[0].owners(),
            key: own.lines[0].key(),
        };
        let elsewhere = Some(format!("2027-{id}"));
        doubts::Piece { entry: id, elsewhere, day: Day(day), net: Cents(half), of }
    };
    let found = doubts::splits(&own, &[piece(2, 230), piece(3, 600), piece(4, 610)]);
    assert_eq!((found.len(), found[0].entries.as_slice()), (1, &[1, 2][..]));
    assert!(found[0].elsewhere.iter().eq(["2027-2"]), "{found:?}");
    let mut another = piece(2, 230);
    another.of.owners = vec![8];
    assert_eq!(doubts::splits(&own, &[another]), [], "another beneficiary");
    assert_eq!(doubts::splits(&own, &[piece(3, 600), piece(4, 610)]), [], "none of it is its own");
}

#[test]
fn a_payment_of_a_part_earns_that_part_before_tax() {
    let entries = vec![
        entry(1, EntryKind::Order, None, (200, 1_000)),
        entry(2, EntryKind::Invoice, Some(1), (210, 1_000)),
        entry(3, EntryKind::Payment, Some(2), (220, 600)),
        entry(4, EntryKind::Credit, Some(2), (230, -200)),
    ];
    let root = book(1, entries).accounts().remove(0).roots.remove(0);
    // 1 000 less 200 before tax, 960 with; 600 of 960 are paid, so 500 of 800.
    assert_eq!((root.invoiced, root.spent), (Cents(800), Cents(500)));
}
