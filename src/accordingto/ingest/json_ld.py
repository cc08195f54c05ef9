"""JSON-LD in a page: what it says about the article (schema.org), by fields that name a source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from accordingto.ingest.extracts import MAX_VALUE, Fact, Note
from accordingto.ingest.json_values import UnreadableJsonError, mend_surrogates, parse_loose_json
from accordingto.records.base import JsonValue

MAX_SCRIPT = 4_000_000
"""Characters of one script of JSON-LD that are read."""
MAX_NODES = 50_000
"""Objects of a page's JSON-LD that are looked at."""
MAX_VALUES = 50
"""Authors, dates and so on of one article that are kept."""
_ARTICLES = ("Article", "BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting")
_TEXTS = (
    *("headline", "datePublished", "dateModified", "creditText", "dateline", "description"),
    *("inLanguage", "articleSection", "isAccessibleForFree"),
    *("coverageStartTime", "coverageEndTime"),
)
_NAMES = ("author", "publisher", "sourceOrganization", "provider", "copyrightHolder")
_WORKS = ("isBasedOn", "isBasedOnUrl", "mainEntityOfPage", "url")
_BODY = "articleBody"
_UPDATES = "liveBlogUpdate"

Node = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Linked:
    """What a page's JSON-LD says of its article."""

    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    body: str = ""
    """The article's own text, where it is given."""
    updates: int = 0
    """Entries of a live blog."""


def read_json_ld(scripts: Sequence[str], urls: Sequence[str] = ()) -> Linked:
    """Return what scripts of JSON-LD say of the page's article; nothing, when none is about one.

    Of several articles it is the one whose address is among `urls`, else the first. A script that
    is broken, or nested too deeply, or that names one field twice, is left out with a note.
    """
    nodes: list[Node] = []
    notes: list[Note] = []
    for script in scripts:
        try:
            nodes += _nodes(_parse(script), MAX_NODES - len(nodes))
        except UnreadableJsonError as error:
            notes.append(
                Note(
                    "json_ld_unreadable",
                    f"a script of JSON-LD was left out: {error}; what it says of the article is "
                    "not known",
                )
            )
    if len(nodes) >= MAX_NODES:
        notes.append(
            Note(
                "json_ld_unreadable",
                f"the JSON-LD of the page has more than {MAX_NODES:,} objects; those beyond were "
                "left out",
            )
        )
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        return Linked(notes=tuple(notes))
    article = next((node for node in articles if _addresses(node) & set(urls)), articles[0])
    by_id = {name: node for node in nodes if "name" in node for name in _texts(node.get("@id"))}
    return Linked(
        facts=tuple(_facts(article, by_id)),
        notes=tuple(notes),
        body=next(_texts(article.get(_BODY)), ""),
        updates=len(_as_list(article.get(_UPDATES))),
    )


def _parse(script: str) -> JsonValue:
    if len(script) > MAX_SCRIPT:
        message = f"it has {len(script):,} characters, and no more than {MAX_SCRIPT:,} are read"
        raise UnreadableJsonError(message)
    # Pages carry raw line ends within strings, which JSON does not allow.
    value, _ = parse_loose_json(script.strip().translate(_BLANKS))
    return mend_surrogates(value)


_BLANKS = dict.fromkeys(range(32), " ")


def _nodes(value: JsonValue, most: int) -> list[Node]:
    """List the objects of a value, outer before inner, no more than `most`."""
    found: list[Node] = []
    waiting = [value]
    while waiting and len(found) < most:
        one = waiting.pop()
        if isinstance(one, Mapping):
            found.append(one)
            waiting += reversed(list(one.values()))
        elif isinstance(one, list):
            waiting += reversed(one)
    return found


def _is_article(node: Node) -> bool:
    return any(kind.endswith(_ARTICLES) for kind in _texts(node.get("@type")))


def _addresses(node: Node) -> set[str]:
    values = [node.get(name) for name in ("@id", "url", "mainEntityOfPage")]
    return {address for value in values for address in _addresses_of(value)}


def _addresses_of(value: JsonValue) -> Iterator[str]:
    for one in _as_list(value):
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            yield from _texts([one.get("@id"), one.get("url")])


def _facts(article: Node, by_id: Mapping[str, Node]) -> Iterator[Fact]:
    """Yield what is said, in the order of the lists of fields above; of each only so many."""
    for name in _TEXTS:
        yield from _bounded(name, _texts(article.get(name)))
    for name in _NAMES:
        values = _as_list(article.get(name))[:MAX_VALUES]
        yield from _bounded(name, (text for one in values for text in _names(one, by_id)))
    for name in _WORKS:
        values = _as_list(article.get(name))[:MAX_VALUES]
        works = (one if isinstance(one, str) else " ".join(_work(one, by_id)) for one in values)
        yield from _bounded(name, filter(None, works))


def _bounded(name: str, values: Iterable[str]) -> Iterator[Fact]:
    return (Fact(f"ld:{name}", value[:MAX_VALUE]) for value in islice(values, MAX_VALUES))


def _names(value: JsonValue, by_id: Mapping[str, Node]) -> Iterator[str]:
    """Yield the names that an author or an organisation has, here or where its id stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        own = value if "name" in value else by_id.get(next(_texts(value.get("@id")), ""), value)
        yield from _texts(own.get("name"))


def _work(value: JsonValue, by_id: Mapping[str, Node]) -> Iterator[str]:
    """Yield name, publisher and address of another work."""
    if isinstance(value, Mapping):
        yield from _texts([value.get("name"), value.get("headline")])
        yield from _names(value.get("publisher"), by_id)
        address = next(_addresses_of([value.get("url"), value.get("@id")]), "")
        yield from [address] if address else []


def _texts(value: JsonValue) -> Iterator[str]:
    """Yield the strings of a value that is one, or a list of some; numbers and truth as JSON."""
    for one in _as_list(value):
        if isinstance(one, bool):
            yield str(one).lower()
        elif isinstance(one, str | int | float) and str(one).strip():
            yield str(one).strip()


def _as_list(value: JsonValue) -> Sequence[JsonValue]:
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)
