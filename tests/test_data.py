"""The table of agencies and outlets is sound, and so is every language file."""

from __future__ import annotations

import pytest

from firsthand import languages
from firsthand.attribute.tables import lexicon
from firsthand.data import by_domain, by_name, country_code, outlets, platforms


def test_there_are_many_agencies_from_many_countries() -> None:
    agencies = [o for o in outlets() if o.kind == "agency"]
    assert len(agencies) >= 140
    assert len({o.country for o in agencies}) >= 40
    assert all(o.country and len(o.country) == 2 and o.country.isupper() for o in agencies)


def test_ids_and_names_are_each_one_outlets() -> None:
    ids = [o.id for o in outlets()]
    assert len(ids) == len(set(ids))
    names = [n for o in outlets() for n in {x.casefold() for x in (*o.names, *o.short, *o.weak)}]
    assert sorted({n for n in names if names.count(n) > 1}) == []


def test_domains_are_each_one_outlets() -> None:
    domains = [d for o in outlets() for d in o.domains]
    assert sorted({d for d in domains if domains.count(d) > 1}) == []
    assert by_domain()["bbc.co.uk"] is by_domain()["bbc.com"]
    assert not platforms() & set(domains)


def test_wikidata_ids_have_their_form() -> None:
    assert all(o.wikidata is None or (o.wikidata[0] == "Q" and o.wikidata[1:].isdigit())
               for o in outlets())  # fmt: skip


def test_names_are_found_in_any_script() -> None:
    found = {name: by_name()[name].id for name in ("reuters", "新华社", "тасс", "فرانس برس")}
    assert found == {"reuters": "reuters", "新华社": "xinhua", "тасс": "tass", "فرانس برس": "afp"}


ATTRIBUTING = [c for c in languages.codes() if languages.table(c, "attribution")]


@pytest.mark.parametrize("code", ATTRIBUTING)
def test_a_language_that_attributes_has_its_words(code: str) -> None:
    known = lexicon(code)
    cues = {c.words for group in known.cues.values() for c in group}
    assert len(cues) >= 80
    for group in ("complementisers", "pronouns", "prepositions", "determiners", "clause_words"):
        assert known.words[group], f"languages/{code}.toml: [attribution] {group} is empty"
    speakers = languages.table(code, "speakers")
    for group in ("titles", "organisations", "unnamed", "countries", "pronouns"):
        assert speakers[group], f"languages/{code}.toml: [speakers] {group} is empty"
    citation = languages.table(code, "citation")
    assert citation["addressing"] and citation["block_verbs"], code


def test_english_and_dutch_attribute() -> None:
    assert {"en", "nl"} <= set(ATTRIBUTING)


def test_countries_by_many_names() -> None:
    names = ("U.S.", "Amerika", "США", "واشنطن", "美国", "Vereinigte Staaten")
    assert {country_code(n) for n in names} == {"US"}
    assert country_code("Belmark") is None
