"""Decisions of people as exports tell of them: in words, with their reasons, names withheld."""

from collections.abc import Callable

from sqlalchemy import Connection, select

from accordingto.formats.bundles import DecisionNote
from accordingto.ledger.decision_tables import decision_targets
from accordingto.ledger.decisions import read_entries, read_standing, time_of
from accordingto.ledger.logs import force_in
from accordingto.ledger.standing import Recorded, Standing
from accordingto.records.kinds import evidence_of
from accordingto.views.decision_lines import describe_changes
from accordingto.views.withholding import Masks


def load_decisions(
    connection: Connection, text_sha256: str, masks: Masks
) -> tuple[DecisionNote, ...]:
    """Return what people decided about the words of a text, in the order of their times."""
    asked = select(decision_targets.c.decision_id).where(
        decision_targets.c.text_sha256 == text_sha256
    )
    entries = sorted((one.recorded for one in read_entries(connection, asked)), key=_when)
    if not entries:
        return ()
    standing = read_standing(connection, [text_sha256])
    return tuple(note_of(one, text_sha256, standing, masks.of(one.judgement)) for one in entries)


def _when(entry: Recorded) -> tuple[str, str, int, str]:
    return entry.sort_key


def note_of(
    entry: Recorded, text_sha256: str, standing: Standing, hide: Callable[[str], str]
) -> DecisionNote:
    """Return an entry in words, as one about this text."""
    made = entry.judgement
    return DecisionNote(
        entry=entry.hash,
        time=time_of(made),
        reviewer=made.reviewer,
        decision=made.decision.value,
        kind=made.targets[0].kind.value,
        starts=tuple(one.start for one in made.targets if one.sha256 == text_sha256),
        words=" / ".join(hide(evidence_of(seen.record).text) for seen in made.seen),
        changes=tuple(describe_changes(made, hide)),
        why=hide(made.why),
        force=force_in(entry, standing).value,
    )
