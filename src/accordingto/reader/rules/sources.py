"""Sources: the phrase that names who says it, for a cue in a sentence."""

from collections.abc import Sequence

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.reader.rules import clauses
from accordingto.reader.rules.clauses import Range

SPEAKERS = frozenset().union(*load_words("speakers").values()) - {"the"}
_SPEAKING_PRONOUNS = frozenset({"he", "she", "they", "we", "it", "i", "who", "many", "others"})
_QUOTES = frozenset('"“”«»„')
_FLOATING = frozenset({"all", "both", "each"})
_APPOSITION_REACH = 30
_BRACKET_REACH = 8
_LEADING = load_words("saying")["leading"]


def can_speak(tokens: Sequence[Token], source: Range) -> bool:
    """Tell whether a phrase names somebody who can speak: a name, a role, a pronoun."""
    for place in range(*source):
        token = tokens[place]
        if token.lower in SPEAKERS or token.lower in _SPEAKING_PRONOUNS:
            return True
        if token.is_capitalised and (place > 0 or token.lower not in clauses.DETERMINERS):
            return True
    return False


def subject_end(tokens: Sequence[Token], first: int) -> int:
    """Return where the subject of the verb at `first` ends: before auxiliaries, adverbs, times."""
    place = first
    while place > 0 and (clauses.plain(tokens[place - 1]) in clauses.BEFORE_VERB):
        place -= 1
    back = place
    while back > 0 and tokens[back - 1].lower in clauses.TIMES:
        back -= 1
    if back < place and back > 1:
        place = back - 1 if tokens[back - 1].lower == "on" else back
    if place > 1 and tokens[place - 1].lower in _FLOATING and tokens[place - 2].is_word:
        place -= not _is_partitive(tokens[place - 2])
    return place


def _is_partitive(before: Token) -> bool:
    """Tell whether a quantifier behind this word is a phrase of its own."""
    return before.lower in clauses.OPENERS | clauses.JOINERS or clauses.plain(before) in (
        clauses.AUXILIARIES
    )


def segment_start(tokens: Sequence[Token], place: int) -> int:
    """Return where the clause that holds `place` begins: behind a mark, or at the head."""
    back = place
    while back > 0 and tokens[back - 1].text not in ',:;"“”()—–':
        back -= 1
    return back


def subject_before(tokens: Sequence[Token], first: int) -> Range | None:
    """Return the subject of the verb at `first`, standing before it; None when there is none."""
    end = subject_end(tokens, first)
    if end == 0:
        return None
    before = tokens[end - 1]
    if before.text in {",", ")", "—", "–"}:
        return _across_apposition(tokens, end - 1)
    if before.lower in clauses.RELATIVES:
        head = end - 1 - (end > 1 and tokens[end - 2].text == ",")
        return _before_relative(tokens, head)
    floor = segment_start(tokens, end)
    found = clauses.noun_phrase_before(tokens, end, floor)
    if found is None:
        return _before_participle(tokens, floor, end)
    return found


def _before_relative(tokens: Sequence[Token], head: int) -> Range | None:
    """Return whom a relative clause at `head` speaks of: the name, not the apposition behind it."""
    found = clauses.noun_phrase_before(tokens, head, 0)
    if found is None or found[0] < 2 or tokens[head].text != ",":
        return found
    mark = found[0] - 1
    is_apposition = tokens[mark].text == "," and tokens[mark - 1].is_capitalised
    if not is_apposition or not _is_role(tokens, found):
        return found
    named = clauses.noun_phrase_before(tokens, mark, segment_start(tokens, mark))
    return found if named is None else named


def _across_apposition(tokens: Sequence[Token], mark: int) -> Range | None:
    """Return the phrase before an apposition that ends with the mark at `mark`."""
    opener = {")": "("}.get(tokens[mark].text, tokens[mark].text)
    if opener == "," and mark > 2 and tokens[mark - 1].text.isdigit():
        behind_name = _across_age(tokens, mark - 2)
        if behind_name is not None:
            return behind_name
    for back in range(mark - 1, max(-1, mark - _APPOSITION_REACH), -1):
        if tokens[back].text in _QUOTES:
            return None
        if tokens[back].text == opener:
            found = clauses.noun_phrase_before(tokens, back, segment_start(tokens, back))
            if found is not None and (mark - back) > 1:
                is_name = opener == "," and all(
                    tokens[i].is_capitalised or tokens[i].text in {".", "-"}
                    for i in range(back + 1, mark)
                )
                return (found[0], mark) if is_name and _is_role(tokens, found) else found
    return None


def _across_age(tokens: Sequence[Token], mark: int) -> Range | None:
    """Return "one survivor, Ana Lind" before ", 45,"; None when no role stands before the name."""
    if tokens[mark].text != "," or not tokens[mark - 1].is_capitalised:
        return None
    found = _across_apposition(tokens, mark)
    return found if found is not None and found[1] == mark else None


def _is_role(tokens: Sequence[Token], found: Range) -> bool:
    """Tell whether a phrase ends with a title: "The Vice President", before a name."""
    return any(tokens[i].lower in SPEAKERS for i in range(*found))


def before_bare_apposition(tokens: Sequence[Token], source: Range) -> Range | None:
    """Return the name that an apposition without commas follows: "Rami an Aleppo resident said".

    None when the words before the phrase are no name of a speaker.
    """
    start = source[0]
    if start == 0 or tokens[start].lower not in {"a", "an", "the"}:
        return None
    if not tokens[start - 1].is_capitalised:
        return None
    found = clauses.noun_phrase_before(tokens, start, segment_start(tokens, start))
    if found is None:
        return None
    edge = found[0] == 0 or tokens[found[0] - 1].text in _QUOTES or tokens[found[0] - 1].text == ","
    inner = next(
        (i for i in range(found[1] - 1, found[0], -1) if tokens[i].lower in {"the", "a"}), found[0]
    )
    if any(tokens[i].lower in SPEAKERS for i in range(inner, found[1])):
        return inner, found[1]
    return found if edge else None


def before_relative_clause(tokens: Sequence[Token], source: Range) -> Range | None:
    """Return whom a clause ending in `source` speaks of: "a man who buried the victims said"."""
    floor = segment_start(tokens, source[0])
    for place in range(source[0] - 1, floor, -1):
        if tokens[place].lower == "who":
            found = clauses.noun_phrase_before(tokens, place, floor)
            return found if found is not None and can_speak(tokens, found) else None
        if tokens[place].lower in clauses.OPENERS:
            return None
    return None


def _before_participle(tokens: Sequence[Token], floor: int, end: int) -> Range | None:
    """Return the head of a subject with a clause in it: "A resident who fled said"."""
    start = floor
    while start < end and tokens[start].lower in clauses.OPENERS:
        start += 1
    return clauses.noun_phrase_after(tokens, start, end)


def with_share(tokens: Sequence[Token], source: Range) -> Range:
    """Return "one of them" for "them": who is meant is only some of those told of before."""
    start, end = source
    is_share = start > 1 and tokens[start].lower in {"them", "us"}
    is_share = is_share and tokens[start - 1].lower == "of" and tokens[start - 2].is_word
    return (start - 2, end) if is_share else source


def shorten(tokens: Sequence[Token], source: Range) -> Range:
    """Cut a source that runs into the content before it, where no mark parts them."""
    start, end = source
    if start > 0 and tokens[start - 1].text in _QUOTES | {",", "—", "–", "-"}:
        return source
    for place in range(end - 1, start, -1):
        if tokens[place].lower in clauses.JOINERS and tokens[place - 1].lower not in SPEAKERS:
            start = place + 1
            break
    for place in range(end - 1, start, -1):
        if tokens[place].lower in _LEADING and tokens[place - 1].is_capitalised:
            return place, end
    return start, end


def first_phrase(tokens: Sequence[Token], left: Range, source: Range) -> Range:
    """Return the head of a subject that an apposition or clause parts from its verb.

    `left` is what stands before the verb's nearest phrase `source`: "Ana Lind who runs the clinic".
    """
    start = left[0]
    while start < left[1] and tokens[start].lower in clauses.OPENERS:
        start += 1
    first = clauses.noun_phrase_after(tokens, start, left[1])
    if first is None or not can_speak(tokens, first):
        return source
    if first[1] == left[1]:
        return first
    place = _behind_brackets(tokens, first[1], left[1])
    after = tokens[place].lower if place < left[1] else tokens[source[0]].lower
    if after in clauses.RELATIVES or _is_participle(tokens, first[1]):
        return first
    if clauses.has_finite_verb(tokens, *left) or any(tokens[i].text == "," for i in range(*left)):
        return source
    return first if after in clauses.DETERMINERS else source


def _behind_brackets(tokens: Sequence[Token], start: int, limit: int) -> int:
    """Return the place behind a pair of brackets at `start`."""
    if start < limit and tokens[start].text == "(":
        for place in range(start, min(limit, start + _BRACKET_REACH)):
            if tokens[place].text == ")":
                return place + 1
    return start


def _is_participle(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a clause without a verb of its own follows: "speaking from", "held by"."""
    while place + 1 < len(tokens) and tokens[place].lower in clauses.ADVERBS | {"popularly"}:
        place += 1
    if not clauses.is_verbish(tokens, place) or place + 1 >= len(tokens):
        return False
    lower = tokens[place].lower
    return lower.endswith("ing") or (
        lower not in clauses.AUXILIARIES and tokens[place + 1].lower in {"by", "as"}
    )
