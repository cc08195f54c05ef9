"""Noun phrases and clauses told by closed classes of words: no tagger of parts of speech.

English. Rules must hold where a text has lost its commas, so that words decide, marks only help.
"""

from collections.abc import Sequence

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token

_WORDS = load_words("clauses")
BE = _WORDS["be"]
AUXILIARIES = _WORDS["be"] | _WORDS["have"] | _WORDS["modals"]
MODALS = _WORDS["modals"]
ADVERBS = _WORDS["adverbs"]
NEGATIONS = _WORDS["negations"]
DETERMINERS = _WORDS["determiners"]
PRONOUNS = _WORDS["pronouns"]
RELATIVES = _WORDS["relatives"]
TIMES = _WORDS["times"]
WEEKDAYS = _WORDS["weekdays"]
OPENERS = _WORDS["clause_openers"]
JOINERS = _WORDS["joiners"]
CONJUNCTIONS = _WORDS["conjunctions"]
_PREDETERMINERS = _WORDS["predeterminers"]
_TITLES = _WORDS["titles"]
PURE_PRONOUNS = PRONOUNS - DETERMINERS
BEFORE_VERB = AUXILIARIES | ADVERBS
"""Words between a subject and its verb."""
_LINKS = JOINERS | CONJUNCTIONS
_OUTSIDE = JOINERS | CONJUNCTIONS | PURE_PRONOUNS
_BREAKERS = _WORDS["breakers"] | AUXILIARIES | ADVERBS | RELATIVES | NEGATIONS
_IRREGULAR = _WORDS["irregular_verbs"]
_FIXED_PARTICIPLES = _WORDS["fixed_participles"]
_TITLE_WORDS = frozenset({"morning", "evening", "week", "day", "today", "times", "time"})
_ORDERING = frozenset({"first", "now", "once", "only", "then"})

Range = tuple[int, int]
"""Tokens from the first up to but not including the second."""


def plain(token: Token) -> str:
    """Return a word in lower case, an acronym as it is: "US" is no "us", "IS" no "is"."""
    return token.text if token.text.isupper() and len(token.text) > 1 else token.lower


def is_verbish(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word is a verb by its class or ending."""
    token = tokens[place]
    lower = plain(token)
    if lower in AUXILIARIES or lower in _IRREGULAR:
        return True
    if not token.text[0].islower() or "-" in lower:
        return False
    if lower.endswith("ed") and len(lower) > 3 and not lower.endswith("eed"):
        return not _is_adjective(tokens, place)
    return lower.endswith("ing") and len(lower) > 5 and not _is_adjective(tokens, place)


def _is_adjective(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a participle stands before its noun: "the armed group", "a monitoring group"."""
    if place == 0 or place + 1 >= len(tokens):
        return False
    before, after = tokens[place - 1], tokens[place + 1]
    opens = (
        tokens[place].lower in _FIXED_PARTICIPLES
        or before.lower in DETERMINERS
        or before.lower in {"'s", "of"}
        or before.lower.endswith("-based")
    )
    return opens and after.is_word and after.lower not in _BREAKERS | DETERMINERS | JOINERS


def is_nounish(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word can stand inside a noun phrase, being no verb, joiner or time."""
    token = tokens[place]
    if not token.is_word and token.lower != "'s":
        return (
            (token.text == "." and _is_initial(tokens, place))
            or (token.text == "-" and _is_glued(tokens, place))
            or (token.text in {"'", "’"} and _is_possessive(tokens, place))
        )
    lower = plain(token)
    if lower in _BREAKERS or lower in _OUTSIDE:
        return (lower == "will" and token.is_capitalised and place > 0) or (
            lower in _ORDERING and _orders(tokens, place)
        )
    if _is_title_word(tokens, place):
        return True
    if lower in TIMES and (lower != "may" or not token.is_capitalised):
        return lower == "times" or (lower == "march" and not token.is_capitalised)
    return not is_verbish(tokens, place)


def _is_initial(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a full stop ends a title or an initial: "Lt. Pena", "J. Hale"."""
    if place == 0:
        return False
    before = tokens[place - 1]
    return before.end == tokens[place].start and (
        before.lower in _TITLES or (len(before.text) == 1 and before.text.isupper())
    )


def _is_possessive(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an apostrophe stands behind the plural of an owner: "the rebels' spokesman"."""
    if place == 0 or place + 1 >= len(tokens):
        return False
    before, after = tokens[place - 1], tokens[place + 1]
    is_plural = before.end == tokens[place].start and before.lower.endswith("s")
    return is_plural and after.is_word and after.start > tokens[place].end


def _orders(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an adverb is an adjective here: "the town's only hospital"."""
    if place == 0 or place + 1 >= len(tokens):
        return False
    before, after = tokens[place - 1].lower, tokens[place + 1]
    return (
        before in {"'s", "the", "a", "its", "their", "his", "her"}
        and after.is_word
        and plain(after) not in _BREAKERS | _OUTSIDE | DETERMINERS
    )


def _is_title_word(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word of time is part of a name: "the Morning Standard"."""
    lower = tokens[place].lower
    return (
        lower in TIMES
        and tokens[place].is_capitalised
        and 0 < place < len(tokens) - 1
        and tokens[place + 1].is_capitalised
        and tokens[place + 1].lower not in TIMES
        and (lower in _TITLE_WORDS or tokens[place - 1].lower == "the")
    )


def _is_glued(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a hyphen joins two words: "the 53-year-old"."""
    return 0 < place < len(tokens) - 1 and (
        tokens[place - 1].end == tokens[place].start
        and tokens[place].end == tokens[place + 1].start
    )


def noun_phrase_before(tokens: Sequence[Token], end: int, floor: int) -> Range | None:
    """Return the noun phrase that ends before token `end`, not reaching below `floor`."""
    if end <= floor:
        return None
    if plain(tokens[end - 1]) in PRONOUNS:
        return end - 1, end
    start = place = end
    while place > floor:
        place -= 1
        lower = plain(tokens[place])
        if lower == ")" and place + 1 == start:
            place = _opening(tokens, place, floor)
            if place <= floor or not is_nounish(tokens, place - 1):
                break
        elif lower in DETERMINERS:
            start = place
            if not _goes_on_before(tokens, place, floor):
                break
        elif is_nounish(tokens, place):
            start = place
        elif start == end or not _joins(tokens, place, floor, start):
            break
    return _checked(tokens, start, end)


def _checked(tokens: Sequence[Token], start: int, end: int) -> Range | None:
    """Return a phrase that holds a noun, without the "that" of "reported that police said"."""
    if 0 < start < end and tokens[start].lower == "that":
        start += 1
    return (start, end) if start < end and _has_noun(tokens, start, end) else None


def _opening(tokens: Sequence[Token], place: int, floor: int) -> int:
    """Return the bracket that opens the one closed at `place`; `floor` when it is not near."""
    for back in range(place - 1, max(floor, place - 8) - 1, -1):
        if tokens[back].text == "(":
            return back
    return floor


def _goes_on_before(tokens: Sequence[Token], place: int, floor: int) -> bool:
    """Tell whether a phrase goes on before its determiner: "head of the office"."""
    if place <= floor:
        return False
    before = tokens[place - 1].lower
    if before in _PREDETERMINERS or before in {"of", "for"}:
        return True
    return before in _LINKS


def _joins(tokens: Sequence[Token], place: int, floor: int, start: int) -> bool:
    """Tell whether a preposition or conjunction joins what stands before it to the phrase."""
    lower = tokens[place].lower
    if place <= floor:
        return False
    if lower in CONJUNCTIONS:
        return _reaches_edge(tokens, place, floor)
    if lower not in JOINERS or tokens[start].lower in TIMES:
        return False
    before = tokens[place - 1]
    return (
        before.is_word
        and is_nounish(tokens, place - 1)
        and before.lower not in DETERMINERS | PRONOUNS
    ) or (lower == "of" and before.lower in _PREDETERMINERS)


def _reaches_edge(tokens: Sequence[Token], place: int, floor: int) -> bool:
    """Tell whether only nouns stand between the clause's edge and the conjunction at `place`."""
    back = place - 1
    if back < floor or not is_nounish(tokens, back) or tokens[back].lower in PRONOUNS:
        return False
    while back >= floor and place - back < 12:
        token = tokens[back]
        if token.text in ',:;"“”' or token.lower in OPENERS:
            return True
        if not (is_nounish(tokens, back) or token.lower in JOINERS or token.lower in DETERMINERS):
            return False
        back -= 1
    return back < floor


def _has_noun(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(
        tokens[i].is_word and tokens[i].lower not in DETERMINERS | JOINERS
        for i in range(start, end)
    ) or (end - start == 1 and tokens[start].lower in {"many", "some", "several", "most", "both"})


def noun_phrase_after(tokens: Sequence[Token], start: int, limit: int) -> Range | None:
    """Return the noun phrase that begins at token `start`, apposition left out."""
    if start >= limit:
        return None
    if plain(tokens[start]) in PURE_PRONOUNS:
        return start, start + 1
    place = end = start
    while place < limit:
        lower = plain(tokens[place])
        if lower in PURE_PRONOUNS:
            break
        if place == start and _opens_with_participle(tokens, place, limit):
            end = place + 1
        elif lower in DETERMINERS:
            if end > start and tokens[place - 1].lower not in _LINKS | _PREDETERMINERS:
                break
        elif is_nounish(tokens, place):
            end = place + 1
        elif place == start or not (end == place and _leads_on(tokens, place, limit)):
            break
        place += 1
    return (start, end) if end > start else None


def _opens_with_participle(tokens: Sequence[Token], place: int, limit: int) -> bool:
    """Tell whether a phrase opens with a participle before its noun: "trusted sources"."""
    token = tokens[place]
    return (
        place + 1 < limit
        and token.text.islower()
        and token.lower.endswith("ed")
        and is_nounish(tokens, place + 1)
        and not tokens[place + 1].is_capitalised
    )


def _leads_on(tokens: Sequence[Token], place: int, limit: int) -> bool:
    """Tell whether a joiner inside a phrase is followed by more of it."""
    lower = tokens[place].lower
    if place + 1 >= limit or lower not in _LINKS:
        return False
    after = tokens[place + 1]
    if after.lower in PURE_PRONOUNS or after.lower in TIMES:
        return False
    if lower == "on":
        return after.is_capitalised
    if lower in CONJUNCTIONS:
        return is_nounish(tokens, place + 1) and not _clause_follows(tokens, place + 1, limit)
    return after.lower in DETERMINERS or is_nounish(tokens, place + 1)


def _clause_follows(tokens: Sequence[Token], start: int, limit: int) -> bool:
    """Tell whether a new clause, with a verb of its own, begins at `start`."""
    return any(is_verbish(tokens, i) for i in range(start, min(limit, start + 6)))


def has_verb(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a range of tokens holds a verb."""
    return any(is_verbish(tokens, i) for i in range(start, end))


def has_finite_verb(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a range of tokens holds a verb that is no "-ing" form."""
    return any(
        is_verbish(tokens, i) and not tokens[i].lower.endswith("ing") for i in range(start, end)
    )


def skip_time(tokens: Sequence[Token], start: int, limit: int) -> int:
    """Return the place behind words of time that begin at `start` ("late on Friday")."""
    place = start
    while place < limit:
        lower = tokens[place].lower
        if lower in TIMES or (lower in ADVERBS and lower != "first"):
            place += 1
        elif (
            lower in {"on", "in", "at", "this", "of", ",", "the"}
            and place + 1 < limit
            and (tokens[place + 1].lower in TIMES)
        ):
            place += 2
        elif place > start and tokens[place].text[0].isdigit():
            place += 1
        else:
            break
    return place
