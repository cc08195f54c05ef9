"""Where output goes: standard output, or a file that is there whole or not at all."""

import csv
import io
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol


def stands(path: Path, asked: Callable[[Path], bool] = Path.exists) -> bool:
    """Tell whether there is such a thing; not where nobody may look: opening it will tell why."""
    try:
        return asked(path)
    except OSError:
        return False


class Output(Protocol):
    """A place to write bytes to."""

    def write(self, data: bytes) -> None:
        """Write bytes after those before."""
        ...

    def keep(self, *, is_whole: bool) -> Path | None:
        """End well; return where the output was put, if not where it was asked for."""
        ...


class StandardOutput:
    """The stream that the shell gave us; nothing is held back when a person reads along."""

    def __init__(self) -> None:
        self._stream: BinaryIO = sys.stdout.buffer
        self._is_terminal = sys.stdout.isatty()

    def write(self, data: bytes) -> None:
        """Write at once to a terminal, else when enough has come together."""
        self._stream.write(data)
        if self._is_terminal:
            self._stream.flush()

    def keep(self, *, is_whole: bool) -> Path | None:
        """Hand over what is held back."""
        self._stream.flush()
        return None


class FileOutput:
    """A file written beside its place and moved there at the end; use it in `with`.

    What was cut short by Ctrl-C is put beside it, as NAME.partial: a script that finds the file can
    rely on it. Without `keep`, the place is left as it was.
    """

    def __init__(self, path: Path) -> None:
        self._target = Path(os.path.realpath(path))
        # Devices and pipes (/dev/null, /dev/stdout) are written to, not replaced.
        self._is_special = self._target.exists() and not self._target.is_file()
        name = f".{self._target.name}.{os.getpid()}.tmp"
        self._beside = self._target if self._is_special else self._target.with_name(name)
        self._stream = self._beside.open("wb" if self._is_special else "xb")

    def __enter__(self) -> "FileOutput":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # of a full disk, it was told already
            self._stream.close()
        if not self._is_special:
            self._beside.unlink(missing_ok=True)

    def write(self, data: bytes) -> None:
        """Write to the file beside."""
        self._stream.write(data)

    def keep(self, *, is_whole: bool) -> Path | None:
        """Move the file into its place, or what there is of it beside."""
        self._stream.flush()
        if self._is_special:
            return None
        os.fsync(self._stream.fileno())
        self._stream.close()
        place = self._target
        if not is_whole:
            place = place.with_name(f"{place.name}.partial")
        self._beside.replace(place)
        return None if is_whole else place


def csv_line(cells: Iterable[object]) -> str:
    """Return one row of a sheet, its line end included."""
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def write_parts(parts: Iterable[str], path: Path | None) -> None:
    """Write text part by part, to a file that is there whole or not at all, or to the shell."""
    with ExitStack() as stack:
        output: Output = stack.enter_context(FileOutput(path)) if path else StandardOutput()
        for part in parts:
            output.write(part.encode("utf-8", "backslashreplace"))
        output.keep(is_whole=True)
