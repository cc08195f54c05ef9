"""The verb of a Python user whose colleagues marked words of reports in another tool."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from accordingto.corroboration.casebook import catch_up
from accordingto.errors import FilterError
from accordingto.formats.label_studio import read_label_studio
from accordingto.formats.marks import Mark, NotTaken, parse_label, read_json
from accordingto.formats.web_annotation_marks import read_web_annotations
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.marking import Marked, Markers, take_marks
from accordingto.records.base import JsonValue
from accordingto.views.privacy import withhold_in
from accordingto.views.withholding import Masks

__all__ = ["MARKED_IN", "import_marks"]

MARKED_IN: Mapping[
    str, Callable[[JsonValue, Mapping[str, str] | None], Iterator[Mark | NotTaken]]
] = {"label-studio": read_label_studio, "web-annotation": read_web_annotations}
"""Tools whose files are understood, by the names that `import --from` takes."""


def import_marks(  # noqa: PLR0913 -- each is one thing that a user may say, by its name
    path: str | Path,
    ledger: str | Path,
    tool: str,
    *,
    reviewer: str,
    annotators: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    time: datetime | None = None,
    is_dry_run: bool = False,
) -> Marked:
    """Record what people marked in another tool as decisions about the records of a ledger.

    `reviewer` stands in the log for whoever the file does not name; `annotators` gives others by
    the names that the file has, `labels` what the tool's own labels stand for. What cannot be
    recorded is told with its reason, and the rest is recorded; of a dry run, nothing is.

    Raises IngestError when the file cannot be read, FilterError for a tool or a label that is not
    known, JudgementError for a reviewer's name that cannot stand in the log, StoreError when the
    ledger cannot be written to.
    """
    if tool not in MARKED_IN:
        raise FilterError(f"--from {tool!r} is not known; expected one of {', '.join(MARKED_IN)}")
    for label, meaning in (labels or {}).items():
        if parse_label(meaning) is None:
            raise FilterError(
                f"--label {label}={meaning}: {meaning!r} is no kind of record; expected one as in "
                "figure:killed"
            )
    plain = read_json(Path(path))
    markers = Markers(reviewer=reviewer, named=annotators or {})
    with Ledger.open(ledger, Opening.CHANGE) as opened:
        with _changing(opened, is_dry_run=is_dry_run) as connection:
            masks = Masks(connection)
            marked = take_marks(
                connection,
                MARKED_IN[tool](plain, labels),
                markers,
                time or datetime.now(UTC),
                lambda text: partial(withhold_in, mask=masks.of_text(text)),
            )
        if not is_dry_run:
            catch_up(opened)
    return marked


class _DryRun(Exception):  # noqa: N818 -- no error: it takes everything back
    pass


@contextmanager
def _changing(ledger: Ledger, *, is_dry_run: bool) -> Iterator[Connection]:
    """Give a connection whose changes are kept at the end, unless it is a dry run."""
    try:
        with ledger.change() as connection:
            yield connection
            if is_dry_run:
                raise _DryRun
    except _DryRun:
        return
