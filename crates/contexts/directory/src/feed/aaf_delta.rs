//! What AAF delta exports change of the complete export they follow.

use std::collections::{HashMap, HashSet};

use super::aaf::Kind;
use super::attr::Attr;
use super::envelope::{Raw, Request};

/// A record as its attributes, owned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) category: String,
    pub(super) values: Vec<(Attr, String)>,
}

/// Where a delta says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: Box<str>,
    pub(super) line: u64,
    pub(super) scope: usize,
}

/// What becomes of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    /// It is this, whatever it was.
    Is(Stored),
    /// Some of its attributes are replaced.
    Replaced(Vec<(Attr, Vec<String>)>),
    /// It is no more.
    Gone,
}

/// What a record of the complete export comes to.
#[derive(Debug)]
pub(super) enum Fate {
    /// Itself.
    Same,
    /// Something else, said at a place of a delta.
    Changed(Stored, Place),
    /// Nothing: it is gone, or said again whole.
    Dropped,
}

/// Everything some deltas say, the later ones over the earlier ones.
#[derive(Debug, Default)]
pub(super) struct Changes {
    of: HashMap<(Kind, Box<str>), (Change, Place)>,
    /// Keys in the order met, so that the same files give the same order.
    order: Vec<(Kind, Box<str>)>,
    /// What a delta said whole, which stands on nothing.
    added: HashSet<(Kind, Box<str>)>,
}

impl Changes {
    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// How many records are spoken of.
    pub(super) fn len(&self) -> usize {
        self.of.len()
    }

    /// Notes a request of a delta; `false` when it changes what a delta before it took away.
    pub(super) fn note(&mut self, kind: Kind, key: &str, raw: &Raw, place: Place) -> bool {
        let at = (kind, Box::from(key));
        let known = self.of.get(&at).cloned();
        if raw.request == Request::Modify && matches!(known, Some((Change::Gone, _))) {
            return false;
        }
        if known.is_none() {
            self.order.push(at.clone());
        }
        if raw.request == Request::Add {
            self.added.insert(at.clone());
        }
        let change = match (raw.request, known.map(|(change, _)| change)) {
            (Request::Add, _) => Change::Is(raw.stored()),
            (Request::Delete, _) => Change::Gone,
            (Request::Modify, Some(Change::Is(mut stored))) => {
                stored.replace(raw.replaced());
                Change::Is(stored)
            }
            (Request::Modify, Some(Change::Replaced(mut before))) => {
                for (attr, values) in raw.replaced() {
                    before.retain(|(known, _)| *known != attr);
                    before.push((attr, values));
                }
                Change::Replaced(before)
            }
            (Request::Modify, _) => Change::Replaced(raw.replaced()),
        };
        self.of.insert(at, (change, place));
        true
    }

    /// What becomes of a record of the complete export.
    pub(super) fn fate(&self, kind: Kind, key: &str, raw: &Raw) -> Fate {
        match self.of.get(&(kind, key.into())) {
            None => Fate::Same,
            Some((Change::Is(_) | Change::Gone, _)) => Fate::Dropped,
            Some((Change::Replaced(replaced), place)) => {
                let mut stored = raw.stored();
                stored.replace(replaced.clone());
                Fate::Changed(stored, place.clone())
            }
        }
    }

    /// The records of a kind that the deltas say whole, in their order.
    pub(super) fn whole(&self, kind: Kind) -> Vec<(Stored, Place)> {
        let of_kind = self.order.iter().filter(|(of, _)| *of == kind);
        let found = of_kind.filter_map(|at| match self.of.get(at) {
            Some((Change::Is(stored), place)) => Some((stored.clone(), place.clone())),
            _ => None,
        });
        found.collect()
    }

    /// What is changed or taken away of a record of that kind that neither the complete export nor a
    /// delta held.
    pub(super) fn loose(&self, kind: Kind, met: impl Fn(&str) -> bool) -> Vec<(Box<str>, Place)> {
        let of_kind =
            self.order.iter().filter(|at| at.0 == kind && !met(&at.1) && !self.added.contains(*at));
        let found = of_kind.filter_map(|at| match self.of.get(at) {
            Some((Change::Replaced(_) | Change::Gone, place)) => {
                Some((at.1.clone(), place.clone()))
            }
            _ => None,
        });
        found.collect()
    }
}

impl Stored {
    fn replace(&mut self, replaced: Vec<(Attr, Vec<String>)>) {
        for (attr, values) in replaced {
            self.values.retain(|(known, _)| *known != attr);
            self.values.extend(values.into_iter().map(|value| (attr, value)));
        }
    }
}
