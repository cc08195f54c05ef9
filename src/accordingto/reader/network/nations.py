"""Nations as the network is shown them: under one row of names, whatever they are called.

Each word for a nation is read as that of another, in the order in which nations are first named.
So two reports that differ in nothing but their nations are one to the network.
"""

from collections.abc import Iterable, Sequence

from accordingto.gazetteer.demonyms import load_nations
from accordingto.gazetteer.names import fold_name
from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import PlaceMention

_ROW = (
    ("Israel", "Israeli", "Israelis"),
    ("Turkey", "Turkish", "Turks"),
    ("Iraq", "Iraqi", "Iraqis"),
    ("Iran", "Iranian", "Iranians"),
    ("Russia", "Russian", "Russians"),
    ("Syria", "Syrian", "Syrians"),
    ("France", "French", "French"),
    ("Lebanon", "Lebanese", "Lebanese"),
    ("Ukraine", "Ukrainian", "Ukrainians"),
    ("Jordan", "Jordanian", "Jordanians"),
    ("Egypt", "Egyptian", "Egyptians"),
    ("China", "Chinese", "Chinese"),
)
"""Nations that the network has met often, each as country, in adjectives, and as people."""


def shown_words(tokens: Sequence[Token], places: Iterable[PlaceMention]) -> list[str]:
    """Return the words of a report as the network is shown them."""
    countries = _find_countries(tokens, places)
    adjectives = load_nations()
    order: dict[str, int] = {}
    shown: list[str] = []
    for place, token in enumerate(tokens):
        code = countries.get(place)
        form = 0
        if code is None and token.is_capitalised:
            key = fold_name(token.text.replace(".", ""))
            code, form = adjectives.get(key), 1
            if code is None and key.endswith("s"):
                code, form = adjectives.get(key[:-1]), 2
        if code is None:
            shown.append(token.text)
            continue
        number = order.setdefault(code, len(order)) % len(_ROW)
        shown.append(_ROW[number][form])
    return shown


def _find_countries(tokens: Sequence[Token], places: Iterable[PlaceMention]) -> dict[int, str]:
    """Return the codes of the words that alone name a country, by the number of the word."""
    starts = {token.start: place for place, token in enumerate(tokens)}
    found: dict[int, str] = {}
    for mention in places:
        at, where = starts.get(mention.evidence.start), mention.place
        if at is None or tokens[at].end != mention.evidence.end:
            continue
        if where.feature == "country" and where.country:
            found[at] = where.country
    return found
