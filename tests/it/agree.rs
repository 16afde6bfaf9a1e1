//! What groups agree to: words that were not approved never reach the public, and the record of who
//! said what.

use handrail::agree::answering::{Answer, Turn};
use handrail::agree::asking::{Project as Asked, Question, Words};
use handrail::agree::difference::Line;
use handrail::agree::{NewFile, Speaker};
use handrail::model::checks::SignOffRole::{self, Host, LivedExperience};
use handrail::model::sign_off::Approval;
use handrail::pipeline::{Options, look};
use handrail::routes::Destination;
use handrail::source::SourcePath;

use crate::project::Project;
use crate::site::{KITE_CARE, SETTINGS, SMALL_LISTS, Site, TODAY, main_of, page};

/// Settings that ask both groups.
fn settings() -> String {
    format!(
        "{SETTINGS}signoffs:\n  providers: [lived-experience, host]\n  guides: [lived-experience, host]\n"
    )
}

/// A text that must not be seen anywhere before both groups agree.
const SECRET: &str = "Zebra words";

fn signed() -> Site {
    Site::small().with(&settings()).with(KITE_CARE)
}

/// Asks about a file.
fn ask<T>(site: &Site, path: &str, then: impl FnOnce(Result<Question, String>) -> T) -> T {
    let options = Options {
        today: TODAY,
        destination: Destination::Web,
        gallery: false,
        drafts: false,
    };
    let looked = look(&site.sources, &options).unwrap_or_else(|found| panic!("{found:?}"));
    let problems = looked.all_problems(&site.sources, TODAY);
    let project = Asked {
        sources: &site.sources,
        looked: &looked,
        problems: &problems,
    };
    let question = project.question(&SourcePath::new(path));
    then(question.map_err(|refusal| format!("{} {}", refusal.reason, refusal.help)))
}

fn speaker(role: SignOffRole, by: &str) -> Speaker {
    Speaker::new(role, by).expect("a name")
}

fn put(site: Site, files: &[NewFile]) -> Site {
    files.iter().fold(site, |site, file| {
        site.file(file.path.as_str(), &file.bytes)
    })
}

/// The same site after somebody said something.
fn say(site: Site, path: &str, who: &Speaker, answer: &Answer, has_conflict: bool) -> Site {
    let files = ask(&site, path, |question| {
        let question = question.expect("the file asks for something");
        assert_eq!(question.turn(who, answer), Ok(Turn::Open));
        let answered = question.answer(&site.sources, who, answer, has_conflict, TODAY);
        answered.expect("it can be written down").files
    });
    put(site, &files)
}

fn agree(site: Site, path: &str, role: SignOffRole, by: &str) -> Site {
    say(site, path, &speaker(role, by), &Answer::Agree, false)
}

fn both_agree(site: Site, path: &str) -> Site {
    let site = agree(site, path, Host, "Checks team");
    agree(site, path, LivedExperience, "Kite group")
}

fn approval(site: &Site, path: &str) -> Approval {
    ask(site, path, |question| {
        question.expect("asked").signing.approval
    })
}

/// Every path of the output with these words in it, in any form that keeps the letters.
fn seen(site: &Site, words: &str) -> Vec<String> {
    let built = site.good();
    let files = built.output.iter();
    let has = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(words);
    files
        .filter(|(_, bytes)| has(bytes))
        .map(|(path, _)| path.to_owned())
        .collect()
}

const KITE: &str = "providers/kite-care.yml";

fn changed(site: Site) -> Site {
    let source = site.sources.get(KITE).expect("the provider").clone();
    let text = source
        .text()
        .expect("text")
        .replace("Help at home for", SECRET);
    site.file(KITE, text)
}

#[test]
fn new_words_wait_for_both_groups_and_then_are_published() {
    let site = signed();
    assert_eq!(seen(&site, "Kite Care"), [""; 0]);
    let site = agree(site, KITE, Host, "Checks team");
    assert_eq!(seen(&site, "Kite Care"), [""; 0]);
    let problems = site.problems();
    assert_eq!(
        problems,
        [
            "advice providers/kite-care.yml not-approved-yet: These words are not approved yet. \
          The lived experience group has not agreed to them yet."
        ]
    );
    let site = agree(site, KITE, LivedExperience, "Kite group");
    assert_eq!(site.problems(), [""; 0]);
    assert!(seen(&site, "Kite Care").contains(&"providers/kite-care/index.html".to_owned()));
    assert_eq!(approval(&site, KITE), Approval::Current);
}

#[test]
fn an_unapproved_change_cannot_reach_the_public() {
    let site = changed(both_agree(signed(), KITE));
    assert_eq!(seen(&site, SECRET), [""; 0]);
    let built = site.good();
    let kite = page(&built, "providers/kite-care/index.html");
    assert!(
        main_of(kite).contains("Help at home for adults"),
        "the approved words stay"
    );
    let problem = built.problems.iter().next().expect("its author is told");
    assert_eq!(
        problem.message,
        "These words changed after they were approved, or are held back. The two groups have not agreed to them yet."
    );
    assert!(
        problem
            .help
            .contains("handrail signoff providers/kite-care.yml --role")
    );

    // Neither a lost copy, nor a copy that somebody changed too, lets them through.
    let copy = "content/signoffs/approved/providers/kite-care.yml";
    assert_eq!(seen(&site.clone().without(copy), SECRET), [""; 0]);
    let forged = site
        .sources
        .get(KITE)
        .expect("the provider")
        .bytes()
        .to_vec();
    let forged = site.clone().file(copy, forged);
    assert_eq!(seen(&forged, SECRET), [""; 0]);
    assert_eq!(approval(&forged, KITE), Approval::Held);
    // Nor a record whose sum somebody copied from elsewhere in the same file.
    let record = "content/signoffs/providers/kite-care.yml";
    let lost = site.clone().without(record);
    assert_eq!(seen(&lost, SECRET), [""; 0]);

    let site = both_agree(site, KITE);
    assert!(!seen(&site, SECRET).is_empty());
}

#[test]
fn a_guide_waits_as_a_provider_does() {
    let guide = "=== content/guides/meet.md\n---\ntitle: Zebra words\n---\nMeet at home.\n";
    let site = signed().with(guide);
    assert_eq!(seen(&site, SECRET), [""; 0]);
    let site = both_agree(site, "content/guides/meet.md");
    assert!(!seen(&site, SECRET).is_empty());
}

#[test]
fn either_group_can_hold_words_back_and_let_them_go() {
    let site = both_agree(signed(), KITE);
    let hold = Answer::Hold("The price\nis wrong".to_owned());
    let who = speaker(LivedExperience, "Kite group");
    let held = say(site, KITE, &who, &hold, false);
    assert_eq!(seen(&held, "Help at home for adults"), [""; 0]);
    let problems = held.problems().join("\n");
    assert!(
        problems.contains("Kite group holds them back since 22 November 2026: The price is wrong"),
        "{problems}"
    );
    let back = say(held, KITE, &who, &Answer::Agree, false);
    assert!(!seen(&back, "Help at home for adults").is_empty());
}

#[test]
fn nobody_speaks_for_both_groups_and_no_group_twice() {
    let site = agree(signed(), KITE, Host, "Checks  Team");
    ask(&site, KITE, |question| {
        let question = question.expect("asked");
        let again = question.turn(&speaker(Host, "Somebody else"), &Answer::Agree);
        assert!(matches!(again, Ok(Turn::Said(_))), "{again:?}");
        let both = question.turn(&speaker(LivedExperience, "checks team"), &Answer::Agree);
        let refusal = both.expect_err("the same name");
        assert!(
            refusal.reason.contains("nobody speaks for both groups"),
            "{refusal:?}"
        );
    });
    assert_eq!(Speaker::new(Host, " \u{200b} - "), None);
}

#[test]
fn a_conflict_of_interest_is_written_down_and_does_not_count() {
    let site = agree(signed(), KITE, Host, "Checks team");
    let who = speaker(LivedExperience, "A cousin of the owner");
    let site = say(site, KITE, &who, &Answer::Agree, true);
    assert_eq!(approval(&site, KITE), Approval::Never);
    assert_eq!(seen(&site, "Kite Care"), [""; 0]);
    let site = agree(site, KITE, LivedExperience, "Kite group");
    assert_eq!(approval(&site, KITE), Approval::Current);
}

#[test]
fn people_see_exactly_what_changed() {
    let site = changed(both_agree(signed(), KITE));
    ask(&site, KITE, |question| {
        let Words::Changed(lines) = question.expect("asked").words else {
            panic!("a change");
        };
        let new: Vec<&Line> = lines
            .iter()
            .filter(|line| matches!(line, Line::New(_)))
            .collect();
        let out: Vec<&Line> = lines
            .iter()
            .filter(|line| matches!(line, Line::TakenOut(_)))
            .collect();
        let after = "summary: Zebra words adults with a learning disability.".to_owned();
        assert_eq!(new, [&Line::New(after)]);
        assert_eq!(out.len(), 1);
    });
    ask(&signed(), KITE, |question| {
        let words = question.expect("asked").words;
        assert!(
            matches!(words, Words::New(lines) if lines.contains(&"name: Kite Care".to_owned()))
        );
    });
}

#[test]
fn what_nobody_can_agree_to_says_why() {
    let site = signed().with("=== providers/broken.yml\nname: [\n");
    let refused = |path: &str, words: &str| {
        ask(&site, path, |question| {
            let why = question.expect_err("refused");
            assert!(why.contains(words), "{path}: {why}");
        });
    };
    refused(
        "providers/kite-car.yml",
        "Did you mean `providers/kite-care.yml`?",
    );
    refused("providers", "handrail signoff providers/*.yml");
    refused("providers/broken.yml", "has errors");
    refused("content/site.yml", "needs no agreement");
    refused(
        "content/signoffs/providers/kite-care.yml",
        "there is no file",
    );
    let none = Site::small().with(KITE_CARE);
    ask(&none, KITE, |question| {
        let why = question.expect_err("refused");
        assert!(
            why.contains("signoffs:\n  providers: [lived-experience, host]"),
            "{why}"
        );
    });
}

fn project() -> Project {
    Project::empty()
        .with(&settings())
        .with(SMALL_LISTS)
        .with(KITE_CARE)
}

#[test]
fn the_program_shows_the_words_and_writes_the_record() {
    let project = project();
    let ran = project.command("signoff");
    assert!(
        ran.stdout.contains(
            "providers/kite-care.yml: waits for the lived experience group and the host body."
        ),
        "{ran:?}"
    );
    let ran = project.command("signoff providers/kite-care.yml --role host --by Team");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.stdout.contains("| name: Kite Care"),
        "the words are shown: {ran:?}"
    );
    assert!(ran.stderr.contains("add `--yes`"), "{ran:?}");
    assert_eq!(project.text("content/signoffs/providers/kite-care.yml"), "");
    for who in ["host --by Team", "lived-experience --by Group"] {
        let ran = project.command(&format!(
            "signoff ./providers/kite-care.yml --yes --role {who}"
        ));
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    let copy = project.text("content/signoffs/approved/providers/kite-care.yml");
    assert_eq!(copy, project.text(KITE));
    let ran = project.command("signoff");
    assert!(
        ran.stdout.starts_with("Nothing waits for anybody."),
        "{ran:?}"
    );
    assert_eq!(project.command("build").code, Some(0));
    // One file that cannot be signed stops all of them.
    let before = project.text("content/signoffs/providers/kite-care.yml");
    let ran = project.command(
        "signoff providers/kite-care.yml providers/no.yml --role host --by Team --hold Wrong",
    );
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert_eq!(
        project.text("content/signoffs/providers/kite-care.yml"),
        before
    );
}

#[test]
fn the_page_of_a_listing_that_is_held_back_stays_and_says_nothing_else() {
    let criteria = "=== content/criteria/identity.yml\nname: We know who they are\napplies:\n  - weight: must\n    kinds: [home-care-agency]\nlasts: 12 months\nevidence: [photo-id]\nversions:\n  - number: 1\n    from: 2024-01-12\n";
    let record = "=== providers/checks/kite-care.yml\nchecks:\n  - criterion: identity\n    version: 1\n    result: met\n    evidence: photo-id\n    method: seen\n    checked_on: 2026-11-05\n    checked_by: icb-vetting\n";
    for listed_from in ["", "listed_from: 2026-01-05\n"] {
        let provider = format!("{KITE_CARE}{listed_from}");
        let site = Site::base()
            .with(&settings())
            .with(criteria)
            .with(record)
            .with(&provider);
        let site = both_agree(site, KITE);
        let hold = Answer::Hold("Not sure".to_owned());
        let site = say(site, KITE, &speaker(Host, "Checks team"), &hold, false);
        let built = site.good();
        for path in [
            "providers/kite-care/index.html",
            "providers/kite-care/easy/index.html",
        ] {
            let html = page(&built, path);
            for word in [
                "Kite",
                "020 7946 0011",
                "Help at home for adults",
                "Not sure",
            ] {
                assert!(!html.contains(word), "{path} says {word}");
            }
        }
        assert_eq!(seen(&site, "Kite Care"), [""; 0]);
    }
}
