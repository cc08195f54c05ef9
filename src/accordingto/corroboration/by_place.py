"""Sequences of what is made anew whenever it is asked for."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

T_co = TypeVar("T_co", covariant=True)


class ByPlace(Sequence[T_co]):
    """A sequence of which only the one at a place need be told; some of them are a list."""

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T_co]: ...
    def __getitem__(self, index: int | slice) -> T_co | Sequence[T_co]:
        """Return one, or some."""
        if isinstance(index, slice):
            return [self.at(place) for place in range(len(self))[index]]
        return self.at(index)

    @abstractmethod
    def at(self, place: int) -> T_co:
        """Return the one at a place, counted from the end if below 0; IndexError beyond both."""
