"""Stances: what a source does by saying it, by cue first and content second."""

from collections.abc import Sequence

from accordingto.lexicons.loader import Entry, load_entries, load_words
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import Token
from accordingto.reader.rules import clauses
from accordingto.records.values import Stance

_HEAD = 4
_DEED_REACH = 7
_WORDS = load_words("stances")
_CLAIMS = frozenset({"claim", "claims", "claimed", "claiming", "admits", "admitted"})
_ANNOUNCES = frozenset(
    {"announce", "announces", "announced", "announcing", "declared", "reiterates", "offered"}
)


class StanceEntry(Entry):
    """A phrase of the content that shows a stance."""

    stance: Stance
    opening: bool = False
    """Counts only at the head of the content."""


def load_stances() -> PhraseMatcher[StanceEntry]:
    """Return the matcher of phrases that show a stance."""
    return PhraseMatcher((e.pattern, e) for e in load_entries("stances", "stance", StanceEntry))


def stance_of(
    matcher: PhraseMatcher[StanceEntry], cue: Token | None, content: Sequence[Token]
) -> Stance:
    """Return the stance of a content whose cue asserts; the first telling phrase decides."""
    if cue is not None and cue.lower in _CLAIMS and _names_a_deed(content):
        return Stance.CLAIMS_RESPONSIBILITY
    if (
        cue is not None
        and cue.lower in _ANNOUNCES
        and any(
            t.lower in _WORDS["plans"] or t.lower in {"will", "would"}
            for t in content[:_DEED_REACH]
        )
    ):
        return Stance.PLEDGES
    for match in matcher.find(content):
        if match.value.stance is Stance.DEMANDS and _is_negated(content[match.first : match.last]):
            continue
        if not match.value.opening or match.first < _HEAD:
            return match.value.stance
    return Stance.ASSERTS


def _is_negated(words: Sequence[Token]) -> bool:
    """Tell whether the phrase says no: "we cannot ask our drivers", but not "must not"."""
    return any(t.lower in clauses.NEGATIONS for t in words[:-1])


def _names_a_deed(content: Sequence[Token]) -> bool:
    """Tell whether what is claimed is a deed: "claimed the attack", not "claimed that it fled"."""
    for place, token in enumerate(content[:_DEED_REACH]):
        if token.lower in _WORDS["deeds"]:
            return True
        if token.lower in clauses.PRONOUNS or clauses.is_verbish(content, place):
            return False
    return False
