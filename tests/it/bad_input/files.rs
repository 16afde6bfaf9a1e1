//! Files as bytes: letters, marks, line ends, size, names.

use super::{FIRST, file, guide, input, provider, refused};
use crate::project::Project;
use crate::site::{KITE_CARE, SETTINGS, SMALL_LISTS, Site, page};

const GOOD: &str = "name: Good\nkinds: [home-care-agency]\nsummary: Help.\nareas: [camden]\n\
                    contact:\n  phone: 020 7946 0012\n";

#[test]
fn letters_that_are_not_utf_8_are_reported_with_their_line() {
    let latin_1 = b"name: Good\nsummary: Caf\xE9\n";
    file("providers/bad.yml", latin_1).gives(&["error providers/bad.yml:2:1 not-text"]);
    let page = b"---\ntitle: Good\n---\n\nCaf\xE9\n";
    file("content/guides/bad.md", page).gives(&["error content/guides/bad.md:5:1 not-text"]);
    file("content/site.yml", latin_1).gives(&["error content/site.yml:2:1 not-text"]);
    file("content/accessibility.yml", b"\xFF\xFEa")
        .gives(&["error content/accessibility.yml:1:1 not-text"]);
    file("themes/easy-read/pages/text.html", b"<p>\n\xE9")
        .gives(&["error themes/easy-read/pages/text.html:2:1 not-text"]);
}

#[test]
fn a_broken_list_is_one_problem_and_not_one_for_each_provider() {
    file("content/lists/needs.yml", b"- id: a\n  name: \xE9\n")
        .gives(&["error content/lists/needs.yml:2:1 not-text"]);
    file("content/lists/areas.yml", b"- id: a\n  name: \xE9\n")
        .gives(&["error content/lists/areas.yml:2:1 not-text"]);
    input(
        "=== content/lists/areas.yml\n- id: camden\n=== content/guides/a.md\n---\ntitle: A\n---\n\
         [Camden](/areas/camden/), [meals there](/areas/camden/meals/)\n",
    )
    .gives(&["error content/lists/areas.yml:1:3 missing-field"]);
    file("content/lists/kinds.yml", "").gives(&["error content/lists/kinds.yml empty-file"]);
    file("content/lists/kinds.yml", "- id: [\n")
        .gives(&["error content/lists/kinds.yml:1:1 broken-yaml"]);
}

#[test]
fn links_to_a_broken_file_are_not_wrong_too() {
    let page = "=== content/guides/a.md\n---\ntitle: A\n---\n\
                [Oak](/providers/oak/), [Oak House](../../providers/oak.yml), [B](/guides/b/), \
                [the B guide](b.md), [part of B](b.md#part), [C](/c/), [the C page](../pages/c.md)\n";
    input(&format!(
        "{page}=== providers/oak.yml\nname: [\n=== content/guides/b.md\nno facts\n\
         === content/pages/c.md\nno facts\n"
    ))
    .gives(&[
        "error content/guides/b.md:1:1 broken-front-matter",
        "error content/pages/c.md:1:1 broken-front-matter",
        "error providers/oak.yml:1:1 broken-yaml",
    ]);
}

#[test]
fn a_byte_order_mark_is_no_problem() {
    file("providers/good.yml", format!("\u{feff}{GOOD}")).is_fine();
    file(
        "content/guides/good.md",
        "\u{feff}---\ntitle: Good\n---\n\nWords.\n",
    )
    .is_fine();
    let settings = SETTINGS.replace("=== content/site.yml\n", "\u{feff}");
    file("content/site.yml", settings).is_fine();
    let wrong = format!("\u{feff}{}", GOOD.replace("[camden]", "[nowhere]"));
    file("providers/bad.yml", wrong).gives(&["error providers/bad.yml:4:9 unknown-choice"]);
}

#[test]
fn the_line_ends_of_windows_are_no_problem() {
    let windows = |text: &str| text.replace('\n', "\r\n");
    file("providers/good.yml", windows(GOOD)).is_fine();
    let text = "---\ntitle: Good\n---\n\nOne.\n\n## Two\n\n- three\n- four\n";
    let good = file("content/guides/good.md", windows(text));
    good.is_fine();
    let built = good.site().good();
    let unix = file("content/guides/good.md", text).site().good();
    let path = "guides/good/index.html";
    assert_eq!(page(&built, path), page(&unix, path));
    let wrong = "---\ntitle: Good\n---\n\nOne.\n\n[there](nowhere.md)\n";
    file("content/guides/bad.md", windows(wrong))
        .gives(&["error content/guides/bad.md:7:1 dead-link"]);
    let wrong = windows(&GOOD.replace("020 7946 0012", "12"));
    file("providers/bad.yml", wrong).gives(&["error providers/bad.yml:6:10 bad-phone"]);
}

#[test]
fn a_whole_project_from_windows_is_no_problem() {
    let whole = format!("{SETTINGS}{SMALL_LISTS}{KITE_CARE}");
    let windows = crate::site::files(&whole)
        .into_iter()
        .fold(Site::base(), |site, (path, text)| {
            site.file(&path, text.replace('\n', "\r\n"))
        });
    let unix = Site::base().with(&whole).good();
    assert_eq!(windows.good().output, unix.output);
}

#[test]
fn tabs_are_reported_where_they_stand() {
    provider("terms:\n\tnotice: 4 weeks").gives(&[&format!(
        "error providers/bad.yml:{}:1 broken-yaml",
        FIRST + 1
    )]);
    input("=== content/guides/bad.md\n---\ntitle: Bad\nneeds:\n\t- a\n---\n")
        .gives(&["error content/guides/bad.md:4:1 broken-yaml"]);
    guide("A tab\tin\twords.\n\n\tAnd before them.").is_fine();
}

#[test]
fn an_empty_file_is_reported() {
    file("providers/bad.yml", "").gives(&["error providers/bad.yml empty-file"]);
    file("providers/bad.yml", "# only a note\n").gives(&["error providers/bad.yml empty-file"]);
    file("providers/bad.yml", "---\n").gives(&["error providers/bad.yml empty-file"]);
    file("content/site.yml", "\n\n").gives(&["error content/site.yml empty-file"]);
    file("content/accessibility.yml", "").gives(&["error content/accessibility.yml empty-file"]);
    file("content/guides/bad.md", "")
        .gives(&["error content/guides/bad.md:1:1 broken-front-matter"]);
    file("content/guides/bad.md", "---\n---\n").gives(&["error content/guides/bad.md empty-file"]);
    file("themes/easy-read/theme.yml", "").gives(&["error themes/easy-read/theme.yml empty-file"]);
}

#[test]
fn a_file_of_10_megabytes_is_reported() {
    let big = vec![b'#'; 10_000_000];
    file("providers/bad.yml", &big).gives(&["error providers/bad.yml file-too-big"]);
    file("content/pages/bad.md", &big).gives(&["error content/pages/bad.md file-too-big"]);
    let picture = "pictures:\n  - file: big.jpg\n    alt: A tree";
    let mut with_photo = provider(picture);
    with_photo
        .files
        .push(("providers/pictures/big.jpg".to_owned(), big.clone()));
    with_photo.gives(&["error providers/pictures/big.jpg file-too-big"]);
    let mut with_drawing = provider(&picture.replace("jpg", "svg"));
    with_drawing
        .files
        .push(("providers/pictures/big.svg".to_owned(), big));
    with_drawing.gives(&["error providers/pictures/big.svg file-too-big"]);
}

#[test]
fn a_file_that_is_too_big_to_open_is_reported() {
    let project = Project::small().file("content/films/film.mp4", "");
    let film = std::fs::File::options()
        .write(true)
        .open(project.path("content/films/film.mp4"))
        .expect("the file is there");
    film.set_len(21_000_000).expect("a file may be long");
    let told = refused(&project);
    assert!(told.contains("21 MB. The most is 20 MB."), "{told}");
    assert!(told.contains("content/films/film.mp4"), "{told}");
}

#[test]
fn names_that_cannot_be_addresses_are_reported() {
    file("providers/Kite House.yml", GOOD).gives(&["error providers/Kite House.yml bad-file-name"]);
    file("providers/café.yml", GOOD).gives(&["error providers/café.yml bad-file-name"]);
    file("providers/good.yaml", GOOD).gives(&["error providers/good.yaml bad-file-name"]);
    file(&format!("providers/{}.yml", "a".repeat(81)), GOOD).gives(&[&format!(
        "error providers/{}.yml bad-file-name",
        "a".repeat(81)
    )]);
    file("content/guides/Meet.md", "---\ntitle: A\n---\n")
        .gives(&["error content/guides/Meet.md bad-file-name"]);
    file("content/guides/a.easy.ur.md", "---\ntitle: A\n---\n")
        .gives(&["error content/guides/a.easy.ur.md bad-file-name"]);
    file("providers/old/good.yml", GOOD).gives(&["warning providers/old/good.yml unused-file"]);
    file("providers/good.html", "<p>").gives(&["warning providers/good.html unused-file"]);
    file("content/lists/service.yml", "- id: a\n")
        .gives(&["warning content/lists/service.yml unused-file"]);
}

#[test]
fn a_wrong_ending_is_named_with_the_right_one() {
    let first = |path: &str| {
        let built = file(path, GOOD).site().build();
        let one = built.problems.iter().next().expect("a problem");
        format!("{} {}", one.message, one.help)
    };
    for (path, wrong, right, name) in [
        ("providers/kite.yaml", ".yaml", ".yml", "kite.yml"),
        ("providers/kite.yml.txt", ".yml.txt", ".yml", "kite.yml"),
        ("providers/kite.YML", ".YML", ".yml", "kite.yml"),
        ("providers/Kite House.txt", ".txt", ".yml", "kite-house.yml"),
        (
            "content/guides/meet.markdown",
            ".markdown",
            ".md",
            "meet.md",
        ),
        ("content/guides/meet.txt", ".txt", ".md", "meet.md"),
        (
            "content/guides/meet.easy.md.txt",
            ".md.txt",
            ".md",
            "meet.easy.md",
        ),
        ("content/sheets/meet.yaml", ".yaml", ".yml", "meet.yml"),
    ] {
        assert_eq!(
            first(path),
            format!(
                "This file must end in `{right}`, not `{wrong}`. Give it the name `{name}`. Your \
                 computer may hide the ending of names: let it show them first."
            )
        );
    }
}

#[test]
fn two_names_that_differ_by_capitals_only_are_reported() {
    file("providers/Kite-Care.yml", GOOD).gives(&[
        "error providers/Kite-Care.yml bad-file-name",
        "error providers/kite-care.yml same-file-name",
    ]);
    input("=== content/pages/about.md\n---\ntitle: A\n---\n=== content/pages/about.MD\n---\ntitle: B\n---\n")
        .gives(&[
            "error content/pages/about.MD bad-file-name",
            "error content/pages/about.md same-file-name",
        ]);
}

#[test]
fn a_project_without_settings_is_reported() {
    let site = Site::small().without("content/site.yml");
    let found = site.problems();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("error content/site.yml missing-file: "),
        "{found:?}"
    );
    let project = Project::small();
    project.remove("content/site.yml");
    refused(&project);
}
