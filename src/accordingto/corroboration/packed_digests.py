"""Digests of very many reports: what is said in each is packed until somebody looks at it."""

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter

from accordingto.corroboration.digests import (
    BlameClaim,
    Digest,
    FigureClaim,
    ReportKey,
    StatementClaim,
    StepClaim,
)

_FASTEST = 1
_Said = tuple[
    tuple[FigureClaim, ...],
    tuple[BlameClaim, ...],
    tuple[StatementClaim, ...],
    tuple[StepClaim, ...],
]


class PackedDigests(Mapping[ReportKey, Digest]):
    """Digests by the keys of their reports, in order.

    Copies, linking and voices look at all reports again and again, but not at figures, blame,
    statements and steps. These are half of a digest, and packed a tenth of it.
    """

    def __init__(self, digests: Iterable[Digest]) -> None:
        bare: dict[ReportKey, Digest] = {}
        self._packed: dict[ReportKey, bytes] = {}
        for one in digests:
            said = one.figures, one.blame, one.statements, one.steps
            self._packed[one.key] = zlib.compress(_adapter().dump_json(said), _FASTEST)
            bare[one.key] = replace(one, figures=(), blame=(), statements=(), steps=())
        self._bare = {key: bare[key] for key in sorted(bare)}

    def __getitem__(self, key: ReportKey) -> Digest:
        """Return a whole digest, unpacked anew each time."""
        bare = self._bare[key]
        said = _adapter().validate_json(zlib.decompress(self._packed[key]))
        figures, blame, statements, steps = said
        return replace(bare, figures=figures, blame=blame, statements=statements, steps=steps)

    def __iter__(self) -> Iterator[ReportKey]:
        """Yield the keys."""
        return iter(self._bare)

    def __len__(self) -> int:
        """Return how many digests there are."""
        return len(self._bare)

    def bare(self, but: Collection[ReportKey] = ()) -> Iterator[Digest]:
        """Yield the digests without what is said in them; those that are named are whole."""
        for key, one in self._bare.items():
            yield self[key] if key in but else one


@cache
def _adapter() -> TypeAdapter[_Said]:
    return TypeAdapter(_Said)
