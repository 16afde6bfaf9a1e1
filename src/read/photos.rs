//! Photo files -> photos without the notes that cameras add, such as where they were taken.

use img_parts::jpeg::JpegSegment;
use img_parts::riff::RiffContent;
use img_parts::{Bytes, DynImage, ImageEXIF};

use super::drawings::{Refusal, read_svg_file};
use super::too_big;
use crate::model::picture::Image;
use crate::problem::{Kind, Place, Problem};
use crate::source::{Source, SourcePath};

/// The most bytes of a photo. Families use slow data.
const MOST_PHOTO: usize = 400_000;

/// Reads a photo or drawing of a provider: JPEG, PNG, WebP or SVG.
///
/// An error is the problem that the file has.
pub fn read_picture_file(path: &SourcePath, source: &Source) -> Result<Image, Refusal> {
    let ending = path.extension().to_ascii_lowercase();
    if ending == "svg" {
        return read_svg_file(path, source);
    }
    let bytes = source.bytes();
    if bytes.len() > MOST_PHOTO {
        return Err(Box::new(too_big(path, bytes.len(), "400 KB")));
    }
    let unreadable = || {
        Box::new(Problem::new(
            Kind::UnsafePicture,
            Place::file(path),
            "This picture cannot be read.",
            "Save it again as JPEG, PNG, WebP or SVG, with the ending that says so.",
        ))
    };
    if !matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "webp") {
        return Err(unreadable());
    }
    let size = imagesize::blob_size(bytes).map_err(|_| unreadable())?;
    let image = DynImage::from_bytes(Bytes::copy_from_slice(bytes))
        .ok()
        .flatten();
    let mut image = image.ok_or_else(unreadable)?;
    let turned = image
        .exif()
        .and_then(|exif| orientation(&exif))
        .filter(|turn| *turn > 1);
    take_notes_out(&mut image);
    image.set_exif(turned.map(|turn| Bytes::from(orientation_only(turn))));
    let (mut width, mut height) = (size.width, size.height);
    if turned.is_some_and(|turn| turn >= 5) {
        std::mem::swap(&mut width, &mut height);
    }
    let pixels = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Image {
        path: path.clone(),
        bytes: match image {
            DynImage::Jpeg(jpeg) => until_end(&jpeg.encoder().bytes()),
            other => other.encoder().bytes().to_vec(),
        },
        width: pixels(width),
        height: pixels(height),
    })
}

/// Keeps what is needed to show the picture and nothing else: XMP, IPTC and comments go too.
fn take_notes_out(image: &mut DynImage) {
    match image {
        DynImage::Jpeg(jpeg) => jpeg.segments_mut().retain(is_shown),
        DynImage::Png(png) => png
            .chunks_mut()
            .retain(|part| PNG_LOOKS.contains(&&part.kind())),
        DynImage::WebP(webp) => {
            webp.chunks_mut()
                .retain(|part| WEBP_LOOKS.contains(&&part.id()));
            for part in webp.chunks_mut() {
                match (&part.id(), part.content_mut()) {
                    (b"VP8X", RiffContent::Data(head)) => *head = without_xmp_flag(head),
                    (b"ANMF", RiffContent::Data(frame)) => *frame = only_pixels(frame),
                    _ => {}
                }
            }
        }
    }
}

/// The parts of a PNG file that say how it looks.
const PNG_LOOKS: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"acTL", b"bKGD", b"cHRM", b"fcTL", b"fdAT", b"gAMA",
    b"iCCP", b"pHYs", b"sBIT", b"sRGB", b"tRNS",
];

/// The same of a WebP file. The way up is put in afterwards.
const WEBP_LOOKS: [&[u8; 4]; 7] = [
    b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];

/// True for a part of a JPEG file that says how it looks: tables, frames, scans, and of the
/// application's own parts the size on paper, the colours and their kind.
fn is_shown(part: &JpegSegment) -> bool {
    let contents = part.contents();
    match part.marker() {
        0xE0 => contents.starts_with(b"JFIF\0") && contents.len() == 14,
        0xE2 => contents.starts_with(b"ICC_PROFILE\0"),
        0xEE => contents.starts_with(b"Adobe") && contents.len() == 12,
        marker => matches!(marker, 0xC0..=0xDF),
    }
}

/// The head of a WebP file, which no longer says that there are XMP notes.
fn without_xmp_flag(head: &Bytes) -> Bytes {
    let mut head = head.to_vec();
    if let Some(flags) = head.first_mut() {
        *flags &= !0b100;
    }
    Bytes::from(head)
}

/// One picture of a WebP film, with its place and its pixels only.
fn only_pixels(frame: &Bytes) -> Bytes {
    let mut kept = frame.get(..16).unwrap_or_default().to_vec();
    let mut rest = frame.get(16..).unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let (name, size) = head.split_at(4);
        let size = size
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        let length = size.saturating_add(size % 2).min(after.len());
        let (contents, next) = after.split_at(length);
        if matches!(name, b"ALPH" | b"VP8 " | b"VP8L") {
            kept.extend_from_slice(head);
            kept.extend_from_slice(contents);
        }
        rest = next;
    }
    Bytes::from(kept)
}

/// A JPEG file up to its end mark, without notes between or after its scans. Phones put a film or
/// a second photo after the end.
fn until_end(bytes: &[u8]) -> Vec<u8> {
    let mut kept = bytes.get(..2).unwrap_or_default().to_vec();
    let mut at = 2;
    let mut in_pixels = false;
    let mut has_pixels = false;
    while let (Some(first), Some(marker)) = (bytes.get(at), bytes.get(at + 1)) {
        let length = match (*first, *marker) {
            (0xFF, 0xD9) => break,
            (0xFF, 0xFF) => {
                at += 1;
                continue;
            }
            (0xFF, 0x00 | 0x01 | 0xD0..=0xD8) => 2,
            (0xFF, marker) => {
                let size = bytes.get(at + 2..at + 4).unwrap_or_default();
                let size = size
                    .iter()
                    .fold(0, |sum, byte| sum << 8 | usize::from(*byte));
                in_pixels = marker == 0xDA;
                has_pixels |= in_pixels;
                let is_note = !matches!(marker, 0xC0..=0xDF);
                if has_pixels && is_note {
                    at += 2 + size;
                    continue;
                }
                kept.extend_from_slice(bytes.get(at..at + 2 + size).unwrap_or_default());
                at += 2 + size;
                continue;
            }
            _ => 1,
        };
        // Outside of a scan only parts count, and nothing else is between them.
        if in_pixels {
            kept.extend_from_slice(bytes.get(at..at + length).unwrap_or_default());
        }
        at += length;
    }
    kept.extend_from_slice(&[0xFF, 0xD9]);
    kept
}

/// The way up of a photo, 1 to 8, from the notes of the camera (EXIF 2.3, tag 0x0112).
fn orientation(exif: &[u8]) -> Option<u8> {
    let little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let two = |at: usize| -> Option<u16> {
        let bytes = [*exif.get(at)?, *exif.get(at + 1)?];
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let four = |at: usize| -> Option<usize> {
        let (first, second) = (usize::from(two(at)?), usize::from(two(at + 2)?));
        Some(if little {
            second << 16 | first
        } else {
            first << 16 | second
        })
    };
    let table = four(4)?;
    let entries = usize::from(two(table)?);
    (0..entries).find_map(|index| {
        let entry = table + 2 + index * 12;
        let turn = u8::try_from(two(entry + 8)?).ok()?;
        (two(entry)? == 0x0112 && (1..=8).contains(&turn)).then_some(turn)
    })
}

/// Camera notes that hold the way up and nothing else.
fn orientation_only(turn: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x01\0".to_vec();
    exif.extend_from_slice(&[0x12, 0x01, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0]);
    exif.extend_from_slice(&[0; 4]);
    exif
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_up_of_a_photo_is_all_that_is_kept_of_its_notes() {
        let notes = orientation_only(6);
        assert_eq!(orientation(&notes), Some(6));
        assert_eq!(orientation(b"II*\0\xff\xff\xff\xff"), None);
        assert_eq!(orientation(b""), None);
    }
}
