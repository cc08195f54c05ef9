"""Works for tests, importable by worker processes."""

import os
import signal
import time
from dataclasses import dataclass

from accordingto.errors import AccordingtoError, ConfigurationError
from accordingto.ingest.inputs import Incoming
from accordingto.report import Report


def make_incoming(number, text="Shells fell."):
    report = Report(id=f"r{number}", text=text)
    return Incoming(report=report, path="c.jsonl", line=number, size=len(text))


@dataclass(frozen=True)
class Shout:
    """Work that reads a report's id out loud, and stumbles where its text says so."""

    def __call__(self):
        return shout


def shout(incoming):
    text = incoming.report.text
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "hang":
        time.sleep(3600)
    if text == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    if text == "grow":
        held = bytearray(os.urandom(1)) * (400 << 20)
        time.sleep(3600 + held[0])
    if text == "leave":
        os._exit(3)
    if text == "err":
        raise AccordingtoError("it stumbled")
    if text == "mend":
        raise ConfigurationError("a lexicon is missing")
    return incoming.report.id.upper()


@dataclass(frozen=True)
class Misconfigured:
    """Work that cannot be made."""

    def __call__(self):
        raise ConfigurationError("the index is missing; build it")


@dataclass(frozen=True)
class StillBorn:
    """Work whose making takes the process with it."""

    def __call__(self):
        os._exit(7)


@dataclass(frozen=True)
class Unborn:
    """Work whose making never ends."""

    def __call__(self):
        time.sleep(3600)
