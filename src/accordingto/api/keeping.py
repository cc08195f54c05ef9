"""The verbs of a Python user who looks after a ledger."""

from collections.abc import Iterable
from pathlib import Path

from accordingto.api.examining import examine
from accordingto.corroboration.casebook import catch_up, catch_up_after_merge
from accordingto.ledger.backup import Backup, back_up
from accordingto.ledger.doctor import Finding
from accordingto.ledger.erasing import Erased
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.merging import Merged
from accordingto.ledger.merging import merge as merge_in
from accordingto.ledger.private_persons import Rule
from accordingto.ledger.redaction import Decided, Withheld, withhold
from accordingto.ledger.redaction import erase as erase_in

__all__ = ["backup", "doctor", "merge", "redact"]


def backup(ledger: str | Path, path: str | Path, *, replace: bool = False) -> Backup:
    """Copy a ledger, as it is at one moment, into a file, and verify the copy.

    The copy is an SQLite ledger, whatever the store. Raises StoreError when the ledger cannot be
    opened, when a file is there already and is not to be replaced, and when the copy is not as it
    was kept; nothing is left there then.
    """
    with Ledger.open(ledger) as opened:
        return back_up(opened, Path(path), replace=replace)


def doctor(ledger: str | Path | None = None, *, is_quick: bool = False) -> tuple[Finding, ...]:
    """Return what was found of the program, and of a ledger; what has to be seen to is a fault.

    Without a ledger, the installation is looked at.
    """
    return tuple(examine(ledger, is_quick=is_quick))


def merge(source: str | Path, ledger: str | Path) -> Merged:
    """Add to a ledger, which is made where there is none, all that another one holds.

    What is known stays as it is; merging again changes nothing. Raises StoreError when either
    cannot be opened, and when the other is not as it was kept; nothing is taken from it then.
    """
    with Ledger.open(source) as other, Ledger.open(ledger, Opening.MAKE) as opened:
        made = merge_in(opened, other)
        catch_up_after_merge(opened)
        return made


def redact(  # noqa: PLR0913 -- each is one thing that a user may say, by its name
    ledger: str | Path,
    names: Iterable[str] = (),
    *,
    rules: Iterable[str] = (),
    reviewer: str,
    why: str,
    erase: bool = False,
    show: bool = False,
) -> Withheld | Erased:
    """Withhold names from all that is shown, `show` them again, or `erase` them for good.

    `rules` are `children`, `detainees`, `survivors`, `private`. Raises ConfigurationError for what
    is no name, JudgementError for what is no reviewer, and StoreError when the ledger cannot be
    opened or is held open by others while its log is to be emptied.
    """
    decided = Decided(names=tuple(names), rules=tuple(map(Rule, rules)), reviewer=reviewer, why=why)
    with Ledger.open(ledger, Opening.CHANGE) as opened:
        if erase:
            erased = erase_in(opened, decided)
            catch_up(opened)
            return erased
        return withhold(opened, decided, is_shown_again=show)
