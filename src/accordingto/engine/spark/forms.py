"""What travels between stages inside a cell: records as JSON, never as Python's own objects."""

from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from accordingto.corroboration.bodies import Body
from accordingto.corroboration.copies import CopyGroup
from accordingto.corroboration.digests import Account, ActorId, Digest
from accordingto.corroboration.linking import Linked
from accordingto.corroboration.namings import Naming
from accordingto.corroboration.origins import Origin
from accordingto.corroboration.source_table import SourcePart
from accordingto.corroboration.truce_likeness import Deal
from accordingto.corroboration.voices import Standing
from accordingto.records.cases import Case
from accordingto.records.source_rows import SourceRow
from accordingto.records.truces import Truce

T = TypeVar("T")


class Form(Generic[T]):
    """Writes records of one kind, and reads them back equal."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self._kind)

    def write(self, record: T) -> bytes:
        """Return a record as JSON."""
        return self._adapter.dump_json(record)

    def read(self, raw: bytes) -> T:
        """Return the record that JSON holds."""
        return self._adapter.validate_json(raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """All that is known of one report, once its copies and its speakers are known."""

    digest: Digest
    """Without its sketch: that has been used by then."""
    origin: Origin
    story: int | None
    """Number of its group of copies."""
    standings: dict[ActorId, Standing]
    """Speakers with a name or a body behind them."""


ACCOUNT = Form(Account)
BODY = Form(Body)
CASE = Form(Case)
COPY_GROUP = Form(CopyGroup)
DEAL = Form(Deal)
DIGEST = Form(Digest)
LINKED = Form(Linked)
NAMING = Form(Naming)
ORIGIN = Form(Origin)
PAPER = Form(Paper)
SOURCE_PART = Form(SourcePart)
SOURCE_ROW = Form(SourceRow)
STANDING = Form(Standing)
TRUCE = Form(Truce)
