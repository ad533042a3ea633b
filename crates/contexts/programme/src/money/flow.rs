//! Where the money went: each euro from the convention to the room, as bands and as rows that agree.

use maud::{Markup, html};
use shares::Cents;

use super::{
    account::{Account, sum},
    model::Book,
    words::Payer,
};

/// What became of the State's money for one order, or one invoice without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) entry: i64,
    /// The order of devices it is about.
    pub(crate) equipment: Option<i64>,
    pub(crate) ordered: Cents,
    pub(crate) invoiced: Cents,
}

/// What became of the State's money of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trail {
    pub(crate) line: i64,
    pub(crate) allotted: Cents,
    pub(crate) steps: Vec<Step>,
}

impl Trail {
    /// What was ordered of it.
    pub(crate) fn ordered(&self) -> Cents {
        sum(self.steps.iter().map(|step| step.ordered))
    }

    /// What was invoiced of it.
    pub(crate) fn invoiced(&self) -> Cents {
        sum(self.steps.iter().map(|step| step.invoiced))
    }

    /// What was invoiced of it for orders of which some device came.
    pub(crate) fn tracked(&self, has_devices: &dyn Fn(i64) -> bool) -> Cents {
        let tracked = |step: &&Step| step.equipment.is_some_and(has_devices);
        sum(self.steps.iter().filter(tracked).map(|step| step.invoiced))
    }
}

/// The State's money, line after line: never more than what it gives.
pub(crate) fn trails(book: &Book, accounts: &[Account]) -> Vec<Trail> {
    let mut left = book.convention.amount;
    let mut trails = Vec::new();
    for account in accounts {
        let allotted = account.of(Payer::State).planned.clamp(Cents(0), left.max(Cents(0)));
        left.0 -= allotted.0;
        let mut rest = allotted;
        let mut steps = Vec::new();
        let mut roots: Vec<_> = account.roots.iter().collect();
        roots.sort_by_key(|root| (root.day, root.entry));
        for root in roots {
            let ordered = root.share(Payer::State, root.ordered).clamp(Cents(0), rest);
            rest.0 -= ordered.0;
            let invoiced = root.share(Payer::State, root.invoiced).clamp(Cents(0), ordered);
            let entry = book.entries.iter().find(|one| one.id == root.entry);
            let equipment = entry.and_then(|one| one.equipment);
            steps.push(Step { entry: root.entry, equipment, ordered, invoiced });
        }
        trails.push(Trail { line: account.line, allotted, steps });
    }
    trails
}

/// What stands in a column, and how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) column: usize,
    pub(crate) label: String,
    pub(crate) amount: Cents,
    /// Whether the money goes no further yet.
    pub(crate) waits: bool,
}

/// How much goes from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) amount: Cents,
}

/// A picture of money that goes from column to column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flow {
    pub(crate) nodes: Vec<Node>,
    pub(crate) bands: Vec<Band>,
}

impl Flow {
    /// Adds to what stands in a column under a name; its place.
    pub(crate) fn node(&mut self, column: usize, label: &str, waits: bool) -> usize {
        let same = |node: &Node| node.column == column && node.label == label;
        if let Some(at) = self.nodes.iter().position(same) {
            return at;
        }
        let label = label.to_owned();
        self.nodes.push(Node { column, label, amount: Cents(0), waits });
        self.nodes.len() - 1
    }

    /// Money that goes from one to another; the other holds it.
    pub(crate) fn band(&mut self, from: usize, to: usize, amount: Cents) {
        if amount.0 <= 0 {
            return;
        }
        self.nodes[to].amount.0 += amount.0;
        let known = self.bands.iter_mut().find(|band| (band.from, band.to) == (from, to));
        match known {
            Some(band) => band.amount.0 += amount.0,
            None => self.bands.push(Band { from, to, amount }),
        }
    }

    /// Takes out what holds nothing.
    pub(crate) fn nothing_left_out(&mut self) {
        let kept: Vec<bool> =
            self.nodes.iter().map(|node| node.amount.0 > 0 || node.column == 0).collect();
        let place = |at: usize| kept[..at].iter().filter(|is| **is).count();
        for band in &mut self.bands {
            (band.from, band.to) = (place(band.from), place(band.to));
        }
        let mut keep = kept.iter();
        self.nodes.retain(|_| keep.next().copied().unwrap_or(false));
    }

    /// Whether what comes into each is what goes out of it, but where it waits or ends.
    #[cfg(test)]
    pub(crate) fn is_whole(&self) -> bool {
        (0..self.nodes.len()).all(|at| {
            let out = sum(self.bands.iter().filter(|band| band.from == at).map(|band| band.amount));
            out == self.nodes[at].amount || out == Cents(0)
        })
    }
}

/// The size of the picture, in units of its own.
const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 420.0;
/// The width of what stands in a column, and the space between two under each other.
const BAR: f64 = 14.0;
const GAP: f64 = 34.0;
/// Above the first: its label.
const TOP: f64 = 30.0;

/// Where a node stands.
#[derive(Clone, Copy)]
struct Place {
    x: f64,
    y: f64,
    height: f64,
}

/// The picture, said in words by `says`, each amount written by `euros`.
pub(crate) fn picture(flow: &Flow, says: &str, euros: &dyn Fn(Cents) -> String) -> Markup {
    let places = places(flow);
    let last = flow.nodes.iter().map(|node| node.column).max().unwrap_or(0);
    let mut out: Vec<f64> = places.iter().map(|place| place.y).collect();
    let mut into = out.clone();
    let scale = scale(flow);
    let bands: Vec<(String, &Band)> = flow
        .bands
        .iter()
        .map(|band| {
            let thick = height(band.amount, scale);
            let (from, to) = (places[band.from], places[band.to]);
            let path = ribbon((from.x + BAR, out[band.from]), (to.x, into[band.to]), thick);
            out[band.from] += thick;
            into[band.to] += thick;
            (path, band)
        })
        .collect();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(says) {
            svg.flow role="img" aria-label=(says) viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } {
                @for (path, band) in &bands {
                    path class=@if flow.nodes[band.to].waits { "band waits" } @else { "band" } d=(path) data-cents=(band.amount.0) {}
                }
                @for (node, place) in flow.nodes.iter().zip(&places) {
                    rect class=@if node.waits { "bar waits" } @else { "bar" } x=(place.x) y=(place.y) width=(BAR) height=(place.height) data-cents=(node.amount.0) {}
                    @let ends = node.column == last && last > 0;
                    text x=(if ends { place.x + BAR } else { place.x }) y=(place.y - 19.0) text-anchor=(if ends { "end" } else { "start" }) { (node.label) }
                    text.sum x=(if ends { place.x + BAR } else { place.x }) y=(place.y - 5.0) text-anchor=(if ends { "end" } else { "start" }) { (euros(node.amount)) }
                }
            }
        }
    }
}

/// Units of the picture for one cent.
fn scale(flow: &Flow) -> f64 {
    let columns = flow.nodes.iter().map(|node| node.column).max().map_or(0, |last| last + 1);
    let one = |column: usize| {
        let nodes = || flow.nodes.iter().filter(move |node| node.column == column);
        let cents: f64 = nodes().map(|node| as_units(node.amount)).sum();
        let count = u32::try_from(nodes().count()).unwrap_or(u32::MAX);
        let room = HEIGHT - f64::from(count) * (GAP + 3.0) - 4.0;
        if cents > 0.0 { room.max(40.0) / cents } else { f64::MAX }
    };
    (0..columns).map(one).fold(f64::MAX, f64::min)
}

#[expect(clippy::cast_precision_loss, reason = "a picture needs no cents")]
const fn as_units(amount: Cents) -> f64 {
    amount.0 as f64
}

fn height(amount: Cents, scale: f64) -> f64 {
    as_units(amount) * scale
}

fn places(flow: &Flow) -> Vec<Place> {
    let last = flow.nodes.iter().map(|node| node.column).max().unwrap_or(0);
    let scale = scale(flow);
    let mut next = vec![TOP + 6.0; last + 1];
    let step = (WIDTH - BAR) / f64::from(u32::try_from(last.max(1)).unwrap_or(1));
    let place = |node: &Node| {
        let height = height(node.amount, scale).max(1.5);
        let y = next[node.column];
        next[node.column] += height + GAP;
        let x = step * f64::from(u32::try_from(node.column).unwrap_or(0));
        Place { x, y, height }
    };
    flow.nodes.iter().map(place).collect()
}

/// A band of some thickness from a point to another.
fn ribbon((x0, y0): (f64, f64), (x1, y1): (f64, f64), thick: f64) -> String {
    let middle = f64::midpoint(x0, x1);
    format!(
        "M{x0:.1} {y0:.1}C{middle:.1} {y0:.1} {middle:.1} {y1:.1} {x1:.1} {y1:.1}V{:.1}C{middle:.1} {:.1} {middle:.1} {:.1} {x0:.1} {:.1}Z",
        y1 + thick,
        y1 + thick,
        y0 + thick,
        y0 + thick
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow() -> Flow {
        let mut flow = Flow::default();
        let root = flow.node(0, "Convention", false);
        flow.nodes[root].amount = Cents(1_000);
        let devices = flow.node(1, "Matériel", false);
        let rest = flow.node(1, "Non affecté", true);
        flow.band(root, devices, Cents(700));
        flow.band(root, rest, Cents(300));
        let ordered = flow.node(2, "Commandé", false);
        flow.band(devices, ordered, Cents(500));
        flow.band(devices, ordered, Cents(200));
        flow
    }

    #[test]
    fn what_comes_in_goes_out() {
        let flow = flow();
        assert!(flow.is_whole());
        assert_eq!(flow.bands.len(), 3, "two amounts for the same are one band");
        let ends: i64 = flow.nodes.iter().filter(|node| node.column == 1).map(|n| n.amount.0).sum();
        assert_eq!(ends, 1_000);
    }

    #[test]
    fn the_picture_says_its_amounts_and_stays_in_its_frame() {
        let flow = flow();
        let drawn = picture(&flow, "Suivi", &|cents| cents.to_string()).into_string();
        for says in ["aria-label=\"Suivi\"", "data-cents=\"700\"", "Non affecté", "10.00"] {
            assert!(drawn.contains(says), "{says} in {drawn}");
        }
        for place in places(&flow) {
            assert!(place.y + place.height <= HEIGHT && place.y >= TOP);
        }
        assert!(
            !picture(&Flow::default(), "Rien", &|_| String::new()).into_string().contains("NaN")
        );
    }
}
