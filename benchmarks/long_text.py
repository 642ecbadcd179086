"""Does the cost of reading one report grow in line with its length?

usage: python benchmarks/long_text.py [--sentences 1250 2500 5000 10000] [--kind KIND]

Builds invented reports of each kind (quotations, none, only opening marks, many languages, a new
name in every sentence, one paragraph, one nested quotation) and prints milliseconds a sentence
for split, attribute and voice. Linear cost shows as equal figures in a row.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from firsthand.pipeline import analyse
from firsthand.records import Report

_NAMES = ["Ada Holt", "Ben Ruiz", "Cora Weiss", "Dan Okafor", "Eva Lindqvist", "Farid Amari"]
_SYLLABLES = ["ka", "lo", "mi", "ne", "ru", "sa", "to", "vi", "ze", "du", "fa", "gi"]
_LANGUAGES = [
    "The bridge of Veldia was closed, {} said on Monday.",
    "De brug van Veldia is dicht, zei {} maandag.",
    "Die Brücke sei gesperrt, sagte {} am Montag.",
    "Le pont est fermé, a déclaré {} lundi.",
    "El puente está cerrado, dijo {} el lunes.",
    "Мост закрыт, сообщил {} в понедельник.",
    "قال {} إن الجسر مغلق.",
    "{}说，大桥已经关闭。",
]


def _name(i: int) -> str:
    parts = [_SYLLABLES[i // 12**k % 12] for k in range(4)]
    return f"{parts[0]}{parts[1]}".title() + " " + f"{parts[2]}{parts[3]}n".title()


def _quoted(i: int) -> str:
    who = _NAMES[i % len(_NAMES)]
    if i % 3 == 0:
        return f"“The water rose by {i} centimetres,” {who} said on Monday."
    if i % 3 == 1:
        return f"{who} told reporters that the guard had closed {i} roads near the river."
    return f"The dam in Veldia was built in {1900 + i % 100} by the ministry of works."


def _unmarked(i: int) -> str:
    return _quoted(i).replace("“", "").replace("”", "")


def _opening(i: int) -> str:
    return _quoted(i).replace("”", "")


def _many_languages(i: int) -> str:
    return _LANGUAGES[i % len(_LANGUAGES)].format(_NAMES[i % len(_NAMES)])


def _many_names(i: int) -> str:
    return f"{_name(i)} said that the bridge {i} was closed."


def _nested(i: int) -> str:
    return f"He said ‘no’ to house {i}. The mayor said that they “would stay” there."


def _paragraphs(sentence: Callable[[int], str], a_paragraph: int) -> Callable[[int], str]:
    def text(count: int) -> str:
        made = [sentence(i) for i in range(count)]
        starts = range(0, count, a_paragraph)
        return "\n\n".join(" ".join(made[k : k + a_paragraph]) for k in starts)

    return text


KINDS: dict[str, Callable[[int], str]] = {
    "quotations": _paragraphs(_quoted, 3),
    "no marks": _paragraphs(_unmarked, 3),
    "opening marks only": _paragraphs(_opening, 3),
    "many languages": _paragraphs(_many_languages, 3),
    "many names": _paragraphs(_many_names, 3),
    "one paragraph": _paragraphs(_quoted, 10**9),
    "one quotation": lambda count: "“" + _paragraphs(_nested, 10**9)(count) + "”, she said.",
}


def milliseconds(text: str, sentences: int) -> float:
    """Return the time that a sentence of the report takes, reading of files left out."""
    start = time.perf_counter()
    analyse(Report(id="long", text=text, language="en"))
    return (time.perf_counter() - start) * 1000 / sentences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, nargs="+", default=[1250, 2500, 5000, 10000])
    parser.add_argument("--kind", choices=list(KINDS))
    args = parser.parse_args()
    table = Table("ms a sentence", *(f"{n:,}" for n in args.sentences))
    for kind, make in KINDS.items():
        if args.kind in (None, kind):
            figures = (milliseconds(make(n), n) for n in args.sentences)
            table.add_row(kind, *(f"{f:.2f}" for f in figures))
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
