"""What changed in a report that was read again, as lines of text and as JSON."""

from collections.abc import Callable, Iterator

from accordingto.ledger.comparing import RecordChange
from accordingto.ledger.rereading import Reread
from accordingto.records.base import JsonValue
from accordingto.records.changes import record_to_plain
from accordingto.views.decision_lines import describe_difference, describe_queued
from accordingto.views.privacy import mask_for
from accordingto.views.visible import make_plain


def render_reread(reread: Reread, withhold: Callable[[str], str] = str) -> str:
    """Return what changed as lines of text; names that views withhold are withheld.

    `withhold` takes out what else is not to be shown.
    """
    return "".join(f"{line}\n" for line in _lines(reread, withhold))


def _lines(reread: Reread, withhold: Callable[[str], str]) -> Iterator[str]:
    masks = [mask_for(reading) for reading in (reread.old, reread.new)]

    def hide(words: str) -> str:
        for mask in masks:
            words = mask.hide(words)
        return make_plain(withhold(words))

    yield f"{hide(reread.report)}  ({reread.publication[:12]})"
    diff = reread.diff
    for change in (*diff.gone, *diff.added, *diff.changed):
        yield f"  {describe_difference(change, hide)}"
    for item in reread.carried.queue:
        yield f"  ! {describe_queued(item, hide)}"


def reread_to_json(reread: Reread) -> dict[str, JsonValue]:
    """Return what changed with the records whole."""
    diff = reread.diff
    return {
        "publication": reread.publication,
        "report": reread.report,
        "same": diff.same,
        "added": [_change(change) for change in diff.added],
        "gone": [_change(change) for change in diff.gone],
        "changed": [_change(change) for change in diff.changed],
        "decisions_held": reread.held,
        "queued": [
            {
                "code": item.code.value,
                "entry": item.decision.hash,
                "record": item.record,
                "fields": list(item.fields),
            }
            for item in reread.carried.queue
        ],
    }


def _change(change: RecordChange) -> dict[str, JsonValue]:
    return {
        "kind": change.kind.value,
        "in_title": change.in_title,
        "fields": list(change.fields),
        "old": None if change.old is None else record_to_plain(change.old),
        "new": None if change.new is None else record_to_plain(change.new),
    }
