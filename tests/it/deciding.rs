//! Decisions that cannot wait: a listing rests, a provider leaves or closes, with the word of one group
//! for now.

use handrail::source::Source;

use crate::project::Project;
use crate::site::{KITE_CARE, Site, lines};

#[test]
fn a_listing_rests_at_once_and_the_second_group_agrees() {
    let project = Project::small();
    let record = "providers/checks/kite-care.yml";
    let ran = project.command("pause kite-care --role host --by Team --dry-run");
    assert_eq!(
        (ran.code, project.text(record).as_str()),
        (Some(0), ""),
        "{ran:?}"
    );
    let ran = project.run(&[
        "pause",
        "kite-care",
        "--role",
        "host",
        "--by",
        "Team",
        "--words",
        "Call us: 020 7946 0000.",
    ]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("| Call us: 020 7946 0000."), "{ran:?}");
    assert!(
        ran.stdout
            .contains("Ask the lived experience group to agree by 25 November 2026."),
        "{ran:?}"
    );
    assert_eq!(
        project.text(record),
        "# Checks of Kite Care. This folder belongs to the provider checks team.\n\
         paused:\n  - from: 2026-11-22\n    words: \"Call us: 020 7946 0000.\"\n    agreed:\n      \
         - {role: host, on: 2026-11-22, by: Team}\n"
    );
    assert_eq!(project.command("build").code, Some(0));
    let kite = project.text("public/providers/kite-care/index.html");
    assert!(kite.contains("Call us: 020 7946 0000."));
    assert!(
        !kite.contains("020 7946 0011"),
        "a listing that rests does not give their number"
    );
    for (command, why) in [
        ("pause kite-care --role host --by Team", "rests already"),
        (
            "pause kite-care --agree --role host --by Other",
            "agreed already",
        ),
        (
            "pause kite-care --agree --role lived-experience --by TEAM",
            "nobody speaks for both",
        ),
        ("pause kite-care", "who agrees"),
        (
            "pause kite-car --role host --by Team",
            "Did you mean `kite-care`?",
        ),
        (
            "leave kite-care --agree --role lived-experience --by Group",
            "nothing of this kind waits",
        ),
    ] {
        let ran = project.command(command);
        assert_eq!(ran.code, Some(2), "{command}: {ran:?}");
        assert!(ran.stderr.contains(why), "{command}: {ran:?}");
    }
    let ran = project.command("signoff");
    assert!(
        ran.stdout
            .contains("handrail pause kite-care --agree --role lived-experience"),
        "{ran:?}"
    );
    let ran = project.command("pause kite-care --agree --role lived-experience --by Group");
    assert!(ran.stdout.contains("Both groups agree."), "{ran:?}");
    assert!(
        project
            .command("signoff")
            .stdout
            .starts_with("Nothing waits")
    );
    let ran = project.command("pause kite-care --end");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        project
            .text(record)
            .ends_with("by: Group}\n    ended_on: 2026-11-22\n")
    );
    let ran = project.command("pause kite-care --end");
    assert!(ran.stderr.contains("does not rest today"), "{ran:?}");
}

#[test]
fn a_provider_leaves_or_closes_and_private_numbers_are_refused() {
    let project = Project::small();
    let record = "providers/checks/kite-care.yml";
    let ran = project.run(&[
        "close",
        "kite-care",
        "--role",
        "host",
        "--by",
        "T",
        "--words",
        "DBS certificate 001234567890",
    ]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(!ran.stderr.contains("001234567890"), "{ran:?}");
    assert_eq!(project.text(record), "");
    let ran = project.command("close kite-care --on 2026-12-24 --role host --by T");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("24 December 2026"), "{ran:?}");
    let ran = project.command("leave kite-care --role host --by T");
    assert!(ran.stderr.contains("closes on 24 December 2026"), "{ran:?}");
    let ran = project.command("close kite-care --agree --role lived-experience --by G");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let text = project.text(record);
    assert!(
        text.contains("left:\n  on: 2026-12-24\n  why: closed\n  agreed:\n"),
        "{text}"
    );
    assert_eq!(project.command("build").code, Some(0));
}

#[test]
fn a_record_that_people_wrote_keeps_every_other_byte() {
    let record = "providers/checks/kite-care.yml";
    let old = "# A note.\r\npaused: # before\r\n  - from: 2026-01-05 # rest\r\n    agreed: [{role: host, on: 2026-01-05, by: T}, {role: lived-experience, on: 2026-01-06, by: G}]\r\n    ended_on: 2026-02-01\r\nleft:\r\n";
    let project = Project::small().file(record, old);
    let ran = project.command("pause kite-care --role host --by Team");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let new = project.text(record);
    let added =
        "  - from: 2026-11-22\r\n    agreed:\r\n      - {role: host, on: 2026-11-22, by: Team}\r\n";
    assert_eq!(new, old.replace("left:\r\n", &format!("{added}left:\r\n")));
    let source = Source::new(new.into_bytes());
    assert!(source.text().is_ok());
}

#[test]
fn a_second_agreement_that_is_late_is_said() {
    let old = "=== providers/checks/kite-care.yml\npaused:\n  - from: 2026-11-16\n    agreed:\n      - {role: host, on: 2026-11-16, by: T}\n";
    let found = lines(&Site::small().with(KITE_CARE).with(old).build().problems).join("\n");
    assert!(found.contains("second-agreement-late"), "{found}");
}
