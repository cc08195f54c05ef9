"""The verbs of a Python user who decides, looks at decisions, and has reports read again."""

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from accordingto.corroboration.casebook import catch_up
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.rereading import RereadAll
from accordingto.errors import ReadingError
from accordingto.ledger.judging import Asked, Judged, find_words
from accordingto.ledger.judging import judge as judge_in
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.logs import LogFilter, LogLine, read_log
from accordingto.ledger.rereading import Reread
from accordingto.records.judgements import Decision

__all__ = ["judge", "log", "reread"]


def judge(  # noqa: PLR0913 -- each is one thing that a user may say, by its name
    ledger: str | Path,
    decision: str,
    ids: str | Iterable[str],
    *,
    reviewer: str,
    why: str = "",
    changes: Iterable[str] = (),
    time: datetime | None = None,
    as_read: bool = False,
) -> list[Judged]:
    """Record what a person decides about records: all of it, or nothing.

    `ids` are the first digits of the ids of records, two for a link; for `undo`, those of an entry
    of the log or of a record. `changes` are `field=value`, as `accordingto judge --set` takes them.
    Without a time, it is now.

    Raises JudgementError when it cannot be recorded as it was asked for, and StoreError when the
    ledger cannot be opened.
    """
    asked = Asked(
        decision=Decision(decision),
        ids=(ids,) if isinstance(ids, str) else tuple(ids),
        reviewer=reviewer,
        time=time or datetime.now(UTC),
        why=why,
        assignments=tuple(changes),
        as_read=as_read,
    )
    with Ledger.open(ledger, Opening.CHANGE) as opened:
        made = judge_in(opened, asked)
        catch_up(opened)
        return made


def log(
    ledger: str | Path,
    about: str = "",
    *,
    reviewer: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    newest: int | None = None,
) -> list[LogLine]:
    """Return the decisions that people made, the newest first, each with what became of it.

    `about` is the start of the id of a record or an entry: what was decided about its words.
    Raises JudgementError when there is none, and StoreError when the ledger cannot be opened.
    """
    with Ledger.open(ledger) as opened, opened.look() as connection:
        words = find_words(connection, about) if about else None
        wanted = LogFilter(reviewer=reviewer, about=words, since=since, until=until, newest=newest)
        return list(read_log(connection, wanted))


def reread(
    ledger: str | Path,
    *,
    reader: str = "network",
    jobs: int = 1,
    dry_run: bool = False,
    on_failed: Callable[[ReadingError], None] | None = None,
) -> Generator[Reread]:
    """Read the reports again that another or an earlier reader read; yield what changed in each.

    The new readings stand beside the old ones, and decisions carry over to them; a `dry_run` keeps
    nothing. A report that cannot be read keeps its reading: it is given to `on_failed`, or raised.
    """
    opening = Opening.LOOK if dry_run else Opening.CHANGE
    with Ledger.open(ledger, opening) as opened:
        again = RereadAll(opened, ReaderChoice(reader), jobs, keep=not dry_run)
        with closing(again()) as made:
            for one in made:
                if not isinstance(one, ReadingError):
                    yield one
                elif on_failed is None:
                    raise one
                else:
                    on_failed(one)
        if not dry_run:
            catch_up(opened)
