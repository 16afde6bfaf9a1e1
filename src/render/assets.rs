//! Styles joined into one file, scripts and pictures: each named by its content, so that browsers
//! may keep it for ever.

use std::collections::BTreeMap;

use super::grounds::follow_choice;
use super::scripts::Scripts;
use crate::model::picture::Image;
use crate::model::sum::Sum;
use crate::model::theme::Theme;
use crate::routes::Address;

/// The files beside the pages.
pub(crate) struct Assets {
    /// The style sheet of all pages.
    pub(crate) stylesheet: Address,
    /// The small picture for the browser's tab.
    pub(crate) icon: Option<Address>,
    /// Photos and drawings of providers, by the name of their file.
    pub(crate) images: BTreeMap<String, ImageAsset>,
    /// The theme's scripts.
    pub(crate) scripts: Scripts,
    /// Every file with its bytes, but for the scripts that pages ask for.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

/// A photo or drawing on a page.
#[derive(Clone, Debug)]
pub(crate) struct ImageAsset {
    /// Its address.
    pub(crate) address: Address,
    /// Its width in CSS pixels.
    pub(crate) width: u32,
    /// Its height in CSS pixels.
    pub(crate) height: u32,
}

impl Assets {
    /// Joins and names the files of a theme and of the providers.
    pub(crate) fn new(theme: &Theme, images: &[Image]) -> Self {
        let mut files = BTreeMap::new();
        let mut style = String::new();
        for sheet in &theme.styles {
            push_style(&mut style, &sheet.text);
        }
        let stylesheet = add(&mut files, "site", "css", style.into_bytes());
        let icon = theme
            .icon
            .as_ref()
            .map(|icon| add(&mut files, "icon", "svg", icon.text.clone().into_bytes()));
        let images = images
            .iter()
            .map(|image| {
                let (stem, ending) = (image.path.stem(), image.path.extension());
                let address = add(&mut files, stem, ending, image.bytes.clone());
                let asset = ImageAsset {
                    address,
                    width: image.width,
                    height: image.height,
                };
                (image.path.name().to_owned(), asset)
            })
            .collect();
        Assets {
            stylesheet,
            icon,
            images,
            scripts: Scripts::new(theme, &mut files),
            files,
        }
    }
}

/// Puts a file in, named by its content.
pub(crate) fn add(
    files: &mut BTreeMap<String, Vec<u8>>,
    stem: &str,
    ending: &str,
    bytes: Vec<u8>,
) -> Address {
    let safe = crate::model::values::Id::suggest(stem)
        .map_or_else(|| "file".to_owned(), |id| id.to_string());
    let path = format!("assets/{safe}.{}.{ending}", sum(&bytes));
    files.insert(path.clone(), bytes);
    Address::new(path)
}

/// The start of the content's SHA-256 sum.
pub(crate) fn sum(bytes: &[u8]) -> String {
    Sum::of(bytes).start(10).to_owned()
}

/// Adds a style sheet without its comments and without the spaces at the start of lines. Its dark
/// colours follow the reader's choice as well as the device's.
fn push_style(style: &mut String, text: &str) {
    let mut rest = text;
    let mut bare = String::with_capacity(text.len());
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    bare_lines(style, follow_choice(&bare).lines());
}

/// Adds lines without the spaces around them. Empty lines are left out.
pub(crate) fn bare_lines<'t>(text: &mut String, lines: impl Iterator<Item = &'t str>) {
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        text.push_str(line);
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indents_do_not_travel() {
        let mut style = String::new();
        push_style(&mut style, "/* why */\na {\n  color: red; /* b */\n}\n\n");
        assert_eq!(style, "a {\ncolor: red;\n}\n");
    }

    #[test]
    fn names_follow_content() {
        let mut files = BTreeMap::new();
        let one = add(&mut files, "site", "css", b"a".to_vec());
        let same = add(&mut files, "site", "css", b"a".to_vec());
        let other = add(&mut files, "site", "css", b"b".to_vec());
        assert_eq!(one, same);
        assert_ne!(one, other);
        assert_eq!(one.as_str(), "assets/site.ca978112ca.css");
    }
}
