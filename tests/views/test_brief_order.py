"""The order of a brief: by day and place, what cost most lives first."""

from datetime import date

from accordingto.records.values import Basis, Scope, State, Step
from tests.views.briefs import brief_of, shown
from tests.views.readings import Sketch

TEXT = (
    "Bombs hit Dorrash and Marenna. Bombs killed 3, 9 and 40 people. A truce was agreed; it held."
)


def day(number):
    return date(2024, 3, number)


def sketch_of(*incidents, **given):
    """A report that tells of incidents, each (day, place, killed or None)."""
    sketch = Sketch(TEXT, **given)
    for when, where, killed in incidents:
        place = sketch.place(where) if where else None
        made = sketch.incident("Bombs", when, place=place)
        if killed:
            sketch.figure(str(killed), killed, killed, incident=made.id)
    return sketch


def titles(groups):
    return [(one.title, [place.title for place in one.places]) for one in groups]


def test_days_follow_each_other_and_the_place_with_the_largest_toll_comes_first():
    sketch = sketch_of((day(9), "Marenna", None), (day(3), "Marenna", 3), (day(3), "Dorrash", 9))
    dorrash, marenna = "Dorrash (country not known)", "Marenna (country not known)"
    brief = brief_of(shown(sketch))
    assert titles(brief.days) == [
        ("Sunday 3 March 2024", [dorrash, marenna]),
        ("Saturday 9 March 2024", [marenna]),
    ]
    assert [entry.number for entry in brief.entries()] == [1, 2, 3]


def test_accounts_of_several_reports_stand_below_one_place_each_on_its_own():
    one, other = sketch_of((day(3), "Dorrash", 3)), sketch_of((day(3), "Dorrash", 9), id="r2")
    brief = brief_of(shown(one), shown(other, number=2))
    ((place,),) = [group.places for group in brief.days]
    reports = [entry.line.evidence.origin.report for entry in place.entries]
    assert reports == ["r2", "r1"]


def test_places_are_told_apart_by_the_gazetteer_and_not_by_qualifiers():
    sketch = Sketch(TEXT)
    for known, qualifier in (("1", "eastern"), ("1", None), ("2", None)):
        place = sketch.place("Dorrash", gazetteer="g", gazetteer_id=known, qualifier=qualifier)
        sketch.incident("Bombs", day(3), place=place)
    (group,) = brief_of(shown(sketch)).days
    assert [len(place.entries) for place in group.places] == [2, 1]


def test_what_lasts_longer_than_a_week_stands_below():
    sketch = Sketch(TEXT)
    place = sketch.place("Dorrash")
    for last in (day(9), day(10)):
        made = sketch.incident("Bombs", day(3), place=place, date_to=last)
        assert made.date_to == last
    sketch.incident("Bombs", None, place=place, date_from=day(3))
    brief = brief_of(shown(sketch))
    assert [one.title for one in brief.days] == ["3 March 2024 to 9 March 2024 (a span of 7 days)"]
    assert [one.title for one in brief.longer] == [
        "3 March 2024 to 10 March 2024 (a span of 8 days)",
        "since 3 March 2024",
    ]


def test_what_has_no_day_or_no_place_stands_apart():
    sketch = sketch_of((None, "Dorrash", 3), (day(3), None, None))
    brief = brief_of(shown(sketch))
    assert not brief.days
    assert [one.title for one in brief.apart] == ["Without a day", "Without a place"]
    undated, unplaced = brief.entries()
    assert (undated.when, unplaced.where) == ("day not given", "place not given")
    assert "told Thursday 14 March 2024" in undated.line.details


def test_largest_tolls_are_one_for_each_place_and_day():
    sketch = sketch_of((day(3), "Dorrash", 9), (day(3), "Dorrash", 40), (day(4), "Dorrash", 3))
    largest = brief_of(shown(sketch)).largest
    assert [entry.largest.what for entry in largest] == ["40 killed", "3 killed"]


def test_no_headline_part_or_sum_over_time_is_among_the_largest():
    sketch = sketch_of((day(3), "Dorrash", None))
    owner = sketch.incidents[0].id
    sketch.figure("3", 3, 3, incident=owner, basis=Basis.HEADLINE)
    sketch.figure("9", 9, 9, incident=owner, scope=Scope.PART)
    sketch.figure("40", 40, 40, incident=owner, state=State.INJURED)
    assert brief_of(shown(sketch)).largest == ()


def test_other_tolls_stand_by_what_happened_the_largest_first():
    sketch = Sketch(TEXT)
    for words, low, state in (("3", 3, "injured"), ("9", 9, "killed"), ("40", 40, "killed")):
        sketch.figure(words, low, low, state=State(state))
    groups = brief_of(shown(sketch)).loose_tolls
    assert [(one.title, [line.what for line in one.lines]) for one in groups] == [
        ("killed", ["40 killed", "9 killed"]),
        ("injured", ["3 injured"]),
    ]


def test_steps_of_one_deal_stand_together_in_time_and_undated_ones_apart():
    sketch = Sketch(TEXT)
    deal, truce = "d" * 16, sketch.words("A truce")
    sketch.agreement("held", Step.TOOK_EFFECT, day(9), deal=deal, subject=sketch.words("it"))
    sketch.agreement("agreed", Step.AGREED, day(2), deal=deal, subject=truce)
    sketch.agreement("agreed", Step.PROPOSED, None, deal=deal, subject=truce)
    brief = brief_of(shown(sketch))
    (told,) = brief.deals
    assert told.title == "A truce"
    assert [line.what.split(" · ")[1] for line in told.lines] == ["agreed", "took effect"]
    assert [line.what.split(" · ")[1] for line in brief.undated_steps] == ["proposed"]
