"""Whether a reader's finer facts of one record are those a person labelled, field by field."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
Range = Sequence[int]

CLOSED: dict[str, dict[str, str | None]] = {
    "figures": {
        "bound": "exact",
        "status_claimed": "unknown",
        "age": "unknown",
        "sex": "unknown",
    },
    "statements": {"channel": None, "knowledge": "unknown"},
    "incidents": {"place_role": "impact"},
    "agreements": {"certainty": "reported"},
}
"""Fields of closed lists, with the value that says nothing special."""
WORDS = {"figures": ("role", "label")}
SPANS = {"figures": ("status_source",), "agreements": ("source",)}
LISTS = {
    "figures": ("via",),
    "statements": ("via", "accused"),
    "agreements": ("accused", "brokers", "terms"),
}


@dataclass(slots=True)
class Tally:
    """How often a field was labelled, filled, and filled as labelled."""

    labelled: int = 0
    filled: int = 0
    right: int = 0
    values: Counter[str] = field(default_factory=Counter)
    """Labels of a closed list, the usual value included."""
    agreed: int = 0
    """Records of a closed list on which label and reader agree."""
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was filled that is as labelled."""
        return self.right / self.filled if self.filled else 0.0

    @property
    def recall(self) -> float:
        """Share of what was labelled that was filled so."""
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.labelled + self.filled
        return 2 * self.right / both if both else 0.0

    @property
    def accuracy(self) -> float | None:
        """Share of records whose value is as labelled; None where the field is no closed list."""
        return self.agreed / self.values.total() if self.values else None

    @property
    def majority(self) -> float | None:
        """Accuracy that always saying the most frequent value would reach."""
        return max(self.values.values()) / self.values.total() if self.values else None

    def count(self, labelled: int, filled: int, right: int) -> bool:
        """Count what one record adds; tell whether all of it is as labelled."""
        self.labelled += labelled
        self.filled += filled
        self.right += right
        return labelled == filled == right

    def close(self, label: str | None, found: str | None, usual: str | None) -> bool:
        """Count one value of a closed list."""
        same = label == found
        self.values[str(label)] += 1
        self.agreed += same
        self.count(label != usual, found != usual, same and label != usual)
        return same


@dataclass(frozen=True, slots=True)
class Judge:
    """Compares one record's labels with the record that the reader made of it."""

    text: str
    actors: Mapping[str, Row]
    ids: Mapping[str, str]
    """Ids of the reader's records by the names labels have for the gold's ("f0")."""

    def words(self, label: Sequence[Range] | None, found: str | None) -> tuple[int, int, int]:
        """Compare words, any of those labelled being right."""
        told = [self.quote(span) for span in label or ()]
        right = found is not None and any(_tokens(found) & _tokens(words) for words in told)
        return bool(told), found is not None, right

    def span(self, label: Sequence[Range] | None, found: Row | None) -> tuple[int, int, int]:
        """Compare a span, any of those labelled being right."""
        right = found is not None and any(overlap(span, found) for span in label or ())
        return label is not None, found is not None, right

    def spans(self, label: Sequence[Range], found: Sequence[Row]) -> tuple[int, int, int]:
        """Compare lists of spans, one with one."""
        left = list(found)
        right = 0
        for span in label:
            twin = next((f for f in left if overlap(span, f)), None)
            if twin is not None:
                left.remove(twin)
                right += 1
        return len(label), len(found), right

    def side(self, label: Sequence[Range] | None, found: str | None) -> tuple[int, int, int]:
        """Compare an actor with words that name it: at its mentions, or by its name."""
        actor = self.actors.get(found or "")
        told = [self.quote(span) for span in label or ()]
        names = _tokens(actor["name"]) if actor else set()
        right = actor is not None and any(
            any(overlap(span, mention) for mention in actor["mentions"]) for span in label or ()
        )
        right = right or any(_tokens(words) & names for words in told)
        return bool(told), found is not None, right

    def refs(self, label: Sequence[str], found: Sequence[str]) -> tuple[int, int, int]:
        """Compare ids of records; what has no partner in gold or reading says nothing."""
        told = {self.ids[ref] for ref in label if ref in self.ids}
        known = set(self.ids.values())
        got = {ref for ref in found if ref in known}
        return len(told), len(got), len(told & got)

    def either(self, label: Sequence[str], found: str | None) -> tuple[int, int, int] | None:
        """Compare the id of one record, any of those labelled being right; None: not to be told."""
        told = {self.ids[ref] for ref in label if ref in self.ids}
        if label and not told:
            return None
        return bool(label), found is not None, found in told

    def quote(self, span: Range) -> str:
        """Return the words of a label."""
        return self.text[span[0] : span[1]]


def days(label: Sequence[str] | None, found: Row | None) -> tuple[int, int, int]:
    """Compare days, both ends."""
    same = label is not None and found is not None and label == [found["from"], found["to"]]
    return label is not None, found is not None, same


def groups(
    label: Sequence[Sequence[Range]], found: Sequence[Sequence[Row]]
) -> tuple[int, int, int]:
    """Compare groups of blame: right where each labelled actor is one of the group found."""
    right = sum(
        any(all(any(overlap(span, b["actor"]) for b in group) for span in told) for group in found)
        for told in label
    )
    return len(label), len(found), right


def overlap(span: Range, found: Row) -> bool:
    """Tell whether words labelled and words found share a letter."""
    return bool(span[0] < found["end"] and found["start"] < span[1])


def _tokens(words: str) -> set[str]:
    return {w for w in re.findall(r"\w+", words.casefold()) if w not in {"a", "an", "the", "of"}}
