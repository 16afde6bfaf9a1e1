//! Markdown, and the HTML that it becomes.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Strategy, TestCaseError, any, prop_oneof};
use proptest::sample::{Index, select};

use super::changes::{Change, changed, changes};
use super::reader::read;
use super::{pages_are_sound, run};
use crate::house;
use crate::no_panic::places_are_there;
use crate::site::{KITE_CARE, Site, page};

/// Words of Markdown that are mostly refused, or that look like something that runs.
const MARKDOWN: [&str; 40] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- ",
    "<?x",
    "<![CDATA[",
    "[a plan](javascript:alert(1))",
    "[a plan](data:text/html,x)",
    "[a plan](vbscript:x)",
    "[a plan](&#106;avascript:alert(1))",
    "[a plan](java\u{0}script:x)",
    "[a plan](\u{1}javascript:x)",
    "[a plan](//example.org)",
    "[a plan](/\\example.org)",
    "[a plan](https://example.org/\"onclick=\"x)",
    "[a plan](<https://example.org/ a>)",
    "[a plan](mailto:a@example.org?bcc=b)",
    "[a plan](tel:+)",
    "[a plan][b]\n\n[b]: javascript:x \"t\"\n",
    "[^1]\n\n[^1]: a\n",
    "<javascript:x>",
    "<https://example.org/\u{202e}>",
    "![](money)",
    "![x](https://example.org/a.png)",
    "# ",
    "## ",
    "## \n",
    "####### ",
    "===\n",
    "- [ ] ",
    "999999999999. ",
    "0. ",
    "| a | b |\n|:-|-:|\n| c |\n",
    "|\n|-|\n",
    "```js\n",
    "~~~~\n",
    "    ",
    "\\\n",
    "  \n",
    "&nbsp;&lt;&NotEqualTilde;&#x110000;",
    "$x$ ~~y~~ ==z== :smile: {#id .class}",
];

/// Pieces of Markdown that are shown as they are, so that what comes of them is looked at.
const GENTLE: [&str; 44] = [
    "words ",
    "**",
    "*",
    "_",
    "__",
    "`",
    "``",
    "\n",
    "\n\n",
    "\n- ",
    "\n  - ",
    "\n    - ",
    "\n1. ",
    "\n7. ",
    "\n> ",
    "\n> > ",
    "\n> - ",
    "\n## A heading\n\n",
    "\n### Another\n\n",
    "\n## B & \"C\"\n",
    "\n---\n\n",
    "\n```\n",
    "\n| a | b |\n|---|---|\n| c | d |\n",
    "| e | `f|g` |\n",
    "|",
    "\\",
    "\\*",
    "&amp;",
    "&lt;b&gt;",
    "\"",
    "'",
    " & ",
    "[the plan](https://example.org/)",
    "[who we are](/providers/)",
    "[**a *strong* plan**](mailto:a@example.org)",
    "[",
    "](",
    ")",
    "(",
    "!",
    "    ",
    "  \n",
    "\u{202e}",
    "دليل ",
];

/// The texts of the example's pages, without the facts above them.
static BODIES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let pages = house::texts("content", &["md"]).into_iter();
    pages
        .filter_map(|(_, text)| Some(text.split_once("\n---\n")?.1.to_owned()))
        .collect()
});

/// A page of one kind, with this text.
#[derive(Clone, Debug)]
struct Case {
    is_easy: bool,
    text: Vec<u8>,
}

impl Case {
    /// The name of its file, when it is the page of this number.
    fn path(&self, number: usize) -> String {
        let ending = if self.is_easy { "easy.md" } else { "md" };
        format!("content/guides/a-{number}.{ending}")
    }

    fn bytes(&self) -> Vec<u8> {
        [HEAD.as_bytes(), &self.text].concat()
    }
}

/// The facts above each text.
const HEAD: &str = "---\ntitle: A guide\nlast_check: 2026-08-06\n---\n";

fn case() -> impl Strategy<Value = Case> {
    let slips = (any::<Index>(), any::<Index>(), changes(&MARKDOWN)).prop_map(
        |(body, other, changes): (Index, Index, Vec<Change>)| {
            let (body, other) = (body.get(&BODIES[..]), other.get(&BODIES[..]));
            changed(body.as_bytes(), &changes, other.as_bytes())
        },
    );
    let piece = || -> BoxedStrategy<String> {
        let gentle = select(&GENTLE[..]).prop_map(str::to_owned);
        prop_oneof![9 => gentle, 1 => "\\PC{0,3}"].boxed()
    };
    let made = vec(piece(), 0..50).prop_map(|pieces| pieces.concat().into_bytes());
    let slipped_words = (vec(piece(), 0..50), changes(&GENTLE))
        .prop_map(|(pieces, changes)| changed(pieces.concat().as_bytes(), &changes, b"words\n"));
    let text = prop_oneof![2 => slips, 4 => made, 1 => slipped_words];
    // An easy page is a row of ideas: a picture, and words beside it.
    let idea = vec(piece(), 1..6).prop_map(|pieces| {
        let words = pieces.concat().replace('\n', " ");
        format!("![](home)\nWords {words}\n\n")
    });
    let ideas = vec(idea, 1..6).prop_map(|ideas| ideas.concat().into_bytes());
    let plain = text.prop_map(|text| (false, text));
    let easy = ideas.prop_map(|text| (true, text));
    prop_oneof![3 => plain, 1 => easy].prop_map(|(is_easy, text)| Case { is_easy, text })
}

/// A site of these pages, each with the page that it is the easy one of.
fn site(cases: &[(String, &Case)]) -> Site {
    let site = Site::small().with(KITE_CARE);
    cases.iter().fold(site, |site, (path, case)| {
        let plain = path.replace(".easy.md", ".md");
        let site = site.file(&plain, format!("{HEAD}Words.\n"));
        site.file(path, case.bytes())
    })
}

/// Builds what can be built of these pages. What comes back is how many were shown.
fn shown(cases: &[Case]) -> Result<usize, TestCaseError> {
    let mut good = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let path = case.path(number);
        if !read(&path, &case.bytes())?.has_errors() {
            good.push((path, case));
        }
    }
    // Once more without the pages whose links lead nowhere.
    for _ in 0..2 {
        let site = site(&good);
        let built = site.build();
        places_are_there(&site, &built.problems)?;
        let broken = built.problems.files_with_errors();
        if broken.is_empty() {
            let is_own = |path: &str| path.starts_with("guides/a-");
            pages_are_sound(&built.output, is_own)?;
            return Ok(good.len());
        }
        good.retain(|(path, _)| !broken.contains(path.as_str()));
    }
    Err(TestCaseError::fail(
        "errors in a page come from another page",
    ))
}

#[test]
fn any_markdown_becomes_sound_html_or_is_refused() {
    let count = AtomicUsize::new(0);
    let pages = AtomicUsize::new(0);
    run("markdown", 12, &vec(case(), 25), |cases| {
        count.fetch_add(shown(cases)?, Ordering::Relaxed);
        pages.fetch_add(cases.len(), Ordering::Relaxed);
        Ok(())
    });
    let (count, pages) = (count.into_inner(), pages.into_inner());
    println!("markdown: {count} of {pages} pages were shown");
    assert!(count * 4 > pages, "only {count} of {pages} were shown");
}

#[test]
fn what_is_looked_at_is_what_the_page_says() {
    let case = |is_easy, text: &str| Case {
        is_easy,
        text: text.as_bytes().to_vec(),
    };
    let good = case(false, "A **red** kite.\n");
    let bad = case(true, "[a plan](javascript:x)\n");
    assert_eq!(shown(&[good.clone(), bad]).expect("it is sound"), 1);
    let built = site(&[(good.path(0), &good)]).good();
    assert!(page(&built, "guides/a-0/index.html").contains("A <strong>red</strong> kite."));
    assert!(BODIES.len() > 30, "{} bodies", BODIES.len());
}
