#!/usr/bin/env python3
"""Builds the same directory with Handrail, Hugo and Eleventy, and indexes it with Pagefind, in turns.

    python3 benches/peers/run.py                       1,000 providers, 3 rounds
    python3 benches/peers/run.py --providers 10000
    python3 benches/peers/run.py --only hugo --rounds 5

Needed: Python 3.11 with pip, Node 20 with npm, and Handrail (`cargo build --release`). The others are installed
into a folder of their own, which is kept for the next time. It prints Markdown. Handrail's figures hold its search;
the floor is a copy of its own output, and a bare write of files of the same sizes. Figures of one machine say
little. Ratios say more: each compares two runs of the same round.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import corpus

HERE = pathlib.Path(__file__).resolve().parent
HUGO, ELEVENTY, PAGEFIND = "0.168.0", "3.1.7", "1.6.0"
TODAY = "2026-11-22"


def stop(message):
    sys.exit(f"run.py: {message}")


def run(command, **more):
    try:
        done = subprocess.run(command, capture_output=True, text=True, **more)
    except FileNotFoundError:
        stop(f"{command[0]} is missing. Install it and try again.")
    if done.returncode != 0:
        stop(f"this failed: {' '.join(map(str, command))}\n{(done.stderr or done.stdout)[-2000:]}")
    return done.stdout


def install(work, names):
    """The pinned programs, in the work folder."""
    if "hugo" in names and not (work / f"hugo-{HUGO}").exists():
        print("Installing Hugo", file=sys.stderr)
        run([sys.executable, "-m", "pip", "install", "--quiet", "--target", work / "hugo-new", f"hugo=={HUGO}"])
        (work / "hugo-new").rename(work / f"hugo-{HUGO}")
    wanted = {"eleventy": f"@11ty/eleventy@{ELEVENTY}", "pagefind": f"pagefind@{PAGEFIND}"}
    for name in sorted(names & set(wanted)):
        folder = work / wanted[name].lstrip("@").replace("/", "-")
        if not folder.exists():
            print(f"Installing {wanted[name]}", file=sys.stderr)
            new = work / "npm-new"
            shutil.rmtree(new, ignore_errors=True)
            run(["npm", "install", "--prefix", new, "--no-audit", "--no-fund", "--ignore-scripts", wanted[name]])
            new.rename(folder)


def only(work, pattern, what):
    """A program by its own file: what starts it from Python or Node would be counted too."""
    found = sorted(path for path in work.glob(pattern) if path.suffix != ".sha256")
    return found[0] if found else stop(f"{what} has no program for this kind of computer.")


class Program:
    """One program with its project and its output."""

    def __init__(self, name, work, handrail):
        self.name, self.title = name, name.capitalize()
        self.project, self.out = work / f"projects/{name}", work / f"out/{name}"
        self.home = self.project
        if name == "handrail":
            self.command = [handrail, "build", "--project", self.project, "--out", self.out, "--today", TODAY]
            self.version = run([handrail, "--version"]).split()[-1]
        elif name == "hugo":
            self.command = [only(work, f"hugo-{HUGO}/hugo/binaries/hugo*", "Hugo"), "--quiet", "-d", self.out]
            self.version = HUGO
        elif name == "eleventy":
            modules = work / f"11ty-eleventy@{ELEVENTY}/node_modules"
            start = modules / "@11ty/eleventy/cmd.cjs"
            self.command = ["node", "--max-old-space-size=8192", start, "--quiet", f"--output={self.out}"]
            self.version = ELEVENTY
        elif name == "pagefind":
            binary = only(work, f"pagefind@{PAGEFIND}/node_modules/@pagefind/*/bin/pagefind*", "Pagefind")
            self.command = [binary, "--site", work / "out/hugo", "--output-path", self.out, "--quiet"]
            self.version, self.title, self.home = PAGEFIND, "Pagefind over Hugo's pages", work

    def make_project(self, count):
        if self.name != "pagefind":
            self.project.parent.mkdir(exist_ok=True)
            run([sys.executable, HERE / "corpus.py", self.name, str(count), self.project])

    def clean(self):
        shutil.rmtree(self.out, ignore_errors=True)


def timed(command, home, log):
    """Seconds, CPU seconds and MiB. What was written before is on the disk first."""
    os.sync()
    with open(log, "w+", encoding="utf-8") as said:
        done = subprocess.run(
            [sys.executable, HERE / "timed.py", *command], cwd=home, stdout=subprocess.PIPE, stderr=said, text=True
        )
        if done.returncode != 0:
            said.seek(0)
            stop(f"this failed: {' '.join(map(str, command))}\n{said.read()[-2000:]}")
    wall, cpu, memory = done.stdout.split()
    return float(wall), float(cpu), int(memory) / 1024


def weight(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files)


def is_in(folder, word, number):
    page = folder / f"providers/p-{number:06}/index.html"
    return page.exists() and word in page.read_text(encoding="utf-8")


def one_round(number, programs, work, count, results):
    """Every program builds from nothing, again, and again after a change. Each round starts with another one."""
    log = work / "log"
    turn = number % len(programs)
    # Pagefind reads what Hugo has written, so both move together.
    order = programs[turn:] + programs[:turn]
    if order[0].name == "pagefind":
        order = order[1:] + order[:1]
    for kind in ("clean", "again", "one changed"):
        changed, word = (number * 37 + 11) % count, f"Changedword{number}"
        for program in order:
            if kind == "clean":
                program.clean()
            elif kind == "one changed" and program.name != "pagefind":
                corpus.change(program.name, program.project, changed, word)
            results.setdefault((kind, program.title), []).append(timed(program.command, program.home, log))
            if kind == "one changed" and program.name != "pagefind" and not is_in(program.out, word, changed):
                stop(f"{program.title} did not show the change of provider {changed}.")
        if kind == "clean":
            own = work / "out/handrail"
            for title, command in (
                ("Floor: `cp -r` of Handrail's output", ["cp", "-r", own, work / "out/copy"]),
                ("Floor: bare write of the same files", [sys.executable, HERE / "bare_write.py", work / "list", work / "out/bare"]),
            ):
                if own.exists():
                    results.setdefault((kind, title), []).append(timed(command, work, log))
                    shutil.rmtree(command[-1])
    for kind in ("clean", "again", "one changed"):
        for maker in ("Hugo", "Eleventy"):
            parts = [results.get((kind, title)) for title in (maker, "Pagefind over Hugo's pages")]
            if all(parts):
                (wall, cpu, peak), (wall_2, cpu_2, peak_2) = (part[-1] for part in parts)
                both = (wall + wall_2, cpu + cpu_2, max(peak, peak_2))
                results.setdefault((kind, f"{maker} and Pagefind"), []).append(both)


def spread(values, digits=2):
    if len(values) == 1:
        return f"{values[0]:.{digits}f}"
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def table(kind, results, weights):
    """One line for each program. Ratios to Handrail are taken round by round."""
    own = results.get((kind, "Handrail"))
    print("| | seconds | times Handrail's | CPU seconds | times Handrail's | peak MiB | files | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for (one, title), runs in results.items():
        if one != kind:
            continue
        ratio = lambda at: spread([run[at] / mine[at] for run, mine in zip(runs, own)]) if own else "–"
        files, size = weights.get(title, ("–", None))
        size = f"{size / 1e6:.1f}" if size else "–"
        files = f"{files:,}" if size != "–" else files
        print(
            f"| {title} | {spread([run[0] for run in runs])} | {ratio(0)} | {spread([run[1] for run in runs])} "
            f"| {ratio(1)} | {max(run[2] for run in runs):.0f} | {files} | {size} |"
        )


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--providers", type=int, default=1000, help="how many providers (1000)")
    arguments.add_argument("--rounds", type=int, default=3, help="how many rounds (3)")
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", corpus.scale.ROOT / "target"))
    arguments.add_argument("--handrail", type=pathlib.Path, default=target / "release/handrail", help="the program")
    arguments.add_argument("--only", default="handrail,hugo,pagefind,eleventy", help="names with commas between")
    arguments.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "handrail-peers",
                           help="a folder for programs and projects, kept for the next time")
    options = arguments.parse_args()
    names = options.only.split(",")
    if unknown := set(names) - {"handrail", "hugo", "pagefind", "eleventy"}:
        stop(f"--only does not know {', '.join(sorted(unknown))}. Use handrail, hugo, pagefind and eleventy.")
    if "pagefind" in names and "hugo" not in names:
        names.append("hugo")
    if "handrail" in names and not options.handrail.exists():
        stop(f"{options.handrail} is not there. Run `cargo build --release`, or name the program with --handrail.")
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    for folder in ("projects", "out"):
        shutil.rmtree(work / folder, ignore_errors=True)
    (work / "out").mkdir()
    install(work, set(names))

    programs = [Program(name, work, options.handrail.resolve()) for name in ("handrail", "hugo", "pagefind", "eleventy") if name in names]
    weights = {}
    for program in programs:
        print(f"Making the project of {program.title}, and a first build", file=sys.stderr)
        program.make_project(options.providers)
        timed(program.command, program.home, work / "log")
        weights[program.title] = weight(program.out)
    if "handrail" in names:
        own = work / "out/handrail"
        entries = [f"{path.stat().st_size}\t{path.relative_to(own)}" for path in own.rglob("*") if path.is_file()]
        (work / "list").write_text("\n".join(entries) + "\n", encoding="utf-8")
        for title in ("Floor: `cp -r` of Handrail's output", "Floor: bare write of the same files"):
            weights[title] = weights["Handrail"]
    for maker in ("Hugo", "Eleventy"):
        parts = [weights.get(title) for title in (maker, "Pagefind over Hugo's pages")]
        if all(parts):
            weights[f"{maker} and Pagefind"] = tuple(map(sum, zip(*parts)))

    results = {}
    for number in range(options.rounds):
        print(f"Round {number + 1} of {options.rounds}", file=sys.stderr)
        one_round(number, programs, work, options.providers, results)
    versions = ", ".join(f"{program.name.capitalize()} {program.version}" for program in programs)
    print(f"{options.providers:,} providers, {options.rounds} round{'s' if options.rounds > 1 else ''}, {os.cpu_count()} cores. {versions}.")
    print("Median (lowest to highest). A ratio over 1 means more than Handrail took in the same round.")
    headings = {
        "clean": "A build into an empty folder",
        "again": "Built again, nothing changed",
        "one changed": "Built again after the summary of one provider changed",
    }
    for kind, heading in headings.items():
        print(f"\n{heading}:\n")
        table(kind, results, weights if kind == "clean" else {})
    for folder in ("projects", "out"):
        shutil.rmtree(work / folder)


if __name__ == "__main__":
    main()
