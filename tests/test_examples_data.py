"""The examples and their known answer fit together: every piece that it names is in its report."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import py3langid
import pytest
from lxml import html

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = EXAMPLES / "reports"
EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
IDS = [report["id"] for report in EXPECTED["reports"]]
PIECES = ("contains", "mention", "cue", "text", "begins")


def visible(path: Path) -> str:
    page = html.fromstring(path.read_text(encoding="utf-8"))
    for node in page.xpath("//script | //style | //head"):
        node.drop_tree()
    return "\n".join(re.sub("[ \n]+", " ", line) for line in page.text_content().split("\n"))


@cache
def texts() -> dict[str, str]:
    found = {}
    for path in sorted(REPORTS.iterdir()):
        if path.suffix == ".jsonl":
            rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
            found |= {row["id"]: row["text"] for row in rows}
        else:
            read = visible(path) if path.suffix == ".html" else path.read_text(encoding="utf-8")
            found[path.stem] = read
    return found


def pieces(node: Any, report: str | None = None) -> list[tuple[str, str]]:
    """Return (report id, verbatim piece) of every piece anywhere below ``node``."""
    if isinstance(node, list):
        return [pair for item in node for pair in pieces(item, report)]
    if not isinstance(node, dict):
        return []
    report = node.get("report", report)
    own = [(report, node[key]) for key in PIECES if isinstance(node.get(key), str)]
    own += [(report, piece) for piece in node.get("content", [])]
    return own + [pair for value in node.values() for pair in pieces(value, report)]


def test_every_report_has_an_entry_and_every_entry_a_report() -> None:
    assert sorted(IDS) == sorted(texts())
    assert all((REPORTS / report["path"]).is_file() for report in EXPECTED["reports"])


def test_every_piece_stands_in_its_report() -> None:
    found = pieces(EXPECTED)
    assert len(found) > 200
    assert [(report, piece) for report, piece in found if piece not in texts()[report]] == []


@pytest.mark.parametrize("report", EXPECTED["reports"], ids=IDS)
def test_language_is_as_said(report: dict[str, str]) -> None:
    assert py3langid.classify(texts()[report["id"]])[0] == report["language"]


def test_headers_stand_in_the_files() -> None:
    for report in EXPECTED["reports"]:
        raw = (REPORTS / report["path"]).read_text(encoding="utf-8")
        assert report["outlet"] in raw
        assert report["byline"] is None or report["byline"] in raw
        year, month, day = report["published"][:10].split("-")
        assert year in raw and day in raw
        if report["published_from"] != "text":
            joined = re.escape(year) + "[-/]" + month + "[-/]" + day
            assert re.search(joined, raw)


def test_derivations_name_known_reports_or_cited_outlets() -> None:
    outlets = {citation["outlet"] for citation in EXPECTED["citations"]}
    for derivation in EXPECTED["derivations"]:
        assert derivation["report"] in IDS
        assert derivation["from"] in IDS or derivation["from"] in outlets
    named = {
        derivation["report"] for derivation in EXPECTED["derivations"] if derivation["names_it"]
    }
    assert named == {citation["report"] for citation in EXPECTED["citations"]}


def test_independent_reports_come_from_no_other_report() -> None:
    derived = {d["report"] for d in EXPECTED["derivations"] if d["from"] in IDS}
    assert derived.isdisjoint(EXPECTED["independent"])
    assert derived.isdisjoint(EXPECTED["unknown"])


def test_origin_bounds_fit_their_lists() -> None:
    origins = EXPECTED["origins"]
    assert origins["lower"] == len(origins["certain"])
    assert origins["upper"] == len(origins["certain"]) + len(origins["possible"])


def test_attributions_have_known_speakers_and_parents() -> None:
    names = {speaker["name"] for speaker in EXPECTED["speakers"]} | {"(unnamed)"}
    by_id = {row["id"]: row for row in EXPECTED["attributions"]}
    assert len(by_id) == len(EXPECTED["attributions"])
    for row in by_id.values():
        assert row["speaker"] in names
        assert row["mode"] in ("direct", "indirect", "mixed")
        parent = by_id.get(row["parent"] or "")
        assert row["parent"] is None or (parent and parent["report"] == row["report"])


def test_same_and_not_same_claims_do_not_contradict() -> None:
    groups = [
        {(telling["report"], telling["contains"]) for telling in group["tellings"]}
        for group in EXPECTED["same_claims"]
    ]
    assert all(len({report for report, _ in group}) > 1 for group in groups)
    for pair in EXPECTED["not_same"]:
        ends = {(pair[end]["report"], pair[end]["contains"]) for end in ("a", "b")}
        assert not any(ends <= group for group in groups)


def test_same_claims_are_attributed_in_the_complete_reports() -> None:
    complete = EXPECTED["attributions_complete_for"]
    for group in EXPECTED["same_claims"]:
        for telling in group["tellings"]:
            if telling["report"] in complete:
                assert any(
                    telling["contains"] in content or content in telling["contains"]
                    for row in EXPECTED["attributions"]
                    if row["report"] == telling["report"]
                    for content in row["content"]
                ), telling


def test_at_least_eight_reports_in_six_languages() -> None:
    assert len(IDS) >= 8
    assert len({report["language"] for report in EXPECTED["reports"]}) >= 6


def test_nothing_but_reserved_hosts_is_linked() -> None:
    for path in REPORTS.iterdir():
        hosts = re.findall(r"https?://([^/\s\"]+)", path.read_text(encoding="utf-8"))
        assert all(host.endswith(".example") or host == "schema.org" for host in hosts)
