import json
import shutil

import pytest

from accordingto.api.exporting import export
from accordingto.api.importing import import_json
from accordingto.api.keeping import redact
from accordingto.api.ledgers import verify
from accordingto.errors import FilterError, IngestError
from accordingto.records.codec import to_json
from tests.ledger.incoming import make_incoming, read
from tests.ledger.warehouse import NAMED, SHELLED, accept, fill_warehouse

LINES = ("codes.jsonl", "decisions.jsonl", "publications.jsonl", "readings.jsonl", "withheld.jsonl")


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    fill_warehouse(where)
    accept(where, SHELLED, "incident", "figure")
    accept(where, NAMED, "figure")
    return where


def taken_out(path, folder):
    export("ledger-json", path, folder, include_unreviewed=True)
    return folder


def bytes_of(folder):
    return [(folder / name).read_bytes() for name in LINES]


def test_a_ledger_comes_back_into_an_empty_one_without_loss(path, tmp_path):
    first = taken_out(path, tmp_path / "first")
    taken = import_json(tmp_path / "other.ledger", first)
    assert (taken.new, taken.decisions, taken.faults) == (5, 3, [])
    second = taken_out(tmp_path / "other.ledger", tmp_path / "second")
    assert bytes_of(first) == bytes_of(second)
    assert all(verify(where) == () for where in (path, tmp_path / "other.ledger"))
    for where, folder in ((path, "a"), (tmp_path / "other.ledger", "b")):
        export("cases", where, tmp_path / folder)
    one, other = ((tmp_path / folder / "cases.csv").read_bytes() for folder in "ab")
    assert one == other


def test_taking_in_again_changes_nothing(path, tmp_path):
    first = taken_out(path, tmp_path / "first")
    import_json(tmp_path / "other.ledger", first)
    taken = import_json(tmp_path / "other.ledger", first)
    assert (taken.new, taken.known, taken.decisions, taken.cases) == (0, 5, 0, 0)


def test_names_that_are_withheld_there_are_withheld_here(path, tmp_path):
    redact(path, names=["residents"], reviewer="Odd", why="asked")
    first = taken_out(path, tmp_path / "first")
    import_json(tmp_path / "other.ledger", first)
    export("claims", tmp_path / "other.ledger", tmp_path / "out", include_unreviewed=True)
    assert "residents" not in (tmp_path / "out" / "claims.csv").read_text(encoding="utf-8")
    assert bytes_of(taken_out(tmp_path / "other.ledger", tmp_path / "second")) == bytes_of(first)


@pytest.mark.parametrize("asked", [{}, {"include_unreviewed": True, "place": "Homs"}])
def test_it_must_be_meant_as_it_holds_everything(path, tmp_path, asked):
    with pytest.raises(FilterError, match="names that are withheld elsewhere among them"):
        export("ledger-json", path, tmp_path / "out", **asked)
    assert not (tmp_path / "out").exists()


def test_readings_of_the_command_line_are_taken_in(tmp_path):
    lines = [to_json(read(make_incoming(words, given_id=id_))) for id_, words in
             (("r1", SHELLED), ("r2", NAMED))]  # fmt: skip
    path = tmp_path / "readings.jsonl"
    path.write_text("\n".join([lines[0], "{", "", '{"id": "x"}', lines[1]]), encoding="utf-8")
    taken = import_json(tmp_path / "new.ledger", path)
    assert (taken.new, taken.cases) == (2, 2)
    assert [told.partition(": ")[0].rpartition(", ")[2] for told in taken.faults] == [
        "line 2",
        "line 4",
    ]
    assert verify(tmp_path / "new.ledger") == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda plain: plain["report"].update(text="Another."), "not the one that was read"),
        (lambda plain: plain["report"].pop("text"), "a reading without its text"),
    ],
)
def test_a_text_that_is_not_the_one_that_was_read_is_refused(tmp_path, change, told):
    plain = json.loads(to_json(read(make_incoming(SHELLED))))
    change(plain)
    (tmp_path / "r.jsonl").write_text(json.dumps(plain), encoding="utf-8")
    taken = import_json(tmp_path / "new.ledger", tmp_path / "r.jsonl")
    assert taken.new == 0
    assert told in taken.faults[0]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: [lines[0].replace("Odd", "Eve"), *lines[1:]], "not those that were hashed"),
        (lambda lines: lines[1:], "which is not there"),
        (lambda lines: [*lines, "{"], "line 4: no JSON"),
        (lambda lines: [*lines, "{}"], "line 4: it has no 'entry'"),
    ],
)
def test_decisions_are_taken_in_all_or_none(path, tmp_path, change, told):
    first = taken_out(path, tmp_path / "first")
    lines = (first / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    (first / "decisions.jsonl").write_text("\n".join(change(lines)), encoding="utf-8")
    taken = import_json(tmp_path / "other.ledger", first)
    assert (taken.new, taken.decisions) == (5, 0)
    assert told in taken.faults[0]
    assert "no decision was taken in" in taken.faults[0]
    assert verify(tmp_path / "other.ledger") == ()


def test_a_folder_without_the_files_is_told(path, tmp_path):
    first = taken_out(path, tmp_path / "first")
    (first / "readings.jsonl").unlink()
    with pytest.raises(IngestError, match="it cannot be opened"):
        import_json(tmp_path / "other.ledger", first)
    shutil.rmtree(first)
