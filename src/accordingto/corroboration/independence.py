"""Independence: how many voices stand behind a claim, and which hang together.

Rule `independence/1`: two tellers depend on each other when they share the last speaker, the body
behind him (his organisation; organs of one state are one), or the origin of the text. What hangs
together, through any number of others, is counted once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from accordingto.corroboration.digests import ActorId, ReportKey
from accordingto.corroboration.unions import Unions
from accordingto.records.voices import Voice, VoiceCount, VoiceKind

RULE = "independence/1"


class Stands(Protocol):
    """A voice and the bodies behind it."""

    @property
    def voice(self) -> Voice:
        """Who speaks."""

    @property
    def bodies(self) -> frozenset[str]:
        """Keys of the bodies and states behind the voice."""


class Book(Protocol):
    """What is known of voices and origins."""

    def standing_of(self, report: ReportKey, speaker: ActorId | None) -> Stands:
        """Return the voice of a teller with the bodies behind it."""

    def origin_keys(self, report: ReportKey) -> frozenset[str]:
        """Return what the text of a report has in common with others of its origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceNode:
    """A teller of a claim: a speaker in a report, or the report's own voice."""

    report: ReportKey
    speaker: ActorId | None
    voice: Voice
    group: int
    """Number of the group that it hangs together with, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceEdge:
    """Why two tellers depend on each other; numbers of nodes."""

    one: int
    other: int
    reasons: tuple[str, ...]
    """`same speaker: ...`, and so for `body`, `state`, `origin` and `text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceGraph:
    """The tellers of a claim and what joins them; edges enough to show each group, not all."""

    nodes: tuple[VoiceNode, ...]
    edges: tuple[VoiceEdge, ...]


def count_voices(book: Book, tellers: Iterable[tuple[ReportKey, ActorId | None]]) -> VoiceCount:
    """Return the count of independent voices: groups with somebody named, and all groups.

    A report's own voice and speakers without a name count in the upper bound alone.
    """
    graph = draw_graph(book, tellers)
    groups: dict[int, dict[str, VoiceKind]] = {}
    for node in graph.nodes:
        groups.setdefault(node.group, {})[node.voice.id] = node.voice.kind
    named = sum(VoiceKind.NAMED in voices.values() for voices in groups.values())
    listed = sorted(tuple(sorted(voices)) for voices in groups.values())
    return VoiceCount(named=named, with_unnamed=len(groups), groups=tuple(listed))


def draw_graph(book: Book, tellers: Iterable[tuple[ReportKey, ActorId | None]]) -> VoiceGraph:
    """Return who makes a claim, and why some of them depend on others."""
    different = sorted(set(tellers), key=lambda one: (one[0], one[1] is not None, one[1] or ""))
    standings = [book.standing_of(*teller) for teller in different]
    unions = Unions(len(different))
    edges: dict[tuple[int, int], list[str]] = {}
    last: dict[str, int] = {}
    for number, (teller, standing) in enumerate(zip(different, standings, strict=True)):
        for reason in _ties(standing, book.origin_keys(teller[0])):
            if reason in last:
                edges.setdefault((last[reason], number), []).append(reason)
                unions.join(last[reason], number)
            last[reason] = number
    order = {root: place for place, root in enumerate(unions.groups())}
    nodes = (
        VoiceNode(
            report=report,
            speaker=speaker,
            voice=standing.voice,
            group=order[unions.find(number)],
        )
        for number, ((report, speaker), standing) in enumerate(
            zip(different, standings, strict=True)
        )
    )
    return VoiceGraph(
        nodes=tuple(nodes),
        edges=tuple(
            VoiceEdge(one=one, other=other, reasons=tuple(reasons))
            for (one, other), reasons in sorted(edges.items())
        ),
    )


def _ties(standing: Stands, origin: frozenset[str]) -> Iterator[str]:
    """Yield what a teller shares with those that it depends on, in words."""
    if standing.voice.kind is not VoiceKind.UNNAMED:
        yield f"same speaker: {standing.voice.name} ({standing.voice.id})"
    for key in sorted(standing.bodies):
        kind, _, name = key.partition(" ")
        yield f"same state: {name}" if kind == "state" else f"same body: {key}"
    for key in sorted(origin):
        kind, _, name = key.partition(":")
        yield f"same origin: {name}" if kind == "agency" else f"same text: {name}"
