"""Words for the people of a country and what is theirs."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from accordingto.gazetteer.names import fold_name
from accordingto.gazetteer.sources import DATA, read_table

_ENDINGS = ("ian", "ean", "ese", "ish")


@cache
def load_demonyms() -> frozenset[str]:
    """Return the demonyms of one word that the package knows, in lower case."""
    table = files("accordingto.gazetteer") / "data" / "demonyms.tsv"
    found: set[str] = set()
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            found.update(word.casefold() for word in line.split("\t")[-1].split("|"))
    return frozenset(word for word in found if word and " " not in word)


@cache
def load_nations() -> Mapping[str, str]:
    """Return country codes by demonyms and other names, folded, full stops left out.

    >>> [load_nations()[word] for word in ("us", "american", "british")]
    ['US', 'US', 'GB']
    """
    return {
        fold_name(name.replace(".", "")): row["country"]
        for row in read_table(DATA / "demonyms.tsv")
        for name in (*row["names"].split("|"), *row["demonyms"].split("|"))
        if name
    }


def is_demonym(word: str) -> bool:
    """Tell whether a word is a demonym, or has the form of one: "Syrian", "Marenese".

    >>> [is_demonym(word) for word in ("Marenese", "Iraqi", "Tarvo", "vegetarian")]
    [True, True, False, False]
    """
    return word[:1].isupper() and (word.casefold() in load_demonyms() or word.endswith(_ENDINGS))
