import pytest

from accordingto.records.values import Age
from tests.builders import read


@pytest.mark.parametrize(
    ("people", "age", "group"),
    [
        ("27 people, mostly women and children,", Age.MIXED, Age.UNKNOWN),
        ("dozens of women and children", Age.MIXED, Age.UNKNOWN),
        ("six children", Age.CHILDREN, Age.CHILDREN),
        ("27 people", Age.UNKNOWN, Age.UNKNOWN),
    ],
)
def test_old_and_young_together_are_no_group_apart(people, age, group):
    figure = read(f"Shelling killed {people} in Ostel on Monday.").figures[0]
    assert (figure.age, figure.group_age) == (age, group)
