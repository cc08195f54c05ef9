from accordingto.api.exporting import export
from accordingto.api.importing import import_json
from tests.ledger.warehouse import SHELLED, accept, fill_warehouse

FILES = ("cases.csv", "claims.csv", "readings.jsonl", "decisions.jsonl", "codes.jsonl")


def files_of(where, folder):
    """All that is exported, but for what names the ledger."""
    for name in ("cases", "claims", "ledger-json"):
        export(name, where, folder / name, include_unreviewed=True)
    found = {path.name: path.read_bytes() for path in folder.rglob("*.*") if path.name in FILES}
    found["claims.csv"] = b"\n".join(
        line.rpartition(b",")[0] for line in found["claims.csv"].splitlines()
    )
    return found


def test_a_ledger_comes_back_from_one_store_into_the_other(database, tmp_path):
    file = tmp_path / "war.ledger"
    fill_warehouse(file)
    accept(file, SHELLED, "incident", "figure")
    first = files_of(file, tmp_path / "first")
    import_json(database, tmp_path / "first" / "ledger-json")
    assert files_of(database, tmp_path / "second") == first
