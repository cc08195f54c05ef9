"""Incidents on rules: words for violent deeds, with who, whom, where and when around them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from accordingto.gazetteer.demonyms import is_demonym
from accordingto.lexicons.loader import load_words
from accordingto.lexicons.phrases import PhraseMatch
from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import (
    ActorRole,
    Annotations,
    IncidentAnchor,
    PlaceMention,
    Sentence,
    StatementAnchor,
    TimeMention,
)
from accordingto.reader.merging import holds
from accordingto.reader.rules.deeds import Deed, find_deeds, resolve_kind
from accordingto.reader.rules.evidence import has_harm, is_violent, points_back
from accordingto.reader.rules.parties import View, whole_end
from accordingto.reader.rules.violence import Effect, EventEntry, Lexicon, Needs, load_lexicon
from accordingto.records.values import BlameMode, Certainty, PlaceRole
from accordingto.report import Report, Span

T = TypeVar("T")
_LOSS = {"country": 300, "admin1": 60, "admin2": 60, None: 20, "neighbourhood": -40}
"""What a place loses for being wide, in code points of distance from the deed."""
_BESIDE = frozenset(("near", "outside", "around", "towards", "toward"))
_SIDES = frozenset(
    (
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "outskirts",
        "kilometres",
        "kilometers",
        "km",
        "miles",
    )
)
_AIR = frozenset(
    ("air", "aerial", "aircraft", "airstrike", "airstrikes", "helicopters", "jets", "warplanes")
)
_BODIES = load_words("sides")["bodies"]
MIN_WARLIKE = 2
"""So many different words of war make a report one about armed conflict."""
MAX_WORDS_APART = 150
"""In a report about armed conflict, words of war stand no further apart than this on average."""
MAX_TARGETS = 3
BEFORE_LOSS, LANDMARK_LOSS, HOLDER_LOSS = 20, 60, 100
"""What a place loses for standing before the deed, beside another place, and around another."""


@dataclass(frozen=True, slots=True)
class FindIncidents:
    """Find mentions of violent events, one anchor for each word or phrase that names a deed.

    English. Words that may also be meant otherwise ("attack", "strike") need a weapon, an armed
    side or people harmed beside them. Threats, plans, calls and negations yield nothing.
    """

    lexicon: Lexicon = field(default_factory=load_lexicon)

    def __call__(
        self, report: Report, found: Annotations, statements: Sequence[StatementAnchor]
    ) -> Iterator[IncidentAnchor]:
        """Yield anchors in the order of the text."""
        sentences = found.of(Sentence)
        warlike = _is_warlike(sentences, self.lexicon.warlike)
        ordinary = frozenset(t.text for one in sentences for t in one.tokens if t.text.islower())
        flies = not _AIR.isdisjoint([token.lower for one in sentences for token in one.tokens])
        places = _by_sentence(sentences, found.of(PlaceMention), lambda p: p.evidence)
        days = _by_sentence(sentences, found.of(TimeMention), lambda d: d.evidence)
        sayings = _by_sentence(sentences, statements, _head)
        is_told = False
        for sentence in sentences:
            matches = [
                match
                for match in self.lexicon.events.find(sentence.tokens)
                if not _is_in_name(sentence.tokens, match, self.lexicon.armed)
            ]
            if all(match.value.kind == "none" for match in matches):
                continue
            near = _Near(
                places.get(sentence.index, ()),
                days.get(sentence.index, ()),
                sayings.get(sentence.index, ()),
            )
            view = near.view(self.lexicon, sentence, matches, ordinary)
            # Where violence has been told of, "the attack" needs nothing more beside it.
            deeds = [
                deed
                for deed in find_deeds(view, matches, warlike=warlike)
                if is_violent(view, deed, warlike=warlike) or (is_told and points_back(view, deed))
            ]
            is_told = is_told or bool(deeds)
            for deed in _without_mere_harm(deeds):
                yield _anchor(view, deed, near, flies=flies)


@dataclass(frozen=True, slots=True)
class _Near:
    """What earlier stages found in one sentence."""

    places: Sequence[PlaceMention]
    days: Sequence[TimeMention]
    sayings: Sequence[StatementAnchor]

    def view(
        self,
        lexicon: Lexicon,
        sentence: Sentence,
        matches: Sequence[PhraseMatch[EventEntry]],
        ordinary: frozenset[str],
    ) -> View:
        """Return the sentence with its words told apart."""

        def covered(spans: Iterable[Span | None]) -> frozenset[int]:
            return _covered(sentence, spans)

        return View(
            tokens=sentence.tokens,
            words=lexicon,
            places=covered(place.evidence for place in self.places),
            days=covered(day.evidence for day in self.days),
            cues=covered(saying.cue for saying in self.sayings),
            sources=covered(saying.source for saying in self.sayings),
            deeds=frozenset(p for match in matches for p in range(match.first, match.last)),
            ordinary=ordinary,
        )


def _is_warlike(sentences: Sequence[Sentence], warlike: frozenset[str]) -> bool:
    """Tell whether a report is about armed conflict, by how many of its words are of war.

    Words inside names do not count: what a party is called says nothing of the report.
    """
    seen: set[str] = set()
    count = length = 0
    for sentence in sentences:
        length += len(sentence.tokens)
        words = [
            token.lower
            for token in sentence.tokens
            if token.lower in warlike and (token is sentence.tokens[0] or not token.is_capitalised)
        ]
        seen.update(words)
        count += len(words)
    return len(seen) >= MIN_WARLIKE and count * MAX_WORDS_APART >= length


def _is_in_name(
    tokens: Sequence[Token], match: PhraseMatch[EventEntry], armed: frozenset[str]
) -> bool:
    """Tell whether a word for a deed is part of a name: "the National Liberation Army"."""
    if match.last >= len(tokens) or not tokens[match.first].is_capitalised:
        return False
    after = tokens[match.last]
    if not after.is_capitalised or after.lower not in armed | _BODIES:
        return False
    words = [token for token in tokens if token.text[0].isalpha()]
    return 2 * sum(token.is_capitalised for token in words) < len(words)  # no headline in capitals


def _without_mere_harm(deeds: Sequence[Deed]) -> Iterator[Deed]:
    """Yield the deeds, but "killed" only where nothing else in its sentence says how."""
    named = any(deed.match.value.needs is not Needs.DOER for deed in deeds)
    for deed in deeds:
        if not (named and deed.match.value.needs is Needs.DOER):
            yield deed


def _anchor(view: View, deed: Deed, near: _Near, *, flies: bool) -> IncidentAnchor:
    """Make the anchor of a deed."""
    mode = BlameMode.DENIED if deed.effect is Effect.DENIED else deed.mode
    if deed.effect is Effect.SUSPECTED:
        mode = BlameMode.SUSPECTED
    evidence = view.span(deed.match.first, deed.match.last)
    weapon = deed.weapon
    places = _places(view, deed, near.places)
    own_days = [day.evidence for day in near.days if not day.is_saying]
    days = sorted(own_days, key=lambda day: (abs(day.start - evidence.start), day.start))
    is_whole = deed.is_verb and bool(deed.doers) and bool(deed.targets)
    # "Hundreds were killed in the war", "the fighting": no event without a day or a place.
    is_vague = deed.match.value.needs is Needs.DOER or deed.match.value.id == "fight"
    return IncidentAnchor(
        evidence=evidence,
        kind=resolve_kind(view, deed, flies=flies),
        certainty=_certainty(deed),
        actors=tuple(_role(view.span(p.first, whole_end(view, p)), mode) for p in deed.doers),
        targets=deed.targets[:MAX_TARGETS],
        places=places,
        days=tuple(days),
        weapon=view.span(weapon.first, weapon.last) if weapon else None,
        is_background=not (places or days or (has_harm(view) and not is_vague) or is_whole),
    )


def _certainty(deed: Deed) -> Certainty:
    if deed.effect is Effect.DENIED:
        return Certainty.DENIED
    return Certainty.ALLEGED if deed.effect is Effect.SUSPECTED else Certainty.REPORTED


def _role(span: Span, mode: BlameMode | None) -> ActorRole:
    """Make the role of a doer; who claims a deed is the source of the claim."""
    return ActorRole(span=span, mode=mode, source=span if mode is BlameMode.OWN_CLAIM else None)


def _places(view: View, deed: Deed, places: Sequence[PlaceMention]) -> tuple[Span, ...]:
    """Return the places of a sentence, those where the deed may have happened, best first.

    Nearer is better, behind the deed better than before; a whole country comes last. Names inside
    those of speakers and parties are no places of a deed.
    """
    at = view.tokens[deed.match.first].start

    def cost(mention: PlaceMention) -> tuple[int, int]:
        gap = mention.evidence.start - at
        loss = abs(gap) + (BEFORE_LOSS if gap < 0 else 0) + _LOSS.get(mention.place.feature, 0)
        if _is_landmark(view, mention.evidence):
            loss += LANDMARK_LOSS
        if any(holds(mention.place, other.place) for other in own):
            loss += HOLDER_LOSS
        return loss, mention.evidence.start

    named = [view.span(p.first, p.last) for p in view.parties if p.is_armed or p in deed.doers]
    spoken = [view.tokens[place].span for place in view.sources]
    own = [
        mention
        for mention in places
        if mention.place.role is PlaceRole.IMPACT
        and not mention.place.name.isupper()
        and not is_demonym(mention.place.name)
        and not any(mention.evidence.overlaps(span) for span in (*named, *spoken))
    ]
    return tuple(mention.evidence for mention in sorted(own, key=cost))


def _is_landmark(view: View, place: Span) -> bool:
    """Tell whether a place only helps to find another: "Tarvo, north of Quell"."""
    first = bisect_left(view.tokens, place.start, key=lambda token: token.start)
    while first > 0 and view.lower(first - 1) in view.words.determiners - {"of"}:
        first -= 1
    before = view.lower(first - 1)
    return before in _BESIDE or (before == "of" and view.lower(first - 2) in _SIDES)


# --- what a sentence holds ------------------------------------------------------------------------


def _head(statement: StatementAnchor) -> Span:
    """Return the words by which a statement is placed in its sentence."""
    return statement.cue or statement.source or statement.evidence


def _by_sentence(
    sentences: Sequence[Sentence], mentions: Iterable[T], span_of: Callable[[T], Span]
) -> Mapping[int, Sequence[T]]:
    """Group mentions by the index of the sentence that holds their first word."""
    starts = [sentence.evidence.start for sentence in sentences]
    grouped: dict[int, list[T]] = {}
    for mention in mentions:
        place = bisect_right(starts, span_of(mention).start) - 1
        if place >= 0:
            grouped.setdefault(sentences[place].index, []).append(mention)
    return grouped


def _covered(sentence: Sentence, spans: Iterable[Span | None]) -> frozenset[int]:
    """Return the places of the tokens that begin in one of some ranges."""
    found: set[int] = set()
    for span in spans:
        if span is not None:
            first = bisect_left(sentence.tokens, span.start, key=lambda token: token.start)
            last = bisect_left(sentence.tokens, span.end, key=lambda token: token.start)
            found.update(range(first, last))
    return frozenset(found)
