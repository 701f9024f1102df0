#!/usr/bin/env python3
"""Whole processes side by side: factlint on documents, and ripgrep with an equivalent alternation.

usage: whole.py FACTLINT PATH --language en|ru [--rules N] [--all-packs] [--runs N]

Prints for each command the best processor time (user and system), MB/s of it, the peak of memory, the lines of
output, or of `check` the claims; then the ratio to ripgrep, where it is installed, and what two threads gain. PATH is a
folder or a file made by corpus.py. `check` has a pack of N rules (20), made by pack.py, and no other; with --all-packs
those that ship. All commands of a table run one after the other on the same machine: compare ratios.

What two threads gain is told by the clock, and by the processor time of the thread that has most of it in each tenth
of a second: the clock of a busy machine says little.
"""
import argparse, os, shutil, subprocess, sys, tempfile, threading, time

import pack

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


def longest(process, out):
    """Adds up the processor time of the busiest thread of a process, tenth by tenth of a second, while it runs."""
    known = {}
    while process.poll() is None:
        spent = []
        try:
            for thread in os.listdir(f"/proc/{process.pid}/task"):
                with open(f"/proc/{process.pid}/task/{thread}/schedstat") as file:
                    now = int(file.read().split()[0]) / 1e9
                spent.append(now - known.get(thread, 0))
                known[thread] = now
        except OSError:
            pass
        out[0] += sum(spent)
        out[1] += max(spent, default=0)
        time.sleep(0.1)


def run(command, output):
    """Processor seconds, seconds by the clock, peak of memory in MB, and what threads gain, of one run."""
    start = time.perf_counter()
    with open(output, "wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL)
        gained = [0, 0]
        watch = threading.Thread(target=longest, args=(process, gained))
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.join()
    return (used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1000, gained[0] / (gained[1] or 1))


def count(output, command):
    """The claims of a check, the lines of another command."""
    wanted, found, rest = (b',"rule":"' if "check" in command else b"\n"), 0, b""
    with open(output, "rb") as file:
        while chunk := file.read(1 << 20):
            found += (rest + chunk).count(wanted)
            rest = chunk[-len(wanted) + 1 :] if len(wanted) > 1 else b""
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("factlint")
    arguments.add_argument("path")
    arguments.add_argument("--language", choices=("en", "ru"), default="en")
    arguments.add_argument("--rules", type=int, default=20)
    arguments.add_argument("--all-packs", action="store_true")
    arguments.add_argument("--runs", type=int, default=3)
    given = arguments.parse_args()
    files = [given.path] if os.path.isfile(given.path) else [os.path.join(at, file) for at, _, names in os.walk(given.path) for file in names]
    size = sum(os.path.getsize(file) for file in files)
    with tempfile.TemporaryDirectory() as folder:
        chosen = [] if given.all_packs else ["--config", pack.write(folder, given.rules)]
        quantities = ["quantities", "--language", given.language]
        check = ["check", *chosen, "--format", "json", given.path]
        commands = {
            "quantities, 1 thread": [given.factlint, "--threads", "1", *quantities, given.path],
            "check, 1 thread": [given.factlint, "--threads", "1", *check],
            "check, 2 threads": [given.factlint, "--threads", "2", *check],
        }
        if shutil.which("rg"):
            pattern = alternation(EN if given.language == "en" else RU)
            commands = {"rg -j1 -o": ["rg", "-j1", "-o", "--no-ignore", pattern, given.path], **commands}
        print(f"{size / 1e6:.1f} MB, {len(files)} documents\n\n| command | processor s | MB/s | clock s | peak MB | found | ratio to rg |\n|---|---|---|---|---|---|---|")
        peer, clock, gained = None, {}, 1
        output = os.path.join(folder, "output")
        for name, command in commands.items():
            runs = [run(command, output) for _ in range(given.runs)]
            best = min(runs)
            clock[name], gained = min(one[1] for one in runs), sorted(one[3] for one in runs)[len(runs) // 2]
            peer = best[0] if name.startswith("rg") else peer
            ratio = f"{peer / best[0]:.2f}" if peer else "-"
            print(f"| {name} | {best[0]:.2f} | {size / 1e6 / best[0]:.1f} | {clock[name]:.2f} | {best[2]:.0f} | {count(output, command)} | {ratio} |")
            sys.stdout.flush()
    print(f"\ntwo threads: {clock['check, 1 thread'] / clock['check, 2 threads']:.2f} times one by the clock, {gained:.2f} by the busiest thread")


if __name__ == "__main__":
    main()
