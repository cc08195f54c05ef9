"""Cues: expressions that show who says something, and how they stand in their sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from accordingto.lexicons.loader import Entry, load_entries, load_words
from accordingto.lexicons.phrases import PhraseMatch, PhraseMatcher
from accordingto.lexicons.tokens import Token
from accordingto.reader.rules import clauses
from accordingto.reader.rules.sources import SPEAKERS
from accordingto.records.values import Channel, Stance


class Frame(StrEnum):
    """How source and content stand about a cue."""

    CLAUSE = "clause"
    TELL = "tell"
    OBJECT = "object"
    AFTER = "after"
    CITING = "citing"
    QUOTING = "quoting"
    HIDDEN = "hidden"
    NOUN = "noun"
    IGNORE = "ignore"


class Form(StrEnum):
    """How the cue's verb is used."""

    ACTIVE = "active"
    PARTICIPLE = "participle"
    PASSIVE = "passive"
    REDUCED = "reduced"
    BY_AGENT = "by_agent"
    FIXED = "fixed"


class CueEntry(Entry):
    """One family of cues."""

    frame: Frame
    stance: Stance = Stance.ASSERTS
    passive: bool = False
    """Its passive hides the source: "is said to"."""
    weak: bool = False
    """Only a subject that can speak makes it a cue."""
    observing: bool = False
    """Its subject saw what it tells."""
    quoted: bool = False
    """Only words in quotation marks make it a cue."""
    relayed: bool = False
    """Its subject heard from others what it tells."""
    channel: Channel | None = None
    head: int | None = None
    """Number of words that are the cue's evidence, when not all are."""


class AdjunctEntry(Entry):
    """A phrase that tells how a statement was made."""

    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a sentence: tokens `first` up to but not including `last`."""

    first: int
    last: int
    body: int
    """End of all words that the pattern took."""
    entry: CueEntry
    form: Form


_WORDS = load_words("saying")
_FREE_FRAMES = frozenset({Frame.AFTER, Frame.CITING, Frame.HIDDEN, Frame.NOUN, Frame.QUOTING})
_NOT_A_NOUN = frozenset({"says", "tells", "believes", "thinks", "denies", "admits", "adds"})
_NOUN_LIKE = frozenset({"report", "reports", "claims", "demands", "calls"})
_STATES_TAILS = frozenset({"that", ":", "“", '"', "also", "it"})
_NOUN_TAILS = frozenset({"of", "from", "by", "about", "on", "against", "said", "say", "says", "'s"})
_QUANTIFIERS = frozenset({"many", "some", "several", "most", "both", "all", "each"})
_REDUCED_TAILS = frozenset({"to", "as", "on"})


def load_cues() -> PhraseMatcher[CueEntry]:
    """Return the matcher of all cues."""
    return PhraseMatcher((e.pattern, e) for e in load_entries("cues", "cue", CueEntry))


def load_adjuncts() -> PhraseMatcher[AdjunctEntry]:
    """Return the matcher of phrases that tell how a statement was made."""
    return PhraseMatcher((e.pattern, e) for e in load_entries("cues", "adjunct", AdjunctEntry))


def find_cues(tokens: Sequence[Token], matcher: PhraseMatcher[CueEntry]) -> Iterator[Cue]:
    """Yield the cues of a sentence from left to right; verbs denied or only possible are none."""
    for match in matcher.find(tokens):
        entry = match.value
        if entry.frame is Frame.IGNORE or (match.first and _is_without(tokens, match)):
            continue
        form = Form.FIXED if entry.frame in _FREE_FRAMES else _form(tokens, match)
        if form is None:
            continue
        last = match.last if entry.head is None else match.first + entry.head
        body = match.first + 1 if entry.head == 1 else match.last
        yield Cue(match.first, last, body, entry, form)


def _is_without(tokens: Sequence[Token], match: PhraseMatch[CueEntry]) -> bool:
    """Tell whether nobody is cited: "without citing a source"."""
    return match.value.frame is Frame.CITING and tokens[match.first - 1].lower == "without"


def _form(tokens: Sequence[Token], match: PhraseMatch[CueEntry]) -> Form | None:
    """Return how the verb is used, or None when it is no verb of saying here."""
    verb = tokens[match.first].lower
    back = match.first - 1
    while back >= 0 and tokens[back].lower in clauses.ADVERBS:
        back -= 1
    before = clauses.plain(tokens[back]) if back >= 0 else ""
    if tokens[match.first].is_capitalised and back >= 0 and verb in _WORDS["names"]:
        return None
    after = tokens[match.last].lower if match.last < len(tokens) else ""
    if verb in {"was", "were", "been"}:
        return Form.ACTIVE
    if before in clauses.NEGATIONS or before in clauses.MODALS or before == "to":
        return None
    if verb.endswith("ing"):
        return _form_of_participle(before)
    if verb.endswith(("ed", "id", "old", "ught")) or verb in {"found", "put", "learnt", "read"}:
        return _form_of_past(match.value, before, after)
    if verb in _NOUN_LIKE and not _can_report(tokens[back], verb):
        return None
    if verb == "states" and after not in _STATES_TAILS:
        return None
    return _form_of_present(verb, before, after)


def _can_report(before: Token, verb: str) -> bool:
    """Tell whether "reports" behind this word is a verb: "SANA reports", not "media reports"."""
    is_plural = before.lower in SPEAKERS and before.lower.endswith("s")
    return (
        before.is_capitalised
        or before.lower in _WORDS["reporting"]
        or (is_plural and verb == "report")
    )


def _form_of_participle(before: str) -> Form | None:
    if before in clauses.BE:
        return Form.ACTIVE
    if (
        before in clauses.DETERMINERS
        or before in clauses.JOINERS
        or before in {"'s", "after", "by"}
    ):
        return None
    return Form.PARTICIPLE


def _form_of_past(entry: CueEntry, before: str, after: str) -> Form | None:
    if before in clauses.BE:
        return Form.BY_AGENT if after == "by" else Form.PASSIVE if entry.passive else None
    if before in clauses.DETERMINERS - _QUANTIFIERS - {"one"}:
        return None
    if after == "by":
        return Form.BY_AGENT
    reduced = entry.passive and after in _REDUCED_TAILS and before not in clauses.PRONOUNS
    if (
        reduced
        and entry.id in {"blame", "describe", "believe"}
        and before not in clauses.AUXILIARIES
    ):
        return Form.REDUCED
    return Form.ACTIVE


def _form_of_present(verb: str, before: str, after: str) -> Form | None:
    if verb in _NOT_A_NOUN or verb in {"say", "wrote"}:
        return Form.ACTIVE
    if not before or before in clauses.DETERMINERS or before in clauses.JOINERS or before == "'s":
        return Form.ACTIVE if before in _QUANTIFIERS else None
    return None if after in _NOUN_TAILS else Form.ACTIVE
