from dataclasses import replace

import pytest

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.figures import ReadFigures
from accordingto.reader.layers import Likelihoods, Tagging
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.readers import default_stages
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.records.incidents import Incident
from accordingto.records.values import Age, Basis, Bound, Scope, Who
from tests.builders import make_report, read


def _figures(text, **head):
    return read(text, **head).figures


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Shelling killed 12 people in Ostel on Monday.", Bound.EXACT),
        ("Shelling killed at least 12 people in Ostel on Monday.", Bound.MIN),
        ("Shelling killed up to 12 people in Ostel on Monday.", Bound.MAX),
        ("Shelling killed 12 to 15 people in Ostel on Monday.", Bound.RANGE),
        ("Shelling killed about 12 people in Ostel on Monday.", Bound.ABOUT),
        ("Shelling killed dozens of people in Ostel on Monday.", Bound.VAGUE),
    ],
)
def test_bound_is_that_of_the_words(text, bound):
    (figure,) = _figures(text)
    assert figure.bound is bound
    assert figure.words in text


def test_attributed_figure_has_the_source_of_its_statement():
    reading = read("Shelling killed 12 people in Ostel, the mayor said.")
    (figure,), (statement,) = reading.figures, reading.statements
    assert figure.source.text == "the mayor"
    assert figure.basis is Basis.ATTRIBUTED
    assert figure.statement == statement.id
    assert figure.via[-1] == figure.source


def test_own_voice_has_no_source():
    (figure,) = _figures("Shelling killed 12 people in Ostel on Monday.")
    assert (figure.source, figure.statement, figure.via) == (None, None, ())
    assert figure.basis is Basis.OWN_VOICE
    assert figure.status_claimed is Who.UNKNOWN


def test_headline_adds_no_voice():
    title = "12 killed in shelling of Ostel"
    headline, _ = _figures(f"{title}\nShelling killed 12 people, the mayor said.", title=title)
    assert headline.basis is Basis.HEADLINE
    assert headline.source is None


def test_every_expression_is_a_figure_of_its_own():
    text = "Shelling killed 12 people in Ostel. The shelling killed 12 people, doctors said."
    first, second = _figures(text)
    assert first.id != second.id
    assert (first.source, second.source.text) == (None, "doctors")


def test_incident_is_as_likely_as_all_its_mentions_together():
    text = (
        "Shelling hit Tarvo on Monday. Clashes broke out in Ombra on Sunday. "
        "The shelling stopped. Nine people were killed."
    )
    report, stages = make_report(text), default_stages(Gazetteer.open(), RuleTagger())
    found = Pipeline(stages)(report)
    shelling, clashes = found.of(Incident)
    (tagging,) = found.of(Tagging)
    (figure,) = tagging.figures
    deeds = {shelling.evidence.span: 0.3, clashes.evidence.span: 0.4}
    again = shelling.mentions[0].span

    def belongs_to(likely):
        told = replace(figure, incident=again, likely_deeds=Likelihoods(likely, 0.0))
        found.add(Tagging, [replace(tagging, figures=(told,))])
        (made,) = ReadFigures()(report, found)
        return made.incident

    assert belongs_to(deeds) == clashes.id
    assert belongs_to(deeds | {again: 0.2}) == shelling.id


def test_figure_belongs_to_the_incident_that_did_the_harm():
    reading = read("Shelling killed 12 people in Ostel on Monday.")
    assert [f.incident for f in reading.figures] == [i.id for i in reading.incidents]


def test_part_names_its_whole():
    whole, part = _figures("Shelling killed 12 people in Ostel, including five children.")
    assert part.scope is Scope.PART
    assert part.part_of == whole.id
    assert part.age is Age.CHILDREN


def test_killed_or_wounded_is_two_figures_with_an_open_floor():
    killed, injured = _figures("Shelling left 15 killed or wounded in Ostel.")
    assert (killed.low, killed.high, killed.bound) == (None, 15, Bound.MAX)
    assert killed.id != injured.id


def test_status_is_claimed_by_who_says_it():
    (figure,) = _figures("Shelling killed 12 militants in Ostel, the army said.")
    assert figure.status_claimed is Who.COMBATANT
    assert figure.status_source.text == "the army"


@pytest.mark.parametrize(
    ("counted", "claimed"),
    [
        ("12 civilians", Who.CIVILIAN),
        ("12 militants", Who.COMBATANT),
        ("12 fighters and civilians", Who.MIXED),
        # civilians by the codebook, but nobody claims it
        ("12 children", Who.UNKNOWN),
        ("12 residents", Who.UNKNOWN),
        ("12 people", Who.UNKNOWN),
    ],
)
def test_status_is_claimed_only_by_the_noun_itself(counted, claimed):
    (figure,) = _figures(f"Shelling killed {counted} in Ostel, the mayor said.")
    assert figure.status_claimed is claimed
    assert (figure.status_source is None) == (claimed is Who.UNKNOWN)


def test_status_does_not_pass_to_a_count_without_a_noun():
    killed, injured = _figures("Shelling killed 12 civilians and wounded 30, the mayor said.")
    assert (killed.status_claimed, injured.status_claimed) == (Who.CIVILIAN, Who.UNKNOWN)
    assert injured.who is Who.CIVILIAN


def test_rival_tolls_of_one_sentence_keep_their_sources():
    text = "The tolls range from 12, according to the mayor, to 57, according to the rebels."
    low, high = _figures(text)
    assert (low.low, low.source.text) == (12, "the mayor")
    assert (high.low, high.source.text) == (57, "the rebels")


def test_label_is_kept_as_said():
    (figure,) = _figures("Shelling killed 12 terrorists in Ostel on Monday.")
    assert figure.label == "terrorists"


def test_cumulative_figure_tells_what_it_covers():
    (figure,) = _figures("More than 3,000 people have been killed by shelling since 2021.")
    assert figure.scope is Scope.CUMULATIVE
    assert figure.incident is None
    assert figure.covers.date_from.year == 2021


def test_report_without_harm_has_no_figure():
    assert _figures("Twelve delegates met in Ostel on Monday to speak of 300 new houses.") == ()
