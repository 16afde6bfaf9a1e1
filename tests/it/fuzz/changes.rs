//! Changes to the bytes of a file: what slips, broken editors and ill will do to it.

use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::sample::{Index, select};

/// The most bytes of a changed file. More would only take longer.
const MOST_BYTES: usize = 200_000;

/// One change: where, and what.
#[derive(Clone, Debug)]
pub(super) enum Change {
    Delete(Index, usize),
    Repeat(Index, usize),
    Swap(Index, Index),
    Move(Index, Index),
    Indent(Index, usize),
    Cut(Index),
    Insert(Index, Vec<u8>),
    Overwrite(Index, Vec<u8>),
    Value(Index, Vec<u8>),
    Many(Index, Vec<u8>, usize),
    Nest(Index, &'static str, &'static str, usize),
    Splice(Index, Index),
    Ends(&'static [u8]),
    Mark,
    Wide,
}

/// What opens and what closes when things stand in things.
const NESTS: [(&str, &str); 14] = [
    ("[", "]"),
    ("{a: ", "}"),
    ("- ", ""),
    ("? ", ""),
    ("> ", ""),
    ("1. ", ""),
    ("*", "*"),
    ("**_", "_**"),
    ("[a](", ")"),
    ("![", "](b)"),
    ("\"", "\""),
    ("<b>", "</b>"),
    ("| ", " |"),
    ("(", ")"),
];

/// Other ends of lines.
const ENDS: [&[u8]; 4] = [b"\r\n", b"\r", b"\n\n", b" \n"];

/// Words that any file may choke on.
const ODD: [&[u8]; 62] = [
    b"\t",
    b"\0",
    b"\r",
    b"\r\n",
    b"\n",
    b"\n\n\n",
    b"\x0b",
    b"\x0c",
    b"\x1b[2J",
    b"\x7f",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe2\x82",
    "\u{85}".as_bytes(),
    "\u{a0}".as_bytes(),
    "\u{ad}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{200f}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{2066}".as_bytes(),
    "\u{feff}".as_bytes(),
    "\u{fffd}".as_bytes(),
    "\u{10ffff}".as_bytes(),
    "e\u{301}\u{301}\u{301}".as_bytes(),
    "👩‍👩‍👧".as_bytes(),
    "İſẞﬁ".as_bytes(),
    "حكاية".as_bytes(),
    "দয়া".as_bytes(),
    b": ",
    b"- ",
    b"#",
    b"\"",
    b"'",
    b",",
    b";",
    b"|",
    b"[",
    b"]",
    b"{",
    b"}",
    b"&a ",
    b"*a",
    b"<<: *a",
    b"!!binary ",
    b"<",
    b"</script>",
    b"&#0;",
    b"{{ x }}",
    b"{% raw %}",
    b"0",
    b"-1",
    b"1e999",
    b".nan",
    b"18446744073709551616",
    b"99999999999999999999999999999999999999",
    b"0x7fffffffffffffff",
    b"-9999-99-99",
    b"24.999999999999999999",
    b"=1+1",
];

/// Some changes. `own` are words of the kind of file that is changed.
pub(super) fn changes(own: &'static [&'static str]) -> impl Strategy<Value = Vec<Change>> {
    let at = any::<Index>;
    let word = move || -> BoxedStrategy<Vec<u8>> {
        let odd = select(&ODD[..]).prop_map(<[u8]>::to_vec);
        let own = select(own).prop_map(|word: &str| word.as_bytes().to_vec());
        prop_oneof![3 => own, 3 => odd, 1 => vec(any::<u8>(), 1..6)].boxed()
    };
    let few = || prop_oneof![8 => 1..4_usize, 1 => 4..400_usize];
    let nest = || prop_oneof![6 => 1..6_usize, 2 => 6..300_usize, 1 => 300..20_000_usize];
    let change = prop_oneof![
        3 => (at(), few()).prop_map(|(at, count)| Change::Delete(at, count)),
        3 => (at(), few()).prop_map(|(at, count)| Change::Repeat(at, count)),
        2 => (at(), at()).prop_map(|(one, other)| Change::Swap(one, other)),
        2 => (at(), at()).prop_map(|(one, other)| Change::Move(one, other)),
        3 => (at(), 1..9_usize).prop_map(|(at, count)| Change::Indent(at, count)),
        1 => at().prop_map(Change::Cut),
        6 => (at(), word()).prop_map(|(at, word)| Change::Insert(at, word)),
        3 => (at(), word()).prop_map(|(at, word)| Change::Overwrite(at, word)),
        6 => (at(), word()).prop_map(|(at, word)| Change::Value(at, word)),
        2 => (at(), word(), nest()).prop_map(|(at, word, count)| Change::Many(at, word, count)),
        2 => (at(), select(&NESTS[..]), nest())
            .prop_map(|(at, (open, close), depth)| Change::Nest(at, open, close, depth)),
        3 => (at(), at()).prop_map(|(at, from)| Change::Splice(at, from)),
        1 => select(&ENDS[..]).prop_map(Change::Ends),
        1 => Just(Change::Mark),
        1 => Just(Change::Wide),
    ];
    vec(change, 1..7)
}

/// The bytes with these changes. Lines may come from the other file too.
pub(super) fn changed(bytes: &[u8], changes: &[Change], other: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes {
        bytes = one(bytes, change, other);
        bytes.truncate(MOST_BYTES);
    }
    bytes
}

fn one(bytes: Vec<u8>, change: &Change, other: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let line = |at: &Index| at.index(lines.len().max(1));
    let byte = |at: &Index| at.index(bytes.len() + 1);
    match change {
        Change::Insert(at, word) => put(&bytes, byte(at), 0, word),
        Change::Overwrite(at, word) => put(&bytes, byte(at), word.len(), word),
        Change::Many(at, word, count) => put(&bytes, byte(at), 0, &word.repeat(*count)),
        Change::Nest(at, open, close, depth) => {
            let nest = format!("{}x{}", open.repeat(*depth), close.repeat(*depth));
            put(&bytes, byte(at), 0, nest.as_bytes())
        }
        Change::Cut(at) => bytes[..byte(at)].to_vec(),
        Change::Mark => [b"\xef\xbb\xbf", bytes.as_slice()].concat(),
        Change::Wide => bytes.iter().flat_map(|byte| [*byte, 0]).collect(),
        Change::Ends(end) => {
            let inner = |line: &&[u8]| line.strip_suffix(b"\n").unwrap_or(line).to_vec();
            lines.iter().map(inner).collect::<Vec<_>>().join(*end)
        }
        _ if lines.is_empty() => bytes,
        Change::Value(at, word) => {
            let index = line(at);
            let whole = lines[index];
            let colon = whole.iter().position(|byte| *byte == b':');
            let kept = &whole[..colon.map_or(0, |colon| colon + 1)];
            let new = [kept, b" ", word, b"\n"].concat();
            [&lines[..index], &[&new], &lines[index + 1..]]
                .concat()
                .concat()
        }
        Change::Splice(at, from) => {
            let others: Vec<&[u8]> = other.split_inclusive(|byte| *byte == b'\n').collect();
            let new = others
                .get(from.index(others.len().max(1)))
                .copied()
                .unwrap_or_default();
            let index = line(at);
            [&lines[..index], &[new], &lines[index..]].concat().concat()
        }
        Change::Indent(at, count) => {
            let index = line(at);
            let new = [&b" ".repeat(*count), lines[index]].concat();
            [&lines[..index], &[&new], &lines[index + 1..]]
                .concat()
                .concat()
        }
        Change::Delete(at, count) => {
            let index = line(at);
            let end = (index + count).min(lines.len());
            [&lines[..index], &lines[end..]].concat().concat()
        }
        Change::Repeat(at, count) => {
            let index = line(at);
            let new = lines[index].repeat(*count);
            [&lines[..index], &[&new], &lines[index..]]
                .concat()
                .concat()
        }
        Change::Swap(one, other) => {
            let mut lines = lines.clone();
            lines.swap(line(one), line(other));
            lines.concat()
        }
        Change::Move(one, other) => {
            let mut lines = lines.clone();
            let moved = lines.remove(line(one));
            lines.insert(other.index(lines.len() + 1), moved);
            lines.concat()
        }
    }
}

/// The bytes with a word in place of so many of them.
fn put(bytes: &[u8], at: usize, over: usize, word: &[u8]) -> Vec<u8> {
    let end = (at + over).min(bytes.len());
    [&bytes[..at], word, &bytes[end..]].concat()
}

#[test]
fn each_change_does_what_its_name_says() {
    let at = |part: usize| -> Index {
        use proptest::arbitrary::Arbitrary as _;
        use proptest::strategy::ValueTree as _;
        // An index that points at this part of three, found by asking.
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        (0..1_000)
            .map(|_| {
                Index::arbitrary()
                    .new_tree(&mut runner)
                    .expect("one")
                    .current()
            })
            .find(|index| index.index(3) == part && index.index(4) == part)
            .expect("each part is pointed at")
    };
    let text = |change: Change| {
        let bytes = changed(b"a: 1\nb: 2\nc: 3\n", &[change], b"z\n");
        String::from_utf8(bytes).expect("text")
    };
    assert_eq!(text(Change::Delete(at(1), 1)), "a: 1\nc: 3\n");
    assert_eq!(
        text(Change::Repeat(at(0), 2)),
        "a: 1\na: 1\na: 1\nb: 2\nc: 3\n"
    );
    assert_eq!(text(Change::Swap(at(0), at(2))), "c: 3\nb: 2\na: 1\n");
    assert_eq!(text(Change::Indent(at(1), 3)), "a: 1\n   b: 2\nc: 3\n");
    assert_eq!(
        text(Change::Value(at(2), b"x".to_vec())),
        "a: 1\nb: 2\nc: x\n"
    );
    assert_eq!(text(Change::Splice(at(1), at(0))), "a: 1\nz\nb: 2\nc: 3\n");
    assert_eq!(text(Change::Ends(b"\r\n")), "a: 1\r\nb: 2\r\nc: 3");
    assert_eq!(text(Change::Mark), "\u{feff}a: 1\nb: 2\nc: 3\n");
    let nest = text(Change::Nest(at(0), "[", "]", 3));
    assert!(nest.contains("[[[x]]]"), "{nest}");
    let many = changed(b"", &[Change::Many(at(0), vec![0; 9], 99_999)], b"");
    assert_eq!(many.len(), MOST_BYTES);
}
