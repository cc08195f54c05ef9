"""Unions: what hangs together, through any number of steps."""


class Unions:
    """Numbers from 0, joined pair by pair."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def find(self, one: int) -> int:
        """Return the lowest number that hangs together with this one."""
        above = self._above
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Put two numbers, and all that hang together with them, together."""
        low, high = sorted((self.find(one), self.find(other)))
        self._above[high] = low

    def groups(self) -> dict[int, list[int]]:
        """Return all numbers by the lowest one that they hang together with."""
        found: dict[int, list[int]] = {}
        for one in range(len(self._above)):
            found.setdefault(self.find(one), []).append(one)
        return found
