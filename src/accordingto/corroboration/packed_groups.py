"""The accounts of very many cases, set aside until a case is looked at."""

import pickle
from array import array
from collections.abc import Iterable, Sequence
from typing import overload

from accordingto.corroboration.linking import Linked
from accordingto.corroboration.set_aside import SetAside


class PackedGroups(Sequence[Linked]):
    """Linked accounts, in order; each is read anew whenever it is asked for."""

    def __init__(self, groups: Iterable[Linked]) -> None:
        """Take them one by one: they need not all be held."""
        self._aside = SetAside()
        # Written and read by this process alone, in a file that nobody else can open.
        whole = (pickle.dumps(one, pickle.HIGHEST_PROTOCOL) for one in groups)
        self._places = array("Q", map(self._aside.add, whole))

    @overload
    def __getitem__(self, index: int) -> Linked: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Linked]: ...
    def __getitem__(self, index: int | slice) -> Linked | Sequence[Linked]:
        """Return one group, or some."""
        if isinstance(index, slice):
            return [self._read(place) for place in self._places[index]]
        return self._read(self._places[index])

    def __len__(self) -> int:
        """Return how many groups there are."""
        return len(self._places)

    def _read(self, place: int) -> Linked:
        found: Linked = pickle.loads(self._aside.read(place)[0])  # noqa: S301 -- our own, see above
        return found
