#!/usr/bin/env python3
"""Dump LemmInflect's English tables for `cargo run -p xtask -- lexicon`.

usage: dump_en.py > en.tsv        (needs: pip install lemminflect)

One lexeme a line: its forms as FORM=TAG, tab-separated, the lemma first. Lower case;
proper nouns carry the tag `name`.
"""
import collections
import csv
import gzip
import pathlib
import sys

import lemminflect

POS = {"noun": "noun", "verb": "verb", "adj": "adj", "adv": "adv", "aux": "aux", "propn": "noun"}
# The columns of infl_lu.csv by part of speech; a verb whose past tense and participle
# coincide has three columns.
COLUMNS = {
    ("verb", 4): ["verb,past", "part", "ger", "verb,pres"],
    ("verb", 3): ["verb,past", "ger", "verb,pres"],
    ("noun", 1): ["noun,pl"],
    ("adj", 2): ["adj,comp", "adj,comp"],
    ("adv", 2): ["adv,comp", "adv,comp"],
}


def main():
    root = pathlib.Path(lemminflect.__file__).parent / "resources"
    lexemes = collections.OrderedDict()
    with gzip.open(root / "infl_lu.csv.gz", "rt", encoding="utf-8") as f:
        for row in csv.reader(f):
            lemma, pos = row[0], row[1]
            kind = POS.get(pos)
            if kind is None:
                continue
            name = ",name" if lemma[:1].isupper() and kind == "noun" else ""
            base = "noun,sg" if kind == "noun" else kind
            forms = lexemes.setdefault((lemma.lower(), kind), collections.OrderedDict())
            forms[(lemma.lower(), base + name)] = None
            for cell, tag in zip(row[2:], COLUMNS.get((kind, len(row) - 2), [])):
                variants = list(filter(None, cell.split("/")))
                for form in variants:
                    if form == lemma and len(variants) > 1:
                        continue
                    forms[(form.lower(), tag + name)] = None
    with gzip.open(root / "lemma_lu.csv.gz", "rt", encoding="utf-8") as f:
        for form, pos, lemmas in csv.reader(f):
            kind = POS.get(pos)
            if kind is None:
                continue
            for lemma in lemmas.split("/"):
                if not lemma:
                    continue
                forms = lexemes.setdefault((lemma.lower(), kind), collections.OrderedDict())
                if not forms:
                    forms[(lemma.lower(), "noun,sg" if kind == "noun" else kind)] = None
                if form.lower() not in {w for w, _ in forms} and form.lower() != lemma.lower():
                    forms[(form.lower(), kind + (",pl" if kind == "noun" else ""))] = None
    for (_, _), forms in lexemes.items():
        sys.stdout.write("\t".join(f"{w}={t}" for w, t in forms) + "\n")


if __name__ == "__main__":
    main()
