//! What others may ask of the room: what schools lack of the baseline, and loading a territory.

use db::{DbError, Tx};
use kernel::{Day, Instant, Lang, Place};

pub use crate::device::{Category, State};
pub use crate::ticket::{Stand, Trouble};
use crate::{
    baseline::{load, store as baselines},
    broadband::{self, Declared, Speed, Status},
    device::{
        Said, serial,
        store::{self, By},
    },
    loan::{say_today, store as loans},
    order::{Wanted, store as orders},
    survey::{Answers, Question, Survey, Topic, store as surveys},
    ticket::{Step, store as tickets},
};

/// A device to load.
#[derive(Clone, Copy, Debug)]
pub struct DeviceRow<'a> {
    /// The school that has it.
    pub org: i64,
    /// What kind of thing it is.
    pub category: Category,
    /// Who makes it.
    pub brand: &'a str,
    /// What they call it.
    pub model: &'a str,
    /// Its maker's number.
    pub serial: &'a str,
    /// Its inventory number.
    pub tag: &'a str,
    /// Who paid for it.
    pub funding: &'a str,
    /// What becomes of it.
    pub state: State,
    /// The room where it is.
    pub place: &'a str,
    /// When it was bought.
    pub bought: Option<Day>,
    /// Its price before taxes, in cents.
    pub price: Option<i64>,
}

/// An order to load, with the numbers of the devices that came.
#[derive(Clone, Copy, Debug)]
pub struct OrderRow<'a> {
    /// The school it is for.
    pub org: i64,
    /// What it is part of.
    pub campaign: &'a str,
    /// What kind of thing it is.
    pub category: Category,
    /// Who makes it.
    pub brand: &'a str,
    /// What they call it.
    pub model: &'a str,
    /// How many.
    pub quantity: i64,
    /// Who pays for it.
    pub funding: &'a str,
    /// When it was ordered; a need before that.
    pub ordered: Option<Day>,
    /// When it should come.
    pub expected: Option<Day>,
    /// The devices that came with it, by their numbers, among those that are there.
    pub received: &'a [String],
}

/// Adds orders, for those who load a territory.
pub fn load_orders(tx: &mut Tx, rows: &[OrderRow], now: Instant) -> Result<(), DbError> {
    for row in rows {
        let wanted = Wanted {
            org: row.org,
            campaign: row.campaign.to_owned(),
            category: row.category,
            brand: row.brand.to_owned(),
            model: row.model.to_owned(),
            quantity: row.quantity,
            funding: row.funding.to_owned(),
            ordered: row.ordered,
            expected: row.expected,
        };
        let order = orders::add(tx, &wanted, now)?;
        let keys: Vec<String> = row.received.iter().map(|number| serial::key(number)).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        for device in store::known(tx, By::Serial, &keys)? {
            orders::came(tx, device.id, order)?;
        }
    }
    Ok(())
}

/// Adds devices as if they had been there, for those who load a territory.
pub fn load_devices(tx: &mut Tx, rows: &[DeviceRow], now: Instant) -> Result<(), DbError> {
    let said: Vec<Said> = rows
        .iter()
        .map(|row| Said {
            org: row.org,
            category: row.category,
            brand: row.brand.to_owned(),
            model: row.model.to_owned(),
            serial: row.serial.to_owned(),
            tag: row.tag.to_owned(),
            funding: row.funding.to_owned(),
            state: row.state,
            place: row.place.to_owned(),
            bought: row.bought.map(|day| day.0),
            price: row.price,
        })
        .collect();
    store::load(tx, &said, now)
}

/// A loan to load.
#[derive(Clone, Copy, Debug)]
pub struct LoanRow<'a> {
    /// The school that lends.
    pub org: i64,
    /// The device, by its maker's number.
    pub serial: &'a str,
    /// To whom.
    pub person: i64,
    /// The class of a pupil; nothing for who works there.
    pub group: Option<i64>,
    /// When it should come back.
    pub due: Option<Instant>,
    /// When it was lent.
    pub at: Instant,
    /// Who lent it.
    pub by: i64,
    /// Who accepted its agreement.
    pub accepted: Option<i64>,
}

/// Lends devices as if they had been, for those who load a territory; a number that calls none, or one
/// that is lent, is left out.
pub fn load_loans(tx: &mut Tx, rows: &[LoanRow], place: &Place) -> Result<(), DbError> {
    for row in rows {
        let key = serial::key(row.serial);
        let Some(device) = store::known(tx, By::Serial, &[&key])?.pop() else { continue };
        let hand = store::Hand { person: Some(row.by), now: row.at };
        let lent = Said { state: State::Lent, ..device.said.clone() };
        store::change(tx, &device, &lent, hand)?;
        let new = loans::NewLoan {
            device: device.id,
            org: row.org,
            person: row.person,
            group: row.group,
            is_pupil: row.group.is_some(),
            due: row.due,
            at: row.at,
            by: Some(row.by),
        };
        let Some(id) = loans::lend(tx, &new)? else { continue };
        if let Some(by) = row.accepted {
            loans::accept(tx, id, (by, row.at), false)?;
        }
        if let Some(loan) = loans::loan(tx, id)? {
            say_today(tx, &loan, (&device.said.name(Lang::Fr), place), row.at)?;
        }
    }
    Ok(())
}

/// Something that was reported, to load.
#[derive(Clone, Copy, Debug)]
pub struct TicketRow<'a> {
    /// The school.
    pub org: i64,
    /// The device, by its maker's number.
    pub serial: Option<&'a str>,
    /// The room.
    pub place: &'a str,
    /// What is wrong.
    pub trouble: Trouble,
    /// In what words.
    pub words: &'a str,
    /// Who reported it.
    pub reporter: i64,
    /// When.
    pub at: Instant,
    /// What became of it: when, by whom, where it stands, in what words.
    pub steps: &'a [(Instant, i64, Stand, &'a str)],
    /// Whether the territory was asked for help.
    pub is_passed: bool,
}

/// Adds what was reported, for those who load a territory.
pub fn load_tickets(tx: &mut Tx, rows: &[TicketRow]) -> Result<(), DbError> {
    for row in rows {
        let key = serial::key(row.serial.unwrap_or_default());
        let device =
            if key.is_empty() { None } else { store::known(tx, By::Serial, &[&key])?.pop() };
        let new = tickets::NewTicket {
            org: row.org,
            device: device.map(|device| device.id),
            place: row.place,
            trouble: row.trouble,
            words: row.words,
            reporter: row.reporter,
            is_family: false,
        };
        let id = tickets::add(tx, &new, row.at)?;
        for &(at, person, stand, words) in row.steps {
            let step = Step { at, person: Some(person), stand, words: words.to_owned() };
            tickets::go_on(tx, id, &step, row.is_passed)?;
        }
    }
    Ok(())
}

/// An order as those who follow its money see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderName {
    /// Its id.
    pub id: i64,
    /// The school it is for.
    pub org: i64,
    /// « Classes mobiles 2027 · Tournesol Ardoise 11 ».
    pub name: String,
    /// How many are ordered.
    pub quantity: i64,
}

/// A device as those who follow its money see it: no number, no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The order it came with.
    pub order: i64,
    /// The school that has it.
    pub org: i64,
    /// The room where it is; empty when it is in none.
    pub place: String,
    /// How many are there.
    pub count: i64,
}

/// The orders of some schools, the latest first.
pub fn orders_of(tx: &mut Tx, orgs: &[i64]) -> Result<Vec<OrderName>, DbError> {
    orders::names_of(tx, orgs)
}

/// Where the devices of some orders are, by school and room.
pub fn placed(tx: &mut Tx, orders: &[i64]) -> Result<Vec<Placed>, DbError> {
    orders::placed(tx, orders)
}

/// What a school has to have by the baseline of a day, and how much of it works there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The school.
    pub org: i64,
    /// Devices that the baseline asks for; 0 when it asks for nothing there.
    pub required: i64,
    /// Devices that lack.
    pub missing: i64,
}

impl Gap {
    /// Whether everything that the baseline asks for is there. A school of which it asks nothing is
    /// neither equipped nor not.
    pub const fn is_equipped(&self) -> bool {
        self.required > 0 && self.missing == 0
    }

    /// How much of what is asked is there, in whole percent; 100 only when nothing lacks.
    pub const fn percent(&self) -> Option<i64> {
        load::percent(self.required, self.missing)
    }
}

/// What each open school of the territory lacks on a day, by the name of the school.
pub fn gaps(tx: &mut Tx, day: Day) -> Result<Vec<Gap>, DbError> {
    let (_, gaps) = load::gaps(tx, None, day)?;
    let gap = |gap: &load::Gap| Gap {
        org: gap.school.org.id,
        required: gap.required(),
        missing: gap.missing(),
    };
    Ok(gaps.iter().map(gap).collect())
}

/// Says which schools go first, in the place of what was said: lines of the baseline may be for them
/// alone.
pub fn set_pilots(tx: &mut Tx, orgs: &[i64]) -> Result<(), DbError> {
    baselines::set_pilots(tx, orgs)
}

/// How a school is connected, to load: what is declared (`fibre`, `very-fast`, `fast`, `slow`, `air`,
/// `none`), and what was measured.
#[derive(Clone, Copy, Debug)]
pub struct ConnectedRow<'a> {
    /// The school.
    pub org: i64,
    /// What is declared; an unknown word declares nothing.
    pub status: &'a str,
    /// Where that is read.
    pub source: &'a str,
    /// The day of both.
    pub day: Day,
    /// Received and sent, in kilobits a second; nothing when nobody measured.
    pub speed: Option<(i64, i64)>,
}

/// Says how schools are connected, for those who load a territory.
pub fn load_connected(tx: &mut Tx, rows: &[ConnectedRow], now: Instant) -> Result<(), DbError> {
    for row in rows {
        if let Some(status) = Status::from_code(row.status) {
            let declared = Declared { status, day: row.day, source: row.source.to_owned() };
            broadband::store::declare(tx, row.org, &declared, (None, now))?;
        }
        if let Some((down_kbps, up_kbps)) = row.speed {
            let speed =
                Speed { day: row.day, down_kbps, up_kbps, latency_ms: None, is_measured: false };
            broadband::store::measure(tx, row.org, &speed, (None, now))?;
        }
    }
    Ok(())
}

/// A survey with the answers that were sent, to load: answers by the code of the question (`rooms`,
/// `classes`, `shown`, `computers`, `mobile`, `wifi`, `coverage`, `broadband`, `referent`, `needs`).
#[derive(Clone, Copy, Debug)]
pub struct SurveyRow<'a> {
    /// What it is called.
    pub title: &'a str,
    /// The civil year in which its school year starts.
    pub year: i64,
    /// The days between which it is answered.
    pub days: (Day, Day),
    /// The schools that answered.
    pub answers: &'a [AnswerRow],
}

/// What a school answered.
#[derive(Clone, Debug)]
pub struct AnswerRow {
    /// The school.
    pub org: i64,
    /// Who sent it.
    pub person: i64,
    /// Answers by the code of their question.
    pub said: Vec<(&'static str, String)>,
}

/// Opens a survey with its answers, for those who load a territory; its id.
pub fn load_survey(tx: &mut Tx, row: &SurveyRow, now: Instant) -> Result<i64, DbError> {
    let survey = Survey {
        id: 0,
        title: row.title.to_owned(),
        year: row.year,
        opens: row.days.0,
        closes: row.days.1,
        reminded: None,
        questions: Topic::ALL.iter().copied().map(Question::of).collect(),
    };
    let id = surveys::open(tx, &survey, now)?;
    for AnswerRow { org, person, said } in row.answers {
        let said: Answers =
            said.iter().map(|(code, answer)| ((*code).to_owned(), answer.clone())).collect();
        surveys::keep(tx, (id, *org), &said, (Some(*person), now))?;
        surveys::send(tx, (id, *org), Some(*person), now)?;
    }
    Ok(id)
}
