import pytest

from accordingto.ingest.entry_checks import find_faults
from tests.ingest.forms import make_form

KILLED = {"state": "killed", "low": 1}


def faults(**fields):
    return list(find_faults(make_form(**fields)))


def test_entry_without_a_fault_has_none():
    assert faults() == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"entered_by": None}, "nobody vouches for it"),
        ({"entered_by": "a\u202eb"}, "cannot be seen"),
        ({"url": "javascript:alert(1)"}, "url: 'javascript"),
        ({"media": [{"note": "x"}]}, "media.0: expected either"),
        ({"media": [{"file": "a", "sha256": "ab" * 32}]}, "media.0: expected either"),
        ({"figures": [{"state": "killed"}]}, "figures.0: no number"),
        ({"figures": [{"state": "killed", "low": 3, "high": 2}]}, "low 3 above high 2"),
        ({"figures": [KILLED | {"incident": "x"}]}, "figures.0.incident: 'x'"),
        ({"figures": [KILLED | {"ref": "a", "part_of": "a"}]}, "figures.0.part_of: 'a'"),
        ({"figures": [KILLED | {"ref": "a"}] * 2}, "ref 'a' stands at 2 records"),
        ({"figures": [KILLED | {"side": "army"}]}, "figures.0.side: 'army'"),
        (
            {"incidents": [{"kind": "other", "date_from": "2024-03-02", "date_to": "2024-03-01"}]},
            "incidents.0: date_from 2024-03-02 after",
        ),
        ({"statements": [{"content": "x", "about": ["y"]}]}, "statements.0.about: 'y'"),
        ({"people": [{"name": "x", "state": "killed", "figure": "y"}]}, "people.0.figure: 'y'"),
        ({"source": {"protect": True}}, "source.protect without a name"),
        (
            {"source": {"name": "Ilvar", "protect": True}, "quote": "I am ILVAR."},
            "quote: the protected name stands in it",
        ),
    ],
)
def test_fault_is_told_with_its_place(fields, words):
    [fault] = faults(**fields)
    assert words in fault
    assert "; expected " in fault or ": expected " in fault


def test_entry_that_says_nothing_is_told():
    form = make_form(description="x")
    object.__setattr__(form, "description", None)
    assert "neither quote, nor translation, nor description" in next(find_faults(form))
