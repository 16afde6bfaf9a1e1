//! YAML that cannot be read, in words: what was most likely slipped, and what to write instead.

use super::yaml::Fault;
use crate::problem::{Kind, Place, Problem};

/// The problem that a slip in YAML makes.
pub(super) fn broken_yaml(place: Place, fault: Fault) -> Problem {
    let (kind, message, help) = match fault {
        Fault::Tab => (
            Kind::BrokenYaml,
            "This line starts with a tab.",
            "Use spaces: 2 for each step to the right. YAML does not allow tabs.",
        ),
        Fault::Quote => (
            Kind::BrokenYaml,
            "A quotation mark is opened here and not closed, or a `\\` stands after it.",
            "Close it with the same mark. Or take both marks out: most text needs none.",
        ),
        Fault::Colon => (
            Kind::BrokenYaml,
            "This line has a second colon, so it is not clear where the value starts.",
            "Put the whole value in quotation marks, like `when: \"Weekdays: 9am to 5pm\"`.",
        ),
        Fault::Indent => (
            Kind::BrokenYaml,
            "This line starts too far to the right.",
            "Start it below the first letter of the line above. Only lines that belong to a name \
             without a value, like `contact:`, start further in.",
        ),
        Fault::NoSpace => (
            Kind::BrokenYaml,
            "There is no space after the colon on this line.",
            "Write a colon and a space, like `name: Kite Care`.",
        ),
        Fault::TooDeep => (
            Kind::TooDeep,
            "This file repeats or nests its parts far more than any listing needs.",
            "Write each fact once, without `&` and `*` marks.",
        ),
        Fault::ManyDocuments => (
            Kind::BrokenYaml,
            "This line of `---` starts a second document.",
            "Keep one document in each file. Take the line out.",
        ),
        Fault::Spacing => (
            Kind::BrokenYaml,
            "Handrail cannot read the file from this line on.",
            "Look at this line and the one before. Is there a space after each colon? Do lines \
             that belong together start below each other? Is each `[` closed with `]`?",
        ),
    };
    Problem::new(kind, place, message, help)
}
