//! The sum of some bytes: equal bytes have equal sums, and nobody can make others with the same one.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// A SHA-256 sum, as `sha256sum` prints it: 64 digits and letters from a to f.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sum(String);

impl Sum {
    /// The sum of these bytes.
    pub fn of(bytes: &[u8]) -> Sum {
        let mut text = String::with_capacity(64);
        for byte in Sha256::digest(bytes) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_what_the_usual_tools_print() {
        let sum = Sum::of(b"a");
        assert_eq!(sum.start(10), "ca978112ca");
        assert_eq!(Sum::parse(sum.as_str()), Some(sum));
        assert_eq!(Sum::parse("ca978112ca"), None);
        assert_eq!(Sum::parse(&"G".repeat(64)), None);
    }
}
