"""Actors: one record a person or group of a report, whoever calls them what."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.reader.categories import calling_of
from accordingto.reader.coreference import Cluster, Resolver
from accordingto.reader.descriptions import Description, describe
from accordingto.reader.layers import Annotations, PlaceMention, Sentence, Tagging
from accordingto.reader.person_names import RANKS
from accordingto.reader.victim_sides import side_span
from accordingto.records.actors import Actor
from accordingto.records.base import Mention
from accordingto.records.ids import record_id
from accordingto.records.values import ActorKind, Category
from accordingto.report import Report, Span

_SPEAKERS = frozenset().union(*load_words("speakers").values())
_DETERMINERS = load_words("clauses")["determiners"]
_AUXILIARIES = frozenset().union(*(load_words("clauses")[c] for c in ("be", "have", "modals")))
_GROUP_SIGNS = load_words("persons")["group_signs"]
_AGE_DIGITS = 2
_LEADS = load_words("persons")["leads"]
_BODY_JOINTS = frozenset({"of", "from", "who"})
_NO_ROLE = frozenset({"whose", "which", "who", "where", "when"})
_LONGEST_ROLE = 14
_PUBLIC = frozenset({Category.OFFICIAL, Category.MILITARY, Category.COURT_POLICE})
_UN = frozenset({"un", "u.n.", "nations"})
_COUNTRY_PREC = 6
"""Code of UCDP GED for a place that is a whole country."""


@dataclass(frozen=True, slots=True)
class ResolveActors:
    """Gather who speaks, acts or agrees, and join the phrases that name the same one.

    Within the report only: a last name, an acronym, "the Observatory" and pronouns find the actor
    named before. In the order of first mentions; nothing when nobody is named.
    """

    name: ClassVar[str] = "actors"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Tagging, Sentence})
    provides: ClassVar[type[object]] = Actor

    def __call__(self, report: Report, found: Annotations) -> Iterator[Actor]:
        """Yield actors."""
        spans: dict[Span, bool] = {}
        for tagging in found.of(Tagging):
            spans |= _gather(report, tagging)
        states = {
            mention.evidence
            for mention in found.of(PlaceMention)
            if mention.place.where_prec == _COUNTRY_PREC
        }
        words = _Words(found.of(Sentence))
        named = tuple(_names_beside(found.of(Sentence)))
        groups = frozenset(name for name, *beside in named if any(map(_is_group_sign, beside)))
        rebels = frozenset(name for name, *beside in named if any(map(_is_calling, beside)))
        resolver = Resolver()
        for span in sorted(spans):
            tokens, after, alias = words.around(span)
            if tokens:
                core = Span(
                    tokens[1 if len(tokens) > 1 and tokens[0].lower == "the" else 0].start, span.end
                )
                description = describe(
                    tokens,
                    after,
                    is_state=span in states or core in states,
                    is_group=report.quote(core).lower() in groups,
                    is_rebel=report.quote(core).lower() in rebels,
                )
                resolver.meet(span, description, alias=alias, speaks=spans[span])
        for cluster in resolver.clusters:
            yield _actor(report, cluster)


def _gather(report: Report, tagging: Tagging) -> dict[Span, bool]:
    """Collect the spans that name somebody, sides of those harmed too; true for those who speak."""
    speaking: list[Span | None] = [statement.source for statement in tagging.statements]
    silent: list[Span] = []
    for statement in tagging.statements:
        silent += (*statement.accused, *statement.via)
    for incident in tagging.incidents:
        silent += (role.span for role in incident.actors)
        speaking += (role.source for role in incident.actors)
    speaking += (figure.source for figure in tagging.figures)
    for agreement in tagging.agreements:
        silent += (*agreement.parties, *agreement.brokers, *agreement.accused)
    sides = (side_span(report, figure.evidence) for figure in tagging.figures)
    silent += (span for span in sides if span is not None)
    return dict.fromkeys(silent, False) | {span: True for span in speaking if span is not None}


def _is_group_sign(word: str) -> bool:
    return word in _GROUP_SIGNS


def _is_calling(word: str) -> bool:
    return calling_of(word) is not None


def _names_beside(sentences: Sequence[Sentence]) -> Iterator[tuple[str, str, str]]:
    """Yield the names, each with the words behind and before it: "Marenna Shield fighters"."""
    for sentence in sentences:
        run: list[Token] = []
        before = ""
        for token in sentence.tokens:
            if token.text[0].isupper() or (run and token.lower.startswith(("al-", "el-"))):
                run.append(token)
                continue
            if run:
                name = " ".join([t.lower for t in run if t.lower not in _DETERMINERS])
                yield name, token.lower, before
                run = []
            before = token.lower


class _Words:
    """Finds the tokens of a span, and the apposition behind it."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._starts = [sentence.evidence.start for sentence in sentences]

    def around(self, span: Span) -> tuple[Sequence[Token], Sequence[Token], str | None]:
        """Return the tokens of a span, its apposition, and the acronym in brackets behind it."""
        place = bisect_right(self._starts, span.start) - 1
        if place < 0:
            return (), (), None
        tokens = self._sentences[place].tokens
        first = bisect_right(tokens, span.start, key=lambda t: t.end)
        last = bisect_right(tokens, span.end - 1, key=lambda t: t.start)
        alias = None
        if last + 2 < len(tokens) and tokens[last].text == "(" and tokens[last + 2].text == ")":
            alias = tokens[last + 1].text if tokens[last + 1].text.isupper() else None
            after = last + 3 if alias else last
        else:
            after = last
        return tokens[first:last], _apposition(tokens, after), alias


def _apposition(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    """Return the role behind a name: ", director of a hospital there,"; empty when none stands."""
    if start + 1 >= len(tokens):
        return ()
    if tokens[start].text == "," and tokens[start + 1].lower in _BODY_JOINTS:
        return _body_of(tokens, start + 1)
    is_set_off = tokens[start].text in {",", "("}
    first = start + 1 if is_set_off else start
    if not is_set_off and tokens[first].lower not in {"a", "an", "the"}:
        return ()
    end = first
    limit = min(len(tokens), first + _LONGEST_ROLE)
    while end < limit and tokens[end].text not in {",", ".", ";", ":", ")", "(", '"', "“", "”"}:
        if tokens[end].lower in {
            "said",
            "told",
            "who",
            "which",
            "says",
            "that",
            "has",
            "was",
            "is",
        }:
            break
        end += 1
    role = tokens[first:end]
    head = next(
        (i for i, t in enumerate(role) if t.lower in {"of", "for", "at", "in", "with", "from"}),
        len(role),
    )
    if not role or any(t.lower in _AUXILIARIES for t in role):
        return ()
    if role[0].text.isdigit() and role[0].end - role[0].start <= _AGE_DIGITS:
        return (*role, *_apposition(tokens, end))
    if role[0].lower in _NO_ROLE or role[0].lower.endswith("ing"):
        return ()
    is_role = any(t.lower in _SPEAKERS for t in role[:head]) and (
        role[0].lower in _DETERMINERS or not role[0].is_capitalised or head < len(role)
    )
    return role if is_role else ()


def _body_of(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    """Return words about a person's body: ", of the council,", ", who runs the clinic,"."""
    first = start + (tokens[start].lower == "who")
    if first > start and (first == len(tokens) or tokens[first].lower not in _LEADS):
        return ()
    limit = min(len(tokens), first + _LONGEST_ROLE)
    end = next((i for i in range(first, limit) if not _is_in_role(tokens[i])), limit)
    words = tokens[first:end]
    return words if any(t.lower in _SPEAKERS for t in words) else ()


def _is_in_role(token: Token) -> bool:
    return token.is_word or token.lower == "'s"


def _actor(report: Report, cluster: Cluster) -> Actor:
    """Make the record of one cluster."""
    best, span = _best_name(cluster)
    name = (
        report.quote(span)
        if best.name and best.kind is not ActorKind.PERSON
        else _person_name(report, best, span)
    )
    category = _category_of_body(cluster) or _category(cluster.descriptions)
    identity = record_id(report, "actor", cluster.spans[0], name)
    known: Sequence[Description] = cluster.descriptions
    return Actor(
        id=identity,
        name=" ".join(name.split()),
        kind=ActorKind.PERSON if best.is_open and cluster.is_human else best.kind,
        role=_best_role(known),
        affiliation=_first_of(d.affiliation for d in known) or _body_name(report, cluster),
        category=category,
        public_office=_is_public(known, category),
        mentions=tuple(Mention.at(report, span, identity) for span in sorted(cluster.spans)),
    )


def _best_name(cluster: Cluster) -> tuple[Description, Span]:
    """Return the phrase that names the actor best: a person's full name, else the longest name."""
    named = [d for d in cluster.descriptions if d.pronoun is None]
    best = max(named, key=_naming, default=cluster.first)
    return best, cluster.named_spans.get(best, cluster.spans[0])


def _naming(found: Description) -> tuple[bool, int, int]:
    words = len(found.words)
    return found.kind is ActorKind.PERSON, len(found.name), -words if found.name else words


def _person_name(report: Report, best: Description, span: Span) -> str:
    """Return a person's name without its role; other phrases as they stand."""
    words = report.quote(span)
    if best.kind is not ActorKind.PERSON or len(best.name) == len(best.words):
        return words
    folded = words.lower()
    start = folded.rfind(best.name[0])
    return words[start:] if start > 0 else words


def _is_public(known: Sequence[Description], category: Category | None) -> bool:
    """Tell whether a person holds public office.

    An office of a state, its forces, its courts, or of the United Nations counts. Who speaks for
    an opposition, an armed group, a charity or a clinic holds none, as its spokeswoman may be a
    private person whom her name could harm.
    """
    if category is Category.AID_OR_UN:
        return any(d.is_public and not _UN.isdisjoint(d.described) for d in known)
    return category in _PUBLIC and any(d.is_public for d in known)


def _best_role(known: Sequence[Description]) -> str | None:
    """Return the first role that tells more than a rank, else the rank."""
    roles = [d.role for d in known if d.role is not None]
    told = (r for r in roles if r.lower() not in RANKS)
    return _first_of(told) or _first_of(iter(roles))


def _body_name(report: Report, cluster: Cluster) -> str | None:
    """Return the name of the body that a person speaks for."""
    if cluster.body is None:
        return None
    best, span = _best_name(cluster.body)
    return " ".join(report.quote(span).split()) if best.name else None


def _category_of_body(cluster: Cluster) -> Category | None:
    """Return the walk of life of the body that a person speaks for."""
    return None if cluster.body is None else _category(cluster.body.descriptions)


def _first_of(values: Iterator[str | None]) -> str | None:
    return next((" ".join(value.split()) for value in values if value), None)


def _category(known: Sequence[Description]) -> Category | None:
    """Return the walk of life of the first phrase that tells it; that of no name is `unnamed`."""
    told = [d.category for d in known if d.category is not None]
    if Category.OPPOSITION in told and Category.OFFICIAL in told:
        return Category.OPPOSITION  # "the council", later "the opposition body"
    plain = next((c for c in told if c is not Category.UNNAMED), None)
    if plain is not None:
        return plain
    if told:
        return Category.UNNAMED
    is_several = any(d.kind is ActorKind.GROUP for d in known)
    return Category.UNNAMED if not is_several and all(not d.name for d in known) else None


class ActorIndex:
    """Looks up which actor of the report a span names."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._by_span: Mapping[Span, str] = {
            m.span: actor.id for actor in actors for m in actor.mentions
        }

    def mention(self, report: Report, span: Span) -> Mention:
        """Return the words of a span, with the id of the actor that they name, if any."""
        return Mention.at(report, span, self._by_span.get(span))
