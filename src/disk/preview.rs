//! Browsers ask, and get what they are given: HTTP as far as a preview needs it.
//!
//! One request, one answer, and the line is closed. Every browser has a thread of its own with a
//! limit of time, so one that says nothing or reads nothing holds up nobody else. No file is opened
//! here: the answer comes from whoever is asked.

use std::io::{self, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Shutdown, TcpListener, TcpStream, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::serve::{Answer, Asked, Door, refuse};

/// How long a browser may take to say what it wants.
const TO_ASK: Duration = Duration::from_secs(5);

/// How long a browser may take to read the answer.
const TO_READ: Duration = Duration::from_secs(30);

/// How long to wait for a browser to hang up.
const TO_LEAVE: Duration = Duration::from_millis(500);

/// The most bytes of a request.
const MOST_BYTES: usize = 16_384;

/// The most headers of a request.
const MOST_HEADERS: usize = 100;

/// The most browsers at one time.
const MOST_LINES: usize = 250;

/// So many ports are tried, one after the other.
const MOST_PORTS: u16 = 100;

/// A port on which browsers can ask.
pub struct Preview {
    listener: TcpListener,
    door: Door,
}

impl Preview {
    /// Takes a port: the wanted one, or the next one that is free. 0 stands for any.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub fn open(wanted: u16, lan: bool) -> io::Result<Preview> {
        let own = if lan {
            Ipv4Addr::UNSPECIFIED
        } else {
            Ipv4Addr::LOCALHOST
        };
        let mut port = wanted;
        loop {
            match TcpListener::bind((own, port)) {
                Ok(listener) => {
                    let port = listener.local_addr()?.port();
                    let door = Door { port, lan };
                    return Ok(Preview { listener, door });
                }
                Err(error) => {
                    let is_taken = error.kind() == io::ErrorKind::AddrInUse;
                    let next = port.checked_add(1).filter(|_| is_taken);
                    port = next
                        .filter(|next| next - wanted < MOST_PORTS)
                        .ok_or(error)?;
                }
            }
        }
    }

    /// Where the preview can be reached.
    pub fn door(&self) -> Door {
        self.door
    }

    /// Answers from now on, on threads of its own.
    pub fn start(self, answer: impl Fn(&Asked<'_>) -> Answer + Send + Sync + 'static) {
        let answer = Arc::new(answer);
        let lines = Arc::new(AtomicUsize::new(0));
        thread::spawn(move || {
            for stream in self.listener.incoming() {
                let Ok(stream) = stream else {
                    thread::sleep(Duration::from_millis(50)); // The machine has no room for now.
                    continue;
                };
                let line = Line::new(stream, &lines);
                if lines.load(Ordering::Relaxed) > MOST_LINES {
                    continue;
                }
                let answer = Arc::clone(&answer);
                // Without a new thread the line is closed, and the browser can ask again.
                let _ = thread::Builder::new().spawn(move || line.serve(&*answer));
            }
        });
    }
}

/// The address of this machine in its network. No packet is sent to find it.
pub fn address_in_network() -> Option<String> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address that is kept for documents (RFC 5737): the system only chooses a way to it.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    let is_of_network = !address.is_loopback() && !address.is_unspecified();
    is_of_network.then(|| address.to_string())
}

/// A connection to one browser. It is counted for as long as it lasts.
struct Line {
    stream: TcpStream,
    lines: Arc<AtomicUsize>,
}

impl Line {
    fn new(stream: TcpStream, lines: &Arc<AtomicUsize>) -> Line {
        lines.fetch_add(1, Ordering::Relaxed);
        Line {
            stream,
            lines: Arc::clone(lines),
        }
    }

    /// One request and one answer. What goes wrong with a browser is no concern of others.
    fn serve(mut self, answer: &dyn Fn(&Asked<'_>) -> Answer) {
        let sent_to = self
            .stream
            .local_addr()
            .map_or_else(|_| String::new(), |address| plain(address.ip()).to_string());
        let (answer, is_head) = match self.read_request() {
            Ok(bytes) => given(&bytes, sent_to, answer),
            Err(Some(refusal)) => (refusal, false),
            Err(None) => return,
        };
        if self.write(&answer, is_head).is_ok() {
            self.hang_up();
        }
    }

    /// Reads until the end of the headers. Nothing is answered to a browser that does not ask.
    fn read_request(&mut self) -> Result<Vec<u8>, Option<Answer>> {
        let started = Instant::now();
        let mut bytes = Vec::new();
        loop {
            let mut piece = [0; 2048];
            let left = TO_ASK.saturating_sub(started.elapsed());
            if left.is_zero() || self.stream.set_read_timeout(Some(left)).is_err() {
                return Err(None);
            }
            match self.stream.read(&mut piece) {
                Ok(count) if count > 0 => {
                    bytes.extend_from_slice(piece.get(..count).unwrap_or_default());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                _ => return Err(None),
            }
            match parsed(&bytes, |_| ()) {
                Ok(Some(())) => return Ok(bytes),
                Ok(None) if bytes.len() < MOST_BYTES => {}
                Err(httparse::Error::TooManyHeaders) | Ok(None) => {
                    return Err(Some(refuse(431, "This request is too long.")));
                }
                Err(_) => return Err(Some(refuse(400, "This request cannot be read."))),
            }
        }
    }

    fn write(&mut self, answer: &Answer, is_head: bool) -> io::Result<()> {
        let started = Instant::now();
        let body = if is_head { &[][..] } else { &answer.body };
        for part in [head(answer).as_bytes(), body] {
            let mut rest = part;
            while !rest.is_empty() {
                let left = TO_READ.saturating_sub(started.elapsed());
                if left.is_zero() {
                    return Err(io::ErrorKind::TimedOut.into());
                }
                self.stream.set_write_timeout(Some(left))?;
                match self.stream.write(rest) {
                    Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                    Ok(count) => rest = rest.get(count..).unwrap_or_default(),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
        }
        self.stream.flush()
    }

    /// Lets the browser read to the end. Closing at once would take back what is on its way, if the
    /// browser had sent more than was read.
    fn hang_up(&mut self) {
        let started = Instant::now();
        let _ = self.stream.shutdown(Shutdown::Write);
        let mut piece = [0; 2048];
        loop {
            let left = TO_LEAVE.saturating_sub(started.elapsed());
            if left.is_zero() || self.stream.set_read_timeout(Some(left)).is_err() {
                return;
            }
            if !matches!(self.stream.read(&mut piece), Ok(count) if count > 0) {
                return;
            }
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.lines.fetch_sub(1, Ordering::Relaxed);
    }
}

/// An address of version 4 that is written as one of version 6 is still one of version 4.
fn plain(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

/// The answer to a whole request, and whether only its head is wanted.
fn given(bytes: &[u8], sent_to: String, answer: &dyn Fn(&Asked<'_>) -> Answer) -> (Answer, bool) {
    let given = parsed(bytes, |request| {
        let method = request.method.unwrap_or_default();
        let named = |header: &&httparse::Header<'_>| header.name.eq_ignore_ascii_case("host");
        let hosts = request.headers.iter();
        let asked = Asked {
            method,
            target: request.path.unwrap_or_default(),
            // What is no text is nobody's name.
            hosts: hosts
                .filter(named)
                .map(|header| std::str::from_utf8(header.value).unwrap_or_default())
                .collect(),
            sent_to: sent_to.clone(),
        };
        (answer(&asked), method == "HEAD")
    });
    match given {
        Ok(Some(given)) => given,
        _ => (refuse(400, "This request cannot be read."), false),
    }
}

/// Takes a request apart and does something with it. Nothing comes back while it is not whole.
fn parsed<T>(
    bytes: &[u8],
    work: impl FnOnce(&httparse::Request<'_, '_>) -> T,
) -> Result<Option<T>, httparse::Error> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let is_whole = request.parse(bytes)?.is_complete();
    Ok(is_whole.then(|| work(&request)))
}

/// The first lines of an answer. A header with a line end in it would be two, and is left out.
fn head(answer: &Answer) -> String {
    let is_one_line = |text: &str| !text.contains(['\r', '\n']);
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, words_of(answer.status));
    for (name, value) in &answer.headers {
        if is_one_line(name) && is_one_line(value) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    let length = answer.body.len();
    head.push_str(&format!(
        "Content-Length: {length}\r\nConnection: close\r\n\r\n"
    ));
    head
}

fn words_of(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        _ => "Service Unavailable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn echo(asked: &Asked<'_>) -> Answer {
        let words = format!("{} {} {:?}", asked.method, asked.target, asked.hosts);
        refuse(200, &words)
    }

    fn body(request: &[u8]) -> String {
        let (answer, _) = given(request, String::new(), &echo);
        String::from_utf8(answer.body).unwrap()
    }

    #[test]
    fn a_request_is_taken_apart() {
        let request = b"GET /a?b HTTP/1.1\r\nhost: x\r\nHOST: y\r\n\r\n";
        assert_eq!(body(request), "GET /a?b [\"x\", \"y\"]\n");
        let (_, is_head) = given(b"HEAD / HTTP/1.1\r\n\r\n", String::new(), &echo);
        assert!(is_head);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for broken in [
            &b"\x16\x03\x01"[..],
            b"GET\r\n\r\n",
            b"GET /\xff HTTP/1.1\r\n\r\n",
        ] {
            assert!(body(broken).contains("cannot be read"), "{broken:?}");
        }
        assert_eq!(
            body(b"GET / HTTP/1.1\r\nHost: \xff\r\n\r\n"),
            "GET / [\"\"]\n"
        );
        assert_eq!(parsed(b"GET / HT", |_| ()), Ok(None));
    }

    #[test]
    fn a_line_end_cannot_make_a_new_header() {
        let mut answer = refuse(200, "x");
        let header = ("Location".to_owned(), "/\r\nX-Bad: yes".to_owned());
        answer.headers.push(header);
        let head = head(&answer);
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && !head.contains("X-Bad"));
        assert!(head.ends_with("Content-Length: 2\r\nConnection: close\r\n\r\n"));
    }

    #[test]
    fn a_port_that_is_taken_is_left_alone() {
        let first = Preview::open(0, false).unwrap();
        let taken = first.door().port;
        let second = Preview::open(taken, false).unwrap();
        assert_ne!(second.door().port, taken);
    }
}
