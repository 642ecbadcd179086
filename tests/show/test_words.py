from hypothesis import given
from hypothesis import strategies as st

from firsthand.show.words import (
    FSI,
    PDI,
    RLI,
    differing,
    is_right_to_left,
    isolated,
    language_tag,
    markup_safe,
    neutral,
)


def marked(texts):
    """Return each wording with its differing words in brackets, [+ +] around extra ones."""
    shown = []
    for text, found in zip(texts, differing(texts), strict=True):
        for one in reversed(found):
            (start, end), sign = one.span, "+" if one.extra else ""
            text = f"{text[:start]}[{sign}{text[start:end]}{sign}]{text[end:]}"
        shown.append(text)
    return shown


def test_one_changed_word_is_told_apart_in_both_wordings():
    one, two = marked(["The bridge closed in March.", "The bridge closed in April, early."])
    assert one == "The bridge closed in [March]."
    assert two == "The bridge closed in [April], [early]."


def test_what_one_has_beyond_the_other_is_extra_and_one_stretch():
    assert marked(["They left.", "They left in great haste."]) == [
        "They left.",
        "They left [+in great haste+].",
    ]


def test_case_alone_is_no_difference():
    assert marked(["THE Bridge", "the bridge"]) == ["THE Bridge", "the bridge"]


def test_scripts_without_spaces_are_compared_by_character():
    assert marked(["大桥三月关闭", "大桥四月关闭"]) == ["大桥[三]月关闭", "大桥[四]月关闭"]


def test_the_first_shows_what_all_others_lack():
    first, *_ = marked(["red green blue grey", "red green grey", "red blue grey"])
    assert first == "red green blue grey"
    first, *_ = marked(["red green blue grey", "red green grey", "red green grey"])
    assert first == "red green [+blue+] grey"


def test_wordings_with_little_in_common_are_left_alone():
    texts = ["the crane fell at noon", "nobody had warned of storms"]
    assert marked(texts) == texts


def test_none_and_one():
    assert differing([]) == []
    assert differing(["alone"]) == [[]]


@given(st.lists(st.text(alphabet="ab \n,é三四", max_size=20), min_size=1, max_size=4))
def test_what_differs_stands_in_order_and_is_words(texts):
    for text, found in zip(texts, differing(texts), strict=True):
        at = 0
        for one in found:
            start, end = one.span
            assert at <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
            at = end


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
