"""Voices: who speaks, known again across reports. Rule `voices/1`."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, Protocol

from accordingto.corroboration.bodies import Body
from accordingto.corroboration.digests import ActorId, Digest, ReportKey, Speaker
from accordingto.corroboration.identities import BodyBook, BodyTally, Someone, join_people
from accordingto.corroboration.independence import VoiceGraph, count_voices, draw_graph
from accordingto.corroboration.names import PersonName
from accordingto.corroboration.namings import Naming, read_naming
from accordingto.corroboration.origins import Origin
from accordingto.corroboration.within_reports import resolve_within
from accordingto.lexicons.agencies import load_agencies
from accordingto.records.values import Category
from accordingto.records.voices import Voice, VoiceCount, VoiceKind

RULE = "voices/1"
Teller = tuple[ReportKey, ActorId | None]
"""Who makes a claim: the report, and its speaker; None for the report's own voice."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A voice, and the bodies with which it hangs together."""

    voice: Voice
    bodies: frozenset[str] = frozenset()
    """Keys of bodies and states that stand behind it."""


class VoiceBook:
    """Who speaks in each report, and which of them are one voice."""

    def __init__(
        self,
        standings: Mapping[ReportKey, Mapping[ActorId, Standing]],
        own: Mapping[ReportKey, Standing],
        origins: Mapping[ReportKey, Origin],
        speakers: Mapping[ReportKey, Sequence[Speaker]],
    ) -> None:
        """Take named voices and voices with a body behind them; all others are unnamed."""
        self._standings, self._own = standings, own
        self._origins, self._speakers = origins, speakers

    def voice_of(self, report: ReportKey, speaker: ActorId | None) -> Voice:
        """Return the voice of a speaker; of None, the report's own: its origin, or publisher."""
        return self.standing_of(report, speaker).voice

    def standing_of(self, report: ReportKey, speaker: ActorId | None) -> Standing:
        """Return the voice of a speaker with the bodies behind it."""
        if speaker is None:
            return self._own[report]
        found = self._standings.get(report, {}).get(speaker)
        return found or Standing(self._unnamed(report, speaker))

    def _unnamed(self, report: ReportKey, speaker: ActorId) -> Voice:
        known = (one for one in self._speakers.get(report, ()) if one.id == speaker)
        words = next(known, None)
        return Voice(
            id=make_id("unnamed", report, speaker),
            name=words.name if words else "unnamed",
            kind=VoiceKind.UNNAMED,
            category=words.category if words else None,
        )

    def origin_keys(self, report: ReportKey) -> frozenset[str]:
        """Return what the text of a report has in common with others of its origin."""
        origin = self._origins.get(report)
        return origin.keys if origin else frozenset({f"text:{report}"})

    def count(self, tellers: Iterable[Teller]) -> VoiceCount:
        """Return how many independent voices stand behind a claim, by `independence/1`."""
        return count_voices(self, tellers)

    def graph(self, tellers: Iterable[Teller]) -> VoiceGraph:
        """Return the voices behind a claim and why they hang together."""
        return draw_graph(self, tellers)

    def named(self) -> Mapping[str, tuple[Voice, int]]:
        """Return all named voices by id, with the number of reports in which each speaks."""
        found: dict[str, Voice] = {}
        reports: Counter[str] = Counter()
        for standings in self._standings.values():
            here = {one.voice.id: one.voice for one in standings.values()}
            here = {key: one for key, one in here.items() if one.kind is VoiceKind.NAMED}
            found |= here
            reports.update(here.keys())
        return {key: (found[key], reports[key]) for key in sorted(found)}


def make_id(*parts: str) -> str:
    """Return 16 hexadecimal digits over the parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def resolve_voices(
    digests: Iterable[Digest],
    origins: Mapping[ReportKey, Origin],
    speakers: Mapping[ReportKey, Sequence[Speaker]] | None = None,
) -> VoiceBook:
    """Return the voices of all reports.

    Bodies and people are known again by name, in whatever spelling, where the words of their
    reports allow it; unnamed speakers never are. The order of reports changes nothing. Digests are
    taken one by one; `speakers` is where those of a report are looked up later, when they are not
    to be kept here.
    """
    told: dict[ReportKey, tuple[tuple[ActorId, Naming], ...]] = {}
    publishers: dict[ReportKey, str] = {}
    kept: dict[ReportKey, Sequence[Speaker]] = {}
    for one in digests:
        namings = resolve_within([read_naming(speaker) for speaker in one.speakers])
        ids = (speaker.id for speaker in one.speakers)
        pairs = zip(ids, namings, strict=True)
        told[one.key] = tuple(pair for pair in pairs if _names_anybody(pair[1]))
        publishers[one.key] = one.publisher
        if speakers is None:
            kept[one.key] = one.speakers
    ordered = {key: told[key] for key in sorted(told)}
    book = BodyBook(BodyTally([naming for _, naming in one] for one in ordered.values()))
    return VoiceBook(
        standings=stand(ordered, book),
        own={key: stand_for_text(publishers[key], origins.get(key)) for key in ordered},
        origins=origins,
        speakers=kept if speakers is None else speakers,
    )


def _names_anybody(naming: Naming) -> bool:
    return bool(naming.person or naming.bodies or naming.aliases)


class KnownBodies(Protocol):
    """Bodies as they are known across reports."""

    def key(self, body: Body, /) -> str:
        """Return the key under which a body is known."""
        ...

    def name(self, key: str, /) -> str:
        """Return the name by which a body is known."""
        ...

    def state_behind(self, key: str, /) -> str | None:
        """Return the state of which a body is an organ, or that it is."""
        ...


Namings = Mapping[ReportKey, Sequence[tuple[ActorId, Naming]]]
"""Whom the words of each speaker of each report name."""


def stand(
    told: Namings, bodies: KnownBodies, categories: Mapping[str, Category] | None = None
) -> dict[ReportKey, dict[ActorId, Standing]]:
    """Return all voices that have a name or a body behind them; reports come in order.

    People are known again among those given. `categories` are the walks of life of bodies, where
    not all reports are given that name them.
    """
    return _Maker(told, bodies, categories).standings()


@lru_cache(maxsize=65536)
def _own_standing(names: tuple[str, ...], *, is_agency: bool) -> Standing:
    states = {load_agencies().states.get(name) for name in names}
    voice = Voice(
        id=make_id("own voice", *names),
        name="/".join(names),
        kind=VoiceKind.OWN_VOICE,
        category=Category.MEDIA,
        organisation="/".join(names),
        is_public=True,
    )
    keys = {f"agency {name}" if is_agency else f"publisher {name}" for name in names}
    return Standing(voice, frozenset(keys | {f"state {one}" for one in states if one}))


def stand_for_text(publisher: str, origin: Origin | None) -> Standing:
    """Return the voice of what a report says by itself."""
    agencies = origin.agencies if origin else ()
    known = load_agencies().known(publisher)
    names = agencies or ((known,) if known else (publisher,))
    return _own_standing(names, is_agency=bool(agencies or known))


class _Told(NamedTuple):
    """A speaker of a report, and whom the words name."""

    report: ReportKey
    speaker: ActorId
    naming: Naming


class _Maker:
    def __init__(
        self, told: Namings, book: KnownBodies, categories: Mapping[str, Category] | None
    ) -> None:
        self._book = book
        self._known_categories = categories
        self._known_behind: dict[tuple[str, ...], frozenset[str]] = {}
        self._known_bodies: dict[str, Voice] = {}
        self._known_standings: dict[tuple[str, ...], Standing] = {}
        self._known_people: dict[Someone, Someone] = {}
        """Each different description of a person once: many reports quote the same people."""
        self._by_report = told

    def standings(self) -> dict[ReportKey, dict[ActorId, Standing]]:
        """Return all voices that have a name or a body behind them."""
        found: dict[ReportKey, dict[ActorId, Standing]] = defaultdict(dict)
        for told, standing in chain(self._people(), self._bodies()):
            found[told.report][told.speaker] = standing
        return dict(found)

    def _told(self) -> Iterator[_Told]:
        for report, of_report in self._by_report.items():
            for speaker, naming in of_report:
                yield _Told(report, speaker, naming)

    def _keys(self, naming: Naming) -> list[str]:
        return list(dict.fromkeys(self._book.key(body) for body in naming.bodies))

    def _behind(self, keys: Iterable[str]) -> frozenset[str]:
        """Return keys of bodies, and of the states of which they are organs."""
        asked = tuple(sorted(set(keys)))
        if asked not in self._known_behind:
            states = {self._book.state_behind(key) for key in asked}
            organs = {f"state {state}" for state in states if state}
            self._known_behind[asked] = frozenset(organs.union(asked))
        return self._known_behind[asked]

    def _bodies(self) -> Iterator[tuple[_Told, Standing]]:
        categories = self._known_categories
        if categories is None:
            categories = self._categories()
        for told in self._told():
            naming, keys = told.naming, self._keys(told.naming)
            if naming.person or not keys:
                continue
            if naming.speaks_as_body:
                yield told, self._body_standing(tuple(keys), categories)
                continue
            voice = Voice(
                id=make_id("unnamed", told.report, told.speaker),
                name=naming.speaker.name,
                kind=VoiceKind.UNNAMED,
                category=naming.speaker.category,
                organisation=self._book.name(keys[0]),
            )
            yield told, Standing(voice, self._behind(keys))

    def _body_standing(self, keys: tuple[str, ...], categories: Mapping[str, Category]) -> Standing:
        if keys not in self._known_standings:
            if keys[0] not in self._known_bodies:
                self._known_bodies[keys[0]] = self._body(keys[0], categories)
            voice = self._known_bodies[keys[0]]
            self._known_standings[keys] = Standing(voice, self._behind(keys))
        return self._known_standings[keys]

    def _body(self, key: str, categories: Mapping[str, Category]) -> Voice:
        name = self._book.name(key)
        return Voice(
            id=make_id("body", key),
            name=name,
            kind=VoiceKind.NAMED,
            category=categories.get(key),
            organisation=name,
            is_public=True,
        )

    def _categories(self) -> dict[str, Category]:
        """Return the walk of life that most reports give a body."""
        told: dict[str, Counter[Category]] = defaultdict(Counter)
        for _, _, naming in self._told():
            category = category_told(naming)
            if category:
                told[self._keys(naming)[0]][category] += 1
        return {key: most_told(counts) for key, counts in told.items()}

    def _people(self) -> Iterator[tuple[_Told, Standing]]:
        told = [one for one in self._told() if one.naming.person]
        people = [self._someone(one.naming, one.naming.person) for one in told if one.naming.person]
        members: dict[int, list[int]] = defaultdict(list)
        for number, root in enumerate(join_people(people)):
            members[root].append(number)
        names = Counter(people[root].name.key for root in members)
        for root, numbers in members.items():
            group = [(told[number], people[number]) for number in numbers]
            is_alone = names[people[root].name.key] == 1 and people[root].name.is_full
            yield from self._person(group, is_alone=is_alone)

    def _someone(self, naming: Naming, name: PersonName) -> Someone:
        category = naming.speaker.category
        someone = Someone(
            name=name,
            bodies=frozenset(self._keys(naming)),
            hints=naming.hints,
            category=None if category is Category.UNNAMED else category,
            is_public=naming.speaker.public_office,
        )
        return self._known_people.setdefault(someone, someone)

    def _person(
        self, group: Sequence[tuple[_Told, Someone]], *, is_alone: bool
    ) -> Iterator[tuple[_Told, Standing]]:
        """Yield one person's voice for each report that quotes them."""
        everyone = [someone for _, someone in group]
        bodies = Counter(key for someone in everyone for key in sorted(someone.bodies))
        body = min(bodies, key=lambda key: (-bodies[key], key)) if bodies else None
        categories = Counter(one.category for one in everyone if one.category)
        spellings = Counter(told.naming.person_words for told, _ in group)
        # Namesakes are told apart by their body or walk of life, or by the report that names them.
        apart = body or (most_told(categories) if categories else None) or group[0][0].report
        voice = Voice(
            id=make_id("person", everyone[0].name.key, "" if is_alone else str(apart)),
            name=min(spellings, key=lambda name: (-spellings[name], name)),
            kind=VoiceKind.NAMED,
            category=most_told(categories) if categories else None,
            organisation=self._book.name(body) if body else None,
            is_public=any(one.is_public for one in everyone),
        )
        standings: dict[frozenset[str], Standing] = {}
        for told, someone in group:
            behind = self._behind({*someone.bodies, *([body] if body else [])})
            yield told, standings.setdefault(behind, Standing(voice, behind))


def category_told(naming: Naming) -> Category | None:
    """Return the walk of life that a naming gives the body that speaks."""
    category = naming.speaker.category
    is_told = naming.speaks_as_body and category is not Category.UNNAMED
    return category if is_told else None


def most_told(counts: Mapping[Category, int]) -> Category:
    """Return the walk of life that is given most often."""
    return min(counts, key=lambda one: (-counts[one], one.value))
