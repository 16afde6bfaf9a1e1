//! What hosts take at most, told before somebody uploads a site that is too large.

use crate::model::values::thousands;
use crate::output::Size;

/// What a host takes at most, as its pages said in November 2026.
struct Host {
    name: &'static str,
    files: Option<u64>,
    /// All bytes.
    bytes: Option<u64>,
    /// The bytes of one file.
    largest: Option<u64>,
}

const MEGABYTE: u64 = 1_000_000;

/// Hosts that give a place to a site for nothing or nearly nothing.
const HOSTS: [Host; 4] = [
    Host {
        name: "Cloudflare Pages, free plan",
        files: Some(20_000),
        bytes: None,
        largest: Some(25 * MEGABYTE),
    },
    Host {
        name: "Cloudflare Pages, paid plans",
        files: Some(100_000),
        bytes: None,
        largest: Some(25 * MEGABYTE),
    },
    Host {
        name: "GitHub Pages",
        files: None,
        bytes: Some(1_000 * MEGABYTE),
        largest: None,
    },
    Host {
        name: "GitLab Pages on gitlab.com",
        files: Some(200_000),
        bytes: Some(1_000 * MEGABYTE),
        largest: None,
    },
];

/// True from nine tenths of a limit on.
fn is_near(value: u64, most: u64) -> bool {
    value >= most / 10 * 9
}

impl Host {
    /// What this host would say to a site of this size, if it is near a limit or over it.
    fn objections(&self, size: &Size) -> Option<String> {
        let limits = [
            (size.files, self.files, "files", 1),
            (size.bytes, self.bytes, "MB in all", MEGABYTE),
            (size.largest, self.largest, "MB in one file", MEGABYTE),
        ];
        let near: Vec<String> = limits
            .into_iter()
            .filter_map(|(value, most, unit, share)| Some((value, most?, unit, share)))
            .filter(|(value, most, ..)| is_near(*value, *most))
            .map(|(_, most, unit, share)| format!("{} {unit}", words(most / share)))
            .collect();
        let limits = near.join(", ");
        (!near.is_empty()).then(|| format!("{}: at most {limits}.", self.name))
    }
}

/// What to know before the site goes to a host. Nothing, when it is far from every limit.
pub(super) fn advice(size: &Size) -> Option<String> {
    let objections: Vec<String> = HOSTS
        .iter()
        .filter_map(|host| host.objections(size))
        .collect();
    if objections.is_empty() {
        return None;
    }
    let mut advice = format!(
        "This site has {} files and {} MB. Some hosts do not take that much:\n",
        words(size.files),
        words(size.bytes / MEGABYTE)
    );
    for objection in objections {
        advice.push_str("  ");
        advice.push_str(&objection);
        advice.push('\n');
    }
    advice.push_str(
        "Limits change: look them up before you choose. Or give each area a site of its own: see \
         docs/large-directories.md.",
    );
    Some(advice)
}

/// A number as people read it: 64,774.
fn words(number: u64) -> String {
    thousands(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(files: u64, bytes: u64, largest: u64) -> Size {
        Size {
            files,
            bytes,
            largest,
        }
    }

    #[test]
    fn a_small_site_goes_everywhere() {
        assert_eq!(advice(&size(1_000, 30 * MEGABYTE, MEGABYTE)), None);
        assert_eq!(advice(&size(17_999, 899 * MEGABYTE, 22 * MEGABYTE)), None);
    }

    #[test]
    fn a_limit_is_told_before_it_is_hit() {
        let words = advice(&size(18_000, 400 * MEGABYTE, MEGABYTE)).expect("advice");
        assert!(
            words.starts_with("This site has 18,000 files and 400 MB."),
            "{words}"
        );
        assert!(
            words.contains("free plan: at most 20,000 files."),
            "{words}"
        );
        assert!(!words.contains("paid"), "{words}");
        let words = advice(&size(64_774, 1_568 * MEGABYTE, 24 * MEGABYTE)).expect("advice");
        assert!(
            words.contains("free plan: at most 20,000 files, 25 MB in one file."),
            "{words}"
        );
        assert!(
            words.contains("GitHub Pages: at most 1,000 MB in all."),
            "{words}"
        );
    }
}
