import pytest

from accordingto.records.values import Age, Sex, Who
from tests.builders import read


def _figure(text):
    return read(text).figures[0]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Shelling killed 27 people, mostly women and children, in Ostel.", Age.MIXED),
        ("Nearly 58 people including women and children were killed by shelling.", Age.MIXED),
        ("Shelling killed 12 people, all of them children.", Age.CHILDREN),
        ("Shelling killed five civilians including two children in Ostel.", Age.MIXED),
        ("Shelling killed 12 people, including 20 years of records.", Age.UNKNOWN),
        ("Shelling killed 12 people. Most of them women and children fled.", Age.UNKNOWN),
        ("Police detained a 35-year-old teacher in Ostel on Monday.", Age.ADULTS),
        ("Shelling killed 12-year-old Tolan Vask.", Age.CHILDREN),
        ("Tolan Vask, 51, was killed by shelling.", Age.ADULTS),
        ("Tolan Vask was killed by 51 shells.", Age.UNKNOWN),
    ],
)
def test_age_is_what_the_words_around_a_figure_tell(text, age):
    assert _figure(text).age is age


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Shelling killed 23 people, mostly civilians, in Ostel.", Who.MIXED),
        ("A strike killed at least 39 people, more than half of them civilians.", Who.MIXED),
        ("Shelling killed 12 people, all civilians, in Ostel.", Who.CIVILIAN),
        ("Fourteen of the dead were rebel fighters, the monitor said.", Who.COMBATANT),
        ("A strike killed at least eight members of the Tolan militia.", Who.COMBATANT),
        ("A strike killed at least eight members of the Tolan family.", Who.UNKNOWN),
        ("Shelling killed 12 people including a civilian.", Who.UNKNOWN),
        ("Shelling killed 27 women and children in Ostel.", Who.UNKNOWN),
    ],
)
def test_status_is_claimed_only_in_so_many_words(text, status):
    assert _figure(text).status_claimed is status


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Gunmen killed two male visitors in Ostel.", Sex.MEN),
        ("Shelling killed 12 people, all of them women.", Sex.WOMEN),
        ("Shelling killed 12 people, most of them women.", Sex.UNKNOWN),
        ("Police detained an ex-policeman in Ostel on Monday.", Sex.MEN),
    ],
)
def test_sex_is_that_of_all_or_not_told(text, sex):
    assert _figure(text).sex is sex


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Police detained three constables in Ostel on Monday.", "constables"),
        ("Police detained a constable in Ostel on Monday.", "constable"),
        ("Tolan Vask, a doctor in Ostel, was killed by shelling.", "doctor"),
        ("Tolan Vask was killed by a doctor.", None),
        ("Two volunteers were killed by shelling.", "volunteers"),
    ],
)
def test_role_is_that_of_the_harmed_alone(text, role):
    assert _figure(text).role == role


def test_status_around_a_figure_has_the_source_of_the_figure():
    figure = _figure("Shelling killed 23 people, mostly civilians, the mayor said.")
    assert figure.status_source == figure.source
    assert figure.source.text == "the mayor"
