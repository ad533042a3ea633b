//! Who owes what: what was ordered, invoiced and paid of each line, shared to the cent.

use std::collections::{BTreeMap, HashMap};

use kernel::Day;
use shares::{Cents, Share};

use super::{
    model::{Book, Entry, Line, Rules, Scope},
    words::{EntryKind, Payer},
};

/// Why something is not paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// Ordered, delivered or invoiced before the convention was signed.
    Before,
    /// After its last day.
    After,
    /// For a private school, on a day when no rule allows it.
    Private,
    /// Invoiced beyond what was ordered.
    Over,
    /// No rate is known for it.
    NoRate,
}

impl Why {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::Private => "private",
            Self::Over => "over",
            Self::NoRate => "no-rate",
        }
    }
}

/// An order, or an invoice without one, with what hangs on it.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    pub(crate) entry: i64,
    pub(crate) day: Day,
    /// The amount before tax that was compared with the threshold.
    pub(crate) compared: Cents,
    /// The rates that apply.
    pub(crate) rates: Vec<(Payer, u32)>,
    /// What can be paid for, of what was ordered, invoiced and paid.
    pub(crate) ordered: Cents,
    pub(crate) invoiced: Cents,
    pub(crate) spent: Cents,
    /// What cannot, and why.
    pub(crate) refused: Vec<(i64, Why, Cents)>,
}

impl Root {
    /// Shares an amount by its rates; exact.
    pub(crate) fn shares(&self, amount: Cents) -> Vec<(Payer, Cents)> {
        let weights: Vec<u64> = self.rates.iter().map(|(_, rate)| u64::from(*rate)).collect();
        let amounts = amount.split(&weights).unwrap_or_default();
        self.rates.iter().map(|(payer, _)| *payer).zip(amounts).collect()
    }

    /// The share of one payer.
    pub(crate) fn share(&self, payer: Payer, amount: Cents) -> Cents {
        let of = |(one, share): (Payer, Cents)| (one == payer).then_some(share);
        self.shares(amount).into_iter().find_map(of).unwrap_or_default()
    }
}

/// What one partner owes of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Owed {
    /// Of what is planned, ordered, invoiced, paid.
    pub(crate) planned: Cents,
    pub(crate) ordered: Cents,
    pub(crate) invoiced: Cents,
    pub(crate) spent: Cents,
}

/// A line with who owes what.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) line: i64,
    pub(crate) roots: Vec<Root>,
    /// By kind of payer and partner; none when nobody is named for it.
    pub(crate) owed: BTreeMap<(Payer, Option<i64>), Owed>,
    pub(crate) planned: Cents,
    pub(crate) committed: Cents,
    pub(crate) ordered: Cents,
    pub(crate) invoiced: Cents,
    pub(crate) paid: Cents,
}

impl Account {
    /// What all the partners of a kind owe together.
    pub(crate) fn of(&self, payer: Payer) -> Owed {
        let of_kind = self.owed.iter().filter(|((kind, _), _)| *kind == payer);
        of_kind.fold(Owed::default(), |sum, (_, one)| Owed {
            planned: plus(sum.planned, one.planned),
            ordered: plus(sum.ordered, one.ordered),
            invoiced: plus(sum.invoiced, one.invoiced),
            spent: plus(sum.spent, one.spent),
        })
    }
}

pub(crate) const fn plus(one: Cents, other: Cents) -> Cents {
    Cents(one.0 + other.0)
}

pub(crate) fn sum(amounts: impl IntoIterator<Item = Cents>) -> Cents {
    Cents(amounts.into_iter().map(|amount| amount.0).sum())
}

/// What a threshold is compared with, by what it depends on.
struct Compared {
    scope: Scope,
    by_owners: HashMap<(String, Vec<i64>), i64>,
    by_part: HashMap<String, i64>,
}

impl Compared {
    fn new(scope: Scope) -> Self {
        Self { scope, by_owners: HashMap::new(), by_part: HashMap::new() }
    }

    fn add(&mut self, line: &Line, amount: Cents) {
        *self.by_owners.entry((line.key(), line.owners())).or_default() += amount.0;
        *self.by_part.entry(line.key()).or_default() += amount.0;
    }

    fn of(&self, line: &Line, own: Cents) -> Cents {
        match self.scope {
            Scope::Order => own,
            Scope::Beneficiary => {
                Cents(self.by_owners.get(&(line.key(), line.owners())).copied().unwrap_or(own.0))
            }
            Scope::Convention => Cents(self.by_part.get(&line.key()).copied().unwrap_or(own.0)),
        }
    }
}

impl Book {
    /// Every line with who owes what.
    pub(crate) fn accounts(&self) -> Vec<Account> {
        let mut of_line: HashMap<i64, Vec<&Entry>> = HashMap::new();
        for entry in self.standing() {
            of_line.entry(entry.line).or_default().push(entry);
        }
        let scope = self.rules.scope(self.convention.signed);
        let (mut planned, mut ordered) = (Compared::new(scope), Compared::new(scope));
        for line in &self.lines {
            planned.add(line, line.planned);
            for root in roots(of_line.get(&line.id).map(Vec::as_slice).unwrap_or_default()) {
                ordered.add(line, root.net);
            }
        }
        let entries = |line: &Line| of_line.get(&line.id).map(Vec::as_slice).unwrap_or_default();
        self.lines
            .iter()
            .map(|line| self.account(line, entries(line), &planned, &ordered))
            .collect()
    }

    fn account(
        &self,
        line: &Line,
        entries: &[&Entry],
        planned: &Compared,
        ordered: &Compared,
    ) -> Account {
        let roots: Vec<Root> =
            roots(entries).map(|root| self.root(line, root, entries, ordered)).collect();
        let total = |kind| sum(entries.iter().filter(|one| one.kind == kind).map(|one| one.net));
        let credits = total(EntryKind::Credit);
        let mut account = Account {
            line: line.id,
            owed: BTreeMap::new(),
            planned: line.planned,
            committed: total(EntryKind::Commitment),
            ordered: total(EntryKind::Order),
            invoiced: plus(total(EntryKind::Invoice), credits),
            paid: total(EntryKind::Payment),
            roots: Vec::new(),
        };
        let day = self.convention.signed;
        let of_plan = planned.of(line, line.planned);
        let shares = line.planned.split(&weights(&self.rates(line, day, of_plan)));
        for ((payer, _), amount) in
            self.rates(line, day, of_plan).into_iter().zip(shares.unwrap_or_default())
        {
            self.deal(line, (payer, day, amount), &mut account, |owed| &mut owed.planned);
        }
        for root in &roots {
            let day = root.day;
            for (payer, amount) in root.shares(root.ordered) {
                self.deal(line, (payer, day, amount), &mut account, |owed| &mut owed.ordered);
            }
            for (payer, amount) in root.shares(root.invoiced) {
                self.deal(line, (payer, day, amount), &mut account, |owed| &mut owed.invoiced);
            }
            for (payer, amount) in root.shares(root.spent) {
                self.deal(line, (payer, day, amount), &mut account, |owed| &mut owed.spent);
            }
        }
        account.roots = roots;
        account
    }

    /// The rates of a line on a day for an amount before tax; nothing when none is known.
    fn rates(&self, line: &Line, day: Day, compared: Cents) -> Vec<(Payer, u32)> {
        let known = self.scale.shares(&line.key(), day, compared).unwrap_or_default();
        let read = |share: Share| Some((Payer::from_code(&share.payer)?, share.rate.0));
        known.into_iter().filter_map(read).collect()
    }

    /// Deals a share among the partners who pay it, by their weights.
    fn deal(
        &self,
        line: &Line,
        (payer, day, amount): (Payer, Day, Cents),
        account: &mut Account,
        place: impl Fn(&mut Owed) -> &mut Cents,
    ) {
        let among: Vec<_> = line.payers.iter().filter(|one| one.payer == payer).collect();
        let weights: Vec<u64> =
            among.iter().map(|one| u64::try_from(one.weight).unwrap_or(0)).collect();
        match amount.split(&weights) {
            None => {
                let owed = account.owed.entry((payer, None)).or_default();
                place(owed).0 += amount.0;
            }
            Some(shares) => {
                for (one, share) in among.iter().zip(shares) {
                    let partner = Some(self.stands_for(one.partner, day));
                    let owed = account.owed.entry((payer, partner)).or_default();
                    place(owed).0 += share.0;
                }
            }
        }
    }

    /// What a line pays for of an entry: tax only where it is said.
    const fn base(line: &Line, entry: &Entry) -> Cents {
        if line.is_tax_eligible { entry.gross() } else { entry.net }
    }

    fn why(&self, line: &Line, day: Day) -> Option<Why> {
        if day < self.convention.signed {
            return Some(Why::Before);
        }
        if self.convention.ends.is_some_and(|ends| ends < day) {
            return Some(Why::After);
        }
        let is_allowed = self.rules.value(Rules::PRIVATE, day) == Some(1);
        (line.is_private && !is_allowed).then_some(Why::Private)
    }

    fn root(&self, line: &Line, root: &Entry, entries: &[&Entry], compared: &Compared) -> Root {
        let compared = compared.of(line, root.net);
        let rates = self.rates(line, root.day, compared);
        let mut made = Root {
            entry: root.id,
            day: root.day,
            compared,
            ordered: Cents(0),
            invoiced: Cents(0),
            spent: Cents(0),
            refused: Vec::new(),
            rates,
        };
        let own = self.why(line, root.day).or_else(|| made.rates.is_empty().then_some(Why::NoRate));
        let is_order = root.kind == EntryKind::Order;
        if is_order {
            match own {
                Some(why) => made.refused.push((root.id, why, Self::base(line, root))),
                None => made.ordered = Self::base(line, root),
            }
        }
        let invoices = entries.iter().filter(|one| {
            one.kind == EntryKind::Invoice
                && (one.id == root.id || (is_order && one.parent == Some(root.id)))
        });
        for invoice in invoices {
            let hang = |kind| {
                let of = move |one: &&&Entry| one.kind == kind && one.parent == Some(invoice.id);
                entries.iter().filter(of)
            };
            let credits = || hang(EntryKind::Credit);
            let base =
                plus(Self::base(line, invoice), sum(credits().map(|one| Self::base(line, one))));
            if let Some(why) = own.or_else(|| self.why(line, invoice.day)) {
                made.refused.push((invoice.id, why, base));
                continue;
            }
            let gross = plus(invoice.gross(), sum(credits().map(|one| one.gross())));
            let paid = sum(hang(EntryKind::Payment).map(|one| one.net));
            made.invoiced = plus(made.invoiced, base);
            made.spent = plus(made.spent, part_of(base, paid, gross));
        }
        if is_order {
            let over = made.invoiced.0 - made.ordered.0;
            if over > 0 && own.is_none() {
                made.refused.push((root.id, Why::Over, Cents(over)));
                made.invoiced = made.ordered;
                made.spent = made.spent.min(made.ordered);
            }
        } else {
            made.ordered = made.invoiced;
        }
        made
    }
}

/// What is paid of an amount, when so much of the whole is.
fn part_of(base: Cents, paid: Cents, gross: Cents) -> Cents {
    if gross.0 <= 0 || paid.0 <= 0 {
        return Cents(0);
    }
    if paid >= gross {
        return base;
    }
    let weight = |amount: i64| u64::try_from(amount).unwrap_or(0);
    let parts = paid.split(&[weight(base.0), weight(gross.0 - base.0)]);
    parts.and_then(|parts| parts.first().copied()).unwrap_or_default()
}

fn weights(rates: &[(Payer, u32)]) -> Vec<u64> {
    rates.iter().map(|(_, rate)| u64::from(*rate)).collect()
}

/// Orders, and invoices that no order stands for.
fn roots<'e>(entries: &'e [&'e Entry]) -> impl Iterator<Item = &'e Entry> {
    let is_order = |id| entries.iter().any(|one| one.id == id && one.kind == EntryKind::Order);
    entries.iter().copied().filter(move |entry| match entry.kind {
        EntryKind::Order => true,
        EntryKind::Invoice => !entry.parent.is_some_and(is_order),
        _ => false,
    })
}
