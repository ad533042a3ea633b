//! Writing the money down. Nothing that was written is changed or taken away: a line of a convention
//! keeps what it said before, an entry is taken back by a contrary one.

use db::{DbError, Tx, params};
use kernel::{Day, Instant};
use shares::Cents;

use super::{
    model::{Entry, Rules},
    words::{CallKind, Degree, EntryKind, PaperKind, Part, PartnerKind, Payer},
};

/// Who writes, when; nobody for those who load a territory.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// The person.
    pub person: Option<i64>,
    /// When.
    pub at: Instant,
}

/// A partner to add.
#[derive(Clone, Copy, Debug)]
pub struct NewPartner<'a> {
    /// What it is.
    pub kind: PartnerKind,
    /// Its name.
    pub name: &'a str,
    /// Its national number, of fourteen digits.
    pub siret: Option<&'a str>,
    /// Its organisation in the directory, by which its people see what it pays.
    pub org: Option<i64>,
}

/// Adds a partner; its id.
pub fn add_partner(tx: &mut Tx, new: &NewPartner) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO programme_partner (territory_id, org_id, kind, name, siret, successor_id, successor_from, \
         successor_why, revision) VALUES (0, $1, $2, $3, $4, NULL, NULL, '', 1) RETURNING id",
        params![new.org, new.kind.code(), new.name, new.siret],
        |row| row.get(0),
    )
}

/// Says something else of a partner, unless somebody did meanwhile; whether it was said.
pub(crate) fn change_partner(
    tx: &mut Tx,
    (id, revision): (i64, i64),
    new: &NewPartner,
    successor: Option<(i64, Day, &str)>,
) -> Result<bool, DbError> {
    let why = successor.map(|(_, _, why)| why).unwrap_or_default();
    let changed = tx.execute(
        "UPDATE programme_partner SET kind = $3, name = $4, siret = $5, org_id = $6, successor_id = $7, \
         successor_from = $8, successor_why = $9, revision = revision + 1 WHERE id = $1 AND revision = $2",
        params![
            id,
            revision,
            new.kind.code(),
            new.name,
            new.siret,
            new.org,
            successor.map(|(id, ..)| id),
            successor.map(|(_, from, _)| from),
            why
        ],
    )?;
    Ok(changed == 1)
}

/// A convention to add.
#[derive(Clone, Copy, Debug)]
pub struct NewConvention<'a> {
    /// What it is called by those who signed it.
    pub reference: &'a str,
    /// What it is about.
    pub title: &'a str,
    /// The day it was signed.
    pub signed: Day,
    /// The last day of what it pays for.
    pub ends: Option<Day>,
    /// What is not asked for by then is lost.
    pub lapses: Option<Day>,
    /// What the State gives, in cents.
    pub amount: i64,
}

/// Adds a convention with those who sign it; its id.
pub fn add_convention(tx: &mut Tx, new: &NewConvention, parties: &[i64]) -> Result<i64, DbError> {
    let id: i64 = tx.query_one(
        "INSERT INTO programme_convention (territory_id, reference, title, signed, ends, lapses, amount) \
         VALUES (0, $1, $2, $3, $4, $5, $6) RETURNING id",
        params![new.reference, new.title, new.signed, new.ends, new.lapses, new.amount],
        |row| row.get(0),
    )?;
    for party in parties {
        let Some(partner) = super::store::partner(tx, *party)? else { continue };
        let Some(payer) = partner.kind.payer() else { continue };
        tx.execute(
            "INSERT INTO programme_convention_party (convention_id, partner_id, org_id, payer) \
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            params![id, partner.id, partner.org, payer.code()],
        )?;
    }
    Ok(id)
}

/// Whether a convention has that reference already.
pub(crate) fn is_known(tx: &mut Tx, reference: &str) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "SELECT id FROM programme_convention WHERE reference = $1",
        params![reference],
        |row| row.get(0),
    )
}

/// Adds an amendment: what it changes of the amount, in cents, and the new last day.
pub fn amend(
    tx: &mut Tx,
    convention: i64,
    (signed, change, ends): (Day, i64, Option<Day>),
    reason: &str,
    by: By,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO programme_amendment (convention_id, signed, change, ends, reason, person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![convention, signed, change, ends, reason, by.person, by.at],
    )
    .map(drop)
}

/// What a convention pays for.
#[derive(Clone, Debug)]
pub struct NewLine<'a> {
    /// What is bought.
    pub part: Part,
    /// For which schools.
    pub degree: Degree,
    /// What it is called.
    pub label: &'a str,
    /// What is planned before tax, in cents.
    pub planned: i64,
    /// Whether tax is paid for too.
    pub is_tax_eligible: bool,
    /// Whether it is for a private school.
    pub is_private: bool,
    /// Who pays a share of it: the kind of payer, the partner, the weight among those of its kind.
    pub payers: &'a [(Payer, i64, i64)],
    /// The schools it is for, by their ids.
    pub schools: &'a [i64],
}

/// Adds a line to a convention; its id.
pub fn add_line(tx: &mut Tx, convention: i64, new: &NewLine) -> Result<i64, DbError> {
    let id: i64 = tx.query_one(
        "INSERT INTO programme_line (territory_id, convention_id, part, degree, label, planned, is_tax_eligible, \
         is_private, revision) VALUES (0, $1, $2, $3, $4, $5, $6, $7, 1) RETURNING id",
        params![
            convention,
            new.part.code(),
            new.degree.code(),
            new.label,
            new.planned,
            new.is_tax_eligible,
            new.is_private
        ],
        |row| row.get(0),
    )?;
    around(tx, (convention, id), new)?;
    Ok(id)
}

/// Who pays a line and who sees it.
fn around(tx: &mut Tx, (convention, line): (i64, i64), new: &NewLine) -> Result<(), DbError> {
    for (payer, partner, weight) in new.payers {
        tx.execute(
            "INSERT INTO programme_line_payer (line_id, payer, partner_id, weight) VALUES ($1, $2, $3, $4)",
            params![line, payer.code(), *partner, *weight],
        )?;
    }
    for school in new.schools {
        tx.execute(
            "INSERT INTO programme_line_org (line_id, org_id, is_school) VALUES ($1, $2, TRUE) ON CONFLICT DO NOTHING",
            params![line, *school],
        )?;
    }
    tx.execute(
        "INSERT INTO programme_line_org (line_id, org_id, is_school) \
         SELECT CAST($1 AS BIGINT), p.org_id, FALSE FROM programme_convention_party p \
         WHERE p.convention_id = $2 AND p.org_id IS NOT NULL ON CONFLICT DO NOTHING",
        params![line, convention],
    )
    .map(drop)
}

/// Says something else of a line, unless somebody did meanwhile; whether it was said. What it said
/// before stays beside it.
pub(crate) fn change_line(
    tx: &mut Tx,
    (convention, line, revision): (i64, i64, i64),
    was: (&str, Cents),
    new: &NewLine,
    by: By,
) -> Result<bool, DbError> {
    let changed = tx.execute(
        "UPDATE programme_line SET part = $3, degree = $4, label = $5, planned = $6, is_tax_eligible = $7, \
         is_private = $8, revision = revision + 1 WHERE id = $1 AND revision = $2",
        params![
            line,
            revision,
            new.part.code(),
            new.degree.code(),
            new.label,
            new.planned,
            new.is_tax_eligible,
            new.is_private
        ],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO programme_line_past (line_id, was, planned, person_id, at) VALUES ($1, $2, $3, $4, $5)",
        params![line, was.0, was.1.0, by.person, by.at],
    )?;
    tx.execute("DELETE FROM programme_line_payer WHERE line_id = $1", params![line])?;
    tx.execute("DELETE FROM programme_line_org WHERE line_id = $1", params![line])?;
    around(tx, (convention, line), new)?;
    Ok(true)
}

/// Something to write down of a line.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// What it is.
    pub kind: EntryKind,
    /// The order of an invoice, the invoice of a payment or of a credit note.
    pub parent: Option<i64>,
    /// From whom.
    pub supplier: Option<i64>,
    /// What it is called by whoever wrote it.
    pub reference: &'a str,
    /// Its day.
    pub day: Day,
    /// The days it is about, when it is about several.
    pub span: Option<(Day, Day)>,
    /// Before tax, in cents; of a payment, what was paid.
    pub net: i64,
    /// The tax, in cents.
    pub tax: i64,
    /// The order of devices it is about.
    pub equipment: Option<i64>,
    /// Why.
    pub note: &'a str,
}

impl NewEntry<'_> {
    /// As it will be once it is written, without an id.
    pub(crate) fn entry(&self, line: i64) -> Entry {
        Entry {
            id: 0,
            line,
            kind: self.kind,
            parent: self.parent,
            corrects: None,
            supplier: self.supplier,
            reference: self.reference.to_owned(),
            day: self.day,
            span: self.span,
            net: Cents(self.net),
            tax: Cents(self.tax),
            equipment: self.equipment,
            note: self.note.to_owned(),
        }
    }
}

/// Writes something down of a line; its id.
pub fn add_entry(tx: &mut Tx, line: i64, new: &NewEntry, by: By) -> Result<i64, DbError> {
    insert(tx, line, (new, None), by)
}

fn insert(
    tx: &mut Tx,
    line: i64,
    (new, corrects): (&NewEntry, Option<i64>),
    by: By,
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO programme_entry (line_id, kind, parent_id, corrects_id, supplier_id, reference, day, first_day, \
         last_day, net, tax, equipment_id, note, person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id",
        params![
            line,
            new.kind.code(),
            new.parent,
            corrects,
            new.supplier,
            new.reference,
            new.day,
            new.span.map(|(first, _)| first),
            new.span.map(|(_, last)| last),
            new.net,
            new.tax,
            new.equipment,
            new.note,
            by.person,
            by.at
        ],
        |row| row.get(0),
    )
}

/// Takes something back by its contrary.
pub(crate) fn take_back(
    tx: &mut Tx,
    entry: &Entry,
    (day, why): (Day, &str),
    by: By,
) -> Result<i64, DbError> {
    let contrary = NewEntry {
        kind: entry.kind,
        parent: entry.parent,
        supplier: entry.supplier,
        reference: &entry.reference,
        day,
        span: None,
        net: -entry.net.0,
        tax: -entry.tax.0,
        equipment: entry.equipment,
        note: why,
    };
    insert(tx, entry.line, (&contrary, Some(entry.id)), by)
}

/// A file beside an entry.
#[derive(Clone, Copy, Debug)]
pub struct NewPaper<'a> {
    /// The line.
    pub line: i64,
    /// What it proves.
    pub entry: i64,
    /// What it is.
    pub kind: PaperKind,
    /// Where its content is stored.
    pub hash: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its type, decided by its content.
    pub media: &'a str,
    /// Its bytes.
    pub size: i64,
}

/// Keeps a file beside an entry.
pub fn add_paper(tx: &mut Tx, new: &NewPaper, at: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO programme_paper (line_id, entry_id, kind, hash, name, media, size, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![new.line, new.entry, new.kind.code(), new.hash, new.name, new.media, new.size, at],
    )
    .map(drop)
}

/// What one kind of payer pays: in hundredths of a percent, from an amount in cents on and below another.
pub type NewRate = (Payer, u32, i64, Option<i64>);

/// Says what is paid of a part from a day on: what was said before holds until the day before, what is
/// already said for later stays, what was said for that very day is set aside.
pub fn set_rates(tx: &mut Tx, part: &str, first: Day, rates: &[NewRate]) -> Result<(), DbError> {
    tx.execute(
        "UPDATE programme_rate SET is_aside = TRUE WHERE part = $1 AND first_day = $2",
        params![part, first],
    )?;
    tx.execute(
        "UPDATE programme_rate SET last_day = $3 WHERE part = $1 AND first_day < $2 AND NOT is_aside \
         AND (last_day IS NULL OR last_day >= $2)",
        params![part, first, first.plus(-1)],
    )?;
    let next: Option<Day> = tx.query_one(
        "SELECT MIN(first_day) FROM programme_rate WHERE part = $1 AND first_day > $2 AND NOT is_aside",
        params![part, first],
        |row| row.get(0),
    )?;
    let last = next.map(|next| next.plus(-1));
    for (payer, rate, least, below) in rates {
        tx.execute(
            "INSERT INTO programme_rate (part, payer, first_day, last_day, least, below, rate, is_aside) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, FALSE)",
            params![part, payer.code(), first, last, *least, *below, i64::from(*rate)],
        )?;
    }
    Ok(())
}

/// Says a rule from a day on; `name` is one of `scope`, `ceiling`, `private`, `advance`, `near`.
pub fn set_rule(
    tx: &mut Tx,
    name: &str,
    (first, value): (Day, i64),
    is_confirmed: bool,
    at: Instant,
) -> Result<(), DbError> {
    debug_assert!(Rules::NAMES.contains(&name), "no rule is called {name}");
    tx.execute(
        "INSERT INTO programme_rule (name, first_day, value, is_confirmed, at) VALUES ($1, $2, $3, $4, $5)",
        params![name, first, value, is_confirmed, at],
    )
    .map(drop)
}

/// What a funder is asked for.
#[derive(Clone, Copy, Debug)]
pub struct NewCall {
    /// The partner.
    pub partner: i64,
    /// What for.
    pub kind: CallKind,
    /// Its day.
    pub day: Day,
    /// How much, in cents.
    pub amount: i64,
    /// What was spent then, in cents.
    pub spent: i64,
    /// The funder's share of it, in cents.
    pub earned: i64,
}

/// Asks a funder; the id of the call, numbered in its convention. The call that this one takes back,
/// when it does.
pub fn add_call(
    tx: &mut Tx,
    convention: i64,
    new: &NewCall,
    corrects: Option<i64>,
    at: Instant,
) -> Result<i64, DbError> {
    let number: i64 = tx.query_one(
        "SELECT COALESCE(MAX(number), 0) + 1 FROM programme_claim WHERE convention_id = $1",
        params![convention],
        |row| row.get(0),
    )?;
    tx.query_one(
        "INSERT INTO programme_claim (territory_id, convention_id, partner_id, org_id, kind, number, day, amount, \
         spent, earned, corrects_id, at) VALUES (0, $1, $2, (SELECT org_id FROM programme_partner WHERE id = $2), \
         $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        params![
            convention,
            new.partner,
            new.kind.code(),
            number,
            new.day,
            new.amount,
            new.spent,
            new.earned,
            corrects,
            at
        ],
        |row| row.get(0),
    )
}

/// Money that came in for a call; the receipt that this one takes back, when it does.
pub fn add_receipt(
    tx: &mut Tx,
    call: i64,
    (day, amount, reference): (Day, i64, &str),
    corrects: Option<i64>,
    at: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO programme_receipt (call_id, day, amount, reference, corrects_id, at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![call, day, amount, reference, corrects, at],
    )
    .map(drop)
}
