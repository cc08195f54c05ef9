"""The two streams of a terminal: results go to one, words about the run to the other."""

import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from accordingto.views.visible import make_plain

DEFAULT_WIDTH = 80
MAX_WIDTH = 100


def say(message: str, indent: int = 0) -> None:
    """Print one line about the run; nothing in it can steer the terminal."""
    line = " " * indent + make_plain(message)
    try:
        print(line, file=sys.stderr)
    except UnicodeEncodeError:
        print(line.encode("ascii", "backslashreplace").decode(), file=sys.stderr)


def discard_output() -> None:
    """Let the interpreter flush into nothing: the reader of our output has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def hold_interrupt() -> Iterator[None]:
    """Let Ctrl-C wait until a row is written whole; a second one does not wait."""
    if threading.current_thread() is not threading.main_thread():
        yield  # interrupts go to the main thread
        return
    came = False

    def note(_number: int, _frame: FrameType | None) -> None:
        nonlocal came
        if came:
            raise KeyboardInterrupt
        came = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt


def terminal_width(widest: int = MAX_WIDTH) -> int:
    """Return the columns that text should take up: those of the terminal, or 80 where none is."""
    if not sys.stdout.isatty():
        return DEFAULT_WIDTH
    return min(shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns, widest)


def wants_colour() -> bool:
    """Tell whether results go to a terminal that shows colours and may (https://no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()
