"""accordingto keeps the books on who says what happened in reports of armed conflict.

>>> import accordingto as ato
>>> reading = ato.read("Residents said shelling killed 3 people.", published="2016-09-24")
>>> reading.figures[0].source.text
'Residents'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accordingto.api import read, read_file, read_many, schema
    from accordingto.api.briefs import brief
    from accordingto.api.checking import check
    from accordingto.api.decisions import judge, log, reread
    from accordingto.api.keeping import backup, doctor, merge, redact
    from accordingto.api.ledgers import add, verify
    from accordingto.api.looking import show
    from accordingto.errors import AccordingtoError
    from accordingto.records.readings import Reading
    from accordingto.report import Report

__version__ = "0.1.0"

__all__ = [
    "AccordingtoError",
    "Reading",
    "Report",
    "__version__",
    "add",
    "backup",
    "brief",
    "check",
    "doctor",
    "judge",
    "log",
    "merge",
    "read",
    "read_file",
    "read_many",
    "redact",
    "reread",
    "schema",
    "show",
    "verify",
]

_HOMES = {
    "AccordingtoError": "accordingto.errors",
    "Reading": "accordingto.records.readings",
    "Report": "accordingto.report",
    "add": "accordingto.api.ledgers",
    "backup": "accordingto.api.keeping",
    "brief": "accordingto.api.briefs",
    "check": "accordingto.api.checking",
    "doctor": "accordingto.api.keeping",
    "judge": "accordingto.api.decisions",
    "log": "accordingto.api.decisions",
    "merge": "accordingto.api.keeping",
    "read": "accordingto.api",
    "read_file": "accordingto.api",
    "read_many": "accordingto.api",
    "redact": "accordingto.api.keeping",
    "reread": "accordingto.api.decisions",
    "schema": "accordingto.api",
    "show": "accordingto.api.looking",
    "verify": "accordingto.api.ledgers",
}


def __getattr__(name: str) -> object:
    """Load what is offered when it is first asked for: importing the package stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'accordingto' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
