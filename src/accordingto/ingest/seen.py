"""Which ids were met already, in little memory: a corpus may hold millions."""

from array import array

_MASK = (1 << 64) - 1


class Seen:
    """A set of strings that keeps 64 bits of each, in 13 to 26 bytes.

    Two of ten million strings share their bits in 3 of a million runs.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * 1024))
        self._count = 0

    def add(self, text: str) -> bool:
        """Add a string; tell whether it is new."""
        bits = hash(text) & _MASK or 1
        at = self._find(bits)
        if self._slots[at]:
            return False
        self._slots[at] = bits
        self._count += 1
        if self._count * 5 > len(self._slots) * 3:
            self._grow()
        return True

    def _find(self, bits: int) -> int:
        """Return the slot that holds these bits, or the empty one that should."""
        slots, last = self._slots, len(self._slots) - 1
        at = bits & last
        while slots[at] and slots[at] != bits:
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        old = self._slots
        self._slots = array("Q", bytes(16 * len(old)))
        for bits in old:
            if bits:
                self._slots[self._find(bits)] = bits
