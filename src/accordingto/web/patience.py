"""How long the desk waits for a request that comes slowly, so that none can hold it for ever."""

import asyncio

from starlette.types import Message, Receive
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS_S = 20.0
"""Seconds within which the head of a request must have come."""
PIECE_S = 20.0
"""Seconds without any byte of a body that is not whole."""
BODY_S = 600.0
"""Seconds within which a body must be whole."""


class PatientProtocol(H11Protocol):
    """HTTP of which the head of a request is not waited for without end."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as there
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait on where it is not yet the head of a request."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._forget()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self._is_answering():
            self._forget()
        elif self._late is None:
            self._late = self.loop.call_later(HEADERS_S, self._give_up)

    def _is_answering(self) -> bool:
        return bool(self.cycle) and not self.cycle.response_complete

    def _give_up(self) -> None:
        self._late = None
        if not self._is_answering():
            self.transport.close()

    def _forget(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def patiently(receive: Receive) -> Receive:
    """Return what takes the body of a request, and takes it for broken off where it is too slow.

    Once the body is whole, nothing is hurried: an answer may take its time.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + BODY_S
    is_whole = False

    async def receive_soon() -> Message:
        nonlocal is_whole
        if is_whole:
            return await receive()
        try:
            left = max(0.0, until - loop.time())
            message = await asyncio.wait_for(receive(), min(PIECE_S, left))
        except TimeoutError:
            return {"type": "http.disconnect"}
        is_whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    return receive_soon
