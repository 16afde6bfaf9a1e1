//! Colours, how far apart they are, and the colours of a theme in each mode.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A colour of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// Black.
    pub const BLACK: Colour = Colour {
        red: 0,
        green: 0,
        blue: 0,
    };

    /// White.
    pub const WHITE: Colour = Colour {
        red: 255,
        green: 255,
        blue: 255,
    };

    /// Takes `#rrggbb` or `#rgb`.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let part = |number: u32| u8::try_from(number & 0xff).unwrap_or(u8::MAX);
        match digits.len() {
            6 => Some(Colour {
                red: part(number >> 16),
                green: part(number >> 8),
                blue: part(number),
            }),
            3 => Some(Colour {
                red: part((number >> 8 & 0xf) * 0x11),
                green: part((number >> 4 & 0xf) * 0x11),
                blue: part((number & 0xf) * 0x11),
            }),
            _ => None,
        }
    }

    /// How light it is, from 0 to 1: the relative luminance of WCAG 2.2.
    pub fn luminance(self) -> f64 {
        let part = |byte: u8| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(self.red) + 0.7152 * part(self.green) + 0.0722 * part(self.blue)
    }

    /// The contrast of two colours, from 1 to 21: the contrast ratio of WCAG 2.2.
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The colour after `step` of 255 steps towards another.
    fn towards(self, other: Colour, step: u8) -> Colour {
        let mix = |from: u8, to: u8| {
            let (from, to, step) = (u32::from(from), u32::from(to), u32::from(step));
            let mixed = (from * (255 - step) + to * step + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Colour {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
        }
    }

    /// The nearest darker or lighter colour for which `is_good` holds, and whether it is darker.
    pub fn nearest(self, is_good: impl Fn(Colour) -> bool) -> Option<(Colour, bool)> {
        (0..=u8::MAX).find_map(|step| {
            let darker = self.towards(Colour::BLACK, step);
            let lighter = self.towards(Colour::WHITE, step);
            if is_good(darker) {
                Some((darker, true))
            } else {
                is_good(lighter).then_some((lighter, false))
            }
        })
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "#{:02x}{:02x}{:02x}",
            self.red, self.green, self.blue
        )
    }
}

/// When a colour counts: what the reader's device asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Light colours.
    Light,
    /// Dark colours.
    Dark,
    /// Light colours with more contrast.
    MoreLight,
    /// Dark colours with more contrast.
    MoreDark,
}

impl Mode {
    /// Every mode, with its name in files.
    pub const ALL: [(Mode, &str); 4] = [
        (Mode::Light, "light"),
        (Mode::Dark, "dark"),
        (Mode::MoreLight, "more-light"),
        (Mode::MoreDark, "more-dark"),
    ];

    /// The mode of this name.
    pub fn from_name(name: &str) -> Option<Mode> {
        let (mode, _) = Mode::ALL.iter().find(|(_, known)| *known == name)?;
        Some(*mode)
    }

    /// Its name in files.
    pub fn name(self) -> &'static str {
        let found = Mode::ALL.iter().find(|(mode, _)| *mode == self);
        found.map_or("", |(_, name)| name)
    }

    /// True when colours that stand under the mode `other` count in this one too.
    pub fn includes(self, other: Mode) -> bool {
        match other {
            Mode::Light => true,
            Mode::Dark => matches!(self, Mode::Dark | Mode::MoreDark),
            Mode::MoreLight => matches!(self, Mode::MoreLight | Mode::MoreDark),
            Mode::MoreDark => self == Mode::MoreDark,
        }
    }
}

/// How a page looks: what the device asks for, and the ground that the reader chose.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// What the device asks for.
    pub mode: Mode,
    /// The ground that the reader chose on this site, if it has colours of its own.
    pub ground: Option<String>,
}

impl From<Mode> for Look {
    fn from(mode: Mode) -> Look {
        Look { mode, ground: None }
    }
}

/// The colours of a theme, in every look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    /// Each colour by its name, and the look for which it is written.
    pub colours: BTreeMap<Look, BTreeMap<String, (Colour, Look)>>,
    /// Those that the site changed: the mode under which it is written, and its name.
    pub own: BTreeSet<(Mode, String)>,
    /// The pairs of colours that stand on each other.
    pub pairs: Vec<Pair>,
}

/// Two colours of which one stands on the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Its number in the list of the theme, from 0.
    pub number: usize,
    /// When it is seen.
    pub look: Look,
    /// The name of the colour of the text, border or shape.
    pub text: String,
    /// The name of the colour below it.
    pub ground: String,
    /// The least contrast that it should have: 7 for text, 3 for borders and shapes.
    pub minimum: f64,
}

impl Pair {
    /// The other one of the two colours.
    pub fn other(&self, name: &str) -> &str {
        match self.text == name {
            true => &self.ground,
            false => &self.text,
        }
    }

    /// The least contrast that anyone may publish: 4.5 for text, 3 for borders and shapes (WCAG
    /// 2.2, level AA).
    pub fn least(&self) -> f64 {
        self.minimum.min(4.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn colours_are_written_with_six_digits_or_three() {
        assert_eq!(colour("#0B4a4f").to_string(), "#0b4a4f");
        assert_eq!(colour("#f0c").to_string(), "#ff00cc");
        for wrong in [
            "red", "#12", "#12345", "#gggggg", "0b4a4f", "#+12345", "url(x)", "#é1",
        ] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guideline() {
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 1e-9);
        assert!((colour("#777777").contrast(Colour::WHITE) - 4.478).abs() < 0.001);
        assert!((colour("#0000ff").contrast(Colour::WHITE) - 8.592).abs() < 0.001);
        assert!((Colour::WHITE.contrast(colour("#ff0000")) - 3.998).abs() < 0.001);
    }

    #[test]
    fn the_nearest_good_colour_is_darker_or_lighter() {
        let on_white = |least: f64| move |c: Colour| c.contrast(Colour::WHITE) >= least;
        let (found, is_darker) = colour("#ff0000").nearest(on_white(7.0)).unwrap();
        assert!(is_darker && found.contrast(Colour::WHITE) >= 7.0);
        assert!(
            found.contrast(Colour::WHITE) < 7.3,
            "{found} is not the nearest"
        );
        let (found, is_darker) = colour("#555555")
            .nearest(|c| c.contrast(Colour::BLACK) >= 4.5)
            .unwrap();
        assert!(!is_darker && found.contrast(Colour::BLACK) < 4.7);
        assert_eq!(Colour::BLACK.nearest(|_| false), None);
    }
}
