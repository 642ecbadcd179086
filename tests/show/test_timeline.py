from firsthand.records import Report
from firsthand.show.labels import labels
from firsthand.show.timeline import LEFT, RIGHT, timeline


def drawn(*published):
    reports = [
        Report(id=f"r{n}", outlet=f"Outlet {n}", published=when, published_from="given")
        for n, when in enumerate(published)
    ]
    return timeline(tuple(labels(reports).values()))


def test_reports_stand_in_the_order_of_time_whatever_their_offset():
    made = drawn("2031-04-07T12:00:00+02:00", "2031-04-07T09:30:00Z", "2031-04-07T10:15:00")
    assert [moment.letter for moment in made.moments] == ["B", "A", "C"]
    xs = [moment.x for moment in made.moments]
    assert xs == sorted(xs)
    assert len({moment.y for moment in made.moments}) == 3


def test_a_day_without_an_hour_is_a_bar_of_that_day():
    made = drawn("2031-04-07", "2031-04-08T12:00:00Z", "2031-04-09")
    bar, moment, other = made.moments
    assert abs(bar.width - (RIGHT - LEFT) / 3) < 0.2
    assert moment.width < bar.width
    assert bar.x + bar.width < moment.x < other.x
    assert made.ticks[0].label == "2031-04-07"


def test_ticks_are_few_and_round():
    for published, step in [
        (("2031-04-07T08:10:00Z", "2031-04-07T11:50:00Z"), "09:00"),
        (("2031-04-01", "2031-04-07"), "2031-04-02"),
        (("2011-04-01", "2031-04-07"), "2011-04-01"),
    ]:
        made = drawn(*published)
        assert 2 <= len(made.ticks) <= 9
        assert step in [tick.label for tick in made.ticks]
        assert all(LEFT <= tick.x <= RIGHT for tick in made.ticks)


def test_undated_reports_are_named_and_what_is_no_date_is_none():
    made = drawn("2031-04-07", None, "soon", "2031-04-09")
    assert [moment.letter for moment in made.moments] == ["A", "D"]
    assert [label.letter for label in made.undated] == ["B", "C"]


def test_there_is_no_line_without_two_times():
    assert drawn() is None
    assert drawn("2031-04-07") is None
    assert drawn("2031-04-07", None) is None
    assert drawn("2031-04-07", "2031-04-07") is None


def test_the_ends_of_the_calendar_do_no_harm():
    assert drawn("9999-12-31", "2031-04-07") is None
    made = drawn("0001-01-01", "2031-04-07")
    assert [moment.letter for moment in made.moments] == ["A", "B"]


def test_words_stay_inside_the_drawing():
    made = drawn("2031-04-01T00:00:00Z", "2031-04-05T10:00:00Z", "2031-04-09T23:00:00Z")
    for moment in made.moments:
        assert LEFT <= moment.x <= moment.x + moment.width <= RIGHT + 0.1
        assert moment.before == (moment.x > (LEFT + RIGHT) / 2)
