//! Words, numbers and dates as people type them.

use super::{FIRST, file, provider};
use crate::site::{main_of, page};

/// The main part of the page of the provider `bad`.
fn shown(lines: &str) -> String {
    let built = provider(lines).site().good();
    main_of(page(&built, "providers/bad/index.html")).to_owned()
}

#[test]
fn phone_numbers_need_no_quotation_marks() {
    for (typed, shown_as) in [
        ("02079460013", "020 7946 0013"),
        ("020 7946 0013", "020 7946 0013"),
        ("(020) 7946-0013", "020 7946 0013"),
        ("+44 20 7946 0013", "020 7946 0013"),
        ("+442079460013", "020 7946 0013"),
        ("0044 20 7946 0013", "020 7946 0013"),
        ("07700900123", "07700 900 123"),
        ("08081570123", "0808 157 0123"),
    ] {
        let text = format!(
            "name: Bad\nkinds: [home-care-agency]\nsummary: Help.\nareas: [camden]\n\
             contact:\n  phone: {typed}\n"
        );
        let input = file("providers/bad.yml", text);
        input.is_fine();
        let built = input.site().good();
        let main = main_of(page(&built, "providers/bad/index.html"));
        assert!(main.contains(shown_as), "{typed}: {main}");
    }
}

#[test]
fn what_is_no_phone_number_is_reported() {
    for typed in [
        "12",
        "call me",
        "2079460013",
        "020 7946 0013 ext 5",
        "+33123456789",
        "[1]",
    ] {
        let text = format!(
            "name: Bad\nkinds: [home-care-agency]\nsummary: Help.\nareas: [camden]\n\
             contact:\n  email: a@example.org\n  phone: {typed}\n"
        );
        file("providers/bad.yml", text).gives(&["error providers/bad.yml:7:10 bad-phone"]);
    }
}

#[test]
fn numbers_of_registers_keep_their_zeros() {
    let main = shown("numbers:\n  company: 01234567\n  charity: 1234567\n  nmc: [98Z0001Z]");
    assert!(
        main.contains("01234567") && main.contains("1234567"),
        "{main}"
    );
    provider("numbers:\n  company: 123").gives(&[&format!(
        "error providers/bad.yml:{}:12 bad-register-number",
        FIRST + 1
    )]);
}

#[test]
fn a_number_in_a_text_stays_as_it_was_typed() {
    assert!(shown("charter: { signed_on: 2026-03-01, version: 1.10 }").contains("1.10"));
    assert!(shown("matching:\n  interests: [1.50, 007, 1e3]").contains("1.50, 007"));
}

#[test]
fn a_number_of_any_length_is_only_text() {
    for length in [18, 19, 20, 26, 38, 39, 60] {
        let long = "9".repeat(length);
        assert!(shown(&format!("owner: {long}")).contains(&long), "{length}");
        provider(&format!("time_credits: {long}"))
            .gives(&["error providers/bad.yml:6:15 bad-yes-no"]);
        provider(&format!("owner: {long}\ntime_credits: maybe"))
            .gives(&["error providers/bad.yml:7:15 bad-yes-no"]);
        provider(&format!("owner: -{long}\ntime_credits: maybe"))
            .gives(&["error providers/bad.yml:7:15 bad-yes-no"]);
    }
}

#[test]
fn words_for_yes_and_no_can_be_names() {
    for word in ["no", "No", "yes", "on", "off", "y", "n", "true"] {
        let text = format!(
            "name: {word}\nkinds: [home-care-agency]\nsummary: Help.\nareas: [camden]\n\
             contact: {{ email: a@example.org }}\n"
        );
        let input = file("providers/bad.yml", text);
        input.is_fine();
        let built = input.site().good();
        let main = main_of(page(&built, "providers/bad/index.html")).to_owned();
        assert!(
            main.contains(&format!("<h1><bdi>{word}</bdi></h1>")),
            "{word}: {main}"
        );
    }
}

#[test]
fn words_for_yes_and_no_are_no_services() {
    provider("services: [no]").gives(&["error providers/bad.yml:6:12 unknown-choice"]);
    provider("services: [meals, off]").gives(&["error providers/bad.yml:6:19 unknown-choice"]);
    provider("services: no").gives(&["error providers/bad.yml:6:11 unknown-choice"]);
    provider("services: true").gives(&["error providers/bad.yml:6:11 unknown-choice"]);
}

#[test]
fn a_field_of_yes_or_no_takes_every_word_for_it() {
    for word in [
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "Yes",
        "NO",
        "true",
        "False",
        "\" yes \"",
    ] {
        provider(&format!("time_credits: {word}")).is_fine();
    }
    for word in ["maybe", "1", "0", "[yes]", "{ yes: no }", "2026-08-06"] {
        provider(&format!("time_credits: {word}"))
            .gives(&["error providers/bad.yml:6:15 bad-yes-no"]);
    }
}

#[test]
fn a_date_of_another_shape_is_reported_with_the_right_one() {
    for (typed, meant) in [
        ("6/8/2026", "2026-08-06"),
        ("06.08.2026", "2026-08-06"),
        ("6 August 2026", "2026-08-06"),
        ("August 6, 2026", "2026-08-06"),
        ("6th Aug 26", "2026-08-06"),
        ("2026/08/06", "2026-08-06"),
        ("2026-8-6", "2026-08-06"),
    ] {
        let bad = provider(&format!("listed_from: {typed}"));
        bad.gives(&["error providers/bad.yml:6:14 bad-date"]);
        let help = bad.help();
        assert!(
            help.contains(&format!("Did you mean `{meant}`?")),
            "{typed}: {help}"
        );
    }
}

#[test]
fn a_date_that_no_calendar_has_is_reported() {
    for typed in [
        "2026-02-30",
        "2026-13-01",
        "soon",
        "20260806",
        "0001-01-01",
        "[2026-08-06]",
        "2026",
    ] {
        provider(&format!("listed_from: {typed}"))
            .gives(&["error providers/bad.yml:6:14 bad-date"]);
    }
}

#[test]
fn a_day_that_has_not_come_is_reported() {
    provider("availability: { state: open, as_of: 2026-11-22 }").is_fine();
    provider("availability: { state: open, as_of: 2026-11-23 }")
        .gives(&["error providers/bad.yml:6:37 future-date"]);
}

#[test]
fn a_slip_in_a_service_is_reported_with_the_near_one() {
    for (typed, meant) in [
        ("washing-and-dresing", "washing-and-dressing"),
        ("meal", "meals"),
        ("Help with meals", "meals"),
        ("cooking", "meals"),
        ("MEALS", "meals"),
        ("washing_and_dressing", "washing-and-dressing"),
    ] {
        let bad = provider(&format!("services: [{typed}]"));
        bad.gives(&["error providers/bad.yml:6:12 unknown-choice"]);
        assert_eq!(bad.help(), format!("Did you mean `{meant}`?"));
    }
    let bad = provider("services: [skydiving]");
    assert!(
        bad.help().contains("content/lists/services.yml"),
        "{}",
        bad.help()
    );
}

#[test]
fn a_slip_in_a_field_is_reported_with_the_near_one() {
    for (lines, place, meant) in [
        ("servises: [meals]", "6:1", "services"),
        ("pay-ways: [direct]", "6:1", "pay_ways"),
        (
            "terms:\n  notise: 1\n  told_on: 2026-08-06",
            "7:3",
            "notice",
        ),
        ("staff:\n  volunters: None", "7:3", "volunteers"),
    ] {
        let bad = provider(lines);
        bad.gives(&[&format!("error providers/bad.yml:{place} unknown-field")]);
        assert_eq!(bad.help(), format!("Did you mean `{meant}`?"));
    }
}

#[test]
fn names_of_every_script_are_shown_as_they_are() {
    for (name, shown_as) in [
        (
            "Llanfair\u{ad}pwll Cymorth Gŵyl Ŷd",
            "Llanfair\u{ad}pwll Cymorth Gŵyl Ŷd",
        ),
        ("بيت الرعاية", "بيت الرعاية"),
        ("আশার আলো", "আশার আলো"),
        ("Sunny 🌻👩\u{200d}🦽", "Sunny 🌻👩\u{200d}🦽"),
        (
            "O’Neill's \"Best\" Care",
            "O’Neill&#39;s &quot;Best&quot; Care",
        ),
        ("<b>Bold</b> & Sons", "&lt;b&gt;Bold&lt;/b&gt; &amp; Sons"),
        ("{{ site.name }} {% if %}", "{{ site.name }} {% if %}"),
    ] {
        let text = format!(
            "name: {}\nkinds: [home-care-agency]\nsummary: Help.\nareas: [camden]\n\
             contact: {{ email: a@example.org }}\n",
            serde_json::to_string(name).expect("text")
        );
        let input = file("providers/bad.yml", text);
        input.is_fine();
        let built = input.site().good();
        let main = main_of(page(&built, "providers/bad/index.html")).to_owned();
        let same = main.replace("&#x27;", "&#39;").replace("&#x2F;", "/");
        assert!(
            same.contains(&format!("<h1><bdi>{shown_as}</bdi></h1>")),
            "{name}: {main}"
        );
    }
}

#[test]
fn a_name_of_300_characters_is_reported() {
    let named = |length: usize| {
        let name = "দ".repeat(length);
        file(
            "providers/bad.yml",
            format!(
                "name: {name}\nkinds: [home-care-agency]\nsummary: Help.\nareas: [camden]\n\
                 contact: {{ email: a@example.org }}\n"
            ),
        )
    };
    named(200).is_fine();
    named(300).gives(&["error providers/bad.yml:1:7 too-long"]);
}

#[test]
fn text_that_is_too_long_is_reported_in_every_kind_of_file() {
    provider(&format!("owner: {}", "a".repeat(201)))
        .gives(&["error providers/bad.yml:6:8 too-long"]);
    provider(&format!("about: {}", "a".repeat(20_001)))
        .gives(&["error providers/bad.yml:6:8 too-long"]);
    file(
        "content/guides/bad.md",
        format!("---\ntitle: {}\n---\n", "a".repeat(66)),
    )
    .gives(&["error content/guides/bad.md:2:8 too-long"]);
    file(
        "content/lists/access.yml",
        format!("- id: step-free\n  name: {}\n", "a".repeat(201)),
    )
    .gives(&["error content/lists/access.yml:2:9 too-long"]);
}

#[test]
fn money_is_read_in_pounds() {
    let price = |amount: &str| {
        provider(&format!(
            "prices:\n  - what: Help\n    amount: {amount}\n    unit: hour\n    told_on: 2026-08-06"
        ))
    };
    for good in ["24", "24.5", "24.50", "£24", "\"1,200\"", "0"] {
        price(good).is_fine();
    }
    for bad in ["24.505", "-1", "about 20", "[1]", ".inf", "1_000"] {
        price(bad).gives(&["error providers/bad.yml:8:13 bad-money"]);
    }
}
