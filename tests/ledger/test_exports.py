from dataclasses import replace

from accordingto.ledger.exports import LoggedExport, log_export, read_exports
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.redaction import erase_names

MADE = LoggedExport(
    exported_at="2024-03-14T12:00:00.000000Z",
    exported_by="Odd",
    format="cases",
    filters=(("--actor", "Ada Varn"), ("--place", "Homs \ud800")),
    with_unreviewed=True,
    state="0" * 64,
    as_of="2024-03-14T12:00:00Z",
    program="accordingto 1",
    sha256="1" * 64,
    files={"cases.csv": "2" * 64},
    left_out=3,
)


def logged(ledger):
    with ledger.look() as connection:
        return list(read_exports(connection))


def test_exports_come_back_as_they_were_logged(where):
    with Ledger.open(where, Opening.MAKE) as ledger:
        with ledger.change() as connection:
            log_export(connection, MADE)
            log_export(connection, replace(MADE, format="claims"))
        assert logged(ledger) == [MADE, replace(MADE, format="claims")]


def test_names_that_exports_were_narrowed_to_can_be_erased(tmp_path):
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE) as ledger:
        with ledger.change() as connection:
            log_export(connection, MADE)
        erase_names(ledger, ["Ada Varn"], "asked")
        (found,) = logged(ledger)
        assert "Varn" not in str(found)
        assert found.filters[0][0] == "--actor"
        assert found.files == MADE.files
    assert b"Varn" not in (tmp_path / "war.ledger").read_bytes()
