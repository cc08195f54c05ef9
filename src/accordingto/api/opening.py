"""A ledger that is named once, with the verbs that ask and change it."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar

from accordingto.api import briefs, casebook, decisions, exporting, keeping, ledgers, looking
from accordingto.ledger.ledger import Ledger

__all__ = ["OpenLedger", "open_ledger"]

Where: TypeAlias = str | Path
P = ParamSpec("P")
A = TypeVar("A")
T = TypeVar("T")


def _of(verb: Callable[Concatenate[Where, P], T]) -> "Callable[Concatenate[OpenLedger, P], T]":
    """Return a verb whose first argument is the ledger."""

    @wraps(verb)
    def call(self: "OpenLedger", /, *given: P.args, **named: P.kwargs) -> T:
        return verb(self.where, *given, **named)

    return call


def _in(
    verb: Callable[Concatenate[A, Where, P], T],
) -> "Callable[Concatenate[OpenLedger, A, P], T]":
    """Return a verb whose second argument is the ledger."""

    @wraps(verb)
    def call(self: "OpenLedger", one: A, /, *given: P.args, **named: P.kwargs) -> T:
        return verb(one, self.where, *given, **named)

    return call


class OpenLedger:
    """A ledger by its file or URL; each verb opens it for as long as it needs.

    Nothing is held open between two verbs, so that others can write meanwhile.
    """

    def __init__(self, where: Where) -> None:
        self.where = where
        """The file, or the URL of a PostgreSQL database."""

    add = _in(ledgers.add)
    verify = _of(ledgers.verify)
    show = _in(looking.show)
    case = _in(casebook.case)
    cases = _of(casebook.cases)
    brief = _of(briefs.brief)
    export = _in(exporting.export)
    corroborate = _of(casebook.corroborate_ledger)
    judge = _of(decisions.judge)
    log = _of(decisions.log)
    reread = _of(decisions.reread)
    redact = _of(keeping.redact)
    backup = _of(keeping.backup)
    doctor = _of(keeping.doctor)
    merge_from = _in(keeping.merge)

    def __repr__(self) -> str:
        return f"<OpenLedger {str(self.where)!r}>"

    def _repr_html_(self) -> str:
        """Return the latest reports, as a notebook shows them."""
        return self.show("reports", limit=20)._repr_html_()


def open_ledger(ledger: Where) -> OpenLedger:
    """Return a ledger to ask and to change, by its file or URL; it must be there.

    Raises StoreError when there is none, or when it cannot be opened.
    """
    with Ledger.open(ledger):
        return OpenLedger(ledger)
