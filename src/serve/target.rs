//! The address in a request -> the path of a file of the site.

/// The parts of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target<'a> {
    /// The path with its signs decoded and without the `/` in front: `providers/`.
    pub(super) path: String,
    /// What follows the `?`.
    pub(super) query: Option<&'a str>,
}

impl Target<'_> {
    /// The file that a host shows at this address.
    pub(super) fn file(&self) -> String {
        if self.path.is_empty() || self.path.ends_with('/') {
            format!("{}index.html", self.path)
        } else {
            self.path.clone()
        }
    }
}

/// Takes an address apart. Nothing comes back when it is no path, or not text.
///
/// `..` and the like need no care here: no file of a site is called that.
pub(super) fn read(target: &str) -> Option<Target<'_>> {
    let before_anchor = target.split('#').next().unwrap_or_default();
    let (path, query) = match before_anchor.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (before_anchor, None),
    };
    Some(Target {
        path: decode(path.strip_prefix('/')?)?,
        query,
    })
}

/// `%20` and the like become the bytes that they stand for. A `%` alone stays as it is.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        let pair = others.first_chunk::<2>().filter(|_| *first == b'%');
        match pair.and_then(byte_of) {
            Some(byte) => {
                bytes.push(byte);
                rest = others.get(2..).unwrap_or_default();
            }
            None => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).ok()
}

fn byte_of(pair: &[u8; 2]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let [high, low] = *pair;
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// The path as it may stand in a header: every byte that is not plain is written as `%20` and so on.
pub(super) fn encode(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().fold(String::new(), |mut text, byte| {
        if plain(byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(target: &str) -> Option<String> {
        read(target).map(|target| target.path)
    }

    #[test]
    fn an_address_becomes_the_path_of_a_file() {
        let file = |target: &str| read(target).unwrap().file();
        assert_eq!(file("/"), "index.html");
        assert_eq!(file("/providers/?page=2#top"), "providers/index.html");
        assert_eq!(file("/assets/a.css"), "assets/a.css");
        assert_eq!(file("/caf%C3%A9%20x/"), "café x/index.html");
        assert_eq!(read("/search/?q=a").unwrap().query, Some("q=a"));
    }

    #[test]
    fn odd_addresses_stay_odd_paths_or_nothing() {
        assert_eq!(path("/../etc/passwd").as_deref(), Some("../etc/passwd"));
        assert_eq!(path("/%2e%2e/x").as_deref(), Some("../x"));
        assert_eq!(path("//").as_deref(), Some("/"));
        assert_eq!(path("/%").as_deref(), Some("%"));
        assert_eq!(path("/%4").as_deref(), Some("%4"));
        assert_eq!(path("/%zz").as_deref(), Some("%zz"));
        assert_eq!(path("/%ff"), None);
        assert_eq!(path("http://example.org/"), None);
        assert_eq!(path("*"), None);
        assert_eq!(path(""), None);
    }

    #[test]
    fn what_goes_into_a_header_is_plain() {
        assert_eq!(encode("a/é\r\n?x"), "a/%C3%A9%0D%0A%3Fx");
        assert_eq!(
            path(&format!("/{}", encode("a b/é"))).as_deref(),
            Some("a b/é")
        );
    }
}
