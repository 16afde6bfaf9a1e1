//! The golden HTML of the theme's components: every example of each, kept in `components/`. And what
//! the gallery says of a component that is described wrongly.
//!
//! After a change that is meant, `INSTA_UPDATE=always cargo test --test it components` renews the
//! files, and the difference is read like code.

use std::collections::BTreeSet;
use std::fs;

use handrail::pipeline::Built;

use crate::house::root;
use crate::html::Html;
use crate::site::{self, KITE_CARE, Site, main_of, page};

fn gallery(site: Site) -> Built {
    site.with(KITE_CARE).gallery()
}

/// The names of the components: the folders of the theme.
fn names() -> BTreeSet<String> {
    let folder = root().join("themes/easy-read/components");
    let entries = fs::read_dir(folder).expect("the components");
    entries
        .map(|entry| entry.expect("a folder").file_name().into_string())
        .map(|name| name.expect("a name of text"))
        .collect()
}

/// The name of each example on a page of the gallery, and its HTML.
fn examples(html: &str) -> Vec<(String, String)> {
    let sections = html.split("<section aria-labelledby=\"example_").skip(1);
    sections
        .map(|section| {
            let (_, title) = section.split_once("Example: ").expect("a heading");
            let (title, rest) = title.split_once("</h2>").expect("the heading ends");
            let rest = rest.replace(" class=\"top__band\">\n", " class=\"box\">\n");
            let (_, shown) = rest.split_once(" class=\"box\">\n").expect("a box");
            let (shown, _) = shown.split_once("\n<p>Its lines").expect("the box ends");
            let (shown, _) = shown.rsplit_once('\n').expect("the box is closed");
            (title.to_owned(), shown.trim().to_owned())
        })
        .collect()
}

#[test]
fn every_example_looks_as_it_did() {
    let built = gallery(Site::base());
    let names = names();
    for name in &names {
        let html = page(&built, &format!("gallery/{name}/index.html"));
        let examples = examples(main_of(html));
        assert!(!examples.is_empty(), "{name} has no example");
        let shown: Vec<String> = examples
            .into_iter()
            .map(|(title, html)| format!("## {title}\n\n{html}\n"))
            .collect();
        insta::with_settings!({
            snapshot_path => "components",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name.as_str(), shown.join("\n"));
        });
    }
    let kept = fs::read_dir(root().join("tests/it/components")).expect("kept files");
    let kept: BTreeSet<String> = kept
        .map(|file| {
            file.expect("a file")
                .file_name()
                .into_string()
                .expect("text")
        })
        .filter_map(|file| file.strip_suffix(".snap").map(str::to_owned))
        .collect();
    assert_eq!(
        kept, names,
        "a file of a component that is gone is a mistake"
    );
}

#[test]
fn the_gallery_lists_every_component_and_is_added_only_when_asked_for() {
    let site = Site::base().with(KITE_CARE);
    let built = site.gallery();
    let list = Html::read(page(&built, "gallery/index.html")).expect("a page");
    let links: BTreeSet<String> = list
        .all("a")
        .filter(|tag| tag.get("class") == Some("links__link"))
        .filter_map(|tag| tag.get("href"))
        .filter_map(|href| href.trim_end_matches('/').rsplit('/').next())
        .map(str::to_owned)
        .collect();
    assert_eq!(links, names());
    let plain = site.good();
    let added = built
        .output
        .iter()
        .filter(|(path, _)| path.starts_with("gallery/"));
    assert_eq!(added.count(), names().len() + 1);
    // The worker names every script, also those that only the gallery has.
    for (path, bytes) in plain.output.iter().filter(|(path, _)| *path != "sw.js") {
        assert!(built.output.get(path) == Some(bytes), "{path}");
    }
}

#[test]
fn search_engines_leave_the_gallery_out() {
    let settings = site::SETTINGS.to_owned() + "base_address: https://example.org/\n";
    let built = gallery(Site::base().with(&settings));
    let map = page(&built, "sitemap.xml");
    assert!(map.contains("https://example.org/providers/kite-care/"));
    assert!(!map.contains("gallery"), "{map}");
    let html = page(&built, "gallery/card/index.html");
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!html.contains("rel=\"canonical\""));
    let provider = page(&built, "providers/kite-care/index.html");
    assert!(!provider.contains("noindex"));
}

#[test]
fn an_id_stands_once_on_a_page_of_the_gallery() {
    let built = gallery(Site::base());
    for name in names() {
        let html = Html::read(page(&built, &format!("gallery/{name}/index.html"))).expect("a page");
        let mut seen = BTreeSet::new();
        for id in html.tags.iter().filter_map(|tag| tag.get("id")) {
            assert!(seen.insert(id.to_owned()), "{name}: `{id}` stands twice");
        }
    }
}

const NOTICE: &str = "themes/easy-read/components/notice/notice.yml";

/// What the gallery says when the description of the notice is this.
fn told(description: &str) -> Vec<String> {
    let site = Site::base().with(KITE_CARE).file(NOTICE, description);
    let built = site.build_gallery();
    built
        .problems
        .iter()
        .map(|problem| {
            format!(
                "{} {}: {} {}",
                site::place(&problem.place).trim_start_matches("themes/easy-read/components/"),
                problem.kind.name(),
                problem.message,
                problem.help
            )
        })
        .collect()
}

const GOOD: &str = "\
sentence: Says something.
options:
  title: The first words.
  words: The rest.
examples:
  - name: One
    options:
      title: Hello.
      words: You are here.
";

#[test]
fn a_component_that_is_described_wrongly_is_reported_with_its_line() {
    assert_eq!(told(GOOD), [""; 0]);
    let cases = [
        (
            GOOD.replace("      title: Hello.", "      titel: Hello."),
            vec![
                "notice/notice.yml:6:5 broken-theme: The example `One` lacks the option `title`, \
                 which `notice` needs. Add a line for `title` to its `options`.",
                "notice/notice.yml:8:7 broken-theme: The component `notice` has no option called \
                 `titel`. Did you mean `title`?",
            ],
        ),
        (
            GOOD.replace("  words: The rest.\n", "  colour: The ground.\n"),
            vec![
                "notice/notice.yml:3:3 broken-theme: The option `words` of `notice` is not \
                 described. Add a line to `options` that says what it means: `words: …`.",
                "notice/notice.yml:4:3 broken-theme: The component `notice` has no option called \
                 `colour`. Take it out, or use one of these: `title` and `words`.",
            ],
        ),
        (
            GOOD.replace("      title: Hello.", "      title: [Hello]"),
            vec![
                "notice/notice.yml:8:14 broken-theme: The option `title` of `notice` is a list. It \
                 should be text. Change the value in this example.",
            ],
        ),
        (
            GOOD.replace("    options:\n      title", "    optons:\n      title"),
            vec![
                "notice/notice.yml:7:5 unknown-field: Handrail does not know the field `optons`. \
                 Did you mean `options`?",
            ],
        ),
        (
            GOOD.split("examples:")
                .next()
                .unwrap_or_default()
                .to_owned(),
            vec![
                "notice/notice.yml:1:1 missing-field: The field `examples` is missing. Add a line \
                 like this:\nexamples:\n  - name: One price\n    options:\n      price: £20 an hour",
            ],
        ),
        (
            GOOD.replace("sentence: Says", "sentence: \"Says"),
            vec![
                "notice/notice.yml:1:11 broken-yaml: A quotation mark is opened here and not \
                 closed, or a `\\` stands after it. Close it with the same mark. Or take both \
                 marks out: most text needs none.",
            ],
        ),
    ];
    for (description, expected) in cases {
        assert_eq!(told(&description), expected, "{description}");
    }
}

#[test]
fn a_component_without_a_description_is_reported() {
    let site = Site::base().with(KITE_CARE).without(NOTICE);
    let found = site::lines(&site.build_gallery().problems);
    assert_eq!(
        found,
        [format!(
            "error {NOTICE} broken-theme: The component `notice` has no file that says what it is \
             for."
        )]
    );
    assert_eq!(site.problems(), [""; 0], "pages do not need it");
}

#[test]
fn a_picture_of_an_example_must_be_in_the_pack() {
    let path = "themes/easy-read/components/group/group.yml";
    let text = "sentence: Shows.\noptions:\n  name: A\n  picture_html: B\n  links: C\nexamples:\n  \
                - name: One\n    options:\n      picture_html: monney\n      links: []\n";
    let site = Site::base().with(KITE_CARE).file(path, text);
    let built = site.build_gallery();
    assert_eq!(
        site::lines(&built.problems),
        [format!(
            "error {path}:9:21 unknown-picture: There is no picture called `monney`."
        )]
    );
    let help = built
        .problems
        .iter()
        .next()
        .map(|problem| problem.help.clone());
    assert_eq!(help.as_deref(), Some("Did you mean `money`?"));
}
