#!/usr/bin/env python3
"""How long a clean build takes beside a plain copy of its own output, in one run on one machine.

    python3 benches/scale.py                 10,000 providers, 5 rounds
    python3 benches/scale.py -n 1000 -r 3    1,000 providers, 3 rounds

It writes an invented project (the repository's own lists and pages, and N provider files made from
a fixed seed), builds it into an empty folder, and copies the result with `cp -r`, in turns. Then it
prints the medians and the ratio. Python's standard library only; figures of one machine say little,
ratios say more.
"""
import argparse
import os
import pathlib
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TODAY = "2026-11-22"
FIRST = "Amber Birch Cedar Dawn Elm Fern Garnet Hazel Indigo Juniper Kestrel Lark Maple North Oak".split()
SECOND = "Bridge Corner Door Field Garden Hall Lane Mill Orchard Path River Square Table Wharf Yard".split()
THIRD = "Care|Support|Help at Home|Together|Friends|Company|Partners|Network".split("|")
WORDS = """we help people at home and out and about with the things that matter to them each week our
staff are kind and take time you choose who comes and when we plan it with you and write it down we
talk with your nurse if you ask us to some people want help with meals others want company for a
walk or a swim we listen first then we agree what to do and how much it costs""".split()


def ids(name):
    text = (ROOT / "content/lists" / f"{name}.yml").read_text(encoding="utf-8")
    return re.findall(r"^- id: (\S+)", text, re.M)


def sentence(chance):
    words = [chance.choice(WORDS) for _ in range(chance.randint(6, 14))]
    return " ".join(words).capitalize() + "."


def provider(number, lists, chance):
    some = lambda name, low, high: ", ".join(chance.sample(lists[name], chance.randint(low, high)))
    name = f"{FIRST[number % 15]} {SECOND[number // 15 % 15]} {THIRD[number // 225 % 8]} {number}"
    about = "\n".join("  " + sentence(chance) for _ in range(chance.randint(8, 20)))
    price = chance.randint(1400, 3200)
    return f"""name: {name}
kinds: [{chance.choice(lists["organisations"])}]
legal_form: {chance.choice(lists["legal-forms"])}
summary: {sentence(chance)}
about: |
{about}
services: [{some("services", 2, 8)}]
needs: [{some("needs", 1, 5)}]
ages: [{some("ages", 1, 3)}]
areas: [{some("areas", 1, 3)}]
pay_ways: [{some("pay-ways", 1, 3)}]
prices:
  - what: Help at home
    amount: {price / 100:.2f}
    unit: hour
    when: Monday to Friday
    told_on: 2026-0{chance.randint(5, 9)}-1{chance.randint(0, 9)}
  - what: Help at the weekend
    amount: {price / 100 + 3:.2f}
    unit: hour
    told_on: 2026-09-10
terms:
  shortest_visit: 1 hour
  notice: 4 weeks
  told_on: 2026-09-10
availability:
  state: {chance.choice(["open", "full", "waiting-list", "ask"])}
  as_of: 2026-10-2{chance.randint(0, 9)}
opening_times:
  - days: Monday to Friday
    times: 9am to 5pm
contact:
  public_location: outward
  phone: 020 7946 0{number % 1000:03}
  email: p{number}@example.org
  website: https://p{number}.example.org/
  postcode: N7 0ZZ
access: [{some("access", 1, 4)}]
communication: [{some("communication", 1, 4)}]
languages: [{some("languages", 1, 3)}]
listed_from: 2026-04-01
next_review: 2027-04-01
owner: Provider team
"""


def checks():
    """A check of every criterion, met three weeks ago, as the record of a provider."""
    text = "checks:\n"
    for path in sorted((ROOT / "content/criteria").glob("*.yml")):
        criterion = path.read_text(encoding="utf-8")
        version = max(re.findall(r"^  - number: (\d+)", criterion, re.M), key=int)
        evidence = re.search(r"^evidence: \[([\w-]+)", criterion, re.M)
        text += f"  - criterion: {path.stem}\n    version: {version}\n    result: met\n"
        text += f"    evidence: {evidence.group(1)}\n    evidence_ends_on: 2027-11-01\n" if evidence else ""
        text += "    method: seen\n    checked_on: 2026-11-01\n    checked_by: icb-vetting\n"
    return text


def make_project(folder, count):
    shutil.copytree(ROOT / "content", folder / "content")
    # Nobody agreed to these invented words, and nobody promised what a search of them finds.
    shutil.rmtree(folder / "content/signoffs")
    (folder / "content/search-checks.yml").unlink()
    settings = folder / "content/site.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"^signoffs:\n(?:  .*\n)+", "", text, flags=re.M), encoding="utf-8")
    (folder / "providers/checks").mkdir(parents=True)
    record = checks()
    names = "services needs ages areas pay-ways legal-forms access communication languages kinds"
    lists = {name: ids(name) for name in names.split()}
    kinds = (ROOT / "content/lists/kinds.yml").read_text(encoding="utf-8")
    people = re.findall(r"^- id: (\S+)(?:\n .*)*?\n  is_person: yes", kinds, re.M)
    lists["organisations"] = [kind for kind in lists["kinds"] if kind not in people]
    chance = random.Random(7)
    for number in range(count):
        path = folder / "providers" / f"p-{number:06}.yml"
        path.write_text(provider(number, lists, chance), encoding="utf-8")
        (folder / "providers/checks" / path.name).write_text(record, encoding="utf-8")


def timed(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu


def peak_of(command):
    """The peak memory of one run in MiB, as the system accounts for it."""
    code = (
        "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    answer = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True)
    return int(answer.stdout) / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("-n", type=int, default=10_000, help="how many providers")
    arguments.add_argument("-r", type=int, default=5, help="how many rounds")
    options = arguments.parse_args()
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    handrail = target / "release" / "handrail"
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        project, out, copy = scratch / "project", scratch / "out", scratch / "copy"
        make_project(project, options.n)
        build = [handrail, "build", "--project", project, "--out", out, "--today", TODAY]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        files = [path for path in out.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        print(f"{options.n} providers: {len(files)} files, {size / 1e6:.0f} MB")
        rounds = []
        for _ in range(options.r):
            shutil.rmtree(out)
            shutil.rmtree(copy, ignore_errors=True)
            built = timed(build)
            copied = timed(["cp", "-r", out, copy])
            again = timed(build)
            rounds.append((built, copied, again))
        median = lambda pick: statistics.median(pick(one) for one in rounds)
        print(f"clean build   {median(lambda r: r[0][0]):6.2f} s  {median(lambda r: r[0][1]):6.2f} s of CPU")
        print(f"cp -r         {median(lambda r: r[1][0]):6.2f} s  {median(lambda r: r[1][1]):6.2f} s of CPU")
        print(f"build again   {median(lambda r: r[2][0]):6.2f} s  {median(lambda r: r[2][1]):6.2f} s of CPU")
        ratios = sorted(r[0][0] / r[1][0] for r in rounds)
        print(f"clean build / cp -r, pair by pair: median {statistics.median(ratios):.2f} "
              f"({ratios[0]:.2f} to {ratios[-1]:.2f})")
        shutil.rmtree(out)
        print(f"peak memory of a clean build: {peak_of(build):.0f} MiB")


if __name__ == "__main__":
    main()
