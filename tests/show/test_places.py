from firsthand.records import Report, Speaker
from firsthand.show.labels import labels
from firsthand.show.places import place_views

ENGLISH = "Trucks from Turkey reached Warsaw. Poland and Turkey agreed, officials in Warsaw said."
GERMAN = "Lastwagen aus der Türkei erreichten Warschau. Polen und die Türkei sind einig."
RUSSIAN = "Грузовики прибыли в Варшаву, сообщили в Берлине."


def shown(*reports):
    found = place_views(tuple(labels(reports).values()))
    return {
        view.known: [
            (named.words.label.letter, named.words.pieces[0], named.times) for named in view.named
        ]
        for view in found
    }


def test_places_that_several_reports_name_across_languages():
    found = shown(
        Report(id="a", language="en", text=ENGLISH),
        Report(id="b", language="de", text=GERMAN),
        Report(id="c", language="ru", text=RUSSIAN),
    )
    assert next(iter(found)) == "Warsaw, PL"
    assert found["Warsaw, PL"] == [("A", "Warsaw", 2), ("B", "Warschau", 1), ("C", "Варшаву", 1)]
    assert found["TR"] == [("A", "Turkey", 2), ("B", "Türkei", 2)]
    # One report's word alone may be no place at all.
    assert not [known for known in found if known.startswith("Berlin")]


def test_of_one_report_all_places_are_shown():
    assert "Berlin, DE" in shown(Report(id="c", language="ru", text=RUSSIAN))


def test_persons_are_no_places():
    text = "Paris Hilton spoke. Hilton left."
    speaker = Speaker("s", "Paris Hilton", "person")
    assert shown(Report(id="a", language="en", text=text, speakers=(speaker,))) == {}


def test_no_reports_and_no_words_name_no_places():
    assert place_views(()) == ()
    assert shown(Report(id="a"), Report(id="b", text="Nothing here.", language="en")) == {}
