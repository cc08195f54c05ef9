"""What a watch remembers from one run to the next: up to where it told, and what waits."""

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from accordingto.corroboration.casebook_news import Mark
from accordingto.errors import ConfigurationError

_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WatchState:
    """As it is written to the file."""

    ledger: str
    """Id of the ledger: a mark says nothing of another one."""
    mark: Mark
    waiting: tuple[str, ...] = ()
    """Alerts, each a line of JSON, that the webhook has not taken yet."""

    def told(self, mark: Mark, waiting: tuple[str, ...]) -> "WatchState":
        """Return the state once all up to a mark was told, but for what waits."""
        return replace(self, mark=mark, waiting=waiting)


def read_state(path: Path, ledger: str) -> WatchState | None:
    """Return what was remembered of a ledger; None when there is no such file.

    Raises ConfigurationError when the file is not one of ours, or is of another ledger.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror or error}") from error
    try:
        state = TypeAdapter(WatchState).validate_json(data)
    except ValidationError as error:
        raise ConfigurationError(
            f"{path}: is no state of `accordingto watch`; expected what an earlier run left there. "
            "Name another with --state, or remove it to watch from now on"
        ) from error
    if state.ledger != ledger:
        raise ConfigurationError(
            f"{path}: remembers another ledger ({state.ledger[:12]}); expected {ledger[:12]}. Name "
            "another with --state, or remove it to watch from now on"
        )
    return state


def write_state(path: Path, state: WatchState) -> None:
    """Replace the file, whole or not at all.

    Raises ConfigurationError when that cannot be done.
    """
    plain = TypeAdapter(WatchState).dump_python(state, mode="json")
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            json.dump(plain, stream, ensure_ascii=False)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ConfigurationError(
            f"{path}: cannot be written to: {error.strerror or error}"
        ) from error
