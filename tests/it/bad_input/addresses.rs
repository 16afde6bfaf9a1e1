//! Two things at one address, and pictures where they would vanish: nothing is lost in silence.

use super::{guide, input};
use crate::site::{self, KITE_CARE, Site};

/// Every page that was planned is there.
fn nothing_is_lost(site: &Site) {
    let built = site.build();
    if built.problems.has_errors() {
        return;
    }
    let pages = built
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"));
    assert_eq!(
        pages.count(),
        built.pages,
        "{:?}",
        site::lines(&built.problems)
    );
}

fn providers(ids: impl Iterator<Item = String>) -> String {
    ids.map(|id| {
        format!(
            "=== providers/{id}.yml\nname: {id}\nkinds: [home-care-agency]\nsummary: Help.\n\
             areas: [camden]\ncontact: {{ email: a@example.org }}\n"
        )
    })
    .collect()
}

#[test]
fn a_provider_cannot_stand_where_a_list_goes_on() {
    let many = providers((0..25).map(|number| format!("p-{number}")));
    let site = Site::small()
        .with(&many)
        .with(&providers(["page-2".to_owned()].into_iter()));
    let found = site.problems();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("error providers/page-2.yml same-address: "),
        "{found:?}"
    );
}

#[test]
fn a_page_cannot_stand_where_the_site_makes_its_own() {
    for name in [
        "providers",
        "services",
        "areas",
        "needs",
        "kinds",
        "guides",
        "accessibility",
        "assets",
    ] {
        input(&format!(
            "=== content/pages/{name}.md\n---\ntitle: A\n---\n"
        ))
        .gives(&[&format!("error content/pages/{name}.md same-address")]);
    }
    let service = "- id: page-2\n  name: Page 2\n- id: meals\n  name: Meals\n\
                   - id: washing-and-dressing\n  name: Washing\n";
    input(&format!("=== content/lists/services.yml\n{service}"))
        .gives(&["error content/lists/services.yml same-address"]);
}

#[test]
fn a_page_cannot_stand_where_a_translation_begins() {
    let site = Site::small().with(KITE_CARE).with(
        "=== content/site.yml\nname: A\nrun_by:\n  name: B\nlanguages: [en, ur]\n\
         contact:\n  phone: 020 7946 0000\n\
         === content/pages/home.md\n---\ntitle: A\n---\n\
         === content/pages/home.ur.md\n---\ntitle: B\n---\n\
         === content/pages/ur.md\n---\ntitle: C\n---\n",
    );
    nothing_is_lost(&site);
}

#[test]
fn no_page_of_the_test_sites_is_lost() {
    nothing_is_lost(&Site::small());
    nothing_is_lost(&crate::everything::site());
    let built = &crate::example::BUILT;
    let pages = built
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"));
    assert_eq!(pages.count(), built.pages);
}

#[test]
fn a_picture_where_it_cannot_be_shown_is_reported() {
    for body in [
        "- ![](money) Words",
        "1. one\n2. ![](money) two",
        "## ![](money) Heading",
        "| ![](money) | b |\n|---|---|\n| 1 | 2 |",
        "| a | b |\n|---|---|\n| ![](money) | 2 |",
        "Words **![](money)** more.",
        "[![](money) All providers](/providers/)",
        "Words ![](money)",
    ] {
        let found = guide(body).site().problems();
        assert_eq!(found.len(), 1, "{body}: {found:?}");
        assert!(found[0].contains(" easy-read-block: "), "{body}: {found:?}");
    }
    guide("![](money)\nWords.\n\n> ![](money)\n> Words.").is_fine();
}
