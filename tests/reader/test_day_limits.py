from datetime import date

import pytest

from tests.builders import read


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The mayor said on Tuesday that shelling killed nine people.", date(2024, 3, 12)),
        ("Shelling killed nine people, the mayor said on Tuesday.", date(2024, 3, 12)),
        ("Shelling killed nine people, the mayor said.", date(2024, 3, 14)),
        ("Shelling killed nine people.", date(2024, 3, 14)),
    ],
)
def test_nothing_happens_after_it_was_told(text, last):
    (incident,) = read(text).incidents
    assert (incident.date_from, incident.not_after) == (None, last)


def test_earliest_telling_counts():
    (incident,) = read(
        "Shelling killed nine people in the town of Tarvo, the mayor said on Wednesday.\n"
        "Medics said on Tuesday that the shelling also wounded 20 people."
    ).incidents
    assert incident.not_after == date(2024, 3, 12)
