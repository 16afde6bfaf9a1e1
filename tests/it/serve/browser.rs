//! The program that serves a project, and a browser as plain as can be.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::project::Project;

/// When to give up. Slow shared machines need room.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// `handrail serve` in a project. It ends with the test.
pub(crate) struct Serving {
    pub(crate) project: Project,
    pub(crate) port: u16,
    program: Child,
    told: Arc<Mutex<String>>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    headers: Vec<(String, String)>,
}

impl Serving {
    /// Starts it on any free port, and waits until it says where it is.
    pub(crate) fn start(project: Project, arguments: &[&str]) -> Serving {
        let port: &[&str] = if arguments.contains(&"--port") {
            &[]
        } else {
            &["--port", "0"]
        };
        let folder = project.path("bin");
        let others = std::env::var("PATH").unwrap_or_default();
        let mut program = Command::new(env!("CARGO_BIN_EXE_handrail"))
            .args(["serve", "--today", "2026-11-22"])
            .args(port)
            .args(arguments)
            .current_dir(project.path(""))
            .env("RAYON_NUM_THREADS", "1")
            .env("PATH", format!("{}:{others}", folder.display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let told = Arc::default();
        listen(program.stdout.take().expect("a stream"), &told);
        listen(program.stderr.take().expect("a stream"), &told);
        let mut serving = Serving {
            project,
            port: 0,
            program,
            told,
        };
        serving.says("Press Ctrl and C to stop.");
        let told = serving.told();
        let start = "The site is at http://127.0.0.1:";
        let rest = &told[told.find(start).expect("an address") + start.len()..];
        let number = rest.split('/').next().expect("a number");
        serving.port = number.parse().expect("a number");
        serving
    }

    /// Everything that was said in the terminal.
    pub(crate) fn told(&self) -> String {
        self.told.lock().expect("no test broke").clone()
    }

    /// Waits until this is said in the terminal.
    pub(crate) fn says(&self, words: &str) {
        let started = Instant::now();
        while !self.told().contains(words) {
            let told = self.told();
            assert!(started.elapsed() < PATIENCE, "not said: {words}\n{told}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// True as long as the program has not ended by itself.
    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.program.try_wait(), Ok(None))
    }

    /// Waits until a page says this.
    pub(crate) fn sees(&self, target: &str, words: &str) {
        until(words, || self.get(target).body.contains(words));
    }

    /// The name of what is shown now.
    pub(crate) fn mark(&self) -> String {
        self.get("/.handrail/changes").body
    }

    /// Asks for a page as a browser does.
    pub(crate) fn get(&self, target: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        self.ask(format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes())
    }

    /// Sends these bytes and reads to the end.
    pub(crate) fn ask(&self, request: &[u8]) -> Answer {
        let mut line = self.connect();
        // The answer may come before everything was said.
        let _ = line.write_all(request);
        let mut bytes = Vec::new();
        let read = line.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text
            .split_once("\r\n\r\n")
            .unwrap_or_else(|| panic!("no answer: {read:?} {text}"));
        let mut lines = head.lines();
        let first = lines.next().expect("a status");
        let status = first.split(' ').nth(1).expect("a status");
        Answer {
            status: status.parse().expect("a number"),
            headers: lines
                .filter_map(|line| line.split_once(": "))
                .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
                .collect(),
            body: body.to_owned(),
        }
    }

    /// A line to the program.
    pub(crate) fn connect(&self) -> TcpStream {
        let line = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        line.set_read_timeout(Some(PATIENCE)).expect("a limit");
        line.set_write_timeout(Some(PATIENCE)).expect("a limit");
        line
    }
}

impl Answer {
    /// The value of a header, named in any letters. Nothing, if it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        let name = name.to_lowercase();
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
        if thread::panicking() {
            println!("{}", self.told());
        }
    }
}

/// Waits until something is so.
pub(crate) fn until(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < PATIENCE, "it never was: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Writes down what a stream says.
fn listen(stream: impl Read + Send + 'static, told: &Arc<Mutex<String>>) {
    let told = Arc::clone(told);
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let mut told = told.lock().expect("no test broke");
            told.push_str(&line);
            told.push('\n');
        }
    });
}
