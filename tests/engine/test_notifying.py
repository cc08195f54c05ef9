"""Alerts kept in a file."""

import pytest

from accordingto.engine.notifying import AlertFile
from accordingto.errors import DeliveryError

ALERTS = ['{"id": "a1", "text": "new case: Marenna – 3"}', '{"id": "a2", "text": "denial"}']


def test_a_file_is_added_to(tmp_path):
    path = tmp_path / "alerts.jsonl"
    AlertFile(path).send(ALERTS)
    AlertFile(path).send(ALERTS[:1])
    assert path.read_text(encoding="utf-8").splitlines() == [*ALERTS, ALERTS[0]]


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(DeliveryError, match="cannot be written to: Is a directory"):
        AlertFile(tmp_path).send(ALERTS)
