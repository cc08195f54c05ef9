"""Alerts sent to an address that the user named."""

import json
from collections.abc import Sequence
from email.message import Message
from http.client import HTTPException
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from accordingto import __version__
from accordingto.errors import ConfigurationError, DeliveryError

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_SECONDS = 10.0


class Webhook:
    """An address that takes alerts as JSON by POST.

    The body is `{"text": ..., "alerts": [...]}`: chat services print the text. What was sent
    already is sent again when no answer came; the id of an alert tells.
    """

    def __init__(self, url: str) -> None:
        self._url = _checked(url)
        self._opener: OpenerDirector = build_opener(_NoRedirect())

    def send(self, alerts: Sequence[str]) -> None:
        """Send all in one request; redirects are not followed, and a 2xx answer is wanted."""
        plain = [json.loads(one) for one in alerts]
        told = "\n\n".join(one["text"] for one in plain)
        body = json.dumps({"text": told, "alerts": plain}, ensure_ascii=False)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": f"accordingto/{__version__}",
        }
        data = body.encode("utf-8", "backslashreplace")
        request = Request(self._url, data=data, headers=headers, method="POST")  # noqa: S310 -- checked
        try:
            with self._opener.open(request, timeout=_SECONDS):
                return
        except HTTPError as error:
            raise DeliveryError(f"{self.host}: answered {error.code}") from error
        except (OSError, HTTPException) as error:
            why = error.reason if isinstance(error, URLError) else error
            raise DeliveryError(f"{self.host}: cannot be reached: {why}") from error

    @property
    def host(self) -> str:
        """The server's name: the rest of the address may be a secret."""
        return urlsplit(self._url).hostname or ""


class _NoRedirect(HTTPRedirectHandler):
    """Alerts go where the user said, and nowhere else."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Follow nothing."""


def _checked(url: str) -> str:
    parts = urlsplit(url)
    is_inner = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if not parts.hostname or not (parts.scheme == "https" or is_inner):
        raise ConfigurationError(
            f"--webhook is no address that alerts can be sent to (it begins with "
            f"{parts.scheme or url[:12]!r}); expected https://..., or http:// on this machine"
        )
    return url
