//! Photos as the pages of one document.

use krilla::{
    Data,
    color::rgb,
    destination::XyzDestination,
    geom::{PathBuilder, Point, Size, Transform},
    image::Image,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{LineCap, LineJoin, Stroke},
    surface::Surface,
    tagging::{ContentTag, Node, SpanTag, Tag, TagGroup, TagTree},
};

use crate::{HEIGHT, PaperError, WIDTH, writing};

/// How a photo is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JPEG: kept as it is.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
}

/// A photo that becomes a page.
#[derive(Clone, Debug)]
pub struct Photo {
    /// Its content.
    pub bytes: Vec<u8>,
    /// How it is written.
    pub format: Format,
    /// What it is, in words.
    pub says: String,
    /// What is drawn over it.
    pub lines: Vec<Line>,
}

/// A line drawn over a photo.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its colour: red, green, blue.
    pub ink: [u8; 3],
    /// Its points, across and down, from 0 to 1 of the sides; one alone is a dot.
    pub points: Vec<(f32, f32)>,
}

/// How wide a line is, in points.
const LINE: f32 = 1.8;

/// The white around a photo, in points.
const MARGIN: f32 = 20.0;

/// Photos as a document, a page each, in order; a page lies down when its photo does.
///
/// # Errors
/// When a photo cannot be read, or the document breaks a rule of PDF/UA.
pub fn album(language: &str, title: &str, photos: Vec<Photo>) -> Result<Vec<u8>, PaperError> {
    let mut document = writing::begin(language, title)?;
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    let mut outline = Outline::new();
    for (at, photo) in photos.into_iter().enumerate() {
        let data = Data::from(photo.bytes);
        let image = match photo.format {
            Format::Jpeg => Image::from_jpeg(data, true),
            Format::Png => Image::from_png(data, true),
            Format::Webp => Image::from_webp(data, true),
        }
        .map_err(|_not_a_picture| PaperError::Parts)?;
        let (width, height) = image.size();
        let (wide, high) = if width > height { (HEIGHT, WIDTH) } else { (WIDTH, HEIGHT) };
        let settings = PageSettings::from_wh(wide, high).ok_or(PaperError::Parts)?;
        let (x, y, size) = placed((width, height), (wide, high)).ok_or(PaperError::Parts)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let content = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        surface.push_transform(&Transform::from_translate(x, y));
        surface.draw_image(image, size);
        for line in &photo.lines {
            draw(&mut surface, line, size)?;
        }
        surface.pop();
        surface.end_tagged();
        surface.finish();
        page.finish();
        let mut figure = TagGroup::new(Tag::Figure(Some(photo.says)));
        figure.push(content);
        tree.push(Node::Group(figure));
        let top = XyzDestination::new(at, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(format!("{title}, {}", at + 1), top));
    }
    document.set_outline(outline);
    document.set_tag_tree(tree);
    writing::end(document)
}

/// Draws a line over a picture of a size.
fn draw(surface: &mut Surface, line: &Line, size: Size) -> Result<(), PaperError> {
    let put = |(x, y): (f32, f32)| (x * size.width(), y * size.height());
    let Some(&first) = line.points.first() else { return Ok(()) };
    let (x, y) = put(first);
    let mut path = PathBuilder::new();
    path.move_to(x, y);
    // A line that goes nowhere is a dot: a hair of length lets its round ends be drawn.
    path.line_to(x + 0.01, y);
    for point in &line.points[1..] {
        let (x, y) = put(*point);
        path.line_to(x, y);
    }
    let path = path.finish().ok_or(PaperError::Parts)?;
    let [red, green, blue] = line.ink;
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: rgb::Color::new(red, green, blue).into(),
        width: LINE,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    }));
    surface.draw_path(&path);
    Ok(())
}

/// Where a picture stands on a page, and how large: whole, in the middle.
#[expect(clippy::cast_precision_loss, reason = "a picture has fewer than 16 million pixels a side")]
fn placed((width, height): (u32, u32), (wide, high): (f32, f32)) -> Option<(f32, f32, Size)> {
    let (width, height) = (width as f32, height as f32);
    let scale = ((wide - 2.0 * MARGIN) / width).min((high - 2.0 * MARGIN) / height);
    let (width, height) = (width * scale, height * scale);
    Some(((wide - width) / 2.0, (high - height) / 2.0, Size::from_wh(width, height)?))
}
