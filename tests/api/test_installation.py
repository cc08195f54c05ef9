import json
import os
import shutil
import sqlite3
from collections import namedtuple

import pytest

from accordingto.api import installation
from accordingto.api.installation import WEIGHTS, examine_installation
from accordingto.ledger.doctor import Health
from accordingto.reader.network.model import FOLDER

Room = namedtuple("Room", "free")


def found():
    return {one.name: one for one in examine_installation()}


def test_an_installation_that_is_well_has_no_faults():
    told = found()
    assert {one.health for one in told.values()} == {Health.WELL}
    assert "FTS5" in told["search"].told
    assert "MODEL_CARD.md" in told["weights"].told
    assert "MB" in told["places"].told
    assert "pandas (pandas " in told["extras"].told


def test_weights_are_looked_for_where_they_are_read():
    assert WEIGHTS == FOLDER


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        ("network.onnx", "cannot be read"),
        ("card.json", "cannot be read"),
        ("MODEL_CARD.md", "is missing"),
    ],
)
def test_what_is_lost_of_the_weights_is_a_fault(tmp_path, monkeypatch, lost, told):
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    (tmp_path / "weights" / lost).unlink()
    monkeypatch.setattr(installation, "WEIGHTS", tmp_path / "weights")
    assert found()["weights"].health is Health.FAULT
    assert told in found()["weights"].told


def test_weights_that_were_changed_are_a_fault(tmp_path, monkeypatch):
    (tmp_path / "card.json").write_text(json.dumps({"sha256": "0" * 64}))
    (tmp_path / "network.onnx").write_bytes(b"weights")
    monkeypatch.setattr(installation, "WEIGHTS", tmp_path)
    assert "expected 000000000000" in found()["weights"].told
    assert found()["weights"].health is Health.FAULT


@pytest.mark.parametrize("content", [None, b"no index", b""])
def test_a_place_index_that_is_none_is_a_fault(tmp_path, monkeypatch, content):
    path = tmp_path / "places.sqlite"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(installation, "INDEX", path)
    assert found()["places"].health is Health.FAULT
    assert str(path) in found()["places"].told


def test_a_place_index_that_knows_nothing_is_a_fault(monkeypatch):
    monkeypatch.setattr(installation, "KNOWN_PLACE", "Nowhere at all")
    assert found()["places"].health is Health.FAULT


def test_sqlite_without_full_text_search_is_a_fault(monkeypatch):
    def refuse(_):
        raise sqlite3.OperationalError("no such module: fts5")

    with monkeypatch.context() as patched:
        patched.setattr(installation.sqlite3, "connect", refuse)
        finding = installation._examine_search()
    assert finding.health is Health.FAULT
    assert "no such module: fts5" in finding.told


def test_a_package_that_is_lost_is_a_fault_and_an_extra_is_not(monkeypatch):
    wanted = {"": ["numpy", "no-such-package"], "maps": ["no-such-map"], "spacy": ["spacy"]}
    monkeypatch.setattr(installation, "_requirements", lambda: wanted)
    told = found()
    assert told["packages"].health is Health.FAULT
    assert told["packages"].told.startswith("no-such-package: not installed")
    assert told["extras"].health is Health.WELL
    assert "not installed: maps; pip install 'accordingto[maps]'" in told["extras"].told


def test_little_room_and_a_folder_that_is_closed_are_noted(monkeypatch):
    monkeypatch.setattr(installation.shutil, "disk_usage", lambda _: Room(1024))
    monkeypatch.setattr(installation.os, "access", lambda _, mode: mode != os.W_OK)
    told = found()
    assert {told[name].health for name in ("disk", "folder", "temporary")} == {Health.NOTE}
    assert "little for a ledger" in told["disk"].told
