from accordingto.ingest.case_columns import guess_cases
from accordingto.records.values import Age, Sex, State, Who


def figures(*names):
    return [
        (found.state, found.who, found.age, found.sex, found.low, found.high)
        for found in guess_cases(names).figures
    ]


def test_least_and_most_of_the_same_are_paired():
    names = ("Min civilians killed", "Max civilians killed", "Injured (min)", "Injured (max)")
    assert figures(*names) == [
        (State.KILLED, Who.CIVILIAN, Age.UNKNOWN, Sex.UNKNOWN, names[0], names[1]),
        (State.INJURED, Who.UNKNOWN, Age.UNKNOWN, Sex.UNKNOWN, names[2], names[3]),
    ]


def test_groups_of_people_are_told_apart():
    names = ("Children killed", "Women killed", "Militants killed", "Killed")
    found = figures(*names)
    assert [one[1:4] for one in found] == [
        (Who.UNKNOWN, Age.CHILDREN, Sex.UNKNOWN),
        (Who.UNKNOWN, Age.UNKNOWN, Sex.WOMEN),
        (Who.COMBATANT, Age.UNKNOWN, Sex.UNKNOWN),
        (Who.UNKNOWN, Age.UNKNOWN, Sex.UNKNOWN),
    ]
    assert [(one[4], one[5]) for one in found] == [(name, name) for name in names]


def test_one_end_alone_leaves_the_other_open():
    assert [one[4:] for one in figures("Minimum killed")] == [("Minimum killed", None)]


def test_column_about_people_that_does_not_count_them_is_none():
    assert figures("Names of killed", "Date killed", "Killed source", "Skilled workers") == []


def test_other_columns_are_guessed_too():
    mapping = guess_cases(("Case code", "Incident date", "Killed", "Source URL"))
    assert mapping.columns == {
        "code": "Case code",
        "date_from": "Incident date",
        "urls": "Source URL",
    }
