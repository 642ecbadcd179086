"""What comes in while something else is done: in batches of what is there."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from queue import Empty, Queue
from typing import TypeVar

T = TypeVar("T")

_MOST = 256


class _End:
    """What the reading thread puts behind the last item."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def in_batches(items: Iterable[T], most: int = _MOST) -> Iterator[list[T]]:
    """Yield all that has come since the last batch, at least one item, at most ``most``.

    The items are read in a thread of their own, ahead by two batches at most. What is raised
    there is raised here, behind the items before it.
    """
    queue: Queue[T | _End] = Queue(maxsize=2 * most)
    threading.Thread(target=_read, args=(items, queue), daemon=True).start()
    while True:
        batch: list[T] = []
        item = queue.get()
        while not isinstance(item, _End):
            batch.append(item)
            if len(batch) == most:
                break
            try:
                item = queue.get_nowait()
            except Empty:
                break
        if batch:
            yield batch
        if isinstance(item, _End):
            if item.error is not None:
                raise item.error
            return


def _read(items: Iterable[T], queue: Queue[T | _End]) -> None:
    try:
        for item in items:
            queue.put(item)
    except BaseException as error:
        queue.put(_End(error))
    else:
        queue.put(_End(None))
