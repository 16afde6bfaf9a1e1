//! `content/accessibility.yml`: the facts of the accessibility statement.
//!
//! What it must say comes from regulation 8 of the Public Sector Bodies (Websites and Mobile
//! Applications) (No. 2) Accessibility Regulations 2018 (SI 2018/952) and the model statement.

use super::document::Document;
use super::values::Date;
use crate::source::SourcePath;

/// The accessibility statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The file that it came from.
    pub path: SourcePath,
    /// What it applies to, as words after "This accessibility statement applies to".
    pub applies_to: String,
    /// How far the site meets WCAG 2.2 AA.
    pub compliance: Compliance,
    /// What the site tries to do for people.
    pub aim: Option<String>,
    /// What is not accessible yet.
    pub issues: Vec<Issue>,
    /// What the law does not ask for.
    pub out_of_scope: Vec<String>,
    /// What would be too hard to mend now, with the assessment.
    pub burden: Vec<String>,
    /// How it was tested.
    pub tested: Vec<Test>,
    /// How soon the team answers, in words.
    pub answer_within: Option<String>,
    /// What to do when you do not agree with the answer.
    pub enforcement: Document,
    /// The day it was first written.
    pub prepared_on: Option<Date>,
    /// The day it was last looked at.
    pub reviewed_on: Option<Date>,
    /// The day it must be looked at again.
    pub next_review: Option<Date>,
}

/// How far the site meets WCAG 2.2 AA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compliance {
    /// All of it.
    Fully,
    /// Most of it.
    Partly,
    /// Less than most.
    Not,
}

impl Compliance {
    /// Every answer with the word that stands for it in YAML and in the theme's strings.
    pub const WORDS: [(&'static str, Compliance); 3] = [
        ("fully", Compliance::Fully),
        ("partly", Compliance::Partly),
        ("not", Compliance::Not),
    ];
}

/// One thing that is not accessible yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// What it is.
    pub what: String,
    /// Who it gets in the way of.
    pub who_it_affects: Option<String>,
    /// The WCAG success criterion, such as `1.2.6`.
    pub wcag: Option<String>,
    /// What to do until it is mended.
    pub until: Option<String>,
    /// When it will be mended.
    pub fix_by: Option<Date>,
}

/// One test that was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// How.
    pub how: String,
    /// By whom.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// Which pages.
    pub pages: Option<String>,
}
