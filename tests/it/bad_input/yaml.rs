//! YAML that is broken, endless, or more than facts.

use super::{FIRST, Input, file, guide, input, provider};

fn broken(lines: &str, line: usize, column: usize) {
    let place = format!("error providers/bad.yml:{line}:{column} broken-yaml");
    provider(lines).gives(&[&place]);
}

#[test]
fn slips_of_the_pen_are_reported_where_they_stand() {
    broken("owner: \"The team", FIRST, 8);
    broken("owner: 'The team", FIRST, 8);
    broken("owner: \"C:\\Users\"", FIRST, 8);
    broken("owner: Team: north", FIRST, 12);
    broken("needs: [learning-disability\nowner: A", FIRST + 1, 6);
    broken("owner:\n  - a\n b: c", FIRST + 2, 2);
    broken("owner: @team", FIRST, 8);
    broken("owner: `team`", FIRST, 8);
    broken("owner: %team", FIRST, 8);
}

#[test]
fn a_line_without_a_space_after_its_colon_is_reported() {
    let told = provider("owner:Team").site().problems();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("error providers/bad.yml:"), "{told:?}");
    assert!(told[0].contains("broken-yaml"), "{told:?}");
}

#[test]
fn characters_that_nobody_can_see_are_reported() {
    let told = provider("owner: a\u{0}b").site().problems();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("providers/bad.yml:6:") && told[0].contains("broken-yaml"),
        "{told:?}"
    );
}

#[test]
fn a_field_that_is_written_twice_is_reported_at_the_second() {
    provider("owner: A\nnext_review: 2027-01-01\nowner: B")
        .gives(&["error providers/bad.yml:8:1 same-field"]);
    provider("name: Again").gives(&["error providers/bad.yml:6:1 same-field"]);
    provider("terms:\n  notice: a\n  told_on: 2026-08-06\n  notice: b")
        .gives(&["error providers/bad.yml:9:3 same-field"]);
    input("=== content/guides/bad.md\n---\ntitle: A\ntitle: B\n---\n")
        .gives(&["error content/guides/bad.md:3:1 same-field"]);
    file(
        "content/lists/access.yml",
        "- id: step-free\n  name: A\n  name: B\n",
    )
    .gives(&["error content/lists/access.yml:3:3 same-field"]);
}

/// The message and the help of every problem of a provider that is written like this.
fn told(text: &str) -> Vec<String> {
    let built = file("providers/bad.yml", text).site().build();
    let all = built.problems.iter();
    all.map(|one| {
        let place = crate::site::place(&one.place);
        format!("{place}: {} {}", one.message, one.help)
    })
    .collect()
}

#[test]
fn a_field_with_nothing_in_it_is_told_at_its_own_line() {
    let found = told(
        "name: Bad\nkinds: []\nsummary: \"  \"\nareas:\ncontact:\n  phone: 020 7946 0012\n\
         prices:\n  - what: Help\n    amount:\n    unit: hour\n    told_on:\n",
    );
    assert_eq!(
        found,
        [
            "providers/bad.yml:2:1: The field `kinds` is empty. Write it on this line, like this:\n\
             kinds: [home-care-agency]",
            "providers/bad.yml:3:1: The field `summary` is empty. Write it on this line, like this:\n\
             summary: Help at home for adults with a learning disability.",
            "providers/bad.yml:4:1: The field `areas` is empty. Write it on this line, like this:\n\
             areas: [camden]",
            "providers/bad.yml:9:5: The field `amount` is empty. Write it on this line, like this:\n\
             amount: 24.50",
            "providers/bad.yml:11:5: This price has no date. Write the day when this was true on this \
             line, like this:\ntold_on: 2026-08-06",
        ]
    );
}

#[test]
fn a_field_of_a_group_is_named_with_its_group() {
    let settings = |run_by: &str| {
        let text = crate::site::SETTINGS.replace("=== content/site.yml\n", "");
        let text = text.replace("run_by:\n  name: Test Body\n", run_by);
        file("content/site.yml", text).site().problems()
    };
    assert_eq!(
        settings("run_by:\n  name:\n"),
        ["error content/site.yml:3:3 missing-field: The field `run_by.name` is empty."]
    );
    assert_eq!(
        settings("run_by:\n  code: QMJ\n"),
        ["error content/site.yml:3:3 missing-field: The field `run_by.name` is missing."]
    );
}

#[test]
fn the_second_field_of_two_is_found_also_when_another_group_has_the_name() {
    let lines = "prices:\n\
                 \x20 - what: A\n    what: B\n    amount: 1\n    unit: hour\n    told_on: 2026-08-06\n\
                 \x20 - what: C\n    amount: 2\n    unit: day\n    told_on: 2026-08-06";
    provider(lines).gives(&["error providers/bad.yml:8:5 same-field"]);
}

#[test]
fn endless_nesting_is_reported() {
    let deep = |text: String| {
        let found = file("providers/bad.yml", text).site().problems();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("too-deep"), "{found:?}");
    };
    deep(format!(
        "name: {}{}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    ));
    deep(format!("name: {}", "{a: ".repeat(10_000)));
    deep(
        (0..500)
            .map(|depth| format!("{}a:\n", " ".repeat(depth)))
            .collect(),
    );
    deep(format!("name: {}x", "- ".repeat(5_000)).replacen("name: ", "", 1));
    file("providers/bad.yml", "[".repeat(30) + &"]".repeat(30))
        .gives(&["error providers/bad.yml:1:25 too-deep"]);
    guide(&format!("{}x", "> ".repeat(9_000)))
        .gives(&["error content/guides/bad.md:4:49 too-deep"]);
}

/// Nine lists that each hold the one before nine times: a few lines that stand for 387 million.
fn alias_bomb() -> Input {
    let mut text = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, before) in ["b", "c", "d", "e", "f", "g", "h", "i"]
        .iter()
        .zip(["a", "b", "c", "d", "e", "f", "g", "h"])
    {
        let nine = vec![format!("*{before}"); 9].join(", ");
        text.push_str(&format!("{name}: &{name} [{nine}]\n"));
    }
    file("providers/bad.yml", text)
}

#[test]
fn an_alias_bomb_is_reported_at_once() {
    let found = alias_bomb().site().problems();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("providers/bad.yml") && found[0].contains("too-deep"),
        "{found:?}"
    );
    super::refused(&alias_bomb().project());
}

#[test]
fn a_mark_that_names_itself_is_reported() {
    let found = file("providers/bad.yml", "name: &a [*a]\n")
        .site()
        .problems();
    assert_eq!(found.len(), 1, "{found:?}");
    let found = file("providers/bad.yml", "name: *nobody\n")
        .site()
        .problems();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("broken-yaml"), "{found:?}");
}

#[test]
fn tags_are_refused() {
    for tag in ["!secret", "!include", "!x"] {
        let found = provider(&format!("owner: {tag} x")).site().problems();
        assert_eq!(found.len(), 1, "{tag}: {found:?}");
        assert!(
            found[0].starts_with("error providers/bad.yml:6:"),
            "{tag}: {found:?}"
        );
        assert!(found[0].contains("broken-yaml"), "{tag}: {found:?}");
    }
    super::refused(&provider("owner: !secret x").project());
    // A tag of YAML itself is never more than a word.
    provider("owner: !!python/object/apply:os.system [ls]")
        .gives(&["error providers/bad.yml:6:8 wrong-shape"]);
}

#[test]
fn two_documents_in_one_file_are_reported() {
    provider("---\nname: Second").gives(&["error providers/bad.yml:6:1 broken-yaml"]);
    let one = "---\nname: One\nkinds: [home-care-agency]\nsummary: A.\nareas: [camden]\n\
               contact: { email: a@example.org }\n";
    file("providers/one.yml", one).is_fine();
    file("providers/one.yml", format!("{one}...\n")).is_fine();
}

#[test]
fn a_file_that_is_no_group_of_fields_is_reported() {
    file("providers/bad.yml", "- a\n- b\n").gives(&["error providers/bad.yml:1:1 wrong-shape"]);
    file("providers/bad.yml", "just words\n").gives(&["error providers/bad.yml:1:1 wrong-shape"]);
    file("providers/bad.yml", "42\n").gives(&["error providers/bad.yml:1:1 wrong-shape"]);
    file("content/site.yml", "[a]\n").gives(&["error content/site.yml:1:1 wrong-shape"]);
    file("content/lists/access.yml", "id: a\nname: A\n")
        .gives(&["error content/lists/access.yml:1:1 wrong-shape"]);
    file("content/lists/access.yml", "- a\n- b\n").gives(&[
        "error content/lists/access.yml:1:3 wrong-shape",
        "error content/lists/access.yml:2:3 wrong-shape",
    ]);
}

#[test]
fn fields_that_are_no_words_are_unknown_fields() {
    provider("1: a").gives(&["error providers/bad.yml:6:1 unknown-field"]);
    provider("true: a").gives(&["error providers/bad.yml:6:1 unknown-field"]);
    provider("<<: { name: B }").gives(&["error providers/bad.yml:6:1 unknown-field"]);
    let found = provider("? [a, b]\n: c").site().problems();
    assert_eq!(found.len(), 1, "{found:?}");
    let found = provider("null: a").site().problems();
    assert_eq!(found.len(), 1, "{found:?}");
}
