//! What others may ask of the room: loading an inventory at once.

use db::{DbError, Tx};
use kernel::{Day, Instant};

pub use crate::device::{Category, State};
use crate::{
    device::{
        Said, serial,
        store::{self, By},
    },
    order::{Wanted, store as orders},
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
