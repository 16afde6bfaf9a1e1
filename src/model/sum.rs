//! The sum of some bytes: equal bytes have equal sums, and nobody can make others with the same one.

use std::fmt::{self, Write as _};

use sha2::{Digest, Sha256};

/// A SHA-256 sum, as `sha256sum` prints it: 64 digits and letters from a to f.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sum(String);

impl Sum {
    /// The sum of these bytes.
    pub fn of(bytes: &[u8]) -> Sum {
        Sum::of_all([bytes])
    }

    /// The sum of these bytes one after another.
    pub fn of_all<'b>(all: impl IntoIterator<Item = &'b [u8]>) -> Sum {
        let mut digest = Sha256::new();
        all.into_iter().for_each(|bytes| digest.update(bytes));
        let mut text = String::with_capacity(64);
        for byte in digest.finalize() {
            let _ = write!(text, "{byte:02x}");
        }
        Sum(text)
    }

    /// Takes a sum that was written down.
    pub fn parse(text: &str) -> Option<Sum> {
        let is_good = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == 64 && text.bytes().all(is_good)).then(|| Sum(text.to_owned()))
    }

    /// The sum as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its first digits, enough to tell files apart.
    pub fn start(&self, digits: usize) -> &str {
        self.0.get(..digits).unwrap_or(&self.0)
    }
}

/// The sum of files with their names, in whatever order they come. Nobody is kept from making other files with the
/// same one, so it finds mishaps and not cheats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SetSum([u64; 4]);

impl SetSum {
    /// The sum of one file. It is of one name and these bytes only: no byte 0 stands in a name.
    pub fn of(name: &str, bytes: &[u8]) -> SetSum {
        let mut digest = Sha256::new();
        digest.update(name.as_bytes());
        digest.update([0]);
        digest.update(bytes);
        let mut sum = SetSum::default();
        let digest = digest.finalize();
        for (lane, part) in sum.0.iter_mut().zip(digest.as_chunks().0) {
            *lane = u64::from_le_bytes(*part);
        }
        sum
    }

    /// Adds other files.
    pub fn add(&mut self, other: SetSum) {
        for (lane, more) in self.0.iter_mut().zip(other.0) {
            *lane = lane.wrapping_add(more);
        }
    }
}

impl fmt::Display for SetSum {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lanes = self.0.iter();
        lanes.try_for_each(|lane| write!(formatter, "{lane:016x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_what_the_usual_tools_print() {
        let sum = Sum::of(b"a");
        assert_eq!(sum.start(10), "ca978112ca");
        assert_eq!(Sum::parse(sum.as_str()), Some(sum));
        assert_eq!(Sum::of_all([&b"ab"[..], b"", b"c"]), Sum::of(b"abc"));
        assert_eq!(Sum::parse("ca978112ca"), None);
        assert_eq!(Sum::parse(&"G".repeat(64)), None);
    }
    #[test]
    fn files_have_one_sum_in_any_order_and_another_under_other_names() {
        let sum = |files: &[(&str, &str)]| {
            let mut sum = SetSum::default();
            for (name, text) in files {
                sum.add(SetSum::of(name, text.as_bytes()));
            }
            sum.to_string()
        };
        let both = sum(&[("a", "1"), ("b", "2")]);
        assert_eq!(both.len(), 64);
        assert_eq!(sum(&[("b", "2"), ("a", "1")]), both);
        for other in [
            [("a", "2"), ("b", "1")],
            [("a", "1"), ("c", "2")],
            [("a1", ""), ("b", "2")],
        ] {
            assert_ne!(sum(&other), both);
        }
        assert_ne!(sum(&[("a", "1")]), both);
    }
}
