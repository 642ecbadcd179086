"""Report ids: readable, unique, and the same in whatever order the inputs are given."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit


def file_names(path: str) -> tuple[str, ...]:
    """Return names for a file, shortest first: stem, name, then longer ends of its path."""
    pure = PurePosixPath(path)
    parts = pure.parts or (path,)
    ends = ["/".join(parts[-n:]).replace("//", "/") for n in range(1, len(parts) + 1)]
    return tuple(dict.fromkeys((pure.stem or path, *ends)))


def url_names(url: str) -> tuple[str, ...]:
    """Return names for an address: host and last part of its path, then with a hash added."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
        steps = [step for step in unquote(parts.path).split("/") if step]
    except ValueError:
        host, steps = "address", []
    last = re.sub(r"\.(?:html?|php|aspx?|jsp)$", "", steps[-1], flags=re.I) if steps else ""
    slug = re.sub(r"[^\w.]+", "-", f"{host}-{last}").strip("-._")[:80] or "address"
    digest = sha256(url.encode("utf-8", "replace")).hexdigest()
    return slug, f"{slug}-{digest[:8]}", f"{slug}-{digest}"


def unique(names: Sequence[tuple[str, ...]]) -> list[str]:
    """Choose an id for each input from its ``names`` (shortest first).

    Inputs that share a name all take their next longer one, so the choice does not depend on
    order. The same input given again takes ``-2``, ``-3``, in order.
    """
    level = dict.fromkeys(names, 0)
    while True:
        uses = Counter(choices[n] for choices, n in level.items())
        rising = [c for c, n in level.items() if uses[c[n]] > 1 and n + 1 < len(c)]
        if not rising:
            break
        for choices in rising:
            level[choices] += 1
    taken = Taken()
    final = {c: taken.another(c[level[c]]) for c in sorted(level)}
    seen: set[tuple[str, ...]] = set()
    found = []
    for choices in names:
        found.append(taken.another(final[choices]) if choices in seen else final[choices])
        seen.add(choices)
    return found


class Taken:
    """The ids in use: the one thing of this package that changes while it reads."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._next = dict.fromkeys(ids, 2)

    def __contains__(self, name: str) -> bool:
        return name in self._next

    def another(self, name: str) -> str:
        """Return ``name``, or where it is in use ``name-2``, ``name-3``, and note it as in use."""
        free = name
        while free in self._next:
            free = f"{name}-{self._next[name]}"
            self._next[name] += 1
        self._next[free] = 2
        return free
