#!/usr/bin/env python3
"""Dump OpenCorpora's dictionary, as packaged in pymorphy3-dicts-ru, for `cargo run -p xtask -- lexicon`.

usage: dump_ru.py > ru.tsv        (needs: pip install pymorphy3 pymorphy3-dicts-ru)

One lexeme a line: its forms as FORM=TAG, tab-separated, the lemma first. TAG is the
grammemes that the engine knows, joined by commas. `ё` is folded to `е`.
"""
import collections
import sys

import pymorphy3

POS = {
    "NOUN": "noun", "ADJF": "adj", "ADJS": "adjs", "COMP": "comp", "VERB": "verb", "INFN": "inf",
    "PRTF": "part", "PRTS": "parts", "GRND": "ger", "NUMR": "num", "ADVB": "adv", "NPRO": "pron",
    "PRED": "pred", "PREP": "prep", "CONJ": "conj", "PRCL": "prcl", "INTJ": "intj",
}
KEEP = {
    "sing": "sg", "plur": "pl", "nomn": "nom", "gent": "gen", "gen1": "gen", "gen2": "gen", "datv": "dat",
    "accs": "acc", "acc2": "acc", "ablt": "ins", "loct": "loc", "loc1": "loc", "loc2": "loc", "past": "past",
    "pres": "pres", "futr": "fut", "Name": "name", "Surn": "name", "Patr": "name", "Geox": "geo", "anim": "anim",
    "Abbr": "abbr", "voct": None,
}


def tag_of(tag):
    gram = tag.grammemes
    if "voct" in gram:
        return None
    pos = next((POS[g] for g in gram if g in POS), None)
    if pos is None:
        return None
    return ",".join([pos] + sorted({KEEP[g] for g in gram if KEEP.get(g)}))


def main():
    dictionary = pymorphy3.MorphAnalyzer().dictionary
    lexemes = collections.OrderedDict()
    for word, tag, lemma, para, idx in dictionary.iter_known_words():
        stem = dictionary.build_stem(dictionary.paradigms[para], idx, word)
        lexemes.setdefault((para, stem), {})[idx] = (word, tag_of(tag))
    out = sys.stdout
    for (_, _), forms in lexemes.items():
        rows = [forms[i] for i in sorted(forms) if forms[i][1]]
        if not rows:
            continue
        seen, line = set(), []
        first = rows[0][0]
        for word, tag in rows:
            # Prefixed degrees of comparison would cost a paradigm of their own each.
            if any(word.startswith(p) and not first.startswith(p) for p in ("по", "наи")):
                continue
            cell = f"{word.replace('ё', 'е')}={tag}"
            if cell not in seen:
                seen.add(cell)
                line.append(cell)
        out.write("\t".join(line) + "\n")


if __name__ == "__main__":
    main()
