//! Requests to the preview: addresses that are odd, and bytes that are no request at all.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use handrail::disk::Preview;
use handrail::serve::{Asked, Door, Shown, answer, waits};
use proptest::collection::vec;
use proptest::prelude::{
    BoxedStrategy, Just, Strategy, TestCaseError, any, prop_assert, prop_assert_eq, prop_oneof,
};
use proptest::sample::{Index, select};

use super::changes::{changed, changes};
use super::{EVERYTHING, run};

const DOOR: Door = Door {
    port: 8000,
    lan: false,
};

/// Where the preview's own pages are.
const OWN: &str = ".handrail/";

/// Words of addresses and of requests.
const WORDS: [&str; 58] = [
    "/",
    "//",
    "///",
    "\\",
    "/\\",
    ".",
    "..",
    "../",
    "/..",
    "%2e%2e/",
    "%2e",
    "..%2f",
    "%2F",
    "%5c",
    "%00",
    "%",
    "%%",
    "%2",
    "%zz",
    "%ff",
    "%c0%af",
    "%e2%80%ae",
    "%250d",
    "%0d%0aX-Bad: yes",
    "\r\nX-Bad: yes\r\n",
    "?",
    "?q=a",
    "?\u{202e}",
    "#",
    "#?",
    ";",
    ":",
    "@",
    "example.org",
    "//example.org",
    "http://",
    "https://example.org/",
    "file:///etc/passwd",
    "etc/passwd",
    "content/site.yml",
    "index.html",
    "404.html",
    "_headers",
    "sw.js",
    ".handrail/",
    ".handrail/changes",
    ".handrail/changes?since=1-1",
    "?since=1-1",
    ".handrail/problems/",
    ".handrail/preview.js",
    "assets/",
    "providers/",
    "guides",
    "é",
    "\u{0}",
    " ",
    "HTTP/1.1",
    "C:",
];

pub(super) static SHOWN: LazyLock<Shown> = LazyLock::new(|| Shown {
    site: Some(Arc::new(EVERYTHING.1.clone())),
    mark: "1-1".to_owned(),
    ..Shown::default()
});

/// Every file of the site, and every folder without its end.
static PATHS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = EVERYTHING.1.iter().map(|(path, _)| path);
    files
        .flat_map(|path| {
            let folder = path.strip_suffix("/index.html").unwrap_or(path);
            [path.to_owned(), folder.to_owned()]
        })
        .collect()
});

/// The same path with some of its letters as `%` and two digits.
fn with_signs(path: &str, which: &[Index]) -> String {
    let places: Vec<usize> = which
        .iter()
        .map(|one| one.index(path.len().max(1)))
        .collect();
    let signs = path.bytes().enumerate().map(|(at, byte)| match byte {
        byte if places.contains(&at) => format!("%{byte:02x}"),
        byte => char::from(byte).to_string(),
    });
    signs.collect()
}

fn target() -> impl Strategy<Value = String> {
    let word = || -> BoxedStrategy<String> {
        let known = (any::<Index>(), vec(any::<Index>(), 0..4))
            .prop_map(|(path, which)| with_signs(path.get::<String>(&PATHS), &which));
        let odd = select(&WORDS[..]).prop_map(str::to_owned);
        prop_oneof![2 => known, 4 => odd, 1 => "\\PC{0,4}"].boxed()
    };
    (
        prop_oneof![4 => Just("/"), 1 => Just("")],
        vec(word(), 0..6),
    )
        .prop_map(|(start, words)| format!("{start}{}", words.concat()))
}

fn hosts() -> impl Strategy<Value = Vec<String>> {
    let odd = select(
        &[
            "",
            "localhost",
            "127.0.0.1",
            "127.0.0.1:80",
            "[::1]:8000",
            "example.org",
            "example.org:8000",
            "localhost:8000.example.org",
            "localhost:8000 ",
            "a@localhost:8000",
            "localhost:8000:8000",
            "127.1:8000",
            "2130706433:8000",
            "0.0.0.0:8000",
            "192.168.0.9:8000",
            "LOCALHOST:8000",
        ][..],
    );
    let any_host = prop_oneof![4 => odd.prop_map(str::to_owned), 1 => "\\PC{0,12}"];
    let own = Just(vec!["localhost:8000".to_owned()]);
    prop_oneof![4 => own, 1 => vec(any_host, 0..3)]
}

/// What the signs of a path stand for, said in another way than in the preview.
fn meant(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut bytes = Vec::new();
    let mut parts = path.split('%');
    bytes.extend(parts.next()?.bytes());
    for part in parts {
        let digits = part
            .get(..2)
            .filter(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(&part.as_bytes()[2..]);
            }
            None => bytes.extend([b"%", part.as_bytes()].concat()),
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let is_folder = path.is_empty() || path.ends_with('/');
    Some(if is_folder {
        format!("{path}index.html")
    } else {
        path
    })
}

fn is_own(hosts: &[&str]) -> bool {
    let own = ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"];
    hosts.len() == 1 && own.contains(&hosts[0].to_lowercase().as_str())
}

/// Nothing comes back but what is in memory, and only to this machine.
fn answers(method: &str, target: &str, hosts: &[String]) -> Result<(), TestCaseError> {
    let asked = Asked {
        method,
        target,
        hosts: hosts.iter().map(String::as_str).collect(),
        sent_to: "127.0.0.1".to_owned(),
    };
    let given = answer(&SHOWN, &asked, DOOR);
    prop_assert_eq!(&given, &answer(&SHOWN, &asked, DOOR));
    let is_let_in = is_own(&asked.hosts);
    prop_assert_eq!(given.status == 403, !is_let_in);
    let waiting = waits(&SHOWN, &asked, DOOR);
    prop_assert!(!waiting || (is_let_in && target.contains(OWN)));
    for (name, value) in &given.headers {
        let is_plain = |text: &str| text.chars().all(|c| c == ' ' || c.is_ascii_graphic());
        prop_assert!(is_plain(name) && is_plain(value), "{}: {}", name, value);
    }
    match given.status {
        200 => is_from_memory(target, &given.body),
        302 => leads_to_a_page(target, given.header("Location").unwrap_or_default()),
        400 | 403 | 404 | 405 => Ok(()),
        other => Err(TestCaseError::fail(format!("what is {other}?"))),
    }
}

fn is_from_memory(target: &str, body: &[u8]) -> Result<(), TestCaseError> {
    let file = meant(target).ok_or_else(|| TestCaseError::fail("this means nothing"))?;
    if file.starts_with(OWN) {
        return Ok(());
    }
    let bytes = EVERYTHING.1.get(&file);
    let bytes = bytes.ok_or_else(|| TestCaseError::fail(format!("{file} is not in the site")))?;
    if file.ends_with(".html") {
        let end = bytes.len().saturating_sub(300);
        let main = bytes.get(end - 200..end).unwrap_or_default();
        prop_assert!(
            body.windows(200).any(|part| part == main),
            "{} is another page",
            file
        );
    } else {
        prop_assert_eq!(bytes, body);
    }
    Ok(())
}

fn leads_to_a_page(target: &str, place: &str) -> Result<(), TestCaseError> {
    prop_assert!(
        place.starts_with('/') && !place.starts_with("//"),
        "{}",
        place
    );
    prop_assert!(!place.starts_with("/\\"), "{}", place);
    let folder = meant(target).map(|file| format!("{file}/index.html"));
    let there = meant(place);
    prop_assert_eq!(&folder, &there);
    prop_assert!(there.is_some_and(|file| EVERYTHING.1.get(&file).is_some()));
    Ok(())
}

#[test]
fn any_address_shows_what_is_in_memory_or_nothing() {
    let method = prop_oneof![6 => Just("GET"), 1 => Just("HEAD"), 1 => Just("POST"), 1 => Just("")];
    let asked = (method, target(), hosts());
    run("addresses", 400, &asked, |(method, target, hosts)| {
        answers(method, target, hosts)
    });
}

/// Words of requests.
const REQUESTS: [&str; 32] = [
    "GET ",
    "HEAD ",
    "POST ",
    "get ",
    "/",
    "/guides/",
    "//",
    "?",
    " HTTP/1.1",
    " HTTP/1.0",
    " HTTP/0.9",
    " HTTP/9.9",
    "\r\n",
    "\n",
    "\r",
    "\r\n\r\n",
    "\r\n ",
    "Host: ",
    "host:",
    "Host : ",
    "localhost",
    "localhost:8000",
    "example.org",
    "Content-Length: 99999999999999999999\r\n",
    "Content-Length: -1\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Expect: 100-continue\r\n",
    "Connection: Upgrade\r\n",
    "Range: bytes=0-1\r\n",
    "X: y\r\n",
    ":",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
];

/// What came back to these bytes, all of it.
fn sent(port: u16, request: &[u8]) -> Vec<u8> {
    let mut line = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    line.set_read_timeout(Some(Duration::from_secs(20)))
        .expect("a limit");
    let _ = line.write_all(request);
    let _ = line.shutdown(Shutdown::Write);
    let mut bytes = Vec::new();
    line.read_to_end(&mut bytes)
        .expect("the line is closed in good time");
    bytes
}

/// A whole answer or none at all.
fn is_whole(bytes: &[u8]) -> Result<(), TestCaseError> {
    if bytes.is_empty() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(bytes);
    let parts = text.split_once("\r\n\r\n");
    let (head, body) = parts.ok_or_else(|| TestCaseError::fail(format!("no head: {text}")))?;
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default();
    let status = first
        .strip_prefix("HTTP/1.1 ")
        .and_then(|rest| rest.get(..3));
    let known = ["200", "302", "400", "403", "404", "405", "431"];
    prop_assert!(
        status.is_some_and(|status| known.contains(&status)),
        "{}",
        first
    );
    let length = lines.find_map(|line| line.strip_prefix("Content-Length: "));
    let length: usize = length
        .and_then(|length| length.parse().ok())
        .unwrap_or(usize::MAX);
    let got = bytes.len() - head.len() - 4;
    prop_assert!(got == length || body.is_empty(), "{} of {}", got, length);
    Ok(())
}

#[test]
fn any_bytes_get_a_whole_answer_or_none() {
    let preview = Preview::open(0, false).expect("a port");
    let door = preview.door();
    preview.start(move |asked| answer(&SHOWN, asked, door));
    let host = format!("Host: localhost:{}\r\n\r\n", door.port);
    let request = format!("GET /guides/ HTTP/1.1\r\nAccept: */*\r\n{host}");
    let whole = sent(door.port, request.as_bytes());
    assert!(whole.starts_with(b"HTTP/1.1 200 OK\r\n") && is_whole(&whole).is_ok());
    let other = request.replace("GET /guides/", "HEAD /assets/x?y");
    run("requests", 200, &changes(&REQUESTS), |changes| {
        let bytes = changed(request.as_bytes(), changes, other.as_bytes());
        let answer = sent(door.port, &bytes);
        is_whole(&answer)?;
        let names_it = String::from_utf8_lossy(&bytes)
            .to_lowercase()
            .contains("host");
        prop_assert!(names_it || !answer.starts_with(b"HTTP/1.1 200"));
        Ok(())
    });
    assert_eq!(
        sent(door.port, request.as_bytes()),
        whole,
        "it still answers"
    );
}
