"""What a case may be, as a decision says it."""

import pytest

from accordingto.records.case_states import (
    ASSIGNEE,
    GRADE,
    LEAST_DONE_FIRST,
    STATE,
    CaseState,
    fault_of_value,
    is_code,
)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("C-0052w7vadn", True), ("c-00", True), ("C-", False), ("C-00 52", False), ("0052", False)],
)
def test_a_code_is_told_from_other_words(typed, told):
    assert is_code(typed) is told


@pytest.mark.parametrize(
    ("aspect", "value"),
    [(STATE, "published"), (GRADE, "weak"), (GRADE, None), (ASSIGNEE, "Bo"), (ASSIGNEE, None)],
)
def test_what_a_case_may_be_has_no_fault(aspect, value):
    assert fault_of_value(aspect, value) is None


@pytest.mark.parametrize(
    ("aspect", "value", "told"),
    [
        (STATE, "done", "expected one of to_do"),
        (STATE, None, "state None is not known"),
        (GRADE, "sure", "expected one of"),
        (GRADE, 3, "grade 3 is not known"),
        (ASSIGNEE, "  ", "expected a name, or null for nobody"),
        (ASSIGNEE, 7, "assignee 7"),
    ],
)
def test_what_it_may_not_be_is_told_with_what_was_expected(aspect, value, told):
    assert told in fault_of_value(aspect, value)


def test_every_state_has_its_place_where_people_are_at_odds():
    assert sorted(LEAST_DONE_FIRST) == sorted(CaseState)
