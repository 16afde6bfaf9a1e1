//! Photo files -> photos without the notes that cameras add, such as where they were taken.

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
            DynImage::Jpeg(jpeg) => until_end(&jpeg.encoder().bytes()).to_vec(),
            other => other.encoder().bytes().to_vec(),
        },
        width: pixels(width),
        height: pixels(height),
    })
}

/// Keeps what is needed to show the picture and nothing else: XMP, IPTC and comments go too.
fn take_notes_out(image: &mut DynImage) {
    match image {
        DynImage::Jpeg(jpeg) => jpeg.segments_mut().retain(|part| match part.marker() {
            0xE2 => part.contents().starts_with(b"ICC_PROFILE"),
            marker => !matches!(marker, 0xE1 | 0xE3..=0xED | 0xEF | 0xFE),
        }),
        DynImage::Png(png) => png.chunks_mut().retain(|part| {
            let first = part.kind().first().copied().unwrap_or_default();
            first.is_ascii_uppercase() || PNG_LOOKS.contains(&&part.kind())
        }),
        DynImage::WebP(webp) => webp.chunks_mut().retain(|part| &part.id() != b"XMP "),
    }
}

/// The parts of a PNG file, besides those that every one must have, that say how it looks.
const PNG_LOOKS: [&[u8; 4]; 11] = [
    b"acTL", b"bKGD", b"cHRM", b"fcTL", b"fdAT", b"gAMA", b"iCCP", b"pHYs", b"sBIT", b"sRGB",
    b"tRNS",
];

/// A JPEG file up to its end mark. Phones put a film or a second photo after it.
fn until_end(bytes: &[u8]) -> &[u8] {
    let mut at = 2;
    while let (Some(0xFF), Some(marker)) = (bytes.get(at), bytes.get(at + 1)) {
        let length = bytes.get(at + 2..at + 4).map_or(0, |size| {
            size.iter()
                .fold(0, |sum, byte| sum << 8 | usize::from(*byte))
        });
        match marker {
            0xD9 => return bytes.get(..at + 2).unwrap_or(bytes),
            0xFF => at += 1,
            0x00 | 0x01 | 0xD0..=0xD8 => at += 2,
            _ => at += 2 + length,
        }
        // After the head of a scan come its pixels, up to the next mark.
        while bytes.get(at).is_some_and(|byte| *byte != 0xFF) {
            at += 1;
        }
    }
    bytes
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
