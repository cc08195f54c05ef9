"""Which column of a reference dataset is what: recognised by the header, shown, and overridable."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from accordingto.errors import ConfigurationError, IngestError
from accordingto.formats.reference import Dataset
from accordingto.ingest.headers import fold_header, show_header

_BEGINS = "*"
_SHOWN = 12
"""Headers that a message names."""


@dataclass(frozen=True, slots=True)
class KnownColumns:
    """How the makers of a dataset publish it."""

    title: str
    credit: str
    needed: tuple[str, ...]
    example: str
    columns: Mapping[str, tuple[str, ...]]
    """By thing: the headers under which it stands, the likeliest first."""


@dataclass(frozen=True, slots=True)
class ReferenceColumns:
    """Which dataset a file is of, and which of its columns is what."""

    dataset: Dataset
    header: tuple[str, ...]
    places: Mapping[str, int]
    """By thing: number of its column, from 0."""

    def describe(self) -> list[str]:
        """Return lines that show a person what the columns were taken for."""
        lines = [f"{thing} <- {show_header(self.header[at])}" for thing, at in self.places.items()]
        used = set(self.places.values())
        others = [name for at, name in enumerate(self.header) if at not in used]
        if others:
            more = f" and {len(others) - _SHOWN:,} more" if len(others) > _SHOWN else ""
            shown = ", ".join(map(show_header, others[:_SHOWN]))
            lines.append(f"kept as they are: {shown}{more}")
        return lines


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What the user says of a file; what is left open is recognised."""

    dataset: Dataset | None = None
    columns: tuple[tuple[str, str], ...] = ()
    """Pairs of a thing and the header of its column."""


@cache
def load_known() -> Mapping[Dataset, KnownColumns]:
    """Return how each dataset is published."""
    path = files("accordingto.formats") / "reference_columns.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        dataset: KnownColumns(
            title=data[dataset]["title"],
            credit=data[dataset]["credit"],
            needed=tuple(data[dataset]["needed"]),
            example=data[dataset]["example"],
            columns={thing: tuple(names) for thing, names in data[dataset]["columns"].items()},
        )
        for dataset in Dataset
    }


def parse_choice(dataset: str | None, said: Iterable[str]) -> ColumnChoice:
    """Return a choice from a dataset's name and `thing=header` pairs, as a user types them.

    Raises ConfigurationError for a dataset or a thing that nobody knows.
    """
    if dataset is not None and dataset not in set(Dataset):
        raise ConfigurationError(
            f"there is no dataset {dataset[:80]!r} here; expected one of {', '.join(Dataset)}"
        )
    pairs = []
    for one in said:
        thing, is_pair, header = one.partition("=")
        known = {name for each in load_known().values() for name in each.columns}
        if not is_pair or thing.strip() not in known:
            raise ConfigurationError(
                f"--column {one[:80]!r} names no column of a reference dataset; expected "
                f"THING=HEADER with one of {', '.join(sorted(known))}"
            )
        pairs.append((thing.strip(), header.strip()))
    return ColumnChoice(Dataset(dataset) if dataset else None, tuple(pairs))


def recognise(header: Sequence[str], choice: ColumnChoice, path: str) -> ReferenceColumns:
    """Return which dataset a header row is of, and which column is what.

    Raises IngestError when it is of none, or lacks a column without which nothing can be compared.
    """
    folded = [fold_header(name) for name in header]
    asked = [choice.dataset] if choice.dataset else list(Dataset)
    found = {dataset: _find(folded, dataset, choice, path) for dataset in asked}
    whole = [dataset for dataset in asked if not _missing(dataset, found[dataset])]
    if not whole:
        raise _not_recognised(header, asked, found, path)
    best = max(whole, key=lambda dataset: len(found[dataset]))
    return ReferenceColumns(best, tuple(header), found[best])


def _find(
    folded: Sequence[str], dataset: Dataset, choice: ColumnChoice, path: str
) -> dict[str, int]:
    said = dict(choice.columns)
    found: dict[str, int] = {}
    for thing, names in load_known()[dataset].columns.items():
        at = _said_at(folded, said[thing], path) if thing in said else _at(folded, names)
        if at is not None:
            found[thing] = at
    return found


def _at(folded: Sequence[str], names: Iterable[str]) -> int | None:
    """Return where the first of some names stands among the headers."""
    for name in names:
        wanted = fold_header(name.removesuffix(_BEGINS))
        for at, header in enumerate(folded):
            is_it = header.startswith(wanted) if name.endswith(_BEGINS) else header == wanted
            if is_it:
                return at
    return None


def _said_at(folded: Sequence[str], name: str, path: str) -> int:
    if (at := _at(folded, (name,))) is not None:
        return at
    raise IngestError(
        f"there is no column {show_header(name)}; expected one of the file's own headers after "
        "--column THING=; check the spelling",
        path=path,
        code="no_column",
    )


def _missing(dataset: Dataset, found: Mapping[str, int]) -> list[str]:
    return [thing for thing in load_known()[dataset].needed if thing not in found]


def _not_recognised(
    header: Sequence[str],
    asked: Sequence[Dataset],
    found: Mapping[Dataset, Mapping[str, int]],
    path: str,
) -> IngestError:
    nearest = min(asked, key=lambda dataset: len(_missing(dataset, found[dataset])))
    known = load_known()[nearest]
    lacks = ", ".join(
        f"{thing} ({known.columns[thing][0]})" for thing in _missing(nearest, found[nearest])
    )
    shown = ", ".join(map(show_header, header[:_SHOWN])) + (" ..." if len(header) > _SHOWN else "")
    return IngestError(
        f"its first row has the headers {shown}; expected those of UCDP GED, ACLED or Airwars. As "
        f"{known.title} it lacks {lacks}; say which column is what with --column THING=HEADER",
        path=path,
        code="not_recognised",
    )
