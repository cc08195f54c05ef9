"""Which reader to use, said in a way that can be sent to another process."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.engine.llm.settings import ModelChoice
from accordingto.errors import ConfigurationError
from accordingto.reader.devices import Device
from accordingto.records.likely import keep_likely

if TYPE_CHECKING:
    from accordingto.gazetteer.index import Gazetteer
    from accordingto.ingest.inputs import Incoming
    from accordingto.reader.readers import Reader
    from accordingto.records.readings import ReaderInfo, Reading
    from accordingto.report import Report


class ReaderName(StrEnum):
    """The readers there are."""

    NETWORK = "network"
    RULES = "rules"
    LLM = "llm"


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """The name of a reader, tables of places that stand before the built index, and a device.

    `model` is for the reader `llm` alone, which asks it.
    """

    name: str = ReaderName.NETWORK
    gazetteers: tuple[Path, ...] = ()
    device: str = Device.CPU
    model: ModelChoice | None = None
    triage: bool = False
    """Whoever may have been killed is told of, at the price of many who were not."""
    min_confidence: float | None = None
    """Records of a lower confidence are left out."""

    def __call__(self) -> "partial[Reading]":
        """Load the reader, as `read_all` asks for it: a function from an input to its reading."""
        return partial(read_incoming, open_reader(self))


@cache
def open_reader(choice: ReaderChoice) -> "Reader":
    """Load a reader, once a process.

    Raises ConfigurationError when there is no reader of this name, when something that it needs is
    missing, and when it cannot do what is asked for.
    """
    least = choice.min_confidence
    if least is not None and not 0 <= least <= 1:
        raise ConfigurationError(f"--min-confidence {least:g}: expected a share from 0 to 1")
    if choice.name not in set(ReaderName):
        raise ConfigurationError(
            f"there is no reader {choice.name!r}; expected one of {', '.join(ReaderName)}"
        )
    # Loaded when something is read: lexicons and network take a second that most commands spare.
    from accordingto.gazetteer.index import Gazetteer  # noqa: PLC0415

    gazetteer = Gazetteer.open()
    for table in reversed(choice.gazetteers):
        gazetteer = Gazetteer.joined(Gazetteer.from_file(table), gazetteer)
    reader = _make(choice, gazetteer)
    return reader if least is None else _Likely(reader, least)


@dataclass(frozen=True, slots=True)
class _Likely:
    """A reader that leaves out what is less likely right than was asked for."""

    reader: "Reader"
    least: float

    @property
    def info(self) -> "ReaderInfo":
        return self.reader.info

    def read(self, report: "Report") -> "Reading":
        return keep_likely(self.reader.read(report), self.least)


def _make(choice: ReaderChoice, gazetteer: "Gazetteer") -> "Reader":
    if choice.name != ReaderName.NETWORK and choice.device != Device.CPU:
        raise ConfigurationError(
            f"the reader `{choice.name}` has nothing to run on {choice.device!r}; expected "
            "--reader network, or --device cpu"
        )
    if choice.name != ReaderName.NETWORK:
        _refuse_beliefs(choice)
    if choice.name == ReaderName.LLM:
        return _open_model_reader(choice.model, gazetteer)
    if choice.name == ReaderName.RULES:
        from accordingto.reader.readers import rule_reader  # noqa: PLC0415

        return rule_reader(gazetteer)
    from accordingto.reader.network.model import Model  # noqa: PLC0415
    from accordingto.reader.network.reader import network_reader  # noqa: PLC0415
    from accordingto.reader.network.settings import DEFAULT, TRIAGE  # noqa: PLC0415

    settings = TRIAGE if choice.triage else DEFAULT
    return network_reader(gazetteer, Model(device=Device(choice.device)), settings)


def _refuse_beliefs(choice: ReaderChoice) -> None:
    """Refuse what goes by likelihoods, which only the network gives."""
    asked = {"--triage": choice.triage, "--min-confidence": choice.min_confidence is not None}
    for option, is_asked in asked.items():
        if is_asked:
            raise ConfigurationError(
                f"the reader `{choice.name}` does not say how likely its records are, which "
                f"{option} goes by; expected --reader network, or no such option"
            )


def _open_model_reader(model: ModelChoice | None, gazetteer: "Gazetteer") -> "Reader":
    if model is None:
        raise ConfigurationError(
            "the reader `llm` has no model to ask; expected its address and name: --llm-url and "
            "--llm-model of the commands read, add, watch and reread"
        )
    from accordingto.engine.llm.opening import open_model_reader  # noqa: PLC0415

    return open_model_reader(model, gazetteer)


def read_incoming(reader: "Reader", incoming: "Incoming") -> "Reading":
    """Return the reading of one input; problems of its fields stand before all others."""
    reading = reader.read(incoming.report)
    if incoming.problems:
        return replace(reading, problems=incoming.problems + reading.problems)
    return reading
