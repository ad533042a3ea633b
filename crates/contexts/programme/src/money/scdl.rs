//! The grants of a convention in the public schema of subsidies (SCDL, décret 2017-779).
//!
//! A row is what one beneficiary gets, so that its share is the whole of its row (`1`): nobody who reads
//! the file multiplies an amount by a share that was counted already.

use std::collections::BTreeMap;

use db::DbError;
use directory::export::plain;
use shares::Cents;

use super::{
    account::Account,
    model::Book,
    words::{Payer, is_own},
};

/// The columns that are written, in the order of the schema.
pub(crate) const COLUMNS: [&str; 21] = [
    "nomAttribuant",
    "idAttribuant",
    "idServiceInstructeur",
    "nomBeneficiaire",
    "idBeneficiaire",
    "rnaBeneficiaire",
    "exerciceBudgetaire",
    "pluriannualite",
    "dateConvention",
    "referenceDecision",
    "dateDebut",
    "dateFin",
    "objet",
    "nature",
    "montant",
    "conditionsVersement",
    "descriptionConditionsVersement",
    "datesPeriodeVersement",
    "cofinancement",
    "notificationUE",
    "pourcentageSubvention",
];

/// The longest text of a grant's object.
const OBJECT_MAX: usize = 256;

/// What keeps a file from being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// No funder signed the convention.
    Funder,
    /// These have no national number.
    Siret(String),
    /// The convention says no last day.
    End,
}

/// What one beneficiary gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant(pub(crate) [String; 21]);

/// Who receives the State's share of a line: those who own what it buys, dealt by weight.
fn beneficiaries(book: &Book, accounts: &[Account]) -> BTreeMap<i64, Cents> {
    let mut amounts: BTreeMap<i64, Cents> = BTreeMap::new();
    for (line, account) in book.lines.iter().zip(accounts) {
        let own: Vec<_> = line.payers.iter().filter(|one| is_own(line.degree, one.payer)).collect();
        let weights: Vec<u64> =
            own.iter().map(|one| u64::try_from(one.weight).unwrap_or(0)).collect();
        let shares = account.of(Payer::State).planned.split(&weights).unwrap_or_default();
        for (one, share) in own.iter().zip(shares) {
            let partner = book.stands_for(one.partner, book.convention.signed);
            amounts.entry(partner).or_default().0 += share.0;
        }
    }
    amounts.retain(|_, amount| amount.0 > 0);
    amounts
}

/// The grants of a convention, a row for each beneficiary.
///
/// # Errors
/// What is missing for the schema to accept them.
pub(crate) fn grants(book: &Book, parties: &[(i64, Payer)]) -> Result<Vec<Grant>, Missing> {
    let convention = &book.convention;
    let funder = parties.iter().find(|(_, payer)| *payer == Payer::State);
    let funder = funder.and_then(|(id, _)| book.partner(*id)).ok_or(Missing::Funder)?;
    let ends = convention.ends.ok_or(Missing::End)?;
    let amounts = beneficiaries(book, &book.accounts());
    let all = amounts.keys().filter_map(|id| book.partner(*id)).chain([funder]);
    let without: Vec<&str> =
        all.filter(|one| one.siret.is_none()).map(|one| one.name.as_str()).collect();
    if !without.is_empty() {
        return Err(Missing::Siret(without.join(", ")));
    }
    let siret = |id: i64| book.partner(id).and_then(|one| one.siret.clone()).unwrap_or_default();
    let object: String = convention.title.chars().take(OBJECT_MAX).collect();
    let (first, last) = (convention.signed.ymd().0, ends.ymd().0);
    let row = |(id, amount): (&i64, &Cents)| {
        Grant([
            funder.name.clone(),
            siret(funder.id),
            siret(funder.id),
            book.name(Some(*id)).to_owned(),
            siret(*id),
            String::new(),
            first.to_string(),
            if first == last { "non" } else { "oui" }.to_owned(),
            convention.signed.to_string(),
            convention.reference.clone(),
            convention.signed.to_string(),
            ends.to_string(),
            object.clone(),
            "aide en numéraire".to_owned(),
            amount.to_string(),
            "échelonné".to_owned(),
            "Avance, acomptes et solde selon les dépenses payées".to_owned(),
            format!("{}/{ends}", convention.signed),
            "oui".to_owned(),
            "non".to_owned(),
            "1".to_owned(),
        ])
    };
    Ok(amounts.iter().map(row).collect())
}

/// The file: UTF-8, commas, the columns by their names.
///
/// # Errors
/// Never in practice: it is written in memory.
pub(crate) fn written(grants: &[Grant]) -> Result<Vec<u8>, DbError> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(COLUMNS).map_err(DbError::statement)?;
    for grant in grants {
        csv.write_record(grant.0.iter().map(|cell| plain(cell))).map_err(DbError::statement)?;
    }
    csv.into_inner().map_err(|error| DbError::statement(error.into_error()))
}
