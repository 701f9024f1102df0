#!/usr/bin/env python3
"""Counts the instructions of whole runs, which do not depend on how busy the machine is, and fails where one takes
more than 5 per cent above what is stored.

usage: instructions.py FACTLINT [--update]

FACTLINT is a build of the profile `quick`: counts are those of a compiler and a profile.
Each run checks 600 KB that corpus.py makes, with the pack of pack.py or with all that ship, under valgrind's callgrind. Counts
are in instructions.json beside this file; --update writes them. Without valgrind nothing is counted, and that is said.
"""
import argparse, json, os, re, shutil, subprocess, sys, tempfile

import pack
from corpus import Writer

STORED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "instructions.json")
SIZE = {"en": 1400, "ru": 12_000}
BYTES = 600_000
ALLOWED = 1.05


def corpus(language, folder):
    """Writes documents of a language."""
    writer, written, count = Writer(language, 1), 0, 0
    os.makedirs(folder)
    while written < BYTES:
        text = writer.document(SIZE[language]).encode()
        with open(os.path.join(folder, f"{count:04}.txt"), "wb") as file:
            file.write(text)
        written, count = written + len(text), count + 1


def instructions(command, folder):
    """Instructions of a run."""
    out = os.path.join(folder, "callgrind")
    run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"I +refs: +([0-9,]+)", run.stderr)
    if not found:
        sys.exit(f"valgrind failed:\n{run.stderr}")
    return int(found.group(1).replace(",", ""))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("factlint")
    arguments.add_argument("--update", action="store_true")
    given = arguments.parse_args()
    if not shutil.which("valgrind"):
        print("valgrind is not installed: nothing was counted")
        return
    stored = json.load(open(STORED, encoding="utf-8")) if os.path.exists(STORED) else {}
    counted, worse = {}, []
    with tempfile.TemporaryDirectory() as folder:
        config = pack.write(os.path.join(folder, "pack"), 20)
        for language in SIZE:
            corpus(language, os.path.join(folder, language))
            check = [given.factlint, "--threads", "1", "check", "--format", "json", os.path.join(folder, language)]
            runs = {
                f"quantities {language}": [given.factlint, "--threads", "1", "quantities", "--language", language, os.path.join(folder, language)],
                f"check {language}, 20 rules": [*check, "--config", config],
                f"check {language}, all packs": check,
            }
            for name, command in runs.items():
                now, before = instructions(command, folder), stored.get(name)
                counted[name] = now
                told = f"{now / before:.3f} of {before}" if before else "not stored yet"
                print(f"{name}: {now} ({told})", flush=True)
                worse += [name] if before and now > before * ALLOWED else []
    if given.update:
        with open(STORED, "w", encoding="utf-8") as file:
            file.write(json.dumps(counted, indent=1) + "\n")
    elif worse:
        sys.exit("more than 5 per cent above what is stored: " + "; ".join(worse))


if __name__ == "__main__":
    main()
