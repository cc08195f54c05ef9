"""What holds of every format for other tools."""

import json

import frictionless
import pytest

from accordingto.api.exporting import export
from accordingto.ledger.hashes import hash_bytes
from accordingto.ledger.ledger import Ledger, Opening
from tests.formats.exchanges import exchange_ledger

FORMATS = ("bibliography", "dossier", "followthemoney", "snapshot", "web-annotation")


@pytest.fixture(scope="module")
def where(tmp_path_factory):
    """A ledger that nobody changes."""
    return exchange_ledger(tmp_path_factory.mktemp("exchanges"))


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("name", FORMATS)
def test_one_ledger_gives_the_same_bytes_and_a_valid_package(where, tmp_path, name):
    for folder in ("one", "two"):
        export(name, where, tmp_path / folder, include_unreviewed=True, log=False)
    made = bytes_of(tmp_path / "one")
    assert made == bytes_of(tmp_path / "two")
    package = json.loads(made["datapackage.json"])
    hashes = {one["path"]: one["hash"] for one in package["resources"]}
    assert hashes == {
        path: f"sha256:{hash_bytes(data)}"
        for path, data in made.items()
        if path != "datapackage.json"
    }
    report = frictionless.Package(str(tmp_path / "one" / "datapackage.json")).validate()
    assert report.valid, report.flatten()


@pytest.mark.parametrize("name", FORMATS)
def test_no_withheld_name_is_anywhere(where, tmp_path, name):
    export(name, where, tmp_path / "out", include_unreviewed=True, log=False)
    for data in bytes_of(tmp_path / "out").values():
        assert b"Harrow" not in data
        assert b"Orn Hospital" not in data


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_ledger_exports_empty_files(tmp_path, name):
    Ledger.open(tmp_path / "empty.ledger", Opening.MAKE).close()
    made = export(name, tmp_path / "empty.ledger", tmp_path / "out", log=False)
    assert made.cases == 0
    assert made.files
