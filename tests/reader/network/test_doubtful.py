import pytest

from accordingto.reader.network.doubtful import FindDoubtful
from accordingto.reader.network.reader import network_reader
from accordingto.reader.network.settings import TRIAGE
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.sentences import FindSentences
from accordingto.records.values import Scope, State, Who
from tests.builders import make_report
from tests.reader.network.stubs import Told

LEAST = 0.1


def doubtful(told, *figures, untold=None):
    """Who else may have been killed, in words, by a network that is told the rules or is not."""
    found = Pipeline((FindSentences(),))(told.report)
    find = FindDoubtful(told, untold or told, LEAST)
    added = list(find(found, figures, []))
    assert all(figure.is_doubtful and figure.state is State.KILLED for figure in added)
    return [(told.report.quote(f.evidence), f.low, f.high) for f in added]


@pytest.mark.parametrize(
    ("text", "quote", "bounds"),
    [
        ("The toll, 14 by noon, rose.", "14", (14, 14)),
        ("At least 14 villagers, it was said.", "At least 14 villagers", (14, None)),
        ("The dead: a baker, they said.", "a baker", (1, 1)),
        ("Dead were Sami Doran and others.", "Sami Doran", (1, 1)),
        ("A shop where the baker was.", "baker", (1, 1)),
    ],
)
def test_numbers_persons_and_names_may_count_the_dead(text, quote, bounds):
    told = Told(text).tell("figure", quote, killed=0.2)
    assert any(quote in words and (low, high) == bounds for words, low, high in doubtful(told))


@pytest.mark.parametrize(
    ("told_so", "alone", "count"), [(0.1, 0.0, 1), (0.0, 0.6, 1), (0.6, 0.0, 1), (0.09, 0.09, 0)]
)
def test_one_of_both_answers_of_the_network_is_enough(told_so, alone, count):
    text = "The toll, 14 by noon, rose."
    told = Told(text).tell("figure", "14", killed=told_so)
    untold = Told(text).tell("figure", "14", killed=alone)
    assert len(doubtful(told, untold=untold)) == count


def test_what_is_told_as_killed_already_is_not_told_again():
    told = Told("Shelling killed nine people.").tell("figure", "nine people", killed=0.9)
    assert doubtful(told, told.figure("nine people")) == []


def test_who_is_told_as_hurt_may_have_died():
    told = Told("Shelling hurt nine people.").tell("figure", "nine people", killed=0.3)
    assert doubtful(told, told.figure("nine people", state=State.INJURED)) == [
        ("nine people", 9, 9)
    ]


def test_names_count_only_beside_a_word_of_death():
    told = Told("Sami Doran spoke in Tarvo.").tell("figure", "Sami Doran", killed=0.2)
    assert doubtful(told) == []


def test_words_that_the_network_alone_takes_for_somebody_killed_are_one_person():
    told = Told("Slain too was mama.").tell("figure", "mama", killed=0.6)
    assert doubtful(told) == [("mama", 1, 1)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A woman and her child were killed.", 1),
        ("A woman was killed and her child too.", 0),
    ],
)
def test_a_row_of_killed_persons_may_be_told_as_one_figure(text, count):
    told = Told(text)
    one = {"low": 1, "high": 1}
    figures = [told.figure("A woman", **one), told.figure("her child", **one)]
    assert doubtful(told, *figures) == [("A woman and her child", 2, 2)] * count


def test_who_and_scope_are_as_the_network_sees_them():
    told = Told("The toll, 14 by noon.").tell("figure", "14", killed=0.3)
    told.tell("who", "14", civilian=0.9).tell("scope", "14", cumulative=0.8)
    find = FindDoubtful(told, told, LEAST)
    (figure,) = find(Pipeline((FindSentences(),))(told.report), [], [])
    assert (figure.who, figure.scope) == (Who.CIVILIAN, Scope.CUMULATIVE)


TEXT = "Shelling killed a woman and her child in Homs. The toll, 14 by noon, later rose to 17."


def test_triage_tells_all_that_is_told_without_it_and_marks_the_rest():
    report = make_report(TEXT)
    plain, triaged = network_reader().read(report), network_reader(settings=TRIAGE).read(report)
    marked = {p.evidence for p in triaged.problems if p.code == "doubtful_figure"}
    assert marked
    assert tuple(f for f in triaged.figures if f.evidence not in marked) == plain.figures
    assert {f.state for f in triaged.figures if f.evidence in marked} == {State.KILLED}
    assert triaged.people == plain.people


def test_version_of_the_reader_tells_of_a_triage():
    assert network_reader(settings=TRIAGE).info.version.endswith("+triage")
    assert "triage" not in network_reader().info.version
