import pytest

from accordingto.corroboration.check_sources import is_same_source, shared_sources
from accordingto.formats.reference import ReferenceSource
from tests.corroboration.checks import make_event


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Syrian Observatory for Human Rights", "SOHR"),
        ("The Britain-based Syrian Observatory for Human Rights monitor", "sohr"),
        ("Agence France-Presse", "AFP"),
        ("reuters", "Reuters News"),
        ("Tarvo Post", "tarvo post"),
        ("Human Rights Watch", "HRW"),
        ("SANA", "SANA news agency"),
    ],
)
def test_names_of_one_source_are_one(one, other):
    assert is_same_source(one, other)
    assert is_same_source(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a monitor", "Monitor"),
        ("the news agency", "News"),
        ("residents", "Residents of Tarvo"),
        ("Human Rights Watch", "Human Rights Council"),
        ("AP", "Aid Partners"),
        ("", ""),
    ],
)
def test_names_of_others_are_not(one, other):
    assert not is_same_source(one, other)


def test_outlets_and_those_behind_them_are_compared_with_each_voice():
    event = make_event(sources=(ReferenceSource("Hill Wire"),), origins=("TRM",))
    voices = ("Hill Wire", "the Tarvo Rights Monitor", "residents")
    assert shared_sources(voices, event) == (
        ("Hill Wire", "Hill Wire"),
        ("the Tarvo Rights Monitor", "TRM"),
    )
