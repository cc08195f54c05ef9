"""How news writes words: small, with a capital, or in capitals; counted for `lexicons/casing.toml`.

python -m training.casing CORPUS.jsonl ... [--without GOLD_FOLDER]

Prints the words that stand in the texts at least LEAST times: those written small more often than
not, those written in capitals throughout, and names that end as small words do. Headlines and first
words of sentences tell nothing and are left out. The lists were then looked through by hand.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token, find_tokens

LEAST = 3
LEAST_WORDS = 8
_OPENERS = frozenset('.!?:"“”‘')


def main(arguments: Sequence[str] | None = None) -> int:
    """Count and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--without", type=Path, help="a gold folder whose reports are left out")
    options = parser.parse_args(arguments)
    left_out = set(_ids(options.without / "reports.jsonl")) if options.without else set()
    small, large, capitals = count_cases(_texts(options.corpus, left_out))
    endings = tuple(load_words("casing")["small_endings"])
    print("small", *_more(small, large, capitals))
    print("capitals", *_more(capitals, small, large))
    print("names", *(w for w in _more(large, small, capitals) if w.endswith(endings)))
    return 0


def count_cases(texts: Iterator[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count words written small, with a capital, and in capitals, inside sentences."""
    small, large, capitals = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        for line in text.split("\n"):
            for token in _telling(tuple(find_tokens(line))):
                is_capitals = token.text.isupper() and len(token.text) > 1
                kind = capitals if is_capitals else large if token.is_capitalised else small
                kind[token.lower] += 1
    return small, large, capitals


def _telling(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the words of a line whose case tells something."""
    words = [token for token in tokens if token.text[0].isalpha()]
    if len(words) < LEAST_WORDS or 2 * sum(t.is_capitalised for t in words) > len(words):
        return
    begins = True
    for token in tokens:
        if token.text[0].isalpha():
            if not begins or token.text.islower():
                yield token
            begins = False
        elif token.text in _OPENERS:
            begins = True


def _more(one: Counter[str], *others: Counter[str]) -> list[str]:
    """Return the words that are counted here more often than elsewhere."""
    return sorted(
        word
        for word, count in one.items()
        if count >= LEAST and len(word) > 1 and count > sum(other[word] for other in others)
    )


def _texts(paths: Sequence[Path], left_out: set[str]) -> Iterator[str]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["id"] not in left_out:
                yield row["text"]


def _ids(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["id"]


if __name__ == "__main__":
    sys.exit(main())
