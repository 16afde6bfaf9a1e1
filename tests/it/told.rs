//! What the program says to somebody who is new to it: true words, with what to do next.

use crate::project::{Project, Ran};
use crate::site::{KITE_CARE, SETTINGS, SMALL_LISTS, Site, page};

/// That the program could not do its work, and said this.
fn refused(ran: &Ran, words: &[&str]) {
    assert_eq!(ran.code, Some(2), "{ran:?}");
    for words in words {
        assert!(ran.stderr.contains(words), "{words}: {ran:?}");
    }
}

#[test]
fn checks_of_a_provider_that_is_not_there_are_not_started() {
    let project = Project::small();
    let ran = project.command("new checks kite-cair");
    refused(
        &ran,
        &[
            "there is no `providers/kite-cair.yml`.",
            "Did you mean `kite-care`?",
        ],
    );
    let ran = project.command("new checks nope");
    refused(
        &ran,
        &[
            "there is no `providers/nope.yml`.",
            "`handrail new provider nope`",
        ],
    );
    assert!(!project.path("providers/checks").exists());
    assert_eq!(project.command("new checks kite-care").code, Some(0));
}

#[test]
fn what_was_started_already_is_opened_and_not_given_another_name() {
    let project = Project::small();
    let ran = project.command("new site");
    refused(
        &ran,
        &["it is there already", "Open that file and change it."],
    );
    assert!(!ran.stderr.contains("another name"), "{ran:?}");
}

#[test]
fn numbers_and_days_that_cannot_be_read_are_told_in_plain_words() {
    let project = Project::small();
    for (typed, words) in [
        (
            "serve --port abc",
            "write a number from 0 to 65535, like 8080",
        ),
        (
            "serve --port 70000",
            "write a number from 0 to 65535, like 8080",
        ),
        ("due --within abc", "write a number of days, like 30"),
        (
            "search --limit many kite",
            "write a number of pages, like 10",
        ),
        ("due --today 2026-11-31", "November has 30 days."),
        ("search", "there are no words to look for."),
    ] {
        refused(&project.command(typed), &[words]);
    }
}

#[test]
fn a_day_that_is_on_no_calendar_says_why() {
    let help = |day: &str| {
        let site = Site::small().with(&format!("{KITE_CARE}next_review: {day}\n"));
        let built = site.build();
        let one = built.problems.iter().next().expect("a problem");
        one.help.clone()
    };
    assert!(help("2026-11-31").starts_with("November has 30 days. "));
    assert!(help("2026-02-30").starts_with("February 2026 has 28 days. "));
    assert!(help("2026-13-01").starts_with("A year has months from `01` to `12`. "));
    assert!(help("6/8/26").contains("Did you mean `2026-08-06`?"));
}

#[test]
fn a_day_to_come_is_told_with_the_day_that_counts_as_today() {
    let site = Site::small().with(&format!(
        "{KITE_CARE}availability:\n  state: open\n  as_of: 2026-11-28\n"
    ));
    let built = site.build();
    let one = built.problems.iter().next().expect("a problem");
    assert!(one.help.starts_with("Today is 22 November 2026 here. "));
}

/// A project whose provider both groups must agree to.
fn signed() -> Project {
    let groups = "signoffs:\n  providers: [lived-experience, host]\n";
    Project::empty()
        .with(&format!("{SETTINGS}{groups}"))
        .with(SMALL_LISTS)
        .with(KITE_CARE)
}

#[test]
fn another_reason_to_hold_words_back_takes_the_place_of_the_first() {
    let project = signed();
    let hold = |why: &str| {
        let file = "providers/kite-care.yml";
        let who = ["--role", "host", "--by", "Team", "--hold", why];
        project.run(&[["signoff", file].as_slice(), &who].concat())
    };
    for why in [
        "The price is old",
        "The phone is wrong",
        "The phone is wrong",
    ] {
        let ran = hold(why);
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    let record = project.text("content/signoffs/providers/kite-care.yml");
    assert_eq!(record.matches("The price is old").count(), 1, "{record}");
    assert_eq!(record.matches("The phone is wrong").count(), 1, "{record}");
    let told = project.command("signoff").stdout;
    assert!(told.contains("The phone is wrong."), "{told}");
    assert!(!told.contains("The price is old"), "{told}");
    refused(&hold(" "), &["`--hold` has no reason in it."]);
    let after = project.text("content/signoffs/providers/kite-care.yml");
    assert_eq!(after, record);
}

/// Two things that must be checked before a listing is shown.
fn criteria() -> String {
    let criterion = |(id, name): (&str, &str)| {
        format!(
            "=== content/criteria/{id}.yml\nname: {name}\napplies:\n  - weight: must\nlasts: 12 months\n\
             evidence: [photo-id]\nversions:\n  - number: 1\n    from: 2024-01-12\n"
        )
    };
    let both = [
        ("identity", "We know who they are"),
        ("insurance", "They are insured"),
    ];
    both.map(criterion).concat()
}

/// A check of one of them.
fn check(on: &str, result: &str) -> String {
    format!(
        "=== providers/checks/kite-care.yml\nchecks:\n  - criterion: identity\n    version: 1\n    \
         result: {result}\n    evidence: photo-id\n    method: seen\n    checked_on: {on}\n    \
         checked_by: icb-vetting\n"
    )
}

/// A project with criteria, whose provider both groups must agree to.
fn vetted(listed: &str) -> Project {
    let groups = "signoffs:\n  providers: [lived-experience, host]\n";
    Project::empty()
        .with(&format!("{SETTINGS}{groups}"))
        .with(&criteria())
        .with(&format!("{KITE_CARE}{listed}"))
}

/// What the program says when the second group has agreed too.
fn after_both_agreed(project: &Project) -> String {
    let agree = |role: &str, by: &str| {
        let ran = project.command(&format!(
            "signoff providers/kite-care.yml --yes --role {role} --by {by}"
        ));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        ran.stdout
    };
    let first = agree("host", "Team");
    assert!(
        first.contains("Until then the public does not see it."),
        "{first}"
    );
    agree("lived-experience", "Group")
}

#[test]
fn words_that_are_agreed_to_still_wait_for_checks() {
    let said = after_both_agreed(&vetted("listed_from: 2026-01-05\n"));
    assert!(
        said.contains("Both groups agreed. Only the name is shown until 2 checks are made."),
        "{said}"
    );
    let project = vetted("listed_from: 2026-01-05\n").with(&check("2026-11-05", "met"));
    let said = after_both_agreed(&project);
    assert!(said.contains("until 1 check is made."), "{said}");
    let said = after_both_agreed(&vetted(""));
    assert!(
        said.contains("Both groups agreed. Nothing is shown until 2 checks are made."),
        "{said}"
    );
    let said = after_both_agreed(&signed());
    assert!(
        said.contains("The next build shows these words to the public."),
        "{said}"
    );
}

#[test]
fn a_provider_without_checks_and_agreements_is_told_one_thing() {
    let project = vetted("listed_from: 2026-01-05\n");
    let told = || project.command("check").stderr;
    let before = told();
    assert!(
        before.contains("Until then nothing of this file is published."),
        "{before}"
    );
    assert!(
        before.contains("Nothing is shown before the groups have agreed"),
        "{before}"
    );
    assert!(
        !before.contains("Until then only its name is shown."),
        "{before}"
    );
    after_both_agreed(&project);
    let after = told();
    assert!(
        after.contains("Until then only its name is shown."),
        "{after}"
    );
    let old = vetted("listed_from: 2024-01-12\n").with(&check("2024-02-01", "met"));
    let told = old.command("check").stderr;
    assert!(told.contains("ended on 1 February 2025"), "{told}");
    assert!(
        !told.contains("name of the provider is shown now"),
        "{told}"
    );
}

#[test]
fn a_page_of_a_provider_that_was_never_checked_does_not_say_again() {
    let pages = |record: &str| {
        let site = Site::base()
            .with(SETTINGS)
            .with(&criteria())
            .with(record)
            .with(&format!("{KITE_CARE}listed_from: 2026-01-05\n"));
        let built = site.good();
        let text = |path: &str| page(&built, path).to_owned();
        (
            text("providers/kite-care/index.html"),
            text("providers/kite-care/easy/index.html"),
        )
    };
    let (plain, easy) = pages("");
    for page in [&plain, &easy] {
        assert!(page.contains("We have not checked them yet."), "{page}");
        assert!(
            page.contains("We show only its name until we have checked it."),
            "{page}"
        );
        assert!(!page.contains("checked it again"), "{page}");
    }
    let (plain, easy) =
        pages(&check("2026-11-05", "being-checked").replace("    evidence: photo-id\n", ""));
    assert!(plain.contains("We have not checked them yet."), "{plain}");
    assert!(easy.contains("We have not checked them yet."), "{easy}");
    let (plain, easy) = pages(&check("2026-11-05", "met"));
    assert!(
        plain.contains("We do not have all our checks of them now."),
        "{plain}"
    );
    assert!(plain.contains("until we have checked it again."), "{plain}");
    assert!(
        easy.contains("We have not checked everything about them."),
        "{easy}"
    );
}

#[test]
fn sentences_of_a_file_to_fill_in_are_told() {
    let project = Project::small();
    for typed in ["new provider oak-house", "new guide meet"] {
        assert_eq!(project.command(typed).code, Some(0));
    }
    let told = project.command("check").stderr;
    let each = "These words are still those of the file to fill in: ";
    assert_eq!(told.matches(each).count(), 2 + 6, "{told}");
    for words in [
        "`Say more here, in short sentences.`",
        "`Who comes to you? What is a first meeting like?`",
        "`Say the most important thing first, in one or two short sentences.`",
        "`## A heading that says what comes next`",
        "`Link to another page like this: [All providers](/providers/).`",
    ] {
        assert!(told.contains(&format!("{each}{words}")), "{words}: {told}");
    }
    assert!(told.contains("--> providers/oak-house.yml:9:3"), "{told}");
    assert!(told.contains("--> content/guides/meet.md:12:1"), "{told}");
}

#[test]
fn text_after_a_mark_of_numbers_is_not_lost_in_silence() {
    let site = Site::small()
        .with(&KITE_CARE.replace("adults with", "adults #1 with"))
        .with("=== content/guides/a.md\n---\ntitle: Flat #2\n---\nWords #3 here.\n");
    let words = "cut-off-text: Everything after ` #` is left out.";
    assert_eq!(
        site.problems(),
        [
            format!("warning content/guides/a.md:2:13 {words}"),
            format!("warning providers/kite-care.yml:3:34 {words}"),
        ]
    );
}

#[test]
fn headers_of_a_site_in_a_folder_name_the_folder() {
    let address = "base_address: https://www.example.org/phb/directory/\n";
    let built = Site::small()
        .with(KITE_CARE)
        .with(&format!("{SETTINGS}{address}"))
        .good();
    let headers = page(&built, "_headers");
    let rules: Vec<&str> = headers
        .lines()
        .filter(|line| line.starts_with('/'))
        .collect();
    assert!(rules.len() >= 3, "{headers}");
    for rule in rules {
        assert!(rule.starts_with("/phb/directory/"), "{rule}");
    }
}
