//! Opens an address in the browser of the person at this machine.

use std::io;
use std::process::{Command, Stdio};
use std::thread;

/// The program of the system that opens addresses, and what it wants to be told first.
const OPENER: (&str, &[&str]) = if cfg!(target_os = "macos") {
    ("open", &[])
} else if cfg!(windows) {
    ("rundll32", &["url.dll,FileProtocolHandler"])
} else {
    ("xdg-open", &[])
};

/// Opens an address in the browser.
///
/// # Errors
///
/// When the system has no program for it.
pub fn open_in_browser(address: &str) -> io::Result<()> {
    let (program, first) = OPENER;
    let mut opener = Command::new(program)
        .args(first)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    thread::spawn(move || opener.wait());
    Ok(())
}
