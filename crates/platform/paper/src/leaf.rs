//! A page, laid out from top to bottom.

use crate::font::{Ruler, Run};

/// Where what follows stands: from a corner, so wide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// From the left of the page, in points.
    pub x: f32,
    /// From the top of the page, in points.
    pub y: f32,
    /// Its width, in points.
    pub width: f32,
}

/// What a block is to a screen reader.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Heading,
    Paragraph,
    /// With what it shows, in words.
    Figure(String),
    /// Nothing: a line to cut along.
    Ornament,
}

/// Something drawn.
#[derive(Clone, Debug)]
pub(crate) enum Mark {
    Line { x: f32, y: f32, size: f32, is_bold: bool, runs: Vec<(Run, f32)>, says: String },
    Qr { x: f32, y: f32, side: f32, holds: String },
    Drawing { x: f32, y: f32, side: f32, path: String },
    Cut { y: f32 },
}

#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) kind: Kind,
    pub(crate) marks: Vec<Mark>,
}

/// A page of A4.
#[derive(Clone, Debug)]
pub struct Leaf {
    pub(crate) blocks: Vec<Block>,
    frame: Frame,
    widest: f32,
}

/// How a text is written: its size in points, its weight, the space under it.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    is_bold: bool,
    under: f32,
}

const HEADING: Style = Style { size: 22.0, is_bold: true, under: 6.0 };
const SUBHEADING: Style = Style { size: 16.0, is_bold: true, under: 4.0 };
const PARAGRAPH: Style = Style { size: 13.0, is_bold: false, under: 7.0 };
const SMALL: Style = Style { size: 10.5, is_bold: false, under: 5.0 };
const STRONG: Style = Style { size: 13.0, is_bold: true, under: 7.0 };
const CODE: Style = Style { size: 26.0, is_bold: true, under: 10.0 };
const NAME: Style = Style { size: 30.0, is_bold: true, under: 8.0 };
/// The height of a line for the size of its letters.
const LEADING: f32 = 1.35;

impl Leaf {
    /// A page with a margin of two centimetres.
    pub fn new() -> Self {
        let frame = Frame { x: 57.0, y: 57.0, width: crate::WIDTH - 114.0 };
        Self { blocks: Vec::new(), frame, widest: 0.0 }
    }

    /// Goes on elsewhere.
    pub const fn frame(&mut self, frame: Frame) {
        self.frame = frame;
    }

    /// How far down the page what was written goes, in points.
    pub const fn bottom(&self) -> f32 {
        self.frame.y
    }

    /// The widest line so far, in points.
    pub const fn widest(&self) -> f32 {
        self.widest
    }

    /// Leaves some space.
    pub fn gap(&mut self, points: f32) {
        self.frame.y += points;
    }

    /// A title.
    pub fn heading(&mut self, text: &str) {
        self.write(Kind::Heading, HEADING, text);
    }

    /// A title where several share a page.
    pub fn subheading(&mut self, text: &str) {
        self.write(Kind::Heading, SUBHEADING, text);
    }

    /// A title as large as a name on a badge.
    pub fn name(&mut self, text: &str) {
        self.write(Kind::Heading, NAME, text);
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.write(Kind::Paragraph, PARAGRAPH, text);
    }

    /// A paragraph that matters.
    pub fn strong(&mut self, text: &str) {
        self.write(Kind::Paragraph, STRONG, text);
    }

    /// A paragraph in small letters.
    pub fn small(&mut self, text: &str) {
        self.write(Kind::Paragraph, SMALL, text);
    }

    /// A code to type, large.
    pub fn code(&mut self, text: &str) {
        self.write(Kind::Paragraph, CODE, text);
    }

    /// A QR code that holds a text, with what it is in words.
    pub fn qr(&mut self, holds: &str, says: &str, side: f32) {
        let Frame { x, y, .. } = self.frame;
        let mark = Mark::Qr { x, y, side, holds: holds.to_owned() };
        self.figure(says, side, mark);
    }

    /// A drawing of 24 units a side, in lines (the `d` of an SVG path), with what it shows.
    pub fn drawing(&mut self, path: &str, says: &str, side: f32) {
        let Frame { x, y, .. } = self.frame;
        let mark = Mark::Drawing { x, y, side, path: path.to_owned() };
        self.figure(says, side, mark);
    }

    /// A dotted line across the page, to cut along.
    pub fn cut(&mut self) {
        let mark = Mark::Cut { y: self.frame.y };
        self.blocks.push(Block { kind: Kind::Ornament, marks: vec![mark] });
    }

    fn figure(&mut self, says: &str, side: f32, mark: Mark) {
        self.blocks.push(Block { kind: Kind::Figure(says.to_owned()), marks: vec![mark] });
        self.frame.y += side;
    }

    fn write(&mut self, kind: Kind, style: Style, text: &str) {
        let ruler = Ruler::new(style.is_bold);
        let lines = wrapped(&ruler, text, style.size, self.frame.width);
        let mut marks = Vec::with_capacity(lines.len());
        for says in lines {
            self.frame.y += style.size * LEADING;
            let runs: Vec<_> = ruler
                .runs(&says)
                .into_iter()
                .map(|run| {
                    let width = ruler.width(&run, style.size);
                    (run, width)
                })
                .collect();
            self.widest = self.widest.max(runs.iter().map(|(_, width)| width).sum());
            let (x, y) = (self.frame.x, self.frame.y);
            marks.push(Mark::Line { x, y, size: style.size, is_bold: style.is_bold, runs, says });
        }
        self.frame.y += style.under;
        if !marks.is_empty() {
            self.blocks.push(Block { kind, marks });
        }
    }
}

impl Default for Leaf {
    fn default() -> Self {
        Self::new()
    }
}

/// The lines of a text: cut between words, and inside one that is wider than the frame.
fn wrapped(ruler: &Ruler, text: &str, size: f32, width: f32) -> Vec<String> {
    let fits = |line: &str| ruler.text_width(line, size) <= width;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if !fits(&line) && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
