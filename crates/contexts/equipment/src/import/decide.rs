//! What becomes of each line of a table, against what is known.

use std::collections::{HashMap, HashSet};

use directory::{api::School as Known, feed::Uai};

use crate::{
    device::{
        Device, Part, Said,
        serial::{self, Doubt},
    },
    import::{
        Note, Outcome, Row, Wanted, Why,
        read::{Read, School},
    },
};

/// The schools of the territory, and those of whoever sends the table.
pub(super) struct Schools<'s> {
    pub(super) by_uai: &'s HashMap<Uai, Known>,
    /// The school of the lines that name none.
    pub(super) chosen: Option<i64>,
    pub(super) keeps: &'s dyn Fn(i64) -> bool,
}

impl Schools<'_> {
    fn of(&self, said: &School) -> Result<i64, Why> {
        let uai = match said {
            School::Unsaid => return self.chosen.ok_or(Why::NoSchool),
            School::Bad => return Err(Why::BadSchool),
            School::Is(uai) => uai,
        };
        let school = self.by_uai.get(uai).ok_or(Why::UnknownSchool)?;
        match ((self.keeps)(school.id), school.is_open) {
            (false, _) => Err(Why::NotYours),
            (true, false) => Err(Why::ClosedSchool),
            (true, true) => Ok(school.id),
        }
    }
}

/// The devices that the numbers of a table lead to.
#[derive(Default)]
pub(super) struct Inventory {
    by_serial: HashMap<String, Device>,
    by_tag: HashMap<(i64, String), Device>,
    looks: HashMap<String, HashSet<String>>,
}

impl Inventory {
    /// Adds devices, however they were found.
    pub(super) fn add(&mut self, devices: impl IntoIterator<Item = Device>) {
        for device in devices {
            let (serial, tag) = (serial::key(&device.said.serial), serial::key(&device.said.tag));
            if !tag.is_empty() {
                self.by_tag.insert((device.said.org, tag), device.clone());
            }
            if !serial.is_empty() {
                self.looks.entry(serial::look(&serial)).or_default().insert(serial.clone());
                self.by_serial.insert(serial, device);
            }
        }
    }
}

/// The numbers met so far in a table.
#[derive(Default)]
struct Met {
    serials: HashSet<String>,
    tags: HashSet<(i64, String)>,
    looks: HashMap<String, String>,
}

/// Decides every line.
pub(super) fn all(lines: &[Read], inventory: &Inventory, schools: &Schools) -> Vec<Row> {
    let mut met = Met::default();
    lines.iter().map(|line| one(line, inventory, schools, &mut met)).collect()
}

fn one(read: &Read, inventory: &Inventory, schools: &Schools, met: &mut Met) -> Row {
    let mut row = Row {
        line: read.line,
        outcome: Outcome::Nothing,
        notes: read.notes.clone(),
        changes: Vec::new(),
        shown: read.shown.clone(),
        wanted: None,
        device: None,
    };
    if read.is_nothing {
        return row;
    }
    match wanted(read, schools, &mut row.notes).and_then(|(said, given)| {
        let before = find(&said, inventory, schools, met)?;
        Ok((Wanted::new(said, &given), before))
    }) {
        Err(why) => row.outcome = Outcome::Conflict(why),
        Ok((wanted, None)) => {
            row.outcome = Outcome::Create;
            row.wanted = Some(wanted);
        }
        Ok((wanted, Some(before))) => {
            row.changes = before.said.differences(&wanted.over(&before.said));
            row.outcome = if row.changes.is_empty() { Outcome::Same } else { Outcome::Update };
            row.wanted = Some(wanted);
            row.device = Some(before.id);
        }
    }
    row
}

/// What a line says, whole, once its school and a number of it are known.
fn wanted(read: &Read, schools: &Schools, notes: &mut Vec<Note>) -> Result<(Said, Vec<Part>), Why> {
    let serial = match (&read.serial, &read.tag) {
        (Ok(serial), _) => serial.clone(),
        (Err(_), Some(_)) => {
            notes.push(Note::Serial);
            None
        }
        (Err(Doubt::Rounded), None) => return Err(Why::Rounded),
        (Err(Doubt::Formula), None) => return Err(Why::Formula),
        (Err(Doubt::Model), None) => return Err(Why::Model),
        (Err(Doubt::Short), None) => return Err(Why::Short),
    };
    if serial.is_none() && read.tag.is_none() {
        return Err(Why::NoNumber);
    }
    let org = schools.of(&read.school)?;
    let mut given = vec![Part::School];
    given.extend(serial.is_some().then_some(Part::Serial));
    given.extend(read.tag.is_some().then_some(Part::Tag));
    given.extend(&read.given);
    let said = Said {
        org,
        serial: serial.map(|number| number.text).unwrap_or_default(),
        tag: read.tag.as_ref().map(|number| number.text.clone()).unwrap_or_default(),
        ..read.said.clone()
    };
    Ok((said, given))
}

/// The device a line is about, if it is known; its numbers must not be doubtful.
fn find(
    said: &Said,
    inventory: &Inventory,
    schools: &Schools,
    met: &mut Met,
) -> Result<Option<Device>, Why> {
    let (serial, tag) = (serial::key(&said.serial), (said.org, serial::key(&said.tag)));
    let came = (!serial.is_empty() && !met.serials.insert(serial.clone()))
        || (!tag.1.is_empty() && !met.tags.insert(tag.clone()));
    if came {
        return Err(Why::Twice);
    }
    let by_serial = inventory.by_serial.get(&serial);
    let by_tag = inventory.by_tag.get(&tag);
    match (by_serial, by_tag) {
        (Some(one), Some(other)) if one.id != other.id => return Err(Why::TwoDevices),
        // The label is on a device that already has another number.
        (None, Some(other)) if !serial.is_empty() && !other.said.serial.is_empty() => {
            return Err(Why::TagTaken);
        }
        _ => {}
    }
    let found = by_serial.or(by_tag);
    if !serial.is_empty() {
        let look = serial::look(&serial);
        let known = inventory.looks.get(&look);
        let is_like_known = known.is_some_and(|known| !known.contains(&serial));
        let before = met.looks.insert(look, serial.clone());
        let is_like_met = before.is_some_and(|before| before != serial);
        if by_serial.is_none() && (is_like_known || is_like_met) {
            return Err(Why::Lookalike);
        }
    }
    match found {
        Some(device) if !(schools.keeps)(device.said.org) => Err(Why::Elsewhere),
        found => Ok(found.cloned()),
    }
}
