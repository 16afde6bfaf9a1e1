//! What must not become public never does: homes, full addresses of places that only a few may
//! know, and numbers that are kept for other uses.

use crate::site::{self, Site};

/// A provider with this kind and these lines about its contact.
fn provider(kind: &str, contact: &str) -> Site {
    Site::small().with(&format!(
        "=== providers/quiet.yml\nname: Quiet House\nkinds: [{kind}]\nsummary: Help.\n\
         areas: [camden]\nowner: A team\ncqc:\n  location: 1-000000002\n  \
         phone: 020 7946 0099\ncontact:\n  email: a@example.org\n{contact}"
    ))
}

const PLACE: &str = "  address: [12 Secret Street, Hidden Yard]\n  postcode: N7 0ZZ\n";

/// True when any file of the site has these words.
fn is_public(site: &Site, words: &str) -> bool {
    let built = site.good();
    let mut files = built.output.iter();
    files.any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(words))
}

fn refused(site: &Site, kind: &str) {
    let built = site.build();
    let found = site::lines(&built.problems);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains(&format!(" {kind}: ")), "{found:?}");
    assert!(built.output.is_empty());
}

#[test]
fn a_place_that_the_public_may_visit_is_shown() {
    let full = format!("  public_location: full\n{PLACE}");
    let site = provider("home-care-agency", &full);
    assert!(is_public(&site, "12 Secret Street") && is_public(&site, "N7 0ZZ"));
}

#[test]
fn of_a_place_that_is_half_public_only_the_district_is_shown() {
    let site = provider(
        "home-care-agency",
        &format!("  public_location: outward\n{PLACE}"),
    );
    assert!(is_public(&site, "N7"));
    for words in ["0ZZ", "Secret Street", "Hidden Yard"] {
        assert!(!is_public(&site, words), "{words}");
    }
}

#[test]
fn an_address_is_refused_where_only_the_area_is_public() {
    refused(
        &provider(
            "home-care-agency",
            &format!("  public_location: area\n{PLACE}"),
        ),
        "home-address",
    );
    refused(&provider("home-care-agency", PLACE), "home-address");
}

#[test]
fn what_cqc_knows_of_a_quiet_place_is_not_shown() {
    let site = provider("home-care-agency", "  public_location: area\n");
    for words in ["7946 0099", "79460099"] {
        assert!(!is_public(&site, words), "{words}");
    }
}

/// A postcode in any text is published with it.
#[test]
fn a_postcode_in_other_words_is_refused_where_the_place_is_not_public() {
    let quiet = |more: &str| {
        Site::small().with(&format!(
            "=== providers/quiet.yml\nname: Quiet House\nkinds: [home-care-agency]\n\
             areas: [camden]\ncontact:\n  email: a@example.org\n{more}"
        ))
    };
    for more in [
        "summary: Call at 12 Secret Street N7 0ZZ.\n",
        "summary: Help.\nabout: |\n  We are at n70zz.\n",
        "summary: Help.\ncqc:\n  location: 1-000000002\n  postcode: N7 0ZZ\n",
    ] {
        refused(&quiet(more), "home-address");
    }
    refused(
        &quiet("  public_location: outward\n  postcode: N7 0ZZ\nsummary: Near N7 0ZZ.\n"),
        "home-address",
    );
    let open = "  public_location: full\n  address: [A]\n  postcode: N7 0ZZ\nsummary: At N7 0ZZ.\n";
    assert!(is_public(&quiet(open), "At N7 0ZZ."));
}

#[test]
fn the_home_of_a_person_is_never_public() {
    let person = |contact: &str| {
        Site::small().with(&format!(
            "=== providers/sam.yml\nname: Sam H\nkinds: [home-care-agency, personal-assistant]\n\
             summary: Help.\nareas: [camden]\ncontact:\n  phone: 07700 900123\n{contact}"
        ))
    };
    refused(&person("  public_location: full\n"), "home-address");
    refused(&person("  postcode: N7 0ZZ\n"), "home-address");
    refused(&person("  address: [12 Secret Street]\n"), "home-address");
    refused(
        &person("  public_location: outward\n  postcode: N7 0ZZ\n"),
        "home-address",
    );
    refused(&person("cqc:\n  location: 1-000000002\n"), "cqc-on-person");
    assert!(is_public(&person("  public_location: area\n"), "Sam H"));
}
