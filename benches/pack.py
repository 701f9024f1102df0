#!/usr/bin/env python3
"""Writes a pack of N rules for benchmarks: sixteen counted nouns, money, per cent, days and years, as the alternation
of whole.py has them, in English and Russian; what is beyond twenty are counted nouns made of syllables.

usage: pack.py --folder DIR [--rules N]

DIR gets the rule file and a factlint.toml that takes no pack which ships and makes claims of these measures alone:
factlint check --config DIR/factlint.toml FOLDER
"""
import argparse, os, random

NOUNS = list(zip(
    "people visitor company worker house country vehicle student family soldier passenger exhibitor agreement hotel ticket inhabitant".split(),
    "человек посетитель компания рабочий дом страна машина студент семья военный пассажир участник соглашение гостиница билет место".split(),
))
SYLLABLES = list(zip(
    "ba ve to ma ke li do fu sha ri no vo ca te pro ga hi sto me fo by wi pu ley co zu zi da lu or".split(),
    "ба ве то ма ке ли до фу ша ри но во ка те про га хи сто ме фо бы ви пу ле ко зу зи да лу ор".split(),
))
OTHERS = {
    "money": ("money", "money", "en sum; ru сумма"),
    "percent": ("share", "percent", "en share; ru доля"),
    "day": ("date", "date", "en day; ru день"),
    "year": ("date", "year", "en year; ru год"),
}


def counted(number, english, russian):
    dimension = "person" if number == 0 else "count"
    return (f'measure m{number} "{english}" : {dimension} {{ en {english}; ru {russian} }}\n'
            f"rule counted-{number} {{\n  match n:quantity word{{0,2}} m{number}\n  claim m{number} = n\n}}\n")


def pack(rules):
    """The text of a pack of so many rules: the same nouns come first, whatever their number."""
    chance, nouns, known = random.Random("pack 2"), list(NOUNS), set()
    while len(nouns) < rules - len(OTHERS):
        made = [chance.choice(SYLLABLES) for _ in range(4)]
        english, russian = ("".join(part) for part in zip(*made))
        if english not in known and russian not in known:
            known |= {english, russian}
            nouns.append((english, russian))
    out = [counted(number, *noun) for number, noun in enumerate(nouns[: max(rules - len(OTHERS), 0)])]
    for priority, (name, (dimension, figure, words)) in enumerate(OTHERS.items()):
        out.append(f"measure said-{name} : {dimension} {{ {words} }}\n"
                   f"rule {name}-is-said {{\n  match n:{figure}\n  claim said-{name} = n\n  priority {priority - 9}\n}}\n")
    return "".join(out)


def write(folder, rules):
    """Writes the pack into a folder and gives the path of its configuration."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "pack.claim"), "w", encoding="utf-8") as file:
        file.write(pack(rules))
    path = os.path.join(folder, "factlint.toml")
    with open(path, "w", encoding="utf-8") as file:
        file.write('packs = []\nrules = ["pack.claim"]\n')
    return path


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--folder", required=True)
    arguments.add_argument("--rules", type=int, default=20)
    given = arguments.parse_args()
    print(write(given.folder, given.rules))


if __name__ == "__main__":
    main()
