"""Which phrases of one report name the same actor: by name, acronym, head noun, or pronoun."""

from dataclasses import dataclass, field

from accordingto.reader.descriptions import Description, Pronoun, bare
from accordingto.reader.person_names import RANKS
from accordingto.records.values import ActorKind
from accordingto.report import Span

_GENERIC = {
    "group": ("monitor", "armed_group", "opposition", "aid_or_un"),
    "monitor": ("monitor",),
    "watchdog": ("monitor",),
    "organisation": ("monitor", "aid_or_un"),
    "organization": ("monitor", "aid_or_un"),
    "agency": ("media", "aid_or_un"),
    "outlet": ("media",),
    "broadcaster": ("media",),
    "charity": ("aid_or_un",),
    "body": ("official", "opposition", "aid_or_un", "monitor"),
    "brigade": ("armed_group",),
}
_HUMAN = frozenset({ActorKind.PERSON, ActorKind.UNNAMED})


@dataclass(slots=True)
class Cluster:
    """The phrases found so far that name one actor."""

    first: Description
    spans: list[Span] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
    named_spans: dict[Description, Span] = field(default_factory=dict)
    """Where each description was first met."""
    body: "Cluster | None" = None
    """The body that a person speaks for, where the report names it apart."""
    is_human: bool = False
    """A pronoun stood for a person here."""

    @property
    def words(self) -> frozenset[str]:
        """All words of the actor's phrases."""
        return frozenset(bare(word) for d in self.descriptions[:8] for word in d.words)

    @property
    def is_person(self) -> bool:
        """Tell whether a phrase shows a person."""
        return any(d.kind is ActorKind.PERSON for d in self.descriptions[:8])

    @property
    def sex(self) -> Pronoun | None:
        """Sex, where a phrase tells it."""
        return next((d.sex for d in self.descriptions[:8] if d.sex is not None), None)


class Resolver:
    """Meets the phrases of a report in order and gives each its cluster.

    Looks up by key words only, so that the work stays linear in the number of phrases.
    """

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._by_words: dict[tuple[str, ...], Cluster] = {}
        self._by_head: dict[str, Cluster] = {}
        self._by_alias: dict[str, Cluster] = {}
        self._latest: dict[str, Cluster] = {}

    def meet(self, span: Span, found: Description, *, alias: str | None, speaks: bool) -> None:
        """Add one phrase; `alias` is an acronym in brackets behind it."""
        cluster = self._find(found)
        if cluster is None:
            cluster = Cluster(found)
            self.clusters.append(cluster)
        cluster.spans.append(span)
        if found.belongs and cluster.body is None:
            cluster.body = self._body(found.belongs, cluster)
        if found.pronoun is None or not cluster.descriptions:
            cluster.descriptions.append(found)
            cluster.named_spans.setdefault(found, span)
        cluster.is_human = cluster.is_human or found.pronoun in {Pronoun.HE, Pronoun.SHE}
        self._register(cluster, found, alias, speaks=speaks)

    def _find(self, found: Description) -> Cluster | None:
        if found.pronoun is not None:
            return self._antecedent(found.pronoun)
        if found.is_indefinite:
            return None
        exact = self._by_words.get(found.words)
        if exact is not None:
            return exact
        if len(found.words) == 1 and found.words[0] in self._by_alias:
            return self._by_alias[found.words[0]]
        return self._by_key(found)

    def _body(self, words: tuple[str, ...], of: Cluster) -> Cluster | None:
        """Find the body that "the group" or "its" names in a person's role."""
        if words[0] in {"its", "their"}:
            found = self._latest.get("body")
        else:
            head = words[-1]
            found = self._by_words.get(words) or self._by_head.get(head)
            if found is None and len(words) == 1:
                found = self._latest.get(f"generic {head}")
            if found is not None and not set(words) - {head} <= found.words:
                found = None
        return None if found is None or found is of or found.is_person else found

    def _by_key(self, found: Description) -> Cluster | None:
        """Find the actor that shares the key word, when one phrase holds the other's words."""
        known = self._by_head.get(found.head)
        if known is None:
            is_generic = len(found.words) <= 2 and not found.name
            generic = self._latest.get(f"generic {found.head}") if is_generic else None
            return generic or (self._spokesman(found) if is_generic else None)
        mine = {bare(word) for word in (found.name or found.words)}
        theirs = known.words
        return known if mine <= theirs or theirs <= mine else None

    def _spokesman(self, found: Description) -> Cluster | None:
        """Find the officer named before whom "the army spokesman" means."""
        latest = self._latest.get("one")
        if latest is None or not found.head.startswith("spokes") or not latest.is_person:
            return None
        told = [d for d in latest.descriptions[:8] if d.role is not None]
        is_free = all((d.role or "").lower() in RANKS for d in told)
        is_fitting = found.category is not None and any(d.category == found.category for d in told)
        return latest if is_free and is_fitting else None

    def _antecedent(self, pronoun: Pronoun) -> Cluster | None:
        if pronoun is Pronoun.SPEAKER:
            return self._latest.get("speaker")
        if pronoun in {Pronoun.HE, Pronoun.SHE}:
            known = self._latest.get(pronoun.value)
            other = self._latest.get("one")
            return (
                known if known is not None and (other is None or other.sex is not None) else other
            )
        if pronoun is Pronoun.IT:
            return self._latest.get("body")
        return self._latest.get("many") or self._latest.get("body")

    def _register(
        self, cluster: Cluster, found: Description, alias: str | None, *, speaks: bool
    ) -> None:
        """Note under which words the actor can be found again."""
        if found.pronoun is None:
            self._by_words.setdefault(found.words, cluster)
            self._by_head[found.head] = cluster
            if found.kind is ActorKind.ORGANISATION and found.name:
                for word in found.name:
                    self._by_head.setdefault(bare(word), cluster)
            for name in (alias, _acronym(found)):
                if name:
                    self._by_alias.setdefault(name.lower(), cluster)
            for word in (found.role or "").lower().split()[:8]:
                self._latest[f"generic {word}"] = cluster
            category = found.category.value if found.category else ""
            for word, categories in _GENERIC.items():
                if category in categories and not (word == "body" and not _is_body(found)):
                    self._latest[f"generic {word}"] = cluster
        if speaks or (found.is_plural and found.kind in _HUMAN):
            self._note_for_pronouns(cluster, found, speaks=speaks)

    def _note_for_pronouns(self, cluster: Cluster, found: Description, *, speaks: bool) -> None:
        """Note for which pronouns the actor is now the nearest."""
        if speaks:
            self._latest["speaker"] = cluster
        if found.pronoun is not None:
            return
        if found.is_plural:
            self._latest["many"] = cluster
        elif cluster.is_person or found.is_open or not found.name:
            self._latest["one"] = cluster
            for sex in (Pronoun.HE, Pronoun.SHE):
                if cluster.sex in {None, sex}:
                    self._latest[sex.value] = cluster
        if (found.is_open and not cluster.is_person) or (
            not cluster.is_person and found.kind not in _HUMAN
        ):
            self._latest["body"] = cluster
            if found.kind is not ActorKind.PUBLISHER:
                self._latest["many"] = cluster


def _is_body(found: Description) -> bool:
    """Tell whether "the body" may mean it: a named one, no government."""
    return bool(found.name) and found.kind not in {ActorKind.STATE, ActorKind.PERSON}


def _acronym(found: Description) -> str | None:
    """Return the initials of an organisation's name: "Marenna Observatory for Rights" is "mor"."""
    if found.kind is ActorKind.PERSON or not 3 <= len(found.name) <= 8:
        return None
    letters = [word[0] for word in found.name if word not in {"of", "for", "the", "and", "in"}]
    return "".join(letters) if len(letters) >= 3 else None
