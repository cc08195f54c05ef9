"""The verb of a Python user who keeps a reference dataset in a ledger."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from accordingto.errors import IngestError
from accordingto.formats.reference_columns import parse_choice
from accordingto.formats.reference_files import read_reference_bytes
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.reference_sets import ReferenceKept, store_reference

__all__ = ["import_reference"]


def import_reference(
    path: str | Path,
    ledger: str | Path,
    *,
    name: str = "",
    by: str | None = None,
    dataset: str | None = None,
    columns: Mapping[str, str] | Iterable[str] = (),
) -> ReferenceKept:
    """Keep a file of UCDP GED, ACLED or Airwars in a ledger, byte for byte.

    Under its name, the file's without its ending unless another is given, `check` finds it. Its
    rows are compared with, and never become anybody's claims. Raises IngestError when the file
    cannot be read or is of no dataset that is known, StoreError when the ledger cannot be opened or
    has a sheet of cases of that name.
    """
    said = (f"{k}={v}" for k, v in columns.items()) if isinstance(columns, Mapping) else columns
    choice = parse_choice(dataset, said)
    raw = _read(Path(path))
    file = read_reference_bytes(raw, str(path), choice)
    with Ledger.open(ledger, Opening.MAKE) as opened, opened.change() as connection:
        return store_reference(connection, name or Path(path).stem, raw, file, opened.now(), by)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise IngestError(
            f"cannot be read ({error.strerror or error}); expected a CSV file of UCDP GED, ACLED "
            "or Airwars; check the spelling, and the folder you are in",
            path=str(path),
            code="not_there",
        ) from error
