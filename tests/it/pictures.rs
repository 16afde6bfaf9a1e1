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
    let found = files.find(|(path, _)| {
        path.starts_with("assets/")
            && !path.contains("icon")
            && path.to_lowercase().ends_with(&ending)
    });
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

/// Phones and programs write notes between the scans of a photo, and after them.
#[test]
fn notes_after_a_scan_of_a_photo_are_not_published() {
    let scan = [
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 9, 0xFF, 0, 9, 0xFF, 0xD0, 9,
    ];
    let table = [0xFF, 0xC4, 0, 5, 7, 7, 7];
    for marker in [0xFE].into_iter().chain(0xE0..=0xEF) {
        let size = u8::try_from(SECRET.len() + 2).expect("a short note");
        let note = [&[0xFF, marker, 0, size], SECRET].concat();
        let start = jpeg(&[]);
        let start = &start[..start.len() - 2];
        let end = &[0xFF, 0xD9];
        let photo = [start, &note, &table, &scan, &note, end].concat();
        let clean = [start, &table, &scan, end].concat();
        assert_eq!(published("tree.jpg", &photo), clean, "segment {marker:x}");
    }
}

/// Any part that is not known to say how the photo looks may be a note.
#[test]
fn unknown_parts_of_a_photo_are_not_published() {
    for marker in [0xE0, 0xEE, 0xF0, 0xFD] {
        let bytes = published("tree.jpg", &jpeg(&[(marker, joined(b"JFXX\0"))]));
        assert!(!has_secret(&bytes), "segment {marker:x} is published");
    }
    let kept = [
        (0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0".to_vec()),
        (0xEE, b"Adobe\0\x64\0\0\0\0\x01".to_vec()),
        (0xE2, b"ICC_PROFILE\0\x01\x01abc".to_vec()),
    ];
    let photo = jpeg(&kept);
    assert_eq!(published("tree.jpg", &photo), photo);
}

/// A part of a WebP file.
fn part(name: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let mut bytes = name.to_vec();
    bytes.extend(u32::try_from(contents.len()).expect("short").to_le_bytes());
    bytes.extend_from_slice(contents);
    bytes.extend(vec![0; contents.len() % 2]);
    bytes
}

/// A WebP file of these parts after its head.
fn webp(flags: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    let header = part(b"VP8X", &[flags, 0, 0, 0, 1, 0, 0, 2, 0, 0]);
    part(
        b"RIFF",
        &[b"WEBP".to_vec(), header, parts.concat()].concat(),
    )
}

const PIXELS: [u8; 6] = [0x2F, 1, 0x80, 0, 0, 7];

#[test]
fn a_webp_picture_is_published_without_notes() {
    let pixels = part(b"VP8L", &PIXELS);
    let plain = part(b"RIFF", &[b"WEBP".to_vec(), pixels.clone()].concat());
    for (kind, flag) in [(b"EXIF", 8), (b"XMP ", 4), (b"note", 0), (b"NOTE", 0)] {
        let note = part(kind, SECRET);
        let picture = webp(flag, &[pixels.clone(), note]);
        assert!(has_secret(&picture));
        let bytes = published("tree.webp", &picture);
        let kind = String::from_utf8_lossy(kind);
        assert!(!has_secret(&bytes), "part {kind} is published");
        assert!(bytes == plain || !bytes.windows(4).any(|name| name == kind.as_bytes()));
    }
}

#[test]
fn a_webp_film_keeps_its_pictures_and_colours_and_no_notes() {
    let film = |flags: u8, note: &[Vec<u8>]| {
        let inside = [vec![0; 16], note.concat(), part(b"VP8L", &PIXELS)];
        webp(
            flags,
            &[
                part(b"ICCP", b"colours!"),
                part(b"ANIM", &[0; 6]),
                part(b"ANMF", &inside.concat()),
                note.concat(),
            ],
        )
    };
    let noted = film(0b10_0110, &[part(b"XMP ", SECRET)]);
    assert_eq!(published("tree.webp", &noted), film(0b10_0010, &[]));
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
fn a_drawing_is_published_without_notes() {
    let secret = String::from_utf8_lossy(SECRET);
    let secret = secret.replace('\'', "");
    let shapes = "<g id='a' class='jo'><path d='M0 0h9'/></g>";
    let text = format!(
        "<!-- {secret} -->{}<!-- {secret} -->",
        svg(&format!(
            "<title>{secret}</title><!-- {secret} -->{secret}{shapes}<g><title>{secret}</title></g>"
        ))
    );
    assert!(has_secret(text.as_bytes()));
    let bytes = published("tree.svg", text.as_bytes());
    assert!(!has_secret(&bytes));
    assert_eq!(
        String::from_utf8_lossy(&bytes).trim_end(),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><g id=\"a\"><path d=\"M0 0h9\"/></g><g></g></svg>"
    );
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
