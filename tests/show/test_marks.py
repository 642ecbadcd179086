from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.records import Passage, Report
from firsthand.show.marks import Mark, blocks, divided

TEXT = "One two three.\n\nFour five six.  \nSeven."
PASSAGES = (Passage((0, 14)), Passage((16, 30)))


def mark(start, end):
    return Mark((start, end), f"A-{start}-{end}")


def pieces(found):
    """Return by anchor the texts of its pieces, and assert that elements nest."""
    texts = {}
    for block in found:
        stack = []
        for event in block.events:
            if event.kind == "open":
                stack.append(event.mark.anchor)
                texts.setdefault(event.mark.anchor, []).append("")
            elif event.kind == "close":
                assert stack.pop() == event.mark.anchor
            else:
                for anchor in stack:
                    texts[anchor][-1] += event.text
        assert stack == []
    return texts


def plain(found):
    return ["".join(e.text for e in block.events if e.kind == "text") for block in found]


def test_blocks_are_passages_and_what_stands_between_them():
    found = blocks(Report(id="x", text=TEXT, passages=PASSAGES), [])
    assert plain(found) == ["One two three.", "Four five six.", "  \nSeven."]
    assert [block.passage for block in found] == [*PASSAGES, None]


def test_a_report_without_passages_is_one_block():
    assert plain(blocks(Report(id="x", text=TEXT), [])) == [TEXT]
    assert blocks(Report(id="x"), [mark(0, 3)]) == ()


def test_nested_marks_are_one_piece_each():
    found = blocks(Report(id="x", text=TEXT), [mark(0, 13), mark(4, 7), mark(4, 13)])
    assert pieces(found) == {
        "A-0-13": ["One two three"],
        "A-4-13": ["two three"],
        "A-4-7": ["two"],
    }
    assert divided(found) == ()


def test_overlapping_marks_are_cut_into_pieces():
    found = blocks(Report(id="x", text=TEXT), [mark(0, 7), mark(4, 13)])
    assert {anchor: "".join(texts) for anchor, texts in pieces(found).items()} == {
        "A-0-7": "One two",
        "A-4-13": "two three",
    }
    assert divided(found) == ("A-4-13",)


def test_a_mark_through_two_paragraphs_has_one_beginning_and_one_end():
    found = blocks(Report(id="x", text=TEXT, passages=PASSAGES), [mark(4, 20)])
    assert pieces(found) == {"A-4-20": ["two three.", "Four"]}
    edges = [(e.kind, e.edge) for block in found for e in block.events if e.mark]
    assert edges == [("open", True), ("close", False), ("open", False), ("close", True)]


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted).map(tuple)


@settings(deadline=None)
@given(
    st.lists(spans, max_size=8, unique=True),
    st.lists(spans, max_size=4).map(lambda found: tuple(Passage(span) for span in found)),
)
def test_any_marks_hold_exactly_their_words(chosen, passages):
    report = Report(id="x", text=TEXT, passages=passages)
    found = blocks(report, [mark(*span) for span in chosen])
    texts = pieces(found)
    assert "".join("".join(plain(found)).split()) == "".join(TEXT.split())
    for start, end in chosen:
        words = "".join(texts.get(f"A-{start}-{end}", []))
        assert "".join(words.split()) == "".join(TEXT[start:end].split())
    opens = [e.mark.anchor for b in found for e in b.events if e.kind == "open" and e.edge]
    closes = [e.mark.anchor for b in found for e in b.events if e.kind == "close" and e.edge]
    assert sorted(opens) == sorted(closes) == sorted(set(opens))
