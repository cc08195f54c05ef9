"""The history of a case as its docket shows it: acts of people, the last first."""

from collections.abc import Callable, Collection, Iterable, Sequence

from sqlalchemy import Connection

from accordingto.ledger.case_logs import read_case_log
from accordingto.ledger.logs import Force, LogLine
from accordingto.ledger.standing import Recorded
from accordingto.records.judgements import ON_LINKS, Decision
from accordingto.views.decision_lines import describe_changes
from accordingto.views.visible import make_plain
from accordingto.views.withholding import Masks
from accordingto.web.docket import HistoryLine, NoteLine

_MOST_WORDS = 3
"""Words of a merge or a split that are told."""
HideIn = Callable[[LogLine], Callable[[str], str]]


def make_history(
    connection: Connection, code: str, new: Collection[str], *, are_names_shown: bool
) -> list[HistoryLine]:
    """Return what people did about a case; links that were drawn together are one act."""
    masks = Masks(connection)
    hiding = masks.decided_for if are_names_shown else masks.of
    acts: dict[object, list[LogLine]] = {}
    for line in read_case_log(connection, code):
        acts.setdefault(_act_of(line), []).append(line)
    return [_line(lines, hiding(lines[0].entry.judgement), new) for lines in acts.values()]


def make_notes(notes: Iterable[Recorded], hide: Callable[[str], str]) -> tuple[NoteLine, ...]:
    """Return notes on a case, by time."""
    return tuple(
        NoteLine(
            time=one.judgement.time,
            reviewer=one.judgement.reviewer,
            words=hide(one.judgement.why),
            entry=one.hash,
        )
        for one in notes
    )


def _act_of(line: LogLine) -> object:
    """Return the same for entries of one act: merging and parting draw several links at once."""
    made = line.entry.judgement
    if made.decision in ON_LINKS:
        return made.decision, made.reviewer, made.time, made.why, line.force
    return line.entry.hash


def _line(
    lines: Sequence[LogLine], hide: Callable[[str], str], new: Collection[str]
) -> HistoryLine:
    made = lines[0].entry.judgement
    words = dict.fromkeys(make_plain(hide(word)) for line in lines for word in line.words)
    told = [f"“{word}”" for word in words]
    more = [f"and {len(told) - _MOST_WORDS} more"] if len(told) > _MOST_WORDS else []
    holds = lines[0].force is Force.HOLDS
    return HistoryLine(
        time=made.time,
        reviewer=make_plain(made.reviewer),
        decision=made.decision.value,
        words=", ".join([*told[:_MOST_WORDS], *more]),
        changes=tuple(describe_changes(made, hide)),
        why=hide(made.why),
        force=lines[0].force.value,
        entries=tuple(line.entry.hash for line in lines),
        is_new=any(line.entry.hash in new for line in lines),
        can_be_undone=holds and made.decision is not Decision.UNDO,
    )
