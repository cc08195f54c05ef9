"""Who is named as having suffered rape or sexual violence.

English. Found are people whose name stands where the victim stands in a sentence that tells of it
("soldiers raped Ada Varn", "Ada Varn said she was raped"), and those who say it of themselves. Who
is accused of it, and who only speaks about it, is not found; neither is who is told of over several
sentences.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from accordingto.gazetteer.demonyms import is_demonym
from accordingto.lexicons.loader import Entry, load_entries, load_words
from accordingto.lexicons.phrases import PhraseMatch, PhraseMatcher
from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import Annotations, Sentence
from accordingto.reader.person_names import is_full_name, is_name_part
from accordingto.reader.sentences import FindSentences
from accordingto.records.actors import Actor
from accordingto.records.readings import Reading
from accordingto.records.values import ActorKind
from accordingto.report import Report, Span
from accordingto.views.facilities import is_toponym

_LONGEST = 5
"""Words of a name."""
_APPOSITION = 12
"""Words between the commas of "Ada Varn, a nurse of 34, was ..."."""
_ROLE = 6
"""Words between the deed and the name: "raped the young teacher Ada Varn"."""

_PLACING = frozenset({"at", "from", "in", "near", "of"})
_OWNERS = frozenset({"her", "his", "their"})

Victim = Literal["before", "after", "either", "speaker"]


class DeedEntry(Entry):
    """Words that tell of sexual violence, and where its victim stands."""

    victim: Victim


@dataclass(frozen=True, slots=True)
class _Known:
    """Who and what a reading names, by words without case."""

    people: Mapping[str, frozenset[str]]
    """All names of a person, by each of them."""
    others: frozenset[str]
    """Names of groups and places."""
    officials: frozenset[str]

    def all_names(self, name: str) -> set[str]:
        """Return a name with the others of that person, longer ones that hold it too."""
        words = set(name.casefold().split())
        longer = [own for one, own in self.people.items() if words <= set(one.split())]
        return {name}.union(*longer)


def find_survivors(reading: Reading, text: str | None = None) -> frozenset[str]:
    """Return the names of those who are named as survivors, in a text or in a reading's own."""
    text = (reading.report.text or "") if text is None else text
    folded = text.casefold()
    if not any(stem in folded for stem in _STEMS):
        return frozenset()
    known = _known(reading)
    report = Report(id=reading.id, text=text)
    sentences = list(FindSentences()(report, Annotations()))
    names: set[str] = set()
    for place, sentence in enumerate(sentences):
        before = sentences[place - 1].tokens if place else ()
        for match in _matcher().find(sentence.tokens):
            found = set(_victims(sentence, before, match, known, text))
            if match.value == "speaker":
                found |= _speakers(reading, _span(sentence.tokens[match.first : match.last]))
            names = names.union(*map(known.all_names, found))
    return frozenset(names)


_STEMS = ("rape", "raping", "sexual")


def _victims(
    sentence: Sentence,
    before: Sequence[Token],
    match: PhraseMatch[Victim],
    known: _Known,
    text: str,
) -> Iterator[str]:
    tokens = sentence.tokens
    if match.value in {"before", "either"}:
        yield from _before(tokens, before, match.first, known, text)
    if match.value in {"after", "either"}:
        yield from _after(tokens, before, match.last, known, text)


def _before(
    tokens: Sequence[Token], earlier: Sequence[Token], at: int, known: _Known, text: str
) -> Iterator[str]:
    """Yield who stands before words, behind whose name an apposition may stand."""
    words = load_words("sexual_violence")
    while at and tokens[at - 1].lower in words["between"]:
        at -= 1
    if at and tokens[at - 1].lower in words["pronouns"]:
        yield from _meant(tokens[: at - 1], earlier, known, text)
        return
    if at and tokens[at - 1].text in {",", ")"}:
        opener = "," if tokens[at - 1].text == "," else "("
        ends = (i for i in range(at - 1, max(0, at - _APPOSITION), -1) if _closes(tokens, i))
        at = next((i for i in ends if i == at - 1 or tokens[i].text == opener), at)
    while at:
        first = _run_before(tokens, at)
        if first == at:
            return
        yield from _person(tokens, first, at, known, text)
        if not first or tokens[first - 1].lower not in {"and", ","}:
            return
        at = first - 1


def _after(
    tokens: Sequence[Token], earlier: Sequence[Token], at: int, known: _Known, text: str
) -> Iterator[str]:
    """Yield who stands behind words, behind what they are called."""
    words = load_words("sexual_violence")
    if at < len(tokens) and tokens[at].lower in words["pronouns"]:
        follows = tokens[at + 1] if at + 1 < len(tokens) else None
        if follows is None or not follows.is_word or follows.lower in words["stops"]:
            yield from _meant(tokens[:at], earlier, known, text)
        return
    end = min(len(tokens), at + _ROLE)
    while at < end and tokens[at].is_word and not is_name_part(tokens[at]):
        if tokens[at].lower in words["stops"]:
            return
        at += 1
    while at < len(tokens) and is_name_part(tokens[at]):
        last = _run_after(tokens, at)
        yield from _person(tokens, at, last, known, text)
        if last + 1 >= len(tokens) or tokens[last].lower not in {"and", ","}:
            return
        at = last + 1
        # "Ada Varn and her sister Ina".
        if tokens[at].lower in _OWNERS and at + 2 < len(tokens):
            at += 2


def _meant(
    tokens: Sequence[Token], earlier: Sequence[Token], known: _Known, text: str
) -> Iterator[str]:
    """Yield whom a pronoun means: the last private person named before it."""
    for row in (tokens, earlier):
        found: list[str] = []
        at = 0
        while at < len(row):
            last = _run_after(row, at) if is_name_part(row[at]) else at
            named = list(_person(row, at, last, known, text)) if last > at else []
            is_told = " ".join(named).casefold() in known.people or last - at > 1
            found += named if is_told else []
            at = max(last, at + 1)
        if found:
            if found[-1].casefold() not in known.officials:
                yield found[-1]
            return


def _person(
    tokens: Sequence[Token], first: int, last: int, known: _Known, text: str
) -> Iterator[str]:
    """Yield the name that a row of words with capitals is, where it is a person's."""
    while first < last and tokens[first].lower in _titles():
        first += 1
    named = tokens[first:last]
    if not named:
        return
    name = " ".join(text[named[0].start : named[-1].end].split())
    folded = name.casefold()
    if folded in known.people:
        yield name
        return
    if folded in known.others or all(is_demonym(token.text) for token in named):
        return
    is_aged = [token.text for token in tokens[last : last + 1]] == [","]
    is_aged = is_aged and last + 1 < len(tokens) and tokens[last + 1].text.isdecimal()
    is_in_sentence = first > 0 and len(named) == 1 and named[0].is_capitalised
    if is_in_sentence and tokens[first - 1].lower == "of" and is_toponym(name):
        return
    if is_full_name(named) or is_aged or (is_in_sentence and _is_alone(tokens, last)):
        yield name


def _is_alone(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether no noun follows that a word with a capital would belong to: "Marvoy women"."""
    words = load_words("sexual_violence")
    if last >= len(tokens) or not tokens[last].is_word:
        return True
    return tokens[last].lower in words["between"] | words["stops"]


def _closes(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether a name ends here, and not "of Marvoy"."""
    first = _run_before(tokens, end)
    return first < end and not (first and tokens[first - 1].lower in _PLACING)


def _run_before(tokens: Sequence[Token], end: int) -> int:
    first = end
    while first and end - first < _LONGEST and is_name_part(tokens[first - 1]):
        first -= 1
    return first


def _run_after(tokens: Sequence[Token], first: int) -> int:
    last = first
    while last < len(tokens) and last - first < _LONGEST and is_name_part(tokens[last]):
        last += 1
    return last


def _speakers(reading: Reading, said: Span) -> set[str]:
    """Return the names of who says words about themselves."""
    actors = {actor.id: actor for actor in reading.actors}
    names: set[str] = set()
    for one in reading.statements:
        actor = actors.get(one.source.actor or "") if one.source else None
        if actor and actor.kind is ActorKind.PERSON and one.content.span.holds(said):
            names |= _names_of(actor)
    return names


def _known(reading: Reading) -> _Known:
    people: dict[str, frozenset[str]] = {}
    for actor in reading.actors:
        if actor.kind is ActorKind.PERSON:
            own = _names_of(actor)
            people |= {name.casefold(): own for name in own}
    for person in reading.people:
        people.setdefault(person.name.casefold(), frozenset({person.name}))
    others = {one.name for one in reading.actors if one.kind is not ActorKind.PERSON}
    incidents = (*reading.incidents, *reading.headline.incidents)
    others |= {incident.place.name for incident in incidents if incident.place}
    officials = {
        name
        for one in reading.actors
        if one.kind is ActorKind.PERSON and one.public_office
        for name in _names_of(one)
    }
    return _Known(people, _folded(others), _folded(officials))


def _names_of(actor: Actor) -> frozenset[str]:
    """Return the words that name a person, but for pronouns and roles."""
    told = (actor.name, *(mention.text for mention in actor.mentions))
    named = (name.split() for name in told)
    return frozenset(" ".join(words) for words in named if words and all(map(_is_of_name, words)))


def _is_of_name(word: str) -> bool:
    small = load_words("persons")
    is_other = word.casefold() in small["feminine"] | small["masculine"] | small["plural"] | {"the"}
    return (word[:1].isupper() or word.casefold() in small["name_parts"]) and not is_other


def _folded(names: set[str]) -> frozenset[str]:
    return frozenset(" ".join(name.casefold().split()) for name in names)


def _span(tokens: Sequence[Token]) -> Span:
    return Span(tokens[0].start, tokens[-1].end)


@cache
def _titles() -> frozenset[str]:
    return load_words("clauses")["titles"] | load_words("clauses")["determiners"]


@cache
def _matcher() -> PhraseMatcher[Victim]:
    entries = load_entries("sexual_violence", "deed", DeedEntry)
    return PhraseMatcher((entry.pattern, entry.victim) for entry in entries)
