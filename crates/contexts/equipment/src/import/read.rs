//! The lines of a table, read: numbers, days, prices and words as cells write them.

use directory::feed::{Line, Sheet, Uai};
use kernel::fold;

use crate::{
    cells,
    device::{
        Category, Part, Said, State,
        serial::{self, Doubt, Number},
    },
    import::{
        Note,
        columns::{self, Columns, Fact},
    },
};

/// What a line says of its school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum School {
    /// Nothing.
    Unsaid,
    /// Something that is no school number.
    Bad,
    /// A school number.
    Is(Uai),
}

/// A line as it is read.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) line: u64,
    pub(super) school: School,
    pub(super) serial: Result<Option<Number>, Doubt>,
    pub(super) tag: Option<Number>,
    /// What the line says, its school and its numbers aside.
    pub(super) said: Said,
    pub(super) given: Vec<Part>,
    pub(super) notes: Vec<Note>,
    /// A total, or titles that come again.
    pub(super) is_nothing: bool,
    /// What the line is called on the page.
    pub(super) shown: String,
}

/// The longest text that a device keeps.
const WORDS_MAX: usize = 80;

/// The lines of a sheet, and the titles that say nothing to us; none when it is no inventory.
pub(super) fn sheet(sheet: &Sheet, said: &columns::Said) -> Option<(Vec<Read>, Vec<String>)> {
    let columns = Columns::said(&sheet.lines, said).or_else(|| Columns::find(&sheet.lines))?;
    let titles = &sheet.lines[columns.titles];
    let lines = sheet.lines.iter().skip(columns.titles + 1);
    let read = lines.map(|line| line_of(&columns, titles, line, sheet.school)).collect();
    let unread = columns.unread(titles).map(str::to_owned).collect();
    Some((read, unread))
}

fn line_of(columns: &Columns, titles: &Line, line: &Line, file: Option<Uai>) -> Read {
    let get = |fact| columns.get(line, fact);
    let words = |fact| -> String { get(fact).chars().take(WORDS_MAX).collect() };
    let mut notes = Vec::new();
    let model = words(Fact::Model);
    let serial = serial::serial(get(Fact::Serial), &model);
    let tag = serial::tag(get(Fact::Tag)).unwrap_or_else(|_broken| {
        notes.push(Note::Tag);
        None
    });
    let said = Said {
        org: 0,
        category: category(get(Fact::Category), &model, &mut notes),
        brand: words(Fact::Brand),
        model,
        serial: String::new(),
        tag: String::new(),
        funding: words(Fact::Funding),
        state: state(get(Fact::State), &mut notes),
        place: place(&words(Fact::Building), &words(Fact::Room)),
        bought: bought(columns, line, &mut notes),
        price: price(columns, line, &mut notes),
    };
    let given = [
        (Part::Category, !get(Fact::Category).is_empty() && !notes.contains(&Note::Category)),
        (Part::Brand, !said.brand.is_empty()),
        (Part::Model, !said.model.is_empty()),
        (Part::Funding, !said.funding.is_empty()),
        (Part::State, !get(Fact::State).is_empty() && !notes.contains(&Note::State)),
        (Part::Place, !said.place.is_empty()),
        (Part::Bought, said.bought.is_some()),
        (Part::Price, said.price.is_some()),
    ];
    let says_total = line.cells.iter().any(|cell| is_total(cell));
    let is_said = |fact| !is_total(get(fact));
    let has_number = (tag.is_some() && is_said(Fact::Tag))
        || (matches!(serial, Ok(Some(_))) && is_said(Fact::Serial));
    Read {
        line: line.number,
        school: school(get(Fact::School), file),
        shown: shown(&said, get(Fact::Serial), get(Fact::Tag)),
        is_nothing: (says_total && !has_number) || line.cells == titles.cells,
        given: given.into_iter().filter_map(|(part, is)| is.then_some(part)).collect(),
        serial,
        tag,
        said,
        notes,
    }
}

fn is_total(cell: &str) -> bool {
    let folded = fold(cell);
    ["total", "sous total", "totaux"].iter().any(|word| {
        folded.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

fn school(cell: &str, file: Option<Uai>) -> School {
    match (cell, file) {
        ("", None) => School::Unsaid,
        ("", Some(uai)) => School::Is(uai),
        (cell, _) => Uai::parse(cell).map_or(School::Bad, School::Is),
    }
}

fn category(cell: &str, model: &str, notes: &mut Vec<Note>) -> Category {
    let found = columns::category(cell);
    if found.is_none() && !cell.is_empty() {
        notes.push(Note::Category);
    }
    found.or_else(|| columns::category(model)).unwrap_or(Category::Other)
}

fn state(cell: &str, notes: &mut Vec<Note>) -> State {
    let found = columns::state(cell);
    if found.is_none() && !cell.is_empty() {
        notes.push(Note::State);
    }
    found.unwrap_or(State::Stock)
}

fn place(building: &str, room: &str) -> String {
    let said: Vec<&str> = [building, room].into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ").chars().take(WORDS_MAX).collect()
}

/// The day it was bought, else the day it came.
fn bought(columns: &Columns, line: &Line, notes: &mut Vec<Note>) -> Option<i32> {
    for fact in [Fact::Bought, Fact::Delivered] {
        match cells::day(columns.get(line, fact)) {
            Ok(Some(day)) => return Some(day.0),
            Ok(None) => {}
            Err(cells::Unread) => {
                notes.push(Note::Day);
                return None;
            }
        }
    }
    None
}

/// The price before taxes. One with taxes is brought back before them when their rate is said.
fn price(columns: &Columns, line: &Line, notes: &mut Vec<Note>) -> Option<i64> {
    let rate = cells::rate(columns.get(line, Fact::Rate));
    for (fact, with_tax) in [(Fact::Price, false), (Fact::PriceWithTax, true)] {
        match cells::price(columns.get(line, fact)) {
            Ok(None) => {}
            Ok(Some(price)) if !with_tax && !price.with_tax => return Some(price.cents),
            Ok(Some(price)) => {
                if let Some(rate) = rate {
                    return Some(cells::before_tax(price.cents, rate));
                }
                notes.push(Note::Tax);
                return None;
            }
            Err(cells::Unread) => {
                notes.push(Note::Price);
                return None;
            }
        }
    }
    None
}

/// « Samsung Tab A9 · R52N40ABCDE », as the cells say it.
fn shown(said: &Said, serial: &str, tag: &str) -> String {
    let name = format!("{} {}", said.brand, said.model);
    let number = if serial.is_empty() { tag } else { serial };
    let parts = [name.trim(), number].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ").chars().take(2 * WORDS_MAX).collect()
}
