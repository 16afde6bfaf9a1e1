//! The preview of a site, as pure functions: which answer belongs to which request.
//!
//! `disk/preview.rs` talks to browsers and `cli/serve.rs` builds. In between, [`answer`] looks into
//! the files in memory, and nowhere else. Pages get a script of the preview's own, which loads them
//! again after a change. It is never part of the built site.

mod answer;
mod changes;
mod headers;
mod hosts;
mod pages;
mod target;

use std::sync::Arc;

use crate::output::Output;
use crate::problem::Problems;

pub use answer::{answer, refuse, waits};
pub use changes::{Changes, changes};

/// What a browser asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// `GET`, `HEAD` and so on.
    pub method: &'a str,
    /// The address as it was sent: `/providers/?page=2`.
    pub target: &'a str,
    /// Every `Host` that was sent with it.
    pub hosts: Vec<&'a str>,
    /// The address of this machine that it was sent to: `127.0.0.1`, or one of the network.
    pub sent_to: String,
}

/// Where the preview can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Door {
    /// The port.
    pub port: u16,
    /// True when the whole network may ask, and not this machine alone.
    pub lan: bool,
}

/// What goes back to the browser. A `HEAD` request gets the same without the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status, such as 200.
    pub status: u16,
    /// The headers, but for the length of the body.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// What the preview shows at one time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The last site that was built without errors.
    pub site: Option<Arc<Output>>,
    /// What is wrong now. While there is an error, `site` is older than the files.
    pub problems: Problems,
    /// Why the files cannot be read at all, if that is so.
    pub unreadable: Option<String>,
    /// A name for all of this. A page that was sent under another name is old.
    pub mark: String,
}

impl Shown {
    /// True when something must be mended before the site can be built again.
    pub fn is_held_back(&self) -> bool {
        self.unreadable.is_some() || self.problems.has_errors()
    }
}
