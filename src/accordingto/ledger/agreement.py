"""How far reviewers agree who decided on the same records without seeing each other's decisions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection, select

from accordingto.ledger.decision_tables import decision_targets, decisions
from accordingto.ledger.decisions import read_standing
from accordingto.ledger.standing import Recorded, Standing
from accordingto.records.canonical import canonical_bytes
from accordingto.records.changes import apply_changes, record_to_plain
from accordingto.records.judgements import ON_RECORDS, Decision, Part, Target

ALL = "all"
"""In place of a kind, or of a reviewer: all of them together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two reviewers agree on records of a kind."""

    kind: str
    """Of the records; `all` for all kinds."""
    one: str
    other: str
    """Names of the two; `all` for all pairs together."""
    records: int
    """On which both decided apart."""
    alike: int
    """On which both decided the same; two corrections are the same when the records are."""
    kappa: float | None
    """Cohen's kappa; None where nothing could have been agreed on by chance alone."""

    @property
    def raw(self) -> float:
        """Share of the records on which both decided the same."""
        return self.alike / self.records


@dataclass(frozen=True, slots=True)
class Double:
    """A record on which two reviewers decided apart."""

    target: Target
    one: Recorded
    other: Recorded

    @property
    def labels(self) -> tuple[str, str]:
        """What either decided."""
        return _label(self.one), _label(self.other)


def find_doubles(connection: Connection) -> list[Double]:
    """Return the records on which two reviewers decided apart, in the order of their words.

    Apart means that the one who came later decided blind. Of a reviewer who decided twice, the last
    decision counts that was made without a look at another's; what was undone does not count, and
    neither does what settled a dispute.
    """
    found = []
    for text in _texts(connection):
        standing = read_standing(connection, [text])
        for target, entries in _by_words(standing).items():
            own = _apart(entries)
            found += [Double(target, own[a], own[b]) for a, b in combinations(sorted(own), 2)]
    return sorted(found, key=lambda double: (double.target.sort_key, double.one.sort_key))


def measure_agreement(doubles: Iterable[Double]) -> list[Agreement]:
    """Return how far reviewers agree, by kind and pair, and by either alone; all of it first."""
    groups: Mapping[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for double in doubles:
        pair = double.one.judgement.reviewer, double.other.judgement.reviewer
        for kind in (ALL, double.target.kind.value):
            for one, other in ((ALL, ALL), pair):
                groups[kind, one, other].append(double.labels)
    return [_measure(*group, groups[group]) for group in sorted(groups, key=_all_first)]


def _all_first(group: tuple[str, str, str]) -> tuple[tuple[bool, str], ...]:
    return tuple((part != ALL, part) for part in group)


def _measure(kind: str, one: str, other: str, pairs: Sequence[tuple[str, str]]) -> Agreement:
    alike = sum(first == second for first, second in pairs)
    return Agreement(
        kind=kind,
        one=one,
        other=other,
        records=len(pairs),
        alike=alike,
        kappa=_kappa(pairs, alike),
    )


def _kappa(pairs: Sequence[tuple[str, str]], alike: int) -> float | None:
    """Return by how much two agree beyond chance, as shares of what each decided tell it.

    >>> round(_kappa([("accept", "accept"), ("reject", "reject"), ("accept", "reject")], 2), 2)
    0.4
    """
    total = len(pairs)
    firsts, seconds = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    by_chance = sum(firsts[label] * seconds[label] for label in firsts) / total**2
    return None if by_chance == 1 else (alike / total - by_chance) / (1 - by_chance)


def _texts(connection: Connection) -> Sequence[str]:
    """Return the hashes of the texts of which anything was decided blind."""
    asked = (
        select(decision_targets.c.text_sha256)
        .distinct()
        .join(decisions, decisions.c.id == decision_targets.c.decision_id)
        .where(decisions.c.is_blind == 1)
        .order_by(decision_targets.c.text_sha256)
    )
    return connection.scalars(asked).all()


def _by_words(standing: Standing) -> dict[Target, list[Recorded]]:
    """Return what was decided on records and not undone, by the words that carry them."""
    found: dict[Target, list[Recorded]] = defaultdict(list)
    for entry in standing.entries.values():
        made = entry.judgement
        is_there = entry.hash in standing.live and Part.SEEN not in made.erased
        if made.decision in ON_RECORDS and is_there and Part.CHANGES not in made.erased:
            found[made.targets[0]].append(entry)
    return found


def _apart(entries: Sequence[Recorded]) -> dict[str, Recorded]:
    """Return by reviewer what each decided without a look at another's decision.

    What was decided blind, and what the first of all decided before anybody else had.
    """
    blind = [entry for entry in entries if entry.judgement.blind]
    open_ones = [entry for entry in entries if not entry.judgement.blind]
    found: dict[str, Recorded] = {}
    if open_ones:
        first = open_ones[0].judgement.reviewer
        for entry in open_ones:
            if entry.judgement.reviewer != first:
                break
            if not _takes_anothers_place(entry, entries):
                found[first] = entry
    for entry in blind:
        found[entry.judgement.reviewer] = entry
    return found if any(entry.judgement.blind for entry in found.values()) else {}


def _takes_anothers_place(entry: Recorded, entries: Iterable[Recorded]) -> bool:
    """Tell whether a decision was made over another's, as one that settles a dispute is."""
    made = entry.judgement
    return any(
        one.hash in made.supersedes and one.judgement.reviewer != made.reviewer for one in entries
    )


def _label(entry: Recorded) -> str:
    """Return what was decided; of a correction, with the record that came of it."""
    made = entry.judgement
    if made.decision is not Decision.CORRECT:
        return made.decision.value
    corrected = record_to_plain(apply_changes(made.seen[0].record, made.changes))
    return f"{made.decision.value} {canonical_bytes(corrected).decode()}"
