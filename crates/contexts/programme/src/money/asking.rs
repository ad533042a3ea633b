//! What each of those who signed may be asked for: its own share of what is paid, and no one else's.

use std::collections::BTreeMap;

use kernel::Day;
use shares::Cents;

use super::{
    account::{Account, Owed, plus, sum},
    model::{Book, Call, Rules},
    words::{CallKind, Payer},
};

/// One of those who signed, and how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Party {
    pub(super) partner: i64,
    pub(super) payer: Payer,
    /// What it pays of what is planned, and of what is spent.
    planned: Cents,
    pub(super) earned: Cents,
    pub(super) called: Cents,
}

/// Those who signed a convention, with what nobody is named for.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    pub(super) parties: Vec<Party>,
    /// By kind of payer: whoever of them signed may be asked for it, until all of it is.
    unnamed: BTreeMap<Payer, (Cents, Cents)>,
    /// What the State gives in all.
    amount: Cents,
}

impl Asking {
    pub(super) fn new(
        book: &Book,
        accounts: &[Account],
        calls: &[Call],
        parties: &[(i64, Payer)],
    ) -> Self {
        let amount = book.convention.amount;
        let called =
            |id: i64| sum(calls.iter().filter(|one| one.partner == id).map(|one| one.amount));
        let mut all: Vec<Party> = parties
            .iter()
            .map(|(partner, payer)| Party {
                partner: *partner,
                payer: *payer,
                planned: Cents(0),
                earned: Cents(0),
                called: called(*partner),
            })
            .collect();
        let mut unnamed: BTreeMap<Payer, (Cents, Cents)> = BTreeMap::new();
        for ((payer, partner), owed) in accounts.iter().flat_map(|account| &account.owed) {
            match (partner, partner.and_then(|partner| place(book, &all, *payer, partner))) {
                (_, Some(at)) => all[at].add(*owed),
                (None, None) => {
                    let (planned, spent) = unnamed.entry(*payer).or_default();
                    (*planned, *spent) = (plus(*planned, owed.planned), plus(*spent, owed.spent));
                }
                (Some(_), None) => {}
            }
        }
        let state = all.iter().filter(|one| one.payer == Payer::State);
        let planned = sum(state.map(|one| one.planned));
        let (beside, _) = unnamed.entry(Payer::State).or_default();
        *beside = (*beside).max(Cents(amount.0 - planned.0));
        for (payer, (planned, spent)) in &mut unnamed {
            let mut those: Vec<&mut Party> =
                all.iter_mut().filter(|one| one.payer == *payer).collect();
            if let [alone] = those.as_mut_slice() {
                let whole = Owed {
                    planned: std::mem::take(planned),
                    spent: std::mem::take(spent),
                    ..Owed::default()
                };
                alone.add(whole);
            }
        }
        Self { parties: all, unnamed, amount }
    }

    pub(super) fn party(&self, partner: i64) -> Option<&Party> {
        self.parties.iter().find(|one| one.partner == partner)
    }

    /// The most that one may be asked for on a day, of a kind.
    pub(super) fn most(&self, rules: &Rules, party: &Party, (kind, day): (CallKind, Day)) -> Cents {
        let limit = |planned: Cents, earned: Cents| match kind {
            CallKind::Advance => match rules.value(Rules::ADVANCE, day) {
                Some(rate) => Cents(planned.0 * rate / 10_000).max(earned),
                None => planned.max(earned),
            },
            CallKind::Instalment | CallKind::Balance => earned,
        };
        let left = |one: &Party| limit(one.planned, one.earned).0 - one.called.0;
        let (planned, earned) = self.unnamed.get(&party.payer).copied().unwrap_or_default();
        let alike = || self.parties.iter().filter(|one| one.payer == party.payer);
        let beyond: i64 = alike().map(|one| (-left(one)).max(0)).sum();
        let most = left(party).max(0) + (limit(planned, earned).0 - beyond).max(0);
        let given = match party.payer {
            Payer::State => self.amount.0 - sum(alike().map(|one| one.called)).0,
            _ => most,
        };
        Cents(most.min(given).max(0))
    }
}

impl Party {
    fn add(&mut self, owed: Owed) {
        self.planned = plus(self.planned, owed.planned);
        self.earned = plus(self.earned, owed.spent);
    }
}

/// Who of those who signed pays what a partner owes: itself, or whoever it now stands for.
fn place(book: &Book, parties: &[Party], payer: Payer, partner: i64) -> Option<usize> {
    let of_kind = |one: &Party| one.payer == payer;
    let now = |id| book.stands_for(id, Day::NEVER);
    parties
        .iter()
        .position(|one| of_kind(one) && one.partner == partner)
        .or_else(|| parties.iter().position(|one| of_kind(one) && now(one.partner) == now(partner)))
}
