"""accordingto keeps the books on who says what happened in reports of armed conflict.

>>> import accordingto as ato
>>> reading = ato.read("Residents said shelling killed 3 people.", published="2016-09-24")
>>> reading.figures[0].source.name
'Residents'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accordingto.api.archives import import_archives
    from accordingto.api.bound_readings import Reading
    from accordingto.api.briefs import brief
    from accordingto.api.casebook import case, cases
    from accordingto.api.checking import check
    from accordingto.api.claims import import_claims
    from accordingto.api.converting import to_arrow, to_pandas, to_polars
    from accordingto.api.corroborating import corroborate
    from accordingto.api.decisions import judge, log, reread
    from accordingto.api.exporting import export
    from accordingto.api.importing import import_json
    from accordingto.api.keeping import backup, doctor, merge, redact
    from accordingto.api.ledgers import add, verify
    from accordingto.api.looking import show
    from accordingto.api.marking import import_marks
    from accordingto.api.opening import OpenLedger, open_ledger
    from accordingto.api.reading import read, read_file, read_many, read_readings, schema
    from accordingto.api.references import import_reference
    from accordingto.api.release_diffs import changes
    from accordingto.errors import AccordingtoError
    from accordingto.report import Report

__version__ = "0.1.0"

__all__ = [
    "AccordingtoError",
    "OpenLedger",
    "Reading",
    "Report",
    "__version__",
    "add",
    "backup",
    "brief",
    "case",
    "cases",
    "changes",
    "check",
    "corroborate",
    "doctor",
    "export",
    "import_archives",
    "import_claims",
    "import_json",
    "import_marks",
    "import_reference",
    "judge",
    "log",
    "merge",
    "open_ledger",
    "read",
    "read_file",
    "read_many",
    "read_readings",
    "redact",
    "reread",
    "schema",
    "show",
    "to_arrow",
    "to_pandas",
    "to_polars",
    "verify",
]

_HOMES = {
    "AccordingtoError": "accordingto.errors",
    "OpenLedger": "accordingto.api.opening",
    "Reading": "accordingto.api.bound_readings",
    "Report": "accordingto.report",
    "add": "accordingto.api.ledgers",
    "backup": "accordingto.api.keeping",
    "brief": "accordingto.api.briefs",
    "case": "accordingto.api.casebook",
    "cases": "accordingto.api.casebook",
    "changes": "accordingto.api.release_diffs",
    "check": "accordingto.api.checking",
    "corroborate": "accordingto.api.corroborating",
    "doctor": "accordingto.api.keeping",
    "export": "accordingto.api.exporting",
    "import_archives": "accordingto.api.archives",
    "import_marks": "accordingto.api.marking",
    "import_claims": "accordingto.api.claims",
    "import_json": "accordingto.api.importing",
    "import_reference": "accordingto.api.references",
    "judge": "accordingto.api.decisions",
    "log": "accordingto.api.decisions",
    "merge": "accordingto.api.keeping",
    "open_ledger": "accordingto.api.opening",
    "read": "accordingto.api.reading",
    "read_file": "accordingto.api.reading",
    "read_many": "accordingto.api.reading",
    "read_readings": "accordingto.api.reading",
    "redact": "accordingto.api.keeping",
    "reread": "accordingto.api.decisions",
    "schema": "accordingto.api.reading",
    "show": "accordingto.api.looking",
    "to_arrow": "accordingto.api.converting",
    "to_pandas": "accordingto.api.converting",
    "to_polars": "accordingto.api.converting",
    "verify": "accordingto.api.ledgers",
}


def __getattr__(name: str) -> object:
    """Load what is offered when it is first asked for: importing the package stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'accordingto' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
