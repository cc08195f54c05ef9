"""Cases follow decisions a moment later, so that whoever decides does not wait for them.

What is to be taken up stands in the ledger itself: nothing is lost where the desk is closed before.
"""

import logging
import threading
from collections.abc import Callable

from accordingto.errors import AccordingtoError

_LOG = logging.getLogger("accordingto")


class Settling:
    """Does one thing in the background, and once more if it was asked for meanwhile."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._lock = threading.Lock()
        self._wanted: Callable[[], object] | None = None
        self._thread: threading.Thread | None = None

    def wake(self, settle: Callable[[], object]) -> None:
        """Let this be done soon; asked for several times before it begins, it is done once."""
        with self._lock:
            self._wanted = settle
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="desk-settling", daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Wait until nothing is left to do."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._lock:
                settle, self._wanted = self._wanted, None
                if settle is None:
                    self._thread = None
                    return
            try:
                settle()
            except AccordingtoError as error:
                _LOG.warning("cases do not follow the last decisions yet: %s", error)
            except Exception:  # noqa: BLE001 -- the next decision tries again
                _LOG.exception("cases do not follow the last decisions yet")
