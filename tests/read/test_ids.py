from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.read.ids import Taken, file_names, unique, url_names


def ids(*paths: str) -> list[str]:
    return unique([file_names(path) for path in paths])


def test_a_stem_is_enough_where_it_is_unique() -> None:
    assert ids("a/quay.txt", "b/bridge.html") == ["quay", "bridge"]


def test_shared_stems_take_longer_ends_of_their_paths() -> None:
    assert ids("a/quay.txt", "a/quay.html") == ["quay.txt", "quay.html"]
    assert ids("a/quay.txt", "b/quay.txt", "bridge.txt") == ["a/quay.txt", "b/quay.txt", "bridge"]
    assert ids("x/a/quay.txt", "y/a/quay.txt") == ["x/a/quay.txt", "y/a/quay.txt"]


def test_the_same_file_twice_is_numbered() -> None:
    assert ids("quay.txt", "quay.txt", "quay.txt") == ["quay", "quay-2", "quay-3"]
    assert ids("quay.txt", "quay.txt", "quay-2.txt") == ["quay", "quay-3", "quay-2"]


def test_addresses_get_readable_names() -> None:
    first = url_names("https://www.lanver.example/2031/05/14/quay-stays-closed.html?x=1")
    second = url_names("https://www.lanver.example/2031/05/15/quay-stays-closed.html")
    assert unique([first]) == ["lanver.example-quay-stays-closed"]
    both = unique([first, second])
    assert both[0] != both[1]
    assert all(name.startswith("lanver.example-quay-stays-closed-") for name in both)
    assert url_names("http://[broken")[0]
    assert url_names("https://lanver.example/новости/причал")[0] == "lanver.example-причал"


PATHS = st.lists(
    st.lists(st.sampled_from(["a", "b", "a.txt", "b-2", "a-2.txt"]), min_size=1, max_size=3).map(
        "/".join
    ),
    max_size=6,
)


@given(PATHS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_ids_are_unique_and_do_not_depend_on_order(paths: list[str], random: object) -> None:
    found = ids(*paths)
    assert len(set(found)) == len(paths)
    shuffled = list(paths)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sorted(zip(paths, found, strict=True)) == sorted(
        zip(shuffled, ids(*shuffled), strict=True)
    )


def test_taken_ids_are_numbered_from_two() -> None:
    taken = Taken(["a"])
    assert [taken.another(name) for name in ("a", "a", "b", "a-2")] == ["a-2", "a-3", "b", "a-2-2"]
    assert "b" in taken
    assert "c" not in taken
