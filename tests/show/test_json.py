"""The output contract: names, shapes, and that every line can be read back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from firsthand.records import Comparison, Report
from firsthand.show.json import comparison_record, dump_line, report_record

from .story import comparison, english, hostile

SPAN = "span"
SPANS = "spans"
# Every object by its keys, in order; a list of one shape stands for any number of them.
REPORT = {
    "id": str, "path": str, "url": str, "sha256": str, "title": str, "outlet": str,
    "byline": str, "published": str, "published_from": str, "language": str, "text": str,
    "passages": [{"span": SPAN, "kind": str, "voice": str, "sentences": SPANS}],
    "quotes": [{"pieces": SPANS, "outer": SPAN, "depth": int, "closed": bool}],
    "attributions": [{
        "id": str, "mode": str, "content": SPANS, "source": SPANS, "cue": SPANS, "parent": str,
        "speaker": str, "force": str, "method": str, "score": float,
    }],
    "speakers": [{"id": str, "name": str, "kind": str, "mentions": SPANS}],
    "citations": [{
        "span": SPAN, "outlet": str, "kind": str, "scope": SPAN, "method": str, "score": float,
        "href": str,
    }],
    "problems": [{"code": str, "message": str}],
}  # fmt: skip
BOUNDS = {"lower": int, "upper": int}
PLACE = {"report": str, "span": SPAN}
STORY = {
    "id": str,
    "reports": [str],
    "claims": [{
        "id": str, "text": str,
        "tellings": [{"report": str, "attribution": str, "spans": SPANS}],
        "speakers": [str], "asserted_by": BOUNDS, "routes": BOUNDS, "why": str, "method": str,
        "score": float,
    }],
    "speakers": [{
        "id": str, "name": str, "kind": str, "members": [{"report": str, "speaker": str}],
        "method": str, "score": float,
    }],
    "derivations": [{
        "report": str, "from": str, "kind": str, "evidence": [[PLACE]], "method": str,
        "score": float, "part": bool,
    }],
    "origins": [{"id": str, "kind": str, "name": str}],
    "divergences": [{
        "claim": str, "kind": str, "aspect": str, "spans": [PLACE], "method": str, "score": float,
    }],
    "repeats": [{
        "claim": str, "report": str, "spans": [PLACE], "method": str, "score": float,
    }],
    "only_here": [PLACE],
    "conflicts": [{
        "claim": str, "aspect": str, "spans": [PLACE], "around": [PLACE], "method": str,
        "score": float,
    }],
    "count": {"reports": int, "languages": int, "origins": BOUNDS, "speakers": BOUNDS, "why": str},
}  # fmt: skip
COMPARISON = {
    "stories": [STORY],
    "reports": [REPORT],
    "problems": REPORT["problems"],
    "making": {
        "version": str,
        "encoder": str,
        "thresholds": [{"of": str, "value": float}],
    },
}
NULLABLE = (str, dict)


def check(value, shape, where="$"):
    """Assert that ``value`` has the shape: exactly its keys, in its order, and its types."""
    if value is None:
        assert shape is str or shape in (BOUNDS, STORY["count"], COMPARISON["making"]), where
    elif isinstance(shape, dict):
        assert list(value) == list(shape), where
        for key, inner in shape.items():
            check(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for place, item in enumerate(value):
            check(item, shape[0], f"{where}[{place}]")
    elif shape == SPAN:
        assert [type(v) for v in value] == [int, int], where
    elif shape == SPANS:
        check(value, [SPAN], where)
    elif shape is float:
        assert type(value) in (int, float), where
    else:
        assert type(value) is shape, where


def test_a_comparison_has_the_shape_of_the_contract():
    check(comparison_record(comparison()), COMPARISON)


def test_an_empty_report_has_every_key():
    check(report_record(Report(id="x")), REPORT)
    assert comparison_record(Comparison((), ())) == {
        "stories": [],
        "reports": [],
        "problems": [],
        "making": None,
    }


def test_values_keep_their_meaning():
    record = report_record(english())
    nested = record["attributions"][4]
    assert nested["parent"] == "a3"
    assert [record["text"][s:e] for s, e in nested["source"]] == ["the ministry"]
    assert record["published_from"] == "text"
    story = comparison_record(comparison())["stories"][0]
    assert story["derivations"][2]["from"] == "wire one"
    assert [[place["report"] for place in row] for row in story["derivations"][2]["evidence"]] == [
        ["d", "wire one"]
    ]
    assert story["count"]["origins"] == {"lower": 1, "upper": 3}


def test_a_line_is_one_line_and_keeps_every_script():
    line = dump_line(comparison_record(comparison()))
    assert "\n" not in line
    assert "الرافعة" in line
    assert json.loads(line) == comparison_record(comparison())


def test_what_utf8_cannot_carry_is_replaced_one_for_one():
    line = dump_line(comparison_record(hostile()))
    read_back = json.loads(line.encode("utf-8"))
    text = read_back["reports"][0]["text"]
    assert len(text) == len(hostile().reports[0].text)
    assert "\ufffd" in text
    assert "\u202e" in text


def test_numbers_that_json_lacks_become_null():
    assert dump_line({"a": float("nan"), "b": [float("inf")], "c": (1, 2.5)}) == (
        '{"a":null,"b":[null],"c":[1,2.5]}'
    )


@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_can_be_written_and_read_back(text):
    line = dump_line({"text": text})
    assert len(json.loads(line.encode())["text"]) == len(text)
    assert len(line.splitlines()) >= 1
    assert "\n" not in line
