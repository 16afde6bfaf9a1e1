//! `handrail serve`: build, show the site in the browser, and build again after each change.

use std::io::{ErrorKind, Write as _};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::workshop::Workshop;
use super::{Outcome, ProjectArguments, cannot_work, read_number, today};
use crate::disk::{self, Preview, Watch};
use crate::serve::Door;

/// How often to see whether a new day has begun.
const NEW_DAY: Duration = Duration::from_secs(10);

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    project: ProjectArguments,
    /// The port to use. If it is taken, Handrail takes the next one that is free. 0
    /// stands for any free one.
    #[arg(long, value_name = "NUMBER", value_parser = read_port, default_value_t = 8000)]
    port: u16,
    /// Open the site in your browser.
    #[arg(long)]
    open: bool,
    /// Let everybody in your network see the site, for example on a phone. Without this, only this
    /// computer can.
    #[arg(long)]
    lan: bool,
    /// Show words that your groups have not agreed to yet, as if they had.
    #[arg(long)]
    drafts: bool,
    /// Tell after each build where its time went.
    #[arg(long)]
    timings: bool,
}

/// Serves the site until it is stopped.
pub(super) fn serve(arguments: &ServeArguments) -> Outcome {
    let project = &arguments.project;
    // The name of the folder counts, and not the folder: another one may take its place.
    let root = std::path::absolute(&project.project).unwrap_or_else(|_| project.project.clone());
    let preview = match Preview::open(arguments.port, arguments.lan) {
        Ok(preview) => preview,
        Err(error) => {
            let reason = match error.kind() {
                ErrorKind::PermissionDenied => "You are not allowed to use it".to_owned(),
                ErrorKind::AddrInUse => "It is taken, and so are the next ones".to_owned(),
                _ => error.to_string(),
            };
            return cannot_work(
                &format!("port {} cannot be used. {reason}.", arguments.port),
                "Choose another one, like `--port 8080`.",
            );
        }
    };
    let mut watch = Watch::new(&root);
    let mut workshop = Workshop::new(root, arguments.timings).with_drafts(arguments.drafts);
    let mut day = today(project);
    if let Err(error) = workshop.look(day) {
        return cannot_work(
            &format!("the project cannot be read. {error}."),
            "Go to the folder of the project, or name it with `--project`.",
        );
    }
    let door = preview.door();
    let window = Arc::clone(&workshop.window);
    preview.start(move |asked| window.answer(asked, door));
    welcome(arguments, door, &watch);
    loop {
        while !watch.wait(NEW_DAY) && today(project) == day {}
        if today(project) == day {
            workshop.glance(&watch.named().unwrap_or_default(), day);
        }
        watch.start_again();
        day = today(project);
        if let Err(error) = workshop.look(day) {
            workshop.say_unreadable(&format!("The project cannot be read. {error}."));
        }
    }
}

fn read_port(text: &str) -> Result<u16, String> {
    read_number(text, "a number from 0 to 65535, like 8080")
}

/// Says where the site is.
fn welcome(arguments: &ServeArguments, door: Door, watch: &Watch) {
    let address = format!("http://127.0.0.1:{}/", door.port);
    if ![0, door.port].contains(&arguments.port) {
        say(&format!("Port {} is taken.", arguments.port));
    }
    say(&format!("The site is at {address}"));
    if door.lan {
        match disk::address_in_network() {
            Some(own) => say(&format!(
                "In your network it is at http://{own}:{}/",
                door.port
            )),
            None => say("This computer is in no network now."),
        }
        say("Everybody in your network can read it, also what is not published yet.");
    }
    if arguments.drafts {
        say("It shows words that your groups have not agreed to yet. They are not published.");
    }
    if watch.is_blind() {
        say("This system does not tell when files change. Handrail looks every 2 seconds.");
    }
    say("Handrail builds it again when you save a file. Press Ctrl and C to stop.");
    if arguments.open && disk::open_in_browser(&address).is_err() {
        say("The browser could not be opened. Open the address yourself.");
    }
}

/// Says something. It does not matter if nobody listens any more.
pub(super) fn say(words: &str) {
    let _ = writeln!(anstream::stdout(), "{words}");
}
