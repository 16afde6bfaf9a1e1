//! SVG files -> drawings that are safe to publish.
//!
//! An SVG file is a small program for the browser, so only drawing gets through: known elements
//! and known attributes.

use std::fmt::Write as _;

use roxmltree::{Document, Node, ParsingOptions};

use super::too_big;
use crate::model::picture::Image;
use crate::problem::{Kind, Place, Problem};
use crate::source::{Source, SourcePath};

/// The most bytes of a drawing.
const MOST_DRAWING: usize = 60_000;

/// Why a picture is refused.
pub(crate) type Refusal = Box<Problem>;

fn unsafe_svg(path: &SourcePath, what: &str) -> Refusal {
    Box::new(Problem::new(
        Kind::UnsafePicture,
        Place::file(path),
        format!("This drawing {what}."),
        "Save it again as plain SVG: shapes and colours only, without scripts, styles, links, \
         fonts or pictures from elsewhere.",
    ))
}

/// The name of the language that drawings are written in.
const SVG: &str = "http://www.w3.org/2000/svg";

const SHAPES: [&str; 9] = [
    "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title",
];
const PAINTS: [&str; 5] = [
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
];
const ATTRIBUTES: [&str; 43] = [
    "class",
    "clip-path",
    "clip-rule",
    "cx",
    "cy",
    "d",
    "fill",
    "fill-opacity",
    "fill-rule",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "id",
    "offset",
    "opacity",
    "points",
    "preserveAspectRatio",
    "r",
    "rx",
    "ry",
    "spreadMethod",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "transform",
    "version",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
    "aria-hidden",
];

/// Refuses a drawing that is more than a drawing. `also` are elements allowed besides shapes.
fn check_svg<'t>(path: &SourcePath, text: &'t str, also: &[&str]) -> Result<Document<'t>, Refusal> {
    if text.len() > MOST_DRAWING {
        return Err(Box::new(too_big(path, text.len(), "60 KB")));
    }
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: 5_000,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options)
        .map_err(|_| unsafe_svg(path, "cannot be read as SVG"))?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(unsafe_svg(path, "cannot be read as SVG"));
    }
    if document.root().descendants().any(|node| node.is_pi()) {
        return Err(unsafe_svg(path, "holds a line that starts with `<?`"));
    }
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let known = node.parent().is_some_and(|parent| parent.is_root())
            || SHAPES.contains(&name)
            || also.contains(&name);
        if !known {
            return Err(unsafe_svg(
                path,
                &format!("holds `{name}`, which is not allowed"),
            ));
        }
        for attribute in node.attributes() {
            let name = attribute.name();
            let value = attribute.value().to_ascii_lowercase();
            let outside = value.replace("url(#", "").contains("url(") || value.contains('\\');
            if !ATTRIBUTES.contains(&name) || attribute.namespace().is_some() || outside {
                return Err(unsafe_svg(
                    path,
                    &format!("holds `{name}`, which is not allowed"),
                ));
            }
        }
    }
    Ok(document)
}

/// The `viewBox` and the elements of a drawing that stands inside a page.
pub(crate) fn drawing_of(path: &SourcePath, source: &Source) -> Result<(String, String), Refusal> {
    let text = source
        .text()
        .map_err(|_| unsafe_svg(path, "cannot be read as SVG"))?;
    let document = check_svg(path, text, &[])?;
    let root = document.root_element();
    let view_box = root
        .attribute("viewBox")
        .ok_or_else(|| unsafe_svg(path, "has no `viewBox`"))?;
    let mut drawing = String::new();
    let paint: Vec<_> = root
        .attributes()
        .filter(|attribute| {
            let name = attribute.name();
            name.starts_with("stroke") || name.starts_with("fill")
        })
        .map(|attribute| (attribute.name(), attribute.value()))
        .collect();
    if !paint.is_empty() {
        drawing.push_str("<g");
        for (name, value) in &paint {
            push_attribute(&mut drawing, name, value);
        }
        drawing.push('>');
    }
    for child in root.children() {
        push_element(&mut drawing, child, &["id", "aria-hidden"]);
    }
    if !paint.is_empty() {
        drawing.push_str("</g>");
    }
    Ok((view_box.to_owned(), drawing))
}

/// Writes an element anew, without titles, comments and the attributes of `leave_out`.
fn push_element(drawing: &mut String, node: Node<'_, '_>, leave_out: &[&str]) {
    if !node.is_element() || node.tag_name().name() == "title" {
        return;
    }
    let name = node.tag_name().name();
    drawing.push('<');
    drawing.push_str(name);
    push_attributes(drawing, node, leave_out);
    if node.has_children() {
        drawing.push('>');
        for child in node.children() {
            push_element(drawing, child, leave_out);
        }
        let _ = write!(drawing, "</{name}>");
    } else {
        drawing.push_str("/>");
    }
}

fn push_attributes(drawing: &mut String, node: Node<'_, '_>, leave_out: &[&str]) {
    for attribute in node.attributes() {
        if !leave_out.contains(&attribute.name()) {
            push_attribute(drawing, attribute.name(), attribute.value());
        }
    }
}

/// The whole drawing written anew: what its program or its author noted in it stays behind.
fn without_notes(root: Node<'_, '_>) -> String {
    let mut drawing = format!("<svg xmlns=\"{SVG}\"");
    push_attributes(&mut drawing, root, &["class"]);
    drawing.push('>');
    for child in root.children() {
        push_element(&mut drawing, child, &["class"]);
    }
    drawing.push_str("</svg>\n");
    drawing
}

fn push_attribute(drawing: &mut String, name: &str, value: &str) {
    let value = value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;");
    let _ = write!(drawing, " {name}=\"{value}\"");
}

/// A drawing that a page shows as a file.
pub(crate) fn read_svg_file(path: &SourcePath, source: &Source) -> Result<Image, Refusal> {
    let text = source
        .text()
        .map_err(|_| unsafe_svg(path, "cannot be read as SVG"))?;
    let document = check_svg(path, text, &PAINTS)?;
    let root = document.root_element();
    let size = |name| {
        root.attribute(name)
            .and_then(|value| value.trim().parse::<f32>().ok())
    };
    let from_box = || -> Option<(f32, f32)> {
        let numbers: Vec<f32> = root
            .attribute("viewBox")?
            .split([' ', ','])
            .filter_map(|part| part.parse().ok())
            .collect();
        Some((*numbers.get(2)?, *numbers.get(3)?))
    };
    let (width, height) = size("width")
        .zip(size("height"))
        .or_else(from_box)
        .filter(|(width, height)| {
            (1.0..10_000.0).contains(width) && (1.0..10_000.0).contains(height)
        })
        .ok_or_else(|| unsafe_svg(path, "does not say how large it is"))?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "kept in range above"
    )]
    let whole = |number: f32| number.round() as u32;
    Ok(Image {
        path: path.clone(),
        bytes: without_notes(root).into_bytes(),
        width: whole(width),
        height: whole(height),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(text: &str) -> Result<Image, Refusal> {
        let path = SourcePath::new("providers/pictures/a.svg");
        read_svg_file(&path, &Source::new(text.as_bytes()))
    }

    #[test]
    fn a_plain_drawing_is_kept() {
        let image = svg(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 18'><path d='M0 0'/></svg>",
        );
        let image = image.unwrap();
        assert_eq!((image.width, image.height), (32, 18));
    }

    #[test]
    fn a_drawing_is_written_anew_with_all_that_it_shows_and_no_notes() {
        let image = svg(
            "<?xml version='1.0'?><!-- a --><svg xmlns='http://www.w3.org/2000/svg' width='9' height='8' viewBox='0 0 9 8' class='a'><title>a</title><!-- a --><defs><linearGradient id='b'><stop offset='0'/></linearGradient></defs><g>a<path fill='url(#b)' d='M0 0&#38;&#34;'/></g></svg><!-- a -->",
        );
        let image = image.unwrap();
        assert_eq!((image.width, image.height), (9, 8));
        assert_eq!(
            String::from_utf8(image.bytes).unwrap(),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"8\" viewBox=\"0 0 9 8\"><defs><linearGradient id=\"b\"><stop offset=\"0\"/></linearGradient></defs><g><path fill=\"url(#b)\" d=\"M0 0&amp;&quot;\"/></g></svg>\n"
        );
    }

    #[test]
    fn a_drawing_with_more_than_shapes_is_refused() {
        let inside = |inner: &str| {
            svg(&format!(
                "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' viewBox='0 0 1 1'>{inner}</svg>"
            ))
        };
        for bad in [
            "<script>1</script>",
            "<path onclick='x()' d=''/>",
            "<image href='https://evil.example.org/a.png'/>",
            "<use x:href='#a'/>",
            "<foreignObject/>",
            "<style>*{}</style>",
            "<path style='fill:url(https://x.example.org)'/>",
            "<path fill='url(https://x.example.org)'/>",
            "<a href='javascript:1'><path d=''/></a>",
            "<animate/>",
        ] {
            assert!(inside(bad).is_err(), "{bad}");
        }
        assert!(svg("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>").is_err());
        assert!(svg("not a picture").is_err());
    }
}
