"""Scores derivations and the count on built stories of harder kinds, with known origins.

usage: python benchmarks/chains.py NTREX_DIR [--seeds 0 1] [--stories 60] [--errors]

NTREX_DIR is a folder of parallel documents (see benchmarks/origins.py, whose scorer is used). Each
story has some of: a chain (a translation of a cut of a copy with a changed headline), a report that
only cites the outlet of another, in eight languages, one that cites an outlet which is not at hand,
two reports that cite only each other, independent reports with the same boilerplate, and
independent reports with the same long quotation, in one language or two. Stories have one to three
roots; a circle has none.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from firsthand.engines.e5 import E5Encoder
from firsthand.engines.remember import RememberingEncoder
from origins import ISO, predicted

CITES = {
    "eng": ("{outlet} reports: {text}", "According to {outlet}, nothing more is known."),
    "nld": ("Dat meldt {outlet}. {text}", "Volgens {outlet} is er verder niets bekend."),
    "deu": ("Das berichtet {outlet}. {text}", "Laut {outlet} ist weiter nichts bekannt."),
    "fra": ("C’est ce que rapporte {outlet}. {text}", "Selon {outlet}, on n’en sait pas plus."),
    "spa": ("Así lo informa {outlet}. {text}", "Según {outlet}, no se sabe nada más."),
    "ita": ("Lo riferisce {outlet}. {text}", "Secondo {outlet} non si sa altro."),
    "por": ("É o que noticia {outlet}. {text}", "Segundo {outlet}, nada mais se sabe."),
    "pol": ("Tak podaje {outlet}. {text}", "Według {outlet} nic więcej nie wiadomo."),
}
SAID = {
    "eng": "“{text}” she said.",
    "nld": "‘{text}’, zei ze.",
    "deu": "„{text}“, sagte sie.",
    "fra": "« {text} », a-t-elle dit.",
    "spa": "«{text}», dijo ella.",
    "ita": "«{text}», ha detto.",
    "por": "“{text}”, disse ela.",
    "pol": "„{text}” — powiedziała.",
}
BOILERPLATE = {
    "eng": "Sign up for our morning letter and get the day’s news before breakfast every day. "
    "Readers may write to the newsroom about anything that they read here at any time.",
    "nld": "Meld je aan voor onze ochtendbrief en krijg elke dag het nieuws nog voor het ontbijt. "
    "Lezers kunnen de redactie altijd schrijven over alles wat zij hier hebben gelezen.",
    "deu": "Bestellen Sie unseren Morgenbrief und lesen Sie jeden Tag die Nachrichten zum Kaffee. "
    "Leserinnen und Leser können der Redaktion jederzeit zu allem schreiben, was hier steht.",
    "fra": "Inscrivez-vous à notre lettre du matin et recevez chaque jour les nouvelles. "
    "Les lecteurs peuvent à tout moment écrire à la rédaction au sujet de ce qu’ils ont lu ici.",
    "spa": "Suscríbase a nuestra carta de la mañana y reciba cada día las noticias. "
    "Los lectores pueden escribir a la redacción en cualquier momento sobre lo que lean aquí.",
    "ita": "Iscrivetevi alla nostra lettera del mattino e ricevete ogni giorno le notizie. "
    "I lettori possono scrivere alla redazione in ogni momento su tutto quello che leggono qui.",
    "por": "Assine a nossa carta da manhã e receba todos os dias as notícias antes do almoço. "
    "Os leitores podem escrever à redação a qualquer momento sobre tudo o que leem aqui.",
    "pol": "Zapisz się na nasz poranny list i codziennie otrzymuj wiadomości. "
    "Czytelnicy mogą w każdej chwili napisać do redakcji o wszystkim, co tutaj przeczytali.",
}
LANGUAGES = tuple(CITES)
FIRST = (
    "Northbank",
    "Halden",
    "Marrow",
    "Castelbrook",
    "Vintry",
    "Ostermoor",
    "Pellworth",
    "Lissom",
)
LAST = ("Courier", "Gazette", "Herald", "Tribune", "Observer", "Chronicle")


@dataclass
class Maker:
    """Builds the reports of one story, one after another."""

    name: str
    text: dict[tuple[str, int], list[str]]
    chance: random.Random
    rows: list[dict[str, Any]] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)

    def add(self, kind: str, roots: list[int], language: str, lines: list[str]) -> str:
        """Add a report and return its outlet."""
        outlet = next(o for o in self._names() if o not in self.outlets)
        self.outlets.append(outlet)
        row = {"id": f"{self.name}-{len(self.rows)}", "story": self.name, "lang": language}
        row |= {"type": kind, "roots": [f"root:{r}" for r in roots], "outlet": outlet}
        self.rows.append({**row, "text": "\n\n".join(lines)})
        return outlet

    def _names(self) -> list[str]:
        names = [f"{a} {b}" for a, b in itertools.product(FIRST, LAST)]
        return random.Random(self.name).sample(names, len(names))

    def lead(self, language: str, root: int, outlet: str) -> list[str]:
        """Return a report of one event's headline that names an outlet for it."""
        first, last = CITES[language]
        text = self.text[language, root][0]
        return [first.format(outlet=outlet, text=text), last.format(outlet=outlet)]

    def some(self, number: int = 1) -> list[str]:
        """Return different languages."""
        return self.chance.sample(LANGUAGES, number)


def chain(make: Maker, root: int) -> None:
    """Add an original or none, a copy, a cut of the copy, and a translation of the cut."""
    own, other = make.some(2)
    lines = make.text[own, root]
    size = max(3, int(len(lines) * make.chance.uniform(0.4, 0.7)))
    if make.chance.random() < 0.5:
        make.add("original", [root], own, lines)
    make.add("copy", [root], own, [*lines, BOILERPLATE[own]])
    make.add("cut", [root], own, lines[:size])
    make.add("transcut", [root], other, make.text[other, root][:size])


def cited(make: Maker, root: int) -> None:
    """Add an original, and a short report in another language that only cites its outlet."""
    own, other = make.some(2)
    outlet = make.add("original", [root], own, make.text[own, root])
    first, last = CITES[other]
    lead = make.text[other, root][0]
    make.add(
        "cites", [root], other, [first.format(outlet=outlet, text=lead), last.format(outlet=outlet)]
    )


def unseen(make: Maker, root: int) -> None:
    """Add two short reports that cite an outlet whose report is not at hand."""
    outlet = make.add("gone", [root], "eng", [])
    make.rows.pop()
    for language in make.some(2):
        make.add("cites", [root], language, make.lead(language, root, outlet))


def circle(make: Maker, root: int) -> None:
    """Add two short reports that cite each other and nothing else: no origin."""
    one, two = make.some(2)
    names = [o for o in make._names() if o not in make.outlets][:2]
    for language, other in ((one, names[1]), (two, names[0])):
        first, last = CITES[language]
        lead = make.text[language, root][0]
        make.add(
            "circle",
            [],
            language,
            [first.format(outlet=other, text=lead), last.format(outlet=other)],
        )


def boilerplate(make: Maker, one: int, two: int) -> None:
    """Add two independent reports in one language that end in the same words of their publisher."""
    (own,) = make.some()
    for root in (one, two):
        make.add("boiler", [root], own, [*make.text[own, root], BOILERPLATE[own]])


def quotation(make: Maker, one: int, two: int, spoken: int) -> None:
    """Add two independent reports that quote one speech at length, in one language or two."""
    languages = make.some(2) if make.chance.random() < 0.5 else make.some() * 2
    for root, language in zip((one, two), languages, strict=True):
        speech = make.text[language, spoken][1:5]
        quoted = SAID[language].format(text=" ".join(line.strip("“”\"'‘’«»„ ") for line in speech))
        lines = make.text[language, root]
        make.add("quotes", [root], language, [*lines[:3], quoted, *lines[3:]])


def build(text: dict[tuple[str, int], list[str]], seed: int, stories: int) -> list[dict[str, Any]]:
    """Return the reports of all stories, in order."""
    chance = random.Random(seed)
    docs = sorted({d for language, d in text if all((x, d) in text for x in LANGUAGES)})
    rows: list[dict[str, Any]] = []
    for number in range(stories):
        make = Maker(f"c{seed}-{number}", text, chance)
        one, two, spoken = chance.sample(docs, 3)
        kind = number % 6
        if kind == 0:
            chain(make, one)
        elif kind == 1:
            cited(make, one)
        elif kind == 2:
            unseen(make, one)
        elif kind == 3:
            circle(make, one)
            chain(make, two)
        elif kind == 4:
            boilerplate(make, one, two)
        else:
            quotation(make, one, two, spoken)
        rows += make.rows
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ntrex", type=Path)
    parser.add_argument("--seeds", type=int, nargs="*", default=[0])
    parser.add_argument("--stories", type=int, default=60)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    scorer = args.ntrex.resolve().parent.parent / "eval" / "sources.py"
    text = {}
    for code in ISO:
        for line in (args.ntrex / f"{code}.jsonl").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            text[code, document["doc"]] = document["sentences"]
    encoder = RememberingEncoder(E5Encoder())
    for seed in args.seeds:
        rows = build(text, seed, args.stories)
        stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            stories[row["story"]].append(row)
        found = [predicted(name, made, encoder) for name, made in stories.items()]
        if args.errors:
            print_errors(stories, found)
        with tempfile.TemporaryDirectory() as folder:
            gold, told = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
            gold.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
            told.write_text("".join(json.dumps(r) + "\n" for r in found), encoding="utf-8")
            subprocess.run([sys.executable, str(scorer), str(gold), str(told)], check=True)


def print_errors(stories: dict[str, list[dict[str, Any]]], found: list[dict[str, Any]]) -> None:
    """Print the stories that are not counted exactly, or whose pairs are wrong."""
    for record in found:
        made = stories[record["story"]]
        roots = {root for row in made for root in row["roots"]}
        true = [
            sorted((a["id"], b["id"]))
            for a, b in itertools.combinations(made, 2)
            if set(a["roots"]) & set(b["roots"])
        ]
        bounds = record["origins"]
        if bounds["lower"] == bounds["upper"] == len(roots) and sorted(true) == sorted(
            record["pairs"]
        ):
            continue
        kinds = [(row["id"].rpartition("-")[2], row["type"], row["lang"]) for row in made]
        print(record["story"], len(roots), bounds, kinds, "found", record["pairs"])


if __name__ == "__main__":
    main()
