"""Further lessons: reports labelled for this project, kept as offsets, without the corpora's texts.

Each file of `training/data/` holds one report a line: `id`, `sha256` of the text in UTF-8, and the
four lists of the gold; spans are code-point offsets. Where the report was written for this purpose
the line holds its `text`, `title`, `published` and `publisher` too; otherwise they come from the
corpus that holds the id.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from accordingto.gazetteer.index import Gazetteer
from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.network.wordpieces import WordPieces
from accordingto.report import Report
from training.examples import Example, example_of, stages_before_tagger

DATA = Path(__file__).with_name("data")
CORPORA = ("syria-2011-2018.jsonl", "wikinews-2019-2020.jsonl")
SEQUENCE, MOST_SHARED = 5, 0.25
"""Words in a row that are compared, and the share of them that makes two reports too alike."""
Row = Mapping[str, Any]


def load_labelled(
    corpora: Path, pieces: WordPieces, judged: Iterable[str] = (), data: Path = DATA
) -> Iterator[Example]:
    """Yield what the labelled reports teach, in the order of files and lines.

    `corpora` is the folder with the corpora. Left out are reports that share much of their text
    with one of those by which the network will be judged. Raises ValueError where a text is not
    the one that was labelled, or stands in no corpus.
    """
    kept_apart = [_sequences(text) for text in judged]
    texts = {row["id"]: row for name in CORPORA for row in _rows(corpora / name)}
    pipeline = stages_before_tagger(Gazetteer.open())
    for path in sorted(data.glob("*.jsonl")):
        for row in _rows(path):
            report = _report(row, row if "text" in row else texts.get(row["id"]), path)
            own = _sequences(report.text)
            if any(_shared(own, other) > MOST_SHARED for other in kept_apart):
                continue
            yield example_of(report, _with_names(row, report.text), pipeline(report), pieces)


def _sequences(text: str) -> frozenset[tuple[str, ...]]:
    words = [token.lower for token in find_tokens(text) if token.is_word]
    return frozenset(zip(*(words[start:] for start in range(SEQUENCE)), strict=False))


def _shared(own: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Return how much of the shorter of two texts stands in the other."""
    return len(own & other) / max(1, min(len(own), len(other)))


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _report(row: Row, found: Row | None, path: Path) -> Report:
    """Return the report that a line labels."""
    if found is None:
        raise ValueError(f"{path}: report {row['id']} stands in none of {', '.join(CORPORA)}")
    digest = hashlib.sha256(found["text"].encode()).hexdigest()
    if digest != row["sha256"]:
        raise ValueError(
            f"{path}: the text of {row['id']} is not the one that was labelled: expected SHA-256 "
            f"{row['sha256']}, found {digest}; use the corpus that it was labelled on"
        )
    return Report(
        id=row["id"],
        text=found["text"],
        title=found.get("title") or "",
        published=found.get("published"),
        publisher=found.get("publisher") or "",
    )


def _with_names(row: Row, text: str) -> Row:
    """Return the labels with places named: their names are the words of their evidence."""
    incidents = [
        {**one, "place": one["place"] and {**one["place"], "name": _quote(text, one["place"])}}
        for one in row["incidents"]
    ]
    return {**row, "incidents": incidents}


def _quote(text: str, place: Row) -> str:
    return text[place["evidence"]["start"] : place["evidence"]["end"]]
