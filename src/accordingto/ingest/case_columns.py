"""Which columns of a sheet of cases are what, the counts of people among them."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from accordingto.ingest.headers import Words, fold_header, guess_columns, has_word, load_headers
from accordingto.ingest.mapping import FigureColumns, TableKind, TableMapping
from accordingto.records.values import Age, Sex, State, Who

V = TypeVar("V", State, Who, Age, Sex)


def guess_cases(names: Sequence[str]) -> TableMapping:
    """Return what the columns of a sheet of cases seem to be."""
    columns = guess_columns(names, load_headers()[TableKind.CASES])
    others = [name for name in names if name not in columns.values()]
    return TableMapping(rows=TableKind.CASES, columns=columns, figures=tuple(_figures(others)))


def _figures(names: Sequence[str]) -> list[FigureColumns]:
    """Return the columns that count people; a least and a most number of the same are paired."""
    words = load_headers()
    paired: dict[tuple[str, ...], dict[str, str]] = {}
    for name in names:
        folded = fold_header(name, with_brackets=True)
        group = _group(folded, words)
        if group is None:
            continue
        end = next((end for end in ("low", "high") if has_word(folded, words["bounds"][end])), "")
        rest = " ".join(word for word in folded.split() if word not in _bound_words(words))
        paired.setdefault((*group, rest), {}).setdefault(end, name)
    return [_columns(group, ends) for group, ends in paired.items()]


def _bound_words(words: Mapping[str, Words]) -> set[str]:
    return {word for phrases in words["bounds"].values() for one in phrases for word in one.split()}


def _group(folded: str, words: Mapping[str, Words]) -> tuple[str, ...] | None:
    """Return state, who, age and sex of those whom a column counts; None where it counts nobody."""
    if has_word(folded, words["not_counts"]["words"]):
        return None
    state = _first(folded, words["figures"])
    if state is None:
        return None
    return state, *(_first(folded, words[part]) or "unknown" for part in ("who", "age", "sex"))


def _first(folded: str, known: Words) -> str | None:
    return next((thing for thing, phrases in known.items() if has_word(folded, phrases)), None)


def _columns(group: tuple[str, ...], ends: dict[str, str]) -> FigureColumns:
    state, who, age, sex, _ = group
    plain = ends.get("")
    return FigureColumns(
        state=State(state),
        who=Who(who),
        age=Age(age),
        sex=Sex(sex),
        low=ends.get("low") or plain,
        high=ends.get("high") or plain,
    )
