//! Photos and drawings of providers: published without what a camera or program has written into
//! them, and without anything that is not a picture.

use handrail::problem::Kind;
use img_parts::Bytes;
use img_parts::jpeg::JpegSegment;
use img_parts::png::{Png, PngChunk};

use crate::site::{self, KITE_CARE, Site};

/// What must not be published.
const SECRET: &[u8] = b"GPS 51.5549 -0.1200, Jo's phone";

/// A site with this picture of a provider.
fn with_picture(name: &str, bytes: &[u8]) -> Site {
    Site::small()
        .with(&format!(
            "{KITE_CARE}pictures:\n  - file: {name}\n    alt: A tree\n"
        ))
        .file(&format!("providers/pictures/{name}"), bytes)
}

/// The bytes of the picture as they are published.
fn published(name: &str, bytes: &[u8]) -> Vec<u8> {
    let built = with_picture(name, bytes).good();
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let mut files = built.output.iter();
    let found = files
        .find(|(path, _)| path.starts_with("assets/") && path.to_lowercase().ends_with(&ending));
    found.expect("the picture is published").1.to_vec()
}

fn has_secret(bytes: &[u8]) -> bool {
    bytes.windows(8).any(|part| part == &SECRET[..8])
}

/// A JPEG file of 2 by 3 pixels with these segments. Its pixels are not real.
fn jpeg(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    for (marker, contents) in segments {
        let segment = JpegSegment::new_with_contents(*marker, Bytes::copy_from_slice(contents));
        let length = u16::try_from(segment.contents().len() + 2).expect("a short segment");
        bytes.extend([0xFF, *marker]);
        bytes.extend(length.to_be_bytes());
        bytes.extend_from_slice(segment.contents());
    }
    bytes.extend([
        0xFF, 0xC0, 0, 17, 8, 0, 3, 0, 2, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1,
    ]);
    bytes.extend([
        0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0, 1, 2, 3, 0xFF, 0xD9,
    ]);
    bytes
}

fn joined(start: &[u8]) -> Vec<u8> {
    [start, SECRET].concat()
}

#[test]
fn a_photo_is_published_without_the_notes_of_the_camera() {
    let notes = [
        (0xE1, joined(b"Exif\0\0")),
        (0xE1, joined(b"http://ns.adobe.com/xap/1.0/\0")),
        (0xED, joined(b"Photoshop 3.0\0")),
        (0xFE, joined(b"")),
    ];
    for note in notes {
        let photo = jpeg(std::slice::from_ref(&note));
        assert!(has_secret(&photo));
        let bytes = published("tree.jpg", &photo);
        assert!(!has_secret(&bytes), "segment {:x} is published", note.0);
        assert!(bytes.starts_with(&[0xFF, 0xD8]) && bytes.ends_with(&[0xFF, 0xD9]));
    }
}

/// Phones put a film or a second photo after the end of the first.
#[test]
fn what_stands_after_the_end_of_a_photo_is_not_published() {
    let photo = [jpeg(&[]), SECRET.to_vec()].concat();
    assert!(!has_secret(&published("tree.jpg", &photo)), "JPEG");
    let photo = [PNG.to_vec(), SECRET.to_vec()].concat();
    assert!(!has_secret(&published("tree.png", &photo)), "PNG");
}

#[test]
fn a_photo_stays_the_right_way_up() {
    let mut exif =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(SECRET);
    let built = with_picture("tree.jpg", &jpeg(&[(0xE1, exif)])).good();
    let page = site::page(&built, "providers/kite-care/index.html");
    assert!(
        page.contains("width=\"3\" height=\"2\""),
        "the photo is turned"
    );
    assert!(!built.output.iter().any(|(_, bytes)| has_secret(bytes)));
}

const PNG: [u8; 70] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0x0D, 0x49, 0x44, 0x41, 0x54,
    0x78, 0xDA, 0x63, 0x64, 0xF8, 0xCF, 0x50, 0x0F, 0, 3, 0x86, 1, 0x80, 0x5A, 0x34, 0x7D, 0x6B, 0,
    0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

#[test]
fn a_png_picture_is_published_without_notes() {
    for kind in [*b"tEXt", *b"zTXt", *b"iTXt", *b"eXIf"] {
        let mut png = Png::from_bytes(Bytes::from_static(&PNG)).expect("a picture");
        png.chunks_mut()
            .insert(1, PngChunk::new(kind, Bytes::from_static(SECRET)));
        let picture = png.encoder().bytes();
        assert!(has_secret(&picture));
        let bytes = published("tree.png", &picture);
        assert!(
            !has_secret(&bytes),
            "chunk {} is published",
            String::from_utf8_lossy(&kind)
        );
    }
}

#[test]
fn a_webp_picture_is_published_without_notes() {
    for kind in [b"EXIF", b"XMP "] {
        let part = |name: &[u8; 4], contents: &[u8]| {
            let mut bytes = name.to_vec();
            bytes.extend(u32::try_from(contents.len()).expect("short").to_le_bytes());
            bytes.extend_from_slice(contents);
            bytes.extend(vec![0; contents.len() % 2]);
            bytes
        };
        let flag = if kind == b"EXIF" { 8 } else { 4 };
        let header = part(b"VP8X", &[flag, 0, 0, 0, 1, 0, 0, 2, 0, 0]);
        let pixels = part(b"VP8L", &[0x2F, 1, 0x80, 0, 0, 7]);
        let inside = [b"WEBP".to_vec(), header, pixels, part(kind, SECRET)].concat();
        let picture = part(b"RIFF", &inside);
        assert!(has_secret(&picture));
        let bytes = published("tree.webp", &picture);
        assert!(
            !has_secret(&bytes),
            "part {} is published",
            String::from_utf8_lossy(kind)
        );
    }
}

#[test]
fn an_ending_in_capitals_is_as_good() {
    published("IMG_0001.JPG", &jpeg(&[]));
    published("TREE.PNG", &PNG);
}

fn svg(inside: &str) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{inside}</svg>")
}

#[test]
fn a_drawing_holds_nothing_but_shapes() {
    let good = [
        svg("<path d='M0 0h9'/><!-- a note -->"),
        svg(
            "<defs><linearGradient id='a'><stop offset='0' stop-color='#fff'/></linearGradient></defs><rect fill='url(#a)' width='9' height='9'/>",
        ),
        format!(
            "<?xml version='1.0' encoding='UTF-8'?>\n{}",
            svg("<g><circle r='1'/></g>")
        ),
    ];
    for text in good {
        published("tree.svg", text.as_bytes());
    }
    let bad = [
        svg("<script>1</script>"),
        svg("<path fill='url(https://evil.example.org/a.svg#b)'/>"),
        svg("<path fill='URL(https://evil.example.org/a.svg#b)'/>"),
        svg("<path fill='u\\72l(https://evil.example.org/a.svg#b)'/>"),
        svg("<path fill=' url(https://evil.example.org/a.svg#b)'/>"),
        svg("<path fill='url(#a) url(https://evil.example.org/a.svg#b)'/>"),
        svg("<path d='' onclick='x()'/>"),
        svg("<image href='a.png'/>"),
        svg("<a href='javascript:x()'><path d=''/></a>"),
        svg("<x:script xmlns:x='http://www.w3.org/2000/svg'>1</x:script>"),
        svg("<?xml-stylesheet href='https://evil.example.org/a.css'?><path d=''/>"),
        format!(
            "<?xml-stylesheet type='text/xsl' href='https://evil.example.org/a.xsl'?>{}",
            svg("")
        ),
        format!("<!DOCTYPE svg [<!ENTITY a 'b'>]>{}", svg("")),
        svg("").replace("<svg ", "<svg onload='x()' "),
        svg(&"<g>".repeat(5_000)),
    ];
    for text in bad {
        let built = with_picture("tree.svg", text.as_bytes()).build();
        let kinds: Vec<Kind> = built.problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(
            kinds,
            [Kind::UnsafePicture],
            "{}",
            &text[..text.len().min(200)]
        );
    }
}

#[test]
fn a_drawing_of_a_pack_holds_nothing_but_shapes_either() {
    let pack = |text: &str| {
        Site::small()
            .with("=== content/pictures/mine/pictures.yml\nauthor: A\nlicence: CC0-1.0\npictures:\n  - id: cup\n")
            .file("content/pictures/mine/cup.svg", text)
    };
    assert_eq!(
        pack(&svg("<path d='M0 0' fill='#fff'/>")).problems(),
        [""; 0]
    );
    for inside in [
        "<script>1</script>",
        "<path fill='URL(https://evil.example.org/a.svg#b)'/>",
        "<style>*{}</style>",
        "<use href='#a'/>",
    ] {
        let found = pack(&svg(inside)).problems();
        assert_eq!(found.len(), 1, "{inside}: {found:?}");
        assert!(
            found[0].starts_with("error content/pictures/mine/cup.svg unsafe-picture: "),
            "{found:?}"
        );
    }
}
