#!/usr/bin/env python3
"""Whole processes side by side: factlint on a folder of documents, and ripgrep with an equivalent alternation.

usage: whole.py FACTLINT FOLDER --language en|ru [--runs N]

Prints for each command the best processor time (user and system), MB/s of it, the peak of memory and the lines
of output; then the ratio to ripgrep, where it is installed, and of two threads to one by the clock. FOLDER is
made by corpus.py --folder. All commands of a table run one after the other on the same machine: compare ratios.
"""
import argparse, os, shutil, subprocess, sys, time

NUMBER = r"[0-9]{1,3}(?:[ ,\u00a0][0-9]{3})+|[0-9]+(?:[.,][0-9]+)?"
EN = {
    "hedge": "more than|about|at least|up to|some|nearly|between|over|under",
    "words": "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty-five",
    "scale": "thousand|million|billion",
    "nouns": "people|visitors|companies|workers|houses|countries|vehicles|students|families|soldiers|passengers|exhibitors|agreements|hotels|tickets|inhabitants",
    "money": r"[$€£][0-9.,]+(?: (?:million|billion))?", "percent": "percent|%",
    "months": "January|February|March|April|May|June|July|August|September|October|November|December",
}
RU = {
    "hedge": "более|около|не менее|до|свыше|от|почти|порядка",
    "words": "двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|одиннадцати|двадцати|тридцати|сорока",
    "scale": "тыс\\.|млн|млрд",
    "nouns": "человек|посетителей|компаний|рабочих|домов|стран|машин|студентов|семей|военных|пассажиров|участников|соглашений|гостиниц|билетов|мест",
    "money": r"[0-9.,]+ (?:млн |млрд )?(?:рублей|долларов|евро)", "percent": "%|процент[а-я]*",
    "months": "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
}


def alternation(words):
    """Twenty patterns as one: sixteen counted nouns, money, per cent, two forms of dates."""
    number = f"(?:(?:{words['hedge']}) )?(?:{NUMBER}|{words['words']})(?: (?:{words['scale']}))?"
    nouns = [f"{number}(?: \\w+){{0,2}} {noun}" for noun in words["nouns"].split("|")]
    others = [words["money"], f"(?:{NUMBER}) ?(?:{words['percent']})",
              f"[0-9]{{1,2}} (?:{words['months']})(?: [0-9]{{4}})?", f"(?:{words['months']}) [0-9]{{4}}"]
    return "|".join(f"(?:{one})" for one in nouns + others)


def run(command):
    """Processor seconds, seconds by the clock, peak of memory in MB and lines of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    lines = 0
    while chunk := process.stdout.read(1 << 20):
        lines += chunk.count(b"\n")
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1000, lines


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("factlint")
    arguments.add_argument("folder")
    arguments.add_argument("--language", choices=("en", "ru"), default="en")
    arguments.add_argument("--runs", type=int, default=3)
    given = arguments.parse_args()
    size = sum(os.path.getsize(os.path.join(at, file)) for at, _, files in os.walk(given.folder) for file in files)
    commands = {
        "quantities, 1 thread": [given.factlint, "--threads", "1", "quantities", "--language", given.language, given.folder],
        "check, 1 thread": [given.factlint, "--threads", "1", "check", "--format", "json", given.folder],
        "check, 2 threads": [given.factlint, "--threads", "2", "check", "--format", "json", given.folder],
    }
    if shutil.which("rg"):
        commands = {"rg -j1 -o": ["rg", "-j1", "-o", "--no-ignore", alternation(EN if given.language == "en" else RU), given.folder], **commands}
    print(f"{size / 1e6:.1f} MB\n\n| command | processor s | MB/s | clock s | peak MB | ratio to rg |\n|---|---|---|---|---|---|")
    peer, clock = None, {}
    for name, command in commands.items():
        best = min((run(command) for _ in range(given.runs)), key=lambda one: one[0])
        clock[name] = best[1]
        peer = best[0] if name.startswith("rg") else peer
        ratio = f"{peer / best[0]:.2f}" if peer else "-"
        print(f"| {name} | {best[0]:.2f} | {size / 1e6 / best[0]:.1f} | {best[1]:.2f} | {best[2]:.0f} | {ratio} |")
        sys.stdout.flush()
    print(f"\ntwo threads: {clock['check, 1 thread'] / clock['check, 2 threads']:.2f} times one, by the clock")


if __name__ == "__main__":
    main()
