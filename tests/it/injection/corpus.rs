//! The attacks, from one file that people can read and add to.

/// The file. Its first lines say how it is written.
const FILE: &str = include_str!("attacks.txt");

/// The attacks of a part of the file.
pub(super) fn attacks(part: &str) -> Vec<String> {
    let parts = FILE.split("\n=== ").skip(1);
    let lines = parts
        .filter_map(|text| text.strip_prefix(part)?.strip_prefix(':'))
        .flat_map(|text| text.lines().skip(1));
    let attacks: Vec<String> = lines
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (why, attack) = line.split_once(" | ").expect("why, and then the attack");
            assert!(why.len() > 5, "{line}: why is it here?");
            letters(attack)
        })
        .collect();
    assert!(!attacks.is_empty(), "there is no part `{part}`");
    attacks
}

/// The text with each `\u{…}` as the letter that it stands for.
fn letters(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('}').expect("a number between braces");
        let number = u32::from_str_radix(number, 16).expect("a number");
        all.push(char::from_u32(number).expect("a letter"));
        all.push_str(rest);
    }
    all
}

/// Harmless text of the same length and with the same words: all but letters, digits and spaces is a hyphen.
pub(super) fn harmless(attack: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_alphanumeric() || c == ' ' => c,
        c if c.is_whitespace() => ' ',
        _ => '-',
    };
    attack.chars().map(plain).collect()
}

#[test]
fn the_corpus_is_read_as_it_is_written() {
    let words = attacks("words");
    assert_eq!(words[0], "<script>alert(1)</script>");
    assert!(words.contains(&"\u{202e}\u{feff}\u{200d}<b>".to_owned()));
    assert!(attacks("markdown").len() > 30 && attacks("addresses").len() > 20);
    // Titles of guides are the shortest of all fields.
    for attack in words {
        assert!(
            attack.chars().count() <= 65,
            "too long for a title: {attack}"
        );
        assert_eq!(harmless(&attack).chars().count(), attack.chars().count());
    }
    assert_eq!(harmless("<b\n>é \"x\""), "-b -é -x-");
}
