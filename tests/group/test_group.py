"""Stories: reports of one event in any language together, others apart."""

from __future__ import annotations

from firsthand.engines.base import Encoder
from firsthand.engines.fake import FakeEncoder
from firsthand.group import group, language_means
from firsthand.records import Report

DAM = [
    Report("d1", language="en", text="A dam burst above the town of Belmark on Monday. Two people "
           "were hurt and the valley road is closed, the river guard said."),
    Report("d2", language="de", text="Oberhalb der Stadt Belmark ist am Montag ein Staudamm "
           "gebrochen. Zwei Menschen wurden verletzt, die Talstraße ist gesperrt."),
    Report("d3", language="ru", text="В понедельник над городом Бельмарк прорвало плотину. Два "
           "человека пострадали, дорога в долину закрыта."),
]  # fmt: skip
CUP = [
    Report("c1", language="en", text="Norhaven won the cup final on penalties after a goalless "
           "draw; their keeper saved three shots in front of 40,000 fans."),
    Report("c2", language="fr", text="Norhaven a remporté la finale de la coupe aux tirs au but "
           "après un match nul et vierge ; le gardien a arrêté trois tirs."),
]  # fmt: skip


def test_two_events_in_four_languages(encoder: Encoder) -> None:
    mixed = [DAM[0], CUP[0], DAM[1], CUP[1], DAM[2]]
    found = [[r.id for r in story] for story in group(mixed, encoder)]
    assert found == [["d1", "d2", "d3"], ["c1", "c2"]]


def test_few_reports() -> None:
    fake = FakeEncoder()
    assert group([], fake) == ()
    assert group(DAM[:1], fake) == ((DAM[0],),)


def test_means_belong_to_one_encoder(encoder: Encoder) -> None:
    assert len(language_means(encoder.name)) >= 20
    assert language_means("another") == {}
