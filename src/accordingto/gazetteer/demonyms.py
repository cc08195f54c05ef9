"""Words for the people of a country and what is theirs."""

from functools import cache
from importlib.resources import files

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


def is_demonym(word: str) -> bool:
    """Tell whether a word is a demonym, or has the form of one: "Syrian", "Marenese".

    >>> [is_demonym(word) for word in ("Marenese", "Iraqi", "Tarvo", "vegetarian")]
    [True, True, False, False]
    """
    return word[:1].isupper() and (word.casefold() in load_demonyms() or word.endswith(_ENDINGS))
