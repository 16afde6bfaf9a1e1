//! Colours that stand on each other and are too much alike to be read.

use std::collections::BTreeMap;

use super::Checked;
use crate::model::colour::{Colour, Look, Mode, Pair, Palette};
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::SourcePath;

pub(super) fn check(checked: &Checked<'_>, problems: &mut Problems) {
    let palette = checked.palette;
    // A theme whose list of styles is broken has no colours to look at.
    let theme = &checked.site.settings.theme;
    let list = SourcePath::new(format!("themes/{theme}/theme.yml"));
    if checked.broken.contains(&list) {
        return;
    }
    // The same two colours may meet in several looks. The worst of them is told.
    let mut worst: BTreeMap<Meeting<'_>, (f64, &Pair)> = BTreeMap::new();
    for pair in &palette.pairs {
        let found = Found::new(palette, pair);
        let (Some(text), Some(ground)) = (found.text, found.ground) else {
            // On a ground it would be told again.
            if pair.look.ground.is_none() {
                problems.push(unknown(checked, palette, pair));
            }
            continue;
        };
        let contrast = text.0.contrast(ground.0);
        if contrast >= pair.minimum {
            continue;
        }
        let own = own(palette, &pair.text, found.text)
            .or_else(|| own(palette, &pair.ground, found.ground));
        let blamed = own.unwrap_or((&pair.text, &text.1));
        let meeting = (pair.text.as_str(), pair.ground.as_str(), blamed);
        let known = worst.entry(meeting).or_insert((contrast, pair));
        if contrast < known.0 {
            *known = (contrast, pair);
        }
    }
    for ((.., blamed), (contrast, pair)) in worst {
        problems.push(too_near(checked, pair, blamed, contrast));
    }
}

/// Two colours, and the one to change with the look for which it is written.
type Meeting<'p> = (&'p str, &'p str, (&'p str, &'p Look));

/// The two colours of a pair, each with the look for which it is written.
struct Found<'p> {
    text: Option<&'p (Colour, Look)>,
    ground: Option<&'p (Colour, Look)>,
}

impl<'p> Found<'p> {
    fn new(palette: &'p Palette, pair: &Pair) -> Found<'p> {
        let colours = palette.colours.get(&pair.look);
        let find = |name: &String| colours.and_then(|colours| colours.get(name));
        Found {
            text: find(&pair.text),
            ground: find(&pair.ground),
        }
    }
}

fn theme_place(checked: &Checked<'_>, pair: &Pair) -> Place {
    let theme = &checked.site.settings.theme;
    let path = SourcePath::new(format!("themes/{theme}/colours.yml"));
    Place::value(&path, KeyPath::default().item(pair.number))
}

fn unknown(checked: &Checked<'_>, palette: &Palette, pair: &Pair) -> Problem {
    let colours = palette.colours.get(&pair.look);
    let is_known = |name: &String| colours.is_some_and(|colours| colours.contains_key(name));
    let name = match is_known(&pair.text) {
        true => &pair.ground,
        false => &pair.text,
    };
    Problem::new(
        Kind::BrokenTheme,
        theme_place(checked, pair),
        format!(
            "The styles have no colour `--{name}` for `{}`.",
            pair.look.mode.name()
        ),
        "Add it to the styles of the theme as 6 digits after `#`, or take this pair out.",
    )
}

fn too_near(checked: &Checked<'_>, pair: &Pair, blamed: (&str, &Look), contrast: f64) -> Problem {
    let palette = checked.palette;
    let (name, written) = blamed;
    let place = if is_own(palette, name, written) {
        let keys = KeyPath::default().field(written.mode.name()).field(name);
        Place::value(&SourcePath::new("content/colours.yml"), keys)
    } else {
        theme_place(checked, pair)
    };
    let (kind, needs, least) = if contrast < pair.least() {
        (Kind::LowContrast, "It must have", pair.least())
    } else {
        (Kind::WeakContrast, "It should have", pair.minimum)
    };
    Problem::new(
        kind,
        place,
        format!(
            "{}, `{}` on `{}` has a contrast of {} to 1. {needs} {least} to 1.",
            when(&pair.look),
            pair.text,
            pair.ground,
            shown(contrast)
        ),
        help(palette, pair, name),
    )
}

/// In which look two colours meet, in words.
fn when(look: &Look) -> String {
    let device = match look.mode {
        Mode::Light => "In light colours",
        Mode::Dark => "In dark colours",
        Mode::MoreLight => "In light colours with more contrast",
        Mode::MoreDark => "In dark colours with more contrast",
    };
    let more = match look.mode {
        Mode::MoreLight | Mode::MoreDark => " and ask for more contrast",
        Mode::Light | Mode::Dark => "",
    };
    match &look.ground {
        Some(ground) => format!("When readers choose the ground `{ground}`{more}"),
        None => device.to_owned(),
    }
}

/// The name of a colour and the look for which it is written, if the site changed it itself.
fn own<'n>(
    palette: &Palette,
    name: &'n str,
    found: Option<&'n (Colour, Look)>,
) -> Option<(&'n str, &'n Look)> {
    let (_, written) = found?;
    is_own(palette, name, written).then_some((name, written))
}

fn is_own(palette: &Palette, name: &str, written: &Look) -> bool {
    written.ground.is_none() && palette.own.contains(&(written.mode, name.to_owned()))
}

/// The number with 2 places, never rounded up: 4.49 must not look like 4.5.
fn shown(contrast: f64) -> String {
    format!("{:.2}", (contrast * 100.0).floor() / 100.0)
}

/// A darker or lighter colour with enough contrast to everything that it meets; if there is none, to the other colour of this pair alone.
fn help(palette: &Palette, pair: &Pair, name: &str) -> String {
    let colour_in = |look: &Look, name: &str| palette.colours.get(look)?.get(name);
    let Some((colour, written)) = colour_in(&pair.look, name) else {
        return String::new();
    };
    let others = |pairs: &[&Pair]| -> Vec<(Colour, f64)> {
        let pairs = pairs.iter();
        pairs
            .filter_map(|pair| Some((colour_in(&pair.look, pair.other(name))?.0, pair.minimum)))
            .collect()
    };
    let nearest = |others: Vec<(Colour, f64)>| {
        colour.nearest(|colour| {
            let mut others = others.iter();
            others.all(|(other, minimum)| colour.contrast(*other) >= *minimum)
        })
    };
    let all: Vec<&Pair> = palette
        .pairs
        .iter()
        .filter(|other| other.text == name || other.ground == name)
        .filter(|other| colour_in(&other.look, name).is_some_and(|(_, look)| look == written))
        .collect();
    let word = |is_darker| if is_darker { "darker" } else { "lighter" };
    if let Some((better, is_darker)) = nearest(others(&all)) {
        return format!(
            "Write `{name}: \"{better}\"`. It is {} and has enough contrast to all that it meets.",
            word(is_darker)
        );
    }
    if let Some((better, is_darker)) = nearest(others(&[pair])) {
        return format!(
            "`{better}` is {} and has enough contrast here. Look at the other colours that meet \
             `{name}` too: no colour fits all of them.",
            word(is_darker)
        );
    }
    let other = pair.other(name);
    format!("No colour has enough contrast to `{other}`. Change `{other}` first.")
}
