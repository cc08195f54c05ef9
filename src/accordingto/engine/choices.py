"""Which reader to use, said in a way that can be sent to another process."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from pathlib import Path

from accordingto.errors import ConfigurationError
from accordingto.gazetteer.index import Gazetteer
from accordingto.ingest.inputs import Incoming
from accordingto.reader.network.reader import network_reader
from accordingto.reader.readers import Reader, rule_reader
from accordingto.records.readings import Reading


class ReaderName(StrEnum):
    """The readers there are."""

    NETWORK = "network"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """The name of a reader, and tables of places that stand before the built index."""

    name: str = ReaderName.NETWORK
    gazetteers: tuple[Path, ...] = ()

    def __call__(self) -> partial[Reading]:
        """Load the reader, as `read_all` asks for it: a function from an input to its reading."""
        return partial(read_incoming, open_reader(self))


@cache
def open_reader(choice: ReaderChoice) -> Reader:
    """Load a reader, once a process.

    Raises ConfigurationError when there is no reader of this name, or when something that it needs
    is missing.
    """
    if choice.name not in set(ReaderName):
        raise ConfigurationError(
            f"there is no reader {choice.name!r}; expected one of {', '.join(ReaderName)}"
        )
    gazetteer = Gazetteer.open()
    for table in reversed(choice.gazetteers):
        gazetteer = Gazetteer.joined(Gazetteer.from_file(table), gazetteer)
    return _MAKERS[ReaderName(choice.name)](gazetteer)


_MAKERS = {ReaderName.NETWORK: network_reader, ReaderName.RULES: rule_reader}


def read_incoming(reader: Reader, incoming: Incoming) -> Reading:
    """Return the reading of one input; problems of its fields stand before all others."""
    reading = reader.read(incoming.report)
    if incoming.problems:
        return replace(reading, problems=incoming.problems + reading.problems)
    return reading
