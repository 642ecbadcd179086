from hypothesis import given
from hypothesis import strategies as st

from firsthand.show.words import (
    FSI,
    PDI,
    RLI,
    compared,
    is_right_to_left,
    isolated,
    language_tag,
    markup_safe,
    neutral,
)


def marked(runs):
    return "".join(f"[{run.text}]" if run.differs else run.text for run in runs)


def test_one_changed_word_is_told_apart_in_both_wordings():
    one, two = compared(["The bridge closed in March.", "The bridge closed in April, early."])
    assert marked(one) == "The bridge closed in [March]."
    assert marked(two) == "The bridge closed in [April], [early]."


def test_neighbouring_words_make_one_run():
    _, two = compared(["They left.", "They left in great haste."])
    assert marked(two) == "They left [in great haste]."


def test_case_alone_is_no_difference():
    assert [marked(runs) for runs in compared(["THE Bridge", "the bridge"])] == [
        "THE Bridge",
        "the bridge",
    ]


def test_scripts_without_spaces_are_compared_by_character():
    one, two = compared(["大桥三月关闭", "大桥四月关闭"])
    assert marked(one) == "大桥[三]月关闭"
    assert marked(two) == "大桥[四]月关闭"


def test_the_first_shows_what_all_others_lack():
    first, *_ = compared(["red green blue grey", "red green grey", "red blue grey"])
    assert marked(first) == "red green blue grey"
    first, *_ = compared(["red green blue grey", "red green grey", "red green grey"])
    assert marked(first) == "red green [blue] grey"


def test_wordings_with_little_in_common_are_left_alone():
    one, two = compared(["the crane fell at noon", "nobody had warned of storms"])
    assert (marked(one), marked(two)) == ("the crane fell at noon", "nobody had warned of storms")


def test_none_and_one():
    assert compared([]) == []
    assert [marked(runs) for runs in compared(["alone"])] == ["alone"]


@given(st.lists(st.text(alphabet="ab \n,é三四", max_size=20), min_size=1, max_size=4))
def test_runs_join_to_the_wording(texts):
    assert ["".join(run.text for run in runs) for runs in compared(texts)] == texts


@given(st.text(alphabet=st.characters(), max_size=60))
def test_neutral_text_cannot_command_a_terminal(text):
    shown = neutral(text)
    shown.encode("utf-8")
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F for c in shown)
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in shown)


def test_neutral_shows_what_was_there():
    assert neutral("a\x1b[31m\n\t b\u202ec\x7f\x9b\ud800") == "a␛[31m b<U+202E>c␡��"


def test_isolation():
    assert isolated("plain") == "plain"
    assert isolated("ميناء") == f"{FSI}ميناء{PDI}"
    assert isolated("ميناء", right_to_left=True) == f"{RLI}ميناء{PDI}"


def test_languages():
    assert is_right_to_left("ar")
    assert is_right_to_left("fa-IR")
    assert not is_right_to_left("en")
    assert not is_right_to_left(None)
    assert language_tag("zh-Hant") == "zh-Hant"
    assert language_tag('en" onload="x') is None
    assert language_tag(None) is None


@given(st.text(alphabet=st.characters(), max_size=60))
def test_markup_safe_keeps_every_offset(text):
    safe = markup_safe(text)
    assert len(safe) == len(text)
    safe.encode("utf-8")
    assert "\x00" not in safe
    assert "\r" not in safe
