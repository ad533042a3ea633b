//! The code of a photographed page, whichever way it lies. Runs outside any transaction.

use std::{fs::File, io::BufReader};

use files::MediaType;
use image::{
    GrayImage, ImageFormat, ImageReader, Limits,
    imageops::{self, FilterType},
};
use rqrr::PreparedImage;

use crate::sheets::token;

/// The longest sides a page is looked at with: a blur reads better small, a small code large.
const SIDES: [u32; 3] = [1_600, 1_300, 2_600];
/// The same, once the shade of a hand or of a lamp is taken away.
const EVEN_SIDES: [u32; 2] = [1_600, 1_300];
/// How wide the light of a page is averaged, in pixels.
const LIGHT: f32 = 24.0;
/// Memory one picture may take while it is read.
const MEMORY_MAX: u64 = 256 << 20;

/// The token of the first of our codes on a page; `None` when none can be read.
pub(super) fn token_on(content: File, media: &str) -> Option<String> {
    let format = match MediaType::from_mime(media) {
        MediaType::Jpeg => ImageFormat::Jpeg,
        MediaType::Png => ImageFormat::Png,
        MediaType::Webp => ImageFormat::WebP,
        _ => return None,
    };
    let page = grey(BufReader::new(content), format)?;
    let found = SIDES.iter().find_map(|side| found_in(&smaller(&page, *side)));
    found.or_else(|| EVEN_SIDES.iter().find_map(|side| found_in(&even(&smaller(&page, *side)))))
}

fn grey(content: BufReader<File>, format: ImageFormat) -> Option<GrayImage> {
    let mut reader = ImageReader::with_format(content, format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    Some(reader.decode().ok()?.to_luma8())
}

/// A page reduced to a longest side; as it is when it is smaller.
fn smaller(page: &GrayImage, side: u32) -> GrayImage {
    let (width, height) = page.dimensions();
    let longest = width.max(height);
    if longest <= side {
        return page.clone();
    }
    let scaled = |length: u32| {
        let length = u64::from(length) * u64::from(side) / u64::from(longest);
        u32::try_from(length).unwrap_or(side).max(1)
    };
    imageops::resize(page, scaled(width), scaled(height), FilterType::Triangle)
}

/// A page as if it were lit evenly: each pixel against the light around it.
fn even(page: &GrayImage) -> GrayImage {
    let light = imageops::fast_blur(page, LIGHT);
    let mut even = page.clone();
    for (pixel, light) in even.pixels_mut().zip(light.pixels()) {
        let share = u32::from(pixel.0[0]) * 160 / u32::from(light.0[0]).max(1);
        pixel.0[0] = u8::try_from(share).unwrap_or(u8::MAX);
    }
    even
}

fn found_in(page: &GrayImage) -> Option<String> {
    let (width, height) = (page.width() as usize, page.height() as usize);
    let pixels = page.as_raw();
    let mut prepared =
        PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    let grids = prepared.detect_grids();
    grids.into_iter().find_map(|grid| token(&grid.decode().ok()?.1))
}
