"""The accounts of very many cases, set aside until a case is looked at."""

import json
from array import array
from collections.abc import Iterable
from functools import cache

from pydantic import TypeAdapter

from accordingto.corroboration.by_place import ByPlace
from accordingto.corroboration.digests import Account
from accordingto.corroboration.linking import Joined, Linked
from accordingto.corroboration.set_aside import SetAside
from accordingto.records.cases import AccountRef, CaseLink

_Held = tuple[tuple[Account, ...], tuple[CaseLink, ...]]


class PackedGroups(ByPlace[Linked]):
    """Linked accounts, in order; each is read anew whenever it is asked for."""

    def __init__(self, groups: Iterable[tuple[int, Linked]]) -> None:
        """Take them one by one, each with its number, as they come: they need not all be held."""
        self._aside = SetAside()
        places = {number: self._aside.add(*_pack(one)) for number, one in groups}
        self._places = array("Q", map(places.__getitem__, range(len(places))))

    def at(self, place: int) -> Linked:
        """Return one group."""
        held, joins = self._aside.read(self._places[place], 2)
        return Linked(
            *_held().validate_json(held), tuple(_joined(*row) for row in json.loads(joins))
        )

    def __len__(self) -> int:
        """Return how many groups there are."""
        return len(self._places)


def _pack(group: Linked) -> tuple[bytes, bytes]:
    # Apart, since a bond may be infinite, which only a plain row keeps.
    joins = [
        (one.kept.report, one.kept.incident, one.taken.report, one.taken.incident, one.bond)
        for one in group.joins
    ]
    return _held().dump_json((group.accounts, group.links)), json.dumps(joins).encode()


def _joined(kept: str, kept_record: str, taken: str, taken_record: str, bond: float) -> Joined:
    return Joined(AccountRef(kept, kept_record), AccountRef(taken, taken_record), bond)


@cache
def _held() -> TypeAdapter[_Held]:
    return TypeAdapter(_Held)
