"""Where the time of one ``firsthand compare`` goes, in a process of its own.

usage: python benchmarks/cold_start.py INPUT... [--runs 3]

The encoder's graph should be kept in the cache already: run it once before.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

PHASES = """
import sys, time
from importlib import import_module
marks = [("start", time.perf_counter())]
mark = lambda name: marks.append((name, time.perf_counter()))
pipeline = import_module("firsthand.pipeline"); mark("imports")
reports = list(pipeline.read_reports(sys.argv[1:])); mark("read to voice")
from firsthand.engines.e5 import E5Encoder
encoder = E5Encoder(); encoder.pooled(["first"]); mark("encoder")
comparison = pipeline.compare_reports(reports, encoder); mark("group to compare")
from firsthand.show.json import comparison_record, dump_line
dump_line(comparison_record(comparison)); mark("show as JSON")
from firsthand.show.html import render_page
render_page(comparison); mark("show as page")
for (_, a), (name, b) in zip(marks, marks[1:]):
    print(f"{b - a:.2f}", name, sep="\\t")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    whole = []
    for _ in range(args.runs):
        start = time.perf_counter()
        command = [sys.executable, "-m", "firsthand", "compare", *args.inputs]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        whole.append(time.perf_counter() - start)
    print(f"{statistics.median(whole):.2f}\tfirsthand compare, whole process")
    subprocess.run([sys.executable, "-c", PHASES, *args.inputs], check=True)


if __name__ == "__main__":
    main()
