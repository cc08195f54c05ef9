"""Works for tests of adding, importable by worker processes."""

import os
import signal
import time
from dataclasses import dataclass

from accordingto.errors import AccordingtoError
from accordingto.ledger.readings import make_ready
from tests.builders import reader


@dataclass(frozen=True)
class ReadWithRules:
    """Reads with the rules, and stumbles or dies where a text says so."""

    mended: bool = False

    def __call__(self):
        return self.read

    def read(self, incoming):
        text = incoming.report.text
        if "stumble" in text and not self.mended:
            raise AccordingtoError("it stumbled")
        if "die" in text and not self.mended:
            os.kill(os.getpid(), signal.SIGKILL)
        if "hang" in text and not self.mended:
            time.sleep(3600)
        return make_ready(reader().read(incoming.report))
