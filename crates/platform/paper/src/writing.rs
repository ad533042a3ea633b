//! From pages laid out to the bytes of a PDF.

use std::num::NonZeroU16;

use krilla::{
    Document, SerializeSettings,
    color::luma,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{Path, PathBuilder, Point, Rect},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagKind,
        TagTree,
    },
    text::{Font, TextDirection},
};
use kurbo::{BezPath, PathEl};

use crate::{
    HEIGHT, WIDTH,
    font::{files, plain},
    leaf::{Block, Kind, Leaf, Mark},
    qr,
};

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A QR code cannot hold its text.
    #[error("a QR code cannot hold its text")]
    Qr,
    /// A font or a page could not be used.
    #[error("a font or a page cannot be used")]
    Parts,
    /// The document breaks a rule of PDF/UA.
    #[error("the document cannot be written: {0}")]
    Rules(String),
}

/// The fonts of the document: two weights of two.
struct Fonts([Vec<Font>; 2]);

impl Fonts {
    fn load() -> Result<Self, PaperError> {
        let weight = |is_bold| -> Result<Vec<Font>, PaperError> {
            let load = |file: &'static [u8]| Font::new(file.to_vec().into(), 0);
            files(is_bold).map(load).into_iter().collect::<Option<_>>().ok_or(PaperError::Parts)
        };
        Ok(Self([weight(false)?, weight(true)?]))
    }

    fn get(&self, is_bold: bool, font: usize) -> Option<&Font> {
        self.0[usize::from(is_bold)].get(font)
    }
}

/// A document without pages yet, in a language, with a title.
pub(crate) fn begin(language: &str, title: &str) -> Result<Document, PaperError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PaperError::Rules(format!("{error:?}")))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let metadata = Metadata::new().title(title.to_owned()).language(language.to_owned());
    document.set_metadata(metadata.creator("Préau".to_owned()));
    Ok(document)
}

/// The bytes of a document.
pub(crate) fn end(document: Document) -> Result<Vec<u8>, PaperError> {
    document.finish().map_err(|error| PaperError::Rules(format!("{error:?}")))
}

pub(crate) fn write(language: &str, title: &str, leaves: &[Leaf]) -> Result<Vec<u8>, PaperError> {
    let mut document = begin(language, title)?;
    let fonts = Fonts::load()?;
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    let mut outline = Outline::new();
    for (at, leaf) in leaves.iter().enumerate() {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PaperError::Parts)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for block in &leaf.blocks {
            tree.push(draw(&mut surface, &fonts, block)?);
        }
        surface.finish();
        page.finish();
        let top = XyzDestination::new(at, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(format!("{title}, {}", at + 1), top));
    }
    document.set_outline(outline);
    document.set_tag_tree(tree);
    end(document)
}

/// Draws a block; its node in the order of reading.
fn draw(surface: &mut Surface, fonts: &Fonts, block: &Block) -> Result<Node, PaperError> {
    let tag: TagKind = match &block.kind {
        Kind::Heading => Tag::Hn(NonZeroU16::MIN, Some(words(block))).into(),
        Kind::Paragraph => Tag::P.into(),
        Kind::Figure(says) => Tag::Figure(Some(says.clone())).into(),
        Kind::Ornament => Tag::NonStruct.into(),
    };
    let mut group = TagGroup::new(tag);
    for mark in &block.marks {
        if let Some(content) = draw_mark(surface, fonts, mark)? {
            group.push(content);
        }
    }
    Ok(Node::Group(group))
}

/// The whole text of a block.
fn words(block: &Block) -> String {
    let lines = block.marks.iter().filter_map(|mark| match mark {
        Mark::Line { says, .. } => Some(says.as_str()),
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

fn draw_mark(
    surface: &mut Surface,
    fonts: &Fonts,
    mark: &Mark,
) -> Result<Option<Identifier>, PaperError> {
    match mark {
        Mark::Line { x, y, size, is_bold, runs, says } => {
            let written: String = runs.iter().map(|(run, _)| run.text.as_str()).collect();
            let actual = (written != plain(says)).then_some(says.as_str());
            let span = SpanTag::empty().with_actual_text(actual);
            let content = surface.start_tagged(ContentTag::Span(span));
            surface.set_fill(Some(ink()));
            surface.set_stroke(None);
            let mut x = *x;
            for (run, width) in runs {
                if let Some(font) = fonts.get(*is_bold, run.font) {
                    let (at, way) = (Point::from_xy(x, *y), TextDirection::LeftToRight);
                    surface.draw_text(at, font.clone(), *size, &run.text, false, way);
                }
                x += width;
            }
            surface.end_tagged();
            Ok(Some(content))
        }
        Mark::Qr { x, y, side, holds } => {
            let squares = qr_path(holds, *x, *y, *side)?;
            let content = surface.start_tagged(ContentTag::Other);
            surface.set_fill(Some(ink()));
            surface.set_stroke(None);
            surface.draw_path(&squares);
            surface.end_tagged();
            Ok(Some(content))
        }
        Mark::Drawing { x, y, side, path } => {
            let lines = drawing_path(path, *x, *y, *side)?;
            let content = surface.start_tagged(ContentTag::Other);
            surface.set_fill(None);
            surface.set_stroke(Some(pen(side / 12.0, None)));
            surface.draw_path(&lines);
            surface.end_tagged();
            Ok(Some(content))
        }
        Mark::Cut { y } => {
            let mut line = PathBuilder::new();
            line.move_to(0.0, *y);
            line.line_to(WIDTH, *y);
            let line = line.finish().ok_or(PaperError::Parts)?;
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
            surface.set_fill(None);
            surface.set_stroke(Some(pen(0.6, Some(vec![3.0, 4.0]))));
            surface.draw_path(&line);
            surface.end_tagged();
            Ok(None)
        }
    }
}

fn ink() -> Fill {
    Fill { paint: luma::Color::black().into(), ..Fill::default() }
}

fn pen(width: f32, dots: Option<Vec<f32>>) -> Stroke {
    Stroke {
        paint: luma::Color::black().into(),
        width,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        dash: dots.map(|array| StrokeDash { array, offset: 0.0 }),
        ..Stroke::default()
    }
}

fn qr_path(holds: &str, x: f32, y: f32, side: f32) -> Result<Path, PaperError> {
    let code = qr::code(holds)?;
    let module = side / f32::from(code.side);
    let mut path = PathBuilder::new();
    for dark in &code.dark {
        let at = |modules| f32::from(modules) * module;
        let (left, top) = (x + at(dark.column), y + at(dark.row));
        let square = Rect::from_xywh(left, top, at(dark.length), module);
        path.push_rect(square.ok_or(PaperError::Parts)?);
    }
    path.finish().ok_or(PaperError::Parts)
}

#[expect(clippy::cast_possible_truncation, reason = "a page needs no more than single precision")]
fn drawing_path(d: &str, x: f32, y: f32, side: f32) -> Result<Path, PaperError> {
    let lines = BezPath::from_svg(d).map_err(|_not_a_path| PaperError::Parts)?;
    let put = |p: kurbo::Point| (x + p.x as f32 * side / 24.0, y + p.y as f32 * side / 24.0);
    let mut path = PathBuilder::new();
    for element in lines {
        match element {
            PathEl::MoveTo(p) => {
                let (x, y) = put(p);
                path.move_to(x, y);
            }
            PathEl::LineTo(p) => {
                let (x, y) = put(p);
                path.line_to(x, y);
            }
            PathEl::QuadTo(a, p) => {
                let ((ax, ay), (x, y)) = (put(a), put(p));
                path.quad_to(ax, ay, x, y);
            }
            PathEl::CurveTo(a, b, p) => {
                let ((ax, ay), (bx, by), (x, y)) = (put(a), put(b), put(p));
                path.cubic_to(ax, ay, bx, by, x, y);
            }
            PathEl::ClosePath => path.close(),
        }
    }
    path.finish().ok_or(PaperError::Parts)
}
