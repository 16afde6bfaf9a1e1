//! The colours of a theme: those of its styles, those that a site changes for itself in
//! `content/colours.yml`, and the pairs that must differ enough.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use super::fields::Fields;
use super::kinds_of_field::NAME;
use super::root_blocks::{OnGround, root_blocks};
use super::yaml::Value;
use crate::model::colour::{Colour, Look, Mode, Pair, Palette};
use crate::model::theme::ThemeFile;
use crate::problem::near;
use crate::problem::{KeyPath, Kind, Place, Problems};
use crate::source::{SourcePath, Sources};

/// The file of the colours that a site changes for itself.
const OWN: &str = "content/colours.yml";

/// Reads the colours of the styles, after writing the site's own colours into them.
pub(crate) fn read_palette(
    sources: &Sources,
    input: &Input,
    (folder, set): (&str, Option<&str>),
    styles: &mut [ThemeFile],
    problems: &RefCell<Problems>,
) -> Palette {
    let mut palette = Palette::default();
    let own = SourcePath::new(OWN);
    input.read_yaml(sources, &own, problems, |file, value| {
        file.group(KeyPath::default(), value, |fields| {
            palette.own = own_colours(fields, styles);
        })
    });
    for look in looks(styles) {
        let colours = colours_of(styles, &look);
        palette.colours.insert(look, colours);
    }
    let looks: Vec<&Look> = palette.colours.keys().collect();
    palette.pairs = pairs(sources, input, (folder, set), &looks, problems);
    palette
}

/// Writes the site's own colours into the styles, and gives their names.
fn own_colours(fields: &Fields<'_>, styles: &mut [ThemeFile]) -> BTreeSet<(Mode, String)> {
    let known: BTreeSet<String> = Mode::ALL
        .iter()
        .flat_map(|(mode, _)| colours_of(styles, &Look::from(*mode)).into_keys())
        .collect();
    let mut own = BTreeSet::new();
    for (mode, mode_name) in Mode::ALL {
        let value = match fields.value(mode_name) {
            Some(value) => value,
            // An empty list is not an empty group: what is written below it would be lost.
            None => match fields.written(mode_name) {
                Some(value @ Value::List(_)) => value,
                _ => continue,
            },
        };
        let Value::Fields(colours) = value else {
            fields.report(
                Kind::WrongShape,
                mode_name,
                format!(
                    "`{mode_name}` is {}. It should be a group of colours.",
                    value.describe()
                ),
                "Write each colour on a line of its own below it, like `brand: \"#0b4a4f\"`.",
            );
            continue;
        };
        for (name, value) in colours {
            let keys = fields.keys(mode_name).field(name);
            if !known.contains(name) {
                report_unknown(fields, keys, name, &known);
                continue;
            }
            let Some(colour) = colour(fields, &keys, name, value) else {
                continue;
            };
            if write(styles, mode, name, colour) {
                own.insert((mode, name.clone()));
            } else {
                fields.report(
                    Kind::UnknownChoice,
                    mode_name,
                    format!("The theme has no colours for `{mode_name}`."),
                    "Take this group out, or add such colours to the theme.",
                );
            }
        }
    }
    own
}

fn report_unknown(fields: &Fields<'_>, keys: KeyPath, name: &str, known: &BTreeSet<String>) {
    let help = match near::nearest(name, known.iter().map(String::as_str)) {
        Some(nearest) => format!("Did you mean `{nearest}`?"),
        None => {
            let known: Vec<&String> = known.iter().collect();
            format!(
                "Take the line out, or use one of these: {}.",
                near::list_words(&known)
            )
        }
    };
    fields.file.push(
        Kind::UnknownField,
        Place::name(fields.file.path, keys),
        format!("The theme has no colour called `{name}`."),
        help,
    );
}

fn colour(fields: &Fields<'_>, keys: &KeyPath, name: &str, value: &Value) -> Option<Colour> {
    let found = match value {
        Value::Text(text) => Colour::parse(text.trim()),
        _ => None,
    };
    if found.is_some() {
        return found;
    }
    let message = match value {
        Value::Nothing => format!("`{name}` has no colour."),
        Value::Text(text) => format!("`{text}` is not a colour that Handrail knows."),
        other => format!("`{name}` is {}. It should be a colour.", other.describe()),
    };
    fields.file.report(
        Kind::BadColour,
        keys.clone(),
        message,
        format!(
            "Write `#` and 6 digits or letters from `a` to `f`, in quotation marks, like \
             `{name}: \"#0b4a4f\"`. Without the marks, `#` starts a note."
        ),
    );
    None
}

/// Writes a colour into the styles, for one mode. False when the styles have no such mode.
fn write(styles: &mut [ThemeFile], mode: Mode, name: &str, colour: Colour) -> bool {
    // What is written for more contrast counts in light and in dark. The dark one must stay.
    let more_dark = colours_of(styles, &Look::from(Mode::MoreDark));
    let dark = more_dark.get(name).map(|(dark, from)| (*dark, from.mode));
    let written = write_one(styles, mode, name, colour);
    if let (Mode::MoreLight, Some((dark, from))) = (mode, dark)
        && from != Mode::MoreDark
    {
        write_one(styles, Mode::MoreDark, name, dark);
    }
    written
}

/// Writes a colour in place of the one that counts. If the mode has none, it goes into a block of
/// the mode, best in the style that has the colour for other modes: the order there is right.
fn write_one(styles: &mut [ThemeFile], mode: Mode, name: &str, colour: Colour) -> bool {
    let mut value = None;
    let mut home = None;
    let mut ends = Vec::new();
    for (index, style) in styles.iter().enumerate() {
        let blocks = root_blocks(&style.text).into_iter();
        for block in blocks.filter(|block| block.ground == OnGround::All) {
            let found = block
                .properties
                .into_iter()
                .find(|(known, _)| known == name);
            if found.is_some() {
                home = Some(index);
            }
            if block.mode == mode {
                ends.push((index, block.end));
                value = found.map(|(_, place)| (index, place)).or(value);
            }
        }
    }
    let at_home = ends.iter().rev().find(|(index, _)| Some(*index) == home);
    let (index, range, text) = match (value, at_home.or(ends.last())) {
        (Some((index, range)), _) => (index, range, colour.to_string()),
        (None, Some((index, end))) => (*index, *end..*end, format!(";--{name}: {colour};\n")),
        (None, None) => return false,
    };
    if let Some(style) = styles.get_mut(index) {
        style.text.replace_range(range, &text);
    }
    true
}

/// How a page can look: in each mode, and on each ground with the modes that still count there. A
/// choice of dark takes the dark colours, whatever the device has; any other takes the light ones.
fn looks(styles: &[ThemeFile]) -> Vec<Look> {
    let mut looks: Vec<Look> = Mode::ALL
        .iter()
        .map(|(mode, _)| Look::from(*mode))
        .collect();
    let blocks = styles.iter().flat_map(|style| root_blocks(&style.text));
    let named = blocks.filter(|block| !block.properties.is_empty());
    let names: BTreeSet<String> = named
        .filter_map(|block| match block.ground {
            OnGround::Named(name) => Some(name),
            OnGround::All | OnGround::Chosen => None,
        })
        .collect();
    for name in names {
        let modes = match name.as_str() {
            "dark" => [Mode::Dark, Mode::MoreDark],
            _ => [Mode::Light, Mode::MoreLight],
        };
        looks.extend(modes.map(|mode| Look {
            mode,
            ground: Some(name.clone()),
        }));
    }
    looks
}

/// The colours that count in a look, each with the look for which it is written. The blocks of a
/// ground come after all others: their selectors weigh more.
fn colours_of(styles: &[ThemeFile], look: &Look) -> BTreeMap<String, (Colour, Look)> {
    let (mut colours, mut on_ground) = (BTreeMap::new(), BTreeMap::new());
    for style in styles {
        for block in root_blocks(&style.text) {
            let is_chosen = look.ground.is_some();
            let (all, ground) = match &block.ground {
                OnGround::All => (&mut colours, None),
                OnGround::Chosen if is_chosen => (&mut on_ground, look.ground.clone()),
                OnGround::Named(name) if look.ground.as_ref() == Some(name) => {
                    (&mut on_ground, look.ground.clone())
                }
                OnGround::Chosen | OnGround::Named(_) => continue,
            };
            let written = Look {
                mode: block.mode,
                ground,
            };
            for (name, place) in block.properties {
                let value = style.text.get(place).and_then(Colour::parse);
                if let Some(colour) = value.filter(|_| look.mode.includes(block.mode)) {
                    all.insert(name, (colour, written.clone()));
                }
            }
        }
    }
    colours.extend(on_ground);
    colours
}

/// The pairs of the chosen set, from the theme's `colours.yml`. A theme may have none.
fn pairs(
    sources: &Sources,
    input: &Input,
    (folder, set): (&str, Option<&str>),
    looks: &[&Look],
    problems: &RefCell<Problems>,
) -> Vec<Pair> {
    let path = SourcePath::new(format!("{folder}/colours.yml"));
    let pairs = input.read_yaml(sources, &path, problems, |file, value| {
        let Value::List(items) = value else {
            file.report(
                Kind::WrongShape,
                KeyPath::default(),
                format!("This is {}. It should be a list.", value.describe()),
                "Start each pair with a hyphen and a space, on a line of its own.".to_owned(),
            );
            return Vec::new();
        };
        let read = |(number, item)| {
            let keys = KeyPath::default().item(number);
            file.group(keys, item, |fields| pair(fields, number, set, looks))
        };
        let pairs = items.iter().enumerate().filter_map(read);
        pairs.flatten().collect()
    });
    pairs.unwrap_or_default()
}

/// A pair in each look in which it counts. Nothing for a pair of another set.
fn pair(fields: &Fields<'_>, number: usize, set: Option<&str>, looks: &[&Look]) -> Vec<Pair> {
    let of_set = fields.text("set", NAME);
    let mode = fields.text("mode", NAME);
    let text = fields.required_text("text", NAME, "text: ink");
    let ground = fields.required_text("ground", NAME, "ground: page");
    let minimum = match fields.value("minimum") {
        Some(Value::Whole(number)) => u8::try_from(*number).ok().map(f64::from),
        Some(Value::Decimal(number)) => Some(*number),
        _ => None,
    };
    let looks: Vec<&Look> = looks
        .iter()
        .filter(|look| mode.as_deref().is_none_or(|mode| mode == look.mode.name()))
        .copied()
        .collect();
    if looks.is_empty() || minimum.is_none() {
        fields.file.report(
            Kind::BrokenTheme,
            fields.own_keys(),
            "This pair of colours is not complete.".to_owned(),
            "Write it like `{text: ink, ground: page, minimum: 7}`. It counts in all modes, or in \
             its `mode`: `light`, `dark`, `more-light` or `more-dark`."
                .to_owned(),
        );
    }
    let (Some(text), Some(ground), Some(minimum)) = (text, ground, minimum) else {
        return Vec::new();
    };
    if of_set.is_some() && of_set.as_deref() != set {
        return Vec::new();
    }
    let pair = |look: &Look| Pair {
        number,
        look: look.clone(),
        text: text.clone(),
        ground: ground.clone(),
        minimum,
    };
    looks.into_iter().map(pair).collect()
}
