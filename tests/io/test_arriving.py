"""Items that arrive while others are worked on."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from firsthand.io.arriving import in_batches


@pytest.mark.parametrize("count", [0, 1, 5, 1000])
def test_all_items_come_in_order(count: int) -> None:
    batches = list(in_batches(range(count), most=64))
    assert [item for batch in batches for item in batch] == list(range(count))
    assert all(1 <= len(batch) <= 64 for batch in batches)


def test_an_item_is_handed_on_before_the_next_is_there() -> None:
    more = threading.Event()

    def items() -> Iterator[int]:
        yield 1
        more.wait(30)
        yield 2

    batches = in_batches(items())
    assert next(batches) == [1]
    more.set()
    assert next(batches) == [2]
    assert list(batches) == []


def test_an_error_comes_behind_the_items_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("no more")

    found = []
    with pytest.raises(ValueError, match="no more"):
        for batch in in_batches(items()):
            found += batch
    assert found == [1]
