"""Who does what to whom: phrases for parties, doers and those hit, found by the order of words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from accordingto.lexicons.tokens import Token
from accordingto.reader.rules.violence import Lexicon
from accordingto.report import Span

_HARD = frozenset(".;:!?\"“”()[]|…—–")
_MARKS = _HARD | frozenset(",")
_SIDE_SUFFIXES = ("-led", "-backed", "-linked", "-affiliated", "-allied", "-aligned", "-dominated")
_GOVERNING = frozenset(
    ("in", "at", "near", "on", "against", "to", "from", "with", "by", "over", "into", "for", "under", "including", "between")
)
_LINKS = frozenset(("of", "backed", "supported", "led", "loyal", "allied", "from", "with", "to", "by"))
_BLAMING = frozenset(
    ("accuse", "accused", "accuses", "accusing", "blame", "blamed", "blames", "blaming", "finger")
)
MAX_PHRASE = 9
"""A phrase for a party or for what is hit has at most so many words."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `first` up to but not including `last` that may name a party."""

    first: int
    last: int
    is_armed: bool
    """It ends in a word for an armed side."""
    is_place: bool
    """It is nothing but the name of a place."""


@dataclass(frozen=True, slots=True)
class View:
    """One sentence, with what is known of its words."""

    tokens: Sequence[Token]
    words: Lexicon
    places: frozenset[int] = frozenset()
    """Tokens that name a place."""
    days: frozenset[int] = frozenset()
    """Tokens that name a day."""
    cues: frozenset[int] = frozenset()
    """Tokens of the cues of statements."""
    sources: frozenset[int] = frozenset()
    """Tokens of the sources of statements."""
    deeds: frozenset[int] = frozenset()
    """Tokens of the words for violent deeds."""
    parties: tuple[Phrase, ...] = field(init=False)
    """Phrases for parties, in order."""

    def __post_init__(self) -> None:
        """Find the parties once."""
        object.__setattr__(self, "parties", tuple(find_parties(self)))

    def span(self, first: int, last: int) -> Span:
        """Return the range of tokens `first` up to but not including `last`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def ends_clause(self, place: int) -> bool:
        """Tell whether a token cannot stand inside a clause."""
        token = self.tokens[place]
        if token.text in _HARD:
            return True
        # "reportedly" is a cue, but stands inside the clause that it is about.
        return place in self.cues and not token.lower.endswith("ly")


def find_parties(view: View) -> Iterator[Phrase]:
    """Yield the phrases that may name a party: "rebel fighters", "the army", "Marenese".

    A phrase is a row of modifiers, names and nationalities, with or without a last word for an
    armed side. Names that open a sentence count when they are no common word.
    """
    first = -1
    outside = view.days | view.cues | view.deeds
    for place, token in enumerate(view.tokens):
        is_part = place not in outside and _is_part(view, place, token)
        if is_part and first < 0:
            first = place
        elif not is_part and first >= 0:
            yield from _phrase(view, first, place)
            first = -1
    if first >= 0:
        yield from _phrase(view, first, len(view.tokens))


def _is_part(view: View, place: int, token: Token) -> bool:
    """Tell whether a token may be part of the name of a party."""
    lower, words = token.lower, view.words
    if lower in words.armed or lower in words.modifiers or lower in words.sides:
        return True
    if lower in words.bearers:
        return True
    if token.is_capitalised:
        return lower not in words.not_names and token.is_word
    return lower.endswith(_SIDE_SUFFIXES) or lower.startswith(("pro-", "anti-"))


def _phrase(view: View, first: int, last: int) -> Iterator[Phrase]:
    """Yield a run of words as a phrase, when it can name a party."""
    tokens, words = view.tokens, view.words
    has_bearer = False
    end = last
    # What stands behind the last word for a side is another thing's name; so are its weapons.
    for place in range(last - 1, first - 1, -1):
        lower = tokens[place].lower
        if lower in words.bearers:
            end, has_bearer = place, True
        elif lower in words.armed or lower in words.sides:
            end = place + 1
            break
    while end > first and tokens[end - 1].lower in ("fighter", "war", "air", "attack"):
        if tokens[end - 1].lower == "fighter" and not has_bearer:
            break
        end -= 1
    if end == first:
        return
    inside = range(first, end)
    is_armed = any(tokens[p].lower in words.armed for p in inside)
    if has_bearer:  # "regime jets", "Marenese planes": aircraft of a side, not of an airline
        is_armed = any(
            tokens[p].lower in words.modifiers or tokens[p].lower in words.demonyms for p in inside
        )
    is_named = any(tokens[p].is_capitalised or tokens[p].lower in words.modifiers for p in inside)
    if not is_named and not is_armed and tokens[end - 1].lower not in words.sides:
        return
    while first < end - 1 and tokens[end - 1].lower in words.demonyms and not _is_hyphened(view, first):
        first += 1
    is_place = not is_armed and all(p in view.places for p in inside)
    is_place = is_place and tokens[end - 1].lower not in words.demonyms
    yield Phrase(max(first, end - MAX_PHRASE), end, is_armed, is_place)


def _is_hyphened(view: View, place: int) -> bool:
    return "-" in view.tokens[place].text


# --- doers --------------------------------------------------------------------------------------


def find_subject(view: View, verb: int) -> Phrase | None:
    """Return the party that stands as subject before the word `verb`, or None."""
    nearest: Phrase | None = None
    if _behind_pronoun(view, verb):
        return _antecedent(view, verb)
    joined = verb > 0 and view.tokens[verb - 1].lower in ("and", ",")
    lowest = _clause_start(view, verb)
    for phrase in reversed(_between(view, lowest, verb)):
        before = _before(view, phrase.first)
        word = view.tokens[before].lower if before >= lowest else ""
        if word in _GOVERNING or (word == "of" and not phrase.is_armed):
            continue
        if phrase.is_place and not _touches(view, phrase.last, verb):
            continue
        nearest = phrase
        if not joined and word not in _LINKS:
            break
    return nearest


def _behind_pronoun(view: View, verb: int) -> bool:
    """Tell whether the subject of a verb is "it" or "they"."""
    place = verb - 1
    while place >= 0 and view.tokens[place].lower in view.words.auxiliaries:
        place -= 1
    return place >= 0 and view.tokens[place].lower in ("it", "they", "we")


def _antecedent(view: View, verb: int) -> Phrase | None:
    """Return the party that "it" stands for: the speaker, else the nearest armed side before."""
    before = [p for p in view.parties if p.last <= verb and not p.is_place]
    spoken = [p for p in before if p.first in view.sources]
    armed = [p for p in before if p.is_armed]
    return next(reversed(spoken or armed), None)


def find_doers(view: View, first: int, last: int, *, is_verb: bool) -> list[Phrase]:
    """Return the parties that do the deed in tokens `first` to `last`, nearest words first."""
    doers: list[Phrase] = []
    by = find_agent(view, last) or _opponents(view, last)
    if by:
        return by
    if is_verb:
        if is_passive(view, first, last):
            return []
        subject = find_subject(view, first)
        return with_joined(view, subject) if subject else doers
    owner = _owner(view, first)
    if owner is not None:
        return with_joined(view, owner)
    for verb in (_carrier(view, first), _harming_verb(view, first)):
        subject = find_subject(view, verb) if verb is not None else None
        if subject is not None and verb is not None:
            return with_joined(view, subject)
    return doers


def find_accused(view: View) -> tuple[list[Phrase], bool]:
    """Return the parties that a sentence holds responsible, and whether it says who does so.

    "X blamed Y", "accused Y of", "Y was behind the attack"; "blamed on Y" leaves open who blames.
    """
    for place, token in enumerate(view.tokens):
        if token.lower in _BLAMING:
            start = _skip_determiners(view, min(place + 1, len(view.tokens) - 1))
            is_open = view.tokens[start].lower in ("on", "at")
            start = _skip_determiners(view, min(start + is_open, len(view.tokens) - 1))
            phrase = next((p for p in view.parties if p.first <= start < p.last), None)
            if phrase is not None:
                return with_joined(view, phrase), not is_open
        if token.lower in ("responsible", "behind") and place:
            before = view.tokens[place - 1].lower
            if before in view.words.be:
                subject = find_subject(view, place)
                if subject is not None:
                    return with_joined(view, subject), True
    return [], True


def _opponents(view: View, last: int) -> list[Phrase]:
    """Return the parties behind "between", right behind a deed: "clashes between A and B"."""
    for place in range(last, min(last + 6, len(view.tokens) - 1)):
        if view.ends_clause(place):
            return []
        if view.tokens[place].lower == "between":
            start = _skip_determiners(view, place + 1)
            phrase = next((p for p in view.parties if p.first <= start + 1 < p.last + 1), None)
            return with_joined(view, phrase) if phrase is not None else []
    return []


def find_agent(view: View, last: int) -> list[Phrase]:
    """Return the parties behind "by", to the right of a deed, within its clause."""
    for place in range(last, min(last + 14, len(view.tokens) - 1)):
        word = view.tokens[place].lower
        if view.ends_clause(place) or word in ("that", "while", "when", "after", "who", "which"):
            return []
        if word == "by":
            start = _skip_determiners(view, place + 1)
            phrase = next((p for p in view.parties if p.first <= start < p.last), None)
            if phrase is None:
                return []
            return with_joined(view, phrase)
    return []


def is_passive(view: View, first: int, last: int) -> bool:
    """Tell whether a verb is in the passive: behind a form of "be", or before "by"."""
    if last < len(view.tokens) and view.tokens[last].lower == "by":
        return True
    place = first - 1
    while place >= 0 and view.tokens[place].lower in view.words.auxiliaries:
        if view.tokens[place].lower in view.words.be:
            return not view.tokens[first].lower.endswith("ing")
        place -= 1
    return place == first - 1 and _lacks_object(view, first, last)


def _lacks_object(view: View, first: int, last: int) -> bool:
    """Tell whether a verb that needs an object has none: "six men killed in Tarvo"."""
    if view.tokens[first].lower not in view.words.transitive or last - first > 1:
        return False
    if last >= len(view.tokens) or last in view.days or last in view.cues:
        return True
    after = view.tokens[last]
    lower = after.lower
    return (
        after.text in _MARKS or lower in view.words.prepositions or lower in view.words.breaks
    )


def with_joined(view: View, phrase: Phrase) -> list[Phrase]:
    """Return a phrase with those that "and" joins to it: "the army and allied militia"."""
    found = [phrase]
    parties, at = view.parties, view.parties.index(phrase)
    for other in reversed(parties[:at]):
        if not _joins(view, other.last, found[0].first):
            break
        found.insert(0, other)
    for other in parties[at + 1 :]:
        if not _joins(view, found[-1].last, other.first):
            break
        found.append(other)
    return [p for p in found if not p.is_place or p is phrase]


def _joins(view: View, left: int, right: int) -> bool:
    """Tell whether only "and" and determiners stand between two phrases."""
    between = [t.lower for t in view.tokens[left:right]]
    return bool({"and", "or", "&"} & set(between)) and all(
        w in ("and", "or", "&", ",", "those", "its") or w in view.words.determiners for w in between
    )


def _owner(view: View, first: int) -> Phrase | None:
    """Return the party whose deed a noun is: "Marenese air strikes", "the rebels' attack"."""
    place = first - 1
    floor = max(first - 6, 0)
    while place >= floor:
        token = view.tokens[place]
        phrase = next((p for p in view.parties if p.first <= place < p.last), None)
        if phrase is not None:
            return None if phrase.is_place else phrase
        is_between = token.lower in view.words.attack_adjectives or token.text in ("'", "’", '"')
        if not (is_between or token.lower == "'s" or token.text[0].isdigit()):
            return None
        if token.lower == "of":
            return None
        place -= 1
    return None


def _carrier(view: View, first: int) -> int | None:
    """Return the verb that a deed is the object of: "launched an attack"."""
    for place in range(first - 1, max(first - 9, -1), -1):
        if view.tokens[place].text in _MARKS:
            return None
        if view.tokens[place].lower in view.words.carriers:
            return place
    return None


def _harming_verb(view: View, first: int) -> int | None:
    """Return the verb of the harm done in a deed: "killed nine in an attack"."""
    for place in range(first - 1, max(first - 12, -1), -1):
        lower = view.tokens[place].lower
        if view.ends_clause(place) or lower in ("that", "when", "while", "who"):
            return None
        if lower in ("killed", "kill", "kills", "targeted", "hit", "struck", "destroyed", "wounded"):
            return None if is_passive(view, place, place + 1) else place
    return None


def _between(view: View, first: int, last: int) -> list[Phrase]:
    return [p for p in view.parties if p.first >= first and p.last <= last]


def _before(view: View, first: int) -> int:
    """Return the token before a phrase and its determiner."""
    place = first - 1
    while place >= 0 and (
        (view.tokens[place].lower in view.words.determiners and view.tokens[place].lower != "of")
        or view.tokens[place].text[0].isdigit()
    ):
        place -= 1
    return place


def _touches(view: View, last: int, verb: int) -> bool:
    """Tell whether only auxiliaries stand between a phrase and its verb."""
    return all(t.lower in view.words.auxiliaries for t in view.tokens[last:verb])


def _clause_start(view: View, place: int) -> int:
    """Return the first token of the clause that holds `place`."""
    lowest = max(place - 25, 0)
    for at in range(place - 1, lowest - 1, -1):
        if view.ends_clause(at) or view.tokens[at].lower in ("that", "while", "when", "after", "where"):
            return at + 1
    return lowest


def _skip_determiners(view: View, place: int) -> int:
    while place < len(view.tokens) - 1 and (
        view.tokens[place].lower in view.words.determiners
        or view.tokens[place].text in ('"', "“", "'", "‘")
        or view.tokens[place].text[0].isdigit()
    ):
        place += 1
    return place


# --- those hit ----------------------------------------------------------------------------------


def find_targets(view: View, first: int, last: int, *, is_verb: bool) -> list[Span]:
    """Return whom or what a deed hit: its object, what stands behind "on", those harmed."""
    found: list[Span | None] = []
    if is_verb:
        if is_passive(view, first, last):
            found.append(phrase_before(view, first))
        else:
            found.append(phrase_after(view, _skip_toward(view, last)))
    else:
        found.append(_aimed_at(view, last))
    found.append(find_victims(view, first))
    kept: list[Span] = []
    for span in found:
        if span is not None and not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return kept


def find_victims(view: View, near: int) -> Span | None:
    """Return the people whom the words of harm nearest to `near` speak of."""
    verbs = ("killed", "killing", "kill", "kills", "wounded", "wounding", "injured", "injuring")
    places = [p for p, t in enumerate(view.tokens) if t.lower in verbs]
    if not places:
        return None
    verb = min(places, key=lambda p: (abs(p - near), p))
    after = view.tokens[verb + 1].lower if verb + 1 < len(view.tokens) else "."
    is_active = not (
        is_passive(view, verb, verb + 1)
        or after in view.words.prepositions
        or after in view.words.breaks
        or after in _MARKS
        or verb + 1 in view.days
    )
    return phrase_after(view, verb + 1) if is_active else phrase_before(view, verb)


def phrase_after(view: View, first: int) -> Span | None:
    """Return the phrase that begins at `first`: up to a preposition, a verb or a mark."""
    last = first
    while last < min(len(view.tokens), first + MAX_PHRASE) and not _ends_phrase(view, last):
        last += 1
    return _trim(view, first, last)


def phrase_before(view: View, last: int) -> Span | None:
    """Return the phrase that ends before `last`, its auxiliaries left out."""
    while last > 0 and view.tokens[last - 1].lower in view.words.auxiliaries:
        last -= 1
    first = last
    while first > max(0, last - MAX_PHRASE) and not _ends_phrase(view, first - 1):
        first -= 1
    return _trim(view, first, last)


def _trim(view: View, first: int, last: int) -> Span | None:
    while last > first and view.tokens[last - 1].lower in ("of", "'s", "and", "the", "a"):
        last -= 1
    while first < last and view.tokens[first].lower in ("of", "and", "also"):
        first += 1
    return view.span(first, last) if last > first else None


def _ends_phrase(view: View, place: int) -> bool:
    token = view.tokens[place]
    if token.text in _MARKS or place in view.days or place in view.cues:
        return True
    lower, words = token.lower, view.words
    if lower in words.prepositions or lower in words.breaks or lower in words.auxiliaries:
        return True
    return lower in words.carriers and place > 0


def _skip_toward(view: View, place: int) -> int:
    """Step over the preposition of a verb: "fired on", "clashed with"."""
    if place < len(view.tokens) and view.tokens[place].lower in ("on", "at", "upon", "into", "with"):
        return place + 1
    return place


def _aimed_at(view: View, last: int) -> Span | None:
    """Return what stands behind "on", "against" or "targeting", to the right of a noun."""
    aims = ("on", "against", "targeting", "target", "targeted", "hit", "hits", "struck", "of", "at", "with")
    for place in range(last, min(last + 12, len(view.tokens) - 1)):
        if view.ends_clause(place) or view.tokens[place].lower in ("that", "who", "which", "while"):
            return None
        if view.tokens[place].lower in aims and place + 1 not in view.days:
            return phrase_after(view, place + 1)
    return None


def overlaps_any(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a range shares words with one of several."""
    return any(span.overlaps(other) for other in others)
