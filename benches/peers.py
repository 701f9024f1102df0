#!/usr/bin/env python3
"""Runs other readers of quantities over files, as far as they are installed, and says how fast they are.

usage: peers.py [--bytes N] FILE…

Each line is a text of its own, as in the benchmark of factlint. Reading stops after N bytes (default 20,000):
the peers are slow. Prints name, version, MB/s and how many quantities were found, for each that can be imported:
quantulum3, recognizers-text (numbers with units), and duckling over HTTP at http://localhost:8000 where one runs.
"""
import importlib.metadata, json, sys, time, urllib.parse, urllib.request


def quantulum():
    from quantulum3 import parser
    return "quantulum3 " + importlib.metadata.version("quantulum3"), lambda text: len(parser.parse(text))


def recognizers():
    import recognizers_number, recognizers_number_with_unit as units
    from recognizers_text import Culture
    english = Culture.English
    readers = [units.recognize_currency, units.recognize_dimension, units.recognize_temperature, recognizers_number.recognize_number]
    return "recognizers-text " + importlib.metadata.version("recognizers-text-suite"), lambda text: sum(len(read(text, english)) for read in readers)


def duckling():
    address = "http://localhost:8000/parse"
    urllib.request.urlopen("http://localhost:8000/", timeout=2)
    def read(text):
        data = urllib.parse.urlencode({"text": text, "locale": "en_US"}).encode()
        return len(json.load(urllib.request.urlopen(address, data)))
    return "duckling (HTTP)", read


def main():
    arguments = sys.argv[1:]
    limit = 20_000
    if arguments[:1] == ["--bytes"]:
        limit, arguments = int(arguments[1]), arguments[2:]
    if not arguments:
        sys.exit(__doc__)
    lines = [line.rstrip("\n") for path in arguments for line in open(path, encoding="utf-8") if line.strip()]
    for make in (quantulum, recognizers, duckling):
        try:
            name, read = make()
        except Exception as error:
            print(f"{make.__name__:24} not run: {error}")
            continue
        size = found = 0
        read("5 km")  # What it loads, it loads before the clock runs.
        start = time.perf_counter()
        for line in lines:
            if size >= limit:
                break
            size += len(line.encode()) + 1
            try:
                found += read(line)
            except Exception as error:
                print(f"{name}: {type(error).__name__} at `{line[:60]}`")
        seconds = time.perf_counter() - start
        print(f"{name:24} {size / seconds / 1e6:10.4f} MB/s {found:8} found in {size} bytes")


main()
