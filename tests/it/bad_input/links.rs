//! Links and pictures that lead nowhere, or where they must not.

use super::{file, guide, provider};

#[test]
fn links_that_could_run_a_program_are_reported() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example.org/",
        "blob:x",
    ] {
        guide(&format!("See [the plan]({address})."))
            .gives(&["error content/guides/bad.md:4:5 unsafe-link"]);
        provider(&format!("about: \"[the plan]({address})\""))
            .gives(&["error providers/bad.yml:6:8 unsafe-link"]);
    }
    guide("See <javascript:alert(1)> now.").gives(&["error content/guides/bad.md:4:5 unsafe-link"]);
    guide("See [the plan][a].\n\n[a]: javascript:alert(1)")
        .gives(&["error content/guides/bad.md:4:5 unsafe-link"]);
}

#[test]
fn a_website_that_is_no_web_address_is_reported() {
    for address in [
        "javascript:alert(1)",
        "kite.example.org",
        "https://x",
        "\"https://a.b/\\\"x\"",
        "ftp://a.example.org",
    ] {
        let text = format!(
            "name: Bad\nkinds: [home-care-agency]\nsummary: Help.\nareas: [camden]\n\
             contact:\n  email: a@example.org\n  website: {address}\n"
        );
        file("providers/bad.yml", text).gives(&["error providers/bad.yml:7:12 bad-web-address"]);
    }
}

#[test]
fn links_that_lead_nowhere_are_reported() {
    guide("[the plan](no-such.md)").gives(&["error content/guides/bad.md:4:1 dead-link"]);
    guide("[the plan](/no-such/)").gives(&["error content/guides/bad.md:4:1 dead-link"]);
    guide("[the plan](/providers)").gives(&["error content/guides/bad.md:4:1 dead-link"]);
    guide("[the plan](#no-such)").gives(&["error content/guides/bad.md:4:1 dead-link"]);
    guide("[the plan](bad.md#no-such)").gives(&["error content/guides/bad.md:4:1 dead-link"]);
    guide("[the plan](../../../etc/passwd.md)")
        .gives(&["error content/guides/bad.md:4:1 dead-link"]);
    guide("[the plan](/../../etc/passwd)").gives(&["error content/guides/bad.md:4:1 dead-link"]);
    guide("[the plan](picture.png)").gives(&["error content/guides/bad.md:4:1 dead-link"]);
    guide("[the plan]()").gives(&["error content/guides/bad.md:4:1 dead-link"]);
}

#[test]
fn links_that_lead_somewhere_are_fine() {
    guide(
        "[Kite Care](../../providers/kite-care.yml), [all](/providers/), [this page](bad.md), \
         [the end](#the-end), [law](https://www.legislation.gov.uk/), \
         [write to us](mailto:a@example.org), [call us](tel:02079460011)\n\n## The end",
    )
    .gives(&["warning content/guides/bad.md:4:65 unclear-link"]);
}

#[test]
fn a_picture_outside_its_folder_is_reported() {
    for name in [
        "../secret.svg",
        "../../etc/passwd",
        "/etc/passwd",
        "a/b.svg",
        "..",
        ".hidden.svg",
        "'..\\secret.svg'",
        "https://example.org/a.svg",
    ] {
        provider(&format!("pictures:\n  - file: {name}\n    alt: A tree"))
            .gives(&["error providers/bad.yml:7:11 unknown-picture"]);
    }
    provider("pictures:\n  - file: no-such.svg\n    alt: A tree")
        .gives(&["error providers/bad.yml:7:11 unknown-picture"]);
    guide("![x](../../secret.svg)").gives(&["error content/guides/bad.md:4:1 unknown-picture"]);
    guide("![](no-such)\nWords.").gives(&["error content/guides/bad.md:4:1 unknown-picture"]);
    let pack =
        "author: A\nlicence: CC0-1.0\npictures:\n  - id: mine\n    file: ../../../secret.svg\n";
    file("content/pictures/mine/pictures.yml", pack)
        .gives(&["error content/pictures/mine/pictures.yml:4:5 unknown-picture"]);
}

#[test]
fn a_picture_that_is_more_than_a_picture_is_reported() {
    let drawing =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>x</script></svg>";
    for (name, bytes) in [
        ("a.svg", drawing),
        ("a.svg", "not a drawing"),
        ("a.png", "not a photo"),
        ("a.jpg", "\u{7f}ELF"),
        ("a.gif", "GIF89a"),
        ("a.html", "<script>alert(1)</script>"),
        ("a", ""),
    ] {
        let mut bad = provider(&format!("pictures:\n  - file: {name}\n    alt: A tree"));
        let path = format!("providers/pictures/{name}");
        bad.files.push((path.clone(), bytes.as_bytes().to_vec()));
        bad.gives(&[&format!("error {path} unsafe-picture")]);
    }
}

#[test]
fn html_in_a_page_is_reported() {
    guide("<script>alert(1)</script>").gives(&["error content/guides/bad.md:4:1 html-in-markdown"]);
    guide("Some <b>bold</b> words.").gives(&[
        "error content/guides/bad.md:4:6 html-in-markdown",
        "error content/guides/bad.md:4:13 html-in-markdown",
    ]);
    provider("about: \"Some <i>words</i>\"").gives(&[
        "error providers/bad.yml:6:8 html-in-markdown",
        "error providers/bad.yml:6:8 html-in-markdown",
    ]);
}
