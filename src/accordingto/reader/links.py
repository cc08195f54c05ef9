"""Which records a statement speaks of."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from accordingto.reader.layers import Annotations
from accordingto.records.agreements import Agreement
from accordingto.records.base import Record
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement


def link_statements(found: Annotations) -> tuple[Statement, ...]:
    """Return the statements, each with the ids of the records whose words its content holds."""
    records: Sequence[Record] = (
        *found.of(Incident),
        *found.of(Figure),
        *found.of(Agreement),
    )
    points = sorted(
        (mention.start, mention.end, record.id)
        for record in records
        for mention in (record.evidence, *record.mentions)
    )
    starts = [start for start, _, _ in points]
    linked = []
    for statement in found.of(Statement):
        content = statement.content
        inside = points[bisect_left(starts, content.start) : bisect_right(starts, content.end)]
        about = dict.fromkeys(identity for _, end, identity in inside if end <= content.end)
        linked.append(replace(statement, about=tuple(about)))
    return tuple(linked)
