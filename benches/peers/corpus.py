#!/usr/bin/env python3
"""Writes the same invented directory for one of the programs that are compared.

    python3 benches/peers/corpus.py handrail 1000 FOLDER      also: hugo, eleventy

All get the same providers and the same guides. Handrail's project is the one of `benches/scale.py`: the lists,
pages and criteria of this repository, and N provider files with their checks. Hugo and Eleventy get the same
facts in the head of a Markdown file, the names of the lists in place of their ids, and templates that show
every fact. Record i is the same for every N. Every record is invented.
"""
import json
import pathlib
import random
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import scale  # noqa: E402

CONTENT = scale.ROOT / "content"
SYLLABLES = "ba be bo da den dor el fa fen gar ha hol in ka lan lo mar mi mon na nor ol pa per ro sal ta tor ul wen".split()
# Names as people have them: other letters, signs that HTML and YAML know, scripts from right to left.
NAMES = ["Tŷ Gobaith {}", "O'Brien & Daughters {}", "{} <Under 5s>", "Zoë and José: {}", "আশা {}", "بيت الأمل {}"]


class Words:
    """Words as the guides of this repository use them, and a long tail of invented ones, as in real text."""

    def __init__(self):
        guides = [path.read_text(encoding="utf-8") for path in sorted((CONTENT / "guides").glob("*.md"))]
        self.common = [word.lower() for text in guides for word in re.findall(r"\b[A-Za-z]{2,12}\b", text)]
        chance = random.Random(7)
        self.rare = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)]

    def sentence(self, chance, own, low=7, high=14):
        words = []
        for _ in range(chance.randint(low, high)):
            kind = chance.random()
            if kind < 0.08:
                words.append(self.rare[int(len(self.rare) * chance.random() ** 3)])
            else:
                words.append(chance.choice(own if kind < 0.16 else self.common))
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def about(self, chance, own):
        length = chance.randint(2, 6)
        sentences = lambda: " ".join(self.sentence(chance, own) for _ in range(chance.randint(2, 4)))
        return "\n\n".join(sentences() for _ in range(length)) + "\n"


def names_of(name):
    text = (CONTENT / f"lists/{name}.yml").read_text(encoding="utf-8")
    return dict(re.findall(r"^- id: (\S+)\n  name: (.*)", text, re.M))


def lists():
    names = "services needs ages areas pay-ways legal-forms access communication languages kinds"
    found = {name: names_of(name) for name in names.split()}
    kinds = (CONTENT / "lists/kinds.yml").read_text(encoding="utf-8")
    people = re.findall(r"^- id: (\S+)(?:\n .*)*?\n  is_person: yes", kinds, re.M)
    found["kinds"] = {kind: name for kind, name in found["kinds"].items() if kind not in people}
    return found


def provider(number, known, words):
    """The facts of one provider, with ids of lists, as Handrail reads them."""
    chance = random.Random(f"7:{number}")
    some = lambda name, low, high: chance.sample(list(known[name]), chance.randint(low, high))
    name = f"{scale.FIRST[number % 15]} {scale.SECOND[number // 15 % 15]} {scale.THIRD[number // 225 % 8]} {number}"
    if number % 33 == 5:
        name = NAMES[number // 33 % len(NAMES)].format(name)
    services, needs, areas = some("services", 2, 8), some("needs", 1, 5), some("areas", 1, 3)
    own = [known["services"][one].lower() for one in services] + [known["needs"][one].lower() for one in needs]
    price = chance.randint(1400, 3200)
    return {
        "name": name,
        "kinds": some("kinds", 1, 1),
        "legal_form": chance.choice(["company", "charity", "community-interest-company"]),
        "summary": words.sentence(chance, own, 9, 13),
        "about": words.about(chance, own),
        "services": services,
        "needs": needs,
        "ages": some("ages", 1, 3),
        "areas": areas,
        "pay_ways": some("pay-ways", 1, 3),
        "prices": [
            {"what": "Help at home", "amount": price / 100, "unit": "hour", "when": "Monday to Friday", "told_on": "2026-09-02"},
            {"what": "Help at the weekend", "amount": price / 100 + 3, "unit": "hour", "told_on": "2026-09-10"},
        ],
        "terms": {"shortest_visit": "1 hour", "notice": "4 weeks", "told_on": "2026-09-10"},
        "availability": {"state": chance.choice(["open", "full", "waiting-list", "ask"]), "as_of": f"2026-10-2{number % 10}"},
        "opening_times": [{"days": "Monday to Friday", "times": "9am to 5pm"}],
        "contact": {
            "public_location": "outward",
            "phone": f"020 7946 0{number % 1000:03}",
            "email": f"p{number}@example.org",
            "website": f"https://p{number}.example.org/",
            "postcode": "N7 0ZZ",
        },
        "access": some("access", 1, 4),
        "communication": some("communication", 1, 4),
        "languages": some("languages", 1, 3),
        "cqc": {"provider": f"1-{number:09}", "location": f"1-{number + 500_000_000}", "rating": "good", "rating_on": "2026-08-06", "as_of": "2026-11-02"},
        "listed_from": "2026-04-01",
        "next_review": "2027-04-01",
        "owner": "Provider team",
    }


def yaml(value, indent=""):
    """Lines of YAML. Text stands in quotes, as JSON writes it: that is YAML too."""
    lines = []
    for key, one in value.items():
        if key == "about":
            lines += ["about: |"] + [f"  {line}".rstrip() for line in one.rstrip().split("\n")]
        elif isinstance(one, dict):
            lines += [f"{indent}{key}:"] + yaml(one, indent + "  ")
        elif isinstance(one, list) and isinstance(one[0], dict):
            lines.append(f"{indent}{key}:")
            for part in one:
                inner = yaml(part, indent + "    ")
                lines += [indent + "  - " + inner[0].lstrip()] + inner[1:]
        elif isinstance(one, float):
            lines.append(f"{indent}{key}: {one:.2f}")
        else:
            lines.append(f"{indent}{key}: {json.dumps(one, ensure_ascii=False)}")
    return lines


def markdown(record, known, checks):
    """The same facts for the others: names in place of ids, the text below the head."""
    facts = {"title": record["name"], "letters": [record["name"][0].upper() if record["name"][0].isascii() else "Other"]}
    for key, one in record.items():
        list_of = known.get(key.replace("_", "-"))
        if key not in ("name", "about"):
            facts[key] = [known[key.replace("_", "-")][part] for part in one] if list_of else one
    facts["legal_form"] = known["legal-forms"][record["legal_form"]]
    facts["checks"] = checks
    return "---\n" + "\n".join(yaml(facts)) + "\n---\n" + record["about"]


def checks():
    """What the records of `scale.checks` say, with the names of the criteria."""
    found = []
    for path in sorted((CONTENT / "criteria").glob("*.yml")):
        name = re.search(r"^name: (.*)", path.read_text(encoding="utf-8"), re.M).group(1)
        found.append({"criterion": name, "result": "met", "checked_on": "2026-11-01", "ends_on": "2027-11-01"})
    return found


def write_provider(program, folder, number, record, known, made):
    if program == "handrail":
        path, text = folder / f"providers/p-{number:06}.yml", "\n".join(yaml(record)) + "\n"
    else:
        base = folder / "content" if program == "hugo" else folder
        path, text = base / f"providers/p-{number:06}.md", markdown(record, known, made)
    path.write_text(text, encoding="utf-8")


def write_guides(folder):
    for path in sorted((CONTENT / "guides").glob("*.md")):
        if not path.name.endswith(".easy.md"):
            _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
            kept = re.findall(r"^(?:title|summary|topic|last_check): .*", head, re.M)
            (folder / path.name).write_text("\n".join(["---", *kept, "---", text]), encoding="utf-8")


def make(program, count, folder):
    known, words, made = lists(), Words(), checks()
    if program == "handrail":
        scale.make_project(folder, 0)
        record = scale.checks()
        for number in range(count):
            (folder / f"providers/checks/p-{number:06}.yml").write_text(record, encoding="utf-8")
    else:
        shutil.copytree(HERE / program, folder)
        shutil.copytree(HERE / "shared/static", folder / "static")
        parts = folder / ("layouts/_partials" if program == "hugo" else "_includes")
        for path in (HERE / "shared").glob("*.html"):
            shutil.copy(path, parts)
        base = folder / "content" if program == "hugo" else folder
        for kind, title in (("providers", "Providers"), ("guides", "Guides")):
            (base / kind).mkdir(parents=True)
            if program == "hugo":
                (base / kind / "_index.md").write_text(f"---\ntitle: {title}\n---\n", encoding="utf-8")
            else:
                data = {"layout": f"{kind}.njk", "tags": [kind]}
                (base / kind / f"{kind}.json").write_text(json.dumps(data), encoding="utf-8")
        write_guides(base / "guides")
    for number in range(count):
        write_provider(program, folder, number, provider(number, known, words), known, made)


def change(program, folder, number, word):
    """Puts a new word at the start of the summary of one provider."""
    known, made = lists(), checks()
    record = provider(number, known, Words())
    record["summary"] = f"{word} {record['summary']}"
    write_provider(program, folder, number, record, known, made)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("handrail", "hugo", "eleventy"):
        sys.exit(__doc__)
    if pathlib.Path(sys.argv[3]).exists():
        sys.exit(f"{sys.argv[3]} is there already. Name a folder that is not there yet.")
    make(sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3]))
