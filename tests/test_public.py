"""The public names are few, documented, and really there."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import firsthand

ROOT = Path(__file__).parents[1]
MOST = 12
# The list in README under "From Python": each item begins with a name in backticks.
SECTION = re.compile(r"^## From Python\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ITEM = re.compile(r"^(?:[-*] |\| )`(\w+)", re.MULTILINE)


def test_there_are_few_public_names_in_order():
    assert len(firsthand.__all__) <= MOST
    assert firsthand.__all__ == sorted(set(firsthand.__all__))


@pytest.mark.parametrize("name", firsthand.__all__)
def test_every_public_name_resolves_and_says_what_it_is(name):
    # In a process of its own: names are loaded at first use.
    program = f"import firsthand; print(firsthand.{name}.__doc__)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert len(done.stdout.split()) > 3
    thing = getattr(firsthand, name)
    assert thing.__name__ == name
    assert thing.__module__.startswith("firsthand.")
    # The text that dataclass writes for an undocumented record begins with its signature.
    assert not inspect.getdoc(thing).startswith(f"{name}(")


def test_star_import_gives_the_public_names():
    names = {}
    exec("from firsthand import *", names)
    assert sorted(set(names) - {"__builtins__"}) == firsthand.__all__


def test_another_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = firsthand.nothing


def test_the_documented_names_are_the_public_ones():
    section = SECTION.search((ROOT / "README.md").read_text(encoding="utf-8"))
    if section is None:
        pytest.skip('README has no section "From Python" yet')
    assert sorted(ITEM.findall(section[1])) == firsthand.__all__
