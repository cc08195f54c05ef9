"""Alerts kept in a file that is only ever added to."""

import os
from collections.abc import Sequence
from pathlib import Path

from accordingto.errors import DeliveryError


class AlertFile:
    """A file of JSON lines, one an alert, that is only ever added to."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, alerts: Sequence[str]) -> None:
        """Add lines, and have the disk keep them."""
        lines = "".join(f"{one}\n" for one in alerts)
        try:
            with self._path.open("ab") as stream:
                stream.write(lines.encode("utf-8", "backslashreplace"))
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise DeliveryError(
                f"{self._path}: cannot be written to: {error.strerror or error}"
            ) from error
