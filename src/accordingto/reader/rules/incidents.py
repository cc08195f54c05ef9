"""Incidents on rules: words for violent deeds, with who, whom, where and when around them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from accordingto.lexicons.phrases import PhraseMatch
from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import (
    ActorRole,
    Annotation,
    Annotations,
    IncidentAnchor,
    PlaceMention,
    Sentence,
    StatementAnchor,
    TimeMention,
)
from accordingto.reader.rules.evidence import is_violent
from accordingto.reader.rules.roles import Phrase, View, find_accused, find_doers, find_targets
from accordingto.reader.rules.violence import (
    Effect,
    EventEntry,
    HedgeEntry,
    Lexicon,
    Needs,
    Part,
    load_lexicon,
)
from accordingto.records.values import BlameMode, Certainty, Kind, PlaceRole
from accordingto.report import Report, Span

_AREAS = frozenset(("admin1", "admin2"))
_AIR = frozenset(
    ("air", "aerial", "aircraft", "airstrike", "airstrikes", "helicopters", "jets", "warplanes")
)
MIN_WARLIKE = 2
"""So many different words of war make a report one about armed conflict."""
MAX_WORDS_APART = 150
"""In a report about armed conflict, words of war stand no further apart than this on average."""
WEAPON_REACH = 14
"""A weapon further from a deed than so many words is not its means."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A word for a violent deed, and what its sentence tells of it."""

    match: PhraseMatch[EventEntry]
    is_verb: bool
    doers: tuple[Phrase, ...]
    targets: tuple[Span, ...]
    weapon: PhraseMatch[Kind] | None
    effect: Effect | None
    mode: BlameMode | None = None


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
        warlike = self._is_warlike(sentences)
        flies = self._has_aircraft(sentences)
        places = _by_sentence(sentences, found.of(PlaceMention))
        days = _by_sentence(sentences, found.of(TimeMention))
        sayings = _by_sentence(sentences, [s for s in statements if s.cue or s.source], _head)
        for sentence in sentences:
            matches = self.lexicon.events.find(sentence.tokens)
            if not any(match.value.kind != "none" for match in matches):
                continue
            near = sentence.index
            said = sayings.get(near, ())
            view = _view(self.lexicon, sentence, places.get(near, ()), days.get(near, ()), said, matches)
            deeds = list(self._deeds(view, matches, warlike=warlike))
            deeds = [deed for deed in deeds if is_violent(view, deed, warlike=warlike)]
            for deed in _without_mere_harm(deeds):
                yield _anchor(view, deed, places.get(near, ()), days.get(near, ()), flies=flies)

    def _is_warlike(self, sentences: Sequence[Sentence]) -> bool:
        """Tell whether a report is about armed conflict, by how many of its words are of war."""
        seen: set[str] = set()
        count = length = 0
        for sentence in sentences:
            length += len(sentence.tokens)
            words = [t.lower for t in sentence.tokens if t.lower in self.lexicon.warlike]
            seen.update(words)
            count += len(words)
        return len(seen) >= MIN_WARLIKE and count * MAX_WORDS_APART >= length

    def _has_aircraft(self, sentences: Sequence[Sentence]) -> bool:
        """Tell whether a report speaks of war in the air."""
        return any(t.lower in _AIR for sentence in sentences for t in sentence.tokens)

    def _deeds(
        self, view: View, matches: Sequence[PhraseMatch[EventEntry]], *, warlike: bool
    ) -> Iterator[Deed]:
        """Read the grammar around each word for a deed."""
        weapons = [
            weapon
            for weapon in self.lexicon.weapons.find(view.tokens)
            if warlike or not weapon.value.civil
        ]
        hedges = self.lexicon.hedges.find(view.tokens)
        for match in matches:
            if match.value.kind == "none":
                continue
            is_verb = _is_verb(view, match)
            effect = None
            for hedge in hedges:
                gap = match.first - hedge.last
                if 0 <= gap <= hedge.value.reach and not any(
                    view.ends_clause(p) or view.tokens[p].text == ","
                    for p in range(hedge.last, match.first)
                ):
                    effect = hedge.value.effect
                    if effect is Effect.UNREAL:
                        break
            if effect is Effect.UNREAL:
                continue
            near = [
                PhraseMatch(w.first, w.last, w.value.kind)
                for w in weapons
                if min(abs(w.first - match.last), abs(match.first - w.last)) <= WEAPON_REACH
            ]
            middle = match.first
            weapon = min(near, key=lambda w: (abs(w.first - middle), w.first), default=None)
            doers, mode = self._doers(view, match, is_verb, hedges)
            yield Deed(
                match=match,
                is_verb=is_verb,
                mode=mode,
                doers=doers,
                targets=tuple(find_targets(view, match.first, match.last, is_verb=is_verb)),
                weapon=weapon,
                effect=effect,
            )

    def _doers(
        self,
        view: View,
        match: PhraseMatch[EventEntry],
        is_verb: bool,
        hedges: Sequence[PhraseMatch[HedgeEntry]],
    ) -> tuple[tuple[Phrase, ...], BlameMode | None]:
        """Return who does a deed, and how the sentence holds them responsible, where it tells."""
        doers = tuple(find_doers(view, match.first, match.last, is_verb=is_verb))
        if doers:
            return doers, _mode_of(view, match, doers, hedges)
        accused, is_told = find_accused(view)
        if accused:
            return tuple(accused), BlameMode.ACCUSED if is_told else BlameMode.SUSPECTED
        if view.tokens[match.last - 1].lower.startswith("bomber"):
            return (Phrase(match.first, match.last, is_armed=True, is_place=False),), None
        return (), None


def _mode_of(
    view: View,
    match: PhraseMatch[EventEntry],
    doers: Sequence[Phrase],
    hedges: Sequence[PhraseMatch[HedgeEntry]],
) -> BlameMode | None:
    """Return how the words between a deed and its doers hold them responsible."""
    between = range(match.last, doers[0].first)
    if any(view.tokens[place].lower == "claimed" for place in between):
        return BlameMode.OWN_CLAIM
    if any(
        hedge.value.effect is Effect.SUSPECTED and hedge.first in between for hedge in hedges
    ):
        return BlameMode.SUSPECTED
    joints = zip(doers, doers[1:], strict=False)
    if any(view.tokens[p].lower == "or" for a, b in joints for p in range(a.last, b.first)):
        return BlameMode.SUSPECTED
    return None


def _is_verb(view: View, match: PhraseMatch[EventEntry]) -> bool:
    """Tell whether a word for a deed is used as a verb."""
    part = match.value.part
    if part is not Part.EITHER:
        return part is Part.VERB
    word = view.tokens[match.first].lower
    if word.endswith("ed"):
        return True
    before = view.tokens[match.first - 1].lower if match.first else ""
    return word.endswith("ing") and before in view.words.be


def _without_mere_harm(deeds: Sequence[Deed]) -> Iterator[Deed]:
    """Yield the deeds, but "killed" only where nothing else in its sentence says how."""
    named = any(deed.match.value.needs is not Needs.DOER for deed in deeds)
    for deed in deeds:
        if not (named and deed.match.value.needs is Needs.DOER):
            yield deed


# --- from a deed to an anchor ---------------------------------------------------------------------


def _anchor(
    view: View,
    deed: Deed,
    places: Sequence[PlaceMention],
    days: Sequence[TimeMention],
    *,
    flies: bool,
) -> IncidentAnchor:
    """Make the anchor of a deed."""
    evidence = view.span(deed.match.first, deed.match.last)
    suspected = deed.effect is Effect.SUSPECTED
    mode = BlameMode.SUSPECTED if suspected else deed.mode
    denied = deed.effect is Effect.DENIED
    mode = BlameMode.DENIED if denied else mode
    weapon = deed.weapon
    own_places = _ranked_places(view, deed, places)
    own_days = _ranked(view, deed, [d.evidence for d in days if not d.is_saying])
    has_harm = any(t.lower in view.words.harm for t in view.tokens)
    if deed.match.value.needs is Needs.DOER or deed.match.value.id == "fight":
        has_harm = False
    return IncidentAnchor(
        evidence=evidence,
        kind=resolve_kind(view, deed, flies=flies),
        certainty=Certainty.DENIED if denied else Certainty.REPORTED,
        actors=tuple(
            _role(view.span(p.first, p.last), mode) for p in deed.doers
        ),
        targets=deed.targets[:3],
        places=own_places,
        days=own_days,
        weapon=view.span(weapon.first, weapon.last) if weapon else None,
        is_background=not (own_places or own_days or has_harm),
    )


def _role(span: Span, mode: BlameMode | None) -> ActorRole:
    """Make the role of a doer; who claims a deed is the source of the claim."""
    return ActorRole(span=span, mode=mode, source=span if mode is BlameMode.OWN_CLAIM else None)


def resolve_kind(view: View, deed: Deed, *, flies: bool = False) -> Kind:
    """Return the kind of a deed: what its own words say, else its weapon, else its doer."""
    entry = deed.match.value
    assert entry.kind != "none"  # noqa: S101 -- such matches are dropped before
    kind = Kind(entry.kind)
    if not entry.loose:
        return kind
    if deed.weapon is not None:
        return deed.weapon.value
    if entry.id == "raid" and not deed.is_verb and flies:
        return Kind.AIR_STRIKE
    if entry.needs is Needs.DOER:
        hit = {t for span in deed.targets for t in _words(view, span)}
        return Kind.ARMED_CLASH if hit & view.words.combatants else Kind.SHOOTING
    if kind is Kind.OTHER:
        hit = {t for span in deed.targets for t in _words(view, span)}
        return Kind.ARMED_CLASH if hit & view.words.combatants else kind
    return kind


def _words(view: View, span: Span) -> Iterator[str]:
    starts = [t.start for t in view.tokens]
    for token in view.tokens[bisect_left(starts, span.start) :]:
        if token.start >= span.end:
            return
        yield token.lower


def _ranked(view: View, deed: Deed, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans of a sentence that are near a deed, nearest first."""
    at = view.tokens[deed.match.first].start
    return tuple(sorted(spans, key=lambda s: (abs(s.start - at), s.start)))


def _ranked_places(
    view: View, deed: Deed, places: Sequence[PlaceMention]
) -> tuple[Span, ...]:
    """Return the places of a sentence, those where the deed may have happened, best first.

    Nearer is better, behind the deed better than before; a whole country comes last.
    """
    at = view.tokens[deed.match.first].start

    def cost(mention: PlaceMention) -> tuple[int, int]:
        gap = mention.evidence.start - at
        loss = abs(gap) + (20 if gap < 0 else 0)
        if mention.place.feature == "country":
            loss += 300
        elif mention.place.feature in _AREAS or mention.place.feature is None:
            loss += 60
        elif mention.place.feature == "neighbourhood":
            loss -= 40
        return loss, mention.evidence.start

    named = [view.span(p.first, p.last) for p in view.parties if p.is_armed or p in deed.doers]
    spoken = [view.span(p, p + 1) for p in view.sources]
    own = [
        p
        for p in places
        if p.place.role is PlaceRole.IMPACT
        and not p.place.name.isupper()
        and not any(p.evidence.overlaps(span) for span in (*spoken, *named))
    ]
    return tuple(p.evidence for p in sorted(own, key=cost))


# --- what a sentence holds ------------------------------------------------------------------------


def _head(statement: StatementAnchor) -> Span:
    """Return the words by which a statement is placed in its sentence."""
    return statement.cue or statement.source or statement.evidence


def _evidence(mention: Annotation) -> Span:
    return mention.evidence


def _by_sentence(sentences, mentions, key=_evidence):
    """Group mentions by the index of the sentence that holds them."""
    starts = [sentence.evidence.start for sentence in sentences]
    grouped: dict[int, list] = {}
    for mention in mentions:
        at = bisect_left(starts, key(mention).start + 1) - 1
        if at >= 0:
            grouped.setdefault(sentences[at].index, []).append(mention)
    return grouped


def _view(lexicon, sentence, places, days, said, matches) -> View:
    tokens = sentence.tokens
    starts = [t.start for t in tokens]
    return View(
        tokens=tokens,
        words=lexicon,
        places=_indexes(tokens, starts, [p.evidence for p in places]),
        days=_indexes(tokens, starts, [d.evidence for d in days]),
        cues=_indexes(tokens, starts, [s.cue for s in said if s.cue]),
        sources=_indexes(tokens, starts, [s.source for s in said if s.source]),
        deeds=frozenset(p for match in matches for p in range(match.first, match.last)),
    )


def _indexes(tokens: Sequence[Token], starts: Sequence[int], spans: Sequence[Span]) -> frozenset[int]:
    found: set[int] = set()
    for span in spans:
        place = bisect_left(starts, span.start)
        while place < len(tokens) and tokens[place].start < span.end:
            found.add(place)
            place += 1
    return frozenset(found)
