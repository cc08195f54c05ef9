"""Words to search by, cut and made alike by ourselves: the same on SQLite and on PostgreSQL.

Whatever a user types is cut in the same way as what is kept, so nothing in it is an operator: AND,
OR, NEAR, quotes, stars and brackets are words or nothing. A *word* holds letters and digits alone;
a *mark* (`p_aleppo`, `k_air_strike`) says what a record is about, and can be no word, since it
holds a low line.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from accordingto.gazetteer.names import fold_name

LONGEST_WORD = 40
"""Characters; of longer words the start is kept."""
LONGEST_NAME = 24
"""Words of a name by which it can be found."""
# Of scripts without blanks (Thai, Lao, Burmese, Khmer, Japanese, Chinese) each letter is a word.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
_APOSTROPHES = re.compile("['’‘ʼ`´]")


def words_of(text: str) -> list[str]:
    r"""Return the words of a text in order, made alike.

    Case, accents and invisible characters go, and so does the s of a plural. Nothing else is known
    of any language.

    >>> words_of('The army’s air-strikes on Idl\u200bib; parties AND "truces"*')
    ['the', 'army', 'air', 'strike', 'on', 'idlib', 'party', 'and', 'truce']
    """
    return [_one(word[:LONGEST_WORD]) for word in _WORD.findall(_plain(text))]


def name_words(name: str) -> list[str]:
    """Return the words of a name of somebody or of a place, its spelling evened out.

    >>> name_words("Deir ez-Zor"), name_words("Deir al-Zour")
    (['deir', 'zor'], ['deir', 'zur'])
    """
    folded = fold_name(_without_marks(name))
    return [word[:LONGEST_WORD] for word in _WORD.findall(folded)][:LONGEST_NAME]


@lru_cache(maxsize=16_384)
def name_marks(sort: str, name: str) -> tuple[str, ...]:
    """Return the marks by which a name is found: of its words, and of each two in a row.

    >>> name_marks("a", "Red Dorrash Guard")
    ('a_red', 'a_dorash', 'a_guard', 'a_red_dorash', 'a_dorash_guard')
    """
    words = name_words(name)
    pairs = (f"{sort}_{one}_{next_one}" for one, next_one in pairwise(words))
    return (*(f"{sort}_{word}" for word in words), *pairs)


def asked_name_marks(sort: str, name: str) -> tuple[str, ...]:
    """Return the marks that a name that is asked for must all have; none where it has no letter.

    >>> (
    ...     asked_name_marks("a", "Dorrash Guard"),
    ...     asked_name_marks("a", "guard*"),
    ...     asked_name_marks("a", "*"),
    ... )
    (('a_dorash_guard',), ('a_guard',), ())
    """
    words = name_words(name)
    if len(words) == 1:
        return (f"{sort}_{words[0]}",)
    return tuple(f"{sort}_{one}_{next_one}" for one, next_one in pairwise(words))


def value_mark(sort: str, value: str) -> str:
    """Return the mark of a value of a closed list.

    >>> value_mark("k", "air_strike")
    'k_air_strike'
    """
    return f"{sort}_{value.casefold()}"


def _plain(text: str) -> str:
    """Return text without case, accents, apostrophes and characters that cannot be seen."""
    if text.isascii():
        return _APOSTROPHES.sub("", text).lower()
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", _without_marks(text)).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


@lru_cache(maxsize=16_384)
def _one(word: str) -> str:
    """Return a word without the s of its plural, as far as its letters tell."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]
